"""The chronology screen: sorting, going to, selecting, removing, impact apart, one matter, and what was known on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from chronology.record.dates import When
from chronology.record.entries import Entry, Extra, Impact, Origin, Significance
from chronology.record.imports import Matter
from chronology.record.safety import DangerStatement
from tests.tui.screens import opens_plainly, rows, running, screen_of, settled
from tests.tui.test_nothing_lost import said
from tui.screens.asking import AskLine, Choose
from tui.screens.case import CaseScreen
from tui.screens.entry_form import EntryForm
from tui.screens.matters import MattersScreen
from tui.widgets.entry_table import EntryTable
from tui.widgets.wrapped_lines import LineList

ACCOUNTS = (
    Entry(id="s1", when=When(edtf="2019-03-12"), children=("ada",), event="Arrived hungry with a bruise on the left arm", origin=Origin(agency="School"), significance=Significance.YES),
    Entry(id="s2", when=When(edtf="2019-03-12"), children=("ada",), event="Seen with a bruise on the left arm, hungry", origin=Origin(agency="Health visitor"), action="Weighed"),
)  # fmt: skip


def add(case: Path, *values) -> None:
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Added", values=values)


def table(pilot) -> EntryTable:
    return screen_of(pilot).query_one("#table", EntryTable)


def ids(pilot) -> list[str]:
    return [row.id for row in rows(pilot)]


def counted(pilot) -> str:
    return str(screen_of(pilot).query_one("#counted", Static).render())


async def go_to(pilot, entry: str) -> None:
    table(pilot).cursor = ids(pilot).index(entry)
    await pilot.pause()


async def answer(pilot, words: str) -> None:
    await settled(pilot, lambda: isinstance(pilot.app.screen, AskLine) and bool(pilot.app.screen.query("#line")))
    pilot.app.screen.query_one("#line", Input).value = words
    await pilot.press("enter")


async def test_entries_are_sorted_by_date_source_significance_and_when_recorded(case: Path):
    add(case, *ACCOUNTS)
    async with running(case) as pilot:
        by_date = ids(pilot)
        await pilot.press("s")
        assert ids(pilot)[:2] == ["s2", "s1"]
        assert "by source" in counted(pilot)
        await pilot.press("s")
        assert ids(pilot)[0] == "s1"
        await pilot.press("s")
        assert set(ids(pilot)[:2]) == {"s1", "s2"}
        await pilot.press("s")
        assert ids(pilot) == by_date


async def test_going_to_words_leaves_the_other_entries_there(case: Path):
    async with running(case) as pilot:
        await pilot.press("slash", *"ben", "enter")
        await settled(pilot, lambda: table(pilot).current.id == "e2")
        assert len(rows(pilot)) == 7
        found = [table(pilot).current.id]
        for key in ("n", "n", "N"):
            await pilot.press(key)
            found.append(table(pilot).current.id)
        assert found == ["e2", "e5", "e1", "e5"]
        await pilot.press("slash")
        screen_of(pilot).query_one("#find-entry", Input).value = "no such words"
        await pilot.press("enter")
        await settled(pilot, lambda: "No entry shown here" in said(pilot.app))


async def test_selected_entries_are_removed_together_and_one_undo_brings_them_back(case: Path):
    async with running(case) as pilot:
        await pilot.press("home", "space", "space")
        assert "2 selected" in counted(pilot)
        assert "✓ " in "".join(seg.text for seg in table(pilot).render_line(1))
        before = ids(pilot)
        await pilot.press("delete")
        await settled(pilot, lambda: ids(pilot) == before[2:])
        assert screen_of(pilot).opened.history()[-1].label == "2 entries removed"
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: ids(pilot) == before)


async def test_removing_says_what_rests_on_the_entry(case: Path):
    add(
        case,
        DangerStatement(id="d", entries=("e1",), children=("ada",)),
        Entry(id="x", event="y", corroborates=("e1",)),
    )
    async with running(case) as pilot:
        await go_to(pilot, "e1")
        await pilot.press("delete")
        await settled(pilot, lambda: "2 other records rest on it" in said(pilot.app))


async def test_no_letter_removes_anything_and_none_changes_a_case_file_open_to_read_only(case: Path):
    async with running(case) as pilot:
        head = screen_of(pilot).opened.head()
        for key in "abcdefghijklmnopqrstuvwxyz":
            await pilot.press(key)
            while not isinstance(pilot.app.screen, CaseScreen):
                await pilot.press("escape")
                await pilot.pause(0.05)
        assert screen_of(pilot).opened.head() == head
    async with running(case, read_only=True) as pilot:
        await pilot.press("delete", "enter")
        await pilot.pause(0.1)
        assert isinstance(pilot.app.screen, CaseScreen)
        assert screen_of(pilot).opened.head() == head


async def test_impact_in_the_same_words_is_opened_at_the_child_it_was_copied_to(case: Path):
    same = tuple(Impact(child=c, words="Hid food") for c in ("ada", "ben"))
    add(case, Entry(id="both", when=When(edtf="2020-01-02"), event="Hungry", children=("ada", "ben"), impacts=same))
    async with running(case) as pilot:
        await go_to(pilot, "both")
        await pilot.press("i")
        await settled(pilot, lambda: isinstance(pilot.app.screen, EntryForm) and pilot.app.screen.focused is not None)
        form = pilot.app.screen
        await settled(pilot, lambda: form.focused is form._widgets.get("child:ben:impact"))


async def matters_shown(pilot) -> MattersScreen:
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, MattersScreen) and bool(pilot.app.screen.query(".account"))
    )
    return pilot.app.screen


async def decide(pilot, words: str, why: str = "") -> None:
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Choose) and bool(pilot.app.screen.query("#narrow")))
    await pilot.press(*words, "enter")
    await answer(pilot, why)
    await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))


async def test_accounts_of_one_matter_are_laid_side_by_side_and_a_person_decides(case: Path):
    add(case, *ACCOUNTS)
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("m")
        screen = await matters_shown(pilot)
        told = [str(account.render()) for account in screen.query(".account").results(Static)]
        assert any("School" in words for words in told)
        assert any("Health visitor" in words for words in told)
        await decide(pilot, "told", "one visit")
        await settled(pilot, lambda: bool(screen_of(pilot).opened.case.of_kind(Matter)))
        (matter,) = screen_of(pilot).opened.case.of_kind(Matter)
        assert (set(matter.entries), matter.is_one, matter.why) == ({"s1", "s2"}, True, "one visit")
        assert len(rows(pilot)) == 9


async def test_one_entry_recorded_twice_is_made_one_with_what_both_say(case: Path):
    add(case, *ACCOUNTS)
    async with running(case, size=(120, 40)) as pilot:
        await go_to(pilot, "s1")
        await pilot.press("space", "space", "m")
        screen = await matters_shown(pilot)
        assert len(screen.query_one("#matters", LineList).lines) == 1
        await decide(pilot, "school")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
        kept = screen_of(pilot).opened.case.records["s1"]
        assert isinstance(kept, Entry)
        assert kept.action == "Weighed"
        assert "Seen with a bruise" in kept.note
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: len(rows(pilot)) == 9)


async def test_what_was_known_on_a_day_leaves_out_and_lists_what_has_no_such_date(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+k")
        await answer(pilot, "spring 2020")
        fault = pilot.app.screen.query_one("#line-fault", Static)
        assert "is not one day" in str(fault.render())
        await answer(pilot, "1/6/2020")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and screen_of(pilot).looking is not None)
        assert [row.id for row in rows(pilot) if not row.is_quiet] == ["e6"]
        assert all(row.cells[2] == "date we learned: not recorded" for row in rows(pilot) if row.is_quiet)
        assert "1 entry   6 left out" in counted(pilot)
        await go_to(pilot, "e1")
        full = str(screen_of(pilot).query_one("#full-text", Static).render())
        assert "hungry" not in full
        assert "AS KNOWN ON 1 June 2020" in str(screen_of(pilot).query_one("#focus", Static).render())
        head = screen_of(pilot).opened.head()
        await pilot.press("delete", "ctrl+n", "ctrl+z", "enter")
        await pilot.pause(0.1)
        assert screen_of(pilot).opened.head() == head
        await pilot.press("escape")
        await settled(
            pilot, lambda: len(rows(pilot)) == 7 and not any(row.cells[2].startswith("date we") for row in rows(pilot))
        )


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_table_and_the_whole_entry_have_room_on_every_screen(case: Path, size: tuple[int, int]):
    async with running(case, size=size) as pilot:
        assert table(pilot).size.height >= 12
        assert screen_of(pilot).query_one("#full").size.width >= 24
        assert screen_of(pilot).query_one("#counted").region.bottom <= size[1]


async def test_columns_of_a_file_that_have_no_field_stand_beside_the_table_and_are_found(case: Path):
    ward, apart = Extra(column="Ward", words="Elm ward [b]"), Extra(column="impact", words="both were sad")
    add(case, ACCOUNTS[0].model_copy(update={"id": "x1", "extras": (ward, apart)}))
    async with running(case) as pilot:
        await go_to(pilot, "x1")
        full = str(screen_of(pilot).query_one("#full-text", Static).render())
        assert "Ward (of the file): Elm ward [b]" in full
        assert "impact (of the file): both were sad" in full
        await pilot.press("f8")
        await settled(pilot, lambda: "Ada" in str(screen_of(pilot).query_one("#focus", Static).render()))
        await go_to(pilot, "x1")
        full = str(screen_of(pilot).query_one("#full-text", Static).render())
        assert "Ward (of the file): Elm ward [b]" in full
        assert "both were sad" not in full


async def test_a_day_that_is_looked_for_is_gone_to_or_the_next_after_it(case: Path):
    async with running(case) as pilot:
        for words, entry, told in (
            ("5/5/2019", "e4", "5 May 2019."),
            ("6/5/2019", "e5", "No entry on 6 May 2019: this is the next, 5 June 2019."),
        ):
            await pilot.press("slash")
            screen_of(pilot).query_one("#find-entry", Input).value = words
            await pilot.press("enter")
            await settled(pilot, lambda entry=entry: table(pilot).current.id == entry)
            await settled(pilot, lambda told=told: told in said(pilot.app))
        await pilot.press("slash")
        screen_of(pilot).query_one("#find-entry", Input).value = "1/1/2030"
        await pilot.press("enter")
        await settled(pilot, lambda: "or is of that day or after it" in said(pilot.app))
        assert table(pilot).current.id == "e5"


async def test_what_accounts_are_is_not_asked_where_nothing_can_be_changed(case: Path):
    async with running(case, read_only=True, size=(100, 34)) as pilot:
        await pilot.press("home", "space", "space", "m")
        await settled(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
        await pilot.press("enter")
        await settled(pilot, lambda: "read only" in said(pilot.app))
        assert isinstance(pilot.app.screen, MattersScreen)
