"""What is taken on a drawing already, and what putting something there would cost: how words and curves find room."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable

from exporters.genogram.shape import Point

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SYMBOL_WEIGHT, WORDS_WEIGHT, LINE_WEIGHT = 10.0, 8.0, 3.0
"""How bad it is to stand on a symbol, on words, on a line."""
_WIDE, _HIGH = 256.0, 64.0
"""Cells by which neighbours are found, in points."""
_THIN = 0.8


class Room:
    """Rectangles that are taken, each with its weight and with whom it concerns."""

    def __init__(self) -> None:
        self._taken: list[tuple[Rect, float, str]] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)

    def put(self, rect: Rect, weight: float, owner: str = "") -> None:
        """Take a rectangle."""
        for cell in _cells(rect):
            self._cells[cell].append(len(self._taken))
        self._taken.append((rect, weight, owner))

    def put_line(self, points: Iterable[Point], weight: float = LINE_WEIGHT, owner: str = "") -> None:
        """Take the segments of a line; slanted ones in short pieces."""
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            pieces = 1 if abs(x1 - x2) < 0.01 or abs(y1 - y2) < 0.01 else 8
            for n in range(pieces):
                ax, bx = (x1 + (x2 - x1) * k / pieces for k in (n, n + 1))
                ay, by = (y1 + (y2 - y1) * k / pieces for k in (n, n + 1))
                self.put(
                    (min(ax, bx) - _THIN, min(ay, by) - _THIN, max(ax, bx) + _THIN, max(ay, by) + _THIN), weight, owner
                )

    def cost(self, rect: Rect, besides: Collection[str] = ()) -> float:
        """Return how much is covered by a rectangle, by weight; what belongs to `besides` does not count."""
        found = {n for cell in _cells(rect) for n in self._cells.get(cell, ())}
        total = 0.0
        for n in sorted(found):
            held, weight, owner = self._taken[n]
            wide = min(held[2], rect[2]) - max(held[0], rect[0])
            high = min(held[3], rect[3]) - max(held[1], rect[1])
            if wide > 0 and high > 0 and owner not in besides:
                total += weight * (0.5 + wide * high / max((rect[2] - rect[0]) * (rect[3] - rect[1]), 1.0))
        return total

    def touching(self, rect: Rect, least_weight: float) -> set[str]:
        """Return whose rectangles of at least a weight meet a rectangle."""
        found = {n for cell in _cells(rect) for n in self._cells.get(cell, ())}
        return {
            owner
            for held, weight, owner in (self._taken[n] for n in found)
            if weight >= least_weight and meet(held, rect)
        }

    def is_taken(self, rect: Rect, least_weight: float, besides: Collection[str] = ()) -> bool:
        """Return whether anything of at least a weight meets a rectangle; what belongs to `besides` does not count."""
        left, top, right, bottom = rect
        for cell in _cells(rect):
            for n in self._cells.get(cell, ()):
                held, weight, owner = self._taken[n]
                if (
                    weight >= least_weight
                    and held[0] < right
                    and left < held[2]
                    and held[1] < bottom
                    and top < held[3]
                    and owner not in besides
                ):
                    return True
        return False

    def best(self, rects: Iterable[Rect], besides: Collection[str] = ()) -> Rect:
        """Return the first rectangle that is free, else the one that covers least."""
        least: tuple[float, Rect] | None = None
        for rect in rects:
            cost = self.cost(rect, besides)
            if cost == 0:
                return rect
            if least is None or cost < least[0]:
                least = cost, rect
        assert least is not None
        return least[1]


def meet(one: Rect, other: Rect) -> bool:
    """Return whether two rectangles overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def hull(rects: Iterable[Rect]) -> Rect:
    """Return the rectangle round all."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _cells(rect: Rect) -> Iterable[tuple[int, int]]:
    for cx in range(int(rect[0] // _WIDE), int(rect[2] // _WIDE) + 1):
        for cy in range(int(rect[1] // _HIGH), int(rect[3] // _HIGH) + 1):
            yield cx, cy
