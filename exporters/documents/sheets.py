"""A document's table form as CSV and XLSX, with the canonical headings, so that it can be read in again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from chronology.record.errors import KinlineError
from chronology.record.steps import go_on, stepwise
from exporters.documents.packages import packed, parts_of
from exporters.documents.pages import Document, Sheet, SheetValue
from exporters.documents.printable import printable

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell of a CSV file for a formula (ASVS 5.0, 1.2.10), wide forms too."""

MOST_LETTERS = 32_767
"""What a cell of an XLSX file can hold."""

_FIRST_YEAR = 1900
"""The first year whose days a workbook can count; earlier ones are text."""

_CUT = " … [this cell is longer than a workbook allows; the whole text is in the CSV, JSON or Word form]"


def csv_bytes(document: Document) -> bytes:
    """Return the table form as CSV: UTF-8 with a byte order mark, CRLF, days as YYYY-MM-DD.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    sheet = _sheet_of(document)
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_csv_cell(column.key) for column in sheet.columns])
    for row in stepwise(sheet.rows):
        writer.writerow([_csv_cell(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _csv_cell(value: SheetValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = printable(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def xlsx_bytes(document: Document) -> bytes:
    """Return the table form as a workbook: text as text, exact days as days, no formula, heading row frozen."""
    from openpyxl import Workbook

    sheet = _sheet_of(document)
    book = Workbook()
    page = book.active
    assert page is not None
    _fill(page, sheet, document)
    if document.notices:
        _say(book.create_sheet("Please read"), document.notices)
    stamp = datetime.combine(document.day, time())
    properties = book.properties
    properties.creator = printable(document.author) or "Kinline"
    properties.lastModifiedBy = properties.creator
    properties.title = printable(document.title)
    properties.subject = printable(document.subject)
    properties.language = document.language
    properties.created = properties.modified = stamp
    return packed(_saved(book))


def blank_workbook_bytes(title: str, sheets: Sequence[Sheet], day: date) -> bytes:
    """Return a workbook of several sheets with headings, to be filled in; nothing in it tells when it was made but `day`."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    document = Document(title=title, blocks=(), day=day, running=(title, ""))
    for sheet in sheets:
        _fill(book.create_sheet(), sheet, document)
    properties = book.properties
    properties.creator = properties.lastModifiedBy = "Kinline"
    properties.title = title
    properties.created = properties.modified = datetime.combine(day, time())
    return packed(_saved(book))


def _fill(page: Worksheet, sheet: Sheet, document: Document) -> None:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    page.title = sheet.name
    top = Alignment(vertical="top", wrap_text=True)
    head = Font(name="Noto Sans", size=9, bold=True)
    body = Font(name="Noto Sans", size=9)
    ground = PatternFill("solid", fgColor="EEF0F2")
    for at, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, at)
        _put_text(cell, column.key)
        cell.font, cell.fill, cell.alignment = head, ground, top
        page.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(stepwise(sheet.rows), 2):
        for at, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = page.cell(number, at)
            assert isinstance(cell, Cell)
            if isinstance(value, date) and value.year < _FIRST_YEAR:
                _put_text(cell, value.isoformat())
            elif isinstance(value, str):
                _put_text(cell, value)
            else:
                cell.value = value
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
            cell.font, cell.alignment = body, top
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    head_of_page, foot_of_page = page.oddHeader, page.oddFooter
    assert head_of_page is not None
    assert foot_of_page is not None
    head_of_page.left.text = _head_words(document.running[0])
    foot_of_page.left.text = _head_words(document.foot)
    foot_of_page.right.text = "Page &P of &N"


def _say(page: Worksheet, notices: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment

    page.column_dimensions["A"].width = 110
    for number, notice in enumerate(notices, 1):
        cell = page.cell(number, 1)
        _put_text(cell, notice)
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _put_text(cell: object, text: str) -> None:
    """Set a cell to text that is text whatever it begins with; the program's own apostrophe mark is set, not typed."""
    from openpyxl.cell.cell import Cell

    assert isinstance(cell, Cell)
    words = printable(text)
    if len(words) > MOST_LETTERS:
        words = words[: MOST_LETTERS - len(_CUT)] + _CUT
    cell.value = words
    cell.data_type = "s"
    if words.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def _head_words(text: str) -> str:
    return printable(text).replace("&", "&&")[:200]


def _saved(book: Workbook) -> dict[str, bytes]:
    """Return the workbook's parts, its sheets written in memory: openpyxl would spill them into a temporary file."""
    from zipfile import ZIP_STORED, ZipFile

    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InSteps(WorksheetWriter):
        def write_row(self, xf: Any, row: Any, row_idx: Any) -> None:
            go_on()
            super().write_row(xf, row, row_idx)

    class InMemory(ExcelWriter):
        def write_worksheet(self: Any, ws: Any) -> None:
            out = BytesIO()
            writer: Any = InSteps(ws, out)
            writer.write()
            ws._rels = writer._rels
            self._archive.writestr(ws.path[1:], out.getvalue())
            self.manifest.append(ws)

    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:
        InMemory(book, archive).write_data()
    return parts_of(held.getvalue())


def _sheet_of(document: Document) -> Sheet:
    if document.sheet is None:
        raise KinlineError("this document has no table form.", remedy="Write it as docx, pdf, html or txt.")
    return document.sheet
