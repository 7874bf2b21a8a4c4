"""The columns of a chronology's table: as wide as their text asks, and one colour an agency."""

from __future__ import annotations

from collections import Counter

from chronology.practice.profiles import (
    ACTION,
    AGE,
    ANALYSIS,
    DATE,
    EVENT,
    HEARD,
    IMPACT,
    NUMBER,
    SOURCE,
    Profile,
)
from chronology.record.casefile import CaseFile
from exporters.documents.pages import Cell, Column, Shape, text_width
from exporters.documents.wording import Wording

AGENCY_COLOURS = ("0B5CAD", "8A5A00", "006D5B", "6A3D9A", "455A64", "9A3B6E", "3F6B1E", "1F2A60")
"""One a source, none of them red; each has a contrast above 4.5 to 1 on white (WCAG 2.2, 1.4.3)."""

OTHER_COLOUR = "6B6B6B"
"""For sources beyond those, and where no agency is known."""


def agency_colours(case: CaseFile, wording: Wording) -> dict[str, str]:
    """Return the colour of each agency as RRGGBB, the same in every document of the case file.

    Those with the most entries have a colour of their own.
    """
    counts = Counter(wording.agency_of(entry) for entry in case.entries)
    del counts[""]
    ordered = sorted(counts, key=lambda agency: (-counts[agency], agency.casefold(), agency))
    return dict(zip(ordered, AGENCY_COLOURS, strict=False))


_WIDTHS = {NUMBER: 12.5, DATE: 25.5, AGE: 20.0}
"""Columns of one width at 9 points: no date is broken."""

_HEADINGS = {
    NUMBER: "No.",
    DATE: "Date",
    AGE: "Age",
    EVENT: "Event",
    SOURCE: "Source",
    IMPACT: "Impact",
    HEARD: "Seen and heard",
    ACTION: "Action and outcome",
    ANALYSIS: "Analysis",
}

_SHORT_AGE = len("10 or 11")
_SHORT_AGE_WIDTH = 16.5
"""Where no age is given in months."""

_FULL_DATE = 32.0
"""A date with its month in full, at 9 points."""

_LEAST = 24.5
"""The narrowest column of running text in millimetres."""


def laid_out(cells: dict[str, list[Cell]], profile: Profile) -> tuple[Column, ...]:
    """Return the columns that hold anything, as wide as their text asks; the event has the most room."""
    scale = profile.table_points / 9.0
    shown = [key for key, found in cells.items() if key in {*_WIDTHS, EVENT} or any(found)]
    fixed = {key: width * scale for key, width in _WIDTHS.items() if key in shown}
    if AGE in fixed and all(len(cell) <= _SHORT_AGE for cell in cells[AGE] if isinstance(cell, str)):
        fixed[AGE] = _SHORT_AGE_WIDTH * scale
    if scale > 1 and DATE in fixed:
        fixed[DATE] = _FULL_DATE * scale
    running = [key for key in shown if key not in fixed]
    asks = {key: _asks(cells[key]) for key in running}
    asks[EVENT] = max(asks[EVENT], 1.6 * max(asks.values()))
    room = text_width(Shape.LANDSCAPE) - sum(fixed.values())
    least = min(_LEAST * scale, room / (len(running) + 1))
    spare = room - least * len(running)
    share = {key: max(ask - 0.7 * min(asks.values()), 0.1) for key, ask in asks.items()}
    total = sum(share.values())
    widths = {**fixed, **{key: least + spare * share[key] / total for key in running}}
    return tuple(
        Column(
            key,
            _HEADINGS[key],
            round(widths[key], 1),
            heads_row=key == NUMBER,
            has_bar=key == SOURCE,
        )
        for key in shown
    )


def _asks(cells: list[Cell]) -> float:
    """Return how much room a column asks for: the root of its filled cells' mean length."""
    lengths = [len(c) if isinstance(c, str) else sum(len(line.text) for line in c) for c in cells if c]
    return (sum(min(n, 600) for n in lengths) / len(lengths)) ** 0.5 if lengths else 0.0
