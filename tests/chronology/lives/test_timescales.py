"""Which timescales ran for a child, and whether they were met."""

from __future__ import annotations

from datetime import date

from chronology.lives.timescales import State, timed_for
from chronology.practice.council import read_council
from chronology.practice.laid import with_practice
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.plans import Family, Plan
from tests.chronology.patterns.lived import case_of, row


def _timed(*rows, key, day=date(2024, 12, 31), nation="england"):
    family = Family(id="f", name="Shaw", nation=nation)
    case = CaseFile.of([*case_of(*rows).records.values(), family])
    return [t for t in timed_for(case, "ada", day=day) if t.timescale.key == key]


def _plan(tier, when):
    return Plan(id=f"{tier}{when}", child="ada", tier=tier, when=When(edtf=when))


def test_visits_to_a_child_on_a_plan_are_ten_working_days_apart():
    rows = [row("2024-04-08", "cp_plan_start"), *(row(d, "visit") for d in ("2024-04-11", "2024-04-25", "2024-05-14"))]
    timed = _timed(*rows, key="cp_visits", day=date(2024, 5, 20))
    assert [t.days for t in timed] == [3, 10, 12, None]
    assert [t.state for t in timed] == [State.MET, State.MET, State.LATE, State.NOT_YET_DUE]


def test_visits_to_a_child_we_care_for_are_a_week_then_six_weeks_apart():
    rows = [
        row("2024-05-01", "care_episode_start"),
        *(row(d, "visit") for d in ("2024-05-07", "2024-06-18", "2024-08-02")),
    ]
    timed = _timed(*rows, key="looked_after_visits", day=date(2024, 8, 5))
    assert [(t.days, t.state) for t in timed] == [
        (6, State.MET),
        (42, State.MET),
        (45, State.LATE),
        (None, State.NOT_YET_DUE),
    ]


def test_an_assessment_not_finished_is_overdue_and_one_without_a_day_cannot_be_told():
    (timed,) = _timed(row("2024-01-15", "referral"), key="assessment", day=date(2024, 3, 19))
    assert (timed.state, timed.due[0], timed.due_counting_first[0]) == (
        State.OVERDUE,
        date(2024, 3, 18),
        date(2024, 3, 15),
    )
    (timed,) = _timed(row("2024-01", "referral"), row("2024-03-04", "assessment"), key="assessment")
    assert timed.state is State.MET
    (timed,) = _timed(row("2024-01", "referral"), row("2024-03-18", "assessment"), key="assessment")
    assert timed.state is State.DEPENDS
    assert not _timed(row("", "referral"), key="assessment")
    (timed,) = _timed(row("2031-12-01", "referral"), key="assessment", day=date(2032, 6, 1))
    assert timed.state is State.NOT_TOLD


def test_reviews_begin_again_until_the_plan_ends():
    rows = [
        row("2024-04-08", "case_conference"),
        row("2024-07-01", "cp_review"),
        _plan("child_protection", "2024-04-08/2024-10-01"),
    ]
    timed = _timed(*rows, key="review_conference")
    assert [(t.turn, t.state) for t in timed] == [(0, State.MET)]
    running = [*rows[:2], _plan("child_protection", "2024-04-08/..")]
    timed = _timed(*running, key="review_conference", day=date(2025, 1, 2))
    assert [(t.turn, t.state, t.due[0]) for t in timed] == [
        (0, State.MET, date(2024, 7, 8)),
        (1, State.OVERDUE, date(2025, 1, 1)),
    ]


def test_each_nation_has_its_own_timescales():
    rows = [row("2024-03-18", "strategy_meeting"), row("2024-04-12", "case_conference")]
    (scotland,) = _timed(*rows, key="planning_meeting", nation="scotland")
    assert scotland.state is State.MET
    assert not _timed(*rows, key="initial_conference", nation="scotland")
    (england,) = _timed(*rows, key="initial_conference")
    assert england.state is State.LATE


def test_a_withdrawn_referral_begins_nothing():
    assert not _timed(row("2024-01-15", "referral", standing="withdrawn"), key="assessment")


def test_where_the_case_file_names_no_nation_the_practice_data_says_it():
    rows = [row("2024-12-18", "case_conference")]
    scotland = read_council(b'[timescales]\nnation = "scotland"\n', "council.toml")
    with with_practice(scotland):
        (core_group,) = _timed(*rows, key="first_core_group", nation="")
    assert core_group.due == (date(2025, 1, 14), date(2025, 1, 14))
