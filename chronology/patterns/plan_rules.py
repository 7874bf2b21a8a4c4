"""Plans over time: repeated, stepped down and up again, closed early, drifting, starting again."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chronology.lives.plans import PlanPeriod
from chronology.patterns.kinds import families_of
from chronology.patterns.life import Life, Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.visibility import CLOSURES
from chronology.patterns.words import counted, on_words, span_words
from chronology.practice.categories import categories
from chronology.practice.patterns import rule_data
from chronology.record.dates import When, add_months
from chronology.record.entries import Entry
from chronology.record.steps import stepwise
from chronology.record.values import Id

CP, CIN = "child_protection", "child_in_need"
RESETS = frozenset({"worker_change", "assessment", "parent_relationship", "house_move", "case_closed"})
"""Categories of a reset: a new worker, assessment, partner, move or closure (Brandon 2008)."""


@dataclass(frozen=True)
class Dated:
    """A plan whose start is dated, with the first and last day of its start and of its end."""

    plan: PlanPeriod
    first: date
    last: date
    end_first: date | None
    end_last: date | None
    entries: tuple[Id, ...]
    """The entries or plan records behind it that there were by the day."""


def dated_plans(reading: Reading) -> list[Dated]:
    """Return the child's plans that had started by the day, surely or maybe, by start."""
    life = reading.life
    out = []
    for plan in life.plans:
        first, last = _bounds(plan.start)
        if first is None or last is None or first > reading.day or (reading.is_sure and last > reading.day):
            continue
        end_first, end_last = _bounds(plan.end) if plan.end else (None, None)
        if end_first is not None and end_first > reading.day:
            end_first = end_last = None
        known = tuple(i for i in plan.entries if i in life.by_id or not isinstance(life.case.records[i], Entry))
        out.append(Dated(plan, first, last, end_first, end_last, known))
    return sorted(out, key=lambda d: (d.first, d.last, d.plan.tier, d.entries))


def repeat_cp(reading: Reading) -> Iterator[Found]:
    """Find a child protection plan that starts where the child ever had one (national indicator NI 65)."""
    yield from _repeats(reading, "repeat_cp", None)


def repeat_cp_2y(reading: Reading) -> Iterator[Found]:
    """Find a child protection plan that starts within two years of the end of the one before."""
    yield from _repeats(reading, "repeat_cp_2y", rule_data("repeat_cp_2y").number("months"))


def _repeats(reading: Reading, rule: str, months: int | None) -> Iterator[Found]:
    plans = [d for d in dated_plans(reading) if d.plan.tier == CP]
    for one, other in itertools.pairwise(plans):
        ended = (one.end_first or one.first) if reading.is_sure else (one.end_last or one.last)
        if one.end_first is None:
            continue
        begins = other.last if reading.is_sure else other.first
        if months is not None and begins > add_months(ended, months):
            continue
        gap = max(0, (other.first - (one.end_last or other.first)).days)
        yield Found(
            f"A child protection plan starts {on_words(other.plan.start)}; an earlier one ended on "
            f"{one.plan.end.words() if one.plan.end else 'a day not recorded'}, {span_words(gap)} before.",
            _entries((one, other)),
            {"gap_days": gap, "ended": one.plan.end.edtf if one.plan.end else None, "started": other.plan.start.edtf},
            same=(rule, other.entries),
        )


def plans_in_year(reading: Reading) -> Iterator[Found]:
    """Find two starts of a child in need or child protection plan within twelve months (the thematic review's sample)."""
    data = rule_data("plans_in_year")
    months, number = data.number("months"), data.number("number")
    plans = [d for d in dated_plans(reading) if d.plan.tier in {CP, CIN}]
    for k in range(len(plans) - number + 1):
        some = plans[k : k + number]
        first, last = some[0], some[-1]
        near = (
            last.last <= add_months(first.first, months)
            if reading.is_sure
            else last.first <= add_months(first.last, months)
        )
        if not near:
            continue
        stepped = first.plan.tier == CP and last.plan.tier == CIN
        is_planned = stepped and _is_planned(reading.life, first, last)
        yield Found(
            f"{counted(number, 'plan')} started within {months} months: {_named(first)} and {_named(last)}"
            f"{', a planned step-down' if is_planned else ''}{_told_in(some)}.",
            _entries(some),
            {"first": first.plan.start.edtf, "second": last.plan.start.edtf, "planned_step_down": is_planned},
            same=tuple(d.entries for d in some),
        )


