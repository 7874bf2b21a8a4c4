"""The terminal app."""

from __future__ import annotations

import asyncio
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.binding import Binding
from textual.theme import Theme
from textual.widget import AwaitMount

from chronology.journal.pauses import no_pauses
from chronology.record.errors import KinlineError, UsageError
from tui.commands import APP_COMMANDS, COMMANDS
from tui.keys import FILE as KEYS
from tui.keys import own_keys, shown
from tui.opening import PassphraseNeeded, home
from tui.pauses import keep, let_go, tidy
from tui.screens.asking import AskPassphrase, Help
from tui.screens.caseload import Caseload
from tui.screens.first_run import FirstRun, Guide, Told
from tui.screens.locking import Locked
from tui.screens.of_case import OfCase
from tui.screens.palette import Offered, Palette, offered_on
from tui.settings import FILE as SETTINGS
from tui.settings import settings_of, text_of
from tui.textual_quirks import QuietApp, hush_python, is_served

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from chronology.checks.caseloads import Searchable
    from chronology.journal.opencase import OpenCase
    from tui.setting_up import SettingUp

Opens = Callable[[Path, str | None], "OpenCase"]
"""Opens a case file with a passphrase; raises PassphraseNeeded where one is to be asked for, else a KinlineError."""
SECOND_THOUGHTS = 10.0
"""Seconds in which leaving is asked for again where something would be lost by it."""

HIGH_CONTRAST = Theme(
    name="kinline-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    warning="#ffff00",
    error="#ffff00",
    success="#ffffff",
    dark=True,
    variables={
        "border": "#ffffff",
        "border-blurred": "#ffffff",
        "footer-key-foreground": "#ffff00",
        "scrollbar": "#ffffff",
    },
)
"""White on black, yellow for what is marked; nothing needs either."""


