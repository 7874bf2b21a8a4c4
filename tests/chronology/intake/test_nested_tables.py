"""A table within a cell of a chronology: its text stays with the entry, and that is said."""

from __future__ import annotations

from tests.chronology.intake.imports import entries, imported, said
from tests.chronology.readers.officefiles import cell, docx, row, run, table

HEAD = row("Date", "Child", "Event")


def _holding(words: str, *inner: str) -> str:
    return cell(f"<w:p>{run(words)}</w:p>{''.join(inner)}<w:p/>")


def test_the_text_of_a_nested_table_stands_in_the_event_of_its_row():
    inner = table(row("Who", "Said"), row("Mum", "Tired"))
    plan = imported(docx(table(HEAD, row("1/2/2019", "Ada", _holding("Visit", inner)))), name="a.docx")
    (entry,) = entries(plan)
    assert entry.event == "Visit\nWho | Said\nMum | Tired"
    assert "a table within this row (table 2) is kept with its text: “Who | Said Mum | Tired”" in said(plan)
    assert "not read" not in said(plan)


def test_a_table_within_a_nested_table_comes_along():
    innermost = table(row("Deep", "down"))
    inner = table(row("Mum", _holding("Said", innermost)))
    (entry,) = entries(imported(docx(table(HEAD, row("1/2/2019", "Ada", _holding("Visit", inner)))), name="a.docx"))
    assert entry.event == "Visit\nMum | Said Deep | down"


def test_a_chronology_within_a_table_that_only_lays_out_the_page_is_read_as_rows():
    inner = table(HEAD, row("1/2/2019", "Ada", "Visit"))
    plan = imported(docx(table(row(_holding("Our record", inner)))), name="a.docx")
    assert [entry.event for entry in entries(plan)] == ["Visit"]
