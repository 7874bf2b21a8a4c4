"""What is around a child on a day: the record as it may be shown, asked for people, agencies and services."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from chronology.lives.households import Home
from chronology.lives.mentions import mention_finder, names_of
from chronology.lives.placements import UNNAMED
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.people import Life, Person
from chronology.record.values import Id
from exporters.documents.origins import files_of, from_words, is_by_hand
from exporters.documents.printable import printable
from exporters.documents.selection import WHY_WITHHELD
from exporters.ecomap.contacts import Contacts
from exporters.ecomap.people import People, has_died, other_children
from exporters.ecomap.sectors import HOME, OTHER, SECTORS
from exporters.ecomap.standing import homes_of
from exporters.ecomap.system import Around, System
from exporters.genogram.chosen import Sensitive, without_unasked
from exporters.genogram.facts import MOST_SOURCES, without_restricted
from exporters.genogram.telling import WITHHELD_HOME

_TIES = (Sensitive.ABUSE, Sensitive.ADDICTION, Sensitive.OWN_WORDS)
"""What `People` itself keeps off the drawing, and counts for this child alone."""


def around(
    case: CaseFile,
    child: Id,
    day: date,
    *,
    known_on: date | None = None,
    is_household: bool = False,
    made_for: str = "",
) -> Around:
    """Return who and what is around a child, or around the child's household, on a day; `made_for` as for the ecomap.

    Nothing withheld from exports comes in, nothing that another child's record alone holds, and nothing that the
    record does not say. Raises UsageError where the child was not known, or not yet born, on the day.
    """
    notices: list[str] = []
    case = _known(case, child, known_on, notices)
    notices += _restricted(case, child)
    case = without_restricted(case, notices)
    if child not in case.people:
        raise UsageError("this child's own record is withheld.", remedy="Name another child with --child.")
    name = case.people[child].shown_name
    at = case.as_at(day)
    if child not in at.case.people:
        raise UsageError(f"{name} had not been born by {When.on(day).words()}.", remedy="Give a later --as-at.")
    undated = set(at.undated)
    notices += _entries_not_counted(case, child, undated)
    case, _ = without_unasked(at.case, _TIES)
    if child not in case.people:
        raise UsageError(
            f"{name}: how this pregnancy ended is a sensitive mark, and no ecomap shows it.",
            remedy="Name another child with --child.",
        )
    others = other_children(case, child, day)
    calls_another = mention_finder(tuple(case.people[i] for i in sorted(others)), names_of(case.people[child]))
    homes = homes_of(case, child, day)
    if not homes:
        notices.append(f"where {name} lived on {When.on(day).words()} is not recorded")
    elif len(homes) > 1:
        notices.append(
            f"more than one home of {name}'s is recorded for the day: who lives in the first is drawn as one home"
        )
    members = {child}
    if is_household and homes:
        members |= {m.person for m in homes[0].members if not has_died(case.people[m.person], day)}
    people = People(
        case, child, day, members=frozenset(members), home=homes[0] if homes else None, others=others,
        calls_another=calls_another,
    )  # fmt: skip
    contacts = Contacts(case, child, day, people.near - {child}, calls_another)
    systems = sorted([*people.systems(), *contacts.systems()], key=lambda s: s.reading)
    notices += [*people.notices, *contacts.notices]
    home = _home_name(case, homes[0]) if is_household and homes else ""
    return Around(
        case.people[child], day, home, _in_order(case, members, child), tuple(systems),
        _sources(case, child, [*members, *(s.id for s in systems)], calls_another, made_for),
        _lacking(systems, has_home=bool(homes), is_household=is_household), list(dict.fromkeys(notices)),
    )  # fmt: skip


def _home_name(case: CaseFile, home: Home) -> str:
    """Return what a home is called: a foster or adoptive home by its footing alone, a protected address not at all."""
    if case.households[home.id].is_address_protected:
        return WITHHELD_HOME
    footings = {footing.value for footing in UNNAMED} & {member.footing for member in home.members}
    return min(footings).capitalize() if footings else home.name


def _known(case: CaseFile, child: Id, known_on: date | None, notices: list[str]) -> CaseFile:
    if known_on is None:
        return case
    known = case.as_known_on(known_on)
    on = When.on(known_on).words()
    if known.not_recorded:
        notices.append(
            f"as known on {on}: for {len(known.not_recorded)} records the date we learned of them is not recorded; "
            "people and family ties among them are drawn, the rest is left out"
        )
    if child not in known.case.people:
        raise UsageError(f"this child was not known on {on}.")
    return known.case


def _restricted(case: CaseFile, child: Id) -> list[str]:
    """Say how many of the child's own entries and meetings are withheld, and why."""
    held = [e for e in case.entries if e.concerns(child) and e.restriction]
    held_meetings = [m for m in case.meetings if child in m.children and m.restriction]
    reasons = sorted({r for record in (*held, *held_meetings) for r in record.restriction})
    count = len(held) + len(held_meetings)
    if not count:
        return []
    why = " and ".join(WHY_WITHHELD[r] for r in reasons)
    return [f"{count} {'entry is' if count == 1 else 'entries are'} withheld and not counted: {why}"]


def _entries_not_counted(case: CaseFile, child: Id, undated: set[Id]) -> list[str]:
    own = sum(1 for e in case.entries_about(child) if e.id in undated)
    family = sum(1 for e in case.entries if not e.children)
    said = []
    if own:
        said.append(
            f"{own} {'entry has' if own == 1 else 'entries have'} no date and {'is' if own == 1 else 'are'} not counted"
        )
    if family:
        said.append(
            f"{family} {'entry names' if family == 1 else 'entries name'} no child and {'is' if family == 1 else 'are'} not counted"
        )
    return said


def _sources(
    case: CaseFile, child: Id, drawn: Iterable[Id], calls_another: Callable[[str], bool], made_for: str
) -> tuple[str, ...]:
    """Return from which files those drawn and the child's entries were read, and whether some were recorded by hand; a
    name that calls another child is not said.
    """
    told = [*(case.people[i] for i in drawn if i in case.people), *case.entries_about(child)]
    names = sorted({printable(case.documents[i].name) for i in files_of(case, told)})
    if len(names) > MOST_SOURCES or any(calls_another(name) for name in names):
        names = [f"{len(names)} file{'s' * (len(names) > 1)}"]
    words = from_words(names, by_hand=is_by_hand(told, made_for))
    return (words,) if words else ()


def _in_order(case: CaseFile, members: Iterable[Id], child: Id) -> tuple[Person, ...]:
    """Return those at the centre, the child first, then the eldest first."""
    people = [case.people[i] for i in members if i == child or case.people[i].life in {Life.BORN, Life.EXPECTED}]
    return tuple(sorted(people, key=lambda p: (p.id != child, p.birth.sort_key, p.shown_name, p.id)))


def _lacking(systems: Iterable[System], *, has_home: bool, is_household: bool) -> tuple[str, ...]:
    """Return the kinds of which nothing is recorded: they may be there, and nobody wrote them down."""
    there = {s.sector for s in systems}
    empty = [s.title.lower() for s in SECTORS if s.key not in there and s.key not in {HOME, OTHER}]
    alone = HOME not in there and not (is_household and has_home)
    return (*(["who lives in the same home"] if alone else []), *empty)