class KinlineApp(QuietApp):
    """The caseload of a folder, and one case file at a time."""

    CSS_PATH = "styles/kinline.tcss"
    TITLE = "Kinline"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding(c.key, c.name, c.words, show=False, id=c.name) for c in COMMANDS if c.name in APP_COMMANDS]

    def __init__(
        self,
        folder: Path,
        opens: Opens,
        *,
        first: Path | None = None,
        read_only: bool = False,
        is_ascii: bool = False,
        unlocks: Callable[[str], None] | None = None,
        setting_up: SettingUp | None = None,
    ) -> None:
        super().__init__()
        self._unlocks = unlocks
        self._input_at = time.monotonic()
        self._warned_at = -SECOND_THOUGHTS
        self._held_back: list[Callable[[], object]] = []
        """What was to be said or shown while the screen was locked."""
        self.is_locked = False
        self._is_ascii = is_ascii
        self.folder = folder
        self._opens = opens
        self._first = first
        self._setting_up = setting_up
        self._read_only = read_only
        self._opened: OpenCase | None = None
        self._passphrase: str | None = None
        self._is_opening = False
        keys, fault = text_of(home(), KEYS)
        self._own_keys = own_keys(keys, COMMANDS)
        settings, other = text_of(home(), SETTINGS)
        self.settings = settings_of(settings)
        """What is set in settings.toml."""
        said = (fault, other, *self._own_keys.faults, *self._own_keys.warnings, *self.settings.faults)
        self._settings_said = [words for words in said if words]
        self.commands = self._own_keys.given_to(COMMANDS)
        """Every command, with the keys that it has here."""

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as the footer shows it, one's own keys too."""
        return binding.key_display or shown(binding.key)

    def on_mount(self) -> None:
        """Show the caseload, and the case file that was asked for on top."""
        self.hush()
        self.set_keymap({name: ",".join(keys) for name, keys in self._own_keys.keys.items()})
        self.register_theme(HIGH_CONTRAST)
        if self.settings.is_high_contrast:
            self.action_contrast()
        if self.settings.lock_after_minutes:
            self.set_interval(min(5.0, self.settings.lock_after_minutes * 15), self._lock_if_idle)
        self.push_screen(Caseload(self.folder, lambda path: self._open(path, self._passphrase), self._has_opened))
        if self._settings_said:  # words that have to be read; a short message goes before they are
            self.push_screen(Told("Your keys and settings", "\n\n".join(self._settings_said), self._begin))
        else:
            self._begin()

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
        """Return whether a case file is open, or being opened."""
        return self._is_opening or self._opened is not None

    def _first_run(self, then: Callable[[], object] | None = None) -> None:
        """Explain identity and recovery, and make them; then go on with what was asked for."""
        assert self._setting_up is not None

        def made(told: list[str] | None) -> None:
            if told is not None:
                self.push_screen(Told("Your keys are made", "\n\n".join(told), then))

        self.push_screen(FirstRun(self._setting_up), made)

    def action_guide(self) -> None:
        """Show the five-minute guide."""
        if not self.is_locked and not isinstance(self.screen, Guide):
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
            if isinstance(self.screen, Caseload):
                self.screen.action_new(imports=event.imports)
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
        with self.keys_waiting():
            await self._open_case(path, hit, imports=imports)

    async def _open_case(self, path: Path, hit: Searchable | None, *, imports: bool) -> None:
        if self._is_opening:
            return
        self._is_opening = True
        patience = self.set_timer(0.4, lambda: self.say(f"Opening {path.stem}: its key takes a few seconds …"))
        try:
            with no_pauses():
                opened = await asyncio.to_thread(self._open, path, self._passphrase)
                await asyncio.to_thread(importlib.import_module, "tui.screens.case")
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
        from tui.screens.case import CaseScreen

        self._close()
        self._opened = opened
        screen = CaseScreen(opened, path, read_only=self._read_only, is_ascii=self._is_ascii)
        with no_pauses():
            await self.push_screen(screen)
        keep()
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

    async def on_event(self, event: events.Event) -> None:
        """Note when a person last did something."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._input_at = time.monotonic()
        await super().on_event(event)

    def _lock_if_idle(self) -> None:
        if time.monotonic() - self._input_at >= self.settings.lock_after_minutes * 60:
            self.action_lock()

    def action_lock(self) -> None:
        """Show nothing until the passphrase is given again."""
        if self.is_locked or self._opened is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, OfCase):
                screen.keep_draft_soon()
        self.clear_notifications()
        self.push_screen(Locked(self._unlock), self._unlocked)
        self.is_locked = True
        self.call_after_refresh(tidy)

    def _unlock(self, words: str) -> None:
        """Raise the reason where a passphrase is not the identity's; the sample family's key has none."""
        from tui.samples import is_sample

        paths = [screen.path for screen in self.screen_stack if isinstance(screen, OfCase)]
        if self._unlocks is not None and not all(is_sample(path) for path in paths):
            self._unlocks(words)
        else:
            for path in paths:
                self._open(path, words).close()

    def _unlocked(self, _is_right: bool | None) -> None:
        self.is_locked = False
        held, self._held_back = self._held_back, []
        for act in held:
            act()

    def say(self, message: str, *, is_warning: bool = False) -> None:
        """Show a short message; while the screen is locked, once it is not."""
        if self.is_locked:
            self._held_back.append(lambda: self.say(message, is_warning=is_warning))
        else:
            super().say(message, is_warning=is_warning)

    def push_screen(self, screen: Any, *args: Any, **more: Any) -> Any:
        """Show a screen on top; while the screen is locked, once it is not."""
        if self.is_locked:
            self._held_back.append(lambda: self.push_screen(screen, *args, **more))
            return AwaitMount(self.screen, [])
        return super().push_screen(screen, *args, **more)

    def action_contrast(self) -> None:
        """Change between black and white alone and the usual colours."""
        self.theme = "textual-dark" if self.theme == HIGH_CONTRAST.name else HIGH_CONTRAST.name

    def action_help(self) -> None:
        """Show every key."""
        if not self.is_locked:
            self.push_screen(Help())

    def action_leave(self) -> None:
        """Close the app."""
        if self._may_leave():
            self.exit()

    def action_caseload(self) -> None:
        """Go back to the list of case files."""
        if isinstance(self.screen, OfCase) and self._may_leave():
            self._close()
            self.pop_screen()

    @work(group="palette", exclusive=True)
    async def action_palette(self) -> None:
        """Ask which command, and do it."""
        with self.keys_waiting():
            await self._ask_command()

    async def _ask_command(self) -> None:
        screen = self.screen
        if isinstance(screen, Palette) or self.is_locked:
            return
        nodes: list[DOMNode] = [screen]
        if isinstance(screen, OfCase):
            await screen.look_what_can_be_undone()
            nodes += screen.query("#views > *")

        def chosen(one: Offered | None) -> None:
            if one is not None and one.act is not None:
                self.call_later(one.act)

        await self.push_screen(Palette(offered_on(self, nodes)), chosen)


def run(
    folder: Path,
    opens: Opens,
    *,
    first: Path | None = None,
    read_only: bool = False,
    is_ascii: bool = False,
    unlocks: Callable[[str], None] | None = None,
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
        folder,
        opens,
        first=first,
        read_only=read_only,
        is_ascii=is_ascii or not is_utf8,
        unlocks=unlocks,
        setting_up=setting_up,
    )
    hush_python()
    app.run()
    return app.return_code or 0
