"""The published rules give the published results; the same vectors are read from the corpus where it is there."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chronology.patterns.reading import Reading
from chronology.patterns.reports import rate_of
from chronology.record.dates import UNDATED, When
from chronology.record.decisions import Decision, HarmAnalysis, Reasoned
from chronology.record.plans import Plan
from tests.chronology.patterns.lived import certain, found, life, neglect, row
from tests.families import person

SERVICES = {
    "WNB": "was_not_brought",
    "attended": "health_contact",
    "cancelled": "cancelled",
    "no_access": "no_access_visit",
}


def _value(rule: str, rows: list[Any], born: str = "2015-03-10") -> Any:
    patterns = certain(rule, *rows, born=born)
    return patterns[-1].value if patterns else None


def _plan(tier: str, when: str, *, id: str = "", **more: object) -> Plan:  # noqa: A002
    return Plan(id=id or f"{tier} {when}", child="ada", tier=tier, when=When(edtf=when), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "expected"), [(("2016-01-05", "2016-06-20", "2019-02-01"), {"days": 1123, "years": 3.07})]
)
def test_duration_is_the_last_neglect_report_minus_the_first(days, expected):
    assert _value("duration", neglect(*days)) == expected


@pytest.mark.parametrize(
    ("days", "extent", "is_continuous", "label"),
    [
        (("2015-06-01", "2015-09-01"), 1, True, "situational"),
        (("2015-06-01", "2017-05-01"), 2, True, "limited continuous"),
        (("2015-06-01", "2019-02-01"), 2, False, "limited episodic"),
        (("2015-06-01", "2017-05-01", "2019-02-01"), 3, True, "extended continuous"),
        (("2015-06-01", "2017-05-01", "2022-02-01"), 3, False, "extended episodic"),
    ],
)
def test_extent_and_continuity_are_of_developmental_stages(days, extent, is_continuous, label):
    assert _value("continuity", neglect(*days)) == {"label": label, "continuous": is_continuous, "extent": extent}
    stages = _value("extent", neglect(*days))
    assert (stages["extent"] if stages else 1) == extent


def test_a_year_of_birth_alone_still_tells_the_stages():
    pattern = _value("continuity", neglect("1989", "1993", "1996-05"), born="1989")
    assert pattern == {"label": "extended episodic", "continuous": False, "extent": 3}


def test_the_calendar_twin_counts_years_of_life_and_their_longest_run():
    assert _value("calendar", neglect("2015-06-01", "2017-05-01", "2019-02-01")) == {"years": 3, "longest_run": 2}
    assert _value("calendar", neglect("2015-06-01", "2016-05-01", "2019-02-01")) == {"years": 3, "longest_run": 2}


@pytest.mark.parametrize(
    ("fifth", "expected"), [("2023-01-31", "2023-01-31"), ("2023-02-01", "2023-02-01"), ("2023-02-02", None)]
)
def test_five_reports_in_sixty_months_run_to_the_anniversary(fifth, expected):
    assert _value("frequent", neglect("2018-02-01", "2019-03-01", "2020-05-01", "2021-06-01", fifth)) == expected


def test_reports_about_siblings_count_among_the_familys_five_and_are_told_apart():
    days = ("2018-02-01", "2019-03-01", "2020-05-01")
    own = neglect(*days)
    others = [row(day, "referral", children=("ben",), number=day) for day in ("2021-06-01", "2022-01-31", "2022-02-02")]
    (pattern,) = certain("frequent", *own, *others, person("ben", "Ben Shaw", "male", "2018", is_subject=True))
    assert "3 of them naming this child" in pattern.sentence
    assert pattern.value == "2022-01-31"
    assert not certain("chronic_reports", *own, *others)


def test_five_neglect_reports_in_six_years_are_chronic_and_four_with_another_are_not():
    days = ("2010-02-01", "2011-03-01", "2012-05-01", "2013-06-01")
    assert _value("chronic_reports", neglect(*days, "2014-11-01"), born="2009-01-01")
    assert not _value("chronic_reports", [*neglect(*days), row("2014-11-01", "abuse_allegation")], born="2009-01-01")


def test_a_child_reported_four_times_is_in_the_highest_band():
    assert _value("report_band", neglect("2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01")) == "4+"
    assert _value("report_band", neglect("2016-01-01", "2016-01-05")) == "1"


def test_a_rate_needs_two_years_observed():
    assert rate_of(9, 4.5) == 2.0
    assert rate_of(3, 1.5) == "too short"


def test_the_third_report_in_a_year_after_two_uninvestigated_ones_must_be_investigated():
    def reports(*days: str) -> list[Any]:
        return [row(day, "referral", response="no further action", number=str(k)) for k, day in enumerate(days)]

    assert _value("rereport", reports("2023-03-01", "2023-07-10", "2024-02-20")) == {"must_investigate": "2024-02-20"}
    assert not _value("rereport", reports("2023-03-01", "2023-07-10", "2024-03-02"))
    days = ("2012-01-01", "2014-06-01", "2017-03-03", "2020-09-09", "2024-04-04")
    assert _value("rereport", reports(*days), born="2011-01-01") == {"review_on": "2024-04-04"}


def test_three_incidents_in_a_week_are_isolated_and_weekly_ones_to_august_recur():
    assert _value("isolated_or_recurring", neglect("2020-03-02", "2020-03-04", "2020-03-06")) == "isolated"
    weekly = [date.fromordinal(date(2020, 1, 6).toordinal() + 7 * k).isoformat() for k in range(32)]
    assert _value("isolated_or_recurring", neglect(*weekly)) == "recurring"


def test_neglect_and_violence_within_ninety_days_occur_together():
    first = neglect("2023-01-10")
    assert _value("cooccurrence", [*first, row("2023-03-01", "domestic_abuse")]) == ["neglect", "domestic abuse"]
    assert not _value("cooccurrence", [*first, row("2023-05-01", "domestic_abuse")])


def test_the_worst_severity_entered_is_kept_for_each_subtype():
    from chronology.record.entries import Neglect

    rows = [
        row("2016-01-01", number=str(k)).model_copy(update={"neglect": (Neglect(domain=d, severity=n, tool="GCP2"),)})
        for k, (d, n) in enumerate((("FTP", 2), ("FTP-food", 4), ("FTP", 3), ("LOS", 1)))
    ]
    assert _value("severity", rows) == {"infancy FTP": 4, "infancy LOS": 1}


def test_graded_care_shows_better_worse_and_worst_and_never_an_average():
    from chronology.record.entries import Grade

    def graded(when: str, **grades: int) -> Any:
        some = tuple(Grade(tool="GCP2", area=area, grade=grade) for area, grade in grades.items())
        return row(when, "assessment").model_copy(update={"grades": some})

    value = _value(
        "graded_care", [graded("2020-01-01", nutrition=4, housing=2), graded("2020-06-01", nutrition=3, housing=4)]
    )
    assert (value["better"], value["worse"], value["worst"]) == (1, 1, {"areas": ["housing"], "grade": 4})


def _appointments(events: list[list[str]]) -> list[Any]:
    return [row(when, SERVICES[what], service=service) for when, service, what in events]


def test_appointments_not_kept_are_counted_by_service_and_over_services():
    events = [
        ["2024-01-10", "dental", "WNB"],
        ["2024-02-14", "dental", "WNB"],
        ["2024-02-20", "audiology", "attended"],
        ["2024-03-05", "paeds", "cancelled"],
        ["2024-05-02", "paeds", "WNB"],
        ["2024-05-09", "hv", "no_access"],
    ]
    assert _value("not_brought", _appointments(events)) == {
        "consecutive_same_service": "dental 2024-02-14",
        "three_in_12m": "2024-05-02",
        "missed": 4,
        "cancelled": 1,
        "offered": 6,
    }


def test_the_longest_time_not_seen_is_counted_while_a_concern_is_open():
    rows = [
        row("2008-02-20", "referral", "FTP"),
        row("2008-02-21", "home_visit"),
        row("2008-05-17", "home_visit"),
        row("2008-05-18", "case_closed"),
    ]
    (pattern,) = found("unseen", *rows, born="2007-01-01")
    assert pattern.value["days"] == 86
    assert "does the file" in pattern.sentence
    assert pattern.certainty.value == "possible"


def test_not_seen_is_certain_only_where_the_visit_record_was_declared_complete():
    from chronology.record.plans import VisitRecord

    rows = [row("2008-02-20", "referral", "FTP"), row("2008-02-21", "home_visit"), row("2008-05-17", "home_visit")]
    declared = VisitRecord(id="v", child="ada", when=When(edtf="2008-01-01/2008-12-31"))
    (pattern,) = certain("unseen", *rows, declared, born="2007-01-01", day=date(2008, 6, 1))
    assert pattern.value["days"] == 86


def test_withdrawal_from_school_a_month_after_closure_is_out_of_sight():
    rows = [
        row("2022-11-01", "referral", "FTP"),
        row("2023-03-16", "case_closed"),
        row("2023-04", "education_withdrawn"),
    ]
    assert certain("vanishing", *rows)
    assert not found("vanishing", *rows[:2], row("2023-11", "education_withdrawn"))


def test_a_second_child_protection_plan_is_named_with_its_gap():
    plans = [_plan("child_protection", "2011-06-01/2012-05-01"), _plan("child_protection", "2024-02-01/..")]
    (pattern,) = certain("repeat_cp", *plans, born="2010-01-01")
    assert pattern.value["gap_days"] == (date(2024, 2, 1) - date(2012, 5, 1)).days
    assert not found("repeat_cp_2y", *plans, born="2010-01-01")
    near = [_plan("child_protection", "2021-06-01/2022-03-01"), _plan("child_protection", "2024-02-29/..")]
    assert certain("repeat_cp_2y", *near)


def test_two_plans_in_a_year_and_a_step_up_after_a_planned_step_down():
    down = [_plan("child_protection", "2023-09-01/2024-02-01"), _plan("child_in_need", "2024-02-01/2024-06-10")]
    (pattern,) = certain("plans_in_year", *down)
    assert pattern.value["planned_step_down"]
    assert not found("step_up", *down)
    up = _plan("child_protection", "2024-06-10/..")
    assert _value("step_up", [*down, up]) == 130


def test_a_child_in_need_plan_of_ten_weeks_after_child_protection_is_short():
    plans = [_plan("child_protection", "2023-06-01/2024-02-01"), _plan("child_in_need", "2024-02-01/2024-04-10")]
    assert certain("short_step_down", *plans)
    assert not found("short_step_down", plans[0], _plan("child_in_need", "2024-02-01/2024-05-02"))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2023-05-01", "2024-04-30", True),
        ("2023-05-01", "2024-05-01", True),
        ("2023-05-01", "2024-05-02", False),
        ("2024-02-29", "2025-02-28", True),
    ],
)
def test_a_referral_up_to_the_anniversary_is_a_rereferral(first, second, expected):
    assert bool(certain("rereferral", row(first, "referral"), row(second, "referral"))) is expected


def test_two_closures_each_followed_by_the_same_concern_are_two_cycles():
    rows = [
        row("2020-01-01", "referral", "FTP"),
        row("2020-02-01", "case_closed"),
        row("2020-04-10", "referral", "FTP"),
        row("2020-06-01", "case_closed"),
        row("2020-07-27", "referral", "FTP"),
    ]
    assert _value("closed_early", rows) == {"cycles": 2, "days": [69, 56]}


def test_an_assessment_that_cites_only_this_year_starts_again():
    rows = [row(f"{year}-05-01", "concern_reported", "FTP") for year in range(2018, 2024)]
    (pattern,) = certain("start_again", *rows, row("2024-03-01", "assessment", event="Concerns of 2024"))
    assert pattern.value["earlier"] == 6


def test_a_child_in_need_plan_without_review_for_six_months_drifts():
    plan = _plan("child_in_need", "2023-06-01/..")
    assert certain("drift", plan, day=date(2023, 12, 2))
    assert not found("drift", plan, day=date(2023, 12, 1))
    assert not found("drift", plan, row("2023-09-01", "manager_oversight"), day=date(2023, 12, 2))


def test_three_in_twelve_months_is_possible_where_one_date_is_wide():
    rows = [row("2010/2012", number="a"), row("2013-12", number="b"), row("2013-12", event="another")]
    sure, maybe = (Reading(life(*rows, born="2009-01-01"), is_sure=is_sure) for is_sure in (True, False))
    assert sure.reaches(sure.points, 3, 12) is None
    reached = maybe.reaches(maybe.points, 3, 12)
    assert reached is not None
    assert reached[0] == date(2013, 12, 1)


def test_a_decision_about_the_mothers_drinking_leaves_five_questions_open():
    (pattern,) = certain("decision_incomplete", row("2024-01-01", "threshold_reached", event="Mother drinking"))
    assert pattern.value == {"missing": 5, "adult_conduct_only": True, "cites": False}
    told = "Harm to Ada: serious, likely to be hurt soon; the impact on her is fear"
    (pattern,) = certain("decision_incomplete", row("2024-01-01", "threshold_reached", event=told))
    assert pattern.value == {"missing": 0, "adult_conduct_only": False, "cites": False}


def test_the_answers_of_a_decision_record_are_read_in_place_of_the_entrys_words():
    entry = row("2024-01-01", "threshold_reached", event="Mother drinking")
    cited = Reasoned(words="Ada goes hungry", entries=(entry.id,))
    analysis = HarmAnalysis(
        child="ada", harm=cited, significance=cited, likelihood=cited, imminence=cited, impact=cited
    )
    whole = Decision(id="d", when=When(edtf="2024-01-01"), children=("ada",), analyses=(analysis,))
    assert not found("decision_incomplete", entry, whole)
    assert not found("decision_incomplete", entry, whole.model_copy(update={"entry": entry.id, "when": UNDATED}))
    other_day = whole.model_copy(update={"when": When(edtf="2024-01-02")})
    (pattern,) = certain("decision_incomplete", entry, other_day)
    assert pattern.value["missing"] == 5
    (pattern,) = certain("decision_incomplete", entry, whole.model_copy(update={"analyses": ()}))
    assert pattern.value == {"missing": 5, "adult_conduct_only": True, "cites": False}


def test_notes_written_again_are_a_pattern_and_the_same_row_twice_is_not():
    text = (
        "Ada was seen at home with her mother; she played with bricks on the floor and spoke of school and her teacher"
    )
    notes = [row(f"2024-0{k}-01", "home_visit", event=text) for k in range(1, 4)]
    (pattern,) = certain("copied_recording", *notes)
    assert pattern.value == {"similar": 2, "siblings": 0}
    assert not found("copied_recording", notes[0], notes[0].model_copy(update={"id": "again"}))


OF_OTHER_TESTS = ("timescales", "window", "Roscommon", "rate")
"""Vectors whose figures are those of tests of their own."""


def _vectors() -> list[dict[str, Any]]:
    corpus = os.environ.get("KINLINE_CORPUS")
    file = Path(corpus or "") / "cases" / "pattern_vectors.json"
    if not corpus or not file.exists():
        return []
    every = json.loads(file.read_text("utf-8"))
    return [v for v in every if not v["rule"].startswith(OF_OTHER_TESTS)]


@pytest.mark.parametrize("vector", _vectors() or [None], ids=lambda v: v["id"] if v else "none")
def test_the_corpus_vectors_hold(vector):
    if vector is None:
        pytest.skip("KINLINE_CORPUS is not set: the vectors kept there were not read")
    rule, given, expected = vector["rule"], vector["input"], vector["expected"]
    if rule == "duration":
        assert _value(rule, neglect(*given["reports"])) == expected
    elif rule == "extent, continuity":
        value = _value("continuity", neglect(*given["reports"]), born=given["dob"])
        assert value == {k: expected[k] for k in ("label", "continuous", "extent")}
    elif rule == "frequent":
        assert _value(rule, neglect(*given["reports"])) == expected
    elif rule == "rereport":
        days = [r if isinstance(r, str) else r[0] for r in given["reports"]]
        value = _value(rule, [row(day, "referral", number=str(k)) for k, day in enumerate(days)], born="2011-01-01")
        assert (value or {}).get(next(iter(expected))) == next(iter(expected.values()))
    elif rule == "rereferral":
        rows = [row(given["first"], "referral"), row(given["second"], "referral")]
        assert bool(certain(rule, *rows)) is expected
    elif rule == "step_up":
        days = [given["CP"], given["CIN"], given["CP2"]]
        plans = [
            _plan(tier, f"{day}/..", id=day)
            for tier, day in zip(("child_protection", "child_in_need", "child_protection"), days, strict=True)
        ]
        assert _value(rule, plans) == expected
    elif rule == "not_brought":
        assert _value(rule, _appointments(given["events"])) == expected
    else:
        pytest.fail(f"no test for the rule {rule}")
