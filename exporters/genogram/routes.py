"""The lines of a genogram: couples, stubs and lines of descent, square-cornered, clear of symbols and labels."""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from dataclasses import dataclass, replace

from chronology.record.steps import stepwise
from exporters.genogram.gaps import STEP, Gaps
from exporters.genogram.kin import Kin, Link
from exporters.genogram.lanes import Net, assign
from exporters.genogram.shape import CoupleLine, DescentLine, Place, Point
from exporters.genogram.stand import SYMBOL, Standing
from exporters.genogram.uprights import Line, Uprights, fallen_together

HALF = SYMBOL / 2
LANE, TEXT = 9.0, 15.0
"""Distance between lanes, in points; and where a couple's text must stand over its lane."""
ABOVE, BELOW, FAN = 12.0, 24.0, 22.0
"""Room under the labels before the first lane, over the symbols after the last, and what a twins' fork needs."""
LEAST = 56.0
"""Least room between a row's labels and the next row's symbols: generations are farther apart than anybody on a row."""
ATTACH = (5.0, 8.0, 18.0)
"""How far below a symbol's middle couple lines leave it that pass others: least, where there is but one, and most."""
TRIES, FEW = 12, 3
"""Times the lines are drawn again where two would fall together; and in families of thousands."""
NUDGES = (0.0, 6.0, -6.0, 12.0, -12.0, 3.0, -3.0)
"""How far a line's end moves along its symbol, by how often it fell on another."""

Height = tuple[str, int, float]
"""A height not yet known: where ('symbol', 'label', 'top' of a row; 'lane' of a net), which, and how far below it."""
Path = list[tuple[float, Height]]


@dataclass
class Routes:
    """Every line of the drawing, with the rows' heights that the lines need."""

    couples: tuple[CoupleLine, ...]
    descents: tuple[DescentLine, ...]
    places: dict[str, Place]
    width: float
    height: float


