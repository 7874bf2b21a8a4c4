"""What takes long is said, and Esc stops it: one computation of each view that goes on until it is released or stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from chronology.journal.opencase import OpenCase
from chronology.record.steps import go_on
from tests.tui.screens import opens_plainly, rows, running, screen_of, settled
from tests.tui.test_chronology_screen import answer
from tests.tui.test_history_screen import changed, history, told
from tests.tui.test_nothing_lost import said
from tui.app import KinlineApp
from tui.screens.asking import AskFiles, Choose
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.deciding import Deciding
from tui.screens.importing import ImportPreview
from tui.screens.matters import MattersScreen
from tui.widgets.child_view import ChildView
from tui.widgets.entry_table import EntryTable
from tui.widgets.genogram_view import GenogramView
from tui.widgets.text_view import TextView


class Slow:
    """A computation that takes as long as a test wants: step after step until it is released, then what it was before."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self._real = real
        self._is_released = threading.Event()
        self.begun = 0
        self.ended = 0

    def __call__(self, *given: Any, **more: Any) -> Any:
        self.begun += 1
        try:
            while not self._is_released.wait(0.005):
                go_on()
            return self._real(*given, **more)
        finally:
            self.ended += 1

    def as_method(self) -> Callable[..., Any]:
        """Return the same as what a class can hold: it is given the object first."""

        def method(*given: Any, **more: Any) -> Any:
            return self(*given, **more)

        return method

    def release(self) -> None:
        self._is_released.set()

    @property
    def was_stopped(self) -> bool:
        """Whether everything that was begun has ended, though nothing released it."""
        return 0 < self.begun == self.ended and not self._is_released.is_set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch):
    made: list[Slow] = []

    def slowed(name: str) -> Slow:
        module, _, attribute = name.rpartition(":")
        holder: Any = __import__(module, fromlist=["x"])
        *path, last = attribute.split(".")
        for part in path:
            holder = getattr(holder, part)
        one = Slow(getattr(holder, last))
        monkeypatch.setattr(holder, last, one.as_method() if path else one)
        made.append(one)
        return one

    yield slowed
    for one in made:
        one.release()


def head(pilot: Pilot[object]) -> str:
    return str(screen_of(pilot).query_one("#focus", Static).render())


def words(pilot: Pilot[object], view: str) -> str:
    return screen_of(pilot).query_one(f"#{view}", TextView).text


