"""Services and claims of change: what was waited for, what was refused, and what bears a change out."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.points import Looking, Point, called, cut
from chronology.patterns.words import counted, span_words
from chronology.practice.checks import check_data
from chronology.record.decisions import Claim
from chronology.record.plans import Service, ServicePeriod, ServiceState
from chronology.record.sources import NEVER_COUNTS, Basis

_NEEDS_REASON = {
    ServiceState.DELAYED: "was delayed",
    ServiceState.REFUSED: "was refused",
    ServiceState.ENDED: "ended",
    ServiceState.NOT_AVAILABLE: "was not available",
}
_WAITING = frozenset({ServiceState.OFFERED, ServiceState.WAITING, ServiceState.DELAYED})
_TOLD = frozenset({Basis.TOLD_BY_PARENT, Basis.NOT_RECORDED})


def last_period(service: Service) -> ServicePeriod | None:
    """Return the last period of a service, by date; None where nothing is recorded of its course."""
    return max(service.periods, key=lambda p: (p.when.sort_key[0] == 0, p.when.sort_key), default=None)


def is_unmet(service: Service) -> bool:
    """Return whether what a service was to help with is not met: it never ran, or stands before its start."""
    states = {period.state for period in service.periods}
    last = last_period(service)
    return last is not None and last.state is not ServiceState.STARTED and ServiceState.STARTED not in states


def services(looking: Looking) -> Iterator[Point]:
    """Find services waited for, services that stopped without a reason, and those of which nothing is recorded."""
    days = check_data("service_waiting").number("days")
    for service in looking.case.services:
        if service.children and not looking.subjects_of(service.children):
            continue
        what = called(service)
        last = last_period(service)
        if last is None:
            yield Point("service_no_course", f"of {what} neither offer nor start nor end is recorded", (service.id,))
            continue
        for period in service.periods:
            if period.state in _NEEDS_REASON and not period.reason.strip():
                day = "" if period.when.is_undated else f" ({period.when.words()})"
                words = f"{what} {_NEEDS_REASON[period.state]}{day}, and no reason is recorded"
                yield Point("service_no_reason", words, (service.id,))
        begun = [p.when.begins[1] for p in service.periods if p.state in _WAITING]
        known = [day for day in begun if day is not None]
        if last.state in _WAITING and known and (looking.day - min(known)).days > days:
            words = f"{what} has been waited for {span_words((looking.day - min(known)).days)}"
            yield Point("service_waiting", words, (service.id,))


def claims(looking: Looking) -> Iterator[Point]:
    """Find claims of change that only those tell of who are asked to change, or that entries speak against."""
    age = check_data("claim_no_answer_from_child").number("age")
    for claim in looking.case.claims:
        if claim.standing in NEVER_COUNTS or (claim.children and not looking.subjects_of(claim.children)):
            continue
        what = f"{called(claim)} (“{cut(claim.words)}”)"
        against = tuple(i for i in claim.contradicted_by if i in looking.entries)
        if is_only_told(looking, claim):
            told = [i for i in claim.corroborated_by if i in looking.entries]
            also = f", and so do the {counted(len(told), 'entry', 'entries')} that bear it out" if told else ""
            yield Point("claim_only_told", f"{what} rests on what was told{also}", (claim.id, *told))
        if against and not claim.answer.strip():
            words = (
                f"{counted(len(against), 'entry speaks', 'entries speak')} against {what}, and nothing is said of it"
            )
            yield Point("claim_contradicted", words, (claim.id, *against))
        behind = [looking.entries[i] for i in (*claim.corroborated_by, *claim.contradicted_by) if i in looking.entries]
        for child in looking.subjects_of(claim.children) if claim.children else ():
            asked = any(entry.views_of(child) for entry in behind)
            if not asked and looking.age_reached(child, age):
                words = f"no view of {looking.name(child)} is among the entries for or against {what}"
                yield Point("claim_no_answer_from_child", words, (claim.id,), child=child)


def is_only_told(looking: Looking, claim: Claim) -> bool:
    """Return whether a claim, and every entry that bears it out, rests on what a parent told."""
    if claim.basis not in _TOLD:
        return False
    return all(looking.entries[i].basis in _TOLD for i in claim.corroborated_by if i in looking.entries)
