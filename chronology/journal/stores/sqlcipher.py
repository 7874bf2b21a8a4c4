"""A case file on disk: a folder with an encrypted journal and the key to it, wrapped to those who may open it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

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
from chronology.journal.stores.inspection import inspect_chain
from chronology.journal.stores.keys import KEY_BYTES, Identity, recovery_recipient, wrap_key, write_private
from chronology.journal.stores.tables import SCHEMA, TABLES
from chronology.journal.stores.whereabouts import is_on_network, is_synced
from chronology.record.errors import (
    BusyStore,
    ConflictError,
    KinlineError,
    LockedError,
    UnreadableFile,
    UsageError,
    WrongKey,
)
from chronology.record.values import Id

PATIENCE_MS = 5000
"""How long a busy file is tried before it is said, in milliseconds."""

_ERASED = "An erasure that the law requires"


def create_case(folder: Path, *, identity: Identity, recovery: str) -> SqlcipherJournal:
    """Make a case file and return its journal; it is made beside its place and put there whole or not at all.

    Raises UsageError where something is there already or no recovery recipient is given.
    """
    if folder.exists():
        raise UsageError("something is there already.", where=str(folder), remedy="Name another case file.")
    if not recovery:
        raise UsageError(
            "no case file is made without a recovery recipient: losing your key would lose the family's record.",
            remedy="Give one with --recovery, or make one with: kinline identity new --recovery-to FILE",
        )
    key = secrets.token_bytes(KEY_BYTES)
    recipients = [identity.recipient, recovery_recipient(recovery)]
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        making.mkdir(mode=0o700)
        write_private(making / "key.age", wrap_key(key, recipients))
        connection = _connect(making / "journal.db", key, making)
        try:
            connection.executescript(TABLES)
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("schema", str(SCHEMA)), ("recipients", json.dumps(recipients)), ("erasing", "")],
            )
        finally:
            connection.close()
        making.replace(folder)
    except OSError as failure:
        raise LockedError(
            f"the case file cannot be made here ({failure.strerror or 'unknown reason'}).",
            where=str(folder),
            remedy="Choose a folder that you may write to.",
        ) from failure
    finally:
        if making.exists():
            shutil.rmtree(making, ignore_errors=True)
    return open_case(folder, identity)


def open_case(folder: Path, identity: Identity) -> SqlcipherJournal:
    """Return a case file's journal; raises WrongKey, BusyStore, LockedError or UnreadableFile where it does not open."""
    path, wrapped = folder / "journal.db", folder / "key.age"
    if not path.is_file():
        raise UnreadableFile(
            "this is no case file: it holds no journal.db.", where=str(folder), remedy="Name a folder NAME.kin."
        )
    if not wrapped.is_file():
        raise WrongKey(
            "the case file's key is missing.",
            where=str(wrapped),
            remedy="Restore key.age from your backup into this folder.",
        )
    try:
        key = identity.unwrap(wrapped.read_bytes(), where=str(wrapped))
    except OSError as failure:
        raise LockedError(
            "the key cannot be read.", where=str(wrapped), remedy="Check that you may read it."
        ) from failure
    return SqlcipherJournal(folder, key)


def share_case(folder: Path, identity: Identity, recipient: str) -> None:
    """Let the holder of a recipient open the case file as well."""
    journal = open_case(folder, identity)
    with contextlib.closing(journal):
        journal.add_recipient(recovery_recipient(recipient), identity)


