"""Who is not family: professionals and others with a tie to somebody drawn, institutions, and what is said of unions."""

from __future__ import annotations

import pytest

from chronology.disclosure.projection import Request
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import About, Condition, Fact, Place
from chronology.record.plans import Plan
from chronology.record.sources import Restriction
from chronology.record.ties import Bond, Partnership
from chronology.record.values import Record
from exporters.drawing.scene import Box, Words
from exporters.genogram.chosen import Sensitive
from exporters.genogram.notation import DASHED, PROFILES
from exporters.genogram.writing import render
from tests.exporters.genogram.drawn import DAY, draw, of, texts
from tests.families import child_of, couple, person


def with_worker(**more: object) -> tuple[Record, ...]:
    """Return a child and mother, and a health visitor with a tie to the child."""
    return (
        person("m", "Mo Vale", "female", "1990"),
        person("a", "Ada Vale", "female", "2015", is_subject=True),
        child_of("a", "m"),
        person("w", "Jo Penn", "female", "1970", place=Place.PROFESSIONAL, role="health visitor", agency="Elm", **more),
        Bond(id="t", source="w", target="a", nature="mentor"),
    )


@pytest.mark.parametrize("profile", PROFILES)
def test_a_professional_with_a_tie_is_a_dashed_box_with_name_and_role(profile: str) -> None:
    group = of(draw(*with_worker(), profile=profile), "person", "Jo Penn")
    (box,) = [m for m in group.marks if isinstance(m, Box)]
    assert box.stroke.dash == DASHED
    assert box.w > box.h
    assert [m.text for m in group.marks if isinstance(m, Words)] == ["prof.", "Jo Penn", "health visitor · Elm"]
    assert group.title == "Jo Penn, professional, health visitor, Elm"


@pytest.mark.parametrize(("is_ascii", "sign"), [(False, "╎prof.╎"), (True, "!prof.!")])
def test_a_professional_has_a_sign_in_characters(is_ascii: bool, sign: str) -> None:
    from exporters.genogram.writing import Printing

    lines = render(draw(*with_worker()), "txt", Printing(is_ascii=is_ascii)).decode().splitlines()
    assert sum(sign in line for line in lines) == 2


def test_who_is_not_family_stays_beside_a_child_in_focus_where_a_tie_is_recorded() -> None:
    friends = (person("n", "Nan", place=Place.NETWORK), person("s", "Sid", place=Place.NETWORK))
    tie = Bond(id="n-m", source="m", target="n", nature="friend")
    drawing = draw(*with_worker(), *friends, tie, child="a")
    assert set(drawing.present) == {"m", "a", "w", "n"}
    assert drawing.notices == ["not drawn, as no tie to anybody drawn is recorded: 1 person who is not family"]


def test_a_professional_who_referred_is_in_no_form() -> None:
    drawing = draw(*with_worker(restriction=(Restriction.REFERRER,)))
    assert all(b"Penn" not in render(drawing, form) for form in ("svg", "txt", "json", "dot"))
    assert any("withheld" in notice for notice in drawing.notices)


def test_for_an_audience_a_professional_keeps_the_name() -> None:
    drawing = draw(*with_worker(), child="a", redact=Request("court", "a"))
    assert of(drawing, "person", "Jo Penn").title == "Jo Penn, professional, health visitor, Elm"


def test_where_roles_alone_are_asked_for_a_professional_is_a_role_without_a_name() -> None:
    drawing = draw(*with_worker(), child="a", redact=Request("court", "a", hides_professionals=True))
    group = of(drawing, "person", "health visitor")
    assert [m.text for m in group.marks if isinstance(m, Words)] == ["prof.", "health visitor"]
    assert b"Penn" not in render(drawing, "svg")


@pytest.mark.parametrize("footing", [Footing.RESIDENTIAL, Footing.HOSPITAL, Footing.SECURE, Footing.CUSTODY])
def test_an_institution_has_corners_and_a_whole_rule(footing: Footing) -> None:
    def rule(on: Footing) -> Box:
        home = Household(id="h", name="Oak House")
        stay = Residence(id="r", person="a", household="h", footing=on, when=When(edtf="2020/.."))
        group = of(draw(person("a", "Ada", "female", "2015"), home, stay), "household", "Oak House")
        return next(m for m in group.marks if isinstance(m, Box) and m.stroke.width)

    assert (rule(footing).radius, rule(footing).stroke.dash) == (0, ())
    assert rule(Footing.SUPPORTED).radius > 0
    assert rule(Footing.SUPPORTED).stroke.dash