class Router:
    """Finds the lines for members whose x is known, then the rows' heights, then the lines' points."""

    def __init__(
        self, kin: Kin, standing: Standing, x: list[float], nudged: dict[tuple[int, int], int], labels: dict[str, float]
    ) -> None:
        self.kin = kin
        self.labels = labels
        self.worded: set[int] = set()
        """Regions where a couple's text stands over a lane."""
        self.nudged = nudged
        self.standing = standing
        self.x = x
        self.nets: list[Net] = []
        widths = [[max(kin.members[m].width, SYMBOL) for m in row] for row in standing.order]
        self.gaps = Gaps([[x[m] for m in row] for row in standing.order], widths)
        self.middle: list[Path] = [[] for _ in kin.couples]
        """For each couple the point where its children hang."""
        self.under: list[int | None] = [None] * len(kin.couples)
        self.couple_paths: list[Path] = [[] for _ in kin.couples]
        self.trunks: dict[int, list[float]] = defaultdict(list)
        """For each row the verticals of couples' lines below it, from the left."""
        self.attached: dict[tuple[int, int], int] = defaultdict(int)
        self.leaving: dict[tuple[int, int], int] = defaultdict(int)
        """Couple lines that pass others, by the member and side they leave."""
        self.descent_paths: list[tuple[Link, Path]] = []
        self.forks: set[int] = set()

    def routes(self) -> Routes:
        """Return all lines and places, x from 0 and y from 0."""
        self._couples()
        self._descents()
        lanes = assign(self.nets)
        return self._points(lanes)

    def lines(self, routes: Routes) -> list[Line]:
        """Return the lines of the drawing, couples' own first, each with whose it is."""
        lines = [Line(u, None, list(line.points)) for u, line in enumerate(routes.couples)]
        lines += [
            Line(link.couple, link.child, list(line.points))
            for (link, _), line in zip(self.descent_paths, routes.descents, strict=True)
        ]
        return lines

    def clashes(self, routes: Routes) -> tuple[set[tuple[int, int]], bool]:
        """Return the lines, as (couple, child or -1), that fall on another couple's and can be led anew; and whether any do."""
        lines = self.lines(routes)
        out: set[tuple[int, int]] = set()
        pairs = fallen_together(lines)
        for pair in pairs:
            some = [(lines[s.line].couple, lines[s.line].child, s.at) for s in pair]
            movable = [(u, c) for u, c, at in some if c is not None and at > 0] or [
                (u, -1) for u, c, _ in some if c is None and self.standing.how[u] == "stepped"
            ]
            if movable:
                lone = [s for s in movable if self._is_lone(*s)]
                out.add(max(lone or movable))
        return out, bool(pairs)

    def _is_lone(self, couple: int, child: int) -> bool:
        return child < 0 or child not in self.kin.links or self.kin.links[child].couple != couple

    def _gap(self, left: int) -> int:
        return self.standing.place[left] + 1

    def _attach(self, member: int, side: int) -> float:
        """Return how far below a symbol's middle the next couple line that passes others leaves it: the longest lowest."""
        count, total = self.attached[member, side], self.leaving[member, side]
        self.attached[member, side] += 1
        beside = self.standing.neighbour(member, side)
        if total == 1:
            facing = beside is not None and self.leaving[beside, -side] > 0
            joined = beside is not None and beside in self.kin.partners[member]
            return ATTACH[1] + (3.0 if side < 0 else 0.0) if facing or joined else 0.0
        return ATTACH[2] - count * (ATTACH[2] - ATTACH[0]) / (total - 1)

    def _sides(self, u: int) -> tuple[int, int]:
        """Return the sides on which a couple's line leaves its two ends, for a couple that is not straight."""
        if self.standing.how[u] == "under":
            return 1, -1
        upper, lower = self.standing.ends[u]
        p, q = self.standing.hang[u]
        side = (1 if q != lower else -1) if p != q else (-1 if self.x[upper] < self.x[lower] else 1)
        return (1 if self.x[lower] + side * (HALF + 14.0) > self.x[upper] else -1), side

    def _edge(self, member: int, side: int, off: float) -> float:
        """Return the x at which a line meets a symbol's outline at a height off its middle."""
        reach = math.sqrt(HALF * HALF - off * off) if self.kin.members[member].sex == "F" else HALF
        return self.x[member] + side * reach

    def _couples(self) -> None:
        """Find every couple's line: straight ones first, so that others keep clear of them."""
        standing, row = self.standing, self.standing.row
        passing: list[int] = []
        for u in range(len(self.kin.couples)):
            a, b = standing.ends[u]
            if standing.how[u] == "straight":
                gap = self._gap(a)
                self.gaps.joined.add((row[a], gap))
                middle = self.gaps.take(row[a], gap, (self.x[a] + self.x[b]) / 2)
                at: Height = ("symbol", row[a], 0.0)
                self.couple_paths[u] = [(self._edge(a, 1, 0.0), at), (self._edge(b, -1, 0.0), at)]
                self.middle[u] = [(middle, at)]
                bisect.insort(self.trunks[row[a]], middle)
            elif standing.how[u] != "single":
                passing.append(u)
        passing.sort(key=lambda u: (-abs(self.x[standing.ends[u][0]] - self.x[standing.ends[u][1]]), u))
        for u in passing:
            for end, side in zip(standing.ends[u], self._sides(u), strict=True):
                self.leaving[end, side] += 1
        for u in passing:
            if standing.how[u] == "under":
                self._pass_under(u)
            else:
                self._step(u)
        count: dict[int, int] = defaultdict(int)
        for u in range(len(self.kin.couples)):
            if standing.how[u] == "single":
                a = standing.ends[u][0]
                mine = sum(self.standing.how[v] == "single" for v in self.kin.unions_of[a])
                x = self.x[a] + (count[a] - (mine - 1) / 2) * 10.0
                count[a] += 1
                foot = self.kin.members[a].height - HALF
                self.couple_paths[u] = [(x, ("symbol", row[a], foot + 2.0)), (x, ("label", row[a], 4.0))]
                self.middle[u] = [(x, ("label", row[a], 4.0))]
                bisect.insort(self.trunks[row[a]], x)

    def _pass_under(self, u: int) -> None:
        """Lead a couple's line round those who stand between: out at the side, under the labels, and up."""
        a, b = self.standing.ends[u]
        row = self.standing.row[a]
        first = self.gaps.take(row, self._gap(a), self.x[a])
        last = self.gaps.take(row, self.standing.place[b], self.x[b])
        off_a, off_b = self._attach(a, 1), self._attach(b, -1)
        p, q = self.standing.hang[u]
        middle = (self.x[p] + self.x[q]) / 2
        while _is_near(self.trunks[row], middle):
            middle -= STEP
        middle = max(middle, first + STEP) if middle < last else middle
        # a line that passes through this gap would fall on the children's line below it
        self.gaps.used[row, self._gap(p)].append(middle)
        for x in (first, last, middle):
            bisect.insort(self.trunks[row], x)
        net = self._net(row, [first, last], [middle] if self._has_descents(u) else [])
        if self.labels.get(self.kin.couples[u].union, 0.0) > 0:
            self.worded.add(row)
        lane: Height = ("lane", net, 0.0)
        at_a: Height = ("symbol", row, off_a)
        at_b: Height = ("symbol", row, off_b)
        self.couple_paths[u] = [
            (self._edge(a, 1, off_a), at_a),
            (first, at_a),
            (first, lane),
            (last, lane),
            (last, at_b),
            (self._edge(b, -1, off_b), at_b),
        ]
        self.middle[u] = [(middle, lane)]
        self.under[u] = net

    def _has_descents(self, u: int) -> bool:
        return bool(self.kin.couples[u].children) or any(link.couple == u for link in self.kin.extras)

    def _step(self, u: int) -> None:
        """Lead the line of partners on two rows down in steps, to the side of the lower one."""
        upper, lower = self.standing.ends[u]
        top, bottom = self.standing.row[upper], self.standing.row[lower]
        way, side = self._sides(u)
        nudge = NUDGES[self.nudged.get((u, -1), 0)]
        gap = self.standing.place[lower] + (1 if side > 0 else 0)
        end = self.gaps.take(bottom, gap, self.x[lower] + side * (HALF + 14.0) + nudge)
        gap = self.standing.place[upper] + (1 if way > 0 else 0)
        start = self.gaps.take(top, gap, self.x[upper] + way * (HALF + 14.0) + nudge)
        off_a, off_b = self._attach(upper, way), self._attach(lower, side)
        path: Path = [(self._edge(upper, way, off_a), ("symbol", top, off_a)), (start, ("symbol", top, off_a))]
        path += self._down(top, bottom - 1, start, end)
        if self.labels.get(self.kin.couples[u].union, 0.0) > 0:
            self.worded.add(top)
        path += [(end, ("symbol", bottom, off_b)), (self._edge(lower, side, off_b), ("symbol", bottom, off_b))]
        self.couple_paths[u] = path
        self.middle[u] = [(end, ("symbol", bottom, off_b))]
        bisect.insort(self.trunks[bottom], end)

    def _net(self, region: int, tops: list[float], bottoms: list[float], under: int | None = None) -> int:
        self.nets.append(Net(region, tops, bottoms, under))
        return len(self.nets) - 1

    def _down(self, first: int, last: int, x: float, goal: float, under: int | None = None) -> Path:
        """Return the bends of a line from x above region `first` to the goal below region `last` (up again where last < first)."""
        path: Path = []
        region = first
        if last < first:
            turn = self.gaps.through(first, goal)
            net = self._net(first, [x, turn], [], under)
            path += [(x, ("lane", net, 0.0)), (turn, ("lane", net, 0.0))]
            x = turn
            for row in range(first - 1, last, -1):
                turn = self.gaps.through(row, goal)
                net = self._net(row, [turn], [x])
                path += [(x, ("lane", net, 0.0)), (turn, ("lane", net, 0.0))]
                x = turn
            net = self._net(last, [], [x, goal])
            return [*path, (x, ("lane", net, 0.0)), (goal, ("lane", net, 0.0))]
        while region < last:
            share = 1.0 / (last - region + 1)
            turn = self.gaps.through(region + 1, x + (goal - x) * share if abs(goal - x) > 200 else goal)
            net = self._net(region, [x], [turn], under)
            path += [(x, ("lane", net, 0.0)), (turn, ("lane", net, 0.0))]
            x, under = turn, None
            region += 1
        net = self._net(last, [x], [goal], under)
        return [*path, (x, ("lane", net, 0.0)), (goal, ("lane", net, 0.0))]

    def _descents(self) -> None:
        """Find every line of descent: sibships on one bar each, then the lines of further parents."""
        row = self.standing.row
        for u, couple in enumerate(self.kin.couples):
            region = self._region(u)
            x, start = self.middle[u][0]
            near = [c for c in couple.children if row[c] == region + 1]
            if near:
                self._bar(u, region, near, x, start)
            for c in couple.children:
                if row[c] != region + 1:
                    self._lone(self.kin.links[c], self.x[c])
        offs: dict[int, int] = defaultdict(int)
        groups: dict[tuple[int, str], list[tuple[Link, float]]] = defaultdict(list)
        for link in self.kin.extras:
            x, _ = self.middle[link.couple][0]
            k = offs[link.child]
            offs[link.child] += 1
            way = -1 if x < self.x[link.child] else 1
            if link.child not in self.kin.links and k == 0:
                way = 0
            goal = self.x[link.child] + (9.0, -9.0, 16.0, -16.0, 5.0, -5.0)[k % 6] * way
            below = row[link.child] == max(row[p] for p in self.kin.couples[link.couple].partners) + 1
            if below:
                groups[link.couple, link.kind].append((link, goal))
            else:
                self._lone(link, goal)
        for (u, _), some in sorted(groups.items()):
            self._further(u, some)

    def _further(self, u: int, some: list[tuple[Link, float]]) -> None:
        """Add the bar of the children of one kind to whom a couple is a further parent set, on the next row."""
        x, start = self.middle[u][0]
        ends = {link.child: self._end(link, goal) for link, goal in some}
        net = self._net(self._region(u), [x], sorted(set(ends.values())), self.under[u])
        lane: Height = ("lane", net, 0.0)
        for link, _ in some:
            end, target = ends[link.child], self.standing.row[link.child]
            self.descent_paths.append((link, [(x, start), (x, lane), (end, lane), (end, ("top", target, 0.0))]))

    def _region(self, u: int) -> int:
        """Return the region below the lower partner of a couple."""
        return max(self.standing.row[p] for p in self.kin.couples[u].partners)

    def _end(self, link: Link, goal: float) -> float:
        """Return where on its child's symbol a further line ends, moved where it fell on another."""
        goal += NUDGES[self.nudged.get((link.couple, link.child), 0)]
        return min(max(goal, self.x[link.child] - HALF + 2.0), self.x[link.child] + HALF - 2.0)

    def _bar(self, u: int, region: int, children: list[int], x: float, start: Height) -> None:
        """Add the bar of a sibship that stands on the next row, twins from one point of it."""
        apex: dict[int, float] = {}
        groups: dict[int, list[int]] = defaultdict(list)
        for c in children:
            if self.kin.links[c].twins:
                groups[self.kin.links[c].twins].append(c)
        for twins in groups.values():
            if len(twins) > 1:
                apex.update(dict.fromkeys(twins, sum(self.x[c] for c in twins) / len(twins)))
                self.forks.add(region)
        ends = {c: apex.get(c, self.x[c]) for c in children}
        ends = {c: x if abs(e - x) <= 0.5 else e for c, e in ends.items()}
        for c in children:
            ends[c] += NUDGES[self.nudged.get((u, c), 0)]
        net = self._net(region, [x], sorted(set(ends.values())), self.under[u])
        lane: Height = ("lane", net, 0.0)
        for c in children:
            path: Path = [(x, start), (x, lane), (ends[c], lane)]
            if c in apex:
                path.append((ends[c], ("top", region + 1, -FAN)))
            path.append((self.x[c] if c in apex else ends[c], ("top", region + 1, 0.0)))
            self.descent_paths.append((self.kin.links[c], path))

    def _lone(self, link: Link, goal: float) -> None:
        """Add one line of descent of its own, through whatever rows lie between."""
        x, start = self.middle[link.couple][0]
        region, target = self._region(link.couple), self.standing.row[link.child]
        goal = self._end(link, goal)
        path: Path = [(x, start), *self._down(region, target - 1, x, goal, self.under[link.couple])]
        path.append((goal, ("top", target, 0.0)))
        self.descent_paths.append((link, path))

    def _pitch(self, region: int) -> float:
        """Return the distance between the lanes of a region."""
        return TEXT if region in self.worded else LANE

    def _points(self, lanes: dict[int, int]) -> Routes:
        """Return lines and places with every height resolved."""
        rows = len(self.standing.order)
        tall = [max((self.kin.members[m].height for m in row), default=SYMBOL) for row in self.standing.order]
        top: list[float] = []
        first: list[float] = []
        """The height of the first lane below each row."""
        y = lanes.get(-1, 0) * LANE + (BELOW if lanes.get(-1) else 0.0)
        for r in range(rows):
            top.append(y)
            y += tall[r]
            count = lanes.get(r, 0)
            room = ABOVE + max(count - 1, 0) * self._pitch(r) + BELOW + (FAN if r in self.forks else 0.0)
            start = y
            y += max(LEAST, room) if r < rows - 1 else (room if count else 0.0)
            first.append(start + ABOVE + ((y - start - room) / 2 if r < rows - 1 else 0.0))

        flat = [net.flat for net in self.nets]

        def at(height: Height) -> float:
            kind, which, off = height
            if kind == "symbol":
                return top[which] + HALF + off
            if kind == "top":
                return top[which] + off
            if kind == "label":
                return top[which] + tall[which] + off
            net = self.nets[which]
            if net.region < 0:
                return net.lane * LANE
            return first[net.region] + net.lane * self._pitch(net.region)

        def points(path: Path) -> list[Point]:
            return _plain([(x, at(h)) for x, h in path if h[0] != "lane" or flat[h[1]]])

        couples = [points(p) for p in self.couple_paths]
        descents = [(link, points(p)) for link, p in self.descent_paths]
        edges = [self.x[m] + s * max(w.width, SYMBOL) / 2 for m, w in enumerate(self.kin.members) for s in (-1, 1)]
        for line in (*couples, *(p for _, p in descents)):
            edges += [x for x, _ in line]
        shift = -min(edges, default=0.0)

        def moved(line: list[Point]) -> tuple[Point, ...]:
            return tuple([(round(x + shift, 2), round(y, 2)) for x, y in line])

        places = {
            member.id: Place(
                member.id,
                round(self.x[m] + shift, 2),
                round(top[self.standing.row[m]] + HALF, 2),
                self.standing.row[m],
            )
            for m, member in enumerate(self.kin.members)
        }
        return Routes(
            tuple(
                CoupleLine(couple.union, moved(couples[u]), moved(points(self.middle[u]))[0])
                for u, couple in enumerate(self.kin.couples)
            ),
            tuple(
                DescentLine(link.union, self.kin.members[link.child].id, link.kind, moved(line))
                for link, line in descents
            ),
            places,
            round(max(edges, default=0.0) + shift, 2),
            round(max([y, *(p[1] for line in (*couples, *(d for _, d in descents)) for p in line)]), 2),
        )


