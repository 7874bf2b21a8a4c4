"""Chronicity by reports: how often, how near one another, and what was done about them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import timedelta

from chronology.patterns.life import Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.words import counted, day_words, in_entries, on_words, span_words
from chronology.practice.patterns import rule_data
from chronology.record.dates import add_months

NOT_INVESTIGATED = frozenset({"", "not known", "no further action", "nfa"})
"""Responses to a report that are no assessment and no section 47."""


def reports_of(reading: Reading) -> tuple[Point, ...]:
    """Return the reports to social care or the police that name the child."""
    return tuple(p for p in reading.points if p.is_report)


def frequent(reading: Reading) -> Iterator[Found]:
    """Find five reports about the family in any sixty months (Loman 2006); how many of them name the child is said."""
    data = rule_data("frequent")
    number, months = data.number("number"), data.number("months")
    own = reports_of(reading)
    every = sorted((*own, *reading.among(reading.life.reports_of_others)), key=lambda p: (p.first, p.last, p.rank))
    reached = reading.reaches(_firsts(reading, every), number, months)
    if reached:
        day, points = reached
        mine = set(own)
        naming = sum(p.entry.count for p in points if p in mine)
        total = sum(p.entry.count for p in points)
        who = "" if naming == total else f", {naming} of them naming this child"
        yield Found(
            f"{counted(total, 'report')}{in_entries(total, len(points))} about this family in {months} months{who}; "
            f"the {_ordinal(number)} {_by(reading)} {day_words(day)}.",
            ids_of(points),
            day.isoformat(),
        )


def chronic_reports(reading: Reading) -> Iterator[Found]:
    """Find one neglect report followed by four more within six years (Logan-Greene and Semanchin Jones 2017)."""
    data = rule_data("chronic_reports")
    number, years = data.number("number"), data.number("years")
    reports = [p for p in reports_of(reading) if p.is_neglect]
    reached = reading.reaches(_firsts(reading, reports), number, 12 * years)
    if reached:
        day, points = reached
        total = sum(p.entry.count for p in points)
        yield Found(
            f"{counted(total, 'neglect report')}{in_entries(total, len(points))} within {years} years; the last of them {_by(reading)} {day_words(day)}.",
            ids_of(points),
            day.isoformat(),
        )


def report_band(reading: Reading) -> Iterator[Found]:
    """Find the band of the child's reports: 0, 1, 2, 3 or 4 and more (Jonson-Reid and others 2012)."""
    most = rule_data("report_band").number("most")
    episodes = reading.episodes(reports_of(reading))
    number = sum(max(p.entry.count for p in episode) for episode in episodes)
    if number:
        band = str(number) if number < most else f"{most}+"
        points = [p for episode in episodes for p in episode]
        yield Found(
            f"{reading.at_most}{counted(number, 'report')}{in_entries(number, len(points))} "
            f"{'names' if number == 1 else 'name'} this child: band {band}.".capitalize(),
            ids_of(points),
            band,
            same=band,
        )


def rate(reading: Reading) -> Iterator[Found]:
    """Find the reports a year observed; under two years observed it is too short to rate."""
    episodes = reading.episodes(reports_of(reading))
    every = reading.points
    if not episodes or not every:
        return
    days = (reading.day - min(p.first for p in every)).days
    number = sum(max(p.entry.count for p in episode) for episode in episodes)
    points = [p for episode in episodes for p in episode]
    value = rate_of(number, days / 365.25)
    told = "too short to rate" if isinstance(value, str) else f"{value:g} a year observed"
    sentence = f"{counted(number, 'report')}{in_entries(number, len(points))} in {span_words(days)} of record: {told}."
    yield Found(sentence, ids_of(points), value)


def rate_of(number: int, years: float) -> float | str:
    """Return reports a year to two places; "too short" for fewer years than can be rated."""
    if years < rule_data("rate").number("years"):
        return "too short"
    return round(number / years, 2)


