"""Words for children who are not named: as many as the family had on that day, or nobody, and that is said."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.groups import group_called, means_nobody, siblings_called
from chronology.intake.importing import FileGiven, ImportPlan, plan_import
from chronology.intake.names import Names
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.people import Gender
from chronology.record.ties import Parentage, ParentageKind
from tests.chronology.intake.imports import DAY, entries, imported, said
from tests.families import person

FAMILY = CaseFile.of(
    [
        person("mum", "Aoife Ní Bhriain", born="1988", gender=Gender.FEMALE),
        person("dad", "Seán Ó Briain", gender=Gender.MALE),
        person("ada", "Ada Ó Briain", born="2010-03-10", gender=Gender.FEMALE),
        person("bo", "Bo Ó Briain", born="2012-03-10", gender=Gender.MALE),
        person("cy", "Cy Ó Briain", born="2014-03-10", gender=Gender.MALE),
        *(
            Parentage(id=f"{c}-born", child=c, parents=("mum", "dad"), way=ParentageKind.BIRTH)
            for c in ("ada", "bo", "cy")
        ),
    ]
)


def children_of(words: str, day: str = "1/2/2019") -> tuple[str, ...]:
    """Return the children that a row names."""
    (entry,) = entries(imported(f'date,children,event\n{day},"{words}",Came late to school\n', FAMILY))
    return entry.children


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("all", "ada bo cy"), ("Children", "ada bo cy"), ("all three children", "ada bo cy"), ("Siblings x 3", "ada bo cy"),
        ("whole family", "ada bo cy"), ("each child", "ada bo cy"), ("both boys", "bo cy"), ("the boys", "bo cy"),
        ("Ada and both boys", "ada bo cy"), ("Bo and his siblings", "bo ada cy"), ("Ada & her brothers", "ada bo cy"),
        ("both children", ""), ("the girls", ""), ("all 4", ""), ("the child", ""), ("-", ""), ("N/A", ""),
    ],
)  # fmt: skip
def test_words_for_several_children_mean_as_many_as_they_say(words: str, who: str):
    assert children_of(words) == tuple(who.split())


def test_how_many_there_are_is_told_on_the_day_of_the_row():
    assert children_of("both children", "1/2/2013") == ("ada", "bo")
    assert children_of("the child", "1/2/2011") == ("ada",)


def test_what_does_not_fit_is_said_and_the_entry_waits():
    plan = imported("date,children,event\n1/2/2019,both children,Came late\n", FAMILY)
    assert "“both children” does not fit" in said(plan)
    assert entries(plan)[0].children_as_written == "both children"


def test_a_cell_that_says_nobody_is_about_the_family_and_no_question():
    plan = imported("date,children,event\n1/2/2019,-,The boiler broke\n", FAMILY)
    assert said(plan) == ""
    assert not entries(plan)[0].children_as_written


def test_mother_alone_is_the_mother_of_the_children_there_are():
    (entry,) = entries(imported("date,children,event\n1/2/2019,Mother,Seen at the surgery\n", FAMILY))
    assert entry.people == ("mum",)
    assert entry.children == ()


def test_a_parent_without_a_date_of_birth_is_no_child():
    (entry,) = entries(imported("date,children,event\n1/2/2019,Sean,Lost his work\n", FAMILY))
    assert (entry.children, entry.people) == ((), ("dad",))


@pytest.mark.parametrize("words", ["Sean O Briain", "SEÁN Ó BRIAIN", "sean"])
def test_a_name_without_its_accents_is_the_same_name(words: str):
    assert Names(FAMILY).find(words).person == "dad"


def test_letters_that_a_keyboard_lacks_are_read_through():
    case = CaseFile.of([person("y", "Yusuf Yıldız"), person("l", "Zofia Łukaszewska")])
    assert Names(case).find("Yusuf Yildiz").person == "y"
    assert Names(case).find("Zofia Lukaszewska").person == "l"


def test_no_word_for_a_relative_or_a_group_is_made_a_person_where_no_family_is_known():
    plan = imported(
        "date,children,event\n1/2/2019,Ada Hale,a\n2/2/2019,mother,b\n3/2/2019,Mum's partner,c\n4/2/2019,both,d\n",
        CaseFile(),
    )
    assert [record.name for record in plan.records if record.kind == "person"] == ["Ada Hale"]


@pytest.mark.parametrize("words", ["Ada", "child 2", "mother", "Allan", "Bothwell", "kids club", "a child"])
def test_a_name_or_another_word_is_no_group(words: str):
    assert group_called(words) is None


def test_siblings_stand_beside_a_name_and_a_dash_for_nobody():
    assert siblings_called("her 2 sisters") is not None
    assert siblings_called("her sister") is None
    assert means_nobody(" n/a ")
    assert not means_nobody("Nan")


def test_day_of_a_group_is_that_of_the_children_alive_then():
    assert Names(FAMILY).group_on("all", date(2013, 1, 1)) == ("ada", "bo")
    assert Names(FAMILY).group_on("Ada", date(2013, 1, 1)) is None


@pytest.mark.parametrize(
    ("words", "day", "who"),
    [
        ("unborn baby", "1/12/2013", ("cy",)),
        ("Unborn", "1/12/2013", ("cy",)),
        ("UBB Briain", "1/12/2013", ("cy",)),
        ("Ada and unborn child", "1/12/2013", ("ada", "cy")),
        ("unborn baby", "1/12/2015", ()),
    ],
)
def test_the_unborn_child_is_the_one_born_within_a_pregnancy_of_the_day(words: str, day: str, who: tuple[str, ...]):
    assert children_of(words, day) == who


NAMED = """date,children,event
1/2/2019,all,Late to school
2/2/2019,Ada Hale,Hungry
3/2/2019,both,Collected late
4/2/2019,Ben Hale,Unkempt
5/2/2019,Ada & sibs,Absent
6/2/2019,whole household,Visit
7/2/2019,all 3 children,Out late
8/2/2019,twins,Seen at the clinic
9/2/2019,eldest two children,Seen
"""


def _by_event(plan: ImportPlan) -> dict[str, Entry]:
    return {entry.event: entry for entry in plan.case.entries}


def _names(plan: ImportPlan, event: str) -> list[str]:
    return [plan.case.people[child].name for child in _by_event(plan)[event].children]


def test_without_a_family_all_and_both_are_the_children_named_in_the_file_with_a_doubt():
    plan = imported(NAMED, CaseFile())
    for event in ("Late to school", "Collected late", "Absent", "Visit"):
        assert _names(plan, event) == ["Ada Hale", "Ben Hale"], event
    assert "“all” is taken as Ada Hale and Ben Hale, the children known by name: no birth is recorded" in said(plan)
    assert "“sibs” is taken as Ben Hale" in said(plan)


def test_without_a_family_what_does_not_fit_the_children_named_waits_and_makes_nobody():
    plan = imported(NAMED, CaseFile())
    for event in ("Out late", "Seen at the clinic", "Seen"):
        entry = _by_event(plan)[event]
        assert entry.children == ()
        assert entry.children_as_written
    assert "“all 3 children” does not fit the children" in said(plan)
    assert [p.name for p in plan.case.people.values()] == ["Ada Hale", "Ben Hale"]


def test_all_is_meant_of_the_children_of_every_file_given():
    police = "date,children,event\n1/3/2019,Cora Hale,Seen\n"
    given = [FileGiven("school.csv", NAMED.encode()), FileGiven("police.csv", police.encode())]
    plan = plan_import(CaseFile(), given, day=DAY)
    assert _names(plan, "Late to school") == ["Ada Hale", "Ben Hale", "Cora Hale"]
    assert _names(plan, "Out late") == ["Ada Hale", "Ben Hale", "Cora Hale"]
    assert _names(plan, "Collected late") == ["Ada Hale", "Ben Hale"]
    assert "“all” is taken as Ada Hale, Ben Hale and Cora Hale, now that every file given is read" in said(plan)
    assert "“all” is taken as Ada Hale and Ben Hale," not in said(plan)


def test_a_child_whose_row_cannot_be_dated_is_not_made_before_it_is_read():
    plan = imported("date,children,event\nsoon,Zed Hale,a\n1/2/2019,Ada Hale,b\n2/2/2019,all,c\n", CaseFile())
    assert [p.name for p in plan.case.people.values()] == ["Ada Hale"]


def test_twins_are_those_born_on_one_day():
    case = CaseFile.of(
        [person(k, f"{k.title()} Hale", born=b, is_subject=True) for k, b in
         (("ada", "2010-03-10"), ("bo", "2012-05-01"), ("cy", "2012-05-01"))]
    )  # fmt: skip
    (entry,) = entries(imported("date,children,event\n1/2/2019,the twins,Seen\n", case))
    assert entry.children == ("bo", "cy")


@pytest.mark.parametrize(
    "words",
    ["whole household", "everyone in the household", "the family", "siblings", "all siblings", "sibling group",
     "children x3", "x3 children", "3 x children", "all 3 children", "Everyone"],
)  # fmt: skip
def test_words_for_everyone_are_the_three_children(words: str):
    assert children_of(words) == ("ada", "bo", "cy")


def test_a_household_says_that_nobody_asked_who_lived_in_it():
    plan = imported("date,children,event\n1/2/2019,whole household,Visit\n", FAMILY)
    assert "who lived in the home that day is not asked" in said(plan)
