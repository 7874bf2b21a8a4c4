"""The drawing in characters: the same order and relations as the layout, with real names; then everything in words."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from chronology.record.dates import Falls, When, age_at
from chronology.record.people import Gender, Person
from exporters.documents.printable import printable
from exporters.genogram.family import HALF_LINES, step_words

if TYPE_CHECKING:
    from exporters.genogram.genogram import Genogram

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_SIGNS = {
    0: " ", _UP: "╵", _DOWN: "╷", _LEFT: "╴", _RIGHT: "╶", _UP | _DOWN: "│", _LEFT | _RIGHT: "─", _DOWN | _RIGHT: "┌",
    _DOWN | _LEFT: "┐", _UP | _RIGHT: "└", _UP | _LEFT: "┘", _UP | _DOWN | _RIGHT: "├", _UP | _DOWN | _LEFT: "┤",
    _DOWN | _LEFT | _RIGHT: "┬", _UP | _LEFT | _RIGHT: "┴", _UP | _DOWN | _LEFT | _RIGHT: "┼",
}  # fmt: skip
_ASCII = str.maketrans(
    {**dict.fromkeys("│╵╷║", "|"), **dict.fromkeys("─╴╶═", "-"), **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"), "†": "x", "…": "."}
)
POINTS_A_COLUMN = 5.6
"""How many points of the layout one character is wide: a name takes about as much."""


def character_drawing(drawing: Genogram, *, is_ascii: bool = False) -> str:
    """Return the drawing in box-drawing characters, or plain ASCII, and the description line by line."""
    canvas = _Canvas(drawing)
    canvas.draw()
    scene = drawing.scene
    heading = [
        scene.title,
        *(m.text for g in scene.groups if g.role == "heading" for m in g.marks[1:] if hasattr(m, "text")),
    ]
    key = "[ 38] male   ( 38) female   < ? > gender not known   ║ subject child   † died"
    words = drawing.description.replace(". ", ".\n")
    text = "\n".join([*heading, "", *canvas.lines(), "", key, "", "In words", words, ""])
    text = printable(text)
    return text.translate(_ASCII) if is_ascii else text


def symbol_of(person: Person, drawing: Genogram) -> str:
    """Return a person's symbol: square for male, round for female, double-edged for the child in focus."""
    day = drawing.day
    is_dead = person.is_dead or person.death.happened_by(day) in {Falls.CERTAIN, Falls.POSSIBLE}
    when = person.death if is_dead else When.on(day)
    age = "" if person.birth.is_undated or when.is_undated else age_at(person.birth, when).words()
    age = (
        ""
        if "not known" in age or "before" in age
        else age.replace(" months", "m").replace(" month", "m").replace(" or ", "/")
    )
    left, right = {Gender.MALE: "[]", Gender.FEMALE: "()"}.get(person.gender, "<>")
    inside = f"†{age}" if is_dead else age or ("?" if person.gender is Gender.UNKNOWN else " ")
    is_focus = person.id == drawing.picture.focus or (drawing.picture.focus is None and person.is_subject)
    edge = "║" if is_focus else ""
    return f"{edge}{left}{inside:>3}{right}{edge}"


class _Canvas:
    def __init__(self, drawing: Genogram) -> None:
        self.drawing = drawing
        self._bits: dict[tuple[int, int], int] = defaultdict(int)
        self._text: dict[tuple[int, int], str] = {}
        self._lines = self._line_numbers()

    def _line_numbers(self) -> dict[float, int]:
        """Return the character line of every height in the layout: symbols, their labels, then the lanes below."""
        layout = self.drawing.layout
        rows: dict[int, float] = {p.row: p.y for p in layout.places.values()}
        deep: dict[int, int] = defaultdict(int)
        for i, place in layout.places.items():
            deep[place.row] = max(deep[place.row], len(self.drawing.drawn.labels[i]))
        heights = {round(y, 1) for line in (*layout.couples, *layout.descents) for _, y in line.points}
        heights |= {round(c.middle[1], 1) for c in layout.couples}
        numbers: dict[float, int] = {}
        line = 0
        waiting = sorted(heights)
        for row in sorted(rows):
            y = rows[row]
            above = [h for h in waiting if h < y - HALF_LINES]
            for h in above:
                numbers[h] = line
                line += 1
            waiting = [h for h in waiting if h >= y - HALF_LINES]
            within = [h for h in waiting if h <= y + HALF_LINES]
            waiting = waiting[len(within) :]
            for h in within:
                numbers[h] = line
            numbers[round(y, 1)] = line
            line += 1 + deep[row]
        for h in waiting:
            numbers[h] = line
            line += 1
        return numbers

    def _column(self, x: float) -> int:
        return round(x / POINTS_A_COLUMN)

    def _point(self, point: tuple[float, float]) -> tuple[int, int]:
        return self._column(point[0]), self._lines[round(point[1], 1)]

    def draw(self) -> None:
        """Draw lines first, then symbols and words over them."""
        picture = self.drawing.picture
        for descent in picture.shown_descents:
            self._way([self._point(p) for p in descent.points])
        for couple in picture.shown_couples:
            self._way([self._point(p) for p in couple.points])
        for couple in picture.shown_couples:
            held, _ = self.drawing.drawn.unions[couple.union]
            at = next((p for p in picture.at.partnerships if held and p.id == held.id), None)
            words = step_words(at, at.steps) if at else ""
            level = [p for p in couple.points]
            if words and len(level) > 1:
                x = (level[0][0] + level[-1][0]) / 2
                column, line = self._point((x, couple.middle[1]))
                self._write(column, line, words)
        people = picture.at.people
        for i in self.drawing.present:
            place = self.drawing.layout.places[i]
            column, line = self._column(place.x), self._lines[round(place.y, 1)]
            self._write(column, line, symbol_of(people[i], self.drawing))
            for label in [m for m in self.drawing.picture.labels if m[0] == i]:
                line += 1
                self._write(column, line, label[1])

    def _way(self, points: list[tuple[int, int]]) -> None:
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
            if x1 != x2 and y1 != y2:
                self._way([(x1, y1), (x1, y2), (x2, y2)])
                continue
            if y1 == y2:
                for x in range(min(x1, x2), max(x1, x2)):
                    self._bits[x, y1] |= _RIGHT
                    self._bits[x + 1, y1] |= _LEFT
            else:
                for y in range(min(y1, y2), max(y1, y2)):
                    self._bits[x1, y] |= _DOWN
                    self._bits[x1, y + 1] |= _UP

    def _write(self, column: int, line: int, words: str) -> None:
        plain = printable(words)
        x = column - _cells(plain) // 2
        for letter in plain:
            wide = _cells(letter)
            if wide == 0 and (x - 1, line) in self._text:
                self._text[x - 1, line] += letter
                continue
            self._text[x, line] = letter
            if wide == 2:
                self._text[x + 1, line] = ""
            x += wide

    def lines(self) -> list[str]:
        """Return the canvas as lines of text."""
        marks = {**{at: _SIGNS[bits] for at, bits in self._bits.items()}, **self._text}
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


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
