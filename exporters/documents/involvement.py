"""The succinct summary of the length of involvement that a court chronology begins with (Practice Direction 12A)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from chronology.lives.involvement import DECISION, ENTRY, ORDER, PLAN, Involvement, Sign
from chronology.lives.plans import PlanPeriod
from chronology.practice.categories import category_label, tier_label, tier_of
from chronology.practice.decisions import decision_label
from chronology.record.dates import Falls, When, months_between
from chronology.record.ties import ORDER_STATUSES, Order
from chronology.record.values import Id
from exporters.documents.wording import date_words

HEADING = "Length of involvement"
FEW = 8
"""Up to so many dates are told one by one."""
CAVEAT = (
    "Taken from what is recorded and not withheld, whatever period the table holds; it says when involvement is first recorded, not when "
    "it began. A time in which nothing is recorded may have held something."
)

_DETAIL = re.compile(r"\(([^()]+)\)\s*$")
"""What stands in brackets at the end of a plan's words: the category, or the legal status."""


def involvement_points(told: Involvement, name: str, numbers: Mapping[Id, int]) -> tuple[str, ...]:
    """Return the summary as points; `numbers` are the serial numbers of the entries that the chronology holds."""
    return tuple(_points(told, name, numbers))


def _points(told: Involvement, name: str, numbers: Mapping[Id, int]) -> Iterator[str]:
    family, child = told.with_family, told.with_child
    if family is None:
        yield "No dated involvement of children’s social care is recorded."
    elif child is not None and child.when.edtf == family.when.edtf:
        yield f"With the family and with {name}: first recorded {_first(child, told, numbers)}."
    else:
        yield f"With the family: first recorded {_first(family, told, numbers)}."
        yield (
            f"With {name}: first recorded {_first(child, told, numbers)}."
            if child is not None
            else f"With {name}: no dated involvement that names {name} is recorded."
        )
    yield f"Plans: {'; '.join(map(_plan, told.plans)) if told.plans else 'none recorded'}."
    yield f"Orders and legal statuses: {'; '.join(map(_order, told.orders)) if told.orders else 'none recorded as such'}."
    if told.court:
        yield f"Entries about proceedings and orders: {_dates(told.court)}."
    counted = (
        ("Referrals and reported concerns", told.referrals),
        ("Section 47 enquiries", told.enquiries),
        ("Closures", told.closures),
    )
    yield from (f"{label}: {_dates(days)}." for label, days in counted)
    if told.quiet:
        spans = "; ".join(f"{date_words(When.on(q.first))} to {date_words(When.on(q.last))}" for q in told.quiet)
        yield f"Nothing recorded, for longer than half a year: {spans}."
    yield f"On {date_words(When.on(told.day))}: {_now(told)}."
    if told.undated:
        yield (
            f"{told.undated} {'act' if told.undated == 1 else 'acts'} of social care without a date "
            f"{'is' if told.undated == 1 else 'are'} not counted in any length."
        )


def _first(sign: Sign, told: Involvement, numbers: Mapping[Id, int]) -> str:
    what = _what(sign) if sign.is_told else ""
    entry = f"entry {numbers[sign.record]}" if sign.is_told and sign.record in numbers else ""
    beside = ", ".join(part for part in (what, entry) if part)
    length = _length(sign.when, told.day)
    lasting = f", {length} before {date_words(When.on(told.day))}" if length else ""
    return f"{date_words(sign.when)}{f' ({beside})' if beside else ''}{lasting}"


def _length(start: When, day: date) -> str:
    """Return "9 years 2 months"; the least and the most where the date leaves both open, empty where it leaves all open."""
    first, last = start.begins
    if first is None or last is None or last > day:
        return ""
    most, least = _months(first, day), _months(last, day)
    return most if most == least else f"between {least} and {most}"


def _months(first: date, last: date) -> str:
    years, months = divmod(months_between(first, last), 12)
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (months, "month")) if n]
    return " ".join(parts) or "less than a month"


def _what(sign: Sign) -> str:
    if sign.kind == ENTRY:
        return category_label(sign.what)
    if sign.kind == DECISION:
        return f"decision: {decision_label(sign.what)}" if sign.what else "decision"
    if sign.kind == PLAN:
        return f"{tier_label(sign.what)} plan"
    if sign.kind == ORDER:
        return _status(sign.what)
    return "closure" if sign.what == "case_closed" else sign.what


def _plan(plan: PlanPeriod) -> str:
    named = plan_named(plan)
    start = "start not recorded" if plan.start.is_undated else date_words(plan.start)
    if plan.end is None:
        return (
            f"{named}, from {start}, no end recorded" if not plan.start.is_undated else f"{named}, dates not recorded"
        )
    return f"{named}, {start} to {date_words(plan.end)}"


def plan_named(plan: PlanPeriod) -> str:
    """Return the tier with what the words of the record say beyond it: "child protection (neglect)"."""
    label = tier_label(plan.tier)
    detail = _DETAIL.search(plan.words)
    if detail:
        return f"{label} ({detail[1]})"
    is_more = plan.words and tier_of(plan.words) != plan.tier
    return f"{label} ({plan.words})" if is_more and plan.words.casefold() != label.casefold() else label


def _status(key: str) -> str:
    return ORDER_STATUSES.get(key, key)


def _order(order: Order) -> str:
    return f"{_status(order.status)}, {date_words(order.when)}"


def _dates(days: Iterable[When]) -> str:
    found = [date_words(day) for day in days]
    if not found:
        return "none recorded"
    if len(found) <= FEW:
        return f"{len(found)} ({', '.join(found)})"
    return f"{len(found)}, first {found[0]}, last {found[-1]}"


def _now(told: Involvement) -> str:
    plans = [_named(plan, told) for plan in told.running]
    orders = [_status(order.status) for order in told.orders_running]
    if plans or orders:
        return "; ".join(dict.fromkeys([*plans, *orders]))
    if told.closures:
        return f"no plan or order is recorded as running; last recorded closure {date_words(told.closures[-1])}"
    return "no plan or order is recorded as running"


def _named(plan: PlanPeriod, told: Involvement) -> str:
    words = tier_label(plan.tier)
    since = "" if plan.start.is_undated else f" since {date_words(plan.start)}"
    is_open = plan.runs_on(told.day) is Falls.POSSIBLE
    return f"{words}{since}{', depending on the dates' if is_open else ''}"
