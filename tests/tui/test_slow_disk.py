"""A disk or a share that takes seconds: keys are answered meanwhile, it is said what is waited for, and nothing is lost."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from tests.tui.screens import opens_plainly, rows, running, screen_of, settled
from tests.tui.terminals import kept
from tests.tui.test_nothing_lost import LINE, said, type_line
from tui import textual_quirks
from tui.screens.writing import WriteForm


class Slow:
    """A store whose disk gives no answer until it is let go on."""

    def __init__(self) -> None:
        self.is_waited_for = threading.Event()
        self.may_go_on = threading.Event()

    def wait(self) -> None:
        self.is_waited_for.set()
        assert self.may_go_on.wait(60)


@contextlib.contextmanager
def slow(opened: OpenCase, *, writing: bool) -> Iterator[Slow]:
    """Let the disk take what is written, or give what is read, as late as the test says."""
    journal, disk = opened.journal, Slow()
    name = "_writing" if writing else "_rows"
    usual = getattr(journal, name)

    @contextlib.contextmanager
    def writes() -> Iterator[object]:
        with journal._lock, usual() as cursor:
            yield cursor
            disk.wait()

    def reads(question: str, *values: object) -> list[object]:
        with journal._lock:
            disk.wait()
            return usual(question, *values)

    setattr(journal, name, writes if writing else reads)
    try:
        yield disk
    finally:
        disk.may_go_on.set()
        delattr(journal, name)


@pytest.fixture(autouse=True)
def keys_wait_a_moment(messages_stay: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys go on past what takes long, as they do after three seconds."""
    monkeypatch.setattr(textual_quirks, "LONGEST_HOLD", 0.5)


async def test_a_slow_disk_is_said_and_keys_are_answered_meanwhile(case: Path):
    async with running(case, size=(100, 40)) as pilot:
        screen = screen_of(pilot)
        await type_line(pilot)
        await settled(pilot, lambda: not screen._drafts._pending)
        with slow(screen.opened, writing=True) as disk:
            await pilot.press("enter")
            await settled(pilot, disk.is_waited_for.is_set)
            await settled(pilot, lambda: "Saving …" in said(pilot.app))
            assert "Added" not in said(pilot.app)
            await pilot.press("f3")
            await settled(pilot, lambda: screen.view == "people")
            screen._ask_form("person", "ada")
            await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
            await pilot.press("escape")
            await settled(pilot, lambda: pilot.app.screen is screen)
            assert not disk.may_go_on.is_set()
            disk.may_go_on.set()
            await settled(pilot, lambda: "Added" in said(pilot.app))
        await pilot.press("f2")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
    assert not kept(case)[0]


async def test_what_is_typed_while_the_disk_is_slow_is_a_draft_once_it_answers(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        with slow(screen.opened, writing=True) as disk:
            quick = await type_line(pilot, LINE)
            await settled(pilot, disk.is_waited_for.is_set)
            quick.value = f"{LINE} and more"
            await settled(pilot, lambda: screen._drafts._pending.get("quick line") == f"{LINE} and more")
            disk.may_go_on.set()
            await settled(pilot, lambda: not screen._drafts._pending)
    assert f"{LINE} and more" in kept(case)[0].values()


async def test_what_is_entered_while_the_share_is_slow_to_read_waits_its_turn_and_is_added(case: Path):
    async with running(case) as pilot:
        screen = screen_of(pilot)
        with opens_plainly(case.parent)(case, None) as other, slow(screen.opened, writing=False) as disk:
            other.record("Meanwhile")
            screen.look_for_changes()
            await settled(pilot, disk.is_waited_for.is_set)
            await type_line(pilot)
            await pilot.press("enter")
            await settled(pilot, lambda: "Saving …" in said(pilot.app))
            await pilot.press("f3")
            await settled(pilot, lambda: screen.view == "people")
            assert not disk.may_go_on.is_set()
            disk.may_go_on.set()
            await settled(pilot, lambda: "Added" in said(pilot.app))
        await pilot.press("f2")
        await settled(pilot, lambda: len(rows(pilot)) == 8)
