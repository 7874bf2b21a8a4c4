"""Rows that name no child but call several by name: said, named, and put right like rows that are not added."""

from __future__ import annotations

from chronology.intake.choices import Choices
from chronology.intake.corrections import read_corrections, rows_to_correct
from chronology.intake.importing import FileGiven, plan_import
from chronology.lives.timeline import child_timeline
from chronology.record.casefile import CaseFile
from tests.chronology.intake.imports import DAY, entries, imported, said

FLAT = 'Date,Event,Source\n1/2/2019,"Ada, with Ben, late",School\n2/2/2019,Ada hungry,School\n3/2/2019,Kitchen dirty,School\n'
NAMING = "date,children,event\n1/3/2019,Ada Hale; Ben Hale,Seen\n"


def test_rows_that_call_two_children_are_named_with_what_to_do():
    plan = imported(FLAT)
    assert "Ada Shaw and Ben Shaw are called by name and no column says whose row it is" in said(plan)
    assert "with --not-added and --corrected (row 2)" in said(plan)
    assert [fate.row for fate in plan.reports[0].fates if fate.cells] == [2]
    assert [entry.children for entry in entries(plan)] == [(), (), ()]


def test_the_children_are_set_in_the_table_of_rows_to_put_right():
    table = rows_to_correct(imported(FLAT).reports).decode("utf-8-sig")
    assert table.splitlines()[0] == "file,place,row,to be put right because,children,Date,Event,Source"
    mended = table.replace('about",,', 'about",Ada; Ben,')
    corrections = read_corrections(mended.encode(), "to-mend.csv")
    plan = imported(FLAT, choices=Choices(corrections=corrections))
    assert [entry.children for entry in entries(plan)] == [("ada", "ben"), (), ()]
    assert entries(plan)[0].event == "Ada, with Ben, late"
    assert "are called by name" not in said(plan)


def test_children_whom_a_later_file_names_are_found_in_an_earlier_one():
    given = [FileGiven("flat.csv", FLAT.encode()), FileGiven("naming.csv", NAMING.encode())]
    plan = plan_import(CaseFile(), given, day=DAY)
    assert "Ada Hale and Ben Hale are called by name" in said(plan)


def test_an_empty_cell_of_the_children_is_no_less_than_no_column():
    plan = imported('date,children,event\n1/2/2019,,"Ada and Ben late"\n2/2/2019,Ada,"Ada and Ben late"\n')
    assert [fate.row for fate in plan.reports[0].fates if fate.cells] == [2]


def test_a_timeline_tells_the_entries_that_call_this_child_too_from_those_about_others():
    text = FLAT.replace("Kitchen dirty", "Ben and Cora cold")
    ada = child_timeline(imported(text).case, "ada", day=DAY)
    events = [row.entry.event for row in ada.calling_both]
    assert events == ["Ada, with Ben, late"]
    assert len(ada.about_other_children) == len(ada.calling_both) + 1
