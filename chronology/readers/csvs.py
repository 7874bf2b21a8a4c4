"""Text files: encoding and delimiter found out, ragged rows and every doubt said; lines where there is no table."""

from __future__ import annotations

import csv
import io
import re

from chronology.readers.hygiene import clean
from chronology.readers.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Paragraph,
    Row,
    Table,
    TablesRead,
    cells_of,
    without_guard,
)
from chronology.record.errors import UnreadableFile
from chronology.record.steps import stepwise

_BINARY = (*range(9), *range(14, 27), *range(28, 32))
"""Control characters that text does not hold; one in fifty means another kind of file."""
_SEPARATOR = re.compile(r"sep=(?P<delimiter>[,;|\t])[ \t]*\r?(?:\n|\Z)", re.IGNORECASE)
"""The first line by which Excel tells itself the delimiter."""
_END = "end of the table"
_DELIMITERS = (",", ";", "\t", "|")
LONGEST_PROSE = 5_000_000
"""Characters of a text without a table that are read: some two thousand pages."""
_HEADING = re.compile(r"#{1,6}\s+")
_ITEM = re.compile(r"(?:[-*•–·]\s+|\(?\d{1,3}[.)]\s+(?!\d))")
"""What begins an item of a list; a figure after another would be a date."""
MOST_TITLES = 12
"""Lines of title that may stand above a table."""
DIVIDED = 60
"""Per cent of the lines that have to be divided alike for a text to be a table."""


def read_text(data: bytes, name: str) -> TablesRead:
    """Return a text file's table, where its lines are divided into columns, and its lines.

    Raises UnreadableFile where it is binary, or where a quotation mark in its table is never closed.
    """
    read = TablesRead("csv", unit="line")
    text = _decoded(data, name, read)
    text, stripped = clean(text)
    if stripped:
        read.warnings.append((0, f"{stripped} control characters were taken out"))
    named = _SEPARATOR.match(text)
    delimiter = named["delimiter"] if named else _delimiter(text)
    if delimiter:
        _take_table(read, text, delimiter, name, skips_first=named is not None)
    else:
        read.form = "text"
    if len(text) <= LONGEST_PROSE:
        read.paragraphs = lines_of(text)
    elif not delimiter:
        raise UnreadableFile(
            f"this text without a table holds {len(text)} characters, more than {LONGEST_PROSE}.",
            where=name,
            remedy="Split it into several files.",
        )
    return read


def lines_of(text: str) -> list[Paragraph]:
    """Return the lines of a text that hold something; a line that goes on in the next, without a gap, stays a line."""
    found: list[Paragraph] = []
    after_gap = False
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if not words:
            after_gap = True
            continue
        heading = _HEADING.match(words)
        item = _ITEM.match(words)
        plain = words[heading.end() :] if heading else words[item.end() :] if item else words
        found.append(Paragraph(number, plain.strip() or words, heading is not None, item is not None, after_gap))
        after_gap = False
    return found


def _take_table(read: TablesRead, text: str, delimiter: str, name: str, *, skips_first: bool) -> None:
    table = Table("")
    csv.field_size_limit(max(LONGEST_CELL * 50, csv.field_size_limit()))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = beyond = 0
    try:
        for fields in stepwise(rows):
            number += 1
            if number == 1 and skips_first:
                continue
            beyond += sum(map(bool, fields[MOST_COLUMNS:]))
            table.rows.append(Row(number, cells_of([without_guard(field) for field in fields[:MOST_COLUMNS]])))
    except csv.Error as failure:
        raise UnreadableFile(
            f"the table cannot be read ({failure}).",
            where=f"{name}, row {number + 1}",
            remedy="Mend that row, or save it as .xlsx.",
        ) from failure
    if beyond:
        read.warnings.append((0, f"{beyond} cells beyond column {MOST_COLUMNS} are not read"))
    _check_quotes(text, delimiter, name, read)
    first = next((row for row in table.rows if len(row.cells) > 1), None)
    width = len(first.cells) if first else 0
    for row in stepwise(table.rows):
        if not row.is_blank and any(cell.text.strip() for cell in row.cells[width:]):
            read.warnings.append(
                (row.number, "this row has more cells than the first row has headers: the rest is kept by number")
            )
    short = [row.number for row in table.rows if first and first.number < row.number and 0 < len(row.cells) < width]
    if short:
        listed = ", ".join(str(number) for number in short[:8]) + (" …" if len(short) > 8 else "")
        read.warnings.append((short[0], f"rows with fewer cells than the header: read as empty there (row {listed})"))
    read.tables.append(table)


def _check_quotes(text: str, delimiter: str, name: str, read: TablesRead) -> None:
    """Refuse a file whose last quotation mark is never closed, for it swallows rows; say where a mark stands oddly."""
    strict = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for _ in stepwise(strict):
            number += 1
    except csv.Error:
        read.warnings.append(
            (number, "a quotation mark stands oddly in this row: check that it is one row, not several")
        )
    end = f"\n{_END}"
    rows = list(csv.reader(io.StringIO(text + end, newline=""), delimiter=delimiter))
    if rows and rows[-1] != [_END]:
        raise UnreadableFile(
            "a quotation mark is opened and never closed: the rows after it would be lost in one cell.",
            where=f"{name}, row {len(rows)}",
            remedy="Close or remove that quotation mark, or save the table as .xlsx.",
        )


def _decoded(data: bytes, name: str, read: TablesRead) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            if "\ufffd" in text:
                read.warnings.append((0, f"some characters cannot be read as {encoding} and are shown as �"))
            return text
    head = data[:4000]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) >= 8 and not head[1 - at :: 2].count(0):
            zeros = head[at::2].count(0)
            if zeros * 10 > len(head[at::2]) * 9:
                read.warnings.append((0, f"the file does not say its encoding: read as {encoding.upper()}"))
                return data.decode(encoding, "replace")
    if sum(head.count(byte) for byte in _BINARY) > max(8, len(head) // 50):
        raise UnreadableFile("this is no text file.", where=name, remedy="Save the table as .csv, .xlsx or .docx.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        read.warnings.append((0, "the file is not UTF-8: read as Windows-1252; check accented letters and pound signs"))
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return the delimiter that divides the first rows most evenly; empty where it is text with commas in it."""
    head = text[:50_000]
    best, score = "", (0, 0)
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if any(row)][
                : MOST_TITLES + 30
            ]
        except csv.Error:
            continue
        titles = next((at for at, width in enumerate(widths[:MOST_TITLES]) if width > 1), 0)
        widths = widths[titles : titles + 30]
        divided = [width for width in widths if width > 1]
        if not divided:
            continue
        usual = max(sorted(set(divided), reverse=True), key=divided.count)
        even = divided.count(usual)
        if len(divided) * 100 < len(widths) * DIVIDED:
            continue
        if (even * 100 // len(widths), usual) > score:
            best, score = delimiter, (even * 100 // len(widths), usual)
    return best
