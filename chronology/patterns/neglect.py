"""Neglect concerns recorded over time: the one pattern that gathers the others for a child.

It is shown where neglect of this child is recorded more than once and the record says that it did not pass: because of
how it lies in time (over months or stages), because it came back after help or a closure, or because worries came
back again and again after one. To that something else must be recorded of the same child: several needs unmet, another
harm beside it, a child out of sight, or repeated reports. Counts stand only in support. Nothing is weighed or
added up: each reason is a sentence with its entries, and a reader can strike it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronology.patterns.life import Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.reports import prolonged, reports_of
from chronology.patterns.stages import stage_span
from chronology.patterns.visibility import CLOSURES, NOT_BROUGHT, WITHDRAWN
from chronology.patterns.words import counted, domains_listed, in_entries, listed, span_words
from chronology.practice.patterns import pattern_data, rule_data
from chronology.record.dates import add_months

MOST_READ = 6
"""Entries read from their words that are named with the words; all are counted."""
PLANS = frozenset({"plan_start", "cp_plan_start", "cin_start", "care_episode_start"})


MEDICAL = "FTP-medical"
"""Where nothing but medical care is in question, its appointments and its lasting say nothing further: an illness lasts too."""


@dataclass(frozen=True)
class Reason:
    """One reason for which the pattern is shown, with the entries behind it."""

    key: str
    """The rule it is an instance of."""
    words: str
    points: tuple[Point, ...]


def chronic_neglect(reading: Reading) -> Iterator[Found]:
    """Find neglect concerns recorded over time, with each reason in words.

    It cites every entry that may be behind it, in both readings, so that a later day never cites fewer.
    """
    matters, reasons = _gathered(reading)
    if not reasons:
        return
    neglect = [p for matter in matters for p in matter]
    every = {*neglect, *(p for r in reasons for p in r.points)}
    if reading.is_sure:
        others, more = _gathered(Reading(reading.life, is_sure=False))
        every |= {p for matter in others for p in matter} | {p for r in more for p in r.points}
    yield Found(
        " ".join((_opening(matters), *(r.words for r in reasons), *_told_apart(neglect, every))),
        ids_of(every),
        {r.key: list(ids_of(r.points)) for r in reasons},
        against=ids_of(reading.among(reading.life.strengths)),
        missing=_missing(neglect, every, reading.life.of_others),
        because=tuple(r.key for r in reasons),
    )


def _told_apart(neglect: Sequence[Point], every: set[Point]) -> Iterator[str]:
    """Say what the entries listed are, where they are more than the entries of neglect that the sentence counts."""
    said = {p.rank for p in neglect}
    more = [p for p in {p.rank: p for p in every}.values() if p.rank not in said]
    if not more:
        return
    kinds = Counter(_listed_as(p) for p in more)
    parts = [f"{len(said)} of neglect", *(f"{n} {what}" for what, n in sorted(kinds.items()))]
    yield f"Listed are {counted(len(said) + len(more), 'entry', 'entries')}: {listed(parts)}."


def _listed_as(point: Point) -> str:
    """Return what an entry is that is listed beside those of neglect."""
    if point.is_neglect:
        return "of neglect that may count, depending on the dates"
    if point.category in CLOSURES:
        return "of the work being closed"
    if point.category in PLANS or point.counts == "help":
        return "of help or a plan"
    return "of other concerns, reports or of being out of sight"


def _gathered(reading: Reading) -> tuple[list[list[Point]], list[Reason]]:
    """Return the matters of neglect, and every reason for which the pattern is shown; no reason where it is not."""
    matters = reading.episodes(reading.neglect)
    if not matters:
        return [], []
    over_time = _over_time(reading, matters)
    again = [r for r in (*_after_help(reading, matters), _again(reading, matters)) if r]
    beside = [r for r in (_other_harm(reading), _out_of_sight(reading), _stages(reading, matters)) if r]
    support = [r for r in (_several_needs(reading), _repeated(reading, matters)) if r]
    if all(domain == MEDICAL for matter in matters for p in matter for domain in p.every_domain):
        beside = [r for r in beside if r.key not in {"not_brought", "extent"}]
        support = []
    reasons = [*([over_time] if over_time else []), *again, *beside, *support]
    came_back = bool(again) and len(reasons) > 1
    went_on = over_time is not None and bool(beside or (support and _is_long(reading, matters)))
    return matters, reasons if came_back or went_on else []


def _is_long(reading: Reading, matters: list[list[Point]]) -> bool:
    """Whether neglect goes on so long that further needs, or the count, are enough beside it."""
    points = tuple(p for matter in matters for p in matter)
    days = max(reading.span(points), _length(reading, points))
    return prolonged(days, rule_data("chronic_neglect").number("long_months"))


def _missing(neglect: Sequence[Point], every: set[Point], of_others: int) -> tuple[str, ...]:
    out = []
    if of_others:
        out.append(
            f"context: {counted(of_others, 'entry', 'entries')} about neglect {'names' if of_others == 1 else 'name'} other children of the "
            "family and not this one; nothing here counts them"
        )
    read = sum(not p.domains for p in neglect)
    shown = [p for p in neglect if not p.domains][:MOST_READ]
    out += [
        f"entry of {p.entry.when.words()}: read as {domains_listed(d for d, _ in p.read)} from "
        f"{listed(f'“{words}”' for _, words in p.read)}"
        for p in shown
    ]
    if read:
        out.append(
            f"{counted(read, 'entry', 'entries')} read as neglect from the words alone: to be confirmed by a person"
        )
    alleged = sum(p.is_alleged for p in every)
    if alleged:
        out.append(f"{counted(alleged, 'entry', 'entries')} behind this {'is' if alleged == 1 else 'are'} alleged")
    out += [
        f"entry of {p.entry.when.words()}: explained by {e.by}{f', as {e.said_by} said' if e.said_by else ''}"
        for p in neglect
        for e in p.entry.explained_by
    ]
    return tuple(out)


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
        return Reason("duration", f"It is recorded over {reading.at_most}{span_words(max(days, length))}.", points)
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


def _after_help(reading: Reading, matters: list[list[Point]]) -> list[Reason]:
    """Neglect recorded, then a closure, a plan or help, then neglect recorded again some time after it."""
    data = rule_data("chronic_neglect")
    firsts = [matter[0] for matter in matters]
    if len(firsts) < 2:
        return []
    start = min((p.last if reading.is_sure else p.first) for p in firsts)
    end = max((p.first if reading.is_sure else p.last) for p in firsts)
    marks: dict[str, list[tuple[Point, str]]] = {}
    for mark in reading.points:
        words, key, days = _help(mark, data.number("after_days"), data.number("help_days"))
        begins, ends = (mark.first, mark.last) if reading.is_sure else (mark.last, mark.first)
        if words and start <= begins and (end - ends).days >= days:
            marks.setdefault(key, []).append((mark, words))
    out = []
    for key, some in sorted(marks.items(), reverse=True):
        (first, words), more = some[0], len(some) - 1
        also = f", and {counted(more, 'further time', 'further times')}" if more else ""
        out.append(
            Reason(
                key,
                f"It is recorded again after {words} ({first.entry.when.words()}){also}.",
                (*firsts, *(mark for mark, _ in some)),
            )
        )
    return out


def _help(point: Point, after_closure: int, after_help: int) -> tuple[str, str, int]:
    """Return what kind of help or ending an entry is, in words and as a key, and the days after it that count."""
    if point.category in CLOSURES:
        return "the work was closed", "closed_early", after_closure
    if point.category in PLANS:
        return "a plan began", "after_help", after_help
    if point.counts == "help" and not point.is_neglect:
        return "help was given", "after_help", after_help
    return "", "", 0


def _again(reading: Reading, matters: list[list[Point]]) -> Reason | None:
    """A neglect concern, a closure, then reports of any kind again and again within a year of it."""
    data = rule_data("chronic_neglect")
    number, months = data.number("reports_after"), data.number("months_after")
    firsts = {matter[0].id for matter in matters}
    start = min((p.last if reading.is_sure else p.first) for matter in matters for p in matter[:1])
    reports = reading.line(episode[0] for episode in reading.episodes(reports_of(reading)))
    found: list[tuple[Point, list[Point]]] = []
    for closure in (p for p in reading.points if p.category in CLOSURES):
        begins, ends = (closure.first, closure.last) if reading.is_sure else (closure.last, closure.first)
        if start > begins:
            continue
        after = [p for p in reports.after(closure, add_months(begins, months)) if p.id not in firsts or p.first >= ends]
        if len(after) >= number:
            found.append((closure, after))
    if not found:
        return None
    closure, after = found[0]
    return Reason(
        "rereferral",
        f"After the work was closed ({closure.entry.when.words()}) worries were reported again "
        f"{counted(len(after), 'time')} within {months} months.",
        tuple(p for closure, after in found for p in (closure, *after)),
    )


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
    found: list[Point] = []
    at = 0
    for other in others:
        while at < len(neglect) and (other.first - neglect[at].last).days > days:
            at += 1
        if any(reading.within(p, other, days) for p in neglect[at : at + 3]):
            found.append(other)
    if not found:
        return None
    harms = listed(dict.fromkeys(harm for p in found for harm in p.harms))
    return Reason(
        "cooccurrence",
        f"{_capital(harms)} {'is' if len(found) == 1 else 'are' if ' and ' in harms else 'is'} recorded with it or near it "
        f"({found[0].entry.when.words()}).",
        tuple(found),
    )


def _out_of_sight(reading: Reading) -> Reason | None:
    """Leaving school, health or the country after a neglect concern, or several appointments and visits not kept."""
    least = rule_data("chronic_neglect").number("missed")
    start = min((p.last if reading.is_sure else p.first) for p in reading.neglect)
    after = [p for p in reading.points if (p.first if reading.is_sure else p.last) >= start]
    left = [p for p in after if p.category in WITHDRAWN]
    missed = [p for p in after if p.category in NOT_BROUGHT]
    if len(missed) < least:
        missed = []
    if left:
        return Reason(
            "vanishing", f"The child went out of sight of a service ({left[0].entry.when.words()}).", (*left, *missed)
        )
    if missed:
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
    total = sum(p.entry.count for p in points)
    return Reason(
        "frequent",
        f"{counted(total, 'neglect concern')}{in_entries(total, len(points))} {reading.are} recorded within {data.number('number_months')} months.",
        points,
    )


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
