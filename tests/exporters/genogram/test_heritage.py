"""Heritage as the fill: only where it is asked for, as it is recorded, and never inferred."""

from __future__ import annotations

import pytest

from chronology.disclosure.projection import Request
from chronology.record.people import About, Condition
from chronology.record.values import Record
from exporters.drawing.scene import Path
from exporters.genogram.chosen import Sensitive
from exporters.genogram.fills import FILL
from exporters.genogram.genogram import Genogram
from exporters.genogram.heritage import heritages_of
from exporters.genogram.notation import PROFILES
from exporters.genogram.writing import render
from tests.exporters.genogram.drawn import draw, of, texts
from tests.families import child_of, couple, person


def family() -> tuple[Record, ...]:
    """Return parents of different heritage, a child of whom it is recorded and one of whom nothing is."""
    return (
        person("f", "Lee", "male", "1988", about=About(ethnicity="Cornish")),
        person("m", "Mo", "female", "1990", about=About(ethnicity="Manx; cornish")),
        person("c", "Cy", "male", "2014", about=About(ethnicity="Manx"), is_subject=True),
        person("d", "Di", "female", "2016", health=(Condition(what="epilepsy", area="physical"),)),
        couple("p", "f", "m", ("married", "2012")),
        child_of("c", "f", "m", union="p"),
        child_of("d", "f", "m", union="p"),
    )


def filled(drawing: Genogram, name: str) -> int:
    """Return how many parts of a person's symbol are filled."""
    return sum(isinstance(m, Path) and m.fill == FILL for m in of(drawing, "person", name).marks)


@pytest.mark.parametrize("profile", PROFILES)
def test_each_heritage_of_the_family_has_its_place_and_its_line_of_the_legend(profile: str) -> None:
    drawing = draw(*family(), profile=profile, fill="heritage")
    assert [filled(drawing, name) for name in ("Lee", "Mo", "Cy", "Di")] == [1, 2, 1, 0]
    legend = texts(drawing, "legend")
    assert [words for words in legend if words.startswith("heritage")] == ["heritage: Cornish", "heritage: Manx"]
    assert "heritage Manx; cornish" in drawing.description


def test_one_fill_at_a_time_and_conditions_keep_their_words() -> None:
    by_heritage, by_health = draw(*family(), fill="heritage"), draw(*family(), show={Sensitive.HERITAGE})
    assert "epilepsy" in texts(by_heritage, "person")
    assert not any("illness" in words for words in texts(by_heritage, "legend"))
    assert [filled(by_health, name) for name in ("Lee", "Mo", "Cy", "Di")] == [0, 0, 0, 1]
    assert not any(words.startswith("heritage") for words in texts(by_health, "legend"))


@pytest.mark.parametrize("form", ["svg", "txt", "json", "dot"])
def test_without_being_asked_for_none_of_it_is_in_the_drawing(form: str) -> None:
    drawing = draw(*family())
    written = render(drawing, form).decode().casefold()
    assert "cornish" not in written
    assert "manx" not in written
    assert any("--show heritage" in notice for notice in drawing.notices)


def test_nobody_is_given_the_heritage_of_a_parent_or_of_a_child() -> None:
    assert heritages_of(person("a", "Ann Cornish", "female")) == []
    drawing = draw(*family(), fill="heritage")
    assert "heritage" not in of(drawing, "person", "Di").title


def test_only_semicolons_part_heritages() -> None:
    def told(words: str) -> list[str]:
        return heritages_of(person("a", "Ann", about=About(ethnicity=words)))

    assert told("Mixed: Manx and Cornish, or other / not said") == ["Mixed: Manx and Cornish, or other / not said"]
    assert told(" Manx ;; Cornish; Manx") == ["Manx", "Cornish"]


def test_a_fill_that_nobody_has_anything_for_says_so() -> None:
    drawing = draw(person("a", "Ann"), fill="heritage")
    assert "heritage is recorded of nobody drawn: no symbol is filled" in drawing.notices


@pytest.mark.parametrize("audience", ["court", "conference", "agency"])
def test_for_an_audience_the_heritage_of_others_is_withheld(audience: str) -> None:
    drawing = draw(*family(), child="c", fill="heritage", redact=Request(audience, "c"))
    assert b"ornish" not in render(drawing, "svg")
    assert [filled(drawing, name) for name in ("Lee", "Mo")] == [0, 0]


def test_more_than_four_have_a_sector_each() -> None:
    people = [
        person(f"p{n}", f"P{n}", "male", about=About(ethnicity=words))
        for n, words in enumerate(("Manx", "Cornish", "Welsh", "Breton", "Irish", "Scottish"))
    ]
    drawing = draw(*people, fill="heritage")
    shapes = {
        tuple(m.points)
        for n in range(6)
        for m in of(drawing, "person", f"P{n}").marks
        if isinstance(m, Path) and m.fill == FILL
    }
    assert len(shapes) == 6