def _entries(plans: Iterable[Dated]) -> tuple[Id, ...]:
    """Return the entries behind some plans, each once."""
    return tuple(dict.fromkeys(i for d in plans for i in d.entries))


def _told_in(plans: Sequence[Dated]) -> str:
    """Return how many entries tell of some plans, in brackets; empty where there is one for each."""
    number = len(_entries(plans))
    return (
        "" if number == len(plans) else f" ({counted(number, 'entry', 'entries')}: how they began, went on and ended)"
    )


def _is_planned(life: Life, cp: Dated, cin: Dated) -> bool:
    """Whether a step from child protection to child in need was planned: recorded so, or one ends as the other starts."""
    recorded = {p.id for p in life.case.plans if p.is_planned_step_down}
    if recorded & {*cp.entries, *cin.entries}:
        return True
    return cp.end_first is None or (cp.end_last is not None and cp.end_first <= cin.last and cin.first <= cp.end_last)


def step_up(reading: Reading) -> Iterator[Found]:
    """Find a higher tier within 183 days of a lower tier's start or of a closure (the thematic review)."""
    days = rule_data("step_up").number("days")
    tiers = categories().tiers
    plans = [d for d in dated_plans(reading) if d.plan.tier in tiers and tiers[d.plan.tier].rank]
    closures = [p for p in reading.points if p.category in CLOSURES]
    for k, later in enumerate(plans):
        rank = tiers[later.plan.tier].rank
        lower = [d for d in plans[:k] if tiers[d.plan.tier].rank < rank]
        from_what = [(d.first, d.last, f"{_named(d)} started", d.entries) for d in lower]
        from_what += [
            (p.first, p.last, f"the work was closed ({p.entry.when.words()})", (p.id,))
            for p in closures
            if p.first <= later.first
        ]
        if not from_what:
            continue
        first, last, words, behind = max(from_what, key=lambda f: (f[0], f[1], f[2]))
        low, high = (later.first - last).days, (later.last - first).days
        if high >= 0 and (high if reading.is_sure else max(low, 0)) <= days:
            yield Found(
                f"{_named(later)}, {span_words(max(low, 0))} after {words}.",
                (*behind, *later.entries),
                max(low, 0),
                same=later.entries,
            )


def short_step_down(reading: Reading) -> Iterator[Found]:
    """Find a child in need plan after child protection that lasted under three months (Lancashire)."""
    months = rule_data("short_step_down").number("months")
    plans = dated_plans(reading)
    for cin in plans:
        if cin.plan.tier != CIN or cin.end_first is None or cin.end_last is None:
            continue
        before = [d for d in plans if d.plan.tier == CP and d.end_first is not None and d.first <= cin.last]
        if not before:
            continue
        since = before[-1]
        assert since.end_first is not None
        start = max(cin.first, since.end_first)
        is_short = (
            cin.end_last < add_months(start, months)
            if reading.is_sure
            else cin.end_first < add_months(cin.last, months)
        )
        if is_short:
            yield Found(
                f"The child in need plan after child protection ended on {cin.plan.end.words() if cin.plan.end else ''}, "
                f"less than {months} months after the child protection plan.",
                (*since.entries, *cin.entries),
                {"days": (cin.end_last - start).days},
                same=cin.entries,
            )


def closed_early(reading: Reading) -> Iterator[Found]:
    """Find the same family of concern within twelve months of a closure; how often it went round."""
    months = rule_data("closed_early").number("months")
    by_kind: dict[str, list[Point]] = {}
    for point in reading.points:
        for kind in _kinds(point):
            by_kind.setdefault(kind, []).append(point)
    lines = {kind: reading.line(some) for kind, some in by_kind.items()}
    cycles: list[tuple[Point, Point, int]] = []
    for closure in (p for p in reading.points if p.category in CLOSURES):
        back = [
            after
            for line in lines.values()
            if line.last_before(closure)
            and (after := line.first_after(closure)) is not None
            and after.first >= closure.first
        ]
        if not back:
            continue
        first = min(back, key=lambda p: (p.first, p.last, p.id))
        near = (
            first.last <= add_months(closure.first, months)
            if reading.is_sure
            else first.first <= add_months(closure.last, months)
        )
        if near:
            cycles.append((closure, first, max(0, (first.first - closure.last).days)))
    if not cycles:
        return
    behind = ids_of(p for closure, back, _ in cycles for p in (closure, back))
    yield Found(
        f"{counted(len(cycles), 'time')} a concern of the same kind came back within {months} months of a closure: after "
        f"{', '.join(counted(days, 'day') for _, _, days in cycles)} ({counted(len(behind), 'entry', 'entries')}: each closure, and "
        "the concern after it).",
        behind,
        {"cycles": len(cycles), "days": [days for _, _, days in cycles]},
        against=ids_of(reading.among(reading.life.strengths)),
    )


