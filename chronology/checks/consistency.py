"""What in a record cannot be as it stands, or contradicts something else in it; nothing is put right, everything is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chronology.checks.points import Point, called
from chronology.lives.experience import counts_of, experience_of
from chronology.lives.impossible import look_at
from chronology.patterns.life import contradictory_plans
from chronology.record.casefile import EVENTS, PREGNANCY, CaseFile, date_of
from chronology.record.entries import Entry
from chronology.record.people import Person
from chronology.record.steps import stepwise
from chronology.record.values import Id


def consistency(case: CaseFile, children: tuple[Person, ...], *, day: date) -> list[Point]:
    """Return every point about what cannot be as it is recorded, and about what is not known."""
    found = [*_impossible(case), *_contradictions(case)]
    for child in children:
        found += _of_child(case, child, day)
    found += _of_entries(case)
    found += _of_events(case)
    return found


def _impossible(case: CaseFile) -> list[Point]:
    found: list[Point] = []
    look_at(
        case.people, case.parentages, lambda who, words: found.append(Point("impossible", words, (who,), is_fault=True))
    )
    return found


def _contradictions(case: CaseFile) -> Iterator[Point]:
    told: set[frozenset[Id]] = set()
    for entry in stepwise(case.entries):
        for other in entry.contradicts:
            pair = frozenset((entry.id, other))
            if other in case.records and pair not in told:
                told.add(pair)
                yield Point(
                    "contradiction",
                    f"{_named(entry)} contradicts another entry: both are kept",
                    (entry.id, other),
                    is_fault=True,
                )


def _of_child(case: CaseFile, child: Person, day: date) -> Iterator[Point]:
    life = experience_of(case, child.id, day=day)
    born, died = child.birth.earliest, child.death.latest
    for row in stepwise(life.timeline.entries):
        entry = row.entry
        last = entry.when.ends[1] or entry.when.begins[1]
        if (
            born is not None
            and last is not None
            and last < born - PREGNANCY
            and not row.is_family_wide
            and counts_of(row) != "family"
        ):
            yield Point(
                "before_birth",
                f"{_named(entry)} is long before the birth of {child.shown_name}",
                (entry.id,),
                is_fault=True,
            )
        if (
            died is not None
            and entry.when.begins[0] is not None
            and entry.when.begins[0] > died
            and counts_of(row) != "record"
        ):
            yield Point(
                "after_death", f"{_named(entry)} is after the death of {child.shown_name}", (entry.id,), is_fault=True
            )
    for words in contradictory_plans(life.timeline.plans):
        yield Point("plans", f"{child.shown_name}: {words}", (child.id,), is_fault=True)
    if child.birth.is_undated:
        yield Point("undated", f"{child.shown_name}: the date of birth is not recorded", (child.id,))


def _of_entries(case: CaseFile) -> Iterator[Point]:
    from chronology.practice.categories import categories

    known = categories().categories
    for entry in stepwise(case.entries):
        if entry.when.is_undated:
            yield Point("undated", f"{_named(entry)} has no date", (entry.id,))
        if entry.category and entry.category not in known:
            words = f"{_named(entry)} is of the category “{entry.category}”, which is not known and counts as nothing"
            yield Point("unknown_category", words, (entry.id,))
        if not entry.children and entry.children_as_written:
            words = f"{_named(entry)} names children who cannot be told: “{entry.children_as_written}”"
            yield Point("no_child", words, (entry.id,))


def _of_events(case: CaseFile) -> Iterator[Point]:
    for record in stepwise(case.records.values()):
        if isinstance(record, EVENTS) and not isinstance(record, Entry) and date_of(record).is_undated:
            yield Point(
                "undated", f"{called(record)} has no date, so that nothing else about it is looked at", (record.id,)
            )


def _named(entry: Entry) -> str:
    return f"the entry of {entry.when.words()}" if not entry.when.is_undated else "an entry"
