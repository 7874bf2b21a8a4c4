"""Every check of practice finds its fault when it is there, and nothing in a record without faults."""

from __future__ import annotations

import pytest

from chronology.checks.points import Point
from chronology.checks.registry import points_before_closing, points_of
from chronology.practice.checks import checks_data
from chronology.record.casefile import CaseFile
from chronology.record.values import Record
from tests.chronology.checks.faults import ALONGSIDE, EXTRA, SEEDED
from tests.chronology.checks.good_practice import DAY, good_records

OF_THE_RECORD = {
    "impossible",
    "before_birth",
    "after_death",
    "plans",
    "contradiction",
    "undated",
    "unknown_category",
    "no_child",
}
"""Checks of the record itself, tested apart."""


def points(records: list[Record]) -> tuple[Point, ...]:
    case = CaseFile.of([*records, *EXTRA])
    return points_of(case, tuple(p for p in case.people.values() if p.is_subject), day=DAY)


def seeded(key: str) -> tuple[Point, ...]:
    records = {record.id: record for record in good_records()}
    SEEDED[key](records)
    return points(list(records.values()))


def test_a_record_without_faults_leaves_nothing_to_consider():
    assert points(good_records()) == ()


@pytest.mark.parametrize("key", sorted(SEEDED))
def test_a_fault_is_found_and_nothing_else_is(key):
    assert {point.kind for point in seeded(key)} == {key} | ALONGSIDE.get(key, frozenset())


def test_every_check_has_its_fault():
    assert set(checks_data()) == {*SEEDED, *OF_THE_RECORD}


@pytest.mark.parametrize("key", sorted(SEEDED))
def test_a_point_names_its_record_and_what_settles_it(key):
    found = [point for point in seeded(key) if point.kind == key]
    assert found
    for point in found:
        assert point.records
        assert point.data.settles
        assert point.data.source
        assert point.words


def test_closing_is_looked_at_before_it_happens():
    records = {record.id: record for record in good_records()}
    del records["cl1"]
    case = CaseFile.of(records.values())
    children = tuple(p for p in case.people.values() if p.is_subject)
    assert points_before_closing(case, children, day=DAY) == ()
    SEEDED["closure_goal_open"](records)
    found = points_before_closing(CaseFile.of(records.values()), children, day=DAY)
    assert {(point.kind, point.child) for point in found} == {
        ("closure_goal_open", "ada"),
        ("closure_goal_open", "ben"),
    }
