"""Cells of a row of the work by its columns: what a maker of records needs of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from chronology.intake.work_cells import WorkCells
from chronology.practice.work_tables import work_tables
from chronology.record.errors import InputError
from chronology.record.sources import Stated
from chronology.record.values import Id

Cells = Mapping[str, str]
"""One row: column → text, empty columns left out."""

Make = Callable[[WorkCells, Id, Sequence[Cells]], Stated]
"""Makes the record of one or more rows that tell of it, under an id; raises InputError naming the column at fault."""


def label_of(kind: str, column: str) -> str:
    """Return how a column of a kind of table is called."""
    return work_tables()[kind].columns[column].label


def needed(kind: str, row: Cells, column: str) -> str:
    """Return what a column says; raises InputError naming it where nothing is written."""
    words = row.get(column, "").strip()
    if not words:
        raise InputError(f"{label_of(kind, column)}: nothing is written.", remedy="It is needed: write it.")
    return words


def together(rows: Sequence[Cells]) -> dict[str, str]:
    """Return several rows as one: of each column the first that is filled."""
    found: dict[str, str] = {}
    for row in rows:
        for column, words in row.items():
            if words.strip():
                found.setdefault(column, words)
    return found


def is_one(w: WorkCells, words: str) -> bool:
    """Return whether words name one child and no more."""
    return len(w.children(words, "Children")) == 1
