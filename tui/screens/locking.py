"""The screen that shows nothing until the passphrase is given again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from chronology.record.errors import KinlineError
from tui.textual_quirks import Line, TooLong, inert, work


class Locked(Screen[bool]):
    """Shows nothing of any case; everything typed is kept below it. Gives True once the passphrase was right."""

    def __init__(self, unlocks: Callable[[str], None]) -> None:
        super().__init__()
        self._unlocks = unlocks

    def compose(self) -> ComposeResult:
        """Lay out the question and room for what was wrong with the answer."""
        with Vertical(classes="window"):
            yield Label(inert("Locked. What was being typed is kept."), classes="title")
            yield Label(inert("Passphrase of your identity (leave it empty where it has none):"))
            yield Line(password=True, id="passphrase")
            yield Static(id="lock-told", classes="problem", markup=False)
            yield Static(inert("Enter goes on with the work."), markup=False)

    def on_too_long(self, event: TooLong) -> None:
        """Say here that what was pasted is no passphrase: messages wait until the screen is unlocked."""
        event.stop()
        self.query_one("#lock-told", Static).update(inert(event.words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look whether the passphrase is right."""
        self._try(event.value)

    @work(group="unlock", exclusive=True)
    async def _try(self, words: str) -> None:
        told = self.query_one("#lock-told", Static)
        told.update(inert("Looking whether it is right …"))
        try:
            await asyncio.to_thread(self._unlocks, words)
        except KinlineError as failure:
            told.update(inert(str(failure)))
            self.query_one("#passphrase", Input).value = ""
            return
        self.dismiss(True)
