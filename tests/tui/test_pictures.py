"""The pictures in the docs are what the app shows today."""

from __future__ import annotations

import re

import pytest

from tests.pictures.screens import FOLDER, SHOTS, Shot, picture

AGAIN = "if the change is meant, look at it and run: python -m tests.pictures"


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_each_picture_is_what_the_screen_shows_today(shot: Shot):
    known = (FOLDER / f"{shot.name}.svg").read_text("utf-8")
    assert await picture(shot) == known, AGAIN


def test_every_picture_stands_in_the_docs_with_what_it_shows_and_fetches_nothing():
    page = (FOLDER.parent / "terminal.md").read_text("utf-8")
    for shot in SHOTS:
        assert f"![{shot.words[0].upper()}{shot.words[1:]}](screens/{shot.name}.svg)" in page
        text = (FOLDER / f"{shot.name}.svg").read_text("utf-8")
        assert not [
            url for url in re.findall(r"https?://[^\"'\s)<]+", text) if "w3.org" not in url and "textualize" not in url
        ]
    assert {path.stem for path in FOLDER.glob("*.svg")} == {shot.name for shot in SHOTS}
