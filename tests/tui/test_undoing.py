"""Ctrl+Z: one key for one's own edit, asked first for a colleague's change or a whole import."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from chronology.journal.change import Recorded
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.record.entries import Entry
from chronology.record.plans import Family
from tests.tui.screens import running, screen_of, settled
from tui.screens.case import CaseScreen
from tui.screens.undoing import Confirm, asked_before


def recorded(case: Path, actor: str, label: str, count: int) -> None:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor=actor) as opened:
        opened.record(label, values=[Entry(id=f"new{n}", event=f"Event {n}") for n in range(count)])


def has(pilot: Pilot[object], entry: str) -> bool:
    return entry in screen_of(pilot).opened.case.records


async def test_ones_own_edit_is_undone_by_one_key(case: Path):
    recorded(case, "test", "Entry added", 1)
    async with running(case) as pilot:
        await settled(pilot, lambda: has(pilot, "new0"))
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: not has(pilot, "new0"))


async def test_a_colleagues_change_is_undone_only_when_it_is_confirmed(case: Path):
    recorded(case, "Ms Green", "Entry of 12 March 2019 added", 1)
    async with running(case) as pilot:
        await settled(pilot, lambda: has(pilot, "new0"))
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Confirm) and bool(pilot.app.screen.query("#asked")))
        asked = str(pilot.app.screen.query_one("#asked", Static).render())
        assert "“Entry of 12 March 2019 added”, made by Ms Green on" in asked
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert has(pilot, "new0")
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Confirm) and bool(pilot.app.screen.query("#asked")))
        await pilot.press("y")
        await settled(pilot, lambda: not has(pilot, "new0"))


async def test_a_whole_import_is_undone_and_done_again_only_when_it_is_confirmed(case: Path):
    recorded(case, "test", "30 entries from school.docx", 30)
    async with running(case) as pilot:
        await settled(pilot, lambda: has(pilot, "new29"))
        for key, is_there in (("ctrl+z", False), ("ctrl+y", True)):
            await pilot.press(key)
            await settled(
                pilot, lambda: isinstance(pilot.app.screen, Confirm) and bool(pilot.app.screen.query("#asked"))
            )
            assert "30 records" in str(pilot.app.screen.query_one("#asked", Static).render())
            await pilot.press("y")
            await settled(pilot, lambda is_there=is_there: has(pilot, "new29") is is_there)


async def test_what_another_window_records_while_it_is_asked_is_not_undone_in_its_place(case: Path):
    recorded(case, "Ms Green", "Entry added", 1)
    async with running(case) as pilot:
        await settled(pilot, lambda: has(pilot, "new0"))
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Confirm) and bool(pilot.app.screen.query("#asked")))
        with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="Ms Green") as other:
            other.record("Renamed", values=(Family(id="f", name="Shaw-Reed"),))
        await pilot.press("y")
        await settled(pilot, lambda: not has(pilot, "new0"))
        family = screen_of(pilot).opened.case.family
        assert family is not None
        assert family.name == "Shaw-Reed"


def test_what_is_asked_says_what_by_whom_when_and_how_much():
    at = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
    change = Recorded(7, at, "Ms Green", "214 entries from school.docx", "", None, "", tuple(map(str, range(230))))
    assert asked_before(change, "test") == (
        "This undoes “214 entries from school.docx”, made by Ms Green on 3 March 2026 at 14:05 UTC: 230 records. Undo it?"
    )
    assert asked_before(change, "Ms Green").count("Ms Green (you)") == 1
    own = Recorded(8, at, "test", "Entry added", "", None, "", ("e",))
    assert asked_before(own, "test") == ""
