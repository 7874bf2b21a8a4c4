"""The people of a projection: named with what may be known of them, or standing there as a word alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chronology.disclosure.audiences import Reason
from chronology.disclosure.kin import Needed
from chronology.disclosure.scope import Scope
from chronology.disclosure.tokens import phrases
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED
from chronology.record.people import About, Gender, Person, Place
from chronology.record.values import Id

CLEARED: dict[str, object] = {"note": "", "carried": (), "cites": (), "restriction": ()}
"""What no projection holds of any record: a worker's own words, and where it was read."""


_DESCRIBES = re.compile(r"['’]s\b|\(|\b(?:of|and|to)\b")
"""Marks of a name that says who somebody is to others, and is no name."""


@dataclass(frozen=True)
class People:
    """The people of a projection."""

    records: tuple[Person, ...]
    ids: Mapping[Id, Id]
    """For each person of the case file who stands in the projection, the id there."""


def people_of(
    case: CaseFile, need: Needed, scope: Scope, counts: Counter[Reason], kept: Mapping[Id, str] | None = None
) -> People:
    """Return the people whom an audience needs, in the order recorded, with what it may know of each.

    `kept` gives the word by which somebody stands in every document, where one has been given.
    """
    words = _beside_kept(_words(case, need), kept or {})
    strangers = _names_of_others(case, need)
    ids: dict[Id, Id] = {}
    records = []
    for person in case.people.values():
        if person.id in need.unnamed:
            word = words[person.id]
            ids[person.id] = free_id(word, case)
            is_carer = need.unnamed[person.id] != "Person"
            gender = Gender.UNKNOWN if is_carer else person.gender
            records.append(Person(id=ids[person.id], name=word, gender=gender))
            counts[Reason.CARER if is_carer else Reason.THIRD] += 1
        elif person.id in need.named:
            ids[person.id] = person.id
            records.append(_named(person, scope, strangers, counts))
        else:
            counts[Reason.THIRD] += 1
    return People(tuple(records), ids)


def _words(case: CaseFile, need: Needed) -> dict[Id, str]:
    """Return what each unnamed person is called: numbered in the order in which they began to care, where several are."""
    begun: dict[Id, tuple[object, ...]] = {}
    for held in case.parentages:
        for parent in held.parents:
            begun[parent] = min(begun.get(parent, held.when.sort_key), held.when.sort_key)
    none = (2, 0, 0, "")
    place = {i: n for n, i in enumerate(case.people)}
    several = Counter(need.unnamed.values())
    numbers: Counter[str] = Counter()
    found = {}
    for i in sorted(need.unnamed, key=lambda i: (begun.get(i, none), place.get(i, 0))):
        word = need.unnamed[i]
        numbers[word] += 1
        found[i] = f"{word} {numbers[word]}" if several[word] > 1 or word == "Person" else word
    return found


def _beside_kept(words: Mapping[Id, str], kept: Mapping[Id, str]) -> dict[Id, str]:
    """Return each person's kept word, else their own, numbered on where somebody else was given it before."""
    taken, found = set(kept.values()), {}
    for person, word in words.items():
        own = kept.get(person, word)
        number = 1
        while person not in kept and own in taken:
            number += 1
            own = f"{word.rstrip(' 0123456789')} {number}"
        found[person] = own
        taken.add(own)
    return found


def free_id(word: str, case: CaseFile) -> Id:
    """Return the id of what stands for somebody or something unnamed: its words, and no id of the record's own."""
    found = word.casefold().replace(" ", "-")
    while found in case.records:
        found = f"x-{found}"
    return found


def _names_of_others(case: CaseFile, need: Needed) -> frozenset[str]:
    """Return the words of names that only people who are not named bear: "Perpetua's son" would name Perpetua."""

    def words(are_named: bool) -> set[str]:
        return {
            word
            for person in case.people.values()
            if (person.id in need.named) is are_named and not _DESCRIBES.search(person.name)
            for text in (person.name, *(other.text for other in person.names))
            for phrase in phrases(text)
            for word in phrase
        }

    return frozenset(words(False) - words(True))


def _named(person: Person, scope: Scope, strangers: frozenset[str], counts: Counter[Reason]) -> Person:
    """Return a person with what the audience may know of them."""
    is_about = person.id in scope.children
    has_words = bool(person.note or person.carried or person.cites or person.facts or person.ref or person.case_ids)
    counts[Reason.WORDS] += has_words
    changes: dict[str, object] = CLEARED | {"facts": (), "ref": "", "case_ids": (), "agency": ""}
    if not is_about:
        counts[Reason.PRIVATE] += len(person.health)
        changes["health"] = ()
    if not is_about or not scope.audience.sees_childs_private:
        counts[Reason.PRIVATE] += _tells_about(person)
        changes |= {"about": About(), "sex_at_birth": ""}
    if person.is_subject and not is_about and person.id not in scope.status_of:
        counts[Reason.SIBLING] += 1
        changes["is_subject"] = False
    if _DESCRIBES.search(person.name) and strangers & {w for phrase in phrases(person.name) for w in phrase}:
        counts[Reason.THIRD] += 1
        changes |= {"name": "", "given": "", "surname": "", "names": (), "initials": ""}
    if person.place is Place.PROFESSIONAL and not scope.hides_professionals:
        changes |= {"agency": person.agency, "birth": UNDATED, "health": (), "about": About(), "sex_at_birth": ""}
    elif person.place is Place.PROFESSIONAL:
        counts[Reason.PROFESSIONAL] += 1
        role = person.role.strip() or "Professional"
        changes |= {"name": role, "given": "", "surname": "", "names": (), "initials": "", "birth": UNDATED}
    elif person.place is not Place.FAMILY:
        counts[Reason.WORDS] += bool(person.role)
        changes["role"] = ""
    return person.model_copy(update=changes)


def _tells_about(person: Person) -> bool:
    """Return whether anything is recorded that matters to the person alone; what it is, is not looked at."""
    return bool(person.sex_at_birth) or person != person.model_copy(update={"about": About()})
