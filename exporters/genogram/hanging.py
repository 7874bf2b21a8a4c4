"""An order for families beyond a hundred: what hangs from one block is set aside, the rest ordered, then put back.

Partners with all who descend from them hang from the rest of the family by one line where nobody among them marries
back into it. Such a branch can always stand together under its parents. What is left (with the siblings of those
left) is small in most families, and is ordered exactly where it is; then, row by row from the top, each sibship of a
branch is put where its lines cross fewest and it parts nobody.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

from exporters.genogram.kin import Couple, Kin
from exporters.genogram.program import RULES, Program
from exporters.genogram.shape import Rule
from exporters.genogram.sweep import STRANGE, Sweeper, weighed
from exporters.genogram.tally import tally

MOST_TRIPLES = 60_000
"""Threes of blocks on a row up to which what is left is ordered exactly."""
PARTED = 1000.0
"""What putting a sibship between partners costs against one crossing."""


def hung_order(
    kin: Kin, rows: list[int], members: list[int], nodes: int
) -> tuple[dict[int, list[int]], dict[str, Rule]]:
    """Return one large component's rows from the left, and how far each rule is kept, with what of it is proved."""
    sweeper = Sweeper(kin, rows, members)
    left = _left(kin, sweeper)
    stay = sorted(m for b in left for m in sweeper.blocks[b])
    stem = {*stay}
    for m in stay:
        for u in kin.unions_of[m]:
            stem.update(kin.couples[u].children)
    part = _part(kin, stem)
    some = sorted(stem)
    order = Sweeper(part, rows, some).run()
    bounds: dict[str, Rule] | None = None
    program = Program.sized(part, rows, some, MOST_TRIPLES)
    if program is not None:
        order, bounds = program.solve(nodes, order)
    whole = {row: _with_branches(kin, sweeper, line, set(stay)) for row, line in order.items()}
    full = _put_back(kin, rows, sweeper, whole)
    full = Sweeper(kin, rows, members).improve(full)
    found = tally(kin, rows, full)
    swept = sweeper.run()
    plain = tally(kin, rows, swept)
    if weighed(plain) < weighed(found):
        full, found = swept, plain
    return full, _judge(found, bounds)


def _left(kin: Kin, sweeper: Sweeper) -> list[int]:
    """Return the blocks that do not hang from one line: those left when childless blocks with one line up are taken off."""
    parents = [{m for m in block if kin.parents[m] is not None} for block in sweeper.blocks]
    above: list[list[int]] = [[] for _ in sweeper.blocks]
    below = [0] * len(sweeper.blocks)
    for b, block in enumerate(sweeper.blocks):
        for m in block:
            u = kin.parents[m]
            if u is not None:
                for p in {sweeper.block[p] for p in kin.couples[u].partners}:
                    above[b].append(p)
                    below[p] += 1
    todo = [b for b in range(len(sweeper.blocks)) if not below[b] and len(parents[b]) == 1]
    gone = set(todo)
    while todo:
        for p in above[todo.pop()]:
            below[p] -= 1
            if not below[p] and len(parents[p]) == 1 and p not in gone:
                gone.add(p)
                todo.append(p)
    return [b for b in range(len(sweeper.blocks)) if b not in gone]


def _part(kin: Kin, inside: set[int]) -> Kin:
    """Return the family with only the descent between those inside (members and couples keep their numbers)."""
    couples = [
        Couple(c.union, c.partners, [k for k in c.children if k in inside], c.start)
        if inside.issuperset(c.partners)
        else Couple(c.union, c.partners[:1])
        for c in kin.couples
    ]
    parents = [u if u is not None and m in couples[u].children else None for m, u in enumerate(kin.parents)]
    partners = [[p for p in mine if p in inside] if m in inside else [] for m, mine in enumerate(kin.partners)]
    unions = [
        [u for u in mine if inside.issuperset(kin.couples[u].partners)] if m in inside else []
        for m, mine in enumerate(kin.unions_of)
    ]
    return Kin(kin.members, couples, parents, kin.links, [], partners, unions, [])


def _with_branches(kin: Kin, sweeper: Sweeper, line: list[int], stay: set[int]) -> list[int]:
    """Return a row of what was ordered with every head of a branch replaced by its whole block."""
    out: list[int] = []
    for m in line:
        u = kin.parents[m]
        out += [m] if m in stay or u is None else _turned(kin, sweeper, kin.couples[u].children, m)
    return out


