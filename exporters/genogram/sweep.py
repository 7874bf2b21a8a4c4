"""A first order to start a proof from, in near-linear time: partners as blocks, siblings in birth order, swept up and down.

The first order is that of a walk through the family (children from the left, then the families of those they
married). Sweeps then move every block towards its parents and its children; each is placed only after its elder
siblings, and the best order seen is kept.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict

from chronology.record.steps import stepwise
from exporters.genogram.isotonic import spaced
from exporters.genogram.kin import Kin
from exporters.genogram.shape import Rule
from exporters.genogram.tally import tally

ROUNDS = 24
"""Sweeps, down and up in turn."""
SIFTS = 12
"""Times every row is sifted down and up, while that helps."""
REACH = 60
"""How many blocks a block may be moved past at once."""
STRANGE = 10.0
"""What a stranger in a sibship weighs against crossings in an order that is only swept."""


def weighed(found: dict[str, Rule]) -> tuple[float, ...]:
    """Return what orders are compared by where no proof is sought: couples apart, birth order, the rest together."""
    return (
        found["apart"].violations,
        found["order"].violations,
        STRANGE * found["stranger"].violations + found["crossing"].violations,
    )


class Sweeper:
    """Blocks of partners of one component, and their order on each row."""

    def __init__(self, kin: Kin, rows: list[int], members: list[int]) -> None:
        self.kin = kin
        self.rows = rows
        self.blocks: list[list[int]] = []
        self.block: dict[int, int] = {}
        self._group(members)
        self.elder: dict[int, set[int]] = defaultdict(set)
        """For each block those whose children come before one of its own in birth order."""
        self.younger: dict[int, list[int]] = defaultdict(list)
        self._birth_order()
        self.x: dict[int, float] = {}
        self.order: dict[int, list[int]] = defaultdict(list)

    def _group(self, members: list[int]) -> None:
        """Find the blocks: members of one row joined by couples."""
        for start in members:
            if start in self.block:
                continue
            group: list[int] = []
            todo = [start]
            self.block[start] = len(self.blocks)
            while todo:
                m = todo.pop()
                group.append(m)
                for p in self.kin.partners[m]:
                    if p not in self.block and self.rows[p] == self.rows[m]:
                        self.block[p] = len(self.blocks)
                        todo.append(p)
            self.blocks.append(self._inside(group))

    def _inside(self, group: list[int]) -> list[int]:
        """Return the members of a block from the left: partners on alternating sides of who has most, earliest nearest."""
        kin = self.kin
        if len(group) == 1:
            return group
        if len(group) == 2:
            a, b = sorted(group)
            return [b, a] if kin.members[a].sex == "F" and kin.members[b].sex == "M" else [a, b]
        inside = set(group)
        middle = min(group, key=lambda m: (-len(set(kin.partners[m])), m))
        out = [middle]
        seen = {middle}
        ends: list[tuple[int, int]] = [(middle, 0)]
        while ends:
            centre, side = ends.pop(0)
            way = side
            # who has further partners goes outermost, so that those find room beyond
            for p in sorted(dict.fromkeys(kin.partners[centre]), key=lambda p: len(set(kin.partners[p])) > 1):
                if p in seen or p not in inside:
                    continue
                seen.add(p)
                if side == 0:
                    way = -1 if way == 1 or (way == 0 and kin.members[centre].sex == "F") else 1
                at = out.index(centre)
                while 0 <= at + way < len(out) and out[at + way] in kin.partners[centre]:
                    at += way
                out.insert(at + 1 if way > 0 else at, p)
                ends.append((p, way))
        return out

    def _birth_order(self) -> None:
        """Find which block must stand left of which for siblings to be in birth order."""
        for _, couple in self.kin.couples_of(self.block):
            known = [c for c in couple.children if c in self.block]
            for p, q in itertools.pairwise(known):
                a, b = self.block[p], self.block[q]
                if a != b and self.rows[p] == self.rows[q] and a not in self.elder[b]:
                    self.elder[b].add(a)
                    self.younger[a].append(b)

    def run(self) -> dict[int, list[int]]:
        """Return the best order found, as members from the left on each row."""
        self._walk()
        levels = sorted(self.order)
        best = self._copy()
        score = self._score()
        for turn in range(ROUNDS):
            if not any(score):
                break
            self._row_places(levels)
            if turn % 2 == 0:
                for row in stepwise(levels[1:]):
                    self._sort(row, down=True)
            else:
                for row in stepwise(reversed(levels[:-1])):
                    self._sort(row, down=False)
            got = self._score()
            if got < score:
                best, score = self._copy(), got
        return self._sifted(best, score, SIFTS)

    def _sifted(
        self, best: tuple[dict[int, list[int]], list[list[int]]], score: tuple[float, ...], times: int
    ) -> dict[int, list[int]]:
        """Return the best order after sifting every row down and up some times, while that helps."""
        levels = sorted(best[0])
        for _ in range(times):
            if not any(score):
                break
            self._restore(best)
            for row in stepwise((*levels, *reversed(levels))):
                self._sift(row)
            got = self._score()
            if not got < score:
                break
            best, score = self._copy(), got
        self._restore(best)
        return self._members()

    def _copy(self) -> tuple[dict[int, list[int]], list[list[int]]]:
        return {row: list(line) for row, line in self.order.items()}, [list(b) for b in self.blocks]

    def _restore(self, kept: tuple[dict[int, list[int]], list[list[int]]]) -> None:
        self.order = defaultdict(list, {row: list(line) for row, line in kept[0].items()})
        self.blocks = [list(b) for b in kept[1]]

    def _score(self) -> tuple[float, ...]:
        """Return what orders are compared by: couples apart, birth order, then strangers with crossings."""
        return weighed(tally(self.kin, self.rows, self._members()))

    def _sift(self, row: int) -> None:
        """Move each block of a row to where its lines cross the fewest others', not past its elder or younger siblings'."""
        kin = self.kin
        line = self.order[row]
        places = {m: i for r in self.order for i, m in enumerate(m for b in self.order[r] for m in self.blocks[b])}
        up: dict[int, list[float]] = {}
        down: dict[int, list[float]] = {}
        for b in line:
            up[b], down[b] = [], []
            for m in self.blocks[b]:
                u = kin.parents[m]
                if u is not None:
                    partners = kin.couples[u].partners
                    up[b].append(sum(places[p] for p in partners) / len(partners))
                for v in kin.unions_of[m]:
                    if kin.couples[v].partners[0] == m:
                        down[b] += [places[c] for c in kin.couples[v].children]

        def gain(one: int, other: int) -> int:
            """Crossings saved when `one` moves from the left of `other` to its right."""
            return sum((x > y) - (x < y) for ends in (up, down) for x in ends[one] for y in ends[other])

        for b in list(line):
            at = line.index(b)
            best, slot = 0, at
            for way in (-1, 1):
                total, k = 0, at + way
                while 0 <= k < len(line) and abs(k - at) <= REACH:
                    other = line[k]
                    if other in self.elder[b] or b in self.elder[other]:
                        break
                    total += gain(b, other) * way
                    if total > best:
                        best, slot = total, k
                    k += way
            if slot != at:
                line.insert(slot, line.pop(at))

    def _members(self) -> dict[int, list[int]]:
        return {row: [m for b in line for m in self.blocks[b]] for row, line in self.order.items()}

    def _walk(self) -> None:
        """Make the first order: down the children from the left, then up to the parents of those who married in."""
        seen = [False] * len(self.blocks)
        kin = self.kin
        starts = sorted(range(len(self.blocks)), key=lambda b: (self.rows[self.blocks[b][0]], min(self.blocks[b])))
        for start in starts:
            todo = [start]
            while todo:
                b = todo.pop()
                if seen[b]:
                    continue
                seen[b] = True
                self.order[self.rows[self.blocks[b][0]]].append(b)
                after: list[int] = []
                for m in self.blocks[b]:
                    parents = kin.parents[m]
                    if parents is not None:
                        after.append(self.block[kin.couples[parents].partners[0]])
                for m in self.blocks[b]:
                    for u in kin.unions_of[m]:
                        after += [self.block[c] for c in kin.couples[u].children]
                todo += [k for k in reversed(after) if not seen[k]]
        for row in list(self.order):
            wish = {b: float(i) for i, b in enumerate(self.order[row])}
            self.order[row] = self._topological(self.order[row], wish)

    def _topological(self, line: list[int], wish: dict[int, float]) -> list[int]:
        """Return blocks by their wishes, each after its elder siblings' (a contradiction is cut where it is met)."""
        waits = {b: sum(e in wish for e in self.elder[b]) for b in line}
        ready = [(wish[b], b) for b in line if not waits[b]]
        heapq.heapify(ready)
        rest = sorted((wish[b], b) for b in line)
        at = 0
        done: set[int] = set()
        out: list[int] = []
        while len(out) < len(line):
            if ready:
                _, b = heapq.heappop(ready)
            else:
                while rest[at][1] in done:
                    at += 1
                b = rest[at][1]
            if b in done:
                continue
            done.add(b)
            out.append(b)
            for y in self.younger[b]:
                if y in waits:
                    waits[y] -= 1
                    if not waits[y] and y not in done:
                        heapq.heappush(ready, (wish[y], y))
        return out

    def _row_places(self, levels: list[int]) -> None:
        """Give every member a place along its row, the first time by count."""
        for row in levels:
            if any(m not in self.x for b in self.order[row] for m in self.blocks[b]):
                for i, m in enumerate(m for b in self.order[row] for m in self.blocks[b]):
                    self.x[m] = float(i)

    def _sort(self, row: int, *, down: bool) -> None:
        """Order a row's blocks by where their parents (down) or children (up) stand, and place them."""
        kin, x = self.kin, self.x
        wish: dict[int, float] = {}
        weight: dict[int, float] = {}
        for b in self.order[row]:
            block = self.blocks[b]
            goals: list[float] = []
            sides: dict[int, float] = {}
            for m in block:
                mine: list[float] = []
                parents = kin.parents[m]
                if down and parents is not None:
                    partners = kin.couples[parents].partners
                    siblings = kin.couples[parents].children
                    middle = sum(x[p] for p in partners) / len(partners)
                    mine.append(middle + siblings.index(m) - (len(siblings) - 1) / 2)
                if not down:
                    for u in kin.unions_of[m]:
                        children = kin.couples[u].children
                        if children:
                            mine.append(sum(x[c] for c in children) / len(children))
                if mine:
                    sides[m] = sum(mine) / len(mine)
                    goals += mine
            here = sum(x[m] for m in block) / len(block)
            wish[b] = sum(goals) / len(goals) if goals else here
            weight[b] = float(len(goals)) if goals else 0.05
            if (
                down and len(sides) > 1 and sides[block[0]] > sides.get(block[-1], sides[block[0]])
                if block[0] in sides
                else False
            ):
                block.reverse()
        self.order[row] = self._topological(self.order[row], wish)
        line = self.order[row]
        sizes = [len(self.blocks[b]) for b in line]
        gaps = [(a + b) / 2 for a, b in itertools.pairwise(sizes)]
        for b, at, size in zip(
            line, spaced([wish[b] for b in line], [weight[b] for b in line], gaps), sizes, strict=True
        ):
            for i, m in enumerate(self.blocks[b]):
                self.x[m] = at + i - (size - 1) / 2
