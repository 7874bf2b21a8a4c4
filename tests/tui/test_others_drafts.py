"""What somebody typed and did not record is theirs: nobody else's form opens with it, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from tests.tui.screens import running, screen_of, settled
from tests.tui.test_family_editing import at_genogram, form_after
from tui.screens.asking import Choose
from tui.screens.case import CaseScreen

MOVE = '{"words": {"0|name": "Gran\'s flat"}, "base": {}}'


def left_by(case: Path, actor: str, key: str, text: str) -> None:
    """Leave a draft as a window does that is killed."""
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor=actor) as opened:
        opened.save_draft(key, text)


def drafts_of(case: Path, actor: str) -> dict[str, str]:
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor=actor) as opened:
        return opened.drafts()


def said(pilot: Pilot[object]) -> str:
    return "\n".join(note.message for note in pilot.app._notifications)


async def asks(pilot: Pilot[object], words: str) -> None:
    await settled(
        pilot,
        lambda: (
            isinstance(pilot.app.screen, Choose)
            and words in str(pilot.app.screen.query_one(".title", Static).render())
            and pilot.app.screen.query_one("#answers", OptionList).option_count > 0
        ),
    )


async def test_a_line_that_a_colleague_typed_is_not_in_my_line_and_it_is_said_whose_it_is(case: Path):
    left_by(case, "Ms Green", "quick line", "12/3/19 school: arrived hungry")
    async with running(case) as pilot:
        await settled(pilot, lambda: "Ms Green (1)" in said(pilot))
        assert not screen_of(pilot).query_one("#quick", Input).value
    assert drafts_of(case, "Ms Green") == {"quick line": "12/3/19 school: arrived hungry"}


async def test_a_form_opens_without_a_colleagues_draft_and_both_drafts_are_kept_apart(case: Path):
    left_by(case, "Ms Green", "move form mum", MOVE)
    async with running(case, size=(100, 40)) as pilot:
        await at_genogram(pilot, "mum")
        form = await form_after(pilot, "m")
        assert form._widget("name").value == ""  # type: ignore[attr-defined]
        assert "Ms Green began this form too" in said(pilot)
        form._widget("name").value = "Refuge"  # type: ignore[attr-defined]
        screen = next(s for s in pilot.app.screen_stack if isinstance(s, CaseScreen))
        await settled(pilot, lambda: "Refuge" in screen.opened.drafts().get("move form mum", ""))
    assert drafts_of(case, "Ms Green") == {"move form mum": MOVE}


async def test_a_colleagues_draft_is_shown_with_whose_it_is_and_left_to_them(case: Path):
    left_by(case, "Ms Green", "quick line", "12/3/19 school: arrived hungry")
    async with running(case) as pilot:
        await pilot.press("ctrl+b")
        await asks(pilot, "Whose draft")
        await pilot.press("enter")
        await asks(pilot, "Ms Green typed this")
        assert "arrived hungry" in str(pilot.app.screen.query_one(".title", Static).render())
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    assert drafts_of(case, "Ms Green") == {"quick line": "12/3/19 school: arrived hungry"}


async def test_a_colleagues_line_is_taken_over_and_stands_in_the_line(case: Path):
    left_by(case, "Ms Green", "quick line", "12/3/19 school: arrived hungry")
    async with running(case) as pilot:
        await pilot.press("ctrl+b")
        await asks(pilot, "Whose draft")
        await pilot.press("enter")
        await asks(pilot, "Ms Green typed this")
        await pilot.press("down", "down", "enter")
        await settled(pilot, lambda: "arrived hungry" in screen_of(pilot).query_one("#quick", Input).value)
        assert screen_of(pilot).opened.drafts_of_others() == {}


async def test_what_is_typed_by_me_is_not_overwritten_by_a_colleagues_draft(case: Path):
    left_by(case, "Ms Green", "family line", "child: Eve 2021")
    left_by(case, "test", "family line", "partner: Lee")
    async with running(case) as pilot:
        await pilot.press("ctrl+b")
        await asks(pilot, "Whose draft")
        await pilot.press("enter")
        await asks(pilot, "Ms Green typed this")
        await pilot.press("down", "down", "enter")
        await settled(pilot, lambda: "draft of your own in the same place" in said(pilot))
    assert drafts_of(case, "test") == {"family line": "partner: Lee"}
    assert drafts_of(case, "Ms Green") == {"family line": "child: Eve 2021"}


async def test_a_draft_of_nobody_known_is_nobodys_own(case: Path):
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        opened.journal.save_draft("quick line", "12/3/19 school: arrived hungry")
        assert opened.drafts() == {}
        opened.take_over_draft("", "quick line")
        assert opened.drafts() == {"quick line": "12/3/19 school: arrived hungry"}
        assert opened.drafts_of_others() == {}
