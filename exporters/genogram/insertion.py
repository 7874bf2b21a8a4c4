"""The least costly way to put a piece of a family into an order of rows: exact for a tree, by dynamic programming.

Every node of the piece may go to any slot of its row. What it costs there (crossings with lines already drawn,
strangers in sibships, birth order) and what each line between two of its nodes costs from slot to slot is summed
up from the leaves, and read back from the root. Only crossings within the piece itself are left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from exporters.genogram.weave import Weave

STRANGER = 2.0
"""What a stranger in a sibship weighs against one crossing where nothing is proved."""
WIDE = 256.0
"""Room for a node's members in a line's place along its row."""
SLOTS, NEAR = 120, 16
"""Slots of a row that are looked at: on rows with more, those near where the piece's lines lead, and others evenly."""

Array = Any
"""A numpy array."""


class Insertion:
    """One piece of absent nodes to be put into a weave."""

    def __init__(self, weave: Weave, piece: list[int]) -> None:
        self.weave = weave
        self.piece = piece
        self.inside = np.zeros(len(weave.row), dtype=bool)
        self.inside[piece] = True
        self.rows = sorted({weave.row[n] for n in piece})
        self.slots = {row: self._slots(row) for row in self.rows}
        """For each row of the piece the slots looked at: how many present nodes stand left of each."""
        self.toll = {row: self._toll(row) for row in self.rows}
        self.counts: dict[int, Array] = {}
        """For each row with more slots than are looked at, how many of those lie left of each node."""
        self.tables: dict[int, Array] = {}
        self.bins: dict[int, tuple[Array, Array, Array, Array, Array]] = {}

    def run(self) -> None:
        """Put the piece where it costs least."""
        weave = self.weave
        slot: dict[int, int] = {}
        rank: dict[int, int] = {}
        trees = [
            self._tree(root, slot, rank)
            for root in sorted(self.piece, key=lambda n: (weave.row[n], n))
            if root not in slot
        ]
        self._side_by_side(trees, rank)
        for row in self.rows:
            mine = sorted((n for n in self.piece if weave.row[n] == row), key=lambda n: (slot[n], rank[n]))
            at = self.slots[row][[slot[n] for n in mine]]
            line = np.empty(len(weave.order[row]) + len(mine), dtype=np.int64)
            is_old = np.ones(len(line), dtype=bool)
            at = at + np.arange(len(mine))
            is_old[at] = False
            line[is_old] = weave.order[row]
            line[at] = mine
            weave.place(row, line)
        weave.show(self.piece, on=True)

    def _slots(self, row: int) -> Array:
        """Return the slots of a row that are looked at."""
        weave = self.weave
        size = len(weave.order[row])
        if size < SLOTS:
            return np.arange(size + 1)
        near: set[int] = set()
        for n in self.piece:
            if weave.row[n] != row:
                continue
            for x in weave.near[n]:
                if weave.is_in[x]:
                    share = (weave.at[x] + 0.5) / max(1, len(weave.order[weave.row[x]]))
                    here = self._beside(x, row)
                    goals = here or [round(share * size)]
                    near.update(k for goal in goals for k in range(goal - NEAR, goal + NEAR + 1))
            for s in weave.sibships.get(n, ()):
                for x in weave.bundles.sibships[s].nodes:
                    if weave.is_in[x]:
                        near.update((weave.at[x], weave.at[x] + 1))
        some = sorted(k for k in near if 0 <= k <= size)
        even = np.linspace(0, size, max(8, SLOTS - len(some))).round().astype(np.int64)
        return np.unique(np.concatenate((np.array(some, dtype=np.int64), even)))

    def _beside(self, node: int, row: int) -> list[int]:
        """Return the places on a row of who is joined by a line to a node, or to its neighbours."""
        weave = self.weave
        line = weave.order[weave.row[node]]
        at = weave.at[node]
        out = []
        for k in (at, at - 1, at + 1, at - 2, at + 2):
            if 0 <= k < len(line):
                out += [weave.at[x] for x in weave.near[line[k]] if weave.row[x] == row and weave.is_in[x]]
                if out:
                    break
        return out

    def _toll(self, row: int) -> Array:
        """Return what a stranger costs in each slot of a row: one for each sibship there that has none."""
        weave = self.weave
        slots = self.slots[row]
        here = weave.rows.get(row)
        if here is None:
            return np.zeros(len(slots))
        low, high, count = here.spans(weave.pos, weave.present)
        mine = np.add.reduceat(self.inside[here.nodes].astype(np.int64), here.first) > 0
        clean = (count > 1) & ~mine & ~weave.strange[here.sibships] & (high - low + 1 == count)
        change = np.zeros(len(slots) + 1)
        np.add.at(change, np.searchsorted(slots, low[clean] + 1), STRANGER)
        np.add.at(change, np.searchsorted(slots, high[clean] + 1), -STRANGER)
        return change.cumsum()[:-1]

    def _lines(self, row: int) -> tuple[Array, Array, Array, Array, Array]:
        """Return of the lines drawn below a row where they start and end, between which slots, and their weights."""
        if row not in self.bins:
            weave = self.weave
            lines = weave.shown[row]
            above = self._bin(row, weave.top[lines])
            below = self._bin(row + 1, weave.bottom[lines])
            self.bins[row] = weave.key_start[lines], weave.key_end[lines], above, below, weave.weight[lines]
        return self.bins[row]

    def _bin(self, row: int, nodes: Array) -> Array:
        """Return for nodes of a row how many of its slots lie left of them (of a row without the piece, nothing)."""
        slots = self.slots.get(row)
        if slots is None:
            return nodes
        places = self.weave.pos[nodes]
        size = len(self.weave.order[row])
        if len(slots) == size + 1:
            return places + 1
        if row not in self.counts:
            self.counts[row] = np.bincount(slots, minlength=size + 1).cumsum()
        return self.counts[row][places]

    def _table(self, row: int) -> Array:
        """Return the weight that a line from each slot of a row to each of the next crosses."""
        if row not in self.tables:
            _, _, above, below, weight = self._lines(row)
            high, wide = len(self.slots[row]) + 1, len(self.slots[row + 1]) + 1
            sums = np.bincount(above * wide + below, weight, high * wide).reshape(high, wide).cumsum(0).cumsum(1)
            self.tables[row] = (sums[:, -1:] + sums[-1:, :] - 2 * sums)[:-1, :-1]
        return self.tables[row]

    def _crossed(self, bins: Array, ends: Array, end: float, weight: Array, count: int) -> Array:
        """Return what a line to one fixed end crosses from each slot of the other row."""
        signed = weight * np.sign(ends - end)
        out: Array = np.bincount(bins, signed, count + 1)[:count].cumsum()
        return out - float(signed[signed < 0].sum())

    def _alone(self, node: int) -> Array:
        """Return what a node costs in each slot of its row by itself: its sibships, and its lines to nodes present."""
        weave = self.weave
        lines = weave.bundles.lines
        row = weave.row[node]
        slots = self.slots[row]
        cost = self.toll[row].copy()
        for s in weave.sibships.get(node, ()):
            nodes = weave.bundles.sibships[s].nodes
            k = nodes.index(node)
            elder = [weave.at[x] for x in nodes[:k] if weave.is_in[x]]
            younger = [weave.at[x] for x in nodes[k + 1 :] if weave.is_in[x]]
            if elder:
                cost[slots <= max(elder)] += weave.out_of_order
            if younger:
                cost[slots > min(younger)] += weave.out_of_order
            if (elder or younger) and not weave.strange[s]:
                cost[(slots < min(elder + younger)) | (slots > max(elder + younger) + 1)] += STRANGER
        for i in weave.up[node]:
            x = lines[i].top
            if weave.is_in[x]:
                start, _, _, below, weight = self._lines(row - 1)
                goal = weave.key_start[i]
                cost += weave.weight[i] * self._crossed(below, start, goal, weight, len(slots))
        for i in weave.down[node]:
            x = lines[i].bottom
            if weave.is_in[x]:
                _, end, above, _, weight = self._lines(row)
                goal = weave.key_end[i]
                cost += weave.weight[i] * self._crossed(above, end, goal, weight, len(slots))
        return cost

    def _side_by_side(self, trees: list[list[int]], rank: dict[int, int]) -> None:
        """Number the nodes of several trees as they stand within one slot: as those stand that they hang from."""
        weave = self.weave
        lines = weave.bundles.lines

        def hangs(tree: list[int]) -> float:
            for n in tree:
                for i in weave.up[n]:
                    x = lines[i].top
                    if weave.is_in[x]:
                        along = weave.at[x] + (weave.starts[i] + 0.5) / WIDE
                        return float(along / len(weave.order[weave.row[x]]))
                for x in weave.near[n]:
                    if weave.is_in[x]:
                        return float((weave.at[x] + 0.5) / len(weave.order[weave.row[x]]))
            return 0.0

        if len(trees) > 1:
            base = 0
            for tree in sorted(trees, key=hangs):
                for n in tree:
                    rank[n] += base
                base += len(tree)

    def _tree(self, root: int, slot: dict[int, int], rank: dict[int, int]) -> list[int]:
        """Find the slots of all nodes of the piece that hang together with one, and how they stand within a slot; return them."""
        found, groups = self._hanging(root)
        cost: dict[int, Array] = {}
        choice: dict[int, Array] = {}
        for node in reversed(found):
            total = self._alone(node)
            for group in groups[node]:
                total = total + self._group(node, group, cost, choice)
            cost[node] = total
        slot[root] = int(cost[root].argmin())
        for node in found:
            for group in groups[node]:
                for _, x in group:
                    slot[x] = int(choice[x][slot[node]])
        self._rank(root, found, groups, rank)
        return found

    def _hanging(self, root: int) -> tuple[list[int], dict[int, list[list[tuple[int, int]]]]]:
        """Return the piece's nodes from a root along lines, and for each those after it: (line, node), siblings together."""
        weave = self.weave
        lines = weave.bundles.lines
        seen = {root}
        found = [root]
        groups: dict[int, list[list[tuple[int, int]]]] = {}
        for node in found:
            mine: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
            for i in weave.down[node]:
                x = lines[i].bottom
                if self.inside[x] and x not in seen:
                    seen.add(x)
                    couple = lines[i].couple
                    mine[couple if couple >= 0 else -1 - i, weave.row[x]].append((i, x))
            groups[node] = list(mine.values())
            for i in weave.up[node]:
                x = lines[i].top
                if self.inside[x] and x not in seen:
                    seen.add(x)
                    groups[node].append([(i, x)])
            found += [x for group in groups[node] for _, x in group]
        return found, groups

    def _group(
        self, node: int, group: list[tuple[int, int]], cost: dict[int, Array], choice: dict[int, Array]
    ) -> Array:
        """Return what siblings (or one parent) cost for each slot of the node they hang from; note their best slots."""
        weave = self.weave
        each = []
        for i, x in group:
            table = self._table(weave.row[weave.top[i]])
            each.append((table if weave.top[i] == node else table.T) * weave.weight[i] + cost[x])
        every = np.arange(len(each[0]))
        together = sum(each[1:], each[0])
        best = together.argmin(1)
        least: Array = together[every, best]
        if len(each) == 1:
            choice[group[0][1]] = best
            return least
        run = each[0]
        came = []
        for more in each[1:]:
            low = np.minimum.accumulate(run, 1)
            came.append(np.maximum.accumulate(np.where(run <= low, np.arange(run.shape[1]), 0), 1))
            run = low + more
        at = run.argmin(1)
        parted = run[every, at] + STRANGER
        is_parted = parted < least
        for k in range(len(group) - 1, -1, -1):
            choice[group[k][1]] = np.where(is_parted, at, best)
            if k:
                at = came[k - 1][every, at]
        return np.where(is_parted, parted, least)

    def _rank(
        self, root: int, found: list[int], groups: dict[int, list[list[tuple[int, int]]]], rank: dict[int, int]
    ) -> None:
        """Number the nodes as they stand from the left within one slot: a parent's elder children before, younger after."""
        weave = self.weave
        lines = weave.bundles.lines
        after: dict[int, int] = {root: -1}
        before: dict[int, int] = {root: -1}

        def join(left: int, right: int) -> None:
            if left >= 0:
                after[left] = right
            if right >= 0:
                before[right] = left

        def put(node: int, anchor: int, *, right: bool) -> None:
            left = anchor if right else before[anchor]
            beyond = after[anchor] if right else anchor
            join(left, node)
            join(node, beyond)

        end: dict[int, int] = {}
        origin: dict[int, tuple[int, int]] = {}
        for node in found:
            end[node] = node
            downward = sorted(
                (weave.starts[i], lines[i].turn, i, x)
                for group in groups[node]
                for i, x in group
                if lines[i].top == node
            )
            if node in origin:
                child, line = origin[node]
                here = (weave.starts[line], lines[line].turn)
                for start, turn, _, x in downward:
                    if (start, turn) < here:
                        put(x, child, right=False)
                    else:
                        put(x, end[child], right=True)
                        end[child] = x
            else:
                for _, _, _, x in downward:
                    put(x, end[node], right=True)
                    end[node] = x
            for group in groups[node]:
                for i, x in group:
                    if lines[i].bottom == node:
                        put(x, node, right=False)
                        origin[x] = node, i
        node = root
        while before[node] >= 0:
            node = before[node]
        place = 0
        while node >= 0:
            rank[node] = place
            place += 1
            node = after[node]
