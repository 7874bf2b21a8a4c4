"""Uprights of different couples that fall on one x would be read as one line: they are found, and moved apart."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chronology.record.steps import stepwise
from exporters.genogram.lanes import TOUCH
from exporters.genogram.shape import Point
from exporters.genogram.stand import SYMBOL

ONE = 2.0
"""Uprights of two couples nearer than this, in points, look like one."""
AWAY = (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 26.0, 32.0)
"""How far from the other one an upright is moved, in points: the least that leaves everything clear is taken."""
ROOMS = ((2.0, 6.0), (2.0, TOUCH), (0.6, ONE), (0.6, ONE))
"""Least distances in points of what is moved from labels and ends of lines, and from other uprights: less where it must be."""
_NEAR = SYMBOL
"""How far round an upright, in points, its new place is looked at."""
_SAME = 0.01

Extent = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""
Piece = tuple[Point, Point]
"""Two points of a line that follow one another."""
Moved = dict[int, list[Point]]
"""The points of the lines that a move changes, by line."""


@dataclass
class Line:
    """A couple's own line (no child), or that of one of its children."""

    couple: int
    child: int | None
    points: list[Point]


@dataclass(frozen=True)
class Upright:
    """One upright piece of a line: where it stands, from where to where, and the number of its first point."""

    x: float
    top: float
    bottom: float
    line: int
    at: int


