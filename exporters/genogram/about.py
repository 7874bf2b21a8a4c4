"""What a drawing says of somebody below the symbol and in words: what was asked for, and what a professional is."""

from __future__ import annotations

from datetime import date

from chronology.lives.plans import PlanPeriod
from chronology.record.casefile import CaseFile
from chronology.record.people import Fact, Person, Place
from chronology.record.plans import Plan
from exporters.documents.printable import printable
from exporters.genogram.dating import year_words
from exporters.genogram.notation import words_at_birth

_MOVES = ("immigration", "emigration", "migration")
"""Facts that date a mark of more than one culture: what GEDCOM's IMMI and EMIG become."""


def about_words(person: Person, *, is_spoken: bool = False) -> list[str]:
    """Return what a drawing says of somebody only where it was asked for: anything else was taken out before."""
    about = person.about
    speaks = f"speaks {about.language}" if about.language.strip() else ""
    born = words_at_birth(person.sex_at_birth)
    heritage = f"heritage {about.ethnicity}" if is_spoken and about.ethnicity.strip() else about.ethnicity
    words = [heritage, about.culture, speaks, about.faith, about.orientation]
    words += [about.gender_history, f"at birth: {born}" if born else ""]
    return [" ".join(printable(text).split()) for text in words if text.strip()]


def moves_of(person: Person) -> list[Fact]:
    """Return the moves of somebody who has lived in more than one culture, in order, those without a date left out."""
    if not person.about.culture.strip():
        return []
    moves = [f for f in person.facts if f.what.casefold() in _MOVES and year_words(f.when)]
    return sorted(moves, key=lambda fact: fact.when.sort_key)


def move_words(person: Person, day: date) -> list[str]:
    """Return when they had moved by a day, as recorded: "immigration 1998"."""
    return [f"{f.what} {year_words(f.when)}" for f in moves_of(person) if f.when.began_by(day).may_be]


def is_of_two_cultures(person: Person, day: date) -> bool:
    """Return whether somebody had lived in more than one culture by a day, as far as their moves are dated."""
    return bool(person.about.culture.strip()) and (not moves_of(person) or bool(move_words(person, day)))


def role_words(person: Person) -> list[str]:
    """Return what a professional is, and of which agency, where the name does not say it."""
    if person.place is not Place.PROFESSIONAL:
        return []
    said = [" ".join(printable(text).split()) for text in (person.role, person.agency)]
    return [text for text in dict.fromkeys(said) if text and text != person.shown_name]


def plan_category(period: PlanPeriod, case: CaseFile) -> str:
    """Return the category of a child protection plan; empty where none is recorded of it, or none was asked for."""
    found = [case.records.get(source) for source in period.entries]
    plans = [plan.category for plan in found if isinstance(plan, Plan) and plan.tier == "child_protection"]
    return " ".join(printable(plans[0]).split()).casefold() if plans else ""
