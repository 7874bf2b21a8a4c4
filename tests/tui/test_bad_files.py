"""Files with names and contents that break other programs, imported on the screen: shown inert from the preview to the history."""

from __future__ import annotations

import csv
import io
import os
import shlex
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from textual.widgets import Input

from tests.tui.screens import running, screen_of, settled
from tests.tui.test_bad_texts import BAD, CONTROLS, drawn
from tests.tui.test_nothing_lost import said
from tui.screens.asking import Asked, Choose
from tui.screens.importing import ImportPreview, PutRight
from tui.widgets.wrapped_lines import LineList

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no file have such a name")

TEXTS = [text.replace("\ud800", "") for text in BAD]
NAMES = (
    "new\nline",
    "\x1b[2Jcleared",
    "\u202eturned",
    "x" * 251,
    "-dash",
    "[@click=app.quit]x",
    "'quote",
    "a\x9bb",
    "sp ace\ttab",
    "=cmd",
    os.fsdecode(b"caf\xe9"),
)


def table() -> bytes:
    """Return a table whose headers and cells are bad texts, some where a date or a child should stand."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["date", "children", "event", "source", *TEXTS])
    for n, text in enumerate(TEXTS):
        rows.writerow(["1/2/2020" if n % 3 else text, "Ada" if n % 2 else text, text, text, *TEXTS])
    return out.getvalue().encode()


def workbook() -> bytes:
    """Return a workbook with bad texts in its cells, and a sheet whose name is one."""
    texts = [ILLEGAL_CHARACTERS_RE.sub("", text) for text in TEXTS]
    book = openpyxl.Workbook()
    book.active.append(["date", "children", "event", *texts])
    for n, text in enumerate(texts):
        book.active.append(["1/2/2020", "Ada" if n % 2 else text, text or "x", *texts])
    other = book.create_sheet("NAME")
    other.append(["date", "event", "\u202ehead"])
    other.append(["2/2/2020", "y\u202e", "z"])
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(out, "w") as copy:
        for part in made.namelist():
            copy.writestr(part, made.read(part).replace(b'"NAME"', '"&#10;[/never]\u202e\u009bs"'.encode()))
    return out.getvalue()


def family() -> bytes:
    """Return a GEDCOM file whose people are called as no one is."""
    head = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"
    names = [" ".join(text.split())[:200] for text in TEXTS]
    people = "".join(f"0 @I{n}@ INDI\n1 NAME {name} /{name[:50]}/\n1 NOTE {name}\n" for n, name in enumerate(names))
    return f"{head}{people}0 TRLR\n".encode()


def prose() -> bytes:
    return "\n\n".join(f"{n + 1}/2/2020 {text}" for n, text in enumerate(TEXTS)).encode()


CONTENTS = {".csv": table, ".xlsx": workbook, ".ged": family, ".txt": prose}


def inert_on(pilot) -> None:
    assert not any(c in drawn(pilot) for c in CONTROLS)


async def previewed(pilot, path: Path) -> ImportPreview:
    screen_of(pilot)._preview(Asked(shlex.quote(str(path))))
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and bool(pilot.app.screen.query("#to-decide"))
    )
    await settled(pilot, lambda: pilot.app.screen.query_one("#to-decide").has_focus)
    inert_on(pilot)
    preview = pilot.app.screen
    assert isinstance(preview, ImportPreview)
    return preview


async def look_into_each_doubt(pilot, preview: ImportPreview) -> set[str]:
    """Open the first doubt of each kind, look at it and go back; return the kinds."""
    seen: set[str] = set()
    listed = preview.query_one("#to-decide", LineList)
    for n, item in enumerate(preview._items):
        kind = item.words.partition(" ")[0]
        listed.marked = n
        await pilot.pause()
        inert_on(pilot)
        if kind in seen or kind.startswith("["):
            continue
        seen.add(kind)
        item.act()
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, Choose | PutRight) and bool(pilot.app.screen.query(Input))
        )
        for _ in range(12):
            await pilot.press("down")
            inert_on(pilot)
        await pilot.press("escape")
        await settled(pilot, lambda: pilot.app.screen is preview)
    return seen


async def accepted(pilot, preview: ImportPreview) -> str:
    """Accept an import, look at every view and return the label under which the change history keeps it."""
    screen = next(one for one in pilot.app.screen_stack if hasattr(one, "opened"))
    assert preview.can_accept
    preview.action_accept()
    await settled(pilot, lambda: pilot.app.screen is screen and "imported. One undo" in said(pilot.app))
    assert not any(c in said(pilot.app) for c in CONTROLS)
    for view in ("chronology", "people", "child", "genogram", "work", "patterns", "history"):
        screen.show_view(view)
        await pilot.pause()
        inert_on(pilot)
    assert not screen.opened.verify()
    return screen.opened.history()[-1].label


@pytest.mark.parametrize("name", NAMES)
async def test_a_files_name_is_inert_from_the_preview_to_the_history(case: Path, name: str):
    path = case.parent / f"{name}.csv"
    path.write_bytes(b"date,children,event\n1/2/2020,Ada,Breakfast club\nnever,Ada,x\n")
    async with running(case, size=(110, 40)) as pilot:
        preview = await previewed(pilot, path)
        assert await look_into_each_doubt(pilot, preview) == {"columns", "put"}
        label = await accepted(pilot, preview)
        assert label.endswith(".csv imported")
        assert not any(c in label for c in (*CONTROLS, "\n", "\t"))


@pytest.mark.parametrize("form", CONTENTS)
async def test_what_stands_in_a_file_is_inert_from_the_preview_to_the_history(case: Path, form: str):
    path = case.parent / f"file{form}"
    path.write_bytes(CONTENTS[form]())
    async with running(case, size=(110, 40)) as pilot:
        preview = await previewed(pilot, path)
        seen = await look_into_each_doubt(pilot, preview)
        assert {"columns", "put", "name"} <= seen or form in {".ged", ".txt"}
        before = len(screen_records(pilot))
        await accepted(pilot, preview)
        assert len(screen_of(pilot).opened.case.records) > before


def screen_records(pilot) -> dict[str, object]:
    return next(one for one in pilot.app.screen_stack if hasattr(one, "opened")).opened.case.records
