"""Accounts of several sources that may tell of one matter: offered, never merged, decided by a person."""

from __future__ import annotations

from benchmarks.reading.agencies import f1
from chronology.lives.matters import matter_values, matters_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.entries import Entry, Origin
from chronology.record.imports import Matter
from chronology.record.sources import Restriction
from tests.families import person

SCHOOL, POLICE, CARE = "Hill Primary School", "Police", "Children's social care"


def entry(id: str, day: str, agency: str, event: str, **more: object) -> Entry:  # noqa: A002
    when = When(edtf=day) if day else UNDATED
    return Entry(id=id, when=when, origin=Origin(agency=agency), event=event, children=("ada",), **more)  # type: ignore[arg-type]


def case(*entries: Entry) -> CaseFile:
    return CaseFile.of([person("ada", "Ada Reed", is_subject=True), *entries])


HUNGRY = entry("s", "2019-03-12", SCHOOL, "Ada arrived hungry, no breakfast. Given toast.")
TOLD = entry("c", "2019-03-13", CARE, "School rang: Ada had not eaten at home.")
FIGHT = entry("p", "2019-03-12", POLICE, "Called to a domestic, mother assaulted by her partner.")


def test_two_agencies_accounts_of_a_day_or_the_next_are_offered_as_one_matter():
    (found,) = matters_of(case(HUNGRY, TOLD, FIGHT))
    assert (found.entries, found.is_decided) == (("s", "c"), False)
    assert "hungry" in found.why
    assert any("the day" in words for words in found.contradictions)


def test_another_thing_on_the_same_day_and_the_same_thing_a_week_later_are_not():
    later = entry("c", "2019-03-19", CARE, "School rang: Ada had not eaten at home.")
    assert matters_of(case(HUNGRY, later, FIGHT)) == ()


def test_an_undated_account_is_drawn_to_no_date():
    assert matters_of(case(HUNGRY, TOLD.model_copy(update={"when": UNDATED}))) == ()


def test_accounts_of_one_source_or_of_another_child_are_not_one_matter():
    assert matters_of(case(HUNGRY, TOLD.model_copy(update={"origin": Origin(agency=SCHOOL)}))) == ()
    assert matters_of(case(HUNGRY, TOLD.model_copy(update={"children": ("ben",)}))) == ()


def test_a_decision_goes_before_what_is_offered_and_every_account_stays():
    whole = case(HUNGRY, TOLD, FIGHT)
    apart = whole.with_records([Matter(id="m", entries=("s", "c"), is_one=False)])
    assert matters_of(apart) == ()
    joined = whole.with_records([Matter(id="m", entries=("s", "p"), why="the same morning")])
    (found,) = [m for m in matters_of(joined) if m.is_decided]
    assert (found.entries, found.why) == (("s", "p"), "the same morning")
    assert len(joined.entries) == 3


def test_the_text_of_a_restricted_account_is_withheld():
    secret = TOLD.model_copy(update={"restriction": (Restriction.REFERRER,)})
    whole = case(HUNGRY, secret)
    (found,) = matters_of(whole)
    assert [a["event"] for a in matter_values(whole, found)["accounts"]][1] == "withheld: it is restricted"


def test_most_of_what_three_agencies_tell_of_one_matter_is_found_and_little_else():
    precision, recall, _ = f1(range(2))
    assert precision > 0.9
    assert recall > 0.85
