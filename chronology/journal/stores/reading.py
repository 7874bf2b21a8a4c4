"""Reading a case file that cannot be written: under the engine's locks, else from a private copy as it stands at one moment.

SQLite's own way of reading such a file without its locks, `immutable=1`, is not taken: it leaves out a write-ahead log, and with it
the newest changes, and it goes wrong where somebody else writes (https://sqlite.org/uri.html#uriimmutable).
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from chronology.journal.stores import handles
from chronology.journal.stores.engine import connect, connect_to_read, explained
from chronology.journal.stores.whereabouts import BESIDE_IT, JOURNAL, is_on_network, may_be_added_to
from chronology.record.errors import BusyStore, LockedError, ReadOnlyStore, UnreadableFile, WrongKey

CANNOT_BE_WRITTEN = "This case file cannot be written here: it is shown, and nothing can be changed."
"""What is said of a case file that opens to read only by itself."""
FROM_A_COPY = "It is read from an encrypted copy, which goes when it is closed."
"""What is said beside it where the engine cannot read it in its place."""
INSTEAD = "Ask whoever keeps it for the right to write there, or for a bundle of it (kinline bundle)."
"""What to do where something is to be changed all the same."""

_COPIED = (JOURNAL, *BESIDE_IT[:2])
"""All but the log's index, which the engine makes anew."""
_ATTEMPTS = 5
_AT_ONCE = 1 << 20

Standing = tuple[tuple[int, int, int] | None, ...]
"""Which files lie there, how long each is and when it was written last."""


def nothing_to_change(folder: Path) -> ReadOnlyStore:
    """Return what is raised where something is to be changed all the same."""
    return ReadOnlyStore(
        "this case file cannot be written here; nothing was changed.", where=str(folder), remedy=INSTEAD
    )


@dataclass(frozen=True)
class Reading:
    """A journal that is open to be read and not written."""

    connection: Any
    standing: Standing | None = field(default=None)
    """How the files stood when they were copied; None where they are read in their place."""


def open_to_read(folder: Path, key: bytes) -> Reading:
    """Return a journal opened to be read; raises WrongKey, UnreadableFile, BusyStore or LockedError where it cannot be."""
    has_log = all((folder / name).exists() for name in BESIDE_IT[1:])
    # Else the engine would make a log beside it, and what one person leaves there others may not be able to write.
    if has_log or not may_be_added_to(folder) or is_on_network(folder):
        connection = _in_its_place(folder, key)
        if connection is not None:
            return Reading(connection)
    return _copied(folder, key)


def _in_its_place(folder: Path, key: bytes) -> Any | None:
    """Return a connection under the engine's locks; None where it can only be read from a copy, which takes in what lies beside it."""
    try:
        connection = connect_to_read(folder / JOURNAL, key, folder)
    except (BusyStore, WrongKey, UnreadableFile):
        raise
    except LockedError:
        return None
    if is_on_network(folder) and connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.close()  # a log's index means nothing to another computer
        return None
    return connection


def standing_of(folder: Path) -> Standing:
    """Return how the files of a journal stand; nothing of them is opened. Raises LockedError where there is no journal to be seen."""
    stands: list[tuple[int, int, int] | None] = []
    for name in _COPIED:
        try:
            found = (folder / name).stat()
        except FileNotFoundError:
            stands.append(None)
        except OSError as failure:
            raise _gone(folder, failure.strerror or "unknown reason") from failure
        else:
            stands.append((found.st_ino, found.st_size, found.st_mtime_ns))
    if stands[0] is None:
        raise _gone(folder, "it is no longer there")
    return tuple(stands)


def _gone(folder: Path, why: str) -> LockedError:
    return LockedError(
        f"the case file cannot be reached ({why}).",
        where=str(folder),
        remedy="Check that the drive it lies on is there, and that you may read the folder.",
    )


def _copied(folder: Path, key: bytes) -> Reading:
    try:
        place = Path(tempfile.mkdtemp(prefix="kinline-"))
        try:
            reading = _read_from(place, folder, key)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
    except OSError as failure:
        raise LockedError(
            f"the case file cannot be written here, and not be copied to be read either ({failure.strerror or 'unknown reason'}).",
            where=str(folder),
            remedy="Check that you may read all of its files, and make room in your temporary folder.",
        ) from failure
    _let_go_of(place, reading.connection)
    return reading


def _read_from(place: Path, folder: Path, key: bytes) -> Reading:
    standing = handles.aside(folder / JOURNAL, lambda: _copy_as_it_stands(folder, place)) or _is_open_here(folder)
    connection = connect(place / JOURNAL, key, folder)
    try:
        with explained(folder):
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return Reading(connection, standing)


def _is_open_here(folder: Path) -> NoReturn:
    raise BusyStore(
        "it is open in this program already, and was moved to where it cannot be written since.",
        where=str(folder),
        remedy="Close it, then open it again.",
    )


def _copy_as_it_stands(folder: Path, place: Path) -> Standing:
    """Copy a journal with what lies beside it; raises BusyStore where it is never the same before, while and after."""
    for _ in range(_ATTEMPTS):
        before = standing_of(folder)
        with contextlib.suppress(FileNotFoundError):  # its writer has just closed it, and taken the log in
            copied = [
                _read_through(folder / name, (place / name)) for name, at in zip(_COPIED, before, strict=True) if at
            ]
            again = [_read_through(folder / name, None) for name, at in zip(_COPIED, before, strict=True) if at]
            if copied == again and standing_of(folder) == before:
                return before
        for name in _COPIED:
            (place / name).unlink(missing_ok=True)
    raise BusyStore(
        "another program keeps writing to this case file; it could not be read as it stands at one moment.",
        where=str(folder),
        remedy="Try again in a moment.",
    )


def _read_through(path: Path, to: Path | None) -> bytes:
    """Return a digest of a file, copying it where asked; the copy is this person's alone to read."""
    digest = hashlib.blake2b()
    with contextlib.ExitStack() as files:
        source = files.enter_context(path.open("rb"))
        copy = files.enter_context(to.open("wb")) if to is not None else None
        while block := source.read(_AT_ONCE):
            digest.update(block)
            if copy is not None:
                copy.write(block)
    return digest.digest()


def _let_go_of(place: Path, connection: Any) -> None:
    """Delete a copy: at once where the system lets an open file go from its folder, else when it is closed."""
    shutil.rmtree(place, ignore_errors=True)
    if place.exists():
        connection.when_closed.append(weakref.finalize(connection, shutil.rmtree, place, ignore_errors=True))
