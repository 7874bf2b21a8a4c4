"""Lanes as a scene: a heading, the axis, each child's lanes under one another, and a legend of what is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chronology.lives.experience import LivedExperience
from chronology.record.steps import stepwise
from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import QUIET, Box, Group, Mark, Path, Scene, Stroke, Words
from exporters.lanes.axis import Axis
from exporters.lanes.items import SIGNS, Bar, Lane, Spot
from exporters.lanes.signs import FILLS, SIDE, sign_marks

WIDTH, MARGIN, LABELS = 800.0, 14.0, 112.0
"""Of the whole drawing, its edge, and the column of the lanes' names, in points: an A4 page across."""
BAR, ROW, GAP = 15.0, 10.0, 5.0
"""Height of a bar and of a row of signs, and the air between lanes."""
SIZE, SMALL, TITLE = 8.5, 7.5, 16.0
MOST_ROWS = 4
"""Rows of signs in one lane; what does not fit is counted at its right end."""


@dataclass
class Block:
    """One child's lanes, laid out."""

    life: LivedExperience
    lanes: tuple[Lane, ...]


def scene_of(
    blocks: Sequence[Block], axis: Axis, *, title: str, line: str, description: str, notes: Sequence[str]
) -> Scene:
    """Return the whole scene."""
    groups = [
        Group(
            "heading",
            title,
            (
                Words(MARGIN, MARGIN + 14, title, TITLE, True, "start"),
                Words(
                    MARGIN, MARGIN + 27, shortened(line, SIZE, WIDTH - 2 * MARGIN), SIZE, anchor="start", colour=QUIET
                ),
            ),
        )
    ]
    y = MARGIN + 46
    top = y
    groups_after: list[Group] = []
    y += 12
    used: dict[str, None] = {}
    for k, block in enumerate(blocks):
        if len(blocks) > 1 or k:
            child = block.life.timeline.child
            born = f", born {child.birth.words()}" if not child.birth.is_undated else ""
            words = f"{child.shown_name}{born}"
            groups_after.append(Group("person", words, (Words(MARGIN, y + 9, words, 10.0, True, "start"),)))
            y += 16
        for lane in block.lanes:
            drawn, height = _lane(lane, axis, block.life.timeline.child.birth.earliest, y, used)
            groups_after += drawn
            y += height + GAP
        if not block.lanes:
            groups_after.append(
                Group(
                    "lane",
                    "nothing recorded",
                    (Words(MARGIN, y + 8, "nothing recorded", SIZE, anchor="start", colour=QUIET),),
                )
            )
            y += 14
        y += 8
    groups.append(_axis(axis, top, y))
    groups += groups_after
    legend, y = _legend(blocks, used, y + 10)
    groups += legend
    for note in notes:
        groups.append(
            Group(
                "legend",
                note,
                (Words(MARGIN, y + 9, shortened(note, SIZE, WIDTH - 2 * MARGIN), SIZE, anchor="start", colour=QUIET),),
            )
        )
        y += 12
    return Scene(WIDTH, y + MARGIN, title, description, tuple(groups))


def _axis(axis: Axis, top: float, bottom: float) -> Group:
    marks: list[Mark] = []
    for x, words, is_shown in axis.ticks():
        marks.append(Path(((x, top + 10), (x, bottom)), Stroke(0.5 if is_shown else 0.3, (), "#c8c8c8")))
        if is_shown:
            marks.append(Words(x, top + 6, words, SIZE, colour=QUIET))
    if axis.is_by_age:
        marks.append(Words(MARGIN, top + 6, "age in years", SIZE, anchor="start", colour=QUIET))
    return Group("axis", "ages" if axis.is_by_age else "years", tuple(marks))


def _lane(lane: Lane, axis: Axis, born: date | None, y: float, used: dict[str, None]) -> tuple[list[Group], float]:
    """Return a lane's shapes from a height down, and how high it is."""
    groups: list[Group] = []
    bars, bar_height = _stacked(lane.bars, axis, born)
    for bar, row in stepwise(bars):
        groups.append(_bar(bar, axis, born, y + row * (BAR + 1)))
    at = y + bar_height
    spots, rows, left = _packed(lane.spots, axis, born)
    for spot, row in stepwise(spots):
        used[spot.sign] = None
        groups.append(_spot(spot, axis, born, at + row * ROW + ROW / 2))
    height = max(ROW + 2, bar_height + rows * ROW)
    marks: list[Mark] = [
        Words(MARGIN, y + min(height, BAR) / 2 + 3, shortened(lane.label, SIZE, LABELS - 8), SIZE, anchor="start")
    ]
    more = [f"+{left}"] if left else []
    more += [f"{lane.undated} undated"] if lane.undated else []
    if more:
        marks.append(Words(WIDTH - MARGIN, y + height / 2 + 3, ", ".join(more), SMALL, anchor="end", colour=QUIET))
    marks.append(
        Path(((MARGIN, y + height + GAP / 2), (WIDTH - MARGIN, y + height + GAP / 2)), Stroke(0.3, (), "#dddddd"))
    )
    return [Group("lane", lane.label, tuple(marks)), *groups], height


def _stacked(bars: Sequence[Bar], axis: Axis, born: date | None) -> tuple[list[tuple[Bar, int]], float]:
    """Return bars with their rows so that none lies over another, and how high the rows are together."""
    ends: list[float] = []
    out = []
    for bar in stepwise(sorted(bars, key=lambda b: (b.soonest, b.latest, b.words))):
        left, right = axis.x(bar.soonest, born), axis.x(bar.latest, born)
        row = next((k for k, end in enumerate(ends) if end <= left + 0.01), len(ends))
        if row == len(ends):
            ends.append(right)
        ends[row] = max(ends[row], right)
        out.append((bar, row))
    return out, len(ends) * (BAR + 1)


