"""A child's page on the screen: siblings one after another and side by side, and what is written from there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from chronology.intake.child_edits import day_account, impact_written
from chronology.lives.experience import experience_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.entries import Entry, Impact
from chronology.record.people import Life, Person
from exporters.documents.child import child_text
from tests.families import three_siblings
from tests.tui.screens import running, screen_of, settled
from tui.screens.asking import Choose
from tui.screens.case import CaseScreen
from tui.screens.child_writing import impact_form
from tui.screens.writing import WriteForm
from tui.widgets.child_view import ChildView

DAY = date(2026, 11, 2)


def page(pilot: Pilot[object]) -> str:
    return screen_of(pilot).query_one(ChildView).text


async def on_page(pilot: Pilot[object]) -> None:
    await pilot.press("f4")
    await settled(pilot, lambda: page(pilot).startswith("Ada Shaw"))


def put(form: WriteForm, **fields: str) -> None:
    for key, words in fields.items():
        widget = form._widget(key.removesuffix("_"))
        if hasattr(widget, "value"):
            widget.value = words
        else:
            widget.text = words


async def form_after(pilot: Pilot[object], *keys: str) -> WriteForm:
    await pilot.press(*keys)
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm))
    return pilot.app.screen  # type: ignore[return-value]


async def kept(pilot: Pilot[object]) -> None:
    before = pilot.app.screen_stack[-2].opened.case  # type: ignore[attr-defined]
    await pilot.press("ctrl+s")
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and screen_of(pilot).opened.case is not before
    )


async def test_the_page_begins_with_age_and_stage_and_says_nothing_of_a_sibling(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await on_page(pilot)
        head = page(pilot).splitlines()[1]
        assert "1 of 3" in head
        assert head.split(",")[0].isdigit()
        assert not any(name in page(pilot) for name in ("Ben Shaw", "Cora Cole"))


async def test_n_goes_from_sibling_to_sibling_and_round(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await on_page(pilot)
        for name in ("Ben Shaw", "Cora Cole", "Ada Shaw"):
            await pilot.press("n")
            await settled(pilot, lambda name=name: page(pilot).startswith(name))
        await pilot.press("N")
        await settled(pilot, lambda: page(pilot).startswith("Cora Cole"))


async def test_siblings_stand_side_by_side_as_lanes_by_date_and_by_age(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await on_page(pilot)
        await pilot.press("c")
        await settled(pilot, lambda: page(pilot).startswith("Life of Ada Shaw, Ben Shaw and Cora Cole"))
        await pilot.press("g")
        await settled(pilot, lambda: "by age" in page(pilot))
        await pilot.press("c")
        await settled(pilot, lambda: page(pilot).startswith("Ada Shaw, born"))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60)])
async def test_lanes_side_by_side_are_as_wide_as_the_view_and_no_wider(case: Path, size: tuple[int, int]):
    def lanes() -> list[str]:
        return page(pilot).partition("lasting (darker")[0].splitlines()[2:]

    async with running(case, size=size) as pilot:
        await on_page(pilot)
        await pilot.press("c")
        await settled(pilot, lambda: page(pilot).startswith("Life of"))
        view = screen_of(pilot).query_one(ChildView)
        assert size[0] - 8 < max(map(len, lanes())) <= view.scrollable_content_region.width
        assert view.virtual_size.width <= view.scrollable_content_region.width
        await pilot.resize_terminal(90, 24)
        await settled(pilot, lambda: 82 < max(map(len, lanes())) <= 87)


async def test_lanes_by_age_say_whose_birth_is_not_dated_in_the_words_of_the_app(case: Path):
    async with running(case) as pilot:
        view = screen_of(pilot).query_one(ChildView)
        opened = three_siblings()
        ben = opened.people["ben"].model_copy(update={"birth": UNDATED})
        view.is_by_age = view.is_comparing = True
        view.show_child(opened.with_records((ben,)), "ada", ("ada", "ben"), DAY)
        await settled(
            pilot, lambda: view.text.startswith("By age is not possible: the birth of Ben Shaw is not dated.")
        )
        assert "--" not in view.text


async def test_the_childs_own_words_a_day_and_an_impact_are_written_from_the_page(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await on_page(pilot)
        put(await form_after(pilot, "v"), words="I like the bus.", question="What was good?")
        await kept(pilot)
        await settled(pilot, lambda: "“I like the bus.”" in page(pilot))
        put(await form_after(pilot, "d"), part="waking", event="Gets up alone at six.", who="School, Mr Hart")
        await kept(pilot)
        await settled(pilot, lambda: "waking: Gets up alone at six." in page(pilot))
        await pilot.press("i")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm))
        put(pilot.app.screen, words="Sat under the table.")  # type: ignore[arg-type]
        await kept(pilot)
        await settled(pilot, lambda: "Sat under the table." in page(pilot))
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: "Sat under the table." not in page(pilot))


@pytest.mark.parametrize("key", ["v", "d", "i"])
async def test_open_to_read_only_nothing_is_written_from_the_page(case: Path, key: str):
    async with running(case, read_only=True, size=(100, 40)) as pilot:
        await on_page(pilot)
        await pilot.press(key)
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, CaseScreen)


def test_impact_on_one_child_leaves_a_siblings_as_it_is():
    entry = next(e for e in three_siblings().entries if len(e.children) > 1)
    ben = next(c for c in entry.children if c != "ada")
    both = impact_written(impact_written(entry, ben, "Hid."), "ada", "Cried.")
    assert (both.impact_on(ben), both.impact_on("ada")) == ("Hid.", "Cried.")
    assert impact_written(both, "ada", " ").impacts == (Impact(child=ben, words="Hid."),)


def test_an_impact_is_written_into_the_entry_as_another_window_left_it():
    opened = three_siblings()
    entry = next(e for e in opened.entries if {"ada", "ben"} <= set(e.children))
    now = opened.with_records((impact_written(entry, "ben", "Hid."),))
    form = impact_form(lambda: now, entry, opened.people["ada"])
    made = form._check([{"words": "Cried."}]).value
    assert made is not None
    assert (made.impact_on("ada"), made.impact_on("ben")) == ("Cried.", "Hid.")
    gone = opened.with_records((), (entry.id,))
    assert "removed" in impact_form(lambda: gone, entry, opened.people["ada"])._check([{"words": "x"}]).faults[""]


def test_each_entry_of_the_page_has_beside_it_what_it_was_for_this_child_and_never_for_a_sibling():
    entry = Entry(
        id="e",
        when=When(edtf="2020-05-05"),
        children=("ada", "ben"),
        event="No food in the house.",
        impacts=(Impact(child="ada", words="Went to bed hungry."), Impact(child="ben", words="Cried at school.")),
    )
    undated = entry.model_copy(update={"id": "u", "when": UNDATED, "event": "The heating was off."})
    case = three_siblings().with_records((entry, undated))
    pages = {child: child_text(case, experience_of(case, child, day=DAY)) for child in ("ada", "ben")}
    for event in ("No food in the house.", "The heating was off."):
        (line,) = [line for line in pages["ada"].splitlines() if event in line]
        assert line.endswith("for Ada: Went to bed hungry.")
    assert "Cried at school." not in pages["ada"]
    assert "Went to bed hungry." not in pages["ben"]
    assert pages["ben"].count("for Ben: Cried at school.") == 2


def test_every_fault_of_a_day_is_told_at_once():
    entry, faults = day_account(three_siblings(), "ada", {"from": "31/2/20", "part": "noon", "basis": "guess"}, day=DAY)
    assert entry is None
    assert set(faults) == {"from", "part", "event", "basis"}


def test_the_page_of_a_child_who_has_died_says_when_and_of_a_pregnancy_when_it_is_due():
    for about, said in (
        ({"death": When(edtf="2018-05-05"), "is_dead": True}, "Kit Vale, born 3 April 2015, died 5 May 2018: as at"),
        ({"is_dead": True}, "Kit Vale, born 3 April 2015, has died: as at"),
        ({"life": Life.EXPECTED}, "Kit Vale, due 3 April 2015: as at"),
        ({"life": Life.STILLBIRTH}, "Kit Vale, born 3 April 2015, stillbirth: as at"),
        ({}, "Kit Vale, born 3 April 2015: as at"),
    ):
        case = CaseFile.of([Person(id="kit", name="Kit Vale", birth=When(edtf="2015-04-03"), **about)])
        assert child_text(case, experience_of(case, "kit", day=DAY)).startswith(said)
