"""What UK workers write is read as they mean it, or refused with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.record.dates import When, read_when
from chronology.record.errors import UnreadableDate

IMPORTED = date(2026, 11, 23)

READ = {
    "03/04/19": "2019-04-03",
    "3.4.19": "2019-04-03",
    "25/12/2018": "2018-12-25",
    "3rd April 2019": "2019-04-03",
    "Weds 3 April 2019": "2019-04-03",
    "Mon 3/4/19": "2019-04-03",
    "w/c 3.4.19": "[2019-04-03..2019-04-09]",
    "w/e 05/04/2019": "[2019-03-30..2019-04-05]",
    "Nov-20": "2020-11",
    "Nov 2020": "2020-11",
    "11/2020": "2020-11",
    "2020": "2020",
    "2018/19": "[2018-04-01..2019-08-31]",
    "early March 2018": "[2018-03-01..2018-03-10]",
    "mid-June 2017": "[2017-06-11..2017-06-20]",
    "late 2016": "[2016-09..2016-12]",
    "Summer 2017": "2017-22",
    "Autumn term 2019": "[2019-09-01..2019-12-31]",
    "between Jan and March 2020": "[2020-01..2020-03]",
    "3-7 April 2019": "2019-04-03/2019-04-07",
    "12/03/2019 - 04/06/2020": "2019-03-12/2020-06-04",
    "c. 2015": "2015~",
    "approx. June 2014": "2014-06~",
    "?22 may 2016": "2016-05-22?",
    "22.05/16": "2016-05-22",
    "before Christmas 2018": "[..2018-12-24]",
    "zz/03/2018": "2018-03",
    "03/04/2019 14:30": "2019-04-03T14:30",
    "2019-04-03": "2019-04-03",
    "15/07/68": "1968-07-15",
    "n/k": "",
    "9am on Weds 3rd of April, 2019": "2019-04-03T09:00",
    "3\u00a0April\u00a02019": "2019-04-03",
    "3\u20117 April 2019": "2019-04-03/2019-04-07",
    "Mon 1 – Fri 5 April 2019": "2019-04-01/2019-04-05",
    "０３/０４/２０１９": "2019-04-03",
    "3 April 2019 (Weds)": "2019-04-03",
    "\u200e03/04/2019\u200e": "2019-04-03",
    "3/4/19-7/4/19": "2019-04-03/2019-04-07",
    "28/12 - 3/1/2019": "2018-12-28/2019-01-03",
    "after the start of March 2018": "[2018-03-01..]",
    "   ": "",
    "Undated": "",
    "12:15pm 3/4/19": "2019-04-03T12:15",
    "12.15am 3/4/19": "2019-04-03T00:15",
    "3.4.19 am": "2019-04-03",
    "from Christmas 2018": "2018-12-28~/",
    "autumn 2018 to spring 2019": "2018-23/2019-21",
    "Summer 17": "2017-22",
    "Xmas '18": "[2018-12-24..2019-01-01]",
    "throughout 2019": "2019-01-01/2019-12-31",
    "late 2017 or early 2018": "[2017-09..2017-12,2018-01..2018-04]",
    "end Jan 2019": "[2019-01-21..2019-01-31]",
    "Not known.": "",
}

REFUSED = {
    "12/25/2018": "day is always read first",
    "31/02/2019": "28 days",
    "43558": "column of dates",
    "31/04/2019": "30 days",
    "29 Feb 2023": "28 days",
    "03/04/0000": "four digits",
    "0000": "four digits",
    "3 Apr": "no year",
    "April": "no year",
    "Monday": "no date",
    "Mon 3 April": "no year",
    "yesterday": "isn't written",
    "last week": "isn't written",
    "3 days ago": "isn't written",
    "Nov 20": "November",
    "2009–10": "two",
    "2020-21": "school year",
    "3-5/2019": "range",
    "1²/04/2019": "digits other",
    "٣/٤/٢٠١٩": "digits other",
    "April ٣ 2019": "digits other",
    "3½ April 2019": "½",
    "3 April 2019 or so they said": "they",
    "3 April 2019 in the": "in",
    "3 April and 5 April 2019": "more than one date",
    "7 April 2019 - 3 April 2019": "ends before it begins",
    "[2019..2018]": "ends before it begins",
    "3/4/19 25:00": "clock",
    "9:30 on April 2019": "without a day",
    "3 April 2019 (": "bracket",
    "between April 2019": "which two",
    "either 3 April 2019": "or what",
    "3 / 4 / 19 / 20": "more numbers",
    "half term": "which half term",
    "2019-02-30": "does not have",
    "w/c April 2019": "without a day",
    "weekend of 3 April 2019": "Wednesday",
    "Christmas": "no year",
    "201": "no day and no year",
    "early 3 March 2018": "gives a day",
    "9am 3/4/19 at 10am": "two times",
    "half term October 03/04/2019": "day or a year",
    "Easter 12 April 2019": "day or a year",
    "Xmas 18": "day or a year",
    "2018/1903": "second comes first",
    "April 2019 am": "without a day",
    "Jan to 2020": "no year",
    "3 to 2020": "no year",
    "2012-14": "two years",
    "10122012": "no day and no year",
    "00/04/2019 10:00": "without a day",
    "first week of April 2019": "which days",
    "80s": "which century",
    "3rd Aug 03/04/2019": "more numbers",
}


@pytest.mark.parametrize(("written", "edtf"), READ.items())
def test_what_workers_write_is_read_as_they_mean_it(written: str, edtf: str) -> None:
    when = read_when(written, latest=IMPORTED)
    assert when.edtf == edtf
    assert when.as_written == written


@pytest.mark.parametrize(("written", "reason"), REFUSED.items())
def test_what_cannot_be_read_without_guessing_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read_when(written, latest=IMPORTED)
    assert reason in refusal.value.message
    assert refusal.value.remedy


def test_a_weekday_that_does_not_fit_is_doubted_and_the_day_stays() -> None:
    when = read_when("Mon 3/4/19", latest=IMPORTED)
    assert when.earliest == date(2019, 4, 3)
    assert when.doubts == ("written as a Monday; 3 April 2019 was a Wednesday",)
    assert read_when("Weds 3/4/19", latest=IMPORTED).doubts == ()


def test_the_century_of_a_birth_is_never_guessed() -> None:
    for written in ("15/07/68", "Nov-20", "3 April '19", "zz/03/18", "w/c 3.4.19"):
        with pytest.raises(UnreadableDate, match="century of a birth"):
            read_when(written, latest=IMPORTED, birth=True)
    assert read_when("15/07/1968", latest=IMPORTED, birth=True).edtf == "1968-07-15"


def test_two_digits_are_the_latest_year_that_is_not_after_the_import() -> None:
    assert read_when("03/04/26", latest=IMPORTED).edtf == "2026-04-03"
    assert read_when("03/04/27", latest=IMPORTED).edtf == "1927-04-03"
    assert read_when("03/04/27", latest=IMPORTED).doubts
    with pytest.raises(UnreadableDate, match="two digits"):
        read_when("03/04/19")


def test_a_spreadsheets_number_is_a_day_only_in_a_column_of_dates() -> None:
    assert read_when("43558", serials="1900").edtf == "2019-04-03"
    assert read_when("42096", serials="1904").edtf == "2019-04-03"
    assert read_when("43558.604166666664", serials="1900").edtf == "2019-04-03T14:30"
    assert read_when("43558.0", serials="1900").edtf == "2019-04-03"
    assert read_when("2020", serials="1900").edtf == "2020"


def test_a_season_that_looks_like_a_school_year_is_given_to_files_in_words() -> None:
    spring = read_when("spring 2020")
    assert spring.edtf == "2020-21"
    assert read_when(spring.as_text()).edtf == "2020-21"


def test_long_text_is_refused_without_being_searched() -> None:
    with pytest.raises(UnreadableDate, match="too long"):
        read_when("3 " * 5000)


def test_a_refusal_quotes_no_more_than_a_little_of_the_cell() -> None:
    with pytest.raises(UnreadableDate) as refusal:
        read_when("a" * 150)
    assert len(refusal.value.message) < 250


def test_words_name_a_span_only_where_the_writer_did() -> None:
    assert When(edtf="[2018-03-01..2018-03-10]").words() == "between 1 and 10 March 2018"
    assert When(edtf="[2018-03-01..2018-03-10]", as_written="early Mar 2018").words() == "early March 2018"
    assert When(edtf="[2018-03-01..2018-03-10]", as_written="late May 2018").words() == "between 1 and 10 March 2018"
