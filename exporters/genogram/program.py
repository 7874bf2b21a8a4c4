"""The order of a family as an integer program, solved rule by rule, each rule fixed before the next.

One 0/1 variable for each two blocks of a row (which stands left) with the transitivity of every three; one for
each couple (somebody who is partner of neither between them), each sibship (a younger child before an older),
each sibship again (a stranger inside), and each two lines of descent between the same two rows (they cross).
Limits are in nodes, never in seconds, with one thread and no gap: the same family gives the same order.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from chronology.record.steps import stepwise
from exporters.genogram.blocks import Block, blocks_of
from exporters.genogram.kin import Kin
from exporters.genogram.shape import Rule
from exporters.genogram.solver import Search

RULES = ("apart", "order", "stranger", "crossing")

Term = tuple[int, float]
"""A coefficient on a column (-1 for the constant)."""


@dataclass
class _Columns:
    """What is being built: columns with their kind and weight, and rows as sparse terms with an upper bound."""

    kinds: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float]] = field(default_factory=list)

    def add(self, kind: str, weight: float = 1.0) -> int:
        self.kinds.append(kind)
        self.weights.append(weight)
        return len(self.kinds) - 1


class Program:
    """The integer program of one component's order; `together` orders blocks as one (only tests do without)."""

    def __init__(self, kin: Kin, rows: list[int], members: list[int], *, together: bool = True) -> None:
        self.kin = kin
        self.rows = rows
        self.members = members
        alone = [Block(rows[m], (m,), fixed=True) for m in members]
        self.blocks = blocks_of(kin, rows, members) if together else alone
        self.block_of = {m: i for i, b in enumerate(self.blocks) for m in b.members}
        self.columns = _Columns()
        self.variable: dict[tuple[int, int], int] = {}
        self.inner: dict[tuple[int, int], int] = {}
        self.fixed: list[tuple[list[int], float]] = []
        self.level: dict[int, list[int]] = defaultdict(list)
        for m in members:
            self.level[rows[m]].append(m)
        self._order_variables()
        self._couples()
        self._sibships()
        self._crossings()
        self._preferences()

    @classmethod
    def sized(cls, kin: Kin, rows: list[int], members: list[int], triples: int) -> Program | None:
        """Return the program where its rows have no more threes of blocks than said, else None."""
        count: dict[int, int] = defaultdict(int)
        for block in blocks_of(kin, rows, members):
            count[block.row] += 1
        if sum(math.comb(n, 3) for n in count.values()) > triples:
            return None
        return cls(kin, rows, members)

    def before(self, i: int, j: int) -> list[Term]:
        """Return the expression that is 1 where member i stands left of member j (same row), else 0."""
        a, b = self.block_of[i], self.block_of[j]
        if a == b:
            block = self.blocks[a]
            if block.fixed:
                return [(-1, 1.0 if block.members.index(i) < block.members.index(j) else 0.0)]
            return [(self.inner[i, j], 1.0)] if (i, j) in self.inner else [(-1, 1.0), (self.inner[j, i], -1.0)]
        return [(self.variable[a, b], 1.0)] if a < b else [(-1, 1.0), (self.variable[b, a], -1.0)]

    def at_most(self, terms: Iterable[tuple[float, list[Term]]], bound: float) -> None:
        """Add the row: the weighted sum of expressions is at most `bound`."""
        row: dict[int, float] = defaultdict(float)
        for weight, expression in terms:
            for column, value in expression:
                if column < 0:
                    bound -= weight * value
                else:
                    row[column] += weight * value
        row = {c: v for c, v in row.items() if v}
        if row or bound < 0:
            self.columns.rows.append((row, bound))

    def _order_variables(self) -> None:
        """Add who stands left of whom, and that it is an order."""
        by_row: dict[int, list[int]] = defaultdict(list)
        for i, block in enumerate(self.blocks):
            by_row[block.row].append(i)
        for row in stepwise(sorted(by_row)):
            for a, b in itertools.combinations(by_row[row], 2):
                self.variable[a, b] = self.columns.add("pair")
            for a, b, c in itertools.combinations(by_row[row], 3):
                ab, bc, ac = self.variable[a, b], self.variable[b, c], self.variable[a, c]
                self.columns.rows.append(({ab: 1.0, bc: 1.0, ac: -1.0}, 1.0))
                self.columns.rows.append(({ab: -1.0, bc: -1.0, ac: 1.0}, 0.0))
        for block in self.blocks:
            if block.fixed:
                continue
            for i, j in itertools.combinations(block.members, 2):
                self.inner[i, j] = self.columns.add("pair")
            for i, j, k in itertools.combinations(block.members, 3):
                ij, jk, ik = self.inner[i, j], self.inner[j, k], self.inner[i, k]
                self.columns.rows.append(({ij: 1.0, jk: 1.0, ik: -1.0}, 1.0))
                self.columns.rows.append(({ij: -1.0, jk: -1.0, ik: 1.0}, 0.0))

    def _outsiders(self, row: int, fine: set[int]) -> list[int]:
        """Return one member of each block of a row with somebody not among `fine`, and every other such free member."""
        out = []
        seen: set[int] = set()
        for m in self.level[row]:
            if m in fine:
                continue
            block = self.block_of[m]
            if self.blocks[block].fixed or not any(x in fine for x in self.blocks[block].members):
                if block in seen:
                    continue
                seen.add(block)
            out.append(m)
        return out

    def _couples(self) -> None:
        """Add, for each couple on one row, that somebody who is no partner of either stands between."""
        for _, couple in self.kin.couples_of(self.members):
            if not couple.pair or couple.partners[0] not in self.block_of:
                continue
            a, b = couple.partners
            if self.rows[a] != self.rows[b]:
                continue
            fine = {a, b, *self.kin.partners[a], *self.kin.partners[b]}
            others = self._outsiders(self.rows[a], fine)
            if not others:
                continue
            v = [(self.columns.add("apart"), 1.0)]
            for k in others:
                self.at_most([(1, self.before(a, k)), (1, self.before(k, b)), (-1, v)], 1)
                self.at_most([(1, self.before(b, k)), (1, self.before(k, a)), (-1, v)], 1)

    def _sibships(self) -> None:
        """Add, for each sibship on one row, that it is out of birth order, and that a stranger stands inside."""
        for _, couple in self.kin.couples_of(self.members):
            children = couple.children
            if len(children) < 2 or children[0] not in self.block_of:
                continue
            row = self.rows[children[0]]
            if any(self.rows[c] != row for c in children):
                continue
            v = [(self.columns.add("order"), 1.0)]
            for p, q in itertools.pairwise(children):
                if not self.kin.twins(p, q):
                    self.at_most([(1, self.before(q, p)), (-1, v)], 0)
            own = set(children).union(*(self.kin.partners[c] for c in children))
            others = self._outsiders(row, own)
            if not others:
                continue
            w = [(self.columns.add("stranger"), 1.0)]
            for k in others:
                for s, t in itertools.permutations(self._ends(children), 2):
                    self.at_most([(1, self.before(s, k)), (1, self.before(k, t)), (-1, w)], 1)

    def _ends(self, children: list[int]) -> list[int]:
        """Return one child of each block: a stranger stands between two blocks of a sibship, never inside one."""
        out: dict[int, int] = {}
        for c in children:
            out.setdefault(self.block_of[c], c)
        return list(out.values())

    def _crossings(self) -> None:
        """Add, for each two lines of descent between the same two rows, that they cross (runs of plain children as one)."""
        lines: dict[tuple[int, int], list[tuple[tuple[int, ...], int, int, int]]] = defaultdict(list)
        for u, couple in self.kin.couples_of(self.members):
            if couple.partners[0] not in self.block_of:
                continue
            low = max(self.rows[p] for p in couple.partners)
            tops = tuple(p for p in couple.partners if self.rows[p] == low)
            for p in couple.partners:
                if p not in tops:
                    lines[self.rows[p], low].append(((p,), tops[0], 1, -1 - u))
            count: dict[int, int] = defaultdict(int)
            first: dict[int, int] = {}
            for c in couple.children:
                b = self.block_of[c] if self.blocks[self.block_of[c]].fixed else -1 - c
                first.setdefault(b, c)
                count[b] += 1
            for b, c in first.items():
                lines[low, self.rows[c]].append((tops, c, count[b], u))
        for between in sorted(lines):
            for (one, c, m, u), (other, d, n, v) in itertools.combinations(lines[between], 2):
                mine = [p for p in one if p not in other]
                theirs = [p for p in other if p not in one]
                if u == v or c == d or not mine or not theirs:
                    continue
                z = [(self.columns.add("crossing", float(m * n)), 1.0)]
                left, below = self.before(mine[0], theirs[0]), self.before(c, d)
                self.at_most([(1, left), (-1, below), (-1, z)], 0)
                self.at_most([(1, below), (-1, left), (-1, z)], 0)

    def _preferences(self) -> None:
        """Add what decides among orders equally good: earlier partner nearer, nobody between, birth order, man left."""
        kin = self.kin
        for _, couple in kin.couples_of(self.members):
            if couple.children and couple.children[0] in self.block_of:
                for p, q in itertools.combinations(couple.children, 2):
                    if self.rows[p] == self.rows[q] and not kin.twins(p, q):
                        self._prefer(self.before(p, q), 3.0)
            if not couple.pair or couple.partners[0] not in self.block_of:
                continue
            a, b = couple.partners
            if self.rows[a] != self.rows[b]:
                continue
            if kin.members[a].sex == "F" or kin.members[b].sex == "M":
                a, b = b, a
            self._prefer(self.before(a, b), 0.5 if kin.members[a].sex != kin.members[b].sex else 0.1)
            for one, other in ((a, b), (b, a)):
                for place, between in enumerate(kin.partners[one]):
                    if between in (a, b) or self.rows[between] != self.rows[one]:
                        continue
                    later = place > kin.partners[one].index(other)
                    t = [(self.columns.add("prefer", 4.0 if later else 2.0), 1.0)]
                    self.at_most([(1, self.before(one, between)), (1, self.before(between, other)), (-1, t)], 1)
                    self.at_most([(1, self.before(other, between)), (1, self.before(between, one)), (-1, t)], 1)

        for p in self.members:
            self._stubs([u for u in kin.unions_of[p] if not kin.couples[u].pair and kin.couples[u].children], p)
            self._half_siblings(p)

    def _half_siblings(self, parent: int) -> None:
        """Prefer the elder of half-siblings left, where nothing else says on which side their other parent stands."""
        eldest = [self.kin.couples[u].children[0] for u in self.kin.unions_of[parent] if self.kin.couples[u].children]
        for c, d in itertools.combinations(eldest, 2):
            one, other = self.kin.members[c].birth, self.kin.members[d].birth
            if one is not None and other is not None and one != other and self.rows[c] == self.rows[d]:
                self._prefer(self.before(c, d) if one < other else self.before(d, c), 0.2)

    def _stubs(self, single: list[int], parent: int) -> None:
        """Prefer a single parent's children where their stub is: earlier unions left, a couple's on the partner's side."""
        kin = self.kin
        for u in single:
            first = kin.couples[u].children
            for v in kin.unions_of[parent]:
                if v == u or (not kin.couples[v].pair and v < u):
                    continue
                other = next((p for p in kin.couples[v].partners if p != parent), None)
                if other is not None and self.rows[other] != self.rows[parent]:
                    continue
                for c, d in itertools.product(first, kin.couples[v].children):
                    if self.rows[c] != self.rows[d]:
                        continue
                    if other is None:
                        self._prefer(self.before(c, d), 1.0)
                        continue
                    t = [(self.columns.add("prefer", 1.0), 1.0)]
                    left, below = self.before(parent, other), self.before(c, d)
                    self.at_most([(1, left), (-1, below), (-1, t)], 0)
                    self.at_most([(1, below), (-1, left), (-1, t)], 0)

    def _prefer(self, expression: list[Term], weight: float) -> None:
        """Add a cost where an expression is 0."""
        if all(column < 0 for column, _ in expression):
            return
        t = [(self.columns.add("prefer", weight), 1.0)]
        self.at_most([(-1, expression), (-1, t)], -1)

    def rules_of(self, order: dict[int, list[int]]) -> dict[str, Rule]:
        """Return how often an order breaks each rule, with nothing proved but where it is never."""
        values = self._minimal(self._pairs(order))
        out = {}
        for rule in RULES:
            count = round(self._weight(rule, values))
            out[rule] = Rule(count, 0, proved=count == 0)
        return out

    def _weight(self, kind: str, values: list[float]) -> float:
        return sum(w * v for k, w, v in zip(self.columns.kinds, self.columns.weights, values, strict=True) if k == kind)

    def solve(
        self, nodes: int, start: dict[int, list[int]], known: dict[int, float] | None = None, *, finish: bool = True
    ) -> tuple[dict[int, list[int]], dict[str, Rule]]:
        """Return each row's members from the left, and what is proved of each rule within `nodes` nodes a rule.

        `start` is any order of the same members: it is improved upon, and is what remains where nothing better is found
        (by the rules in turn, the result is never worse). `known` is where members stood before: the last and least wish
        is to keep their pairs. What is only wished for is seen to where every rule is proved, or where told to `finish`.
        """
        self.fixed = []
        best = self._minimal(self._pairs(start))
        rules: dict[str, Rule] = {}
        sure = True
        solver: Search | None = None
        for rule in stepwise((*RULES, "prefer")):
            if rule == "prefer" and not (sure or finish):
                return self._read(best), rules
            mine = [i for i, kind in enumerate(self.columns.kinds) if kind == rule]
            got = self._weight(rule, best)
            bound = 0.0
            optimal = got < 1e-6
            if not optimal and nodes:
                solver = solver or Search(self.columns.weights, self.columns.rows, self.fixed)
                found, optimal, bound = solver.run(mine, best, nodes, rule)
                tried = self._minimal(found) if found else best
                less = self._weight(rule, tried)
                if less < got - 1e-6:
                    best, got = tried, less
                optimal = optimal or (rule in RULES and math.ceil(bound - 1e-6) >= got - 1e-6)
            sure = sure and optimal
            if rule in RULES:
                fewest = round(got) if optimal else max(0, min(math.ceil(bound - 1e-6), round(got)))
                rules[rule] = Rule(round(got), fewest, proved=sure)
            if mine:
                self.fixed.append((mine, got))
                if solver:
                    solver.hold(mine, got)
        return self._read(self._keep(best, known or {}, nodes, solver)), rules

    def _keep(self, best: list[float], known: dict[int, float], nodes: int, solver: Search | None) -> list[float]:
        """Return values that keep the most pairs as they stood before, no rule or wish the worse for it."""
        kept = self._kept(known)
        if all(best[column] > 0.5 if sign > 0 else best[column] < 0.5 for column, sign in kept):
            return best
        solver = solver or Search(self.columns.weights, self.columns.rows, self.fixed)
        found, _, _ = solver.run([], best, nodes, "keep", {column: -sign for column, sign in kept})
        if not found:
            return best
        tried = self._minimal(found)
        before, after = (sum(sign * values[column] for column, sign in kept) for values in (best, tried))
        return tried if after > before else best

    def _kept(self, known: dict[int, float]) -> list[tuple[int, float]]:
        """Return the order variables between members who stood apart before, 1 where the first stood left, else -1."""
        out = []
        heads = {b: next((m for m in block.members if m in known), None) for b, block in enumerate(self.blocks)}
        pairs = [(column, heads[a], heads[b]) for (a, b), column in self.variable.items()]
        pairs += [
            (column, i if i in known else None, j if j in known else None) for (i, j), column in self.inner.items()
        ]
        for column, one, other in pairs:
            if one is not None and other is not None and known[one] != known[other]:
                out.append((column, 1.0 if known[one] < known[other] else -1.0))
        return out

    def _pairs(self, start: dict[int, list[int]]) -> list[float]:
        """Return the columns' values for an order, those that follow from it still 0."""
        place = {m: i for line in start.values() for i, m in enumerate(line)}
        out = [0.0] * len(self.columns.kinds)
        for (a, b), column in self.variable.items():
            out[column] = float(place[self.blocks[a].members[0]] < place[self.blocks[b].members[0]])
        for (i, j), column in self.inner.items():
            out[column] = float(place[i] < place[j])
        return out

    def _minimal(self, values: list[float]) -> list[float]:
        """Return values with every rule's column as low as the order allows."""
        kinds = self.columns.kinds
        out = [round(v) * 1.0 if kind == "pair" else 0.0 for v, kind in zip(values, kinds, strict=True)]
        for row, bound in self.columns.rows:
            total, last = 0.0, -1
            for column, value in row.items():
                total += value * out[column]
                if kinds[column] != "pair":
                    last = column
            if last >= 0 and total > bound + 1e-6:
                out[last] = 1.0
        return out

    def _read(self, best: list[float]) -> dict[int, list[int]]:
        """Return the rows' orders from the solved columns."""
        out: dict[int, list[int]] = {}
        by_row: dict[int, list[int]] = defaultdict(list)
        for i, block in enumerate(self.blocks):
            by_row[block.row].append(i)

        def left(expression: list[Term]) -> bool:
            return sum(v if c < 0 else v * best[c] for c, v in expression) > 0.5

        for row, blocks in by_row.items():
            order: list[int] = []
            heads = {b: self.blocks[b].members[0] for b in blocks}
            rank = {b: sum(left(self.before(heads[o], heads[b])) for o in blocks if o != b) for b in blocks}
            for b in sorted(blocks, key=lambda b: (rank[b], b)):
                members = self.blocks[b].members
                if self.blocks[b].fixed:
                    order += members
                else:
                    inner = {m: sum(left(self.before(o, m)) for o in members if o != m) for m in members}
                    order += sorted(members, key=lambda m: (inner[m], m))
            out[row] = order
        return out
