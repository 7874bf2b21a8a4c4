"""Each screen of the app as a picture: the same bytes every time, on the example's own day, without a font from elsewhere."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Input, Select, Static

from chronology.demo import DEMO_DAY, demo_files
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity, make_plain_identity
from chronology.record.plans import Family
from chronology.record.values import Record
from tests.tui.screens import screen_of, settled
from tui.app import KinlineApp
from tui.screens.asking import AskFiles
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.deciding import Deciding
from tui.screens.entry_form import EntryForm
from tui.screens.exporting import Exporting
from tui.screens.importing import ImportPreview
from tui.screens.locking import Locked
from tui.screens.palette import Palette
from tui.screens.writing import WriteForm
from tui.textual_quirks import Pasted
from tui.widgets.child_view import ChildView
from tui.widgets.entry_table import EntryTable
from tui.widgets.genogram_view import GenogramView
from tui.widgets.history_view import HistoryView
from tui.widgets.text_view import TextView

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
SIZE = (120, 36)
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
PASTED = """date\tchildren\twhat happened\tsource
7/11/2024\tAda\tChose a book for the first time since September\tschool
31/2/2025\tBen\tHearing test\thealth visitor
12/1/2025\tBen, Cora\tBoth weighed; Cora has put on half a kilo\thealth visitor
"""
_MADE = datetime(2025, 1, 31, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Shot:
    """One picture: what is pressed before it, and what shows that the screen is ready."""

    name: str
    words: str
    """What the picture shows, for somebody who cannot see it."""
    take: Callable[[Pilot[object]], Awaitable[None]]


@cache
def family() -> tuple[Record, ...]:
    """Return the Marlow family as its agencies' files give it, with the same ids every time."""
    from chronology.intake.importing import case_from_files

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / file.name for file in demo_files()]
        for path, file in zip(paths, demo_files(), strict=True):
            path.write_bytes(file.data)
        plan = case_from_files(paths, day=DEMO_DAY)
    return (Family(id="family", name="Marlow"), *plan.records)


