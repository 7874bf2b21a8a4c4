"""Which journals this process has open, so that none of their files is opened a second time past the engine.

On POSIX, closing any handle of a file lets go of every lock that the process holds on it, the engine's too
(https://sqlite.org/howtocorrupt.html, "POSIX advisory locks canceled by a separate thread doing close()"). Another program that
closes the case file then takes itself for the last one and deletes the log that this one still writes to.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
Handle = tuple[int, int]

_turn = threading.Lock()
_open: Counter[Handle] = Counter()


def file_at(path: Path) -> Handle | None:
    """Return what tells one file from another at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def opened(journal: Path) -> Handle | None:
    """Note that a journal is being opened here; the handle is for `closed`."""
    with _turn:
        handle = file_at(journal)
        if handle is not None:
            _open[handle] += 1
        return handle


def closed(handle: Handle | None) -> None:
    """Note that a journal was closed here."""
    with _turn:
        if handle is not None and _open[handle] > 0:
            _open[handle] -= 1


def aside(journal: Path, read: Callable[[], T]) -> T | None:
    """Do what opens a journal's files past the engine and return what it gives; None, undone, where it is open here."""
    with _turn:
        handle = file_at(journal)
        if handle is not None and _open[handle]:
            return None
        return read()
