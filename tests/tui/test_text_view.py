"""A view that is text: what is too long to be laid out at once says how much more there is."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

from tui.widgets.text_view import MOST_LINES, TextView


class Showing(App[None]):
    def compose(self) -> ComposeResult:
        yield TextView()


async def test_a_very_long_text_shows_its_beginning_and_counts_the_rest():
    text = "\n".join(f"line {n}" for n in range(MOST_LINES + 12))
    async with Showing().run_test() as pilot:
        view = pilot.app.query_one(TextView)
        view.show(text)
        lines = str(view.query_one(Static).render()).split("\n")
        assert lines[:MOST_LINES] == text.split("\n")[:MOST_LINES]
        assert lines[-1].startswith("… 12 more lines")
        assert view.text == text
        view.show("one\ntwo")
        assert str(view.query_one(Static).render()) == "one\ntwo"
