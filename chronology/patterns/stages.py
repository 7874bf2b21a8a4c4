"""Chronicity over a child's developmental stages: how long, in how many stages, and whether without a break.

English, Graham, Litrownik, Everson and Bangdiwala (2005) define extent and continuity; Graham and others (2010) duration.
An uncertain date can put an entry in more than one stage: then every way of placing the entries is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from chronology.patterns.life import Life, Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.words import counted, listed, span_words
from chronology.practice.patterns import pattern_data, stage_at
from chronology.record.dates import months_between

Stages = frozenset[int]
"""Numbers of stages, from 0."""


@dataclass(frozen=True)
class Placing:
    """One way in which the entries can lie over the stages."""

    stages: Stages

    @property
    def extent(self) -> int:
        """How many stages hold an entry."""
        return len(self.stages)

    @property
    def is_continuous(self) -> bool:
        """Whether the stages that hold an entry follow one another without a gap."""
        order = sorted(self.stages)
        return all(b == a + 1 for a, b in pairwise(order))

    @property
    def label(self) -> str:
        """The published label: situational, or limited (two stages) or extended, continuous or episodic."""
        if self.extent < 2:
            return "situational"
        return f"{'limited' if self.extent == 2 else 'extended'} {'continuous' if self.is_continuous else 'episodic'}"


def duration(reading: Reading) -> Iterator[Found]:
    """Find the time from the first to the last neglect concern."""
    points = reading.neglect
    days = reading.span(points)
    if len(points) < 2 or days < 1:
        return
    yield Found(
        f"Neglect concerns are recorded over {reading.at_most}{span_words(days)}: "
        f"the first {points[0].entry.when.words()}, the last {points[-1].entry.when.words()}.",
        ids_of(points),
        {"days": days, "years": round(days / 365.25, 2)},
    )


def extent(reading: Reading) -> Iterator[Found]:
    """Find in how many developmental stages neglect is recorded, where there are two or more."""
    points, ways = _ways(reading)
    if not ways:
        return
    fewest, most = ways[0].extent, ways[-1].extent
    value = fewest if reading.is_sure else most
    if value < 2:
        return
    way = ways[0] if reading.is_sure else ways[-1]
    yield Found(
        f"Neglect is recorded in {reading.at_most}{value} developmental stages: {_labels(way.stages)}.",
        ids_of(points),
        {"extent": value, "stages": [_keys()[k] for k in sorted(way.stages)]},
        same=value,
    )


def continuity(reading: Reading) -> Iterator[Found]:
    """Find whether the stages with neglect follow one another."""
    points, ways = _ways(reading)
    labels = list(dict.fromkeys(way.label for way in ways))
    if not ways or (reading.is_sure and len(labels) > 1):
        return
    way = ways[-1]
    if len(points) < 2:
        return
    yield Found(
        f"The stages with neglect ({_labels(way.stages)}) {'make' if reading.is_sure else 'can make'} a pattern that the literature calls "
        f"{' or '.join(labels)}.",
        ids_of(points),
        {"label": way.label if len(labels) == 1 else labels, "continuous": way.is_continuous, "extent": way.extent},
    )


def calendar(reading: Reading) -> Iterator[Found]:
    """Find in how many years of the child's life neglect is recorded, and the longest run of them."""
    birth = reading.life.child.birth
    born_first, born_last = birth.earliest, birth.latest
    points = reading.neglect
    if born_first is None or born_last is None or len(points) < 2:
        return
    spans = []
    for p in points:
        low, high = _year_of_life(born_last, p.first), _year_of_life(born_first, p.last)
        spans.append((max(low, -1), max(high, -1)))
    if reading.is_sure:
        years = sorted({low for low, high in spans if low == high})
    else:
        years = sorted({year for low, high in spans for year in {low, high}})
    if len(years) < 2:
        return
    longest = run = 1
    for a, b in pairwise(years):
        run = run + 1 if b == a + 1 else 1
        longest = max(longest, run)
    yield Found(
        f"Neglect is recorded in {reading.at_most}{counted(len(years), 'year')} of the child's life; the longest run without a year "
        f"between is {counted(longest, 'year')}.",
        ids_of(points),
        {"years": len(years), "longest_run": longest},
    )


def _year_of_life(born: date, day: date) -> int:
    return months_between(born, day) // 12


def placings(spans: Iterable[tuple[int, int]]) -> list[Placing]:
    """Return every way to place entries, each of which lies in one of a run of stages; fewest stages first.

    `spans` are the first and last stage that each entry can be in, from 0. A set of stages is possible where every
    entry can be in one of them and each of them can be given an entry of its own.
    """
    number = Counter(spans)
    stages = sorted({k for low, high in number for k in range(low, high + 1)})
    return [
        Placing(frozenset(some))
        for size in range(1, min(len(stages), number.total()) + 1)
        for some in combinations(stages, size)
        if all(any(low <= k <= high for k in some) for low, high in number) and _all_given(some, number)
    ]


def _all_given(stages: tuple[int, ...], number: Counter[tuple[int, int]]) -> bool:
    """Whether each stage can be given an entry of its own (augmenting paths; there are at most seven stages)."""
    slots = [span for span, count in number.items() for _ in range(min(count, len(stages)))]
    given: dict[int, int] = {}

    def give(stage: int, seen: set[int]) -> bool:
        for k, (low, high) in enumerate(slots):
            if low <= stage <= high and k not in seen:
                seen.add(k)
                if k not in given or give(given[k], seen):
                    given[k] = stage
                    return True
        return False

    return all(give(stage, set()) for stage in stages)


def stage_span(life: Life, point: Point) -> tuple[int, int] | None:
    """Return the first and last stage that a point can be in; None without a date of birth or past the last stage."""
    born_first, born_last = life.child.birth.earliest, life.child.birth.latest
    if born_first is None or born_last is None:
        return None
    return stage_at(months_between(born_last, point.first)), stage_at(months_between(born_first, point.last))


def _ways(reading: Reading) -> tuple[tuple[Point, ...], list[Placing]]:
    points = reading.neglect
    spans = [span for p in points if (span := stage_span(reading.life, p)) is not None]
    return points, placings(spans) if spans else []


def _keys() -> list[str]:
    return [stage.key for stage in pattern_data().stages]


def _labels(stages: Stages) -> str:
    every = pattern_data().stages
    return listed(every[k].label for k in sorted(stages))
