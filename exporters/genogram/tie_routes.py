"""The ways of ties: simple curves where one is free, else a way searched round symbols and words, rounded off.

Ties curve and never have square corners, so that nobody takes one for a line of descent.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator, Sequence
from math import hypot

from chronology.record.steps import stepwise
from exporters.genogram.room import LINE_WEIGHT, WORDS_WEIGHT, Rect, Room
from exporters.genogram.shape import Place, Point

HALF = 22.0
CELL = 7.0
"""Side of a square of the search, in points."""
MOST = 40_000
"""Squares looked at in one search: a limit that does not depend on the machine."""
CORNER = 26.0
"""How much of a straight stretch a rounded corner takes, in points."""
CLEAR = 3.0
"""What is kept free beside a line, in points."""
TIE_WEIGHT = LINE_WEIGHT + 0.5
"""How bad it is to stand on another tie: two that run on one another cannot be told apart."""
BLOCKED = 60.0
"""What standing on a symbol or on words costs, at each point of a curve."""
_AROUND = 90.0
"""How far outside the family a way may lead, in points."""

Way = tuple[Point, ...]
Blocked = Callable[[float, float], bool]
"""Whether a line's middle may not stand at a point."""


def way_between(one: Place, two: Place, half: float, room: Room, bounds: Rect, hosts: tuple[str, str]) -> Way:
    """Return the way from one symbol to another for a line of half a width, clear of all that it does not concern."""
    reach = half + CLEAR

    def is_blocked(x: float, y: float) -> bool:
        return room.is_taken((x - reach, y - reach, x + reach, y + reach), WORDS_WEIGHT / 2, hosts)

    best: tuple[float, Way] | None = None
    for curve in stepwise(_curves(one, two)):
        least = best[0] if best else float("inf")
        far = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(curve))
        way = curve_points(curve, min(max(int(far / 6), 24), 600))
        cost = far * 0.03
        for x, y in way:
            if cost >= least:
                break
            if is_blocked(x, y):
                cost += BLOCKED
            elif room.is_taken((x - reach, y - reach, x + reach, y + reach), TIE_WEIGHT, hosts):
                cost += 6.0
            elif room.is_taken((x - 1, y - 1, x + 1, y + 1), 0.0, hosts):
                cost += 1.5
        if cost < least:
            best = cost, way
    assert best is not None
    if best[0] < BLOCKED:
        return best[1]

    def touched(way: Way) -> int:
        near = half + 0.5
        return sum(room.is_taken((x - near, y - near, x + near, y + near), WORDS_WEIGHT / 2, hosts) for x, y in way)

    return min((*_searched(one, two, is_blocked, room, bounds, reach), best[1]), key=touched)


def curve_points(curve: tuple[Point, Point, Point], count: int) -> Way:
    """Return points along a curve with one control, its ends among them."""
    (ax, ay), (bx, by), (cx, cy) = curve
    found = []
    for n in range(count + 1):
        t = n / count
        u = 1 - t
        found.append((u * u * ax + 2 * u * t * bx + t * t * cx, u * u * ay + 2 * u * t * by + t * t * cy))
    return tuple(found)


def _searched(one: Place, two: Place, is_blocked: Blocked, room: Room, bounds: Rect, reach: float) -> list[Way]:
    """Return the cheapest way on a grid of squares (A*), pulled straight and rounded, and as it is; none where none was found."""
    left, top, right, bottom = bounds[0] - _AROUND, bounds[1] - _AROUND, bounds[2] + _AROUND, bounds[3] + _AROUND

    def cell(x: float, y: float) -> tuple[int, int]:
        return round((x - left) / CELL), round((y - top) / CELL)

    def point(c: tuple[int, int]) -> Point:
        return left + c[0] * CELL, top + c[1] * CELL

    start, goal = cell(one.x, one.y), cell(two.x, two.y)
    wide, high = cell(right, bottom)
    costs: dict[tuple[int, int], float] = {}

    def cost(c: tuple[int, int]) -> float:
        found = costs.get(c)
        if found is None:
            x, y = point(c)
            near_end = min(abs(x - one.x) + abs(y - one.y), abs(x - two.x) + abs(y - two.y)) < HALF * 1.6
            found = 1.0
            if is_blocked(x, y):
                found = 150.0 if near_end else 400.0
            elif room.is_taken((x - reach, y - reach, x + reach, y + reach), TIE_WEIGHT):
                found = 6.0
            elif not near_end and room.is_taken((x - 2, y - 2, x + 2, y + 2), 0.0):
                found = 1.0 + LINE_WEIGHT
            costs[c] = found
        return found

    def guess(c: tuple[int, int]) -> float:
        dx, dy = abs(c[0] - goal[0]), abs(c[1] - goal[1])
        return max(dx, dy) + 0.41 * min(dx, dy)

    spent = {start: 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    waiting = [(guess(start), 0.0, start)]
    done: set[tuple[int, int]] = set()
    while waiting and len(done) < MOST:
        _, so_far, here = heapq.heappop(waiting)
        if here == goal:
            break
        if here in done:
            continue
        done.add(here)
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)):
            there = here[0] + dx, here[1] + dy
            if not (0 <= there[0] <= wide and 0 <= there[1] <= high) or there in done:
                continue
            total = so_far + cost(there) * (1.41 if dx and dy else 1.0)
            if total < spent.get(there, float("inf")):
                spent[there] = total
                came[there] = here
                heapq.heappush(waiting, (total + guess(there), total, there))
    if goal not in came:
        return []
    cells = [goal]
    while cells[-1] != start:
        cells.append(came[cells[-1]])
    points = [(one.x, one.y), *(point(c) for c in cells[-2:0:-1]), (two.x, two.y)]
    return [_from_rim_to_rim(_rounded(line), one, two) for line in (_pulled(points, is_blocked), points)]


