"""The terminal app."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import SystemCommand
from textual.screen import Screen

from chronology.record.errors import KinlineError, UsageError
from tui.commands import COMMANDS
from tui.opening import PassphraseNeeded
from tui.screens.asking import AskPassphrase, Help
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.first_run import FirstRun, Guide, Told
from tui.textual_quirks import QuietApp, is_served
from tui.widgets.child_view import ChildView
from tui.widgets.genogram_view import GenogramView

if TYPE_CHECKING:
    from chronology.checks.caseloads import Searchable
    from chronology.journal.opencase import OpenCase
    from tui.setting_up import SettingUp

Opens = Callable[[Path, str | None], "OpenCase"]
"""Opens a case file with a passphrase; raises PassphraseNeeded where one is to be asked for, else a KinlineError."""


class KinlineApp(QuietApp):
    """The caseload of a folder, and one case file at a time."""

    CSS_PATH = "styles/kinline.tcss"
    TITLE = "Kinline"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        folder: Path,
        opens: Opens,
        *,
        first: Path | None = None,
        read_only: bool = False,
        is_ascii: bool = False,
        setting_up: SettingUp | None = None,
    ) -> None:
        super().__init__()
        self._is_ascii = is_ascii
        self.folder = folder
        self._opens = opens
        self._first = first
        self._setting_up = setting_up
        self._read_only = read_only
        self._opened: OpenCase | None = None
        self._passphrase: str | None = None
        self._is_opening = False

    def on_mount(self) -> None:
        """Show the caseload, and the case file that was asked for on top."""
        self.hush()
        self.push_screen(Caseload(self.folder, lambda path: self._open(path, self._passphrase)))
        if self._first is not None:
            self.open_case(self._first)
        elif self._setting_up is not None and not self._setting_up.has_identity:
            self._first_run()

    def on_caseload_chosen(self, event: Caseload.Chosen) -> None:
        """Open the case file chosen, at what was found in it."""
        self.open_case(event.path, event.hit)

    def _open(self, path: Path, passphrase: str | None) -> OpenCase:
        """Open a case file; the sample family with the key that lies beside it."""
        from tui.samples import CASE, IDENTITY, open_sample

        if path.name == CASE and (path.parent / IDENTITY).is_file():
            return open_sample(path.parent)
        return self._opens(path, passphrase)

    def _first_run(self, then: Callable[[], object] | None = None) -> None:
        """Explain identity and recovery, and make them; then go on with what was asked for."""
        assert self._setting_up is not None

        def made(told: list[str] | None) -> None:
            if told is not None:
                self.push_screen(Told("Your keys are made", "\n\n".join(told), then))

        self.push_screen(FirstRun(self._setting_up), made)

    def action_guide(self) -> None:
        """Show the five-minute guide."""
        if not isinstance(self.screen, Guide):
            self.push_screen(Guide())

    @work(group="sample", exclusive=True)
    async def action_sample(self) -> None:
        """Make the invented family in a folder of its own, and open it."""
        from tui.samples import CASE, SAMPLE_FOLDER, make_sample

        folder = self.folder / SAMPLE_FOLDER
        tell = self.call_from_thread

        def make() -> None:
            opened, _ = make_sample(folder, lambda words: tell(self.say, f"The sample family: {words} …"))
            opened.close()

        try:
            if not (folder / CASE).exists():
                await asyncio.to_thread(make)
        except (KinlineError, OSError) as failure:
            self.say(f"The sample family could not be made: {failure}", is_warning=True)
            return
        if isinstance(self.screen, FirstRun):
            self.pop_screen()
        self.open_case(folder / CASE)

    def on_caseload_new(self, event: Caseload.New) -> None:
        """Begin a family."""
        self._make(event)

    @work(group="open")
    async def _make(self, event: Caseload.New) -> None:
        setting_up = self._setting_up
        if setting_up is None:
            self.say("A family cannot be begun here. Make one with: kinline new NAME.kin", is_warning=True)
            return
        if not setting_up.has_identity:
            self._first_run(lambda: self._make(event))
            return
        patience = self.set_timer(0.4, lambda: self.say(f"Making {event.path.name} …"))
        try:
            await asyncio.to_thread(setting_up.make, event.path, event.name, self._passphrase)
        except PassphraseNeeded as failure:
            self._passphrase = None
            why = f"Passphrase for your identity, to make {event.path.stem}"
            self.push_screen(
                AskPassphrase(why, "" if failure.is_first else failure.message),
                lambda words: self._make_with(event, words),
            )
            return
        except (KinlineError, OSError) as failure:
            self.say(f"Not made: {failure}", is_warning=True)
            return
        finally:
            patience.stop()
        self.open_case(event.path, imports=event.imports)

    def _make_with(self, event: Caseload.New, words: str | None) -> None:
        if words is not None:
            self._passphrase = words
            self._make(event)

    @work(group="open")
    async def open_case(self, path: Path, hit: Searchable | None = None, *, imports: bool = False) -> None:
        """Open a case file beside the screen's own work; ask for the passphrase where it needs one."""
        if self._is_opening:
            return
        self._is_opening = True
        patience = self.set_timer(0.4, lambda: self.say(f"Opening {path.stem}: its key takes a few seconds …"))
        try:
            opened = await asyncio.to_thread(self._open, path, self._passphrase)
        except PassphraseNeeded as failure:
            self._passphrase = None
            self.push_screen(
                AskPassphrase(
                    f"Passphrase for your identity, to open {path.stem}", "" if failure.is_first else failure.message
                ),
                lambda words: self._again(path, words, hit),
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
        screen = CaseScreen(opened, path, read_only=self._read_only, is_ascii=self._is_ascii)
        await self.push_screen(screen)
        if hit is not None:
            screen.go_to(hit.kind, hit.id)
        elif imports:
            screen.action_import_files()

    def _again(self, path: Path, words: str | None, hit: Searchable | None = None) -> None:
        if words is not None:
            self._passphrase = words
            self.open_case(path, hit)

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

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the palette the same commands as the footer and the help."""
        views = {"genogram": GenogramView, "child": ChildView}
        shown = screen.view if isinstance(screen, CaseScreen) else ""
        view = screen.query_one(views[shown]) if shown in views else None
        for command in COMMANDS:
            if command.view not in {"", shown}:
                continue
            target = view if command.view else self if hasattr(self, f"action_{command.name}") else screen
            action = getattr(target, f"action_{command.name}", None)
            if action is not None and command.key:
                yield SystemCommand(f"{command.words} ({command.shown_key})", command.tells, action)


def run(
    folder: Path,
    opens: Opens,
    *,
    first: Path | None = None,
    read_only: bool = False,
    is_ascii: bool = False,
    setting_up: SettingUp | None = None,
) -> int:
    """Run the app and return its exit code; raises UsageError where the screen would be drawn into a file."""
    if not is_served() and (sys.__stderr__ is None or not sys.__stderr__.isatty()):
        raise UsageError(
            "the screen is drawn on stderr, and that is not a terminal: the case would be written where it leads.",
            remedy="Leave the redirection of stderr (2>) out.",
        )
    encoding = getattr(sys.__stderr__, "encoding", "") or ""
    is_utf8 = is_served() or encoding.casefold().replace("-", "") in {"utf8", "utf8sig", "cp65001"}
    app = KinlineApp(
        folder, opens, first=first, read_only=read_only, is_ascii=is_ascii or not is_utf8, setting_up=setting_up
    )
    app.run()
    return app.return_code or 0
