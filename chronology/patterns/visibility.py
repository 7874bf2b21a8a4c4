"""Whether the child was brought, seen, and in sight of services at all."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chronology.patterns.life import Life, Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.words import counted, day_words, listed
from chronology.practice.patterns import rule_data
from chronology.record.dates import Falls, add_months

NOT_BROUGHT = frozenset({"was_not_brought", "no_access_visit", "not_seen", "health_contact_stops"})
"""Categories of appointments not kept and of no access."""
WITHDRAWN = frozenset(
    {"education_withdrawn", "missing_from_education", "health_contact_stops", "house_move", "left_country"}
)
"""Categories of leaving the sight of a service."""
CLOSURES = frozenset({"case_closed", "no_further_action"})
"""Categories that end the work."""


@dataclass(frozen=True)
class Sighting:
    """That this child was recorded as seen."""

    point: Point
    is_alone: bool


def not_brought(reading: Reading) -> Iterator[Found]:
    """Find appointments not kept: two in a row in one service, three in twelve months over services."""
    data = rule_data("not_brought")
    in_a_row, number, months = data.number("in_a_row"), data.number("number"), data.number("months")
    offered = [p for p in reading.points if p.counts == "missed" or (p.entry.service and p.counts == "seen")]
    missed = [p for p in offered if p.category in NOT_BROUGHT]
    cancelled = [p for p in offered if p.category == "cancelled"]
    if not missed and not cancelled:
        return
    row: dict[str, list[Point]] = {}
    first_row: list[Point] = []
    for point in offered:
        service = _service(point)
        if point.category in NOT_BROUGHT and service:
            row.setdefault(service, []).append(point)
            if len(row[service]) >= in_a_row and not first_row:
                first_row = list(row[service])
        else:
            row.pop(service, None)
    reached = reading.reaches(missed, number, months)
    if not first_row and not reached:
        return
    said = []
    if first_row:
        said.append(f"{in_a_row} in a row in {_service(first_row[0])} by {first_row[-1].entry.when.words()}")
    if reached:
        said.append(f"{number} in {months} months {'by' if reading.is_sure else 'perhaps by'} {day_words(reached[0])}")
    yield Found(
        f"{counted(len(missed), 'appointment')} not kept or without access, {len(cancelled)} cancelled, of {len(offered)} "
        f"recorded: {listed(said)}.",
        ids_of((*missed, *cancelled)),
        {
            "consecutive_same_service": f"{_service(first_row[-1])} {first_row[-1].entry.when.edtf}"
            if first_row
            else None,
            "three_in_12m": reached[0].isoformat() if reached else None,
            "missed": len(missed),
            "cancelled": len(cancelled),
            "offered": len(offered),
        },
        against=ids_of(p for p in offered if p.counts == "seen"),
    )


def _service(point: Point) -> str:
    return point.entry.service or point.entry.origin.agency


def sightings(life: Life, points: Sequence[Point]) -> list[Sighting]:
    """Return when this child was recorded as seen: by name, or by an entry that is about seeing a child."""
    out = []
    for point in points:
        seen = point.entry.seen_of(life.child.id)
        if seen is not None:
            out.append(Sighting(point, seen.is_alone))
        elif point.counts == "seen" and not point.entry.seen:
            out.append(Sighting(point, is_alone=point.category == "child_spoken_to"))
    return out


def unseen(reading: Reading) -> Iterator[Found]:
    """Find the days for which this child is not recorded as seen by a professional while a concern is open.

    However the dates fall only inside a period whose visit record somebody declared complete; else it is a question.
    """
    data = rule_data("unseen")
    life = reading.life
    most = data.number("days")
    concerns = [p for p in reading.points if p.counts in {"report", "concern", "violence"} or p.is_neglect]
    if not concerns:
        return
    seen = sightings(life, (*reading.points, *reading.among(life.facts)))
    marks = sorted((s.point.first, s.point.last if reading.is_sure else s.point.first) for s in seen)
    for start, end, behind in _open_times(reading, concerns):
        first, last = _longest_gap(marks, start, end)
        gap = (last - first).days
        if gap <= most:
            continue
        is_declared = _is_complete(life, first, last)
        if reading.is_sure and not is_declared:
            continue
        yield Found(
            f"Not recorded as seen by any professional for {gap} days, {day_words(first)} to {day_words(last)}, while a "
            f"concern was open{'' if is_declared else ': this record holds no visit; does the file?'}",
            ids_of(
                (*behind, *(s.point for s in seen if first in {s.point.first, s.point.last} or last == s.point.first))
            ),
            {"days": gap, "from": first.isoformat(), "to": last.isoformat()},
            missing=() if is_declared else ("nobody declared the record of visits complete for this time",),
            same=start,
        )


def _longest_gap(marks: Sequence[tuple[date, date]], start: date, end: date) -> tuple[date, date]:
    """Return the longest time without a sighting between two days; `marks` are the first and last day of each, sorted."""
    reached, longest = start, (start, start)
    for at in range(bisect.bisect_left(marks, (start, start)), len(marks)):
        first, last = marks[at]
        if first > end:
            break
        longest = max(longest, (reached, first), key=lambda gap: gap[1] - gap[0])
        reached = max(reached, last)
    return max(longest, (reached, max(reached, end)), key=lambda gap: gap[1] - gap[0])


def _open_times(reading: Reading, concerns: Sequence[Point]) -> list[tuple[date, date, list[Point]]]:
    """Return the times in which a concern is open: from the first one after a closure to the next closure or the day."""
    closures = [p for p in reading.points if p.category in CLOSURES]
    out: list[tuple[date, date, list[Point]]] = []
    marks = sorted(
        [(p.first, 0, p) for p in concerns] + [(p.last, 1, p) for p in closures], key=lambda m: (m[0], m[1], m[2].id)
    )
    start: date | None = None
    behind: list[Point] = []
    for at, is_closure, point in marks:
        if is_closure and start is not None:
            out.append((start, at, behind))
            start, behind = None, []
        elif not is_closure:
            start = start or at
            behind.append(point)
    if start is not None:
        out.append((start, reading.day, behind))
    return out


def _is_complete(life: Life, first: date, last: date) -> bool:
    """Whether somebody declared the record of this child's visits complete for a whole time."""
    return any(
        r.child == life.child.id and r.when.covers(first) is Falls.CERTAIN and r.when.covers(last) is Falls.CERTAIN
        for r in life.case.visit_records
    )


