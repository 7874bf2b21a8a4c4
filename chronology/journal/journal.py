"""The interface that every store gives, and what undo and redo mean over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chronology.journal.change import Change, Fault, Original, Recorded, Version
from chronology.record.values import Id


class Journal(Protocol):
    """A case file's history: append is the only way to write."""

    notes: tuple[str, ...]
    """What the person should be told about where and how it is kept; grows while it is open."""
    is_read_only: bool
    """Whether it can be read where it lies, and not written: whatever writes raises ReadOnlyStore."""

    def append(
        self, change: Change, *, actor: str, at: datetime | None = None, originals: Sequence[Original] = ()
    ) -> Recorded:
        """Record a change and return it once it is on disk.

        Raises ConflictError where something it touches was changed since, BusyStore where another program holds
        the file for more than five seconds, LockedError where the disk does not take it.
        """

    def reverse(self, seq: int, *, actor: str) -> Recorded:
        """Record a change that gives back what `seq` changed; raises ConflictError where that was edited since."""

    def history(self) -> list[Recorded]:
        """Return every change, oldest first."""

    def since(self, seq: int) -> list[tuple[Recorded, Mapping[Id, Version]]]:
        """Return the changes after `seq`, each with the versions it gave."""

    def current(self) -> Mapping[Id, Version]:
        """Return the version in force of every value."""

    def as_recorded_at(self, seq: int) -> Mapping[Id, Version]:
        """Return the version in force of every value after change `seq`."""

    def head(self) -> str:
        """Return the last change's hash."""

    def verify(self) -> list[Fault]:
        """Return everything that is not as it was recorded; empty where all is whole."""

    def originals(self) -> Mapping[str, str]:
        """Return the names of the imported originals by their hash."""

    def original(self, sha256: str) -> bytes:
        """Return an imported original's bytes."""

    def erase(
        self, ids: Sequence[Id], *, actor: str, why: str, words: bool = False, originals: Sequence[str] = ()
    ) -> Recorded:
        """Take away every version's content of these values, as the law requires; itself a recorded change.

        `words`: also the labels and reasons of the changes that touched them; `originals`: also these imported
        files, by hash. Drafts go with it. Raises UsageError where one of them is not there.
        """

    def save_draft(self, key: str, text: str) -> None:
        """Keep a draft beside the chain; an empty text drops it."""

    def drafts(self) -> Mapping[str, str]:
        """Return the drafts kept."""

    def close(self) -> None:
        """Let go of the file."""


def undoable(history: Sequence[Recorded]) -> tuple[int | None, int | None]:
    """Return the change that undo would reverse, and the undoing that redo would reverse.

    A new change forgets what could be redone, as in any editor; nothing is taken from the history.
    """
    depth: dict[int, int] = {}
    done: list[int] = []
    undone: list[int] = []
    for change in history:
        depth[change.seq] = 0 if change.undoes is None else depth.get(change.undoes, 0) + 1
        if not change.touched or change.is_final:
            continue
        if change.undoes is None:
            done.append(change.seq)
            undone.clear()
        elif depth[change.seq] % 2:
            done = [seq for seq in done if seq != change.undoes]
            undone.append(change.seq)
        else:
            undone = [seq for seq in undone if seq != change.undoes]
            done.append(change.seq)
    return (done[-1] if done else None), (undone[-1] if undone else None)


UNDONE = "Undone: "
"""How the label of a change that undoes another begins."""
DONE_AGAIN = "Done again: "
"""How the label of a change that redoes another begins."""


def reversal_label(label: str) -> str:
    """Return the label of the change that reverses one with this label."""
    if label.startswith(UNDONE):
        return DONE_AGAIN + label.removeprefix(UNDONE)
    return UNDONE + label.removeprefix(DONE_AGAIN)
