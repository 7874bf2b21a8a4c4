"""Who is who to a child."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.lives.kinship import FamilyGraph
from chronology.record.casefile import CaseFile
from chronology.record.ties import ParentCertainty
from tests.families import child_of, couple, person, three_siblings

DAY = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("child", "who", "words"),
    [
        ("ada", "mum", "mother"),
        ("ada", "dad1", "father"),
        ("ada", "ben", "brother"),
        ("ada", "cora", "maternal half-sister"),
        ("ada", "gran", "maternal grandmother"),
        ("ada", "aunt", "maternal aunt"),
        ("ada", "halfuncle", "maternal half-uncle"),
        ("ada", "dad2", "mother's husband"),
        ("cora", "dad1", "mother's former partner"),
        ("cora", "ben", "maternal half-brother"),
        ("ben", "other", "maternal grandfather's partner"),
    ],
)
def test_each_relative_has_the_fields_word(child: str, who: str, words: str):
    case = three_siblings()
    case = case.with_records([couple("m-other", "grandad", "other", ("not recorded", ""))])
    assert FamilyGraph(case, DAY).relation(child, who).words == words


def test_half_siblings_share_exactly_one_recorded_parent():
    graph = FamilyGraph(three_siblings(), DAY)
    assert graph.siblings_of("ada") == ("ben",)
    assert graph.half_siblings_of("ada") == ("cora",)


def test_a_sibling_with_one_parent_recorded_may_be_a_half_sibling():
    case = CaseFile.of(
        [person("m", "M", "female"), person("a", "A"), person("b", "B", "male"), child_of("a", "m"), child_of("b", "m")]
    )
    assert FamilyGraph(case, DAY).relation("a", "b").words == "maternal brother or half-brother"


def test_cousins_are_counted_by_degree_and_removal():
    people = [person(i, i.upper()) for i in "gabcdef"]
    ties = [child_of("a", "g"), child_of("b", "g"), child_of("c", "a"), child_of("d", "b"), child_of("e", "d")]
    graph = FamilyGraph(CaseFile.of([*people, *ties]), DAY)
    assert graph.relation("c", "d").words == "cousin"
    assert graph.relation("c", "e").words == "cousin once removed"
    assert graph.relation("c", "f").words == "no tie to the child is recorded"


@pytest.mark.parametrize(
    ("way", "words"), [("adopted", "adoptive mother"), ("foster", "foster mother"), ("step", "step-mother")]
)
def test_a_parent_who_is_none_by_birth_is_called_what_they_are(way: str, words: str):
    case = CaseFile.of([person("m", "M", "female"), person("a", "A"), child_of("a", "m", way=way)])
    assert FamilyGraph(case, DAY).relation("a", "m").words == words


def test_an_ancestor_loop_is_walked_once():
    case = CaseFile.of([person("a", "A", "male"), person("b", "B", "male"), child_of("a", "b"), child_of("b", "a")])
    assert FamilyGraph(case, DAY).relation("a", "b").words in {"father", "son"}


def test_kin_within_generations_hold_those_who_join_them():
    graph = FamilyGraph(three_siblings(), DAY)
    near = graph.within("cora", 2)
    assert {"mum", "dad2", "ada", "ben", "cora", "dad1"} <= near
    assert "gran" not in near
    assert "gran" in graph.within("cora", 3)


def test_the_graph_holds_everyone_and_every_tie():
    graph = FamilyGraph(three_siblings(), DAY).graph
    assert graph.number_of_nodes() == 11
    assert graph.has_edge("mum", "ada", key="parent")
    assert graph.has_edge("mum", "dad2", key="partner")


def test_a_disputed_father_is_called_so_and_makes_nobody_a_full_sibling():
    people = [
        person("m", "M", "female"),
        person("f", "F", "male"),
        person("g", "G", "male"),
        person("a", "A"),
        person("b", "B", "female"),
    ]
    disputed = child_of("b", "g").model_copy(update={"certainty": {"g": ParentCertainty.DISPUTED}})
    graph = FamilyGraph(CaseFile.of([*people, child_of("a", "f", "m"), child_of("b", "f", "m"), disputed]), DAY)
    assert graph.relation("b", "g").words == "father (parentage disputed)"
    ties = [
        child_of("a", "f", "m"),
        child_of("b", "g", "m").model_copy(update={"certainty": {"g": ParentCertainty.DISPUTED}}),
    ]
    graph = FamilyGraph(CaseFile.of([*people, *ties]), DAY)
    assert graph.relation("a", "b").words == "maternal sister or half-sister"
    assert graph.half_siblings_of("a") == ()


def test_a_parent_whom_a_test_excluded_is_none():
    excluded = child_of("a", "f").model_copy(update={"certainty": {"f": ParentCertainty.EXCLUDED}})
    graph = FamilyGraph(CaseFile.of([person("f", "F", "male"), person("a", "A"), excluded]), DAY)
    assert graph.parents_of("a") == {}


ADOPTERS = CaseFile.of(
    [
        *(person(i, n, "female") for i, n in (("m", "M"), ("gm", "GM"), ("sis", "Sis"), ("f", "F"), ("own", "Own"))),
        *(person(i, n, "male") for i, n in (("boy", "Boy"), ("p", "P"), ("d", "D"), ("dson", "Dson"))),
        child_of("m", "gm"),
        child_of("sis", "gm"),
        child_of("own", "m", "p"),
        child_of("boy", "m", "p", way="adopted"),
    ]
)


@pytest.mark.parametrize(
    ("child", "who", "words"),
    [
        ("boy", "own", "adoptive sister"),
        ("own", "boy", "adoptive brother"),
        ("boy", "gm", "adoptive maternal grandmother"),
        ("boy", "sis", "adoptive maternal aunt"),
        ("boy", "m", "adoptive mother"),
        ("m", "boy", "adoptive son"),
    ],
)
def test_an_adopted_childs_family_is_the_adopters(child: str, who: str, words: str):
    assert FamilyGraph(ADOPTERS, DAY).relation(child, who).words == words


def test_kin_by_birth_goes_before_kin_by_adoption():
    case = ADOPTERS.with_records([child_of("boy", "sis")])
    assert FamilyGraph(case, DAY).relation("boy", "own").words == "maternal cousin"
    assert FamilyGraph(case, DAY).relation("boy", "m").words == "maternal aunt"


def test_a_foster_home_is_told_through_its_carer():
    case = ADOPTERS.with_records([child_of("dson", "m", way="foster")])
    graph = FamilyGraph(case, DAY)
    assert graph.relation("dson", "own").words == "foster mother's daughter"
    assert graph.relation("own", "dson").words == "mother's foster son"
    assert graph.relation("dson", "boy").words == "foster mother's adoptive son"


def test_a_donor_is_a_donor_and_makes_nobody_kin():
    case = ADOPTERS.with_records([child_of("own", "d", way="donor"), child_of("dson", "d")])
    graph = FamilyGraph(case, DAY)
    assert graph.relation("own", "d").words == "donor"
    assert graph.relation("own", "p").words == "father"
    assert graph.relation("d", "own").words == "donor-conceived daughter"
    assert graph.relation("own", "dson").words == "donor's son"
