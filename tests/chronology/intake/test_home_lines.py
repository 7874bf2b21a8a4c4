"""A move and a placement on one line: read back as typed, nothing recorded that is not written, faults in words."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.family_lines import FamilyLine, read_family_line
from chronology.lives.households import household_members
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Place
from tests.families import three_siblings

DAY = date(2026, 11, 2)


def housed() -> CaseFile:
    return three_siblings().with_records(
        [
            Household(id="h", name="Hill Road", address="14 Hill Road"),
            *(
                Residence(id=f"r-{i}", person=i, household="h", when=When(edtf="2019-01/.."))
                for i in ("mum", "ada", "ben", "cora")
            ),
        ]
    )


def read(line: str, focus: str | None = "mum") -> FamilyLine:
    return read_family_line(line, housed(), day=DAY, focus=focus)


def after(line: str, focus: str | None = "mum") -> CaseFile:
    found = read(line, focus)
    assert found.edit is not None, found.problems
    return housed().with_records(found.edit.values, found.edit.removed)


def new_home(line: str, focus: str | None = "mum") -> Household:
    case = after(line, focus)
    return next(home for home in case.households.values() if home.id != "h")


@pytest.mark.parametrize(
    ("line", "focus", "label"),
    [
        ("moved: 3/2022 Gran's flat", "mum", "Kelly Reed moved to Gran's flat March 2022"),
        ("moves 3/2022 12 High St with Ben", "mum", "Kelly Reed and Ben Shaw moved to 12 High St March 2022"),
        ("moved: Gran's flat 1 May 2022 with Ada, Ben", "mum", "Kelly Reed, Ada Shaw and Ben Shaw moved to Gran's flat 1 May 2022"),
        ("moved: 2022 Gran's flat with everyone", "ada", "Ada Shaw, Kelly Reed, Ben Shaw and Cora Cole moved to Gran's flat 2022"),
        ("@Ben moved: about 2022 Gran's flat", "mum", "Ben Shaw moved to Gran's flat about 2022"),
        ("placed: 5/6/2022 foster", "ada", "Ada Shaw placed: foster care 5 June 2022"),
        ("placed 5/6/2022 foster with Pat Hill f and Lee Hill m", "ada", "Ada Shaw placed: foster care with Pat Hill and Lee Hill 5 June 2022"),
        ("@Ada placed: 2022 kinship care, with @Joan.Reed", "mum", "Ada Shaw placed: kinship care with Joan Reed 2022"),
        ("placed: 5/6/2022 residential home at Oak House under ICO from 1/6/2022", "ada", "Ada Shaw placed: residential home 5 June 2022, ICO"),
    ],
)  # fmt: skip
def test_each_line_makes_one_change_that_reads_as_a_sentence(line: str, focus: str, label: str):
    edit = read(line, focus).edit
    assert (edit.label if edit else None) == label


@pytest.mark.parametrize(
    ("line", "focus", "problem"),
    [
        ("moved: 12 High St", "mum", "from when is missing"),
        ("moved:", "mum", "from when is missing"),
        ("moved: 31/2/2022 12 High St", "mum", "February 2022 has 28 days"),
        ("moved: 3/2022", "mum", "where to is missing"),
        ("moved: 3/2022 Gran's flat with", "mum", "nothing stands after “with”"),
        ("moved: 3/2022 Gran's flat with Zog", "mum", "nobody here is called Zog"),
        ("moved: 3/2022 Gran's flat with everyone", "gran", "nobody is recorded as living with Joan Reed"),
        ("moved: 2022 Hill Road", "mum", "lives there already"),
        ("moved: 2022 Gran's flat", None, "nobody is in focus"),
        ("@Zog moved: 2022 Gran's flat", "mum", "nobody here is called Zog"),
        ("placed: 5/6/2022", "ada", "on what footing is missing"),
        ("placed: 5/6/2022 fostered", "ada", "“fostered” is no footing"),
        ("placed: 5/6/2022 foster with", "ada", "nothing stands after “with”"),
        ("placed: 5/6/2022 foster at Oak House at Elm House", "ada", "“at” stands twice"),
        ("placed: 5/6/2022 foster under ico from 31/6/2022", "ada", "June 2022 has 30 days"),
        ("placed: 5/6/2022 foster with Pat Hill 99/99/9999", "ada", "99/99/9999"),
    ],
)
def test_what_stands_in_the_way_is_said_once_and_nothing_recorded(line: str, focus: str | None, problem: str):
    found = read(line, focus)
    assert found.edit is None
    assert len(found.problems) == 1
    assert problem in found.problems[0]


def test_a_household_moves_and_leaves_nobody_behind():
    case = after("moved: 3/2022 Gran's flat with everyone")
    homes = {home.name: {m.person for m in home.members} for home in household_members(case, date(2023, 1, 1))}
    assert homes == {"Gran's flat": {"mum", "ada", "ben", "cora"}}


def test_words_that_begin_with_a_number_or_hold_a_postcode_are_an_address_and_others_a_name():
    assert new_home("moved: 3/2022 12 High Street, Leeds").address == "12 High Street, Leeds"
    assert new_home("moved: 3/2022 Rose Cottage, ZE1 2AB").address == "Rose Cottage, ZE1 2AB"
    assert (new_home("moved: 3/2022 Gran's flat").name, new_home("moved: 3/2022 Gran's flat").address) == (
        "Gran's flat",
        "",
    )


@pytest.mark.parametrize("words", ["Hill Road", "14 hill road"])
def test_a_home_that_is_recorded_is_meant_by_its_name_and_by_its_address(words: str):
    case = after(f"moved: 3/2022 {words}", "gran")
    assert set(case.households) == {"h"}
    assert next(r for r in case.residences if r.person == "gran").household == "h"
    assert "recorded already" in read(f"moved: 3/2022 {words}", "gran").words()


def test_whether_an_address_is_protected_is_read_back():
    assert new_home("moved: 3/2022 12 High Street protected").is_address_protected
    assert "the address is protected" in read("moved: 3/2022 12 High Street, protected").words()
    assert not new_home("moved: 3/2022 12 High Street").is_address_protected
    assert "the address is not protected" in read("moved: 3/2022 12 High Street").words()


def test_where_a_child_is_placed_is_protected_unless_it_is_said_not_to_be():
    assert new_home("placed: 2022 foster at 3 Elm Row", "ada").is_address_protected
    assert not new_home("placed: 2022 kinship at 3 Elm Row not protected", "ada").is_address_protected


def test_carers_who_are_new_are_added_and_those_after_an_at_sign_are_the_ones_recorded():
    case = after("placed: 2022 foster with Pat Hill f, @Joan", "ada")
    stay = next(r for r in case.residences if r.footing is Footing.FOSTER)
    assert [case.people[i].name for i in stay.carers] == ["Pat Hill", "Joan Reed"]
    assert case.people[stay.carers[0]].place is Place.CARER


def test_an_order_without_a_date_of_its_own_is_not_dated_by_the_placement():
    (order,) = after("placed: 5/6/2022 foster under ico", "ada").orders_by_child["ada"]
    assert order.when.is_undated
    assert "the order is not dated" in read("placed: 5/6/2022 foster under ico", "ada").words()
    (dated,) = after("placed: 5/6/2022 foster under ico from 1/6/2022", "ada").orders_by_child["ada"]
    assert dated.when.edtf == "2022-06-01/.."


@pytest.mark.parametrize(
    ("line", "focus", "doubt"),
    [
        ("moved: 2031 Gran's flat", "mum", "2031 is yet to come"),
        ("placed: 2022 foster", "gran", "Joan Reed was no child by 2022"),
        ("placed: 2022 foster with Joan Reed f", "ada", "a Joan Reed is recorded already: @Joan.Reed means them"),
    ],
)
def test_what_wants_a_look_is_said_and_can_be_recorded(line: str, focus: str, doubt: str):
    found = read(line, focus)
    assert found.edit is not None
    assert doubt in found.doubts
