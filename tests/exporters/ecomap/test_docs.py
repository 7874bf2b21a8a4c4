"""What docs/ecomap.md and docs/json.md say is what is drawn and written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from exporters.ecomap.ecomap import FORMS, render
from exporters.ecomap.legend import LINES
from exporters.ecomap.lines import is_kept_off, lines_of
from exporters.ecomap.system import RING_TITLES
from tests.exporters.ecomap.near import bond, draw, vale

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "ecomap.md").read_text("utf-8")
ROWS = {row[0]: row for row in (line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| "))}


def test_every_line_of_the_legend_has_its_row() -> None:
    assert {words for words, _ in LINES.values()} <= set(ROWS)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("strong or close", "strong"),
        ("tenuous or distant", "tenuous"),
        ("cut off", "cut off"),
        ("stressful, in conflict", "stressful"),
    ],
)
def test_every_word_in_a_row_gives_that_line_and_is_drawn(row: str, kind: str) -> None:
    for word in ROWS[row][2].split(", "):
        tie = bond("nell", "bea", word)
        assert not is_kept_off(word), word
        assert [line.kind for line in lines_of([tie], ["bea"])] == [kind], word


def test_the_rings_are_named_as_they_are_drawn() -> None:
    assert all(f"*{title.lower()}*" in " ".join(PAGE.split()) for title in RING_TITLES.values())


def test_every_form_is_named() -> None:
    assert all(f"`{form}`" in PAGE for form in FORMS)


@pytest.mark.parametrize("has_circles", [False, True])
def test_the_json_has_the_keys_that_its_page_gives(has_circles: bool) -> None:
    text = (DOCS / "json.md").read_text("utf-8").split("## `kinline ecomap -o x.json`")[1].split("\n## ")[0]
    given = set(re.findall(r'"(\w+)"', text))
    data = json.loads(render(draw(*vale(), has_circles=has_circles), "json"))
    found = set(data) | set(data["centre"]) | set(data["centre"]["members"][0])
    for key in ("nodes", "lines", "labels", "sectors", "rings"):
        found |= {name for one in data[key] for name in one}
    assert found <= given
    assert set(data) == {"as_at", "centre", "nodes", "lines", "labels", "sectors", "rings", "not_recorded"}
