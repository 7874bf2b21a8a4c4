"""Who lives where on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.households import Footing
from chronology.record.values import Id


@dataclass(frozen=True)
class Member:
    """One person's living in a home on a day."""

    person: Id
    footing: str
    """On what footing, in words; empty for somebody at home."""
    depends: bool
    """Whether it depends on how uncertain dates fall."""


@dataclass(frozen=True)
class Home:
    """One home on a day, with everyone who lives there."""

    id: Id
    name: str
    members: tuple[Member, ...]


def household_members(case: CaseFile, day: date) -> tuple[Home, ...]:
    """Return the homes of a day with their members; nobody whose residence has no date is placed."""
    living: dict[Id, list[Member]] = {}
    names: dict[Id, str] = {}
    for residence in case.residences:
        falls = residence.when.covers(day)
        if falls in {Falls.NO, Falls.UNDATED} or residence.person not in case.people:
            continue
        home = case.households.get(residence.household) if residence.household else None
        key = home.id if home else residence.words or residence.footing.value
        names[key] = (home.name or "A household") if home else (residence.words or residence.footing.value)
        footing = "" if residence.footing is Footing.HOME else residence.footing.value
        living.setdefault(key, []).append(Member(residence.person, footing, falls is Falls.POSSIBLE))
    return tuple(
        Home(
            key,
            names[key],
            tuple(sorted(members, key=lambda m: (case.people[m.person].birth.sort_key, m.person))),
        )
        for key, members in sorted(living.items(), key=lambda item: (names[item[0]], item[0]))
    )
