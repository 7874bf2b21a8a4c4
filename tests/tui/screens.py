"""The app run on a made case file, for the tests of its screens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.css.query import NoMatches
from textual.pilot import Pilot

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity, make_plain_identity
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.plans import Family
from tests.families import three_siblings
from tui.app import KinlineApp
from tui.screens.case import CaseScreen
from tui.widgets.entry_table import EntryTable, Row

HOSTILE = "[/never] [@click=app.quit]x[/] \x1b[2J\x9b31m \u202eabc"


def make_case(tmp_path: Path) -> Path:
    identity = make_plain_identity(tmp_path / "me.txt")
    path = tmp_path / "shaw.kin"
    hostile = Entry(id="hostile", when=When(edtf="2019-07-01"), children=("ada",), event=f"Said {HOSTILE}")
    with OpenCase.create(path, identity, recovery=identity.recipient, actor="test") as opened:
        opened.record("Begun", values=(Family(id="f", name="Shaw"), *three_siblings().records.values(), hostile))
    return path


def opens_plainly(tmp_path: Path):
    def opens(path: Path, _passphrase: str | None) -> OpenCase:
        return OpenCase.open(path, load_identity(tmp_path / "me.txt"), actor="test")

    return opens


@asynccontextmanager
async def running(
    case: Path, *, read_only: bool = False, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[object]]:
    app = KinlineApp(case.parent, opens_plainly(case.parent), first=case, read_only=read_only)
    async with app.run_test(size=size, notifications=True) as pilot:
        for _ in range(500):
            await pilot.pause(0.02)
            if isinstance(app.screen, CaseScreen) and app.screen.is_mounted:
                break
        yield pilot


def screen_of(pilot: Pilot[object]) -> CaseScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CaseScreen)
    return screen


def rows(pilot: Pilot[object]) -> list[Row]:
    return list(screen_of(pilot).query_one(EntryTable).rows)


async def settled(pilot: Pilot[object], what, tries: int = 1500) -> None:
    """Wait until `what` holds on a screen that is wholly laid out.

    A screen is the app's before its widgets are there, and a form goes a moment after what it records is on disk:
    what cannot be looked at yet does not hold yet.
    """
    missed: Exception | None = None
    for _ in range(tries):
        await pilot.pause(0.02)
        try:
            if pilot.app.screen.is_mounted and what():
                return
        except (NoMatches, AssertionError) as not_yet:
            missed = not_yet
    raise AssertionError("it did not come about") from missed


async def clicked(pilot: Pilot[object], what: str) -> None:
    """Click on something once it stays where it is: a message above the footer moves what lies over it."""
    for _ in range(100):
        if await pilot.click(what):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{what} could not be clicked")


async def takes_in(pilot: Pilot[object], screen: CaseScreen, ident: str, what) -> None:
    """Wait until the screen has taken in what another window recorded of one record."""
    screen.look_for_changes()
    await settled(pilot, lambda: what(screen.opened.case.records[ident]))
