"""A record of the work written by hand: the cells of its columns read as an import reads them, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology.intake.laying import laid_over
from chronology.intake.names import Names
from chronology.intake.work_cells import WorkCells
from chronology.intake.work_columns import label_of
from chronology.intake.work_making import MAKERS
from chronology.intake.work_rows import rows_of
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
    made, faults, doubts = _made(case, kind, rows, day=day, ident=ident or new_id())
    if faults or made is None:
        return Written(None, faults)
    if isinstance(made, Entry) and (linked := linked_entry(made, case)) is not None:
        made = linked[1]
    return Written(made, doubts=doubts)


def correct_written(case: CaseFile, base: Stated, rows: Sequence[Mapping[str, str]], *, day: date) -> Written:
    """Return a recorded value as rows correct it, or what is wrong in each of their columns.

    The rows begin as those of `rows_of`. Only what reads otherwise than they do changes; a column that nobody touched
    is neither at fault nor doubted.
    """
    shown = rows_of(base, case, day=day)
    before, _, doubted = _made(case, base.kind, shown, day=day, ident=base.id)
    made, faults, doubts = _made(case, base.kind, rows, day=day, ident=base.id)
    faults = {column: words for column, words in faults.items() if _column(rows, column) != _column(shown, column)}
    if not faults and (made is None or before is None):
        faults = {
            "": "This cannot be corrected here: what is recorded cannot be read back. Undo it and write it again."
        }
    if faults or made is None or before is None:
        return Written(None, faults)
    return Written(laid_over(base, before, made), doubts=tuple(doubt for doubt in doubts if doubt not in doubted))


def _column(rows: Sequence[Mapping[str, str]], column: str) -> list[str]:
    return [row.get(column, "").strip() for row in rows]


def _made(
    case: CaseFile, kind: str, rows: Sequence[Mapping[str, str]], *, day: date, ident: Id
) -> tuple[Stated | None, dict[str, str], tuple[str, ...]]:
    """Return what rows make without the columns at fault, the faults by column, and the doubts."""
    filled = [{column: words.strip() for column, words in row.items() if words.strip()} for row in rows]
    filled = [row for row in filled if row]
    if not filled:
        return None, {"": "Nothing is written yet."}, ()
    cells = WorkCells(case, Names(case), day)
    faults: dict[str, str] = {}
    labels = {label_of(kind, column): column for column in work_tables()[kind].columns}
    made: Stated | None = None
    while made is None:
        cells.doubts = []
        try:
            made = MAKERS[kind](cells, ident, filled)
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
    return made, faults, tuple(dict.fromkeys(cells.doubts))
