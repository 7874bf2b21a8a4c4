"""An order for the nodes of a large family: woven in piece by piece, each along its least costly way through the rows.

The first order puts in, one after another, the ways that join two nodes already there, then what hangs from one. Then
pieces about the lines that cross are taken out and woven in again, now and then with partners in another order, and
what is not worse (or at first a little worse) is kept: "ruin and recreate" (Schrimpf and others, 2000). Every limit
is in steps and every draw comes from a fixed seed, so that the same family gives the same order.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Any

import numpy as np

from chronology.record.steps import go_on
from exporters.genogram.bundles import Bundles, Inner, Sibship
from exporters.genogram.draws import Draws, Edge
from exporters.genogram.insertion import STRANGER, WIDE, Insertion

STARTS, MOST_STARTED, BEST = 8, 1600, 3
"""First orders made, fewer where they would have more nodes in all, and how many of them are searched on from."""
STEPS = ((60, 0.5), (150, 1.0))
"""Pieces taken out and woven in again from each start, and from each of the best: at most, and by node."""
WORK, WIDTH = 100_000, 100.0
"""What may be done from the best of all, in pieces times nodes on a row; on rows of more than `WIDTH`, so much less."""
LEAST, MOST = 0.05, 4.0
"""Pieces by node there are at least, and at most."""
SIZES = (4, 8, 16, 32, 64)
"""Nodes in a piece taken out."""
FRESH = 24
"""Pieces after which it is looked again where lines cross."""
LOOSE, FIRM = 10.0, 20.0
"""What a sibship out of birth order weighs against one crossing: while orders are searched, and in the end."""
LAST = 0.2
"""The share of pieces that are left for the end."""
HEAT = 1.5
"""How readily an order that is worse is gone on from at first (as in simulated annealing), in crossings."""

Array = Any
"""A numpy array."""
Order = tuple[dict[int, Array], dict[int, Inner]]
"""The nodes of each row from the left, and the members of the blocks that can be turned."""


class Weave:
    """An order of nodes on their rows, with what it costs; nodes may be out of it."""

    def __init__(self, bundles: Bundles) -> None:
        self.bundles = bundles
        self.out_of_order = LOOSE
        """What a sibship out of birth order weighs now."""
        lines = bundles.lines
        self.row = bundles.row
        size = len(self.row)
        self.top = np.array([line.top for line in lines], dtype=np.int64)
        self.bottom = np.array([line.bottom for line in lines], dtype=np.int64)
        self.weight = np.array([line.weight for line in lines])
        self.starts = np.array([bundles.starts(line) for line in lines])
        self.ends = np.array([bundles.ends(line) for line in lines])
        self.key_start, self.key_end = np.zeros(len(lines)), np.zeros(len(lines))
        """Where each line starts along its upper row and ends along its lower: 256 for each node before."""
        self.down: list[list[int]] = [[] for _ in range(size)]
        self.up: list[list[int]] = [[] for _ in range(size)]
        between: dict[int, list[int]] = defaultdict(list)
        for i, line in enumerate(lines):
            self.down[line.top].append(i)
            self.up[line.bottom].append(i)
            between[self.row[line.top]].append(i)
        self.between = {row: np.array(some) for row, some in between.items()}
        """The lines below each row."""
        self.near = [
            [*(lines[i].bottom for i in self.down[n]), *(lines[i].top for i in self.up[n])] for n in range(size)
        ]
        self.is_in = bytearray(size)
        """Whether each node is in the order."""
        self.present = np.frombuffer(self.is_in, dtype=bool)
        """The same, as an array."""
        self.shown = {row: some[:0] for row, some in self.between.items()}
        """The lines below each row whose ends are both present."""
        none = np.array([], dtype=np.int64)
        self.order: dict[int, Array] = dict.fromkeys(sorted(set(self.row)), none)
        self.at = array("q", bytes(8 * size))
        """How many nodes stand left of each on its row."""
        self.pos = np.frombuffer(self.at, dtype=np.int64)
        """The same, as an array."""
        self.sibships: dict[int, list[int]] = defaultdict(list)
        """For each node the sibships of more than one node that it is in."""
        self.rows: dict[int, _Row] = {}
        self._ways: dict[int, list[Inner]] = {}
        self._known: dict[tuple[int, Inner], tuple[list[float], list[float], list[bool]]] = {}
        by_row: dict[int, list[int]] = defaultdict(list)
        self.inside = [{n: bundles.holds_stranger(s, n) for n in s.nodes} for s in bundles.sibships]
        """For each sibship which of its nodes hold a stranger to it."""
        self.strange = np.array([any(some.values()) for some in self.inside], dtype=bool)
        """Whether each sibship has a stranger inside wherever its nodes stand."""
        for s, sibship in enumerate(bundles.sibships):
            if len(sibship.nodes) > 1:
                by_row[sibship.row].append(s)
                for n in sibship.nodes:
                    self.sibships[n].append(s)
        for row, some in by_row.items():
            self.rows[row] = _Row(some, bundles.sibships)

    def keys(self, lines: Array) -> tuple[Array, Array]:
        """Return where lines start along their upper row and end along their lower."""
        return self.key_start[lines], self.key_end[lines]

    def cost(self, nodes: Iterable[int]) -> float:
        """Return what the lines of nodes that are all present, and the sibships on their rows, cost."""
        total = 0.0
        rows: set[int] = set()
        touching: dict[int, set[int]] = defaultdict(set)
        for n in nodes:
            rows.add(self.row[n])
            touching[self.row[n]].update(self.down[n])
            touching[self.row[n] - 1].update(self.up[n])
        for row, some in sorted(touching.items()):
            if some:
                total += self._crossings(row, np.array(sorted(some)))
        return total + sum(self._kin_cost(row) for row in sorted(rows))

    def _crossings(self, row: int, mine: Array) -> float:
        """Return the weight of the crossings that some of the lines below a row are part of."""
        every = self.shown[row]
        start, end = self.keys(every)
        my_start, my_end = self.keys(mine)
        weight = self.weight[mine]
        cross = (start - my_start[:, None]) * (end - my_end[:, None]) < 0
        among = (my_start - my_start[:, None]) * (my_end - my_end[:, None]) < 0
        return float(weight @ (cross @ self.weight[every]) - weight @ (among @ weight) / 2)

    def _kin_cost(self, row: int) -> float:
        """Return what the sibships of a row cost: out of birth order, or with strangers inside."""
        here = self.rows.get(row)
        if here is None:
            return 0.0
        low, high, count = here.spans(self.pos, self.present)
        strange = ((high - low + 1 != count) & (count > 1)) | self.strange[here.sibships]
        out = here.out_of_order(self.pos, self.present)
        return self.out_of_order * out + STRANGER * float(strange.sum())

    def show(self, nodes: Iterable[int], *, on: bool) -> None:
        """Count nodes in or out (their places are set by who calls)."""
        some = list(nodes)
        self.present[some] = on
        for row in sorted({r for n in some for r in (self.row[n] - 1, self.row[n]) if r in self.between}):
            every = self.between[row]
            self.shown[row] = every[self.present[self.top[every]] & self.present[self.bottom[every]]]

    def place(self, row: int, line: Array) -> None:
        """Set the order of a row."""
        self.order[row] = line
        self.pos[line] = np.arange(len(line))
        self._key(row)

    def _key(self, row: int) -> None:
        """Note where the lines of a row start and end."""
        below, above = self.between.get(row), self.between.get(row - 1)
        if below is not None:
            self.key_start[below] = self.pos[self.top[below]] * WIDE + self.starts[below]
        if above is not None:
            self.key_end[above] = self.pos[self.bottom[above]] * WIDE + self.ends[above]

    def take_out(self, nodes: list[int]) -> None:
        """Take nodes out of the order."""
        self.show(nodes, on=False)
        for row in sorted({self.row[n] for n in nodes}):
            line = self.order[row]
            self.place(row, line[self.present[line]])

    def put_in(self, nodes: list[int], draws: Draws, *, settle: bool = False) -> None:
        """Put absent nodes in: first the ways that join two nodes present, then what hangs from one.

        With `settle` each block's members are turned as suits who is there already.
        """
        waiting = dict.fromkeys(nodes)
        beside = dict.fromkeys(nodes, 0)
        edge = Edge()
        twice: deque[int] = deque()

        def meet(n: int, more: int) -> None:
            """Note that an absent node has more neighbours present."""
            beside[n] += more
            edge.add(n)
            if beside[n] > 1 >= beside[n] - more:
                twice.append(n)

        for n in nodes:
            count = sum(self.is_in[x] for x in self.near[n])
            if count:
                meet(n, count)
        while waiting:
            go_on()
            while twice and twice[0] not in waiting:
                twice.popleft()
            if twice:
                piece = [twice.popleft()]
            else:
                if not edge.nodes:
                    some = [n for n in waiting if len(self.near[n]) > 2] or list(waiting)
                    edge.add(some[draws.below(len(some))])
                piece = self._way(edge.nodes[draws.below(len(edge.nodes))], waiting, edge)
            for n in piece:
                del waiting[n]
                edge.drop(n)
            Insertion(self, piece).run()
            if settle:
                for n in piece:
                    self.settle(n)
            for n in piece:
                for x in self.near[n]:
                    if x in waiting:
                        meet(x, 1)

    def _way(self, start: int, waiting: dict[int, None], edge: Edge) -> list[int]:
        """Return the shortest way from an absent node to another beside a present one, or else what hangs from it.

        What hangs goes in at once where it is a tree; else only its first node, and the ways within it after.
        """
        before: dict[int, int] = {start: -1}
        found = [start]
        for n in found:
            for x in self.near[n]:
                if x not in waiting or x in before:
                    continue
                before[x] = n
                found.append(x)
                if x in edge.at:
                    way = [x]
                    while before[way[-1]] >= 0:
                        way.append(before[way[-1]])
                    return way[::-1]
        joins = sum(x in before for n in found for x in self.near[n])
        return found if joins == 2 * (len(found) - 1) else [start]

    def turn(self, node: int, inner: Inner) -> None:
        """Set the order of a block's members."""
        self.bundles.turn(node, inner)
        starts, ends, strange = self._turned(node, inner)
        self.starts[self.down[node]] = starts
        self.ends[self.up[node]] = ends
        if self.is_in[node]:
            self._key(self.row[node])
        for s, is_strange in zip(self.sibships.get(node, ()), strange, strict=True):
            self.inside[s][node] = is_strange
            self.strange[s] = any(self.inside[s].values())

    def _turned(self, node: int, inner: Inner) -> tuple[list[float], list[float], list[bool]]:
        """Return where a block's lines start and end, and which sibships it holds a stranger to, as its members stand now."""
        if (node, inner) not in self._known:
            lines = self.bundles.lines
            self._known[node, inner] = (
                [self.bundles.starts(lines[i]) for i in self.down[node]],
                [self.bundles.ends(lines[i]) for i in self.up[node]],
                [self.bundles.holds_stranger(self.bundles.sibships[s], node) for s in self.sibships.get(node, ())],
            )
        return self._known[node, inner]

    def settle(self, node: int) -> None:
        """Turn a block's members so that its own lines cross one another least."""
        ways = self.ways(node)
        if len(ways) < 2:
            return
        lines = self.bundles.lines
        up = [i for i in self.up[node] if self.is_in[lines[i].top]]
        down = [i for i in self.down[node] if self.is_in[lines[i].bottom]]
        if len(up) + len(down) < 2:
            return
        above = [self.at[lines[i].top] * WIDE + self.starts[i] for i in up]
        below = [self.at[lines[i].bottom] * WIDE + self.ends[i] for i in down]
        own = self.bundles.inner(node)
        start = [self.down[node].index(i) for i in down]
        end = [self.up[node].index(i) for i in up]
        best: tuple[float, bool, Inner] | None = None
        for way in ways:
            self.bundles.turn(node, way)
            starts, ends, strange = self._turned(node, way)
            cost = STRANGER * sum(strange)
            cost += _crossed(above, [ends[k] for k in end], [self.weight[i] for i in up])
            cost += _crossed(below, [starts[k] for k in start], [self.weight[i] for i in down])
            if best is None or (cost, way != own) < best[:2]:
                best = cost, way != own, way
        assert best is not None
        self.turn(node, best[2])

    def ways(self, node: int) -> list[Inner]:
        """Return the orders of a node's members to choose from."""
        if node not in self._ways:
            items = self.bundles.items[node]
            is_block = len(items) == 1 and items[0] in self.bundles.stem and len(self.bundles.inner(node)) > 1
            mine = [self.bundles.sibships[s] for s in self.sibships.get(node, ())]
            self._ways[node] = self.bundles.ways(node, mine) if is_block else []
        return self._ways[node]

    def start(self, seed: int) -> float:
        """Make a first order and return what it costs."""
        everyone = list(range(len(self.row)))
        self.take_out(everyone)
        self.put_in(everyone, Draws(seed), settle=True)
        return self.cost(everyone)

    def troubled(self) -> list[int]:
        """Return the nodes on lines that cross, and those of sibships with a stranger who could be elsewhere."""
        out = np.zeros(len(self.row), dtype=bool)
        for lines in self.shown.values():
            start, end = self.keys(lines)
            rank = np.argsort(start, kind="stable")
            # a line crosses another where some end lies left of one that starts left of it, or the other way round
            ends, starts = end[rank], start[rank]
            most, least = np.maximum.accumulate(ends), np.minimum.accumulate(ends[::-1])[::-1]
            left = np.searchsorted(starts, starts, side="left")
            right = np.searchsorted(starts, starts, side="right")
            bad = (left > 0) & (most[np.maximum(left - 1, 0)] > ends)
            bad |= (right < len(rank)) & (least[np.minimum(right, len(rank) - 1)] < ends)
            some = lines[rank[bad]]
            out[self.top[some]] = True
            out[self.bottom[some]] = True
        for here in self.rows.values():
            low, high, count = here.spans(self.pos, self.present)
            wrong = (high - low + 1 != count) & ~self.strange[here.sibships]
            out[here.nodes[np.repeat(wrong, here.sizes)]] = True
        return [int(n) for n in np.flatnonzero(out)]

    def search(self, steps: int, seed: int) -> None:
        """Take pieces out and weave them in again, and end with the best order met."""
        draws = Draws(seed)
        behind = 0.0
        best, turned = dict(self.order), dict[int, Inner]()
        troubled = self.troubled()
        for step in range(steps):
            if not troubled:
                break
            piece = self._about(troubled[draws.below(len(troubled))], SIZES[draws.below(len(SIZES))])
            was = {row: self.order[row] for row in {self.row[n] for n in piece}}
            cost = self.cost(piece)
            node, inner = self._another_way(piece, draws) if draws.below(2) else (-1, ())
            old = {n: self.bundles.inner(n) for n in piece if len(self.ways(n)) > 1}
            self.take_out(piece)
            if inner:
                self.turn(node, inner)
            self.put_in(piece, draws, settle=not inner)
            worse = self.cost(piece) - cost
            heat = HEAT * (1 - step / steps)
            if worse > 0 and worse > -heat * math.log((draws.below(1000) + 1) / 1001):
                self.restore(was, old)
                continue
            turned = old | turned
            behind += worse
            if behind < -1e-9:
                behind, best, turned = 0.0, dict(self.order), {}
            if step % FRESH == FRESH - 1:
                troubled = self.troubled()
        self.restore(best, turned)

    def kept(self) -> Order:
        """Return the order as it is, for `restore`."""
        return dict(self.order), {n: self.bundles.inner(n) for n, ways in self._ways.items() if len(ways) > 1}

    def restore(self, order: dict[int, Array], turned: dict[int, Inner]) -> None:
        """Set rows, and blocks' members, back as they were."""
        for row, line in order.items():
            self.place(row, line)
        for node, inner in turned.items():
            self.turn(node, inner)

    def _about(self, node: int, size: int) -> list[int]:
        """Return the nodes nearest to a node along the lines."""
        out = {node: None}
        todo = [node]
        for n in todo:
            for x in self.near[n]:
                if x not in out and len(out) < size:
                    out[x] = None
                    todo.append(x)
        return list(out)

    def _another_way(self, piece: list[int], draws: Draws) -> tuple[int, Inner]:
        """Return one of a piece's blocks and another order of its members, where there is one."""
        some = [n for n in piece if len(self.ways(n)) > 1]
        if not some:
            return -1, ()
        node = some[0 if draws.below(2) else draws.below(len(some))]
        others = [way for way in self.ways(node) if way != self.bundles.inner(node)]
        return (node, others[draws.below(len(others))]) if others else (-1, ())


