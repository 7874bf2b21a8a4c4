"""The day that a genogram is drawn on, and going through the years of a family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Vertical

from chronology.record.casefile import CaseFile
from tui.widgets.family_drawing import Drawn
from tui.widgets.year_slider import YearSlider

DECADE = 10


class GenogramYears(Vertical):
    """The part of the genogram that has to do with its day."""

    if TYPE_CHECKING:
        _draw: Callable[[], object]
        """Draws the day, beside the screen's own work."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the toolkit's own word
        super().__init__(id=id)
        self._case: CaseFile | None = None
        self._today = date.min
        self.day = date.min
        """The day that is drawn, or is to be."""
        self._drawn: Drawn | None = None
        """What is drawn; None while nothing is."""

    def _years(self) -> tuple[int, int]:
        people = self._case.people.values() if self._case else ()
        first = [p.birth.earliest.year for p in people if p.birth.earliest]
        last = [p.birth.latest.year for p in people if p.birth.latest]
        return min([*first, self._today.year]), max([*last, self._today.year])

    def _show_years(self) -> None:
        self.query_one(YearSlider).show(self.day, self._years())

    def action_year_back(self, by: int = -1) -> None:
        """Draw the family a year before."""
        self._go_to(self.day.year + by)

    def action_year_on(self) -> None:
        """Draw the family a year later."""
        self.action_year_back(1)

    def action_decade_back(self) -> None:
        """Draw the family ten years before."""
        self.action_year_back(-DECADE)

    def action_decade_on(self) -> None:
        """Draw the family ten years later."""
        self.action_year_back(DECADE)

    def action_today(self) -> None:
        """Draw the family as it is today."""
        self.show_day(self._today)

    def on_year_slider_wanted(self, event: YearSlider.Wanted) -> None:
        """Draw the family in the year that was clicked on."""
        self._go_to(event.year)

    def _go_to(self, year: int) -> None:
        """Draw the family on the same day of another year, today's date in this year; within the years there are."""
        first, last = self._years()
        year = min(max(year, first), last)
        month, day = self._today.month, self._today.day
        self.show_day(date(year, month, min(day, 28) if month == 2 else day))

    def show_day(self, day: date) -> None:
        """Draw the family as at a day."""
        if day != self.day and self._drawn is not None:
            self.day = day
            self._show_years()
            self._draw()
