"""A family laid out: rows, order, places and lines, with how far each rule is kept and the proof of it."""

from __future__ import annotations

from chronology.record.steps import go_on, stepwise
from exporters.genogram.kin import Kin, sound
from exporters.genogram.order import EXACT, components, order_of
from exporters.genogram.places import places_of
from exporters.genogram.program import RULES
from exporters.genogram.routes import route
from exporters.genogram.rows import rows_of
from exporters.genogram.shape import Layout, Rule, Shape
from exporters.genogram.stand import STRANGERS, stand

NODES = 2000
"""Nodes of the integer program's search for each rule of each family."""


def lay_out(shape: Shape, *, previous: Layout | None = None, nodes_limit: int = NODES) -> Layout:
    """Return the layout of a family: everyone once, whatever is recorded; the same shape always gives the same layout.

    Among orders equally good by every rule, one that keeps most pairs as in `previous` is taken (where the order is
    exact). `nodes_limit` bounds the proof of each rule in the solver's steps; any bound gives a layout.
    """
    kin = sound(shape)
    if not kin.members:
        zero = {rule: Rule(0, 0, proved=True) for rule in ("split_rows", *RULES)}
        return Layout({}, (), (), zero, 0.0, 0.0, tuple(kin.faults))
    rows, split, rows_proved = rows_of(kin)
    rules = {"split_rows": Rule(len(split), len(split) if rows_proved else 0, proved=rows_proved)}
    rules |= {rule: Rule(0, 0, proved=True) for rule in RULES}
    families = components(kin)
    family = [0] * len(kin.members)
    order: list[list[int]] = [[] for _ in range(max(rows) + 1)]
    known = _known(kin, previous)
    found: list[dict[int, list[int]]] = []
    for f, members in enumerate(stepwise(families)):
        for m in members:
            family[m] = f
        share = min(1.0, max(len(members), EXACT) / len(kin.members))
        line, kept = order_of(kin, rows, members, int(nodes_limit * share), known)
        found.append(line)
        for rule in RULES:
            rules[rule] = _sum(rules[rule], kept[rule])
    clans = _clans(kin, families)
    for clan in clans:
        for f in _side_by_side(kin, shape.focus, clan, found, family):
            for row, some in found[f].items():
                order[row] += some
    standing = stand(kin, rows, order, family)
    x = [0.0] * len(kin.members)
    left = 0.0
    for clan in stepwise(clans):
        members = sorted(m for f in clan for m in families[f])
        placed = places_of(kin, shape, standing, members)
        for m, at in placed.items():
            x[m] = left + at
        left = max(x[m] + kin.members[m].width / 2 for m in members) + STRANGERS * shape.air
    go_on()
    routes = route(kin, standing, x, shape.labels)
    return Layout(routes.places, routes.couples, routes.descents, rules, routes.width, routes.height, tuple(kin.faults))


def _sum(one: Rule, other: Rule) -> Rule:
    """Return two families' figures for one rule together."""
    return Rule(one.violations + other.violations, one.fewest + other.fewest, proved=one.proved and other.proved)


def _clans(kin: Kin, families: list[list[int]]) -> list[list[int]]:
    """Return the families tied by further parent sets, in the order of their first members."""
    of = {m: f for f, members in enumerate(families) for m in members}
    root = list(range(len(families)))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for link in kin.extras:
        a, b = find(of[link.child]), find(of[kin.couples[link.couple].partners[0]])
        root[max(a, b)] = min(a, b)
    out: dict[int, list[int]] = {}
    for f in range(len(families)):
        out.setdefault(find(f), []).append(f)
    return list(out.values())


def _side_by_side(
    kin: Kin, focus: str | None, clan: list[int], found: list[dict[int, list[int]]], family: list[int]
) -> list[int]:
    """Return a clan's families from the left: the focus's own (or the largest) between those tied to its two halves."""
    size = {f: sum(len(line) for line in found[f].values()) for f in clan}
    if len(clan) == 1:
        return clan
    own = {family[m] for m, member in enumerate(kin.members) if member.id == focus}
    main = next((f for f in clan if f in own), max(clan, key=lambda f: (size[f], -f)))
    share = {m: (i + 0.5) / len(line) for line in found[main].values() for i, m in enumerate(line)}
    goal: dict[int, float] = {}
    for link in kin.extras:
        parent = kin.couples[link.couple].partners[0]
        for one, other in ((link.child, parent), (parent, link.child)):
            if one in share and family[other] != main:
                goal.setdefault(family[other], share[one])
    left = [f for f in clan if f != main and goal.get(f, 1.0) < 0.5]
    right = [f for f in clan if f != main and f not in left]
    return [
        *sorted(left, key=lambda f: (-goal.get(f, 1.0), f))[::-1],
        main,
        *sorted(right, key=lambda f: (-goal.get(f, 1.0), f)),
    ]


def _known(kin: Kin, previous: Layout | None) -> dict[int, float]:
    """Return where each member stood along its row last time."""
    if previous is None:
        return {}
    return {m: previous.places[member.id].x for m, member in enumerate(kin.members) if member.id in previous.places}
