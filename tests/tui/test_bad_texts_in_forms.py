"""Texts that break other programs, in every field of every form: kept letter for letter or refused in words, and obeyed nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, Static, TextArea

from tests.tui.screens import opens_plainly, running, screen_of, settled
from tests.tui.test_bad_texts import BAD, CONTROLS, EVERY, drawn
from tui.app import KinlineApp
from tui.screens.asking import Asked, AskFiles, AskLine, AskPassphrase
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.child_writing import impact_form
from tui.screens.exporting import Exporting
from tui.screens.first_run import FirstRun
from tui.screens.locking import Locked
from tui.screens.work_forms import kinds_to_write
from tui.screens.writing import WriteForm
from tui.widgets.fields import put_in, words_in

FORMS = {
    **{kind: (lambda screen, kind=kind: screen._write(kind)) for kind in kinds_to_write()},
    **{what: (lambda screen, what=what: screen._ask_form(what, "ada")) for what in ("person", "move", "place")},
    "own words": lambda screen: screen._ask_view("ada"),
    "part of a day": lambda screen: screen._ask_day("ada"),
    "impact": lambda screen: screen._push_write(
        impact_form(lambda: screen.opened.case, screen.opened.case.records["e1"], screen.opened.case.people["ada"]),
        "Written",
        draft="impact",
    ),
}


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("which", FORMS)
async def test_every_bad_text_is_kept_whole_or_refused_in_words_by_every_form(case: Path, which: str):
    async with running(case, size=(120, 50)) as pilot:
        screen = screen_of(pilot)
        before = dict(screen.opened.case.records)
        FORMS[which](screen)
        await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen._widgets))
        form = pilot.app.screen
        begun = {field.key: words_in(form._widget(field.key)) for field in form._fields}
        written = {}
        for n, field in enumerate(form._fields):
            put_in(form._widget(field.key), EVERY if field.is_long else BAD[n % len(BAD)])
            written[field.key] = words_in(form._widget(field.key)).strip()
        await pilot.pause()
        inert_on(pilot)
        for _ in range(8):
            form._told = ({}, "")
            await pilot.press("ctrl+s")
            await settled(pilot, lambda: pilot.app.screen is screen or any(form._told))
            if pilot.app.screen is screen:
                break
            inert_on(pilot)
            for key in form._told[0]:  # what is no date, child or number is refused: the rest is for its own sake
                if key in begun:
                    assert form._told[0][key].strip()
                    put_in(form._widget(key), begun[key] or _as_needed(key))
                    written.pop(key, None)
        assert not any(c in text for text in written.values() for c in CONTROLS)
        new = [record for ident, record in screen.opened.case.records.items() if before.get(ident) != record]
        assert bool(new) == (pilot.app.screen is screen)
        assert new
        held = {text for record in new for text in texts(record.model_dump(mode="json"))}
        assert any(text in held for text in written.values() if text)
        await pilot.pause()
        inert_on(pilot)
        assert not screen.opened.verify()


def _as_needed(key: str) -> str:
    return {"children": "Ada", "child": "Ada", "from": "1 February 2019", "part": "morning", "value": "5"}.get(key, "")


def inert_on(pilot) -> None:
    assert not any(c in drawn(pilot) for c in CONTROLS)


ASKED = {
    "a line": (lambda: AskLine("Why?", lambda _: "Not taken."), "#line"),
    "a passphrase": (lambda: AskPassphrase("Passphrase"), "#passphrase"),
    "files": (lambda: AskFiles(Asked("", "")), "#files"),
    "what is pasted": (lambda: AskFiles(Asked("", "")), "#pasted"),
    "the lock": (lambda: Locked(lambda _: None), "#passphrase"),
}


@pytest.mark.parametrize("which", ASKED)
async def test_every_bad_text_stays_text_in_every_line_that_is_asked_for(case: Path, which: str):
    makes, at = ASKED[which]
    async with running(case, size=(100, 34)) as pilot:
        for text in (*BAD, EVERY):
            asked = makes()
            pilot.app.push_screen(asked)
            await settled(pilot, lambda asked=asked: pilot.app.screen is asked and bool(asked.query(at)))
            field = asked.query_one(at)
            if isinstance(field, Input):
                field.insert_text_at_cursor(text)
                assert not any(c in field.value for c in CONTROLS)
            else:
                assert isinstance(field, TextArea)
                from textual.events import Paste

                field.post_message(Paste(text))
            await pilot.pause()
            inert_on(pilot)
            if pilot.app.screen is asked:
                asked.dismiss()
            await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))


async def test_every_bad_text_as_a_files_name_is_answered_in_words(case: Path):
    async with running(case, size=(100, 34)) as pilot:
        screen = screen_of(pilot)
        for text in (*BAD, "'", "~nobody-of-that-name/x", "/" + "x" * 5_000, "\x00"):
            screen._preview(Asked(text, ""))
            await settled(pilot, lambda: isinstance(pilot.app.screen, AskFiles))
            said = " ".join(str(one.render()) for one in pilot.app.screen.query(Static))
            assert "Nothing read" in said
            inert_on(pilot)
            pilot.app.screen.dismiss(None)
            await settled(pilot, lambda: pilot.app.screen is screen)


async def test_every_bad_text_in_the_fields_of_an_export_writes_nothing_outside_and_ends_nothing(case: Path):
    async with running(case, size=(120, 50)) as pilot:
        await pilot.press("f2")
        screen_of(pilot).action_export_files()
        await settled(pilot, lambda: isinstance(pilot.app.screen, Exporting) and bool(pilot.app.screen.query(Input)))
        screen = pilot.app.screen
        for text in BAD:
            for field in screen.query(Input):
                field.value = text
            await pilot.pause()
            inert_on(pilot)
        assert pilot.app.screen is screen


async def test_every_bad_text_in_the_search_and_the_name_of_a_new_family_ends_nothing(case: Path):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(100, 34)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Caseload) and bool(app.screen.query("#search")))
        screen = app.screen
        for text in BAD:
            await pilot.press("ctrl+f")
            app.screen.query_one("#search", Input).value = text
            await pilot.press("enter")
            await pilot.pause()
            inert_on(pilot)
            await pilot.press("escape")
            await pilot.press("ctrl+n")
            await settled(pilot, lambda: isinstance(app.screen, WriteForm) and bool(app.screen._widgets))
            put_in(app.screen._widget("name"), text)
            await pilot.press("ctrl+s")
            await pilot.pause()
            inert_on(pilot)
            for _ in range(3):
                await pilot.press("escape")
            await settled(pilot, lambda: app.screen is screen)
        assert {path.name for path in case.parent.glob("*.kin")} == {"shaw.kin"}


async def test_every_bad_text_in_the_first_run_is_refused_or_kept_to_itself(case: Path, tmp_path: Path):
    from argparse import Namespace

    from tui.setting_up import SettingUp

    app = KinlineApp(tmp_path, opens_plainly(tmp_path), setting_up=SettingUp(Namespace()))
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, FirstRun) and bool(app.screen.query(Input)))
        screen = app.screen
        for text in BAD:
            for n, field in enumerate(app.screen.query(Input)):
                field.value = text + "x" * n  # the two passphrases differ: nothing is made
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert app.screen is screen
            inert_on(pilot)
