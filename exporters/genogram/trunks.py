"""What the lines of several children have in common is drawn once: laid over itself it would look heavier."""

from __future__ import annotations

import itertools
from collections import defaultdict

from exporters.genogram.shape import Point

_SAME = 0.05
"""How near two lines lie that are one, in points."""


class Trunks:
    """What has been drawn of the lines of each couple and kind."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, str, int], list[tuple[float, float]]] = defaultdict(list)

    def rest(self, union: str, kind: str, points: tuple[Point, ...]) -> list[tuple[Point, ...]]:
        """Return what is left to draw of a line of a couple, as lines, and take it as drawn."""
        found: list[list[Point]] = []
        for start, end in itertools.pairwise(points):
            for piece in self._pieces(union, kind, start, end):
                if found and _is_same(found[-1][-1], piece[0]):
                    found[-1].append(piece[1])
                else:
                    found.append(list(piece))
        return [tuple(line) for line in found]

    def _pieces(self, union: str, kind: str, start: Point, end: Point) -> list[tuple[Point, Point]]:
        """Return the parts of a segment that were not drawn, in its direction; a slanted one is never shared."""
        if abs(start[0] - end[0]) < _SAME:
            way, level, low, high = "upright", start[0], start[1], end[1]
        elif abs(start[1] - end[1]) < _SAME:
            way, level, low, high = "level", start[1], start[0], end[0]
        else:
            return [(start, end)]
        is_forward = low <= high
        low, high = min(low, high), max(low, high)
        covered = self._drawn[union, kind, way, round(level / _SAME)]
        free = [(low, high)]
        for a, b in covered:
            free = [
                part for lo, hi in free for part in ((lo, min(hi, a)), (max(lo, b), hi)) if part[1] - part[0] > _SAME
            ]
        covered += free

        def point(at: float) -> Point:
            return (start[0], at) if way == "upright" else (at, start[1])

        parts = [(point(a), point(b)) if is_forward else (point(b), point(a)) for a, b in sorted(free)]
        return parts if is_forward else parts[::-1]


def _is_same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < _SAME and abs(one[1] - other[1]) < _SAME
