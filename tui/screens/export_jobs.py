"""Making what is exported, one thing at a time: how far it is is said, Esc stops it, and nothing is written by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen
from textual.widgets import Static

from chronology.record.errors import KinlineError
from tui.decisions import waiting_words
from tui.export_choices import Wanted
from tui.export_making import Ready, made_of, parts_of, ready_for
from tui.jobs import STOPS, Job, Stopped
from tui.screens.asking import Choose
from tui.textual_quirks import fault_words, inert

if TYPE_CHECKING:
    from datetime import date

    from chronology.journal.opencase import OpenCase
    from chronology.record.values import Id, Record
    from tui.leaving import Made
    from tui.turns import Turns

T = TypeVar("T")
NOTHING_WRITTEN = f"{STOPS} Nothing is written yet."


@dataclass(frozen=True)
class Done:
    """One file, or several that belong together, made and searched but not written."""

    wanted: Wanted
    ready: Ready
    made: Made
    what: str
    """How the change history calls it."""


class ExportJobs(Screen[None]):
    """The part of the export's screen that makes what is asked for."""

    if TYPE_CHECKING:
        action_decide: Callable[[], None]
        """Goes to the words that wait for a decision."""

    def __init__(self, opened: OpenCase, turns: Turns, day: date) -> None:
        super().__init__()
        self._opened = opened
        self._turns = turns
        self._day = day
        self._job: Job | None = None
        self._is_writing = False
        """Whether what was made is being recorded and written."""
        self._waits: Id | None = None
        """The first child in whose document words wait for a decision."""

    def on_unmount(self) -> None:
        """Want nothing any more that is being made."""
        if self._job is not None:
            self._job.stop()

    @property
    def _is_busy(self) -> bool:
        return self._job is not None or self._is_writing

    async def _made(self, wanted: Wanted, *, keeps: bool) -> list[Done] | None:
        """Return what was made, with what from; None, with the reason said, where it was not."""
        return await self._stoppable(wanted, lambda job, progress: self._all(wanted, job, progress, keeps=keeps))

    async def _all(self, wanted: Wanted, job: Job, progress: Callable[[str], None], *, keeps: bool) -> list[Done]:
        """Make every file there is to be, one after the other; nothing is written."""
        case, day = self._opened.case, self._day
        parts = parts_of(wanted, case, day=day)
        readies = [
            await self._turns.take(job.stoppable(partial(ready_for, case, part, day=day, keep=None))) for part in parts
        ]
        waiting = sum(ready.to_decide for ready in readies)
        self._waits = next((part.child for part, ready in zip(parts, readies, strict=True) if ready.to_decide), None)
        if keeps and waiting and not await self._goes_on_without(waiting, wanted):
            job.stop()
        job.check()
        done = []
        for part, given in zip(parts, readies, strict=True):
            ready = given
            if keeps and wanted.has_pseudonyms:
                now = self._opened.case
                ready = await self._turns.take(partial(ready_for, now, part, day=day, keep=self._keep))
            shown = part if keeps else part.as_text()
            job.check()
            made, what = await job.make(partial(made_of, ready, shown, day=day, progress=progress))
            if part.template and not keeps:
                filled, _ = await job.make(partial(made_of, ready, part, day=day, progress=progress))
                made = replace(made, notices=tuple(dict.fromkeys((*made.notices, *filled.notices))))
            done.append(Done(part, ready, made, what))
        return done

    async def _stoppable(self, wanted: Wanted, make: Callable[[Job, Callable[[str], None]], Awaitable[T]]) -> T | None:
        """Return what is made; None, with the reason said, where it could not be or Esc stopped it."""
        job = self._job = Job()
        tell = self.app.call_from_thread

        def progress(words: str) -> None:
            job.check()
            tell(self._say_while, job, f"{wanted.path.name}: {words} …  {NOTHING_WRITTEN}")

        self._say(f"{wanted.path.name}: reading the record …  {NOTHING_WRITTEN}")
        try:
            return await job.wait_for(make(job, progress))
        except Stopped:
            self._say("Stopped. Nothing was written.")
        except (KinlineError, OSError) as failure:
            self._say(f"Not made: {failure}")
        except Exception as failure:
            self._say(f"Not made: Kinline has {fault_words(failure)}. Please report it; nothing was written.")
        finally:
            self._job = None
        return None

    async def _goes_on_without(self, waiting: int, wanted: Wanted) -> bool:
        """Ask whether it is to be made although some words wait for a decision; lead to deciding where that is wanted."""
        become = "names in them replaced" if wanted.has_pseudonyms else "those words left out"
        answers = {"decide": "Decide first (F6)", "write": f"Write it, with {become}", "": "Do neither"}
        asked = f"{waiting_words(waiting)} for a person's decision: their words name somebody withheld."
        answer = await self.app.push_screen_wait(Choose(asked, answers))
        if answer == "decide":
            self.call_later(self.action_decide)
        return answer == "write"

    def _keep(self, label: str, *, why: str = "", values: Sequence[Record] = ()) -> None:
        self._opened.record(label, values, why=why)

    def _say_while(self, job: Job, words: str) -> None:
        """Say how far a job is, unless nobody waits for it any more."""
        if self._job is job:
            self._say(words)

    def _say(self, words: str) -> None:
        self.query_one("#export-said", Static).update(inert(words))
