"""An order for families beyond a hundred: what hangs from one block is bundled, the bundles woven, and loosed again.

What the bundles hang from is small in most families; where it is small enough, an integer program says how often it
forces each rule to be broken.
"""

from __future__ import annotations

from exporters.genogram.bundles import bundled, stem_of
from exporters.genogram.kin import Couple, Kin
from exporters.genogram.program import RULES, Program
from exporters.genogram.shape import Rule
from exporters.genogram.sweep import Sweeper
from exporters.genogram.tally import tally
from exporters.genogram.weave import woven

MOST_TRIPLES = 4_000
"""Threes of blocks on a row up to which what the bundles hang from is ordered exactly, for its bounds."""


def hung_order(
    kin: Kin, rows: list[int], members: list[int], nodes: int
) -> tuple[dict[int, list[int]], dict[str, Rule]]:
    """Return one large component's rows from the left, and how far each rule is kept, with what of it is proved.

    The order is the same whatever `nodes` is: they bound only the search for what the family forces.
    """
    order = woven_order(kin, rows, members)
    return order, _judge(tally(kin, rows, order), _bounds(kin, rows, members, nodes))


def woven_order(kin: Kin, rows: list[int], members: list[int], steps: int | None = None) -> dict[int, list[int]]:
    """Return a component's rows from the left, with nothing proved (after some steps from one start, or a full search)."""
    bundles = bundled(kin, rows, members)
    return bundles.members(woven(bundles, steps))


def _bounds(kin: Kin, rows: list[int], members: list[int], nodes: int) -> dict[str, Rule] | None:
    """Return how often what the bundles hang from breaks each rule at best, where that can be found."""
    sweeper = Sweeper(kin, rows, members)
    stem = {m for b in stem_of(kin, sweeper) for m in sweeper.blocks[b]}
    for m in sorted(stem):
        for u in kin.unions_of[m]:
            stem.update(kin.couples[u].children)
    part = _part(kin, members, stem)
    some = sorted(stem)
    program = Program.sized(part, rows, some, MOST_TRIPLES)
    return program.solve(nodes, Sweeper(part, rows, some).run())[1] if program is not None else None


def _part(kin: Kin, members: list[int], inside: set[int]) -> Kin:
    """Return the family with only the descent between those of a component who are inside (the numbers stay the same)."""
    couples, parents = list(kin.couples), list(kin.parents)
    partners, unions = list(kin.partners), list(kin.unions_of)
    for u, c in kin.couples_of(members):
        if inside.issuperset(c.partners):
            couples[u] = Couple(c.union, c.partners, [k for k in c.children if k in inside], c.start)
        else:
            couples[u] = Couple(c.union, c.partners[:1])
    for m in members:
        above = kin.parents[m]
        parents[m] = above if above is not None and m in couples[above].children else None
        partners[m] = [p for p in kin.partners[m] if p in inside] if m in inside else []
        unions[m] = [u for u in kin.unions_of[m] if inside.issuperset(kin.couples[u].partners)] if m in inside else []
    return Kin(kin.members, couples, parents, kin.links, [], partners, unions, [])


def _judge(found: dict[str, Rule], bounds: dict[str, Rule] | None) -> dict[str, Rule]:
    """Return the figures with their bounds: what part of a family forces, the whole of it forces too.

    A later rule's bound holds only while every earlier rule is kept as far as its own bound.
    """
    out: dict[str, Rule] = {}
    sure = True
    for rule in RULES:
        count = found[rule].violations
        least = bounds[rule].fewest if bounds is not None and sure else 0
        known = bounds is None or bounds[rule].proved or not least
        sure = sure and known and count == least
        out[rule] = Rule(count, min(least, count), proved=sure)
    return out
