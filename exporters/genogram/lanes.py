"""The horizontal stretches of lines between two rows: which lies above which, for fewest crossings and no false joins."""

from __future__ import annotations

import bisect
import heapq
from collections import defaultdict
from dataclasses import dataclass, field

APART = 4.0
"""Clear distance in points between the ends of two stretches on one lane."""
TOUCH = 3.0
"""Verticals nearer than this would be read as one."""


@dataclass
class Net:
    """One stretch: where lines come from above, where they leave below, and which stretch must lie above it."""

    region: int
    """The row it lies below (-1: above the top row)."""
    tops: list[float] = field(default_factory=list)
    bottoms: list[float] = field(default_factory=list)
    under: int | None = None
    lane: int = 0

    @property
    def low(self) -> float:
        """Return its left end."""
        return min([*self.tops, *self.bottoms])

    @property
    def high(self) -> float:
        """Return its right end."""
        return max([*self.tops, *self.bottoms])

    @property
    def flat(self) -> bool:
        """Whether it has a horizontal stretch at all."""
        return self.high - self.low > 0.05


def assign(nets: list[Net]) -> dict[int, int]:
    """Give every net its lane (0 at the top) and return how many lanes each region needs."""
    by_region: dict[int, list[int]] = {}
    for i, net in enumerate(nets):
        by_region.setdefault(net.region, []).append(i)
    return {region: _assign(nets, mine) for region, mine in sorted(by_region.items())}


def _assign(nets: list[Net], mine: list[int]) -> int:
    """Give the nets of one region their lanes and return how many there are."""
    low = {i: nets[i].low for i in mine}
    high = {i: nets[i].high for i in mine}
    mine = sorted((i for i in mine if nets[i].flat), key=lambda i: (low[i], high[i], i))
    tops = {i: sorted(nets[i].tops) for i in mine}
    bottoms = {i: sorted(nets[i].bottoms) for i in mine}
    above: dict[int, list[int]] = {i: [] for i in mine}
    waits = dict.fromkeys(mine, 0)
    overlaps: dict[int, list[int]] = {i: [] for i in mine}
    active: list[int] = []
    for i in mine:
        active = [j for j in active if high[j] + APART > low[i]]
        for j in active:
            overlaps[i].append(j)
            overlaps[j].append(i)
            first = _first(nets, tops, bottoms, i, j)
            if first is not None:
                second = j if first == i else i
                above[first].append(second)
                waits[second] += 1
        active.append(i)
    lanes = 0
    ready = sorted((i for i in mine if not waits[i]), reverse=True)
    hangs: dict[int, list[int]] = defaultdict(list)
    for i in mine:
        under = nets[i].under
        if under is not None and under in waits:
            hangs[under].append(i)
    done: set[int] = set()

    def urgency(k: int) -> tuple[bool, int, float, int]:
        """Return what decides which net goes first where every one waits for another: held, waiting for how many, place."""
        under = nets[k].under
        return under is not None and under in waits and under not in done, waits[k], low[k], k

    waiting = [urgency(i) for i in mine]
    heapq.heapify(waiting)
    while len(done) < len(mine):
        if ready:
            i = ready.pop()
        else:
            entry = heapq.heappop(waiting)
            i = entry[3]
            if i in done or entry != urgency(i):
                continue
        if i in done:
            continue
        done.add(i)
        taken = {nets[j].lane for j in overlaps[i] if j in done}
        nets[i].lane = max(taken, default=-1) + 1
        lanes = max(lanes, nets[i].lane + 1)
        changed = dict.fromkeys(hangs.get(i, ()))
        for j in above[i]:
            waits[j] -= 1
            changed[j] = None
            if not waits[j] and j not in done:
                ready.append(j)
        for j in changed:
            if j not in done:
                heapq.heappush(waiting, urgency(j))
    return lanes


def _first(
    nets: list[Net], tops: dict[int, list[float]], bottoms: dict[int, list[float]], i: int, j: int
) -> int | None:
    """Return which of two overlapping nets had better lie above, or None where it is all the same."""
    if nets[i].under == j:
        return j
    if nets[j].under == i:
        return i
    i_above = _cost(nets, tops, bottoms, i, j)
    j_above = _cost(nets, tops, bottoms, j, i)
    if i_above == j_above:
        return None
    return i if i_above < j_above else j


def _cost(nets: list[Net], tops: dict[int, list[float]], bottoms: dict[int, list[float]], a: int, b: int) -> int:
    """Return the crossings where net a lies above net b; verticals that would fall together weigh most."""
    cost = _inside(bottoms[a], nets[b].low, nets[b].high) + _inside(tops[b], nets[a].low, nets[a].high)
    for x in bottoms[a]:
        k = bisect.bisect_left(tops[b], x - TOUCH)
        if k < len(tops[b]) and tops[b][k] < x + TOUCH:
            cost += 1000
    return cost


def _inside(values: list[float], low: float, high: float) -> int:
    """Return how many sorted values lie within a stretch, its ends included."""
    return bisect.bisect_right(values, high + 0.1) - bisect.bisect_left(values, low - 0.1)
