"""A canvas of terminal cells: lines that join, cross and end as box-drawing characters, and words over them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from exporters.genogram.forms import ASCII_SIGNS, DASHES
from exporters.genogram.letters import cells, letters_in_cells

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
_LEVEL, _PLUMB = LEFT | RIGHT, UP | DOWN
_SIGNS = {
    0: " ", UP: "╵", DOWN: "╷", LEFT: "╴", RIGHT: "╶", UP | DOWN: "│", LEFT | RIGHT: "─", DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐", UP | RIGHT: "└", UP | LEFT: "┘", UP | DOWN | RIGHT: "├", UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬", UP | LEFT | RIGHT: "┴", UP | DOWN | LEFT | RIGHT: "┼",
}  # fmt: skip
_DOUBLE = dict(zip("╵╷╴╶│─┌┐└┘├┤┬┴┼", "║║══║═╔╗╚╝╠╣╦╩╬", strict=True))
_LEVEL_DOUBLE = dict(zip("╵╷╴╶│─┌┐└┘├┤┬┴┼", "╵╷══│═╒╕╘╛╞╡╤╧╪", strict=True))
_PLUMB_DOUBLE = dict(zip("╵╷╴╶│─┌┐└┘├┤┬┴┼", "║║╴╶║─╓╖╙╜╟╢╥╨╫", strict=True))
_FORKS = ("identical", "twins")

Cell = tuple[int, int]
"""Column and line."""


@dataclass(frozen=True)
class Pen:
    """How a line is drawn, and to what it belongs: lines of one owner join, others cross."""

    owner: str
    is_double: bool = False
    dash: str = ""
    """A key of forms.DASHES, or empty for a whole line."""


class Canvas:
    """Cells with line ends in them, and words."""

    def __init__(self) -> None:
        self._ends: dict[Cell, dict[Pen, int]] = defaultdict(dict)
        self._text: dict[Cell, str] = {}

    def line(self, points: list[Cell], pen: Pen) -> None:
        """Draw a line through cells; a slanted piece goes across first, then down."""
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):  # noqa: RUF007
            for x, one, other in ((x, RIGHT, LEFT) for x in range(min(x1, x2), max(x1, x2))):
                self._add((x, y1), pen, one)
                self._add((x + 1, y1), pen, other)
            for y, one, other in ((y, DOWN, UP) for y in range(min(y1, y2), max(y1, y2))):
                self._add((x2, y), pen, one)
                self._add((x2, y + 1), pen, other)

    def _add(self, cell: Cell, pen: Pen, end: int) -> None:
        ends = self._ends[cell]
        ends[pen] = ends.get(pen, 0) | end

    def write(self, column: int, line: int, words: str) -> int:
        """Write words centred on a column, over whatever is there, and return the column they begin at."""
        start = column - cells(words) // 2
        self.write_from(start, line, words)
        return start

    def write_from(self, column: int, line: int, words: str) -> None:
        """Write words from a column."""
        for n, letter in enumerate(letters_in_cells(words)):
            self._text[column + n, line] = letter

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

    def lines(self, width: int = 0, height: int = 0, *, is_ascii: bool = False) -> list[list[str]]:
        """Return the canvas line by line, cell by cell, at least so wide and high, from column 0 and line 0.

        An empty cell follows a letter that takes two columns.
        """
        by_line: dict[int, dict[int, str]] = defaultdict(dict)
        for (x, y), ends in self._ends.items():
            sign = _sign(ends)
            by_line[y][x] = sign.translate(ASCII_SIGNS) if is_ascii else sign
        for (x, y), letter in self._text.items():
            by_line[y][x] = letter
        found = []
        for y in range(max([height, *(y + 1 for y in by_line)])):
            row = by_line.get(y, {})
            found.append([row.get(x, " ") for x in range(max([width, *(x + 1 for x in row)]))])
        return found


def _sign(ends: dict[Pen, int]) -> str:
    if len(ends) == 1:
        ((pen, bits),) = ends.items()
        return _sign_of(bits, pen.is_double and bool(bits & _LEVEL), pen.is_double and bool(bits & _PLUMB), pen.dash)
    level = {pen for pen, bits in ends.items() if bits & _LEVEL}
    plumb = {pen for pen, bits in ends.items() if bits & _PLUMB}
    if level and plumb and not {p.owner for p in level} & {p.owner for p in plumb}:
        # Lines of different families cross: the upright one passes over, so that no join is read into it.
        level = set()
    bits = 0
    for pen, some in ends.items():
        bits |= some & ((_LEVEL if pen in level else 0) | (_PLUMB if pen in plumb else 0))
    dashes = {pen.dash for pen in level | plumb}
    fork = next((dash for dash in _FORKS if dash in dashes), None)
    dash = fork if fork is not None else dashes.pop() if len(dashes) == 1 else ""
    return _sign_of(bits, any(p.is_double for p in level), any(p.is_double for p in plumb), dash)


@lru_cache(maxsize=1024)
def _sign_of(bits: int, is_level_double: bool, is_plumb_double: bool, dash: str) -> str:
    """Return the sign of a cell by the ways that lines leave it."""
    sign = _SIGNS[bits]
    if is_level_double and is_plumb_double:
        sign = _DOUBLE.get(sign, sign)
    elif is_level_double or is_plumb_double:
        sign = (_LEVEL_DOUBLE if is_level_double else _PLUMB_DOUBLE).get(sign, sign)
    return DASHES.get(dash, {}).get(sign, sign)
