"""A family of up to thirty comes onto one page of A3 where it can: drawn close together, with nothing on anything else."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from chronology.record.casefile import CaseFile
from chronology.record.values import Record
from exporters.genogram.genogram import Genogram, fits_a_page, genogram
from exporters.genogram.spots import HALF
from tests.exporters.genogram.drawn import texts
from tests.families import child_of, couple, person

DAY = date(2024, 6, 1)


def wide(couples: int, children: int) -> CaseFile:
    """Return grandparents with so many children, each with a partner from whom they parted, and children of their own."""
    records: list[Record] = [
        person("g", "Grandmother Montgomery", "female", "1940-02-03"),
        person("h", "Grandfather Montgomery", "male", "1938-02-03"),
        couple("gh", "h", "g", ("married", "1960"), ("divorced", "1980")),
    ]
    for n in range(couples):
        records += [
            person(f"p{n}", f"Persephone Montgomery-{n}", "female", f"{1962 + n}-11-12"),
            person(f"q{n}", f"Bartholomew Featherstone-{n}", "male", f"{1960 + n}-11-12"),
            couple(f"c{n}", f"q{n}", f"p{n}", ("cohabiting", "1985"), ("separated", "1995")),
            child_of(f"p{n}", "h", "g", union="gh"),
        ]
        for k in range(children):
            records += [
                person(f"k{n}-{k}", f"Evangeline Featherstone-{k}", "female", f"{1986 + k}-05-06"),
                child_of(f"k{n}-{k}", f"q{n}", f"p{n}", union=f"c{n}"),
            ]
    return CaseFile.of(records)


def boxes(drawing: Genogram) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return every label's box, and whose it is."""
    return [(i, (x - w / 2, y - h / 2, x + w / 2, y + h / 2)) for i, _, x, y, w, h in drawing.picture.labels]


def test_a_family_that_would_not_fit_is_drawn_close_and_does() -> None:
    drawing = genogram(wide(5, 3), day=DAY)
    assert drawing.shape.air < 1
    assert fits_a_page(drawing.picture)
    assert len(drawing.present) == 27


def test_a_family_that_fits_anyway_has_its_usual_room() -> None:
    assert genogram(wide(2, 2), day=DAY).shape.air == 1


def test_a_family_that_cannot_fit_even_so_has_its_usual_room() -> None:
    drawing = genogram(wide(12, 4), day=DAY)
    assert drawing.shape.air == 1
    assert not fits_a_page(drawing.picture)


def test_nothing_overlaps_in_a_close_drawing() -> None:
    drawing = genogram(wide(5, 3), day=DAY)
    symbols = [(i, (p.x - HALF, p.y - HALF, p.x + HALF, p.y + HALF)) for i, p in drawing.layout.places.items()]
    for (a, one), (b, other) in itertools.combinations([*boxes(drawing), *symbols], 2):
        assert a == b or not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]), (
            a,
            b,
        )
    words = [(m.x, m.y) for g in drawing.scene.groups if g.role == "partnership" for m in g.marks if hasattr(m, "text")]
    assert len(words) == len(set(words)) == 12


def test_words_of_a_couple_stand_in_two_lines_in_a_close_drawing() -> None:
    said = texts(genogram(wide(5, 3), day=DAY), "partnership")
    assert said.count("LT 1985,") == said.count("s. 1995") == 5


@pytest.mark.parametrize("year", [1970, 1990, 2010])
def test_how_close_a_family_is_drawn_does_not_depend_on_the_day(year: int) -> None:
    case = wide(5, 3)
    then, now = genogram(case, day=date(year, 1, 1)), genogram(case, day=DAY)
    assert then.layout.places == now.layout.places
