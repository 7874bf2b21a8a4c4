"""The family changed by keyboard: lines, forms, removal, undo and redo; twenty people within five minutes' worth of keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import make_plain_identity
from chronology.record.casefile import CaseFile
from chronology.record.households import Footing
from chronology.record.plans import Family
from tests.tui.screens import opens_plainly, running, screen_of, settled
from tui.app import KinlineApp
from tui.screens.asking import Choose
from tui.screens.case import CaseScreen
from tui.screens.writing import WriteForm
from tui.widgets.family_line import FamilyLineView
from tui.widgets.fields import put_in
from tui.widgets.genogram_view import GenogramView
from tui.widgets.people_tree import PeopleTree

TWENTY = (
    "person: Joan Reed 11/2/1958 f",
    "p: Alan Reed 1955 m died 2/11/2009",
    "married: 1986",
    "c: Kelly Reed 4/7/1988 f",
    "c: Donna Reed 1991 f",
    "c: Mark Reed 1994 m",
    "@Kelly",
    "p: Tom Shaw 1985 m",
    "c: Ada Shaw 12/3/2010 f subject",
    "c: Ben Shaw 30/9/2014 m subject",
    "separated: 5/2015",
    "p: Lee Cole about 1990 m from:2016",
    "c: Cora Cole 1/6/2018 f subject with:Lee",
    "c: Cal Cole 1/6/2018 m subject with:Lee",
    "@Tom",
    "mother: Rose Shaw 1960 f",
    "father: Ted Shaw 1957 m",
    "brother: Sid Shaw 1982 m",
    "@Lee",
    "mother: May Cole 1965",
    "sister: Una Cole 1993",
    "@Donna",
    "p: Raj Patel 1989 m",
    "c: Isla Patel 3/4/2015 f",
    "c: Dev Patel 8/8/2017 m",
    "@Ada",
    "foster carer: Pat Moor f from:3/2021",
)
KEYS_IN_FIVE_MINUTES = 5 * 60 * 3
"""At three keys a second, which is forty words a minute."""


@asynccontextmanager
async def empty(tmp_path: Path, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Pilot[object]]:
    identity = make_plain_identity(tmp_path / "me.txt")
    path = tmp_path / "new.kin"
    with OpenCase.create(path, identity, recovery=identity.recipient, actor="test") as opened:
        opened.record("Begun", values=(Family(id="f", name="New"),))
    app = KinlineApp(tmp_path, opens_plainly(tmp_path), first=path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        yield pilot


def case_of(pilot: Pilot[object]) -> CaseFile:
    return screen_of(pilot).opened.case


def view_of(pilot: Pilot[object]) -> GenogramView:
    return screen_of(pilot).query_one(GenogramView)


def line_of(pilot: Pilot[object]) -> Input:
    return screen_of(pilot).query_one("#family-line", Input)


def reading(pilot: Pilot[object]) -> str:
    return str(screen_of(pilot).query_one("#family-read", Static).render())


def last_label(pilot: Pilot[object]) -> str:
    return screen_of(pilot).opened.history()[-1].label


async def at_genogram(pilot: Pilot[object], person: str) -> None:
    await pilot.press("f5")
    await settled(pilot, lambda: view_of(pilot).is_up_to_date)
    view_of(pilot).mark(person)
    await pilot.pause()


def put(form: WriteForm, **fields: str) -> None:
    for key, words in fields.items():
        form._widget(key.removesuffix("_")).value = words  # type: ignore[union-attr]


async def test_twenty_people_with_dates_take_under_five_minutes_of_keys(tmp_path: Path):
    async with empty(tmp_path) as pilot:
        await pilot.press("f5", "a")
        keys = 2
        for line in TWENTY:
            before = (case_of(pilot), view_of(pilot).person)
            line_of(pilot).value = line[:-1]
            line_of(pilot).cursor_position = len(line)
            await pilot.press(line[-1], "enter")
            keys += len(line) + 1
            await settled(
                pilot,
                lambda before=before: (
                    (before[0] is not case_of(pilot) or before[1] != view_of(pilot).person) and not line_of(pilot).value
                ),
            )
        people = case_of(pilot).people.values()
        assert len(people) == 20
        assert all(p.name and p.birth.edtf for p in people if p.name != "Pat Moor")
        assert keys < KEYS_IN_FIVE_MINUTES
        assert keys / len(people) < 40
        await settled(pilot, lambda: view_of(pilot).is_up_to_date and "Isla" in view_of(pilot).text)


async def test_a_line_is_read_back_and_its_person_drawn_and_undone_and_redone(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        await pilot.press("a", *"child: Eve 12/3/2021 f")
        assert "Eve added as child of Donna Reed" in reading(pilot)
        assert "12 March 2021" in reading(pilot)
        await pilot.press("enter")
        await settled(pilot, lambda: any(p.name == "Eve" for p in case_of(pilot).people.values()))
        assert last_label(pilot) == "Eve added as child of Donna Reed"
        await settled(pilot, lambda: "Eve" in view_of(pilot).text)
        await pilot.press("escape", "ctrl+z")
        await settled(pilot, lambda: not any(p.name == "Eve" for p in case_of(pilot).people.values()))
        await pilot.press("ctrl+y")
        await settled(pilot, lambda: any(p.name == "Eve" for p in case_of(pilot).people.values()))


async def test_what_is_not_understood_is_said_and_stays_in_the_line(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        before = case_of(pilot)
        await pilot.press("a", *"child: Eve 2021", "enter")
        await pilot.pause()
        assert "whose child, too?" in reading(pilot)
        assert line_of(pilot).value == "child: Eve 2021"
        assert case_of(pilot) is before


async def test_what_cannot_be_is_said_and_recorded_only_when_entered_again(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        before = case_of(pilot)
        await pilot.press("a", *"child: Eve 1980", "enter")
        await pilot.pause()
        assert "was born before their parent" in reading(pilot)
        assert case_of(pilot) is before
        await pilot.press("enter")
        await settled(pilot, lambda: case_of(pilot) is not before)


async def test_up_and_down_and_a_name_change_who_it_is_said_to(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        await pilot.press("a", "down")
        assert view_of(pilot).person != "aunt"
        await pilot.press(*"@Kelly", "enter")
        assert view_of(pilot).person == "mum"
        assert "To Kelly Reed" in str(screen_of(pilot).query_one("#family-to", Static).render())


async def test_undo_waits_while_the_line_holds_words(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        before = case_of(pilot)
        await pilot.press("a", *"child: E", "ctrl+z")
        await pilot.pause()
        assert case_of(pilot) is before


async def test_a_line_that_was_not_recorded_is_there_again_after_the_app_ends(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        await pilot.press("a", *"child: Eve 20")
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        await pilot.press("a")
        assert line_of(pilot).value == "child: Eve 20"


async def form_after(pilot: Pilot[object], key: str) -> WriteForm:
    await pilot.press(key)
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm))
    return pilot.app.screen  # type: ignore[return-value]


async def test_a_home_moves_and_a_child_is_placed_through_forms(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        put(await form_after(pilot, "m"), from_="1/2019", who="Kelly Reed; Ada Shaw", name="Hill Road")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and len(case_of(pilot).residences) == 2)
        assert last_label(pilot) == "Kelly Reed and Ada Shaw moved to Hill Road January 2019"
        view_of(pilot).mark("ada")
        put(await form_after(pilot, "p"), from_="3/2021", carers="Pat Hill f; @Joan", order="interim care order")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and len(case_of(pilot).residences) == 3)
        stay = next(r for r in case_of(pilot).residences if r.footing is Footing.FOSTER)
        assert {case_of(pilot).people[c].name for c in stay.carers} == {"Pat Hill", "Joan Reed"}
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: len(case_of(pilot).residences) == 2)
        assert not any(p.name == "Pat Hill" for p in case_of(pilot).people.values())


async def test_every_fault_of_a_move_is_said_under_its_field_and_nothing_recorded(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        form = await form_after(pilot, "m")
        put(form, from_="31/2/2019", who="Zed", protected="perhaps")
        await pilot.press("ctrl+s")
        await pilot.pause()
        told = {key for key in ("from", "who", "name", "protected") if form.query_one(f"#fault-{key}").display}
        assert told == {"from", "who", "name", "protected"}


async def test_a_person_is_changed_and_taken_out_and_brought_back(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "dad2")
        put(await form_after(pilot, "e"), name="Lee Coleman", health="asthma")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: case_of(pilot).people["dad2"].name == "Lee Coleman")
        assert last_label(pilot) == "Lee Coleman changed: name, health"
        await pilot.press("ctrl+d")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("enter")
        await pilot.pause()
        assert "dad2" in case_of(pilot).people
        await pilot.press("ctrl+d")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await settled(pilot, lambda: "dad2" not in case_of(pilot).people)
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: "dad2" in case_of(pilot).people)


async def test_somebody_whom_entries_name_is_kept_and_the_reason_said(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "ada")
        await pilot.press("ctrl+d")
        await settled(pilot, lambda: any("named in other records" in str(n.message) for n in pilot.app._notifications))
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.parametrize("key", ["a", "m", "p", "e", "ctrl+d"])
async def test_open_to_read_only_nothing_of_the_family_can_be_changed(case: Path, key: str):
    async with running(case, read_only=True, size=(100, 40)) as pilot:
        await at_genogram(pilot, "ada")
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert not screen_of(pilot).query_one(FamilyLineView).is_open


async def test_the_people_stand_beside_a_wide_drawing_and_in_place_of_a_narrow_one(case: Path):
    for width, is_beside in ((140, True), (80, False)):
        async with running(case, size=(width, 40)) as pilot:
            await at_genogram(pilot, "aunt")
            tree = screen_of(pilot).query_one(PeopleTree)
            assert tree.display is is_beside
            await pilot.press("l")
            await pilot.pause()
            assert tree.display is not is_beside
            assert view_of(pilot).canvas.display is is_beside


async def test_drawing_and_tree_have_the_same_person_in_focus(case: Path):
    async with running(case, size=(140, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        tree = screen_of(pilot).query_one(PeopleTree)
        assert tree._lines[tree.cursor].person == "aunt"
        tree.focus()
        await pilot.press("up")
        assert view_of(pilot).person == view_of(pilot).canvas.person == tree._lines[tree.cursor].person
        await pilot.press("tab")
        assert tree._lines[tree.cursor].person == view_of(pilot).canvas.person


async def test_the_years_hold_for_the_tree_as_for_the_drawing(case: Path):
    async with running(case, size=(140, 40)) as pilot:
        await at_genogram(pilot, "aunt")
        tree = screen_of(pilot).query_one(PeopleTree)
        assert "Ada Shaw" in tree.text
        while view_of(pilot).day.year > 2009:
            await pilot.press("left_square_bracket")
        await settled(pilot, lambda: view_of(pilot).is_up_to_date)
        assert "Ada Shaw" not in tree.text
        assert "Donna Reed, 1" in tree.text


async def test_a_move_and_a_placement_are_typed_on_the_line_and_drawn_at_once(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        await pilot.press("a")
        line = line_of(pilot)
        line.value = "moved: 3/2019 12 High Street with Ben"
        await settled(pilot, lambda: "Kelly Reed and Ben Shaw moved" in reading(pilot))
        await pilot.press("enter")
        await settled(pilot, lambda: len(case_of(pilot).residences) == 2 and not line.value)
        line.value = "@Ada placed: 5/6/2020 foster with Pat Hill f"
        await pilot.press("enter")
        await settled(pilot, lambda: len(case_of(pilot).residences) == 3 and view_of(pilot).is_up_to_date)
        assert last_label(pilot) == "Ada Shaw placed: foster care with Pat Hill 5 June 2020"
        await settled(pilot, lambda: "Pat Hill" in view_of(pilot).text)


async def test_a_form_over_the_family_left_by_closing_the_app_is_kept_as_a_draft_and_is_there_again(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        put(await form_after(pilot, "m"), from_="1/2019", name="Gran's flat")
        drafts = next(s for s in pilot.app.screen_stack if isinstance(s, CaseScreen))._drafts
        await settled(pilot, lambda: "Gran" in drafts.kept().get("move form mum", ""))
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        form = await form_after(pilot, "m")
        assert form._widget("name").value == "Gran's flat"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and len(case_of(pilot).residences) == 1)


async def test_what_another_window_changed_of_a_person_is_kept_beside_what_is_written_here(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "dad2")
        form = await form_after(pilot, "e")
        screen = next(s for s in pilot.app.screen_stack if isinstance(s, CaseScreen))
        theirs = screen.opened.case.people["dad2"].model_copy(update={"note": "works nights"})
        screen.opened.record("A note", values=(theirs,))
        put(form, name="Lee Coleman")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: pilot.app.screen is screen)
        assert (case_of(pilot).people["dad2"].name, case_of(pilot).people["dad2"].note) == (
            "Lee Coleman",
            "works nights",
        )


async def test_a_wrong_date_of_a_couple_is_corrected_from_the_person_marked(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "dad1")
        await pilot.press("r")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"partners", "enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
        form = pilot.app.screen
        assert isinstance(form, WriteForm)
        put(form, steps="cohabiting 2008; separated May 2015")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        (couple,) = [p for p in case_of(pilot).partnerships if p.id == "m-dad1"]
        assert [step.when.edtf for step in couple.steps] == ["2008", "2015-05"]
        assert "corrected: what they were and became" in last_label(pilot)


async def test_one_tie_is_taken_out_and_one_undo_brings_it_back(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        await pilot.press("a", *"tie: controlling to Ada 2017", "enter")
        await settled(pilot, lambda: len(case_of(pilot).bonds) == 1 and not line_of(pilot).value)
        await pilot.press("escape")
        view_of(pilot).mark("mum")
        await pilot.press("r")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"take out: tie", "enter")
        await settled(pilot, lambda: not case_of(pilot).bonds)
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: len(case_of(pilot).bonds) == 1)
        assert any("Ctrl+Y does it again" in note.message for note in pilot.app._notifications)


async def test_the_nation_and_the_council_of_the_family_are_written_from_the_list_of_what_to_write(case: Path):
    async with running(case) as pilot:
        await pilot.press("f9", "ctrl+e")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose) and bool(pilot.app.screen.query("#answers")))
        pilot.app.screen.query_one(Input).value = "nation"
        await pilot.pause()
        await pilot.press("enter")
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen.query("#fault-"))
        )
        form = pilot.app.screen
        assert isinstance(form, WriteForm)
        put_in(form._widget("nation"), "Wales")
        put_in(form._widget("council"), "Hill Council")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        family = case_of(pilot).family
        assert family is not None
        assert (family.name, family.nation, family.council) == ("Shaw", "wales", "Hill Council")
        assert last_label(pilot) == "The family: nation, council changed"
