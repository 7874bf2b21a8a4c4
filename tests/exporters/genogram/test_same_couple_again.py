"""A couple who part and marry again is one line with its whole history, in whatever records it came."""

from __future__ import annotations

from datetime import date

from exporters.genogram.writing import render
from tests.exporters.genogram.drawn import draw
from tests.families import child_of, couple, person

FAMILY = (
    person("mo", "Mo Ash", "female", "1985"),
    person("al", "Al Ash", "male", "1984"),
    person("kit", "Kit Ash", "male", "2015"),
    couple("z-first", "al", "mo", ("married", "2005"), ("divorced", "2010")),
    couple("a-second", "mo", "al", ("married", "2013")),
    child_of("kit", "mo", "al", union="a-second"),
)


def test_a_second_marriage_of_the_same_two_is_not_lost() -> None:
    drawing = draw(*FAMILY)
    assert "m. 2005, d. 2010, m. 2013" in render(drawing, "svg").decode()
    assert "divorced" not in drawing.picture.couple_looks
    assert len(drawing.picture.shown_couples) == 1
    assert [d.child for d in drawing.picture.shown_descents] == ["kit"]


def test_before_the_second_marriage_the_couple_is_divorced() -> None:
    drawing = draw(*FAMILY, day=date(2012, 1, 1))
    assert "divorced" in drawing.picture.couple_looks
    assert "m. 2013" not in render(drawing, "svg").decode()
