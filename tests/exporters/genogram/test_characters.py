"""The drawing in characters has the layout's order, lines that join cleanly, and words that cover nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from rich.cells import cell_len

from chronology.record.casefile import CaseFile
from chronology.record.values import Record
from exporters.genogram.canvas import LEFT, RIGHT, Canvas, Pen
from exporters.genogram.characters import CharacterPicture, character_drawing, character_picture, grid_for
from exporters.genogram.figures import figure
from exporters.genogram.fits import COMPACT, FITS, FULL
from exporters.genogram.forms import FORMS
from exporters.genogram.genogram import genogram
from exporters.genogram.grid import Grid
from exporters.genogram.letters import cells, even, one_line
from exporters.genogram.notation import PERSONS, legend_words
from exporters.genogram.spots import descent_words
from exporters.genogram.steps import step_words
from tests.exporters.genogram.drawn import draw, picture, vale
from tests.exporters.genogram.reading import families_read
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


def test_every_row_of_the_notation_has_a_form_in_both_kinds_of_terminal() -> None:
    meanings = {key for key in legend_words() if not key.startswith(("words:", "tie:"))}
    assert meanings <= set(FORMS)
    for key in meanings:
        form = FORMS[key]
        assert bool(form.terminal) == bool(form.ascii)
        assert form.ascii.isascii()
        assert cells(form.terminal) == len(form.ascii)


def test_people_of_different_kinds_are_told_apart_by_their_signs_alone() -> None:
    drawn_alike = [FORMS[key] for key in PERSONS if FORMS[key].terminal]
    for is_ascii in (False, True):
        assert len({form.sign(is_ascii=is_ascii) for form in drawn_alike}) == len(drawn_alike)


def test_plain_ascii_holds_no_other_sign_and_takes_the_same_cells() -> None:
    drawing = draw(*vale())
    grid = Grid(drawing.drawn, drawing.layout, FULL)
    plain, signs = (character_picture(drawing.picture, grid, is_ascii=way) for way in (True, False))
    assert "".join(plain.lines()).isascii()
    assert [len(row) for row in plain.rows] == [len(row) for row in signs.rows]
    for one, other in zip(plain.rows, signs.rows, strict=True):
        assert [cell == " " for cell in one] == [cell == " " for cell in other]


@pytest.mark.parametrize(
    ("width", "fit"), [(None, "full"), (149, "full"), (100, "full"), (99, "compact"), (80, "compact"), (20, "compact")]
)
def test_only_below_a_hundred_columns_is_anything_left_out(width: int | None, fit: str) -> None:
    drawing = draw(*vale())
    assert grid_for(drawing.drawn, drawing.layout, width).fit.name == fit


def test_dates_go_first_then_parts_of_names_and_nobody_ever() -> None:
    drawing = draw(*vale())
    full, undated, compact = (
        character_picture(drawing.picture, Grid(drawing.drawn, drawing.layout, fit)) for fit in FITS
    )
    assert full.width > undated.width > compact.width
    assert list(full.people) == list(undated.people) == list(compact.people)
    words = ["\n".join(picture.lines()) for picture in (full, undated, compact)]
    assert ["3 Feb 1985" in text for text in words] == [True, False, False]
    assert ["Nan Friend" in text for text in words] == [True, True, False]
    assert all("( 40)" in text and "[45/46]" in text and "ICO" in text for text in words)
    assert [bool(picture.key) and "left out" in picture.key[-1] for picture in (full, undated, compact)] == [
        False,
        True,
        True,
    ]


def test_of_two_with_one_given_name_a_short_name_keeps_the_surname_s_first_letter() -> None:
    people = (
        person("a", "Ann Marlow"),
        person("b", "Ann Kemp"),
        person("c", "Bo Marlow"),
        person("d", "Mr X, not named").model_copy(update={"given": "", "surname": ""}),
    )
    drawing = draw(*people, child_of("c", "a"), child_of("d", "b"))
    text = "\n".join(character_picture(drawing.picture, Grid(drawing.drawn, drawing.layout, COMPACT)).lines())
    assert all(name in text for name in ("Ann M", "Ann K", "Bo", "Mr X, no…"))
    assert "Bo M" not in text


def test_the_key_holds_what_the_drawing_uses_and_no_more() -> None:
    key = " ".join(character_picture_of(person("a", "Ann", "female", "1990"), person("b", "Bo", "male")).key)
    assert "female" in key
    assert "male" in key
    for unused in ("pregnancy", "divorced", "foster", "subject child", "died"):
        assert unused not in key


def character_picture_of(*records: Record) -> CharacterPicture:
    drawing = draw(*records)
    return character_picture(drawing.picture, Grid(drawing.drawn, drawing.layout, FULL))


def test_words_of_couples_and_of_descent_all_find_room() -> None:
    demo = case_from_demo()
    for family in (demo, CaseFile.of(vale())):
        drawing = genogram(family, day=date(2025, 1, 31))
        text = "\n".join(character_picture(drawing.picture, Grid(drawing.drawn, drawing.layout, FULL)).lines())
        shown = drawing.picture
        for couple_line in shown.shown_couples:
            held = shown.drawn.unions[couple_line.union][0]
            if held and held.id in shown.held and len(held.partners) == 2:
                assert step_words(shown.held[held.id], shown.held[held.id].steps) in text
        for line in shown.shown_descents:
            words = descent_words(shown.drawn, line, shown.day)
            assert words in text


def case_from_demo() -> CaseFile:
    from chronology.demo import DEMO_DAY, demo_files
    from chronology.intake.importing import FileGiven, plan_import

    given = [FileGiven(name, data) for name, data in demo_files() if name.endswith(".ged")]
    return CaseFile.of(plan_import(CaseFile(), given, day=DEMO_DAY).records)


def test_widths_of_letters_are_those_that_the_terminal_toolkit_counts_with() -> None:
    scripts = [
        (0x20, 0x7F), (0xA0, 0x180), (0x300, 0x600), (0x610, 0x6DD), (0x900, 0xE00), (0xE00, 0xE80), (0x1100, 0x1200),
        (0x2500, 0x2600), (0x3041, 0x3100), (0x4E00, 0x4E80), (0xAC00, 0xAC80), (0x1F300, 0x1F400),
    ]  # fmt: skip
    letters = [chr(c) for first, last in scripts for c in range(first, last) if unicodedata.category(chr(c)) != "Cn"]
    assert [c for c in letters if even(c) and cells(c) != cell_len(c)] == []


@pytest.mark.parametrize("name", ["👩‍👩‍👧 Sky 👍🏽 ❤️", "क्‍ष", "Zo\u0301e\u00ad", "محمد بن علي", "小明"])
def test_every_terminal_measures_what_is_drawn_alike(name: str) -> None:
    drawn_name = even(name)
    assert cells(drawn_name) == cell_len(drawn_name) == sum(cell_len(letter) for letter in drawn_name)
    picture = character_picture_of(
        person("a", name, "female", "1990"), person("b", "Bo", "male", "2010"), child_of("b", "a")
    )
    assert all(cell_len("".join(row)) == len(row) for row in picture.rows)


def test_what_cannot_be_is_marked_beside_its_person_and_said_in_the_key() -> None:
    picture = character_picture_of(
        person("a", "Ann", "female", "1990"), person("b", "Bo", "male", "1980"), child_of("b", "a")
    )
    assert "!1" in "\n".join(picture.lines())
    assert any("!1 " in line for line in picture.key)


def test_forty_partners_each_have_their_line() -> None:
    others = [person(f"p{n}", f"Nr {n}", "male", "1980") for n in range(40)]
    couples = [couple(f"c{n:02}", "a", f"p{n}", ("married", str(1990 + n % 30))) for n in range(40)]
    drawing = draw(person("a", "Ann", "female", "1980"), *others, *couples)
    picture = character_picture(drawing.picture, Grid(drawing.drawn, drawing.layout, COMPACT))
    read = {partners for partners, _ in families_read(picture)}
    assert read == {frozenset({"a", f"p{n}"}) for n in range(40)}
