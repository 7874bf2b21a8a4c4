"""One person recorded twice: asked whom, shown what both records say, made one, and two again by one undo."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from chronology.journal.fold import state_hash
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.people import Gender, OtherName, Person
from chronology.record.values import Record
from tests.tui.screens import running, screen_of, settled
from tests.tui.test_family_editing import at_genogram, case_of, view_of
from tui.commands import COMMANDS
from tui.screens.case import CaseScreen
from tui.screens.same_person import ChoosePerson
from tui.screens.writing import WriteForm
from tui.widgets.fields import put_in


def add_to(case: Path, *records: Record) -> None:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        opened.record("Read from a file", values=records)


def said(pilot: Pilot[object]) -> str:
    return "\n".join(note.message for note in pilot.app._notifications)


def put(form: WriteForm, **fields: str) -> None:
    for key, words in fields.items():
        put_in(form._widget(key), words)


async def chooses_same_person(pilot: Pilot[object], words: str) -> WriteForm:
    await pilot.press("s")
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, ChoosePerson) and bool(pilot.app.screen.query("#answers"))
    )
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen.query("#fault-")))
    form = pilot.app.screen
    assert isinstance(form, WriteForm)
    return form


async def test_a_person_recorded_twice_is_made_one_and_one_undo_makes_them_two_again(case: Path):
    again = Person(
        id="k", name="K. Reed", birth=When(edtf="1988"), gender=Gender.MALE, names=(OtherName(text="Zofia"),)
    )
    add_to(case, again, Entry(id="by-k", children=("ada",), people=("k",), event="Rang the school"))
    async with running(case, size=(80, 24)) as pilot:
        await at_genogram(pilot, "mum")
        before = state_hash(case_of(pilot))
        form = await chooses_same_person(pilot, "zofia")
        assert "K. Reed" in form._tells
        assert "≠ born" in form._tells
        await pilot.press("ctrl+s")
        put(form, why="Same number at both agencies")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Which of the two holds" in str(form.query_one("#fault-gender", Static).render()))
        put(form, gender="female")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and "k" not in case_of(pilot).people)
        entry, mum = case_of(pilot).records["by-k"], case_of(pilot).people["mum"]
        assert isinstance(entry, Entry)
        assert entry.people == ("mum",)
        assert {"K. Reed", "Zofia"} <= {name.text for name in mum.names}
        assert mum.about.gender_history == "gender also recorded as male"
        assert screen_of(pilot).opened.history()[-1].why == "Same number at both agencies"
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: "k" in case_of(pilot).people)
        assert state_hash(case_of(pilot)) == before


async def test_two_children_with_a_page_each_are_made_one_only_when_it_is_confirmed(case: Path):
    async with running(case) as pilot:
        await at_genogram(pilot, "ada")
        screen = screen_of(pilot)
        form = await chooses_same_person(pilot, "cora")
        put(form, why="A slip", name="Ada Shaw", birth="12 March 2010")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "two children with a page each" in str(form.query_one("#fault-", Static).render()))
        assert "cora" in screen.opened.case.people
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "cora" not in case_of(pilot).people)


async def test_partners_of_each_other_are_not_made_one_and_the_tie_is_said(case: Path):
    async with running(case) as pilot:
        await at_genogram(pilot, "mum")
        await pilot.press("s")
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, ChoosePerson) and bool(pilot.app.screen.query("#answers"))
        )
        pilot.app.screen.query_one(Input).value = "tom shaw"
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot, lambda: "cannot be one person" in said(pilot))
        assert "Partners: " in said(pilot)


async def test_the_list_of_commands_says_why_nobody_can_be_made_one(case: Path):
    async with running(case) as pilot:
        await pilot.press("f5")
        await settled(pilot, lambda: view_of(pilot).is_up_to_date)
        command = next(c for c in COMMANDS if c.name == "same_person")
        assert screen_of(pilot).why_not(command) == "nobody is marked; Tab marks somebody"
        view_of(pilot).mark("mum")
        await settled(pilot, lambda: not screen_of(pilot).why_not(command))
