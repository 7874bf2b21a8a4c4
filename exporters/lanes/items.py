"""What stands in each lane of one child: bars that last and marks of one moment, each with how sure its dates are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chronology.lives.experience import LivedExperience, counts_of
from chronology.lives.timeline import TimelineEntry
from chronology.lives.timescales import State
from chronology.patterns.words import day_words
from chronology.practice.categories import categories, domain_label, tier_label
from chronology.record.dates import When
from chronology.record.steps import stepwise


@dataclass(frozen=True)
class Bar:
    """Something that lasts: surely between `start` and `end`, perhaps from `soonest` and until `latest`."""

    soonest: date
    start: date
    end: date
    latest: date
    words: str
    short: str = ""
    """Letters for where the words do not fit; the legend says what they stand for."""
    rank: int = 0
    """How dark it is filled: 0 white, to 4."""
    is_open: bool = False
    """Whether no end is recorded."""


@dataclass(frozen=True)
class Spot:
    """One moment, with the first and last day on which it can lie."""

    first: date
    last: date
    sign: str
    """Key of the sign that is drawn."""
    words: str
    note: str = ""
    """A letter or digit beside the sign."""


@dataclass(frozen=True)
class Lane:
    """One lane of one child."""

    key: str
    label: str
    bars: tuple[Bar, ...] = ()
    spots: tuple[Spot, ...] = ()
    undated: int = 0
    """How many things of this lane have no date."""


STATES = {State.MET: "met", State.LATE: "late", State.OVERDUE: "late"}
"""The sign of each state of a timescale that stands in its lane, at the day it fell due."""
SHORT = {
    "early_help": "EH",
    "child_in_need": "CIN",
    "child_protection": "CP",
    "looked_after": "care",
    "pre_proceedings": "PLO",
}
"""Letters of tiers of plans, for short bars."""
SIGNS = {
    "concern": "neglect concern (a digit: severity that a worker entered)",
    "seen": "seen by a professional",
    "alone": "seen alone",
    "help": "help begins or is offered",
    "strength": "strength or turning point",
    "words": "the child's own words",
    "met": "timescale met",
    "late": "timescale late or overdue",
}
"""Every sign, and what it means in the legend."""


def lanes_of_child(life: LivedExperience) -> tuple[Lane, ...]:
    """Return the lanes of one child from the top; those with nothing in them are left out and said."""
    day = life.day
    timeline = life.timeline
    homes = _bars(((stay.episode.when, stay.episode.where, 0) for stay in life.stays), day)
    legal = _bars(((o.when, o.status_words, 0) for o in timeline.orders), day)
    plans = [bar for p in timeline.plans if (bar := _period(p.start, p.end, p.tier, day)) is not None]
    services = [
        bar
        for s in life.services
        for p in s.periods
        if (bar := _bar(p.when, f"{s.name}: {p.state.value}", day, 0)) is not None
    ]
    lanes = [
        Lane("homes", "Homes", tuple(homes), undated=sum(s.episode.when.is_undated for s in life.stays)),
        Lane("legal", "Legal status", tuple(legal), undated=sum(o.when.is_undated for o in timeline.orders)),
        Lane("plans", "Plans", tuple(plans), undated=sum(p.start.is_undated for p in timeline.plans)),
    ]
    for domain, some in life.neglect.items():
        spots = [
            _spot(row, "concern", day, f"{domain_label(domain)}: {_said(row)}", str(n.severity) if n.severity else "")
            for row, n in some
            if not row.entry.when.is_undated
        ]
        lanes.append(_lane(f"neglect {domain}", f"Neglect: {domain_label(domain)}", spots, len(some) - len(spots)))
    seen = [(s.row, "alone" if s.is_alone else "seen") for s in life.seen]
    lanes.append(_of_rows("seen", "Seen", seen, day))
    helped = [(row, "help") for row in timeline.entries if counts_of(row) == "help" and not row.entry.neglect]
    lane = _of_rows("help", "Help", helped, day)
    lanes.append(Lane(lane.key, lane.label, tuple(services), lane.spots, lane.undated))
    lanes.append(_of_rows("strengths", "Strengths", [(row, "strength") for row in life.strengths], day))
    spoken = {row.number: row for row, _ in life.words}
    lanes.append(_of_rows("words", "Own words", [(row, "words") for row in spoken.values()], day))
    timed = [
        Spot(min(due, day), min(due, day), sign, f"{t.timescale.label}: {t.state.value}; due {day_words(due)}")
        for t in life.timed
        if (sign := STATES.get(t.state)) is not None and (due := t.due[1]) is not None
    ]
    lanes.append(_lane("timescales", "Timescales", timed, 0))
    return tuple(lane for lane in lanes if lane.bars or lane.spots or lane.undated)


def _lane(key: str, label: str, spots: Iterable[Spot], undated: int) -> Lane:
    return Lane(key, label, (), tuple(spots), undated)


def _of_rows(key: str, label: str, rows: Iterable[tuple[TimelineEntry, str]], day: date) -> Lane:
    some = list(rows)
    dated = [_spot(row, sign, day, _said(row)) for row, sign in stepwise(some) if not row.entry.when.is_undated]
    return _lane(key, label, dated, len(some) - len(dated))


def _said(row: TimelineEntry) -> str:
    """Return an entry's words, without those that name another child."""
    said = row.impact or "an entry that names another child" if row.mentions_others else row.entry.event
    return " ".join(said.split())


