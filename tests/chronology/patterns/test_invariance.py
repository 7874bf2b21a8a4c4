"""What must change no pattern, what a later month may never take back, and input that is bad."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.patterns.life import life_of
from chronology.patterns.pattern import Pattern
from chronology.patterns.reading import Reading
from chronology.patterns.registry import RULES, patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.people import About
from chronology.record.plans import Plan
from tests.chronology.patterns.lived import case_of, neglect, row
from tests.families import person

CATEGORIES = (
    "referral", "concern_reported", "home_conditions", "hunger", "domestic_abuse", "was_not_brought", "home_visit",
    "case_closed", "service_started", "progress", "education_withdrawn", "cp_plan_start", "cp_plan_end", "assessment",
)  # fmt: skip
DOMAINS = ("", "", "FTP", "FTP-food", "LOS", "EMO")
START = date(2015, 6, 1)


def _edtf(day: date, width: int) -> str:
    return {0: day.isoformat(), 1: f"{day:%Y-%m}", 2: f"{day:%Y}", 3: f"{day:%Y-%m}~", 4: ""}[width]


@st.composite
def rows(draw: st.DrawFn) -> list[Entry]:
    """Return rows of a chronology over ten years, some with wide or no dates."""
    out = []
    for k in range(draw(st.integers(0, 12))):
        day = START + timedelta(draw(st.integers(0, 3600)))
        out.append(
            row(
                _edtf(day, draw(st.sampled_from((0, 0, 0, 1, 2, 3, 4)))),
                draw(st.sampled_from(CATEGORIES)),
                draw(st.sampled_from(DOMAINS)),
                draw(st.sampled_from(("", "seen at school", "left alone all evening"))),
                children=draw(st.sampled_from((("ada",), ("ada", "ben")))),
                number=str(k),
            )
        )
    return out


def _case(some: list[Entry], **about: object) -> CaseFile:
    return CaseFile.of(
        [*case_of(*some, **about).records.values(), person("ben", "Ben Shaw", "male", "2018", is_subject=True)]
    )


def _found(case: CaseFile, day: date = date(2026, 1, 1)) -> list[Any]:
    return [_plain(p) for p in patterns_of(case, "ada", day=day)]


def _plain(p: Pattern) -> Any:
    return p.rule, p.certainty, p.sentence, p.evidence, p.against, p.because, repr(p.value)


@settings(max_examples=40, deadline=None)
@given(rows(), st.data())
def test_duplicates_poverty_and_what_does_not_stand_change_no_pattern(some, data):
    before = _found(_case(some))
    extra = []
    for k in range(data.draw(st.integers(1, 4))):
        day = (START + timedelta(data.draw(st.integers(0, 3600)))).isoformat()
        kind = data.draw(st.sampled_from(("twice", "money", "housing", "not proved", "withdrawn")))
        if kind == "twice" and some:
            same = data.draw(st.sampled_from(some))
            extra.append(same.model_copy(update={"id": f"zz{k} {same.id}"}))
        elif kind in {"money", "housing"}:
            extra.append(row(day, "home_conditions", "FTP-shelter", "cold and bare", explained=kind, number=f"x{k}"))
        elif kind != "twice":
            extra.append(row(day, "referral", "FTP", "shut out", standing=kind, number=f"x{k}"))
    assert _found(_case([*some, *extra])) == before


@settings(max_examples=30, deadline=None)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_who_the_child_is_change_no_pattern(some, chance):
    before = _found(_case(some))
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert _found(_case(shuffled)) == before
    assert _found(_case(some, about=About(ethnicity="Roma", disability="deaf", faith="any", language="BSL"))) == before


@settings(max_examples=25, deadline=None)
@given(rows())
def test_neglect_over_time_takes_nothing_back_from_month_to_month(some):
    case = _case(some)
    cited: set[str] = set()
    was_certain = False
    for k in range(0, 132, 6):
        found = patterns_of(case, "ada", day=date(2015 + k // 12, 1 + k % 12, 28), only=("chronic_neglect",))
        now = {i for p in found for i in p.evidence}
        assert cited <= now
        cited = now
        is_certain = any(p.certainty.value == "certain" for p in found)
        assert is_certain or not was_certain
        was_certain = is_certain


@pytest.mark.parametrize(
    ("rows", "born", "missing"),
    [
        ([*neglect("2016-01-05", "2017-01-05", "2018-01-05"), row("", "referral", "FTP")], "2015-03-10", "1 entry not dated"),
        ([*neglect("2016-01-05", "2017-01-05", "2018-01-05")], "", "the date of birth is not recorded"),
        ([*neglect("2016-01-05", "2017-01-05", "2018-01-05"), row("2016", "moonshine")], "2015-03-10", "1 entry of a category that is not known"),
        (neglect("2013-01-05", "2016-01-05", "2018-01-05"), "2015-03-10", "1 entry before birth"),
        (
            [*neglect("2016-01-05", "2017-01-05", "2018-01-05"), row("2018-01-01", "cp_plan_start"), row("2017-01-01", "cp_plan_end")],
            "2015-03-10",
            "a child protection plan whose start is not recorded (1 January 2017)",
        ),
        (
            [
                *neglect("2016-01-05", "2017-01-05", "2018-01-05"),
                *(Plan(id=w, child="ada", tier="child_in_need", when=When(edtf=w)) for w in ("2018-01-01/..", "2018-03-01/..")),
            ],
            "2015-03-10",
            "two child in need plans at once: of 1 January 2018 and of 1 March 2018",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_named_in_what_is_missing(rows, born, missing):
    found = patterns_of(case_of(*rows, born=born), "ada", day=date(2026, 1, 1))
    assert found
    assert all(any(missing in words for words in p.missing) for p in found)


def test_an_entry_read_from_its_words_says_so():
    some = [
        row(day, "concern_reported", event="Ben and Ada left alone all evening")
        for day in ("2016-01-01", "2017-03-01", "2018-06-01")
    ]
    some.append(row("2018-06-02", "domestic_abuse"))
    (found,) = patterns_of(case_of(*some), "ada", day=date(2020, 1, 1), only=("chronic_neglect",))
    assert any("read as neglect from the words alone" in words for words in found.missing)
    assert not patterns_of(
        case_of(*(e.model_copy(update={"event": "Not left alone; no sign of head lice"}) for e in some)),
        "ada", day=date(2020, 1, 1), only=("chronic_neglect",),
    )  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(rows())
def test_of_exact_dates_one_reading_is_enough(some):
    exact = [e for e in some if e.when.is_exact and e.category != "cp_plan_end"]
    life = life_of(_case(exact), "ada", day=date(2026, 1, 1))
    assert life.is_exact
    for rule in RULES:
        if rule.is_of_dates:
            sure, maybe = (list(rule.find(Reading(life, is_sure=is_sure))) for is_sure in (True, False))
            assert {found.same for found in maybe} <= {found.same for found in sure}


def test_other_childrens_entries_are_context_that_is_said_and_counted_in_nothing():
    own = [row(day, "hunger", "FTP-food", number=day) for day in ("2016-01-01", "2017-03-01", "2018-06-01")]
    others = [row(day, "hunger", "LOS", children=("ben",), number=day) for day in ("2016-02-01", "2016-03-01")]
    (alone,) = patterns_of(_case(own), "ada", day=date(2020, 1, 1), only=("chronic_neglect",))
    (beside,) = patterns_of(_case([*own, *others]), "ada", day=date(2020, 1, 1), only=("chronic_neglect",))
    assert (alone.sentence, alone.evidence, alone.because) == (beside.sentence, beside.evidence, beside.because)
    assert any("2 entries about neglect name other children" in words for words in beside.missing)
    assert not patterns_of(_case(others), "ada", day=date(2020, 1, 1), only=("chronic_neglect",))