def _put_back(kin: Kin, rows: list[int], sweeper: Sweeper, order: dict[int, list[int]]) -> dict[int, list[int]]:
    """Return the whole order: each row's known members with the sibships of the branches put among them."""
    out: dict[int, list[int]] = {}
    waiting: dict[int, list[tuple[float, list[int]]]] = defaultdict(list)
    stem = {m for line in order.values() for m in line}
    place: dict[int, float] = {}
    for row in sorted({rows[m] for m in sweeper.block}):
        known = order.get(row, [])
        groups = sorted(waiting.pop(row, []), key=lambda g: g[0])
        line = _merged(kin, rows, known, groups, place)
        out[row] = line
        for i, m in enumerate(line):
            place[m] = (i + 0.5) / len(line)
        seen: set[int] = set()
        for m in line:
            for u in kin.unions_of[m]:
                couple = kin.couples[u]
                if u in seen or any(p not in place for p in couple.partners):
                    continue
                seen.add(u)
                at = sum(place[p] for p in couple.partners) / len(couple.partners)
                levels: dict[int, list[int]] = defaultdict(list)
                for c in couple.children:
                    if c not in stem:
                        levels[rows[c]].append(c)
                for level, children in levels.items():
                    waiting[level].append((at, _sibship(kin, sweeper, children)))
    return out


def _sibship(kin: Kin, sweeper: Sweeper, children: list[int]) -> list[int]:
    """Return a sibship from the left, each child with its block."""
    out: list[int] = []
    for c in children:
        if c not in out:
            out += _turned(kin, sweeper, children, c)
    return out


def _turned(kin: Kin, sweeper: Sweeper, children: list[int], child: int) -> list[int]:
    """Return a child's block turned so that who is no partner of the child stands outside the sibship if possible."""
    block = list(sweeper.blocks[sweeper.block[child]])
    near = {child, *kin.partners[child]}
    strange = [k - block.index(child) for k, m in enumerate(block) if m not in near]
    first, last = child == children[0], child == children[-1]
    if strange and not (first and last) and ((first and max(strange) > 0) or (last and min(strange) < 0)):
        block.reverse()
    return block


def _merged(
    kin: Kin,
    rows: list[int],
    known: list[int],
    groups: list[tuple[float, list[int]]],
    place: dict[int, float],
) -> list[int]:
    """Return a row: the known in their order, the groups in theirs, put together for fewest crossings and partings."""
    if not groups:
        return known
    if not known:
        return [m for _, group in groups for m in group]
    import numpy as np

    slots = len(known) + 1
    toll = np.array(_tolls(kin, rows, known))
    tops = []
    for i, m in enumerate(known):
        u = kin.parents[m]
        if u is not None:
            partners = kin.couples[u].partners
            tops.append((i, sum(place.get(p, 0.0) for p in partners) / len(partners)))
    at = np.array([i for i, _ in tops], dtype=np.int64)
    top = np.array([t for _, t in tops])
    best = np.zeros(slots)
    came: list[np.ndarray] = []
    for wish, group in groups:
        lines = sum(kin.parents[m] is not None for m in group)
        step = np.zeros(slots + 1)
        np.add.at(step, at + 1, (top > wish).astype(float) - (top < wish).astype(float))
        cross = np.cumsum(step)[:slots] + float((top < wish).sum())
        near = np.abs(np.arange(slots) / max(slots - 1, 1) - wish) * 0.01
        low = np.minimum.accumulate(best)
        index = np.arange(slots)
        arg = np.maximum.accumulate(np.where(best <= low, index, 0))
        came.append(arg)
        best = low + cross * lines + toll + near
    slot = int(np.argmin(best))
    put: dict[int, list[int]] = defaultdict(list)
    for (_, group), arg in zip(reversed(groups), reversed(came), strict=True):
        put[slot] = [*group, *put[slot]]
        slot = int(arg[slot])
    out: list[int] = []
    for i in range(slots):
        out += put.get(i, [])
        if i < len(known):
            out.append(known[i])
    return out


def _tolls(kin: Kin, rows: list[int], known: list[int]) -> list[float]:
    """Return what standing in each slot of a row costs: between partners, or inside a sibship."""
    place = {m: i for i, m in enumerate(known)}
    change = [0.0] * (len(known) + 2)

    def add(low: int, high: int, cost: float) -> None:
        change[low + 1] += cost
        change[high + 1] -= cost

    told: set[int] = set()
    for m in known:
        for u in kin.unions_of[m]:
            couple = kin.couples[u]
            if u not in told and couple.pair and all(p in place for p in couple.partners):
                told.add(u)
                ends = [place[p] for p in couple.partners]
                add(min(ends), max(ends), PARTED)
    born: set[int] = set()
    for m in known:
        u_born = kin.parents[m]
        if u_born is not None and u_born not in born:
            born.add(u_born)
            mine = [place[c] for c in kin.couples[u_born].children if c in place and rows[c] == rows[m]]
            if len(mine) > 1:
                add(min(mine), max(mine), STRANGE)
    return list(itertools.accumulate(change))[: len(known) + 1]


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
