"""The gallery in the docs is what Kinline draws today: a golden picture for every row of the notation in each profile."""

from __future__ import annotations

import pytest

from exporters.genogram.notation import PROFILES
from tests.gallery.pictures import FOLDER, PICTURES, drawn, pages
from tests.gallery.rows import rows

AGAIN = "if the change is meant, look at it and run: python -m tests.gallery"


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_gallery_is_what_is_drawn_today(name: str) -> None:
    path = FOLDER / name
    assert path.is_file(), AGAIN
    assert path.read_text(encoding="utf-8") == pages()[name], AGAIN


def test_the_gallery_holds_no_picture_of_a_row_that_is_gone() -> None:
    assert {f"{PICTURES}/{p.name}" for p in (FOLDER / PICTURES).iterdir()} == set(pages()) - {"gallery.md"}


@pytest.mark.parametrize("profile", PROFILES)
def test_no_two_rows_of_the_gallery_are_drawn_alike(profile: str) -> None:
    seen: dict[str, str] = {}
    for row in rows():
        drawing = drawn(row, profile)
        marks = repr([g.marks for g in drawing.scene.groups if g.role != "heading"])
        assert seen.setdefault(marks, row.key) == row.key


def test_each_row_has_its_own_name() -> None:
    assert len({row.key for row in rows()}) == len(rows())
