"""Ties, homes and orders: written on one line, corrected field by field, taken out; what is left alone stays as it is."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.family_lines import read_family_line
from chronology.intake.tie_edits import FIELDS, tie_corrected, tie_taken_out, ties_of, written_of_tie
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.sources import Standing, Stated
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Order,
    Parentage,
    ParentalResponsibility,
    ParentCertainty,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
)
from tests.families import three_siblings

DAY = date(2026, 11, 2)
COUPLE = Partnership(
    id="two",
    partners=("mum", "dad"),
    steps=(
        PartnershipStep(status=PartnershipStatus.NOT_RECORDED, when=When(edtf="2009")),
        PartnershipStep(status=PartnershipStatus.SEPARATED, when=When(edtf="2015-05", as_written="5/2015")),
    ),
)
HOME = Household(id="hill", address="14 Hill Road")
STAY = Residence(id="stay", person="ada", household="hill", when=When(edtf="2016/2020-03"))


def family(*more: Stated) -> CaseFile:
    return three_siblings().with_records(more)


def after(line: str, focus: str = "mum", case: CaseFile | None = None) -> CaseFile:
    case = case or three_siblings()
    read = read_family_line(line, case, day=DAY, focus=focus)
    assert read.edit is not None, read.problems
    return case.with_records(read.edit.values, read.edit.removed)


def problem(line: str, focus: str | None = "mum", case: CaseFile | None = None) -> str:
    read = read_family_line(line, case or three_siblings(), day=DAY, focus=focus)
    assert read.edit is None
    return "; ".join(read.problems)


def corrected(case: CaseFile, ident: str, **fields: str) -> CaseFile:
    record = case.records[ident]
    assert isinstance(record, Stated)
    edit, faults = tie_corrected(case, record, written_of_tie(case, record) | fields, day=DAY)
    assert edit is not None, faults
    return case.with_records(edit.values, edit.removed)


def fault(case: CaseFile, ident: str, **fields: str) -> dict[str, str]:
    record = case.records[ident]
    assert isinstance(record, Stated)
    edit, faults = tie_corrected(case, record, written_of_tie(case, record) | fields, day=DAY)
    assert edit is None
    return faults


def test_how_two_get_on_is_a_line_with_its_date_and_its_way():
    (bond,) = after("tie: controlling to Ada 2017 to 2019").bonds
    assert (bond.source, bond.target, bond.nature, bond.is_mutual) == ("mum", "ada", "controlling", False)
    assert bond.when.edtf == "2017/2019"


def test_with_goes_both_ways_and_alleged_says_how_far_it_stands():
    (bond,) = after("tie: fell out with Joan since 2019 alleged").bonds
    assert (bond.nature, bond.is_mutual, bond.standing) == ("fell out", True, Standing.ALLEGED)


def test_an_order_without_a_placement_is_a_line_about_the_child():
    (order,) = after("order: supervision order from 3/2020", "ada").orders
    assert (order.child, order.status, order.when.edtf) == ("ada", "so", "2020-03/..")


def test_parental_responsibility_is_a_line_about_the_child():
    (held,) = after("responsibility: Kelly, mother", "ada").responsibilities
    assert (held.child, held.holder, held.ground) == ("ada", "mum", "mother")


@pytest.mark.parametrize(
    ("line", "focus", "words"),
    [
        ("tie: close", "mum", "what it is, and with whom"),
        ("tie: with Joan", "mum", "what it is, and with whom"),
        ("tie: close with Kelly", "mum", "nobody has a tie with themselves"),
        ("tie: close with Zog", "mum", "nobody here is called Zog"),
        ("tie: close with Joan 31/2/2019", "mum", "February 2019 has 28 days"),
        ("order:", "ada", "which order is missing"),
        ("responsibility: 2019", "ada", "who holds it is missing"),
        ("tie: close with Joan", None, "nobody is in focus"),
    ],
)
def test_what_is_not_understood_of_a_tie_is_said(line: str, focus: str | None, words: str):
    assert words in problem(line, focus)


def test_the_same_tie_is_not_recorded_twice():
    assert "recorded already" in problem("tie: close with Joan", case=after("tie: close with Joan"))


def test_everything_that_ties_somebody_is_listed_in_words():
    case = family(COUPLE, HOME, STAY, Order(id="o", child="ada", status="ico", when=When(edtf="2021-06-04/..")))
    of_ada = ties_of(case, "ada")
    assert of_ada["stay"] == "Home of Ada Shaw: 14 Hill Road, 2016 to March 2020"
    assert of_ada["o"] == "Order on Ada Shaw: interim care order, since 4 June 2021"
    assert "separated May 2015" in ties_of(case, "mum")["two"]


def test_a_wrong_date_of_a_partnership_is_corrected_and_the_rest_stays_as_it_was_written():
    (couple,) = [
        p
        for p in corrected(family(COUPLE), "two", steps="partners 2008; separated 5/2015").partnerships
        if p.id == "two"
    ]
    assert [step.when.edtf for step in couple.steps] == ["2008", "2015-05"]
    assert couple.steps[1] is COUPLE.steps[1]


def test_from_when_to_when_somebody_lived_in_a_home_is_corrected():
    case = corrected(family(HOME, STAY), "stay", when="2015 to March 2020")
    assert [r.when.edtf for r in case.residences if r.id == "stay"] == ["2015/2020-03"]


def test_the_address_of_a_home_is_everybodys_who_lived_there():
    other = STAY.model_copy(update={"id": "other", "person": "ben"})
    case = corrected(family(HOME, STAY, other), "stay", address="15 Hill Road", protected="yes")
    assert case.households["hill"].address == "15 Hill Road"
    assert case.households["hill"].is_address_protected
    assert {r.household for r in case.residences} == {"hill"}


def test_how_sure_a_parent_is_can_be_said():
    parents = next(p for p in three_siblings().parentages if p.child == "ada")
    name = three_siblings().people[parents.parents[-1]].name
    case = corrected(family(), parents.id, sure=f"{name} (presumed)")
    found = next(p for p in case.parentages if p.id == parents.id)
    assert found.certainty == {parents.parents[-1]: ParentCertainty.PRESUMED}


def test_whose_child_somebody_is_can_be_corrected():
    parents = next(p for p in three_siblings().parentages if p.child == "ada")
    case = corrected(family(), parents.id, parents="Kelly Reed")
    assert next(p for p in case.parentages if p.id == parents.id).parents == ("mum",)


@pytest.mark.parametrize(
    ("ident", "fields", "key", "words"),
    [
        ("two", {"steps": "quarrelled 2019"}, "steps", "is none of these"),
        ("stay", {"when": "31/2/2019"}, "when", "28 days"),
        ("stay", {"carers": "Zog"}, "carers", "nobody here is called Zog"),
        ("stay", {}, "", "Nothing was changed"),
        ("tie", {"nature": ""}, "nature", "missing"),
    ],
)
def test_what_cannot_be_read_is_said_under_its_field(ident: str, fields: dict[str, str], key: str, words: str):
    bond = Bond(id="tie", source="mum", target="gran", nature="close")
    assert words in fault(family(COUPLE, HOME, STAY, bond), ident, **fields)[key]


EVERY_KIND: tuple[Stated, ...] = (
    COUPLE,
    HOME,
    STAY.model_copy(update={"carers": ("gran",), "footing": Footing.KINSHIP, "words": "with Gran"}),
    Order(id="order", child="ada", status="words of another law", words="words of another law", in_favour_of=("gran",)),
    ParentalResponsibility(id="pr", child="ada", holder="mum", authority="Hill Council", ground="birth registration"),
    Bond(id="tie", source="mum", target="gran", nature="close", is_mutual=True, when=When(edtf="2019~"), note="n"),
    MultipleBirth(id="twins", children=("ada", "ben")),
)


@pytest.mark.parametrize("record", [r for r in EVERY_KIND if type(r) in FIELDS], ids=lambda r: r.kind)
def test_a_note_added_to_a_tie_changes_nothing_else_of_it(record: Stated):
    case = corrected(family(*EVERY_KIND), record.id, note="seen on the certificate")
    assert case.records[record.id] == record.model_copy(update={"note": "seen on the certificate"})


@pytest.mark.parametrize("record", [r for r in EVERY_KIND if type(r) in FIELDS], ids=lambda r: r.kind)
def test_every_kind_of_tie_is_taken_out_alone(record: Stated):
    case = family(*EVERY_KIND)
    edit = tie_taken_out(case, record)
    assert edit.removed == (record.id,)
    assert edit.values == ()


def test_a_child_keeps_both_parents_where_their_partnership_is_taken_out():
    parents = Parentage(id="of-both", child="cora", parents=("mum", "dad"), partnership="two")
    case = family(COUPLE, parents)
    edit = tie_taken_out(case, COUPLE)
    left = case.with_records(edit.values, edit.removed)
    found = next(p for p in left.parentages if p.id == "of-both")
    assert (found.parents, found.partnership) == (("mum", "dad"), None)


def test_an_earlier_home_written_later_ends_as_the_one_that_is_recorded_begins():
    case = after("moved: 3/2020 9 Mill Lane", "cora")
    read = read_family_line("moved: 1/6/2018 14 Hill Road", case, day=DAY, focus="cora")
    assert read.edit is not None
    assert "until the next home that is recorded (March 2020)" in read.words()
    homes = case.with_records(read.edit.values).residences
    assert sorted(r.when.edtf for r in homes) == ["2018-06-01/2020-03", "2020-03/.."]


def test_a_move_within_a_stay_whose_end_is_recorded_is_not_guessed_at():
    case = after("moved: 2016 14 Hill Road", "cora")
    case = after("moved: 2020 9 Mill Lane", "cora", case)
    assert "has a home from 2016 to 2020" in problem("moved: 2018 Gran's flat", "cora", case)
