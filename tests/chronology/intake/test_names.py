"""Whom a name means: one person with the reason and how sure, a professional apart, or a question that is remembered."""

from __future__ import annotations

import pytest

from chronology.intake.choices import Choices
from chronology.intake.names import Certainty, Names
from chronology.record.casefile import CaseFile
from chronology.record.errors import UsageError
from chronology.record.imports import Meant, Naming
from chronology.record.people import NameKind, OtherName
from tests.chronology.intake.imports import entries, family, imported
from tests.families import person

NAMES = Names(family())
CHILDREN = ("ada", "ben", "cora")


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Ada Shaw", "ada"), ("SHAW, ADA", "ada"), ("ada", "ada"), ("A. Shaw", "ada"), ("Ada S", "ada"), ("Ada (dob 12/3/10)", "ada"),
        ("C.C.", "cora"), ("Kelly Reed", "mum"), ("Mum", "mum"), ("M.G.M.", "gran"), ("mat gran", "gran"),
        ("Ada's mum", "mum"), ("maternal aunt", "aunt"), ("Mr Cole", "dad2"),
    ],
)  # fmt: skip
def test_a_name_finds_its_one_person_for_sure(words: str, who: str):
    found = NAMES.find(words, CHILDREN)
    assert (found.person, found.certainty) == (who, Certainty.SURE)
    assert found.why


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Dona Reed", "aunt"),
        ("Corra", "cora"),
        ("Tommas Shaw", None),
        ("Kelley", "mum"),
        ("sib 2", "ben"),
        ("eldest child", "ada"),
    ],
)
def test_a_slip_of_the_pen_is_a_likely_reading_and_not_a_sure_one(words: str, who: str | None):
    found = NAMES.find(words, CHILDREN)
    assert found.person == who
    assert who is None or found.certainty is Certainty.LIKELY


def test_a_shared_surname_makes_nobody_of_two_given_names_that_differ():
    case = CaseFile.of([person("e", "Emma Marlow"), person("d", "Donna Marlow")])
    assert Names(case).find("Ella Marlow").is_open
    assert Names(case).find("Joan Marlow").is_open
    assert Names(case).find("Dona Marlow").person == "d"


def test_dad_is_the_father_of_the_children_it_concerns_and_a_question_where_they_have_two():
    assert NAMES.find("Dad", ("ada", "ben")).person == "dad1"
    assert NAMES.find("Dad", ("cora",)).person == "dad2"
    both = NAMES.find("Dad", CHILDREN)
    assert both.person is None
    assert set(both.candidates) == {"dad1", "dad2"}


@pytest.mark.parametrize(
    "words", ["HV J. Brook", "PC 1234 Hale", "Social worker", "Dr Lindqvist", "Mr Farrow, teacher", "Police"]
)
def test_professionals_are_kept_apart(words: str):
    found = NAMES.find(words)
    assert found.is_professional
    assert found.person is None


@pytest.mark.parametrize("words", ["Dmitri", "Carlton Volkov", "Bev next door", "x" * 400])
def test_somebody_unknown_is_asked_for_and_nobody_is_guessed(words: str):
    assert NAMES.find(words).is_open


def test_two_who_fit_are_named_and_neither_is_chosen():
    case = CaseFile.of([person("a", "Sam Reed"), person("b", "Sam Cole")])
    found = Names(case).find("Sam")
    assert found.person is None
    assert set(found.candidates) == {"a", "b"}
    assert Names(case).find("Smam").person is None


def test_a_short_form_is_likely():
    case = CaseFile.of([person("k", "Katherine Reed")])
    assert (Names(case).find("Kath").person, Names(case).find("Kath").certainty) == ("k", Certainty.LIKELY)


def test_a_name_of_former_days_is_the_persons():
    case = CaseFile.of([person("k", "Kelly Reed", names=(OtherName(text="Kelly Marsh", kind=NameKind.BIRTH),))])
    assert Names(case).find("Marsh, Kelly").person == "k"


def test_siblings_are_not_counted_where_their_births_are_not_known_well_enough():
    case = CaseFile.of(
        [person("a", "Ada Reed", born="2010", is_subject=True), person("b", "Ben Reed", born="2010", is_subject=True)]
    )
    assert Names(case).find("sib 1").person is None


def test_a_decision_is_kept_reaches_what_was_imported_and_is_not_asked_again():
    rows = "Date,Child,Event\n1/2/2019,Aunty Jo's girl,Hungry\n"
    first = imported(rows)
    assert first.reports[0].names[0].means == "asked"
    assert entries(first)[0].children == ()
    decided = imported(
        "Date,Child,Event\n3/3/2019,Aunty Jo's girl,Cold\n",
        first.case,
        choices=Choices(names={"Aunty Jo's girl": "Ada Shaw"}),
    )
    assert {e.event: e.children for e in decided.case.entries} == {"Hungry": ("ada",), "Cold": ("ada",)}
    again = imported("Date,Child,Event\n4/4/2019,aunty jo's girl,Seen\n", decided.case)
    assert entries(again)[0].children == ("ada",)
    assert again.reports[0].names == ()


def test_nobody_and_professional_are_decisions_too():
    plan = imported(
        "Date,Child,Event\n1/2/2019,Jo,Seen\n", choices=Choices(names={"Jo": "nobody", "Bo": "professional"})
    )
    assert {n.words: n.means for n in plan.case.of_kind(Naming)} == {"Jo": Meant.NOBODY, "Bo": Meant.PROFESSIONAL}
    (entry,) = entries(plan)
    assert (entry.children, entry.children_as_written) == ((), "Jo")
    assert plan.reports[0].names == ()


def test_a_decision_for_somebody_who_cannot_be_told_is_refused():
    with pytest.raises(UsageError, match="not in the family"):
        imported("Date,Child,Event\n1/2/2019,Jo,Seen\n", choices=Choices(names={"Jo": "Zebedee"}))


def test_a_likely_name_is_matched_and_said_with_its_rows():
    plan = imported("Date,Child,Event\n1/2/2019,Corra,Seen\n2/2/2019,Corra,Heard\n")
    assert [e.children for e in entries(plan)] == [("cora",), ("cora",)]
    (asked,) = plan.reports[0].names
    assert (asked.means, asked.person, asked.rows) == ("likely", "cora", (2, 3))
