"""Who lives where on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.households import Footing
from chronology.record.values import Id

UNNAMED = "A household"
"""What a home without a name is called where its address may not be read."""


@dataclass(frozen=True)
class Member:
    """One person's living in a home on a day."""

    person: Id
    footing: str
    """On what footing, in words; empty for somebody at home."""
    depends: bool
    """Whether it depends on how uncertain dates fall."""
    is_open: bool = False
    """Whether no end is recorded, so that it goes on as far as the record says."""
    carers: tuple[Id, ...] = ()
    """Who is recorded as caring for a child there."""
    words: str = ""
    """The place or the agency as written, where the home is called otherwise."""


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
        open_ended = _open_ended(residence.when)
        falls = open_ended.began_by(day) if open_ended else residence.when.covers(day)
        if falls in {Falls.NO, Falls.UNDATED} or residence.person not in case.people:
            continue
        home = case.households.get(residence.household) if residence.household else None
        key = home.id if home else residence.words or residence.footing.value
        names[key] = (home.name or UNNAMED) if home else (residence.words or residence.footing.value)
        is_said = home is None or home.is_address_protected or residence.words in {home.name, home.address}
        footing = "" if residence.footing is Footing.HOME else residence.footing.value
        living.setdefault(key, []).append(
            Member(
                residence.person,
                footing,
                falls is Falls.POSSIBLE,
                open_ended is not None,
                residence.carers,
                "" if is_said else residence.words,
            )
        )
    return tuple(
        Home(
            key,
            names[key],
            tuple(sorted(members, key=lambda m: (case.people[m.person].birth.sort_key, m.person))),
        )
        for key, members in sorted(living.items(), key=lambda item: (names[item[0]], item[0]))
    )


def where_is(case: CaseFile, home: Home) -> str:
    """Return by what name and at which address a home is known; of a protected address, that it is protected.

    For the eyes of those who work with the case file alone: nothing that leaves says an address so.
    """
    held = case.households.get(home.id)
    if held is None:
        return home.name
    if held.is_address_protected:
        return f"{home.name} (address protected)"
    if not held.address or held.address.casefold() == held.name.casefold():
        return home.name
    return f"{held.name}, {held.address}" if held.name else held.address


def how_lives(case: CaseFile, home: Home, member: Member) -> str:
    """Return on what footing somebody lives in a home, at whose place and cared for by whom; empty for somebody at home.

    For the eyes of those who work with the case file alone: it names foster carers and adopters.
    """
    there = {other.person for other in home.members}
    carers = [case.people[carer].shown_name for carer in member.carers if carer in case.people and carer not in there]
    parts = [member.footing, member.words, f"cared for by {' and '.join(carers)}" if carers else ""]
    return ", ".join(part for part in (*parts, "depends on the dates" if member.depends else "") if part)


def _open_ended(when: When) -> When | None:
    """Return the start of a period whose end is not recorded; None for any other."""
    start, slash, end = when.edtf.partition("/")
    return When(edtf=start) if slash and start not in {"", ".."} and end in {"", ".."} else None
