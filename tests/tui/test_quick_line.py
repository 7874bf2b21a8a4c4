"""The line to add an entry: what it offers, and what several pasted lines become."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key, Paste
from textual.widgets import Static

from tests.tui.screens import HOSTILE, running, screen_of, settled
from tui.screens.case import CaseScreen
from tui.screens.importing import ImportPreview
from tui.widgets.completed_line import CompletedLine


def offered(pilot) -> str:
    told = screen_of(pilot).query_one("#quick-offered", Static)
    return str(told.render()) if told.display else ""


async def test_tab_and_right_take_what_is_offered_and_the_arrows_mark_another(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+n", *"1/2/19 sch")
        assert offered(pilot).startswith("Tab ‹school›")
        await pilot.press("right", *"hungry @")
        assert offered(pilot).startswith("Tab ‹Ada Shaw›  Ben Shaw ")
        await pilot.press("down", "tab", *"#foo", "tab")
        quick = screen_of(pilot).query_one("#quick", CompletedLine)
        assert quick.value.startswith("1/2/19 school: hungry @Ben #food ")
        assert not offered(pilot)
        read = str(screen_of(pilot).query_one("#read-back", Static).render())
        assert all(words in read for words in ("1 February 2019", "school", "Ben"))


async def test_nothing_is_offered_once_the_line_is_left(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+n", *"1/2/19 sch")
        assert offered(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert not offered(pilot)


async def test_pasted_lines_become_the_preview_of_an_import_and_the_line_stays(case: Path):
    async with running(case, size=(110, 40)) as pilot:
        await pilot.press("ctrl+n", *"1/2/19")
        quick = screen_of(pilot).query_one("#quick", CompletedLine)
        quick.post_message(Paste("Date\tChild\tEvent\r\n1/2/2020\tAda\tBreakfast club\r\n2/2/2020\tAda\tLate"))
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        await pilot.press("a")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await settled(pilot, lambda: len(screen_of(pilot).opened.case.entries) == 9)
        assert quick.value == "1/2/19"


async def test_one_pasted_line_stays_in_the_line_and_is_inert(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+n")
        quick = screen_of(pilot).query_one("#quick", CompletedLine)
        quick.post_message(Paste(f"12/3/2019 school: {HOSTILE}\n"))
        await settled(pilot, lambda: "[/never]" in quick.value)
        assert not any(c in quick.value for c in "\x1b\x9b\u202e")


async def test_what_is_typed_after_enter_is_the_next_line_however_long_the_first_takes_to_record(case: Path):
    async with running(case) as pilot:
        before = len(screen_of(pilot).opened.case.entries)
        for key in ("ctrl+n", *"1/2/19 school: one @Ada", "enter", *"2/2/19 school: two @Ben", "enter", *"3/2"):
            named = {" ": "space", "/": "slash", ":": "colon", "@": "at"}.get(key, key)
            pilot.app.post_message(Key(named, key if len(key) == 1 else None))
        quick = screen_of(pilot).query_one("#quick", CompletedLine)
        await settled(pilot, lambda: quick.value == "3/2")
        case_now = screen_of(pilot).opened.case
        assert len(case_now.entries) == before + 2
        added = {entry.event: entry.children for entry in case_now.entries if entry.event in {"one", "two"}}
        assert added == {"one": ("ada",), "two": ("ben",)}
