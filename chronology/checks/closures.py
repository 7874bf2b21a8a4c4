"""Closures: whether change is embedded before work ends, and what came back afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chronology.checks.points import Looking, Point, called, is_before
from chronology.checks.services import is_only_told, is_unmet
from chronology.patterns.kinds import families_of
from chronology.patterns.life import Point as LifePoint
from chronology.patterns.life import life_of
from chronology.patterns.words import counted, listed
from chronology.practice.categories import folded
from chronology.practice.checks import check_data
from chronology.record.dates import UNDATED, When, add_months
from chronology.record.decisions import Closure
from chronology.record.plans import Service
from chronology.record.safety import SafetyGoal
from chronology.record.steps import stepwise
from chronology.record.values import Id

_CONCERNS = frozenset({"report", "concern", "violence", "schooling", "missed"})


def closures(looking: Looking) -> Iterator[Point]:
    """Find what closures do not say, what they close over, and what came back after them."""
    for closure in looking.case.closures:
        if closure.children and not looking.subjects_of(closure.children):
            continue
        yield from _itself(closure)
        yield from _goals(looking, closure)
        yield from _unmet(looking, closure)
        for child in looking.subjects_of(closure.children):
            yield from _view(looking, closure, child)
            yield from _relapse(looking, closure, child)
    yield from _not_recorded(looking)


def before_closing(looking: Looking) -> Iterator[Point]:
    """Find what a closure of all work with each child on the day would close over: asked before closing, not after."""
    for child in looking.children:
        closure = Closure(id="", when=When.on(looking.day), children=(child.id,))
        for point in (
            *_goals(looking, closure),
            *_unmet(looking, closure),
            *_view(looking, closure, child.id),
        ):
            records = tuple(record for record in point.records if record)
            yield Point(point.kind, point.words, records or (child.id,), point.is_fault, child.id)


def _itself(closure: Closure) -> Iterator[Point]:
    what = called(closure)
    someone = [m for m in closure.noticed_by if m.name.strip() and not m.is_professional]
    for key, is_there, words in (
        ("closure_no_change", bool(closure.changed.words.strip()), "does not say what changed"),
        ("closure_not_maintained", bool(closure.maintained_by.strip()), "does not say what holds the change"),
        ("closure_no_warning", any(w.strip() for w in closure.warning_signs), "has no early warning signs"),
        ("closure_no_network", bool(someone), "names nobody of the network who would notice"),
        ("closure_no_rationale", bool(closure.rationale.strip()), "has no manager's reason"),
        ("closure_no_entries", bool(closure.changed.entries) or not closure.changed.words.strip(), "cites no entry"),
    ):
        if not is_there:
            yield Point(key, f"{what} {words}", (closure.id,))


def goals_of(looking: Looking, closure: Closure) -> tuple[SafetyGoal, ...]:
    """Return the goals that a closure rests on: those it names, else every goal that stands for its children."""
    if closure.goals:
        return tuple(g for g in looking.case.safety_goals if g.id in closure.goals)
    children = set(looking.subjects_of(closure.children))
    by_danger = {d.id: set(d.children) for d in looking.case.danger_statements}
    when = closure.when.earliest or looking.day
    found = []
    for goal in looking.case.safety_goals:
        about = set(goal.children) or by_danger.get(goal.danger or "", set())
        begins, ends = goal.when.begins[0], goal.when.ends[1] if goal.when.is_period else None
        if about & children and (begins is None or begins <= when) and (ends is None or ends >= when):
            found.append(goal)
    return tuple(found)


def _goals(looking: Looking, closure: Closure) -> Iterator[Point]:
    what, closed = _said(closure), closure.when.latest
    goals = goals_of(looking, closure)
    for goal in goals:
        if goal.met.is_undated or is_before(closure.when, goal.met):
            yield Point("closure_goal_open", f"{called(goal)} was not met at {what}", (closure.id, goal.id))
        seen = goal.seen_from if not goal.seen_from.is_undated else closure.changed_from
        if goal.holds_for is None or closed is None:
            continue
        first = seen.begins[1]
        if seen.is_undated or first is None:
            words = f"nobody has recorded from when on {called(goal)} was seen to hold before {what}"
            yield Point("closure_time_unknown", words, (closure.id, goal.id))
        elif goal.holds_for.after(first) > closed:
            days = max(0, (closed - first).days)
            words = f"at {what} {called(goal)} had been seen for {counted(days, 'day')}; it asks for {goal.holds_for.words()}"
            yield Point("closure_too_soon", words, (closure.id, goal.id))
    if not goals and closure.id and closure.changed.words.strip() and closure.changed_from.is_undated:
        yield Point("closure_time_unknown", f"{what} does not say from when on the change was seen", (closure.id,))
    least = check_data("closure_scale_low").number("least")
    about = {g.id for g in goals} | {g.danger for g in goals if g.danger}
    for child in looking.subjects_of(closure.children):
        before = [
            s
            for s in looking.case.safety_scales
            if s.child == child
            and (not about or s.measures in about or s.measures is None)
            and not is_before(closure.when, s.when)
        ]
        latest = {s.voice.value or s.by: s for s in before}
        low = [s for s in latest.values() if s.value < least]
        if low:
            told = listed([f"{s.by or s.voice.value or 'somebody'} at {s.value}" for s in low])
            words = f"at {what} {looking.name(child)} was put on the safety scale by {told}"
            yield Point("closure_scale_low", words, (closure.id, *(s.id for s in low)), child=child)


def _unmet(looking: Looking, closure: Closure) -> Iterator[Point]:
    what = _said(closure)
    children = set(looking.subjects_of(closure.children))
    unmet = [
        s
        for s in looking.case.services
        if (not s.children or children & set(s.children)) and is_unmet(_by(s, closure.when))
    ]
    unsaid = [s for s in unmet if folded(s.name) not in folded(closure.unmet)]
    if unsaid:
        told = listed([f"“{s.name}”" for s in unsaid])
        words = f"at {what} {told} had not been received"
        yield Point("closure_service_unmet", words, (closure.id, *(s.id for s in unsaid)))
    untested = [
        c
        for c in looking.case.claims
        if (not c.children or children & set(c.children))
        and not is_before(closure.when, c.when)
        and is_only_told(looking, c)
    ]
    if untested:
        words = f"at {what} {counted(len(untested), 'claim')} of change rested on what was told"
        yield Point("closure_claim_untested", words, (closure.id, *(c.id for c in untested)))


def _by(service: Service, when: When) -> Service:
    """Return a service with the periods that had begun by a time."""
    return service.model_copy(
        update={
            "periods": tuple(p for p in service.periods if p.when.is_undated or not is_before(when, _start(p.when)))
        }
    )


def _start(when: When) -> When:
    first = when.begins[0]
    return When.on(first) if first is not None else UNDATED


def _view(looking: Looking, closure: Closure, child: Id) -> Iterator[Point]:
    closed = closure.when.latest
    if closed is None:
        return
    days = check_data("closure_no_view").number("days")
    for entry in stepwise(looking.case.entries):
        last = entry.when.latest
        if entry.views_of(child) and last is not None and 0 <= (closed - last).days <= days:
            return
    words = f"no view of {looking.name(child)} is recorded in the {days} days before {_said(closure)}"
    yield Point("closure_no_view", words, (closure.id,), child=child)


def _relapse(looking: Looking, closure: Closure, child: Id) -> Iterator[Point]:
    first, last = closure.when.earliest, closure.when.latest
    if first is None or last is None:
        return
    until = add_months(last, check_data("closure_relapse").number("months"))
    points = life_of(looking.case, child, day=looking.day).points
    before = {kind for p in points if p.last <= first for kind in _kinds(p)}
    back = [p for p in points if p.first > last and p.last <= until and before & set(_kinds(p))]
    if back:
        days = (back[0].first - last).days
        words = (
            f"after {called(closure)} a concern about {looking.name(child)} of a kind seen before came back in "
            f"{counted(days, 'day')}"
        )
        yield Point("closure_relapse", words, (closure.id, *(p.id for p in back)), child=child)


def _kinds(point: LifePoint) -> Iterable[str]:
    if point.counts not in _CONCERNS:
        return ()
    return families_of(point) or (("report",) if point.is_report else ())


def _not_recorded(looking: Looking) -> Iterator[Point]:
    days = check_data("closure_not_recorded").number("days")
    for child in looking.children:
        said = [c for c in looking.case.closures if not c.children or child.id in c.children]
        for entry in looking.case.entries_about(child.id):
            closed = entry.when.earliest
            if entry.category != "case_closed" or closed is None:
                continue
            near = [c for c in said if c.entry == entry.id or _is_near(c.when, entry.when, days)]
            if not near:
                words = f"work with {child.shown_name} was closed on {entry.when.words()}, and no closure is recorded"
                yield Point("closure_not_recorded", words, (entry.id,), child=child.id)


def _is_near(one: When, other: When, days: int) -> bool:
    if one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) <= days


def _said(closure: Closure) -> str:
    return called(closure) if closure.id else "closing"
