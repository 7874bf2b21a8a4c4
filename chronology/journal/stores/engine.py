"""The encrypted engine: opening a connection, turning its failures into words, and refusing another case's log."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from chronology.journal.stores import handles
from chronology.journal.stores.whereabouts import is_on_network
from chronology.record.errors import BusyStore, LockedError, ReadOnlyStore, UnreadableFile, WrongKey

PATIENCE_MS = 5000
"""How long a busy file is tried before it is said, in milliseconds."""

_PAGE, _RESERVED, _IV, _SALT = 4096, 80, 16, 16
"""SQLCipher 4's page: 4,096 bytes of which the last 80 are the initialisation vector (16) and an HMAC-SHA512 (64)."""
_LOG_HEADER, _FRAME_HEADER = 32, 24
"""Lengths in SQLite's write-ahead log (https://sqlite.org/fileformat2.html#walformat)."""


def connect(path: Path, key: bytes, folder: Path) -> Any:
    """Return a connection that writes to a journal; `folder` is named in what is said.

    Raises ReadOnlyStore where it cannot be written, else WrongKey, BusyStore or LockedError where it does not open.
    """
    connection = _keyed(path, str(path), key, folder)
    try:
        with explained(folder):
            mode = "DELETE" if is_on_network(folder) else "WAL"
            connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON").fetchone()
        _try_to_write(connection, folder)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path, key: bytes, folder: Path) -> Any:
    """Return a connection that only reads, under the engine's locks; raises as `connect` does."""
    connection = _keyed(path, _address(path), key, folder)
    try:
        with explained(folder):
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _keyed(path: Path, address: str, key: bytes, folder: Path) -> Any:
    from sqlcipher3 import dbapi2

    if handles.aside(path, lambda: log_is_foreign(path, key)):
        raise WrongKey(
            "a write-ahead log of another case lies beside the journal; nothing was changed.",
            where=str(folder / f"{path.name}-wal"),
            remedy="Move that file out of the folder, then open the case file again.",
        )

    class Connection(dbapi2.Connection):  # type: ignore[misc]
        """Does what is left to do when it has let go of the file."""

        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            self.when_closed: list[Callable[[], object]] = []

        def close(self) -> None:
            super().close()
            while self.when_closed:
                self.when_closed.pop()()

    handle = handles.opened(path)
    with explained(folder):
        try:
            connection = dbapi2.connect(
                address,
                isolation_level=None,
                timeout=PATIENCE_MS / 1000,
                check_same_thread=False,
                factory=Connection,
                uri=address.startswith("file:"),
            )
        except BaseException:
            handles.closed(handle)
            raise
        connection.when_closed.append(lambda: handles.closed(handle))
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _address(path: Path) -> str:
    """Return a path as the engine's own address of a file that is only read."""
    words = path.absolute().as_posix()
    if not words.startswith("/"):
        words = f"/{words}"  # C:/…
    elif words.startswith("//"):
        words = f"//{words}"  # a share is a path there, no host
    return f"file:{quote(os.fsencode(words))}?mode=ro"


def _try_to_write(connection: Any, folder: Path) -> None:
    """Raise ReadOnlyStore where the engine would not take a change; one that somebody else is writing takes it later."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with contextlib.suppress(BusyStore), explained(folder):
            connection.execute("BEGIN IMMEDIATE")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")


def log_is_foreign(path: Path, key: bytes) -> bool:
    """Return whether the log beside a journal begins with a page that this key did not seal.

    SQLite would take such a log in, and copy its pages over the journal when the file is closed. A first frame whose
    checksum fails is no matter: SQLite leaves it out.
    """
    try:
        with path.open("rb") as journal:
            salt = journal.read(_SALT)
        with path.with_name(path.name + "-wal").open("rb") as log:
            start = log.read(_LOG_HEADER + _FRAME_HEADER + _PAGE)
    except OSError:
        return False
    if len(start) < _LOG_HEADER + _FRAME_HEADER + _PAGE:
        return False
    header, frame = start[:_LOG_HEADER], start[_LOG_HEADER : _LOG_HEADER + _FRAME_HEADER]
    page = start[_LOG_HEADER + _FRAME_HEADER :]
    if not _counts(header, frame, page):
        return False
    (number,) = struct.unpack(">I", frame[:4])
    if number == 1:
        if page[:_SALT] != salt:
            return True
        body = page[_SALT:]
    else:
        body = page
    sealing = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    sealed = body[: len(body) - _RESERVED + _IV] + struct.pack("<I", number)
    return not hmac.compare_digest(hmac.digest(sealing, sealed, "sha512"), page[-_RESERVED + _IV :])


def _counts(header: bytes, frame: bytes, page: bytes) -> bool:
    """Return whether SQLite would take this first frame for part of the log."""
    magic, _, size = struct.unpack(">III", header[:12])
    if magic not in {0x377F0682, 0x377F0683} or size != _PAGE or frame[8:16] != header[16:24]:
        return False
    order = ">" if magic & 1 else "<"
    whole = _checksum(header[:24], (0, 0), order)
    if whole != struct.unpack(">II", header[24:32]):
        return False
    return _checksum(frame[:8] + page, whole, order) == struct.unpack(">II", frame[16:24])


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second


def sync_folder(folder: Path) -> None:
    """Put a folder's list of names on disk, where the platform can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn the engine's failures into words; nothing of what it was asked is repeated."""
    from sqlcipher3 import dbapi2

    where = str(folder)
    try:
        yield
    except dbapi2.DatabaseError as failure:
        words = str(failure).lower()
        if "locked" in words or "busy" in words:
            raise BusyStore(
                "another program is writing to this case file; nothing was changed.",
                where=where,
                remedy="Try again in a moment.",
            ) from failure
        if "full" in words:
            raise LockedError(
                "the disk is full; nothing was changed.", where=where, remedy="Make room, then do it again."
            ) from failure
        if "disk i/o" in words:
            raise LockedError(
                "the disk did not take it; nothing was changed.",
                where=where,
                remedy="See that the drive is there and has room, then do it again.",
            ) from failure
        if "readonly" in words or "read-only" in words or "unable to open" in words:
            raise ReadOnlyStore(
                "the case file cannot be written here; nothing was changed.",
                where=where,
                remedy="Check that you may write to it.",
            ) from failure
        if "not a database" in words or "malformed" in words:
            raise WrongKey(
                "the journal does not open with this key: it is damaged, cut short, or a file of another case lies beside it.",
                where=where,
                remedy="Keep the folder as it is, and restore a copy from your backup beside it.",
            ) from failure
        if "no such table" in words:
            raise UnreadableFile(
                "the journal lacks its tables: it is no journal of Kinline's, or it was emptied.",
                where=where,
                remedy="Restore a copy of the folder from your backup beside it.",
            ) from failure
        raise LockedError(
            f"the case file did not take it ({failure}).", where=where, remedy="Try kinline verify."
        ) from failure