def fallen_together(lines: Sequence[Line]) -> list[tuple[Upright, Upright]]:
    """Return the pairs of uprights of different couples that look like one line."""
    cells: dict[int, list[Upright]] = defaultdict(list)
    for number, line in enumerate(lines):
        for k, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(line.points)):
            if abs(ax - bx) < _SAME:
                cells[int(ax // 4)].append(Upright(ax, min(ay, by), max(ay, by), number, k))
    found: list[tuple[Upright, Upright]] = []
    for cell, mine in cells.items():
        beyond = cells.get(cell + 1, [])
        for n, one in enumerate(mine):
            couple = lines[one.line].couple
            found += [
                (one, other)
                for other in itertools.chain(itertools.islice(mine, n + 1, None), beyond)
                if abs(one.x - other.x) < ONE
                and one.top < other.bottom
                and other.top < one.bottom
                and lines[other.line].couple != couple
            ]
    return found


class Uprights:
    """Moves uprights apart, each with all that hangs on it, where symbols, labels and other lines leave room."""

    def __init__(
        self,
        lines: list[Line],
        middles: list[Point],
        partners: Sequence[tuple[int, ...]],
        symbols: Sequence[Point],
        boxes: Sequence[Extent],
    ) -> None:
        """Take all lines, each couple's point where its children hang, and each member's symbol's middle and box."""
        self.lines = lines
        self.middles = middles
        self._partners = partners
        self._symbols = symbols
        self._boxes = boxes
        self._of: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            self._of[line.couple].append(number)
        xs = [x for line in lines for x, _ in line.points]
        self._clear, self._touch = ROOMS[0]
        self._sides = min([*xs, *(b[0] for b in boxes)]), max([*xs, *(b[2] for b in boxes)])

    def move_apart(self) -> None:
        """Move what falls together, as far as there is room."""
        for self._clear, self._touch in ROOMS:
            pairs = fallen_together(self.lines)
            if not pairs:
                return
            for one, other in stepwise(pairs):
                self._part(one, other)

    def _part(self, one: Upright, other: Upright) -> None:
        """Move one of two uprights that fall together, the one that crosses least and goes least far."""
        if not (self._stands(one) and self._stands(other)):
            return
        best: tuple[tuple[float, ...], int, Moved, Point] | None = None
        for n, (mine, theirs) in enumerate(((one, other), (other, one))):
            couple = self.lines[mine.line].couple
            rail = self._rail(mine)
            others = self._others(couple, mine.x)
            for away, way in itertools.product(AWAY, (1, -1)):
                x = round(theirs.x + way * away, 2)
                key = (abs(x - mine.x), float(n), float(way))
                if best is not None and best[0][0] == 0 and best[0][1:] <= key:
                    continue
                moved, middle = self._shifted(couple, rail, mine.x, x)
                more = self._crossings_added(couple, moved, middle, others)
                if more is not None and (best is None or (more, *key) < best[0]):
                    best = (float(more), *key), couple, moved, middle
        if best is None:
            return
        _, couple, moved, middle = best
        for number, points in moved.items():
            self.lines[number].points = points
        self.middles[couple] = middle

    def _stands(self, upright: Upright) -> bool:
        """Return whether nothing has moved it since it was found."""
        points = self.lines[upright.line].points
        return upright.at + 1 < len(points) and abs(points[upright.at][0] - upright.x) < _SAME

    def _rail(self, upright: Upright) -> Extent:
        """Return from where to where the couple's lines run on one x with this upright: they move together."""
        pieces = [
            (min(a[1], b[1]), max(a[1], b[1]))
            for number in self._of[self.lines[upright.line].couple]
            for a, b in itertools.pairwise(self.lines[number].points)
            if abs(a[0] - upright.x) < _SAME and abs(b[0] - upright.x) < _SAME
        ]
        top, bottom = upright.top, upright.bottom
        while True:
            joined = [p for p in pieces if p[0] <= bottom + _SAME and top <= p[1] + _SAME]
            wider = min(p[0] for p in joined), max(p[1] for p in joined)
            if wider == (top, bottom):
                return upright.x, top, upright.x, bottom
            top, bottom = wider

    def _shifted(self, couple: int, rail: Extent, was: float, x: float) -> tuple[Moved, Point]:
        """Return the couple's lines, and where its children hang, with a rail at another x."""

        def at(point: Point) -> Point:
            is_on = abs(point[0] - was) < _SAME and rail[1] - _SAME <= point[1] <= rail[3] + _SAME
            return (x, point[1]) if is_on else point

        moved: Moved = {}
        for number in self._of[couple]:
            old = self.lines[number].points
            new = [at(p) for p in old]
            if new != old:
                moved[number] = new
        return moved, at(self.middles[couple])

    def _others(self, couple: int, x: float) -> list[Piece]:
        """Return the pieces of other couples' lines that a move from an x could meet."""
        mine = [p for number in self._of[couple] for p in self.lines[number].points]
        top, bottom = min(y for _, y in mine), max(y for _, y in mine)
        return [
            (a, b)
            for line in self.lines
            if line.couple != couple
            for a, b in itertools.pairwise(line.points)
            if min(a[0], b[0]) < x + _NEAR
            and max(a[0], b[0]) > x - _NEAR
            and min(a[1], b[1]) <= bottom
            and max(a[1], b[1]) >= top
        ]

    def _crossings_added(self, couple: int, moved: Moved, middle: Point, others: list[Piece]) -> int | None:
        """Return how many more lines are crossed than before a move, or None where there is no room for it."""
        if not self._holds(couple, moved, middle):
            return None
        before: set[Piece] = set()
        after: set[Piece] = set()
        for number, points in moved.items():
            line = self.lines[number]
            own = self._partners[couple] if line.child is None else (line.child,)
            for old, new in zip(itertools.pairwise(line.points), itertools.pairwise(points), strict=True):
                if old == new:
                    continue
                if (new[1][0] - new[0][0]) * (old[1][0] - old[0][0]) < 0 or self._meets_somebody(new, own):
                    return None
                if _is_plumb(new) and not _is_plumb(old):
                    return None
                before.add(old)
                after.add(new)
        if any(self._lies_on(new, other) for new in after for other in others):
            return None
        return sum(_crosses(p, o) for p in after for o in others) - sum(_crosses(p, o) for p in before for o in others)

    def _holds(self, couple: int, moved: Moved, middle: Point) -> bool:
        """Return whether lines still end at their symbols, inside the drawing, and children hang from their couple's line."""
        for number, points in moved.items():
            line = self.lines[number]
            if not all(self._sides[0] <= x <= self._sides[1] for x, _ in points):
                return False
            ends = [(line.child, points[-1])] if line.child is not None else []
            if line.child is None and len(self._partners[couple]) == 1:
                ends = [(self._partners[couple][0], points[0])]
            if any(m is not None and abs(p[0] - self._symbols[m][0]) > SYMBOL / 2 - self._clear for m, p in ends):
                return False
        if middle == self.middles[couple]:
            return True
        (own,) = (n for n in self._of[couple] if self.lines[n].child is None)
        points = moved.get(own, self.lines[own].points)
        return middle in points or any(
            a[1] == b[1] == middle[1] and min(a[0], b[0]) + self._clear <= middle[0] <= max(a[0], b[0]) - self._clear
            for a, b in itertools.pairwise(points)
        )

    def _meets_somebody(self, piece: Piece, own: Sequence[int]) -> bool:
        """Return whether a piece of a line runs through the symbol or label of somebody whose line it is not."""
        (ax, ay), (bx, by) = piece
        left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        return any(
            left < box[2] + self._clear
            and right > box[0] - self._clear
            and top < box[3]
            and bottom > box[1]
            and m not in own
            for m, box in enumerate(self._boxes)
        )

    def _lies_on(self, one: Piece, other: Piece) -> bool:
        """Return whether two pieces of line, level or upright, run so near to one another that they look like one."""
        if _is_plumb(one) and _is_plumb(other):
            (low, high), (other_low, other_high) = _range(one, 1), _range(other, 1)
            is_near = abs(one[0][0] - other[0][0]) < self._touch - _SAME
            return is_near and low < other_high and other_low < high
        if _is_level(one) and _is_level(other):
            (low, high), (other_low, other_high) = _range(one, 0), _range(other, 0)
            is_near = abs(one[0][1] - other[0][1]) < ONE - _SAME
            return is_near and low < other_high + self._clear and other_low < high + self._clear
        return False


def _is_plumb(piece: Piece) -> bool:
    return abs(piece[0][0] - piece[1][0]) < _SAME


def _is_level(piece: Piece) -> bool:
    return abs(piece[0][1] - piece[1][1]) < _SAME


def _crosses(one: Piece, other: Piece) -> bool:
    """Return whether a level and an upright piece of line meet."""
    for level, plumb in ((one, other), (other, one)):
        if _is_level(level) and _is_plumb(plumb):
            low, high = _range(level, 0)
            top, bottom = _range(plumb, 1)
            return low <= plumb[0][0] <= high and top <= level[0][1] <= bottom
    return False


def _range(piece: Piece, along: int) -> tuple[float, float]:
    return min(piece[0][along], piece[1][along]), max(piece[0][along], piece[1][along])
