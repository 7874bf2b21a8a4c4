"""The full form of an entry: each child apart, every fault at once, undo across fields, drafts, two windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static, Tab

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.record.entries import Entry, Impact, Origin, Significance
from chronology.record.errors import LockedError
from tests.tui.screens import HOSTILE, opens_plainly, rows, running, screen_of, settled
from tui.screens.case import CaseScreen
from tui.screens.entry_form import EntryForm
from tui.widgets.completed_line import CompletedLine
from tui.widgets.entry_table import EntryTable
from tui.widgets.fields import put_in, words_in


def recorded(case: Path, entry: str = "e1") -> Entry:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        found = opened.case.records[entry]
        assert isinstance(found, Entry)
        return found


def drafts(case: Path) -> dict[str, str]:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        return dict(opened.drafts())


async def form_of(pilot, entry: str = "e1") -> EntryForm:
    table = screen_of(pilot).query_one(EntryTable)
    table.cursor = next(n for n, row in enumerate(table.rows) if row.id == entry)
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, EntryForm))
    form = pilot.app.screen
    await settled(pilot, lambda: bool(form._widgets) and form.focused is not None)
    return form


async def put(pilot, form: EntryForm, **fields: str) -> None:
    for key, words in fields.items():
        put_in(form._widget(key.replace("__", ":")), words)
    await pilot.pause()


def fault(form: EntryForm, key: str) -> str:
    if key:
        form._widget(key)  # its page is laid out
    told = form.query_one(f"#{form._id_for('fault', key)}" if key else "#fault-", Static)
    return str(told.render()) if told.display else ""


def tabs(form: EntryForm) -> list[str]:
    return [str(tab.label) for tab in form.query(Tab)]


async def test_each_child_of_an_entry_has_a_page_of_its_own(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        assert tabs(form) == ["What happened", "Ada", "Ben", "How we know", "What came of it", "Beside it"]
        assert words_in(form._widget("child:ada:impact")) == "Ada was tearful"
        assert words_in(form._widget("child:ada:seen")) == "seen alone"
        await put(pilot, form, child__ben__impact="Ben hid bread", child__ben__view__0__words="I had no breakfast")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        last = screen_of(pilot).opened.history()[-1]
    entry = recorded(case)
    assert last.label == "Entry of 12 January 2016 corrected: impact on Ben Shaw and words of Ben Shaw"
    assert entry.impact_on("ben") == "Ben hid bread"
    assert entry.impact_on("ada") == "Ada was tearful"
    assert entry.views_of("ben")[0].words == "I had no breakfast"


async def test_a_form_in_which_nothing_is_changed_records_nothing(case: Path):
    async with running(case) as pilot:
        before = screen_of(pilot).opened.head()
        form = await form_of(pilot, "hostile")
        await pilot.press("ctrl+s")
        assert fault(form, "") == "Nothing is changed yet."
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert screen_of(pilot).opened.head() == before


async def test_every_fault_is_told_under_its_field_on_every_page(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        await put(pilot, form, when="41/13/2019", known="soon", event="", child__ben__neglect="hygiene 4")
        await pilot.press("ctrl+s")
        assert all(fault(form, key) for key in ("when", "event", "known", "child:ben:neglect"))
        assert fault(form, "") == "4 to put right."
        assert tabs(form)[:4] == ["What happened (2 ✗)", "Ada", "Ben (1 ✗)", "How we know (1 ✗)"]
        assert form.focused is form._widget("when")
    assert recorded(case).event == "Arrived hungry"


async def test_a_page_that_is_never_shown_keeps_what_stands_in_it(case: Path):
    before = recorded(case)
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        assert not form.query("#field-action")  # its page is not laid out
        await put(pilot, form, event="Arrived hungry and cold")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    assert recorded(case) == before.model_copy(update={"event": "Arrived hungry and cold"})


async def test_a_page_is_laid_out_with_what_was_told_of_it_before(case: Path):
    with opens_plainly(case.parent)(case, None) as other:
        entry = other.case.records["e1"]
        other.record("Imported", values=(entry.model_copy(update={"action": "Rang home"}),))
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        form._history.write("recorded", "31/13/2019")  # as a draft brings it back, on a page that was not shown yet
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: bool(form.query("#field-recorded")))
        assert fault(form, "recorded")
        assert form.focused is form._widget("recorded")
        assert words_in(form._widget("recorded")) == "31/13/2019"
        await pilot.press("ctrl+z")
        assert words_in(form._widget("recorded")) == ""
        await pilot.press("f6")
        assert words_in(form._widget("action")) == "Rang home"


async def test_a_date_says_how_it_is_read_while_it_is_typed(case: Path):
    async with running(case) as pilot:
        form = await form_of(pilot)
        echo = form.query_one(f"#{form._id_for('echo', 'when')}", Static)
        await put(pilot, form, when="early March 2018")
        assert str(echo.render()).startswith("= early March 2018   from 1 Mar 2018 to")
        await put(pilot, form, when="31/2/18")
        assert str(echo.render()).startswith("✗ ")


async def test_undo_and_redo_go_through_the_fields(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        form._go_to("action")
        await pilot.press(*"Rang home")
        form._go_to("child:ben:impact")
        await put(pilot, form, child__ben__impact="Other words")
        await pilot.press("ctrl+z")
        assert words_in(form._widget("child:ben:impact")) == "Ben ate twice"
        await pilot.press("ctrl+z")
        assert words_in(form._widget("action")) == "Rang "
        assert form.focused is form._widget("action")
        await pilot.press("ctrl+y", "ctrl+y")
        assert words_in(form._widget("action")) == "Rang home"
        assert words_in(form._widget("child:ben:impact")) == "Other words"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert not form.has_changed
        assert "Nothing was written yet" in fault(form, "")


async def test_the_page_of_a_child_comes_with_the_name(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        await put(pilot, form, children="Ada Shaw; Cora")
        form._go_to("category")
        await settled(pilot, lambda: "Cora" in tabs(form))
        assert "Ben" in tabs(form)  # something is written for Ben
        put_in(form._widget("child:cora:impact"), "Cora cried")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Ben Shaw is not among the children" in fault(form, ""))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    entry = recorded(case)
    assert entry.children == ("ada", "cora")
    assert {i.child: i.words for i in entry.impacts} == {
        "ada": "Ada was tearful",
        "ben": "Ben ate twice",
        "cora": "Cora cried",
    }


async def test_impact_is_asked_where_the_entry_is_marked_significant(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot, "e2")
        await put(pilot, form, significance="yes")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "the impact on Ben Shaw is not written" in fault(form, ""))
        assert recorded(case, "e2").significance is Significance.NOT_SAID
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    assert recorded(case, "e2").significance is Significance.YES


async def test_the_line_being_typed_opens_as_a_form_with_what_is_not_understood(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        await pilot.press("ctrl+n")
        quick = screen_of(pilot).query_one("#quick", CompletedLine)
        quick.value = "12/3/19 school: arrived hungry @Ada @Zed #food"
        await pilot.press("ctrl+e")
        await settled(pilot, lambda: isinstance(pilot.app.screen, EntryForm))
        form = pilot.app.screen
        shown = " ".join(str(s.render()) for s in form.query(Static))
        assert "nobody here is called Zed" in shown
        assert words_in(form._widget("origin.agency")) == "school"
        await put(pilot, form, analysis="Twice this week")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await settled(pilot, lambda: len(rows(pilot)) == 8)
        assert not quick.value
        assert screen_of(pilot).opened.history()[-1].label == "Entry of 12 March 2019 added"


async def test_what_is_written_in_a_form_is_on_disk_within_a_second_and_back_after_a_crash(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        await put(pilot, form, analysis="Half a thought")
        await settled(pilot, lambda: "Half a thought" in drafts(case).get("entry form e1", ""))
    async with running(case, size=(100, 34)) as pilot:
        await settled(pilot, lambda: isinstance(pilot.app.screen, EntryForm) and bool(pilot.app.screen._widgets))
        form = pilot.app.screen
        assert words_in(form._widget("analysis")) == "Half a thought"
        await pilot.press("ctrl+z")
        assert words_in(form._widget("analysis")) == ""
        await pilot.press("ctrl+y", "ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await settled(pilot, lambda: "entry form e1" not in drafts(case))
    assert recorded(case).analysis == "Half a thought"


async def test_a_form_that_is_given_up_leaves_no_draft(case: Path):
    async with running(case) as pilot:
        form = await form_of(pilot)
        await put(pilot, form, analysis="Half a thought")
        await settled(pilot, lambda: bool(drafts(case)))
        await pilot.press("escape")
        assert "Esc again" in fault(form, "")
        await pilot.press("escape")
        await settled(pilot, lambda: not drafts(case))
    assert recorded(case).analysis == ""


async def test_a_draft_begun_on_an_earlier_version_is_set_on_the_newer_one(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        await put(pilot, form, analysis="Mine", event="My words")
        await settled(pilot, lambda: "My words" in drafts(case).get("entry form e1", ""))
    with opens_plainly(case.parent)(case, None) as other:
        entry = other.case.records["e1"]
        other.record("Elsewhere", values=(entry.model_copy(update={"event": "Their words", "action": "Theirs"}),))
    async with running(case, size=(100, 34)) as pilot:
        await settled(pilot, lambda: isinstance(pilot.app.screen, EntryForm) and bool(pilot.app.screen._widgets))
        form = pilot.app.screen
        await settled(pilot, lambda: "Their words" in fault(form, "event"))
        assert words_in(form._widget("event")) == "My words"
        assert words_in(form._widget("action")) == "Theirs"


@pytest.mark.parametrize("takes_theirs", [True, False])
async def test_two_windows_versions_are_both_shown_and_nothing_is_lost(case: Path, takes_theirs: bool):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        with opens_plainly(case.parent)(case, None) as other:
            entry = other.case.records["e1"]
            other.record("Elsewhere", values=(entry.model_copy(update={"event": "Their words", "action": "Theirs"}),))
        await put(pilot, form, event="My words", analysis="Mine")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Their words" in fault(form, "event"))
        assert recorded(case).event == "Their words"
        if takes_theirs:
            await pilot.press("ctrl+t")
            assert words_in(form._widget("event")) == "Their words"
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    entry = recorded(case)
    assert (entry.event, entry.action, entry.analysis) == (
        "Their words" if takes_theirs else "My words",
        "Theirs",
        "Mine",
    )


async def test_what_a_full_disk_keeps_from_being_recorded_stays_and_is_tried_again(case: Path, monkeypatch):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        await put(pilot, form, analysis="Mine")
        journal = screen_of_case(pilot).opened.journal
        append = journal.append

        def full(*_args, **_more):
            raise LockedError("the disk is full.")

        monkeypatch.setattr(journal, "append", full)
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "the disk is full" in fault(form, ""))
        monkeypatch.setattr(journal, "append", append)
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    assert recorded(case).analysis == "Mine"


def screen_of_case(pilot) -> CaseScreen:
    (found,) = [s for s in pilot.app.screen_stack if isinstance(s, CaseScreen)]
    return found


async def test_the_same_words_for_two_children_are_pointed_out(case: Path):
    with opens_plainly(case.parent)(case, None) as other:
        entry = other.case.records["e1"]
        same = tuple(Impact(child=c, words="Hid food") for c in ("ada", "ben"))
        other.record("Imported", values=(entry.model_copy(update={"impacts": same}),))
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        assert "The impact on Ada Shaw and Ben Shaw is in the same words" in " ".join(
            str(s.render()) for s in form.query(Static)
        )


@pytest.mark.parametrize("key", ["event", "origin.agency", "note", "children_as_written"])
async def test_hostile_text_is_inert_in_a_form_and_kept_as_it_is(case: Path, key: str):
    with opens_plainly(case.parent)(case, None) as other:
        entry = other.case.records["e1"]
        changed = {"origin": entry.origin.model_copy(update={"agency": HOSTILE})} if "." in key else {key: HOSTILE}
        other.record("Imported", values=(entry.model_copy(update=changed),))
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot)
        shown = words_in(form._widget(key))
        assert "[/never]" in shown
        assert not any(c in shown for c in "\x1b\x9b\u202e")
        await put(pilot, form, analysis="Mine")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    entry = recorded(case)
    assert (entry.origin.agency if "." in key else getattr(entry, key)) == HOSTILE


async def test_tab_through_a_field_that_nobody_writes_in_changes_nothing_of_it(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        held = screen_of(pilot).opened.case.records["e1"]
        screen_of(pilot).opened.record(
            "Made", values=(held.model_copy(update={"category": "domestic_abuse", "origin": Origin(agency="Health")}),)
        )
        await settled(pilot, lambda: screen_of(pilot).opened.case.records["e1"] != held)
        form = await form_of(pilot, "e1")
        for key in ("children", "category"):
            form._widget(key).focus()
            await pilot.press("tab")
            await pilot.pause()
        assert form._history.words["category"] == "domestic abuse"
        assert not form.has_changed
