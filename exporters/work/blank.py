"""A blank workbook for the work: a sheet for each kind of table, with the headers that an import knows."""

from __future__ import annotations

from datetime import date

from chronology.practice.work_tables import work_tables
from exporters.documents.pages import Sheet, SheetColumn
from exporters.documents.sheets import blank_workbook_bytes

LONGEST_NAME = 31
"""Letters of a sheet's name that a spreadsheet takes."""
_DAY = date(2026, 1, 1)
"""The one day that the workbook carries, so that it is the same whenever it is written."""


def blank_workbook() -> bytes:
    """Return the workbook's bytes; the same practice data gives the same bytes."""
    sheets = [
        Sheet(table.label[:LONGEST_NAME], tuple(SheetColumn(c.label, 26) for c in table.columns.values()), ())
        for table in work_tables().values()
    ]
    return blank_workbook_bytes("Tables of the work", sheets, _DAY)
