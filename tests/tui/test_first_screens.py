"""The terminal app: each view, adding on one line, undo, import, supervision, and text that stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from chronology.journal.opencase import OpenCase
from chronology.record.entries import Entry
from chronology.record.errors import WrongKey
from tests.tui.screens import clicked, opens_plainly, rows, running, screen_of, settled
from tui.app import KinlineApp
from tui.commands import COMMANDS
from tui.opening import PassphraseNeeded
from tui.screens.asking import AskPassphrase, Help
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.first_run import FirstRun, Told
from tui.screens.importing import ImportPreview
from tui.textual_quirks import crash_words, inert
from tui.widgets.child_view import ChildView
from tui.widgets.entry_table import Column, EntryTable, Row
from tui.widgets.family_canvas import FamilyCanvas
from tui.widgets.genogram_view import GenogramView
from tui.widgets.wrapped_lines import WrappedLines


async def test_a_case_file_opens_on_its_entries(case: Path):
    async with running(case) as pilot:
        assert len(rows(pilot)) == 7
        assert rows(pilot)[0].cells[1] == "Ada, Ben"


async def test_a_child_in_focus_shows_nothing_of_a_sibling(case: Path):
    async with running(case) as pilot:
        await pilot.press("f8")
        table = screen_of(pilot).query_one(EntryTable)
        assert {r.id for r in table.rows} == {"e1", "e6", "e4", "e3", "hostile"}
        table.cursor = 0
        await pilot.pause()
        text = str(screen_of(pilot).query_one("#full-text", Static).render())
        assert "Ada was tearful" in text
        assert "Ben" not in text


@pytest.mark.parametrize(
    ("key", "view", "words"),
    [("f3", "people", "Joan Reed"), ("f4", "child", "In the child's own words"), ("f6", "history", "Begun")],
)
async def test_each_view_shows_its_page(case: Path, key: str, view: str, words: str):
    async with running(case) as pilot:
        await pilot.press(key)
        await settled(pilot, lambda: words in getattr(screen_of(pilot).query_one(f"#{view}"), "text", ""))


async def test_the_genogram_is_drawn_in_characters(case: Path):
    async with running(case) as pilot:
        await pilot.press("f5")
        view = screen_of(pilot).query_one(GenogramView)
        await settled(pilot, lambda: "Kelly Reed" in view.text, tries=300)


async def test_the_filter_keeps_the_entries_that_hold_every_word(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+f", *"hungry")
        assert [r.id for r in rows(pilot)] == ["e1"]
        await pilot.press("escape")
        assert len(rows(pilot)) == 7


async def test_one_line_becomes_an_entry_and_is_undone_and_redone(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+n")
        line = screen_of(pilot).query_one("#quick", Input)
        line.value = "12/3/19 school: arrived hungry @Ada #food told:no"
        await pilot.pause()
        assert "12 March 2019" in str(screen_of(pilot).query_one("#read-back", Static).render())
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
        await pilot.press("escape", "ctrl+z")
        await settled(pilot, lambda: len(rows(pilot)) == 7)
        await pilot.press("ctrl+y")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
        added = [e for e in screen_of(pilot).opened.case.entries if e.event == "arrived hungry"]
        assert [(e.children, e.origin.agency, e.neglect[0].domain) for e in added] == [(("ada",), "school", "FTP-food")]


async def test_where_nothing_was_undone_there_is_nothing_to_do_again(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+y")
        await settled(pilot, lambda: "There is nothing to do again." in [n.message for n in pilot.app._notifications])


async def test_a_line_that_is_not_understood_adds_nothing(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+n")
        screen_of(pilot).query_one("#quick", Input).value = "31/02/2019 school: x @Zed"
        await pilot.press("enter")
        await pilot.pause()
        assert len(rows(pilot)) == 7
        assert screen_of(pilot).query_one("#quick", Input).value


async def test_an_import_is_shown_first_and_recorded_only_when_accepted(case: Path):
    (case.parent / "new.csv").write_text(
        "date,children,event\n1/2/2020,Ada,Breakfast club\n31/2/2020,Ada,Never\n", "utf-8"
    )
    async with running(case, size=(110, 34)) as pilot:
        for answer, count in (("leave", 7), ("accept", 8)):
            await pilot.press("f7")
            await pilot.pause()
            pilot.app.screen.query_one(Input).value = str(case.parent / "new.csv")
            await pilot.press("enter")
            await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
            told = [line for lines in pilot.app.screen.query(WrappedLines) for line in lines.lines]
            assert "31/2/2020" in " ".join(told)
            await clicked(pilot, f"#{answer}")
            await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
            await settled(pilot, lambda count=count: len(rows(pilot)) == count)


async def test_open_to_read_only_nothing_changes(case: Path):
    async with running(case, read_only=True) as pilot:
        before = screen_of(pilot).opened.head()
        await pilot.press("ctrl+n", "ctrl+z", "ctrl+y", "f7")
        await pilot.pause()
        assert screen_of(pilot).opened.head() == before
        assert not screen_of(pilot).query_one("#quick").display


async def test_what_another_window_records_appears(case: Path):
    async with running(case) as pilot:
        with opens_plainly(case.parent)(case, None) as other:
            other.record("Added elsewhere", values=(Entry(id="x", event="From the other window", children=("ben",)),))
        screen_of(pilot).look_for_changes()
        await settled(pilot, lambda: len(rows(pilot)) == 8)


async def test_hostile_text_is_shown_letter_for_letter_and_obeyed_nowhere(case: Path):
    async with running(case, size=(140, 40)) as pilot:
        table = screen_of(pilot).query_one(EntryTable)
        table.cursor = next(i for i, r in enumerate(table.rows) if r.id == "hostile")
        await pilot.pause()
        shown = str(screen_of(pilot).query_one("#full-text", Static).render())
        assert "[/never] [@click=app.quit]x[/]" in shown
        lines = "\n".join("".join(seg.text for seg in table.render_line(y)) for y in range(table.size.height))
        assert "[/never]" in lines
        assert not any(c in shown + lines for c in "\x1b\x9b\u202e")


async def test_help_lists_every_command_and_escape_closes_it(case: Path):
    async with running(case, size=(120, 50)) as pilot:
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Help)

        def shown() -> str:
            return "\n".join(str(s.render()) for s in pilot.app.screen.query(Static))

        await settled(pilot, lambda: all(c.tells in " ".join(shown().split()) for c in COMMANDS))
        lines = shown().splitlines()
        began = next(n for n, line in enumerate(lines) if line.startswith("Ctrl+O"))
        assert lines[began + 1].startswith(" " * lines[began].index("Export"))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_every_command_has_its_action_and_the_footer_at_most_seven(case: Path):
    async with running(case) as pilot:
        for command in COMMANDS:
            screen = screen_of(pilot)
            views = [screen.query_one(view) for view in (GenogramView, FamilyCanvas, ChildView)]
            targets = [screen, *(views if command.view else ())]
            assert any(hasattr(target, f"action_{command.name}") for target in (*targets, pilot.app)), command.name
    footer = [c for c in COMMANDS if c.is_in_footer]
    assert len(footer) <= 7
    assert footer[0].key == "f1"
    assert not [c for c in COMMANDS if c.changes and any(len(key) == 1 for key in c.key.split(","))]


async def test_the_caseload_lists_case_files_and_opens_the_one_chosen(case: Path):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Caseload)
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("f10")
        await settled(pilot, lambda: isinstance(app.screen, Caseload))


async def test_a_wrong_passphrase_is_asked_for_again_with_the_reason(case: Path):
    def opens(path: Path, passphrase: str | None) -> OpenCase:
        if passphrase != "right words":
            raise PassphraseNeeded(WrongKey("the passphrase is wrong."), is_first=passphrase is None)
        return opens_plainly(case.parent)(path, None)

    app = KinlineApp(case.parent, opens, first=case)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, AskPassphrase))
        await pilot.press(*"no", "enter")
        await settled(
            pilot,
            lambda: (
                isinstance(app.screen, AskPassphrase)
                and "wrong" in " ".join(str(s.render()) for s in app.screen.query(Static))
            ),
        )
        app.screen.query_one(Input).value = "right words"
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))


def test_a_crash_says_where_and_nothing_of_what_was_held():
    born = "Ada Shaw 12 March 2010"
    try:
        raise ValueError(born)
    except ValueError as failure:
        words = crash_words(failure)
    assert "ValueError" in words
    assert born not in words


async def test_a_crash_inside_the_app_prints_no_case_data(case: Path, capsys: pytest.CaptureFixture[str], monkeypatch):
    def broken(_self):
        held = "Ada Shaw 12 March 2010"
        raise RuntimeError(held)

    monkeypatch.setattr(CaseScreen, "action_show_people", broken)
    with pytest.raises(RuntimeError):
        async with running(case) as pilot:
            await pilot.press("f3")
            await pilot.pause()
    said = capsys.readouterr()
    assert "12 March 2010" not in said.out + said.err


def test_inert_text_keeps_its_brackets_and_loses_its_controls():
    assert inert("a[b]c\x1b[2J").plain == "a[b]c\ufffd[2J"


async def test_a_narrow_table_gives_up_its_last_columns_and_cuts_wide_letters_whole(case: Path):
    async with running(case) as pilot:
        table = EntryTable((Column("One", 6), Column("Two", 30, share=1), Column("Three", 90)))
        await pilot.app.screen.mount(table)
        table.styles.width = 40
        table.show([Row("a", ("漢字漢字漢字", "words\nand more", "gone"))])
        await pilot.pause()
        line = table.render_line(1)
        assert line.cell_length == table.size.width
        assert "…" in line.text
        assert "gone" not in line.text


async def test_keys_that_cannot_be_written_are_said_and_the_words_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from argparse import Namespace

    from tui.setting_up import SettingUp

    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").mkdir()  # the recovery recipient cannot be remembered: the last of three steps
    monkeypatch.setenv("KINLINE_HOME", str(home))
    app = KinlineApp(tmp_path, opens_plainly(tmp_path), setting_up=SettingUp(Namespace()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Told) and bool(app.screen.query("#told-words")))
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, FirstRun) and bool(app.screen.query(Input)))
        screen = app.screen
        for part in ("#words", "#again"):
            screen.query_one(part, Input).value = "four words to keep"
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "none was made" in str(screen.query_one("#first-fault", Static).render()))
        assert app.screen is screen
        assert screen.query_one("#words", Input).value == "four words to keep"
        assert [path.name for path in home.iterdir()] == ["settings.toml"]


async def test_a_family_whose_name_was_undone_is_called_by_its_case_file(case: Path):
    async with running(case) as pilot:
        family = screen_of(pilot).opened.case.family
        if family is not None:
            screen_of(pilot).opened.record("Name taken out", removed=(family.id,))
        screen_of(pilot).show_all()
        await settled(
            pilot, lambda: str(screen_of(pilot).query_one("#focus", Static).render()).startswith("shaw: the whole")
        )