@pytest.mark.parametrize(("view", "key", "page"), [("work", "f9", "work_page"), ("patterns", "f12", "patterns_page")])
async def test_esc_stops_the_work_and_the_patterns_and_their_key_looks_again(
    case: Path, slow, view: str, key: str, page: str
):
    looking = slow(f"tui.widgets.work_pages:{page}")
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press(key)
        await settled(pilot, lambda: words(pilot, view) == "Looking through the record …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: words(pilot, view) == f"Stopped. {key.upper()} looks again.")
        await settled(pilot, lambda: looking.was_stopped)
        looking.release()
        await pilot.press(key)
        await settled(pilot, lambda: "Ada" in words(pilot, view))


async def test_esc_stops_a_childs_page_and_nothing_half_made_is_shown(case: Path, slow):
    reading = slow("chronology.lives.experience:experience_of")
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f4")
        page = screen_of(pilot).query_one(ChildView)
        await settled(pilot, lambda: page.text == "Reading the record …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: page.text == "Stopped. F4 reads the record again.")
        await settled(pilot, lambda: reading.was_stopped)
        reading.release()
        await pilot.press("f4")
        await settled(pilot, lambda: page.text.startswith("Ada Shaw"))


async def test_going_on_to_the_next_child_stops_what_was_read_of_the_one_before(case: Path, slow):
    reading = slow("chronology.lives.experience:experience_of")
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f4")
        page = screen_of(pilot).query_one(ChildView)
        for begun in (1, 2, 3):
            await settled(pilot, lambda begun=begun: reading.begun == begun)
            await pilot.press("n")
        await settled(pilot, lambda: reading.begun == 4 and reading.ended == 3)
        reading.release()
        await settled(pilot, lambda: page.text.startswith("Ada Shaw"))


async def test_leaving_a_view_stops_what_was_worked_out_for_it_without_a_word(case: Path, slow):
    looking = slow("tui.widgets.work_pages:patterns_page")
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f12")
        await settled(pilot, lambda: looking.begun == 1)
        await pilot.press("f2")
        await settled(pilot, lambda: looking.was_stopped)
        assert "Stopped" not in words(pilot, "patterns")
        assert "Stopped" not in said(pilot.app)


async def test_leaving_the_case_file_stops_what_was_worked_out_in_it(case: Path, slow):
    looking = slow("tui.widgets.work_pages:patterns_page")
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f12")
        await settled(pilot, lambda: looking.begun == 1)
        await pilot.press("f10")
        await settled(pilot, lambda: looking.was_stopped and isinstance(pilot.app.screen, Caseload))


def about(pilot: Pilot[object]) -> str:
    return str(screen_of(pilot).query_one("#about-text", Static).render())


async def test_esc_stops_the_drawing_of_a_family_and_nothing_is_drawn(case: Path, slow):
    drawing = slow("tui.widgets.family_drawing:FamilyDrawing.lay_out")
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f5")
        view = screen_of(pilot).query_one(GenogramView)
        await settled(pilot, lambda: about(pilot) == "Drawing the family …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: about(pilot) == "Stopped: nothing is drawn. F5 draws the family.")
        await settled(pilot, lambda: drawing.was_stopped)
        assert view.canvas.picture is None
        drawing.release()
        await pilot.press("f5")
        await settled(pilot, lambda: "Ada" in view.text)


async def test_a_year_that_is_stopped_leaves_the_day_that_was_drawn_before(case: Path, slow):
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f5")
        view = screen_of(pilot).query_one(GenogramView)
        await settled(pilot, lambda: "Ada" in view.text and view.is_up_to_date)
        day, text = view.day, view.text
        drawing = slow("tui.widgets.family_drawing:FamilyDrawing.on")
        await pilot.press("[")
        await settled(pilot, lambda: view.day != day and about(pilot) == "Drawing the family …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: view.is_up_to_date and drawing.was_stopped)
        assert (view.day, view.text) == (day, text)
        assert "shown as it was drawn before" in said(pilot.app)


async def test_esc_closes_the_line_in_use_while_something_is_worked_out_that_nobody_was_told_of(
    case: Path, slow, monkeypatch
):
    monkeypatch.setattr("tui.jobs.PATIENCE", 3600.0)
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f5")
        view = screen_of(pilot).query_one(GenogramView)
        await settled(pilot, lambda: "Ada" in view.text and view.is_up_to_date)
        drawing = slow("tui.widgets.family_drawing:FamilyDrawing.on")
        await pilot.press("[")
        await settled(pilot, lambda: drawing.begun == 1)
        await pilot.press("ctrl+f")
        line = view.query_one("#find", Input)
        await settled(pilot, lambda: line.has_focus)
        await pilot.press("escape")
        await settled(pilot, lambda: not line.display)
        assert drawing.ended == 0
        await pilot.press("escape")
        await settled(pilot, lambda: drawing.was_stopped)


async def test_esc_stops_looking_for_accounts_of_one_matter_and_the_table_stays(case: Path, slow):
    looking = slow("chronology.lives.matters:matters_of")
    async with running(case, size=(120, 40)) as pilot:
        before = head(pilot)
        await pilot.press("m")
        await settled(pilot, lambda: head(pilot) == "Looking for accounts of one matter …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: looking.was_stopped and head(pilot) == before)
        assert "Stopped looking for accounts of one matter. M looks again." in said(pilot.app)
        assert isinstance(pilot.app.screen, CaseScreen)
        assert len(rows(pilot)) == 7
        looking.release()
        await pilot.press("m")
        await settled(pilot, lambda: looking.begun == 2 and looking.ended == 2)
        assert isinstance(pilot.app.screen, CaseScreen | MattersScreen)


async def test_esc_stops_looking_which_patterns_there_are_to_answer(case: Path, slow):
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f12")
        await settled(pilot, lambda: "Ada" in words(pilot, "patterns"))
        looking = slow("chronology.patterns.registry:patterns_of")
        await pilot.press("ctrl+e")
        await settled(pilot, lambda: head(pilot).startswith("Looking for the patterns of this child …  Esc stops"))
        await pilot.press("escape")
        await settled(pilot, lambda: looking.was_stopped and "Stopped looking for patterns" in said(pilot.app))
        looking.release()
        await pilot.press("ctrl+e")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose) or "No pattern" in said(pilot.app))


async def test_esc_stops_reading_which_entries_an_impact_can_be_written_for(case: Path, slow):
    async with running(case, size=(120, 40)) as pilot:
        await pilot.press("f4")
        await settled(pilot, lambda: screen_of(pilot).query_one(ChildView).text.startswith("Ada Shaw"))
        screen_of(pilot).query_one(ChildView)._lives.clear()
        reading = slow("chronology.lives.experience:experience_of")
        await pilot.press("i")
        await settled(pilot, lambda: head(pilot).startswith("Reading the record of this child …  Esc stops"))
        await pilot.press("escape")
        await settled(pilot, lambda: reading.was_stopped)
        assert "I reads the record again" in said(pilot.app)
        reading.release()
        await pilot.press("i")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))


async def test_esc_stops_reading_how_the_case_file_stood_and_the_history_stays(case: Path, slow):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        await history(pilot)
        await settled(pilot, lambda: "A later note" in told(pilot))
        reading = slow("chronology.journal.opencase:OpenCase.as_recorded_at")
        await pilot.press("end", "enter")
        await settled(pilot, lambda: head(pilot).startswith("Reading the case file as it stood after change 1 …  Esc"))
        await pilot.press("escape")
        await settled(pilot, lambda: reading.was_stopped)
        assert screen_of(pilot).looking is None
        assert screen_of(pilot).view == "history"
        reading.release()
        await pilot.press("enter")
        await settled(pilot, lambda: screen_of(pilot).looking is not None and len(rows(pilot)) == 7)


async def test_esc_stops_looking_what_was_known_on_a_day_and_todays_state_stays(case: Path, slow):
    async with running(case, size=(120, 34)) as pilot:
        looking = slow("chronology.record.casefile:CaseFile.as_known_on")
        await pilot.press("ctrl+k")
        await answer(pilot, "1/1/2018")
        await settled(pilot, lambda: head(pilot).startswith("Looking what was known on 1 January 2018 …  Esc stops"))
        await pilot.press("escape")
        await settled(pilot, lambda: looking.was_stopped)
        assert screen_of(pilot).looking is None
        assert len(rows(pilot)) == 7
        looking.release()
        await pilot.press("ctrl+k")
        await answer(pilot, "1/1/2018")
        await settled(pilot, lambda: head(pilot).startswith("AS KNOWN ON 1 January 2018"))


async def test_esc_stops_comparing_two_points_and_says_so_under_their_heading(case: Path, slow):
    changed(case)
    async with running(case, size=(120, 34)) as pilot:
        await history(pilot)
        await settled(pilot, lambda: "A later note" in told(pilot))
        comparing = slow("tui.screens.looking:differences")
        await pilot.press("space", "end", "c")
        await settled(
            pilot, lambda: told(pilot).startswith("From change 1 to change 3:") and "Esc stops it." in told(pilot)
        )
        await pilot.press("escape")
        await settled(pilot, lambda: told(pilot).endswith("Stopped. C looks again."))
        await settled(pilot, lambda: comparing.was_stopped)
        comparing.release()
        await pilot.press("c")
        await settled(pilot, lambda: "Came hungry" in told(pilot))


async def test_esc_stops_reading_the_change_history(case: Path, slow):
    reading = slow("chronology.journal.opencase:OpenCase.history")
    async with running(case, size=(120, 34)) as pilot:
        await pilot.press("f6")
        await settled(pilot, lambda: told(pilot) == "Reading the change history …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: told(pilot) == "Stopped. F6 reads the change history.")
        await settled(pilot, lambda: reading.was_stopped)
        reading.release()
        await history(pilot)


async def test_many_rows_are_made_beside_the_screen_and_esc_stops_them(case: Path, slow, monkeypatch):
    monkeypatch.setattr("tui.widgets.entry_rows.MANY", 1)
    making = slow("tui.widgets.entry_rows:_row")
    async with running(case, size=(120, 34)) as pilot:

        def full() -> str:
            return str(screen_of(pilot).query_one("#full-text", Static).render())

        def counted() -> str:
            return str(screen_of(pilot).query_one("#counted", Static).render())

        await settled(pilot, lambda: full() == counted() == "Reading the entries …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: full() == counted() == "Stopped. F2 reads the entries again.")
        await settled(pilot, lambda: making.was_stopped)
        assert not rows(pilot)
        making.release()
        await pilot.press("f2")
        await settled(pilot, lambda: len(rows(pilot)) == 7)


async def test_rows_made_beside_the_screen_keep_the_entry_that_was_marked(case: Path, monkeypatch):
    monkeypatch.setattr("tui.widgets.entry_rows.MANY", 1)
    async with running(case, size=(120, 34)) as pilot:
        await settled(pilot, lambda: len(rows(pilot)) == 7)
        await pilot.press("f8")
        await settled(pilot, lambda: 0 < len(rows(pilot)) < 7)
        await pilot.press("down", "down")
        marked = screen_of(pilot).query_one(EntryTable).current
        assert marked is not None
        screen_of(pilot).child = None
        screen_of(pilot).show_all()
        await settled(pilot, lambda: len(rows(pilot)) == 7)
        kept = screen_of(pilot).query_one(EntryTable).current
        assert kept is not None
        assert kept.id == marked.id


async def asked_for_files(pilot: Pilot[object], path: Path) -> None:
    await pilot.press("f7")
    await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
    pilot.app.screen.query_one("#files", Input).value = str(path)
    await pilot.press("enter")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text("Date,Child,Event\n1/2/2019,Ada Shaw,Came late\n2/2/2019,Mrs Pringle,Rang\n", "utf-8")
    return path


async def test_esc_stops_reading_files_and_the_next_import_begins_with_them(case: Path, log: Path, slow):
    reading = slow("chronology.intake.importing:plan_import")
    async with running(case, size=(120, 34)) as pilot:
        await asked_for_files(pilot, log)
        await settled(pilot, lambda: head(pilot) == "Reading log.csv …  Esc stops it.")
        await pilot.press("f3")
        assert reading.begun == 1
        await pilot.press("escape")
        await settled(pilot, lambda: reading.was_stopped)
        assert "nothing was changed" in said(pilot.app)
        reading.release()
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
        assert pilot.app.screen.query_one("#files", Input).value == str(log)
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))


async def test_esc_while_an_import_is_read_again_keeps_the_plan_that_was_shown(case: Path, log: Path, slow):
    async with running(case, size=(120, 34)) as pilot:
        await asked_for_files(pilot, log)
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        preview = pilot.app.screen
        assert isinstance(preview, ImportPreview)
        plan, choices = preview._plan, preview.choices
        reading = slow("chronology.intake.importing:plan_import")

        def keys() -> str:
            return str(preview.query_one("#import-keys", Static).render())

        preview._name_asker(plan.reports[0].names[0])()
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("enter")
        await settled(pilot, lambda: keys() == "Reading again …  Esc stops it." and reading.begun == 1)
        await pilot.press("a")
        await pilot.press("escape")
        await settled(pilot, lambda: keys().startswith("Stopped: what was decided last is left out"))
        await settled(pilot, lambda: reading.was_stopped)
        assert pilot.app.screen is preview
        assert (preview._plan, preview.choices) == (plan, choices)
        assert not preview.query_one("#accept", Button).disabled
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))


