"""Where lines of different families cross: the level one gives way, so that no join is read into it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass

from exporters.drawing.scene import Box, Group, Mark, Path, Point, Stroke
from exporters.genogram.notation import DESCENTS
from exporters.genogram.picture import Picture

_GAP, _CLEAR = 3.4, 1.5
"""Half the gap in the level line, and how near to a line's end there is none, in points."""
_WIDE, _HIGH = 256.0, 64.0
"""Cells by which neighbours are found, in points."""


@dataclass(frozen=True)
class _Upright:
    x: float
    top: float
    bottom: float
    owner: Point
    width: float


def crossings(picture: Picture) -> list[Group]:
    """Return a gap in every level line where an upright line of another family passes."""
    levels, uprights = _segments(picture)
    cells: dict[tuple[int, int], list[tuple[float, float, float, Point]]] = defaultdict(list)
    for level in levels:
        for across in range(int(level[0] // _WIDE), int(level[1] // _WIDE) + 1):
            cells[across, int(level[2] // _HIGH)].append(level)
    marks: dict[Point, tuple[Mark, Mark]] = {}
    for upright in uprights:
        for down in range(int(upright.top // _HIGH), int(upright.bottom // _HIGH) + 1):
            for left, right, y, owner in cells.get((int(upright.x // _WIDE), down), ()):
                is_within = left + _CLEAR < upright.x < right - _CLEAR
                if is_within and upright.top + _CLEAR < y < upright.bottom - _CLEAR and owner != upright.owner:
                    marks[upright.x, y] = _gap(upright, y, left, right)
    found = tuple(mark for _, pair in sorted(marks.items()) for mark in pair)
    return [Group("crossing", "lines that cross without joining", found)] if found else []


def _gap(upright: _Upright, y: float, left: float, right: float) -> tuple[Mark, Mark]:
    wide = min(_GAP, upright.x - left, right - upright.x)
    blank = Box(upright.x, y, wide * 2, 3.0, stroke=Stroke(0))
    return blank, Path(((upright.x, y - 1.6), (upright.x, y + 1.6)), Stroke(upright.width))


def _segments(picture: Picture) -> tuple[list[tuple[float, float, float, Point]], list[_Upright]]:
    """Return the level and upright pieces of all lines, each with the point where its family hangs."""
    middles = {c.union: c.middle for c in picture.layout.couples}
    lines = [(c.points, c.middle, 1.3) for c in picture.shown_couples]
    lines += [(d.points, middles.get(d.union, d.points[0]), DESCENTS[d.kind].width) for d in picture.shown_descents]
    levels: set[tuple[float, float, float, Point]] = set()
    uprights: set[tuple[float, float, float, Point, float]] = set()
    for points, owner, width in lines:
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            if abs(y1 - y2) < 0.01 and x1 != x2:
                levels.add((min(x1, x2), max(x1, x2), y1, owner))
            elif abs(x1 - x2) < 0.01:
                uprights.add((x1, min(y1, y2), max(y1, y2), owner, width))
    return sorted(levels), [_Upright(*some) for some in sorted(uprights)]
