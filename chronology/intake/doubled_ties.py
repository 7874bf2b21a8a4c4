"""Ties that stand twice once a person recorded twice is one: what cannot be then, and which two are one tie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chronology.lives.kinship import BLOOD
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Residence
from chronology.record.references import ids_in, repointed
from chronology.record.sources import Stated
from chronology.record.ties import Bond, MultipleBirth, Order, Parentage, ParentalResponsibility, Partnership
from chronology.record.values import Id, Record

TIES = (Partnership, Parentage, MultipleBirth, Bond, ParentalResponsibility, Order, Residence)
_BESIDE = {"id", "cites", "carried", "note", "ref"}
"""What two records of one tie may have each of its own."""
_ADDED_UP = {"steps", "features"}
"""What two records of one couple say together."""


def ties_between(case: CaseFile, one: Id, two: Id) -> Iterator[Stated]:
    """Yield every tie that two people have with each other, so that they cannot be one: partners, parent and child, twins …"""
    both = {one, two}
    for kind in TIES:
        for tie in case.of_kind(kind):
            if both <= set(ids_in(tie)) and not _is_beside(tie, both):
                yield tie


def _is_beside(tie: Stated, both: set[Id]) -> bool:
    """Return whether two people only stand side by side in a tie: both carers of a child, an order in favour of both."""
    if isinstance(tie, Residence):
        return tie.person not in both
    return isinstance(tie, Order) and tie.child not in both


def ties_made_one(ties: Sequence[Record]) -> tuple[dict[Id, Record], dict[Id, Id]]:
    """Return the ties that took another in, by id, and the id of each that was taken in → the one that stays.

    `ties` are those of one person. Two are one where they say the same of the same people; where they contradict one
    another, or stand otherwise, both stay.
    """
    stay: dict[Id, Record] = {}
    grown: dict[Id, Record] = {}
    gone: dict[Id, Id] = {}
    for tie in sorted(
        ties, key=lambda tie: not isinstance(tie, Partnership)
    ):  # parents may be a couple made one before
        newest = repointed(tie, gone)
        for held in stay.values():
            joined = _joined(held, newest)
            if joined is not None:
                stay[held.id] = grown[held.id] = joined
                gone[newest.id] = held.id
                break
        else:
            stay[newest.id] = newest
    return grown, gone


def _joined(one: Record, two: Record) -> Record | None:
    """Return two records of one tie as one; None where they are two ties, or contradict one another."""
    if type(one) is not type(two) or not isinstance(one, Stated) or not isinstance(two, Stated):
        return None
    update: dict[str, Any] | None = {}
    if isinstance(one, Parentage) and isinstance(two, Parentage):
        update = _parents_joined(one, two)
    elif isinstance(one, Partnership) and isinstance(two, Partnership):
        is_couple = len(set(one.partners)) == 2 and set(one.partners) == set(two.partners)
        update = {"partners": one.partners} if is_couple else None
    if update is None:
        return None
    for name in type(one).model_fields:
        here, there = getattr(one, name), getattr(two, name)
        if name in _ADDED_UP:
            update[name] = tuple(dict.fromkeys((*here, *there)))
        elif here != there and name not in update and name not in _BESIDE:
            return None
    return one.model_copy(update=update | beside_joined(one, two))


def beside_joined(one: Stated, two: Stated) -> dict[str, Any]:
    """Return what two records of one thing have beside what they say: the places they were read from, notes, ids."""
    refs = getattr(one, "ref", ""), getattr(two, "ref", "")
    notes = list(dict.fromkeys(filter(None, (one.note, two.note))))
    update: dict[str, Any] = {
        "cites": _both(one.cites, two.cites),
        "carried": _both(one.carried, two.carried),
    }
    if isinstance(one, Partnership):
        update["ref"] = refs[0] or refs[1]
        notes += [f"Also recorded under the id {refs[1]}."] if all(refs) and refs[0] != refs[1] else []
    return update | {"note": "\n".join(notes)}


def _both(one: tuple[Any, ...], two: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*one, *(part for part in two if part not in one))


def _parents_joined(one: Parentage, two: Parentage) -> dict[str, Any] | None:
    """Return what two parent sets of one child are together; None where each stands for itself."""
    few, many = sorted((one, two), key=lambda tie: len(tie.parents))
    together = tuple(dict.fromkeys((*many.parents, *few.parents)))
    is_one_set = set(few.parents) <= set(many.parents) and bool(few.parents)
    if one.child != two.child or one.way is not two.way or len(together) > 2:
        return None
    if not is_one_set and not (one.way in BLOOD and few.parents):
        return None
    update: dict[str, Any] = {"child": one.child, "way": one.way, "parents": together}
    for name in ("ways", "certainty"):
        here, there = getattr(one, name), getattr(two, name)
        if any(here.get(parent) != there.get(parent) for parent in set(one.parents) & set(two.parents)):
            return None
        update[name] = here | there
    for name in ("partnership", "order", "when"):
        found = {value for tie in (one, two) if not _is_open(value := getattr(tie, name))}
        if len(found) > 1:
            return None
        update[name] = next(iter(found), getattr(one, name))
    return update


def _is_open(value: Any) -> bool:
    return value is None or (isinstance(value, When) and value.is_undated)


def parent_sets_by_birth(case: Mapping[Id, Record], child: Id) -> list[Parentage]:
    """Return the parent sets by birth of somebody among records: more than one contradict one another."""
    return [r for r in case.values() if isinstance(r, Parentage) and r.child == child and r.way in BLOOD]
