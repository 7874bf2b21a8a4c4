"""What is worked out or made beside the screen: one thing at a place, and stopped as soon as nobody wants it.

A job ends at its next step (`chronology.record.steps`). It is stopped by Esc, by the next job at its place, and by leaving
the view or the screen that it is for; what it had half made is dropped.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TypeVar

from chronology.record.steps import asked_at_each_step

T = TypeVar("T")
PATIENCE = 0.4
"""Seconds after which is said what is being worked out, and that Esc stops it."""
STOPS = "Esc stops it."


class Stopped(Exception):
    """It is wanted no more; nothing was kept or written. No KinlineError: what handles those never takes it for a fault."""


class Job:
    """One thing being made. Once it is stopped nobody waits for it, and it ends by itself at its next step."""

    def __init__(self) -> None:
        self._is_stopped = threading.Event()
        self._stopped = asyncio.Event()
        self.was_stopped_by_a_person = False
        self.is_said = False
        """Whether a person was told what it does, and that Esc stops it."""

    def stop(self, *, by_a_person: bool = False) -> None:
        """Want it no longer; called from the screen's own thread."""
        self.was_stopped_by_a_person = by_a_person
        self._is_stopped.set()
        self._stopped.set()

    def check(self) -> None:
        """Raise Stopped where it is not wanted any more; called from whichever thread makes it."""
        if self._is_stopped.is_set():
            raise Stopped

    def stoppable(self, making: Callable[[], T]) -> Callable[[], T]:
        """Return the same, as it is to be called in a thread: it ends at its next step where it is not wanted any more."""

        def run() -> T:
            with asked_at_each_step(self.check):
                self.check()
                return making()

        return run

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

    async def make(self, making: Callable[[], T]) -> T:
        """Return what this gives, worked out in a thread; raises what it raises, and Stopped once it is not wanted."""
        return await self.wait_for(asyncio.to_thread(self.stoppable(making)))


class Jobs:
    """The jobs of one screen, by the place that each is for."""

    def __init__(self) -> None:
        self._running: dict[str, Job] = {}

    async def run(
        self,
        place: str,
        doing: Callable[[Job], Awaitable[T]],
        *,
        says: Callable[[], object],
        stopped: Callable[[], object],
    ) -> T | None:
        """Return what a job for this place gives; None where it was stopped. The job before it there is stopped.

        `says` is called once it takes longer, to tell what is done; `stopped` where a person stopped it, and not the
        next job or leaving. Raises what it raises.
        """
        self.stop(place)
        job = self._running[place] = Job()

        def tell() -> None:
            job.is_said = True
            says()

        patience = asyncio.get_running_loop().call_later(PATIENCE, tell)
        try:
            return await doing(job)
        except Stopped:
            if job.was_stopped_by_a_person:
                stopped()
            return None
        except asyncio.CancelledError:
            job.stop()
            raise
        finally:
            patience.cancel()
            if self._running.get(place) is job:
                del self._running[place]

    async def make(
        self, place: str, making: Callable[[], T], *, says: Callable[[], object], stopped: Callable[[], object]
    ) -> T | None:
        """Return what this gives, worked out in a thread as the job for a place; as `run`."""
        return await self.run(place, lambda job: job.make(making), says=says, stopped=stopped)

    def is_running(self, place: str) -> bool:
        """Return whether something is being worked out for a place."""
        return place in self._running

    def stop(self, *places: str, by_a_person: bool = False) -> bool:
        """Want nothing any more that is worked out for these places; return whether something was."""
        stopping = [place for place in places if place in self._running]
        for place in stopping:
            self._running.pop(place).stop(by_a_person=by_a_person)
        return bool(stopping)

    def stop_said(self, *places: str) -> bool:
        """Stop for a person what was said to be stopped by Esc, of these places or of all; return whether there was any."""
        said = [place for place, job in self._running.items() if job.is_said and place in (places or self._running)]
        return self.stop(*said, by_a_person=True)

    def stop_all(self, *, but: str = "", by_a_person: bool = False) -> bool:
        """Want nothing any more, but for one place; return whether something was being worked out."""
        return self.stop(*(place for place in self._running if place != but), by_a_person=by_a_person)
