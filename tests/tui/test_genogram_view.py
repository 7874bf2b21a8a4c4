"""The genogram on the screen: moved over, searched, stepped through, gone through the years, and safe to look at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import make_plain_identity
from chronology.record.values import Record
from tests.exporters.genogram.drawn import vale
from tests.families import child_of, couple, person, three_siblings
from tests.tui.screens import HOSTILE, opens_plainly, running, screen_of, settled
from tui.app import KinlineApp
from tui.commands import COMMANDS
from tui.screens.case import CaseScreen
from tui.widgets.family_canvas import FamilyCanvas
from tui.widgets.genogram_view import GenogramView


@asynccontextmanager
async def drawn(
    tmp_path: Path, records: tuple[Record, ...], size: tuple[int, int] = (80, 24), *, is_ascii: bool = False
) -> AsyncIterator[Pilot[object]]:
    identity = make_plain_identity(tmp_path / "me.txt")
    path = tmp_path / "drawn.kin"
    with OpenCase.create(path, identity, recovery=identity.recipient, actor="test") as opened:
        opened.record("Begun", values=records)
    app = KinlineApp(tmp_path, opens_plainly(tmp_path), first=path, is_ascii=is_ascii)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("f5")
        await settled(pilot, lambda: view_of(pilot).text)
        yield pilot


@asynccontextmanager
async def siblings(case: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[object]]:
    async with running(case, size=size) as pilot:
        await pilot.press("f5")
        await settled(pilot, lambda: view_of(pilot).text)
        view_of(pilot).show_day(date(2020, 1, 1))
        await settled(pilot, lambda: "( 31)" in view_of(pilot).text)
        yield pilot


def view_of(pilot: Pilot[object]) -> GenogramView:
    return screen_of(pilot).query_one(GenogramView)


def canvas_of(pilot: Pilot[object]) -> FamilyCanvas:
    return screen_of(pilot).query_one(FamilyCanvas)


def shown(pilot: Pilot[object]) -> list[str]:
    """Return what the window over the drawing shows."""
    canvas = canvas_of(pilot)
    return [canvas.render_line(y).text for y in range(canvas.size.height)]


def about(pilot: Pilot[object]) -> str:
    return str(screen_of(pilot).query_one("#about-text", Static).render())


async def test_arrows_move_the_window_and_shift_moves_it_far(tmp_path: Path):
    async with drawn(tmp_path, vale(), size=(40, 20)) as pilot:
        canvas = canvas_of(pilot)
        canvas.scroll_to(0, 0, animate=False, force=True)
        await pilot.pause()
        await pilot.press("right", "down")
        assert (canvas.scroll_offset.x, canvas.scroll_offset.y) == (4, 1)
        before = canvas.scroll_offset.x
        await pilot.press("shift+right")
        assert canvas.scroll_offset.x == before + 32
        await pilot.press("left", "up")
        assert (canvas.scroll_offset.x, canvas.scroll_offset.y) == (32, 0)
        await pilot.press("pagedown")
        assert canvas.scroll_offset.y > 1
        await pilot.press("pageup", "shift+pageup")
        assert (canvas.scroll_offset.x, canvas.scroll_offset.y) == (0, 0)


async def test_what_the_window_shows_is_that_part_of_the_drawing(tmp_path: Path):
    async with drawn(tmp_path, vale(), size=(60, 20)) as pilot:
        canvas = canvas_of(pilot)
        canvas.scroll_to(10, 2, animate=False, force=True)
        await pilot.pause()
        whole = [line.ljust(400) for line in view_of(pilot).text.splitlines()]
        assert shown(pilot)[:6] == [line[10 : 10 + canvas.size.width] for line in whole[2:8]]


async def test_the_wheel_moves_the_window(tmp_path: Path):
    async with drawn(tmp_path, vale(), size=(60, 20)) as pilot:
        canvas = canvas_of(pilot)
        canvas.scroll_to(0, 0, animate=False, force=True)
        await pilot.pause()
        await pilot._post_mouse_events([_wheel()], canvas, offset=(5, 2))
        await settled(pilot, lambda: canvas.scroll_offset.y > 0)


def _wheel():
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_home_brings_the_child_in_focus_into_the_window(tmp_path: Path):
    async with drawn(tmp_path, vale(), size=(60, 20)) as pilot:
        await pilot.press("end", "home")
        assert any("Bea" in line for line in shown(pilot))


async def test_stepping_says_everything_of_each_person_in_reading_order(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        order = list(canvas_of(pilot).picture.people)  # type: ignore[union-attr]
        for wanted in order:
            await pilot.press("tab")
            assert canvas_of(pilot).person == wanted
            name = screen_of(pilot).opened.case.people[wanted].shown_name
            assert about(pilot).startswith(f"{name}, ")
        await pilot.press("tab")
        assert canvas_of(pilot).person == order[0]
        await pilot.press("shift+tab", "shift+tab")
        assert canvas_of(pilot).person == order[-2]


async def test_of_the_person_marked_every_relation_is_told(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        view_of(pilot).mark("mum")
        await pilot.pause()
        said = about(pilot).splitlines()
        assert said[0].startswith("Kelly Reed, female, born 4 July 1988, aged 31")
        assert "Tom Shaw and Kelly Reed: cohabiting 2009, separated May 2015." in said
        assert "Kelly Reed is the child of Alan Reed and Joan Reed." in said
        assert "Cora Cole is the child of Lee Cole and Kelly Reed." in said
        assert not any("Mark Reed" in line for line in said)


async def test_with_a_child_in_focus_it_is_said_who_somebody_is_to_the_child(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        await pilot.press("f8")
        await settled(pilot, lambda: view_of(pilot).text)
        view_of(pilot).mark("gran")
        await pilot.pause()
        assert "To Ada Shaw: maternal grandmother." in about(pilot)


async def test_the_person_marked_stands_between_signs_and_in_reverse(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        view_of(pilot).mark("mum")
        await pilot.pause()
        canvas = canvas_of(pilot)
        line = next(y for y, text in enumerate(shown(pilot)) if "Kelly Reed" in text)
        assert "»Kelly Reed«" in shown(pilot)[line]
        styles = [s.style for s in canvas.render_line(line)._segments if s.text.strip() == "Kelly Reed"]
        assert [bool(style and style.reverse) for style in styles] == [True]


async def test_a_part_of_a_name_finds_people_one_after_another(case: Path):
    async with siblings(case, size=(60, 24)) as pilot:
        await pilot.press("ctrl+f", *"shaw")
        found = screen_of(pilot).query_one("#found", Static)
        assert canvas_of(pilot).person == "dad1"
        assert str(found.render()) == "1 of 3"
        assert any("Tom Shaw" in line for line in shown(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert canvas_of(pilot).person == "ada"
        assert any("Ada" in line for line in shown(pilot))
        await pilot.press("escape", "ctrl+f", *"nobody")
        assert str(found.render()) == "Nobody drawn on this day is called nobody."
        await pilot.press("escape")
        assert not screen_of(pilot).query_one("#find", Input).display
        assert canvas_of(pilot).has_focus


async def test_next_and_before_go_round_what_was_found(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        await pilot.press("ctrl+f", *"reed")
        screen_of(pilot).query_one(FamilyCanvas).focus()
        seen = []
        for _ in range(6):
            seen.append(canvas_of(pilot).person)
            await pilot.press("n")
        assert seen[:5] == ["grandad", "gran", "halfuncle", "mum", "aunt"]
        assert seen[5] == "grandad"
        await pilot.press("N", "N")
        assert canvas_of(pilot).person == "aunt"


async def test_names_are_found_without_their_accents(tmp_path: Path):
    people = (person("a", "Zoë Nguyễn", "female", "1990"), person("b", "Bo Nunn", "male", "2015"), child_of("b", "a"))
    async with drawn(tmp_path, people) as pilot:
        await pilot.press("ctrl+f", *"nguyen")
        assert canvas_of(pilot).person == "a"


async def test_nobody_moves_as_the_years_go_by(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        seen: dict[str, int] = {}
        years = set()
        for key in ("left_square_bracket", "left_curly_bracket", "right_square_bracket", "t"):
            before = view_of(pilot).day
            await pilot.press(key)
            assert view_of(pilot).day != before
            await settled(pilot, lambda: view_of(pilot).is_up_to_date)
            years.add(view_of(pilot).day.year)
            for who, spans in canvas_of(pilot).picture.people.items():  # type: ignore[union-attr]
                line, start, stop = spans[0]
                assert seen.setdefault(who, (start + stop) // 2 * 1000 + line) == (start + stop) // 2 * 1000 + line
        assert {2019, 2009, 2010} <= years


async def test_the_years_end_with_the_family_s_and_a_click_goes_to_one(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        for _ in range(12):
            await pilot.press("left_curly_bracket")
        assert view_of(pilot).day.year == 1955
        slider = screen_of(pilot).query_one("YearSlider")
        at = str(slider.render()).index("├") + 1 + 1
        await pilot.click(slider, offset=(at + 40, 0))
        await settled(pilot, lambda: view_of(pilot).day.year > 1990)


async def test_compact_is_narrower_drops_nobody_and_comes_back(case: Path):
    async with siblings(case, size=(140, 40)) as pilot:
        whole = canvas_of(pilot).picture
        assert whole
        await pilot.press("c")
        await settled(pilot, lambda: canvas_of(pilot).picture is not whole)
        compact = canvas_of(pilot).picture
        assert compact
        assert compact.width < whole.width
        assert list(compact.people) == list(whole.people)
        assert "4 Jul 1988" not in view_of(pilot).text
        await pilot.press("c", "c")
        await settled(pilot, lambda: "4 Jul 1988" in view_of(pilot).text)


async def test_a_narrow_screen_shortens_and_a_wide_one_does_not(tmp_path: Path):
    async with drawn(tmp_path, vale(), size=(80, 24)) as pilot:
        assert "3 Feb 1985" not in view_of(pilot).text
        await pilot.resize_terminal(120, 40)
        await settled(pilot, lambda: "3 Feb 1985" in view_of(pilot).text)


async def test_everything_is_there_in_words(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert "Donna Reed, female, born 1991" in about(pilot)
        assert "Mark Reed is the child of Alan Reed and Name Lost." in about(pilot)
        assert not canvas_of(pilot).display
        await pilot.press("w")
        assert canvas_of(pilot).display


async def test_enter_puts_a_subject_child_in_focus_and_nobody_else(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        view_of(pilot).mark("mum")
        await pilot.press("enter")
        await pilot.pause()
        assert screen_of(pilot).child is None
        view_of(pilot).mark("ben")
        await pilot.press("enter")
        await settled(pilot, lambda: screen_of(pilot).child == "ben")
        await settled(
            pilot, lambda: canvas_of(pilot).picture and "║(" not in "\n".join(canvas_of(pilot).picture.lines())
        )


async def test_a_click_marks_who_stands_there(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        canvas = canvas_of(pilot)
        line = next(y for y, text in enumerate(shown(pilot)) if "Donna Reed" in text)
        column = shown(pilot)[line].index("Donna Reed") + 3
        await pilot.click(canvas, offset=(column, line))
        await settled(pilot, lambda: canvas.person == "aunt")
        assert about(pilot).startswith("Donna Reed")


async def test_subject_children_are_bold(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        line = next(y for y, text in enumerate(shown(pilot)) if "Ada Shaw" in text)
        bold = [s.text for s in canvas_of(pilot).render_line(line)._segments if s.style and s.style.bold]
        assert bold == ["Ada Shaw", "Ben Shaw", "Cora Cole"]


async def test_wide_and_right_to_left_names_keep_every_line_as_wide_as_the_window(tmp_path: Path):
    people = (
        person("a", "小明小明", "male", "1980"),
        person("b", "محمد بن علي", "female", "1981"),
        person("c", "👩‍👩‍👧 Sky 👍🏽", "female", "2010", is_subject=True),
        person("d", "Zo\u0301e\u0308 \u0301Ann", "female", "2012"),
        couple("ab", "a", "b", ("married", "2000")),
        child_of("c", "a", "b"),
        child_of("d", "a", "b"),
    )
    async with drawn(tmp_path, people, size=(40, 24)) as pilot:
        canvas = canvas_of(pilot)
        for x in range(25):
            canvas.scroll_to(x, 0, animate=False, force=True)
            await pilot.pause()
            for y in range(canvas.size.height):
                strip = canvas.render_line(y)
                assert strip.cell_length == cell_len(strip.text) == canvas.size.width
                if "\u0645" in strip.text:
                    assert strip.text.lstrip().startswith("\u200e")


async def test_control_characters_and_markup_in_a_name_stay_letters(tmp_path: Path):
    people = (person("a", HOSTILE, "male", "1980"), person("b", "Bo", "male", "2010"), child_of("b", "a"))
    async with drawn(tmp_path, people, size=(120, 40)) as pilot:
        await pilot.press("tab")
        said = "\n".join([*shown(pilot), about(pilot)])
        assert "[@click=app.quit]" in said.replace("\n", "")
        assert not any(c in said for c in "\x1b\x9b\u202e")


async def test_a_terminal_that_knows_only_ascii_gets_nothing_else(tmp_path: Path):
    async with drawn(tmp_path, vale(), size=(100, 40), is_ascii=True) as pilot:
        await pilot.press("tab")
        assert all(line.isascii() for line in shown(pilot))
        assert ">Nan Friend<" in "\n".join(shown(pilot))
        assert str(screen_of(pilot).query_one("YearSlider").render()).isascii()


async def test_keys_of_the_genogram_do_nothing_elsewhere(case: Path):
    async with running(case) as pilot:
        before = screen_of(pilot).opened.head()
        elsewhere = {key for c in COMMANDS if c.view == "chronology" for key in c.key.split(",")}
        for command in COMMANDS:
            if command.view == "genogram" and command.key and command.key not in elsewhere:
                await pilot.press(command.key)
        await pilot.pause()
        assert screen_of(pilot).view == "chronology"
        assert screen_of(pilot).opened.head() == before


async def test_an_undo_draws_the_family_anew(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        screen_of(pilot).opened.record("Renamed", values=(person("aunt", "Dora Reed", "female", "1991"),))
        screen_of(pilot).show_all()
        await settled(pilot, lambda: "Dora Reed" in view_of(pilot).text)
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: "Donna Reed" in view_of(pilot).text)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60)])
async def test_every_size_of_screen_shows_the_drawing_and_what_is_said(case: Path, size: tuple[int, int]):
    assert len(three_siblings().people) == 11
    async with siblings(case, size=size) as pilot:
        await pilot.press("tab")
        assert canvas_of(pilot).size.height >= 8
        assert any("[" in line for line in shown(pilot))
        assert screen_of(pilot).query_one("#about").size.height >= 1


async def test_the_key_below_the_drawing_is_as_wide_as_the_drawing_beside_the_tree_and_after_every_size(case: Path):
    async with siblings(case, size=(200, 50)) as pilot:
        view = screen_of(pilot).query_one(GenogramView)

        def fits() -> bool:
            canvas = view.canvas
            lines = [cell_len(line) for line in view._drawn.characters.key]
            return view._drawn_width == canvas.size.width and max(lines) <= canvas.size.width

        await settled(pilot, fits)
        for size in ((80, 24), (200, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot, lambda size=size: view.app.size.width == size[0] and fits())


async def test_whose_own_name_begins_so_is_found_before_those_called_after_them(tmp_path: Path):
    people = (
        person("carer", "Foster carer (Leanne's)", "female", "1960"),
        person("mum", "Leanne Marlow", "female", "1994"),
        child_of("mum", "carer", way="foster"),
    )
    async with drawn(tmp_path, people) as pilot:
        await pilot.press("ctrl+f", *"leanne")
        await settled(pilot, lambda: canvas_of(pilot).person == "mum")


async def test_somebody_looked_for_while_the_family_is_still_being_drawn_is_marked_once_it_is(case: Path):
    async with siblings(case, size=(100, 40)) as pilot:
        view = screen_of(pilot).query_one(GenogramView)
        view._drawn = None  # as it is while the layout is being worked out
        await pilot.press("ctrl+f", *"donna", "escape")
        assert view.person == "aunt"
        view._draw()
        await settled(pilot, lambda: view._drawn is not None and canvas_of(pilot).person == "aunt")
