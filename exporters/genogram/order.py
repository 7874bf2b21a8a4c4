"""Who stands left of whom on each row: exact, with its proof, for families of up to a hundred; swept beyond."""

from __future__ import annotations

from collections import defaultdict

from chronology.record.steps import stepwise
from exporters.genogram.kin import Kin
from exporters.genogram.program import RULES, Program
from exporters.genogram.shape import Rule
from exporters.genogram.sweep import Sweeper

EXACT = 100
"""Members of one connected family up to which the order is exact."""
BRIEF = 60
"""Pieces woven for an order to start the proof from."""
NONE_BROKEN = [0] * len(RULES)
RUNGS = (20, 200, 2000, 20_000, 200_000)
"""Budgets, in nodes for each rule, that are tried in turn until everything is proved."""


def components(kin: Kin) -> list[list[int]]:
    """Return the families with no tie between them that has a say in order, in the order of their first members."""
    root = list(range(len(kin.members)))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for couple in kin.couples:
        for other in (*couple.partners[1:], *couple.children):
            a, b = find(couple.partners[0]), find(other)
            root[max(a, b)] = min(a, b)
    out: dict[int, list[int]] = defaultdict(list)
    for x in range(len(root)):
        out[find(x)].append(x)
    return [out[k] for k in sorted(out)]


def order_of(
    kin: Kin, rows: list[int], members: list[int], nodes: int, known: dict[int, float]
) -> tuple[dict[int, list[int]], dict[str, Rule]]:
    """Return one component's rows from the left, and how far each rule is kept: exact up to `EXACT` members, swept beyond."""
    if len(members) > EXACT:
        from exporters.genogram.hanging import hung_order

        return hung_order(kin, rows, members, nodes)
    program = Program(kin, rows, members)
    order = Sweeper(kin, rows, members).run()
    if _broken(program.rules_of(order)) > NONE_BROKEN:
        from exporters.genogram.hanging import woven_order

        order = min((order, woven_order(kin, rows, members, BRIEF)), key=lambda o: _broken(program.rules_of(o)))
    # each budget goes on from what the one before it found, so that a larger one is never worse
    budgets = [rung for rung in RUNGS if rung <= nodes] or [0]
    for budget in stepwise(budgets):
        order, rules = program.solve(budget, order, known, finish=budget == budgets[-1])
        if all(rule.proved for rule in rules.values()):
            break
    return order, rules


def _broken(rules: dict[str, Rule]) -> list[int]:
    """Return how often each rule is broken, the weightiest first."""
    return [rules[rule].violations for rule in RULES]
