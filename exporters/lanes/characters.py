"""Lanes in characters: one row a lane, one column for some weeks, and below them everything in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.patterns.words import day_words
from exporters.lanes.axis import Axis
from exporters.lanes.draw import Block
from exporters.lanes.items import SIGNS, Lane

LABEL, COLUMNS = 25, 55
"""Columns of the lanes' names, and of the time where no width is asked for."""
FEWEST = 20
"""Columns of the time on the narrowest screen."""
CHARACTERS = {
    "concern": "◆",
    "seen": "○",
    "alone": "●",
    "help": "△",
    "strength": "+",
    "words": "“",
    "met": "✓",
    "late": "!",
}
RANKS = "─░▒▓█"
"""Bars by rank."""


def columns_for(blocks: Sequence[Block], width: int) -> int:
    """Return how many columns the time has where every row of lanes is to keep to a width, what is counted behind it too."""
    behind = max((len(_more(lane)) for block in blocks for lane in block.lanes), default=0)
    return max(width - LABEL - behind, FEWEST)


def characters_of(blocks: Sequence[Block], axis: Axis) -> list[str]:
    """Return the lanes as lines of characters, with their key; `axis` runs from column 0 to as many as there are."""
    lines: list[str] = []
    used: dict[str, None] = {}
    for block in blocks:
        child = block.life.timeline.child
        born = child.birth.earliest
        lines += [child.shown_name, f"{'':{LABEL}}{_scale(axis)}"]
        for lane in block.lanes:
            lines.append(f"{lane.label[: LABEL - 1]:{LABEL}}{_row(lane, axis, born, used)}{_more(lane)}".rstrip())
        if not block.lanes:
            lines.append("nothing recorded")
        lines.append("")
    key = [f"{CHARACTERS[sign]} {words}" for sign, words in SIGNS.items() if sign in used]
    lines += ["─░▒▓█ lasting (darker: a higher tier)", *key, "· dates not known exactly", ""]
    for block in blocks:
        lines.append(f"{block.life.timeline.child.shown_name}, in words")
        for lane in block.lanes:
            for bar in lane.bars:
                end = "no end recorded" if bar.is_open else day_words(bar.latest)
                lines.append(f"  {lane.label}: {bar.words}, {day_words(bar.soonest)} to {end}")
            lines += [f"  {lane.label}: {spot.words}" for spot in lane.spots]
        lines.append("")
    return lines


def _more(lane: Lane) -> str:
    return f"  {lane.undated} undated" if lane.undated else ""


def _scale(axis: Axis) -> str:
    cells = [" "] * int(axis.right)
    for x, words, is_shown in axis.ticks():
        at = int(x)
        short = words if axis.is_by_age else words[2:]
        if (
            is_shown
            and at + len(short) <= len(cells)
            and all(c == " " for c in cells[max(0, at - 1) : at + len(short)])
        ):
            cells[at : at + len(short)] = short
    return "".join(cells)


def _row(lane: Lane, axis: Axis, born: date | None, used: dict[str, None]) -> str:
    cells = [" "] * int(axis.right)

    def column(day: date) -> int:
        return min(len(cells) - 1, int(axis.x(day, born)))

    for bar in lane.bars:
        for k in range(column(bar.soonest), column(bar.latest) + 1):
            cells[k] = "·"
        for k in range(column(bar.start), column(bar.end) + 1):
            cells[k] = RANKS[min(bar.rank, len(RANKS) - 1)]
    for spot in lane.spots:
        if not (axis.is_on(spot.first, born) or axis.is_on(spot.last, born)):
            continue
        first, last = column(spot.first), column(spot.last)
        for k in range(first, last + 1):
            cells[k] = "·" if cells[k] == " " else cells[k]
        used[spot.sign] = None
        cells[(first + last) // 2] = CHARACTERS[spot.sign]
    return "".join(cells)
