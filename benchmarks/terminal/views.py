"""What a key costs in every view of large case files: 20,000 entries, 5,000 changes, 500 people, thousands of matters and rows, 200 case files."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from benchmarks.measuring import figure
from chronology.journal.opencase import OpenCase
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from chronology.record.people import Person
from chronology.record.values import Record
from tui.app import KinlineApp
from tui.jobs import Jobs
from tui.screens.asking import Asked
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.importing import ImportPreview
from tui.screens.matters import MattersScreen

Opens = Callable[[Path, str | None], OpenCase]
Pressed = Callable[[Pilot[Any], list[str]], Any]
"""Presses keys and returns what they cost, in words."""
PAGES = ["pagedown", "down", "end", "up", "pageup", "home"]


async def views(folder: Path, opens: Opens, pressed: Pressed, *, quick: bool) -> None:
    """Print what keys cost in the views of `many.kin` and of case files that are made here."""
    rounds = 1 if quick else 4
    changes, matters, rows, cases = (20, 20, 200, 3) if quick else (5_000, 3_000, 20_000, 200)
    async with _on(folder, opens, "many.kin") as pilot:
        for what, key in (("a child's page", "f4"), ("the patterns", "f12"), ("the work", "f9"), ("people", "f3")):
            await _shows(pilot, key)
            figure(
                f"key to screen while scrolling {what}, ms: median, 95th, worst", await pressed(pilot, PAGES * rounds)
            )
    _makes_changes(folder, changes)
    async with _on(folder, opens, "changes.kin") as pilot:
        await _shows(pilot, "f6")
        figure(f"    in the history of {changes:,} changes", await pressed(pilot, PAGES * rounds))
    _makes_matters(folder, matters)
    async with _on(folder, opens, "matters.kin") as pilot:
        begun = time.perf_counter()
        await pilot.press("m")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, MattersScreen) and bool(pilot.app.screen.query(".account"))
        )
        figure(f"{matters:,} matters looked for and listed, seconds", f"{time.perf_counter() - begun:.2f}")
        figure("    in the list of matters", await pressed(pilot, PAGES * rounds))
        await pilot.press("escape")
        text = "\n".join(
            f"{1 + n % 28}/{1 + n % 12}/{2005 + n % 20} school: arrived hungry, row {n}" for n in range(rows)
        )
        text += "\n" + "\n".join(f"32/13/20{n % 20 + 10} school: never was, row {n}" for n in range(rows // 20))
        screen = pilot.app.screen
        assert isinstance(screen, CaseScreen)
        begun = time.perf_counter()
        screen._preview(Asked("", text))
        await until(
            pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and bool(pilot.app.screen.query("#to-decide"))
        )
        figure(f"{rows:,} pasted rows planned and shown, seconds", f"{time.perf_counter() - begun:.2f}")
        figure("    in what there is to decide and the rows", await pressed(pilot, PAGES * rounds))
        await pilot.press("shift+tab")
        figure("    in the report of the import", await pressed(pilot, PAGES * rounds))
        await pilot.press("escape")
    await _caseload(folder, opens, pressed, cases, rounds)


async def _caseload(folder: Path, opens: Opens, pressed: Pressed, count: int, rounds: int) -> None:
    """Print how long the screen stands still while so many case files are looked into, and what keys cost after that."""
    apart = folder / "caseload"
    apart.mkdir()
    with _made(folder, "caseload/case 0.kin", _accounts(100)):
        pass
    for n in range(1, count):
        shutil.copytree(apart / "case 0.kin", apart / f"case {n}.kin")
    async with KinlineApp(apart, opens).run_test(size=(140, 45)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Caseload)
        await until(pilot, lambda: screen._jobs.is_running("look") or bool(screen._looked))
        worst, last = 0.0, time.perf_counter()
        while screen._jobs.is_running("look"):
            await asyncio.sleep(0.005)
            worst, last = max(worst, time.perf_counter() - last), time.perf_counter()
        figure(f"{count} case files looked into: the screen stands still at most, ms", f"{worst * 1000:.0f}")
        figure("    in the list of them, after that", await pressed(pilot, PAGES * rounds))


async def family_views(pilot: Pilot[Any], pressed: Pressed, *, rounds: int) -> None:
    """Print what keys cost in the other views of the large family that is open."""
    for what, key in (("people", "f3"), ("a page of one of them", "f4")):
        await _shows(pilot, key)
        figure(f"    {what} of this family", await pressed(pilot, PAGES * rounds))


class _on:  # noqa: N801 - reads as what it is: the app on a case file
    def __init__(self, folder: Path, opens: Opens, name: str) -> None:
        self._running = KinlineApp(folder, opens, first=folder / name).run_test(size=(140, 45))

    async def __aenter__(self) -> Pilot[Any]:
        pilot = await self._running.__aenter__()
        pilot.app.animation_level = "none"  # a scroll that glides would be waited for to its end
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await _settles(pilot)
        return pilot

    async def __aexit__(self, *fault: Any) -> None:
        await self._running.__aexit__(*fault)


async def _shows(pilot: Pilot[Any], key: str) -> None:
    await pilot.press(key)
    await _settles(pilot)


async def _settles(pilot: Pilot[Any]) -> None:
    """Wait until nothing is worked out any more."""
    await pilot.pause(0.05)
    await until(pilot, lambda: not _jobs_of(pilot)._running)
    await pilot.pause()


def _jobs_of(pilot: Pilot[Any]) -> Jobs:
    screen = pilot.app.screen
    assert isinstance(screen, CaseScreen)
    return screen.jobs


async def until(pilot: Pilot[Any], is_so: Callable[[], bool]) -> None:
    """Wait until something is so; raises TimeoutError where it never is."""
    ends = time.perf_counter() + 240
    while not is_so():
        if time.perf_counter() > ends:
            raise TimeoutError("the screen never came to what was expected")
        await pilot.pause(0.005)


def _made(folder: Path, name: str, values: Sequence[Record]) -> OpenCase:
    from chronology.journal.stores.keys import load_identity

    identity = load_identity(folder / "me.txt")
    made = OpenCase.create(folder / name, identity, recovery=identity.recipient, actor="benchmark")
    made.record("What there is", values=values)
    return made


def _makes_changes(folder: Path, count: int) -> None:
    with _made(folder, "changes.kin", [Person(id="a", name="Ada", is_subject=True)]) as made:
        for n in range(count):
            made.record(
                f"Ada was seen, change {n}",
                values=[Entry(id=f"e{n % 50}", children=("a",), event=f"seen, as written {n}")],
            )


def _makes_matters(folder: Path, count: int) -> None:
    _made(folder, "matters.kin", _accounts(count)).close()


def _accounts(count: int) -> list[Record]:
    """Return so many matters, each told by two agencies."""
    words = "was seen at school with a bruise on the left arm and said that the door had done it"
    entries = [
        Entry(
            id=f"m{n}-{agency}",
            when=When(edtf=f"{1990 + n // 336}-{1 + n // 28 % 12:02}-{1 + n % 28:02}"),
            children=("a",),
            event=f"Ada {words}, visit {n}",
            origin=Origin(agency=agency),
        )
        for n in range(count)
        for agency in ("School", "Health visitor")
    ]
    return [Person(id="a", name="Ada", is_subject=True), *entries]
