"""Where each member stands along its row: least displacement of children from their couple's middle, for a given order."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import Any

from exporters.genogram.isotonic import spaced
from exporters.genogram.kin import Kin
from exporters.genogram.shape import Shape
from exporters.genogram.stand import Standing, separation

LINEAR = 400
"""Members up to which places are found by linear program; beyond, by sweeps in near-linear time."""
SWEEPS = 14
"""Sweeps over a large family, down and up in turn; the last is up."""
CENTRED, COUPLE, SIBSHIP, EVEN, FARTHER, LOOSE = 4.0, 3.0, 1.0, 0.6, 0.4, 0.05
"""Weights: child off its couple's middle, partners apart, siblings apart, middle child, further parents and stepped couples, row length."""


def places_of(kin: Kin, shape: Shape, standing: Standing, members: list[int]) -> dict[int, float]:
    """Return x in points for each of `members` (one or several families placed together), least x about 0."""
    rows: dict[int, list[int]] = defaultdict(list)
    inside = set(members)
    for r, row in enumerate(standing.order):
        mine = [m for m in row if m in inside]
        if mine:
            rows[r] = mine
    small = len(members) <= LINEAR
    found = (_linear if small else _swept)(kin, shape, standing, rows, inside)
    left = min(x - kin.members[m].width / 2 for m, x in found.items())
    return {m: round(x - left, 3) for m, x in found.items()}


def _linear(
    kin: Kin, shape: Shape, standing: Standing, rows: dict[int, list[int]], inside: set[int]
) -> dict[int, float]:
    """Return places by linear program."""
    model = _Linear(sorted(inside))
    for row in rows.values():
        for a, b in zip(row, row[1:], strict=False):
            model.apart(a, b, separation(kin, shape, standing, a, b))
            model.cost(b, LOOSE)
            model.cost(a, -LOOSE)
    for u, couple in enumerate(kin.couples):
        if couple.partners[0] not in inside:
            continue
        p, q = standing.hang[u]
        kids = sorted((c for c in couple.children), key=lambda c: (standing.row[c], standing.place[c]))
        levels: dict[int, list[int]] = defaultdict(list)
        for c in kids:
            levels[standing.row[c]].append(c)
        for some in levels.values():
            model.near([some[0], some[-1]], [p, q], CENTRED)
            if len(some) > 1:
                model.cost(some[-1], SIBSHIP)
                model.cost(some[0], -SIBSHIP)
            if len(some) > 2 and len(some) % 2:
                model.near([some[len(some) // 2]], [p, q], EVEN)
        a, b = standing.ends[u]
        if standing.how[u] == "stepped":
            model.near([a], [b], FARTHER)
        elif a != b:
            model.cost(b, COUPLE)
            model.cost(a, -COUPLE)
    for link in kin.extras:
        p, q = standing.hang[link.couple]
        if link.child in inside and p in inside:
            model.near([link.child], [p, q], FARTHER)
    return model.solve()


def _swept(
    kin: Kin, shape: Shape, standing: Standing, rows: dict[int, list[int]], inside: set[int]
) -> dict[int, float]:
    """Return places by sweeps: down, children under their couple's middle; up, couples over their children's."""
    gaps = {r: [separation(kin, shape, standing, a, b) for a, b in itertools.pairwise(row)] for r, row in rows.items()}
    along: dict[int, float] = {}
    for r, row in rows.items():
        along.update(zip(row, itertools.accumulate(gaps[r], initial=0.0), strict=True))
    x = dict(along)
    sibships = [
        (u, [c for c in couple.children if c in inside])
        for u, couple in enumerate(kin.couples)
        if couple.partners[0] in inside and couple.children
    ]
    by_row: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    over: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for u, children in sibships:
        over[standing.row[standing.hang[u][1]]].append((u, children))
        for r in sorted({standing.row[c] for c in children}):
            by_row[r].append((u, [c for c in children if standing.row[c] == r]))
    levels = sorted(rows)
    for turn in range(SWEEPS):
        for r in levels[1:] if turn % 2 == 0 else reversed(levels):
            wish: dict[int, float] = {}
            weight: dict[int, float] = defaultdict(float)
            down = turn % 2 == 0

            def ask(m: int, at: float, heavy: float) -> None:
                wish[m] = (wish.get(m, 0.0) * weight[m] + at * heavy) / (weight[m] + heavy)
                weight[m] += heavy

            for u, children in by_row[r]:
                p, q = standing.hang[u]
                middle = (x[p] + x[q]) / 2
                ends = [along[c] for c in children]
                centre = (min(ends) + max(ends)) / 2
                for c in children:
                    ask(c, middle + along[c] - centre, 1.0 if down else 0.02)
            for u, children in over[r]:
                p, q = standing.hang[u]
                ends = [x[c] for c in children]
                centre = (min(ends) + max(ends)) / 2
                half = (along[q] - along[p]) / 2
                for m, at in ((p, centre - half), (q, centre + half)):
                    if standing.row[m] == r:
                        ask(m, at, 0.05 if down else 1.0)
            row = rows[r]
            for m in row:
                for p in kin.partners[m]:
                    if m not in wish and p in wish and standing.row[p] == r and weight[p] > 0.5:
                        wish[m], weight[m] = wish[p] + along[m] - along[p], 0.3
            places = spaced([wish.get(m, x[m]) for m in row], [weight[m] or 0.001 for m in row], gaps[r])
            x.update(zip(row, places, strict=True))
    return x


class _Linear:
    """A linear program over places, built term by term."""

    def __init__(self, members: list[int]) -> None:
        self.members = members
        self.column = {m: i for i, m in enumerate(members)}
        self.costs = [0.0] * len(members)
        self.rows: list[tuple[dict[int, float], float]] = []

    def cost(self, member: int, weight: float) -> None:
        """Add weight times a member's place to what is minimised."""
        self.costs[self.column[member]] += weight

    def apart(self, left: int, right: int, distance: float) -> None:
        """Keep two neighbours at least a distance apart."""
        self.rows.append(({self.column[right]: 1.0, self.column[left]: -1.0}, distance))

    def near(self, these: list[int], those: list[int], weight: float) -> None:
        """Add the distance between two means of places to what is minimised."""
        self.costs.append(weight)
        slack = len(self.costs) - 1
        for sign in (1.0, -1.0):
            terms: dict[int, float] = defaultdict(float)
            for group, way in ((these, sign), (those, -sign)):
                for m in group:
                    terms[self.column[m]] += way / len(group)
            terms[slack] = 1.0
            self.rows.append((dict(terms), 0.0))

    def solve(self) -> dict[int, float]:
        """Return the places of least cost."""
        import highspy
        import numpy as np

        n = len(self.costs)
        solver: Any = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        none = np.array([], dtype=np.int32)
        solver.addCols(
            n, np.array(self.costs), np.zeros(n), np.full(n, 1e7), 0, none, none, np.array([], dtype=np.double)
        )
        starts, indices, values = [], [], []
        for terms, _ in self.rows:
            starts.append(len(indices))
            indices += terms.keys()
            values += terms.values()
        if self.rows:
            solver.addRows(
                len(starts),
                np.array([bound for _, bound in self.rows]),
                np.full(len(starts), highspy.kHighsInf),
                len(indices),
                np.array(starts, dtype=np.int32),
                np.array(indices, dtype=np.int32),
                np.array(values, dtype=np.double),
            )
        solver.run()
        found = solver.getSolution().col_value
        return {m: float(found[i]) for i, m in enumerate(self.members)}
