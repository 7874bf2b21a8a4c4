"""XLSX files, read from their XML: values as the sheet shows them, nothing executed, blank styled rows for free."""

from __future__ import annotations

import io
import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import Any

from chronology.readers.archives import Archive
from chronology.readers.hygiene import clean
from chronology.readers.tables import (
    MOST_COLUMNS,
    Cell,
    Epoch,
    Row,
    Table,
    TablesRead,
    column_letter,
    day_edtf,
    number_of,
    without_guard,
)
from chronology.record.errors import UnreadableFile
from chronology.record.steps import stepwise

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN_DATES = {
    14: "d",
    15: "d",
    16: "d",
    17: "m",
    22: "d",
    27: "d",
    28: "d",
    29: "d",
    30: "d",
    31: "d",
    36: "d",
    50: "d",
    57: "d",
    18: "t",
    19: "t",
    20: "t",
    21: "t",
}
"""Number formats that Excel does not write out: d shows a day, m (mmm-yy) a month and a year, t a time of day."""
_REFERENCE = re.compile(r"([A-Z]+)(\d+)\Z")
MOST_LISTED = 8
"""Cells or columns that are named one by one."""
MOST_ROWS = 200_000
"""Rows with something in them that are read of one sheet."""
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\Z")


def read_xlsx(archive: Archive, name: str) -> TablesRead:
    """Return a workbook's sheets as tables; hidden rows and sheets are read and said."""
    from lxml import etree

    read = TablesRead("xlsx")
    try:
        book = etree.fromstring(archive.read_xml("xl/workbook.xml"))
        targets = _targets(etree.fromstring(archive.read_xml("xl/_rels/workbook.xml.rels")))
        shared = _shared_strings(archive)
        formats = _formats(archive)
        settings = book.find(f"{_MAIN}workbookPr")
        epoch: Epoch = "1904" if settings is not None and settings.get("date1904") in {"1", "true"} else "1900"
        if epoch == "1904":
            read.warnings.append((0, "the workbook counts its days from 1904: its dates are read so"))
        for sheet in book.iter(f"{_MAIN}sheet"):
            title = sheet.get("name") or "sheet"
            path = targets.get(sheet.get(_REL) or "", "")
            if path not in archive:
                continue
            table = Table(title)
            _Sheet(read, table, shared, formats, epoch).take(archive.read_xml(path))
            if sheet.get("state") in {"hidden", "veryHidden"}:
                read.warnings.append((0, f"the sheet {title} is hidden"))
                table.rows[:] = [replace(row, is_hidden=True) for row in table.rows]
            read.tables.append(table)
    except etree.XMLSyntaxError as failure:
        raise UnreadableFile(
            "the workbook is damaged.", where=name, remedy="Open it in Excel and save it again."
        ) from failure
    notes = sum(1 for part in archive.parts if re.match(r"xl/(?:threadedC|c)omments/?[^/]*\.xml\Z", part))
    if notes:
        read.warnings.append((0, "cells carry comments: they stay in the original, no row holds them"))
    if any(part.startswith("xl/externalLinks/") for part in archive.parts):
        read.warnings.append(
            (0, "cells link to other workbooks: their last shown values are read, nothing is followed")
        )
    if any("xl/vbaProject.bin" in part for part in archive.parts):
        read.warnings.append((0, "the workbook holds macros: they are not looked at and not run"))
    return read


def _targets(rels: Any) -> dict[str, str]:
    found = {}
    for rel in rels:
        target = rel.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if rel.get("TargetMode") != "External":
            found[rel.get("Id") or ""] = path
    return found


def _shared_strings(archive: Archive) -> list[str]:
    from lxml import etree

    if "xl/sharedStrings.xml" not in archive:
        return []
    root = etree.fromstring(
        archive.read_xml("xl/sharedStrings.xml"), parser=etree.XMLParser(huge_tree=True, resolve_entities=False)
    )
    return [_rich_text(item) for item in root.iter(f"{_MAIN}si")]


def _rich_text(item: Any) -> str:
    return "".join(t.text or "" for t in item.iter(f"{_MAIN}t") if t.getparent().tag != f"{_MAIN}rPh")


def _formats(archive: Archive) -> list[str]:
    """Return for each cell style what its number format shows: "d" a day, "m" a month, "t" a time, "" none of them."""
    from lxml import etree

    if "xl/styles.xml" not in archive:
        return []
    root = etree.fromstring(archive.read_xml("xl/styles.xml"))
    own = {number_of(f.get("numFmtId"), 0): _shows(f.get("formatCode") or "") for f in root.iter(f"{_MAIN}numFmt")}
    styles = root.find(f"{_MAIN}cellXfs")
    ids = [number_of(xf.get("numFmtId"), 0) for xf in styles] if styles is not None else []
    return [own.get(i, _BUILT_IN_DATES.get(i, "")) for i in ids]


