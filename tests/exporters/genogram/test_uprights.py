"""No two couples' uprights fall on one x: read from the drawing, two families would look joined."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chronology.intake.importing import case_from_files
from exporters.genogram.genogram import genogram
from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Member, Shape, Union
from exporters.genogram.uprights import Line, Uprights, fallen_together
from tests.exporters.genogram.drawn import DAY, draw
from tests.exporters.genogram.reading import fall_together
from tests.families import child_of, couple, person


def test_uprights_keep_apart_in_the_trees_of_the_corpus(corpus: Path) -> None:
    made = (corpus / "bench" / "families").glob("?.ged")
    for path in sorted([*made, *(corpus / "corpus" / "trees").glob("*.ged")]):
        drawing = genogram(case_from_files([path], day=DAY).case, day=DAY)
        assert not fall_together(drawing.layout), path.name


def test_a_line_past_partners_apart_keeps_clear_of_their_childrens_line() -> None:
    people = [
        Member(n, s, (1950, 1, 1), 80.0, 70.0) for n, s in (("a", "M"), ("b", "F"), ("c", "F"), ("d", "F"), ("e", "F"))
    ]
    young = [Member(name, "F", (1980, 1, 1), 80.0, 70.0) for name in ("k1", "k2", "k3", "k4", "g")]
    unions = [Union(f"u{k}", ("a", other), (Descent(f"k{k}"),)) for k, other in enumerate("bcde", 1)]
    unions.append(Union("u5", ("b", "c"), (Descent("g", "foster"),)))
    assert not fall_together(lay_out(Shape((*people, *young), tuple(unions))))


def test_four_uprights_find_room_in_one_narrow_gap() -> None:
    drawing = draw(
        *[person(f"p{i}", f"Ann P{i}", "female", is_subject=True, is_confirmed=i == 2) for i in range(4)],
        person("p4", "Nguyễn Thị Minh Khai P4", "female"),
        couple("c0", "p0", "p1"),
        couple("c3", "p3", "p1"),
        couple("c4", "p3", "p4"),
        *[child_of(child, "p0") for child in ("p1", "p2", "p4")],
        child_of("p3", "p0", way="adopted"),
        child_of("p3", "p0", "p2"),
        child_of("p4", "p1", "p2"),
        day=date(1950, 1, 1),
    )
    assert not fall_together(drawing.layout)


def beside(*boxes: tuple[float, float, float, float]) -> Uprights:
    """A couple whose children hang at 50, and another's line that runs down at 51 and may go where no box stands."""
    lines = [
        Line(0, None, [(0.0, 0.0), (100.0, 0.0)]),
        Line(1, None, [(-60.0, -20.0), (-30.0, -20.0)]),
        Line(0, 2, [(50.0, 0.0), (50.0, 40.0), (20.0, 40.0), (20.0, 90.0)]),
        Line(1, 3, [(-45.0, -20.0), (-45.0, -10.0), (51.0, -10.0), (51.0, 60.0), (80.0, 60.0), (80.0, 90.0)]),
    ]
    symbols = [(-22.0, 0.0), (122.0, 0.0), (20.0, 112.0), (80.0, 112.0)]
    return Uprights(lines, [(50.0, 0.0), (-45.0, -20.0)], [(0, 1), (4, 5)], symbols, boxes)


def test_one_of_two_moves_the_least_that_parts_them() -> None:
    uprights = beside()
    uprights.move_apart()
    assert fallen_together(uprights.lines) == []
    assert uprights.middles == [(45.0, 0.0), (-45.0, -20.0)]
    assert uprights.lines[2].points == [(45.0, 0.0), (45.0, 40.0), (20.0, 40.0), (20.0, 90.0)]


def test_no_line_moves_into_a_symbol_or_its_label() -> None:
    uprights = beside(*[(200.0, 0.0, 210.0, 9.0)] * 4, (40.0, 10.0, 49.0, 30.0))
    uprights.move_apart()
    assert fallen_together(uprights.lines) == []
    assert uprights.middles == [(50.0, 0.0), (-45.0, -20.0)]
    assert uprights.lines[3].points[2:4] == [(56.0, -10.0), (56.0, 60.0)]


def test_lines_stay_as_they_are_where_there_is_no_room() -> None:
    uprights = beside(*[(200.0, 0.0, 210.0, 9.0)] * 4, (-60.0, 10.0, 49.9, 30.0), (51.1, 10.0, 160.0, 30.0))
    before = [line.points for line in uprights.lines]
    uprights.move_apart()
    assert [line.points for line in uprights.lines] == before