@pytest.mark.parametrize("feature", ["forced", "abusive", "forced marriage"])
def test_a_union_that_tells_of_harm_says_so_only_where_asked(feature: str) -> None:
    records = (*(person(i, i.upper()) for i in "ab"), Partnership(id="p", partners=("a", "b"), features=(feature,)))
    plain, asked = draw(*records), draw(*records, show={Sensitive.ABUSE})
    assert feature not in plain.description
    assert any("--show abuse" in notice for notice in plain.notices)
    assert texts(asked, "partnership") == [feature.split(maxsplit=1)[0]]


def test_the_category_of_a_plan_stands_after_its_badge_only_where_asked() -> None:
    child = person("a", "Ada", "female", "2015", is_subject=True)
    plan = Plan(id="l", child="a", tier="child_protection", category="Neglect", when=When(edtf="2024/.."))
    plain, asked = draw(child, plan), draw(child, plan, show={Sensitive.ABUSE})
    assert "CPP" in texts(plain, "person")
    assert "eglect" not in plain.description
    assert "CPP neglect" in texts(asked, "person")
    assert "child protection plan (neglect)" in asked.description
    assert "CPP child protection plan" in texts(asked, "legend")


@pytest.mark.parametrize(
    ("profile", "letters"), [("uk", ["S", "O", "L"]), ("mcgoldrick", ["S", "O", "L"]), ("nsgc", [])]
)
def test_smoking_obesity_and_language_have_letters_but_in_pedigrees(profile: str, letters: list[str]) -> None:
    health = tuple(Condition(what=what, area="physical") for what in ("smoker", "obesity", "language delay"))
    drawing = draw(person("a", "Ada", "female", "1990", health=health), profile=profile)
    found = [m.text for m in of(drawing, "person", "Ada").marks if isinstance(m, Words)]
    assert sorted(set(found) & {"S", "O", "L"}) == sorted(letters)
    assert "language delay" in " ".join(found)


def test_a_carrier_is_hatched_and_shares_the_place_of_the_condition() -> None:
    health = [(Condition(what=what, area="physical"),) for what in ("sickle cell carrier", "sickle cell")]
    people = [person(i, i.upper(), "male", health=h) for i, h in zip("ab", health, strict=True)]
    assert "carrier, does not have it" in texts(draw(*people), "legend")
    legend = texts(draw(*people, profile="nsgc"), "legend")
    assert {"sickle cell", "sickle cell: carrier"} <= set(legend)


@pytest.mark.parametrize(
    ("sex", "below", "within"),
    [("unassigned", ["at birth: unassigned"], ["UAAB"]), ("intersex", ["at birth: intersex"], []), ("unknown", [], [])],
)
def test_what_was_recorded_at_birth_is_said_where_it_is_asked_for(
    sex: str, below: list[str], within: list[str]
) -> None:
    ada = person("a", "Ada", "female", "1990", sex_at_birth=sex)
    shown = texts(draw(ada, profile="nsgc", show={Sensitive.GENDER_HISTORY}), "person")
    assert [words for words in shown if words.startswith("at birth")] == below
    assert [words for words in shown if words == "UAAB"] == within
    plain = draw(ada, profile="nsgc")
    assert sex not in plain.description.replace("not known", "")
    assert any("--show gender-history" in notice for notice in plain.notices) is bool(below)


def test_moves_between_cultures_stand_below_from_the_day_on() -> None:
    ada = person(
        "a",
        "Ada",
        "female",
        "1970",
        about=About(culture="Malta, then Wales"),
        facts=(Fact(what="immigration", when=When(edtf="1998")), Fact(what="occupation", words="cook")),
    )
    now = draw(ada, show={Sensitive.HERITAGE})
    before = draw(ada, show={Sensitive.HERITAGE}, day=DAY.replace(year=1990))
    assert "immigration 1998" in texts(now, "person")
    assert "has lived in more than one culture" in texts(now, "legend")
    assert "immigration 1998" not in texts(before, "person")
    assert "has lived in more than one culture" not in texts(before, "legend")
    assert "immigration" not in draw(ada).description


def test_a_donor_has_a_letter_in_the_symbol_in_pedigrees_alone() -> None:
    records = (
        person("m", "Mo", "female"),
        person("d", "Don", "male"),
        person("c", "Cy", "male", "2014"),
        couple("p", "d", "m"),
        child_of("c", "m"),
        child_of("c", "d", way="donor"),
    )
    letters = {
        p: [m.text for m in of(draw(*records, profile=p), "person", "Don").marks if isinstance(m, Words)]
        for p in PROFILES
    }
    assert letters == {"uk": ["Don"], "mcgoldrick": ["Don"], "nsgc": ["D", "Don"]}
