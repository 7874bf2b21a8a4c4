"""Word and Excel tables as people really make them: nothing in them is lost, and nothing that was deleted is read."""

from __future__ import annotations

import pytest

from chronology.readers.hygiene import on_one_line
from chronology.readers.spreadsheets import serial_date
from chronology.readers.tables import TablesRead, read_tables
from chronology.record.errors import KinlineError, UnreadableFile, UnsafeFile
from tests.chronology.readers.officefiles import cell, docx, footnotes, row, run, table, xlsx, zipped


def texts(read: TablesRead, at: int = 0) -> list[list[str]]:
    return [[c.text for c in r.cells] for r in read.tables[at].rows]


def said(read: TablesRead) -> str:
    return " | ".join(words for _, words in read.warnings)


def control(inside: str, looks: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{looks}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


PICKED = '<w:date w:fullDate="2019-04-03T00:00:00Z"/>'


def test_a_date_in_a_date_picker_is_read():
    dated = cell(f"<w:p>{control(run('03/04/2019'), PICKED)}</w:p>")
    assert texts(read_tables(docx(row(dated, "Seen")), "a.docx")) == [["03/04/2019", "Seen"]]


def test_a_date_picker_that_shows_nothing_gives_its_stored_date():
    dated = cell(f"<w:p>{control('', PICKED)}</w:p>")
    assert texts(read_tables(docx(row(dated, "Seen")), "a.docx"))[0][0] == "2019-04-03"


def test_a_placeholder_is_not_read_as_text():
    dated = cell(f"<w:p>{control(run('Click to enter a date'), '<w:showingPlcHdr/>' + PICKED)}</w:p>")
    assert texts(read_tables(docx(row(dated, "Seen")), "a.docx"))[0][0] == ""


def test_cells_and_rows_inside_controls_are_read():
    inside = f"<w:tr>{control(cell('1/2/2019'))}{cell('Hungry')}</w:tr>"
    assert texts(read_tables(docx(table(row("Date", "Event"), control(inside))), "a.docx")) == [
        ["Date", "Event"],
        ["1/2/2019", "Hungry"],
    ]


def test_what_was_deleted_with_tracked_changes_is_never_read_and_that_is_said():
    changed = cell(
        f"<w:p>{run('Ada ')}<w:del><w:r><w:delText>was hit</w:delText></w:r></w:del><w:ins>{run('fell')}</w:ins></w:p>"
    )
    gone = row("2/2/2019", "Deleted row", looks="<w:trPr><w:del/></w:trPr>")
    read = read_tables(docx(table(row("1/2/2019", changed), gone)), "a.docx")
    assert texts(read) == [["1/2/2019", "Ada fell"]]
    assert "deleted" in said(read)
    assert "inserted" in said(read)


def test_a_cell_merged_downwards_stands_in_every_row_it_spans():
    first = cell("1/2/2019", '<w:vMerge w:val="restart"/>')
    rest = cell("<w:p/>", "<w:vMerge/>")
    read = read_tables(docx(table(row(first, "One"), row(rest, "Two"), row("", "Three"))), "a.docx")
    assert texts(read) == [["1/2/2019", "One"], ["1/2/2019", "Two"], ["", "Three"]]


def test_a_cell_merged_across_keeps_the_columns_in_their_places():
    wide = cell("A heading", '<w:gridSpan w:val="2"/>')
    assert texts(read_tables(docx(table(row(wide, "Last"))), "a.docx")) == [["A heading", "", "Last"]]


def test_a_nested_table_is_a_table_of_its_own():
    inner = table(row("3/4/2019", "Inside"))
    read = read_tables(docx(table(row("Date", cell(f"<w:p>{run('Outer')}</w:p>{inner}<w:p/>")))), "a.docx")
    assert texts(read, 0) == [["Date", "Outer"]]
    assert texts(read, 1) == [["3/4/2019", "Inside"]]


def test_a_footnote_stays_with_the_words_it_belongs_to():
    noted = cell(f'<w:p>{run("Fell")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    read = read_tables(docx(row("1/2/2019", noted), extra=footnotes(_2="GP record, p. 3")), "a.docx")
    assert texts(read)[0][1] == "Fell (footnote: GP record, p. 3)"


def test_lines_tabs_and_hyphens_of_a_cell_are_kept():
    broken = cell(
        f"<w:p>{run('One')}<w:r><w:br/></w:r>{run('Two')}<w:r><w:noBreakHyphen/></w:r>{run('x')}</w:p><w:p>{run('Three')}</w:p>"
    )
    assert texts(read_tables(docx(row("d", broken)), "a.docx"))[0][1] == "One\nTwo-x\nThree"


def test_words_outside_the_tables_are_kept_with_their_place():
    read = read_tables(docx(f"<w:p/><w:p>{run('Chronology: Ada')}</w:p>", row("Date", "Event")), "a.docx")
    assert read.headings == ["Chronology: Ada"]
    assert read.paragraphs[0].number == 2
    assert read.paragraphs[0].after_gap


def test_a_document_without_a_word_is_refused_with_what_to_do():
    with pytest.raises(UnreadableFile, match="no text"):
        read_tables(docx("<w:p/>"), "a.docx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"", "empty"),
        (b"PK\x03\x04 cut short", "cut short"),
        (zipped({"readme.txt": "hello"}), "neither a Word nor an Excel file"),
        (bytes(range(256)) * 8, ""),
    ],
)
def test_a_file_that_is_no_table_says_what_it_is_and_what_to_do(data: bytes, said: str):
    with pytest.raises(KinlineError) as failure:
        read_tables(data, "given.docx")
    assert said in str(failure.value)
    assert failure.value.remedy


def test_a_document_that_declares_a_document_type_is_not_opened():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    with pytest.raises(UnsafeFile):
        read_tables(zipped({"word/document.xml": bomb}), "a.docx")


def test_a_part_that_unpacks_a_thousandfold_is_not_opened():
    with pytest.raises(UnsafeFile):
        read_tables(zipped({"word/document.xml": b"0" * 30_000_000}), "a.docx")


def test_a_real_date_and_a_date_in_words_stand_in_one_column():
    read = read_tables(
        xlsx([["date", "event"], ['<c s="1"><v>43558</v></c>', "One"], ["early March 2018", "Two"]]), "a.xlsx"
    )
    dates = [r.cells[0] for r in read.tables[0].rows[1:]]
    assert [(c.edtf, c.text) for c in dates] == [("2019-04-03", "03/04/2019"), ("", "early March 2018")]


def test_a_format_that_shows_only_a_month_gives_only_a_month():
    read = read_tables(xlsx([["date"], ['<c s="2"><v>44136</v></c>']]), "a.xlsx")
    assert read.tables[0].rows[1].cells[0].edtf == "2020-11"


def test_a_number_that_is_no_date_stays_a_number():
    read = read_tables(xlsx([["count"], ["<c><v>43558</v></c>"], ["<c><v>2.5</v></c>"]]), "a.xlsx")
    assert [(c.cells[0].text, c.cells[0].edtf) for c in read.tables[0].rows[1:]] == [("43558", ""), ("2.5", "")]


def test_a_workbook_that_counts_from_1904_is_read_so_and_that_is_said():
    read = read_tables(xlsx([["date"], ['<c s="1"><v>42096</v></c>']], epoch_1904=True), "a.xlsx")
    assert read.tables[0].rows[1].cells[0].edtf == "2019-04-03"
    assert "1904" in said(read)


@pytest.mark.parametrize(
    ("serial", "day"), [(1, "1900-01-01"), (59, "1900-02-28"), (60, None), (61, "1900-03-01"), (0, None)]
)
def test_the_day_that_never_was_in_1900_is_no_day(serial: int, day: str | None):
    found = serial_date(serial, "1900")
    assert (found.isoformat() if found else None) == day


def test_hidden_rows_and_sheets_are_read_and_said():
    read = read_tables(
        xlsx([["event"], ["Hidden one"]], row_looks={2: 'hidden="1"'}, sheets=[("Notes", 'state="hidden"')]), "a.xlsx"
    )
    assert texts(read) == [["event"], ["Hidden one"]]
    assert "hidden" in said(read)


def test_a_formula_gives_the_value_it_last_showed_and_is_not_worked_out():
    read = read_tables(xlsx([["event"], ['<c t="str"><f>CONCAT("a","b")</f><v>ab</v></c>']]), "a.xlsx")
    assert texts(read)[1] == ["ab"]
    assert "1 cell of Sheet1 holds a formula" in said(read)


def test_hidden_columns_are_read_and_named_where_something_stands_in_them():
    hidden = '<cols><col min="2" max="3" hidden="1"/><col min="9" max="9" hidden="1"/></cols>'
    read = read_tables(xlsx([["event", "source"], ["Seen", "School"]], columns=hidden), "a.xlsx")
    assert texts(read)[1] == ["Seen", "School"]
    assert "1 column is hidden, and read like any other: B" in said(read)


def test_a_formula_that_was_never_worked_out_is_named_and_one_that_shows_nothing_is_not():
    never, nothing = "<c><f>A1</f><v></v></c>", '<c t="str"><f>A1</f><v></v></c>'
    read = read_tables(xlsx([["event"], [never], [nothing]]), "a.xlsx")
    assert "holds no shown value, read as empty: A2." in said(read)


def test_shared_strings_are_read_without_their_phonetic_hints():
    shared = ["<r><t>Ha</t></r><r><t>rd</t></r><rPh><t>HINT</t></rPh>"]
    assert texts(read_tables(xlsx([['<c t="s"><v>0</v></c>']], shared=shared), "a.xlsx")) == [["Hard"]]


def test_a_million_styled_blank_rows_cost_nothing():
    blank = '<row r="{}"><c r="A{}" s="1"/></row>'
    rows = "".join(blank.format(n, n) for n in range(3, 60_000))
    data = xlsx([["date", "event"], ["1/2/2019", "One"]])
    import io
    import zipfile

    parts = {
        i.filename: zipfile.ZipFile(io.BytesIO(data)).read(i.filename)
        for i in zipfile.ZipFile(io.BytesIO(data)).infolist()
    }
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("</sheetData>", rows + "</sheetData>")
    read = read_tables(zipped({**parts, "xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert len(read.tables[0].rows) == 2


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"date,event\n1/2/2019,Hungry\n", [["date", "event"], ["1/2/2019", "Hungry"]]),
        ("\ufeffdate;event\n1/2/2019;Café\n".encode(), [["date", "event"], ["1/2/2019", "Café"]]),
        ("date\tevent\n1/2/2019\tCafé\n".encode("utf-16"), [["date", "event"], ["1/2/2019", "Café"]]),
        (b'date,event\n1/2/2019,"Two\nlines"\n', [["date", "event"], ["1/2/2019", "Two\nlines"]]),
        (b"date,event\r1/2/2019,Old Mac\r", [["date", "event"], ["1/2/2019", "Old Mac"]]),
        (b"date,event\n1/2/2019,a\x00b\x1b[2J\n", [["date", "event"], ["1/2/2019", "ab[2J"]]),
        (b"date,event\n1/2/2019,'=1+1\n", [["date", "event"], ["1/2/2019", "=1+1"]]),
    ],
)
def test_text_tables_are_read_whatever_their_encoding_and_delimiter(data: bytes, rows: list[list[str]]):
    assert texts(read_tables(data, "a.csv")) == rows


def test_a_windows_file_is_read_and_the_doubt_is_said():
    read = read_tables("date,event\n1/2/2019,£20 café\n".encode("cp1252"), "a.csv")
    assert texts(read)[1][1] == "£20 café"
    assert "Windows-1252" in said(read)


def test_cells_beyond_the_header_are_kept_and_said():
    read = read_tables(b"date,event\n1/2/2019,Hungry,extra\n", "a.csv")
    assert texts(read)[1] == ["1/2/2019", "Hungry", "extra"]
    assert "more cells" in said(read)


def test_nonsense_in_a_files_own_numbers_is_not_believed():
    wide = cell("1/2/2019", '<w:gridSpan w:val="many"/>')
    assert texts(read_tables(docx(table(row(wide, "x"))), "a.docx")) == [["1/2/2019", "x"]]
    odd = xlsx([['<c s="1"><v>nan</v></c>', '<c t="s"><v>99</v></c>', '<c s="1"><v>1e308</v></c>', "x"]])
    assert texts(read_tables(odd, "a.xlsx"))[0][-1] == "x"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("school.csv", "school.csv"),
        ("new\nline.csv", "new line.csv"),
        ("a\t b\u2028c.csv", "a b c.csv"),
        ("\x1b[2J\u202ecsv.x", "\ufffd[2J\ufffdcsv.x"),
        ("caf\udce9.csv", "caf\ufffd.csv"),
        ("\n", "\ufffd"),
        ("Zoë’s A\u200dmy.csv", "Zoë’s A\u200dmy.csv"),
    ],
)
def test_a_files_name_is_told_on_one_line_with_nothing_that_a_screen_obeys(name: str, told: str):
    assert on_one_line(name) == told


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'[{"date": "12/03/2019", "event": "hungry"}]', "a JSON file"),
        (b'\xef\xbb\xbf {"date": "12/03/2019"}', "a JSON file"),
        (b"<!DOCTYPE html><table></table>", "a web page"),
        (b'<?xml version="1.0"?><rows/>', "an XML file"),
    ],
)
def test_what_was_written_for_programs_is_refused_and_not_read_as_a_strange_table(data: bytes, kind: str):
    with pytest.raises(UnreadableFile, match=kind):
        read_tables(data, "a.csv")


def test_a_table_whose_first_cell_begins_with_a_bracket_is_a_table():
    assert texts(read_tables(b"[date],event\n12/03/2019,hungry\n", "a.csv"))[1] == ["12/03/2019", "hungry"]
