"""A Word template to start a council's own from: every field once, with what it holds."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from exporters.documents.docx import finished, say_whose
from exporters.documents.docx_styles import put_styles
from exporters.documents.packages import packed, parts_of
from exporters.documents.pages import Document, Shape
from exporters.documents.template_fields import CHRONOLOGY_PARTS, COMMON, ENTRY, LISTS, PACK_PARTS

KINDS = {"chronology": CHRONOLOGY_PARTS, "assessment": PACK_PARTS}
"""What a template can be filled from, with the parts of each."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DAY = date(2026, 1, 1)
"""The day that the file of the example carries; the filled one carries its own."""
_COLUMNS = (
    ("No.", 14, ("number",)),
    ("Date and age", 34, ("date", "age", "falls")),
    ("Event", 82, ("event", "beside", "category")),
    ("Source", 52, ("source", "agency", "basis", "standing", "files")),
    ("For the child", 46, ("child", "impact", "seen", "views")),
    ("Action and analysis", 45, ("action", "outcome", "analysis")),
)
"""Heading, width in millimetres, and the fields of one entry below it."""
_ALWAYS = ("number", "date", "event")


def example_template(kind: str = "chronology") -> bytes:
    """Return a Word template with every field of a chronology or an assessment pack, each used once."""
    import docx

    document = Document(title=f"Template: {kind}", blocks=(), day=_DAY, shape=Shape.LANDSCAPE)
    word: Any = docx.Document()
    put_styles(word, document)
    _lay_wide(word)
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph(
        "Every field stands here once. Take out what you do not need, move the rest, and write your own words around them.",
        style="Quiet",
    )
    for name in COMMON:
        if name not in LISTS and name != "title":
            word.add_paragraph("{%p if " + name + " %}")
            fact = word.add_paragraph(style="Fact")
            fact.add_run(_label(name)).bold = True
            fact.add_run("\t{{ " + name + " }}")
            word.add_paragraph("{%p endif %}")
    for name in LISTS:
        if name != "entries":
            _points(word, name)
    _entries(word)
    for name in KINDS[kind]:
        word.add_paragraph("{%p if " + name + " %}")
        word.add_paragraph(_label(name), style="Heading 1")
        word.add_paragraph("{{p " + name + " }}", style="Body Text")
        word.add_paragraph("{%p endif %}")
    _foot(word)
    say_whose(word, document)
    out = BytesIO()
    word.save(out)
    return packed(finished(parts_of(out.getvalue())))


def _label(name: str) -> str:
    """Return "Analysis of harm" for "part_analysis_of_harm"."""
    return name.removeprefix("part_").replace("_", " ").capitalize()


def _points(word: Any, name: str) -> None:
    """Add a list, a point for each, under a heading that stands only where there is one."""
    word.add_paragraph("{%p if " + name + " %}")
    word.add_paragraph(_label(name), style="Heading 1")
    word.add_paragraph("{%p for one in " + name + " %}")
    word.add_paragraph("{{ one }}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")


def _entries(word: Any) -> None:
    """Add the entries as a table: the row of one entry stands between the two rows that repeat it."""
    from docx.oxml import parse_xml
    from docx.shared import Mm

    assert {name for _, _, names in _COLUMNS for name in names} == set(ENTRY)
    word.add_paragraph("Entries", style="Heading 1")
    table = word.add_table(rows=4, cols=len(_COLUMNS), style="Kinline Table")
    table.autofit = False
    for at, (heading, width, names) in enumerate(_COLUMNS):
        table.columns[at].width = Mm(width)
        for row in range(4):
            table.cell(row, at).width = Mm(width)
        cell = table.cell(0, at)
        cell.paragraphs[0].text, cell.paragraphs[0].style = heading, "Table Heading"
        _entry_fields(table.cell(2, at), names)
    table.cell(1, 0).text = "{%tr for entry in entries %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for row, mark in ((0, "tblHeader"), (0, "cantSplit"), (2, "cantSplit")):
        table.rows[row]._tr.get_or_add_trPr().append(parse_xml(f'<w:{mark} xmlns:w="{_W}"/>'))


def _entry_fields(cell: Any, names: tuple[str, ...]) -> None:
    """Add the fields of an entry to a cell, a line each; a line whose field is empty does not stand."""
    first = cell.paragraphs[0]
    for name in names:
        if name in _ALWAYS:
            _line(first if name == names[0] else cell.add_paragraph(), "{{ entry." + name + " }}")
            continue
        _line(first if name == names[0] else cell.add_paragraph(), "{%p if entry." + name + " %}")
        _line(cell.add_paragraph(), "{{ entry." + name + " }}")
        _line(cell.add_paragraph(), "{%p endif %}")
    if names[0] not in _ALWAYS:
        _line(cell.add_paragraph(), "")


def _line(paragraph: Any, text: str) -> None:
    paragraph.text, paragraph.style = text, "Table Text"


def _foot(word: Any) -> None:
    """Add the foot of every page, with its number."""
    from docx.oxml import parse_xml

    foot = word.sections[0].footer.paragraphs[0]
    foot.style = word.styles["Footer"]
    foot.add_run("Filled from a case file by Kinline\tPage ")
    for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
        foot._p.append(
            parse_xml(f'<w:fldSimple xmlns:w="{_W}" w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        foot.add_run(after)


def _lay_wide(word: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(19), Mm(17)
    section.header_distance, section.footer_distance = Mm(9), Mm(8)
