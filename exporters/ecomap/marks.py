"""The marks of an ecomap: people, services, the lines between them and the centre, and their heads and hatches."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.record.people import Gender, Life, Person
from chronology.record.people import Place as Standing
from exporters.drawing.scene import INK, QUIET, Box, Ellipse, Mark, Path, Point, Stroke, Words
from exporters.ecomap.cards import Box as Place
from exporters.ecomap.cards import Card, TextLine
from exporters.ecomap.lines import Help, Line, Strength
from exporters.ecomap.plane import along, distance, length
from exporters.genogram.symbols import diamond, dome, triangle

STRONG, THIN = 3.6, 1.1
TENUOUS_DASH = (2.0, 4.5)
HATCH_STEP, HATCH = 9.0, 4.2
HEAD_LONG, HEAD_WIDE = 9.0, 4.0
CUT = 5.5
DOTTED = (1.5, 3.0)
ROUNDING = 11.0
LETTER = 7.5


Segment = tuple[Point, Point]


def line_marks(
    line: Line, way: Segment, words: tuple[float, float] | None = None, others: Sequence[Segment] = ()
) -> list[Mark]:
    """Return a line from a card to the centre.

    `words` is where along it, in shares, its words stand; hatches and heads keep off those and off the `others`,
    so that none is read as another line's.
    """
    start, end = way
    far = length(start, end)
    if far < 1.0:
        return []
    marks: list[Mark] = []
    heads = []
    if line.help in {Help.TO_CENTRE, Help.BOTH}:
        heads.append(_head(start, end, words, others))
    if line.help in {Help.FROM_CENTRE, Help.BOTH}:
        heads.append(_head(end, start, None if words is None else (1 - words[1], 1 - words[0]), others))
    if line.strength is Strength.CUT_OFF:
        marks += _cut(start, end, words)
    else:
        dash = TENUOUS_DASH if line.strength is Strength.TENUOUS else ()
        width = STRONG if line.strength is Strength.STRONG else 1.6 if dash else THIN
        colour = INK if line.kind != Strength.PLAIN.value else QUIET
        # A thick line ends within a head that stands at its end, whose point alone touches.
        ends = [head.points[0] for head in heads]
        short = HEAD_LONG * 0.8 / far
        first = along(start, end, short) if start in ends else start
        last = along(start, end, 1 - short) if end in ends else end
        marks.append(Path((first, last), Stroke(width, dash, colour)))
    if line.is_stressful:
        marks += _hatches(start, end, words, others)
    return [*marks, *heads]


def _across(start: Point, end: Point) -> Point:
    far = length(start, end) or 1.0
    return -(end[1] - start[1]) / far, (end[0] - start[0]) / far


def _is_clear(point: Point, others: Sequence[Segment], room: float) -> bool:
    return all(distance(point, *other) >= room for other in others)


def _head(start: Point, end: Point, words: tuple[float, float] | None, others: Sequence[Segment]) -> Path:
    """Return an arrow head at the end of a line, or as near it as other lines leave room for one."""
    far, (ax, ay) = length(start, end), _across(start, end)
    at = 1.0
    for n in range(int(far * 0.6 // 4)):
        share = 1 - n * 4 / far
        is_free = words is None or not (words[0] < share + 0.01 and share - HEAD_LONG / far < words[1] + 0.01)
        if is_free and _is_clear(along(start, end, share - HEAD_LONG / far), others, HEAD_WIDE + 2.5):
            at = share
            break
    root = along(start, end, at - HEAD_LONG / far)
    sides = tuple((root[0] + ax * HEAD_WIDE * way, root[1] + ay * HEAD_WIDE * way) for way in (1, -1))
    return Path((end if at == 1.0 else along(start, end, at), *sides), Stroke(0.6), INK, is_closed=True)


def _hatches(start: Point, end: Point, words: tuple[float, float] | None, others: Sequence[Segment]) -> list[Mark]:
    far, (ax, ay) = length(start, end), _across(start, end)
    found: list[Mark] = []
    for n in range(int(far // HATCH_STEP)):
        share = (n + 0.5) * HATCH_STEP / far
        x, y = along(start, end, share)
        is_in_words = words is not None and words[0] - 0.01 < share < words[1] + 0.01
        if not is_in_words and _is_clear((x, y), others, HATCH + 2.0):
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
        return [
            *_shape(Gender.UNKNOWN, x, y, half, Stroke(1.2)),
            Words(x, y + max(half, LETTER) * 0.34, "?", max(half, LETTER)),
        ]
    stroke = Stroke(2.0 if is_child else 1.2, () if person.is_confirmed else DOTTED)
    if person.place is Standing.PET:
        return [Path(diamond(x, y, half * 0.8), stroke, "white", is_closed=True)]
    if person.life is Life.EXPECTED:
        points = triangle(x, y - half, half * 2)
        return [Path(points, stroke, "white", is_closed=True), Words(x, y + half * 0.58, "P", LETTER)]
    marks: list[Mark] = []
    if is_child:
        marks += _shape(person.gender, x, y, half + 3.2, Stroke(1.1))
    marks += _shape(person.gender, x, y, half, stroke)
    if person.gender is Gender.UNKNOWN:
        marks.append(Words(x, y + max(half, LETTER) * 0.34, "?", max(half, LETTER)))
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
    if person.place is Standing.PET:
        return "pet"
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
            Words(
                x,
                baseline,
                line.text,
                line.size,
                line.is_name,
                anchor,
                INK if line.is_name else QUIET,
                False,
                line.width,
            )
        )
        y += line.height
    return list(marks)
