"""What a line being typed may go on as."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.completing import Completer
from chronology.intake.quick import read_line
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from tests.families import person, three_siblings

DAY = date(2026, 11, 2)


def completer(*more) -> Completer:
    return Completer(three_siblings().with_records(more), DAY)


def offered(line: str, *more, at: int | None = None) -> list[str]:
    return [o.text for o in completer(*more).quick(line, len(line) if at is None else at).options]


def taken(line: str) -> str:
    found = completer().quick(line, len(line))
    return line[: found.start] + found.options[0].text


def test_children_are_offered_before_the_other_people_and_everybody_last():
    assert offered("12/3/19 school: x @")[:3] == ["Ada ", "Ben ", "Cora "]
    assert offered("12/3/19 school: x @a") == ["Ada ", "Alan ", "all "]
    assert offered("12/3/19 school: x @Reed")[:2] == ["Alan ", "Joan "]


def test_two_people_of_one_name_are_offered_by_marks_that_tell_them_apart():
    other = person("ada2", "Ada Cole", "female", "2011")
    marks = offered("n/k school: x @Ad", other)
    case = three_siblings().with_records([other])
    assert [read_line(f"n/k school: x @{m}", case, day=DAY).entry.children for m in marks] == [("ada",), ("ada2",)]


def test_a_person_whom_no_mark_means_is_not_offered():
    twins = [person(f"t{n}", "Zoe Lamb", "female", "2011") for n in (1, 2)]
    assert offered("n/k school: x @Zo", *twins) == ["t1 ", "t2 "]


def test_sources_are_those_of_the_family_first_and_end_with_their_colon():
    more = [
        Entry(id=f"x{n}", when=When(edtf="2019"), event="x", origin=Origin(agency="Scholl Road Primary"))
        for n in (1, 2)
    ]
    assert offered("12/3/19 sch", *more)[:2] == ["Scholl Road Primary: ", "school: "]
    assert offered("12/3/19 Scholl Ro", *more) == ["Scholl Road Primary: "]


def test_nothing_is_offered_in_the_words_of_what_happened():
    assert offered("12/3/19 school: sch") == []
    assert offered("sch") == []
    assert offered("12/3/19 ") == []


@pytest.mark.parametrize("line", ["n/k a: x #foo", "n/k a: x #hyg", "n/k a: x #school", "n/k a: x #not"])
def test_every_topic_that_is_offered_is_understood(line: str):
    begun = line.rindex("#") + 1
    for option in offered(line):
        read = read_line(line[:begun] + option, three_siblings(), day=DAY)
        assert not read.problems
        assert read.entry.category or read.entry.neglect


def test_a_mark_for_being_seen_or_told_is_completed():
    assert taken("n/k a: x alone:b") == "n/k a: x alone:Ben "
    assert taken("n/k a: x told:n") == "n/k a: x told:no "


def test_only_what_is_begun_before_the_cursor_counts():
    assert offered("n/k a: x @Be and more", at=12) == ["Ben "]


@pytest.mark.parametrize(
    ("what", "words"),
    [("category", "domestic abuse"), ("agency", "school"), ("people", "Ada Shaw"), ("domain", "food; hygiene")],
)
def test_what_stands_whole_in_a_field_goes_on_as_nothing(what: str, words: str):
    assert completer().listed(what, words, len(words)).options == ()
