"""The drawing in characters: the same order and relations as the layout, with real names; then everything in words."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from chronology.record.people import Gender, Life, Person
from chronology.record.values import Id
from exporters.drawing.scene import Words
from exporters.genogram.canvas import Canvas, Pen, cells, one_line, plain
from exporters.genogram.family import HALF_LINES, step_words
from exporters.genogram.notation import couple_look, lasting_status
from exporters.genogram.shape import DescentLine
from exporters.genogram.spots import HALF, descent_words
from exporters.genogram.symbols import has_died, inside_words

if TYPE_CHECKING:
    from exporters.genogram.genogram import Genogram

POINTS_A_COLUMN = 8.0
"""How many points of the layout one column is, where names don't need more."""
_DASHES = {"foster": "dotted", "kinship": "dashed", "adopted": "dashed", "disputed": "dashed", "unknown": "dashed",
           "donor": "dotted", "step": "dotted"}  # fmt: skip
NOBODY = "?"
"""Stands for a partner or parents who are not known."""
KEY = (
    "[ 38] male  ( 38) female  { 38} another gender  <  ?> gender not known  /P\\ pregnancy  ║ subject child  † died",
    "═ couple  ─ child by birth  ╌ adopted, kin or not certain  ┈ foster  ╱ parted  ╱╱ divorced",
)


def character_drawing(drawing: Genogram, *, is_ascii: bool = False) -> str:
    """Return the drawing in box-drawing characters, or plain ASCII, and the description a sentence a line."""
    heading = [m.text for g in drawing.scene.groups if g.role == "heading" for m in g.marks if isinstance(m, Words)]
    picture = _Characters(drawing).drawn().lines()
    said = [f"{one_line(sentence)}." for sentence in drawing.sentences]
    text = "\n".join([*map(one_line, heading), "", *picture, "", *KEY, "", "In words", *said, ""])
    return plain(text) if is_ascii else text


def symbol_of(person: Person, drawing: Genogram) -> str:
    """Return a person's symbol: square for male, round for female, double-edged for the child in focus."""
    picture = drawing.picture
    if person.life is Life.EXPECTED:
        symbol = "/P\\"
    elif person.life is not Life.BORN:
        symbol = f"†{person.life.value}"
    else:
        sides = {Gender.MALE: "[]", Gender.FEMALE: "()", Gender.UNKNOWN: "<>"}.get(person.gender, "{}")
        inside = inside_words(person, picture)
        if has_died(person, picture):
            inside = f"†{inside}"
        symbol = f"{sides[0]}{inside:>3}{sides[1]}"
    edge = "║" if drawing.drawn.is_marked(person.id) else ""
    return f"{edge}{symbol}{edge}"