async def test_esc_stops_looking_for_what_there_is_to_decide_and_then_goes_back(case: Path, slow):
    looking = slow("tui.screens.deciding:to_decide")
    async with running(case, size=(120, 34)) as pilot:
        screen_of(pilot).action_decide_mentions()
        await settled(pilot, lambda: isinstance(pilot.app.screen, Deciding) and looking.begun > 0)
        deciding = pilot.app.screen

        def told() -> str:
            return str(deciding.query_one("#decide-said", Static).render())

        await settled(pilot, lambda: told() == "Looking through the record …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: told().startswith("Stopped: nothing is listed. F6 looks again"))
        await settled(pilot, lambda: looking.was_stopped)
        assert pilot.app.screen is deciding
        looking.release()
        await pilot.press("f6")
        await settled(pilot, lambda: "for a decision" in told())
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))


async def test_an_export_that_is_stopped_ends_in_its_thread_too(case: Path, slow):
    from tests.tui.test_exporting import choose, on_export
    from tests.tui.test_exporting import said as said_there

    writing = slow("exporters.documents.docx:parts_of")
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", form="docx", file=str(case.parent / "ada.docx"))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: writing.begun == 1)
        await settled(pilot, lambda: "Esc stops it. Nothing is written yet." in said_there(screen))
        await pilot.press("escape")
        await settled(pilot, lambda: said_there(screen) == "Stopped. Nothing was written.")
        await settled(pilot, lambda: writing.was_stopped)
        assert not (case.parent / "ada.docx").exists()


