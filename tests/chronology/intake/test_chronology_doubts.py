"""Rows whose cells say something else than their columns: kept, said, and given to nobody they do not belong to."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from chronology.intake.importing import FileGiven, ImportPlan, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from tests.chronology.intake.imports import entries, imported, said
from tests.chronology.readers.officefiles import xlsx
from tests.families import person, three_siblings

DAY = date(2026, 11, 23)


def _import(case: CaseFile, data: bytes, name: str = "rows.csv") -> ImportPlan:
    return plan_import(case, [FileGiven(name, data)], day=DAY)


def _family() -> CaseFile:
    return CaseFile.of(r for r in three_siblings().records.values() if r.kind != "entry")


def _row(**cells: str) -> tuple[Entry, str]:
    out = io.StringIO()
    given = {"date": "12/03/2019", "children": "Ada", "event": "Arrived hungry"} | cells
    csv.writer(out).writerows([list(given), list(given.values())])
    plan = _import(_family(), out.getvalue().encode())
    (entry,) = [r for r in plan.records if isinstance(r, Entry)]
    return entry, " | ".join(w.message for w in plan.reports[0].warnings)


@pytest.mark.parametrize("column", ["view", "impact"])
def test_a_siblings_words_in_one_childs_row_are_not_that_childs(column: str):
    entry, warnings = _row(children="Ben", **{column: "Ada: I am cold"})
    assert (entry.views, entry.impacts) == ((), ())
    assert [(e.column, e.words) for e in entry.extras] == [(column, "Ada: I am cold")]
    assert "somebody else" in warnings


def test_an_adults_words_are_no_childs_view():
    entry, _ = _row(children="Ada; Ben", view="Kelly: leave me alone; Ada: I am cold")
    assert entry.views == ()


def test_an_adult_among_the_children_is_one_whom_the_entry_is_about():
    entry, warnings = _row(children="Ada; Kelly")
    assert (entry.children, entry.people) == (("ada",), ("mum",))
    assert "grown up by then" in warnings


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("count", "2-3"),
        ("count", "²"),
        ("count", "9" * 5000),
        ("told_to_social_care", "yes, by phone"),
        ("significant", "quite"),
        ("restriction", "secret"),
    ],
    ids=["a range", "a raised two", "5,000 digits", "told, with how", "significant", "restriction"],
)
def test_words_a_column_does_not_know_stay_with_the_entry(column: str, words: str):
    entry, warnings = _row(**{column: words})
    assert [(e.column, e.words) for e in entry.extras] == [(column, words)]
    assert words[:50] in warnings


@pytest.mark.parametrize("column", ["children", "seen", "grade", "explained_by"])
@pytest.mark.parametrize("words", ["a" + " " * 60_000 + "b", "(" * 60_000], ids=["spaces", "brackets"])
def test_a_long_strange_cell_is_kept_whole(column: str, words: str):
    entry, _ = _row(**{column: words})
    kept = entry.children_as_written, *(e.words for e in entry.extras), *(e.by for e in entry.explained_by)
    assert any(len(text) >= 60_000 for text in kept)


def test_a_row_saved_again_by_another_program_is_the_same_row():
    case = _family()
    first = _import(case, b"date,children,event\n03/04/2019,Ada,Hungry\n")
    grown = CaseFile.of([*case.records.values(), *first.records])
    again = _import(
        grown, xlsx([["date", "children", "event"], ['<c s="1"><v>43558</v></c>', "Ada", "Hungry"]]), "a.xlsx"
    )
    assert (again.reports[0].added, again.reports[0].merged) == (0, 1)


def test_morning_and_afternoon_of_one_day_stay_two_rows():
    plan = _import(_family(), b"date,children,event\n03/04/2019 09:00,Ada,Hungry\n03/04/2019 15:00,Ada,Hungry\n")
    assert plan.reports[0].added == 2


def test_children_known_from_a_chronology_alone_are_never_taken_for_one_another():
    rows = (
        "date,children,event\n1/2/2020,Child A,One\n2/2/2020,Child A; Child B; Child C,Three\n3/2/2020,Child 10,Ten\n"
    )
    plan = imported(rows, CaseFile.of([]))
    assert {p.name for p in plan.case.people.values()} == {"Child A", "Child B", "Child C", "Child 10"}
    assert [len(e.children) for e in entries(plan)] == [1, 3, 1]


def test_two_names_that_are_nearly_alike_are_two_children_where_they_stand_together_or_often():
    beside = "date,children,event\n1/2/2020,Ella,One\n2/2/2020,Elsa,Two\n3/2/2020,Ella; Elsa,Both\n"
    often = "date,children,event\n" + "".join(
        f"{n}/2/2020,{who},X{n}\n" for n, who in enumerate(["Ella", "Elsa"] * 3, 1)
    )
    slip = "date,children,event\n" + "".join(f"{n}/2/2020,Ella,X{n}\n" for n in range(1, 5)) + "6/2/2020,Ellla,Y\n"
    assert [len(imported(text, CaseFile.of([])).case.people) for text in (beside, often, slip)] == [2, 2, 1]


def test_of_a_father_and_son_of_one_name_the_child_is_meant_among_the_children_and_it_is_said():
    case = CaseFile.of(
        [person("old", "James Reed", born="1985-01-01"), person("young", "James Reed", born="2016-03-03")]
    )
    plan = imported("date,children,event\n1/2/2020,James,Hungry\n1/2/1995,James,Grown\n", case)
    assert [e.children for e in entries(plan)] == [("young",), ()]
    assert "“James” is taken for James Reed: the only child of that name on that day" in said(plan)


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        ("12/03/2109", "12 March 2109 is more than 2 years after the import: is the year right?"),
        ("12/03/1819", "12 March 1819 is before 1900: is the year right?"),
        ("12/03/2027", ""),
        ("on or before 4 May 2016", ""),
    ],
)
def test_a_year_that_can_hardly_be_meant_is_doubted_and_the_entry_kept(day: str, doubt: str):
    plan = imported(f"date,children,event\n{day},Ada,Came late\n")
    assert len(entries(plan)) == 1
    assert said(plan) == doubt
