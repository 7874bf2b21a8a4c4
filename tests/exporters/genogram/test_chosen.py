"""Sensitive marks are off a drawing until somebody asks for them, kind by kind, and are never lost without a word."""

from __future__ import annotations

import pytest

from chronology.record.people import About, Condition, Fact, Life
from chronology.record.ties import Bond, Partnership
from chronology.record.values import Record
from exporters.genogram.chosen import ALL, Sensitive, condition_kind, shown_marks
from exporters.genogram.data import as_json
from exporters.genogram.writing import render
from tests.exporters.genogram.drawn import draw
from tests.families import child_of, person
from tui.cli.parsers.forms import SENSITIVE


def sensitive() -> tuple[Record, ...]:
    """Return a mother and child with one of each kind of sensitive mark."""
    return (
        person(
            "mo",
            "Mo Vale",
            "female",
            "1985",
            facts=(Fact(what="Family secret", words="her father is not Al"), Fact(what="occupation", words="cook")),
            about=About(orientation="bisexual", gender_history="transitioned 2010", ethnicity="Cornish"),
            health=(
                Condition(what="depression", area="mental"),
                Condition(what="heroin", area="addiction"),
                Condition(what="epilepsy", area="physical"),
                Condition(what="something", area=""),
            ),
        ),
        person("ada", "Ada Vale", "female", "2010"),
        person("ben", "Ben Vale", "male", "2012"),
        person("lost", "", "unknown", "2015", life=Life.TERMINATION),
        Partnership(id="p", partners=("mo",), features=("secret affair",)),
        child_of("ada", "mo"),
        child_of("ben", "mo"),
        child_of("lost", "mo"),
        Bond(id="v", source="mo", target="ada", nature="violence"),
        Bond(id="t", source="ada", target="lost", nature="close"),
        Bond(id="o", source="ada", target="ben", nature="protects at night"),
    )


HIDDEN = (
    "bisexual",
    "transitioned",
    "Cornish",
    "depression",
    "heroin",
    "something",
    "violence",
    "ermination",
    "protects",
)


@pytest.mark.parametrize("form", ["svg", "txt", "json", "dot"])
def test_nothing_sensitive_is_in_a_drawing_that_nobody_asked_it_for(form: str) -> None:
    words = render(draw(*sensitive()), form).decode()
    assert [word for word in HIDDEN if word in words.replace("not drawn", "")] == []


def test_each_kind_is_counted_with_how_to_ask_for_it() -> None:
    notices = draw(*sensitive()).notices
    for kind in Sensitive:
        assert sum(f"--show {kind.value} " in notice for notice in notices) == 1, (kind, notices)


def test_a_kind_that_is_asked_for_is_drawn_and_no_other() -> None:
    drawing = draw(*sensitive(), show=shown_marks(["abuse"]))
    assert [t["kind"] for t in as_json(drawing)["ties"]] == ["violence"]
    assert not any("--show abuse" in notice for notice in drawing.notices)
    assert any("--show own-words" in notice for notice in drawing.notices)
    drawing = draw(*sensitive(), show=shown_marks(["terminations"]))
    assert "lost" in drawing.layout.places
    assert [t["kind"] for t in as_json(drawing)["ties"]] == ["close"]


def test_all_asks_for_every_kind() -> None:
    assert shown_marks([ALL]) == frozenset(Sensitive)
    assert set(SENSITIVE) == {ALL, *Sensitive}
    assert not any("--show" in notice for notice in draw(*sensitive(), show=shown_marks([ALL])).notices)


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        (Condition(what="epilepsy", area="physical"), None),
        (Condition(what="hearing loss", area="sensory"), None),
        (Condition(what="anxiety", area="physical"), Sensitive.MENTAL_HEALTH),
        (Condition(what="low mood", area="mental"), Sensitive.MENTAL_HEALTH),
        (Condition(what="low mood"), Sensitive.MENTAL_HEALTH),
        (Condition(what="alcohol", area="health"), Sensitive.ADDICTION),
    ],
)
def test_a_condition_of_the_mind_or_of_no_recorded_area_has_to_be_asked_for(condition, kind) -> None:
    assert condition_kind(condition) is kind
