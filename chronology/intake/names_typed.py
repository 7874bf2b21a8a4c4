"""Whom a name typed by hand means: one person of the family, or in words why not."""

from __future__ import annotations

from chronology.lives.mentions import names_of
from chronology.record.casefile import CaseFile
from chronology.record.errors import UsageError
from chronology.record.people import Person
from chronology.record.values import Id


def person_called(case: CaseFile, name: str) -> Id:
    """Return the one person of that name, with or without @; raises UsageError where nobody or several have it."""
    problems: list[str] = []
    found = find_person(case, name.lstrip("@").replace(".", " ") if name.startswith("@") else name, problems)
    if found is None:
        raise UsageError("; ".join(problems))
    return found


def find_person(case: CaseFile, name: str, problems: list[str], among: tuple[Id, ...] | None = None) -> Id | None:
    """Return the one person of that name; nobody, or several, is a problem and never a guess."""
    wanted = " ".join(name.split()).casefold()
    people = [case.people[i] for i in among] if among is not None else list(case.people.values())
    fits = [p for p in people if wanted == p.name.casefold()] or [
        p for p in people if wanted in {n.casefold() for n in names_of(p)} or wanted == p.id
    ]
    if len(fits) == 1:
        return fits[0].id
    if fits:
        who = ", ".join(f"{p.shown_name} ({p.birth.words()})" for p in fits[:6])
        problems.append(f"{name} may be {who}: write more of the name, with a dot for the space")
    else:
        where = "no partner here" if among is not None else "nobody here"
        problems.append(f"{where} is called {name}")
    return None


def first_name(person: Person) -> str:
    """Return by which short name somebody can be meant."""
    return (person.given or person.name).split(" ")[0] or person.id
