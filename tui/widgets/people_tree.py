"""The people of a family as a tree, and who lives where, on Textual's line API: moved through by keyboard or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cli.speaking import plain

if TYPE_CHECKING:
    from chronology.lives.trees import TreeLine
    from chronology.record.values import Id

SIGNS = ("= ", "▸ ")
ASCII_SIGNS = ("= ", "> ")
"""Before a partner, and before the line that the cursor is on."""


class PeopleTree(ScrollView, can_focus=True):
    """Lines that name people; going to one puts that person in focus."""

    BINDINGS = [
        Binding("up,k", "step(-1)", show=False),
        Binding("down,j", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    COMPONENT_CLASSES = {"tree--cursor", "tree--heading", "tree--line"}
    DEFAULT_CSS = """
    PeopleTree { width: 2fr; max-width: 60; border-left: solid $foreground 40%; scrollbar-size-vertical: 1; padding: 0 0 0 1; }
    PeopleTree > .tree--cursor { text-style: reverse; }
    PeopleTree > .tree--heading { text-style: bold underline; }
    """

    class Chosen(Message):
        """The cursor went to somebody."""

        def __init__(self, person: Id) -> None:
            self.person = person
            super().__init__()

    def __init__(self, *, name_on_screen: str, is_ascii: bool = False) -> None:
        super().__init__(id=name_on_screen)
        self._signs = ASCII_SIGNS if is_ascii else SIGNS
        self._lines: tuple[TreeLine, ...] = ()
        self.cursor = -1
        """The line that the cursor is on; -1 before anybody is in focus."""
        self._height = 0
        """The height that the tree had last."""

    @property
    def text(self) -> str:
        """The tree as text."""
        return "\n".join(self._words(line) for line in self._lines)

    def show(self, lines: Sequence[TreeLine], person: Id | None) -> None:
        """Show these lines, with somebody in focus."""
        self._lines = tuple(lines)
        self.virtual_size = Size(0, len(self._lines))
        self.cursor = -1
        self.mark(person)

    def mark(self, person: Id | None) -> None:
        """Put the cursor on somebody's line, unless it stands on one of theirs; nobody is told."""
        here = self._lines[self.cursor].person if 0 <= self.cursor < len(self._lines) else None
        if person is None or here != person:
            theirs = [n for n, line in enumerate(self._lines) if person is not None and line.person == person]
            in_full = [n for n in theirs if not self._lines[n].is_again]
            self.cursor = (in_full or theirs or [-1])[0]
        self._bring()
        self.refresh()

    def _bring(self) -> None:
        if self.cursor >= 0:  # with some of what stands above and below
            around = Region(0, max(self.cursor - 2, 0), 1, 5)
            self.scroll_to_region(around, animate=False, force=True)

    def action_step(self, by: int) -> None:
        """Go to the next line that names somebody."""
        at = self.cursor + by if self.cursor >= 0 else 0
        while 0 <= at < len(self._lines) and self._lines[at].person is None:
            at += 1 if by > 0 else -1
        self._go(at)

    def action_page(self, by: int) -> None:
        """Go on by a screenful."""
        at = min(max(self.cursor + by * max(self.size.height - 2, 1), 0), len(self._lines) - 1)
        while 0 < at < len(self._lines) and self._lines[at].person is None:
            at -= 1
        self._go(at)

    def _go(self, at: int) -> None:
        person = self._lines[at].person if 0 <= at < len(self._lines) else None
        if person is not None:
            self.cursor = at
            self._bring()
            self.refresh()
            self.post_message(self.Chosen(person))

    def on_click(self, event: Click) -> None:
        """Go to the line that was clicked on."""
        self._go(event.y + self.scroll_offset.y)

    def on_resize(self, event: Resize) -> None:
        """Keep the line that the cursor is on in view, where it was: a message takes lines from the tree while it stands."""
        was_seen = 0 <= self.cursor - self.scroll_offset.y < self._height
        self._height = event.size.height
        if was_seen:
            self._bring()

    def _words(self, line: TreeLine) -> str:
        sign = self._signs[0] if line.is_partner else ""
        again = " …" if line.is_again else ""
        return f"{'  ' * line.depth}{sign}{plain(line.words)}{again}"

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        at, width = y + self.scroll_offset.y, self.size.width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        part = "cursor" if at == self.cursor else "heading" if line.person is None and not line.depth else "line"
        style = self.get_component_rich_style(f"tree--{part}")
        text = self._words(line)
        if at == self.cursor:
            text = self._signs[1] + text
        if line.person is None and not line.words:
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.get_component_rich_style("tree--line"))