def vanishing(reading: Reading) -> Iterator[Found]:
    """Find leaving the sight of services with a concern open, or closed less than six months before."""
    months = rule_data("vanishing").number("months")
    concerns = reading.line(p for p in reading.points if p.counts in {"report", "concern", "violence"} or p.is_neglect)
    closures = reading.line(p for p in reading.points if p.category in CLOSURES)
    for point in reading.points:
        if point.category not in WITHDRAWN:
            continue
        before = concerns.last_before(point, 3)
        if not before:
            continue
        last = before[-1]
        ends = [c for c in closures.last_before(point) if reading.before(last, c)]
        if ends and not _soon(reading, ends[-1], point, months):
            continue
        how = (
            f"after the work was closed ({ends[-1].entry.when.words()})"
            if ends
            else f"with a concern of {last.entry.when.words()} open"
        )
        yield Found(
            f"{_what(point)} ({point.entry.when.words()}) {how}.",
            ids_of((*before, *ends, point)),
            {"category": point.category, "on": point.entry.when.edtf},
            same=point.id,
        )


def _soon(reading: Reading, closure: Point, point: Point, months: int) -> bool:
    if reading.is_sure:
        return point.last < add_months(closure.first, months)
    return point.first < add_months(closure.last, months)


def _what(point: Point) -> str:
    return {
        "education_withdrawn": "Withdrawn from school",
        "missing_from_education": "Missing from education",
        "health_contact_stops": "Contact with health stops",
        "house_move": "The family moves",
        "left_country": "The family leaves the country",
    }[point.category]


def day_in_life(reading: Reading) -> Iterator[Found]:
    """Find the parts of a day of which this child has no dated account of their own."""
    parts = rule_data("day_in_life").words("parts")
    own = [p for p in reading.points if p.entry.part_of_day]
    told = {
        p.entry.part_of_day.casefold().strip()
        for p in own
        if p.entry.children == (reading.life.child.id,) or p.entry.impact_on(reading.life.child.id)
    }
    concerns = reading.neglect
    if not concerns:
        return
    without = [part for part in parts if part not in told]
    if without:
        yield Found(
            f"No account of this child's own {listed(without)}."
            if told
            else "No part of a day in this child's life is recorded.",
            ids_of(own),
            {"with": sorted(told & set(parts)), "without": without},
            missing=tuple(f"{part}: no account" for part in without),
        )
