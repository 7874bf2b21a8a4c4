"""What the terminal app keeps when a window closes, a file goes away or a person mistypes; and what it never writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import constants
from textual.app import App
from textual.events import Paste
from textual.widgets import Input, Static
from textual.widgets._toast import Toast

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.record.errors import LockedError, UsageError
from chronology.record.plans import Family
from tests.tui.screens import HOSTILE, clicked, opens_plainly, rows, running, screen_of, settled, takes_in
from tui.app import KinlineApp, run
from tui.commands import COMMANDS
from tui.screens.asking import AskFiles
from tui.screens.caseload import Caseload
from tui.screens.importing import ImportPreview
from tui.textual_quirks import Line, crash_words
from tui.widgets.entry_table import EntryTable

LINE = "12/3/19 school: arrived hungry @Ada"


def said(app: App[object]) -> str:
    return "\n".join(note.message for note in app._notifications)


def drafts(case: Path) -> dict[str, str]:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        return dict(opened.drafts())


async def type_line(pilot, line: str = LINE) -> Input:
    await pilot.press("ctrl+n")
    quick = screen_of(pilot).query_one("#quick", Input)
    quick.value = line
    await pilot.pause()
    return quick


async def test_a_line_being_typed_is_on_disk_before_it_is_added(case: Path):
    async with running(case) as pilot:
        await type_line(pilot)
        await settled(pilot, lambda: LINE in drafts(case).values())


async def test_a_line_that_was_not_added_is_back_when_the_case_file_opens_again(case: Path):
    async with running(case) as pilot:
        await type_line(pilot)
    async with running(case) as pilot:
        quick = screen_of(pilot).query_one("#quick", Input)
        await settled(pilot, lambda: quick.value == LINE and quick.has_focus)


async def test_a_line_that_was_added_is_not_brought_back(case: Path):
    async with running(case) as pilot:
        await type_line(pilot)
        await settled(pilot, lambda: bool(drafts(case)))
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
        await settled(pilot, lambda: not drafts(case))


async def test_escape_closes_the_line_and_keeps_its_words(case: Path):
    async with running(case) as pilot:
        quick = await type_line(pilot)
        await pilot.press("escape")
        assert not quick.display
        await pilot.press("ctrl+n")
        assert quick.display
        assert quick.value == LINE


async def test_undo_touches_no_record_while_words_are_being_typed(case: Path):
    async with running(case) as pilot:
        before = screen_of(pilot).opened.head()
        await type_line(pilot)
        await pilot.press("ctrl+z")
        await pilot.pause(0.1)
        assert screen_of(pilot).opened.head() == before
        await settled(pilot, lambda: "A line is being typed" in said(pilot.app))


async def test_an_entry_about_a_child_who_is_not_in_focus_is_said_to_be_added_and_not_shown(case: Path):
    async with running(case) as pilot:
        await pilot.press("f8", "f8")
        await type_line(pilot)
        await pilot.press("enter")
        await settled(pilot, lambda: "Added: 12 March 2019" in said(pilot.app))
        await settled(pilot, lambda: "not shown now" in said(pilot.app))


async def test_nothing_is_taken_into_a_case_file_that_is_gone_and_the_words_stay(case: Path):
    async with running(case) as pilot:
        quick = await type_line(pilot)
        case.rename(case.with_name("away.kin"))
        await pilot.press("enter")
        await settled(pilot, lambda: "no longer where it was opened" in said(pilot.app))
        assert quick.value == LINE
        assert len(screen_of(pilot).opened.case.entries) == 7
        case.with_name("away.kin").rename(case)
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)


async def test_a_case_file_out_of_reach_is_said_once_and_so_is_its_return(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        case.rename(case.with_name("away.kin"))
        await settled(pilot, lambda: "no longer where" in said(pilot.app))
        for _ in range(3):
            await screen.look_for_changes().wait()
        assert said(pilot.app).count("no longer where") == 1
        case.with_name("away.kin").rename(case)
        await settled(pilot, lambda: "can be reached again" in said(pilot.app))


async def test_a_file_that_cannot_be_read_is_asked_for_again_with_the_reason(case: Path):
    async with running(case) as pilot:
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        pilot.app.screen.query_one(Input).value = "missing.csv"
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles) and bool(pilot.app.screen._problem))
        assert pilot.app.screen.query_one(Input).value == "missing.csv"
        assert "cannot be opened" in " ".join(str(s.render()) for s in pilot.app.screen.query(Static))


async def test_a_whole_import_is_one_change_and_one_undo_takes_it_back(case: Path):
    table = case.parent / "new.csv"
    table.write_text("date,children,event\n1/2/2020,Ada,Breakfast club\n2/2/2020,Ada,Late\n", "utf-8")
    async with running(case, size=(110, 34)) as pilot:
        changes = len(screen_of(pilot).opened.history())
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        pilot.app.screen.query_one(Input).value = f"'{table}'"
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        await clicked(pilot, "#accept")
        await settled(pilot, lambda: len(rows(pilot)) == 9)
        assert len(screen_of(pilot).opened.history()) == changes + 1
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: len(rows(pilot)) == 7)


async def test_an_import_is_shown_again_where_the_case_file_changed_meanwhile(case: Path):
    table = case.parent / "new.csv"
    table.write_text("date,children,event\n1/2/2020,Ada,Breakfast club\n", "utf-8")
    async with running(case, size=(110, 34)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        pilot.app.screen.query_one(Input).value = f"'{table}'"
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        first = pilot.app.screen
        with opens_plainly(case.parent)(case, None) as other:
            other.record("Renamed elsewhere", values=(Family(id="f", name="Shaw-Reed"),))
        await takes_in(pilot, screen, "f", lambda now: now.name == "Shaw-Reed")
        await clicked(pilot, "#accept")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and pilot.app.screen is not first)
        assert len(screen.opened.case.entries) == 7


async def test_no_passphrase_is_asked_for_where_it_would_not_help(case: Path):
    def opens(_path: Path, _passphrase: str | None) -> OpenCase:
        raise LockedError("there is no identity yet.")

    app = KinlineApp(case.parent, opens, first=case)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, lambda: "no identity" in said(app))
        assert isinstance(app.screen, Caseload)


async def test_messages_are_whole_on_the_screen_and_over_nothing_that_is_read_or_typed(case: Path):
    async with running(case) as pilot:
        quick = await type_line(pilot)
        screen_of(pilot)._say("Something to know")
        screen_of(pilot)._say(f"Something longer to know, {'word after word ' * 16}to the end.")
        await settled(pilot, lambda: len([t for t in pilot.app.screen.query(Toast) if t.region]) == 2)
        short, long = pilot.app.screen.query(Toast)
        assert (short.region.height, long.region.height) == (1, 4)
        for toast in (short, long):
            found, _ = pilot.app.screen.get_widget_at(toast.region.x + 2, toast.region.y)
            assert found is toast
        for read in (quick, pilot.app.screen.query_one("#views"), pilot.app.screen.query_one("Footer")):
            assert not any(toast.region.overlaps(read.region) for toast in (short, long))


async def test_the_row_under_the_cursor_stays_in_view_while_a_message_stands(case: Path):
    async with running(case, size=(80, 12)) as pilot:
        table = screen_of(pilot).query_one(EntryTable)
        await settled(pilot, lambda: bool(table.rows))
        await pilot.press("end")
        await settled(pilot, lambda: table.cursor == len(table.rows) - 1)
        height = table.size.height
        screen_of(pilot)._say("One.")
        screen_of(pilot)._say("Two.")
        await settled(pilot, lambda: table.size.height == height - 2)
        assert 0 <= table.cursor - table.scroll_offset.y < table.size.height - 1


async def test_the_footer_has_room_on_eighty_columns(case: Path):
    async with running(case) as pilot:
        footer = screen_of(pilot).query_one("Footer")
        await settled(pilot, lambda: bool(footer.query("FooterKey")))
        keys = list(footer.query("FooterKey"))
        assert [key.key_display for key in keys] == [c.shown_key for c in COMMANDS if c.is_in_footer]
        assert all(key.region.right <= 80 for key in keys)
        assert not screen_of(pilot).show_vertical_scrollbar


async def test_what_is_pasted_holds_no_control_character(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+n")
        quick = screen_of(pilot).query_one("#quick", Line)
        quick.insert_text_at_cursor(HOSTILE)
        assert "[/never]" in quick.value
        assert not any(c in quick.value for c in "\x1b\x9b\u202e")


async def test_a_hostile_family_name_is_inert_in_the_header(case: Path):
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Renamed", values=(Family(id="f", name=HOSTILE),))
    async with running(case) as pilot:
        shown = str(screen_of(pilot).sub_title) + str(screen_of(pilot).query_one("#focus", Static).render())
        assert "[/never]" in shown
        assert not any(c in shown for c in "\x1b\x9b\u202e")


def test_the_screen_is_not_drawn_into_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with (tmp_path / "screen.txt").open("w") as file:
        monkeypatch.setattr("sys.__stderr__", file)
        with pytest.raises(UsageError, match="stderr"):
            run(tmp_path, opens_plainly(tmp_path))
    assert not (tmp_path / "screen.txt").read_text()


def test_the_toolkits_switches_for_developers_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TEXTUAL", "debug,devtools")
    for name, on in (("DEBUG", True), ("LOG_FILE", str(tmp_path / "log")), ("SCREENSHOT_DELAY", 1)):
        monkeypatch.setattr(constants, name, on)
    app = KinlineApp(tmp_path, opens_plainly(tmp_path))
    assert (constants.DEBUG, constants.LOG_FILE, constants.SCREENSHOT_DELAY) == (False, None, -1)
    assert not app.features
    assert app.devtools is None


def test_a_crash_in_work_beside_the_screen_names_what_failed_there():
    wrapper = RuntimeError("Ada Shaw")
    wrapper.error = ValueError("12 March 2010")  # type: ignore[attr-defined]
    words = crash_words(wrapper)
    assert "ValueError" in words
    assert "Ada" not in words
    assert "2010" not in words


async def test_drafts_that_cannot_be_read_for_now_are_said_and_stop_nothing(case: Path, monkeypatch):
    async with running(case) as pilot:
        screen = screen_of(pilot)

        def locked() -> dict[str, str]:
            raise LockedError("the case file is not there.")

        monkeypatch.setattr(screen.opened.journal, "drafts", locked)
        screen._drafts.keep("quick line", "typed now")
        assert screen._drafts.kept() == {"quick line": "typed now"}
        await settled(pilot, lambda: "cannot be read for now" in said(pilot.app))
        monkeypatch.undo()


async def test_what_is_pasted_into_the_line_is_there_once_and_whole(case: Path):
    async with running(case) as pilot:
        quick = await type_line(pilot, "")
        pilot.app.post_message(Paste("12/3/19 school: hungry"))
        await settled(pilot, lambda: bool(quick.value))
        await pilot.pause(0.1)
        assert quick.value == "12/3/19 school: hungry"


async def test_every_line_of_what_is_pasted_into_one_line_is_kept(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+f")
        line = screen_of(pilot).query_one("#filter", Line)
        await settled(pilot, lambda: line.has_focus)
        pilot.app.post_message(Paste("one\r\ntwo\nthree"))
        await settled(pilot, lambda: line.value == "one two three")
