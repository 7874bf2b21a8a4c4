"""The drawing in characters has the layout's order, lines that join cleanly, and words that cover nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest

from chronology.record.casefile import CaseFile
from exporters.genogram.canvas import LEFT, RIGHT, Canvas, Pen
from exporters.genogram.characters import character_drawing, character_picture
from exporters.genogram.figures import figure
from exporters.genogram.fits import FITS
from exporters.genogram.genogram import genogram
from exporters.genogram.grid import Grid
from exporters.genogram.letters import cells, one_line
from tests.exporters.genogram.drawn import draw, picture, vale
from tests.families import child_of, couple, person, three_siblings

REED = date(2020, 1, 1)


def drawn(canvas: Canvas) -> list[str]:
    return ["".join(line).rstrip() for line in canvas.lines()]


def test_everybody_stands_in_the_order_of_the_layout() -> None:
    drawing = genogram(three_siblings(), day=REED)
    lines = picture(drawing).splitlines()[3:]
    for row in {p.row for p in drawing.layout.places.values()}:
        people = [drawing.case.people[i] for i in drawing.present if drawing.layout.places[i].row == row]
        names = [p.shown_name for p in people]
        line = next(text for text in lines if names[0] in text)
        assert sorted(names, key=line.index) == names
        symbols = [figure(p, drawing.picture)[0] for p in people]
        above = lines[lines.index(line) - 1]
        at = 0
        for symbol in symbols:
            at = above.index(symbol, at) + len(symbol)


def test_a_couple_s_line_reaches_both_symbols() -> None:
    text = picture(genogram(three_siblings(), day=REED))
    assert re.search(r"\[34/35\]═*╱═*╤═+\( 31\)═+╤═+\[29/30\]", text)


def test_words_of_a_couple_stand_over_its_line_and_over_no_symbol() -> None:
    lines = picture(genogram(three_siblings(), day=REED)).splitlines()
    n = next(n for n, line in enumerate(lines) if "LT 2009, s. 2015" in line)
    start = lines[n].index("LT 2009")
    assert set(lines[n + 1][start : start + len("LT 2009, s. 2015")]) <= set("═╱╤[(]) 0123456789/")
    assert "m. 2017" in lines[n]


def test_every_line_that_goes_down_goes_on_below() -> None:
    for drawing in (genogram(three_siblings(), day=REED), draw(*vale())):
        lines = picture(drawing).splitlines()[3:]
        wide = max(map(len, lines))
        grid = [line.ljust(wide) for line in lines]
        for y, line in enumerate(grid[:-1]):
            for x, sign in enumerate(line):
                if sign in "│┌┐├┤┬┼╤╷╎┊":
                    assert grid[y + 1][max(x - 2, 0) : x + 3].strip(), (y, x, line)


def test_lines_of_one_owner_join_and_those_of_two_cross() -> None:
    canvas = Canvas()
    canvas.line([(2, 0), (2, 4)], Pen("a"))
    canvas.line([(0, 2), (4, 2)], Pen("b"))
    canvas.line([(2, 4), (4, 4)], Pen("a"))
    assert drawn(canvas) == ["  ╷", "  │", "╶─│─╴", "  │", "  └─╴"]
    joined = Canvas()
    joined.line([(2, 0), (2, 2)], Pen("a"))
    joined.line([(0, 1), (4, 1)], Pen("a"))
    assert drawn(joined)[1] == "╶─┼─╴"


def test_words_find_the_part_of_a_line_that_nothing_crosses() -> None:
    canvas = Canvas()
    canvas.line([(0, 0), (20, 0)], Pen("a", is_double=True))
    canvas.line([(10, 0), (10, 2)], Pen("a"))
    start = canvas.level_run(0, 20, 0, 6, "a")
    assert start is not None
    assert not start <= 10 < start + 6
    assert canvas.level_run(0, 20, 0, 12, "a") is None
    assert (LEFT, RIGHT) == (4, 8)


def test_the_dead_have_a_dagger_and_subject_children_a_double_edge() -> None:
    text = picture(genogram(three_siblings(), day=REED))
    assert "[†53/54]" in text
    assert "║(  9)║" in text
    assert "║( 31)║" not in text


@pytest.mark.parametrize(
    ("way", "signs"), [("foster", "┊"), ("adopted", "╎"), ("special guardianship", "┆"), ("birth", "│")]
)
def test_ways_of_descent_differ_in_their_lines_and_carry_their_label(way: str, signs: str) -> None:
    text = picture(
        draw(person("a", "Ann", "female"), person("k", "Kit", "male"), child_of("k", "a", way=way, when="2012"))
    )
    drawn = text.partition("\n[ 38]")[0]
    assert signs in drawn
    label = {"foster": "F 2012", "adopted": "A 2012", "special guardianship": "SGO 2012"}.get(way, "")
    assert label in drawn


def test_plain_ascii_keeps_the_same_picture() -> None:
    drawing = genogram(three_siblings(), day=REED)
    text = character_drawing(drawing, is_ascii=True)
    assert text.isascii()
    assert [len(line) for line in text.splitlines()] == [len(line) for line in character_drawing(drawing).splitlines()]


def test_nobody_moves_from_one_day_to_another() -> None:
    family = CaseFile.of(vale())
    for fit in FITS:
        seen: dict[str, tuple[int, int]] = {}
        sizes = set()
        for year in range(1955, 2031, 5):
            drawing = genogram(family, day=date(year, 3, 1))
            grid = Grid(drawing.drawn, drawing.layout, fit)
            shown = character_picture(drawing.picture, grid)
            sizes.add((shown.width, len(shown.rows)))
            for whom, ((line, start, stop), *_) in shown.people.items():
                at = (line, start + (stop - start) // 2)
                assert seen.setdefault(whom, at) == at
        assert len(sizes) == 1


def test_wide_letters_take_two_columns_and_marks_none() -> None:
    assert cells("小明") == 4
    assert cells("e\u0301") == 1
    assert cells("a\u200db") == 2
    canvas = Canvas()
    canvas.write_from(0, 0, "小")
    canvas.write_from(2, 0, "│")
    assert drawn(canvas) == ["小│"]


def test_a_right_to_left_name_is_kept_from_turning_its_neighbours() -> None:
    text = picture(draw(person("a", "محمد", "male"), person("b", "Bo", "male"), couple("c", "a", "b")))
    assert "\u200eمحمد\u200e" in text


def test_a_name_with_line_ends_stays_on_one_line() -> None:
    assert one_line("Ann\n\tMarlow \x1b[31m") == "Ann Marlow"
