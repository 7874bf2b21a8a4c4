"""The terminal app."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.binding import Binding

from chronology.record.errors import KinlineError, UsageError
from tui.commands import APP_COMMANDS, COMMANDS
from tui.keys import FILE as KEYS
from tui.keys import own_keys, shown
from tui.opening import PassphraseNeeded, home
from tui.screens.asking import AskPassphrase, Help
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.palette import Offered, Palette, offered_on
from tui.settings import text_of
from tui.textual_quirks import QuietApp

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from chronology.journal.opencase import OpenCase

Opens = Callable[[Path, str | None], "OpenCase"]
"""Opens a case file with a passphrase; raises PassphraseNeeded where one is to be asked for, else a KinlineError."""


class KinlineApp(QuietApp):
    """The caseload of a folder, and one case file at a time."""

    CSS_PATH = "styles/kinline.tcss"
    TITLE = "Kinline"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding(c.key, c.name, c.words, show=False, id=c.name) for c in COMMANDS if c.name in APP_COMMANDS]

    def __init__(
        self, folder: Path, opens: Opens, *, first: Path | None = None, read_only: bool = False, is_ascii: bool = False
    ) -> None:
        super().__init__()
        self._is_ascii = is_ascii
        self.folder = folder
        self._opens = opens
        self._first = first
        self._read_only = read_only
        self._opened: OpenCase | None = None
        self._passphrase: str | None = None
        self._is_opening = False
        keys, fault = text_of(home(), KEYS)
        self._own_keys = own_keys(keys, COMMANDS)
        self._settings_said = (*((fault,) if fault else ()), *self._own_keys.faults, *self._own_keys.warnings)
        self.commands = self._own_keys.given_to(COMMANDS)
        """Every command, with the keys that it has here."""

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as the footer shows it, one's own keys too."""
        return binding.key_display or shown(binding.key)

    def on_mount(self) -> None:
        """Show the caseload, and the case file that was asked for on top."""
        self.hush()
        self.set_keymap({name: ",".join(keys) for name, keys in self._own_keys.keys.items()})
        for words in self._settings_said:
            self.say(words, is_warning=True)
        self.push_screen(Caseload(self.folder))
        if self._first is not None:
            self.open_case(self._first)

    def on_caseload_chosen(self, event: Caseload.Chosen) -> None:
        """Open the case file chosen."""
        self.open_case(event.path)

    @work(group="open")
    async def open_case(self, path: Path) -> None:
        """Open a case file beside the screen's own work; ask for the passphrase where it needs one."""
        if self._is_opening:
            return
        self._is_opening = True
        patience = self.set_timer(0.4, lambda: self.say(f"Opening {path.stem}: its key takes a few seconds …"))
        try:
            opened = await asyncio.to_thread(self._opens, path, self._passphrase)
        except PassphraseNeeded as failure:
            self._passphrase = None
            self.push_screen(
                AskPassphrase(
                    f"Passphrase for your identity, to open {path.stem}", "" if failure.is_first else failure.message
                ),
                lambda words: self._again(path, words),
            )
            return
        except KinlineError as failure:
            self.say(f"Not opened: {failure}", is_warning=True)
            return
        finally:
            self._is_opening = False
            patience.stop()
        self._close()
        self._opened = opened
        self.push_screen(CaseScreen(opened, path, read_only=self._read_only, is_ascii=self._is_ascii))

    def _again(self, path: Path, words: str | None) -> None:
        if words is not None:
            self._passphrase = words
            self.open_case(path)

    def _close(self) -> None:
        if self._opened is not None:
            for screen in self.screen_stack:
                if isinstance(screen, CaseScreen):
                    screen.keep_draft()
            self._opened.close()
            self._opened = None

    def on_unmount(self) -> None:
        """Close the case file that is open."""
        self._close()

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(Help())

    def action_leave(self) -> None:
        """Close the app."""
        self.exit()

    def action_caseload(self) -> None:
        """Go back to the list of case files."""
        if isinstance(self.screen, CaseScreen):
            self._close()
            self.pop_screen()

    @work(group="palette", exclusive=True)
    async def action_palette(self) -> None:
        """Ask which command, and do it."""
        screen = self.screen
        if isinstance(screen, Palette):
            return
        nodes: list[DOMNode] = [screen]
        if isinstance(screen, CaseScreen):
            await screen.look_what_can_be_undone()
            nodes += screen.query("#views > *")

        def chosen(one: Offered | None) -> None:
            if one is not None and one.act is not None:
                self.call_later(one.act)

        self.push_screen(Palette(offered_on(self, nodes)), chosen)


def run(
    folder: Path, opens: Opens, *, first: Path | None = None, read_only: bool = False, is_ascii: bool = False
) -> int:
    """Run the app and return its exit code; raises UsageError where the screen would be drawn into a file."""
    if sys.__stderr__ is None or not sys.__stderr__.isatty():
        raise UsageError(
            "the screen is drawn on stderr, and that is not a terminal: the case would be written where it leads.",
            remedy="Leave the redirection of stderr (2>) out.",
        )
    is_utf8 = (sys.__stderr__.encoding or "").casefold().replace("-", "") in {"utf8", "utf8sig", "cp65001"}
    app = KinlineApp(folder, opens, first=first, read_only=read_only, is_ascii=is_ascii or not is_utf8)
    app.run()
    return app.return_code or 0
