"""The work with a child in a projection: statements, goals, plans and decisions, as far as an audience has a part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from chronology.disclosure.audiences import Reach, Reason, Work
from chronology.disclosure.own import own_work
from chronology.disclosure.people import CLEARED
from chronology.disclosure.scope import Scope
from chronology.disclosure.screening import Screen
from chronology.record.casefile import CaseFile
from chronology.record.decisions import Claim, Closure, Decision, HarmAnalysis, Reasoned
from chronology.record.safety import DangerStatement, FamilyOffer, NetworkMember, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.sources import Stated
from chronology.record.supervision import Made, PatternReview, Supervision
from chronology.record.values import Id, Record

FAMILYS = (DangerStatement, SafetyGoal, SafetyScale, SafetyPlan, FamilyOffer)
"""What is made with the family."""
WORKERS = (Decision, Claim, Closure, PatternReview)
"""What a worker or a manager decided or made of the record."""
_CITING = ("entries", "corroborated_by", "contradicted_by", "evidence", "against")
"""Fields that hold ids of entries."""


def work_of(
    case: CaseFile,
    people: Mapping[Id, Id],
    shown: Collection[Id],
    scope: Scope,
    screen: Screen,
    counts: Counter[Reason],
) -> list[Record]:
    """Return the work with the children whose own it is, as far as the audience has a part in it.

    Supervision is for no audience; a pattern only where a named worker adopted it. A record whose words name somebody
    withheld is left out until a person has decided. `shown` are the entries that may be cited.
    """
    seen: tuple[type[Stated], ...] = {
        Work.NONE: (),
        Work.FAMILYS: FAMILYS,
        Work.ALL: (*FAMILYS, *WORKERS),
    }[scope.audience.work]
    records: list[Record] = []
    for record in _every(case):
        if not isinstance(record, seen):
            counts[Reason.WORK] += 1
            continue
        if isinstance(record, PatternReview) and record.made is not Made.ADOPTED:
            counts[Reason.WORK] += 1
            continue
        own = own_work(record, [c for c in scope.status_of if c in people])
        if own is None:
            counts[Reason.SIBLING] += 1
            continue
        made = screen.shown(record.id, _told(own, people, shown, scope), reworded=_rewords(own))
        if made is not None:
            records.append(made)
    return records


def _every(case: CaseFile) -> Iterator[Stated]:
    for record in case.records.values():
        if isinstance(record, (*FAMILYS, *WORKERS, Supervision)):
            yield record


def _rewords(record: Stated) -> str:
    return "words" if "words" in type(record).model_fields else ""


def _told(record: Stated, people: Mapping[Id, Id], shown: Collection[Id], scope: Scope) -> Stated:
    """Return a record with the people who stand in the projection, and citing only entries that do."""
    changes: dict[str, object] = dict(CLEARED)
    for name in _CITING:
        if name in type(record).model_fields:
            changes[name] = tuple(i for i in getattr(record, name) if i in shown)
    for name in ("cited_as", "entry"):
        if name in type(record).model_fields:
            changes[name] = "" if name == "cited_as" else None
    if isinstance(record, Decision):
        changes["analyses"] = tuple(_analysis(a, shown) for a in record.analyses)
        changes["compared"] = ()
    if isinstance(record, Closure):
        changes["changed"] = _reasoned(record.changed, shown)
        changes["noticed_by"] = tuple(_member(m, people, scope) for m in record.noticed_by)
    if isinstance(record, SafetyPlan):
        changes["steps"] = tuple(s.model_copy(update={"who": _member(s.who, people, scope)}) for s in record.steps)
        changes["tried"] = tuple(t.model_copy(update={"entry": None}) for t in record.tried)
    if isinstance(record, FamilyOffer):
        changes["meeting"] = None
    return record.model_copy(update=changes)


def _member(member: NetworkMember, people: Mapping[Id, Id], scope: Scope) -> NetworkMember:
    """Return somebody of the family's network: by name who stands in the projection, a professional, or for who knows everyone.

    Anybody else is a friend or neighbour whom this audience has no need to know of, and stands as what they are to the family.
    """
    shown = people.get(member.person or "")
    is_named = (
        shown == member.person
        if member.person is not None
        else scope.audience.reach is Reach.EVERYONE or (member.is_professional and not scope.hides_professionals)
    )
    name = member.name if is_named else member.role or "somebody of the family's network"
    return member.model_copy(update={"person": shown, "name": name, "role": member.role if is_named else ""})


def _analysis(held: HarmAnalysis, shown: Collection[Id]) -> HarmAnalysis:
    return held.model_copy(update={question: _reasoned(answer, shown) for question, answer in held.answers()})


def _reasoned(held: Reasoned, shown: Collection[Id]) -> Reasoned:
    return held.model_copy(update={"entries": tuple(i for i in held.entries if i in shown), "cited_as": ""})
