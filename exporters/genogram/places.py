"""Where each member stands along its row: least displacement of children from their couple's middle, for a given order."""

from __future__ import annotations

import itertools
from collections import defaultdict

from chronology.record.steps import stepwise
from exporters.genogram.isotonic import spaced
from exporters.genogram.kin import Kin
from exporters.genogram.shape import Shape
from exporters.genogram.solver import fill, quiet
from exporters.genogram.stand import Standing, separation

LINEAR = 400
"""Members up to which places are found by linear program; beyond, by sweeps in near-linear time."""
SWEEPS = 14
"""Sweeps over a large family, down and up in turn; the last is up."""
CENTRED, COUPLE, SIBSHIP, EVEN, FARTHER, LOOSE = 4.0, 3.0, 1.0, 0.6, 0.4, 0.05
"""Weights: child off its couple's middle, partners apart, siblings apart, middle child, further parents and stepped couples, row length."""


def places_of(kin: Kin, shape: Shape, standing: Standing, members: list[int]) -> dict[int, float]:
    """Return x in points for each of `members` (one or several families placed together), least x about 0."""
    inside = set(members)
    rows: dict[int, list[int]] = defaultdict(list)
    for m in sorted(members, key=lambda m: (standing.row[m], standing.place[m])):
        rows[standing.row[m]].append(m)
    small = len(members) <= LINEAR
    found = (_linear if small else _swept)(kin, shape, standing, rows, inside)
    left = min(x - kin.members[m].width / 2 for m, x in found.items())
    return {m: round(x - left, 3) for m, x in found.items()}


def _linear(
    kin: Kin, shape: Shape, standing: Standing, rows: dict[int, list[int]], inside: set[int]
) -> dict[int, float]:
    """Return places by linear program."""
    if len(inside) == 1:
        return dict.fromkeys(inside, 0.0)
    model = _Linear(sorted(inside))
    for row in rows.values():
        for a, b in itertools.pairwise(row):
            model.apart(a, b, separation(kin, shape, standing, a, b))
            model.cost(b, LOOSE)
            model.cost(a, -LOOSE)
    for u, couple in kin.couples_of(sorted(inside)):
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


class _Wishes:
    """Where members of one row are wanted: the weighted mean of what was asked."""

    def __init__(self) -> None:
        self.at: dict[int, float] = {}
        self.weight: dict[int, float] = {}

    def ask(self, member: int, at: float, weight: float) -> None:
        """Add a wish."""
        before = self.weight.get(member, 0.0)
        self.at[member] = (self.at.get(member, 0.0) * before + at * weight) / (before + weight)
        self.weight[member] = before + weight


def _swept(
    kin: Kin, shape: Shape, standing: Standing, rows: dict[int, list[int]], inside: set[int]
) -> dict[int, float]:
    """Return places by sweeps: down, children under their couple's middle; up, couples over their children's."""
    gaps = {r: [separation(kin, shape, standing, a, b) for a, b in itertools.pairwise(row)] for r, row in rows.items()}
    along: dict[int, float] = {}
    for r, row in rows.items():
        along.update(zip(row, itertools.accumulate(gaps[r], initial=0.0), strict=True))
    x = dict(along)
    below: dict[int, list[tuple[tuple[int, int], list[int], float]]] = defaultdict(list)
    """By row, between whom children on it hang, they, and their middle where the row is packed."""
    over: dict[int, list[tuple[tuple[int, int], list[int], float]]] = defaultdict(list)
    """By row, the neighbours on it between whom children hang, they, and half of how far those are apart."""
    for u, couple in kin.couples_of(sorted(inside)):
        children = [c for c in couple.children if c in inside]
        if couple.partners[0] not in inside or not children:
            continue
        p, q = standing.hang[u]
        over[standing.row[q]].append(((p, q), children, (along[q] - along[p]) / 2))
        for r in sorted({standing.row[c] for c in children}):
            some = [c for c in children if standing.row[c] == r]
            ends = [along[c] for c in some]
            below[r].append(((p, q), some, (min(ends) + max(ends)) / 2))
    levels = sorted(rows)
    for turn in range(SWEEPS):
        down = turn % 2 == 0
        to_child, to_parent = (1.0, 0.05) if down else (0.02, 1.0)
        for r in stepwise(levels[1:] if down else reversed(levels)):
            row = rows[r]
            asked = _Wishes()
            for (p, q), children, centre in below[r]:
                middle = (x[p] + x[q]) / 2
                for c in children:
                    asked.ask(c, middle + along[c] - centre, to_child)
            for (p, q), children, half in over[r]:
                ends = [x[c] for c in children]
                centre = (min(ends) + max(ends)) / 2
                asked.ask(p, centre - half, to_parent)
                asked.ask(q, centre + half, to_parent)
            for m in row:
                for p in kin.partners[m] if m not in asked.at else ():
                    if asked.weight.get(p, 0.0) > 0.5:
                        asked.ask(m, asked.at[p] + along[m] - along[p], 0.3)
                        break
            places = spaced([asked.at.get(m, x[m]) for m in row], [asked.weight.get(m, 0.001) for m in row], gaps[r])
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
        solver = quiet()
        fill(solver, self.costs, 1e7, self.rows, least=True)
        solver.run()
        found = solver.getSolution().col_value
        return {m: float(found[i]) for i, m in enumerate(self.members)}
