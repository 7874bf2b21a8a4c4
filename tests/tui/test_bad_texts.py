"""Texts that break other programs, in every field: shown as text, obeyed nowhere, recorded as they are or refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from tests.tui.screens import rows, running, screen_of, settled
from tests.tui.test_chronology_screen import table
from tests.tui.test_entry_form import fault, form_of
from tui.screens.case import CaseScreen
from tui.screens.palette import Palette
from tui.widgets.fields import put_in, words_in

BAD = (
    "[REDACTED] [Amy]",
    "[/never]",
    "[@click=app.quit]x[/]",
    "\x1b]0;x\x07\x1b[2J",
    "a\x9bb",
    "\u202eabc",
    "A\u200dmy",
    "nul\x00 and \ud800 half",
    "x" * 2_000,
    "z" + "\u0301" * 500,
    "\ufeffCP1252 \x93quoted\x94",
    "<b>Ann</b>",
    '\\N"];x[label="y',
    "=cmd|'/c calc'!A0",
    "+1 -1 @x \tTAB \rCR",
)
CONTROLS = ("\x1b", "\x9b", "\u202e", "\x00", "\ud800", "\x07", "\r")


def drawn(pilot) -> str:
    width, height = pilot.app.size
    screen = pilot.app.screen
    return "\n".join(
        "".join(segment.text for segment in line) for line in screen._compositor.render_strips()[:height] if width
    )


@pytest.mark.parametrize("field", ["#filter", "#find-entry", "#quick"])
async def test_every_bad_text_stays_text_in_every_line(case: Path, field: str):
    keys = {"#filter": "ctrl+f", "#find-entry": "slash", "#quick": "ctrl+n"}
    async with running(case) as pilot:
        await pilot.press(keys[field])
        line = screen_of(pilot).query_one(field, Input)
        for text in BAD:
            line.value = text
            await pilot.press("enter", keys[field])
            await pilot.pause()
            assert not any(c in line.value for c in CONTROLS)
            assert not any(c in drawn(pilot) for c in CONTROLS)
        assert isinstance(pilot.app.screen, CaseScreen)
        line.value = ""
        await pilot.pause()
        assert len(rows(pilot)) == 7 or field == "#filter"


EVERY = "\n".join(text for text in BAD if len(text) < 1_000)


async def test_every_bad_text_is_recorded_from_the_form_and_shown_inert(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot, "e1")
        plain = [field for field in form._fields if not (field.is_date or field.choices)]
        read = {
            "children",
            "people",
            "count",
            "goals",
            "neglect",
            "grades",
            "restriction",
            "corroborates",
            "contradicts",
        }
        texts = [f for f in plain if f.key.split(":")[-1] not in {*read, "answers", "name", "seen_by"}]
        assert len(texts) >= 20
        for field in texts:
            put_in(form._widget(field.key), EVERY)
        await pilot.pause()
        assert not any(c in drawn(pilot) for c in CONTROLS)
        kept = words_in(form._widget("event"))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "none that is known" in fault(form, ""))
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        entry = screen_of(pilot).opened.case.records["e1"]
        assert entry.event == entry.note == entry.impact_on("ada") == kept.strip()
        assert not any(c in kept for c in CONTROLS)
        await pilot.pause()
        assert not any(c in drawn(pilot) for c in CONTROLS)
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        assert not opened.verify()


async def test_every_bad_text_in_a_date_or_a_list_is_refused_with_the_reason(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        head = screen_of(pilot).opened.head()
        form = await form_of(pilot, "e1")
        for field in form._fields:
            if field.is_date or field.key in {"children", "count", "goals", "corroborates", "grades", "restriction"}:
                put_in(form._widget(field.key), EVERY)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is form
        for key in ("when", "known", "children", "count", "goals", "corroborates", "grades", "restriction"):
            assert fault(form, key)
        assert not any(c in drawn(pilot) for c in CONTROLS)
        await pilot.press("escape", "escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert screen_of(pilot).opened.head() == head


async def test_every_bad_text_narrows_the_commands_and_does_nothing(case: Path):
    async with running(case) as pilot:
        await pilot.press("ctrl+p")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Palette) and bool(pilot.app.screen.query("#narrow")))
        for text in BAD:
            pilot.app.screen.query_one(Input).value = text
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, Palette)
            assert not any(c in drawn(pilot) for c in CONTROLS)


async def test_a_text_of_many_pages_is_kept_whole_and_its_beginning_shown(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        form = await form_of(pilot, "e1")
        put_in(form._widget("event"), "x " * 50_000)
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert len(screen_of(pilot).opened.case.records["e1"].event) == 99_999
        table(pilot).cursor = [row.id for row in rows(pilot)].index("e1")
        await pilot.pause()
        full = str(screen_of(pilot).query_one("#full-text", Static).render())
        assert full.endswith("more letters: Enter opens the whole.")
