"""Lines that are drawn only where they are seen: nothing of them is lost by wrapping, and every one can be reached."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tests.tui.screens import settled
from tui.widgets.wrapped_lines import LineList, wrapped

WORDS = st.text(st.sampled_from("ab é“漢字👶\u0301  -\n"), max_size=60)


@given(WORDS, st.integers(2, 30))
def test_wrapping_keeps_every_letter_and_no_line_is_too_long(text: str, room: int):
    lines = wrapped(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= room for line in lines)


def test_lines_part_at_spaces_and_a_long_word_is_cut():
    assert wrapped("was seen at home", 8) == ("was seen", "at home")
    assert wrapped("abcdefghij", 4) == ("abcd", "efgh", "ij")
    assert wrapped("\x1b[2J\nnext", 20) == ("\ufffd[2J", "next")


class _Listing(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield LineList([f"{n} {'word ' * (n % 40)}" for n in range(500)])

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.chosen.append(event.at)


async def test_every_line_is_reached_by_keyboard_and_stays_in_view():
    app = _Listing()
    async with app.run_test(size=(40, 12)) as pilot:
        listed = app.query_one(LineList)
        listed.focus()
        await pilot.press("down", "down", "enter")
        await settled(pilot, lambda: app.chosen == [2])
        seen = {listed.marked}
        while listed.marked < 499:
            await pilot.press("pagedown")
            assert listed.marked not in seen
            seen.add(listed.marked)
            shown = "".join(listed.render_line(y).text for y in range(listed.size.height))
            assert f"{listed.marked} " in shown
        await pilot.press("home", "enter")
        await settled(pilot, lambda: app.chosen == [2, 0])


async def test_a_click_chooses_the_line_under_it_however_many_lines_it_takes():
    app = _Listing()
    async with app.run_test(size=(40, 12)) as pilot:
        listed = app.query_one(LineList)
        listed.marked = 39
        await settled(pilot, lambda: listed.scroll_offset.y > 0)
        at = listed._line_at(listed.scroll_offset.y + 3)
        await pilot.click(LineList, offset=(3, 3))
        await settled(pilot, lambda: app.chosen == [at])
