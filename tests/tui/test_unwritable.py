"""The app on a case file that cannot be written where it lies: shown read only by itself, said plainly, nothing left there."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology.journal.stores.reading import CANNOT_BE_WRITTEN
from tests.places import unwritable
from tests.tui.screens import opens_plainly, rows, running, screen_of, settled
from tests.tui.test_nothing_lost import said
from tui.app import KinlineApp
from tui.screens.caseload import Caseload
from tui.widgets.entry_table import EntryTable


async def test_it_opens_read_only_by_itself_and_says_so(case: Path):
    before = {path.name: path.read_bytes() for path in case.iterdir()}
    with unwritable(case):
        async with running(case, size=(120, 30)) as pilot:
            await settled(pilot, lambda: CANNOT_BE_WRITTEN in said(pilot.app))
            assert "read only" in str(screen_of(pilot).query_one("#focus").render())
            assert len(rows(pilot)) == 7
            for view in ("f3", "f4", "f5", "f9", "f12", "f6", "f2"):
                await pilot.press(view)
                await pilot.pause()
            await screen_of(pilot).look_for_changes().wait()
            assert "cannot be reached" not in said(pilot.app)
            assert said(pilot.app).count(CANNOT_BE_WRITTEN) == 1
        assert {path.name: path.read_bytes() for path in case.iterdir()} == before


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+o", "ctrl+z", "f7", "enter"])
async def test_a_key_that_would_change_it_says_why_not_and_what_to_do(case: Path, key: str):
    with unwritable(case):
        async with running(case, size=(120, 30)) as pilot:
            screen = screen_of(pilot)
            await settled(pilot, lambda: CANNOT_BE_WRITTEN in said(pilot.app))
            pilot.app.clear_notifications()
            await settled(pilot, lambda: not said(pilot.app))
            await pilot.press(key)
            await settled(pilot, lambda: "Ask whoever keeps it" in said(pilot.app))
            assert CANNOT_BE_WRITTEN in said(pilot.app)
            assert pilot.app.screen is screen


async def test_the_list_looks_into_case_files_of_a_folder_that_cannot_be_written(case: Path):
    with unwritable(case):
        app = KinlineApp(case.parent, opens_plainly(case.parent))
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            await settled(
                pilot,
                lambda: (
                    isinstance(app.screen, Caseload)
                    and "Ada" in app.screen.query_one("#cases", EntryTable).rows[0].cells[1]
                ),
            )
