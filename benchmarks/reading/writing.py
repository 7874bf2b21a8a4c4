"""Made chronologies as files in three formats, with the mess that real ones have."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from benchmarks.reading.layouts import MadeRow, MadeTable

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class MadeFile:
    """A made file, with the truth of its rows and the text in it that was deleted."""

    name: str
    layout: str
    form: str
    data: bytes
    truth: tuple[dict[str, str], ...]
    deleted: tuple[str, ...] = ()


def written_file(table: MadeTable, form: str, chance: random.Random) -> MadeFile:
    """Return a made table as a file of one format: docx, xlsx, csv or txt."""
    truth = tuple(row.truth for row in table.rows)
    name = f"{table.layout.replace(' ', '-')}.{form}"
    if table.layout == "paragraphs":
        lines = list(_paragraphs(table, chance))
        if form == "docx":
            return MadeFile(name, table.layout, form, _docx(_paragraph(line) for line in lines), truth)
        return MadeFile(name, table.layout, form, "\n".join(lines).encode("utf-8"), truth)
    if form == "docx":
        deleted: list[str] = []
        return MadeFile(name, table.layout, form, _docx(_word(table, chance, deleted)), truth, tuple(deleted))
    if form == "xlsx":
        return MadeFile(name, table.layout, form, _xlsx(table, chance), truth)
    return MadeFile(name, table.layout, form, _csv(table, chance), truth)


# -- paragraphs ---------------------------------------------------------------------------------


def _paragraphs(table: MadeTable, chance: random.Random) -> Iterable[str]:
    yield from table.title
    for at, row in enumerate(table.rows):
        if at in table.bands:
            yield ""
            yield table.bands[at]
        if not row.written["date"]:
            row.written["date"], row.truth["date"] = "March 2015", "2015-03"
        yield ""
        mark = chance.choice([": ", " – ", " - "])
        source = row.written.get("source", "")
        yield f"{row.written['date']}{mark}{source}: {row.written['event']}"


def _paragraph(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


# -- Word ---------------------------------------------------------------------------------------


def _word(table: MadeTable, chance: random.Random, deleted: list[str]) -> Iterable[str]:
    for line in table.title:
        yield _paragraph(line)
    width = len(table.fields)
    bare = table.layout in {"two columns", "three columns"} and chance.random() < 0.3
    header = _tr([_tc(_paragraph(words)) for words in table.headers])
    rows = [] if bare else [header]
    merged = set(_merged(table, chance))
    for at, row in enumerate(table.rows):
        if at in table.bands:
            rows.append(_tr([_tc(_paragraph(table.bands[at]), span=width)]))
        if not bare and at and at % 9 == 0:
            rows.append(header)
        if at not in merged and chance.random() < 0.06:
            rows.append(_tr([_tc(_paragraph("")) for _ in table.fields]))
        if at not in merged and chance.random() < 0.08:
            gone = f"withdrawn entry {at} that was wrong"
            deleted.append(gone)
            look = '<w:trPr><w:del w:id="9" w:author="x"/></w:trPr>'
            rows.append(_tr([_tc(_paragraph(gone)) for _ in table.fields], look))
        look = '<w:vMerge w:val="restart"/>' if at + 1 in merged else "<w:vMerge/>" if at in merged else ""
        _word_row(table, row, at, chance, rows, deleted, look)
    yield f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{''.join(rows)}</w:tbl>"
    yield _paragraph("Completed by the duty worker")


def _merged(table: MadeTable, chance: random.Random) -> Iterable[int]:
    """Yield the rows whose date is that of the row above, in one merged cell; they take its truth."""
    last = 0
    for at in range(1, len(table.rows)):
        row, above = table.rows[at], table.rows[at - 1]
        free = at not in table.bands and at % 9 and at - 1 > last and "date" in row.written and above.written["date"]
        if free and "end" not in table.fields and not row.clock and chance.random() < 0.15 and not above.clock:
            row.written["date"], row.truth["date"], row.day = above.written["date"], above.truth["date"], above.day
            row.is_banded = above.is_banded
            last = at
            yield at


def _word_row(
    table: MadeTable, row: MadeRow, at: int, chance: random.Random, rows: list[str], deleted: list[str], look: str
) -> None:
    """Write one row, and a second that goes on with it."""
    cut = ""
    cells = []
    written = dict(row.written)
    if (
        len(table.fields) > 2
        and not look
        and chance.random() < 0.1
        and "event" in written
        and "\n" not in written["event"]
    ):
        words = written["event"].split(" ")
        place = next((i for i in range(len(words) // 2, len(words)) if words[i][:1].islower()), 0)
        if place and not words[place - 1].endswith((".", "!", "?", ":", ";", ")")):
            written["event"], cut = " ".join(words[:place]), " ".join(words[place:])
    for name in table.fields:
        text = written.get(name, "")
        if (
            name in {"date", "moment"}
            and row.day
            and not row.is_banded
            and not row.month_only
            and not row.clock
            and not look
            and chance.random() < 0.25
        ):
            cells.append(_picker(row))
        elif name == "date" and look:
            cells.append(_tc(_paragraph(text if "restart" in look else ""), look=look))
        elif name == "event" and not cut and chance.random() < 0.12 and "\n" not in text:
            gone = f"struck out {at}"
            deleted.append(gone)
            cells.append(_tc(_tracked(text, gone)))
        else:
            cells.append(_tc("".join(_paragraph(line) for line in text.split("\n"))))
    rows.append(_tr(cells))
    if cut:
        rows.append(_tr([_tc(_paragraph(cut if name == "event" else "")) for name in table.fields]))


def _picker(row: MadeRow) -> str:
    assert row.day is not None
    shown = _paragraph(f"{row.day:%d/%m/%Y}")
    stored = f'<w:sdtPr><w:date w:fullDate="{row.day.isoformat()}T00:00:00Z"/></w:sdtPr>'
    return f"<w:sdt>{stored}<w:sdtContent>{_tc(shown)}</w:sdtContent></w:sdt>"


def _tracked(text: str, gone: str) -> str:
    half = len(text) // 2
    return (
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text[:half])}</w:t></w:r>'
        f'<w:del w:id="3" w:author="x"><w:r><w:delText xml:space="preserve">{escape(gone)}</w:delText></w:r></w:del>'
        f'<w:ins w:id="4" w:author="x"><w:r><w:t xml:space="preserve">{escape(text[half:])}</w:t></w:r></w:ins></w:p>'
    )


def _tc(inside: str, *, span: int = 1, look: str = "") -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{wide}{look}</w:tcPr>{inside}</w:tc>"


def _tr(cells: list[str], look: str = "") -> str:
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def _docx(body: Iterable[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        inside = f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
        archive.writestr("word/document.xml", inside)
    return out.getvalue()


# -- Excel --------------------------------------------------------------------------------------


def _xlsx(table: MadeTable, chance: random.Random) -> bytes:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    if chance.random() < 0.3:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    for line in table.title:
        sheet.append([line])
    if not (table.layout in {"two columns", "three columns"} and chance.random() < 0.3):
        sheet.append(table.headers)
    for at, row in enumerate(table.rows):
        if at in table.bands:
            sheet.append([table.bands[at]])
            if len(table.fields) > 1:
                sheet.merge_cells(
                    start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(table.fields)
                )
        if chance.random() < 0.06:
            sheet.append(["" for _ in table.fields])
        sheet.append([row.written.get(name, "") for name in table.fields])
        number = sheet.max_row
        for column, name in enumerate(table.fields, 1):
            if (
                name in {"date", "moment"}
                and row.day
                and not row.is_banded
                and (row.month_only or chance.random() < 0.5)
            ):
                hour, minute = (int(part) for part in (row.clock or "0:0").split(":"))
                has_time = name == "moment"
                cell = sheet.cell(number, column)
                cell.value = datetime(  # noqa: DTZ001 - a sheet's cell has no zone
                    row.day.year, row.day.month, row.day.day, *((hour, minute) if has_time else (0, 0))
                )
                cell.number_format = "mmm-yy" if row.month_only else "dd/mm/yyyy hh:mm" if has_time else "dd/mm/yyyy"
        if chance.random() < 0.05:
            sheet.row_dimensions[number].hidden = True
    sheet.append(["Completed by the duty worker"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# -- CSV ----------------------------------------------------------------------------------------


def _csv(table: MadeTable, chance: random.Random) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=chance.choice([",", ";", "\t"]))
    for line in table.title:
        writer.writerow([line, *[""] * (len(table.fields) - 1)])
    writer.writerow(table.headers)
    for at, row in enumerate(table.rows):
        if at in table.bands:
            writer.writerow([table.bands[at], *[""] * (len(table.fields) - 1)])
        if at and at % 10 == 0:
            writer.writerow(table.headers)
        writer.writerow([row.written.get(name, "") for name in table.fields])
    encoding = chance.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    return out.getvalue().encode(encoding, "replace")
