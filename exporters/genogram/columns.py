"""Columns for the x of a layout: in its order, as near as what stands on each line allows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What takes columns on one line: from `low` to `high` columns beside an x."""

    x: float
    low: int
    high: int
    is_line: bool = False
    """Whether it may stand close to another line."""


class Needs:
    """How many columns one x is from another, at least."""

    def __init__(self) -> None:
        self._to_left: dict[float, dict[float, int]] = defaultdict(dict)

    def apart(self, left: float, right: float, room: int) -> None:
        """Keep two x so many columns apart."""
        if right > left:
            known = self._to_left[right]
            known[left] = max(known.get(left, room), room)

    def to_left(self, x: float) -> dict[float, int]:
        """Return the others to the left of an x, and how far away they are at least."""
        return self._to_left.get(x, {})


def columns_of(xs: list[float], needs: Needs, marks: dict[int, list[Mark]]) -> tuple[dict[float, int], int]:
    """Return the column of every x, from a sorted list, and how many columns there are: as few as can be.

    Between how far left and how far right each could stand lies its column: the mean of two answers to differences is
    an answer too, and it puts everything as near the middle of its room as the others let it.
    """
    lowest: dict[float, int] = defaultdict(int)
    highest: dict[float, int] = defaultdict(int)
    for some in marks.values():
        leftmost: dict[float, Mark] = {}
        rightmost: dict[float, Mark] = {}
        for mark in some:
            if mark.x not in leftmost or mark.low < leftmost[mark.x].low:
                leftmost[mark.x] = mark
            if mark.x not in rightmost or mark.high > rightmost[mark.x].high:
                rightmost[mark.x] = mark
        for left, right in itertools.pairwise(sorted(leftmost)):
            one, other = rightmost[left], leftmost[right]
            needs.apart(left, right, one.high - other.low + (1 if one.is_line and other.is_line else 2))
        for x, mark in leftmost.items():
            lowest[x] = max(lowest[x], -mark.low)
            highest[x] = max(highest[x], rightmost[x].high)
    early: dict[float, int] = {}
    before = 0
    for x in xs:
        before = early[x] = max([before, lowest[x], *(early[left] + room for left, room in needs.to_left(x).items())])
    width = max((early[x] + highest[x] + 1 for x in xs), default=0)
    late = {x: width - 1 - highest[x] for x in xs}
    after = width
    for x in reversed(xs):
        after = late[x] = min(late[x], after)
        for left, room in needs.to_left(x).items():
            late[left] = min(late[left], after - room)
    return {x: (early[x] + late[x]) // 2 for x in xs}, width
