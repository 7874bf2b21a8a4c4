"""Text is measured by the bundled fonts' own tables."""

from __future__ import annotations

import pytest

from exporters.drawing.metrics import font_files, shortened, text_width


def test_a_wider_letter_and_a_larger_size_take_more_room() -> None:
    assert text_width("i", 10) < text_width("n", 10) < text_width("W", 10)
    assert text_width("Ada", 20) == pytest.approx(2 * text_width("Ada", 10))
    assert text_width("Ada", 10, is_bold=True) > text_width("Ada", 10)


def test_marks_on_letters_take_no_room_of_their_own() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)


@pytest.mark.parametrize("name", ["Łucja", "Siân", "محمد", "Ó Briain"])
def test_the_bundled_fonts_know_the_letters_of_these_names(name: str) -> None:
    assert text_width(name, 10) < 10 * len(name), "no letter is counted as one that no font has"


def test_fonts_are_files_of_the_package() -> None:
    assert all(path.is_file() for path in font_files())


def test_a_text_that_fits_stays_whole() -> None:
    assert shortened("Ada Marlow", 11, 200) == "Ada Marlow"
    assert shortened("", 11, 0) == ""


def test_a_text_that_does_not_fit_says_that_it_was_cut() -> None:
    cut = shortened("Featherstonehaugh-Cholmondeley", 11, 60)
    assert cut.endswith("…")
    assert text_width(cut, 11) <= 60
    assert "Featherstonehaugh".startswith(cut[:-1])


def test_a_name_of_a_million_letters_is_cut_at_once() -> None:
    assert len(shortened("x" * 1_000_000, 11, 60)) < 20
