"""What holds of every date, however it is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.record.date_words import MONTHS, WEEKDAYS
from chronology.record.dates import Falls, When, add_months, age_at, months_between, read_when
from chronology.record.edtf import is_season_like_year
from chronology.record.errors import UnreadableDate
from chronology.record.uk_calendar import MONTH_WORDS, NAMES, THIRDS, WEEKDAY_WORDS, easter

IMPORTED = date(2026, 11, 23)
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
RECENT = st.dates(min_value=date(1927, 1, 1), max_value=IMPORTED)
ALL_DAYS = st.dates()

FORMS = {
    "figures with noughts": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "figures": lambda d: f"{d.day}/{d.month}/{d.year}",
    "stops": lambda d: f"{d.day}.{d.month}.{d.year}",
    "hyphens": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "words": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "short words": lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
    "month first": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "year first": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    "EDTF": date.isoformat,
}

points = st.one_of(
    ALL_DAYS.map(date.isoformat),
    ALL_DAYS.map(lambda d: f"{d:%H}" and f"{d.isoformat()}T09:05"),
    ALL_DAYS.map(lambda d: f"{d.year:04}-{d.month:02}"),
    ALL_DAYS.map(lambda d: f"{d.year:04}"),
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.integers(21, 24)),
    ALL_DAYS.map(lambda d: f"{d.year:04}-XX"),
    st.builds("{:03}X".format, st.integers(0, 999)),
)
signed_points = st.builds(str.__add__, points, st.sampled_from(["", "?", "~", "%"]))
TEXTS = st.one_of(
    signed_points,
    signed_points.map(lambda p: p + "/.."),
    signed_points.map(lambda p: "/" + p),
    st.builds("{}/{}".format, signed_points, signed_points),
    st.builds("[{}..{}]".format, signed_points, signed_points),
    st.builds("[{},{}]".format, signed_points, signed_points),
    signed_points.map(lambda p: f"[..{p}]"),
)
VOCABULARY = st.sampled_from(
    [
        *MONTH_WORDS,
        *WEEKDAY_WORDS,
        *THIRDS,
        *(" ".join(name) for name in NAMES),
        *[
            "between",
            "and",
            "from",
            "to",
            "until",
            "since",
            "before",
            "after",
            "by",
            "on",
            "or",
            "c.",
            "?",
            "~",
            "(",
            ")",
            "/",
            "-",
            "–",
            ".",
            ",",
            ":",
            "'",
            "w/c",
            "w/e",
            "of",
            "the",
            "am",
            "pm",
            "at",
            "@",
        ],
        *[
            "week",
            "term",
            "year",
            "school",
            "onwards",
            "either",
            "night",
            "th",
            "st",
            "nd",
            "rd",
            "3",
            "4",
            "03",
            "19",
            "31",
            "2019",
            "2020",
            "2018/19",
            "14:30",
            "0",
            "00",
            "zz",
        ],
    ]
)
SENTENCES = st.lists(VOCABULARY, min_size=1, max_size=9).map(" ".join)


def made(edtf: str) -> When | None:
    try:
        return When(edtf=edtf)
    except ValueError:
        return None


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@settings(max_examples=60)
@given(day=DAYS)
def test_every_day_is_read_back_from_every_form(form, day: date) -> None:  # type: ignore[no-untyped-def]
    when = read_when(form(day))
    assert when.edtf == day.isoformat()
    assert when.is_exact


@settings(max_examples=60)
@given(day=RECENT)
def test_eight_figures_run_together_are_year_month_and_day(day: date) -> None:
    assert read_when(f"{day:%Y%m%d}").edtf == day.isoformat()


@settings(max_examples=60)
@given(day=RECENT)
def test_two_digit_years_are_read_back_and_day_and_month_never_change_places(day: date) -> None:
    for sep in "/.-":
        text = f"{day.day}{sep}{day.month}{sep}{day.year % 100:02}"
        assert read_when(text, latest=IMPORTED).edtf == day.isoformat()


@settings(max_examples=400)
@given(text=st.one_of(st.text(max_size=60), SENTENCES))
def test_reading_ends_in_a_date_or_in_a_reason(text: str) -> None:
    reasons: list[str] = []
    for serials in (None, "1900", "1904"):
        try:
            when = read_when(text, latest=IMPORTED, serials=serials)
        except UnreadableDate as refusal:
            reasons.append(refusal.message)
        else:
            assert when.as_written == text
            assert when.words()
            if when.earliest and when.latest:
                assert when.earliest <= when.latest
    assert all(reasons)


@settings(max_examples=300)
@given(edtf=TEXTS)
def test_edtf_text_is_read_back_as_it_is(edtf: str) -> None:
    when = made(edtf)
    if when is None:
        return
    assert when.words()
    if is_season_like_year(edtf):
        edtf = when.as_text()
    assert read_when(edtf).edtf == when.edtf


@settings(max_examples=300)
@given(edtf=TEXTS, day=ALL_DAYS)
def test_bounds_stand_in_order_and_agree_with_what_falls_by_a_day(edtf: str, day: date) -> None:
    when = made(edtf)
    if when is None:
        return
    for first, last in (when.begins, when.ends, (when.earliest, when.latest)):
        assert first is None or last is None or first <= last
    if when.happened_by(day) is Falls.CERTAIN:
        assert when.began_by(day) is Falls.CERTAIN
    if when.covers(day) is Falls.CERTAIN:
        assert when.began_by(day) is Falls.CERTAIN
    if when.began_by(day) is Falls.NO:
        assert when.covers(day) is Falls.NO


@settings(max_examples=300)
@given(edtf=TEXTS, day=ALL_DAYS)
def test_what_stands_on_a_day_may_have_begun_and_may_not_have_ended(edtf: str, day: date) -> None:
    when = made(edtf)
    if when is None:
        return
    last = when.ends[1] if when.is_period else None
    assert when.stands_on(day) == (when.began_by(day) is not Falls.NO and (last is None or day <= last))


def test_what_is_not_dated_stands_on_every_day() -> None:
    assert When().stands_on(date.min)
    assert When().stands_on(date.max)


@settings(max_examples=100)
@given(first=ALL_DAYS, second=ALL_DAYS)
def test_whole_months_agree_with_adding_months(first: date, second: date) -> None:
    first, second = sorted((first, second))
    months = months_between(first, second)
    assert add_months(first, months) <= second
    if (first.year * 12 + first.month + months) < 9999 * 12:
        assert add_months(first, months + 1) > second


@settings(max_examples=100)
@given(born=RECENT, months=st.integers(0, 1200))
def test_an_age_between_known_days_is_known(born: date, months: int) -> None:
    age = age_at(When.on(born), When.on(add_months(born, months)))
    assert (age.youngest, age.oldest) == (months, months)


def test_easter_falls_where_the_almanac_has_it() -> None:
    assert [easter(year) for year in (1961, 1999, 2008, 2011, 2019, 2024, 2038)] == [
        date(1961, 4, 2),
        date(1999, 4, 4),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]
