"""The entries of a case file, or of one child, as rows of the table, each with what the filter looks in.

Making twenty thousand takes a second or two, so they are made beside the screen where most of them are new; after an edit
only those of the entries that changed are made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chronology.lives.timeline import entries_of
from chronology.practice.categories import category_label, domain_label
from chronology.record.entries import Entry
from chronology.record.steps import stepwise
from tui.widgets.entry_search import Searched
from tui.widgets.entry_table import Row
from tui.widgets.entry_words import own_columns

if TYPE_CHECKING:
    from datetime import date

    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.values import Id

MANY = 2_000
"""Rows from which on they are made beside the screen."""
UNKNOWN = "date we learned: not recorded"

_Made = tuple[Entry, bool, Searched]
"""An entry, whether its row is shown dim, and the row made of it."""


@dataclass(frozen=True)
class Listed:
    """Entries as rows, in the order of their dates."""

    entries: Mapping[Id, Entry] = field(default_factory=dict)
    searched: tuple[Searched, ...] = ()
    unknown: tuple[Row, ...] = ()
    """Rows of the entries that are left out because the date we learned of them is not recorded."""
    made: Mapping[Id, _Made] = field(default_factory=dict)
    made_for: object = None
    """The child and the names that the rows were made for."""
    count: int = 0
    """How many entries the case file had, of this child or not."""


def listed(case: CaseFile, child: Id | None, day: date, unknown: Sequence[Entry], before: Listed) -> Listed:
    """Return the rows of a case file, or of one child; those that were made before are taken over where nothing changed."""
    if child is None:
        entries = [(entry, entry.when.is_undated) for entry in case.entries]
    else:
        dated, undated = entries_of(case, child, day=day)
        entries = [(entry, False) for entry in dated] + [(entry, True) for entry in undated]
    made_for = _made_for(case, child)
    known = before.made if before.made_for == made_for else {}
    made: dict[Id, _Made] = {}
    for entry, is_quiet in stepwise(entries):
        held = known.get(entry.id)
        if held is None or held[0] is not entry or held[1] != is_quiet:
            row = _row(case.people, entry, child, is_quiet=is_quiet)
            held = (entry, is_quiet, (_looked_in(entry, row, child), row))
        made[entry.id] = held
    return Listed(
        {entry.id: entry for entry, _ in entries},
        tuple(searched for _, _, searched in made.values()),
        tuple(
            _unknown_row(case.people, entry, child)
            for entry in unknown
            if child is None or not entry.children or child in entry.children
        ),
        made,
        made_for,
        _count(case),
    )


def are_many_new(case: CaseFile, child: Id | None, before: Listed) -> bool:
    """Return whether so many rows would be made anew that a person would wait for them."""
    if len(case.records) < MANY:
        return False
    if before.made_for != _made_for(case, child):
        return True
    changed = sum(case.records.get(identity) is not entry for identity, (entry, _, _) in before.made.items())
    return changed + abs(_count(case) - before.count) >= MANY


def _count(case: CaseFile) -> int:
    return sum(isinstance(record, Entry) for record in case.records.values())


def _made_for(case: CaseFile, child: Id | None) -> object:
    return child, {identity: (person.given, person.shown_name) for identity, person in case.people.items()}


def _row(people: Mapping[Id, Person], entry: Entry, child: Id | None, *, is_quiet: bool) -> Row:
    source = entry.origin.agency or entry.origin.words()
    cells = (entry.when.words(), _children_words(people, entry, child), entry.event, source, entry.basis.value)
    return Row(entry.id, cells, is_quiet)


def _unknown_row(people: Mapping[Id, Person], entry: Entry, child: Id | None) -> Row:
    return Row(entry.id, (entry.when.words(), _children_words(people, entry, child), UNKNOWN, "", ""), True)


def _children_words(people: Mapping[Id, Person], entry: Entry, child: Id | None) -> str:
    if child is not None:
        return "this child" if entry.children else "family"
    names = ", ".join(people[i].given or people[i].shown_name for i in entry.children if i in people)
    return names or entry.children_as_written or "family"


def _looked_in(entry: Entry, row: Row, child: Id | None) -> str:
    when, children = row.cells[:2]
    parts = [
        when,
        entry.when.edtf,
        children,
        entry.event,
        entry.origin.words(),
        entry.category.replace("_", " "),
        entry.action,
        entry.outcome,
        entry.analysis,
        category_label(entry.category),
        *(f"{n.domain} {domain_label(n.domain)}" for n in entry.neglect),
        *(f"{own.column} {own.words}" for own in own_columns(entry, child)),
    ]
    if child is None:
        parts += [*(i.words for i in entry.impacts), *(v.words for v in entry.views)]
    else:
        parts += [entry.impact_on(child), *(v.words for v in entry.views_of(child))]
    return "\n".join(parts).casefold()
