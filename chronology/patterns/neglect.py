"""Neglect concerns recorded over time: the one pattern that gathers the others for a child.

It is shown where neglect of this child is recorded more than once and the record says that it did not pass: because of
how it lies in time (over months or stages), because it came back after help or a closure, or because worries came
back again and again after one. To that something else must be recorded of the same child: several needs unmet, another
harm beside it, a child out of sight, or repeated reports. Counts stand only in support. Nothing is weighed or
added up: each reason is a sentence with its entries, and a reader can strike it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronology.patterns.life import Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.reports import prolonged, reports_of
from chronology.patterns.stages import stage_span
from chronology.patterns.visibility import CLOSURES, NOT_BROUGHT, WITHDRAWN
from chronology.patterns.words import counted, domains_listed, listed, span_words
from chronology.practice.patterns import pattern_data, rule_data
from chronology.record.dates import add_months

PLANS = frozenset({"plan_start", "cp_plan_start", "cin_start", "care_episode_start"})


@dataclass(frozen=True)
class Reason:
    """One reason for which the pattern is shown, with the entries behind it."""

    key: str
    """The rule it is an instance of."""
    words: str
    points: tuple[Point, ...]


def chronic_neglect(reading: Reading) -> Iterator[Found]:
    """Find neglect concerns recorded over time, with each reason in words."""
    matters = reading.episodes(reading.neglect)
    if not matters:
        return
    lasting = [r for r in (_over_time(reading, matters), _after_help(reading, matters), _again(reading, matters)) if r]
    beside = [
        r
        for r in (
            _several_needs(reading),
            _other_harm(reading),
            _out_of_sight(reading),
            _repeated(reading, matters),
            _stages(reading, matters),
            *([] if len(lasting) < 2 else lasting[1:]),
        )
        if r
    ]
    if not lasting or not beside:
        return
    reasons = list({r.key: r for r in (*lasting, *beside)}.values())
    neglect = [p for matter in matters for p in matter]
    every = {*neglect, *(p for r in reasons for p in r.points)}
    said = [p for p in neglect if not p.domains]
    missing = []
    if said:
        missing.append(
            f"{counted(len(said), 'entry', 'entries')} read as neglect from the words alone: to be confirmed by a person"
        )
    alleged = sum(p.is_alleged for p in every)
    if alleged:
        missing.append(f"{counted(alleged, 'entry', 'entries')} behind this {'is' if alleged == 1 else 'are'} alleged")
    explained = [p for p in neglect if p.entry.explained_by]
    missing += [
        f"entry of {p.entry.when.words()}: explained by {e.by}{f', as {e.said_by} said' if e.said_by else ''}"
        for p in explained
        for e in p.entry.explained_by
    ]
    yield Found(
        f"{_opening(matters)} {' '.join(r.words for r in reasons)}",
        ids_of(every),
        {r.key: list(ids_of(r.points)) for r in reasons},
        against=ids_of(reading.among(reading.life.strengths)),
        missing=tuple(missing),
        because=tuple(r.key for r in reasons),
    )


def _opening(matters: list[list[Point]]) -> str:
    points = [p for matter in matters for p in matter]
    first, last = points[0], points[-1]
    when = f"{first.entry.when.words()} to {last.entry.when.words()}" if len(points) > 1 else first.entry.when.words()
    return (
        f"Neglect of this child ({domains_listed(d for p in points for d in p.every_domain)}) is recorded in "
        f"{counted(len(points), 'entry', 'entries')}, {when}."
    )


def _over_time(reading: Reading, matters: list[list[Point]]) -> Reason | None:
    """Several matters of neglect over a prolonged period, two with long between, or one entry that lasts as long."""
    data = rule_data("chronic_neglect")
    points = tuple(p for matter in matters for p in matter)
    days = reading.span(points)
    length = _length(reading, points)
    several = sum(matter[0].entry.count for matter in matters) >= data.number("matters")
    if (
        prolonged(length, data.number("months"))
        or (several and prolonged(days, data.number("months")))
        or (len(matters) > 1 and prolonged(days, data.number("two_months")))
    ):
        return Reason("duration", f"It is recorded over {span_words(max(days, length))}.", points)
    return None


def _stages(reading: Reading, matters: list[list[Point]]) -> Reason | None:
    """Several matters of neglect in more than one developmental stage."""
    if len(matters) < rule_data("chronic_neglect").number("matters"):
        return None
    points = tuple(p for matter in matters for p in matter)
    spans = [s for p in points if (s := stage_span(reading.life, p)) is not None]
    if not spans:
        return None
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    is_apart = min(highs) < max(lows) if reading.is_sure else min(lows) < max(highs)
    if not is_apart:
        return None
    stages = pattern_data().stages
    first, last = stages[min(lows)].label, stages[max(highs)].label
    return Reason("extent", f"It lies in more than one stage of childhood ({first}; {last}).", points)


def _length(reading: Reading, points: tuple[Point, ...]) -> int:
    longest = 0
    for p in points:
        if p.entry.when.is_period:
            begins, ends = p.entry.when.begins, p.entry.when.ends
            if reading.is_sure:
                start, end = begins[1] or p.first, min(ends[0] or p.last, reading.day)
            else:
                start, end = p.first, p.last
            longest = max(longest, (end - start).days)
        elif p.entry.count > 1 and not reading.is_sure:
            longest = max(longest, (p.last - p.first).days)
    return longest


def _after_help(reading: Reading, matters: list[list[Point]]) -> Reason | None:
    """Neglect recorded, then a closure, a plan or help, then neglect recorded again some time after it."""
    data = rule_data("chronic_neglect")
    firsts = [matter[0] for matter in matters]
    found: list[Reason] = []
    for mark in reading.points:
        words, key, days = _help(mark, data.number("after_days"), data.number("help_days"))
        if not words:
            continue
        before = next((p for p in firsts if p is not mark and reading.before(p, mark)), None)
        after = [p for p in firsts if p is not mark and p is not before and _days_after(reading, mark, p) >= days]
        if before is not None and after:
            found.append(
                Reason(
                    key, f"It is recorded again after {words} ({mark.entry.when.words()}).", (before, mark, after[-1])
                )
            )
            if key == "closed_early":
                break
    return min(found, key=lambda r: r.key != "closed_early") if found else None


def _help(point: Point, after_closure: int, after_help: int) -> tuple[str, str, int]:
    """Return what kind of help or ending an entry is, in words and as a key, and the days after it that count."""
    if point.category in CLOSURES:
        return "the work was closed", "closed_early", after_closure
    if point.category in PLANS:
        return "a plan began", "after_help", after_help
    if point.counts == "help" and not point.is_neglect:
        return "help was given", "after_help", after_help
    return "", "", 0


def _days_after(reading: Reading, mark: Point, point: Point) -> int:
    """Return how many days a point lies after another: at least (surely), or at most (maybe)."""
    return (point.first - mark.last).days if reading.is_sure else (point.last - mark.first).days


def _again(reading: Reading, matters: list[list[Point]]) -> Reason | None:
    """A neglect concern, a closure, then reports of any kind again and again within a year of it."""
    data = rule_data("chronic_neglect")
    number, months = data.number("reports_after"), data.number("months_after")
    firsts = [matter[0] for matter in matters]
    reports = [episode[0] for episode in reading.episodes(reports_of(reading))]
    for closure in (p for p in reading.points if p.category in CLOSURES):
        before = [p for p in firsts if reading.before(p, closure)]
        after = [
            p
            for p in reports
            if p is not closure
            and p not in before
            and reading.before(closure, p)
            and (
                p.last <= add_months(closure.first, months)
                if reading.is_sure
                else p.first <= add_months(closure.last, months)
            )
        ]
        if before and len(after) >= number:
            return Reason(
                "rereferral",
                f"After the work was closed ({closure.entry.when.words()}) worries were reported again "
                f"{counted(len(after), 'time')} within {months} months.",
                (before[0], closure, *after),
            )
    return None


def _several_needs(reading: Reading) -> Reason | None:
    """Two domains of neglect or more, not counting "needs not met" where a domain of it is named."""
    points = reading.neglect
    domains = {d: p for p in reversed(points) for d in p.every_domain}
    named = {d for d in domains if d != "FTP"} or set(domains)
    if len(named) < rule_data("chronic_neglect").number("domains"):
        return None
    return Reason(
        "domains",
        f"Several needs are unmet: {domains_listed(sorted(named))}.",
        tuple(domains[d] for d in sorted(named)),
    )


def _other_harm(reading: Reading) -> Reason | None:
    """Another family of concern within so many days of a neglect concern."""
    days = rule_data("cooccurrence").number("days")
    others = sorted((p for p in reading.points if p.harms), key=lambda p: (p.first, p.id))
    neglect = sorted(reading.neglect, key=lambda p: (p.first, p.id))
    at = 0
    for other in others:
        while at < len(neglect) and (other.first - neglect[at].last).days > days:
            at += 1
        near = next((p for p in neglect[at : at + 3] if reading.within(p, other, days)), None)
        if near is not None:
            return Reason(
                "cooccurrence",
                f"{_capital(listed(other.harms))} is recorded with it or near it ({other.entry.when.words()}).",
                (near, other),
            )
    return None


def _out_of_sight(reading: Reading) -> Reason | None:
    """Appointments not kept, no access, or leaving school, health or the country after a neglect concern."""
    data = rule_data("chronic_neglect")
    firsts = reading.neglect
    left = [p for p in reading.points if p.category in WITHDRAWN and any(reading.before(n, p) for n in firsts[:1])]
    if left:
        return Reason(
            "vanishing", f"The child went out of sight of a service ({left[0].entry.when.words()}).", (left[0],)
        )
    missed = [p for p in reading.points if p.category in NOT_BROUGHT and any(reading.before(n, p) for n in firsts[:1])]
    if len(missed) >= data.number("missed"):
        return Reason(
            "not_brought",
            f"{counted(len(missed), 'appointment')} not kept or visits without access follow it.",
            tuple(missed),
        )
    return None


def _repeated(reading: Reading, matters: list[list[Point]]) -> Reason | None:
    """Several matters of neglect within a year, or one row that stands for several: in support only."""
    data = rule_data("chronic_neglect")
    reached = reading.reaches([matter[0] for matter in matters], data.number("number"), data.number("number_months"))
    if reached is None:
        return None
    _, points = reached
    return Reason(
        "frequent",
        f"{counted(sum(p.entry.count for p in points), 'neglect concern')} are recorded within {data.number('number_months')} months.",
        points,
    )


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
