"""The export screen: what, of whom and for whom; looked at first, searched, recorded, written; stopped by Esc."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Select, Static

from tests.tui.screens import running, screen_of, settled
from tui import export_choices
from tui.export_choices import FOR_THE_FAMILY, WHAT, Wanted, audiences, profiles_for
from tui.leaving import Made
from tui.screens.asking import Choose
from tui.screens.case import CaseScreen
from tui.screens.exporting import Exporting
from tui.textual_quirks import Line
from tui.widgets.text_view import TextView


async def on_export(pilot: Pilot[object]) -> Exporting:
    await pilot.press("f8", "ctrl+o")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Exporting))
    screen = pilot.app.screen
    assert isinstance(screen, Exporting)
    await pilot.pause()
    return screen


async def choose(pilot: Pilot[object], screen: Exporting, **values: str) -> None:
    for key, value in values.items():
        widget = screen.query_one(f"#export-{key}")
        if isinstance(widget, Select | Line):
            widget.value = value
        await pilot.pause()


def said(screen: Exporting) -> str:
    return str(screen.query_one("#export-said", Static).render())


def preview(screen: Exporting) -> str:
    return getattr(screen.query_one("#preview", TextView), "text", "")


def labels(pilot: Pilot[object]) -> list[str]:
    return [change.label for change in screen_of(pilot).opened.history()]


@pytest.mark.parametrize("what", sorted(WHAT))
async def test_each_is_looked_at_as_text_without_a_file_or_a_change(case: Path, what: str):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what=what)
        before = sorted(case.parent.iterdir())
        await pilot.press("f5")
        await settled(pilot, lambda: "Ada Shaw" in preview(screen), tries=900)
        assert "Nothing is withheld." in said(screen)
        assert sorted(case.parent.iterdir()) == before
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert labels(pilot) == ["Begun"]


async def test_what_is_written_is_in_the_change_history_and_may_be_opened(case: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[Path] = []
    monkeypatch.setattr("tui.screens.exporting.open_in_viewer", opened.append)
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", file=str(case.parent / "ada.txt"))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose), tries=900)
        assert "Ada" in (case.parent / "ada.txt").read_text("utf-8")
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await settled(pilot, lambda: opened)
        assert opened == [case.parent / "ada.txt"]
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert any("chronology of Ada Shaw, nothing withheld; ada.txt (SHA-256" in words for words in labels(pilot))


async def test_for_an_audience_the_heading_and_the_counts_say_what_is_withheld(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        assert not screen.query_one("#export-purpose").display
        await choose(pilot, screen, what="page", audience="parent", parent="Kelly Reed", purpose="review conference")
        assert screen.query_one("#export-purpose").display
        await pilot.press("f5")
        await settled(pilot, lambda: preview(screen), tries=900)
        assert "review conference" in said(screen)
        assert "Ben Shaw" not in preview(screen)


async def test_a_parent_who_is_none_is_said_and_nothing_is_made(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="page", audience="parent", parent="Zed")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: said(screen).startswith("Not made:"), tries=900)
        assert "Zed" in said(screen)


async def test_what_cannot_be_is_said_before_anything_is_made(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        for values, words in (
            ({"what": "page", "child": "family"}, "one child is to be chosen"),
            ({"what": "genogram", "file": str(case.parent / "x.docx")}, "has to end in one of"),
            ({"file": str(case.parent / "none" / "x.pdf")}, "there is no folder"),
            ({"file": " "}, "the file has no name"),
        ):
            await choose(pilot, screen, **values)
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert words in said(screen)
        assert labels_of(screen) == ["Begun"]


def labels_of(screen: Exporting) -> list[str]:
    return [change.label for change in screen._opened.history()]


async def test_a_file_that_is_there_is_written_over_only_when_asked_for(case: Path):
    (case.parent / "ada.txt").write_text("mine", "utf-8")
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="genogram", file=str(case.parent / "ada.txt"))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert (case.parent / "ada.txt").read_text("utf-8") == "mine"


async def test_esc_stops_what_is_being_made_and_nothing_is_written(case: Path, monkeypatch: pytest.MonkeyPatch):
    import threading

    begun, may_go_on = threading.Event(), threading.Event()

    def slow(_ready, wanted, *, progress, **_more):
        begun.set()
        may_go_on.wait(10)
        progress("writing")
        return Made([(wanted.path, b"x")]), "genogram"

    monkeypatch.setattr("tui.screens.exporting.made_of", slow)
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, file=str(case.parent / "ada.pdf"))
        await pilot.press("ctrl+s")
        await settled(pilot, begun.is_set)
        await pilot.press("escape")
        may_go_on.set()
        await settled(pilot, lambda: said(screen) == "Stopped. Nothing was written.")
        assert not (case.parent / "ada.pdf").exists()
        assert labels_of(screen) == ["Begun"]


async def test_a_name_of_ones_own_stays_when_something_else_is_chosen(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        proposed = screen.query_one("#export-file", Line).value
        await choose(pilot, screen, what="chronology")
        assert screen.query_one("#export-file", Line).value != proposed
        assert "Shaw" not in Path(screen.query_one("#export-file", Line).value).name
        await choose(pilot, screen, file="/tmp/mine.pdf", what="genogram")
        assert screen.query_one("#export-file", Line).value == "/tmp/mine.pdf"


async def test_open_to_read_only_nothing_leaves(case: Path):
    async with running(case, read_only=True) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, CaseScreen)


def test_what_is_offered_is_what_the_command_line_makes():
    from chronology.disclosure.audiences import AUDIENCES
    from chronology.practice.profiles import profiles
    from exporters.genogram.notation import PROFILES

    assert set(audiences()) == {"", *AUDIENCES}
    assert tuple(profiles_for("genogram")) == PROFILES
    assert tuple(profiles_for("chronology")) == tuple(profiles())
    assert not profiles_for("page")
    assert set(WHAT) >= FOR_THE_FAMILY
    assert Wanted("page", Path("a.docx")).as_text().path == Path("a.txt")
    assert all("txt" in endings for _, endings in export_choices.WHAT.values())
