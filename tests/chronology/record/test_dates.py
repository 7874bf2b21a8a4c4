"""An uncertain date says what is certain about it, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from chronology.record.dates import UNDATED, Age, Falls, When, add_months, age_at, months_between


def when(edtf: str) -> When:
    return When(edtf=edtf)


def test_a_month_depends_on_the_dates_until_it_is_over() -> None:
    april = when("2019-04")
    assert april.happened_by(date(2019, 3, 31)) is Falls.NO
    assert april.happened_by(date(2019, 4, 1)) is Falls.POSSIBLE
    assert april.happened_by(date(2019, 4, 30)) is Falls.CERTAIN
    assert UNDATED.happened_by(date(2019, 4, 30)) is Falls.UNDATED


def test_a_day_on_or_before_another_may_have_been_any_time_before() -> None:
    before = when("[..2016-05-04]")
    assert before.earliest is None
    assert before.happened_by(date(1990, 1, 1)) is Falls.POSSIBLE
    assert before.happened_by(date(2016, 5, 4)) is Falls.CERTAIN


def test_a_period_covers_for_certain_only_between_its_latest_start_and_earliest_end() -> None:
    years = when("2010/2012")
    assert years.covers(date(2009, 12, 31)) is Falls.NO
    assert years.covers(date(2010, 6, 1)) is Falls.POSSIBLE
    assert years.covers(date(2010, 12, 31)) is Falls.CERTAIN
    assert years.covers(date(2012, 1, 1)) is Falls.CERTAIN
    assert years.covers(date(2012, 1, 2)) is Falls.POSSIBLE
    assert years.covers(date(2013, 1, 1)) is Falls.NO
    assert years.began_by(date(2010, 12, 31)) is Falls.CERTAIN
    assert years.happened_by(date(2010, 12, 31)) is Falls.POSSIBLE


def test_a_period_that_goes_on_covers_every_later_day_and_one_of_unknown_end_only_perhaps() -> None:
    assert when("2015-03-01/..").covers(date(2026, 1, 1)) is Falls.CERTAIN
    assert when("2015-03-01/").covers(date(2026, 1, 1)) is Falls.POSSIBLE
    assert when("../2015-03-01").covers(date(1990, 1, 1)) is Falls.CERTAIN
    assert when("/2015-03-01").covers(date(1990, 1, 1)) is Falls.POSSIBLE
    assert when("/2015-03-01").began_by(date(1990, 1, 1)) is Falls.POSSIBLE
    assert when("2015-03-01/..").happened_by(date(2026, 1, 1)) is Falls.POSSIBLE
    assert when("2015-03-01/..").latest is None


def test_a_point_covers_its_day_for_certain_only_where_the_day_is_known() -> None:
    assert when("2019-04-03").covers(date(2019, 4, 3)) is Falls.CERTAIN
    assert when("2019-04").covers(date(2019, 4, 3)) is Falls.POSSIBLE


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019-04-03~", date(2019, 3, 27), date(2019, 4, 10)),
        ("2019-01~", date(2018, 12, 1), date(2019, 2, 28)),
        ("2015%", date(2014, 1, 1), date(2016, 12, 31)),
        ("2017-24", date(2017, 12, 1), date(2018, 2, 28)),
        ("2019-XX", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-04-XX", date(2019, 4, 1), date(2019, 4, 30)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("[2019-04-03,2019-06]", date(2019, 4, 3), date(2019, 6, 30)),
        ("9999-12-31~", date(9999, 12, 24), date(9999, 12, 31)),
        ("0001-01~", date(1, 1, 1), date(1, 2, 28)),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_each_form_allows_the_days_of_its_table(edtf: str, first: date, last: date) -> None:
    assert (when(edtf).earliest, when(edtf).latest) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    ["2019-02-30", "0000", "2019-13", "2019-4-3", "/", "../..", "[..]", "[2019", "2019-XX-03", "-0044", "Y12019"],
)
def test_text_outside_the_kept_part_of_edtf_is_no_date(edtf: str) -> None:
    with pytest.raises(ValidationError):
        When(edtf=edtf)


def test_only_one_known_day_is_exact() -> None:
    assert when("2019-04-03").is_exact
    assert when("2019-04-03T14:30").is_exact
    assert when("2019-04-03T14:30").time == "14:30"
    assert not when("2019-04-03~").is_exact
    assert not when("2019-04-03?").is_exact
    assert not when("2019-04-03/2019-04-03").is_exact
    assert not UNDATED.is_exact


def test_dates_stand_in_one_order_with_the_undated_last() -> None:
    texts = ["2019-04-03T14:30", "", "2019", "[..2019-04-02]", "2019-04-03", "2019-04", "2018/..", "2018"]
    ordered = sorted((when(text) for text in texts), key=lambda each: each.sort_key)
    assert [each.edtf for each in ordered] == [
        "2018",
        "2018/..",
        "2019",
        "2019-04",
        "[..2019-04-02]",
        "2019-04-03",
        "2019-04-03T14:30",
        "",
    ]


def test_twelve_months_run_to_the_anniversary_and_to_28_february_after_a_leap_day() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2019, 1, 31), 1) == date(2019, 2, 28)
    assert add_months(date(2019, 3, 31), -1) == date(2019, 2, 28)
    assert months_between(date(2024, 2, 29), date(2025, 2, 28)) == 12
    assert months_between(date(2019, 4, 3), date(2019, 4, 2)) == -1


@pytest.mark.parametrize(
    ("born", "happened", "words"),
    [
        ("2013-05-01", "2019-06-01", "6"),
        ("2013-05-01", "2019", "5 or 6"),
        ("2013-05-01", "2013-08-01", "3 months"),
        ("2013-05-01", "2013-05-20", "under 1 month"),
        ("2013-05-01", "2012", "before birth"),
        ("2013-05-01", "2013", "before birth, or up to 7 months"),
        ("2013-05-01", "", "age not known"),
        ("", "2019", "age not known"),
        ("2013-05-01", "[2013-08-01..2013-11-01]", "3 to 6 months"),
        ("2013-05-01", "[2014-05-01..2016-06-01]", "12 months to 3 years"),
        ("2013-05-01", "[2019-05-01..]", "6 or older"),
        ("2013-05-01", "[..2019-05-01]", "6 or younger"),
        ("2013-05-01", "2018/2021", "4 to 8"),
        ("2013~", "2019-06-01", "4 to 7"),
    ],
)
def test_an_age_is_as_uncertain_as_the_two_dates(born: str, happened: str, words: str) -> None:
    assert age_at(when(born), when(happened)).words() == words


def test_an_age_is_held_in_whole_months() -> None:
    assert age_at(when("2013-05-01"), when("2013-08-01")) == Age(youngest=3, oldest=3)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-04-03", "3 April 2019"),
        ("2014-06~", "about June 2014"),
        ("2010/2012", "2010 to 2012"),
        ("2015/..", "since 2015"),
        ("../2015", "until 2015"),
        ("[..2016-05-04]", "on or before 4 May 2016"),
        ("[2019-04..]", "in or after April 2019"),
        ("[2019-03,2019-04]", "March or April 2019"),
        ("[2019-03,2019-05,2020]", "March 2019 or May 2019 or 2020"),
        ("2019-04-XX", "April 2019, day not known"),
        ("19XX", "between 1900 and 1999"),
        ("2019-04-03T14:30/2019-04-05", "3 April 2019 at 14:30 to 5 April 2019"),
        ("", "not dated"),
    ],
)
def test_dates_are_said_as_people_here_say_them(edtf: str, words: str) -> None:
    assert when(edtf).words() == words
