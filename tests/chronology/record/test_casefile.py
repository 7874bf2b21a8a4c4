"""A case file as at a day, and as it was known on a day."""

from __future__ import annotations

from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.people import Life, Person
from chronology.record.ties import PartnershipStatus
from tests.families import child_of, couple, person, three_siblings


def test_nobody_is_there_before_their_birth():
    case = three_siblings().as_at(date(2012, 1, 1)).case
    assert {"ada"} <= set(case.people)
    assert not {"ben", "cora"} & set(case.people)
    assert all(parentage.child in case.people for parentage in case.parentages)


def test_an_entry_with_an_uncertain_date_is_said_to_depend_on_the_dates():
    seen = three_siblings().as_at(date(2018, 9, 10))
    assert "e2" in seen.depends
    assert "e2" in seen.case.records
    assert "e2" not in three_siblings().as_at(date(2018, 9, 30)).depends


def test_an_undated_entry_is_listed_and_never_placed():
    seen = three_siblings().as_at(date(2020, 1, 1))
    assert "e3" in seen.undated
    assert "e3" not in seen.case.records


def test_what_had_not_happened_is_taken_from_a_partnership_and_a_life():
    case = three_siblings().as_at(date(2009, 6, 1)).case
    ended = next(p for p in case.partnerships if p.id == "m-dad1")
    assert [step.status for step in ended.steps] == [PartnershipStatus.COHABITING]
    assert not case.people["grandad"].is_dead
    assert case.people["grandad"].death.is_undated


def test_a_partnerships_status_follows_its_history():
    pair = couple("p", "a", "b", ("married", "2001"), ("divorced", "2010-04"), ("reconciled", "2012"))
    assert pair.status_on(date(2005, 1, 1)).status is PartnershipStatus.MARRIED
    assert pair.status_on(date(2011, 1, 1)).status is PartnershipStatus.DIVORCED
    assert pair.status_on(date(2013, 1, 1)).status is PartnershipStatus.RECONCILED


def test_an_undated_ending_is_taken_in_the_order_recorded():
    pair = couple("p", "a", "b", ("married", "2001"), ("separated", ""))
    assert pair.status_on(date(2005, 1, 1)).status is PartnershipStatus.SEPARATED


def test_an_entry_without_the_date_we_learned_of_it_is_left_out_and_listed():
    known = three_siblings().as_known_on(date(2018, 1, 1))
    assert not known.case.entries
    assert {"e1", "e2", "e3", "e4"} <= set(known.not_recorded)
    assert "e6" in known.later


def test_knowing_is_never_inferred_from_happening():
    entry = Entry(id="e", when=When(edtf="2010-01-01"), event="Old")
    assert CaseFile.of([entry]).as_known_on(date(2020, 1, 1)).case.entries == ()


def test_an_entry_counts_from_the_day_we_learned_of_it():
    case = three_siblings().as_known_on(date(2019, 1, 1)).case
    assert [entry.id for entry in case.entries] == ["e6"]


def test_an_unborn_child_is_there_from_the_pregnancy_on():
    case = CaseFile.of([Person(id="u", life=Life.EXPECTED, birth=When(edtf="2024-09-20"))])
    assert "u" in case.as_at(date(2024, 3, 1)).case.people
    assert "u" not in case.as_at(date(2023, 6, 1)).case.people


def test_a_foster_parent_set_is_there_from_its_start():
    case = CaseFile.of(
        [
            person("c", "Child A", born="2010"),
            person("f", "Carer B"),
            child_of("c", "f", way="foster", when="2015-02-01/2016-03-01"),
        ]
    )
    assert not case.as_at(date(2014, 1, 1)).case.parentages
    assert case.as_at(date(2015, 6, 1)).case.parentages


def test_what_is_recorded_of_each_child_is_found_by_the_child_in_the_order_recorded():
    case = three_siblings()
    assert set(case.parentages_by_child) == {p.child for p in case.parentages}
    for child in case.people:
        assert list(case.parentages_by_child.get(child, ())) == [p for p in case.parentages if p.child == child]
        assert list(case.orders_by_child.get(child, ())) == [o for o in case.orders if o.child == child]
        held = [r for r in case.responsibilities if r.child == child]
        assert list(case.responsibilities_by_child.get(child, ())) == held
