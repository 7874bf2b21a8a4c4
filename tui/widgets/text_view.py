"""A view that is text: people, one child's page, the genogram in characters, the change history."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.widgets import Static

from tui.textual_quirks import inert


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
        self.query_one(Static).update(inert(text))
        self.scroll_home(animate=False)
        self.text = text
