"""Every check of practice finds its fault when it is there, and nothing in a record without faults."""

from __future__ import annotations

import pytest

from chronology.checks.points import Point
from chronology.checks.registry import points_before_closing, points_of
from chronology.practice.checks import checks_data
from chronology.record.casefile import CaseFile
from chronology.record.decisions import Decision
from chronology.record.people import Person
from chronology.record.ties import Parentage
from chronology.record.values import Record
from tests.chronology.checks.faults import ALONGSIDE, EXTRA, SEEDED
from tests.chronology.checks.good_practice import DAY, analysis, entry, good_records, on

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


def _of_another_family() -> list[Record]:
    return [
        Person(id="zoe", name="Zoe Vale", given="Zoe", birth=on("2015-01-01"), is_subject=True),
        entry("z1", "2023-02-01", ("zoe",), "Zoe was hungry."),
        Decision(
            id="dz",
            what="section_47",
            when=on("2023-02-05"),
            children=("zoe",),
            outcome="no further action",
            rationale="one report",
            analyses=(analysis("zoe", "Zoe", "z1"),),
        ),
    ]


def test_a_decision_is_laid_beside_those_of_siblings_and_of_no_other_family():
    records = {record.id: record for record in good_records()}
    analyses = (analysis("ada", "Ada", "home"), records["d1"].analyses[1])
    records["d1"] = records["d1"].model_copy(update={"compared": (), "analyses": analyses})
    records["home"] = entry("home", "2022-12-01", (), "There was no food in the home.")
    del records["d0"]
    others = _of_another_family()
    mother = Person(id="zm", name="Una Vale")
    beside_it = points([*records.values(), *others])
    apart = points([*records.values(), *others, mother, Parentage(id="pz", child="zoe", parents=("zm",))])
    assert "one for Zoe Vale" in " ".join(p.words for p in beside_it if p.kind == "decision_unlike")
    assert not [p for p in apart if p.kind == "decision_unlike"]


def test_the_same_words_are_seen_where_a_whole_name_is_the_given_name():
    records = {record.id: record for record in good_records()}
    for child in ("ada", "ben"):
        records[child] = records[child].model_copy(update={"given": records[child].name})
    SEEDED["decision_same_words"](records)
    assert "decision_same_words" in {p.kind for p in points(list(records.values()))}
