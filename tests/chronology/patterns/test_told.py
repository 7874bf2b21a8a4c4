"""What a pattern says of what is not known, and in which words."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.lives.plans import plan_periods
from chronology.record.sources import Basis
from exporters.documents.patterns import patterns_data, patterns_text
from tests.chronology.patterns.lived import case_of, found, row


@pytest.mark.parametrize(
    ("category", "plan"),
    [
        ("plan_start", "section 20 short break"),
        ("plan_start", "looked after: short breaks"),
        ("care_episode_start", "respite care"),
    ],
)
def test_a_short_break_is_no_step_up(category: str, plan: str):
    rows = [row("2024-01-01", "cin_start"), row("2024-02-01", category, plan=plan)]
    assert not found("step_up", *rows)
    assert [period.tier for period in plan_periods(case_of(*rows), "ada")] == ["child_in_need", plan]


def test_a_child_who_is_looked_after_has_stepped_up():
    rows = [row("2024-01-01", "cin_start"), row("2024-02-01", "plan_start", plan="looked after (section 20)")]
    assert found("step_up", *rows)


def test_a_response_that_nobody_wrote_down_is_not_known_and_is_not_called_none():
    days = ("2023-03-01", "2023-07-10", "2024-02-20")
    (unknown,) = found("rereport", *(row(day, "referral") for day in days))
    assert "no assessment or section 47 of the earlier ones is recorded" in unknown.sentence
    assert "how 2 earlier reports were answered" in unknown.missing
    (known,) = found("rereport", *(row(day, "referral", response="no further action") for day in days))
    assert not any("answered" in words for words in known.missing)


def test_what_was_observed_after_a_claim_stands_beside_it():
    claim = row("2023-03-01", "progress", event="The house is clean now", basis=Basis.TOLD_BY_PARENT)
    seen = row("2023-03-10", "home_visit", event="House seen clean", basis=Basis.OBSERVED)
    before = row("2023-02-10", "home_visit", event="House seen dirty", basis=Basis.OBSERVED)
    (pattern,) = found("untested_claim", before, claim, seen)
    assert pattern.against == (seen.id,)
    assert "no entry is recorded as confirming or contradicting it" in pattern.sentence


def test_a_month_is_not_called_a_day():
    (pattern,) = found("rereferral", row("2023-05", "referral"), row("2024-05", "referral"))
    assert pattern.sentence.startswith("Referred in May 2024, ")


def test_entries_without_a_date_are_said_where_no_pattern_is():
    case = case_of(*(row("", "neglect_allegation", "FTP", f"undated {n}") for n in range(6)))
    day = date(2024, 1, 1)
    none = [(case.people["ada"], ())]
    assert "6 entries not dated" in patterns_text(case, day, none)
    assert patterns_data(case, day, none)["children"][0]["missing"] == ["6 entries not dated"]
