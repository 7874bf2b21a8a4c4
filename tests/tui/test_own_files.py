"""A settings.toml and a keys.toml that are anything but what they should be: said in words at the start, and the app goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from chronology.journal.stores.keys import remembered_recovery
from chronology.record.errors import UnreadableFile
from tests.tui.screens import opens_plainly, rows, screen_of, settled
from tests.tui.test_bad_texts import BAD, CONTROLS, drawn
from tui.app import KinlineApp
from tui.commands import COMMANDS
from tui.keys import own_keys
from tui.screens.case import CaseScreen
from tui.settings import MOST_SAID, Settings, settings_of, text_of

FILES = ("settings.toml", "keys.toml")
UNREADABLE = {
    "brackets without an end": "a = " + "[" * 100_000,
    "brackets nested too deep": "a = " + "[" * 100_000 + "]" * 100_000,
    "a key of very many parts": f"[keys{'.a' * 50_000}]\n",
    "a number of very many figures": "lock_after_minutes = " + "9" * 5_000,
    "half a letter": '[keys]\nundo = "\\ud800"\n',
    "a NUL": "high_contrast = true\x00\n",
    "one key twice": "[keys]\nundo = 'f9'\nundo = 'f8'\n",
    "very many letters": f"# {'x' * 1_000_001}\n",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("KINLINE_HOME", str(folder))
    return folder


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_text_that_cannot_be_read_is_said_and_leaves_all_as_it_is(what: str):
    own = own_keys(UNREADABLE[what], COMMANDS)
    assert not own.keys
    made = settings_of(UNREADABLE[what])
    assert (made.lock_after_minutes, made.is_high_contrast) == (Settings().lock_after_minutes, False)
    for faults in (own.faults, made.faults):
        (fault,) = faults
        assert "not read at all" in fault
        assert len(fault) < 300


@pytest.mark.parametrize("table", ["keys = 5", "keys = [1]", 'keys = "undo"'])
def test_keys_that_are_no_table_are_said(table: str):
    assert own_keys(table, COMMANDS).faults == (
        'keys.toml, line 1: keys stand under [keys], one line a command: undo = "ctrl+u".',
    )


@pytest.mark.parametrize(
    "key", ["", "+", "ctrl+", "ctrl+ctrl+a", "\x1b[2J", "\u0301", "\u202e", " ", "\t", "x" * 5_000_0]
)
def test_what_is_no_key_for_a_change_is_refused_in_a_short_line(key: str):
    import json

    own = own_keys(f"[keys]\nundo = {json.dumps(key)}\n", COMMANDS)
    assert not own.keys
    (fault,) = own.faults
    assert fault.startswith("keys.toml, line 2: undo")
    assert len(fault) < 200


def test_of_very_many_faults_the_first_are_said_and_how_many_more_there_are():
    text = "".join(f"k{n} = 1\n" for n in range(2_000))
    for faults in (settings_of(text).faults, own_keys(f"[keys]\n{text}", COMMANDS).faults):
        assert len(faults) == MOST_SAID + 1
        assert faults[-1].endswith("1,980 more like these.")


def _not_text(path: Path) -> None:
    path.write_bytes(b"lock_after_minutes = 5 # caf\xe9\n")


def _a_folder(path: Path) -> None:
    path.mkdir()


def _very_long(path: Path) -> None:
    path.write_text("# more\n" * 1_500_000, "utf-8")


def _a_pipe(path: Path) -> None:
    os.mkfifo(path)


def _in_a_circle(path: Path) -> None:
    path.symlink_to(path)


PLACED = {
    "not UTF-8": (_not_text, "no UTF-8 text"),
    "a folder": (_a_folder, "a folder"),
    "ten megabytes": (_very_long, "more than 1,000,000"),
}
if sys.platform != "win32":
    PLACED |= {"a pipe": (_a_pipe, "no file of text"), "a link to itself": (_in_a_circle, "cannot be opened")}


@pytest.mark.parametrize("what", PLACED)
@pytest.mark.parametrize("name", FILES)
def test_what_stands_in_the_place_of_a_file_is_said(tmp_path: Path, what: str, name: str):
    put, said = PLACED[what]
    put(tmp_path / name)
    text, fault = text_of(tmp_path, name)
    assert not text
    assert fault.startswith(f"{name}: not read at all")
    assert said in fault


async def test_bad_files_are_told_at_the_start_and_the_app_goes_on(case: Path, home: Path):
    import json

    shown = [text for text in BAD if "\ud800" not in text]
    lines = "\n".join(f"{json.dumps(text + str(n))} = {json.dumps(text)}" for n, text in enumerate(shown))
    (home / "keys.toml").write_text(f"[keys]\nundo = {json.dumps(shown[3])}\n{lines}\n", "utf-8")
    _not_text(home / "settings.toml")
    app = KinlineApp(case.parent, opens_plainly(case.parent), first=case)
    async with app.run_test(size=(100, 40)) as pilot:

        def said() -> str:
            return str(app.screen.query_one("#told-words Static", Static).render())

        await settled(pilot, lambda: "keys.toml, line 2: undo" in said())
        assert "settings.toml: not read at all" in said()
        assert "“[/never]1” is no command" in said()
        for _ in range(20):
            assert not any(c in drawn(pilot) for c in CONTROLS)
            await pilot.press("down")
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen) and len(rows(pilot)) == 7)
        await pilot.press("ctrl+n")
        assert screen_of(pilot).query_one("#quick").display


def test_a_recovery_recipient_is_not_looked_for_in_what_cannot_be_read(home: Path):
    for text in UNREADABLE.values():
        (home / "settings.toml").write_text(text, "utf-8")
        with pytest.raises(UnreadableFile, match="cannot be read"):
            remembered_recovery(home)
