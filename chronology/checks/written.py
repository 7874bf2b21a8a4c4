"""Wording of the record and of the work: one point a wording for all entries, and one for each statement or decision."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.points import Looking, Point, called
from chronology.checks.wording import WordingHit, hits_in, texts_of
from chronology.patterns.words import counted
from chronology.practice.wording import Group, Place
from chronology.record.decisions import Claim, Closure, Decision
from chronology.record.entries import Entry
from chronology.record.safety import DangerStatement, SafetyGoal
from chronology.record.sources import Stated
from chronology.record.steps import stepwise
from chronology.record.supervision import PatternReview, Supervision
from chronology.record.values import Id

MOST_DAYS = 3
"""Days that are named of the entries that hold a wording; the rest are counted."""


def wording(looking: Looking) -> Iterator[Point]:
    """Find wording to think about: of entries together, of statements, decisions and closures one by one."""
    found: dict[str, tuple[WordingHit, dict[Id, Entry]]] = {}
    for entry in stepwise(looking.case.entries):
        age = _youngest(looking, entry)
        for _, text in texts_of(entry):
            for hit in hits_in(text, child_age=age):
                found.setdefault(hit.key, (hit, {}))[1][entry.id] = entry
    for hit, entries in found.values():
        some = list(entries.values())
        days = ", ".join(entry.when.words() or "no date" for entry in some[:MOST_DAYS])
        more = f" and {len(some) - MOST_DAYS} more" if len(some) > MOST_DAYS else ""
        words = f"“{hit.words}” in {counted(len(some), 'entry', 'entries')} ({days}{more}): {hit.instead}"
        yield Point("wording", words, tuple(entries))
    for record in stepwise(looking.case.records.values()):
        if isinstance(record, Stated):
            yield from _of_work(record)


def _of_work(record: Stated) -> Iterator[Point]:
    place, texts = _texts_of_work(record)
    seen: set[str] = set()
    for text in texts:
        for hit in hits_in(text, place=place):
            if hit.key in seen:
                continue
            seen.add(hit.key)
            kind = "danger_label" if hit.group == Group.LABEL and place == Place.DANGER_STATEMENT else "wording"
            yield Point(kind, f"“{hit.words}” in {called(record)}: {hit.instead}", (record.id,))


def _texts_of_work(record: Stated) -> tuple[Place, tuple[str, ...]]:
    """Return what a worker or manager wrote in a record of the work; never the family's own words."""
    if isinstance(record, DangerStatement):
        parts = (record.behaviour, record.may_happen, record.impact_now, record.impact_later, record.words)
        return Place.DANGER_STATEMENT, parts
    if isinstance(record, SafetyGoal):
        goal = (record.parents_do, record.child_experiences, record.professionals_see, record.words)
        return Place.SAFETY_GOAL, goal
    if isinstance(record, Decision):
        answers = tuple(answer.words for analysis in record.analyses for _, answer in analysis.answers())
        return Place.ANYTHING, (record.rationale, *answers)
    if isinstance(record, Closure):
        return Place.ANYTHING, (record.changed.words, record.maintained_by, record.rationale, record.unmet)
    if isinstance(record, Supervision):
        return Place.ANYTHING, (record.narrative, record.rationale, *(q.answer for q in record.questions))
    if isinstance(record, PatternReview):
        return Place.ANYTHING, (record.words,)
    return Place.ANYTHING, (record.answer,) if isinstance(record, Claim) else ()


def _youngest(looking: Looking, entry: Entry) -> int | None:
    """Return the age in years of the youngest child of an entry, where every birth and the day are known."""
    day = entry.when.latest
    births = [looking.case.people[c].birth.earliest for c in entry.children if c in looking.case.people]
    known = [born for born in births if born is not None]
    if day is None or not known or len(known) < len(entry.children):
        return None
    born = max(known)
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
