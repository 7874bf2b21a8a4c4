"""The work on the screen: what is recorded of it, writing it down, and what is made of a pattern."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from chronology.intake.work_writing import read_written
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.patterns.registry import patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.decisions import Decision
from chronology.record.errors import LockedError
from chronology.record.safety import DangerStatement
from chronology.record.supervision import Made
from tests.families import three_siblings
from tests.tui.screens import HOSTILE, running, screen_of, settled, takes_in
from tui.screens.asking import Choose
from tui.screens.case import CaseScreen
from tui.screens.work_forms import ANSWERED, BEHIND, next_number
from tui.screens.writing import WriteForm
from tui.widgets.entry_table import EntryTable
from tui.widgets.text_view import TextView

DAY = date(2026, 11, 2)


def recorded(case: Path) -> CaseFile:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        return opened.case


def said(pilot, view: str) -> str:
    return getattr(screen_of(pilot).query_one(f"#{view}", TextView), "text", "")


async def form_of(pilot, kind: str) -> WriteForm:
    await pilot.press("f9", "ctrl+e")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
    await pilot.press(*("space" if c == " " else c for c in kind), "enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
    return pilot.app.screen


def put(form: WriteForm, **fields: str) -> None:
    for key, words in fields.items():
        widget = form._widget(key)
        if hasattr(widget, "value"):
            widget.value = words
        else:
            widget.text = words


def fault(form: WriteForm, key: str) -> str:
    told = form.query_one(f"#fault-{key}", Static)
    return str(told.render()) if told.display else ""


async def test_the_work_view_is_about_the_child_in_focus_and_opens_on_the_first(case: Path):
    async with running(case) as pilot:
        await pilot.press("f9")
        await settled(pilot, lambda: "Ada Shaw" in said(pilot, "work"))
        assert screen_of(pilot).child == "ada"
        await pilot.press("f8")
        await settled(pilot, lambda: "Network circles of Ben Shaw" in said(pilot, "work"))
        assert "Ada" not in said(pilot, "work").partition("Network circles")[0]


async def test_a_danger_statement_is_written_with_its_faults_said_all_at_once(case: Path):
    async with running(case) as pilot:
        await pilot.press("f9")
        form = await form_of(pilot, "danger")
        assert form._written()["children"] == "Ada Shaw"
        await pilot.press("ctrl+s")
        assert fault(form, "") == "Nothing is written yet."
        put(form, ref="DS1", children="Zed", behaviour="Ada is left with no food", **{"from": "41/13/2019"})
        await pilot.press("ctrl+s")
        assert "Zed" in fault(form, "children")
        assert fault(form, "from")
        put(form, children="Ada", may_happen=HOSTILE, **{"from": "12/3/2019"})
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "no food" in said(pilot, "work"))
    (statement,) = recorded(case).of_kind(DangerStatement)
    assert (statement.ref, statement.children, statement.when.edtf) == ("DS1", ("ada",), "2019-03-12")


async def test_keeping_twice_in_a_row_records_once(case: Path):
    async with running(case) as pilot:
        changes = len(screen_of(pilot).opened.history())
        await pilot.press("f9")
        form = await form_of(pilot, "danger")
        put(
            form,
            ref="DS1",
            children="Ada",
            behaviour="left with no food",
            may_happen="go hungry",
            **{"from": "12/3/2019"},
        )
        records = form.records

        async def records_slowly(value: object) -> str:
            await asyncio.sleep(0.1)
            return await records(value)

        form.records = records_slowly
        await pilot.press("ctrl+s", "ctrl+s")
        await settled(pilot, lambda: "no food" in said(pilot, "work"))
        assert len(screen_of(pilot).opened.history()) == changes + 1
    assert len(list(recorded(case).of_kind(DangerStatement))) == 1


async def test_several_rows_make_one_decision_and_what_cannot_be_told_is_said_first(case: Path):
    async with running(case) as pilot:
        form = await form_of(pilot, "decisions")
        put(form, ref="D1", child="Ada", what="s47", outcome="child in need", harm="Hunger", **{"from": "1/2/2016"})
        await pilot.press("ctrl+n")
        assert set(form._written()) == {"ref", "from", "what"}
        put(form, child="Ben", harm="Hides food", entries="5/5/2001")
        await pilot.press("ctrl+s")
        assert "no entry fits" in fault(form, "")
        assert not list(recorded(case).of_kind(Decision))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: not isinstance(pilot.app.screen, WriteForm))
        await settled(pilot, lambda: list(recorded(case).of_kind(Decision)))
    (decision,) = recorded(case).of_kind(Decision)
    assert {a.child: a.harm.words for a in decision.analyses} == {"ada": "Hunger", "ben": "Hides food"}


async def test_what_was_written_is_given_up_only_when_asked_for_twice(case: Path):
    async with running(case) as pilot:
        form = await form_of(pilot, "claims")
        put(form, words="Kelly says that she stopped drinking")
        await pilot.press("escape")
        assert pilot.app.screen is form
        await pilot.press("escape")
        assert pilot.app.screen is not form


async def test_nothing_is_written_in_a_case_file_open_to_read_only(case: Path):
    async with running(case, read_only=True) as pilot:
        await pilot.press("f9", "ctrl+e")
        await pilot.pause(0.1)
        assert not isinstance(pilot.app.screen, Choose)


async def test_a_pattern_is_adopted_by_a_named_worker_in_words(case: Path):
    async with running(case) as pilot:
        await pilot.press("f12")
        await settled(pilot, lambda: "stops when" in said(pilot, "patterns"))
        await pilot.press("ctrl+e")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"aside", "enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm))
        form = pilot.app.screen
        put(form, worker="A name")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: fault(form, "words") == "Nothing is written.")
        put(form, worker="P. Nandra", words="The school was shut in those weeks")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        await settled(pilot, lambda: "by P. Nandra: The school was shut" in said(pilot, "patterns"))
    (review,) = recorded(case).pattern_reviews
    assert review.made is Made.SET_ASIDE
    assert review.rule == "day_in_life"
    assert review.sentence


@pytest.mark.parametrize("read_only", [False, True])
async def test_the_entries_behind_a_pattern_open_where_they_stand_in_supervision_too(case: Path, read_only: bool):
    async with running(case, read_only=read_only) as pilot:
        await pilot.press("f12")
        await settled(pilot, lambda: "stops when" in said(pilot, "patterns"))
        screen = screen_of(pilot)
        found = patterns_of(screen.opened.case, screen.child, day=screen.day)
        rule = next(pattern for pattern in found if pattern.evidence)
        await pilot.press("ctrl+e")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        pilot.app.screen.dismiss(f"{BEHIND} {rule.rule}")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose) and pilot.app.screen.is_mounted)
        pilot.app.screen.dismiss(rule.evidence[0])
        await settled(pilot, lambda: screen.view == "chronology")
        assert screen.query_one(EntryTable).current.id == rule.evidence[0]


async def test_a_patterns_question_is_answered_in_a_record_of_supervision(case: Path):
    async with running(case) as pilot:
        await pilot.press("f12")
        await settled(pilot, lambda: "stops when" in said(pilot, "patterns"))
        await pilot.press("ctrl+e")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        pilot.app.screen.dismiss(f"{ANSWERED} day_in_life")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm))
        put(pilot.app.screen, manager="D. Whitcombe", answer="Asked on Friday")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: bool(screen_of(pilot).opened.case.supervisions), tries=2000)
    (meeting,) = recorded(case).supervisions
    (question,) = meeting.questions
    assert (question.rule, question.answer) == ("day_in_life", "Asked on Friday")
    assert question.words


def test_a_number_that_is_taken_and_an_empty_form_are_faults():
    case = three_siblings()
    row = {"ref": "DS1", "children": "Ada", "behaviour": "x", "may_happen": "y"}
    first = read_written(case, "danger_statement", [row], day=DAY)
    assert first.record is not None
    again = read_written(case.with_records([first.record]), "danger_statement", [row], day=DAY)
    assert "taken" in again.faults["ref"]
    assert read_written(case, "danger_statement", [{"ref": "  "}], day=DAY).faults[""]


def test_a_view_that_an_entry_tells_of_already_is_linked_to_it():
    case = three_siblings()
    told = next(e for e in case.entries if e.views)
    view = told.views[0]
    row = {
        "from": told.when.words(),
        "child": case.people[view.child].shown_name,
        "words": view.words,
        "answers": "",
    }
    made = read_written(case, "view", [row], day=DAY).record
    assert made is not None
    assert made.id == told.id


async def test_the_work_ends_with_who_is_around_the_child_in_rings(case: Path):
    async with running(case) as pilot:
        await pilot.press("f9")
        await settled(pilot, lambda: "Network circles of" in said(pilot, "work"))
        assert "HOUSEHOLD AND IMMEDIATE FAMILY" in said(pilot, "work")
        assert "In words" not in said(pilot, "work")


async def test_tab_goes_from_field_to_field(case: Path):
    async with running(case) as pilot:
        form = await form_of(pilot, "closures")
        assert form.focused is form._widget("ref")
        await pilot.press("C", "tab", "4", "tab", "x")
        assert form._written() == {"ref": "C", "from": "4", "children": "x"}


def test_what_stands_against_a_cell_is_said_and_kept():
    case = three_siblings()
    waiting = {"name": "Play therapy", "children": "Ada", "state": "waiting", "started": "1/2/2019"}
    (doubt,) = read_written(case, "service", [waiting], day=DAY).doubts
    assert "a day on which it started" in doubt
    cites = {"ref": "D1", "child": "Cora", "outcome": "x", "harm": "hunger", "entries": "12/1/2016"}
    (doubt,) = read_written(case, "decision", [cites], day=DAY).doubts
    assert "about other children" in doubt


async def written_statement(pilot) -> None:
    form = await form_of(pilot, "danger")
    put(form, ref="DS1", children="Ada", behaviour="Ada is left alone", may_happen="She comes to harm")
    await pilot.press("ctrl+s")
    await settled(pilot, lambda: "left alone" in said(pilot, "work"))


async def test_a_recorded_statement_is_opened_and_corrected(case: Path):
    async with running(case) as pilot:
        await written_statement(pilot)
        form = await form_of(pilot, "correct:")
        assert form._written()["behaviour"] == "Ada is left alone"
        await pilot.press("ctrl+s")
        assert fault(form, "") == "Nothing is changed yet."
        put(form, may_happen="She is hurt")
        await pilot.press("ctrl+z")
        assert form._written()["may_happen"] == "She comes to harm"
        await pilot.press("ctrl+y", "ctrl+s")
        await settled(pilot, lambda: "She is hurt" in said(pilot, "work"))
        assert screen_of(pilot).opened.history()[-1].label.startswith("Danger statements: DS1, ")
    (statement,) = recorded(case).of_kind(DangerStatement)
    assert (statement.ref, statement.children, statement.may_happen) == ("DS1", ("ada",), "She is hurt")


async def test_a_correction_beside_another_windows_shows_both(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        await written_statement(pilot)
        screen = screen_of(pilot)
        form = await form_of(pilot, "correct:")
        (statement,) = recorded(case).of_kind(DangerStatement)
        with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="other") as other:
            theirs = {"may_happen": "Theirs", "worried": "The school"}
            other.record("Elsewhere", values=(statement.model_copy(update=theirs),))
        put(form, may_happen="Mine")
        await takes_in(pilot, screen, statement.id, lambda now: now.worried == "The school")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Theirs" in fault(form, "may_happen"))
        assert form._written()["worried"] == "The school"
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: not isinstance(pilot.app.screen, WriteForm))
    (statement,) = recorded(case).of_kind(DangerStatement)
    assert (statement.may_happen, statement.worried) == ("Mine", "The school")


async def test_what_is_written_about_the_work_survives_a_crash_and_a_full_disk(case: Path, monkeypatch):
    async with running(case) as pilot:
        form = await form_of(pilot, "claims")
        put(form, words="Kelly says that she stopped drinking")
        await settled(pilot, lambda: "stopped drinking" in "".join(drafts_of(case)))
    async with running(case) as pilot:
        form = await form_of(pilot, "claims")
        assert form._written()["words"] == "Kelly says that she stopped drinking"
        journal = next(s for s in pilot.app.screen_stack if isinstance(s, CaseScreen)).opened.journal
        with monkeypatch.context() as broken:

            def full(*_args, **_more):
                raise LockedError("the disk is full.")

            broken.setattr(journal, "append", full)
            await pilot.press("ctrl+s")
            await settled(pilot, lambda: "disk is full" in fault(form, ""))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: not isinstance(pilot.app.screen, WriteForm))
        await settled(pilot, lambda: not drafts_of(case))
    assert recorded(case).claims[0].words == "Kelly says that she stopped drinking"


def drafts_of(case: Path) -> list[str]:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        return list(opened.drafts().values())


async def test_the_rows_of_a_record_are_gone_through_and_corrected(case: Path):
    async with running(case) as pilot:
        form = await form_of(pilot, "decisions")
        put(form, ref="D1", child="Ada", what="s47", outcome="child in need", harm="Hunger", **{"from": "1/2/2016"})
        await pilot.press("ctrl+n")
        put(form, child="Ben", harm="Hides food")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: bool(recorded(case).decisions))
        await settled(pilot, lambda: not isinstance(pilot.app.screen, WriteForm))
        form = await form_of(pilot, "correct: decisions")
        await pilot.press("ctrl+n")
        assert form._written()["harm"] == "Hides food"
        put(form, harm="Hides bread")
        await pilot.press("ctrl+b")
        assert form._written()["harm"] == "Hunger"
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Hides bread" in str(recorded(case).decisions))
    (decision,) = recorded(case).decisions
    assert {a.child: a.harm.words for a in decision.analyses} == {"ada": "Hunger", "ben": "Hides bread"}


async def test_patterns_worked_out_when_the_case_file_is_closed_meanwhile_are_dropped(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        await pilot.press("f10")
        await settled(pilot, lambda: pilot.app.screen is not screen and not screen.query("#patterns"))
        screen._text("patterns", "too late")
        await pilot.pause()
        assert pilot.app._exception is None


@pytest.mark.parametrize(
    ("refs", "number"), [((), "DS1"), (("DS1", "DS2"), "DS3"), (("9", "10"), "11"), (("first",), "")]
)
def test_the_number_that_follows_the_last_is_proposed(refs: tuple[str, ...], number: str):
    case = three_siblings().with_records(DangerStatement(id=f"ds{n}", ref=ref) for n, ref in enumerate(refs))
    assert next_number(case, "danger_statement") == number
