"""Thousands of lines of text on Textual's line API: each is wrapped to the room there is, and only those in view are drawn.

A Static or an OptionList lays out everything that it holds at once; at twenty thousand lines that keeps every key waiting for seconds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cli.speaking import plain
from tui.widgets.entry_table import MOVES

_ONE_CELL_EACH = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""Text of letters that take one cell each, which most is."""


class WrappedLines(ScrollView, can_focus=True):
    """Text by its lines, scrolled through."""

    DEFAULT_CSS = "WrappedLines { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"

    def __init__(self, lines: Sequence[str] = (), *, name_on_screen: str | None = None) -> None:
        super().__init__(id=name_on_screen)
        self._lines: Sequence[str] = lines
        self._starts: list[int] = [0]
        """The line of the screen on which each line of the text begins, counted from its top; and the end of the last."""
        self._room = 0

    @property
    def lines(self) -> Sequence[str]:
        """What is shown, line by line."""
        return self._lines

    def show(self, lines: Sequence[str]) -> None:
        """Show these lines."""
        self._lines = lines
        self._lay_out()

    def on_resize(self, _event: Resize) -> None:
        """Wrap anew where there is other room."""
        if self.scrollable_content_region.width != self._room:
            self._lay_out()

    def _lay_out(self) -> None:
        self._room = room = self.scrollable_content_region.width
        if not room:
            return
        self._starts = list(accumulate((_height(line, room) for line in self._lines), initial=0))
        self.virtual_size = Size(0, self._starts[-1])
        self.refresh()

    def _line_at(self, y: int) -> int:
        """Return which line of the text stands on a line counted from its top; past the last where none does."""
        return bisect_right(self._starts, y) - 1

    def _style_of(self, at: int) -> Style:  # noqa: ARG002 - what is chosen from has a style for the line that is marked
        return self.rich_style

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width = self.scrollable_content_region.width
        if self._room != width:
            self._lay_out()
        place = y + self.scroll_offset.y
        at = self._line_at(place)
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        style = self._style_of(at)
        text = wrapped(self._lines[at], width)[place - self._starts[at]]
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)


class LineList(WrappedLines):
    """Lines to choose from: one is marked, and Enter or a click chooses it."""

    BINDINGS = [
        *MOVES,
        Binding("enter", "choose", show=False),
    ]
    COMPONENT_CLASSES = {"line-list--marked"}
    DEFAULT_CSS = """
    LineList > .line-list--marked { text-style: reverse; }
    """

    marked = reactive(0)
    """Which line the cursor stands on."""

    class Marked(Message):
        """The cursor stands on another line."""

        def __init__(self, at: int) -> None:
            self.at = at
            super().__init__()

    class Chosen(Message):
        """A line was chosen."""

        def __init__(self, at: int) -> None:
            self.at = at
            super().__init__()

    def show(self, lines: Sequence[str]) -> None:
        """Show these lines; the cursor stays where it was, as far as there are so many."""
        super().show(lines)
        self.marked = max(0, min(self.marked, len(lines) - 1))
        self._scroll_to_marked()

    def _lay_out(self) -> None:
        super()._lay_out()
        self._scroll_to_marked()

    def _style_of(self, at: int) -> Style:
        return self.get_component_rich_style("line-list--marked") if at == self.marked else self.rich_style

    def validate_marked(self, at: int) -> int:
        """Return the line that is there."""
        return max(0, min(at, len(self._lines) - 1))

    def watch_marked(self, _old: int, new: int) -> None:
        """Repaint, bring the line into view and tell the screen."""
        self._scroll_to_marked()
        self.refresh()
        if self.is_mounted and self._lines:
            self.post_message(self.Marked(new))

    def _scroll_to_marked(self) -> None:
        if self.marked + 1 < len(self._starts):
            top, end = self._starts[self.marked], self._starts[self.marked + 1]
            self.scroll_to_region(Region(0, top, 1, end - top), animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Mark the line so many further on."""
        self.marked += by

    def action_page(self, by: int) -> None:
        """Mark the line a screenful further on."""
        if self._lines and self.marked + 1 < len(self._starts):
            place = self._starts[self.marked] + by * max(self.size.height - 1, 1)
            there = min(max(self._line_at(place), 0), len(self._lines) - 1)
            self.marked = there if there != self.marked else self.marked + by

    def action_choose(self) -> None:
        """Choose the line that is marked."""
        if self._lines:
            self.post_message(self.Chosen(self.marked))

    def on_click(self, event: Click) -> None:
        """Mark and choose the line that was clicked."""
        at = self._line_at(event.y + self.scroll_offset.y)
        if 0 <= at < len(self._lines):
            self.marked = at
            self.action_choose()


def _height(line: str, room: int) -> int:
    if not _ONE_CELL_EACH.fullmatch(line):
        return len(wrapped(line, room))
    return 1 if len(line) <= room else len(_wrapped_alike(line, room))


@lru_cache(maxsize=4_096)
def wrapped(text: str, room: int) -> tuple[str, ...]:
    """Return a text in lines of so many cells at the most, inert, parted at spaces where there are any."""
    found: list[str] = []
    for line in plain(text).expandtabs(4).split("\n"):
        found += _wrapped_alike(line, room) if _ONE_CELL_EACH.fullmatch(line) else _wrapped_by_cells(line, room)
    return tuple(found)


def _wrapped_alike(line: str, room: int) -> list[str]:
    found, at = [], 0
    while len(line) - at > room:
        space = line.rfind(" ", at + 1, at + room + 1)
        end = space if space > at else at + room
        found.append(line[at:end])
        at = end + (space > at)
    return [*found, line[at:]]


def _wrapped_by_cells(line: str, room: int) -> list[str]:
    found, now = [], ""
    for word in re.findall(r" +|[^ ]+", line):
        if cell_len(now) + cell_len(word) <= room:
            now += word
        elif word.isspace():
            found.append(now)
            now = ""
        else:
            if now.strip():
                found.append(now.rstrip())
                now = ""
            *whole, now = chop_cells(now + word, room)
            found += whole
    return [*found, now]
