"""The terminal app: its keys and themes, help, the list of commands; opening and locking stand in modules of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.theme import Theme

from chronology.record.errors import UsageError
from tui.app_locking import LockingApp
from tui.app_opening import Opens
from tui.commands import APP_COMMANDS, COMMANDS
from tui.keys import FILE as KEYS
from tui.keys import own_keys, shown
from tui.opening import home
from tui.screens.asking import Help
from tui.screens.caseload import Caseload
from tui.screens.first_run import Guide, Told
from tui.screens.of_case import OfCase
from tui.screens.palette import Offered, Palette, offered_on
from tui.settings import FILE as SETTINGS
from tui.settings import settings_of, text_of
from tui.textual_quirks import hush_python, is_served, work

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from tui.setting_up import SettingUp

GIVES_WAY = 0.001
"""Seconds after which what is worked out beside the screen gives way to it; of Python's own 0.005 several are felt in one key."""
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


class KinlineApp(LockingApp):
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
        super().__init__(
            folder,
            opens,
            first=first,
            read_only=read_only,
            is_ascii=is_ascii,
            unlocks=unlocks,
            setting_up=setting_up,
        )
        self._guide_at = 0.0
        """How far the guide was read."""
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
        self.push_screen(
            Caseload(
                self.folder, lambda path: self._open(path, self._passphrase), self._has_opened, self._give_up_opening
            )
        )
        if self._settings_said:  # words that have to be read; a short message goes before they are
            self.push_screen(Told("Your keys and settings", "\n\n".join(self._settings_said), self._begin))
        else:
            self._begin()

    def action_guide(self) -> None:
        """Show the five-minute guide."""
        if not self.is_locked and not isinstance(self.screen, Guide):
            guide = Guide(self._guide_at)
            self.push_screen(guide, lambda _: setattr(self, "_guide_at", guide.at))

    def action_contrast(self) -> None:
        """Change between black and white alone and the usual colours."""
        self.theme = "textual-dark" if self.theme == HIGH_CONTRAST.name else HIGH_CONTRAST.name

    def action_help(self) -> None:
        """Show every key."""
        if not self.is_locked:
            self.push_screen(Help())

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
    sys.setswitchinterval(GIVES_WAY)
    app.run()
    return app.return_code or 0
