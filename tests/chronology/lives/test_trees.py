"""The people as a tree on a day: everyone once in full, partners with their own children, and who lives where."""

from __future__ import annotations

from datetime import date

from chronology.lives.trees import tree_lines
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from tests.families import child_of, couple, person, three_siblings
from tui.widgets.pages import people_page


def shown(case: CaseFile, day: date) -> list[str]:
    return [
        "  " * line.depth + ("= " if line.is_partner else "") + line.words + (" …" if line.is_again else "")
        for line in tree_lines(case, day)
    ]


def test_partners_stand_below_a_person_and_children_below_the_couple():
    assert shown(three_siblings(), date(2020, 1, 1))[:11] == [
        "Alan Reed † 2 November 2009",
        "  = Joan Reed, 61 (married 1986)",
        "    Kelly Reed, 31",
        "      = Tom Shaw, 34 or 35 (separated May 2015)",
        "        Ada Shaw, 9  ◆ subject child",
        "        Ben Shaw, 5  ◆ subject child",
        "      = Lee Cole, 29 or 30 (married 5 August 2017)",
        "        Cora Cole, 19 months  ◆ subject child",
        "    Donna Reed, 28 or 29",
        "  = Name Lost",
        "    Mark Reed, 39 or 40",
    ]


def test_the_tree_is_that_of_the_day():
    lines = shown(three_siblings(), date(2009, 6, 1))
    assert any("Alan Reed, 53 or 54" in line for line in lines)
    assert not any("Ada Shaw" in line for line in lines)


def test_everyone_has_exactly_one_line_in_full_whatever_the_ties():
    ring = CaseFile.of(
        [
            *(person(i, i.upper()) for i in "abcd"),
            couple("1", "a", "b"),
            couple("2", "b", "c"),
            couple("3", "c", "a"),
            child_of("d", "a", "b"),
            child_of("a", "d"),
        ]
    )
    lines = tree_lines(ring, date(2020, 1, 1))
    assert {line.person for line in lines if line.person} == set("abcd")
    for case in (ring, three_siblings()):
        in_full = [
            n.person for n in tree_lines(case, date(2020, 1, 1)) if n.person and not n.is_again and not n.is_partner
        ]
        assert len(in_full) == len(set(in_full))


def test_a_family_of_many_generations_needs_no_recursion():
    people = [person(f"p{n}", f"P{n}") for n in range(3000)]
    ties = [child_of(f"p{n + 1}", f"p{n}") for n in range(2999)]
    assert len(tree_lines(CaseFile.of([*people, *ties]), date(2020, 1, 1))) >= 3000


def test_who_lives_where_follows_with_protected_homes_said():
    case = three_siblings().with_records(
        [
            Household(id="h", name="Safe place", is_address_protected=True),
            Residence(id="r", person="mum", household="h", when=When(edtf="2019/..")),
        ]
    )
    lines = shown(case, date(2020, 6, 1))
    at = lines.index("Who lives where")
    assert lines[at + 1 :] == ["  Safe place (address protected)", "    Kelly Reed, 31"]
    assert "  not recorded for this day" in shown(case, date(2010, 6, 1))


def test_a_placed_child_stands_with_the_agency_and_the_carer_wherever_who_lives_where_is_told():
    day = date(2020, 6, 1)
    case = three_siblings().with_records(
        [
            person("pat", "Pat Hill", place="carer"),
            Residence(
                id="r", person="ada", footing=Footing.FOSTER, when=When(edtf="2019/.."), words="Bridge Fostering", carers=("pat",)
            ),
            Household(id="h", name="Oak Lodge"),
            Residence(
                id="s", person="ben", household="h", footing=Footing.RESIDENTIAL, when=When(edtf="2019/.."), words="Northgate Care"
            ),
        ]
    )  # fmt: skip
    lines = "\n".join(shown(case, day))
    assert "  Bridge Fostering\n    Ada Shaw, 10 (foster care, cared for by Pat Hill)" in lines
    assert "  Oak Lodge\n    Ben Shaw, 5 (residential home, Northgate Care)" in lines
    page = people_page(case, "ada", day)
    assert "Bridge Fostering: Ada Shaw (foster care, cared for by Pat Hill)" in page


def test_partners_from_a_date_without_a_status_are_said_as_that_and_as_nothing_more():
    pair = [person("kelly", "Kelly Reed"), person("lee", "Lee Cole")]
    case = CaseFile.of((*pair, couple("k", "kelly", "lee", ("not recorded", "2016"))))
    assert "  = Lee Cole (partners from 2016, status not recorded)" in shown(case, date(2020, 1, 1))
