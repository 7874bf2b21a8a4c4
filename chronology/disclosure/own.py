"""A case file without what is another child's own: for what is made of one child, or of some."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from chronology.lives.mentions import other_children
from chronology.record.casefile import CaseFile
from chronology.record.decisions import Claim, Closure, Decision
from chronology.record.entries import Entry
from chronology.record.households import Residence
from chronology.record.people import About, Person
from chronology.record.plans import Meeting, Plan, Service, VisitRecord
from chronology.record.safety import DangerStatement, FamilyOffer, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.supervision import PatternReview, Supervision
from chronology.record.ties import Order, Parentage, ParentageKind, ParentalResponsibility
from chronology.record.values import Id, Record

R = TypeVar("R", bound=Record)

_OF_CHILDREN = (
    Service, Meeting, Decision, Claim, Closure, DangerStatement, SafetyGoal, SafetyPlan, FamilyOffer, Supervision,
)  # fmt: skip
"""What may be about several children at once."""
_OF_ONE = (Plan, VisitRecord, SafetyScale, PatternReview, Order, ParentalResponsibility)
"""What is one child's."""
_CARE = frozenset({
    ParentageKind.FOSTER, ParentageKind.PRIVATE_FOSTERING, ParentageKind.KINSHIP, ParentageKind.GUARDIANSHIP,
    ParentageKind.CHILD_ARRANGEMENTS, ParentageKind.ADOPTED,
})  # fmt: skip
"""By what another child is cared for by somebody who is no parent by birth: that child's own."""


def as_one_childs(case: CaseFile, children: Collection[Id], included: Mapping[Id, str] | None = None) -> CaseFile:
    """Return the case file with nothing of another child but that it is there, who its parents are, and what both share.

    Left out of others: entries, impact, views, being seen, health, homes but this child's own, orders, plans, care by
    others, the work. `included` are entries about others that somebody included, each with the reason: their words stay.
    """
    ours = frozenset(children)
    others = {p.id for child in ours for p in other_children(case, child)} - ours
    homes = {r.household for r in case.residences if r.person in ours and r.household}
    # Where somebody lives who cares for another child alone is that child's home.
    cared = {p for held in case.parentages if held.child in others and held.way in _CARE for p in held.parents}
    kin = {p for held in case.parentages if held.child in ours or held.way not in _CARE for p in held.parents}
    away = others | (cared - kin)
    records: list[Record] = []
    for record in case.records.values():
        made = _ours(record, ours, others, included or {})
        if isinstance(made, Residence) and made.person in away and (made.household not in homes or made.carers):
            continue
        if made is not None:
            records.append(made)
    return CaseFile.of(records)


def of_these(entry: Entry, ours: Collection[Id]) -> Entry:
    """Return an entry with what it says of these children and of nobody else."""
    return entry.model_copy(
        update={
            "children": tuple(c for c in entry.children if c in ours),
            "neglect": tuple(n for n in entry.neglect if n.child is None or n.child in ours),
            "grades": tuple(g for g in entry.grades if g.child is None or g.child in ours),
            "seen": tuple(s for s in entry.seen if s.child in ours),
            "views": tuple(v for v in entry.views if v.child in ours),
            "impacts": tuple(i for i in entry.impacts if i.child in ours),
        }
    )


def words_alone(entry: Entry) -> Entry:
    """Return an included entry: what happened, who says so and how we know; nothing that is one child's own."""
    return Entry(
        id=entry.id,
        when=entry.when,
        known=entry.known,
        recorded=entry.recorded,
        standing=entry.standing,
        category=entry.category,
        event=entry.event,
        origin=entry.origin,
        basis=entry.basis,
        count=entry.count,
        significance=entry.significance,
        cites=entry.cites,
    )


def _ours(record: Record, ours: Collection[Id], others: Collection[Id], included: Mapping[Id, str]) -> Record | None:
    if isinstance(record, Entry):
        if record.id in included:
            return words_alone(record)
        accounts = tuple(a for a in record.own_accounts if a.person not in others)
        if not record.children:
            return record.model_copy(update={"own_accounts": accounts})
        own = of_these(record, ours).model_copy(update={"own_accounts": accounts})
        return own if own.children else None
    if isinstance(record, Person) and record.id in others:
        return record.model_copy(update={"health": (), "about": About(), "facts": (), "note": "", "carried": ()})
    if isinstance(record, Parentage) and record.child in others:
        return None if record.way in _CARE else record
    if isinstance(record, (*_OF_ONE, *_OF_CHILDREN)):
        return own_work(record, ours)
    return record


def own_work(record: R, ours: Collection[Id]) -> R | None:
    """Return a plan, service, decision or the like with what it says of these children; None where it is not about them."""
    if isinstance(record, _OF_ONE):
        return record if record.child in ours else None
    held: tuple[Id, ...] = getattr(record, "children", ())
    children = tuple(c for c in held if c in ours)
    if held and not children:
        return None
    changes: dict[str, object] = {"children": children}
    if isinstance(record, Decision):
        changes["analyses"] = tuple(a for a in record.analyses if a.child in ours)
        changes["compared"] = ()
    if isinstance(record, Supervision):
        changes["questions"] = tuple(q for q in record.questions if q.child is None or q.child in ours)
    found: R = record.model_copy(update=changes)
    return found
