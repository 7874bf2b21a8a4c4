"""One typed line is read as it was meant, and what is not understood stands in the way."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.quick import QuickLine, read_line
from chronology.record.entries import Entry, Significance, Told
from tests.families import three_siblings

DAY = date(2026, 11, 23)


def _read(line: str, focus: str | None = None) -> QuickLine:
    return read_line(line, three_siblings(), day=DAY, focus=focus)


def _entry(line: str, focus: str | None = None) -> Entry:
    read = _read(line, focus)
    assert read.entry is not None, read.problems
    return read.entry


def test_the_line_of_the_guide_is_understood_whole():
    entry = _entry("12/3/19 school: arrived hungry, wearing same clothes @Ada #food told:no")
    assert entry.when.edtf == "2019-03-12"
    assert (entry.origin.agency, entry.event) == ("school", "arrived hungry, wearing same clothes")
    assert entry.children == ("ada",)
    assert [n.domain for n in entry.neglect] == ["FTP-food"]
    assert entry.told_to_social_care is Told.NO


@pytest.mark.parametrize(
    ("line", "edtf", "agency"),
    [
        ("early March 2018 health visitor: not brought", "[2018-03-01..2018-03-10]", "health visitor"),
        ("w/c 3.4.19 school: late", "[2019-04-03..2019-04-09]", "school"),
        ("2019 GP: seen", "2019", "GP"),
        ("n/k gran: said so", "", "gran"),
        ("3/4/19 14:30 police: called", "2019-04-03T14:30", "police"),
        ("3/4/19: nobody named", "2019-04-03", ""),
    ],
)
def test_the_date_is_the_longest_beginning_that_is_one(line: str, edtf: str, agency: str):
    entry = _entry(line)
    assert (entry.when.edtf, entry.origin.agency) == (edtf, agency)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("school: arrived hungry", "begin with a date"),
        ("12/3/19 school", "colon is missing"),
        ("12/3/19 school:", "what happened is missing"),
        ("31/02/2019 school: x", "begin with a date"),
        ("12/3/19 school: x @Zed", "nobody here is called Zed"),
        ("12/3/19 school: x #weather", "no category and no domain"),
        ("12/3/19 school: x told:maybe", "not yes, no or unknown"),
        ("12/3/19 school: x #hunger #injury", "two categories"),
        ("12/3/19 school: x #supervision", "write #lack_of_supervision"),
        ("", "begin with a date"),
    ],
)
def test_what_is_not_understood_stands_in_the_way_and_is_said(line: str, problem: str):
    read = _read(line)
    assert read.entry is None
    assert problem in read.words()


def test_an_exclamation_mark_of_its_own_says_that_it_is_significant():
    assert _entry("12/3/19 school: told nobody! @Ada").significance is Significance.NOT_SAID
    entry = _entry("12/3/19 school: told nobody @Ada !")
    assert (entry.significance, entry.event) == (Significance.YES, "told nobody")


@pytest.mark.parametrize(("mark", "domain"), [("hygiene", "FTP-hygiene"), ("home_conditions", "FTP-shelter")])
def test_a_domain_of_neglect_is_meant_where_a_category_of_concern_has_the_same_name(mark: str, domain: str):
    entry = _entry(f"12/3/19 school: x @Ada #{mark}")
    assert (entry.category, [n.domain for n in entry.neglect]) == ("", [domain])


def test_all_means_the_children_of_that_day():
    assert _entry("1/2/16 school: x @all").children == ("ada", "ben")


def test_the_child_in_focus_is_meant_where_none_is_named():
    assert _entry("1/2/19 school: x", focus="ben").children == ("ben",)
    assert _entry("1/2/19 school: x @Ada", focus="ben").children == ("ada",)
    assert _entry("1/2/19 school: x").children == ()


def test_who_was_seen_and_who_alone_is_kept_for_each_child():
    entry = _entry("1/2/19 school: x @Ada @Ben alone:Ada seen:Ben")
    assert {s.child: s.is_alone for s in entry.seen} == {"ada": True, "ben": False}


def test_a_doubt_about_the_date_is_read_back_and_does_not_stand_in_the_way():
    read = _read("Mon 3/4/19 school: x")
    assert read.entry is not None
    assert "Wednesday" in read.words()


@pytest.mark.parametrize("text", ["@", "#", "told:", "@@@@", "1/2/19 :::", "x" * 5000, "1/2/19 a: \x1b[2J [/never]"])
def test_no_line_breaks_the_reading(text: str):
    assert _read(text).words()
