"""One row of a table cut into columns, and by what it is known again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chronology.practice.columns import IMPACT_FOR, canonical_columns
from chronology.readers.tables import Cell, Row
from chronology.record.entries import Extra

_SUBSTANCE = ("event", "view", "impact", "action", "outcome", "analysis", "category", "grade", "plan")
"""Columns one of which says that something happened."""
_DATED = {"date", "recorded", "known"}
_FIGURES = re.compile(r"(?P<day>[0-3]?[0-9])[./-](?P<month>[01]?[0-9])[./-](?P<year>(?:19|20)[0-9]{2})\Z", re.ASCII)
_NOT_KEYED = {"serial", "sequence"}
"""Columns that only number the rows: a row is the same whatever number it has."""


@dataclass(frozen=True)
class RowRead:
    """A row's cells by what their columns mean."""

    number: int
    cells: Mapping[str, Cell]
    extras: tuple[Extra, ...]
    """Columns under their own names, and cells beyond the header by number."""

    @classmethod
    def of(cls, row: Row, columns: Sequence[str], written: Sequence[str]) -> RowRead:
        """Return the row cut into columns; where two cells fall to one, nothing is dropped."""
        cells: dict[str, Cell] = {}
        extras: list[Extra] = []
        for at, cell in enumerate(row.cells):
            if not cell.text.strip() and not cell.edtf:
                continue
            column = columns[at] if at < len(columns) else ""
            if column:
                cells[column] = cell
            else:
                head = written[at].strip() if at < len(written) and written[at].strip() else f"column {at + 1}"
                extras.append(Extra(column=" ".join(head.split()), words=cell.text.strip()))
        return cls(row.number, cells, tuple(extras))

    def text(self, column: str) -> str:
        """Return a cell's text; empty where there is none."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""

    @property
    def has_substance(self) -> bool:
        """Whether anything in it says that something happened."""
        return any(self.text(c) for c in _SUBSTANCE) or any(c.startswith(IMPACT_FOR) for c in self.cells)

    @property
    def by_column(self) -> dict[str, str]:
        """The row's words by column, as it is known again by."""
        return {c: _known_by(c, cell) for c, cell in self.cells.items() if c not in _NOT_KEYED} | {
            f"own:{e.column}": e.words for e in self.extras
        }

    def otherwise_than(self, corrected: Mapping[str, str]) -> dict[str, str]:
        """Return what of a corrected row stands otherwise than in this one: column or header → text."""
        own = {extra.column: extra.words for extra in self.extras}
        return {c: words for c, words in corrected.items() if (self.text(c) or own.get(c, "")) != words}

    def with_cells(self, corrected: Mapping[str, str]) -> RowRead:
        """Return the row with the cells that somebody put right; a blank one is taken out."""
        if not corrected:
            return self
        cells = dict(self.cells)
        extras = {extra.column: extra.words for extra in self.extras}
        for column, text in corrected.items():
            if column in canonical_columns() or column.startswith(IMPACT_FOR):
                cells[column] = cells[column] if column in cells and cells[column].text == text else Cell(text)
            else:
                extras[column] = text
        kept = {column: cell for column, cell in cells.items() if cell.text.strip() or cell.edtf}
        return RowRead(self.number, kept, tuple(Extra(column=c, words=w) for c, w in extras.items() if w))


def _known_by(column: str, cell: Cell) -> str:
    """Return a cell as a row is known again by: a day in figures is one day however a program shows it."""
    figures = _FIGURES.match(cell.text.strip()) if column in _DATED and not cell.edtf else None
    if figures is None:
        return cell.edtf or cell.text
    return f"{figures['year']}-{int(figures['month']):02}-{int(figures['day']):02}"