def rereport(reading: Reading) -> Iterator[Found]:
    """Find a third report in twelve months after two that were not investigated, and the fifth in the child's life."""
    data = rule_data("rereport")
    number, months, life = data.number("number"), data.number("months"), data.number("in_life")
    reports = _firsts(reading, reports_of(reading))
    k = 0
    while k + number <= len(reports):
        some = reports[k : k + number]
        if not (all(is_uninvestigated(p) for p in some[:-1]) and _within_months(reading, some, months)):
            k += 1
            continue
        unknown = sum(not is_known_response(p) for p in some[:-1])
        yield Found(
            f"{number} reports within {months} months, and no assessment or section 47 of the earlier ones is recorded: the "
            f"one of {some[-1].entry.when.words()} has to be investigated unless a manager recorded why not.",
            ids_of(some),
            {"must_investigate": some[-1].entry.when.edtf},
            missing=(f"how {counted(unknown, 'earlier report')} {'was' if unknown == 1 else 'were'} answered",)
            if unknown
            else (),
            same=("must", some[-1].id),
        )
        k += number - 1
    if len(reports) >= life:
        fifth = reports[life - 1]
        yield Found(
            f"The report of {fifth.entry.when.words()} is the {_ordinal(life)} in the child's life: the whole history is "
            "to be reviewed.",
            ids_of(reports[:life]),
            {"review_on": fifth.entry.when.edtf},
            same="review",
        )


def is_uninvestigated(point: Point) -> bool:
    """Return whether no assessment and no section 47 is recorded as the response to a report."""
    return point.entry.response.casefold().strip() in NOT_INVESTIGATED


def is_known_response(point: Point) -> bool:
    """Return whether what was done about a report is recorded, if only that nothing was."""
    return point.entry.response.casefold().strip() not in {"", "not known"}


def isolated_or_recurring(reading: Reading) -> Iterator[Found]:
    """Find whether neglect is one incident or linked ones, or recurs over a prolonged period (Bromfield 2005)."""
    data = rule_data("isolated_or_recurring")
    link, months = data.number("link_days"), data.number("months")
    points = reading.neglect
    if len(points) < 2:
        return
    groups = 1
    for one, other in itertools.pairwise(points):
        groups += not reading.within(one, other, link)
    days = reading.span(points)
    if prolonged(days, months):
        yield Found(
            f"Neglect concerns recur over {reading.at_most}{span_words(days)}: {counted(len(points), 'entry', 'entries')} in "
            f"{counted(groups, 'group')} more than {link} days apart."
            if groups > 1
            else f"Linked neglect concerns run on over {reading.at_most}{span_words(days)}.",
            ids_of(points),
            "recurring",
        )
    elif reading.is_sure and groups == 1:
        yield Found(
            f"{counted(len(points), 'linked neglect concern')} within {span_words(days)}.", ids_of(points), "isolated"
        )


def rereferral(reading: Reading) -> Iterator[Found]:
    """Find a referral at most twelve months after the one before (the re-referral measure of the Department for Education)."""
    months = rule_data("rereferral").number("months")
    referrals = [p for p in reading.points if p.category == "referral"]
    for one, other in itertools.pairwise(referrals):
        if one.entry.when.edtf != other.entry.when.edtf and _within_months(reading, (one, other), months):
            yield Found(
                f"Referred {on_words(other.entry.when)}, within {months} months of the referral of "
                f"{one.entry.when.words()}.",
                ids_of((one, other)),
                {"first": one.entry.when.edtf, "second": other.entry.when.edtf},
                same=(one.id, other.id),
            )


def _firsts(reading: Reading, points: Sequence[Point]) -> list[Point]:
    """Return the first report of each episode."""
    return [episode[0] for episode in reading.episodes(points)]


def _within_months(reading: Reading, points: Sequence[Point], months: int) -> bool:
    """Return whether points lie within so many months, up to and including the anniversary."""
    if reading.is_sure:
        return max(p.last for p in points) <= add_months(min(p.first for p in points), months)
    return max(p.first for p in points) <= add_months(min(p.last for p in points), months)


def _by(reading: Reading) -> str:
    return "by" if reading.is_sure else "perhaps as early as"


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}.get(number, f"{number}th")


def prolonged(days: int, months: int) -> bool:
    """Return whether so many days are at least some months, counted in months of 30.4 days."""
    return timedelta(days) >= timedelta(int(months * 30.4375))
