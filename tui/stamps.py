"""By what it is told that a case file did not change since it was looked into, without opening it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path

from chronology.journal.stores.handles import aside

_PAGE = 4096
"""Bytes at the head of the encrypted file: its first page, written anew by every change where no write-ahead log is kept."""
_INDEX = 136
"""Bytes at the head of the write-ahead log's index, which hold the count of changes while somebody has the file open."""
_COARSEST = 2_000_000_000
"""Nanoseconds by which the times of files may be rounded: two seconds on memory sticks."""


@dataclass(frozen=True)
class Stamp:
    """How the files of a case file stood; two that are equal are of the same state if the first one is settled."""

    marks: tuple[int | bytes, ...]
    """Sizes, times and places of its files, and a digest of encrypted bytes that changes touch."""
    newest: int = field(default=0, compare=False)
    """When one of its files was written last, in nanoseconds."""
    is_settled: bool = field(default=True, compare=False)
    """Whether the files rest long enough that a change after this stamp cannot bear the time they have in it."""


def stamp_of(path: Path, now: int | None = None) -> Stamp:
    """Return how the files of a case file stand; nothing of it is decrypted, so none of its words are in it.

    `now` is in nanoseconds, as `time.time_ns` gives it.
    """
    now = time.time_ns() if now is None else now
    marks: list[int | bytes] = []
    newest = 0
    for name in ("journal.db", "journal.db-wal"):
        try:
            stat = (path / name).stat()
        except OSError:
            continue
        marks += [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
        newest = max(newest, stat.st_mtime_ns)
    heads = aside(
        path / "journal.db", lambda: _head(path / "journal.db", _PAGE) + _head(path / "journal.db-shm", _INDEX)
    )
    marks.append(hashlib.blake2b(heads or b"", digest_size=16).digest())
    return Stamp(tuple(marks), newest, is_settled=newest + _COARSEST < now)


def _head(path: Path, count: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError:
        return b""