def _spot(row: TimelineEntry, sign: str, day: date, words: str, note: str = "") -> Spot:
    first = row.entry.when.begins[0] or row.entry.when.ends[0] or day
    last = row.entry.when.ends[1] or row.entry.when.begins[1] or first
    return Spot(min(first, day), min(max(first, last), day), sign, f"{row.entry.when.words()}: {words}", note)


def _bars(some: Iterable[tuple[When, str, int]], day: date) -> list[Bar]:
    return [bar for when, words, rank in some if (bar := _bar(when, words, day, rank)) is not None]


def _bar(when: When, words: str, day: date, rank: int) -> Bar | None:
    if when.is_undated or (when.begins[0] is None and when.ends[1] is None):
        return None
    soonest = when.begins[0] or when.ends[0] or day
    is_open = when.is_period and when.ends[1] is None
    latest = day if is_open or when.ends[1] is None else min(when.ends[1], day)
    start, end = when.begins[1] or soonest, day if is_open else when.ends[0] or latest
    return _sound(soonest, start, end, latest, words, rank, day, is_open=is_open)


def _period(start: When, end: When | None, tier: str, day: date) -> Bar | None:
    if start.is_undated:
        return None
    soonest, surely = start.begins[0], start.begins[1]
    if soonest is None or soonest > day:
        return None
    is_open = end is None or end.is_undated or (end.begins[0] is not None and end.begins[0] > day)
    low = day if is_open or end is None else end.begins[0] or day
    high = day if is_open or end is None else end.begins[1] or day
    bar = _sound(soonest, surely or soonest, low, high, tier_label(tier), _rank(tier), day, is_open=is_open)
    return replace(bar, short=SHORT.get(tier, ""))


def _sound(
    soonest: date, start: date, end: date, latest: date, words: str, rank: int, day: date, *, is_open: bool
) -> Bar:
    """Return a bar whose ends stand in order and not after the day; at least a day long."""
    soonest = min(soonest, day)
    latest = min(max(latest, soonest + timedelta(1)), max(day, soonest + timedelta(1)))
    start = min(max(start, soonest), latest)
    return Bar(soonest, start, min(max(end, start), latest), latest, words, "", rank, is_open)


def _rank(tier: str) -> int:
    known = categories().tiers.get(tier)
    return known.rank if known else 0
