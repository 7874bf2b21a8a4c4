"""The import as a conversation on the screen: doubts are decided, rows put right, and one answer records it all."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste
from textual.widgets import Input, Static

from chronology.record.dates import When
from chronology.record.imports import Layout, Naming
from tests.tui.screens import running, screen_of, settled
from tui.screens.asking import AskFiles
from tui.screens.case import CaseScreen
from tui.screens.importing import Choose, ImportPreview, PutRight
from tui.textual_quirks import Pasted
from tui.widgets.wrapped_lines import LineList, WrappedLines


async def _asked(pilot, path: Path) -> ImportPreview:
    await pilot.press("f7")
    await pilot.pause()
    pilot.app.screen.query_one("#files", Input).value = str(path)
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
    return pilot.app.screen


def _lines(screen: ImportPreview) -> str:
    return "\n".join(screen.query_one("#to-decide", LineList).lines)


async def test_a_row_is_put_right_a_name_decided_and_all_of_it_recorded_as_one_change(case: Path):
    file = case.parent / "new.csv"
    file.write_text("date,children,event\n31/2/2020,Ada,Never\n1/3/2020,Tiny,Seen\n", "utf-8")
    async with running(case, size=(110, 40)) as pilot:
        before = len(screen_of(pilot).opened.history())
        screen = await _asked(pilot, file)
        assert "whom does “Tiny” mean?" in _lines(screen)
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"nobody", "enter")
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and "Tiny" not in _lines(screen).split("──")[0]
        )
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, PutRight))
        pilot.app.screen.query_one("#cell-0", Input).value = "28/2/2020"
        await pilot.press("enter")
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and "put right by hand" in _lines(screen)
        )
        await pilot.press("a")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        opened = screen_of(pilot).opened
        await settled(pilot, lambda: len(opened.history()) == before + 1)
        assert {e.event for e in opened.case.entries} >= {"Never", "Seen"}
        assert [n.words for n in opened.case.of_kind(Naming)] == ["Tiny"]


async def test_columns_nobody_knows_are_matched_by_hand_and_remembered(case: Path):
    file = case.parent / "odd.csv"
    file.write_text("Tag;Vorfall;Kind\n1/2/2019;Kam hungrig;Ada\n", "utf-8")
    async with running(case, size=(110, 40)) as pilot:
        screen = await _asked(pilot, file)
        assert not screen.can_accept
        for header, column in (("Tag", "date"), ("Vorfall", "event"), ("Kind", "children")):
            await pilot.press("enter")
            await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
            await pilot.press(*header, "enter")
            await pilot.pause()
            await settled(
                pilot, lambda: isinstance(pilot.app.screen, Choose) and "What is" in pilot.app.screen._question
            )
            await pilot.press(*column)
            await pilot.pause()
            await pilot.press("enter")
            await settled(
                pilot,
                lambda: (
                    isinstance(pilot.app.screen, ImportPreview)
                    and "Reading again" not in str(screen.query_one("#import-keys", Static).render())
                ),
            )
        assert screen.can_accept
        await pilot.press("a")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await settled(pilot, lambda: bool(screen_of(pilot).opened.case.of_kind(Layout)))


async def test_leaving_changes_nothing(case: Path):
    file = case.parent / "new.csv"
    file.write_text("date,children,event\n1/3/2020,Ada,Seen\n", "utf-8")
    async with running(case, size=(80, 24)) as pilot:
        before = screen_of(pilot).opened.head()
        screen = await _asked(pilot, file)
        assert "1 March 2020" in _lines(screen)
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert screen_of(pilot).opened.head() == before


async def test_pasted_text_is_read_like_a_file_and_kept_with_the_case_file(case: Path):
    async with running(case, size=(110, 40)) as pilot:
        await pilot.press("f7")
        await pilot.pause()
        field = pilot.app.screen.query_one(Pasted)
        field.focus()
        await pilot.pause()
        field.post_message(Paste("12/3/2019 – School: Ada came in \x1b[31mhungry\r\nand cold"))
        await settled(pilot, lambda: "cold" in field.text)
        assert "\x1b" not in field.text
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        await pilot.press("a")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        opened = screen_of(pilot).opened
        await settled(pilot, lambda: any("came in" in e.event for e in opened.case.entries))
        (entry,) = [e for e in opened.case.entries if "came in" in e.event]
        name = f"text pasted on {When.on(screen_of(pilot).day).words()}"
        assert opened.case.documents[entry.cites[0].document].name == name


async def test_what_was_pasted_and_decided_is_there_again_after_the_import_was_left(case: Path):
    pasted = "date\tchildren\tevent\n31/2/2020\tAda\tNever\n1/3/2020\tTiny\tSeen\n"
    async with running(case, size=(110, 40)) as pilot:
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        pilot.app.screen.query_one("#pasted", Pasted).text = pasted
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        assert pilot.app.screen.query_one("#pasted", Pasted).text == pasted
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        screen = pilot.app.screen
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"nobody", "enter")
        await settled(pilot, lambda: pilot.app.screen is screen and "Tiny" not in _lines(screen).split("──")[0])
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        assert "Tiny" not in _lines(pilot.app.screen).split("──")[0]
        assert pilot.app.screen.choices == screen.choices


async def test_every_row_is_looked_through_by_keyboard(case: Path):
    file = case.parent / "many.csv"
    file.write_text("date,children,event\n" + "".join(f"{n}/3/2020,Ada,Event {n}\n" for n in range(1, 29)), "utf-8")
    async with running(case) as pilot:
        screen = await _asked(pilot, file)
        listed = screen.query_one("#to-decide", LineList)
        await pilot.press("end")
        await settled(pilot, lambda: listed.marked == len(listed.lines) - 1 and listed.scroll_y > 0)
        await pilot.press("enter")
        assert "nothing to decide about this row" in str(screen.query_one("#import-keys", Static).render())


async def test_a_file_is_offered_as_its_name_is_begun_quoted_where_it_has_blanks(case: Path, monkeypatch):
    monkeypatch.chdir(case.parent)
    (case.parent / "School log.csv").write_text("date,children,event\n1/3/2020,Ada,Seen\n", "utf-8")
    async with running(case, size=(110, 40)) as pilot:
        await pilot.press("f7", *"scho", "tab")
        files = pilot.app.screen.query_one("#files", Input)
        await settled(pilot, lambda: files.value == '"School log.csv" ')
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))


async def test_what_names_an_option_of_the_command_says_how_it_is_done_here(case: Path):
    file = case.parent / "odd.csv"
    file.write_text("Datum;Wie;Tekst\n3/4/2019;School;hungry\n", "utf-8")
    async with running(case, size=(110, 40)) as pilot:
        screen = await _asked(pilot, file)
        told = "\n".join(screen.query_one("#report", WrappedLines).lines)
        assert "--" not in told
        assert "Enter on the line “columns”" in told
        assert "A accepts" not in str(screen.query_one("#import-keys", Static).render())


async def test_cells_that_were_written_and_left_are_there_again_until_they_are_kept(case: Path):
    file = case.parent / "new.csv"
    file.write_text("date,children,event\n31/2/2020,Ada,Never\n1/3/2020,Ada,Seen\n", "utf-8")
    async with running(case, size=(110, 40)) as pilot:
        drafts = screen_of(pilot)._drafts
        screen = await _asked(pilot, file)

        async def put_right() -> PutRight:
            await pilot.press("enter")
            await settled(
                pilot, lambda: isinstance(pilot.app.screen, PutRight) and bool(pilot.app.screen.query("#cell-2"))
            )
            return pilot.app.screen

        asking = await put_right()
        asking.query_one("#cell-0", Input).value = "28/2/2020"
        await settled(pilot, lambda: any("28/2/2020" in text for text in drafts.kept().values()))
        await pilot.press("escape")
        await settled(pilot, lambda: pilot.app.screen is screen)
        asking = await put_right()
        assert asking.query_one("#cell-0", Input).value == "28/2/2020"
        assert asking.query_one("#cell-2", Input).value == "Never"
        await pilot.press("enter")
        await settled(pilot, lambda: pilot.app.screen is screen and "put right by hand" in _lines(screen))
        assert not any("28/2/2020" in text for text in drafts.kept().values())
