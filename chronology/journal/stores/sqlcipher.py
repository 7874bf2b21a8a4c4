"""The journal of one case file in SQLCipher: every change one immediate transaction, on disk before it is acknowledged."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from chronology.journal.change import Fault, Version
from chronology.journal.stores.engine import connect, explained
from chronology.journal.stores.inspection import inspect_chain
from chronology.journal.stores.keys import Identity, wrap_key, write_private
from chronology.journal.stores.recording import Recording
from chronology.journal.stores.tables import SCHEMA
from chronology.journal.stores.whereabouts import is_on_network, is_synced
from chronology.record.errors import BusyStore, LockedError, UnreadableFile, WrongKey
from chronology.record.values import Id


class SqlcipherJournal(Recording):
    """The journal of one case file; `Journal` says what each call means."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._where = str(folder)
        self._key = key
        self._lock = threading.RLock()
        self._connection = connect(folder / "journal.db", key, folder)
        try:
            self._check_schema()
        except BaseException:
            self._connection.close()
            raise
        self._file = _file_at(folder / "journal.db")
        self.notes = tuple(self._notes())

    def _check_place(self) -> None:
        """Raise LockedError where the file that is open no longer stands in its place: a change would go nowhere."""
        if _file_at(self._folder / "journal.db") != self._file:
            raise LockedError(
                "the case file was moved, deleted or replaced since it was opened; nothing was changed.",
                where=str(self._folder),
                remedy="Put it back where it was, or open it again where it is now.",
            )

    def _check_schema(self) -> None:
        with explained(self._folder):
            row = self._connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if row is None or not str(row[0]).isdigit():
            raise UnreadableFile(
                "the journal does not say which version it is.",
                where=str(self._folder),
                remedy="Restore a copy of the folder from your backup beside it.",
            )
        if int(row[0]) > SCHEMA:
            raise UnreadableFile(
                "this case file was made by a newer Kinline.",
                where=str(self._folder),
                remedy="Install the newest version.",
            )

    def _notes(self) -> Iterator[str]:
        if is_on_network(self._folder):
            yield "This case file lies on a network share: it is kept with a rollback journal, and one person writes at a time."
        if is_synced(self._folder.resolve()):
            yield "This case file lies in a synced folder: two computers can each change it and one loses. Keep it elsewhere."

    def _rows(self, question: str, *values: Any) -> list[Any]:
        with self._lock, explained(self._folder):
            rows: list[Any] = self._connection.execute(question, values).fetchall()
        return rows

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give a cursor inside one immediate transaction; leave nothing of it where anything fails."""
        with self._lock, explained(self._folder):
            self._check_place()
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Hold one view of the file over several questions, so that no change falls between them."""
        with self._lock, explained(self._folder):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def current(self) -> Mapping[Id, Version]:
        """Return the version in force of every value."""
        rows = self._rows("SELECT entity, seq, kind, body FROM current ORDER BY rowid")
        return {entity: Version(seq, kind, body) for entity, seq, kind, body in rows}

    def verify(self) -> list[Fault]:
        """Return everything that is not as it was recorded."""
        try:
            with self._reading():
                return inspect_chain(self._connection)
        except (WrongKey, LockedError) as failure:
            if isinstance(failure, BusyStore):
                raise
            return [Fault(str(failure))]

    def _forget_what_was_erased(self) -> None:
        # Another window reading is no reason to call an erasure undone: freed pages are overwritten (secure_delete).
        with contextlib.suppress(BusyStore):
            self._rows("VACUUM")
            self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def add_recipient(self, recipient: str, identity: Identity) -> None:
        """Wrap the key to one more recipient."""
        known = json.loads(self._rows("SELECT value FROM meta WHERE key = 'recipients'")[0][0])
        recipients = list(dict.fromkeys([*known, identity.recipient, recipient]))
        write_private(self._folder / "key.age", wrap_key(self._key, recipients))
        self.name_recipients(recipients)

    def copy_to(self, path: Path, key: bytes) -> None:
        """Put everything that is kept here, as it stands at one moment, into a new journal under another key."""
        with self._lock, explained(self._folder):
            self._check_place()
            self._connection.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key.hex()}'\"", (str(path),))
            try:
                self._connection.execute("BEGIN")
                self._connection.execute("SELECT sqlcipher_export('copy')").fetchone()
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._connection.execute("DETACH DATABASE copy")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
