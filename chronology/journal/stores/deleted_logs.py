"""A log that another program deletes or replaces while the case file is open: letting go of it without losing what is recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chronology.journal.stores.handles import Handle, file_at
from chronology.journal.stores.whereabouts import BESIDE_IT
from chronology.record.errors import BusyStore, LockedError

LOG_DELETED = (
    "Another program deleted the log beside this case file while it was open. Nothing was lost: all that was recorded is in "
    "the case file. See that no clean-up or synchronising program touches this folder."
)
_LOG = BESIDE_IT[1:]
"""The log of the newest changes, and its index."""

Log = tuple[Handle | None, ...]


def log_in_place(folder: Path) -> Log:
    """Return which files lie where the log of a journal and its index belong."""
    return tuple(file_at(folder / name) for name in _LOG)


def let_go(connection: Any, folder: Path, ours: Log) -> None:
    """Close a connection whose log was deleted, once all of that is in the journal.

    Raises, with the connection still open, BusyStore where somebody reads just now, and LockedError where another log lies there
    and not all of the deleted one is in the journal.
    """
    is_replaced = any(at is not None and at != our for at, our in zip(log_in_place(folder), ours, strict=True))
    # Where another log lies there, somebody else may have written: nothing of this one is copied over that any more.
    how = "NOOP" if is_replaced else "TRUNCATE"
    is_busy, length, taken = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    if is_busy:
        raise BusyStore(
            "its log was deleted by another program, and it is being read just now; nothing was changed.",
            where=str(folder),
            remedy="Try again in a moment.",
        )
    if length != taken:
        raise may_be_lost(folder)
    with _kept(folder / _LOG[0]):
        connection.close()


def may_be_lost(folder: Path) -> LockedError:
    """Return what is raised where what was recorded last may have gone with the log."""
    return LockedError(
        "its log was deleted and replaced by another program while it was open: what was recorded here last may not be in "
        "the case file; nothing more was changed.",
        where=str(folder),
        remedy="Note what was recorded last, look at it with kinline verify, and restore a copy from your backup beside it.",
    )


@contextlib.contextmanager
def _kept(log: Path) -> Iterator[None]:
    """Keep another log in its place while the connection is closed: the engine deletes what bears the name of its own."""
    if not log.exists():
        yield
        return
    aside = log.with_name(f"{log.name}-kept")
    try:
        log.rename(aside)
        yield
        aside.rename(log)
    except OSError as failure:
        raise LockedError(
            f"another log lies beside the journal and cannot be moved ({failure.strerror or 'unknown reason'}).",
            where=str(log.parent),
            remedy=f"Leave Kinline. Where {aside.name} lies there then, name it {log.name} again.",
        ) from failure
