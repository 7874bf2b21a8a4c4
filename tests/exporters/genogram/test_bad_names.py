"""Names that break other programs are drawn as the words they hold: nothing runs, nothing leaks into markup."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from exporters.genogram.writing import FORMS, render
from tests.exporters.documents.test_bad_text import BAD
from tests.exporters.genogram.drawn import SVG, draw, in_words, svg
from tests.families import child_of, couple, person


def _family(name: str) -> object:
    bad = person("a", "Ann", "female", "1990").model_copy(update={"name": name})
    return draw(
        bad,
        person("b", "Bo", "male", "2015"),
        person("c", "Cy", "male"),
        child_of("b", "a", "c"),
        couple("p", "a", "c"),
    )


def _squeezed(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize(("name", "shown"), BAD.values(), ids=BAD.keys())
def test_a_bad_name_is_shown_as_its_words_in_svg_and_text(name: str, shown: str) -> None:
    drawing = _family(name)
    root = svg(drawing)  # type: ignore[arg-type]
    drawn = _squeezed(" ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text")))
    assert all(word in drawn for word in _squeezed(shown).split()[:2]) or "…" in drawn
    assert _squeezed(shown) in _squeezed(root.findtext(f"{SVG}desc") or "")
    assert any(line.startswith(f"{_squeezed(shown)}, female") for line in in_words(drawing))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, _ in BAD.values()], ids=BAD.keys())
def test_no_form_carries_control_characters_or_elements_of_a_name(name: str) -> None:
    drawing = _family(name)
    text = {form: render(drawing, form).decode("utf-8") for form in ("svg", "txt", "dot", "json")}  # type: ignore[arg-type]
    for form in ("svg", "txt", "dot"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text[form])
    tags = {e.tag.removeprefix(SVG) for e in ElementTree.fromstring(text["svg"]).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "path", "ellipse", "text"}
    assert len(json.loads(text["json"])["nodes"]) == 3
    assert render(drawing, "png").startswith(b"\x89PNG")  # type: ignore[arg-type]
    assert render(drawing, "pdf").startswith(b"%PDF")  # type: ignore[arg-type]


def test_a_dot_label_cannot_leave_its_quotes_or_become_markup() -> None:
    source = render(_family('\\N"];x[label="y'), "dot").decode()  # type: ignore[arg-type]
    (line,) = [row for row in source.splitlines() if "label=" in row and "];x" in row]
    unescaped = re.sub(r"\\.", "", line)
    assert unescaped.count('"') % 2 == 0
    assert not re.search(r'"\s*\];', re.sub(r'"(?:\\.|[^"\\])*"', "", line))
    assert "=<" not in render(_family("<b>Ann</b>"), "dot").decode()  # type: ignore[arg-type]


def test_ids_with_colons_are_no_ports_in_dot() -> None:
    drawing = draw(person("a:b", "Ann", "female"), person("c:n", "Cy", "male"), child_of("c:n", "a:b"))
    source = render(drawing, "dot").decode()
    assert "a:b" not in source
    assert source.count(" -- ") == 2


def test_a_name_of_a_million_letters_is_drawn_at_once_and_cut_on_the_page() -> None:
    drawing = _family("Ann " * 250_000)
    assert all(render(drawing, form) for form in ("svg", "txt", "json"))  # type: ignore[arg-type]
    words = ["".join(t.itertext()) for t in svg(drawing).iter(f"{SVG}text")]  # type: ignore[arg-type]
    assert max(map(len, words)) < 100


@pytest.mark.parametrize(
    "name", ["小明", "محمد بن علي", "Zo\u0301e\u0308", "\u0301Ann", "\u202eAnn", "👩‍👧 Ann", "", " "]
)
def test_names_of_other_scripts_keep_the_character_drawing_in_line(name: str) -> None:
    drawing = _family(name)
    lines = render(drawing, "txt").decode().splitlines()  # type: ignore[arg-type]
    assert len(in_words(drawing)) >= 4  # type: ignore[arg-type]
    assert any("═" in line for line in lines)
    assert all(render(drawing, form) for form in FORMS)  # type: ignore[arg-type]
