"""How soon what is worked out beside the screen ends after Esc: at several places of the work, the worst is printed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot

from benchmarks.measuring import best_of, figure
from benchmarks.terminal.views import until
from chronology.journal.opencase import OpenCase
from tui.app import KinlineApp
from tui.export_choices import Wanted
from tui.export_making import made_of, ready_for
from tui.jobs import Job
from tui.screens.case import CaseScreen
from tui.screens.exporting import Exporting

T = TypeVar("T")
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""After which shares of the whole work Esc is pressed."""
VIEWS = {"the patterns": "f12", "the work": "f9", "a child's page": "f4"}


class Watched:
    """When the last piece of work beside the screen began and ended."""

    def __init__(self) -> None:
        self.began = self.ended = 0.0
        self.count = 0

    @property
    def is_working(self) -> bool:
        """Whether it has begun and not ended."""
        return self.ended < self.began

    def watch(self, stoppable: Callable[[Job, Callable[[], T]], Callable[[], T]]) -> Any:
        """Return what makes work stoppable, with its beginning and end noted."""

        def watched(job: Job, making: Callable[[], T]) -> Callable[[], T]:
            run = stoppable(job, making)

            def noted() -> T:
                self.count += 1
                self.began = time.perf_counter()
                try:
                    return run()
                finally:
                    self.ended = time.perf_counter()

            return noted

        return watched


async def stops(folder: Path, opens: Callable[[Path, str | None], OpenCase], *, shares: tuple[float, ...]) -> None:
    """Print, for a case file of this folder, how soon each view and an export end after Esc."""
    watched = Watched()
    kept = Job.stoppable
    Job.stoppable = watched.watch(kept)  # type: ignore[method-assign]
    try:
        app = KinlineApp(folder, opens, first=folder / "many.kin")
        async with app.run_test(size=(140, 45)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, CaseScreen))
            for what, key in VIEWS.items():
                screen = app.screen
                assert isinstance(screen, CaseScreen)

                async def afresh(key: str = key, screen: CaseScreen = screen) -> None:
                    await pilot.press("f3")
                    screen.day -= timedelta(days=1)  # what was worked out for another day is not kept
                    pilot.app.simulate_key(key)

                await _measured(pilot, watched, what, afresh, shares)
            await _export(pilot, watched, folder, shares)
    finally:
        Job.stoppable = kept  # type: ignore[method-assign]


async def _export(pilot: Pilot[Any], watched: Watched, folder: Path, shares: tuple[float, ...]) -> None:
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(pilot.app.screen, Exporting))
    screen = pilot.app.screen
    assert isinstance(screen, Exporting)
    await until(pilot, lambda: bool(screen.query("#told-file")) and bool(screen.form.line("file").value))
    for key, value in (("what", "chronology"), ("form", "docx")):
        screen.form.select(key).value = value
        await pilot.pause()
    screen.form.line("file").value = str(folder / "made.docx")

    case, day = screen._opened.case, screen._day
    wanted = Wanted("chronology", folder / "made.docx", next(iter(case.people)), profile="casefile")
    ready = ready_for(case, wanted, day=day, keep=None)
    whole, _ = best_of(1, lambda: made_of(ready, wanted, day=day, progress=lambda _words: None))

    async def again() -> None:
        count = watched.count
        pilot.app.simulate_key("ctrl+s")
        await until(pilot, lambda: watched.count >= count + 2)  # once what leaves is read, it is made

    await _stopped(pilot, watched, "a chronology as DOCX", again, whole, shares[:-1] or shares)


async def _measured(
    pilot: Pilot[Any], watched: Watched, what: str, begin: Callable[[], Any], shares: tuple[float, ...]
) -> None:
    for _ in range(2):  # the first time takes in what is loaded for it
        count = watched.count
        await begin()
        await until(pilot, lambda count=count: watched.count > count and not watched.is_working)
    await _stopped(pilot, watched, what, begin, watched.ended - watched.began, shares)


async def _stopped(
    pilot: Pilot[Any],
    watched: Watched,
    what: str,
    begin: Callable[[], Any],
    whole: float,
    shares: tuple[float, ...],
) -> None:
    took = []
    for share in shares:
        count = watched.count
        await begin()
        await until(pilot, lambda count=count: watched.count > count)
        await until(pilot, lambda share=share: time.perf_counter() - watched.began > share * whole)
        pressed = time.perf_counter()
        pilot.app.simulate_key("escape")
        await until(pilot, lambda: not watched.is_working)
        took.append(max(watched.ended - pressed, 0.0) * 1000)
    figure(f"{what}: whole, seconds; Esc to the end of it, worst, ms", f"{whole:.2f}; {max(took):.0f}")
