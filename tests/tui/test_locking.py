"""Locking: nothing is shown, nothing is lost, and only the right passphrase goes on; the high-contrast theme."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.widgets import Input, Static
from textual.widgets._toast import Toast

from chronology.journal.opencase import OpenCase
from chronology.record.entries import Entry
from chronology.record.errors import WrongKey
from tests.tui.screens import opens_plainly, rows, screen_of, settled
from tests.tui.test_nothing_lost import LINE, drafts, type_line
from tui.app import HIGH_CONTRAST, KinlineApp
from tui.opening import PassphraseNeeded
from tui.screens.asking import AskLine, AskPassphrase, Help
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.locking import Locked
from tui.screens.palette import Palette
from tui.settings import Settings, settings_of

NAMES = ("Ada", "Ben", "Shaw", "hungry", "Arrived")


def guarded(case: Path) -> KinlineApp:
    def opens(path: Path, passphrase: str | None) -> OpenCase:
        if passphrase not in {None, "right words"}:
            raise PassphraseNeeded(WrongKey("the passphrase is wrong."), is_first=False)
        return opens_plainly(case.parent)(path, None)

    return KinlineApp(case.parent, opens, first=case)


async def opened(pilot) -> None:
    await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and pilot.app.screen.is_mounted)


def shown(app: KinlineApp) -> str:
    return app.export_screenshot(simplify=True)


async def unlock(pilot, words: str) -> None:
    pilot.app.screen.query_one("#passphrase", Input).value = words
    await pilot.press("enter")


async def test_a_locked_screen_shows_nothing_and_the_line_being_typed_is_kept(case: Path):
    app = guarded(case)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await opened(pilot)
        assert any(name in shown(app) for name in NAMES)
        quick = await type_line(pilot)
        app.say("Ada Shaw was here")
        await pilot.pause(0.1)
        await pilot.press("ctrl+l")
        await settled(pilot, lambda: isinstance(app.screen, Locked))
        await settled(pilot, lambda: LINE in drafts(case).values())
        assert not any(name in shown(app) for name in NAMES)
        await unlock(pilot, "wrong words")
        await settled(pilot, lambda: "wrong" in str(app.screen.query_one("#lock-told", Static).render()))
        await unlock(pilot, "right words")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert quick.value == LINE


async def test_nothing_comes_over_a_locked_screen_and_it_comes_afterwards(case: Path):
    app = guarded(case)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await opened(pilot)
        screen = screen_of(pilot)
        await pilot.press("ctrl+l")
        await settled(pilot, lambda: isinstance(app.screen, Locked))
        with opens_plainly(case.parent)(case, None) as other:
            other.record("Ada moved", values=(Entry(id="x", event="Ada moved", children=("ada",)),))
        screen.look_for_changes()
        await settled(pilot, lambda: len(screen.opened.case.entries) == 8)
        app.push_screen(AskLine("About Ada?"))
        await pilot.press("f1", "ctrl+p", "f10", "f3")
        await pilot.pause(0.2)
        assert isinstance(app.screen, Locked)
        assert not app.screen.query(Toast)
        assert not any(name in shown(app) for name in NAMES)
        await unlock(pilot, "right words")
        await settled(pilot, lambda: isinstance(app.screen, AskLine))
        assert not any(isinstance(s, Help | Palette) for s in app.screen_stack)
        await pilot.press("escape")
        await settled(pilot, lambda: len(rows(pilot)) == 8)


async def test_the_screen_locks_by_itself_after_the_time_that_is_set(case: Path, home: Path):
    (home / "settings.toml").write_text("lock_after_minutes = 0.01\n", "utf-8")
    app = guarded(case)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Locked))
        app.settings = replace(app.settings, lock_after_minutes=600)
        await unlock(pilot, "right words")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_the_list_locks_too_once_a_passphrase_was_given_and_so_does_the_sample_family(case: Path):
    asked: list[str] = []

    def opens(path: Path, passphrase: str | None) -> OpenCase:
        if passphrase != "right words":
            raise PassphraseNeeded(WrongKey("the passphrase is wrong."), is_first=passphrase is None)
        return opens_plainly(case.parent)(path, None)

    def unlocks(words: str) -> None:
        asked.append(words)
        if words != "right words":
            raise WrongKey("the passphrase is wrong.")

    app = KinlineApp(case.parent, opens, unlocks=unlocks)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, Caseload)  # nothing opens without being asked: there is nothing to lock
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, AskPassphrase))
        await pilot.press(*"right words", "enter")
        await opened(pilot)
        await pilot.press("f10")
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
        await pilot.press("ctrl+l")
        await settled(pilot, lambda: isinstance(app.screen, Locked))
        assert not any(name in shown(app) for name in NAMES)
        await unlock(pilot, "")
        await settled(pilot, lambda: "wrong" in str(app.screen.query_one("#lock-told", Static).render()))
        await unlock(pilot, "right words")
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
        await pilot.press("f2")
        await opened(pilot)
        await pilot.press("ctrl+l")
        await settled(pilot, lambda: isinstance(app.screen, Locked))
        await unlock(pilot, "wrong words")
        await settled(pilot, lambda: "wrong" in str(app.screen.query_one("#lock-told", Static).render()))
        await unlock(pilot, "right words")
        await opened(pilot)
    assert asked == ["", "right words", "wrong words", "right words"]


async def test_the_screen_stays_while_somebody_types(case: Path, home: Path):
    (home / "settings.toml").write_text("lock_after_minutes = 600\n", "utf-8")
    app = guarded(case)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        app._input_at -= 599 * 60
        app._lock_if_idle()
        app._input_at -= 2 * 60
        await pilot.press("down")
        app._lock_if_idle()
        await pilot.pause(0.1)
        assert isinstance(app.screen, CaseScreen)


async def test_the_high_contrast_theme_is_white_on_black(case: Path, home: Path):
    (home / "settings.toml").write_text("high_contrast = true\n", "utf-8")
    app = guarded(case)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert app.theme == HIGH_CONTRAST.name
        assert str(app.screen.styles.background.hex) == "#000000"
        await pilot.press("ctrl+g")
        assert app.theme != HIGH_CONTRAST.name


async def test_a_fault_in_the_settings_is_said_at_the_start(case: Path, home: Path):
    (home / "settings.toml").write_text("lock_after_minutes = -1\n", "utf-8")
    app = guarded(case)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        wrong = "settings.toml, line 1: lock_after_minutes has to be a number of minutes"
        await settled(pilot, lambda: wrong in str(app.screen.query_one("#told-words Static", Static).render()))
        await pilot.press("enter")
        await opened(pilot)


def test_the_recovery_recipient_that_stands_in_the_settings_is_no_fault():
    assert settings_of('recovery = "age1abc"\nlock_after_minutes = 5\n') == Settings(lock_after_minutes=5)
