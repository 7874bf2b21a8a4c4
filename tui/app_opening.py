"""Opening case files in the app, one at a time: the first run, the sample family, a new family, and closing with what is typed kept."""

from __future__ import annotations

import asyncio
import importlib
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.journal.pauses import no_pauses
from chronology.record.errors import KinlineError
from tui.jobs import PATIENCE, STOPS, Job, Stopped
from tui.opening import PassphraseNeeded
from tui.openings import opened_unless_given_up
from tui.pauses import keep, let_go
from tui.screens.asking import AskPassphrase
from tui.screens.caseload import Caseload
from tui.screens.first_run import FirstRun, Told
from tui.screens.of_case import OfCase
from tui.textual_quirks import QuietApp, work

if TYPE_CHECKING:
    from chronology.checks.caseloads import Searchable
    from chronology.journal.opencase import OpenCase
    from tui.setting_up import SettingUp

Opens = Callable[[Path, str | None], "OpenCase"]
"""Opens a case file with a passphrase; raises PassphraseNeeded where one is to be asked for, else a KinlineError."""
SECOND_THOUGHTS = 10.0
"""Seconds in which leaving is asked for again where something would be lost by it."""


class OpeningApp(QuietApp):
    """What opens and closes the one case file that is worked on."""

    def __init__(
        self,
        folder: Path,
        opens: Opens,
        *,
        first: Path | None,
        read_only: bool,
        is_ascii: bool,
        setting_up: SettingUp | None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self._opens = opens
        self._first = first
        self._read_only = read_only
        self._is_ascii = is_ascii
        self._setting_up = setting_up
        self._opened: OpenCase | None = None
        self._passphrase: str | None = None
        self._opening: Job | None = None
        """Opening a case file, until it is open or was given up."""
        self._being_opened = ""
        """The case file that is being made or opened, by its name."""
        self._opening_said: set[str] = set()
        """What was said of keys that were pressed meanwhile."""
        self._imports_next = False
        """Whether files to import are asked for as soon as it is open: F7 was pressed while it was being opened."""
        self._warned_at = -SECOND_THOUGHTS

    def _begin(self) -> None:
        """Open the case file that was asked for, or explain the first run where there is no identity yet."""
        if self._first is not None:
            self.open_case(self._first)
        elif self._setting_up is not None and not self._setting_up.has_identity:
            self._first_run()

    def on_caseload_chosen(self, event: Caseload.Chosen) -> None:
        """Open the case file chosen, at what was found in it."""
        self.open_case(event.path, event.hit)

    def _open(self, path: Path, passphrase: str | None) -> OpenCase:
        """Open a case file; the sample family with the key that lies beside it."""
        from tui.samples import is_sample, open_sample

        return open_sample(path.parent) if is_sample(path) else self._opens(path, passphrase)

    def _has_opened(self) -> bool:
        """Return whether a case file is open, or being made or opened."""
        return bool(self._being_opened) or self._opened is not None

    def on_caseload_wanted(self, event: Caseload.Wanted) -> None:
        """Keep what was asked for while a case file is being made or opened, and say so."""
        if not self._being_opened:
            if event.imports and self._opened is not None:
                from tui.screens.case import CaseScreen

                if isinstance(self.screen, CaseScreen):
                    self.screen.action_import_files()
            return
        self._imports_next = self._imports_next or event.imports
        then = "the files to import are asked for as soon as it is open" if event.imports else "one is opened at a time"
        said = f"{self._being_opened} is being opened: {then}."
        if said not in self._opening_said:
            self._opening_said.add(said)
            self.say(said)

    def _give_up_opening(self) -> bool:
        """Give up opening a case file, and return whether one was being opened."""
        if self._opening is None:
            return False
        self._opening.stop(by_a_person=True)
        return True

    def _first_run(self, then: Callable[[], object] | None = None) -> None:
        """Explain identity and recovery, and make them; then go on with what was asked for."""
        assert self._setting_up is not None

        screen = FirstRun(self._setting_up)

        def made(told: list[str] | None) -> None:
            if told is not None:
                self._passphrase = screen.words
                self.push_screen(Told("Your keys are made", "\n\n".join(told), then))

        self.push_screen(screen, made)

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
        with self.keys_waiting():
            await self._make_family(event)

    async def _make_family(self, event: Caseload.New) -> None:
        setting_up = self._setting_up
        if setting_up is None:
            self.say("A family cannot be begun here. Make one with: kinline new NAME.kin", is_warning=True)
            return
        if not setting_up.has_identity:
            self._first_run(lambda: self._make(event))
            return
        patience = self.set_timer(0.4, lambda: self.say(f"Making {event.path.name} …"))
        self._being_opened, trouble = event.path.stem, ""
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
            trouble = str(failure)
        finally:
            self._being_opened = ""
            patience.stop()
        if not trouble:
            await self._open_case(event.path, None, imports=event.imports)
            return
        self.say(f"Not made: {trouble}", is_warning=True)
        if isinstance(self.screen, Caseload):
            self.screen.action_new(imports=event.imports)

    def _make_with(self, event: Caseload.New, words: str | None) -> None:
        if words is not None:
            self._passphrase = words
            self._make(event)

    @work(group="open")
    async def open_case(self, path: Path, hit: Searchable | None = None, *, imports: bool = False) -> None:
        """Open a case file beside the screen's own work; ask for the passphrase where it needs one."""
        with self.keys_waiting():
            await self._open_case(path, hit, imports=imports)

    async def _open_case(self, path: Path, hit: Searchable | None, *, imports: bool) -> None:
        if self._being_opened:
            self.on_caseload_wanted(Caseload.Wanted(imports=False))
            return
        self._being_opened, self._imports_next = path.stem, imports
        try:
            opened = await self._opened_now(path, hit)
            if opened is not None:
                await self._show_opened(opened, path, hit)
        finally:
            self._being_opened = ""
            for words in self._opening_said:
                self.take_back(words)
            self._opening_said.clear()

    async def _opened_now(self, path: Path, hit: Searchable | None) -> OpenCase | None:
        """Return the case file opened; None where it was given up, wants a passphrase or does not open, each of which is said."""
        job = self._opening = Job()
        says = f"Opening {path.stem}: its key takes a few seconds …  {STOPS}"

        def tell() -> None:
            self.hear_esc()
            self.say(says)

        patience = self.set_timer(PATIENCE, tell)
        try:
            with no_pauses():
                opened = await opened_unless_given_up(job, partial(self._open, path, self._passphrase))
                await asyncio.to_thread(importlib.import_module, "tui.screens.case")
                return opened
        except PassphraseNeeded as failure:
            self._passphrase = None
            imports = self._imports_next
            self.push_screen(
                AskPassphrase(
                    f"Passphrase for your identity, to open {path.stem}", "" if failure.is_first else failure.message
                ),
                lambda words: self._again(path, words, hit, imports=imports),
            )
        except Stopped:
            self.say(f"Stopped: {path.stem} was not opened. Enter opens it.")
        except KinlineError as failure:
            self.say(f"Not opened: {failure}", is_warning=True)
        finally:
            self._opening = None
            patience.stop()
            self.take_back(says)
        return None

    async def _show_opened(self, opened: OpenCase, path: Path, hit: Searchable | None) -> None:
        from tui.screens.case import CaseScreen

        self._close()
        self._opened = opened
        screen = CaseScreen(opened, path, read_only=self._read_only, is_ascii=self._is_ascii)
        with no_pauses():
            await self.push_screen(screen)
        keep()
        if hit is not None:
            screen.go_to(hit.kind, hit.id)
        if self._imports_next:
            screen.action_import_files()

    def _again(self, path: Path, words: str | None, hit: Searchable | None, *, imports: bool) -> None:
        if words is not None:
            self._passphrase = words
            self.open_case(path, hit, imports=imports)

    def _close(self) -> None:
        if self._opened is not None:
            if trouble := self._keep_drafts():
                self.say_at_the_end(f"What was being typed last could not be kept: {trouble}")
            self._opened.close()
            self._opened = None
            let_go()

    def _keep_drafts(self) -> str:
        """Keep what is being typed; return why it cannot be, nothing where it is."""
        kept = [screen.keep_draft() for screen in self.screen_stack if isinstance(screen, OfCase)]
        return next(filter(None, kept), "")

    def _may_leave(self) -> bool:
        """Return whether what is being typed is kept; where it cannot be, that is said, and only asking again leaves it."""
        trouble = self._keep_drafts()
        if not trouble or time.monotonic() - self._warned_at < SECOND_THOUGHTS:
            return True
        self._warned_at = time.monotonic()
        self.say(
            f"What is being typed cannot be kept: {trouble} The same key again leaves without it.", is_warning=True
        )
        return False

    def on_unmount(self) -> None:
        """Close the case file that is open."""
        self._close()

    def action_leave(self) -> None:
        """Close the app."""
        if self._may_leave():
            self.exit()

    def action_caseload(self) -> None:
        """Go back to the list of case files."""
        if isinstance(self.screen, OfCase) and self._may_leave():
            self._close()
            self.pop_screen()
