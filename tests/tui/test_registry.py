"""The one registry of commands: the palette and its reasons, keys of one's own, and what is said of faults in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from tests.tui.screens import opens_plainly, rows, running, screen_of, settled
from tui import textual_quirks
from tui.app import KinlineApp
from tui.commands import COMMANDS
from tui.keys import own_keys, shown
from tui.screens.asking import Help
from tui.screens.case import CaseScreen
from tui.screens.palette import Palette
from tui.settings import Settings, settings_of


def listed(pilot) -> list[str]:
    options = pilot.app.screen.query_one("#answers", OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


async def palette(pilot, words: str = "") -> None:
    await pilot.press("ctrl+p")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Palette) and bool(pilot.app.screen.query("#answers")))
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()


def test_every_command_has_a_name_and_a_key_of_its_own():
    names = [c.name for c in COMMANDS]
    assert len(set(names)) == len(names)
    assert not own_keys("", COMMANDS).faults
    keys = [(c.view, key) for c in COMMANDS for key in c.key.split(",") if key]
    assert len(set(keys)) == len(keys)


async def test_the_palette_does_what_is_chosen_by_name(case: Path):
    async with running(case) as pilot:
        await palette(pilot, "people")
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and screen_of(pilot).view == "people")


async def test_the_palette_says_why_something_is_not_possible_now(case: Path):
    async with running(case, read_only=True) as pilot:
        await palette(pilot, "undo")
        assert "not now: this case file is open to read only" in listed(pilot)[0]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Palette)
        assert "not possible now" in str(pilot.app.screen.query_one("#told", Static).render())
    async with running(case) as pilot:
        await palette(pilot, "redo")
        assert "not now: there is nothing to redo" in listed(pilot)[0]


async def test_the_caseload_offers_what_needs_no_case_file(case: Path):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(80, 24)) as pilot:
        await palette(pilot, "")
        assert any(line.startswith("Leave (Ctrl+Q)  Close") for line in listed(pilot))
        assert any("not now: open a case file first" in line for line in listed(pilot))


async def test_a_key_of_ones_own_works_and_is_shown_in_footer_and_help(case: Path, home: Path):
    (home / "keys.toml").write_text('[keys]\nadd_entry = "f9"\nshow_work = "ctrl+n"\n', "utf-8")
    async with running(case, size=(120, 60)) as pilot:
        await settled(pilot, lambda: "F9" in [k.key_display for k in screen_of(pilot).query("FooterKey")])
        await pilot.press("f9")
        assert screen_of(pilot).query_one("#quick").display
        await pilot.press("escape", "ctrl+n")
        assert screen_of(pilot).view == "work"
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Help)
        assert "F9       " in " ".join(str(s.render()) for s in pilot.app.screen.query(Static))


async def test_faults_in_the_keys_are_said_at_the_start_and_the_rest_works(case: Path, home: Path):
    (home / "keys.toml").write_text('[keys]\nundo = "ctrl+y"\nfilter = "f11"\n', "utf-8")
    app = KinlineApp(case.parent, opens_plainly(case.parent), first=case)
    async with app.run_test(size=(80, 24)) as pilot:

        def said() -> str:
            return str(app.screen.query_one("#told-words Static", Static).render())

        await settled(pilot, lambda: "keys.toml, line 2: undo: Ctrl+Y is the key of redo already" in said())
        assert "keys.toml, line 3: filter: F11 may not arrive" in said()
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen) and len(rows(pilot)) == 7)
        await pilot.press("f11")
        assert screen_of(pilot).query_one("#filter").display
        assert len(rows(pilot)) == 7


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('undo = "ctrl+zz"', "is no key"),
        ("undo = 4", "is no key"),
        ('fly = "f9"', "is no command"),
        ('undo = "u"', "no bare letter"),
        ('show_people = "f2"', "F2 is the key of show_chronology"),
        ('today = "f3"', "F3 is the key of show_people"),
        ('show_people = "f11"\nshow_child = "f11"', "F11 is the key of"),
    ],
)
def test_a_fault_in_the_keys_is_told_by_line_and_the_key_stays(line: str, fault: str):
    own = own_keys(f"# mine\n[keys]\n{line}\n", COMMANDS)
    assert fault in own.faults[0]
    assert own.faults[0].startswith("keys.toml, line ")
    name = line.split(" ", maxsplit=1)[0]
    assert name not in own.keys


def test_two_commands_may_change_keys_with_one_another():
    own = own_keys('[keys]\nundo = "ctrl+y"\nredo = ["Ctrl+Z", "f11"]\n', COMMANDS)
    assert not own.faults
    assert own.keys == {"undo": ("ctrl+y",), "redo": ("ctrl+z", "f11")}
    (redo,) = [c for c in own.given_to(COMMANDS) if c.name == "redo"]
    assert redo.shown_key == "Ctrl+Z or F11"


@pytest.mark.parametrize("key", ["ctrl+i", "ctrl+s", "f10", "super+a", "ctrl+shift+n", "alt+d", "ctrl+0"])
def test_a_key_that_terminals_keep_is_taken_with_a_warning(key: str):
    own = own_keys(f'[keys]\nshow_people = "{key}"\ncaseload = "f20"\n', COMMANDS)
    assert own.keys["show_people"]
    assert "may not arrive" in own.warnings[0]


def test_text_that_is_no_toml_changes_no_key():
    own = own_keys("[keys\n", COMMANDS)
    assert not own.keys
    assert "no TOML" in own.faults[0]


@pytest.mark.parametrize(
    ("key", "words"), [("ctrl+n", "Ctrl+N"), ("left_square_bracket", "["), ("N", "Shift+N"), ("pageup", "Page Up")]
)
def test_keys_are_shown_as_people_call_them(key: str, words: str):
    assert shown(key) == words


def test_settings_are_read_with_their_faults_by_line():
    assert settings_of("") == Settings()
    made = settings_of('lock_after_minutes = 5\nhigh_contrast = "yes"\ncolour = 1\n')
    assert made.lock_after_minutes == 5
    assert made.faults == (
        "settings.toml, line 2: high_contrast has to be true or false.",
        "settings.toml, line 3: “colour” is no setting; docs/terminal.md lists them.",
    )


def test_a_long_message_stands_long_enough_to_be_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(textual_quirks, "LEAST_SECONDS", 6.0)
    assert textual_quirks.said_for("Saved.") == 6
    assert textual_quirks.said_for("word " * 60) == 25