def _crossed(far: list[float], own: list[float], weight: list[float]) -> float:
    """Return the weight of the crossings of one node's lines with one another."""
    total = 0.0
    for k in range(len(far)):
        for j in range(k):
            if (far[k] - far[j]) * (own[k] - own[j]) < 0:
                total += weight[k] * weight[j]
    return total


class _Row:
    """The sibships of more than one node on a row, as arrays."""

    def __init__(self, some: list[int], sibships: list[Sibship]) -> None:
        self.sibships = np.array(some)
        self.nodes = np.array([n for s in some for n in sibships[s].nodes])
        self.sizes = np.array([len(sibships[s].nodes) for s in some])
        self.first = np.concatenate(([0], np.cumsum(self.sizes)[:-1]))
        self.which = np.repeat(np.arange(len(some)), self.sizes)

    def spans(self, pos: Array, among: Array) -> tuple[Array, Array, Array]:
        """Return for each sibship the first and last place of its nodes that are `among` some, and their number."""
        there, at = among[self.nodes], pos[self.nodes]
        low = np.minimum.reduceat(np.where(there, at, 1 << 40), self.first)
        high = np.maximum.reduceat(np.where(there, at, -1), self.first)
        return low, high, np.add.reduceat(there.astype(np.int64), self.first)

    def out_of_order(self, pos: Array, among: Array) -> int:
        """Return how many sibships have a younger node left of the one before it."""
        at = pos[self.nodes]
        both = among[self.nodes[1:]] & among[self.nodes[:-1]] & (self.which[1:] == self.which[:-1])
        wrong = self.which[1:][both & (at[1:] < at[:-1])]
        return len(np.unique(wrong)) if len(wrong) else 0


