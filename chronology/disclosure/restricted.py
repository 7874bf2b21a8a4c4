"""What is withheld from everything that goes out, whoever it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chronology.record.casefile import EVENTS, CaseFile
from chronology.record.households import Household, Residence
from chronology.record.people import Person
from chronology.record.sources import Document, Restriction, Stated
from chronology.record.ties import Bond, Order, Parentage, ParentalResponsibility, Partnership
from chronology.record.values import Id, Record


@dataclass(frozen=True)
class Unrestricted:
    """A case file without what is withheld from every export, and how much that was."""

    case: CaseFile
    of_people: int
    """Records of people and ties that are withheld."""
    reasons: frozenset[Restriction]
    """Why those are."""
    of_events: int
    """Entries, meetings and decisions, supervision and the like that are withheld."""


def without_restricted(case: CaseFile) -> Unrestricted:
    """Return the case file without what carries a restriction.

    A protected address is blotted wherever it shows: its household's own, and every home of a person who hides.
    """
    gone: list[Record] = []
    reasons: set[Restriction] = set()
    counts: Counter[bool] = Counter()
    blotted: list[Record] = []
    hiding = {p.id for p in case.people.values() if Restriction.PROTECTED_ADDRESS in p.restriction}
    homes = {r.household for r in case.residences if r.person in hiding}
    for record in case.records.values():
        held = set(record.restriction) if isinstance(record, Stated) else set()
        if isinstance(record, Household) and record.id in homes and not held:
            blotted.append(record.model_copy(update={"is_address_protected": True}))
            continue
        if not held or isinstance(record, Document):
            continue
        if isinstance(record, Person | Household) and held == {Restriction.PROTECTED_ADDRESS}:
            if isinstance(record, Household):
                blotted.append(record.model_copy(update={"is_address_protected": True}))
            continue
        gone.append(record)
        is_event = isinstance(record, EVENTS)
        counts[is_event] += 1
        reasons |= set() if is_event else held
    people = {record.id for record in gone if isinstance(record, Person)}
    if gone:
        near = frozenset(case.people) - people
        case = case.with_records((), (record.id for record in gone))
        case = CaseFile.of(records_about(case, near)) if people else case
    case = case.with_records(blotted) if blotted else case
    return Unrestricted(case, counts[False], frozenset(reasons), counts[True])


def records_about(case: CaseFile, near: frozenset[Id]) -> Iterable[Record]:
    """Yield the records that concern only these people, and what is common to all."""
    for record in case.records.values():
        if isinstance(record, Person) and record.id not in near:
            continue
        if isinstance(record, Partnership) and not set(record.partners) <= near:
            continue
        if isinstance(record, Parentage):
            parents = tuple(p for p in record.parents if p in near)
            if record.child not in near or (record.parents and not parents):
                continue
            yield record if parents == record.parents else record.model_copy(update={"parents": parents})
            continue
        if isinstance(record, Bond) and not {record.source, record.target} <= near:
            continue
        if isinstance(record, Order | ParentalResponsibility) and record.child not in near:
            continue
        if isinstance(record, Residence) and record.person not in near:
            continue
        yield record
