"""Rows of a chronology as entries: every column, every child apart, nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.intake.importing import FileGiven, ImportPlan, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Significance, Told
from chronology.record.errors import KinlineError
from chronology.record.sources import Basis, Restriction, Standing
from tests.families import three_siblings

DAY = date(2026, 11, 23)


def _family() -> CaseFile:
    return CaseFile.of(r for r in three_siblings().records.values() if r.kind != "entry")


def _import(text: str, case: CaseFile | None = None, name: str = "rows.csv") -> ImportPlan:
    return plan_import(case if case is not None else _family(), [FileGiven(name, text.encode())], day=DAY)


def _entry(header: str, *cells: str) -> Entry:
    quoted = ",".join('"' + c.replace('"', '""') + '"' for c in cells)
    (entry,) = [r for r in _import(f"{header}\n{quoted}\n").records if isinstance(r, Entry)]
    return entry


def _said(plan: ImportPlan) -> str:
    return " | ".join(w.message for w in plan.reports[0].warnings)


def test_every_column_finds_its_field():
    entry = _entry(
        "date,recorded,children,category,neglect,service,response,plan,part_of_day,grade,severity,event,source,basis,seen,"
        "view,impact,action,outcome,analysis,count,told_to_social_care,explained_by,standing,known,significant,restriction,case_id",
        "12/03/2019", "13/03/2019", "Ada", "hunger", "food; home conditions", "dentist", "assessed", "child in need", "morning",
        "GCP2 nutrition 4", "3", "Arrived hungry", "School, Mr Farrow, p. 4", "observed", "Ada (alone)",
        'Asked "Are you all right?": "I am cold"', "Ada was tearful", "Fed her", "Ate twice", "A pattern?", "2", "no",
        "money (mother)", "alleged", "14/03/2019", "turning point", "referrer", "M-1",
    )  # fmt: skip
    assert (entry.when.edtf, entry.recorded.edtf, entry.known.edtf) == ("2019-03-12", "2019-03-13", "2019-03-14")
    assert entry.children == ("ada",)
    assert (entry.category, [n.domain for n in entry.neglect]) == ("hunger", ["FTP-food", "FTP-shelter"])
    assert [n.severity for n in entry.neglect] == [3, 3]
    assert (entry.service, entry.response, entry.plan, entry.part_of_day) == (
        "dentist",
        "assessed",
        "child in need",
        "morning",
    )
    assert [(g.tool, g.area, g.grade) for g in entry.grades] == [("GCP2", "nutrition", 4)]
    assert (entry.origin.agency, entry.origin.person, entry.origin.page) == ("School", "Mr Farrow", "p. 4")
    assert (entry.basis, entry.standing) == (Basis.OBSERVED, Standing.ALLEGED)
    assert [(s.child, s.is_alone) for s in entry.seen] == [("ada", True)]
    assert [(v.question, v.words) for v in entry.views] == [("Are you all right?", "I am cold")]
    assert entry.impact_on("ada") == "Ada was tearful"
    assert (entry.action, entry.outcome, entry.analysis, entry.count) == ("Fed her", "Ate twice", "A pattern?", 2)
    assert entry.told_to_social_care is Told.NO
    assert [(e.by, e.said_by) for e in entry.explained_by] == [("money", "mother")]
    assert entry.significance is Significance.TURNING_POINT
    assert entry.restriction == (Restriction.REFERRER,)
    assert entry.case_ids == ("M-1",)
    assert entry.cites[0].row == 2


@pytest.mark.parametrize(
    ("words", "children"),
    [
        ("Ada", ("ada",)),
        ("ada shaw", ("ada",)),
        ("Ada; Ben", ("ada", "ben")),
        ("Ada & Ben", ("ada", "ben")),
        ("Ada and Ben", ("ada", "ben")),
        ("Ada/Ben", ("ada", "ben")),
        ("Ada, Ben", ("ada", "ben")),
        ("AS", ("ada",)),
        ("Ada (8)", ("ada",)),
        ("Ada Shaw dob 12/3/2010", ("ada",)),
        ("all", ("ada", "ben", "cora")),
        ("", ()),
    ],
)
def test_children_are_told_by_the_words_people_use(words: str, children: tuple[str, ...]):
    assert _entry("date,children,event", "1/2/2019", words, "x").children == children


def test_all_means_those_alive_on_that_day():
    assert _entry("date,children,event", "1/2/2016", "all", "x").children == ("ada", "ben")


def test_a_name_nobody_knows_stays_with_the_entry_and_is_said():
    plan = _import("date,children,event\n1/2/2019,Ada; Zed,x\n")
    (entry,) = [r for r in plan.records if isinstance(r, Entry)]
    assert (entry.children, entry.children_as_written) == (("ada",), "Ada; Zed")
    assert "“Zed” is not in the family" in _said(plan)


@pytest.mark.parametrize(("column", "words"), [("impact", "Both were cold"), ("view", "We were cold"), ("seen", "yes")])
def test_what_does_not_say_whose_it_is_is_given_to_no_child(column: str, words: str):
    entry = _entry(f"date,children,event,{column}", "1/2/2019", "Ada; Ben", "x", words)
    assert (entry.impacts, entry.views, entry.seen) == ((), (), ())
    assert [(e.column, e.words) for e in entry.extras] == [(column, words)]


def test_each_childs_words_are_their_own_where_the_cell_names_them():
    entry = _entry(
        "date,children,event,view,impact: Ben", "1/2/2019", "Ada; Ben", "x", "Ada: I was cold; Ben: me too", "He shook"
    )
    assert {v.child: v.words for v in entry.views} == {"ada": "I was cold", "ben": "me too"}
    assert entry.impact_on("ben") == "He shook"
    assert entry.impact_on("ada") == ""


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("basis", "gut feeling"),
        ("standing", "who knows"),
        ("severity", "9"),
        ("grade", "poor"),
        ("neglect", "weather"),
        ("category", "odd"),
    ],
)
def test_an_unknown_word_is_kept_and_said(column: str, words: str):
    plan = _import(f"date,children,event,{column}\n1/2/2019,Ada,x,{words}\n")
    (entry,) = [r for r in plan.records if isinstance(r, Entry)]
    kept = [e.words for e in entry.extras] + [entry.category] + [n.domain for n in entry.neglect]
    assert words in kept
    assert words in _said(plan)


def test_an_unknown_restriction_withholds_the_entry():
    assert _entry("date,children,event,restriction", "1/2/2019", "Ada", "x", "keep quiet").restriction == (
        Restriction.COURT,
    )


def test_an_unknown_column_stays_with_the_entry_under_its_own_name():
    entry = _entry("date,children,event,Weather", "1/2/2019", "Ada", "x", "Rain")
    assert [(e.column, e.words) for e in entry.extras] == [("Weather", "Rain")]


def test_a_blank_date_is_undated_and_never_borrows_one():
    plan = _import("date,children,event\n1/2/2019,Ada,First\n,Ada,Second\n")
    entries = [r for r in plan.records if isinstance(r, Entry)]
    assert [e.when.edtf for e in entries] == ["2019-02-01", ""]


def test_a_row_that_repeats_is_kept_once_with_both_places_and_undated_ones_stay_two():
    plan = _import("date,children,event\n1/2/2019,Ada,Same\n1/2/2019,ada, same \n,Ada,Note\n,Ada,Note\n")
    report = plan.reports[0]
    entries = [r for r in plan.records if isinstance(r, Entry)]
    assert (report.rows, report.added, report.merged) == (4, 3, 1)
    assert [c.row for c in entries[0].cites] == [2, 3]


def test_columns_in_another_order_are_the_same_rows():
    first = _import("date,children,event\n1/2/2019,Ada,Same\n")
    again = _import("event,date,children\nSame,1/2/2019,Ada\n", first.case, "other.csv")
    assert (again.reports[0].added, again.reports[0].merged) == (0, 1)
    assert "from rows.csv" in _said(again)


def test_year_rows_repeated_headers_and_titles_are_no_rows_and_are_said():
    plan = _import("CHRONOLOGY,,\ndate,children,event\n2019,,\n1/2/2019,Ada,x\ndate,children,event\n")
    report = plan.reports[0]
    assert (report.rows, report.added, report.refused) == (1, 1, ())
    assert "above the header" in _said(plan)
    assert "only a year" in _said(plan)
    assert "the header again" in _said(plan)


@pytest.mark.parametrize("row", ["31/02/2019,Ada,x", "12/25/2018,Ada,x", "1/2/2019,Ada,", "soon,Ada,x"])
def test_a_row_that_cannot_be_added_is_counted_and_named(row: str):
    report = _import(f"date,children,event\n{row}\n").reports[0]
    assert (report.rows, report.added, len(report.refused)) == (1, 0, 1)
    assert report.refused[0].row == 2
    assert report.refused[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "[REDACTED]",
        "[/never]",
        "[@click=app.quit]x[/]",
        "=cmd|'/c calc'!A0",
        "<b>Ann</b>",
        "a\u202eb",
        "Zalgo" + "\u0301" * 500,
    ],
)
def test_hostile_text_is_kept_as_text(text: str):
    entry = _entry("date,children,event", "1/2/2019", "Ada", text)
    assert entry.event == text.replace("\u202e", "")


def test_a_table_without_a_children_column_says_that_its_rows_name_no_child():
    assert "no column names the children" in _said(_import("date,event\n1/2/2019,x\n"))


def test_a_header_nobody_understands_is_refused_with_what_was_found():
    plan = _import("Datum,Kind,Was\n1/2/2019,Ada,x\n")
    assert "“Datum | Kind | Was”" in plan.errors[0].error
    assert "--columns" in plan.errors[0].error


_CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["1/2/2019", "Ada", "all", "", "2019", "alone"]
)


@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS, _CELLS), max_size=8))
def test_rows_are_added_merged_or_refused_whatever_they_hold(rows: list[tuple[str, ...]]):
    lines = ["date,children,event,seen"] + [",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows]
    report = _import("\n".join(lines) + "\n").reports[0]
    assert report.rows == report.added + report.merged + len(report.refused)


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_fail_without_a_reason(data: bytes):
    try:
        plan = plan_import(_family(), [FileGiven("any.csv", data)], day=DAY)
    except KinlineError:
        return
    assert plan.reports[0].error or plan.reports[0].rows >= 0


def test_importing_twice_adds_nothing_and_a_grown_file_only_what_is_new():
    text = "date,children,event\n1/2/2019,Ada,One\n,Ben,Two\n"
    first = _import(text)
    again = _import(text + "\n", first.case)
    assert not [r for r in again.records if isinstance(r, Entry)]
    grown = _import(text + "3/4/2020,Ada,Three\n", first.case)
    assert [r.event for r in grown.records if isinstance(r, Entry)] == ["Three"]


def test_a_table_without_a_date_column_gives_undated_entries_and_says_so():
    plan = _import("Order,Event\n1,Arrived hungry\n2,Collected late\n")
    entries = [r for r in plan.records if isinstance(r, Entry)]
    assert [e.when.is_undated for e in entries] == [True, True]
    assert "every row is undated" in _said(plan)


def test_a_row_that_is_repeated_and_gone_on_with_keeps_every_place_in_order():
    lines = (
        ["12/3/2019,school,was hungry"] * 3 + [",,and was cold"] + ["12/3/2019,school,was hungry"] + [",,… and tired"]
    )
    plan = _import("date,source,event\n" + "\n".join(lines))
    (entry,) = [r for r in plan.records if isinstance(r, Entry)]
    assert entry.event == "was hungry\nand was cold\nand tired"
    assert [cite.row for cite in entry.cites] == [2, 3, 4, 5, 6, 7]


def test_what_goes_on_with_a_known_row_is_kept_where_the_row_is_repeated():
    known = _import("date,source,event\n12/3/2019,school,was hungry\n").case
    plan = _import(
        "date,source,event\n12/3/2019,school,was hungry\n,,and was cold\n12/3/2019,school,was hungry\n,,and tired\n",
        known,
        "longer.csv",
    )
    (entry,) = [r for r in plan.records if isinstance(r, Entry)]
    assert entry.event == "was hungry\nand was cold\nand tired"
    assert [cite.row for cite in entry.cites] == [2, 3, 5]
