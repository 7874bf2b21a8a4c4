"""The cells of a drawing in characters: the layout's heights as lines, its x as columns, the same on every day."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from chronology.record.ties import PartnershipStatus
from chronology.record.values import Id
from exporters.genogram.columns import Mark, Needs, columns_of
from exporters.genogram.family import HALF_LINES, SYMBOL, Drawn
from exporters.genogram.faults import faults_of
from exporters.genogram.figures import fault_mark
from exporters.genogram.fits import Fit, Labels, symbol_width
from exporters.genogram.letters import cells
from exporters.genogram.notation import is_secret
from exporters.genogram.shape import CoupleLine, DescentLine, Layout

Spot = tuple[float, int, int]
"""An x of the layout, how many columns beside it, and the line."""
_SAME = 0.6
"""Heights nearer than this are one, in points."""


class Grid:
    """Where everybody, and every line, is on a canvas; made once for a family and a fit, whatever the day."""

    def __init__(self, drawn: Drawn, layout: Layout, fit: Fit) -> None:
        self.drawn = drawn
        self.layout = layout
        self.labels = Labels(drawn, fit)
        self._faults: dict[Id, list[int]] = defaultdict(list)
        for fault in faults_of(drawn.case, layout.places):
            self._faults[fault.person].append(fault.number)
        self._widths = {i: self.labels.widths(i) for i in layout.places}
        self.couple_words = {u: self.labels.couple(held) for u, (held, _) in drawn.unions.items() if held is not None}
        """Beside couples, with every step of any day."""
        self._couple_lines = {c.union: c for c in layout.couples}
        self._descent_lines = {(d.union, d.child): d for d in layout.descents}
        self.ends = {c.union: self._ends_of(c) for c in layout.couples}
        """The partners of each couple in the order of its line; the one parent where there is no other."""
        self._ranks = self._ranks_at_sides()
        self._lowest: dict[Id, int] = {}
        for (_, person), rank in self._ranks.items():
            self._lowest[person] = max(self._lowest.get(person, 0), rank)
        self._offsets = self._offsets_at_children()
        self._stub_offsets = self._offsets_of_stubs()
        self._uprights = sorted(_uprights(layout))
        self._lines = self._line_numbers()
        self.couples = {c.union: self._couple_spots(c) for c in layout.couples if not self.is_stub(c.union)}
        """For each couple of two the corners of its line, from one partner to the other."""
        self.descents = {(d.union, d.child): self._descent_spots(d) for d in layout.descents}
        """For each line of descent its corners, down to the child's symbol."""
        xs = {p.x for p in layout.places.values()}
        xs |= {x for line in (*self.couples.values(), *self.descents.values()) for x, _, _ in line}
        self._xs = sorted(xs)
        self._columns, self.width = columns_of(self._xs, self._needs(fit), self._marks())
        self.height = 1 + max([-1, *self._lines.values(), *(self.bottom(i) for i in layout.places)])

    @property
    def fit(self) -> Fit:
        """How much the drawing says."""
        return self.labels.fit

    def is_stub(self, union: str) -> bool:
        """Return whether a line leaves one parent alone."""
        return len(self.ends[union]) < 2

    def line_of(self, person: Id) -> int:
        """Return the line of a person's symbol."""
        return self._line(self.layout.places[person].y)

    def column_of(self, person: Id) -> int:
        """Return the column of the middle of a person's symbol."""
        return self._columns[self.layout.places[person].x]

    def bottom(self, person: Id) -> int:
        """Return the last line of a person's label, or at which a line meets them, on the day that has most of them."""
        return self.line_of(person) + max(len(self._widths[person]), self._lowest.get(person, 0))

    def cell(self, spot: Spot) -> tuple[int, int]:
        """Return the column and line of a corner."""
        x, beside, line = spot
        return self._columns[x] + beside, line

    def cells_of(self, spots: Iterable[Spot]) -> list[tuple[int, int]]:
        """Return the columns and lines of corners."""
        return [self.cell(spot) for spot in spots]

    def middle(self, union: str) -> tuple[int, int]:
        """Return where the children of a couple of two hang."""
        x, y = self._couple_lines[union].middle
        near = [line for at, line in self._end_heights(union) if abs(at - y) < _SAME]
        nearest = self._xs[min(bisect_left(self._xs, x), len(self._xs) - 1)]
        return self._columns[nearest], near[0] if near else self._line(y)

    def least_width(self, person: Id) -> int:
        """Return how many columns a symbol takes inside at least, so that every line of descent ends at it."""
        return 2 * max((abs(beside) for _, beside in self._at_child[person]), default=0) + 1

    def _line(self, y: float) -> int:
        return self._lines[round(y, 1)]

    def _ends_of(self, couple: CoupleLine) -> tuple[Id, ...]:
        places, (x, y) = self.layout.places, couple.points[0] if couple.points else couple.middle
        near = sorted(self.drawn.ends_of(couple.union), key=lambda p: (abs(places[p].x - x) + abs(places[p].y - y), p))
        return tuple(near[:2])

    def _ranks_at_sides(self) -> dict[tuple[str, Id], int]:
        """Return how many lines below a symbol's middle each line leaves it that passes others, from above down.

        Lines that leave two neighbours towards one another share a line of text only where they don't meet there.
        """
        gaps: dict[tuple[int, int], list[tuple[float, bool, float, str, Id]]] = defaultdict(list)
        rows: dict[int, list[float]] = defaultdict(list)
        for place in self.layout.places.values():
            rows[place.row].append(place.x)
        for row in rows.values():
            row.sort()
        for couple in self.layout.couples:
            if self.is_stub(couple.union):
                continue
            points = couple.points
            for person, ((x, y), (turn, _)) in zip(self.ends[couple.union], (points[:2], points[:-3:-1]), strict=True):
                place = self.layout.places[person]
                if y > place.y + _SAME:
                    gap = bisect_left(rows[place.row], place.x) + (x > place.x)
                    gaps[place.row, gap].append((y, x > place.x, turn, couple.union, person))
        found: dict[tuple[str, Id], int] = {}
        for some in gaps.values():
            some.sort()
            from_left, from_right = (
                [turn for _, is_left, turn, _, _ in some if is_left is way] for way in (True, False)
            )
            is_meeting = from_left and from_right and max(from_left) > min(from_right) - _SAME
            for way in (True, False):
                mine = some if is_meeting else [line for line in some if line[1] is way]
                found |= {(line[3], line[4]): n for n, line in enumerate(mine, 1)}
        return found

    def rank(self, union: str, person: Id) -> int:
        """Return how many lines below a person's symbol the line of a couple meets it: 0 at the symbol itself."""
        return self._ranks.get((union, person), 0)

    def _offsets_at_children(self) -> dict[tuple[str, Id], int]:
        """Return how many columns beside its child's middle every line of descent ends: apart where there are several."""
        by_child: dict[Id, list[DescentLine]] = defaultdict(list)
        for descent in self.layout.descents:
            by_child[descent.child].append(descent)
        found: dict[tuple[str, Id], int] = {}
        self._at_child: dict[Id, list[tuple[tuple[str, Id], int]]] = defaultdict(list)
        for child, some in by_child.items():
            x = self.layout.places[child].x
            some.sort(key=lambda d: (d.points[-1][0], d.union))
            own = min(range(len(some)), key=lambda n: abs(some[n].points[-1][0] - x))
            self._at_child[child] = [((d.union, child), n - own) for n, d in enumerate(some)]
            found |= self._at_child[child]
        return found

    def _offsets_of_stubs(self) -> dict[str, int]:
        """Return how many columns beside the parent's middle the line of a single parent leaves."""
        by_parent: dict[Id, list[CoupleLine]] = defaultdict(list)
        for couple in self.layout.couples:
            if self.is_stub(couple.union):
                by_parent[self.ends[couple.union][0]].append(couple)
        found: dict[str, int] = {}
        for some in by_parent.values():
            some.sort(key=lambda c: (c.middle[0], c.union))
            found |= {c.union: n - (len(some) - 1) // 2 for n, c in enumerate(some)}
        return found

    def _line_numbers(self) -> dict[float, int]:
        """Return the line of every height: lanes, words over a row and the ends of lines, its symbols, their labels."""
        deep: dict[float, int] = defaultdict(int)
        for i, place in self.layout.places.items():
            deep[place.y] = max(deep[place.y], len(self._widths[i]), self._lowest.get(i, 0))
        lanes = sorted({round(y, 1) for y in self._heights()})
        numbers: dict[float, int] = {}
        line = 0
        for row in sorted({p.y for p in self.layout.places.values()}):
            before, within = bisect_left(lanes, row - HALF_LINES), bisect_left(lanes, row + HALF_LINES)
            for height in lanes[:before]:
                numbers[height] = line
                line += 1
            for height in lanes[before:within]:
                numbers[height] = line if height < row - SYMBOL / 2 + _SAME else line + 1
            lanes = lanes[within:]
            numbers[round(row, 1)] = line + 1
            line += 2 + deep[row]
        for height in lanes:
            numbers[height] = line
            line += 1
        return numbers

    def _heights(self) -> set[float]:
        """Return every height at which a line has a corner, except where it leaves a single parent."""
        found = {y for c in self.layout.couples if not self.is_stub(c.union) for _, y in c.points}
        for descent in self.layout.descents:
            first = 1 if self.is_stub(descent.union) else 0
            found |= {y for _, y in descent.points[first:]}
        return found

    def _couple_spots(self, couple: CoupleLine) -> list[Spot]:
        """Return the corners of a couple's line: at its ends the middles of the symbols, or the lines below them."""
        points = couple.points
        (one, other), (first, last) = self.ends[couple.union], (line for _, line in self._end_heights(couple.union))
        spots: list[Spot] = [(self.layout.places[one].x, 0, first)]
        for n, (x, y) in enumerate(points[1:-1], 1):
            line = first if n == 1 and y == points[0][1] else last if y == points[-1][1] else self._line(y)
            spots.append((x, 0, line))
        return [*spots, (self.layout.places[other].x, 0, last)]

    def _end_heights(self, union: str) -> list[tuple[float, int]]:
        """Return at which height a couple's line meets each partner, and on which line that is."""
        points = self._couple_lines[union].points
        return [
            (y, self.line_of(person) + self.rank(union, person))
            for person, (_, y) in zip(self.ends[union], (points[0], points[-1]), strict=True)
        ]

    def _descent_spots(self, descent: DescentLine) -> list[Spot]:
        """Return the corners of a line of descent, which ends in its child's own columns."""
        points, is_stub = descent.points, self.is_stub(descent.union)
        end = (self.layout.places[descent.child].x, self._offsets[descent.union, descent.child])
        below = self.line_of(descent.child)
        spots: list[Spot] = [(points[0][0], 0, 0 if is_stub else self._start(descent))]
        spots += [(x, 0, self._line(y)) for x, y in points[1:]]
        if is_stub:
            parent = self.ends[descent.union][0]
            trunk = (self.layout.places[parent].x, self._stub_offsets[descent.union])
            spots[0] = (*trunk, self.bottom(parent))
            if len(points) > 1 and points[1][0] == points[0][0]:
                spots[1] = (*trunk, spots[1][2])
        if len(points) > 2 and points[-1][0] == points[-2][0]:
            # Down where it is on paper, and aside just over the symbol, where another line is in between.
            is_barred = (points[-1][0], 0) != end and self._is_barred(descent, end[0])
            spots[-2:] = (
                [spots[-2], (points[-1][0], 0, below - 1), (*end, below - 1)] if is_barred else [(*end, spots[-2][2])]
            )
        elif len(points) > 2:
            spots.pop()
        elif spots[0][:2] != end:
            # Straight down on paper, and here a step aside just over the symbol.
            spots[1:] = [(*spots[0][:2], below - 1), (*end, below - 1)]
        else:
            spots[1:] = []
        return [*spots, (*end, below)]

    def _is_barred(self, descent: DescentLine, goal: float) -> bool:
        """Return whether a line of somebody else comes down between the end of a line and its child's middle."""
        (x, bottom), (_, top) = descent.points[-1], descent.points[-2]
        low, high = sorted((x, goal))
        first = bisect_left(self._uprights, (low - _SAME,))
        for at, upper, lower, union, child in itertools.islice(self._uprights, first, None):
            if at > high + _SAME:
                return False
            if union != descent.union and child != descent.child and upper <= bottom and lower >= top:
                return True
        return False

    def _start(self, descent: DescentLine) -> int:
        """Return the line from which a couple's line of descent comes down."""
        y = descent.points[0][1]
        near = [line for at, line in self._end_heights(descent.union) if abs(at - y) < _SAME]
        return near[0] if near else self._line(y)

    def _needs(self, fit: Fit) -> Needs:
        """Return how far apart partners stand for their line, its slashes and its words, and people as on paper."""
        needs = Needs()
        places = self.layout.places
        for union, spots in self.couples.items():
            words = cells(self.couple_words.get(union, ""))
            if len(spots) == 2:
                left, right = sorted(self.ends[union], key=lambda p: places[p].x)
                reach = self._reach(left)[1] - self._reach(right)[0]
                signs = self._signs(union)
                needs.apart(places[left].x, places[right].x, max(reach + 4 + signs, words + 5 if words else 0))
                continue
            stretches = [sorted((a, b)) for (a, _, _), (b, _, _) in itertools.pairwise(spots)]
            left_x, right_x = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
            middle = self._couple_lines[union].middle[0]
            needs.apart(left_x, right_x, words + 8)
            if words and left_x < middle < right_x:
                needs.apart(left_x, middle, words + 5)
        if fit.points_a_column:
            by_row: dict[int, list[float]] = defaultdict(list)
            for place in places.values():
                by_row[place.row].append(place.x)
            for row in by_row.values():
                for one, other in itertools.pairwise(sorted(row)):
                    needs.apart(one, other, int((other - one) / fit.points_a_column))
        return needs

    def _signs(self, union: str) -> int:
        """Return how many columns of a couple's line are taken by what is marked on it, on any day."""
        held = self.drawn.unions[union][0]
        if held is None:
            return 0
        ended = any(s.status.has_ended or s.status is PartnershipStatus.RECONCILED for s in held.steps)
        return 2 * ended + any(is_secret(feature) for feature in held.features)

    def _reach(self, person: Id) -> tuple[int, int]:
        """Return from where to where a person's symbol reaches beside its middle."""
        whole = self.drawn.case.people.get(person)
        if whole is None:
            return 0, 0
        beside = len(fault_mark(self._faults.get(person, ())))
        wide, small = symbol_width(whole, is_marked=self.drawn.is_marked(person))
        wide += max(self.least_width(person) - 3, 0)
        return -(wide // 2), wide - 1 - wide // 2 + small + beside

    def _marks(self) -> dict[int, list[Mark]]:
        """Return what takes columns on every line: symbols, labels, upright pieces of lines, words at their ends."""
        marks: dict[int, set[Mark]] = defaultdict(set)
        for person, place in self.layout.places.items():
            line = self.line_of(person)
            marks[line].add(Mark(place.x, *self._reach(person)))
            for n, wide in enumerate(self._widths[person], 1):
                if wide:
                    marks[line + n].add(Mark(place.x, -(wide // 2), wide - 1 - wide // 2))
            self._mark_words(person, marks[line - 1])
        for (_, person), rank in self._ranks.items():
            marks[self.line_of(person) + rank].add(Mark(self.layout.places[person].x, 0, 0))
        for spots in (*self.couples.values(), *self.descents.values()):
            for (x1, beside1, y1), (x, beside, y2) in itertools.pairwise(spots):
                if y1 == y2 and (x1, beside1) != (x, beside):
                    continue
                for line in range(min(y1, y2), max(y1, y2) + 1):
                    marks[line].add(Mark(x, beside, beside, is_line=True))
        return {line: list(some) for line, some in marks.items()}

    def _mark_words(self, child: Id, marks: set[Mark]) -> None:
        """Ask for room beside the outer ends of the lines into a child's symbol, for what they say."""
        ends = self._at_child[child]
        said = [(beside, wide) for key, beside in ends if (wide := self.labels.descent_width(self._descent_lines[key]))]
        x = self.layout.places[child].x
        if said:
            beside, room = said[-1]
            marks.add(Mark(x, beside + 1, beside + room, is_line=True))
        if len(said) > 1:
            beside, room = said[0]
            marks.add(Mark(x, beside - room, beside - 1, is_line=True))


def _uprights(layout: Layout) -> Iterator[tuple[float, float, float, str, Id]]:
    """Yield every upright piece of a line: its x, from which height to which, whose it is, and at whom it ends."""
    lines: list[CoupleLine | DescentLine] = [*layout.couples, *layout.descents]
    for line in lines:
        pieces = list(itertools.pairwise(line.points))
        for n, ((x1, y1), (x2, y2)) in enumerate(pieces, 1):
            if x1 == x2:
                child = line.child if n == len(pieces) and isinstance(line, DescentLine) else ""
                yield x1, min(y1, y2), max(y1, y2), line.union, child
