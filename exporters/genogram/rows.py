"""Which row each member stands on: parents above children, partners level, nobody floating above their own child."""

from __future__ import annotations

import itertools

from exporters.genogram.kin import Kin
from exporters.genogram.solver import fill, quiet

EXTRA = 0.3
"""What a further parent set (foster, adoptive, kinship) standing level with its child costs, against 1 per row of descent."""
MOST_EXACT = 60
"""Couples in one tangle up to which the fewest to be released is found exactly."""


def rows_of(kin: Kin) -> tuple[list[int], list[int], bool]:
    """Return each member's row (0 at the top), the couples on two rows, and whether those are proved fewest."""
    tangles = _tangles(kin, frozenset())
    released: set[int] = set()
    proved = True
    for tangle in tangles:
        fewest = _fewest(kin, tangle) if len(tangle) <= MOST_EXACT else None
        if fewest is None:
            fewest = _greedy(kin, tangle)
            proved = False
        released |= fewest
    rows = _least_length(kin, released)
    split = [u for u, c in enumerate(kin.couples) if c.pair and rows[c.partners[0]] != rows[c.partners[1]]]
    return rows, split, proved


def _classes(kin: Kin, released: frozenset[int] | set[int]) -> list[int]:
    """Return for each member the member that stands for all who must be level with it."""
    root = list(range(len(kin.members)))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for u, couple in enumerate(kin.couples):
        if couple.pair and u not in released:
            a, b = (find(p) for p in couple.partners)
            root[max(a, b)] = min(a, b)
    return [find(x) for x in range(len(root))]


def _tangles(kin: Kin, released: frozenset[int]) -> list[list[int]]:
    """Return the groups of couples that cannot all be level because level people descend from one another."""
    of = _classes(kin, released)
    below: dict[int, list[int]] = {c: [] for c in of}
    for couple in kin.couples:
        for p in couple.partners:
            below[of[p]] += [of[c] for c in couple.children]
    out: dict[int, list[int]] = {}
    group = _loops(below)
    for u, couple in enumerate(kin.couples):
        if couple.pair and u not in released:
            g = group.get(of[couple.partners[0]])
            if g is not None:
                out.setdefault(g, []).append(u)
    return list(out.values())


def _loops(below: dict[int, list[int]]) -> dict[int, int]:
    """Return the loop (by number) of each node on one: strongly connected parts, found without recursion (Tarjan)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on: set[int] = set()
    stack: list[int] = []
    out: dict[int, int] = {}
    for start, first in below.items():
        if start in index:
            continue
        index[start] = low[start] = len(index)
        stack.append(start)
        on.add(start)
        work = [(start, iter(first))]
        while work:
            node, rest = work[-1]
            for child in rest:
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    on.add(child)
                    work.append((child, iter(below[child])))
                    break
                if child in on:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = []
                    while True:
                        part.append(stack.pop())
                        on.discard(part[-1])
                        if part[-1] == node:
                            break
                    if len(part) > 1 or node in below[node]:
                        for x in part:
                            out[x] = node
    return out


def _fewest(kin: Kin, tangle: list[int]) -> set[int] | None:
    """Return the fewest couples to release: by trial of one, two, three, then by integer program."""
    for count in (1, 2, 3):
        best: tuple[tuple[float, float], set[int]] | None = None
        if len(tangle) ** count > 4000:
            break
        for some in itertools.combinations(tangle, count):
            if not _still(kin, tangle, set(some)):
                rows = _least_length(kin, set(some) | (_all_pairs(kin) - set(tangle)))
                score = (round(_length(kin, rows), 3), -sum(_years_apart(kin, u) for u in some))
                if best is None or score < best[0]:
                    best = (score, set(some))
        if best is not None:
            return best[1]
    return _program(kin, tangle)


def _all_pairs(kin: Kin) -> set[int]:
    return {u for u, c in enumerate(kin.couples) if c.pair}


def _still(kin: Kin, tangle: list[int], released: set[int]) -> bool:
    """Whether the tangle's couples, all but the released, contradict ancestry."""
    return bool(_tangles(kin, frozenset((_all_pairs(kin) - set(tangle)) | released)))


