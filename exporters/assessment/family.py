"""Who the family is, and what is recorded of the adults' own history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.lives.households import Home, household_members
from chronology.lives.kinship import NO_TIE, FamilyGraph
from chronology.lives.timeline import child_timeline
from chronology.patterns.words import counted
from chronology.practice.profiles import Profile
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.entries import Entry
from chronology.record.people import Person
from exporters.documents.file_columns import page_columns
from exporters.documents.pages import Block, Column, Line, Paragraph, Row, Table, Tone
from exporters.documents.wording import Wording

NEAR = 2
"""Ties of descent or partnership from a child to whom the composition names: parents, siblings, grandparents, partners."""
HISTORY = frozenset({
    "adult_history", "parent_bereavement", "parent_health", "parent_relationship", "parents_separate", "parents_marry", "arrest",
})  # fmt: skip
"""Categories of entries that tell of the adults' own history and what weighs on them."""


def composition_blocks(case: CaseFile, children: Sequence[Person], day: date) -> list[Block]:
    """Return those nearest to the children or living with them: name, birth, who they are to each child, with whom they live.

    Where anybody lives who does not live with the children is not told. Who is further off is counted: the genogram shows them.
    """
    graph = FamilyGraph(case, day)
    shared = [home for home in household_members(case, day) if _is_home_of(home, children)]
    with_them = {m.person for home in shared for m in home.members}
    further: set[str] = set()
    said: dict[str, dict[str, list[str]]] = {}
    for child in children:
        said.setdefault(child.id, {}).setdefault("subject child", [])
        for relation in graph.relations(child.id):
            if relation.words == NO_TIE or not case.people[relation.person].name:
                continue
            if relation.steps > NEAR and relation.person not in with_them:
                further.add(relation.person)
            else:
                said.setdefault(relation.person, {}).setdefault(relation.words, []).append(
                    child.given or child.shown_name
                )
    rows = tuple(
        Row(
            (
                case.people[ident].shown_name,
                _life(case.people[ident], day),
                tuple(Line(_kin(word, whose, children)) for word, whose in words.items()),
                "; ".join(_lives_with(home, ident, children) for home in shared if _holds(home, ident)),
            )
        )
        for ident, words in said.items()
    )
    columns = (
        Column("name", "Name", 46, heads_row=True),
        Column("born", "Born", 44),
        Column("kin", "Who they are", 50),
        Column("home", "Lives", 46),
    )
    blocks: list[Block] = [Table(columns, rows, "The family, on the day of this pack")]
    if further := further - set(said):
        blocks.append(
            Paragraph(f"{counted(len(further), 'person', 'people')} further off: see the genogram.", Tone.QUIET)
        )
    return blocks


def _kin(word: str, whose: Sequence[str], children: Sequence[Person]) -> str:
    return word if len(children) == 1 or not whose else f"{word} of {', '.join(whose)}"


def _holds(home: Home, person: str) -> bool:
    return any(m.person == person for m in home.members)


def _lives_with(home: Home, person: str, children: Sequence[Person]) -> str:
    """Return with which of the children somebody lives; of a child itself on what footing."""
    member = next(m for m in home.members if m.person == person)
    if any(child.id == person for child in children):
        return member.footing or "at home"
    names = [child.given or child.shown_name for child in children if _holds(home, child.id)]
    return f"with {', '.join(names)}"


def _is_home_of(home: Home, children: Sequence[Person]) -> bool:
    return bool({m.person for m in home.members} & {child.id for child in children})


def _life(person: Person, day: date) -> str:
    born = "" if person.birth.is_undated else person.birth.words()
    if person.is_dead or person.death.happened_by(day) in {Falls.CERTAIN, Falls.POSSIBLE}:
        died = "" if person.death.is_undated else f" {person.death.words()}"
        return f"{born or 'not recorded'}, died{died}"
    return born or "not recorded"


def history_blocks(case: CaseFile, children: Sequence[Person], day: date, profile: Profile) -> list[Block]:
    """Return what is recorded of the adults' own history, oldest first: entries that name no child, or only these children.

    Columns of imported tables stand under an entry as far as the profile has them.
    """
    ids = {child.id for child in children}
    found: dict[str, tuple[Entry, tuple[Line, ...]]] = {}
    for child in children:
        wording = Wording(case, child)
        for row in child_timeline(case, child.id, day=day).entries:
            entry = row.entry
            if entry.category in HISTORY and not row.mentions_others and set(entry.children) <= ids:
                more = page_columns(row, wording, profile)
                found[entry.id] = entry, tuple(Line(f"{e.column}: {e.words}", Tone.QUIET) for e in more)
    if not found:
        return [
            Paragraph(
                "Nothing is recorded of the adults' own history. That says nothing of what there was.", Tone.QUIET
            )
        ]
    entries = sorted(found.values(), key=lambda one: one[0].when.sort_key)
    rows = tuple(
        Row(
            (
                entry.when.words() or "not dated",
                (Line(entry.event), *more),
                entry.origin.words() or "not recorded",
            )
        )
        for entry, more in entries
    )
    columns = (
        Column("date", "Date", 36, heads_row=True),
        Column("event", "What is recorded", 106),
        Column("source", "Source", 44),
    )
    return [Table(columns, rows, "The adults' own history")]
