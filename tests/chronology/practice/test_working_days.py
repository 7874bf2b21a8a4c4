"""Working days of the four nations, in both ways of counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.practice.timescales import Unit, due_day, timescales
from chronology.practice.working_days import (
    CALENDARS,
    Counting,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2000, 6, 1), date(2031, 6, 1))
NATIONS = st.sampled_from(sorted(CALENDARS))


def _easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computation)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    m = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2000, 2032))
def test_every_year_has_its_holidays_on_weekdays_and_easter_where_it_is_kept(year):
    for nation in CALENDARS:
        some = bank_holidays(nation, year)
        assert some is not None
        assert all(day.weekday() < 5 for day in some)
        assert _easter(year) - timedelta(2) in some
        assert (_easter(year) + timedelta(1) in some) is (nation != "scotland")
    assert len(bank_holidays("england", year) or ()) == {2002: 9, 2011: 9, 2012: 9, 2022: 10, 2023: 9}.get(year, 8)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("england", "2020-05-08"),
        ("england", "2022-06-03"),
        ("wales", "2022-09-19"),
        ("england", "2023-05-08"),
        ("england", "2021-12-28"),
        ("england", "2022-12-27"),
        ("scotland", "2026-06-15"),
        ("scotland", "2024-12-02"),
        ("scotland", "2023-01-03"),
        ("northern_ireland", "2024-03-18"),
        ("northern_ireland", "2025-07-14"),
    ],
)
def test_substitutes_and_days_proclaimed_once_are_no_working_days(nation, day):
    assert is_working_day(nation, date.fromisoformat(day)) is False


@pytest.mark.parametrize(
    ("nation", "anchor", "limit", "unit", "due", "counting_first"),
    [
        ("england", "2024-03-01", 1, "working days", "2024-03-04", "2024-03-01"),
        ("england", "2024-01-15", 45, "working days", "2024-03-18", "2024-03-15"),
        ("england", "2024-03-18", 15, "working days", "2024-04-10", "2024-04-09"),
        ("england", "2024-04-08", 10, "working days", "2024-04-22", "2024-04-19"),
        ("england", "2024-04-08", 3, "months", "2024-07-08", "2024-07-08"),
        ("england", "2024-07-01", 6, "months", "2025-01-01", "2025-01-01"),
        ("england", "2024-05-01", 20, "working days", "2024-05-31", "2024-05-30"),
        ("england", "2024-05-29", 3, "months", "2024-08-29", "2024-08-29"),
        ("england", "2024-02-05", 26, "weeks beginning with it", "2024-08-04", "2024-08-04"),
        ("scotland", "2024-03-18", 28, "days", "2024-04-15", "2024-04-15"),
        ("england", "2024-04-10", 15, "working days", "2024-05-01", "2024-04-30"),
    ],
)
def test_the_published_limits_fall_due_on_their_day(nation, anchor, limit, unit, due, counting_first):
    at = date.fromisoformat(anchor)
    assert due_day(nation, at, limit, Unit(unit)) == date.fromisoformat(due)
    assert due_day(nation, at, limit, Unit(unit), Counting.WITH) == date.fromisoformat(counting_first)


def test_conference_days_are_counted_over_easter():
    assert working_days_between("england", date(2024, 3, 18), date(2024, 4, 8)) == 13
    assert working_days_between("england", date(2024, 3, 18), date(2024, 4, 9)) == 14


@given(NATIONS, DAYS, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_added(nation, day, number):
    due = add_working_days(nation, day, number)
    assert due is not None
    assert working_days_between(nation, day, due) == number
    assert is_working_day(nation, due)
    counted = add_working_days(nation, day, number, Counting.WITH)
    assert counted is not None
    assert counted <= due


def test_a_year_whose_holidays_are_not_known_gives_no_day():
    assert add_working_days("england", date(2031, 12, 20), 30) is None
    assert due_day("england", date(2040, 1, 2), 3, Unit.MONTHS) == date(2040, 4, 2)


def test_every_timescale_says_its_source_and_is_of_a_known_nation():
    assert all(t.source and t.nation in CALENDARS and t.limit > 0 for t in timescales())
    assert len({(t.nation, t.key, t.valid_from) for t in timescales()}) == len(timescales())