def _years_apart(kin: Kin, u: int) -> float:
    """Return how many years lie between the births of two partners (0 where either is not known)."""
    births = [kin.members[p].birth for p in kin.couples[u].partners]
    known = [b[0] + b[1] / 12 for b in births if b is not None]
    return abs(known[0] - known[1]) if len(known) == 2 else 0.0


def _length(kin: Kin, rows: list[int]) -> float:
    """Return the total length of descent in rows, with the distance of partners who are not level."""
    total = 0.0
    for couple in kin.couples:
        for c in couple.children:
            total += sum(rows[c] - rows[p] for p in couple.partners) / len(couple.partners)
        if couple.pair:
            total += abs(rows[couple.partners[0]] - rows[couple.partners[1]])
    return total


def _greedy(kin: Kin, tangle: list[int]) -> set[int]:
    """Return couples to release so that no contradiction remains: each is levelled in turn where that still can be."""
    others = _all_pairs(kin) - set(tangle)
    released = set(tangle)
    for u in tangle:
        if not _tangles(kin, frozenset(others | (released - {u}))):
            released.discard(u)
    return released


def _program(kin: Kin, tangle: list[int]) -> set[int] | None:
    """Return the fewest couples to release by integer program, or None where the node limit was met without proof."""
    import highspy

    solver = quiet()
    n = len(kin.members)
    for _ in range(n):
        solver.addVar(0.0, float(n))
    for couple in kin.couples:
        for p in couple.partners:
            for c in couple.children:
                solver.addRow(1.0, highspy.kHighsInf, 2, [c, p], [1.0, -1.0])
    for k, u in enumerate(tangle):
        solver.addVar(0.0, 1.0)
        solver.changeColIntegrality(n + k, highspy.HighsVarType.kInteger)
        solver.changeColCost(n + k, 1.0)
        a, b = kin.couples[u].partners
        solver.addRow(-highspy.kHighsInf, 0.0, 3, [a, b, n + k], [1.0, -1.0, -float(n)])
        solver.addRow(-highspy.kHighsInf, 0.0, 3, [b, a, n + k], [1.0, -1.0, -float(n)])
    solver.setOptionValue("mip_max_nodes", 2000)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = solver.getSolution().col_value
    return {u for k, u in enumerate(tangle) if values[n + k] > 0.5}


def _least_length(kin: Kin, released: set[int]) -> list[int]:
    """Return the rows of least total descent, everyone as high as that allows (linear, whole numbers by itself)."""
    import highspy

    of = _classes(kin, released)
    column: dict[int, int] = {}
    for c in of:
        column.setdefault(c, len(column))
    n = len(column)
    at = [column[c] for c in of]
    cost = [0.01 / max(n, 1)] * n
    rows: list[tuple[int, int, int]] = []
    for couple in kin.couples:
        for c in couple.children:
            for p in couple.partners:
                rows.append((at[c], at[p], -1))
                cost[at[c]] += 1.0 / len(couple.partners)
                cost[at[p]] -= 1.0 / len(couple.partners)
    for link in kin.extras:
        for p in kin.couples[link.couple].partners:
            if at[p] != at[link.child]:
                rows.append((at[link.child], at[p], len(cost)))
                cost.append(EXTRA)
                cost[at[link.child]] += EXTRA / 30
                cost[at[p]] -= EXTRA / 30
    if not rows:
        return [0] * len(of)
    solver = quiet()
    terms = [({c: 1.0, p: -1.0} | ({slack: 1.0} if slack >= 0 else {}), 1.0) for c, p, slack in rows]
    fill(solver, cost, 2.0 * n, terms, least=True)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return _longest(rows, n, at)
    solution = solver.getSolution().col_value
    found = [round(solution[a]) for a in at]
    if all(solution[a] - round(solution[a]) < 1e-4 for a in at):
        return found
    return _longest(rows, n, at)


def _longest(rows: list[tuple[int, int, int]], n: int, at: list[int]) -> list[int]:
    """Return the rows by longest path from the top: always there where no loop is left."""
    level = [0] * n
    firm = [(c, p) for c, p, slack in rows if slack < 0]
    for _ in range(n):
        moved = False
        for child, parent in firm:
            if level[child] < level[parent] + 1:
                level[child] = level[parent] + 1
                moved = True
        if not moved:
            break
    return [level[a] for a in at]
