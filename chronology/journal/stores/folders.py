"""A case file on disk: a folder with an encrypted journal and the key to it, wrapped to those who may open it."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from chronology.journal.stores.engine import connect, explained, sync_folder
from chronology.journal.stores.keys import KEY_BYTES, Identity, recovery_recipient, wrap_key, write_private
from chronology.journal.stores.sqlcipher import SqlcipherJournal
from chronology.journal.stores.tables import SCHEMA, TABLES
from chronology.record.errors import LockedError, UnreadableFile, UsageError, WrongKey


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
    with made_beside(folder) as making:
        write_private(making / "key.age", wrap_key(key, recipients))
        connection = connect(making / "journal.db", key, making)
        with explained(folder), contextlib.closing(connection):
            connection.executescript(TABLES)
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("schema", str(SCHEMA)), ("recipients", json.dumps(recipients)), ("erasing", "")],
            )
        put_in_place(making, folder)
    return open_case(folder, identity)


@contextlib.contextmanager
def made_beside(folder: Path, what: str = "the case file") -> Iterator[Path]:
    """Give a folder beside a case file to make something in; nothing of it is left there. Raises LockedError where it cannot be."""
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        making.mkdir(mode=0o700)
        yield making
    except OSError as failure:
        raise LockedError(
            f"{what} cannot be made here ({failure.strerror or 'unknown reason'}).",
            where=str(folder),
            remedy="Choose a folder that you may write to.",
        ) from failure
    finally:
        if making.exists():
            shutil.rmtree(making, ignore_errors=True)


def put_in_place(making: Path, folder: Path) -> None:
    """Put a case file that was made beside its place there, in one step that outlives a power cut."""
    sync_folder(making)
    making.replace(folder)
    sync_folder(folder.absolute().parent)


def open_case(folder: Path, identity: Identity) -> SqlcipherJournal:
    """Return a case file's journal; raises WrongKey, BusyStore, LockedError or UnreadableFile where it does not open."""
    try:
        return _opened(folder, identity)
    except OSError as failure:
        raise LockedError(
            f"the case file cannot be reached ({failure.strerror or 'unknown reason'}).",
            where=str(folder),
            remedy="Check that you may read the folder, and that the drive it lies on is there.",
        ) from failure


def refuse_no_case(folder: Path) -> None:
    """Raise UnreadableFile where a path that is there is no case file; what cannot be reached is left to opening it."""
    try:
        is_one, is_file = (folder / "journal.db").is_file(), folder.is_file()
    except OSError:
        return
    if is_file:
        raise UnreadableFile(
            "this is a file, and no case file.",
            where=str(folder),
            remedy=f"Name a folder NAME.kin, or import this file into one: kinline import NAME.kin {folder.name}",
        )
    if not is_one:
        raise UnreadableFile(
            "this is no case file: it holds no journal.db.", where=str(folder), remedy="Name a folder NAME.kin."
        )


def _opened(folder: Path, identity: Identity) -> SqlcipherJournal:
    path, wrapped = folder / "journal.db", folder / "key.age"
    refuse_no_case(folder)
    if not wrapped.is_file():
        raise WrongKey(
            "the case file's key is missing.",
            where=str(wrapped),
            remedy="Restore key.age from your backup into this folder; without it nobody can open the journal.",
        )
    if path.stat().st_size == 0:
        raise UnreadableFile(
            "the journal is empty.", where=str(path), remedy="Restore a copy of the folder from your backup beside it."
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
