"""One line about each family of a caseload, and whom or what some words are found in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chronology.lives.children import subject_children
from chronology.lives.plans import plan_periods
from chronology.patterns.registry import patterns_of
from chronology.patterns.reviews import latest_reviews
from chronology.practice.categories import tier_label
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, Falls, When
from chronology.record.errors import ChildNotTold
from chronology.record.people import Person
from chronology.record.steps import stepwise
from chronology.record.values import Id

PERSON, ENTRY = "person", "entry"


@dataclass(frozen=True)
class FamilySummary:
    """What a caseload says of one family."""

    name: str
    children: tuple[str, ...]
    last_entry: When
    """The date of the latest entry that has happened; undated where there is none."""
    plans: tuple[str, ...]
    """The kinds of plans that run, or may, each with for how many children."""
    entries: int


@dataclass(frozen=True)
class Searchable:
    """Somebody or something that a search may find."""

    kind: str
    """person or entry."""
    id: Id
    shown: str
    """What is shown of it, in one line."""
    looked_in: str
    """What the words are looked for in, folded."""


def summary_of(case: CaseFile, *, day: date) -> FamilySummary:
    """Return one line about a family: its children, its last entry, the plans that run."""
    children = _children(case, day)
    running: dict[str, int] = {}
    for child in children:
        tiers = {p.tier for p in plan_periods(case, child.id) if p.runs_on(day) in {Falls.CERTAIN, Falls.POSSIBLE}}
        for tier in sorted(tiers):
            running[tier] = running.get(tier, 0) + 1
    happened = [
        e.when for e in stepwise(case.entries) if not e.when.is_undated and e.when.happened_by(day) is not Falls.NO
    ]
    return FamilySummary(
        name=case.family.name if case.family else "",
        children=tuple(child.given or child.shown_name for child in children),
        last_entry=happened[-1] if happened else UNDATED,
        plans=tuple(f"{tier_label(tier)} ({count})" for tier, count in running.items()),
        entries=len(case.entries),
    )


def patterns_not_looked_at(case: CaseFile, *, day: date) -> int:
    """Return how many rules find a pattern for some child that no named worker has adopted or set aside."""
    looked_at = latest_reviews(case)
    found = {(p.child, p.rule) for child in _children(case, day) for p in patterns_of(case, child.id, day=day)}
    return len(found - set(looked_at))


def searchable(case: CaseFile) -> tuple[Searchable, ...]:
    """Return everyone and every entry of a family as a search looks for them, people first."""
    return (*(_person(p) for p in case.people.values()), *_entries(case))


def found_in(things: tuple[Searchable, ...], words: str, *, most: int = 200) -> tuple[Searchable, ...]:
    """Return what holds every one of some words, whatever their case; at most so many."""
    wanted = words.casefold().split()
    found: list[Searchable] = []
    for thing in stepwise(things):
        if wanted and all(word in thing.looked_in for word in wanted):
            found.append(thing)
            if len(found) >= most:
                break
    return tuple(found)


def _children(case: CaseFile, day: date) -> tuple[Person, ...]:
    try:
        return subject_children(case, day)
    except ChildNotTold:
        return ()


def _person(person: Person) -> Searchable:
    born = "" if person.birth.is_undated else f", born {person.birth.words()}"
    names = (person.name, person.given, person.surname, *(other.text for other in person.names), *person.case_ids)
    return Searchable(PERSON, person.id, f"{person.shown_name}{born}", "\n".join((*names, born)).casefold())


def _entries(case: CaseFile) -> Iterator[Searchable]:
    for entry in stepwise(case.entries):
        names = " ".join(case.people[c].shown_name for c in entry.children if c in case.people)
        when = entry.when.words()
        words = (
            when,
            entry.when.edtf,
            names,
            entry.event,
            entry.origin.words(),
            entry.action,
            entry.outcome,
            entry.analysis,
            *entry.case_ids,
        )
        yield Searchable(ENTRY, entry.id, f"{when}: {' '.join(entry.event.split())[:160]}", "\n".join(words).casefold())
