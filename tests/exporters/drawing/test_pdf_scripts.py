"""Names in any script that the bundled fonts can show are real text in a PDF that keeps to PDF/UA."""

from __future__ import annotations

from datetime import date

import pytest

from exporters.drawing.pdf import pdf_bytes
from exporters.drawing.scene import Group, Scene, Words

DAY = date(2026, 1, 1)


def _scene(name: str) -> Scene:
    words = (Words(150, 40, name, 11.0), Words(150, 60, name, 11.0, is_bold=True, has_ground=True, width=80))
    return Scene(300, 100, "Genogram", f"1 person. {name}.", (Group("person", name, words),))


@pytest.mark.parametrize("name", ["Anna Łuczak", "Ngọc Thị", "Ọlá Ńkẹ́m", "محمد علي", "Zoe\u0301", "Mohammed محمد"])
def test_a_name_that_the_fonts_can_show_keeps_to_pdf_ua(name: str) -> None:
    data, said = pdf_bytes(_scene(name), day=DAY)
    assert said == ()
    assert data.startswith(b"%PDF")
    assert b"pdfuaid" in data
    assert data == pdf_bytes(_scene(name), day=DAY)[0]


def test_markup_in_a_name_is_not_run_by_the_typesetter() -> None:
    _, said = pdf_bytes(_scene("#panic() $x$ *b* @ref <label> \\ [z] // end"), day=DAY)
    assert said == ()
