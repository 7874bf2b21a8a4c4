"""Chronologies without a table: dated paragraphs, nothing dated by guess, nothing silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.intake.prose import prose_of
from chronology.readers.csvs import lines_of
from tests.chronology.intake.imports import DAY, entries, imported, said
from tests.chronology.readers.officefiles import docx, run

TEXT = """Chronology for Ada Shaw

2019

12 March – School: Ada arrived hungry and said
she had not eaten.

14th March 2.30pm: Health visitor - home visit, house cold
w/c 1.4.19: absent all week
31/02/2019: a day there is not
(12/2/20) something happened
Summary:
It was a hard year.
"""


def test_dated_paragraphs_are_rows_with_the_year_of_the_heading_above():
    plan = imported(TEXT, name="notes.txt")
    found = entries(plan)
    assert [e.when.edtf for e in found] == ["2019-03-12", "2019-03-14T14:30", "[2019-04-01..2019-04-07]", "2020-02-12"]
    assert found[0].event == "Ada arrived hungry and said\nshe had not eaten."
    assert [e.origin.agency for e in found[:2]] == ["School", "Health visitor"]
    assert all(e.children == ("ada",) for e in found)
    assert found[0].cites[0].place == "line 5"


def test_a_date_that_cannot_be_read_is_a_row_not_added_and_gives_its_text_to_no_other_date():
    plan = imported(TEXT, name="notes.txt")
    assert [r.row for r in plan.reports[0].refused] == [10]
    assert not any("day there is not" in e.event for e in entries(plan))


def test_what_stands_under_no_date_is_said():
    assert "It was a hard year." in said(imported(TEXT, name="notes.txt"))


def test_each_item_under_a_date_alone_is_an_entry_of_that_date():
    plan = imported(
        "20/01/2020\n- Guidance was given\n- 2 children seen\n\nmonth/02/2020\n- A campaign began\n", name="t.md"
    )
    assert [(e.when.edtf, e.event) for e in entries(plan)] == [
        ("2020-01-20", "Guidance was given"),
        ("2020-01-20", "2 children seen"),
        ("2020-02", "A campaign began"),
    ]


def test_paragraphs_of_a_word_file_are_read_with_their_place():
    body = [
        f"<w:p>{run(text)}</w:p>" for text in ("Notes", "12/3/2019: Hungry", "and cold", "13/3/2019 – Seen at home")
    ]
    plan = imported(docx(*body), name="notes.docx")
    assert [(e.when.edtf, e.event) for e in entries(plan)] == [
        ("2019-03-12", "Hungry\nand cold"),
        ("2019-03-13", "Seen at home"),
    ]
    assert entries(plan)[0].cites[0].place == "paragraph 2"


def test_text_with_commas_is_no_table():
    plan = imported("12/3/2019, Ada was hungry, cold, tired\n\n13/3/2019 Ben, who is 4, was seen\n", name="t.txt")
    assert [e.when.edtf for e in entries(plan)] == ["2019-03-12", "2019-03-13"]
    assert entries(plan)[0].event == "Ada was hungry, cold, tired"


def test_a_text_without_any_date_is_refused():
    assert (
        "no paragraphs begin with a date" in imported("Just some words\nand some more\n", name="t.txt").reports[0].error
    )


@pytest.mark.parametrize("text", ["May was hard", "20 Hill Street", "Mary said so", "On her own again", "By the way"])
def test_words_that_only_look_like_a_date_begin_no_entry(text: str):
    prose = prose_of(lines_of(f"12/3/2019: First\n{text}\n"), DAY)
    assert [r.cells[2].text for r in prose.table.rows] == [f"First\n{text}"]


@given(
    st.lists(
        st.sampled_from(
            ["12/3/2019: Came", "more words", "2019", "5 May", "", "- item", "Heading:", "99/99/2019 odd", "#"]
        ),
        max_size=12,
    )
)
def test_every_line_is_in_a_row_or_said(lines: list[str]):
    paragraphs = lines_of("\n".join(lines))
    prose = prose_of(paragraphs, DAY)
    kept = " ".join(cell.text for row in prose.table.rows for cell in row.cells) + " ".join(p.text for p in prose.left)
    years = {p.text for p in paragraphs if p.text == "2019"}
    assert all(
        p.text in kept or p.text in years or all(word in kept for word in p.text.replace(":", " ").split())
        for p in paragraphs
    )
