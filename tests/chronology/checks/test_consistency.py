"""What cannot be is named, what is only not known is told from it, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.checks.registry import points_of
from chronology.record.dates import When
from chronology.record.entries import Entry
from tests.chronology.patterns.lived import case_of, row
from tests.families import child_of, person

DAY = date(2024, 1, 1)


def kinds(*records, **about):
    case = case_of(*records, **about)
    return [(p.kind, p.is_fault) for p in points_of(case, (case.people["ada"],), day=DAY)]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((), []),
        ((row("2020-01-01", "home_visit"),), []),
        ((row("2013-01-01", "home_visit"),), [("before_birth", True)]),
        ((row("2013-01-01", "adult_history"),), []),
        ((row("", "home_visit"),), [("undated", False)]),
        ((row("2020", "moonshine"),), [("unknown_category", False)]),
        ((row("2020-01-01", "cin_end"),), [("plans", True)]),
        ((person("mum", "Kelly Reed", "female", "2016"), child_of("ada", "mum")), [("impossible", True)]),
        (
            (Entry(id="a", when=When(edtf="2020"), children=("ada",), contradicts=("b",)), Entry(id="b", when=When(edtf="2020"), contradicts=("a",))),
            [("contradiction", True)],
        ),
        ((Entry(id="a", when=When(edtf="2020"), children_as_written="the twins"),), [("no_child", False)]),
    ],
)  # fmt: skip
def test_each_kind_of_point_is_found(records, expected):
    assert kinds(*records) == expected


def test_an_entry_after_a_death_is_named_and_a_review_of_it_is_not():
    death = {"is_dead": True, "death": When(edtf="2020-05-01")}
    assert kinds(row("2021-01-01", "home_visit"), row("2022-01-01", "review_published"), **death) == [
        ("after_death", True)
    ]
