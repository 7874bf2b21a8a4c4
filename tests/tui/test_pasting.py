"""Very much that is pasted, and what would be obeyed in it: taken as text or refused in words, with nothing lost of what was typed."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from chronology.readers.csvs import read_text
from tests.tui.screens import rows, running, screen_of, settled
from tests.tui.terminals import kept, on_a_terminal
from tests.tui.test_bad_texts import CONTROLS, drawn
from tests.tui.test_entry_form import form_of
from tests.tui.test_nothing_lost import drafts, said
from tui.screens.asking import AskFiles, AskLine, AskPassphrase, Choose
from tui.screens.importing import ImportPreview
from tui.screens.locking import Locked
from tui.screens.palette import Palette
from tui.screens.writing import WriteForm
from tui.textual_quirks import FIELD_TAKES, LINE_TAKES
from tui.widgets.fields import words_in
from tui.widgets.genogram_view import GenogramView

TYPED = "typed before"
BODIES = {
    "one line": "x" * 5_000_000,
    "words": "12/3/19 school: ab @Ada, #food " * 160_000,
    "lines": "a line of words\n" * 350_000,
    "marks": "z" + "\u0301" * 500_000,
    "NULs": "\x00" * 1_000_000,
    "turned round": "\u202eabc" * 250_000,
    "ends of pastes": "\x1b[201~:q\r\x1b[200~" * 60_000,
}


def there(pilot, at: str) -> bool:
    return bool(pilot.app.screen.query(at))


async def of_case(pilot, key: str, at: str) -> Widget:
    await pilot.press(key)
    await settled(pilot, lambda: screen_of(pilot).query_one(at).has_focus)
    return screen_of(pilot).query_one(at)


async def of_genogram(pilot, key: str, at: str) -> Widget:
    await pilot.press("f5")
    await settled(pilot, lambda: screen_of(pilot).query_one(GenogramView).is_up_to_date)
    return await of_case(pilot, key, at)


async def of_window(pilot, window, at: str) -> Widget:
    pilot.app.push_screen(window)
    await settled(pilot, lambda: pilot.app.screen is window and there(pilot, at))
    field = window.query_one(at)
    field.focus()
    await settled(pilot, lambda: field.has_focus)
    return field


async def of_palette(pilot) -> Widget:
    await pilot.press("ctrl+p")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Palette) and there(pilot, "#narrow"))
    return pilot.app.screen.query_one(Input)


async def of_form(pilot, kind: type[Widget]) -> Widget:
    screen_of(pilot)._write("direct_work")
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
    field = next(widget for widget in pilot.app.screen._widgets.values() if isinstance(widget, kind))
    field.focus()
    await settled(pilot, lambda: field.has_focus)
    return field


async def of_entry(pilot) -> Widget:
    form = await form_of(pilot, "e1")
    field = form._widget("event")
    assert isinstance(field, TextArea)
    field.text = ""
    field.focus()
    await settled(pilot, lambda: field.has_focus)
    return field


FIELDS: dict[str, Callable[[object], Awaitable[Widget]]] = {
    "the filter": lambda pilot: of_case(pilot, "ctrl+f", "#filter"),
    "what is looked for": lambda pilot: of_case(pilot, "slash", "#find-entry"),
    "the people finder": lambda pilot: of_genogram(pilot, "ctrl+f", "#find"),
    "the line of the family": lambda pilot: of_genogram(pilot, "a", "#family-line"),
    "the palette": of_palette,
    "a line that is asked for": lambda pilot: of_window(pilot, AskLine("Why?"), "#line"),
    "a choice": lambda pilot: of_window(pilot, Choose("Which?", {"a": "typed before all", "b": "b"}), "#narrow"),
    "a passphrase": lambda pilot: of_window(pilot, AskPassphrase("Passphrase"), "#passphrase"),
    "paths of files": lambda pilot: of_window(pilot, AskFiles(), "#files"),
    "a line of a form": lambda pilot: of_form(pilot, Input),
    "a text of a form": lambda pilot: of_form(pilot, TextArea),
    "an entry": of_entry,
}


@pytest.mark.parametrize("which", FIELDS)
async def test_what_is_too_long_for_a_field_is_refused_in_words_and_what_was_typed_stays(case: Path, which: str):
    async with running(case, size=(100, 40)) as pilot:
        field = await FIELDS[which](pilot)
        await pilot.press(*TYPED.replace(" ", "_"))
        await settled(pilot, lambda: words_in(field) == TYPED.replace(" ", "_"))
        screen = pilot.app.screen
        takes = LINE_TAKES if isinstance(field, Input) else FIELD_TAKES
        for body in BODIES.values():
            pilot.app.post_message(Paste(body))
            await settled(
                pilot,
                lambda body=body: f"{len(body):,} letters were pasted, and this takes {takes:,}" in said(pilot.app),
            )
            assert words_in(field) == TYPED.replace(" ", "_")
            assert pilot.app.screen is screen
            assert not any(c in drawn(pilot) for c in CONTROLS)
        await pilot.press("z")
        await settled(pilot, lambda: words_in(field).endswith("z"))


async def test_the_lock_says_itself_that_what_was_pasted_is_too_long(case: Path):
    async with running(case) as pilot:
        field = await of_window(pilot, Locked(lambda _: None), "#passphrase")
        pilot.app.is_locked = True
        pilot.app.post_message(Paste("x" * 5_000_000))
        told = pilot.app.screen.query_one("#lock-told", Static)
        await settled(pilot, lambda: "5,000,000 letters were pasted" in str(told.render()))
        assert not words_in(field)
        pilot.app.is_locked = False


@pytest.mark.parametrize("what", BODIES)
async def test_a_document_in_the_line_of_an_entry_is_shown_as_an_import_and_the_line_stays(case: Path, what: str):
    async with running(case, size=(100, 34)) as pilot:
        screen = screen_of(pilot)
        head = screen.opened.head()
        quick = await of_case(pilot, "ctrl+n", "#quick")
        assert isinstance(quick, Input)
        quick.value = TYPED
        pilot.app.post_message(Paste(BODIES[what]))
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and there(pilot, "#report"))
        assert "A whole document was pasted: here is what an import of it would be." in said(pilot.app)
        assert not any(c in drawn(pilot) for c in CONTROLS)
        await pilot.press("escape")
        await settled(pilot, lambda: pilot.app.screen is screen)
        assert quick.value == TYPED
        await settled(pilot, lambda: TYPED in drafts(case).values())
        assert screen.opened.head() == head


async def test_a_line_of_five_pages_is_an_entry_all_the_same(case: Path):
    words = f"12/3/19 school: {'word ' * 1_900}@Ada"
    async with running(case) as pilot:
        quick = await of_case(pilot, "ctrl+n", "#quick")
        pilot.app.post_message(Paste(words))
        await settled(pilot, lambda: words_in(quick) == words)
        await settled(pilot, lambda: words in drafts(case).values())
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)


async def test_a_document_that_is_pasted_to_be_read_is_held_beside_the_field_and_read_whole(case: Path):
    document = "".join(f"{n % 28 + 1}/3/2019 school said {n}\n\n" for n in range(9_000))
    assert len(document) > FIELD_TAKES
    async with running(case, size=(110, 40)) as pilot:
        screen = screen_of(pilot)
        screen.action_import_files()
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles) and there(pilot, "#held"))
        asking = pilot.app.screen
        asking.query_one("#pasted").focus()
        await pilot.press(*"before")
        pilot.app.post_message(Paste(document))
        await settled(pilot, lambda: f"{len(document):,} letters" in drawn(pilot))
        assert asking.query_one("#pasted", TextArea).text == "before"
        await pilot.press("escape")
        await settled(pilot, lambda: pilot.app.screen is screen)
        screen.action_import_files()
        await settled(pilot, lambda: "Held to be read" in drawn(pilot))
        again = pilot.app.screen
        assert isinstance(again, AskFiles)
        assert again._taken().pasted == f"before\n{document}"
        assert not again.query_one("#pasted", TextArea).text
        await pilot.press("ctrl+l")
        await settled(pilot, lambda: "Held to be read" not in drawn(pilot))
        assert not again._taken().pasted


def test_a_table_of_very_many_columns_is_read_as_far_as_columns_go_and_that_is_said():
    read = read_text(("date,event," + "x," * 900 + "\n").encode() * 3, "wide.csv")
    assert {len(row.cells) for row in read.tables[0].rows} == {500}
    assert (0, "1206 cells beyond column 500 are not read") in read.warnings


# What a terminal sends

if sys.platform != "win32":
    from tui import terminals
    from tui.terminals import Typed

    START, END = "\x1b[200~", "\x1b[201~"

    @pytest.fixture
    def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
        now = [100.0]
        monkeypatch.setattr(terminals.time, "monotonic", lambda: now[0])
        return now

    def told(parser: Typed, clock: list[float], *parts: str) -> list[str]:
        """Return what a terminal's parts come to: the text of a paste in brackets, and keys by name."""
        found = []
        for part in parts:
            found += parser.feed(part)
            found += parser.tick()
        for _ in range(3):
            clock[0] += 0.2
            found += parser.tick()
        return [f"[{one.text}]" if isinstance(one, Paste) else one.key for one in found if isinstance(one, Paste | Key)]

    @pytest.mark.parametrize(
        ("parts", "events"),
        [
            ((f"{START}one{END}",), ["[one]"]),
            ((f"a{START}one{END}b",), ["a", "[one]", "b"]),
            (
                (f"{START}a\x1bdelete\rall\x1b[21~\x1b\x1b[48;9;9;9;9tz{END}",),
                ["[a\x1bdelete\rall\x1b[21~\x1b\x1b[48;9;9;9;9tz]"],
            ),
            ((f"{START}a{END}:q\rz{END}",), [f"[a{END}:q\rz]"]),
            ((f"{START}a", f"{END}:q", f"\rz{END}"), [f"[a{END}:q\rz]"]),
            ((f"{START}one{END}\t{START}two{END}\r",), ["[one]", "tab", "[two]", "enter"]),
            (("\x1b", f"[200~one{END[:3]}", END[3:]), ["[one]"]),
            ((START[:4], f"{START[4:]}one{END}"), ["[one]"]),
            ((f"{START}nul\x00{END}",), ["[nul\x00]"]),
            ((f"{START}{END}x",), ["[]", "x"]),
            (("\x1b[A",), ["up"]),
            (("", "a"), ["a"]),
        ],
    )
    def test_what_is_pasted_is_text_whatever_stands_in_it(
        clock: list[float], parts: tuple[str, ...], events: list[str]
    ):
        assert told(Typed(), clock, *parts) == events

    def test_enter_is_enter_whether_the_terminal_was_the_apps_already_or_not(clock: list[float]):
        assert told(Typed(), clock, "a\r", f"b\n{START}one\ntwo{END}") == ["a", "enter", "b", "enter", "[one\ntwo]"]

    def test_a_mouse_that_never_rests_holds_no_paste_up(clock: list[float]):
        parser = Typed()
        found = [*parser.feed(f"{START}one{END}")]
        for n in range(100):
            clock[0] += 0.02
            found += [*parser.feed(f"\x1b[<35;{n + 1};5M"), *parser.tick()]
        assert [one.text for one in found if isinstance(one, Paste)] == ["one"]
        assert len(found) > 50

    def test_an_escape_in_what_is_pasted_presses_no_key(case: Path):
        with on_a_terminal(case) as terminal:
            terminal.wait_for("next child")
            terminal.type(b"\x0e")
            terminal.wait_for("told:no")
            terminal.type(f"{START}12/3/19 school: one\x1b\x1b[21~\x1b[2J two{END}")
            terminal.wait_for("[2J two")
            terminal.type(b"\r")
            terminal.wait_for("Added")
            terminal.type(b"\x11")
            assert terminal.ended() == 0
        assert "one\ufffd\ufffd[21~\ufffd[2J two" in kept(case)[1]
