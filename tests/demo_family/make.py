"""Makes the shipped files of the Marlow family: `python -m tests.demo_family.make`. The same story gives the same bytes."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from chronology.practice.categories import category_label
from chronology.practice.work_tables import work_tables
from tests.demo_family.story import STORY, Told, as_day, entries, family

SHIPPED = Path(__file__).parents[2] / "chronology" / "demo"
STAMP = (2025, 1, 31, 9, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

SCHOOL = {
    "Date": "date", "Pupil": "children", "Type": "category", "What happened": "event", "Recorded by": "source",
    "How known": "basis", "Child's words": "view", "Impact: Ada Marlow": "impact: Ada Marlow",
    "Impact: Ben Marlow": "impact: Ben Marlow", "Action taken": "action", "Outcome": "outcome", "Neglect": "neglect",
    "Part of day": "part_of_day", "Seen": "seen", "Told CSC": "told_to_social_care", "Response": "response",
    "Explained by": "explained_by", "Key": "significant", "Written up": "recorded",
}  # fmt: skip
HEALTH = {
    "Date of contact": "date", "Child's name": "children", "Type of contact": "category", "Details": "event",
    "Practitioner": "source", "How we know": "basis", "Clinic": "service", "Seen": "seen", "Domain of neglect": "neglect",
    "Severity": "severity", "Impact: Ada Marlow": "impact: Ada Marlow", "Impact: Ben Marlow": "impact: Ben Marlow",
    "Impact: Cora Marlow": "impact: Cora Marlow", "Action taken": "action", "Response": "response",
    "Told CSC": "told_to_social_care", "Explained by": "explained_by", "Key": "significant",
}  # fmt: skip
POLICE = {
    "Date": "date", "Children": "children", "Incident type": "category", "Details of incident": "event",
    "Reference": "source", "Basis": "basis", "Time of day": "part_of_day", "Child said": "view", "Seen": "seen",
    "Neglect": "neglect", "Impact: Ada Marlow": "impact: Ada Marlow", "Impact: Ben Marlow": "impact: Ben Marlow",
    "Response": "response", "Standing": "standing", "Restriction": "restriction", "Told CSC": "told_to_social_care",
    "Key": "significant", "Written up": "recorded",
}  # fmt: skip
SOCIAL_CARE = {
    name: name
    for name in (
        "date", "recorded", "children", "category", "neglect", "service", "response", "plan", "part_of_day", "grade",
        "severity", "event", "source", "basis", "seen", "view", "impact: Ada Marlow", "impact: Ben Marlow",
        "impact: Cora Marlow", "action", "outcome", "analysis", "told_to_social_care", "explained_by", "standing",
        "significant", "restriction", "case_id",
    )
}  # fmt: skip

SCHOOL_WIDTHS = {
    "What happened": 4.2, "Child's words": 3.2, "Date": 1.25, "Impact: Ada Marlow": 1.8, "Impact: Ben Marlow": 1.8,
    "Action taken": 1.8, "Outcome": 1.4, "Recorded by": 1.4, "Type": 1.2, "Part of day": 0.8, "Told CSC": 0.6, "Key": 0.7,
    "Written up": 1.2,
}  # fmt: skip
"""How wide a column is beside one of 1."""
SOCIAL_CARE_WIDTHS = {
    "event": 5.0, "view": 2.4, "date": 1.7, "recorded": 1.7, "seen": 1.3, "impact: Ada Marlow": 1.4, "impact: Ben Marlow": 1.4, "impact: Cora Marlow": 1.4,
    "outcome": 1.2, "analysis": 1.2,  "children": 1.3, "category": 1.8, "case_id": 1.3, "plan": 1.3,
    "action": 1.3, "neglect": 1.4, "standing": 1.2, "restriction": 1.3, "significant": 1.4, "told_to_social_care": 1.2,
    "response": 1.2, "source": 1.4, "grade": 1.3, "service": 1.4, "explained_by": 1.2, "basis": 1.3,
}  # fmt: skip


def _uk(words: str) -> str:
    day = as_day(words)
    return f"{day:%d/%m/%Y}" if day else words


def _cell(told: Told, column: str, *, in_words: bool) -> str:
    words = told.of(column)
    if column == "category" and in_words:
        return category_label(words)
    return _uk(words) if column in {"date", "recorded", "known"} else words


def _table(agency: str, columns: dict[str, str]) -> list[list[str]]:
    """Return an agency's table as text; every column of the story has to have a place in it."""
    told = entries(agency)
    if agency == "social-care":
        told = [
            Told(t.date, t.children, t.category, t.event, {**t.more, "case_id": f"MRL-{n:04}"})
            for n, t in enumerate(told, 1)
        ]
    homeless = {key for t in told for key in t.more} - set(columns.values())
    if homeless:
        raise ValueError(f"{agency} has no column for {sorted(homeless)}")
    return [
        list(columns),
        *([_cell(t, column, in_words=agency != "social-care") for column in columns.values()] for t in told),
    ]


