"""What is being typed, kept in the case file at most a second later, so that a crash or a flat battery loses none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from chronology.record.errors import KinlineError

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from chronology.journal.opencase import OpenCase
    from chronology.record.values import Id
    from tui.turns import Turns

DELAY = 0.3
"""Seconds after which what was typed is written: with the time it takes, less than one."""
RETRY = 2.0
"""Seconds after which what could not be written is tried again."""


_FORM = "entry form "


def draft_key(entry: Id) -> str:
    """Return the place under which the draft of an entry's form is kept."""
    return _FORM + entry


def drafted_entries(drafts: Iterable[str]) -> list[Id]:
    """Return the entries whose forms were left without being recorded."""
    return [key.removeprefix(_FORM) for key in drafts if key.startswith(_FORM)]


class Drafts:
    """One person's drafts in one open case file, by the place where they are typed."""

    def __init__(self, screen: Screen[Any], opened: OpenCase, turns: Turns, say: Callable[[str, bool], None]) -> None:
        self._screen = screen
        self._opened = opened
        self._turns = turns
        self._say = say
        self._is_stuck = False
        """Whether it was said that what is typed is not kept for now."""
        self._pending: dict[str, str] = {}
        self._held: dict[str, str] = {}
        """What the case file held when it was last read or written."""
        self._others: dict[str, dict[str, str]] = {}
        self._timer: Timer | None = None

    def kept(self) -> dict[str, str]:
        """Return this person's drafts that are there, by their place; those being typed as they stand now.

        While somebody's turn at the case file lasts, as on a slow disk, they are as they were known before it, so that no
        screen waits. Where the case file cannot be read just now that is said.
        """
        self._look()
        kept = self._held | self._pending
        return {key: text for key, text in kept.items() if text}

    def of_others(self) -> dict[str, dict[str, str]]:
        """Return what others typed into this case file and did not record, by whose it is and its place."""
        self._look()
        return self._others

    def _look(self) -> None:
        if not self._turns.is_taken:
            try:
                self._held = self._opened.drafts()
                self._others = self._opened.drafts_of_others()
            except KinlineError as failure:
                self._say(f"What was being typed before cannot be read for now: {failure}", True)

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
        """Write what is waiting; it waits on until it is written, and is tried again where it was not."""
        for key, text in list(self._pending.items()):
            try:
                await self._turns.take(partial(self._opened.save_draft, key, text))
            except KinlineError as failure:
                if not self._is_stuck:
                    self._is_stuck = True
                    self._say(f"What is being typed is not kept for now: {failure}", True)
                if self._timer is None:
                    self._timer = self._screen.set_timer(RETRY, self.save)
                return
            self._note_written(key, text)
        if self._is_stuck:
            self._is_stuck = False
            self._say("What is being typed is kept again.", False)

    def save_now(self) -> str:
        """Write what is waiting before the case file is closed; return why it could not be, nothing where it was."""
        try:
            if self._pending:
                self._turns.check()
            for key, text in list(self._pending.items()):
                self._opened.save_draft(key, text)
                self._note_written(key, text)
        except KinlineError as failure:
            return str(failure) if any(self._pending.values()) else ""
        return ""

    def _note_written(self, key: str, text: str) -> None:
        self._held[key] = text
        if self._pending.get(key) == text:
            del self._pending[key]