# The list of case files


def has_looked(app: KinlineApp) -> bool:
    return app.screen.query_one("#cases", EntryTable).rows[0].cells[4].isdigit()


def where(app: KinlineApp) -> str:
    return str(app.screen.query_one("#where", Static).render())


async def test_a_case_file_whose_opening_is_given_up_is_closed_when_it_opens_all_the_same(case: Path):
    is_asked, may_open, closed = threading.Event(), threading.Event(), threading.Event()
    opens = opens_plainly(case.parent)

    def opens_late(path: Path, passphrase: str | None) -> OpenCase:
        is_asked.set()
        may_open.wait(30)
        opened = opens(path, passphrase)
        close = opened.close
        opened.close = lambda: (close(), closed.set())  # type: ignore[assignment,method-assign]
        return opened

    app = KinlineApp(case.parent, opens_late, first=case)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(pilot, is_asked.is_set)
        await settled(pilot, lambda: "Esc stops it." in said(app))
        await pilot.press("escape")
        await settled(pilot, lambda: "shaw was not opened" in said(app))
        may_open.set()
        await settled(pilot, closed.is_set)
        assert isinstance(app.screen, Caseload)
        assert "Esc stops it." not in said(app)
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_f7_pressed_while_a_case_file_is_opening_is_kept_until_it_is_open(
    case: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tui.textual_quirks.LONGEST_HOLD", 0.01)  # keys wait no longer: the list of case files has them
    may_open, opens = threading.Event(), opens_plainly(case.parent)

    def opens_late(path: Path, passphrase: str | None) -> OpenCase:
        may_open.wait(30)
        return opens(path, passphrase)

    app = KinlineApp(case.parent, opens_late, first=case)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(pilot, lambda: "Esc stops it." in said(app))
        await pilot.press("f7", "ctrl+n")
        await settled(pilot, lambda: "the files to import are asked for as soon as it is open" in said(app))
        await settled(pilot, lambda: "one is opened at a time" in said(app))
        may_open.set()
        await settled(pilot, lambda: isinstance(app.screen, AskFiles))
        assert [type(one).__name__ for one in app.screen_stack][-2:] == ["CaseScreen", "AskFiles"]


async def test_esc_stops_looking_into_the_case_files_and_f5_looks_again(case: Path, slow):
    looking = slow("chronology.checks.caseloads:summary_of")
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot, lambda: where(app) == "Looking into shaw, 1 of 1 …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: where(app).startswith("Stopped looking into the case files. F5 looks again"))
        await settled(pilot, lambda: looking.was_stopped)
        looking.release()
        await pilot.press("f5")
        await settled(pilot, lambda: "1 case file" in where(app) and has_looked(app))


async def test_esc_stops_a_search_of_the_caseload_and_again_closes_it(case: Path, slow):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot, lambda: has_looked(app))
        searching = slow("chronology.checks.caseloads:found_in")
        await pilot.press("ctrl+f")
        await pilot.press(*"hungry")
        await settled(pilot, lambda: where(app) == "Searching every family …  Esc stops it.")
        await pilot.press("escape")
        await settled(pilot, lambda: where(app).startswith("Stopped: not every family was searched."))
        await settled(pilot, lambda: searching.was_stopped)
        assert app.screen.query_one("#search").display
        await pilot.press("escape")
        await settled(pilot, lambda: not app.screen.query_one("#search").display)


async def test_what_is_being_recorded_and_written_goes_on_to_its_end_and_says_so(case: Path, monkeypatch):
    from tests.tui.test_exporting import asked, choose, on_export
    from tests.tui.test_exporting import said as said_there
    from tui.leaving import put_together_in_place

    begun, may_go_on = threading.Event(), threading.Event()

    def slowly(*given: Any, **more: Any) -> None:
        begun.set()
        may_go_on.wait(30)
        put_together_in_place(*given, **more)

    monkeypatch.setattr("tui.screens.exporting.put_together_in_place", slowly)
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, file=str(case.parent / "ada.txt"))
        await pilot.press("ctrl+s")
        await settled(pilot, begun.is_set)
        await settled(pilot, lambda: "this goes on to its end" in said_there(screen))
        await pilot.press("escape", "ctrl+s")
        assert pilot.app.screen is screen
        may_go_on.set()
        await asked(pilot)
        assert (case.parent / "ada.txt").exists()
        assert [change.label for change in screen._opened.history()][-1].startswith("Exported: ")
