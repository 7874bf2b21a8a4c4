"""The years of a family on one line, with the day that the drawing is of."""

from __future__ import annotations

from datetime import date

from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from chronology.record.dates import When

_SIGNS = ("├", "─", "●", "┤")
_ASCII_SIGNS = ("[", "-", "O", "]")


class YearSlider(Widget):
    """Says as at which day the family is drawn; a click on the line chooses another year."""

    DEFAULT_CSS = "YearSlider { height: 1; padding: 0 1; }"

    class Wanted(Message):
        """A year was clicked on."""

        def __init__(self, year: int) -> None:
            self.year = year
            super().__init__()

    def __init__(self, *, is_ascii: bool = False) -> None:
        super().__init__()
        self._signs = _ASCII_SIGNS if is_ascii else _SIGNS
        self._day = date.min
        self._years = (1, 1)

    def show(self, day: date, years: tuple[int, int]) -> None:
        """Show a day among the first and the last year."""
        self._day, self._years = day, years
        self.refresh()

    def _line(self) -> tuple[str, int]:
        """Return what stands before the line, and how many cells the line has between its ends."""
        first, last = self._years
        before = f"As at {When.on(self._day).words()}  {first} {self._signs[0]}"
        return before, max(min(self.size.width - len(before) - len(f"{last}") - 2, last - first + 1, 60), 2)

    def render(self) -> Text:
        """Draw the line."""
        before, room = self._line()
        first, last = self._years
        share = (self._day.year - first) / max(last - first, 1)
        at = min(max(round(share * (room - 1)), 0), room - 1)
        line = self._signs[1] * at + self._signs[2] + self._signs[1] * (room - 1 - at)
        return Text(f"{before}{line}{self._signs[3]} {last}", no_wrap=True, overflow="crop")

    def on_click(self, event: Click) -> None:
        """Ask for the year that was clicked on."""
        before, room = self._line()
        at = event.x - self.styles.padding.left - len(before)
        if 0 <= at < room:
            first, last = self._years
            self.post_message(self.Wanted(first + round(at * (last - first) / max(room - 1, 1))))
