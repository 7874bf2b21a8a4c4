"""The journal of one case file in SQLCipher: every change one immediate transaction, on disk before it is acknowledged."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, Self

from chronology.journal.chain import (
    BEGINNING,
    body_of,
    change_hash,
    new_salt,
    value_digest,
    words_digest,
)
from chronology.journal.change import Change, Fault, Original, Recorded, Version
from chronology.journal.journal import reversal_label
from chronology.journal.stores.engine import connect, explained
from chronology.journal.stores.inspection import inspect_chain
from chronology.journal.stores.keys import Identity, wrap_key, write_private
from chronology.journal.stores.tables import ERASED, SCHEMA
from chronology.journal.stores.whereabouts import is_on_network, is_synced
from chronology.record.errors import (
    BusyStore,
    ConflictError,
    LockedError,
    UnreadableFile,
    UsageError,
    WrongKey,
)
from chronology.record.values import Id, Record

_ERASURE = "An erasure that the law requires"


class SqlcipherJournal:
    """The journal of one case file; `Journal` says what each call means."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
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

    def append(
        self, change: Change, *, actor: str, at: datetime | None = None, originals: Sequence[Original] = ()
    ) -> Recorded:
        """Record a change and return it once it is on disk."""
        bodies: dict[Id, tuple[str, str | None]] = {r.id: (r.kind, _storable(r)) for r in change.values}
        if len({*bodies, *change.removed}) < len(change.values) + len(change.removed):
            raise UsageError("one change gives the same value twice; nothing was changed.")

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            touched = dict(bodies)
            for gone in change.removed:
                known = _latest(cursor, gone)
                if known is None or known[2] is None:
                    self._refuse(cursor, known[0] if known else 0, change.expected.get(gone, 0))
                touched[gone] = (known[1], None)
            for entity in touched:
                self._check_version(cursor, entity, change.expected.get(entity, 0))
            return touched

        return self._commit(write, actor=actor, at=at, words=lambda _: (change.label, change.why), originals=originals)

    def reverse(self, seq: int, *, actor: str) -> Recorded:
        """Record a change that gives back what `seq` changed."""

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            facts = cursor.execute(
                "SELECT entity, kind, body, salt FROM fact WHERE seq = ? ORDER BY entity", (seq,)
            ).fetchall()
            if not facts:
                raise UsageError(f"change {seq} cannot be undone: there is none, or it touched nothing.")
            back: dict[Id, tuple[str, str | None]] = {}
            for entity, kind, body, salt in facts:
                if salt is None or kind == ERASED:
                    raise UsageError(f"change {seq} cannot be undone: what it was about has been erased.")
                now = _latest(cursor, entity)
                if now is None or now[2] != body:
                    self._refuse(cursor, now[0] if now else 0, seq)
                before = cursor.execute(
                    "SELECT kind, body FROM fact WHERE entity = ? AND seq < ? ORDER BY seq DESC LIMIT 1", (entity, seq)
                ).fetchone()
                back[entity] = (before[0], before[1]) if before and before[0] != ERASED else (kind, None)
            return back

        def words(cursor: Any) -> tuple[str, str]:
            row = cursor.execute("SELECT label FROM tx WHERE seq = ?", (seq,)).fetchone()
            return reversal_label(row[0] or f"change {seq}"), ""

        return self._commit(write, actor=actor, at=None, words=words, undoes=seq)

    def _check_version(self, cursor: Any, entity: Id, seen: int) -> None:
        known = _latest(cursor, entity)
        now = known[0] if known else 0
        if seen == 0 and known is not None and known[2] is None:
            return
        if now != seen:
            self._refuse(cursor, now, seen)

    def _refuse(self, cursor: Any, now: int, seen: int) -> NoReturn:
        who, when, label = cursor.execute("SELECT actor, at_utc, label FROM tx WHERE seq = ?", (now,)).fetchone() or (
            "nobody",
            "",
            "not there",
        )
        mine = cursor.execute("SELECT label FROM tx WHERE seq = ?", (seen,)).fetchone()
        raise ConflictError(
            f"this was changed since: change {now} by {who}, {when[:16]} UTC, “{label or 'words erased'}”; "
            f"you last saw {f'change {seen}, “{mine[0]}”' if mine and mine[0] else 'nothing there'}. "
            "Nothing was changed.",
            where=str(self._folder),
            remedy="Look at what is there now, then make your change again.",
        )

    def _commit(
        self,
        write: Callable[[Any], dict[Id, tuple[str, str | None]]],
        *,
        actor: str,
        at: datetime | None,
        words: Callable[[Any], tuple[str, str]],
        undoes: int | None = None,
        originals: Sequence[Original] = (),
    ) -> Recorded:
        with self._writing() as cursor:
            touched = write(cursor)
            label, why = words(cursor)
            last = cursor.execute("SELECT seq, hash FROM tx ORDER BY seq DESC LIMIT 1").fetchone()
            seq, prev = (last[0] + 1, last[1]) if last else (1, BEGINNING)
            stamp = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
            facts = []
            for entity in sorted(touched):
                kind, body = touched[entity]
                salt = new_salt()
                facts.append((entity, seq, kind, body, salt, value_digest(salt, entity, kind, body)))
            kept = {hashlib.sha256(o.data).hexdigest(): o for o in originals}
            held = {row[0] for row in cursor.execute("SELECT sha256 FROM original")}
            new = sorted(set(kept) - held)
            salt = new_salt()
            digest = words_digest(salt, label, why)
            this = change_hash(prev, seq, stamp, actor, digest, undoes, [fact[5] for fact in facts], new)
            cursor.execute(
                "INSERT INTO tx VALUES (?,?,?,?,?,?,?,?,?,?)",
                (seq, stamp, actor, label, why, salt, digest, undoes, prev, this),
            )
            cursor.executemany("INSERT INTO fact VALUES (?,?,?,?,?,?)", facts)
            cursor.executemany(
                "DELETE FROM current WHERE entity = ?", [(e,) for e, (_, b) in touched.items() if b is None]
            )
            cursor.executemany(
                "INSERT INTO current VALUES (?,?,?,?) ON CONFLICT (entity) DO UPDATE "
                "SET seq = excluded.seq, kind = excluded.kind, body = excluded.body",
                [(e, seq, kind, body) for e, (kind, body) in touched.items() if body is not None],
            )
            cursor.executemany(
                "INSERT INTO original VALUES (?,?,?,?)", [(sha, seq, kept[sha].name, kept[sha].data) for sha in new]
            )
        final = any(kind == ERASED for kind, _ in touched.values())
        at = datetime.fromisoformat(stamp)
        return Recorded(seq, at, actor, label, why, undoes, this, tuple(sorted(touched)), is_final=final)

    def history(self) -> list[Recorded]:
        """Return every change, oldest first."""
        with self._reading():
            return self._changes(0)

    def _changes(self, after: int) -> list[Recorded]:
        touched: dict[int, list[Id]] = {}
        for seq, entity in self._rows("SELECT seq, entity FROM fact WHERE seq > ? ORDER BY seq, entity", after):
            touched.setdefault(seq, []).append(entity)
        # Spelled as the partial index is, so that a long history is not read through for the few erasures in it.
        final = {row[0] for row in self._rows("SELECT DISTINCT seq FROM fact WHERE salt IS NULL OR kind = 'erased'")}
        rows = self._rows(
            "SELECT seq, at_utc, actor, label, why, undoes, hash FROM tx WHERE seq > ? ORDER BY seq", after
        )
        return [
            Recorded(
                seq,
                datetime.fromisoformat(at),
                actor,
                label or "",
                why or "",
                undoes,
                this,
                tuple(touched.get(seq, ())),
                is_final=seq in final,
            )
            for seq, at, actor, label, why, undoes, this in rows
        ]

    def since(self, seq: int) -> list[tuple[Recorded, Mapping[Id, Version]]]:
        """Return the changes after `seq`, each with the versions it gave."""
        if (self._rows("SELECT max(seq) FROM tx")[0][0] or 0) <= seq:
            return []
        with self._reading():
            given: dict[int, dict[Id, Version]] = {}
            for at, entity, kind, body in self._rows(
                "SELECT seq, entity, kind, body FROM fact WHERE seq > ? ORDER BY seq, entity", seq
            ):
                given.setdefault(at, {})[entity] = Version(at, kind, body)
            return [(change, given.get(change.seq, {})) for change in self._changes(seq)]

    def current(self) -> Mapping[Id, Version]:
        """Return the version in force of every value."""
        rows = self._rows("SELECT entity, seq, kind, body FROM current ORDER BY rowid")
        return {entity: Version(seq, kind, body) for entity, seq, kind, body in rows}

    def as_recorded_at(self, seq: int) -> Mapping[Id, Version]:
        """Return the version in force of every value after change `seq`."""
        rows = self._rows(
            "SELECT f.entity, f.seq, f.kind, f.body FROM fact f JOIN (SELECT entity, max(seq) AS last FROM fact "
            "WHERE seq <= ? GROUP BY entity) l ON f.entity = l.entity AND f.seq = l.last ORDER BY f.seq, f.entity",
            seq,
        )
        return {entity: Version(at, kind, body) for entity, at, kind, body in rows if body is not None}

    def head(self) -> str:
        """Return the last change's hash."""
        rows = self._rows("SELECT hash FROM tx ORDER BY seq DESC LIMIT 1")
        return str(rows[0][0]) if rows else BEGINNING

    def verify(self) -> list[Fault]:
        """Return everything that is not as it was recorded."""
        try:
            with self._reading():
                return inspect_chain(self._connection)
        except (WrongKey, LockedError) as failure:
            if isinstance(failure, BusyStore):
                raise
            return [Fault(str(failure))]

    def originals(self) -> Mapping[str, str]:
        """Return the names of the imported originals by their hash."""
        return dict(self._rows("SELECT sha256, name FROM original ORDER BY seq, sha256"))

    def original(self, sha256: str) -> bytes:
        """Return an imported original's bytes; raises UsageError where there is none."""
        rows = self._rows("SELECT data FROM original WHERE sha256 = ?", sha256)
        if not rows or rows[0][0] is None:
            raise UsageError("no such original is kept in this case file.")
        return bytes(rows[0][0])

    def erase(
        self, ids: Sequence[Id], *, actor: str, why: str, words: bool = False, originals: Sequence[str] = ()
    ) -> Recorded:
        """Take away every version's content of these values; the chain goes on verifying."""

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            changes: set[int] = set()
            for entity in ids:
                held = cursor.execute("SELECT seq FROM fact WHERE entity = ?", (entity,)).fetchall()
                if not held:
                    raise UsageError("there is no such value to erase; nothing was changed.")
                changes |= {row[0] for row in held}
                _allow(cursor, entity)
                cursor.execute(
                    "UPDATE fact SET body = NULL, salt = NULL WHERE entity = ? AND kind <> ?", (entity, ERASED)
                )
                cursor.execute("DELETE FROM current WHERE entity = ?", (entity,))
            for seq in sorted(changes) if words else ():
                _allow(cursor, f"change {seq}")
                cursor.execute("UPDATE tx SET label = NULL, why = NULL, salt = NULL WHERE seq = ?", (seq,))
            for sha256 in originals:
                _allow(cursor, sha256)
                if not cursor.execute(
                    "UPDATE original SET name = '', data = NULL WHERE sha256 = ?", (sha256,)
                ).rowcount:
                    raise UsageError("no such original is kept in this case file; nothing was changed.")
            _allow(cursor, "")
            # A draft may hold any of the words; what nobody has recorded is not kept against an erasure.
            cursor.execute("DELETE FROM draft")
            return dict.fromkeys((*ids, *originals), (ERASED, None))

        label = f"{_ERASURE}: {_counted(len(ids), 'value')}, {_counted(len(originals), 'imported file')}"
        done = self._commit(write, actor=actor, at=None, words=lambda _: (label, why))
        # Another window reading is no reason to call an erasure undone: freed pages are overwritten (secure_delete).
        with contextlib.suppress(BusyStore):
            self._rows("VACUUM")
            self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return done

    def save_draft(self, key: str, text: str) -> None:
        """Keep a draft beside the chain; an empty text drops it."""
        with self._writing() as cursor:
            cursor.execute("DELETE FROM draft WHERE key = ?", (key,))
            if text:
                cursor.execute("INSERT INTO draft VALUES (?, ?)", (key, text))

    def drafts(self) -> Mapping[str, str]:
        """Return the drafts kept."""
        return dict(self._rows("SELECT key, text FROM draft ORDER BY key"))

    def add_recipient(self, recipient: str, identity: Identity) -> None:
        """Wrap the key to one more recipient."""
        known = json.loads(self._rows("SELECT value FROM meta WHERE key = 'recipients'")[0][0])
        recipients = list(dict.fromkeys([*known, identity.recipient, recipient]))
        write_private(self._folder / "key.age", wrap_key(self._key, recipients))
        self.name_recipients(recipients)

    def name_recipients(self, recipients: Sequence[str]) -> None:
        """Note who may open the case file; the key itself is wrapped by whoever calls."""
        with self._writing() as cursor:
            cursor.execute("UPDATE meta SET value = ? WHERE key = 'recipients'", (json.dumps(list(recipients)),))

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


def _latest(cursor: Any, entity: Id) -> tuple[int, str, str | None] | None:
    row = cursor.execute(
        "SELECT seq, kind, body FROM fact WHERE entity = ? ORDER BY seq DESC LIMIT 1", (entity,)
    ).fetchone()
    return (int(row[0]), str(row[1]), row[2]) if row else None


def _storable(record: Record) -> str:
    body = body_of(record)
    try:
        body.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError("a value holds half a character, which cannot be kept; nothing was changed.") from None
    return body


def _allow(cursor: Any, what: str) -> None:
    """Open the one path of erasure for a value, a change's words or an original; the empty text closes it."""
    cursor.execute("UPDATE meta SET value = ? WHERE key = 'erasing'", (what,))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