async def picture(shot: Shot) -> str:
    """Return one screen's picture as SVG."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for module in ("of_case", "caseload"):
            stack.enter_context(patch(f"tui.screens.{module}.today", lambda: DEMO_DAY))
        home = Path(folder) / "cases"
        home.mkdir()
        identity = make_plain_identity(Path(folder) / "me.txt")
        path = home / "marlow.kin"
        with OpenCase.create(path, identity, recovery=identity.recipient, actor="R. Hale") as opened:
            append = opened.journal.append
            stack.enter_context(
                patch.object(opened.journal, "append", lambda *given, **more: append(*given, **more | {"at": _MADE}))
            )
            opened.record("The family's files read", values=family())

        def opens(where: Path, _passphrase: str | None) -> OpenCase:
            return OpenCase.open(where, load_identity(Path(folder) / "me.txt"), actor="R. Hale")

        app = KinlineApp(home, opens)
        async with app.run_test(size=SIZE) as pilot:
            app.animation_level = "none"
            await shot.take(pilot)
            await pilot.pause(0.1)
            app.clear_notifications()
            for field in app.screen.query("Input, TextArea"):
                field.cursor_blink = False  # type: ignore[attr-defined]
            await pilot.pause(0.1)
            made = app.export_screenshot(title=f"Kinline: {shot.words}", simplify=True)
    return _FONTS.sub("", made).replace(folder, "").replace("/private/cases/", "/cases/")


async def _caseload(pilot: Pilot[object]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, Caseload)
    table = screen.query_one("#cases", EntryTable)
    await settled(pilot, lambda: table.rows and table.rows[0].cells[4].isdigit(), tries=2000)


async def _opened(pilot: Pilot[object]) -> None:
    await _caseload(pilot)
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen), tries=2000)
    await settled(pilot, lambda: bool(screen_of(pilot).query_one("#table", EntryTable).rows), tries=2000)


async def _of_ada(pilot: Pilot[object], *keys: str) -> None:
    await _opened(pilot)
    await pilot.press("f8", *keys)


async def _entries(pilot: Pilot[object]) -> None:
    await _of_ada(pilot, "pagedown", "pagedown")


async def _genogram(pilot: Pilot[object]) -> None:
    await _opened(pilot)
    await pilot.press("f5")
    view = screen_of(pilot).query_one(GenogramView)
    await settled(pilot, lambda: view.is_up_to_date, tries=2000)
    people = screen_of(pilot).opened.case.people.values()
    view.mark(next(p.id for p in people if p.name == "Leanne Marlow"))


async def _changing(pilot: Pilot[object]) -> None:
    await _genogram(pilot)
    await pilot.press("a")
    await pilot.press(*"child: Robin 3/5/2024 f with:?")


async def _move(pilot: Pilot[object]) -> None:
    await _genogram(pilot)
    await pilot.press("m")
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm))


async def _child(pilot: Pilot[object]) -> None:
    await _of_ada(pilot, "f4")
    view = screen_of(pilot).query_one(ChildView)
    await settled(pilot, lambda: view.text.startswith("Ada Marlow"), tries=2000)


async def _lanes(pilot: Pilot[object]) -> None:
    await _child(pilot)
    await pilot.press("c")
    view = screen_of(pilot).query_one(ChildView)
    await settled(pilot, lambda: view.text.startswith("Life of"), tries=2000)


async def _page(pilot: Pilot[object], key: str, view: str) -> None:
    await _of_ada(pilot, key)
    found = screen_of(pilot).query_one(f"#{view}", TextView)
    await settled(pilot, lambda: "Ada" in getattr(found, "text", ""), tries=2000)


async def _patterns(pilot: Pilot[object]) -> None:
    await _page(pilot, "f12", "patterns")


async def _work(pilot: Pilot[object]) -> None:
    await _page(pilot, "f9", "work")


async def _people(pilot: Pilot[object]) -> None:
    await _page(pilot, "f3", "people")


async def _history(pilot: Pilot[object]) -> None:
    await _opened(pilot)
    await pilot.press("f6")
    found = screen_of(pilot).query_one("#history")
    await settled(pilot, lambda: "files read" in getattr(found, "text", ""), tries=2000)


async def _entry_form(pilot: Pilot[object]) -> None:
    await _entries(pilot)
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, EntryForm) and pilot.app.screen.focused is not None)
    await pilot.press("f6")
    form = pilot.app.screen
    assert isinstance(form, EntryForm)
    await settled(pilot, lambda: form.query_one(ContentSwitcher).current == "page-1" and form.focused is not None)


async def _palette(pilot: Pilot[object]) -> None:
    await _opened(pilot)
    await pilot.press("ctrl+p")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Palette) and bool(pilot.app.screen.query("#answers")))
    await pilot.press(*"un")
    await settled(pilot, lambda: pilot.app.screen.query_one(Input).value == "un")


async def _lock(pilot: Pilot[object]) -> None:
    await _opened(pilot)
    await pilot.press("ctrl+l")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Locked) and pilot.app.screen.focused is not None)


async def _comparing(pilot: Pilot[object]) -> None:
    await _of_ada(pilot)
    journal = screen_of(pilot).opened.journal
    append = journal.append
    with patch.object(journal, "append", lambda *given, **more: append(*given, **more | {"at": _MADE})):
        await pilot.press("f5", "a", *"person: Jo Hill f", "enter")
        await settled(pilot, lambda: any(p.name == "Jo Hill" for p in screen_of(pilot).opened.case.people.values()))
    await pilot.press("escape", "f6")
    found = screen_of(pilot).query_one(HistoryView)
    await settled(pilot, lambda: len(found.table.rows) > 1, tries=2000)
    await pilot.press("space", "space", "c")
    words = found.query_one("#change-text", Static)
    await settled(pilot, lambda: "From change" in str(words.render()) and "Jo Hill" in str(words.render()), tries=2000)


async def _importing(pilot: Pilot[object]) -> None:
    await _of_ada(pilot, "f7")
    await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
    pilot.app.screen.query_one("#pasted", Pasted).text = PASTED
    await pilot.press("ctrl+s")
    await settled(pilot, lambda: isinstance(pilot.app.screen, ImportPreview), tries=2000)


async def _exporting(pilot: Pilot[object]) -> None:
    await _of_ada(pilot, "ctrl+o")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Exporting) and bool(pilot.app.screen.query("#told-file")))
    screen = pilot.app.screen
    assert isinstance(screen, Exporting)
    for key, words in (
        ("what", "chronology"),
        ("audience", "court"),
        ("purpose", "final hearing"),
        ("start", "3.1.24"),
    ):
        screen.form.put(key, words)
        await settled(pilot, lambda key=key, words=words: screen.form.words().get(key) == words)
    screen.form.put("file", "ada.docx")
    await pilot.press("f5")
    await settled(
        pilot, lambda: "wait for a person" in getattr(screen.query_one("#preview", TextView), "text", ""), tries=2000
    )


async def _deciding(pilot: Pilot[object]) -> None:
    await _of_ada(pilot, "ctrl+x")
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, Deciding) and bool(pilot.app.screen.query("#decide-said"))
    )
    screen = pilot.app.screen
    screen.query_one("#decide-audience", Select).value = "parent"
    told = screen.query_one("#decide-said", Static)
    await settled(pilot, lambda: "for a parent" in str(told.render()), tries=2000)
    await pilot.press("down")
    words = screen.query_one("#decide-words", Static)
    await settled(pilot, lambda: "THIRD" in str(words.render()), tries=2000)


async def _guide(pilot: Pilot[object]) -> None:
    await _caseload(pilot)
    await pilot.press("ctrl+t")


SHOTS = (
    Shot("caseload", "the caseload, with children, last entry, open plans and patterns not looked at", _caseload),
    Shot("entries", "the entries of one child, one of them in full", _entries),
    Shot("genogram", "the genogram in characters, and what is said of the person marked", _genogram),
    Shot("changing", "the line that changes the family, read back as it is typed", _changing),
    Shot("move", "the form of a move", _move),
    Shot("child", "one child's page", _child),
    Shot("lanes", "siblings side by side as lanes", _lanes),
    Shot("patterns", "patterns to consider for one child", _patterns),
    Shot("work", "the work with one child", _work),
    Shot("people", "who is who to one child", _people),
    Shot("history", "the change history", _history),
    Shot("comparing", "what is otherwise between two points of the change history", _comparing),
    Shot("entry-form", "an entry in full, at the page of one child", _entry_form),
    Shot("palette", "any command by name, with the reason where it is not possible now", _palette),
    Shot("lock", "the locked screen", _lock),
    Shot("importing", "an import, with what would become of each row", _importing),
    Shot("exporting", "the export with a preview for a court", _exporting),
    Shot("deciding", "words that name somebody withheld, one of them marked", _deciding),
    Shot("guide", "the five-minute guide", _guide),
)
