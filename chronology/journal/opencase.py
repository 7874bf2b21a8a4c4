"""A case file opened for work: the family as it stands, and every edit as a change in the journal."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from chronology.journal.change import Change, Fault, Original, Recorded
from chronology.journal.drafts import by_person, draft_place
from chronology.journal.fold import as_recorded_at, records_of
from chronology.journal.journal import Journal, undoable
from chronology.journal.stores.keys import Identity
from chronology.record.casefile import CaseFile
from chronology.record.errors import KinlineError, UsageError
from chronology.record.values import Id, Record


class OpenCase:
    """One case file, one window's view of it; other windows' changes come in with `refresh`."""

    def __init__(self, journal: Journal, *, actor: str) -> None:
        self.journal = journal
        self.actor = actor
        current = journal.current()
        self.versions: dict[Id, int] = {identity: version.seq for identity, version in current.items()}
        """The change at which this window last saw each value."""
        self.case = CaseFile.of(records_of(current))
        """The family as this window sees it."""
        self._seen = max(self.versions.values(), default=0)
        self._catch_up_mark()

    @classmethod
    def create(cls, folder: Path, identity: Identity, *, recovery: str, actor: str) -> Self:
        """Make a case file and return it opened; raises UsageError where something is there already."""
        from chronology.journal.stores.folders import create_case

        return cls(create_case(folder, identity=identity, recovery=recovery), actor=actor)

    @classmethod
    def open(cls, folder: Path, identity: Identity, *, actor: str) -> Self:
        """Return a case file opened; raises WrongKey, BusyStore or UnreadableFile where it does not open."""
        from chronology.journal.stores.folders import open_case

        journal = open_case(folder, identity)
        try:
            return cls(journal, actor=actor)
        except BaseException:  # it does not read, or is wanted no more
            journal.close()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the person should be told about where and how the case file is kept."""
        return self.journal.notes

    @property
    def is_read_only(self) -> bool:
        """Whether the case file can be read where it lies, and not written."""
        return self.journal.is_read_only

    def record(
        self,
        label: str,
        values: Iterable[Record] = (),
        removed: Iterable[Id] = (),
        why: str = "",
        originals: Sequence[tuple[str, bytes]] = (),
    ) -> Recorded:
        """Record a change and return it once it is on disk; raises ConflictError where somebody was quicker."""
        values, removed = tuple(values), tuple(removed)
        touched = (*(record.id for record in values), *removed)
        change = Change(
            label=label,
            why=why,
            values=values,
            removed=removed,
            expected={identity: self.versions.get(identity, 0) for identity in touched},
        )
        done = self.journal.append(
            change, actor=self.actor, originals=tuple(Original(name, data) for name, data in originals)
        )
        return self._taken_in(done)

    def undo(self, seq: int | None = None) -> Recorded:
        """Reverse a change, the last one by default, as a new change; raises UsageError where there is none."""
        target = seq if seq is not None else undoable(self.history())[0]
        if target is None:
            raise UsageError("there is nothing to undo.")
        return self._taken_in(self.journal.reverse(target, actor=self.actor))

    def redo(self) -> Recorded:
        """Do again what was undone last, as a new change; raises UsageError where there is nothing."""
        target = undoable(self.history())[1]
        if target is None:
            raise UsageError("there is nothing to redo.")
        return self._taken_in(self.journal.reverse(target, actor=self.actor))

    def _taken_in(self, done: Recorded) -> Recorded:
        """Return a change that is on disk; where it cannot be read back just now, it was recorded all the same."""
        with contextlib.suppress(KinlineError):
            self.refresh()
        return done

    def refresh(self) -> list[Recorded]:
        """Take in every change since this window last looked, and return them."""
        new = self.journal.since(self._seen)
        if not new:
            return []
        versions = {identity: version for _, given in new for identity, version in given.items()}
        removed = [identity for identity, version in versions.items() if version.body is None]
        self.case = self.case.with_records(records_of(versions), removed)
        for identity, version in versions.items():
            self.versions[identity] = version.seq
        self._seen = new[-1][0].seq
        return [change for change, _ in new]

    def _catch_up_mark(self) -> None:
        history_end = self.journal.since(self._seen)
        if history_end:
            self.refresh()

    def drafts(self) -> dict[str, str]:
        """Return what this person typed and did not record, by the place where it was typed."""
        return self._drafts().get(self.actor, {})

    def drafts_of_others(self) -> dict[str, dict[str, str]]:
        """Return what others typed and did not record, by whose it is and the place; the empty name where nobody knows whose."""
        return {whose: drafts for whose, drafts in self._drafts().items() if whose != self.actor}

    def _drafts(self) -> dict[str, dict[str, str]]:
        return by_person(self.journal.drafts())

    def save_draft(self, key: str, text: str) -> None:
        """Keep what this person types in a place; an empty text lets it go."""
        self.journal.save_draft(draft_place(self.actor, key), text)

    def take_over_draft(self, whose: str, key: str) -> None:
        """Make somebody else's draft this person's own; raises UsageError where it is not there any more."""
        text = self.drafts_of_others().get(whose, {}).get(key, "")
        if not text:
            raise UsageError("this draft is not there any more.", remedy="It was recorded or emptied meanwhile.")
        self.save_draft(key, text)
        self.journal.save_draft(draft_place(whose, key) if whose else key, "")

    def history(self) -> list[Recorded]:
        """Return every change, oldest first."""
        return self.journal.history()

    def as_recorded_at(self, seq: int) -> CaseFile:
        """Return what this file said after a change."""
        return as_recorded_at(self.journal, seq)

    def verify(self) -> list[Fault]:
        """Return everything that is not as it was recorded."""
        return self.journal.verify()

    def head(self) -> str:
        """Return the last change's hash."""
        return self.journal.head()

    def close(self) -> None:
        """Let go of the file."""
        self.journal.close()
