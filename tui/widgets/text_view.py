"""A view that is text: people, one child's page, the genogram in characters, the change history."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.widgets import Static

from tui.textual_quirks import inert

MOST_LINES = 1_500
"""Lines that are shown; laying out the two megabytes of a child with 20,000 entries keeps every key waiting for seconds."""


class TextView(ScrollableContainer, can_focus=True):
    """Text that scrolls both ways and never wraps unless asked to; read letter for letter."""

    DEFAULT_CSS = """
    TextView > Static { width: auto; min-width: 100%; }
    TextView.wraps > Static { width: 100%; }
    """

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static(markup=False)

    def show(self, text: str) -> None:
        """Show this text from its top."""
        self.query_one(Static).update(inert(_begun(text)))
        self.scroll_home(animate=False)
        self.text = text


def _begun(text: str) -> str:
    """Return what is shown of a text: the whole, or its first lines and how many more there are, and where."""
    if text.count("\n") <= MOST_LINES:
        return text
    lines = text.split("\n")
    more = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], "", f"… {more:,} more lines, not shown here. An export holds them all."])
