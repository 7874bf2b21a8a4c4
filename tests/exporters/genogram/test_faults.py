"""What cannot be is drawn as it is recorded, with a mark, a line in the legend and a message; nothing hangs or is left out."""

from __future__ import annotations

import pytest

from chronology.record.dates import When
from chronology.record.ties import Partnership
from chronology.record.values import Record
from exporters.genogram.data import as_json
from exporters.genogram.writing import FORMS, render
from tests.exporters.genogram.drawn import draw, groups, texts
from tests.families import child_of, person

BAD = {
    "born before a parent": (
        (person("a", "Mum Vale", born="2010"), person("b", "Kid Vale", born="1990"), child_of("b", "a")),
        {"b": "Kid Vale was born before their parent Mum Vale, as recorded: check the dates"},
    ),
    "dead before birth": (
        (person("a", "Ann Vale", born="2010", death=When(edtf="1990")),),
        {"a": "Ann Vale died before being born, as recorded: check the dates"},
    ),
    "own partner": (
        (person("a", "Ann Vale"), Partnership(id="p", partners=("a", "a"))),
        {"a": "Ann Vale is recorded as their own partner"},
    ),
    "own parent": (
        (person("a", "Ann Vale"), person("b", "Bo Vale"), child_of("a", "a", "b")),
        {"a": "Ann Vale is recorded as their own parent"},
    ),
    "a loop of three": (
        (*(person(i, f"{i.upper()} Vale") for i in "abc"), child_of("b", "a"), child_of("c", "b"), child_of("a", "c")),
        {i: f"{i.upper()} Vale is recorded as their own ancestor: kept as recorded" for i in "abc"},
    ),
}


@pytest.mark.parametrize(("records", "said"), BAD.values(), ids=BAD)
def test_each_fault_has_a_mark_a_line_in_the_legend_a_message_and_a_place_in_the_data(
    records: tuple[Record, ...], said: dict[str, str]
) -> None:
    drawing = draw(*records)
    people = {r.id for r in records if r.kind == "person"}
    assert set(drawing.present) == people
    told = {f["for"]: f["message"] for f in as_json(drawing)["faults"] if f["message"] in said.values()}
    assert told == said
    for message in said.values():
        (number,) = [f.number for f in drawing.picture.faults if f.message == message]
        assert any(title.startswith(f"!{number} ") for title in texts(drawing, "legend"))
        assert f"marked !{number} on the drawing: {message}" in drawing.notices
        assert f"Marked !{number}: {message}." in drawing.description
    assert {p for g in groups(drawing, "fault") for p in said if said[p] in g.title} == set(said)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("records", "said"), BAD.values(), ids=BAD)
def test_every_form_is_written_whatever_cannot_be(records: tuple[Record, ...], said: dict[str, str], form: str) -> None:
    assert said
    assert render(draw(*records), form)


def test_a_sound_family_has_no_marks() -> None:
    drawing = draw(person("a", "Mum", born="1990"), person("b", "Kid", born="2010"), child_of("b", "a"))
    assert groups(drawing, "fault") == []
    assert as_json(drawing)["faults"] == []


def test_a_message_never_calls_anybody_by_an_id() -> None:
    records = (
        *(person(f"{i}-9f3c", f"{i.upper()} Vale") for i in "ab"),
        child_of("b-9f3c", "a-9f3c"),
        child_of("a-9f3c", "b-9f3c"),
    )
    assert not any("9f3c" in notice for notice in draw(*records).notices)


def test_many_faults_all_have_marks_and_the_legend_stays_short() -> None:
    records = [
        r
        for n in range(20)
        for r in (
            person(f"p{n}", f"P{n}", born="2010"),
            person(f"c{n}", f"C{n}", born="1990"),
            child_of(f"c{n}", f"p{n}"),
        )
    ]
    drawing = draw(*records)
    assert len(groups(drawing, "fault")) == 20
    assert "and 8 more marked with !" in texts(drawing, "legend")
