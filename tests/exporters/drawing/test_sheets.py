"""A family too large for a page is cut into sheets: everyone whole and once, and every cut line named on both sides."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.drawing.pdf import A3, A4, pdf_bytes
from exporters.drawing.scene import Box, Ellipse, Group, Path, Scene, Stroke, Words
from exporters.drawing.sheets import sheets_of

ROOM = (1100.0, 780.0)
DAY = date(2024, 6, 1)


def person(name: str, x: float, y: float) -> Group:
    """Return somebody's symbol and name."""
    return Group("person", name, (Ellipse(x, y, 22, 22), Words(x, y + 34, name, 11)))


def family(count: int, apart: float = 120.0, *, rows: int = 1) -> Scene:
    """Return so many people on each of some rows, joined by one long line a row, in a household."""
    people = [person(f"P{r}-{n}", 80 + n * apart, 150 + r * 160) for r in range(rows) for n in range(count)]
    lines = [
        Group(
            "descent",
            f"row {r} hangs together",
            (Path(((80, 110 + r * 160), (80 + (count - 1) * apart, 110 + r * 160))),),
        )
        for r in range(rows)
    ]
    home = Group("household", "home", (Box(80 + apart, 150, 3 * apart, 90, 12, Stroke(1.0), "none"),))
    head = Group(
        "heading", "T", (Words(30, 30, "The family", 16, anchor="start"), Words(30, 45, "As at", 9, anchor="start"))
    )
    legend = Group("legend", "female", (Ellipse(40, 900, 7, 7), Words(60, 903, "female", 8.5, anchor="start")))
    width = 160 + count * apart
    return Scene(width, 200.0 + rows * 160, "The family", "Everyone.", (head, home, *lines, *people, legend))


def names(scene: Scene) -> list[str]:
    """Return who is on a page by name."""
    return [m.text for g in scene.groups if g.role == "person" for m in g.marks if isinstance(m, Words)]


@given(st.integers(12, 60), st.integers(1, 9), st.floats(60, 300))
def test_everyone_is_on_one_sheet_whole_and_once(count: int, rows: int, apart: float) -> None:
    scene = family(count, apart, rows=rows)
    overview, *sheets = sheets_of(scene, ROOM)
    shown = [name for sheet in sheets for name in names(sheet)]
    assert sorted(shown) == sorted(f"P{r}-{n}" for r in range(rows) for n in range(count))
    assert names(overview) == []
    assert sum(g.role == "person" for g in overview.groups) == count * rows
    for sheet in sheets:
        for group in sheet.groups:
            if group.role == "person":
                assert len(group.marks) == 2
                symbol = group.marks[0]
                assert isinstance(symbol, Ellipse)
                assert 22 <= symbol.x <= sheet.width - 22
                assert 22 <= symbol.y <= sheet.height - 22


def test_a_line_that_goes_on_has_one_number_on_both_sheets_and_says_what_it_is() -> None:
    _, *sheets = sheets_of(family(20), ROOM)
    assert len(sheets) > 1
    notes = [[g.title for g in s.groups if g.role == "continued"] for s in sheets]
    for n, said in enumerate(notes):
        assert said
        assert all(words.startswith("1: goes on on sheet ") and "row 0 hangs together" in words for words in said)
        others = {str(k + 1) for k in range(len(sheets)) if k != n}
        assert others == set(re.findall(r"\d+", said[0].partition("sheet ")[2].partition(":")[0]))


def test_every_sheet_has_its_heading_day_legend_and_number() -> None:
    overview, *sheets = sheets_of(family(20), ROOM)
    for n, sheet in enumerate(sheets, 1):
        assert sheet.title == f"The family: sheet {n} of {len(sheets)}"
        said = [
            m.text for g in sheet.groups if g.role in {"heading", "legend"} for m in g.marks if isinstance(m, Words)
        ]
        assert said == [sheet.title, "As at", "female"]
    assert [g.title for g in overview.groups if g.role == "sheet"] == [f"sheet {n}" for n in range(1, len(sheets) + 1)]


def test_a_home_that_lies_on_two_sheets_is_drawn_on_both() -> None:
    scene = family(20)
    wide = Group("household", "home", (Box(1300, 150, 2400, 90, 12, Stroke(1.0), "none"),))
    cut = Scene(scene.width, scene.height, "T", "", (*scene.groups, wide))
    _, *sheets = sheets_of(cut, ROOM)
    assert all(any(g.role == "household" for g in sheet.groups) for sheet in sheets)


@pytest.mark.parametrize(("paper", "page"), [("auto", A3), ("a3", A3), ("a4", A4)])
def test_a_pdf_of_a_large_family_has_an_overview_and_sheets_of_that_paper(
    paper: str, page: tuple[float, float]
) -> None:
    data, said = pdf_bytes(family(20), day=DAY, paper=paper)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
    assert {tuple(round(float(n), 1) for n in box) for box in boxes} == {page}
    assert said == (
        f"The family is drawn on {len(boxes) - 1} sheets of {'A4' if page is A4 else 'A3'}, after an overview.",
    )
    assert b"/StructTreeRoot" in data
    assert pdf_bytes(family(20), day=DAY, paper=paper)[0] == data


def test_a_small_family_is_one_page_on_any_paper() -> None:
    for paper in ("auto", "a4", "a3", "one"):
        data, said = pdf_bytes(family(3), day=DAY, paper=paper)
        assert len(re.findall(rb"/MediaBox", data)) == 1
        assert said == ()
