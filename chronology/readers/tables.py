"""Tables as read, whatever file they come from: rows of cells, each with its place and its doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from chronology.readers.archives import OLE, Archive
from chronology.record.errors import UnreadableFile

Epoch = Literal["1900", "1904"]

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


@dataclass
class TablesRead:
    """A file's tables, and what was noticed while they were read."""

    form: str
    """csv, xlsx or docx."""
    tables: list[Table] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    """Row number (0: the file as a whole) and what was noticed."""
    headings: list[str] = field(default_factory=list)
    """The first lines that stand outside the tables: a title, a child's name."""


def read_tables(data: bytes, name: str) -> TablesRead:
    """Return a file's tables; what it is is told by its content, not its name.

    Raises UnreadableFile where it holds no table that can be read, with what to do; UnsafeFile where opening it
    would cost too much.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("the file is empty.", where=name, remedy="Save it again with its table in it.")
    if data.startswith(OLE):
        raise UnreadableFile(
            "this is an old or a password-protected Office file.",
            where=name,
            remedy="Open it in Word or Excel and save it as .docx or .xlsx, without a password.",
        )
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
    from chronology.readers.csvs import read_csv

    return read_csv(data, name)


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