def _connect(path: Path, key: bytes, folder: Path) -> Any:
    from sqlcipher3 import dbapi2

    with _explained(folder):
        connection = dbapi2.connect(
            str(path), isolation_level=None, timeout=PATIENCE_MS / 1000, check_same_thread=False
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        mode = "DELETE" if is_on_network(folder) else "WAL"
        connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn the engine's failures into words; nothing of what it was asked is repeated."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.OperationalError as failure:
        words = str(failure).lower()
        where = str(folder)
        if "locked" in words or "busy" in words:
            raise BusyStore(
                "another program is writing to this case file.", where=where, remedy="Try again in a moment."
            ) from failure
        if "full" in words:
            raise LockedError(
                "the disk is full; nothing was changed.", where=where, remedy="Make room, then do it again."
            ) from failure
        if "readonly" in words or "read-only" in words or "unable to open" in words:
            raise LockedError(
                "the case file cannot be written here; nothing was changed.",
                where=where,
                remedy="Check that you may write to it.",
            ) from failure
        raise LockedError(
            f"the case file did not take it ({failure}).", where=where, remedy="Try kinline verify."
        ) from failure
    except dbapi2.DatabaseError as failure:
        if "not a database" in str(failure).lower() or "malformed" in str(failure).lower():
            raise WrongKey(
                "the journal does not open with this key: it is damaged, cut short, or a file of another case lies beside it.",
                where=str(folder),
                remedy="Keep the folder as it is, and restore a copy from your backup beside it.",
            ) from failure
        raise LockedError(
            f"the case file did not take it ({failure}).", where=str(folder), remedy="Try kinline verify."
        ) from failure


class SqlcipherJournal:
    """The journal of one case file; `Journal` says what each call means."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._connection = _connect(folder / "journal.db", key, folder)
        try:
            self._check_schema()
        except BaseException:
            self._connection.close()
            raise
        self.notes = tuple(self._notes())

    def _check_schema(self) -> None:
        with _explained(self._folder):
            row = self._connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
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
        with _explained(self._folder):
            rows: list[Any] = self._connection.execute(question, values).fetchall()
        return rows

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give a cursor inside one immediate transaction; leave nothing of it where anything fails."""
        with _explained(self._folder):
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    def append(
        self, change: Change, *, actor: str, at: datetime | None = None, originals: Sequence[Original] = ()
    ) -> Recorded:
        """Record a change and return it once it is on disk."""
        bodies: dict[Id, tuple[str, str | None]] = {r.id: (r.kind, body_of(r)) for r in change.values}

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            touched = dict(bodies)
            for gone in change.removed:
                known = _latest(cursor, gone)
                touched[gone] = (known[1] if known else "", None)
            for entity in touched:
                self._check_version(cursor, entity, change.expected.get(entity, 0))
            return touched

        return self._commit(write, actor=actor, at=at, words=lambda _: (change.label, change.why), originals=originals)

    def reverse(self, seq: int, *, actor: str) -> Recorded:
        """Record a change that gives back what `seq` changed."""

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            facts = cursor.execute(
                "SELECT entity, kind, body FROM fact WHERE seq = ? ORDER BY entity", (seq,)
            ).fetchall()
            if not facts:
                raise UsageError(f"change {seq} cannot be undone: there is none, or it touched nothing.")
            back: dict[Id, tuple[str, str | None]] = {}
            for entity, kind, body in facts:
                now = _latest(cursor, entity)
                if now is None or now[2] != body:
                    self._refuse(cursor, now[0] if now else 0, seq)
                before = cursor.execute(
                    "SELECT kind, body FROM fact WHERE entity = ? AND seq < ? ORDER BY seq DESC LIMIT 1", (entity, seq)
                ).fetchone()
                back[entity] = (before[0], before[1]) if before else (kind, None)
            return back

        def words(cursor: Any) -> tuple[str, str]:
            row = cursor.execute("SELECT label FROM tx WHERE seq = ?", (seq,)).fetchone()
            return reversal_label(row[0] or f"change {seq}"), ""

        return self._commit(write, actor=actor, at=None, words=words, undoes=seq)

    def _check_version(self, cursor: Any, entity: Id, seen: int) -> None:
        known = _latest(cursor, entity)
        now = known[0] if known else 0
        if now != seen:
            self._refuse(cursor, now, seen)

    def _refuse(self, cursor: Any, now: int, seen: int) -> NoReturn:
        who, when, label = cursor.execute("SELECT actor, at_utc, label FROM tx WHERE seq = ?", (now,)).fetchone() or (
            "nobody",
            "",
            "not there",
        )
        raise ConflictError(
            f"this was changed since: change {now} by {who}, {when[:16]} UTC, “{label}”; you last saw change {seen}. "
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
            when = (at or datetime.now(UTC)).astimezone(UTC)
            stamp = when.isoformat(timespec="milliseconds")
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
        return Recorded(seq, when, actor, label, why, undoes, this, tuple(touched))

    def history(self) -> list[Recorded]:
        """Return every change, oldest first."""
        return self._changes(0)

    def _changes(self, after: int) -> list[Recorded]:
        touched: dict[int, list[Id]] = {}
        for seq, entity in self._rows("SELECT seq, entity FROM fact WHERE seq > ? ORDER BY seq, entity", after):
            touched.setdefault(seq, []).append(entity)
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
            )
            for seq, at, actor, label, why, undoes, this in rows
        ]

    def since(self, seq: int) -> list[tuple[Recorded, Mapping[Id, Version]]]:
        """Return the changes after `seq`, each with the versions it gave."""
        newest = self._rows("SELECT max(seq) FROM tx")[0][0] or 0
        if newest <= seq:
            return []
        given: dict[int, dict[Id, Version]] = {}
        for at, entity, kind, body in self._rows(
            "SELECT seq, entity, kind, body FROM fact WHERE seq > ? ORDER BY seq", seq
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
        with _explained(self._folder):
            try:
                return inspect_chain(self._connection)
            except KinlineError as failure:
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

    def erase(self, ids: Sequence[Id], *, actor: str, why: str) -> Recorded:
        """Take away every version's content of these values; the chain goes on verifying."""

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            for entity in ids:
                cursor.execute("UPDATE meta SET value = ? WHERE key = 'erasing'", (entity,))
                cursor.execute("UPDATE fact SET body = NULL, salt = NULL WHERE entity = ?", (entity,))
                cursor.execute("DELETE FROM current WHERE entity = ?", (entity,))
            cursor.execute("UPDATE meta SET value = '' WHERE key = 'erasing'")
            return {}

        done = self._commit(write, actor=actor, at=None, words=lambda _: (f"{_ERASED}: {len(ids)} values", why))
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
        with self._writing() as cursor:
            cursor.execute("UPDATE meta SET value = ? WHERE key = 'recipients'", (json.dumps(recipients),))

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(OSError):
            self._connection.close()


def _latest(cursor: Any, entity: Id) -> tuple[int, str, str | None] | None:
    row = cursor.execute(
        "SELECT seq, kind, body FROM fact WHERE entity = ? ORDER BY seq DESC LIMIT 1", (entity,)
    ).fetchone()
    return (int(row[0]), str(row[1]), row[2]) if row else None
