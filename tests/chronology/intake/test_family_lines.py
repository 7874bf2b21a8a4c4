"""One line changes the family: read back as typed, nothing guessed, what cannot be is said."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.family_lines import FamilyLine, read_family_line
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.people import Gender, Life, Place
from chronology.record.ties import (
    MultipleBirth,
    Parentage,
    ParentageKind,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
)
from tests.families import three_siblings

DAY = date(2026, 11, 2)


def read(line: str, focus: str | None = "mum", case: CaseFile | None = None) -> FamilyLine:
    return read_family_line(line, case or three_siblings(), day=DAY, focus=focus)


def after(line: str, focus: str | None = "mum", case: CaseFile | None = None) -> CaseFile:
    case = case or three_siblings()
    edit = read(line, focus, case).edit
    assert edit is not None, read(line, focus, case).problems
    return case.with_records(edit.values, edit.removed)


def new_person(line: str, focus: str | None = "mum"):
    before = three_siblings()
    return next(p for p in after(line, focus).people.values() if p.id not in before.people)


@pytest.mark.parametrize(
    ("line", "focus", "label"),
    [
        ("child: Eve Cole 12/3/2021 f with:Lee", "mum", "Eve Cole added as child of Kelly Reed and Lee Cole"),
        ("son: Sam 2021 with:?", "mum", "Sam added as child of Kelly Reed"),
        ('c: Dan " 2021 m with:Lee', "mum", "Dan Reed added as child of Kelly Reed and Lee Cole"),
        ("sister: Eve 2016", "ada", "Eve added as sibling of Ada Shaw"),
        ("half brother: Max 2020 through:Kelly", "ada", "Max added as half-sibling of Ada Shaw through Kelly Reed"),
        ("twin: Cal m", "cora", "Cal added as twin of Cora Cole"),
        ("mother: Rose Cole 1960", "dad2", "Rose Cole added as parent of Lee Cole"),
        ("adoptive mother: Ann Hill", "ada", "Ann Hill added as adoptive parent of Ada Shaw"),
        ("foster carer: Pat Hill f from:3/2021", "ada", "Pat Hill added as foster carer of Ada Shaw"),
        ("guardian: @Joan from:2022", "ada", "Joan Reed recorded as special guardian of Ada Shaw"),
        ("carer: @Donna", "ben", "Donna Reed recorded as carer of Ben Shaw"),
        ("husband: Bob m from:2021", "aunt", "Bob added as partner of Donna Reed, married 2021"),
        ("partner: Bob m from:2021", "aunt", "Bob added as partner of Donna Reed from 2021"),
        ("separated: Lee 5/24/2024", "mum", None),
        ("separated: Lee 24/5/24", "mum", "Lee Cole and Kelly Reed: separated 24 May 2024"),
        ("@Joan divorced: Alan March 2001", "ada", "Alan Reed and Joan Reed: divorced March 2001"),
        ("person: Joan Hill about 1958 f died 2020", None, "Joan Hill added"),
        ("professional: Ms Patel, school nurse", None, "Ms Patel added as a professional"),
    ],
)
def test_each_line_makes_one_change_that_reads_as_a_sentence(line: str, focus: str | None, label: str | None):
    edit = read(line, focus).edit
    assert (edit.label if edit else None) == label


def test_a_line_is_read_back_with_the_date_and_the_gender_as_they_were_understood():
    assert read("child: Eve Cole 12/3/2021 f with:Lee").words() == (
        "Eve Cole added as child of Kelly Reed and Lee Cole   born 12 March 2021   female"
    )


@pytest.mark.parametrize(
    ("line", "focus", "problem"),
    [
        (
            "child: Eve 12/3/2021 f",
            "mum",
            "whose child, too? Write with:Tom or with:Lee, or with:? where it is not known.",
        ),
        ("half sister: Eve", "ada", "through whom? Write through:Tom or through:Kelly."),
        ("mother: Rose", "ada", "has Tom Shaw and Kelly Reed as parents by birth"),
        ("child: Eve 31/2/2021 with:Lee", "mum", "February 2021 has 28 days"),
        ("child: Eve 12/3/21 with:Lee", "mum", "the century of a birth is never guessed"),
        ("child: Eve 2019/2021 with:Lee", "mum", "a birth falls on one day"),
        ("child: April 2015 with:Lee", "mum", "“April” may be a name or belong to the date"),
        ("wife: Bob m", "aunt", "female by the word, male after the name"),
        ("child: Eve 2020 Marlow with:Lee", "mum", "the name comes first"),
        ("separated: 2020", "mum", "which of the two? Tom Shaw or Lee Cole"),
        ("separated: 2020", "aunt", "no partner of Donna Reed is recorded"),
        ("partner: @Lee", "mum", "are recorded as partners already"),
        ("partner: @Kelly", "mum", "nobody is their own partner"),
        ("child: @Ada", "mum", "whose child, too?"),
        ("child: @Ada with:Tom", "mum", "Ada Shaw is recorded as a child of Tom Shaw and Kelly Reed already"),
        ("child: @Zed", "mum", "nobody here is called Zed"),
        ("child: @Reed with:?", "mum", "nobody here is called Reed"),
        ("blob: Eve", "mum", "no relation that is known"),
        ("Eve 2020", "mum", "a colon is missing"),
        ("child:", "mum", "who is it?"),
        ("child: Eve", None, "nobody is in focus"),
        ("child: Eve here with:Lee", "mum", "Kelly Reed has no home recorded on this day"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_recorded(line: str, focus: str | None, problem: str):
    found = read(line, focus)
    assert found.edit is None
    assert problem in " ".join(found.problems)


@pytest.mark.parametrize(
    ("line", "focus", "doubt"),
    [
        ("child: Eve 1979 with:?", "mum", "Eve was born before their parent Kelly Reed"),
        ("parent: @Ada", "gran", "Joan Reed is recorded as their own ancestor"),
        ("person: Eve 2010 died 2009", None, "Eve died before being born"),
        ("divorced: Lee 2016", "mum", "divorced 2016 is before 5 August 2017"),
        ("separated: Lee 2031", "mum", "2031 is yet to come"),
        ("twin: @Ben", "ada", "were not born together"),
        ("child: Ada Shaw 2020 with:Lee", "mum", "a Ada Shaw is recorded already"),
    ],
)
def test_what_cannot_be_is_said_and_may_be_recorded_as_it_is(line: str, focus: str | None, doubt: str):
    found = read(line, focus)
    assert found.edit is not None
    assert doubt in " ".join(found.doubts)


def test_what_is_impossible_already_is_not_said_of_every_later_line():
    case = after("person: Eve 2010 died 2009", None)
    assert read("sister: Sue", "aunt", case).doubts == ()


def test_a_person_holds_what_was_written_and_nothing_else():
    made = new_person("child: Eve Mary Cole about 2021 f subject with:Lee")
    assert (made.name, made.given, made.surname) == ("Eve Mary Cole", "", "")
    assert (made.birth.edtf, made.birth.as_written) == ("2021~", "about 2021")
    assert (made.gender, made.is_subject, made.place, made.is_dead) == (Gender.FEMALE, True, Place.FAMILY, False)
    assert new_person("child: Eve with:Lee").gender is Gender.UNKNOWN
    assert new_person("child: unborn due 3/2027 with:Lee").life is Life.EXPECTED
    assert new_person("child: miscarriage 2016 with:Tom").life is Life.MISCARRIAGE
    assert new_person("child: Eve /de la Cruz/ 2020 with:Lee").surname == "de la Cruz"


def test_a_child_of_a_couple_belongs_to_their_partnership():
    tie = next(t for t in after("child: Eve 2021 with:Lee").parentages if t.id not in three_siblings().records)
    assert (set(tie.parents), tie.partnership, tie.way) == ({"mum", "dad2"}, "m-dad2", ParentageKind.BIRTH)


def test_a_second_parent_joins_the_first_in_one_parent_set():
    case = three_siblings().with_records([Parentage(id="t", child="dad2", parents=("aunt",))])
    grown = after("father: @Mark", "dad2", case)
    assert [t.parents for t in grown.parentages if t.child == "dad2"] == [("aunt", "halfuncle")]


def test_siblings_whose_parents_are_not_known_share_parents_who_are_not_known():
    case = after("sister: Rose 1992", "dad2")
    ties = [t for t in case.parentages if t.id not in three_siblings().records]
    assert [t.parents for t in ties] == [(), ()]
    assert len({t.partnership for t in ties}) == 1
    assert case.records[ties[0].partnership].partners == ()  # type: ignore[attr-defined, index]


def test_a_twin_has_the_same_birth_and_the_same_parents():
    case = after("twin: Cal m", "cora")
    cal = next(p for p in case.people.values() if p.name == "Cal")
    assert cal.birth.edtf == "2018-06-01"
    assert [set(m.children) for m in case.of_kind(MultipleBirth)] == [{"cora", cal.id}]


def test_what_a_couple_became_is_a_step_after_those_before():
    held = next(p for p in after("separated: Lee 3/2024").of_kind(Partnership) if p.id == "m-dad2")
    assert [s.status for s in held.steps] == [PartnershipStatus.MARRIED, PartnershipStatus.SEPARATED]


@pytest.mark.parametrize("name", ["[/x] [b]", "\u202eevil", "a" * 5000, "🏳️‍🌈", "<script>", "=cmd()", "O'Neil-Ng"])
def test_any_text_is_a_name_or_a_problem_and_never_a_fault(name: str):
    found = read(f"child: {name} 2020 with:Lee")
    assert (found.edit is None) == bool(found.problems)


@pytest.mark.parametrize(
    ("status", "edtf", "words"),
    [
        (PartnershipStatus.NOT_RECORDED, "2016", "partners from 2016, status not recorded"),
        (PartnershipStatus.NOT_RECORDED, "2016/2019", "partners 2016 to 2019, status not recorded"),
        (PartnershipStatus.NOT_RECORDED, "", "partners, status not recorded"),
        (PartnershipStatus.MARRIED, "2018-06-01", "married 1 June 2018"),
        (PartnershipStatus.SEPARATED, "", "separated"),
    ],
)
def test_a_step_of_a_partnership_says_what_is_known_and_no_status_that_is_not(
    status: PartnershipStatus, edtf: str, words: str
):
    assert PartnershipStep(status=status, when=When(edtf=edtf)).words() == words
