"""The ties of a projection: descent, partnerships, bonds, orders and responsibility between those who stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from chronology.disclosure.audiences import Reach, Reason, Ties
from chronology.disclosure.kin import Needed
from chronology.disclosure.parent_sets import STANDS
from chronology.disclosure.people import CLEARED
from chronology.disclosure.scope import Scope
from chronology.disclosure.tokens import Finder
from chronology.record.casefile import CaseFile
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Parentage,
    Partnership,
    PartnershipStep,
)
from chronology.record.values import Id, Record


def ties_of(
    case: CaseFile, people: Mapping[Id, Id], need: Needed, scope: Scope, finder: Finder, counts: Counter[Reason]
) -> list[Record]:
    """Return the ties that an audience may see; `people` gives each person's id in the projection."""

    def clean(text: str) -> str:
        return "" if finder.found_in(text) else text

    couples = _partnerships(case, people, need, scope, counts)
    records: list[Record] = [*couples.values()]
    records += _parentages(case, people, need, couples)
    records += [
        MultipleBirth(id=f"together-{n}", children=together, zygosity=birth.zygosity)
        for n, birth in enumerate(case.multiple_births, 1)
        if len(together := tuple(people[c] for c in birth.children if c in people)) > 1
    ]
    records += _bonds(case, need, scope, clean, counts)
    records += _orders(case, people, scope, clean, counts)
    return records


def _partnerships(
    case: CaseFile, people: Mapping[Id, Id], need: Needed, scope: Scope, counts: Counter[Reason]
) -> dict[Id, Partnership]:
    """Return the partnerships between people who are named, each under a new id."""
    found: dict[Id, Partnership] = {}
    for held in case.partnerships:
        if not set(held.partners) <= need.named:
            counts[Reason.THIRD] += set(held.partners) <= set(people)
            continue
        if held.standing not in STANDS and not scope.audience.sees_alleged:
            counts[Reason.ALLEGED] += 1
            continue
        if held.features and scope.audience.reach is not Reach.EVERYONE:
            counts[Reason.PRIVATE] += 1
        features = held.features if scope.audience.reach is Reach.EVERYONE else ()
        steps = tuple(PartnershipStep(status=step.status, when=step.when) for step in held.steps)
        changes = CLEARED | {"id": f"couple-{len(found) + 1}", "ref": "", "steps": steps, "features": features}
        found[held.id] = held.model_copy(update=changes)
    return found


def _parentages(
    case: CaseFile, people: Mapping[Id, Id], need: Needed, couples: Mapping[Id, Partnership]
) -> list[Parentage]:
    found: list[Parentage] = []
    for held in case.parentages:
        parents = tuple(people[p] for p in held.parents if p in people)
        if held.child not in people or (held.parents and not parents):
            continue
        is_whole = set(held.parents) <= need.named
        couple = couples.get(held.partnership or "") if is_whole else None
        shared = held.partnership if held.partnership and not held.parents else None
        changes = CLEARED | {
            "id": f"parents-{len(found) + 1}",
            "child": people[held.child],
            "parents": parents,
            "ways": {people[p]: way for p, way in held.ways.items() if p in people},
            "certainty": {people[p]: sure for p, sure in held.certainty.items() if p in people},
            "partnership": couple.id if couple else shared,
        }
        found.append(held.model_copy(update=changes))
    return found


def _bonds(
    case: CaseFile, need: Needed, scope: Scope, clean: Callable[[str], str], counts: Counter[Reason]
) -> list[Bond]:
    found: list[Bond] = []
    for bond in case.bonds:
        if not {bond.source, bond.target} <= need.named:
            continue
        if bond.standing not in STANDS and scope.audience.ties is not Ties.ALL:
            counts[Reason.ALLEGED] += 1
        elif scope.audience.ties is Ties.NONE or not clean(bond.nature):
            counts[Reason.TIE] += 1
        else:
            found.append(bond.model_copy(update=CLEARED | {"id": f"tie-{len(found) + 1}", "words": ""}))
    return found


def _orders(
    case: CaseFile, people: Mapping[Id, Id], scope: Scope, clean: Callable[[str], str], counts: Counter[Reason]
) -> list[Record]:
    found: list[Record] = []
    for held in case.orders:
        if held.child not in scope.status_of or held.child not in people:
            counts[Reason.SIBLING] += held.child in people
            continue
        favoured = tuple(people[p] for p in held.in_favour_of if p in people)
        changes = CLEARED | {
            "id": f"order-{len(found) + 1}",
            "in_favour_of": favoured,
            "words": clean(held.words),
            "status": clean(held.status),
            "court": "",
        }
        found.append(held.model_copy(update=changes))
    for pr in case.responsibilities:
        if pr.child not in scope.status_of or pr.child not in people:
            counts[Reason.SIBLING] += pr.child in people
            continue
        if pr.holder is not None and pr.holder not in people:
            continue
        changes = CLEARED | {
            "id": f"responsible-{len(found) + 1}",
            "child": people[pr.child],
            "holder": people[pr.holder] if pr.holder else None,
            "ground": clean(pr.ground),
            "authority": clean(pr.authority),
        }
        found.append(pr.model_copy(update=changes))
    return found