class _Characters:
    """The layout's heights as lines, its x as columns, and what is drawn there."""

    def __init__(self, drawing: Genogram) -> None:
        self._drawing = drawing
        self._picture = drawing.picture
        self._layout = drawing.layout
        self._canvas = Canvas()
        self._words = {
            c.union: one_line(step_words(held, held.steps))
            for c in self._layout.couples
            if (held := drawing.drawn.unions[c.union][0])
        }
        """Beside couples, with every step of any day: columns are the same on every day."""
        self._rows: dict[int, float] = {p.row: p.y for p in self._layout.places.values()}
        self._deep: dict[int, int] = defaultdict(int)
        for i, place in self._layout.places.items():
            self._deep[place.row] = max(self._deep[place.row], len(drawing.drawn.labels[i]))
        self._lines = self._line_numbers()
        self._xs, self._columns = self._column_numbers()
        self._ends = self._ends_at_children()

    def _line_numbers(self) -> dict[float, int]:
        """Return the line of every height: words over a row, its symbols, their labels, then the lanes below."""
        own = {round(y, 1) for c in self._layout.couples if not self._is_stub(c.union) for _, y in c.points}
        own |= {round(y, 1) for d in self._layout.descents for _, y in d.points}
        own |= {round(c.middle[1], 1) for c in self._layout.couples}
        numbers: dict[float, int] = {}
        line = 0
        waiting = sorted(own)
        for row in sorted(self._rows):
            y = self._rows[row]
            at = bisect_left(waiting, y - HALF_LINES)
            for height in waiting[:at]:
                numbers[height] = line
                line += 1
            line += 1
            within = bisect_left(waiting, y + HALF_LINES)
            for height in (*waiting[at:within], round(y, 1)):
                numbers[height] = line
            waiting = waiting[within:]
            line += 1 + self._deep[row]
        for height in waiting:
            numbers[height] = line
            line += 1
        return numbers

    def _is_stub(self, union: str) -> bool:
        return len(self._drawing.drawn.ends_of(union)) < 2

    def _half(self, person: Id) -> int:
        """Return half the columns that a person's symbol and label need on any day."""
        lines = self._drawing.drawn.labels[person]
        if not lines and person not in self._drawing.case.people:
            return 2
        widest = max((max(cells(one_line(li.text)), round(li.least / 5)) for li in lines), default=0)
        return max(widest, cells(symbol_of(self._drawing.case.people[person], self._drawing)), 9) // 2 + 1

    def _column_numbers(self) -> tuple[list[float], list[int]]:
        """Return every x and its column: in order, lines apart, and as much room as names and words need."""
        layout = self._layout
        needs: dict[float, list[tuple[float, int]]] = defaultdict(list)
        marks: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for i, place in layout.places.items():
            marks[place.row].append((place.x, self._half(i)))
        rows = sorted(self._rows.items(), key=lambda item: item[1])
        heights = [y for _, y in rows]
        foot = {row: y + HALF + self._deep[row] * 12.5 for row, y in rows}
        lines = [c.points for c in layout.couples if not self._is_stub(c.union)] + [d.points for d in layout.descents]
        for points in lines:
            for (x1, y1), (x2, y2) in itertools.pairwise(points):
                if abs(x1 - x2) > 0.01 or abs(y1 - y2) < 0.01:
                    continue
                top, bottom = min(y1, y2), max(y1, y2)
                for n in range(max(bisect_left(heights, top) - 1, 0), len(rows)):
                    row, y = rows[n]
                    if y > bottom:
                        break
                    if top < foot[row] and bottom > y + 1:
                        marks[row].append((x1, 0))
        for some in marks.values():
            some.sort()
            for (x1, half1), (x2, half2) in itertools.pairwise(some):
                if x2 > x1:
                    needs[x2].append((x1, half1 + half2 + 1))
            symbols = [m for m in some if m[1]]
            for (x1, half1), (x2, half2) in itertools.pairwise(symbols):
                if x2 > x1:
                    needs[x2].append((x1, half1 + half2))
        for couple in layout.couples:
            width = cells(self._words.get(couple.union, ""))
            if width and not self._is_stub(couple.union):
                levels = [
                    (min(a[0], b[0]), max(a[0], b[0])) for a, b in itertools.pairwise(couple.points) if a[1] == b[1]
                ]
                left, right = max(levels, key=lambda s: s[1] - s[0], default=(0.0, 0.0))
                if right > left:
                    is_straight = len(couple.points) == 2
                    needs[right].append((left, width + 2 if is_straight else width + 8))
                    if not is_straight and left < couple.middle[0] < right:
                        needs[couple.middle[0]].append((left, width + 5))
        xs = sorted(
            {p.x for p in layout.places.values()}
            | {x for points in lines for x, _ in points}
            | {x for c in layout.couples for x, _ in (*c.points, c.middle)}
        )
        columns: list[int] = []
        at: dict[float, int] = {}
        shift = 0.0
        for n, x in enumerate(xs):
            natural = x / POINTS_A_COLUMN
            least = max([at[other] + room for other, room in needs.get(x, ())], default=0)
            if n:
                least = max(least, columns[-1] + (1 if x - xs[n - 1] > 0.6 else 0))
            column = max(round(natural + shift), least)
            shift = max(shift, column - natural - 0.5)
            at[x] = column
            columns.append(column)
        return xs, columns

    def _column(self, x: float) -> int:
        n = bisect_left(self._xs, x - 0.001)
        return self._columns[min(n, len(self._columns) - 1)]

    def _cell(self, point: tuple[float, float]) -> tuple[int, int]:
        return self._column(point[0]), self._lines[round(point[1], 1)]

    def drawn(self) -> Canvas:
        """Draw lines first, then symbols, then words where they have room."""
        self._draw_lines()
        people = self._picture.at.people
        for i in self._drawing.present:
            place = self._layout.places[i]
            self._canvas.write(
                self._column(place.x), self._lines[round(place.y, 1)], symbol_of(people[i], self._drawing)
            )
        for couple in self._picture.shown_couples:
            stand_in = self._drawing.drawn.stand_ins.get(couple.union)
            if stand_in:
                place = self._layout.places[stand_in]
                self._canvas.write(self._column(place.x), self._lines[round(place.y, 1)], NOBODY)
        below: dict[Id, int] = defaultdict(int)
        for i, text, *_ in self._picture.labels:
            below[i] += 1
            place = self._layout.places[i]
            self._canvas.write(self._column(place.x), self._lines[round(place.y, 1)] + below[i], one_line(text))
        self._write_couples()
        self._write_descents()
        return self._canvas

    def _ends_at_children(self) -> dict[tuple[str, Id], tuple[int, int]]:
        """Return where every line of descent meets its child's symbol: side by side where there are several."""
        by_child: dict[Id, list[DescentLine]] = defaultdict(list)
        for descent in self._layout.descents:
            by_child[descent.child].append(descent)
        found: dict[tuple[str, Id], tuple[int, int]] = {}
        for child, lines in by_child.items():
            place = self._layout.places[child]
            lines.sort(key=lambda d: (d.points[-1][0], d.union))
            own = min(range(len(lines)), key=lambda n: abs(lines[n].points[-1][0] - place.x))
            if abs(lines[own].points[-1][0] - place.x) > 4 and len(lines) == 1:
                own -= 1 if lines[own].points[-1][0] > place.x else -1
            for n, descent in enumerate(lines):
                off = max(min(n - own, 2), -2)
                found[descent.union, child] = (
                    self._column(place.x) + off,
                    self._lines[round(descent.points[-1][1], 1)],
                )
        return found

    def _draw_lines(self) -> None:
        places = self._layout.places
        for descent in self._picture.shown_descents:
            points = [self._cell(p) for p in descent.points]
            column, line = self._ends[descent.union, descent.child]
            if len(points) > 1 and descent.points[-1][0] == descent.points[-2][0]:
                points[-2] = (column, points[-2][1])
            points[-1] = (column, line)
            points.append((column, self._lines[round(places[descent.child].y, 1)]))
            self._canvas.line(points, Pen(descent.union, dash=_DASHES.get(descent.kind, "")))
        for couple in self._picture.shown_couples:
            pair = self._drawing.drawn.ends_of(couple.union)
            if self._is_stub(couple.union):
                place = places[pair[0]]
                start = self._lines[round(place.y, 1)] + len(self._drawing.drawn.labels[pair[0]]) + 1
                column, line = self._cell(couple.middle)
                if len(couple.points) > 1 and start <= line:
                    kinds = {d.kind for d in self._picture.shown_descents if d.union == couple.union}
                    dash = _DASHES.get(kinds.pop(), "") if len(kinds) == 1 else ""
                    self._canvas.line([(column, start), (column, line)], Pen(couple.union, dash=dash))
                continue
            bends = list(couple.points)
            ends = sorted(pair, key=lambda p: abs(places[p].x - bends[0][0]) + abs(places[p].y - bends[0][1]))
            bends = [(places[ends[0]].x, bends[0][1]), *bends, (places[ends[-1]].x, bends[-1][1])]
            self._canvas.line([self._cell(p) for p in bends], Pen(couple.union, is_double=True))

    def _write_couples(self) -> None:
        """Write a couple's words over its line, or into a line that passes under somebody, and how it ended."""
        for couple in self._picture.shown_couples:
            held = self._drawing.drawn.unions[couple.union][0]
            then = self._picture.held.get(held.id) if held else None
            if then is None or self._is_stub(couple.union):
                continue
            words = one_line(step_words(then, then.steps))
            a, b = max(itertools.pairwise(couple.points), key=lambda s: abs(s[0][0] - s[1][0]) * (s[0][1] == s[1][1]))
            if a[1] != b[1]:
                continue
            (left, line), (right, _) = sorted((self._cell(a), self._cell(b)))
            if words and len(couple.points) == 2:
                at = (left + right) // 2
                if self._canvas.is_free(at - cells(words) // 2 + 1, line - 1, cells(words) - 2):
                    self._canvas.write(at, line - 1, words)
            elif words:
                start = self._canvas.level_run(left, right, line, cells(words) + 2, couple.union)
                if start is not None:
                    self._canvas.write_from(start, line, f" {words} ")
            look = couple_look(
                then.status_on(self._picture.day).status,
                lasting_status(s.status for s in then.steps),
                self._picture.profile,
            )
            if look.slashes and not look.is_reconciled:
                slashes = "╱" * look.slashes
                start = self._canvas.level_run(left, self._column(couple.middle[0]), line, len(slashes), couple.union)
                if start is None:
                    start = self._canvas.level_run(left, right, line, len(slashes), couple.union)
                if start is not None:
                    self._canvas.write_from(start, line, slashes)

    def _write_descents(self) -> None:
        """Write the label of a line of descent beside its end, on the nearest line where it has room."""
        for descent in self._picture.shown_descents:
            words = one_line(descent_words(self._drawing.drawn, descent, self._picture.day))
            if not words:
                continue
            column, line = self._ends[descent.union, descent.child]
            _, top = self._cell(descent.points[-2]) if len(descent.points) > 1 else (column, line)
            for y in range(line, top - 1, -1):
                right, left = column + 1, column - cells(words)
                if self._canvas.is_free(right + 1, y, cells(words) - 1):
                    self._canvas.write_from(right, y, words)
                    break
                if self._canvas.is_free(left, y, cells(words) - 1):
                    self._canvas.write_from(left, y, words)
                    break
