"""Files that come again: grown, edited, with rows gone; a chronology that Kinline wrote and somebody edited; rows put right."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from chronology.intake.choices import Choices
from chronology.intake.corrections import read_corrections, rows_to_correct
from chronology.intake.importing import ImportPlan
from chronology.record.casefile import CaseFile
from chronology.record.entries import Impact
from chronology.record.errors import InputError
from chronology.record.imports import Correction
from exporters.documents.chronology import chronology_document
from exporters.documents.writing import render
from tests.chronology.intake.imports import DAY, entries, imported, said

OLD = "Date,Child,Event,Source\n1/2/2019,Ada,Came to school hungry and cold,School\n3/2/2019,Ben,Seen at home by the nurse,School\n5/2/2019,Ada,Collected late by her aunt,School\n"
NEW = OLD.replace("hungry and cold", "hungry and cold and wet").replace(
    "5/2/2019,Ada,Collected late by her aunt,School\n", "9/2/2019,Ada,Settled in class,School\n"
)


def test_a_grown_file_adds_what_is_new_and_shows_what_changed_or_is_gone():
    first = imported(OLD, name="school.csv")
    again = imported(NEW, first.case, name="school v2.csv")
    assert [e.event for e in entries(again)] == ["Settled in class"]
    edited, gone = again.reports[0].changed
    assert edited.fields == {"event": ("Came to school hungry and cold", "Came to school hungry and cold and wet")}
    assert (gone.has_vanished, len(again.case.entries)) == (True, 4)
    assert again.reports[0].rows == again.reports[0].added + again.reports[0].merged == 3


def test_a_change_is_taken_over_only_where_it_is_chosen_and_leaves_what_a_worker_added():
    first = imported(OLD, name="school.csv")
    entry = next(e for e in first.case.entries if "cold" in e.event)
    worked = first.case.with_records(
        [entry.model_copy(update={"analysis": "A pattern", "impacts": (Impact(child="ada", words="Tired"),)})]
    )
    again = imported(NEW, worked, name="school.csv", choices=Choices(takes=frozenset({2})))
    changed = next(e for e in again.case.entries if e.id == entry.id)
    assert changed.event == "Came to school hungry and cold and wet"
    assert (changed.analysis, changed.impact_on("ada")) == ("A pattern", "Tired")
    third = imported(NEW, again.case, name="school.csv")
    assert not [c for c in third.reports[0].changed if not c.has_vanished]


def test_another_agencys_file_is_no_version_of_it():
    first = imported(OLD, name="school.csv")
    other = imported(
        "Date,Child,Event,Source\n1/2/2019,Ada,Came to school hungry and dirty,Police\n", first.case, name="police.csv"
    )
    assert other.reports[0].changed == ()
    assert other.reports[0].added == 1


# -- rows put right -----------------------------------------------------------------------------

BAD = "Date,Child,Event,Own\n31/2/2019,Ada,Hungry,=1+1\n1/2/2019,Ada,Cold,y\n"


def _corrected(plan: ImportPlan, was: str, now: str) -> Choices:
    data = rows_to_correct(plan.reports).decode("utf-8-sig")
    return Choices(corrections=read_corrections(data.replace(f",{was},", f",{now},").encode(), "fix.csv"))


def test_a_row_put_right_is_added_remembered_and_cites_the_file_as_it_was():
    first = imported(BAD)
    assert first.reports[0].refused[0].row == 2
    mended = imported(BAD, first.case, choices=_corrected(first, "31/2/2019", "28/2/2019"))
    (entry,) = entries(mended)
    assert (entry.when.edtf, entry.cites[0].row, entry.extras[0].words) == ("2019-02-28", 2, "=1+1")
    assert mended.case.of_kind(Correction)[0].cells == {"date": "28/2/2019"}
    again = imported(BAD, mended.case)
    assert (again.reports[0].merged, again.reports[0].refused, again.records) == (2, (), ())


def test_the_rows_to_put_right_hold_no_formula_and_say_why():
    text = rows_to_correct(imported(BAD).reports).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "February 2019 has 28 days" in text


def test_another_table_is_no_table_of_corrections():
    with pytest.raises(InputError, match="no table of rows to put right"):
        read_corrections(b"a,b\n1,2\n", "x.csv")


# -- a chronology that Kinline wrote ------------------------------------------------------------


def _written(case: CaseFile) -> bytes:
    return render(chronology_document(case, "ada", day=DAY), "docx")


def _table(word: Any) -> Any:
    return max(word.tables, key=lambda table: len(table.columns))


def _column(word: Any, heading: str) -> int:
    return [cell.text for cell in _table(word).rows[0].cells].index(heading)


def _row(word: Any, number: str) -> Any:
    return next(row for row in _table(word).rows if row.cells[0].text.split("\n")[0] == number)


def _saved(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _case() -> CaseFile:
    plan = imported(
        "Date,Child,Event,Source,Impact,Action,Outcome\n"
        "early March 2018,Ada,First thing,School,Sad,Rang home,No answer\n"
        "12/3/2019,Ada,Second thing,Police,,,\n"
        'w/c 1/4/2019,Ada,Third thing,"GP, p. 4",,,\n'
    )
    return plan.case


def test_a_chronology_that_comes_back_unedited_changes_nothing():
    case = _case()
    back = imported(_written(case), case, name="ada.docx")
    assert (back.records, back.reports[0].changed, back.reports[0].merged) == ((), (), 3)
    assert "Kinline wrote" in said(back)


def test_edits_are_matched_to_their_entries_and_taken_over_one_by_one():
    case = _case()
    word = docx.Document(io.BytesIO(_written(case)))
    _row(word, "1").cells[_column(word, "Event")].paragraphs[0].runs[0].text = "First thing, as it was"
    _row(word, "2").cells[_column(word, "Date")].paragraphs[0].runs[0].text = "13 March 2019"
    data = _saved(word)
    shown = imported(data, case, name="ada.docx")
    assert shown.records == ()
    assert [(c.row, c.fields) for c in shown.reports[0].changed] == [
        (1, {"event": ("First thing", "First thing, as it was")}),
        (2, {"date": ("12 March 2019", "13 March 2019")}),
    ]
    taken = imported(data, case, name="ada.docx", choices=Choices(takes=frozenset({2})))
    (entry,) = entries(taken)
    assert (entry.when.edtf, entry.event) == ("2019-03-13", "Second thing")


def test_a_row_taken_out_leaves_its_entry_and_a_row_added_is_a_new_one():
    case = _case()
    word = docx.Document(io.BytesIO(_written(case)))
    table = _table(word)
    table._tbl.remove(_row(word, "2")._tr)
    new = table.add_row()
    new.cells[_column(word, "Date")].text = "5 May 2019"
    new.cells[_column(word, "Event")].text = "Something a colleague knew"
    back = imported(_saved(word), case, name="ada.docx")
    (entry,) = entries(back)
    assert (entry.when.edtf, entry.event, entry.children) == ("2019-05-05", "Something a colleague knew", ("ada",))
    assert "numbers 2 are no longer in the document" in said(back)
    assert len(back.case.entries) == 4


def test_in_another_case_file_it_is_a_chronology_like_any_other():
    back = imported(_written(_case()), name="ada.docx")
    assert back.reports[0].added == 3
