"""Rows as somebody put them right: given with an import, kept with the case file, known again at the next import."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chronology.intake.ids import IdMaker
from chronology.intake.report import FileReport
from chronology.practice.columns import column_known
from chronology.readers.tables import read_tables
from chronology.record.casefile import CaseFile
from chronology.record.errors import InputError
from chronology.record.imports import Correction

FILE, PLACE, ROW, REASON = "file", "place", "row", "to be put right because"
"""The columns before a row's own, in the file of rows to put right."""


@dataclass(frozen=True)
class Corrections:
    """Cells that stand in place of a file's own, by file and row, and those of earlier imports."""

    given: Mapping[tuple[str, str, int], Mapping[str, str]] = field(default_factory=dict)
    """File name, table and row → column or header → text."""
    earlier: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Content key of the row as it stands → column or header → text."""
    file: str = ""

    def with_those_of(self, case: CaseFile, file: str) -> Corrections:
        """Return these for one file, with what was put right at earlier imports into a case file."""
        return Corrections(self.given, {c.content_key: c.cells for c in case.of_kind(Correction)}, file)

    def of(self, key: str, table: str, row: int) -> Mapping[str, str]:
        """Return what stands in place of a row's cells; empty where nobody put it right."""
        now = self.given.get((self.file, table, row)) or self.given.get((self.file, "", row))
        return now if now is not None else self.earlier.get(key, {})

    def record(self, key: str, cells: Mapping[str, str], ids: IdMaker) -> Correction:
        """Return the correction as the case file keeps it."""
        return Correction(id=ids.make("correction", key), content_key=key, cells=dict(cells))


def rows_to_correct(reports: Iterable[FileReport]) -> bytes:
    """Return the rows that were not added, or do not say whose they are, as a table to put right and give back: CSV in UTF-8."""
    headers: list[str] = []
    rows: list[dict[str, str]] = []
    for report in reports:
        for fate in report.fates:
            if not fate.cells:
                continue
            headers += [header for header in fate.cells if header not in headers]
            place, _, _ = fate.place.rpartition(", ")
            rows.append({FILE: report.file, PLACE: place, ROW: str(fate.row), REASON: fate.reason} | fate.cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [FILE, PLACE, ROW, REASON, *headers], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([{name: _guarded(text) for name, text in row.items()} for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def read_corrections(data: bytes, name: str) -> Corrections:
    """Return the rows of a table that `rows_to_correct` wrote, as somebody put them right.

    Raises InputError where it is another table, or a row in it does not say which row it is.
    """
    read = read_tables(data, name)
    rows = read.tables[0].rows if read.tables else []
    headers = [cell.text.strip() for cell in rows[0].cells] if rows else []
    if headers[:3] != [FILE, PLACE, ROW]:
        raise InputError(
            "this is no table of rows to put right.",
            where=name,
            remedy="Give the file that --not-added wrote, with its first columns as they were.",
        )
    given: dict[tuple[str, str, int], dict[str, str]] = {}
    for row in rows[1:]:
        cells = {header: cell.text.strip() for header, cell in zip(headers, row.cells, strict=False) if header}
        if row.is_blank:
            continue
        if not cells.get(ROW, "").isdigit():
            raise InputError(
                "this row does not say which row of its file it is.",
                where=f"{name}, row {row.number}",
                remedy=f"Put the number back into the column “{ROW}”.",
            )
        given[cells[FILE], cells[PLACE], int(cells[ROW])] = {
            column_known(header) or header: text
            for header, text in cells.items()
            if header not in {FILE, PLACE, ROW, REASON}
        }
    return Corrections(given)


def _guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