def route(kin: Kin, standing: Standing, x: list[float], labels: dict[str, float]) -> Routes:
    """Return all lines and places of a family whose x are known; lines that would fall on one another are moved."""
    nudged: dict[tuple[int, int], int] = {}
    best: tuple[int, Router, Routes, bool] | None = None
    for _ in stepwise(range(TRIES if len(x) <= 2000 else FEW)):
        router = Router(kin, standing, x, dict(nudged), labels)
        routes = router.routes()
        clashes, some_fall = router.clashes(routes)
        if best is None or len(clashes) < best[0]:
            best = len(clashes), router, routes, some_fall
        if not clashes:
            break
        for line in sorted(clashes):
            nudged[line] = (nudged.get(line, 0) + 1) % len(NUDGES)
    assert best is not None
    _, router, routes, some_fall = best
    return _apart(router, routes) if some_fall else routes


def _apart(router: Router, routes: Routes) -> Routes:
    """Return the lines with those moved aside that still fall on another couple's."""
    lines, members = router.lines(routes), router.kin.members
    symbols = [(routes.places[m.id].x, routes.places[m.id].y) for m in members]
    boxes = [
        (x - max(m.width, SYMBOL) / 2, y - HALF, x + max(m.width, SYMBOL) / 2, y - HALF + m.height)
        for m, (x, y) in zip(members, symbols, strict=True)
    ]
    partners = [couple.partners for couple in router.kin.couples]
    uprights = Uprights(lines, [line.middle for line in routes.couples], partners, symbols, boxes)
    uprights.move_apart()
    couples = tuple(
        replace(line, points=tuple(new.points), middle=middle)
        for line, new, middle in zip(routes.couples, lines, uprights.middles, strict=False)
    )
    descents = tuple(
        replace(line, points=tuple(new.points))
        for line, new in zip(routes.descents, lines[len(routes.couples) :], strict=True)
    )
    return replace(routes, couples=couples, descents=descents)


def _is_near(trunks: list[float], x: float) -> bool:
    """Whether a vertical at x would be too near to one of those from the left."""
    at = bisect.bisect_left(trunks, x)
    return any(abs(x - t) < STEP for t in trunks[max(at - 1, 0) : at + 1])


def _plain(points: list[Point]) -> list[Point]:
    """Return a line without points that repeat or lie on the way."""
    out: list[Point] = []
    for p in points:
        if out and abs(out[-1][0] - p[0]) < 0.01 and abs(out[-1][1] - p[1]) < 0.01:
            continue
        if len(out) > 1:
            (ax, ay), (bx, by) = out[-2], out[-1]
            level = abs(ay - by) < 0.01 and abs(by - p[1]) < 0.01 and (bx - ax) * (p[0] - bx) >= 0
            plumb = abs(ax - bx) < 0.01 and abs(bx - p[0]) < 0.01 and (by - ay) * (p[1] - by) >= 0
            if level or plumb:
                out[-1] = p
                continue
        out.append(p)
    return out