def _packed(data: bytes) -> bytes:
    """Return a package with the same bytes every time: fixed times, parts in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write:
        for name in sorted(read.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            body = read.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-01-31T09:00:00Z", body)
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            write.writestr(info, body)
    return out.getvalue()


def _date_picker(words: str, day: date) -> Any:
    """Return a Word date picker that holds a day, as case-management forms have them."""
    return etree.fromstring(
        f'<w:sdt xmlns:w="{_W}"><w:sdtPr><w:alias w:val="Date"/><w:date w:fullDate="{day.isoformat()}T00:00:00Z">'
        '<w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/>'
        '<w:calendar w:val="gregorian"/></w:date></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:sz w:val="14"/></w:rPr><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def _docx(
    rows: list[list[str]], *, title: str, lines: list[str], header: str, widths: dict[str, float], pickers: bool
) -> bytes:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    word = docx.Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(10)
    section.header.paragraphs[0].text = header
    word.core_properties.author = ""
    word.core_properties.title = title
    word.add_heading(title, level=1)
    for line in lines:
        word.add_paragraph(line)
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    table._tbl.tblPr.find(f"{{{_W}}}tblLook").addprevious(
        etree.fromstring(
            f'<w:tblCellMar xmlns:w="{_W}"><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>',
            parser=docx.oxml.parser.oxml_parser,
        )
    )
    unit = 400 / sum(widths.get(h, 1.0) for h in rows[0])
    for heading, column in zip(rows[0], table.columns, strict=True):
        column.width = Mm(unit * widths.get(heading, 1.0))
    for at, row in enumerate(rows):
        cells = table.add_row().cells
        for heading, cell, words in zip(rows[0], cells, row, strict=True):
            cell.width = Mm(unit * widths.get(heading, 1.0))
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            as_uk = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", words)
            if pickers and at and heading == "Date" and as_uk:
                paragraph._p.append(_date_picker(words, date(int(as_uk[3]), int(as_uk[2]), int(as_uk[1]))))
                continue
            run = paragraph.add_run(words)
            run.font.size = Pt(7)
            run.bold = at == 0
        if at == 0:
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    out = io.BytesIO()
    word.save(out)
    return _packed(out.getvalue())


def school() -> bytes:
    """Return the school's Word log, its dates in date pickers."""
    return _docx(
        _table("school", SCHOOL),
        title="Brackenhill Primary School: safeguarding log",
        lines=["Pupils: Ada Marlow, Ben Marlow. Kept by Mr Prentice, designated safeguarding lead."],
        header="CONFIDENTIAL. Invented for training.",
        widths=SCHOOL_WIDTHS,
        pickers=True,
    )


def social_care() -> bytes:
    """Return children's social care's chronology, with what GP, dentist, housing and court sent."""
    return _docx(
        _table("social-care", SOCIAL_CARE),
        title="Thornbeck Children's Services: chronology",
        lines=["Family: Marlow. Includes information from GP, hospital, dentist, audiology, housing and court."],
        header="OFFICIAL SENSITIVE. Invented for training.",
        widths=SOCIAL_CARE_WIDTHS,
        pickers=False,
    )