def _kinds(point: Point) -> tuple[str, ...]:
    return families_of(point) or (("report",) if point.is_report else ())


def start_again(reading: Reading) -> Iterator[Found]:
    """Find a reset whose record cites no earlier entry while concerns of the same kind came before (Brandon 2008)."""
    least = rule_data("start_again").number("earlier")
    neglect = reading.line(reading.neglect)
    resets: list[Point] = []
    for point in reading.points:
        if point.category not in RESETS:
            continue
        if len(neglect.last_before(point, least + 1)) < least or _cites_earlier(reading, point):
            continue
        resets.append(point)
    if not resets:
        return
    latest = resets[-1]
    earlier = [p for p in neglect.before(latest) if p.last < latest.first or not reading.is_sure]
    if len(earlier) < least:
        return
    more = (
        f"; nor {'does' if len(resets) == 2 else 'do'} {counted(len(resets) - 1, 'such entry', 'such entries')} before it"
        if len(resets) > 1
        else ""
    )
    behind = ids_of((*earlier, *resets))
    twice = len(earlier) + len(resets) - len(behind)
    both = (
        f" ({counted(len(behind), 'entry', 'entries')}; {twice} {'is' if twice == 1 else 'are'} both)" if twice else ""
    )
    yield Found(
        f"The {_reset(latest)} of {latest.entry.when.words()} cites none of "
        f"{counted(len(earlier), 'earlier neglect entry', 'earlier neglect entries')}{more}{both}.",
        behind,
        {"earlier": len(earlier), "resets": [p.entry.when.edtf for p in resets]},
    )


def _cites_earlier(reading: Reading, point: Point) -> bool:
    """Whether an entry points to an earlier entry about neglect, or speaks of an earlier year with one."""
    cited = (reading.life.by_id.get(i) for i in (*point.entry.corroborates, *point.entry.contradicts))
    if any(p is not None and p.is_neglect and p.first < point.first for p in cited):
        return True
    spoken = f"{point.entry.event} {point.entry.analysis}"
    return any(str(year) in spoken for year in reading.years_of_neglect if year < point.first.year)


def _reset(point: Point) -> str:
    known = categories().categories.get(point.category)
    return known.label if known else point.category


def drift(reading: Reading) -> Iterator[Found]:
    """Find a child protection plan of two years, or a child in need plan of six months without a manager's review."""
    data = rule_data("drift")
    for dated in stepwise(dated_plans(reading)):
        limit = {CP: data.number("cp_months"), CIN: data.number("cin_months")}.get(dated.plan.tier)
        if limit is None:
            continue
        end = min(dated.end_first or reading.day, reading.day) if reading.is_sure else (dated.end_last or reading.day)
        reached = add_months(dated.last if reading.is_sure else dated.first, limit)
        if end < reached if dated.plan.tier == CP else end <= reached:
            continue
        reviews = [
            p
            for p in reading.points
            if p.category in {"manager_oversight", "cin_review"} and dated.first <= p.first and p.last <= reached
        ]
        reviews_of_managers = [o for o in reading.life.case.supervisions if _in(o.when, dated.first, reached)]
        if dated.plan.tier == CIN and (reviews or reviews_of_managers):
            continue
        words = (
            f"A child protection plan has run for {limit} months or more, since {dated.plan.start.words()}."
            if dated.plan.tier == CP
            else f"A child in need plan of {dated.plan.start.words()} has run for more than {limit} months without a "
            "manager's review."
        )
        yield Found(
            words, dated.entries, {"since": dated.plan.start.edtf, "reached": reached.isoformat()}, same=dated.entries
        )


def _in(when: When, first: date, last: date) -> bool:
    return when.earliest is not None and when.latest is not None and first <= when.earliest and when.latest <= last


def _bounds(when: When | None) -> tuple[date | None, date | None]:
    return when.begins if when else (None, None)


def _named(dated: Dated) -> str:
    known = categories().tiers.get(dated.plan.tier)
    return f"{known.label if known else dated.plan.words} ({dated.plan.start.words()})"
