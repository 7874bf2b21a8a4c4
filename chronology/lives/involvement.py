"""How long social care has been involved with a family and with one child, as far as the record tells it.

Practice Direction 12A asks the court chronology for a succinct summary of it. Nothing is inferred: where the record does not say when
involvement began, it says only when it is first recorded. What is withheld has to be taken out of the case file before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chronology.lives.plans import PlanPeriod
from chronology.lives.timeline import ChildTimeline, child_timeline
from chronology.practice.agencies import agency_kind
from chronology.practice.categories import categories
from chronology.practice.profiles import profiles_data
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.entries import Entry
from chronology.record.sources import Standing
from chronology.record.steps import stepwise
from chronology.record.ties import Order
from chronology.record.values import Id

LONG = 183
"""Days without a plan and without any act of social care from which a gap is told."""
SOCIAL_CARE = "social care"

ENTRY, DECISION, CLOSURE, PLAN, ORDER, SERVICE = "entry", "decision", "closure", "plan", "order", "service"
_TOLD_APART = {
    "referrals": ("referral", "concern_reported"),
    "enquiries": ("section_47",),
    "closures": ("case_closed",),
    "court": ("care_proceedings", "care_proceedings_start", "court_order"),
}


@dataclass(frozen=True)
class Sign:
    """One thing that shows social care involved."""

    when: When
    kind: str
    """entry, decision, closure, plan, order or service."""
    what: str
    """Its category, tier or words."""
    record: Id
    is_of_child: bool
    """Whether it names this child; else it is of the family."""
    is_told: bool
    """Whether it may be told of on this child's page; else it is a sibling's, and only its date counts."""


@dataclass(frozen=True)
class Quiet:
    """A time in which nothing of social care's involvement with the child is recorded, though it may have been."""

    first: date
    last: date


@dataclass(frozen=True)
class Involvement:
    """What the record says of social care's involvement as at a day."""

    day: date
    with_family: Sign | None
    """The first that is recorded of the family's children; None where nothing dated is."""
    with_child: Sign | None
    plans: tuple[PlanPeriod, ...]
    orders: tuple[Order, ...]
    running: tuple[PlanPeriod, ...]
    """Plans that run on the day, or may."""
    orders_running: tuple[Order, ...]
    referrals: tuple[When, ...]
    enquiries: tuple[When, ...]
    """Section 47 enquiries."""
    closures: tuple[When, ...]
    court: tuple[When, ...]
    """What entries tell of proceedings and orders."""
    quiet: tuple[Quiet, ...]
    undated: int
    """Signs without a date, which no length can rest on."""


def involvement_of(case: CaseFile, child: Id, *, day: date) -> Involvement:
    """Return social care's involvement with a family and with one child as at a day.

    Of a sibling nothing is taken but the date, for when the family is first recorded.
    """
    timeline = child_timeline(case, child, day=day)
    plans = _plans_at(timeline, day)
    orders = tuple(o for o in timeline.orders if o.when.began_by(day) is not Falls.NO)
    every = [sign for sign in _signs(case, timeline, plans, orders) if sign.when.began_by(day) is not Falls.NO]
    dated = sorted(
        (s for s in every if not s.when.is_undated), key=lambda s: (s.when.sort_key, not s.is_told, s.record)
    )
    of_child = [sign for sign in dated if sign.is_of_child]
    told = [sign for sign in dated if sign.is_told]
    return Involvement(
        day,
        dated[0] if dated else None,
        of_child[0] if of_child else None,
        plans,
        orders,
        tuple(p for p in plans if p.runs_on(day) in {Falls.CERTAIN, Falls.POSSIBLE}),
        tuple(o for o in orders if o.when.stands_on(day)),
        **{name: tuple(_dates(told, kinds)) for name, kinds in _TOLD_APART.items()},
        quiet=tuple(_quiet(of_child, plans, orders, day)),
        undated=sum(1 for sign in every if sign.when.is_undated and sign.is_told),
    )


def _plans_at(timeline: ChildTimeline, day: date) -> tuple[PlanPeriod, ...]:
    """Return the plans as at a day; one that is recorded both as such and by entries is told once."""
    found: dict[tuple[str, str], PlanPeriod] = {}
    for plan in timeline.plans:
        at_day = plan.as_at(day)
        if at_day is None:
            continue
        key = (at_day.tier, at_day.start.edtf or "-".join(at_day.entries))
        known = found.get(key)
        if known is None or (known.end is None and at_day.end is not None):
            found[key] = at_day
    return tuple(found.values())


