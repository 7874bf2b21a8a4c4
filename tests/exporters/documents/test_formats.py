"""Each format is what it claims to be: the same bytes each time, nothing of a template in it, read back by others."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from html import unescape
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from chronology.practice.columns import columns_of
from chronology.record.dates import read_when
from chronology.record.entries import Impact, Origin
from exporters.documents.chronology import chronology_document
from exporters.documents.columns import AGENCY_COLOURS
from exporters.documents.fonts import missing_characters
from exporters.documents.pages import PAPER, Document, Facts, Heading, Paragraph, Picture, Shape, Table, fitted_width
from exporters.documents.pdf import pdf_with_notices
from exporters.documents.writing import FORMATS, render
from tests.exporters.documents.marlow import ADA, DAY, FILES, PEOPLE, entry, marlow
from tests.exporters.documents.reading import docx_paragraphs, parts, unzipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(profile: str = "casefile") -> Document:
    return chronology_document(marlow(), ADA, profile=profile, day=DAY, author="P. Worker", state_hash="ab" * 32)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_state_gives_the_same_bytes(form: str) -> None:
    assert render(made(), form) == render(made(), form)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_office_files_carry_no_clock_and_no_program_of_their_makers(form: str) -> None:
    content = render(made(), form)
    words = unzipped(content)
    for trace in ("python-docx", "openpyxl", "thumbnail", "Macintosh", "rsid"):
        assert trace not in words
    core = parts(content)["docProps/core.xml"].decode()
    assert "P. Worker" in core
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T", core)) == {"2021-06-01T"}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_every_part_of_an_office_file_is_xml_that_parses(form: str) -> None:
    for name, data in parts(render(made(), form)).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)


def test_a_word_file_lists_exactly_the_parts_it_has() -> None:
    package = parts(render(made(), "docx"))
    listed = re.findall(r'PartName="/([^"]+)"', package["[Content_Types].xml"].decode())
    assert set(listed) <= set(package)
    relations = re.findall(r'Target="([^"]+)"', package["word/_rels/document.xml.rels"].decode())
    assert {f"word/{target}" for target in relations} <= set(package)


def test_word_repeats_the_heading_row_and_keeps_rows_whole() -> None:
    root = ElementTree.fromstring(parts(render(made(), "docx"))["word/document.xml"])
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        grid = [int(column.get(f"{W}w", "0")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert sum(grid) <= round(273.2 * 1440 / 25.4)


def test_in_word_a_label_too_long_for_its_column_stands_on_a_line_of_its_own() -> None:
    document = Document(
        "Facts", (Facts((("Born", "in 2013"), ("What the child experiences", "wakes to a grown-up"))),), DAY
    )
    body = parts(render(document, "docx"))["word/document.xml"].decode()
    assert re.search(r"<w:tab/>(<w:t[^>]*>)?in 2013", body)
    assert re.search(r"<w:br/>(<w:t[^>]*>)?wakes to a grown-up", body)


def test_word_is_a4_landscape_with_page_n_of_n_and_real_headings() -> None:
    package = parts(render(made(), "docx"))
    body = package["word/document.xml"].decode()
    assert 'w:orient="landscape"' in body
    assert 'w:w="16838"' in body
    feet = "".join(data.decode() for name, data in package.items() if name.startswith("word/footer"))
    assert "PAGE" in feet
    assert "NUMPAGES" in feet
    assert "Document check code" in feet
    for style in ("Title", "Heading1", "ListBullet", "TableText", "TableBand"):
        assert f'w:val="{style}"' in body
    assert 'w:val="en-GB"' in package["word/styles.xml"].decode()


def test_word_lets_a_row_break_that_no_page_can_hold() -> None:
    long = entry(70, "2020-05-05", "A long record. " * 400)
    document = chronology_document(marlow(long), ADA, day=DAY)
    root = ElementTree.fromstring(parts(render(document, "docx"))["word/document.xml"])
    breaking = [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{W}cantSplit") is None]
    assert len(breaking) == 1


def test_html_is_one_file_without_script_that_fetches_nothing() -> None:
    page = render(made(), "html").decode()
    assert '<html lang="en-GB">' in page
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)
    assert not re.findall(r"(?:https?:|src=|@import|url\()", page)
    assert '<th scope="col">Event</th>' in page
    assert '<th scope="row">' in page
    assert '<th scope="rowgroup"' in page


def test_html_keeps_a_name_out_of_its_style_as_markup() -> None:
    case = marlow().with_records([PEOPLE[0].model_copy(update={"name": '</style><script>x"\\'})])
    page = render(chronology_document(case, ADA, day=DAY), "html").decode()
    assert page.count("</style>") == 1
    assert "<script" not in page


def test_csv_has_a_byte_order_mark_and_the_canonical_headings() -> None:
    content = render(made(), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    canonical = (
        "date recorded children category neglect service response plan part_of_day grade severity event source basis "
        "seen view impact action outcome analysis count told_to_social_care explained_by standing known significant "
        "case_id"
    )
    assert set(canonical.split()) <= set(rows[0])
    late = next(row for row in rows if "coat" in row["event"])
    assert late["date"] == "2019-03-12"
    assert late["seen"] == "Ada Marlow (alone)"
    assert late["view"] == "I had crisps for tea."
    assert late["severity"] == ""


def test_no_heading_of_a_table_form_is_taken_for_another_column() -> None:
    sheet = made().sheet
    assert sheet is not None
    own = {"as written", "age", "about", "question asked", "file"}
    keys = [column.key for column in sheet.columns]
    for key, heard in zip(keys, columns_of(keys), strict=True):
        assert heard.column == ("" if key in own else key)


def test_the_headings_of_the_page_are_read_as_what_they_are() -> None:
    tables = [block for block in made().blocks if isinstance(block, Table)]
    page = max(tables, key=lambda table: len(table.columns))
    headings = [column.heading for column in page.columns]
    read = dict(zip(headings, (heard.column for heard in columns_of(headings)), strict=True))
    assert {k: v for k, v in read.items() if v} == {
        "No.": "serial",
        "Action and outcome": "action",
        "Date": "date",
        "Event": "event",
        "Source": "source",
        "Impact": "impact",
        "Analysis": "analysis",
    }


def test_every_date_of_a_csv_reads_back_as_the_same_date() -> None:
    rows = csv.DictReader(io.StringIO(render(made(), "csv").decode("utf-8-sig"), newline=""))
    kept = {e.event: e.when.edtf for e in marlow().entries}
    for row in rows:
        if row["date"]:
            assert read_when(row["date"]).edtf == kept[row["event"]]


def test_a_workbook_has_exact_days_as_days_and_the_rest_as_text() -> None:
    sheet = load_workbook(io.BytesIO(render(made(), "xlsx"))).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    dates = [row[head.index("date")].value for row in sheet.iter_rows(min_row=2)]
    assert datetime(2019, 3, 12) in dates
    assert "2018-03~" in dates
    assert None in dates
    assert sheet.freeze_panes == "A2"


def test_writing_a_workbook_leaves_nothing_in_the_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def spill(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", spill)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", spill)
    monkeypatch.setattr("tempfile.mkstemp", spill)
    for form in FORMATS:
        render(made(), form)


def test_the_pdf_is_tagged_and_keeps_to_pdf_ua() -> None:
    content, notices = pdf_with_notices(made())
    assert notices == ()
    assert b"pdfuaid:part" in content
    assert b"/MarkInfo" in content or b"/StructTreeRoot" in content


def test_a_pdf_with_a_letter_that_no_font_has_is_written_and_says_so() -> None:
    more = entry(80, "2020-05-05", "She is called আমিনা at home.")
    content, notices = pdf_with_notices(chronology_document(marlow(more), ADA, day=DAY))
    assert b"pdfuaid:part" not in content
    assert len(notices) == 1
    assert "bengali" in notices[0]


def test_which_letters_the_bundled_fonts_have() -> None:
    assert missing_characters("Siân Łucja Ağaoğlu Nguyễn محمد “–” \u200d") == ()
    assert missing_characters("ab\u0995漢") == ("\u0995", "漢")


def test_text_says_the_heading_of_every_cell() -> None:
    text = render(made(), "txt").decode()
    assert "Event: Ada arrived at 9.40 without a coat; she had not eaten since the day before." in text
    assert "Impact: Tired and cold, slept in class." in text
    assert "\n[2019]\n" in text


def test_agency_colours_stand_out_from_white_and_none_is_red() -> None:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    for colour in AGENCY_COLOURS:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
        light = 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
        assert 1.05 / (light + 0.05) >= 4.5
        assert not (red > 150 and green < 90 and blue < 90)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000"
    "82008177cd72b60000000049454e44ae426082"
)


def test_a_picture_has_its_alternative_text_in_every_page_format() -> None:
    document = Document(
        title="A picture",
        blocks=(Heading("Family"), Picture(PIXEL, "Two parents & a “child”", "The family"), Paragraph("After.")),
        day=DAY,
        shape=Shape.PORTRAIT,
    )
    assert 'descr="Two parents &amp; a “child”"' in parts(render(document, "docx"))["word/document.xml"].decode()
    assert 'alt="Two parents &amp; a “child”"' in render(document, "html").decode()
    assert "Two parents & a “child”" in render(document, "txt").decode()
    assert b"pdfuaid:part" in render(document, "pdf")


def test_a_picture_is_never_higher_than_its_page() -> None:
    for shape in Shape:
        assert fitted_width(Picture(PIXEL, "square", width=400), shape) <= min(PAPER[shape]) - 24
    assert fitted_width(Picture(PIXEL, "square", width=50), Shape.LANDSCAPE) == 50


def test_a_document_without_a_table_form_says_so() -> None:
    document = Document(title="A letter", blocks=(Paragraph("Words."),), day=DAY)
    assert "Words." in docx_paragraphs(render(document, "docx"))
    with pytest.raises(Exception, match="no table form"):
        render(document, "csv")


def test_a_long_chronology_stays_in_order_in_word() -> None:
    days = [date(2015 + n // 300, 1 + n // 25 % 12, 1 + n % 25) for n in range(900)]
    entries = [
        entry(
            1000 + n,
            day.isoformat(),
            f"Event number {n}.",
            origin=Origin(agency="School"),
            impacts=(Impact(child=ADA, words=f"Impact {n}."),),
        )
        for n, day in enumerate(days)
    ]
    case = marlow().of([*PEOPLE, *FILES, *entries])
    words = docx_paragraphs(render(chronology_document(case, ADA, day=DAY), "docx"))
    assert [int(n) for n in re.findall(r"Event number (\d+)\.", words)] == list(range(900))
