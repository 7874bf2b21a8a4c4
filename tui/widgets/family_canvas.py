"""A family in characters on Textual's line API: a window over a drawing of any size, somebody marked, matches underlined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from chronology.record.values import Id
    from exporters.genogram.characters import CharacterPicture

SIDE, DOWN, FAST = 4, 1, 8
"""Columns and lines of one step over the drawing, and how many steps Shift makes of it."""
_FROM_LEFT = "\u200e"
"""Before a line that holds words from right to left: it keeps its cells in their order."""
_RIGHT_TO_LEFT = ("\u0590", "\u08ff")
MARKS = ("»", "«")
ASCII_MARKS = (">", "<")
"""Beside the name of the person marked, so that it needs neither colour nor reverse."""


class FamilyCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """The drawing, moved over by arrows, page keys and wheel."""

    BINDINGS = [
        *(
            Binding(f"{fast}{key}", f"pan({x * times}, {y * times})", show=False)
            for fast, times in (("", 1), ("shift+", FAST))
            for key, x, y in (("left", -SIDE, 0), ("right", SIDE, 0), ("up", 0, -DOWN), ("down", 0, DOWN))
        ),
        Binding("pageup", "page(0, -1)", show=False),
        Binding("pagedown", "page(0, 1)", show=False),
        Binding("ctrl+pageup,shift+pageup", "page(-1, 0)", show=False),
        Binding("ctrl+pagedown,shift+pagedown", "page(1, 0)", show=False),
        Binding("end", "page(1000, 0)", show=False),
    ]
    COMPONENT_CLASSES = {"family--base", "family--marked", "family--match", "family--person"}
    DEFAULT_CSS = """
    FamilyCanvas { height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    FamilyCanvas > .family--marked { text-style: bold; }
    FamilyCanvas > .family--match { text-style: bold underline; }
    FamilyCanvas > .family--person { text-style: bold reverse; }
    """

    class Chosen(Message):
        """Somebody was clicked on."""

        def __init__(self, person: Id) -> None:
            self.person = person
            super().__init__()

    class Resized(Message):
        """The canvas has another width."""

    def __init__(self, *, name_on_screen: str | None = None, is_ascii: bool = False) -> None:
        super().__init__(id=name_on_screen)
        self._picture: CharacterPicture | None = None
        self._rows: tuple[Sequence[str], ...] = ()
        self._spans: dict[int, list[tuple[int, int, Id]]] = {}
        self._signs = ASCII_MARKS if is_ascii else MARKS
        self.person: Id | None = None
        self._bold: frozenset[Id] = frozenset()
        self._matches: frozenset[Id] = frozenset()

    @property
    def picture(self) -> CharacterPicture | None:
        """The drawing shown."""
        return self._picture

    def show(self, picture: CharacterPicture, *, bold: Collection[Id], below: Sequence[str]) -> None:
        """Show a drawing, with some people bold and lines of words below it, which stay where they are as it is
        moved sideways; where it was looked at stays."""
        self._picture = picture
        self._rows = (*picture.rows, "", *below)
        self._bold = frozenset(bold)
        self._spans = {}
        for person, spans in picture.people.items():
            for line, start, stop in spans:
                self._spans.setdefault(line, []).append((start, stop, person))
        for some in self._spans.values():
            some.sort()
        if self.person not in picture.people:
            self.person = None
        self.virtual_size = Size(picture.width + 1, len(self._rows))
        self.refresh()

    def clear(self) -> None:
        """Show nothing."""
        self._picture, self._rows, self._spans = None, (), {}
        self.virtual_size = Size(0, 0)
        self.refresh()

    def mark(self, person: Id | None) -> None:
        """Mark one person."""
        self.person = person
        self.refresh()

    def underline(self, people: Collection[Id]) -> None:
        """Underline the people whom a search found."""
        self._matches = frozenset(people)
        self.refresh()

    def bring(self, person: Id, *, is_middle: bool = False) -> None:
        """Scroll as little as shows a person, or so that they stand in the middle."""
        spans = self._picture.people.get(person) if self._picture else None
        if not spans:
            return
        left, right = min(s for _, s, _ in spans), max(e for _, _, e in spans)
        top, bottom = spans[0][0], spans[-1][0]
        if is_middle:
            width, height = self.size
            self.scroll_to(
                max((left + right - width) // 2, 0), max((top + bottom - height) // 2, 0), animate=False, force=True
            )
        else:
            around = Region(max(left - 3, 0), max(top - 2, 0), right - left + 6, bottom - top + 4)
            self.scroll_to_region(around, animate=False, force=True)

    def action_pan(self, x: int, y: int) -> None:
        """Move over the drawing by columns and lines."""
        at = self.scroll_offset + Offset(x, y)
        self.scroll_to(at.x, at.y, animate=False, force=True)

    def action_page(self, x: int, y: int) -> None:
        """Move over the drawing by screenfuls."""
        self.action_pan(x * max(self.size.width - 8, 1), y * max(self.size.height - 2, 1))

    def on_click(self, event: Click) -> None:
        """Tell whom was clicked on."""
        line, column = event.y + self.scroll_offset.y, event.x + self.scroll_offset.x
        for start, stop, person in self._spans.get(line, ()):
            if start <= column < stop:
                self.post_message(self.Chosen(person))

    def on_resize(self) -> None:
        """Tell that there is another width."""
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen: the part of the drawing that the window is over."""
        width = self.size.width
        base = self.get_component_rich_style("family--base")
        line = y + self.scroll_offset.y
        if line >= len(self._rows):
            return Strip.blank(width, base)
        is_drawn = self._picture is not None and line < len(self._picture.rows)
        first = self.scroll_offset.x if is_drawn else 0
        cells = _window(self._rows[line], first, width)
        segments: list[Segment] = []
        at = 0
        for start, stop, person in self._spans_between(line, first, first + width):
            part = self._part(person)
            begin, end = max(start - first, at), min(stop - first, width)
            if person == self.person and line == self._name_line:
                _put_beside(cells, start - first, stop - first, self._signs)
            if part:
                segments += [
                    Segment("".join(cells[at:begin]), base),
                    Segment("".join(cells[begin:end]), self.get_component_rich_style(f"family--{part}")),
                ]
                at = max(end, at)
        segments.append(Segment("".join(cells[at:]), base))
        text = "".join(cells)
        if any(_RIGHT_TO_LEFT[0] <= letter <= _RIGHT_TO_LEFT[1] for letter in text):
            segments.insert(0, Segment(_FROM_LEFT, base))
        return Strip(segments).adjust_cell_length(width, base)

    @property
    def _name_line(self) -> int:
        """The line of the name of the person marked, of the symbol where nothing is written below it."""
        spans = self._picture.people.get(self.person, ()) if self._picture and self.person else ()
        return spans[min(1, len(spans) - 1)][0] if spans else -1

    def _spans_between(self, line: int, first: int, last: int) -> list[tuple[int, int, Id]]:
        spans = self._spans.get(line, [])
        low = max(bisect_left(spans, (first,)) - 1, 0)
        high = bisect_right(spans, (last,))
        return [span for span in spans[low:high] if span[1] > first and span[0] < last]

    def _part(self, person: Id) -> str:
        if person == self.person:
            return "person"
        if person in self._matches:
            return "match"
        return "marked" if person in self._bold else ""


def _window(row: Sequence[str], first: int, width: int) -> list[str]:
    """Return so many cells of a line from a column; half a wide letter at either end is a blank."""
    cells = list(row[first : first + width])
    if cells and not cells[0]:
        cells[0] = " "
    if len(cells) == width and first + width < len(row) and not row[first + width]:
        cells[-1] = " "
    return cells + [" "] * (width - len(cells))


def _put_beside(cells: list[str], start: int, stop: int, signs: tuple[str, str]) -> None:
    """Put signs into the cells at both sides of some, over a line that ends there."""
    for at, sign in ((start - 1, signs[0]), (stop, signs[1])):
        if 0 <= at < len(cells):
            cells[at] = sign
