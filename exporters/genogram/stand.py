"""What an order of rows fixes before any coordinate: who is whose neighbour, and through which gap each line goes."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field

from exporters.genogram.kin import Kin
from exporters.genogram.shape import Shape

SYMBOL = 44.0
"""Side of a symbol, in points."""
SLOT = 12.0
"""Room one vertical line needs in a gap."""
PARTNERS, SIBLINGS, IN_LAWS, COUSINS, STRANGERS = 14.0, 20.0, 26.0, 40.0, 64.0
"""Least clear width between neighbours' labels, by how near they are: space says who belongs together."""


@dataclass
class Standing:
    """Rows in order, with each member's place, and for each couple how it is drawn and in which gap its middle lies."""

    order: list[list[int]]
    row: list[int]
    place: list[int]
    """Each member's place on its row, from the left."""
    family: list[int]
    """The connected family of each member."""
    how: list[str]
    """For each couple: straight, under, stepped or single."""
    ends: list[tuple[int, int]]
    """For each couple its left and its right (stepped: upper and lower) partner; a single parent twice."""
    hang: list[tuple[int, int]]
    """For each couple the neighbours between whom its children hang; a single parent twice."""
    demand: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    """Verticals of couple lines that a gap (row, place of the member left of it) must hold besides a straight middle."""

    def neighbour(self, member: int, side: int) -> int | None:
        """Return who stands next to a member on one side (-1 left, 1 right)."""
        row = self.order[self.row[member]]
        at = self.place[member] + side
        return row[at] if 0 <= at < len(row) else None


def stand(kin: Kin, rows: list[int], order: list[list[int]], family: list[int]) -> Standing:
    """Return how every couple is drawn in an order, and the room its line needs in the gaps."""
    place = [0] * len(kin.members)
    for row in order:
        for i, m in enumerate(row):
            place[m] = i
    out = Standing(order, rows, place, family, [], [], [])
    for couple in kin.couples:
        if not couple.pair:
            only = couple.partners[0]
            out.how.append("single")
            out.ends.append((only, only))
            out.hang.append((only, only))
            continue
        a, b = couple.partners
        if rows[a] != rows[b]:
            _stepped(kin, out, a, b)
            continue
        if place[a] > place[b]:
            a, b = b, a
        out.ends.append((a, b))
        if place[b] == place[a] + 1:
            out.how.append("straight")
            out.hang.append((a, b))
            continue
        out.how.append("under")
        out.demand[rows[a], place[a]] += 1
        out.demand[rows[a], place[b] - 1] += 1
        out.hang.append(_hang(kin, order[rows[a]][place[a] : place[b] + 1]))
    return out


def _hang(kin: Kin, span: list[int]) -> tuple[int, int]:
    """Return the gap for the children of partners with others between: no other couple's, nearest the one with fewer unions."""
    gaps = list(itertools.pairwise(span))
    if len(kin.partners[span[-1]]) <= len(kin.partners[span[0]]):
        gaps.reverse()
    return next(((p, q) for p, q in gaps if q not in kin.partners[p]), gaps[0])


def _stepped(kin: Kin, out: Standing, a: int, b: int) -> None:
    """Add a couple on two rows: its children hang beside the lower partner, where no other partner stands if possible."""
    upper, lower = (a, b) if out.row[a] < out.row[b] else (b, a)
    share = (out.place[upper] + 0.5) / max(1, len(out.order[out.row[upper]]))
    side = -1 if share < (out.place[lower] + 0.5) / max(1, len(out.order[out.row[lower]])) else 1
    if out.neighbour(lower, side) in kin.partners[lower] and out.neighbour(lower, -side) not in kin.partners[lower]:
        side = -side
    beside = out.neighbour(lower, side)
    out.how.append("stepped")
    out.ends.append((upper, lower))
    if beside is None or out.family[beside] != out.family[lower]:
        out.hang.append((lower, lower))
    else:
        out.hang.append((beside, lower) if side < 0 else (lower, beside))
        out.demand[out.row[lower], min(out.place[lower], out.place[beside])] += 2
    up = out.neighbour(upper, -side)
    if up is not None:
        out.demand[out.row[upper], min(out.place[upper], out.place[up])] += 1


def separation(kin: Kin, shape: Shape, standing: Standing, left: int, right: int) -> float:
    """Return the least distance in points between the centres of two neighbours."""
    a, b = kin.members[left].width, kin.members[right].width
    half = (a + b) / 2
    air = shape.air
    slots = standing.demand.get((standing.row[left], standing.place[left]), 0) * SLOT
    if right in kin.partners[left]:
        text = max(
            (
                shape.labels.get(kin.couples[u].union, 0.0)
                for u in kin.unions_of[left]
                if right in kin.couples[u].partners
            ),
            default=0.0,
        )
        return max(half + PARTNERS * air + slots, max(a, b) + 8.0 + slots, SYMBOL + text + 12.0)
    if standing.family[left] != standing.family[right]:
        return half + STRANGERS * air + slots
    mine, theirs = kin.parents[left], kin.parents[right]
    if mine is not None and mine == theirs:
        return half + SIBLINGS * air + slots
    near = {mine, *(kin.parents[p] for p in kin.partners[left])} & {
        theirs,
        *(kin.parents[p] for p in kin.partners[right]),
    }
    shared = set(kin.partners[left]) & set(kin.partners[right])
    if near - {None} or shared:
        return half + IN_LAWS * air + slots
    return half + COUSINS * air + slots
