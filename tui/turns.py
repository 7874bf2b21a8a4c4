"""Work on an open case file's journal: beside the screen, one piece at a time, and only while the file is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from chronology.record.errors import LockedError

T = TypeVar("T")


class Turns:
    """Takes turns at one case file; another program holding it would otherwise stop the screen for seconds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _identity_of(path)
        self._turn = asyncio.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether some work is being done now."""
        return self._turn.locked()

    async def take(self, what: Callable[[], T]) -> T:
        """Do this work in a thread once it is its turn, and return what it gives; raises what it raises.

        The turn lasts until the work is done, even where nobody waits for it any longer: a thread cannot be stopped,
        and the next one would otherwise work on the same case file beside it.
        """
        async with self._turn:
            working = asyncio.ensure_future(asyncio.to_thread(self._checked, what))
            try:
                return await asyncio.shield(working)
            except asyncio.CancelledError:
                await asyncio.wait({working})
                raise

    def check(self) -> None:
        """Raise LockedError where the case file is no longer the one that was opened.

        An open file that was deleted or moved still takes what is written to it, and it would be lost.
        """
        if self._known is None or _identity_of(self._path) != self._known:
            raise LockedError(
                "the case file is no longer where it was opened; nothing was changed.",
                where=self._path.name,
                remedy="Put it back, or the drive it lies on; then do it again. What was typed stays here.",
            )

    def _checked(self, what: Callable[[], T]) -> T:
        self.check()
        return what()


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        found = (path / "journal.db").stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
