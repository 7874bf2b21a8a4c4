"""A canvas of terminal cells: lines that join, cross and end as box-drawing characters, and words over them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from exporters.documents.printable import printable

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
_SIGNS = {
    0: " ", UP: "╵", DOWN: "╷", LEFT: "╴", RIGHT: "╶", UP | DOWN: "│", LEFT | RIGHT: "─", DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐", UP | RIGHT: "└", UP | LEFT: "┘", UP | DOWN | RIGHT: "├", UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬", UP | LEFT | RIGHT: "┴", UP | DOWN | LEFT | RIGHT: "┼",
}  # fmt: skip
_DOUBLE = dict(zip("╵╷╴╶│─┌┐└┘├┤┬┴┼", "║║══║═╔╗╚╝╠╣╦╩╬", strict=True))
_LEVEL_DOUBLE = dict(zip("╵╷╴╶│─┌┐└┘├┤┬┴┼", "╵╷══│═╒╕╘╛╞╡╤╧╪", strict=True))
_PLUMB_DOUBLE = dict(zip("╵╷╴╶│─┌┐└┘├┤┬┴┼", "║║╴╶║─╓╖╙╜╟╢╥╨╫", strict=True))
_BROKEN = {"dashed": {"│": "╎", "─": "╌"}, "dotted": {"│": "┊", "─": "┈"}}
_PLAIN = str.maketrans(
    dict.fromkeys("│╵╷║╎┊", "|")
    | dict.fromkeys("─╴╶╌┈", "-")
    | {"═": "="}
    | dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫", "+")
    | {"†": "x", "╱": "/", "…": ".", "≤": "<", "·": "-"}
)
_MARK = "\u200e"
"""Keeps a right-to-left name from turning round what stands beside it."""

Cell = tuple[int, int]
"""Column and line."""


@dataclass(frozen=True)
class Pen:
    """How a line is drawn, and to what it belongs: lines of one owner join, others cross."""

    owner: str
    is_double: bool = False
    dash: str = ""
    """Empty, dashed or dotted."""


class Canvas:
    """Cells with line ends in them, and words."""

    def __init__(self) -> None:
        self._ends: dict[Cell, dict[Pen, int]] = defaultdict(dict)
        self._text: dict[Cell, str] = {}

    def line(self, points: list[Cell], pen: Pen) -> None:
        """Draw a line through cells; a slanted piece goes down first, then across."""
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):  # noqa: RUF007
            for x, one, other in ((x, RIGHT, LEFT) for x in range(min(x1, x2), max(x1, x2))):
                self._add((x, y2), pen, one)
                self._add((x + 1, y2), pen, other)
            for y, one, other in ((y, DOWN, UP) for y in range(min(y1, y2), max(y1, y2))):
                self._add((x1, y), pen, one)
                self._add((x1, y + 1), pen, other)

    def _add(self, cell: Cell, pen: Pen, end: int) -> None:
        ends = self._ends[cell]
        ends[pen] = ends.get(pen, 0) | end

    def write(self, column: int, line: int, words: str) -> None:
        """Write words centred on a column, over whatever is there."""
        self.write_from(column - cells(words) // 2, line, words)

    def write_from(self, column: int, line: int, words: str) -> None:
        """Write words from a column."""
        x, last = column, None
        for letter in words:
            wide = cells(letter)
            if wide == 0:
                if last is not None:
                    self._text[last] += letter
                continue
            self._text[x, line] = letter
            last = (x, line)
            if wide == 2:
                self._text[x + 1, line] = ""
            x += wide
        if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in words) and last is not None:
            self._text[column, line] = _MARK + self._text[column, line]
            self._text[last] += _MARK

    def is_free(self, column: int, line: int, width: int) -> bool:
        """Return whether cells hold nothing, nor the cells at both ends."""
        span = range(column - 1, column + width + 1)
        return not any((x, line) in self._text or (x, line) in self._ends for x in span)

    def level_run(self, first: int, last: int, line: int, width: int, owner: str) -> int | None:
        """Return the column nearest the middle from which words fit on a level line that nothing crosses or joins."""

        def is_plain(x: int) -> bool:
            ends = self._ends.get((x, line), {})
            return (
                (x, line) not in self._text
                and set(ends.values()) == {LEFT | RIGHT}
                and {pen.owner for pen in ends} == {owner}
            )

        best: tuple[int, int] | None = None
        run = 0
        for x in range(first, last + 1):
            run = run + 1 if is_plain(x) else 0
            if run >= width:
                at = x - width + 1
                off = abs(2 * at + width - first - last)
                best = min(best, (off, at)) if best else (off, at)
        return best[1] if best else None

    def lines(self) -> list[str]:
        """Return the canvas as lines of text."""
        marks = {**{at: _sign(ends) for at, ends in self._ends.items()}, **self._text}
        if not marks:
            return []
        left = min(x for x, _ in marks)
        by_line: dict[int, dict[int, str]] = defaultdict(dict)
        for (x, y), sign in marks.items():
            by_line[y][x - left] = sign
        return [
            "".join(by_line[y].get(x, " ") for x in range(max(by_line[y], default=-1) + 1)).rstrip()
            for y in range(min(by_line), max(by_line) + 1)
        ]


def _sign(ends: dict[Pen, int]) -> str:
    level = {pen for pen, bits in ends.items() if bits & (LEFT | RIGHT)}
    plumb = {pen for pen, bits in ends.items() if bits & (UP | DOWN)}
    if level and plumb and not {p.owner for p in level} & {p.owner for p in plumb}:
        # Lines of different families cross: the upright one passes over, so that no join is read into it.
        level = set()
    bits = 0
    for pen, some in ends.items():
        bits |= some & ((LEFT | RIGHT if pen in level else 0) | (UP | DOWN if pen in plumb else 0))
    sign = _SIGNS[bits]
    is_level, is_plumb = any(p.is_double for p in level), any(p.is_double for p in plumb)
    if is_level and is_plumb:
        return _DOUBLE.get(sign, sign)
    if is_level or is_plumb:
        return (_LEVEL_DOUBLE if is_level else _PLUMB_DOUBLE).get(sign, sign)
    dashes = {pen.dash for pen in level | plumb}
    return _BROKEN.get(dashes.pop(), {}).get(sign, sign) if len(dashes) == 1 else sign


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in {"Cf", "Mn", "Me"}
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def one_line(text: str) -> str:
    """Return a text that can stand on one line: made safe to print, every stretch of white space one space."""
    return " ".join(printable(text).split())


def plain(text: str) -> str:
    """Return box-drawing characters as ASCII; names keep their letters."""
    return text.translate(_PLAIN)
