"""Word and Excel files made by hand for tests: only the parts that a reader needs, and the traps it must not fall into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def run(text: str, looks: str = "") -> str:
    """Return a run of text."""
    return f"<w:r>{looks}<w:t>{escape(text)}</w:t></w:r>"


def cell(inside: str, looks: str = "") -> str:
    """Return a table cell; plain text is put into a paragraph."""
    body = inside if inside.startswith("<") else f"<w:p>{run(inside)}</w:p>"
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{body}</w:tc>"


def row(*cells: str, looks: str = "") -> str:
    """Return a table row of cells, plain texts or made ones."""
    made = "".join(c if c.startswith(("<w:tc", "<w:sdt")) else cell(c) for c in cells)
    return f"<w:tr>{looks}{made}</w:tr>"


def docx(*body: str, extra: dict[str, str] | None = None) -> bytes:
    """Return a Word file whose body is these tables and paragraphs; a row stands in a table of its own."""
    inside = "".join(f"<w:tbl>{part}</w:tbl>" if part.startswith("<w:tr") else part for part in body)
    return zipped({"word/document.xml": f"<w:document {_W}><w:body>{inside}</w:body></w:document>", **(extra or {})})


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def footnotes(**notes: str) -> dict[str, str]:
    """Return the part that holds footnotes, by number."""
    made = "".join(
        f'<w:footnote w:id="{n.strip("_")}"><w:p>{run(text)}</w:p></w:footnote>' for n, text in notes.items()
    )
    return {"word/footnotes.xml": f"<w:footnotes {_W}>{made}</w:footnotes>"}


def xlsx(
    rows: Sequence[Iterable[str]],
    *,
    formats: Sequence[str] = ("dd/mm/yyyy", "mmm-yy"),
    shared: Sequence[str] = (),
    epoch_1904: bool = False,
    sheets: Sequence[tuple[str, str]] = (("Sheet1", ""),),
    row_looks: dict[int, str] | None = None,
    columns: str = "",
) -> bytes:
    """Return a workbook; each cell is written as XML or as text, styles 1, 2 … show the formats given."""
    looks = row_looks or {}
    lines = []
    for r, cells in enumerate(rows, 1):
        made = ""
        for c, text in enumerate(cells):
            at = f"{chr(65 + c)}{r}"
            made += (
                text.replace("<c", f'<c r="{at}"', 1)
                if text.startswith("<c")
                else f'<c r="{at}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
                if text
                else ""
            )
        lines.append(f'<row r="{r}" {looks.get(r, "")}>{made}</row>')
    formats_xml = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{escape(f)}"/>' for i, f in enumerate(formats))
    styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(formats)))
    named = "".join(f'<sheet name="{n}" sheetId="{i}" {look} r:id="rId{i}"/>' for i, (n, look) in enumerate(sheets, 1))
    rels = "".join(f'<Relationship Id="rId{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook {_S} {_R}><workbookPr date1904="{int(epoch_1904)}"/><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>',
        "xl/styles.xml": f"<styleSheet {_S}><numFmts>{formats_xml}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_S}>{''.join(f'<si>{s}</si>' for s in shared)}</sst>",
    }
    for i in range(1, len(sheets) + 1):
        parts[f"xl/worksheets/sheet{i}.xml"] = (
            f"<worksheet {_S}>{columns}<sheetData>{''.join(lines)}</sheetData></worksheet>"
        )
    return zipped(parts)
