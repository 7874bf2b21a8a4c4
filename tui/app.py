"""The terminal app."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from chronology.record.errors import KinlineError, LockedError
from tui.commands import COMMANDS
from tui.screens.asking import AskPassphrase, Help
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.textual_quirks import QuietApp

if TYPE_CHECKING:
    from chronology.journal.opencase import OpenCase

Opens = Callable[[Path, str | None], "OpenCase"]
"""Opens a case file with a passphrase, where one is needed; raises LockedError where it does not open."""


class KinlineApp(QuietApp):
    """The caseload of a folder, and one case file at a time."""

    CSS_PATH = "styles/kinline.tcss"
    TITLE = "Kinline"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, folder: Path, opens: Opens, *, first: Path | None = None, read_only: bool = False) -> None:
        super().__init__()
        self.folder = folder
        self._opens = opens
        self._first = first
        self._read_only = read_only
        self._opened: OpenCase | None = None
        self._passphrase: str | None = None

    def on_mount(self) -> None:
        """Show the caseload, and the case file that was asked for on top."""
        self.push_screen(Caseload(self.folder))
        if self._first is not None:
            self.open_case(self._first)

    def on_caseload_chosen(self, event: Caseload.Chosen) -> None:
        """Open the case file chosen."""
        self.open_case(event.path)

    def open_case(self, path: Path, problem: str = "") -> None:
        """Open a case file; ask for the passphrase where it needs one."""
        try:
            opened = self._opens(path, self._passphrase)
        except LockedError as failure:
            wrong = str(failure) if self._passphrase is not None else problem
            self._passphrase = None
            self.push_screen(
                AskPassphrase(f"Passphrase for your identity, to open {path.stem}", wrong),
                lambda words: self._again(path, words),
            )
            return
        except KinlineError as failure:
            self.say(str(failure), is_warning=True)
            return
        self._close()
        self._opened = opened
        self.push_screen(CaseScreen(opened, read_only=self._read_only))

    def _again(self, path: Path, words: str | None) -> None:
        if words is not None:
            self._passphrase = words
            self.open_case(path)

    def _close(self) -> None:
        if self._opened is not None:
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
            self.pop_screen()
            self._close()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the palette the same commands as the footer and the help."""
        for command in COMMANDS:
            target = self if hasattr(self, f"action_{command.name}") else screen
            action = getattr(target, f"action_{command.name}", None)
            if action is not None:
                yield SystemCommand(f"{command.words} ({command.shown_key})", command.tells, action)


def run(folder: Path, opens: Opens, *, first: Path | None = None, read_only: bool = False) -> int:
    """Run the app and return its exit code."""
    app = KinlineApp(folder, opens, first=first, read_only=read_only)
    app.run()
    return app.return_code or 0
