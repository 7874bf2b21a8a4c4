"""An entry in full beside the table, what an empty table says, and how its lines are left."""

from __future__ import annotations

from pydantic import BaseModel
from textual.widgets import Input, Static

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import (
    Entry,
    Explanation,
    Extra,
    Impact,
    Origin,
    OwnAccount,
    Seen,
    Significance,
    Told,
    View,
)
from chronology.record.sources import Standing
from tests.families import person
from tests.tui.screens import rows, running, screen_of, settled
from tui.widgets.entry_words import entry_words

FULL = Entry(
    id="e",
    when=When(edtf="2019-03-12"),
    recorded=When(edtf="2019-03-14"),
    known=When(edtf="2019-03-13"),
    children=("ada", "ben"),
    people=("tom",),
    event="Arrived hungry",
    standing=Standing.ALLEGED,
    origin=Origin(agency="school", page="4"),
    seen=(Seen(child="ada", is_alone=True, by="Ms Patel"),),
    views=(View(child="ada", words="No tea", question="What did you eat?", to_whom="Ms Patel", present="Ben"),),
    impacts=(Impact(child="ada", words="tired"), Impact(child="ben", words="afraid of the dark")),
    significance=Significance.TURNING_POINT,
    told_to_social_care=Told.NO,
    response="no further action",
    service="breakfast club",
    plan="child in need",
    part_of_day="morning",
    count=3,
    explained_by=(Explanation(by="money", said_by="the mother"),),
    own_accounts=(OwnAccount(words="He ate before school", person="tom"),),
    contradicts=("f",),
    case_ids=("LCS-77",),
    note="ask the school",
    action="visit",
    outcome="food parcel",
    analysis="third time this term",
    extras=(Extra(column="Ward", words="north"),),
)
OTHER = Entry(id="f", when=When(edtf="2019-04-02"), event="Fed well", origin=Origin(agency="GP"))
CASE = CaseFile.of([FULL, OTHER, person("ada", "Ada Reed"), person("ben", "Ben Reed"), person("tom", "Tom Shaw")])


def test_everything_that_an_entry_holds_is_said_beside_the_table():
    said = entry_words(CASE, FULL, None)
    for words in (
        "Told to social care: no",
        "Became known to us: 13 March 2019",
        "Written up: 14 March 2019",
        "Others whom it is about: Tom Shaw",
        "Significant: turning point",
        "Events it stands for: 3",
        "Explained by: money (said by the mother)",
        "Own account of Tom Shaw: He ate before school",
        "Speaks against: 2 April 2019 (GP)",
        "Seen alone by Ms Patel",
        "Asked: What did you eat?",
        "“No tea” (to Ms Patel, Ben there)",
        "Ward (of the file): north",
        *("breakfast club", "child in need", "no further action", "morning", "LCS-77", "ask the school"),
    ):
        assert words in said


def test_no_words_of_an_entry_are_left_out():
    def texts(value: object) -> list[str]:
        if isinstance(value, BaseModel):
            return [text for name in type(value).model_fields for text in texts(getattr(value, name))]
        return (
            [text for one in value for text in texts(one)]
            if isinstance(value, tuple)
            else [value] * isinstance(value, str)
        )

    said = entry_words(CASE, FULL, None)
    ids = {"e", "f", *CASE.people}
    dates = {when.edtf for when in (FULL.when, FULL.known, FULL.recorded)}
    assert [text for text in texts(FULL) if text not in said and text not in ids | dates] == []


def test_with_a_child_in_focus_nothing_of_a_sibling_is_said():
    said = entry_words(CASE, FULL, "ada")
    assert "tired" in said
    assert "afraid of the dark" not in said


def beside(pilot) -> str:
    return str(screen_of(pilot).query_one("#full-text", Static).render())


async def test_a_filter_that_finds_nothing_says_so_and_esc_on_the_table_ends_it(case):
    async with running(case) as pilot:
        whole = len(rows(pilot))
        await pilot.press("ctrl+f", *"zzz")
        await settled(pilot, lambda: beside(pilot) == "No entry holds these words. Esc shows all of them again.")
        await pilot.press("enter", "escape")
        await settled(pilot, lambda: len(rows(pilot)) == whole)
        assert not screen_of(pilot).query_one("#filter", Input).display


async def test_esc_on_the_table_lets_a_selection_go_before_it_ends_the_filter(case):
    async with running(case) as pilot:
        await pilot.press("ctrl+f", *"a", "enter", "space", "escape")
        await settled(pilot, lambda: not screen_of(pilot).query_one("#table").selected)
        assert screen_of(pilot).query_one("#filter", Input).value == "a"
        await pilot.press("escape")
        await settled(pilot, lambda: not screen_of(pilot).query_one("#filter", Input).value)


async def test_each_line_says_what_it_is_for_while_words_stand_in_it(case):
    async with running(case) as pilot:
        titles = [screen_of(pilot).query_one(line, Input).border_title for line in ("#filter", "#find-entry", "#quick")]
        assert titles == ["Show only", "Go to", "Add an entry"]
