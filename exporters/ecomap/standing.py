"""What stood on a day: ties, care and homes, and days in words short enough for a drawing."""

from __future__ import annotations

from datetime import date

from chronology.lives.households import Home, household_members
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing
from chronology.record.values import Id

_AWAY = {Footing.VISITING.value, Footing.SHORT_BREAK.value, Footing.HOSPITAL.value}
"""Footings on which somebody is somewhere without having moved there."""


def homes_of(case: CaseFile, person: Id, day: date) -> tuple[Home, ...]:
    """Return the recorded homes of somebody on a day, the one where they live first."""
    found = []
    for home in household_members(case, day):
        mine = [m for m in home.members if m.person == person]
        if mine and home.id in case.households:
            found.append((mine[0].footing in _AWAY, mine[0].depends, home.name, home.id, home))
    return tuple(home for *_, home in sorted(found, key=lambda row: row[:4]))


def start_of(when: When) -> When:
    """Return when something began; one day as it is."""
    start, slash, _ = when.edtf.partition("/")
    return When(edtf=start) if slash and start not in {"", ".."} else when


def day_words(when: When) -> str:
    """Return a date as short as it can be said: "12 Nov 2024"; in full where it is not one known day."""
    if when.is_exact and when.earliest is not None:
        return f"{when.earliest.day} {_MONTHS[when.earliest.month - 1]} {when.earliest.year}"
    return when.words()


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
