"""Names of other children in free text, so that one child's page does not carry a sibling unnoticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.people import NameKind, OtherName, Person, Place
from chronology.record.steps import stepwise
from chronology.record.values import Id

ADULT = 18
"""Age in years at which somebody is no longer a child (Children Act 1989, section 105)."""


def is_child_on(person: Person, day: date) -> bool:
    """Return whether somebody may be under 18 on a day; without a date of birth nobody is taken for a child."""
    if person.place is not Place.FAMILY or person.birth.latest is None:
        return False
    latest = person.birth.latest
    return (day.year - latest.year, day.month, day.day) < (ADULT, latest.month, latest.day)


def names_of(person: Person) -> tuple[str, ...]:
    """Return the names by which free text may call somebody: given name, full name, every other name and its given name."""
    given = person.given or (person.name.split()[0] if person.name.split() else "")
    others = [name for other in person.names for name in (other.text, _given_of(other))]
    found = [given.split()[0] if given else "", given, person.name, *others]
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def _given_of(other: OtherName) -> str:
    """Return the given name of a further name ("Katy" of "Katy Reed"); a nickname of several words is one whole."""
    words = other.text.split()
    return words[0] if len(words) > 1 and len(words[0]) > 2 and other.kind is not NameKind.NICKNAME else ""


def other_children(case: CaseFile, child: Id) -> tuple[Person, ...]:
    """Return everyone who is, or counts as, a child of this case file beside this one: brothers and sisters too, whom no entry names."""
    named = {c for entry in stepwise(case.entries) for c in entry.children} | _brothers_and_sisters(case, child)
    return tuple(p for p in case.people.values() if p.id != child and (p.is_subject or p.id in named))


def _brothers_and_sisters(case: CaseFile, child: Id) -> set[Id]:
    """Return who shares a parent with a child, and is not a parent or carer of somebody."""
    parents = {p for held in case.parentages_by_child.get(child, ()) for p in held.parents}
    grown = {p for held in case.parentages for p in held.parents}
    return {held.child for held in case.parentages if parents & set(held.parents)} - grown


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def mentions(text: str, people: tuple[Person, ...], except_names: tuple[str, ...] = ()) -> tuple[Id, ...]:
    """Return the ids of the people whom a text calls by a name, leaving out names shared with somebody else."""
    if not text:
        return ()
    shared = {name.casefold() for name in except_names}
    found = []
    for person in people:
        names = tuple(name for name in names_of(person) if name.casefold() not in shared)
        if names and _pattern(names).search(text):
            found.append(person.id)
    return tuple(found)


def mention_finder(people: tuple[Person, ...], except_names: tuple[str, ...] = ()) -> Callable[[str], bool]:
    """Return what tells whether a text calls any of these people by a name; one pass over a text for all of them."""
    shared = {name.casefold() for name in except_names}
    names = {name for person in people for name in names_of(person) if name.casefold() not in shared}
    if not names:
        return lambda _: False
    pattern = _pattern(tuple(sorted(names)))
    return lambda text: pattern.search(text) is not None


_OF_A_CHILD = re.compile(r"\b(?:child|children|baby|infant|toddler|son|daughter|boy|girl)\b", re.IGNORECASE)


def speaks_of(child: Person, text: str) -> bool:
    """Return whether a text speaks of this child: by a name, or as a child, and not of adults alone."""
    return bool(_OF_A_CHILD.search(text) or mentions(text, (child,)))


def words_of(entry: Entry) -> str:
    """Return the free text of an entry that every child's page would show."""
    parts = [
        entry.event,
        entry.action,
        entry.outcome,
        entry.analysis,
        *(extra.words for extra in entry.extras),
    ]
    return "\n".join(part for part in parts if part)
