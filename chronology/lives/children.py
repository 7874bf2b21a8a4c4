"""Which child is meant, and which children the work is about."""

from __future__ import annotations

from datetime import date

from chronology.lives.mentions import is_child_on, names_of
from chronology.lives.plans import plan_periods
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.errors import ChildNotTold
from chronology.record.people import Person
from chronology.record.steps import stepwise


def subject_children(case: CaseFile, day: date) -> tuple[Person, ...]:
    """Return the children the work is about, eldest first.

    Those marked as such; else those named in entries; else those under 18 on the day and on a plan; else those
    under 18. A pregnancy that ended and a stillborn child are none, unless somebody marked them as such. Raises ChildNotTold, with the candidates, where there is none.
    """
    everyone = list(case.people.values())
    children = [p for p in everyone if not p.is_loss]
    named = {child for entry in stepwise(case.entries) for child in entry.children}
    for found in (
        [p for p in everyone if p.is_subject],
        [p for p in children if p.id in named],
        [p for p in children if is_child_on(p, day) and _is_on_plan(case, p, day)],
        [p for p in children if is_child_on(p, day)],
    ):
        if found:
            meant = [p for p in found if p.is_subject or p.id in named or not p.has_died_by(day)] or found
            return tuple(sorted(meant, key=lambda p: (p.birth.sort_key, p.name, p.id)))
    raise ChildNotTold(
        "no child is marked as a subject child, named in an entry or known to be under 18.",
        remedy=_candidates(children),
    )


def find_child(case: CaseFile, words: str, *, option: str = "--child") -> Person:
    """Return the one person meant by an id, a source's id, a name or initials.

    Raises ChildNotTold, listing the candidates, where nobody or more than one person fits; `option` is how one is named.
    """
    everyone = list(case.people.values())
    wanted = " ".join(words.split()).casefold()
    for fits in (
        [p for p in everyone if wanted in {word.casefold() for word in (p.id, p.ref, *p.refs, *p.case_ids)}],
        [p for p in everyone if p.name and " ".join(p.name.split()).casefold() == wanted],
        [p for p in everyone if wanted in {" ".join(name.split()).casefold() for name in names_of(p)}],
        [p for p in everyone if p.name and p.shown_initials.casefold() == wanted],
    ):
        if len(fits) == 1:
            return fits[0]
        children = [p for p in fits if p.is_subject]
        if len(children) == 1:
            return children[0]
        if fits:
            raise ChildNotTold(f"{len(fits)} people are meant by “{words}”.", remedy=_candidates(fits, option=option))
    raise ChildNotTold(f"nobody here is called “{words}”.", remedy=_candidates(everyone, option=option))


def _is_on_plan(case: CaseFile, person: Person, day: date) -> bool:
    return any(p.runs_on(day) in {Falls.CERTAIN, Falls.POSSIBLE} for p in plan_periods(case, person.id))


def _candidates(people: list[Person], most: int = 12, option: str = "--child") -> str:
    if not people:
        return "Nobody is recorded here; give a family file as well."
    named = sorted(people, key=lambda p: (not p.is_subject, p.birth.sort_key, p.name, p.id))
    listed = "; ".join(f"{p.shown_name} ({_birth_words(p)}, id {p.ref or p.id})" for p in named[:most])
    rest = f"; and {len(named) - most} more" if len(named) > most else ""
    return f"Name one with {option}: {listed}{rest}."


def _birth_words(person: Person) -> str:
    return "birth not dated" if person.birth.is_undated else f"born {person.birth.words()}"