def _pulled(points: Sequence[Point], is_blocked: Blocked) -> list[Point]:
    """Return the points without those that a straight line can leave out without meeting anything."""

    def is_clear(a: Point, b: Point) -> bool:
        steps = max(int(hypot(b[0] - a[0], b[1] - a[1]) / 4.0), 1)
        return not any(
            is_blocked(a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps) for n in range(1, steps)
        )

    found = [points[0]]
    at = 0
    while at < len(points) - 1:
        reach = next((n for n in range(len(points) - 1, at + 1, -1) if is_clear(points[at], points[n])), at + 1)
        found.append(points[reach])
        at = reach
    return found


def _rounded(points: Sequence[Point]) -> Way:
    """Return a way with its corners rounded off (Chaikin's way), its ends kept, in steps of a few points."""
    line = [points[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        far = hypot(bx - ax, by - ay)
        if far > 3 * CORNER:
            line += [(ax + (bx - ax) * t / far, ay + (by - ay) * t / far) for t in (CORNER, far - CORNER)]
        line.append((bx, by))
    for _ in range(3):
        if len(line) < 3:
            break
        cut = [line[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(line):
            cut += [(ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25), (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75)]
        line = [*cut, line[-1]]
    fine: list[Point] = [line[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        steps = max(int(hypot(bx - ax, by - ay) / 6.0), 1)
        fine += [(ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps) for n in range(1, steps + 1)]
    return tuple(fine)


def _from_rim_to_rim(way: Way, one: Place, two: Place) -> Way:
    """Return a way without what lies within the two symbols."""
    reach = HALF + 5.0

    def is_within(p: Point, place: Place) -> bool:
        return max(abs(p[0] - place.x), abs(p[1] - place.y)) < reach

    low = next((n for n, p in enumerate(way) if not is_within(p, one)), 0)
    high = next((n for n in range(len(way) - 1, -1, -1) if not is_within(way[n], two)), len(way) - 1)
    return way[low : high + 1] if high - low >= 2 else way


def _curves(one: Place, two: Place) -> Iterator[tuple[Point, Point, Point]]:
    """Yield curves between two symbols: nearly straight ones first, then those that bulge more, or leave sideways."""
    dx, dy = two.x - one.x, two.y - one.y
    far = max((dx * dx + dy * dy) ** 0.5, 1.0)
    if one.row == two.row:
        side = 9.0 if dx > 0 else -9.0
        for up, most in ((0.35, 110.0), (0.55, 170.0), (0.8, 260.0)):
            lift = HALF + 5 + min(max(abs(dx) * up, 60.0), most)
            over = ((one.x + two.x) / 2, one.y - lift)
            yield (one.x + side, one.y - HALF - 6), over, (two.x - side, two.y - HALF - 6)
    for bulge in (0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6, 0.85, -0.85):
        size = max(min(abs(bulge) * far, 420.0), 24.0) * (1 if bulge > 0 else -1)
        control = ((one.x + two.x) / 2 - dy / far * size, (one.y + two.y) / 2 + dx / far * size)
        yield (_rim(one, control), control, _rim(two, control))
    for near, way in ((one, two), (two, one)):
        for side in (1, -1) if way.x >= near.x else (-1, 1):
            for out, share in ((50.0, 0.12), (60.0, 0.25), (80.0, 0.2), (80.0, 0.4), (110.0, 0.3), (140.0, 0.5)):
                start = (near.x + side * (HALF + 5), near.y + (10 if way.y > near.y else -10))
                control = (near.x + side * out, near.y + (way.y - near.y) * share)
                curve = (start, control, _rim(way, control))
                yield curve if near is one else (curve[2], control, start)
    for out in (60.0, 110.0, 170.0, 240.0, 340.0):
        for side in (1, -1):
            for share in (0.25, 0.5, 0.75, 1.0):
                control = ((max if side > 0 else min)(one.x, two.x) + side * out, one.y + dy * share)
                yield ((one.x + side * (HALF + 5), one.y), control, _rim(two, control))


def _rim(place: Place, towards: Point) -> Point:
    """Return the point just outside a symbol on the way to another point."""
    dx, dy = towards[0] - place.x, towards[1] - place.y
    far = max((dx * dx + dy * dy) ** 0.5, 1.0)
    reach = min((HALF + 5) * far / max(abs(dx), abs(dy), 1.0), HALF + 11)
    return place.x + dx / far * reach, place.y + dy / far * reach
