"""A large family made small for ordering: what hangs from the rest by one line becomes a bundle, row by row.

Partners with all who descend from them hang from the rest of the family by one line where nobody among them marries
back into it. Such branches, next to one another in a sibship, can stand together all the way down: one node a row,
whose line weighs as many as it stands for. What is left is a tenth of most families.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from exporters.genogram.blocks import kept_together
from exporters.genogram.kin import Couple, Kin
from exporters.genogram.sweep import Sweeper

MOST_TURNED = 6
"""Partners in one block up to which all their orders are looked at; beyond, those where one of them has moved."""

Inner = tuple[int, ...]
"""The members of one block from the left."""


@dataclass(frozen=True)
class Line:
    """A line of descent (or several that run together) between a node and one on the next row."""

    top: int
    bottom: int
    weight: float
    couple: int
    """The couple it descends from; -1 within a bundle, below that for the line of a couple on two rows."""
    turn: int = 0
    """Its place among its couple's lines, in birth order."""
    child: int | None = None
    """The member of the bottom node it ends at, where that is a block of partners."""
    parent: int | None = None
    """The member of the top node it starts at, where that is not a couple's middle."""


@dataclass(frozen=True)
class Sibship:
    """The children of one couple, all on one row: the nodes they are in, in birth order."""

    row: int
    nodes: tuple[int, ...]
    children: tuple[int, ...]
    own: frozenset[int]
    """The children and their partners."""


@dataclass
class Bundles:
    """The nodes of a family (blocks of partners, and bundles), the lines between them, and their sibships."""

    kin: Kin
    rows: list[int]
    sweeper: Sweeper
    row: list[int] = field(default_factory=list)
    """Each node's row."""
    items: list[list[int]] = field(default_factory=list)
    """Each node's blocks from the left (numbers of `sweeper.blocks`); none where only a long line passes."""
    lines: list[Line] = field(default_factory=list)
    sibships: list[Sibship] = field(default_factory=list)
    stem: dict[int, int] = field(default_factory=dict)
    """The node of each block that is in no bundle."""

    def inner(self, node: int) -> Inner:
        """Return a node's members from the left."""
        return tuple(m for b in self.items[node] for m in self.sweeper.blocks[b])

    def turn(self, node: int, inner: Inner) -> None:
        """Set the members of a block that is in no bundle, from the left."""
        self.sweeper.blocks[self.items[node][0]] = list(inner)

    def starts(self, line: Line) -> float:
        """Return how far right in its top node a line starts (2 for each member before)."""
        if line.parent is not None:
            return self._along(line.parent)
        if line.couple < 0:
            return 0.0
        low = _lower(self.kin.couples[line.couple], self.rows)
        return sum(self._along(p) for p in low) / len(low)

    def ends(self, line: Line) -> float:
        """Return how far right in its bottom node a line ends."""
        return 0.0 if line.child is None else self._along(line.child)

    def _along(self, member: int) -> float:
        return 2.0 * self.sweeper.blocks[self.sweeper.block[member]].index(member)

    def holds_stranger(self, sibship: Sibship, node: int) -> bool:
        """Whether among the members of one of a sibship's nodes a stranger to it stands on the inner side."""
        children = set(sibship.children)
        inner = self.inner(node)
        born = [k for k, m in enumerate(inner) if m in children]
        low = born[0] if node == sibship.nodes[0] else 0
        high = born[-1] + 1 if node == sibship.nodes[-1] else len(inner)
        return any(m not in sibship.own for m in inner[low:high])

    def ways(self, node: int, sibships: list[Sibship]) -> list[Inner]:
        """Return the orders of a block's members worth looking at: those that differ in what their lines meet."""
        base = self.inner(node)
        kin = self.kin
        born = [m for m in base if kin.parents[m] is not None]
        couples = [u for u, c in kin.couples_of(base) if c.children and set(c.partners) <= set(base)]
        found: dict[object, tuple[int, Inner]] = {}
        for way in itertools.permutations(base) if len(base) <= MOST_TURNED else _one_moved(base):
            if way != base and not kept_together(kin, way):
                continue
            at = {m: k for k, m in enumerate(way)}
            self.turn(node, way)
            middles = {u: sum(at[p] for p in kin.couples[u].partners) / len(kin.couples[u].partners) for u in couples}
            key = (
                tuple(sorted(born, key=lambda m: at[m])),
                tuple(sorted(couples, key=lambda u: (middles[u], u))),
                tuple(self.holds_stranger(s, node) for s in sibships),
            )
            moved = sum(abs(at[m] - k) for k, m in enumerate(base))
            if key not in found or (moved, way) < found[key]:
                found[key] = moved, way
        self.turn(node, base)
        return [way for _, way in sorted(found.values())]

    def members(self, order: dict[int, list[int]]) -> dict[int, list[int]]:
        """Return an order of nodes as members from the left on each row."""
        return {row: [m for node in line for m in self.inner(node)] for row, line in order.items()}


def _one_moved(base: Inner) -> Iterator[Inner]:
    """Return an order, the other way round, and with each member in each other place."""
    yield base
    yield base[::-1]
    for k, m in enumerate(base):
        rest = base[:k] + base[k + 1 :]
        for at in range(len(base)):
            if at != k:
                yield (*rest[:at], m, *rest[at:])