def _shows(code: str) -> str:
    """Return what a written-out number format shows; quoted text, colours and conditions do not count."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code.split(";", maxsplit=1)[0]).lower()
    if "y" not in plain and "d" not in plain:
        return "t" if "h" in plain and ":" in plain else ""
    if "d" in plain:
        return "d"
    return "m" if "m" in plain else "y"


class _Sheet:
    def __init__(self, read: TablesRead, table: Table, shared: list[str], formats: list[str], epoch: Epoch) -> None:
        self._read = read
        self._table = table
        self._shared = shared
        self._formats = formats
        self._epoch = epoch
        self._stripped = 0
        self._formulas = 0
        self._unvalued: list[str] = []
        """Cells whose formula was never worked out by the program that wrote the workbook."""
        self._beyond = 0

    def take(self, data: bytes) -> None:
        """Read the sheet's rows; those with nothing in them cost no memory."""
        from lxml import etree

        hidden = 0
        merges: list[str] = []
        columns: list[tuple[int, int]] = []
        wanted = (f"{_MAIN}row", f"{_MAIN}mergeCell", f"{_MAIN}col")
        events = etree.iterparse(io.BytesIO(data), tag=wanted, huge_tree=True, resolve_entities=False)
        for _, row in stepwise(events):
            if row.tag == wanted[1]:
                merges.append(row.get("ref") or "")
                continue
            if row.tag == wanted[2]:
                if row.get("hidden") in {"1", "true"}:
                    columns.append((number_of(row.get("min"), 1) - 1, number_of(row.get("max"), 1) - 1))
                continue
            number = number_of(row.get("r"), len(self._table.rows) + 1)
            cells = dict(self._cells(row))
            if cells:
                is_hidden = row.get("hidden") in {"1", "true"}
                hidden += is_hidden
                width = max(cells) + 1
                made = tuple(cells.get(i, Cell()) for i in range(width))
                self._table.rows.append(Row(number, made, is_hidden=is_hidden))
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
            if len(self._table.rows) > MOST_ROWS:
                self._say(number, f"only the first {MOST_ROWS} rows of {self._table.place} are read")
                break
        self._fill_down(merges)
        if self._beyond:
            last = column_letter(MOST_COLUMNS - 1)
            self._say(0, f"{self._beyond} cells of {self._table.place} beyond column {last} are not read")
        if hidden:
            self._say(0, f"{hidden} row{'s' if hidden > 1 else ''} of {self._table.place} hidden")
        if unseen := self._hidden_columns(columns):
            are = "column is" if len(unseen) == 1 else "columns are"
            self._say(0, f"{self._table.place}: {len(unseen)} {are} hidden, and read like any other: {_listed(unseen)}")
        if self._formulas:
            hold = "cell of {} holds a formula: its last shown value is read"
            many = "cells of {} hold formulas: their last shown values are read"
            words = (hold if self._formulas == 1 else many).format(self._table.place)
            self._say(0, f"{self._formulas} {words}, nothing is worked out")
        if self._unvalued:
            count = f"{len(self._unvalued)} cell{'s' if len(self._unvalued) > 1 else ''}"
            self._say(
                0,
                f"{self._table.place}: {count} with a formula of which the file holds no shown value, read as empty: "
                f"{_listed(self._unvalued)}. Open the workbook, save it, and read it again",
            )
        if self._stripped:
            self._say(0, f"{self._stripped} control characters were taken out of {self._table.place}")

    def _hidden_columns(self, spans: Sequence[tuple[int, int]]) -> list[str]:
        """Return the letters of the hidden columns in which something stands."""
        filled = {at for row in self._table.rows for at, cell in enumerate(row.cells) if cell.text or cell.edtf}
        return [column_letter(at) for at in sorted(filled) if any(first <= at <= last for first, last in spans)]

    def _fill_down(self, merges: list[str]) -> None:
        """Give every row that a cell is merged over that cell; only rows that hold something of their own."""
        rows = self._table.rows
        numbers = [row.number for row in rows]
        if numbers != sorted(set(numbers)):
            return
        copies = 0
        for reference in merges:
            match = _MERGED.match(reference)
            if match is None or _index(match[1]) >= MOST_COLUMNS:
                continue
            column = _index(match[1])
            if match[2] == match[4]:
                at = bisect_left(numbers, int(match[2]))
                is_there = at < len(rows) and numbers[at] == int(match[2])
                if is_there and column == 0 and len(rows[at].filled) == 1 and rows[at].cells[0].text:
                    rows[at] = replace(rows[at], is_banner=True)
                continue
            start, stop = bisect_left(numbers, int(match[2])), bisect_right(numbers, int(match[4]))
            if start >= stop or numbers[start] != int(match[2]) or column >= len(rows[start].cells):
                continue
            cell = rows[start].cells[column]
            for at in range(start + 1, stop):
                copies += 1
                if copies > MOST_ROWS:
                    self._say(0, f"not every merged cell of {self._table.place} is read in the rows it spans")
                    return
                cells = list(rows[at].cells) + [Cell()] * (column + 1 - len(rows[at].cells))
                if not cells[column].text and not cells[column].edtf:
                    cells[column] = cell
                    rows[at] = replace(rows[at], cells=tuple(cells))

    def _say(self, row: int, words: str) -> None:
        self._read.warnings.append((row, words))

    def _cells(self, row: Any) -> Iterator[tuple[int, Cell]]:
        at = -1
        for cell in row.iter(f"{_MAIN}c"):
            reference = _REFERENCE.match(cell.get("r") or "")
            at = _index(reference[1]) if reference else at + 1
            if at >= MOST_COLUMNS:
                self._beyond += cell.find(f"{_MAIN}v") is not None or cell.find(f"{_MAIN}is") is not None
                continue
            if cell.find(f"{_MAIN}f") is not None:
                self._formulas += 1
                if cell.get("t") != "str" and not cell.findtext(f"{_MAIN}v"):
                    self._unvalued.append(cell.get("r") or column_letter(at))
            made = self._cell(cell)
            if made.text or made.edtf:
                yield at, made

    def _cell(self, cell: Any) -> Cell:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            text = _rich_text(cell)
        else:
            value = cell.find(f"{_MAIN}v")
            text = (value.text or "") if value is not None else ""
            if kind == "s" and text.isdigit():
                at = number_of(text, len(self._shared))
                text = self._shared[at] if at < len(self._shared) else ""
            elif kind == "b":
                text = {"1": "yes", "0": "no"}.get(text, text)
            elif kind == "d" and _is_day(text):
                return Cell(text[:10], text[:10], self._epoch)
            elif kind == "n" and text:
                made = self._number(text, number_of(cell.get("s"), 0))
                if made is not None:
                    return made
        text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) if "_x" in text else text
        text, gone = clean(text)
        self._stripped += gone
        return Cell(without_guard(text), epoch=self._epoch)

    def _number(self, text: str, style: int) -> Cell | None:
        """Return a number as it is shown; None where the cell says that it is one and is not."""
        try:
            number = float(text)
        except ValueError:
            return None
        if not isfinite(number):
            return None
        shows = self._formats[style] if style < len(self._formats) else ""
        if shows == "t" and 0 <= number < 1:
            return Cell(_clock(number), epoch=self._epoch)
        day = serial_date(number, self._epoch) if shows else None
        if day is None:
            whole = str(int(number)) if number.is_integer() and abs(number) < 1e15 else text
            return Cell(whole, epoch=self._epoch)
        if shows == "y":
            return Cell(f"{day.year}", f"{day.year:04}", self._epoch)
        moment = number % 1
        edtf = day_edtf(day, month_only=shows == "m")
        shown = day.strftime("%B %Y") if shows == "m" else day.strftime("%d/%m/%Y")
        if shows == "d" and moment >= 1 / 1440:
            clock = _clock(moment)
            edtf, shown = f"{edtf}T{clock}", f"{shown} {clock}"
        return Cell(shown, edtf, self._epoch)


def serial_date(number: float, epoch: Epoch) -> date | None:
    """Return the day that a spreadsheet's serial number means; None where it means none.

    Excel counts from 1900 and takes 1900 for a leap year, so that serials up to 60 are a day off; 60 is no day.
    """
    whole = int(number)
    if epoch == "1904":
        first, least = date(1904, 1, 1), 0
    else:
        if whole == 60:
            return None
        first, least = (date(1899, 12, 30), 61) if whole > 60 else (date(1899, 12, 31), 1)
    if whole < least or whole > 2_958_465:
        return None
    return first + timedelta(days=whole)


def _listed(some: Sequence[str]) -> str:
    return ", ".join(some[:MOST_LISTED]) + (f" and {len(some) - MOST_LISTED} more" if len(some) > MOST_LISTED else "")


def _clock(fraction: float) -> str:
    """Return the time of day that a fraction of a day is, as HH:MM."""
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=min(round(fraction * 86400), 86399))
    return moment.strftime("%H:%M")


def _is_day(text: str) -> bool:
    """Return whether a text begins with a day that there is, as the ISO standard writes it."""
    try:
        return bool(date.fromisoformat(text[:10])) and text[4:5] == "-"
    except ValueError:
        return False


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