def health_visitor() -> bytes:
    """Return the health visitors' workbook: real dates among dates in words."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Contacts"
    book.properties.creator = ""
    for at, row in enumerate(_table("health-visitor", HEALTH), 1):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(at, column)
            as_uk = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", words)
            if as_uk and at > 1:
                cell.value = date(int(as_uk[3]), int(as_uk[2]), int(as_uk[1]))
                cell.number_format = "dd/mm/yyyy"
            else:
                cell.value = (int(words) if words.isdigit() else words) or None
            cell.font = Font(bold=at == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(HEALTH) + 1):
        letter = openpyxl.utils.get_column_letter(column)
        sheet.column_dimensions[letter].width = 60 if column == 4 else 18
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return _packed(out.getvalue())


def work() -> bytes:
    """Return social care's workbook of its own work: one sheet a kind of table."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    told = tomllib.loads((STORY / "work.toml").read_text(encoding="utf-8"))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    for kind, table in work_tables().items():
        rows = told.get(kind, [])
        if not rows:
            continue
        columns = [column for column in table.columns if any(column in row for row in rows)]
        sheet = book.create_sheet(table.label)
        for at, row in enumerate([{c: table.columns[c].label for c in columns}, *rows], 1):
            for place, column in enumerate(columns, 1):
                cell = sheet.cell(at, place)
                cell.value = row.get(column)
                cell.font = Font(bold=at == 1)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for place in range(1, len(columns) + 1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = 28
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return _packed(out.getvalue())


def police() -> bytes:
    """Return the police's list as CSV, as Excel saves it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_table("police", POLICE))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def gedcom() -> bytes:
    """Return the family as GEDCOM 5.5.1."""
    told = family()
    lines = ["0 HEAD", "1 SOUR KINLINE_DEMO", "1 GEDC", "2 VERS 5.5.1", "2 FORM LINEAGE-LINKED", "1 CHAR UTF-8",
             "1 NOTE The Marlow family is invented."]  # fmt: skip
    for one in told["person"]:
        lines += _individual(one, told["union"])
    for union in told["union"]:
        lines += _union(union, {p["id"]: p for p in told["person"]})
    return "\n".join([*lines, "0 TRLR", ""]).encode("utf-8")


def _individual(one: dict[str, Any], unions: list[dict[str, Any]]) -> list[str]:
    lines = [f"0 @{one['id']}@ INDI", f"1 NAME {one['name']}"]
    if "nick" in one:
        lines.append(f"2 NICK {one['nick']}")
    if "maiden" in one:
        lines += [f"1 NAME {one['maiden']}", "2 TYPE birth"]
    lines.append(f"1 SEX {one['sex']}")
    for key, tag in (("born", "BIRT"), ("died", "DEAT")):
        if key in one:
            lines += [f"1 {tag}", f"2 DATE {one[key]}"]
    if one.get("subject"):
        lines.append("1 _SUBJECT Y")
    for address, when, footing in one.get("homes", ()):
        lines += [
            "1 RESI",
            *([f"2 TYPE {footing}"] if footing else []),
            *([f"2 DATE {when}"] if when else []),
            f"2 ADDR {address}",
        ]
    for union in unions:
        for child, way, certainty in union["children"]:
            if child == one["id"]:
                lines += _link(union["id"], way, certainty)
    adopted = [
        (u["id"], when) for u in unions for child, way, when in u["children"] if child == one["id"] and way == "adopted"
    ]
    for union_id, when in adopted:
        lines += ["1 ADOP", f"2 DATE {when}", f"2 FAMC @{union_id}@", "3 ADOP BOTH"]
    lines += [f"1 FAMS @{u['id']}@" for u in unions if one["id"] in u["partners"]]
    for other, nature in one.get("bonds", ()):
        lines += [f"1 ASSO @{other}@", f"2 RELA {nature}"]
    if "note" in one:
        lines.append(f"1 NOTE {one['note']}")
    return lines


def _link(union: str, way: str, further: str) -> list[str]:
    lines = [f"1 FAMC @{union}@"]
    if way:
        lines.append(f"2 PEDI {way}")
    if further == "challenged":
        lines += [
            "2 STAT challenged",
            "2 _PARENT HUSB",
            "2 NOTE Two men say that they are the father; no test was made.",
        ]
    elif way == "foster":
        lines.append(f"2 NOTE {further}")
    return lines


def _union(union: dict[str, Any], people: dict[str, dict[str, Any]]) -> list[str]:
    lines = [f"0 @{union['id']}@ FAM"]
    for at, partner in enumerate(union["partners"]):
        if partner:
            tag = "HUSB" if at == 0 else "WIFE"
            assert people[partner]["sex"] == ("M" if at == 0 else "F")
            lines.append(f"1 {tag} @{partner}@")
    for status, when in union["steps"]:
        lines += [f"1 {status}"] if status in {"MARR", "DIV"} else ["1 EVEN", f"2 TYPE {status}"]
        lines.append(f"2 DATE {when}")
    return [*lines, *(f"1 CHIL @{child}@" for child, *_ in union["children"])]


FILES = {
    "marlow-family.ged": gedcom,
    "school.docx": school,
    "health-visitor.xlsx": health_visitor,
    "police.csv": police,
    "social-care.docx": social_care,
    "social-care-work.xlsx": work,
}


def main() -> None:
    """Write the shipped files."""
    for name, made in FILES.items():
        (SHIPPED / name).write_bytes(made())
        print(name)


if __name__ == "__main__":
    main()
