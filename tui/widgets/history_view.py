"""The change history: who changed what and when, and what a change made otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings_of, commands_of
from tui.textual_quirks import inert
from tui.widgets.entry_table import Column, EntryTable, Row

if TYPE_CHECKING:
    from chronology.journal.change import Recorded

_COLUMNS = (Column("Change", 6), Column("What", 20, share=5), Column("Recorded (UTC)", 16), Column("Who", 12, share=1))


class HistoryView(Vertical):
    """A table of changes, the latest first, and beside it what the one under the cursor made otherwise."""

    BINDINGS = [*bindings_of("history")]

    class Marked(Message):
        """The cursor stands on another change."""

        def __init__(self, change: Recorded) -> None:
            self.change = change
            super().__init__()

    def __init__(self, *, name_on_screen: str) -> None:
        super().__init__(id=name_on_screen)
        self._changes: dict[str, Recorded] = {}

    def compose(self) -> ComposeResult:
        """Lay out the table and what is said beside it."""
        with Horizontal(classes="beside"):
            yield EntryTable(_COLUMNS, name_on_screen="changes")
            with VerticalScroll(id="change", can_focus=True):
                yield Static(id="change-text", markup=False)
        yield Static(id="history-keys", markup=False)

    @property
    def table(self) -> EntryTable:
        """The table of changes."""
        return self.query_one("#changes", EntryTable)

    @property
    def current(self) -> Recorded | None:
        """The change under the cursor."""
        row = self.table.current
        return self._changes.get(row.id) if row else None

    @property
    def text(self) -> str:
        """Every change as text, the latest first."""
        return "\n".join("  ".join(row.cells) for row in self.table.rows)

    def show(self, changes: Sequence[Recorded]) -> None:
        """Show these changes; nothing where the case file was closed while they were read."""
        if not self.query("#changes") or not self.query("#history-keys"):
            return
        keep = self.table.current
        self._changes = {str(change.seq): change for change in changes}
        rows = [
            Row(
                str(c.seq),
                (str(c.seq), c.label or "words erased", f"{c.at:%Y-%m-%d %H:%M}", c.actor),
                c.undoes is not None,
            )
            for c in reversed(changes)
        ]
        self.table.show(rows, keep.id if keep else "")
        keys = {c.name: c.shown_key for c in commands_of(self.app)}
        self.query_one("#history-keys", Static).update(
            inert(
                f"{keys['as_it_stood']} as it stood then   {keys['mark_change']} marks, {keys['compare']} compares   "
                f"{keys['undo_this']} undoes it   {keys['go_to_day']} a day   {keys['known_on']} as known on a day"
            )
        )

    def select(self, seq: int) -> None:
        """Put the cursor on a change."""
        at = next((n for n, row in enumerate(self.table.rows) if row.id == str(seq)), None)
        if at is not None:
            self.table.cursor = at
            self.table.scroll_to_cursor()

    def tell(self, words: str) -> None:
        """Say what a change made otherwise; nothing where the case file was closed while it was worked out."""
        for text in self.query("#change-text").results(Static):
            text.update(inert(words))
        for beside in self.query("#change").results(VerticalScroll):
            beside.scroll_home(animate=False)

    def on_entry_table_moved(self, event: EntryTable.Moved) -> None:
        """Ask what the change under the cursor made otherwise."""
        event.stop()
        change = self._changes.get(event.row.id) if event.row else None
        if change is None:
            self.tell("Nothing has been recorded yet.")
        else:
            self.post_message(self.Marked(change))
