"""The journal of one case file in SQLCipher: every change one immediate transaction, on disk before it is acknowledged."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from chronology.journal.chain import BEGINNING
from chronology.journal.change import Fault, Recorded, Version
from chronology.journal.stores.deleted_logs import LOG_DELETED, let_go, log_in_place, may_be_lost
from chronology.journal.stores.engine import connect, explained
from chronology.journal.stores.handles import file_at
from chronology.journal.stores.inspection import inspect_chain
from chronology.journal.stores.keys import Identity, wrap_key, write_private
from chronology.journal.stores.reading import (
    CANNOT_BE_WRITTEN,
    FROM_A_COPY,
    Standing,
    nothing_to_change,
    open_to_read,
    standing_of,
)
from chronology.journal.stores.recording import Recording
from chronology.journal.stores.tables import SCHEMA
from chronology.journal.stores.whereabouts import JOURNAL, is_on_network, is_synced, may_be_written
from chronology.record.errors import BusyStore, LockedError, ReadOnlyStore, UnreadableFile, WrongKey
from chronology.record.values import Id


class SqlcipherJournal(Recording):
    """The journal of one case file; `Journal` says what each call means."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._where = str(folder)
        self._key = key
        self._lock = threading.RLock()
        self._copied_at: Standing | None = None
        self._head_known = BEGINNING
        """The last change's hash, while the journal is opened afresh."""
        self._connect()
        self._file = file_at(folder / JOURNAL)
        self.notes = tuple(self._notes())

    def _connect(self) -> None:
        """Open the journal, to be read alone where it cannot be written; where that fails it is tried again when it is asked next."""
        self.is_read_only = not may_be_written(self._folder)
        if not self.is_read_only:
            try:
                self._connection = connect(self._folder / JOURNAL, self._key, self._folder)
            except ReadOnlyStore:
                self.is_read_only = True
        if self.is_read_only:
            self._connect_to_read()
        try:
            self._check_schema()
        except BaseException:
            self._connection.close()
            raise
        self._is_connected = True
        keeps_log = not self.is_read_only and not is_on_network(self._folder)
        self._log = log_in_place(self._folder) if keeps_log else None

    def _connect_to_read(self) -> None:
        reading = open_to_read(self._folder, self._key)
        self._connection, self._copied_at = reading.connection, reading.standing
        self._is_connected = True

    def _read_afresh(self) -> None:
        old, is_in_place = self._connection, self._copied_at is None
        if is_in_place:  # nothing else of this program may hold the file while it is copied
            old.close()
            self._is_connected = False
        self._connect_to_read()
        old.close()

    def _check_place(self) -> None:
        """Raise LockedError where the file that is open no longer stands in its place: a change would go nowhere."""
        if file_at(self._folder / JOURNAL) != self._file:
            raise LockedError(
                "the case file was moved, deleted or replaced since it was opened; nothing was changed.",
                where=self._where,
                remedy="Put it back where it was, or open it again where it is now.",
            )

    def _check_log(self) -> None:
        """Open the journal afresh where another program deleted its log: what is recorded is in the journal itself by then."""
        if self._is_connected:
            if self._log is None or self._log == log_in_place(self._folder):
                return
            with explained(self._folder):
                self._head_known = self.head()
                let_go(self._connection, self._folder, self._log)
            self._is_connected = False
        self._connect_again()

    def _connect_again(self) -> None:
        self._connect()
        self.notes = (*self.notes, LOG_DELETED)
        if self._head_known != BEGINNING and not self._rows("SELECT 1 FROM tx WHERE hash = ?", self._head_known):
            raise may_be_lost(self._folder)

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
        if self.is_read_only:
            yield CANNOT_BE_WRITTEN if self._copied_at is None else f"{CANNOT_BE_WRITTEN} {FROM_A_COPY}"
        if is_on_network(self._folder):
            yield "This case file lies on a network share: it is kept with a rollback journal, and one person writes at a time."
        if is_synced(self._folder.resolve()):
            yield "This case file lies in a synced folder: two computers can each change it and one loses. Keep it elsewhere."

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the connection to oneself, and the engine's failures in words."""
        with self._lock, explained(self._folder):
            if not self._is_connected and self.is_read_only:
                self._connect_to_read()
            elif not self._is_connected:
                self._connect_again()
            yield

    def _rows(self, question: str, *values: Any) -> list[Any]:
        with self._turn():
            rows: list[Any] = self._connection.execute(question, values).fetchall()
        return rows

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give a cursor inside one immediate transaction; leave nothing of it where anything fails."""
        with self._turn():
            self._check_may_write()
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    def _check_may_write(self) -> None:
        if self.is_read_only:
            raise nothing_to_change(self._folder)
        self._check_place()
        self._check_log()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Hold one view of the file over several questions, so that no change falls between them."""
        with self._turn():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def since(self, seq: int) -> list[tuple[Recorded, Mapping[Id, Version]]]:
        """Return the changes after `seq`, each with the versions it gave; what is read from a copy is copied again where it changed."""
        with self._lock:
            if self._copied_at is not None and self._copied_at != standing_of(self._folder):
                self._read_afresh()
            elif self.is_read_only:
                try:
                    return super().since(seq)
                except ReadOnlyStore:  # its writer stopped half-way, and only a copy lets that half be taken back
                    self._read_afresh()
            elif file_at(self._folder / JOURNAL) == self._file:
                self._check_log()
            return super().since(seq)

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

    def _settle(self) -> None:
        # A log that another program deletes then takes no change with it. The change is on disk already: where the disk is too
        # full to take it in, or somebody reads, it waits in the log.
        with contextlib.suppress(LockedError):
            self._rows("PRAGMA wal_checkpoint(PASSIVE)")

    def _forget_what_was_erased(self) -> None:
        # Another window reading is no reason to call an erasure undone: freed pages are overwritten (secure_delete).
        with contextlib.suppress(BusyStore):
            self._rows("VACUUM")
            self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def add_recipient(self, recipient: str, identity: Identity) -> None:
        """Wrap the key to one more recipient."""
        with self._turn():
            self._check_may_write()
        known = json.loads(self._rows("SELECT value FROM meta WHERE key = 'recipients'")[0][0])
        recipients = list(dict.fromkeys([*known, identity.recipient, recipient]))
        write_private(self._folder / "key.age", wrap_key(self._key, recipients))
        self.name_recipients(recipients)

    def copy_to(self, path: Path, key: bytes) -> None:
        """Put everything that is kept here, as it stands at one moment, into a new journal under another key."""
        with self._turn():
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
