"""One child's timeline holds that child's entries and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.names import Names
from chronology.intake.quick import read_line
from chronology.lives.children import find_child, subject_children
from chronology.lives.mentions import mentions
from chronology.lives.plans import plan_periods
from chronology.lives.timeline import child_timeline
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.entries import Entry
from chronology.record.errors import ChildNotTold
from chronology.record.people import Life, NameKind, OtherName
from tests.families import person, three_siblings

DAY = date(2020, 1, 1)


def test_a_childs_timeline_has_only_that_childs_impact_view_and_being_seen():
    ben = child_timeline(three_siblings(), "ben", day=DAY)
    first = ben.entries[0]
    assert first.impact == "Ben ate twice"
    assert first.views == ()
    assert first.seen is not None
    assert not first.seen.is_alone


def test_entries_come_in_order_with_the_childs_age():
    ada = child_timeline(three_siblings(), "ada", day=DAY)
    assert [row.entry.id for row in ada.entries] == ["e1", "e6", "e4"]
    assert [row.age.words() for row in ada.entries] == ["5", "6", "9"]
    assert [row.entry.id for row in ada.undated] == ["e3"]


def test_an_entry_about_the_family_that_names_another_child_stays_off_the_page():
    ada = child_timeline(three_siblings(), "ada", day=DAY)
    assert ada.about_other_children == ("e5",)
    ben = child_timeline(three_siblings(), "ben", day=DAY)
    assert "e5" in [row.entry.id for row in ben.entries]


def test_entries_after_the_day_are_kept_apart():
    ada = child_timeline(three_siblings(), "ada", day=date(2016, 6, 1))
    assert [row.entry.id for row in ada.entries] == ["e1"]
    assert "e6" in ada.later


def test_an_uncertain_date_depends_on_how_it_falls():
    ben = child_timeline(three_siblings(), "ben", day=date(2018, 9, 3))
    assert [row.falls for row in ben.entries if row.entry.id == "e2"] == [Falls.POSSIBLE]


def test_a_name_nobody_knows_keeps_an_entry_off_every_page():
    case = CaseFile.of(
        [person("a", "Ada"), Entry(id="e", when=When(edtf="2019"), children_as_written="Zed", event="x")]
    )
    assert not child_timeline(case, "a", day=DAY).entries


def test_a_plan_runs_from_its_start_to_its_own_end():
    entries = [
        Entry(id="1", when=When(edtf="2018-01-10"), children=("a",), category="cin_start"),
        Entry(
            id="2",
            when=When(edtf="2018-06-01"),
            children=("a",),
            category="cp_plan_start",
            plan="child protection (neglect)",
        ),
        Entry(id="3", when=When(edtf="2018-05-30"), children=("a",), category="cin_end"),
    ]
    cin, cp = plan_periods(CaseFile.of([person("a", "Ada"), *entries]), "a")
    assert (cin.tier, cin.end) == ("child_in_need", When(edtf="2018-05-30"))
    assert cp.end is None
    assert cp.runs_on(DAY) is Falls.CERTAIN
    assert cin.runs_on(DAY) is Falls.NO


def test_a_plans_end_without_a_start_is_kept_with_its_start_not_dated():
    case = CaseFile.of(
        [person("a", "Ada"), Entry(id="1", when=When(edtf="2018"), children=("a",), category="cp_plan_end")]
    )
    (period,) = plan_periods(case, "a")
    assert period.start.is_undated
    assert period.runs_on(DAY) is Falls.UNDATED


@pytest.mark.parametrize("words", ["Ada", "ada shaw", "AS", "ada"])
def test_a_child_is_found_by_name_initials_or_id(words: str):
    assert find_child(three_siblings(), words).id == "ada"


def test_two_who_fit_are_listed_and_neither_is_chosen():
    case = CaseFile.of([person("a", "Ada Shaw"), person("b", "Ada Cole")])
    with pytest.raises(ChildNotTold, match=r"2 people.*Ada Cole.*Ada Shaw"):
        find_child(case, "Ada")


def test_subject_children_are_those_marked_then_those_named_then_those_under_eighteen():
    case = three_siblings()
    assert [p.id for p in subject_children(case, DAY)] == ["ada", "ben", "cora"]
    unmarked = CaseFile.of(
        r.model_copy(update={"is_subject": False}) if r.kind == "person" else r for r in case.records.values()
    )
    assert [p.id for p in subject_children(unmarked, DAY)] == ["ada", "ben"]
    family_only = CaseFile.of(r for r in unmarked.records.values() if r.kind != "entry")
    assert [p.id for p in subject_children(family_only, DAY)] == ["ada", "ben", "cora"]


@pytest.mark.parametrize("life", [Life.STILLBIRTH, Life.MISCARRIAGE, Life.TERMINATION, Life.ECTOPIC])
def test_a_pregnancy_that_ended_is_a_subject_child_only_where_somebody_marked_it(life: Life):
    ada, lost = person("ada", "Ada Vale", born="2015-04-03"), person("lost", "", born="2017-05", life=life)
    entries = [
        Entry(id=f"of {one}", when=When(edtf="2018-01-05"), children=(one,), event="Remembered")
        for one in ("ada", "lost")
    ]
    for records in ([ada, lost], [ada, lost, *entries], [ada, lost, entries[1]]):
        assert [p.id for p in subject_children(CaseFile.of(records), DAY)] == ["ada"]
    marked = lost.model_copy(update={"is_subject": True})
    assert [p.id for p in subject_children(CaseFile.of([ada, marked]), DAY)] == ["lost"]
    with pytest.raises(ChildNotTold):
        subject_children(CaseFile.of([lost, *entries]), DAY)


def test_everybody_means_no_pregnancy_that_ended():
    lost = person("lost", "", born="2015-05-05", life=Life.STILLBIRTH)
    case = CaseFile.of([person("ada", "Ada Vale", born="2015-04-03"), lost])
    assert Names(case).children_alive_on(DAY) == ("ada",)
    read = read_line("1/2/16 school: x @all", case, day=DAY, focus=None)
    assert read.entry is not None
    assert read.entry.children == ("ada",)


def test_no_child_at_all_is_said_with_the_candidates():
    with pytest.raises(ChildNotTold, match="Joan"):
        subject_children(CaseFile.of([person("j", "Joan Reed", born="1950")]), DAY)


def test_a_child_who_has_died_is_meant_only_where_marked_named_or_alone():
    died = person("zoe", "Zoe Marsh", born="2018-01-03", death=When(edtf="2018-01-05"))
    alive = person("amy", "Amy Marsh", born="2020-05-01")
    day = date(2024, 1, 1)

    def meant(*records):
        return [child.id for child in subject_children(CaseFile.of(records), day)]

    assert meant(died, alive) == ["amy"]
    assert meant(died) == ["zoe"]
    named = Entry(id="e", when=When(edtf="2018-01-05"), children=("zoe", "amy"))
    assert meant(died, alive, named) == ["zoe", "amy"]
    assert meant(died.model_copy(update={"is_subject": True}), alive) == ["zoe"]


def test_a_child_known_by_another_given_name_is_found_by_it_and_a_nickname_is_one_whole():
    names = (OtherName(text="Katy Reed"), OtherName(text="Little Star", kind=NameKind.NICKNAME))
    child = person("k", "Khadija Abdi", born="2014", names=names)
    case = CaseFile.of([child, person("b", "Ben Abdi", born="2015")])
    assert find_child(case, "Katy").id == "k"
    assert mentions("Katy was late", (child,)) == ("k",)
    assert mentions("a little late", (child,)) == ()
