"""A full disk, another program, a file that goes bad under the app: said, nothing lost, done again once it can be."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.folders import open_case
from chronology.journal.stores.keys import load_identity
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from chronology.record.errors import LockedError
from chronology.record.plans import Family
from tests.tui.screens import clicked, make_case, opens_plainly, rows, running, screen_of, settled
from tests.tui.terminals import kept, on_a_terminal
from tests.tui.test_nothing_lost import LINE, drafts, said, type_line
from tui.app import KinlineApp
from tui.screens.asking import AskLine, Choose
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.importing import ImportPreview
from tui.screens.matters import Accounts, MattersScreen
from tui.screens.writing import WriteForm
from tui.widgets.fields import put_in, words_in

LONG = f"{LINE} {'and again ' * 2_000}".strip()
"""More than the pages of the case file have room for."""


@contextlib.contextmanager
def full_disk(opened: OpenCase) -> Iterator[None]:
    """Let the engine refuse every page more, as where there is no room on the disk."""
    connection = opened.journal._connection  # type: ignore[attr-defined]
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with contextlib.suppress(Exception):  # the test has closed it
        connection.execute(f"PRAGMA max_page_count = {2**30}")


async def test_a_full_disk_is_said_once_and_what_is_typed_is_kept_once_there_is_room(case: Path):
    async with running(case) as pilot:
        with full_disk(screen_of(pilot).opened):
            quick = await type_line(pilot, LONG)
            await settled(pilot, lambda: "not kept for now" in said(pilot.app))
            await pilot.press("enter")
            await settled(pilot, lambda: "Not recorded" in said(pilot.app))
            await screen_of(pilot).look_for_changes().wait()
            assert said(pilot.app).count("not kept for now") == 1
            assert "the disk is full" in said(pilot.app)
            assert "can be reached again" not in said(pilot.app)
            assert quick.value == LONG
        await settled(pilot, lambda: "is kept again" in said(pilot.app))
        assert LONG in drafts(case).values()
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
    assert not kept(case)[0]


async def test_leaving_asks_twice_where_what_is_typed_would_be_lost(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        with full_disk(screen.opened):
            await type_line(pilot, LONG)
            await pilot.press("f10")
            await settled(pilot, lambda: "cannot be kept" in said(pilot.app))
            assert pilot.app.screen is screen
            await pilot.press("f10")
            await settled(pilot, lambda: pilot.app.screen is not screen)


async def test_leaving_with_words_that_are_kept_asks_nothing(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        await type_line(pilot, LONG)
        await pilot.press("f10")
        await settled(pilot, lambda: pilot.app.screen is not screen)
    assert LONG in kept(case)[0].values()


FORMS = {
    "person": (lambda screen: screen._ask_form("person", "ada"), {"note": LONG}),
    "move": (lambda screen: screen._ask_form("move", "ada"), {"from": "2018", "name": LONG}),
    "place": (lambda screen: screen._ask_form("place", "ada"), {"from": "2018", "carers": "Pat Hill f", "name": LONG}),
    "own words": (lambda screen: screen._ask_view("ada"), {"words": LONG}),
    "part of a day": (lambda screen: screen._ask_day("ada"), {"part": "morning", "event": LONG}),
    "work": (lambda screen: screen._write("direct_work"), {"children": "Ada", "work": LONG}),
}


@pytest.mark.parametrize("which", FORMS)
async def test_a_form_keeps_its_words_where_they_could_not_be_recorded(case: Path, which: str):
    opens, words = FORMS[which]
    async with running(case, size=(100, 40)) as pilot:
        screen = screen_of(pilot)
        head = screen.opened.head()
        opens(screen)
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
        form = pilot.app.screen
        with full_disk(screen.opened):
            for key, text in words.items():
                put_in(form._widget(key), text)
            await keep(pilot, form, lambda: "the disk is full" in form._told[1])
            assert pilot.app.screen is form
            assert all(words_in(form._widget(key)) == text for key, text in words.items())
            assert screen.opened.head() == head
        await keep(pilot, form, lambda: pilot.app.screen is screen)
        assert screen.opened.head() != head
        await settled(pilot, lambda: not drafts(case))


async def keep(pilot, form: WriteForm[object], what) -> None:
    """Record what is written, with its doubts, until something comes about."""
    for _ in range(3):
        if pilot.app.screen is form and not what():
            await pilot.press("ctrl+s")
            await settled(pilot, lambda: what() or "Ctrl+S again" in form._told[1] or bool(form._told[0]))
    await settled(pilot, what)


async def test_words_of_a_family_form_are_a_draft_and_are_there_when_it_opens_again(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        screen_of(pilot)._ask_form("person", "ada")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
        put_in(pilot.app.screen._widget("note"), "Likes trains")
        await settled(pilot, lambda: "person form ada" in drafts(case))
    async with running(case, size=(100, 40)) as pilot:
        screen_of(pilot)._ask_form("person", "ada")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
        assert words_in(pilot.app.screen._widget("note")) == "Likes trains"


async def test_what_another_window_wrote_of_a_person_is_not_written_over(case: Path, monkeypatch: pytest.MonkeyPatch):
    # On a slow machine the screen would look between the other window's change and this one's, and there were no conflict.
    monkeypatch.setattr(CaseScreen, "look_for_changes", lambda _screen: None)
    async with running(case, size=(100, 40)) as pilot:
        screen = screen_of(pilot)
        screen._ask_form("person", "ada")
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
        form = pilot.app.screen
        put_in(form._widget("note"), "Likes trains")
        with opens_plainly(case.parent)(case, None) as other:
            ada = other.case.people["ada"]
            other.record("Named in full", values=(ada.model_copy(update={"name": "Ada Mary Shaw"}),))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "was changed since" in form._told[1] or pilot.app.screen is screen)
        await keep(pilot, form, lambda: pilot.app.screen is screen)
        assert (screen.opened.case.people["ada"].name, screen.opened.case.people["ada"].note) == (
            "Ada Mary Shaw",
            "Likes trains",
        )


async def test_an_import_that_could_not_be_recorded_is_shown_again(case: Path):
    table = case.parent / "new.csv"
    table.write_text(f"date,children,event\n1/2/2020,Ada,{'Breakfast club ' * 2_000}\n", "utf-8")
    async with running(case, size=(110, 34)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("f7")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = f"'{table}'"
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        first = pilot.app.screen
        with full_disk(screen.opened):
            await clicked(pilot, "#accept")
            await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and pilot.app.screen is not first)
            assert "the disk is full" in said(pilot.app)
        await clicked(pilot, "#accept")
        await settled(pilot, lambda: len(screen.opened.case.entries) == 8)


async def test_another_program_that_holds_the_case_file_is_said_and_waited_for(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        screen.opened.journal._connection.execute("PRAGMA busy_timeout = 50")
        with opens_plainly(case.parent)(case, None) as other:
            other.journal._connection.execute("BEGIN IMMEDIATE")
            quick = await type_line(pilot)
            await settled(pilot, lambda: "not kept for now" in said(pilot.app))
            await pilot.press("enter")
            await settled(pilot, lambda: "Not recorded" in said(pilot.app))
            assert "another program is writing" in said(pilot.app)
            assert quick.value == LINE
            other.journal._connection.execute("ROLLBACK")
        await settled(pilot, lambda: "is kept again" in said(pilot.app))
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)


@pytest.mark.parametrize("how", ["cut short", "emptied", "another case's"])
async def test_a_file_that_goes_bad_under_the_app_is_said_and_nothing_is_written_into_it(
    case: Path, tmp_path_factory: pytest.TempPathFactory, how: str
):
    other = make_case(tmp_path_factory.mktemp("other"))
    async with running(case) as pilot:
        journal = case / "journal.db"
        bad = {"cut short": journal.read_bytes()[:5_000], "emptied": b""}.get(how, (other / "journal.db").read_bytes())
        with journal.open("r+b") as file:
            file.truncate(0)
            file.write(bad)
        quick = await type_line(pilot)
        await pilot.press("enter")
        await settled(pilot, lambda: "Not recorded" in said(pilot.app))
        assert "restore a copy from your backup" in said(pilot.app)
        assert quick.value == LINE
        assert len(screen_of(pilot).opened.case.entries) == 7
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows no program deletes a file that is open")
async def test_a_log_that_another_program_deletes_is_said_once_and_nothing_is_lost(case: Path):
    async with running(case) as pilot:
        quick = await type_line(pilot)
        await settled(pilot, lambda: LINE in drafts_known(pilot))
        for name in ("journal.db-wal", "journal.db-shm"):
            (case / name).unlink()
        await settled(pilot, lambda: "deleted the log" in said(pilot.app))
        assert quick.value == LINE
        await pilot.press("enter")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
        await screen_of(pilot).look_for_changes().wait()
        assert said(pilot.app).count("deleted the log") == 1
    assert LINE.partition(": ")[2].partition(" @")[0] in kept(case)[1]


def drafts_known(pilot) -> set[str]:
    """Return what is typed and was written, without looking into the file a second time."""
    drafts = screen_of(pilot)._drafts
    return set(drafts._held.values()) if not drafts._pending else set()


async def test_a_share_that_somebody_holds_when_it_is_opened_is_said_and_opens_once_it_is_let_go(
    case: Path, monkeypatch: pytest.MonkeyPatch
):
    for module in ("engine", "sqlcipher"):
        monkeypatch.setattr(f"chronology.journal.stores.{module}.is_on_network", lambda path: True)
    monkeypatch.setattr("chronology.journal.stores.engine.PATIENCE_MS", 50)
    app = KinlineApp(case.parent, opens_plainly(case.parent), first=case)
    with opens_plainly(case.parent)(case, None) as other:
        other.journal._connection.execute("BEGIN EXCLUSIVE")
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await settled(pilot, lambda: "Not opened" in said(app))
            assert "another program is writing" in said(app)
            other.journal._connection.execute("ROLLBACK")
            app.open_case(case)
            await settled(pilot, lambda: isinstance(app.screen, CaseScreen) and len(rows(pilot)) == 7)


def test_a_folder_that_cannot_be_looked_into_is_said_in_words(case: Path):
    out_of_reach = case.with_name("x" * 300 + ".kin")
    with pytest.raises(LockedError, match="cannot be reached"):
        open_case(out_of_reach, load_identity(case.parent / "me.txt"))


def test_what_is_on_disk_is_recorded_though_it_cannot_be_read_back(case: Path, monkeypatch: pytest.MonkeyPatch):
    with opens_plainly(case.parent)(case, None) as opened:

        def out_of_reach(_seq: int) -> list[object]:
            raise LockedError("the drive is gone.")

        monkeypatch.setattr(opened.journal, "since", out_of_reach)
        done = opened.record("Renamed", values=(Family(id="f", name="Shaw-Reed"),))
        assert done.label == "Renamed"
        monkeypatch.undo()
        assert [change.label for change in opened.refresh()] == ["Renamed"]
        assert opened.case.family is not None
        assert opened.case.family.name == "Shaw-Reed"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of another process are Linux's")
def test_a_disk_that_takes_nothing_loses_nothing_that_was_said_to_be_added(case: Path):
    import resource

    with on_a_terminal(case) as terminal:
        terminal.wait_for("next child")
        terminal.type(b"\x0e")
        terminal.wait_for("told:no")
        terminal.type("12/3/19 school: the first\r")
        terminal.wait_for("Added")
        terminal.wait_for("told:no")
        resource.prlimit(terminal.app.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        terminal.type("12/3/19 school: the second")
        terminal.wait_for("not kept")
        terminal.type("\r")
        terminal.wait_for("Not recorded")
        resource.prlimit(terminal.app.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        terminal.wait_for("kept again")
        terminal.type("\r")
        terminal.wait_for("Added")
        os.kill(terminal.app.pid, signal.SIGKILL)
    assert {"the first", "the second"} <= set(kept(case)[1])


ACCOUNTS = (
    Entry(
        id="s1",
        when=When(edtf="2019-09-05"),
        children=("ada",),
        event="Seen with a bruise",
        origin=Origin(agency="School"),
    ),
    Entry(
        id="s2",
        when=When(edtf="2019-09-05"),
        children=("ada",),
        event="Bruise seen at school",
        origin=Origin(agency="Police"),
    ),
)


async def asked_why(pilot, words: str = "told") -> AskLine:
    """Select the two accounts, choose what they are, and return the question for the reason."""
    screen = screen_of(pilot)
    screen._show_matters([Accounts(("s1", "s2"), "selected")])
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, MattersScreen) and bool(pilot.app.screen.query(".account"))
    )
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Choose) and bool(pilot.app.screen.query("#narrow")))
    await pilot.press(*words, "enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, AskLine) and bool(pilot.app.screen.query("#line")))
    return pilot.app.screen


@pytest.mark.parametrize(
    ("words", "told"), [("told", "told of one matter"), ("different", "kept apart"), ("school", "made one")]
)
async def test_the_reason_of_a_decision_stays_where_it_could_not_be_recorded(case: Path, words: str, told: str):
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Accounts", values=ACCOUNTS)
    async with running(case, size=(100, 40)) as pilot:
        screen = screen_of(pilot)
        head = screen.opened.head()
        asking = await asked_why(pilot, words)
        with full_disk(screen.opened):
            asking.query_one(Input).value = LONG
            await pilot.press("enter")
            await settled(pilot, lambda: "the disk is full" in str(asking.query_one("#line-fault", Static).render()))
            assert pilot.app.screen is asking
            assert asking.query_one(Input).value == LONG
            assert screen.opened.head() == head
        await pilot.press("enter")
        await settled(pilot, lambda: pilot.app.screen is screen)
        change = screen.opened.history()[-1]
        assert told in change.label
        assert change.why == LONG
        await settled(pilot, lambda: not drafts(case))


async def test_the_reason_of_a_decision_is_there_again_after_the_app_ended_under_it(case: Path):
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Accounts", values=ACCOUNTS)
    async with running(case, size=(100, 40)) as pilot:
        asking = await asked_why(pilot)
        asking.query_one(Input).value = "one visit, told twice"
        await settled(pilot, lambda: "one visit, told twice" in drafts(case).values())
    async with running(case, size=(100, 40)) as pilot:
        asking = await asked_why(pilot)
        assert asking.query_one(Input).value == "one visit, told twice"
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))


async def test_a_decision_about_an_entry_that_another_window_removed_is_refused_in_words(case: Path):
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Accounts", values=ACCOUNTS)
    async with running(case, size=(100, 40)) as pilot:
        asking = await asked_why(pilot, "school")
        asking.query_one(Input).value = "the same"
        with opens_plainly(case.parent)(case, None) as other:
            other.record("Removed", removed=("s1",))
        screen = next(one for one in pilot.app.screen_stack if isinstance(one, CaseScreen))
        screen.look_for_changes()
        await settled(pilot, lambda: "s1" not in screen.opened.case.records)
        await pilot.press("enter")
        await settled(pilot, lambda: "removed meanwhile" in str(asking.query_one("#line-fault", Static).render()))
        assert asking.query_one(Input).value == "the same"


async def test_nothing_is_asked_about_accounts_where_nothing_can_be_changed(case: Path):
    with opens_plainly(case.parent)(case, None) as other:
        other.record("Accounts", values=ACCOUNTS)
    async with running(case, read_only=True, size=(100, 40)) as pilot:
        screen_of(pilot)._show_matters([Accounts(("s1", "s2"), "selected")])
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, MattersScreen) and bool(pilot.app.screen.query(".account"))
        )
        await pilot.press("enter")
        await settled(pilot, lambda: "open to read only" in said(pilot.app))
        assert isinstance(pilot.app.screen, MattersScreen)


async def test_the_name_of_a_family_that_could_not_be_begun_is_there_again(case: Path):
    class Failing:
        has_identity = True

        def make(self, *_: object) -> None:
            raise LockedError("the disk is full.")

    app = KinlineApp(case.parent, opens_plainly(case.parent), setting_up=Failing())
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
        await pilot.press("ctrl+n")
        await settled(pilot, lambda: isinstance(app.screen, WriteForm) and bool(app.screen._widgets))
        first = app.screen
        put_in(first._widget("name"), "Reed and Shaw")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Not made: the disk is full" in said(app))
        await settled(pilot, lambda: isinstance(app.screen, WriteForm) and app.screen is not first)
        await settled(pilot, lambda: words_in(app.screen._widget("name")) == "Reed and Shaw")
        second = app.screen
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(app.screen, WriteForm) and app.screen is not second)
        await settled(pilot, lambda: words_in(app.screen._widget("name")) == "Reed and Shaw")