def _bar(bar: Bar, axis: Axis, born: date | None, y: float) -> Group:
    soonest, start = axis.x(bar.soonest, born), axis.x(bar.start, born)
    end, latest = axis.x(bar.end, born), axis.x(bar.latest, born)
    fill = FILLS[min(bar.rank, len(FILLS) - 1)]
    marks: list[Mark] = []
    middle = y + BAR / 2
    if start - soonest > 1 or latest - end > 1:
        marks.append(
            Box((soonest + latest) / 2, middle, max(latest - soonest, 1.5), BAR - 4, 0, Stroke(0.7, (2, 2)), "white")
        )
    if end - start > 0.5:
        marks.append(Box((start + end) / 2, middle, end - start, BAR - 2, 0, Stroke(0.8), fill))
    if bar.is_open:
        marks.append(
            Path(((latest - 0.5, y + 1), (latest + 4, middle), (latest - 0.5, y + BAR - 1)), Stroke(0.8), fill)
        )
    room = latest - soonest - 5
    words = next((w for w in (bar.words, bar.short) if w and text_width(w, SMALL) <= room), "")
    if not words and not bar.short and room > 40:
        words = shortened(bar.words, SMALL, room)
    if words:
        dark = bar.rank >= 4
        marks.append(
            Words(
                (soonest + latest) / 2,
                middle + 2.7,
                words,
                SMALL,
                colour="#ffffff" if dark and end - start > room * 0.9 else "#1a1a1a",
            )
        )
    return Group("bar", bar.words, tuple(marks))


def _packed(spots: Sequence[Spot], axis: Axis, born: date | None) -> tuple[list[tuple[Spot, int]], int, int]:
    """Return the signs with their rows so that none lies over another, how many rows there are, and how many do not fit."""
    ends: list[float] = []
    out: list[tuple[Spot, int]] = []
    left = 0
    for spot in stepwise(sorted(spots, key=lambda s: (s.first, s.last, s.sign, s.words))):
        if not (axis.is_on(spot.first, born) or axis.is_on(spot.last, born)):
            left += 1
            continue
        x1, x2 = _extent(spot, axis, born)
        row = next((k for k, end in enumerate(ends) if end <= x1), len(ends))
        if row >= MOST_ROWS:
            left += 1
            continue
        if row == len(ends):
            ends.append(x2)
        ends[row] = x2
        out.append((spot, row))
    return out, len(ends), left


def _extent(spot: Spot, axis: Axis, born: date | None) -> tuple[float, float]:
    x1, x2 = axis.x(spot.first, born), axis.x(spot.last, born)
    middle = (x1 + x2) / 2
    note = 5.0 if spot.note else 0.0
    return min(x1, middle - SIDE - 0.6), max(x2, middle + SIDE + 0.6 + note)


def _spot(spot: Spot, axis: Axis, born: date | None, y: float) -> Group:
    x1, x2 = axis.x(spot.first, born), axis.x(spot.last, born)
    x = (x1 + x2) / 2
    marks: list[Mark] = []
    if x2 - x1 > 2 * SIDE:
        marks.append(Path(((x1, y), (x2, y)), Stroke(0.8, (2, 2))))
        marks += [Path(((end, y - 2), (end, y + 2)), Stroke(0.8)) for end in (x1, x2)]
    marks += sign_marks(spot.sign, x, y)
    if spot.note:
        marks.append(Words(x + SIDE + 3.2, y + 2.6, spot.note, SMALL))
    return Group("mark", spot.words, tuple(marks))


def _legend(blocks: Sequence[Block], used: dict[str, None], y: float) -> tuple[list[Group], float]:
    """Return the legend of what is used, and the height below it."""
    items: list[tuple[str, list[Mark], float]] = [
        (words, sign_marks(key, SIDE, 0.0), 2 * SIDE) for key, words in SIGNS.items() if key in used
    ]
    bars = [bar for block in blocks for lane in block.lanes for bar in lane.bars]
    spots = [spot for block in blocks for lane in block.lanes for spot in lane.spots]
    short = dict(sorted({bar.short: bar.words for bar in bars if bar.short}.items(), key=lambda item: item[1]))
    items += [
        (
            words,
            [Words(0.0, 2.7, letters, SMALL, is_bold=True, anchor="start")],
            text_width(letters, SMALL, is_bold=True),
        )
        for letters, words in short.items()
    ]
    has_open = any(bar.is_open for bar in bars)
    if any(spot.first != spot.last for spot in spots) or any(b.soonest != b.start or b.end != b.latest for b in bars):
        ends = (Path(((x, -2.0), (x, 2.0)), Stroke(0.8)) for x in (0.0, 16.0))
        line = Path(((0.0, 0.0), (16.0, 0.0)), Stroke(0.8, (2, 2)))
        items.append(("dates not known exactly", [line, *ends], 16.0))
    if has_open:
        items.append(("no end recorded", [Path(((0.0, -5.0), (6.0, 0.0), (0.0, 5.0)), Stroke(0.8))], 6.0))
    groups: list[Group] = []
    x = MARGIN
    for words, marks, lead in items:
        wide = lead + 6 + text_width(words, SIZE) + 16
        if x + wide > WIDTH - MARGIN and x > MARGIN:
            x = MARGIN
            y += 14
        shown = [mark.moved(x, y + 5) for mark in marks]
        groups.append(Group("legend", words, (*shown, Words(x + lead + 5, y + 8, words, SIZE, anchor="start"))))
        x += wide
    return groups, y + 18
