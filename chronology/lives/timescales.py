"""Which timescales ran for a child, by when each fell due, and whether it was met; nothing where no day can be told."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chronology.lives.plans import plan_periods
from chronology.practice.timescales import Timescale, due_day, home_nation, timescales
from chronology.practice.working_days import Counting, working_days_between
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.entries import Entry
from chronology.record.sources import Standing
from chronology.record.steps import stepwise
from chronology.record.values import Id


class State(StrEnum):
    """How a timescale stands."""

    MET = "met"
    LATE = "late"
    NOT_YET_DUE = "not yet due"
    OVERDUE = "overdue"
    DEPENDS = "depends on the dates"
    NOT_TOLD = "cannot be told"
    """Where a year's bank holidays are not known."""


@dataclass(frozen=True)
class Timed:
    """One running of one timescale for one child."""

    timescale: Timescale
    turn: int
    """0 for the first time, 1 for the second, and so on."""
    anchor: Id
    """The entry that began it."""
    due: tuple[date | None, date | None]
    """The first and last day by which it can fall due, the day after the anchor being day 1; None where it cannot be told."""
    due_counting_first: tuple[date | None, date | None]
    """The same where the first day counts."""
    met_by: Id | None
    """The entry that met it, in time or late; None for none."""
    days: int | None
    """Working days (for a limit in working days) or days from anchor to what met it, where both are exact."""
    state: State


def timed_for(case: CaseFile, child: Id, *, day: date) -> tuple[Timed, ...]:
    """Return every timescale that ran for a child up to a day, by the anchors' dates.

    The nation is the case file's own, else that of the practice data in force. An entry without a date begins and meets nothing.
    """
    nation = (case.family.nation if case.family else "") or home_nation()
    entries = [
        e
        for e in stepwise(case.entries_about(child))
        if not e.when.is_undated
        and e.standing not in {Standing.NOT_PROVED, Standing.WITHDRAWN}
        and e.when.began_by(day) is not Falls.NO
        and e.when.begins[0] is not None
    ]
    out: list[Timed] = []
    for scale in stepwise(timescales()):
        if scale.nation != nation:
            continue
        anchors = [e for e in entries if e.category in scale.anchor and _first(e) >= scale.valid_from]
        meets = sorted((e for e in entries if e.category in scale.met_by), key=lambda e: (_last(e, day), e.id))
        if scale.each:
            out += _chains(case, child, nation, scale, anchors, meets, day)
        else:
            out += [_timed(nation, scale, 0, a, _next(meets, a, day), day) for a in stepwise(anchors)]
    return tuple(sorted(out, key=lambda t: (_key(case, t), t.timescale.key, t.turn, t.anchor)))


def _chains(
    case: CaseFile,
    child: Id,
    nation: str,
    scale: Timescale,
    anchors: list[Entry],
    meets: list[Entry],
    day: date,
) -> list[Timed]:
    """Return the runs of a timescale that begins again each time it is met, while its plan goes on."""
    out: list[Timed] = []
    plans = [p for p in plan_periods(case, child) if p.tier == scale.during]
    used: set[Id] = set()
    for anchor in stepwise(anchors):
        if anchor.id in used:
            continue
        ends = [p.end.latest for p in plans if p.end and p.start.earliest and p.start.earliest <= _last(anchor, day)]
        ended = max((e for e in ends if e is not None and e >= _first(anchor)), default=None)
        running = any(p.end is None for p in plans) or not plans
        until = day if running or ended is None else min(day, ended)
        at, turn = anchor, 0
        while True:
            met = _next(meets, at, day)
            if met is not None and (_first(met) > until or met.id in used):
                met = None
            timed = _timed(nation, scale, turn, at, met, until if until < day else day)
            if met is None and until < day and timed.state is not State.OVERDUE:
                break
            out.append(timed)
            if met is None:
                break
            used.add(met.id)
            at, turn = met, turn + 1
    return out


def _next(meets: list[Entry], anchor: Entry, day: date) -> Entry | None:
    """Return the first entry that can have met what an anchor began; never the anchor itself."""
    start = bisect.bisect_left(meets, _first(anchor), key=lambda e: _last(e, day))
    return next((e for e in meets[start:] if e.id != anchor.id and _last(e, day) >= _first(anchor)), None)


def _timed(nation: str, scale: Timescale, turn: int, anchor: Entry, met: Entry | None, day: date) -> Timed:
    limit, unit = scale.limit_of(turn)
    begins = (_first(anchor), _last(anchor, day))
    due = tuple(due_day(nation, d, limit, unit) for d in begins)
    counting = tuple(due_day(nation, d, limit, unit, Counting.WITH) for d in begins)
    days = None
    if met is not None and anchor.when.is_exact and met.when.is_exact:
        first, last = _first(anchor), _first(met)
        days = working_days_between(nation, first, last) if unit.value == "working days" else (last - first).days
    return Timed(
        scale,
        turn,
        anchor.id,
        (due[0], due[1]),
        (counting[0], counting[1]),
        met.id if met else None,
        days,
        _state((due[0], due[1]), met, day),
    )


def _state(due: tuple[date | None, date | None], met: Entry | None, day: date) -> State:
    low, high = due
    if low is None or high is None:
        return State.NOT_TOLD
    if met is not None:
        first, last = _first(met), _last(met, day)
        return State.MET if last <= low else State.LATE if first > high else State.DEPENDS
    return State.OVERDUE if day > high else State.NOT_YET_DUE if day <= low else State.DEPENDS


def _first(entry: Entry) -> date:
    first = entry.when.begins[0]
    assert first is not None
    return first


def _last(entry: Entry, day: date) -> date:
    return max(min(entry.when.begins[1] or day, day), _first(entry))


def _key(case: CaseFile, timed: Timed) -> tuple[int, int, int, str]:
    anchor = case.records[timed.anchor]
    assert isinstance(anchor, Entry)
    return anchor.when.sort_key