def woven(bundles: Bundles, steps: int | None = None) -> dict[int, list[int]]:
    """Return the nodes of each row from the left (their blocks' members are turned as they are to stand).

    With `steps` they are what is searched from a single start.
    """
    weave = Weave(bundles)
    size = len(bundles.row)
    if steps is not None:
        weave.out_of_order = FIRM
        weave.start(1)
        weave.search(steps, 1)
        return {row: [int(n) for n in line] for row, line in weave.order.items()}
    some: list[tuple[int, Order]] = []
    for seed in range(1, min(STARTS, max(1, MOST_STARTED // size), 1 + size // 20) + 1):
        weave.start(seed)
        some.append((seed, weave.kept()))
    rounds = [
        (left, min(pieces, int(by_node * size)), LOOSE)
        for left, (pieces, by_node) in zip((STARTS, BEST), STEPS, strict=True)
        if len(some) > 1
    ]
    most = _steps(weave)
    last = int(LAST * most)
    for left, pieces, weight in (*rounds, (1, most - last, LOOSE), (1, last, FIRM)):
        weave.out_of_order = weight
        some = _best(weave, some)[:left]
        for k, (seed, kept) in enumerate(some):
            weave.restore(*kept)
            weave.search(pieces, seed * 1000 + pieces)
            some[k] = seed, weave.kept()
    weave.restore(*_best(weave, some)[0][1])
    return {row: [int(n) for n in line] for row, line in weave.order.items()}


def _best(weave: Weave, some: list[tuple[int, Order]]) -> list[tuple[int, Order]]:
    """Return orders (each with the number it was started from) with the least costly first."""
    costs: list[tuple[float, int, Order]] = []
    for seed, kept in some:
        weave.restore(*kept)
        costs.append((weave.cost(range(len(weave.row))), seed, kept))
    return [(seed, kept) for _, seed, kept in sorted(costs, key=lambda k: k[:2])]


def _steps(weave: Weave) -> int:
    """Return how many pieces are taken from the best order: fewer where rows are wide, for each then takes longer."""
    size = len(weave.row)
    width = size / len(weave.order)
    return int(max(LEAST * size, min(MOST * size, WORK / (width * (1.0 + width / WIDTH)))))
