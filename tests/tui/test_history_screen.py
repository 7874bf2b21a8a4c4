"""The change history: what a change made otherwise, an earlier state, two points compared, a chosen change undone."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from chronology.record.entries import Entry
from chronology.record.plans import Family
from tests.tui.screens import HOSTILE, opens_plainly, rows, running, screen_of, settled
from tests.tui.test_chronology_screen import answer
from tests.tui.test_nothing_lost import said
from tui.widgets.history_view import HistoryView


def changed(case: Path) -> None:
    with opens_plainly(case.parent)(case, None) as other:
        entry = other.case.records["e1"]
        other.record("Entry of 12 January 2016 corrected", values=(entry.model_copy(update={"event": "Came hungry"}),))
        other.record("Note added", values=(Entry(id="new", event="A later note", children=("ada",)),), why=HOSTILE)


def told(pilot) -> str:
    return str(screen_of(pilot).query_one("#change-text", Static).render())


async def history(pilot) -> HistoryView:
    await pilot.press("f6")
    view = screen_of(pilot).query_one(HistoryView)
    await settled(pilot, lambda: bool(view.table.rows))
    return view


async def test_a_change_says_in_words_what_it_made_otherwise(case: Path):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        view = await history(pilot)
        assert [row.cells[1] for row in view.table.rows] == [
            "Note added",
            "Entry of 12 January 2016 corrected",
            "Begun",
        ]
        await settled(pilot, lambda: "+ Entry without a date: A later note" in told(pilot))
        assert not any(c in told(pilot) for c in "\x1b\x9b\u202e")
        await pilot.press("down")
        await settled(pilot, lambda: "event: Arrived hungry → Came hungry" in told(pilot))


async def test_the_case_file_is_shown_as_it_stood_and_nothing_changes_in_it(case: Path):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        await history(pilot)
        await pilot.press("end", "enter")
        await settled(pilot, lambda: screen_of(pilot).looking is not None and len(rows(pilot)) == 7)
        focus = str(screen_of(pilot).query_one("#focus", Static).render())
        assert focus.startswith("AS RECORDED on ")
        assert "change 1. Read only" in focus
        assert next(r for r in rows(pilot) if r.id == "e1").cells[2] == "Arrived hungry"
        head = screen_of(pilot).opened.head()
        await pilot.press("ctrl+z", "delete", "ctrl+n")
        await pilot.pause(0.1)
        assert screen_of(pilot).opened.head() == head
        assert "nothing can be changed in it" in said(pilot.app)
        await pilot.press("escape")
        await settled(pilot, lambda: screen_of(pilot).looking is None and len(rows(pilot)) == 8)


async def test_two_points_are_compared_in_words(case: Path):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        await history(pilot)
        await pilot.press("c")
        await settled(pilot, lambda: "Mark another change first" in said(pilot.app))
        await pilot.press("space", "end", "c")
        await settled(pilot, lambda: "From change 1 to change 3:" in told(pilot) and "+ Entry" in told(pilot))
        assert "event: Arrived hungry → Came hungry" in told(pilot)


async def test_a_chosen_change_is_undone_and_what_came_after_stays(case: Path):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        await history(pilot)
        await pilot.press("down", "ctrl+u")
        await settled(pilot, lambda: screen_of(pilot).opened.case.records["e1"].event == "Arrived hungry")
        assert "new" in screen_of(pilot).opened.case.records
        assert screen_of(pilot).opened.history()[-1].undoes == 2


async def test_a_day_is_gone_to_by_when_it_was_recorded(case: Path):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        view = await history(pilot)
        await pilot.press("end", "d")
        await answer(pilot, screen_of_case(pilot).day.strftime("%d/%m/%Y"))
        await settled(pilot, lambda: view.current is not None and view.current.seq == 3)
        await pilot.press("d")
        await answer(pilot, "1/1/2001")
        await settled(pilot, lambda: "Nothing was recorded by 1 January 2001" in said(pilot.app))


def screen_of_case(pilot):
    return next(s for s in pilot.app.screen_stack if hasattr(s, "opened"))


async def test_a_change_in_another_window_is_taken_in_while_an_earlier_state_is_shown(case: Path):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        await history(pilot)
        await pilot.press("end", "enter")
        await settled(pilot, lambda: screen_of(pilot).looking is not None)
        with opens_plainly(case.parent)(case, None) as other:
            other.record("Renamed", values=(Family(id="f", name="Shaw-Reed"),))
        screen_of(pilot).look_for_changes()
        await settled(pilot, lambda: screen_of(pilot).opened.case.family.name == "Shaw-Reed")
        assert screen_of(pilot).case.family.name == "Shaw"


async def test_what_was_worked_out_for_a_history_that_is_closed_is_dropped(case: Path):
    async with running(case) as pilot:
        view = screen_of(pilot).query_one("#history")
        await view.remove_children()
        view.tell("What it made otherwise")
        view.show([])
        assert not view.query("#change-text")


async def test_the_scrollbar_covers_nothing_of_the_last_column(case):
    with opens_plainly(case.parent)(case, None) as opened:
        for n in range(40):
            opened.record(f"Note {n}", values=(Entry(id=f"note{n}", event="x"),))
    async with running(case, size=(80, 24)) as pilot:
        await pilot.press("f6")
        await settled(pilot, lambda: len(screen_of(pilot).query_one("#changes").rows) > 40)
        table = screen_of(pilot).query_one("#changes")
        await settled(pilot, lambda: table.show_vertical_scrollbar)
        line = table.render_line(1)
        assert line.cell_length == table.scrollable_content_region.width
        assert f"{table.rows[0].cells[2]}" in line.text
