"""Text that breaks other programs is printed as the words it holds, in every format, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from chronology.record.casefile import CaseFile
from chronology.record.entries import Impact, Origin, View
from exporters.documents.chronology import chronology_document
from exporters.documents.printable import printable
from exporters.documents.writing import FORMATS, render
from tests.exporters.documents.marlow import ADA, DAY, PEOPLE, entry
from tests.exporters.documents.reading import docx_paragraphs, parts, squeezed, text_of

BAD = {
    "a name in square brackets": ("Mum [REDACTED] said [Amy] was ill", "Mum [REDACTED] said [Amy] was ill"),
    "a closing markup tag": ("[/never] again", "[/never] again"),
    "an action in markup": ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    "terminal sequences": ("a\x1b]0;x\x07b\x1b[2Jc\x1b[31md", "abcd"),
    "a C1 control": ("a\x9bb c", "ab c"),
    "a bidi override": ("abc\u202edef\u2066ghi\u2069", "abcdefghi"),
    "a zero-width joiner in a name": ("Zo\u200dë Marlow", "Zo\u200dë Marlow"),
    "NUL and a lone surrogate": ("a\x00b\ud800c\ufffe", "abc"),
    "piled-up marks": ("Z" + "\u0301" * 500 + "algo", "Z" + "\u0301" * 8 + "algo"),
    "a replaced byte of another encoding": ("caf\ufffd r\u00e9sum\u00e9", "caf\ufffd r\u00e9sum\u00e9"),
    "HTML": ("<b>Ann</b><script>alert(1)</script>&amp;", "<b>Ann</b><script>alert(1)</script>&amp;"),
    "a DOT label": ('\\N"];x[label="y', '\\N"];x[label="y'),
    "a formula": ("=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"),
    "a plus": ("+1 to the family", "+1 to the family"),
    "a minus": ("-2 degrees in the flat", "-2 degrees in the flat"),
    "an at sign": ("@SUM(1,1)", "@SUM(1,1)"),
    "a tab first": ("\t=1+1", "\t=1+1"),
    "a line end first": ("\r=1+1", "\n=1+1"),
    "typst markup": ('#read("/etc/hostname") $x$ *b* = h\\ `r`', '#read("/etc/hostname") $x$ *b* = h\\ `r`'),
    "CDATA and entities": ("]]> &x; <!ENTITY", "]]> &x; <!ENTITY"),
    "other scripts": ("Łucja, Siân, محمد", "Łucja, Siân, محمد"),
}


def family(words: str) -> CaseFile:
    return CaseFile.of(
        (
            *PEOPLE,
            entry(
                1,
                "2019-03-12",
                words,
                origin=Origin.model_construct(agency=words, person="", document="", page=""),
                impacts=(Impact.model_construct(child=ADA, words=words),),
                views=(View.model_construct(child=ADA, words=words, question="", to_whom="", present="", answers=()),),
            )
            if words.isprintable()
            else entry(1, "2019-03-12").model_copy(update={"event": words}),
        )
    )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", list(BAD))
def test_bad_text_is_printed_as_its_words(name: str, form: str, tmp_path: Path) -> None:
    given, expected = BAD[name]
    content = render(chronology_document(family(given), ADA, day=DAY), form)
    if form == "json":
        found = json.loads(content)["entries"][0]["event"]
        assert found == expected
    elif form == "docx":
        assert squeezed(expected) in squeezed(docx_paragraphs(content))
    elif form == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [str(cell.value) for cell in sheet[2]]
        assert squeezed(expected) in [squeezed(cell) for cell in cells]
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert squeezed(expected) in [squeezed(cell).removeprefix("'") for cell in rows[1]]
    elif form == "pdf":
        words = squeezed(text_of(content, form, tmp_path))
        if name not in {"other scripts", "piled-up marks", "a zero-width joiner in a name"}:
            assert squeezed(expected) in words
    else:
        assert squeezed(expected) in squeezed(text_of(content, form, tmp_path))


@pytest.mark.parametrize("form", ["docx", "html", "csv", "json", "txt"])
def test_no_control_character_reaches_a_file(form: str, tmp_path: Path) -> None:
    given = "".join(chr(n) for n in range(0x20)) + "\x7f" + "".join(chr(n) for n in range(0x80, 0xA0)) + "\u202e"
    content = render(chronology_document(family(given + "end"), ADA, day=DAY), form)
    words = content.decode("utf-8") if form != "docx" else docx_paragraphs(content)
    assert not [c for c in words if (ord(c) < 0x20 and c not in "\r\n\t") or 0x7F <= ord(c) < 0xA0 or c == "\u202e"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_sheet_is_a_formula(sign: str) -> None:
    document = chronology_document(family(f"{sign}HYPERLINK(1)"), ADA, day=DAY)
    rows = list(csv.reader(io.StringIO(render(document, "csv").decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋"))]
    package = render(document, "xlsx")
    assert b"<f>" not in b"".join(parts(package).values())
    sheet = load_workbook(io.BytesIO(package)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_very_long_line_is_kept_whole_or_said_to_be_cut(form: str, tmp_path: Path) -> None:
    line = "x" * 120_000
    content = render(chronology_document(family(line), ADA, day=DAY), form)
    if form == "pdf":
        assert squeezed(text_of(content, form, tmp_path)).count("x") >= 4 * 120_000
    elif form == "xlsx":
        assert "the whole text is in the CSV" in text_of(content, form, tmp_path)
        values = [cell.value for cell in load_workbook(io.BytesIO(content)).worksheets[0][2]]
        assert max(len(value) for value in values if isinstance(value, str)) == 32_767
    else:
        assert line in text_of(content, form, tmp_path)


def test_printable_keeps_what_people_write() -> None:
    words = "“Siân’s” 5 °C – naïve\n\tńéxt\u00a0line\u200d\u200c"
    assert printable(words) == words


@settings(max_examples=25)
@given(words=st.text(st.characters(exclude_categories=()), min_size=1, max_size=80))
def test_any_text_at_all_gives_files_that_open(words: str) -> None:
    document = chronology_document(family(words), ADA, day=DAY)
    for name, data in parts(render(document, "docx")).items():
        if name.endswith(".xml"):
            ElementTree.fromstring(data)
    sheet = load_workbook(io.BytesIO(render(document, "xlsx"))).worksheets[0]
    assert sheet.max_row == 2
    assert len(list(csv.reader(io.StringIO(render(document, "csv").decode("utf-8-sig"), newline="")))) == 2
    assert json.loads(render(document, "json"))["entries"][0]["event"] == printable(words)
    assert render(document, "pdf").startswith(b"%PDF-")
    assert render(document, "html").decode("utf-8").endswith("</html>\n")
