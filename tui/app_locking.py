"""Locking the app after idle or by a key: nothing is shown until the passphrase is given again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.widget import AwaitMount

from tui.app_opening import OpeningApp, Opens
from tui.pauses import tidy
from tui.screens.locking import Locked
from tui.screens.of_case import OfCase
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.setting_up import SettingUp


class LockingApp(OpeningApp):
    """What hides a case file and brings it back; what was to be said or shown meanwhile is held back."""

    settings: Settings
    """What is set in settings.toml."""

    def __init__(
        self,
        folder: Path,
        opens: Opens,
        *,
        first: Path | None,
        read_only: bool,
        is_ascii: bool,
        unlocks: Callable[[str], None] | None,
        setting_up: SettingUp | None,
    ) -> None:
        super().__init__(folder, opens, first=first, read_only=read_only, is_ascii=is_ascii, setting_up=setting_up)
        self._unlocks = unlocks
        self._input_at = time.monotonic()
        self._held_back: list[Callable[[], object]] = []
        """What was to be said or shown while the screen was locked."""
        self.is_locked = False

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
        if self.is_locked or (self._opened is None and self._passphrase is None):
            return
        for screen in self.screen_stack:
            if isinstance(screen, OfCase):
                screen.keep_draft_soon()
        self.clear_notifications()
        self.push_screen(Locked(self._unlock), self._unlocked)
        self.is_locked = True
        self.call_after_refresh(tidy)

    def _unlock(self, words: str) -> None:
        """Raise the reason where a passphrase is not the identity's.

        The sample family's key has none; once the identity's was given, families open without being asked, so that it is
        wanted for the sample family and for the list of case files too.
        """
        from tui.samples import is_sample

        paths = [screen.path for screen in self.screen_stack if isinstance(screen, OfCase)]
        is_all_sample = all(is_sample(path) for path in paths)
        if self._unlocks is not None and (self._passphrase is not None or not is_all_sample):
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
