"""Tables as read, whatever file they come from: rows of cells, each with its place and its doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from chronology.readers.archives import OLE, Archive
from chronology.record.errors import UnreadableFile

Epoch = Literal["1900", "1904"]

MOST_HEADINGS = 10
"""First lines outside the tables that may tell whose chronology it is."""
MOST_COLUMNS = 500
"""Columns that are read of one table."""
LONGEST_CELL = 200_000
"""Characters of one cell that are read; no account of one event is longer."""


@dataclass(frozen=True)
class Cell:
    """One cell: its text and, where the file itself holds a date, that date as EDTF."""

    text: str = ""
    edtf: str = ""
    """A native date, to the precision that its number format shows; empty where the cell is text."""
    epoch: Epoch = "1900"
    """From when the workbook counts days."""


@dataclass(frozen=True)
class Row:
    """One row, numbered as a person counts it in the file."""

    number: int
    cells: tuple[Cell, ...]
    is_banner: bool = False
    """Whether one cell stands across the table: a heading of the rows below it."""
    is_hidden: bool = False
    """Whether the sheet hides the row."""

    @property
    def filled(self) -> list[str]:
        """The texts of the cells that hold any."""
        return [cell.text.strip() for cell in self.cells if cell.text.strip()]

    @property
    def is_blank(self) -> bool:
        """Whether every cell is empty."""
        return not any(cell.text.strip() or cell.edtf for cell in self.cells)


@dataclass
class Table:
    """One table of a file."""

    place: str
    """Where it stands: a sheet's name, "table 2"; empty where the file is the table."""
    rows: list[Row] = field(default_factory=list)
    within: Within | None = None
    """The cell that holds it, for a table within a table."""


@dataclass(frozen=True)
class Within:
    """The cell that holds a table."""

    table: Table
    row: int
    """The number of its row."""
    column: int
    """The place of the cell in its row, from 0."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or line of text outside any table."""

    number: int
    """The line of a text file, or the paragraph of a document, counted from 1."""
    text: str
    is_heading: bool = False
    """Whether it is set as a heading or a title."""
    is_item: bool = False
    """Whether it is an item of a list."""
    after_gap: bool = False
    """Whether blank lines stand before it."""


@dataclass
class TablesRead:
    """A file's tables, and what was noticed while they were read."""

    form: str
    """csv, xlsx, docx or text."""
    tables: list[Table] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    """Row number (0: the file as a whole) and what was noticed."""
    paragraphs: list[Paragraph] = field(default_factory=list)
    """What stands outside the tables: titles, names, accounts that nobody put into a table."""
    unit: str = "row"
    """What a place is counted in, where text stands outside tables: "line" or "paragraph"."""

    @property
    def headings(self) -> list[str]:
        """The first lines outside the tables, which tell whose chronology it is and who wrote it."""
        return [paragraph.text[:300] for paragraph in self.paragraphs[:MOST_HEADINGS]]


def read_tables(data: bytes, name: str) -> TablesRead:
    """Return a file's tables and what stands outside them; what it is is told by its content, not its name.

    Raises UnreadableFile where it holds nothing that can be read, with what to do; UnsafeFile where opening it
    would cost too much.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("the file is empty.", where=name, remedy="Save it again with its table in it.")
    if data.startswith(OLE):
        raise _old_office_file(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        archive = Archive(data, name)
        if archive.numbered("word/document"):
            from chronology.readers.wordfiles import read_docx

            return read_docx(archive, name)
        if "xl/workbook.xml" in archive:
            from chronology.readers.spreadsheets import read_xlsx

            return read_xlsx(archive, name)
        raise UnreadableFile(
            "this zip file is neither a Word nor an Excel file.",
            where=name,
            remedy="Save the table as .docx, .xlsx or .csv.",
        )
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8")):
        raise UnreadableFile(
            "a PDF, RTF or picture cannot be read as a table.",
            where=name,
            remedy="Save the table as .docx, .xlsx or .csv.",
        )
    if (kind := _kind_of_program(data)) is not None:
        raise UnreadableFile(
            f"{kind} cannot be read as a table.", where=name, remedy="Save the table as .docx, .xlsx or .csv."
        )
    from chronology.readers.csvs import read_text

    return read_text(data, name)


def _kind_of_program(data: bytes) -> str | None:
    """Return what a text is that was written for programs and not as a table; None for any other text."""
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if begins.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if begins.startswith(b"<?xml"):
        return "an XML file"
    if begins.startswith((b"{", b"[")):
        import json

        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return None
        return "a JSON file"
    return None


_STREAMS = (
    ("EncryptedPackage", "this file is protected by a password.", "Open it in Word or Excel and save a copy without one."),
    ("WordDocument", "this is a Word file of the old kind (.doc).", "Open it in Word and save it as a Word document (.docx)."),
    ("Workbook", "this is an Excel file of the old kind (.xls).", "Open it in Excel and save it as a workbook (.xlsx)."),
    ("Book", "this is an Excel file of the old kind (.xls).", "Open it in Excel and save it as a workbook (.xlsx)."),
    ("__properties_version1.0", "this is an e-mail message (.msg).", "Copy its text into a .txt file, or save its table as .docx."),
)  # fmt: skip
"""The streams by which an OLE file tells what it is ([MS-CFB] 2.6.1 names them in UTF-16), and what to do with it."""


def _old_office_file(data: bytes, name: str) -> UnreadableFile:
    """Return why an OLE file is not read, as exactly as it can be told."""
    for stream, what, remedy in _STREAMS:
        if (stream + "\0").encode("utf-16-le") in data:
            return UnreadableFile(what, where=name, remedy=remedy)
    return UnreadableFile(
        "this is an old or a password-protected Office file.",
        where=name,
        remedy="Open it in Word or Excel and save it as .docx or .xlsx, without a password.",
    )


def without_guard(text: str) -> str:
    """Return a cell without the apostrophe that guards a spreadsheet from taking text for a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r" else text


def number_of(text: str | None, default: int) -> int:
    """Return a whole number that a file gives in an attribute; the default where it gives none or nonsense."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else default


def column_letter(index: int) -> str:
    """Return a column's letter as a spreadsheet shows it, from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cells_of(texts: Sequence[str]) -> tuple[Cell, ...]:
    """Return plain text cells."""
    return tuple(Cell(text) for text in texts)


def day_edtf(day: date, *, month_only: bool) -> str:
    """Return a native date as EDTF to the precision shown."""
    return f"{day.year:04}-{day.month:02}" if month_only else day.isoformat()
