"""What a file can hide from a reader: nothing slips into another column, into one cell, or away."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from chronology.readers.tables import TablesRead, read_tables
from chronology.record.errors import UnreadableFile, UnsafeFile
from tests.chronology.readers.officefiles import cell, docx, row, run, table, xlsx, zipped

PROMPT = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(read: TablesRead) -> list[list[str]]:
    return [[c.text for c in r.cells] for t in read.tables for r in t.rows]


def said(read: TablesRead) -> str:
    return " | ".join(words for _, words in read.warnings)


def parts_of(data: bytes) -> dict[str, str | bytes]:
    archive = zipfile.ZipFile(BytesIO(data))
    return {info.filename: archive.read(info) for info in archive.infolist()}


def sheet_with(data: bytes, before: str, after: str) -> bytes:
    parts = parts_of(data)
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet.decode().replace(before, after)})


def test_an_empty_field_round_a_whole_cell_keeps_the_later_cells_in_their_columns():
    read = read_tables(docx(row("1/2/2019", PROMPT.format(cell("Click to enter text")), "Fed her")), "a.docx")
    assert texts(read) == [["1/2/2019", "", "Fed her"]]
    assert "1 fill-in field with only the prompt" in said(read)


def test_a_date_picker_round_a_whole_cell_gives_its_stored_date():
    looks = '<w:date w:fullDate="2019-04-03T00:00:00Z"/>'
    picked = f"<w:sdt><w:sdtPr>{looks}</w:sdtPr><w:sdtContent>{cell('<w:p/>')}</w:sdtContent></w:sdt>"
    assert texts(read_tables(docx(row(picked, "Seen")), "a.docx")) == [["2019-04-03", "Seen"]]


def test_a_field_that_says_it_shows_no_prompt_is_read():
    shown = f'<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>{run("Cold")}</w:sdtContent></w:sdt>'
    assert texts(read_tables(docx(row("1/2/2019", cell(f"<w:p>{shown}</w:p>"))), "a.docx"))[0][1] == "Cold"


def test_comments_are_said_and_endnotes_stay_with_their_words():
    marked = cell(f'<w:p>{run("Hungry")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>')
    extra = {
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0"><w:p>{run("disputed")}</w:p></w:comment></w:comments>',
        "word/endnotes.xml": f'<w:endnotes {W}><w:endnote w:id="2"><w:p>{run("log 4")}</w:p></w:endnote></w:endnotes>',
    }
    read = read_tables(docx(row("1/2/2019", marked), extra=extra), "a.docx")
    assert texts(read) == [["1/2/2019", "Hungry (endnote: log 4)"]]
    assert "1 comment in the margin" in said(read)


def test_word_on_the_web_and_strict_open_xml_are_read_too():
    document = parts_of(docx(row("1/2/2019", "Cold")))["word/document.xml"]
    assert isinstance(document, bytes)
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(read_tables(zipped({"word/document2.xml": document}), "a.docx")) == [["1/2/2019", "Cold"]]
    assert texts(read_tables(zipped({"word/document.xml": strict}), "a.docx")) == [["1/2/2019", "Cold"]]


def test_tables_nested_without_end_are_refused():
    inside = "<w:p/>"
    for _ in range(300):
        inside = table(f"<w:tr><w:tc>{inside}</w:tc></w:tr>")
    with pytest.raises(UnsafeFile, match="tables within tables"):
        read_tables(docx(inside), "a.docx")


def test_a_cell_merged_downwards_in_a_sheet_stands_in_every_row_it_spans():
    data = xlsx([["date", "event"], ["1/2/2019", "One"], ["", "Two"], ["", ""], ["", "Four"]])
    merged = sheet_with(data, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells>')
    assert texts(read_tables(merged, "a.xlsx")) == [
        ["date", "event"],
        ["1/2/2019", "One"],
        ["1/2/2019", "Two"],
        ["", "Four"],
    ]


def test_cells_beyond_the_last_column_that_is_read_are_said():
    data = sheet_with(xlsx([["date", "event"]]), "</row>", '<c r="XFD1" t="n"><v>7</v></c></row>')
    assert "1 cells of Sheet1 beyond column SF" in said(read_tables(data, "a.xlsx"))


def test_a_cell_that_only_says_it_is_a_date_or_a_number_is_text_without_controls():
    read = read_tables(
        xlsx([['<c t="d"><v>garbage</v></c>', '<c t="d"><v>2019-04-03T00:00:00Z</v></c>', "<c><v>\u202eabc</v></c>"]]),
        "a",
    )
    (cells,) = [r.cells for r in read.tables[0].rows]
    assert [(c.text, c.edtf) for c in cells] == [("garbage", ""), ("2019-04-03", "2019-04-03"), ("abc", "")]


def test_the_last_moment_of_a_day_is_not_its_first():
    (cells,) = [r.cells for r in read_tables(xlsx([['<c s="1"><v>43558.999999</v></c>', "x"]]), "a").tables[0].rows]
    assert cells[0].edtf == "2019-04-03T23:59"


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    with pytest.raises(UnreadableFile, match="never closed") as failure:
        read_tables(b'date,event\n1/2/2019,"One\n2/2/2019,Two\n', "a.csv")
    assert "row 2" in str(failure.value)


def test_a_quotation_mark_out_of_place_is_said_with_its_row():
    read = read_tables(b'date,event\n1/2/2019,"One\n2/2/2019,Two\n3/2/2019,"Three"\n', "a.csv")
    assert (2, "stands oddly") in [(number, "stands oddly") for number, words in read.warnings if "oddly" in words]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"Chronology of Ada\n\ndate,event\n1/2/2019,One\n", [["date", "event"], ["1/2/2019", "One"]]),
        (b"sep=;\ndate;event\n1/2/2019;One, two\n", [["date", "event"], ["1/2/2019", "One, two"]]),
        ("date,event\n1/2/2019,One\n".encode("utf-16-le"), [["date", "event"], ["1/2/2019", "One"]]),
        ("date,event\n1/2/2019,One\n".encode("utf-16-be"), [["date", "event"], ["1/2/2019", "One"]]),
        (b"PK,date\n1,1/2/2019\n", [["PK", "date"], ["1", "1/2/2019"]]),
    ],
    ids=["a title above", "Excel's own first line", "UTF-16 little", "UTF-16 big", "begins like a zip"],
)
def test_text_tables_that_begin_unusually_are_read(data: bytes, rows: list[list[str]]):
    assert [cells for cells in texts(read_tables(data, "a.csv")) if len(cells) > 1] == rows


def test_a_row_with_too_few_cells_is_said():
    assert "(row 3)" in said(read_tables(b"date,event,source\n1/2/2019,One,School\n2/2/2019,Two\n", "a.csv"))
