"""A child's life read in one of two ways: what holds for every placement of its uncertain dates, or for some.

Rules are written once, over a reading: it says which points there are, what came before what, and what fell within
a time of what.
"""

from __future__ import annotations

import bisect
import heapq
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from chronology.patterns.life import Life, Point
from chronology.record.dates import add_months

LINK = 7
"""Days within which the same matter reported again is one episode (patterns.md)."""


@dataclass(frozen=True)
class Reading:
    """One way to read the dates of a life."""

    life: Life
    is_sure: bool
    """Whether what is asked has to hold for every placement of the dates."""

    @property
    def day(self) -> date:
        """The day as at which the life is read."""
        return self.life.day

    @property
    def at_most(self) -> str:
        """What stands before a length or a number that only some placement of the dates gives."""
        return "" if self.is_sure else "up to "

    @property
    def are(self) -> str:
        """What stands for "are" where it depends on the dates."""
        return "are" if self.is_sure else "may be"

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points that had happened by the day: surely, or maybe."""
        return self.among(self.life.points)

    @cached_property
    def neglect(self) -> tuple[Point, ...]:
        """The points of this reading that say neglect."""
        return self.among(self.life.neglect)

    @cached_property
    def years_of_neglect(self) -> tuple[int, ...]:
        """The years in which neglect is recorded."""
        return tuple(sorted({p.first.year for p in self.neglect}))

    def among(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """Return those of some points that had happened by the day: surely, or maybe."""
        return tuple(p for p in points if p.is_by or not self.is_sure)

    def of(self, *counts: str) -> tuple[Point, ...]:
        """Return the points that count as any of some kinds."""
        return tuple(p for p in self.points if p.counts in counts)

    def before(self, one: Point, other: Point) -> bool:
        """Return whether one came before the other or on the same day."""
        return one.last <= other.first if self.is_sure else one.first <= other.last

    def within(self, one: Point, other: Point, days: int) -> bool:
        """Return whether two are at most some days apart."""
        if self.is_sure:
            return max(one.last, other.last) - min(one.first, other.first) <= timedelta(days)
        return max(one.first, other.first) - min(one.last, other.last) <= timedelta(days)

    def span(self, points: Iterable[Point]) -> int:
        """Return the days from the first to the last of some points: at least (surely), or at most (maybe)."""
        some = list(points)
        if not some:
            return 0
        if self.is_sure:
            return max(0, (max(p.first for p in some) - min(p.last for p in some)).days)
        return (max(p.last for p in some) - min(p.first for p in some)).days

    def episodes(self, points: Iterable[Point]) -> list[list[Point]]:
        """Return points as episodes: the same matter reported again within a week is one, every report kept.

        The same matter is one that says a same domain of neglect, or counts as the same.
        """
        out: list[list[Point]] = []
        open_by_matter: dict[str, int] = {}
        for point in points:
            matters = point.every_domain or (point.counts,)
            at = next(
                (
                    open_by_matter[m]
                    for m in matters
                    if m in open_by_matter and self.within(out[open_by_matter[m]][-1], point, LINK)
                ),
                None,
            )
            if at is None:
                at = len(out)
                out.append([])
            out[at].append(point)
            for matter in matters:
                open_by_matter[matter] = at
        return out

    def reaches(self, points: Sequence[Point], number: int, months: int) -> tuple[date, tuple[Point, ...]] | None:
        """Return the first day on which some number of events fall within so many months, with those points; None if never.

        The time runs up to and including the anniversary. A point whose row stands for several events counts for as
        many. Surely: points that lie within the time wherever their dates fall; the day is when the last of them
        has happened for sure. Maybe: points that some placement puts within it; the day is the first possible one.
        """
        return self._sure(points, number, months) if self.is_sure else self._maybe(points, number, months)

    def _sure(self, points: Sequence[Point], number: int, months: int) -> tuple[date, tuple[Point, ...]] | None:
        ends = sorted(points, key=lambda p: (p.last, p.first))
        held: list[tuple[date, int, Point]] = []
        total = 0
        for order, point in enumerate(ends):
            heapq.heappush(held, (point.first, order, point))
            total += point.entry.count
            while held and add_months(held[0][0], months) < point.last:
                total -= heapq.heappop(held)[2].entry.count
            if total >= number:
                return point.last, tuple(p for _, _, p in sorted(held, key=lambda h: (h[0], h[1])))
        return None

    def _maybe(self, points: Sequence[Point], number: int, months: int) -> tuple[date, tuple[Point, ...]] | None:
        starts = sorted(points, key=lambda p: (p.first, p.last))
        held: list[tuple[date, int, Point]] = []
        total = 0
        for order, point in enumerate(starts):
            heapq.heappush(held, (point.last, order, point))
            total += point.entry.count
            while held and add_months(held[0][0], months) < point.first:
                total -= heapq.heappop(held)[2].entry.count
            if total >= number:
                return point.first, tuple(p for _, _, p in sorted(held, key=lambda h: (h[2].first, h[1])))
        return None

    def line(self, points: Iterable[Point]) -> Line:
        """Return points in the order in which they come before others, to be asked what came before a day and what after."""
        return Line(self, tuple(points))


class Line:
    """Points of one reading in order: what came before another, and what first after it, each in log n."""

    def __init__(self, reading: Reading, points: tuple[Point, ...]) -> None:
        self._is_sure = reading.is_sure
        self._by_end = sorted(points, key=lambda p: (p.last if self._is_sure else p.first, p.id))
        self._ends = [p.last if self._is_sure else p.first for p in self._by_end]
        self._by_start = sorted(points, key=lambda p: (p.first if self._is_sure else p.last, p.id))
        self._starts = [p.first if self._is_sure else p.last for p in self._by_start]

    def before(self, point: Point) -> list[Point]:
        """Return the points that came before another, or on the same day; itself is not among them."""
        at = bisect.bisect_right(self._ends, point.first if self._is_sure else point.last)
        return [p for p in self._by_end[:at] if p is not point]

    def last_before(self, point: Point, number: int = 1) -> list[Point]:
        """Return the last few points that came before another, in order."""
        at = bisect.bisect_right(self._ends, point.first if self._is_sure else point.last)
        out: list[Point] = []
        while at > 0 and len(out) < number:
            at -= 1
            if self._by_end[at] is not point:
                out.append(self._by_end[at])
        return out[::-1]

    def first_after(self, point: Point) -> Point | None:
        """Return the first point that came after another, or on the same day."""
        at = bisect.bisect_left(self._starts, point.last if self._is_sure else point.first)
        return next((p for p in itertools.islice(self._by_start, at, None) if p is not point), None)

    def after(self, point: Point, until: date) -> list[Point]:
        """Return the points that came after another up to a day: surely, or maybe."""
        at = bisect.bisect_left(self._starts, point.last if self._is_sure else point.first)
        out = []
        for p in itertools.islice(self._by_start, at, None):
            if self._is_sure and p.first > until:
                break
            if p is not point and (p.last if self._is_sure else p.first) <= until:
                out.append(p)
        return out
