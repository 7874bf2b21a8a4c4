"""What is typed lands where it is meant to, however far the screen is behind."""

from __future__ import annotations

import sys
import time

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.widgets import Input

from chronology.record.imports import Matter
from tests.tui.screens import opens_plainly, rows, running, screen_of, settled
from tests.tui.terminals import kept, on_a_terminal
from tests.tui.test_faults import ACCOUNTS
from tests.tui.test_nothing_lost import said
from tui import textual_quirks
from tui.screens.asking import Choose
from tui.screens.forms import Form
from tui.widgets.genogram_view import GenogramView


def type_ahead(pilot, *keys: str) -> None:
    """Press keys all at once, as a terminal gives those that were typed while the screen was busy; a longer word is a key."""
    for key in keys:
        is_letter = len(key) == 1
        pilot.app.post_message(Key(_character_to_key(key) if is_letter else key, key if is_letter else None))


async def test_a_line_typed_before_its_field_is_there_stands_in_it_whole(case):
    line = "12/3/19 school: some new shoes @Ada"
    async with running(case) as pilot:
        type_ahead(pilot, "ctrl+n", *line)
        await settled(pilot, lambda: screen_of(pilot).query_one("#quick", Input).value == line)


async def test_an_entry_typed_ahead_is_added_and_the_next_line_begun(case):
    async with running(case) as pilot:
        before = len(rows(pilot))
        type_ahead(pilot, "ctrl+n", *"12/3/19 school: shoes @Ada", "enter")
        await settled(pilot, lambda: len(rows(pilot)) == before + 1)


async def test_a_line_of_the_family_typed_before_it_is_open_stands_in_it_whole(case):
    async with running(case) as pilot:
        await pilot.press("f5")
        view = screen_of(pilot).query_one(GenogramView)
        await settled(pilot, lambda: view.is_up_to_date)
        type_ahead(pilot, "a", *"moved: 3/2019 12 High Street")
        line = screen_of(pilot).query_one("#family-line", Input)
        await settled(pilot, lambda: line.value == "moved: 3/2019 12 High Street")


async def test_the_name_of_a_command_is_typed_before_the_list_of_commands_is_there(case):
    async with running(case) as pilot:
        type_ahead(pilot, "ctrl+p", *"undo")
        await settled(pilot, lambda: pilot.app.screen.query_one(Input).value == "undo")


async def test_what_is_typed_after_tab_stands_in_the_next_field(case):
    async with running(case) as pilot:
        await pilot.press("f9", "ctrl+e")
        await pilot.press(*"danger", "enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Form) and pilot.app.screen.focused is not None)
        type_ahead(pilot, *"1/5/2020", "tab", "tab", *"food")
        form = pilot.app.screen
        await settled(pilot, lambda: [*form._words().values()].count("food") == 1)
        assert (form._words()["0|to"], form._words()["0|issue"]) == ("1/5/2020", "food")


async def test_the_name_of_the_field_in_use_is_in_view_in_a_form_on_a_small_screen(case):
    async with running(case, size=(80, 24)) as pilot:
        await pilot.press("f9", "ctrl+e")
        await pilot.press(*"danger", "enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Form) and pilot.app.screen.focused is not None)
        for _ in range(6):
            await settled(pilot, lambda: _is_named(pilot.app.screen))
            await pilot.press("tab")


def _is_named(form: Form) -> bool:
    page = form._laid[form._at_page]
    field = form.focused
    name = page.children[list(page.children).index(field) - 1]
    return page.content_region.contains_region(name.region) and page.content_region.contains_region(field.region)


async def test_the_name_of_what_was_recorded_is_typed_before_the_matters_are_found(case, monkeypatch):
    from chronology.lives import matters

    found = matters.matters_of

    def slowly(*given):
        time.sleep(0.3)
        return found(*given)

    monkeypatch.setattr(matters, "matters_of", slowly)
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Accounts", values=ACCOUNTS)
    async with running(case, size=(100, 40)) as pilot:
        view = screen_of(pilot).view
        type_ahead(pilot, "m", "enter", *"different", "enter", *"told apart", "enter")
        await settled(pilot, lambda: bool(screen_of(pilot).opened.case.of_kind(Matter)))
        (matter,) = screen_of(pilot).opened.case.of_kind(Matter)
        assert (matter.is_one, matter.why) == (False, "told apart")
        await settled(pilot, lambda: "kept apart as different matters" in said(pilot.app))
        assert screen_of(pilot).view == view


async def test_what_is_typed_while_patterns_are_looked_for_narrows_them_and_does_nothing_below(case):
    async with running(case, size=(100, 40)) as pilot:
        await pilot.press("f8", "f12")
        await settled(pilot, lambda: screen_of(pilot).view == "patterns")
        head = screen_of(pilot).opened.head()
        screen_of(pilot).child = "ada"
        type_ahead(pilot, "ctrl+e", *"set aside")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await settled(pilot, lambda: pilot.app.screen.query_one(Input).value == "set aside")
        assert pilot.app.screen_stack[-2].opened.head() == head


async def test_the_next_entry_typed_before_the_first_is_recorded_stands_in_an_empty_line(case, monkeypatch):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        record = screen.opened.record

        def slowly(*given, **more):
            time.sleep(0.3)
            return record(*given, **more)

        monkeypatch.setattr(screen.opened, "record", slowly)
        type_ahead(pilot, "ctrl+n", *"12/3/19 school: shoes @Ada", "enter", *"13/3/19 school: coat @Ada", "enter")
        await settled(pilot, lambda: len(rows(pilot)) == 9)
        assert {"shoes", "coat"} <= {entry.event for entry in screen.opened.case.entries}
        assert not screen.query_one("#quick", Input).value


async def test_keys_that_wait_for_very_long_work_are_let_go(case, monkeypatch):
    monkeypatch.setattr(textual_quirks, "LONGEST_HOLD", 0.1)
    async with running(case) as pilot:
        with pilot.app.keys_waiting():
            type_ahead(pilot, "ctrl+n", *"half")
            await settled(pilot, lambda: screen_of(pilot).query_one("#quick", Input).value == "half")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Windows is another's to test")
def test_a_case_file_is_opened_and_written_in_with_one_write_to_the_terminal(case):
    with on_a_terminal(case) as terminal:
        terminal.wait_for("\x1b[?1049h")  # drawn before the terminal gives keys one by one
        terminal.type("\x0e12/3/19 school: typed ahead @Ada\r\x0e13/3/19 school: and again @Ada\r")
        terminal.wait_for("Added: 12")
        terminal.wait_for("Added: 13")
        terminal.type(b"\x11")
        assert terminal.ended() == 0
    assert {"typed ahead", "and again"} <= set(kept(case)[1])
