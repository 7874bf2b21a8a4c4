"""How many times a given order breaks each rule: the figures of families too large for the proof."""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict

from exporters.genogram.kin import Kin
from exporters.genogram.shape import Rule


def tally(kin: Kin, rows: list[int], order: dict[int, list[int]]) -> dict[str, Rule]:
    """Return each rule's violations in an order; `fewest` is 0, which is proved only where it is reached."""
    place = {m: i for line in order.values() for i, m in enumerate(line)}
    found = {
        "apart": _apart(kin, rows, order, place),
        "order": 0,
        "stranger": 0,
        "crossing": _crossings(kin, rows, place),
    }
    for _, couple in kin.couples_of(place):
        children = couple.children
        if len(children) < 2 or children[0] not in place or len({rows[c] for c in children}) > 1:
            continue
        found["order"] += any(place[q] < place[p] and not kin.twins(p, q) for p, q in itertools.pairwise(children))
        low, high = min(place[c] for c in children), max(place[c] for c in children)
        own = set(children).union(*(kin.partners[c] for c in children))
        found["stranger"] += any(m not in own for m in order[rows[children[0]]][low : high + 1])
    return {rule: Rule(count, 0, proved=count == 0) for rule, count in found.items()}


def _apart(kin: Kin, rows: list[int], order: dict[int, list[int]], place: dict[int, int]) -> int:
    """Return the couples of one row with somebody between who is partner of neither."""
    count = 0
    for _, couple in kin.couples_of(place):
        if not couple.pair or couple.partners[0] not in place:
            continue
        a, b = couple.partners
        if rows[a] == rows[b]:
            low, high = sorted((place[a], place[b]))
            fine = {*kin.partners[a], *kin.partners[b]}
            count += any(m not in fine for m in order[rows[a]][low + 1 : high])
    return count


def _crossings(kin: Kin, rows: list[int], place: dict[int, int]) -> int:
    """Return the pairs of descent lines between the same two rows whose upper and lower ends lie in opposite order."""
    lines: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for _, couple in kin.couples_of(place):
        if couple.partners[0] not in place:
            continue
        low = max(rows[p] for p in couple.partners)
        tops = [place[p] for p in couple.partners if rows[p] == low]
        top = sum(tops) / len(tops)
        for p in couple.partners:
            if rows[p] != low:
                lines[rows[p], low].append((place[p], top))
        for c in couple.children:
            lines[low, rows[c]].append((top, place[c]))
    return sum(_inversions(some) for some in lines.values())


def _inversions(ends: list[tuple[float, float]]) -> int:
    """Return how many pairs are in opposite order above and below."""
    count = 0
    seen: list[float] = []
    for _, same in itertools.groupby(sorted(ends), key=lambda e: e[0]):
        below = [b for _, b in same]
        count += sum(len(seen) - bisect.bisect_right(seen, b) for b in below)
        for b in below:
            bisect.insort(seen, b)
    return count
