"""A record of the work written by hand: the cells of its columns read as an import reads them, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology.intake.names import Names
from chronology.intake.work_cells import WorkCells
from chronology.intake.work_making import MAKERS, label_of
from chronology.intake.work_taking import linked_entry
from chronology.practice.work_tables import work_tables
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import InputError
from chronology.record.sources import Stated
from chronology.record.values import Id, new_id


@dataclass(frozen=True)
class Written:
    """What was written, read."""

    record: Stated | None
    """What would be recorded; None where a column is at fault, or nothing is written."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Column → what is wrong in it and what to do; under "" what belongs to no column."""
    doubts: tuple[str, ...] = ()
    """What would be kept as it is written because it could not be told."""


def read_written(
    case: CaseFile, kind: str, rows: Sequence[Mapping[str, str]], *, day: date, ident: Id | None = None
) -> Written:
    """Return what rows of one kind of table (see `work_tables`) make, or what is wrong in each of their columns.

    A number that another record of the kind has is at fault. A view or a piece of direct work that an entry tells of
    already is linked to that entry, as in an import.
    """
    filled = [{column: words.strip() for column, words in row.items() if words.strip()} for row in rows]
    filled = [row for row in filled if row]
    if not filled:
        return Written(None, {"": "Nothing is written yet."})
    cells = WorkCells(case, Names(case), day)
    faults: dict[str, str] = {}
    labels = {label_of(kind, column): column for column in work_tables()[kind].columns}
    made: Stated | None = None
    while made is None:
        cells.doubts = []
        try:
            made = MAKERS[kind](cells, ident or new_id(), filled)
        except InputError as failure:
            label, _, words = failure.message.partition(": ")
            column = labels.get(label, "")
            faults.setdefault(column, f"{words if column else failure.message} {failure.remedy}".strip())
            if not any(column in row for row in filled):
                break
            filled = [{name: text for name, text in row.items() if name != column} for row in filled]
    ref = getattr(made, "ref", "")
    if made and ref and any(getattr(r, "ref", "") == ref and r.id != ident for r in case.of_kind(type(made))):
        faults["ref"] = f"{ref} is taken. Give the next number."
    if faults or made is None:
        return Written(None, faults)
    if isinstance(made, Entry) and (linked := linked_entry(made, case)) is not None:
        made = linked[1]
    return Written(made, doubts=tuple(dict.fromkeys(cells.doubts)))
