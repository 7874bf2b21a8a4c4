"""Members of one row who stand together in every best order, and may be ordered as one.

Two contractions lose nothing. Children next to one another in birth order who have neither partners nor
children can all be moved beside one of them without any rule becoming worse. And partners of whom no more
than one has parents in the drawing stand next to one another in every order that keeps couples together.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from exporters.genogram.kin import Kin


@dataclass(frozen=True)
class Block:
    """Members of one row, in an order that is either `fixed` or still free inside the block."""

    row: int
    members: tuple[int, ...]
    fixed: bool


def blocks_of(kin: Kin, rows: list[int], members: list[int]) -> list[Block]:
    """Return the blocks of a component, each member in exactly one, in the order of their first members."""
    inside = set(members)
    taken: set[int] = set()
    out: list[Block] = []
    for group in _partner_groups(kin, rows, members):
        if len(group) > 1 and _contiguous(kin, rows, group):
            out.append(Block(rows[group[0]], tuple(group), fixed=False))
            taken |= set(group)
    for _, couple in kin.couples_of(members):
        if not inside.issuperset(couple.partners):
            continue
        run: list[int] = []
        for child in [*couple.children, -1]:
            plain = child >= 0 and not kin.unions_of[child]
            if run and not (plain and rows[child] == rows[run[-1]]):
                out.append(Block(rows[run[0]], tuple(run), fixed=True))
                taken |= set(run)
                run = []
            if plain:
                run.append(child)
    out += [Block(rows[m], (m,), fixed=True) for m in members if m not in taken]
    return sorted(out, key=lambda b: min(b.members))


def _partner_groups(kin: Kin, rows: list[int], members: list[int]) -> list[list[int]]:
    """Return the groups of members joined by couples on one row."""
    seen: set[int] = set()
    out = []
    for start in members:
        if start in seen:
            continue
        seen.add(start)
        group, todo = [], [start]
        while todo:
            m = todo.pop()
            group.append(m)
            for p in kin.partners[m]:
                if p not in seen and rows[p] == rows[m]:
                    seen.add(p)
                    todo.append(p)
        out.append(sorted(group))
    return out


def _contiguous(kin: Kin, rows: list[int], group: list[int]) -> bool:
    """Whether a group of partners stands together in every order with the fewest couples apart."""
    if sum(kin.parents[m] is not None for m in group) > 1:
        return False
    if any(rows[p] != rows[m] for m in group for p in kin.partners[m]):
        return False
    if any(len(set(kin.partners[m])) == len(group) - 1 for m in group) and _is_star(kin, group):
        return True
    return len(group) <= 6 and any(kept_together(kin, order) for order in itertools.permutations(group))


def _is_star(kin: Kin, group: list[int]) -> bool:
    """Whether all couples of the group share one person."""
    return sum(len(set(kin.partners[m])) > 1 for m in group) <= 1


def kept_together(kin: Kin, order: tuple[int, ...]) -> bool:
    """Whether an order leaves every couple within the group together."""
    at = {m: i for i, m in enumerate(order)}
    for m in order:
        for p in kin.partners[m]:
            if p not in at:
                continue
            low, high = sorted((at[m], at[p]))
            fine = {*kin.partners[m], *kin.partners[p]}
            if any(order[k] not in fine for k in range(low + 1, high)):
                return False
    return True
