"""What is being typed, kept in the case file at most a second later, so that a crash or a flat battery loses none of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from chronology.record.errors import KinlineError

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from chronology.journal.opencase import OpenCase
    from chronology.record.values import Id
    from tui.turns import Turns

DELAY = 0.5
"""Seconds after which what was typed is written: with the time it takes, less than one."""


_FORM = "entry form "


def draft_key(entry: Id) -> str:
    """Return the place under which the draft of an entry's form is kept."""
    return _FORM + entry


def drafted_entries(drafts: Iterable[str]) -> list[Id]:
    """Return the entries whose forms were left without being recorded."""
    return [key.removeprefix(_FORM) for key in drafts if key.startswith(_FORM)]


class Drafts:
    """The drafts of one open case file, by the place where they are typed."""

    def __init__(self, screen: Screen[Any], opened: OpenCase, turns: Turns, trouble: Callable[[str], None]) -> None:
        self._screen = screen
        self._opened = opened
        self._turns = turns
        self._trouble = trouble
        self._pending: dict[str, str] = {}
        self._timer: Timer | None = None

    def kept(self) -> dict[str, str]:
        """Return the drafts that are there, by their place; those being typed as they stand now.

        Where the case file cannot be read just now that is said, and those being typed are all there is.
        """
        try:
            held = dict(self._opened.journal.drafts())
        except KinlineError as failure:
            self._trouble(f"What was being typed before cannot be read for now: {failure}")
            held = {}
        kept = held | self._pending
        return {key: text for key, text in kept.items() if text}

    def keep(self, key: str, text: str) -> None:
        """Keep a draft soon; an empty text lets it go."""
        self._pending[key] = text
        if self._timer is None:
            self._timer = self._screen.set_timer(DELAY, self.save)

    def save(self) -> None:
        """Write what is waiting, beside the screen."""
        self._timer = None
        if self._pending:
            self._screen.run_worker(self._save(), group="draft")

    async def _save(self) -> None:
        waiting, self._pending = self._pending, {}
        for key, text in waiting.items():
            try:
                await self._turns.take(lambda key=key, text=text: self._opened.journal.save_draft(key, text))
            except KinlineError as failure:
                self._trouble(f"What is being typed is not kept for now: {failure}")
                self._pending = {key: text, **self._pending}

    def save_now(self) -> None:
        """Write what is waiting before the case file is closed."""
        waiting, self._pending = self._pending, {}
        with contextlib.suppress(KinlineError):
            if waiting:
                self._turns.check()
            for key, text in waiting.items():
                self._opened.journal.save_draft(key, text)
