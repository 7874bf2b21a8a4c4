"""Something long that is being made beside the screen: waited for, unless the person stops it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable
from typing import TypeVar

from chronology.record.errors import UsageError

T = TypeVar("T")


class Stopped(UsageError):
    """The person stopped what was being made; nothing was written."""


class Job:
    """One thing being made. Once it is stopped nobody waits for it, and it ends by itself at its next step."""

    def __init__(self) -> None:
        self._is_stopped = threading.Event()
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        """Want it no longer; called from the screen's own thread."""
        self._is_stopped.set()
        self._stopped.set()

    def check(self) -> None:
        """Raise Stopped where it is not wanted any more; called from whichever thread makes it."""
        if self._is_stopped.is_set():
            raise Stopped("stopped.")

    async def wait_for(self, making: Awaitable[T]) -> T:
        """Return what is made, and raise what making it raises; raises Stopped as soon as it is not wanted any more."""
        made = asyncio.ensure_future(making)
        stopping = asyncio.ensure_future(self._stopped.wait())
        made.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            await asyncio.wait({made, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
        self.check()
        return made.result()
