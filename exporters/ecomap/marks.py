"""The marks of an ecomap: people, services, the lines between them and the centre, and their heads and hatches."""

from __future__ import annotations

from chronology.record.people import Gender, Life, Person
from exporters.drawing.scene import INK, QUIET, Box, Ellipse, Mark, Path, Point, Stroke, Words
from exporters.ecomap.cards import Card, TextLine
from exporters.ecomap.cards import Box as Place
from exporters.ecomap.lines import Help, Line, Strength
from exporters.ecomap.plane import along, length
from exporters.genogram.symbols import dome, triangle

STRONG, THIN = 3.6, 1.1
TENUOUS_DASH = (2.0, 4.5)
HATCH_STEP, HATCH = 9.0, 4.2
HEAD_LONG, HEAD_WIDE = 9.0, 4.0
CUT = 5.5
DOTTED = (1.5, 3.0)
ROUNDING = 11.0


def line_marks(line: Line, start: Point, end: Point, clear: tuple[float, float] | None = None) -> list[Mark]:
    """Return a line from a card to the centre; `clear` is where along it, in shares, its words stand."""
    far = length(start, end)
    if far < 1.0:
        return []
    to_end = line.help in {Help.TO_CENTRE, Help.BOTH}
    to_start = line.help in {Help.FROM_CENTRE, Help.BOTH}
    # A thick line ends within its arrow head, whose point alone touches.
    first = along(start, end, HEAD_LONG * 0.8 / far) if to_start else start
    last = along(start, end, 1 - HEAD_LONG * 0.8 / far) if to_end else end
    marks: list[Mark] = []
    if line.strength is Strength.CUT_OFF:
        marks += _cut(first, last, clear)
    else:
        dash = TENUOUS_DASH if line.strength is Strength.TENUOUS else ()
        width = STRONG if line.strength is Strength.STRONG else 1.6 if dash else THIN
        colour = INK if line.kind != Strength.PLAIN.value else QUIET
        marks.append(Path((first, last), Stroke(width, dash, colour)))
    if line.is_stressful:
        marks += _hatches(first, last, clear)
    marks += [_head(start, end)] if to_end else []
    marks += [_head(end, start)] if to_start else []
    return marks


def _across(start: Point, end: Point) -> Point:
    far = length(start, end) or 1.0
    return -(end[1] - start[1]) / far, (end[0] - start[0]) / far


def _head(start: Point, end: Point) -> Path:
    far = length(start, end)
    root, (ax, ay) = along(start, end, 1 - HEAD_LONG / far), _across(start, end)
    sides = tuple((root[0] + ax * HEAD_WIDE * way, root[1] + ay * HEAD_WIDE * way) for way in (1, -1))
    return Path((end, *sides), Stroke(0.6), INK, is_closed=True)


def _hatches(start: Point, end: Point, clear: tuple[float, float] | None) -> list[Mark]:
    far, (ax, ay) = length(start, end), _across(start, end)
    found: list[Mark] = []
    for n in range(1, int(far // HATCH_STEP)):
        share = n * HATCH_STEP / far
        if clear is not None and clear[0] - 0.01 < share < clear[1] + 0.01:
            continue
        x, y = along(start, end, share)
        found.append(Path(((x - ax * HATCH, y - ay * HATCH), (x + ax * HATCH, y + ay * HATCH)), Stroke(THIN)))
    return found


def _cut(start: Point, end: Point, clear: tuple[float, float] | None) -> list[Mark]:
    """Return a line that is broken by two short caps, away from its words."""
    far, (ax, ay) = length(start, end), _across(start, end)
    middle = 0.5 if clear is None or clear[1] < 0.4 or clear[0] > 0.6 else (0.25 if clear[0] > 0.38 else 0.75)
    half = CUT / 2 / far
    caps = [along(start, end, middle + way * half) for way in (-1, 1)]
    found: list[Mark] = [Path((start, caps[0]), Stroke(THIN)), Path((caps[1], end), Stroke(THIN))]
    for x, y in caps:
        found.append(Path(((x - ax * CUT, y - ay * CUT), (x + ax * CUT, y + ay * CUT)), Stroke(1.5)))
    return found


def symbol(person: Person | None, x: float, y: float, half: float, *, is_child: bool = False) -> list[Mark]:
    """Return a person's symbol: square male, circle female, "?" where the gender is not known; the child's is double."""
    if person is None:
        return [*_shape(Gender.UNKNOWN, x, y, half, Stroke(1.2)), Words(x, y + half * 0.34, "?", half)]
    stroke = Stroke(2.0 if is_child else 1.2, () if person.is_confirmed else DOTTED)
    if person.life is Life.EXPECTED:
        points = triangle(x, y - half, half * 2)
        return [Path(points, stroke, "white", is_closed=True), Words(x, y + half * 0.5, "P", half * 0.8)]
    marks: list[Mark] = []
    if is_child:
        marks += _shape(person.gender, x, y, half + 3.2, Stroke(1.1))
    marks += _shape(person.gender, x, y, half, stroke)
    if person.gender is Gender.UNKNOWN:
        marks.append(Words(x, y + half * 0.34, "?", half))
    return marks


def _shape(gender: Gender, x: float, y: float, half: float, stroke: Stroke) -> list[Mark]:
    if gender is Gender.FEMALE:
        return [Ellipse(x, y, half, half, stroke)]
    if gender in {Gender.NON_BINARY, Gender.OTHER}:
        return [Path(dome(x, y, half), stroke, "white", is_closed=True)]
    return [Box(x, y, half * 2, half * 2, half * 0.4 if gender is Gender.UNKNOWN else 0.0, stroke)]


def shape_key(person: Person | None) -> str:
    """Return under which key the legend knows a person's symbol."""
    if person is None:
        return "unknown"
    if person.life is Life.EXPECTED:
        return "expected"
    if person.gender in {Gender.NON_BINARY, Gender.OTHER}:
        return "non-binary"
    return person.gender.value


def card_marks(card: Card, place: Place) -> list[Mark]:
    """Return a card's symbol or ellipse with its text."""
    x, y = place.middle
    marks: list[Mark] = []
    if card.has_symbol:
        marks = symbol(card.system.person, x, y, card.half[0] - 1.0)
    elif card.is_person:
        pass
    elif card.is_round:
        marks = [Ellipse(x, y, *card.half, Stroke(1.2))]
    else:
        marks = [Box(x, y, card.half[0] * 2, card.half[1] * 2, ROUNDING, Stroke(1.2))]
    return [*marks, *text_marks(card.lines, place.text, place.anchor)]


def text_marks(lines: tuple[TextLine, ...], rect: tuple[float, float, float, float], anchor: str) -> list[Mark]:
    """Return lines of text within a rectangle, from its top."""
    x = {"start": rect[0], "end": rect[2]}.get(anchor, (rect[0] + rect[2]) / 2)
    y, marks = rect[1], []
    for line in lines:
        baseline = y + line.size * 0.98
        marks.append(
            Words(x, baseline, line.text, line.size, line.is_name, anchor, INK if line.is_name else QUIET, False, line.width)
        )
        y += line.height
    return list(marks)
