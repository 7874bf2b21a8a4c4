"""A record of the work as rows: nothing else changes where it is corrected."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.demo import DEMO_DAY, demo_files
from chronology.intake.importing import FileGiven, plan_import
from chronology.intake.work_rows import children_of, is_correctable, rows_of
from chronology.intake.work_writing import correct_written, read_written
from chronology.record.casefile import CaseFile
from chronology.record.sources import Stated
from tests.families import three_siblings

DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def marlow() -> CaseFile:
    plan = plan_import(CaseFile(), [FileGiven(name, data) for name, data in demo_files()], day=DEMO_DAY)
    return plan.case


def test_a_correction_in_which_nothing_was_written_changes_nothing(marlow: CaseFile):
    work = [r for r in marlow.of_kind(Stated) if is_correctable(r)]
    assert len({r.kind for r in work}) >= 10
    for record in work:
        made = correct_written(marlow, record, rows_of(record, marlow, day=DEMO_DAY), day=DEMO_DAY)
        assert not made.faults, (record.kind, made.faults)
        assert made.record == record, record.kind
        assert not made.doubts


@pytest.mark.parametrize(
    ("kind", "column", "field"),
    [
        ("danger_statement", "may_happen", "may_happen"),
        ("safety_goal", "parents_do", "parents_do"),
        ("safety_plan", "words", "words"),
        ("decision", "rationale", "rationale"),
        ("closure", "unmet", "unmet"),
        ("supervision", "narrative", "narrative"),
        ("service", "need", "need"),
        ("safety_scale", "why", "why"),
    ],
)
def test_one_column_corrected_changes_one_field(marlow: CaseFile, kind: str, column: str, field: str):
    for record in [r for r in marlow.of_kind(Stated) if r.kind == kind]:
        rows = rows_of(record, marlow, day=DEMO_DAY)
        rows[0] = rows[0] | {column: "Put otherwise"}
        made = correct_written(marlow, record, rows, day=DEMO_DAY).record
        assert made == record.model_copy(update={field: "Put otherwise"})


def test_a_fault_is_told_only_where_something_was_written(marlow: CaseFile):
    record = marlow.danger_statements[0]
    rows = rows_of(record, marlow, day=DEMO_DAY)
    made = correct_written(marlow, record, [rows[0] | {"from": "41/13/2019"}], day=DEMO_DAY)
    assert set(made.faults) == {"from"}
    assert made.record is None


def test_the_children_of_a_record_of_the_work():
    case = three_siblings()
    row = {"ref": "D1", "child": "Ada", "what": "s47", "outcome": "x", "from": "1/2/2016"}
    decision = read_written(case, "decision", [row, {"child": "Ben", "harm": "Hunger"}], day=DAY).record
    assert decision is not None
    assert children_of(decision) == ("ada", "ben")
    assert [r.get("child") for r in rows_of(decision, case, day=DAY)] == ["Ada Shaw", "Ben Shaw"]


def test_a_voice_that_is_none_of_the_four_is_doubted_and_kept():
    row = {"child": "Ada", "by": "Joan Reed", "voice": "Gran", "value": "4"}
    made = read_written(three_siblings(), "safety_scale", [row], day=DAY)
    assert made.record.by == "Joan Reed (Gran)"
    assert any("Whose voice: “Gran”" in doubt for doubt in made.doubts)


@pytest.mark.parametrize(("alone", "seen"), [("yes", [True]), ("no", [False]), ("", [])])
def test_seen_alone_yes_and_no_are_both_kept(alone: str, seen: list[bool]):
    row = {"child": "Ada", "words": "I was cold", "alone": alone}
    made = read_written(three_siblings(), "view", [row], day=DAY).record
    assert [one.is_alone for one in made.seen] == seen


def test_what_says_neither_yes_nor_no_is_kept_beside_what_it_is_about():
    row = {"child": "Ada", "words": "I was cold", "alone": "Joan was next door"}
    made = read_written(three_siblings(), "view", [row], day=DAY)
    assert made.record.views[0].present == "Joan was next door"
    assert any("neither yes nor no" in doubt for doubt in made.doubts)
