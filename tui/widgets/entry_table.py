"""The chronology table on Textual's line API: quick at twenty thousand entries, every cell inert text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
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

MOVES = (
    Binding("up,k", "move(-1)", show=False),
    Binding("down,j", "move(1)", show=False),
    Binding("pageup", "page(-1)", show=False),
    Binding("pagedown", "page(1)", show=False),
    Binding("home", "move(-1000000)", show=False),
    Binding("end", "move(1000000)", show=False),
)
"""The keys that go through a list."""


@dataclass(frozen=True)
class Row:
    """One line of the table: an id and a text for each column."""

    id: str
    cells: tuple[str, ...]
    is_quiet: bool = False
    """Shown dim: an entry that depends on the dates or has none."""


@dataclass(frozen=True)
class Column:
    """A column's head, its least width, and its share of what room is left."""

    head: str
    width: int
    share: int = 0


class EntryTable(ScrollView, can_focus=True):
    """Rows under fixed heads, moved through by keyboard or mouse."""

    BINDINGS = list(MOVES)
    COMPONENT_CLASSES = {"entry-table--head", "entry-table--cursor", "entry-table--quiet", "entry-table--row"}
    DEFAULT_CSS = """
    EntryTable { height: 1fr; }
    EntryTable > .entry-table--head { text-style: bold underline; }
    EntryTable > .entry-table--cursor { text-style: reverse; }
    EntryTable > .entry-table--quiet { text-style: italic; }
    """

    cursor = reactive(0)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row: Row | None) -> None:
            self.row = row
            super().__init__()

    def __init__(self, columns: Sequence[Column], *, name_on_screen: str | None = None) -> None:
        super().__init__(id=name_on_screen)
        self._columns = tuple(columns)
        self._rows: Sequence[Row] = ()
        self.selected: set[str] = set()
        """The ids of the rows that are selected; they stand with a tick before them."""
        self._height = 0
        """The height that the table had last."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Row], keep: str = "") -> None:
        """Show these rows; the cursor stays on the row with id `keep` where it is still there."""
        self._rows = rows
        self.virtual_size = Size(0, len(rows) + 1)
        stays = min(self.cursor, max(len(rows) - 1, 0))
        if rows and rows[stays].id != keep:
            stays = next((at for at, row in enumerate(rows) if row.id == keep), stays)
        self.cursor = stays
        self.scroll_to_cursor()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def toggle(self) -> None:
        """Select the row under the cursor, or no more, and go to the next."""
        if self.current is not None:
            self.selected ^= {self.current.id}
            self.action_move(1)
            self.refresh()

    def clear_selection(self) -> bool:
        """Select nothing and return whether something was selected."""
        had = bool(self.selected)
        self.selected = set()
        self.refresh()
        return had

    def watch_cursor(self, old: int, new: int) -> None:
        """Tell the screen and repaint the two rows."""
        for at in (old, new):
            self.refresh_line(at + 1)
        if self.is_mounted:
            self.post_message(self.Moved(self.current))

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor = max(0, min(self.cursor + by, len(self._rows) - 1))
        self.scroll_to_cursor()

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self.action_move(by * max(self.size.height - 2, 1))

    def scroll_to_cursor(self) -> None:
        """Bring the row under the cursor into view."""
        self.scroll_to_region(Region(0, self.cursor, 1, 2), animate=False, force=True)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse was clicked."""
        line = event.y + self.scroll_offset.y - 1
        if event.y and 0 <= line < len(self._rows):
            self.cursor = line

    def on_resize(self, event: Resize) -> None:
        """Keep the row under the cursor in view, where it was: a message takes lines from the table while it stands."""
        was_seen = 0 <= self.cursor - self.scroll_offset.y < self._height - 1
        self._height = event.size.height
        if was_seen:
            self.scroll_to_cursor()

    def _widths(self) -> list[int]:
        """Return each column's width; the last columns give way, width 0, where there is no room for them."""
        room, shown = self.scrollable_content_region.width, len(self._columns)
        while shown > 1 and sum(c.width + 1 for c in self._columns[:shown]) > room:
            shown -= 1
        spare = max(room - sum(c.width + 1 for c in self._columns[:shown]), 0)
        shares = sum(c.share for c in self._columns[:shown]) or 1
        return [c.width + spare * c.share // shares if n < shown else 0 for n, c in enumerate(self._columns)]

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen: the heads first, then the rows from where it is scrolled to."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._strip(
                [c.head for c in self._columns], self.get_component_rich_style("entry-table--head"), width
            )
        at = y - 1 + self.scroll_offset.y
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        part = "cursor" if at == self.cursor else "quiet" if row.is_quiet else "row"
        cells = (f"✓ {row.cells[0]}", *row.cells[1:]) if row.id in self.selected else row.cells
        return self._strip(cells, self.get_component_rich_style(f"entry-table--{part}"), width)

    def _strip(self, cells: Sequence[str], style: Style, width: int) -> Strip:
        shown = [_fitted(text, room) for text, room in zip(cells, self._widths(), strict=True) if room]
        return Strip([Segment(f"{' '.join(shown)} ", style)]).adjust_cell_length(width, style)


def _fitted(text: str, room: int) -> str:
    """Return a cell's text on one line of just so much room, inert, with "…" where it is cut."""
    line = plain(" ".join(text[: room * 4 + 40].split()))
    length = cell_len(line)
    return f"{set_cell_size(line, room - 1)}…" if length > room else line + " " * (room - length)
