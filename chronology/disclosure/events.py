"""Entries, plans, services and meetings of a projection: of whom they may be shown, without words that name others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chronology.disclosure.audiences import Reason
from chronology.disclosure.parent_sets import STANDS
from chronology.disclosure.people import CLEARED
from chronology.disclosure.scope import Scope
from chronology.disclosure.tokens import Finder
from chronology.record.casefile import CaseFile
from chronology.record.decisions import Claim, Closure, Decision
from chronology.record.entries import Entry, Origin
from chronology.record.plans import Meeting, Service
from chronology.record.safety import DangerStatement, FamilyOffer, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.supervision import PatternReview, Supervision
from chronology.record.values import Id, Record

_THE_WORKERS = (
    Decision,
    Claim,
    Closure,
    DangerStatement,
    SafetyGoal,
    SafetyScale,
    SafetyPlan,
    FamilyOffer,
    Supervision,
    PatternReview,
)
"""What the work itself holds: no audience is shown it by a projection."""
_FREE = ("event", "action", "outcome", "analysis")


@dataclass(frozen=True)
class Events:
    """What happened and was done, as far as an audience may see it."""

    records: tuple[Record, ...]
    to_decide: tuple[Id, ...]
    """Entries of the case file whose words name somebody withheld: they stand without their words."""


def events_of(case: CaseFile, people: Mapping[Id, Id], scope: Scope, finder: Finder, counts: Counter[Reason]) -> Events:
    """Return the entries, plans, services and meetings that concern a child whose own they may be shown.

    Who said or attended something is given by agency and role, what another child said or what it meant for them never.
    Decisions, statements, plans, closures and supervision are not for any audience.
    """
    records: list[Record] = []
    to_decide: list[Id] = []
    for entry in case.entries:
        children = tuple(c for c in entry.children if c in scope.status_of and c in people)
        if entry.children and not children:
            counts[Reason.SIBLING] += 1
        elif not entry.children and not scope.audience.sees_siblings_status:
            counts[Reason.THIRD] += 1
        elif entry.standing not in STANDS and not scope.audience.sees_alleged:
            counts[Reason.ALLEGED] += 1
        else:
            shown = _entry(entry, children, people)
            if _names_somebody(shown, finder):
                to_decide.append(entry.id)
                shown = _without_words(shown)
            records.append(shown)
    for plan in case.plans:
        if plan.child in scope.status_of and plan.child in people:
            ended = "" if finder.found_in(plan.ended_because) else plan.ended_because
            records.append(plan.model_copy(update=CLEARED | {"case_ids": (), "ended_because": ended}))
        else:
            counts[Reason.SIBLING] += 1
    held: tuple[Service | Meeting, ...] = (*case.services, *case.meetings)
    for record in held:
        children = tuple(c for c in record.children if c in scope.status_of and c in people)
        if children:
            records.append(_service_or_meeting(record, children, people, finder))
        else:
            counts[Reason.SIBLING] += 1
    records += [
        visits.model_copy(update=CLEARED | {"declared_by": ""})
        for visits in case.visit_records
        if visits.child in scope.status_of and visits.child in people
    ]
    counts[Reason.PROFESSIONAL] += sum(len(case.of_kind(kind)) for kind in _THE_WORKERS)
    return Events(tuple(records), tuple(to_decide))


def _entry(entry: Entry, children: tuple[Id, ...], people: Mapping[Id, Id]) -> Entry:
    """Return an entry with what it says of these children and of nobody else."""
    mine = set(children)
    changes: dict[str, object] = {
        "children": children,
        "children_as_written": "",
        "people": tuple(people[p] for p in entry.people if p in people),
        "origin": Origin(agency=entry.origin.agency),
        "neglect": tuple(n for n in entry.neglect if n.child is None or n.child in mine),
        "grades": tuple(g for g in entry.grades if g.child is None or g.child in mine),
        "seen": tuple(s.model_copy(update={"by": ""}) for s in entry.seen if s.child in mine),
        "views": tuple(
            v.model_copy(update={"to_whom": "", "present": "", "answers": ()}) for v in entry.views if v.child in mine
        ),
        "impacts": tuple(i for i in entry.impacts if i.child in mine),
        "case_ids": (),
        "own_accounts": (),
        "goals": (),
        "corroborates": (),
        "contradicts": (),
        "extras": (),
        "content_key": "",
    }
    return entry.model_copy(update=CLEARED | changes)


def _words(entry: Entry) -> list[str]:
    words = [getattr(entry, name) for name in (*_FREE, "service", "response", "plan", "category")]
    words += [entry.origin.agency, *(i.words for i in entry.impacts), *(e.by for e in entry.explained_by)]
    words += [text for view in entry.views for text in (view.words, view.question)]
    return [*words, *(e.said_by for e in entry.explained_by), *(n.domain for n in entry.neglect)]


def _names_somebody(entry: Entry, finder: Finder) -> bool:
    return any(finder.found_in(text) for text in _words(entry) if text)


def _without_words(entry: Entry) -> Entry:
    """Return an entry as its date, its children and its kind alone."""
    return Entry(
        id=entry.id,
        when=entry.when,
        known=entry.known,
        standing=entry.standing,
        children=entry.children,
        category=entry.category,
        plan=entry.plan,
        significance=entry.significance,
    )


def _service_or_meeting(
    record: Service | Meeting, children: tuple[Id, ...], people: Mapping[Id, Id], finder: Finder
) -> Service | Meeting:
    def clean(text: str) -> str:
        return "" if finder.found_in(text) else text

    changes: dict[str, object] = CLEARED | {"children": children}
    if isinstance(record, Service):
        adults = tuple(people[p] for p in record.people if p in people)
        periods = tuple(p.model_copy(update={"reason": clean(p.reason)}) for p in record.periods)
        words = {"name": clean(record.name), "provider": clean(record.provider), "need": clean(record.need)}
        return record.model_copy(update=changes | words | {"people": adults, "periods": periods})
    came = tuple(
        a.model_copy(
            update={"name": "", "person": None, "role": clean(a.role), "agency": clean(a.agency), "reason": ""}
        )
        for a in record.attendance
    )
    words = {"what": clean(record.what), "decisions": clean(record.decisions)}
    return record.model_copy(update=changes | words | {"attendance": came, "entry": None})
