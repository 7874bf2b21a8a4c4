"""Undo and redo: one key for one's own edit; asked first where it is somebody else's change, or takes back much."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from chronology.journal.journal import DONE_AGAIN, UNDONE, undoable
from chronology.record.errors import KinlineError
from tui.commands import commands_of
from tui.screens.of_case import OfCase
from tui.textual_quirks import inert, keys_waiting, work

if TYPE_CHECKING:
    from chronology.journal.change import Recorded

MUCH = 20
"""Records from more than which on a change is reversed only when that is confirmed."""


class Confirm(ModalScreen[bool]):
    """Says what is about to be done and asks for one key: Y does it, Esc or N leaves it."""

    BINDINGS = [Binding("y", "answer(True)", "Yes"), Binding("escape,n", "answer(False)", "No")]

    def __init__(self, words: str, yes: str) -> None:
        super().__init__()
        self._words = words
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Lay out the question and the keys that answer it."""
        with Vertical(classes="window"):
            yield Static(inert(self._words), classes="title", id="asked", markup=False)
            yield Static(inert(f"Y: {self._yes}. Esc leaves everything as it is."), markup=False)

    def action_answer(self, answer: bool) -> None:
        """Give the answer back."""
        self.dismiss(answer)


def asked_before(change: Recorded, actor: str) -> str:
    """Return what has to be confirmed before a change is reversed; empty for one's own that touches little."""
    count = len(change.touched)
    if change.actor == actor and count <= MUCH:
        return ""
    what = change.label.removeprefix(UNDONE).removeprefix(DONE_AGAIN) or f"change {change.seq}"
    is_redo = change.label.startswith(UNDONE)
    way, made = ("does again", "undone") if is_redo else ("undoes", "made")
    when = f"{change.at.day} {change.at:%B %Y} at {change.at:%H:%M} UTC"
    who = change.actor if change.actor != actor else f"{actor} (you)"
    records = "1 record" if count == 1 else f"{count:,} records"
    return f"This {way} “{what}”, {made} by {who} on {when}: {records}. {'Do it again' if is_redo else 'Undo it'}?"


class Undoing(OfCase):
    """The part of a case file's screen that reverses changes."""

    def action_undo(self) -> None:
        """Reverse the last change."""
        if self._may_change() and self.is_no_line_typed():
            self._reverse(lambda history: undoable(history)[0], "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        if self._may_change() and self.is_no_line_typed():
            self._reverse(lambda history: undoable(history)[1], "There is nothing to do again.")

    def reverse_change(self, seq: int) -> None:
        """Reverse one change of the history."""
        self._reverse(lambda _: seq, "This change is not in the history.")

    @work(group="reverse")
    async def _reverse(self, which: Callable[[list[Recorded]], int | None], nothing: str) -> None:
        """Reverse a change, asked first where it is not a small one of one's own; `nothing` is said where there is none."""
        with keys_waiting(self):
            try:
                history = await self._turns.take(self.opened.history)
            except KinlineError as failure:
                self._say(f"Not recorded: {failure}", True)
                return
            seq = which(history)
            change = next((one for one in history if one.seq == seq), None)
            if change is None:
                self._say(nothing)
                return
            if asked := asked_before(change, self.opened.actor):
                self._ask(change.seq, asked, "do it again" if change.label.startswith(UNDONE) else "undo it")
                return
        self._reverse_now(lambda: self.opened.undo(change.seq))

    def _ask(self, seq: int, asked: str, yes: str) -> None:
        def answered(is_wanted: bool | None) -> None:
            if is_wanted:
                self._reverse_now(lambda: self.opened.undo(seq))

        self.app.push_screen(Confirm(asked, yes), answered)

    @work(group="reverse now")
    async def _reverse_now(self, way: Callable[[], Recorded]) -> None:
        done = await self._changed(way)
        if done is not None:
            redo = next((c.shown_key for c in commands_of(self.app) if c.name == "redo"), "")
            back = f". {redo} does it again." if done.label.startswith(UNDONE) and redo else ""
            self._say(f"{done.label}{back}")
            self.show_all()