def bundled(kin: Kin, rows: list[int], members: list[int]) -> Bundles:
    """Return a component as bundles hanging from what is left, every member in one node."""
    out = Bundles(kin, rows, Sweeper(kin, rows, members))
    sweeper = out.sweeper
    for b in stem_of(kin, sweeper):
        out.stem[b] = _node(out, rows[sweeper.blocks[b][0]], [b])
    for u, couple in kin.couples_of(members):
        if all(sweeper.block[p] in out.stem for p in couple.partners):
            _couple(out, u, couple)
    return out


def stem_of(kin: Kin, sweeper: Sweeper) -> list[int]:
    """Return the blocks that do not hang from one line: those left when childless blocks with one line up are taken off.

    Who has a partner on another row stays: their children hang from two blocks.
    """
    stay = {
        sweeper.block[p]
        for b in range(len(sweeper.blocks))
        for m in sweeper.blocks[b]
        for u in kin.unions_of[m]
        if len({sweeper.block[q] for q in kin.couples[u].partners}) > 1
        for p in kin.couples[u].partners
    }
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
    todo = [b for b in range(len(sweeper.blocks)) if not below[b] and len(parents[b]) == 1 and b not in stay]
    gone = set(todo)
    while todo:
        for p in above[todo.pop()]:
            below[p] -= 1
            if not below[p] and len(parents[p]) == 1 and p not in gone and p not in stay:
                gone.add(p)
                todo.append(p)
    return [b for b in range(len(sweeper.blocks)) if b not in gone]


def _lower(couple: Couple, rows: list[int]) -> list[int]:
    """Return the partners of a couple who stand on its lower row."""
    low = max(rows[p] for p in couple.partners)
    return [p for p in couple.partners if rows[p] == low]


def _node(out: Bundles, row: int, items: list[int]) -> int:
    out.row.append(row)
    out.items.append(items)
    return len(out.row) - 1


def _line(out: Bundles, line: Line) -> None:
    """Add a line, with an empty node on every row that it passes."""
    while out.row[line.top] + 1 < out.row[line.bottom]:
        passed = _node(out, out.row[line.top] + 1, [])
        out.lines.append(Line(line.top, passed, line.weight, line.couple, line.turn, None, line.parent))
        line = Line(passed, line.bottom, line.weight, -1, 0, line.child)
    out.lines.append(line)


def _couple(out: Bundles, u: int, couple: Couple) -> None:
    """Add the lines and bundles of a couple's children."""
    rows, sweeper, stem = out.rows, out.sweeper, out.stem
    low = _lower(couple, rows)
    top = stem[sweeper.block[low[0]]]
    for p in couple.partners:
        if p not in low:
            _line(out, Line(stem[sweeper.block[p]], top, 1.0, -2 - u, 0, low[0], p))
    levels: dict[int, list[int]] = defaultdict(list)
    for child in couple.children:
        levels[rows[child]].append(child)
    turn = 0
    for row, children in sorted(levels.items()):
        nodes: list[int] = []
        for is_stem, group in itertools.groupby(children, key=lambda c: sweeper.block[c] in stem):
            some = list(group)
            for run in [[c] for c in some] if is_stem else [some]:
                node = stem[sweeper.block[run[0]]] if is_stem else _bundle(out, run, children)
                nodes.append(node)
                _line(out, Line(top, node, float(len(run)), u, turn, run[0] if is_stem else None))
                turn += 1
        if len(levels) == 1 and len(children) > 1:
            own = frozenset(children).union(*(out.kin.partners[c] for c in children))
            out.sibships.append(Sibship(row, tuple(dict.fromkeys(nodes)), tuple(children), own))


def _bundle(out: Bundles, run: list[int], children: list[int]) -> int:
    """Add the nodes of siblings next to one another with all who descend from them, and return the first."""
    kin, rows, sweeper = out.kin, out.rows, out.sweeper
    row = rows[run[0]]
    here = [(_turned(kin, sweeper, children, c), row) for c in run]
    first: int | None = None
    above = -1
    while here:
        node = _node(out, row, [b for b, at in here if at == row])
        if first is None:
            first = node
        else:
            out.lines.append(Line(above, node, float(len(here)), -1))
        above = node
        after: list[tuple[int, int]] = []
        for b, at in here:
            if at > row:
                after.append((b, at))
                continue
            for couple in _from_the_left(kin, sweeper.blocks[b]):
                after += [(_turned(kin, sweeper, couple.children, c), rows[c]) for c in couple.children]
        here = list(dict.fromkeys(after))
        row += 1
    assert first is not None
    return first


def _from_the_left(kin: Kin, block: list[int]) -> list[Couple]:
    """Return a block's couples by where their middles stand."""
    at = {m: k for k, m in enumerate(block)}
    some = []
    for u in sorted({u for m in block for u in kin.unions_of[m]}):
        known = [at[p] for p in kin.couples[u].partners if p in at]
        some.append((sum(known) / len(known), u))
    return [kin.couples[u] for _, u in sorted(some)]


def _turned(kin: Kin, sweeper: Sweeper, children: list[int], child: int) -> int:
    """Turn a child's block so that who is no partner of the child stands outside the sibship if possible; return it."""
    b = sweeper.block[child]
    block = sweeper.blocks[b]
    near = {child, *kin.partners[child]}
    strange = [k - block.index(child) for k, m in enumerate(block) if m not in near]
    first, last = child == children[0], child == children[-1]
    if strange and not (first and last) and ((first and max(strange) > 0) or (last and min(strange) < 0)):
        block.reverse()
    return b