def _signs(
    case: CaseFile, timeline: ChildTimeline, plans: Iterable[PlanPeriod], orders: Iterable[Order]
) -> Iterator[Sign]:
    child = timeline.child.id
    shown = {row.entry.id for row in (*timeline.entries, *timeline.undated)}
    grown = _grown_ups(case, child)
    for entry in stepwise(case.entries):
        named = set(entry.children)
        if not _is_act(entry) or (named and named <= grown):
            continue
        yield Sign(entry.when, ENTRY, entry.category, entry.id, child in named, entry.id in shown)
    for period in plans:
        yield Sign(period.start, PLAN, period.tier, period.entries[0], is_of_child=True, is_told=True)
    for order in orders:
        yield Sign(order.when, ORDER, order.status, order.id, is_of_child=True, is_told=True)
    for plan in case.plans:
        if plan.child != child and plan.child not in grown:
            yield Sign(_beginning(plan.when), PLAN, plan.tier, plan.id, is_of_child=False, is_told=False)
    for decision in case.decisions:
        if not decision.children or not set(decision.children) <= grown:
            is_own = child in decision.children
            yield Sign(decision.when, DECISION, decision.what, decision.id, is_own, is_own or not decision.children)
    for closure in case.closures:
        if not closure.children or not set(closure.children) <= grown:
            is_own = child in closure.children
            yield Sign(closure.when, CLOSURE, "case_closed", closure.id, is_own, is_own or not closure.children)
    for service in case.services:
        if child in service.children and agency_kind(service.provider) == SOCIAL_CARE:
            for period_of in service.periods:
                yield Sign(period_of.when, SERVICE, service.name, service.id, is_of_child=True, is_told=True)


def _is_act(entry: Entry) -> bool:
    """Return whether an entry is an act of social care, or reached it; what was withdrawn is none."""
    if entry.restriction or entry.standing is Standing.WITHDRAWN:
        return False
    signs = profiles_data().involvement
    if entry.category in signs.categories:
        return True
    known = categories().categories.get(entry.category)
    return known is not None and known.counts in signs.counts and agency_kind(entry.origin.agency) == SOCIAL_CARE


def _grown_ups(case: CaseFile, child: Id) -> set[Id]:
    """Return the child's parents, theirs and so on: what was done for them as children is not of this family's children."""
    found: set[Id] = set()
    look = [child]
    while look:
        for parentage in case.parentages_by_child.get(look.pop(), ()):
            new = set(parentage.parents) - found
            found |= new
            look += sorted(new)
    return found


def _beginning(when: When) -> When:
    start = when.edtf.partition("/")[0] if when.is_period else when.edtf
    return When(edtf="" if start == ".." else start)


def _dates(signs: Iterable[Sign], kinds: tuple[str, ...]) -> Iterator[When]:
    """Yield the days of signs of some kinds, each once: an entry and a decision of one day are one."""
    seen: set[str] = set()
    for sign in signs:
        is_one = sign.what in kinds and (sign.kind in {ENTRY, CLOSURE} or "case_closed" in kinds)
        if is_one and sign.when.edtf not in seen:
            seen.add(sign.when.edtf)
            yield sign.when


def _quiet(signs: Iterable[Sign], plans: Iterable[PlanPeriod], orders: Iterable[Order], day: date) -> Iterator[Quiet]:
    """Yield the times without a sign, longer than half a year, from the first sign to the day.

    A plan or order fills the time to its end; one without an end recorded fills it to the day.
    """
    filled: list[tuple[date, date]] = []
    for when, end in (*((p.start, p.end) for p in plans), *_spans(orders)):
        first = when.earliest
        last = day if end is None else end.latest
        if first is not None and last is not None:
            filled.append((first, min(last, day)))
    filled.extend(
        (sign.when.earliest, min(sign.when.latest or sign.when.earliest, day))
        for sign in signs
        if sign.when.earliest is not None and sign.kind not in {PLAN, ORDER}
    )
    reached: date | None = None
    for first, last in sorted(filled):
        if reached is not None and first - reached > timedelta(LONG):
            yield Quiet(reached, first)
        reached = max(reached or last, last)
    if reached is not None and day - reached > timedelta(LONG):
        yield Quiet(reached, day)


def _spans(orders: Iterable[Order]) -> Iterator[tuple[When, When | None]]:
    for order in orders:
        if not order.when.is_period:
            yield order.when, order.when
            continue
        _, _, end = order.when.edtf.partition("/")
        yield _beginning(order.when), None if end in {"", ".."} else When(edtf=end)
