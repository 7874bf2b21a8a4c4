"""Ties go round symbols, groups show how many they are, and a picture says which letters it has no shape for."""

from __future__ import annotations

from chronology.record.ties import Bond
from exporters.genogram.spots import HALF
from exporters.genogram.writing import rendered
from tests.exporters.genogram.drawn import draw, of, texts
from tests.families import child_of, couple, person


def test_a_long_tie_goes_through_no_symbol_of_others() -> None:
    names = ("a", "b", "c")
    drawing = draw(
        person("gm", "June Harper", "female", "1952"),
        person("gf", "Ron Harper", "male", "1950"),
        person("m", "Kelly Harper", "female", "1988"),
        *[person(f"p{n}", f"Partner {n}", "male", str(1985 + n)) for n in range(3)],
        *[person(k, f"Child {k}", "female", str(2008 + 5 * n)) for n, k in enumerate(names)],
        couple("cg", "gf", "gm", ("married", "1974")),
        *[
            couple(f"c{n}", f"p{n}", "m", ("cohabiting", str(2006 + 6 * n)), ("separated", str(2010 + 6 * n)))
            for n in range(3)
        ],
        child_of("m", "gf", "gm", union="cg"),
        *[child_of(k, f"p{n}", "m", union=f"c{n}") for n, k in enumerate(names)],
        *[Bond(id=f"b-{k}", source="gm", target=k, nature="close") for k in names],
    )
    places = drawing.layout.places
    for source, target, _, points in drawing.picture.ties:
        others = [p for i, p in places.items() if i not in {source, target}]
        assert not [p for p in others for x, y in points if abs(x - p.x) < HALF and abs(y - p.y) < HALF]


def test_a_group_of_unknown_gender_shows_how_many_it_is() -> None:
    drawing = draw(person("s", "Sibs of Al", number=3))
    assert next(m.text for m in of(drawing, "person", "Sibs of Al").marks if hasattr(m, "text")) == "3"
    assert "?" not in texts(drawing, "person")


def test_a_picture_says_which_letters_it_has_no_shape_for() -> None:
    data, said = rendered(draw(person("a", "陳大文", "female", "2000")), "png")
    assert data.startswith(b"\x89PNG")
    assert said == ("3 characters have no shape in the bundled fonts: the PNG shows a box.",)
    assert rendered(draw(person("a", "Anna Łuczak", "female", "2000")), "png")[1] == ()
