"""What stands on the drawing for one person or service: its lines of text, and the room it takes at any side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import sqrt

from exporters.documents.printable import printable
from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import Point
from exporters.ecomap.system import System
from exporters.genogram.room import Rect

NAME_SIZE, NOTE_SIZE, HEADER_SIZE = 9.2, 7.5, 7.5
LEAD = 1.28
"""Height of a line of text, of its size."""
WIDEST_NAME, WIDEST_NOTE = 98.0, 108.0
MOST_NOTES = 4
REACH = 10.0
"""Half a person's symbol."""
BESIDE = 5.0
"""Between a symbol and its text."""


@dataclass(frozen=True)
class TextLine:
    """One line of text of a card."""

    text: str
    size: float
    is_name: bool

    @cached_property
    def width(self) -> float:
        """Its width in points."""
        return text_width(self.text, self.size, is_bold=self.is_name)

    @property
    def height(self) -> float:
        """Its height with its lead, in points."""
        return self.size * LEAD


@dataclass(frozen=True)
class Box:
    """Where a card stands."""

    rect: Rect
    """Everything of it."""
    middle: Point
    """Of its symbol or ellipse: where its lines go."""
    half: Point
    """Half the symbol's or ellipse's width and height."""
    text: Rect
    """Of its lines of text."""
    anchor: str
    """start, middle or end: how its text is set."""


class Style(StrEnum):
    """How much room cards take."""

    ROUND = "round"
    """Services as ellipses, a line for every note: Hartman's circles."""
    CLOSE = "close"
    """Services as rounded boxes, short notes on one line: for a page with many."""
    SHORT = "short"
    """As close, with the first note alone and no symbols: for rings of names."""


class Card:
    """A system's text and shape."""

    def __init__(self, system: System, style: Style = Style.ROUND) -> None:
        self.system = system
        self.is_round = style is Style.ROUND
        self.lines = (*_name_lines(system), *_note_lines(system, style))
        self.width = max(line.width for line in self.lines)
        self.height = sum(line.height for line in self.lines)
        self.is_person = system.kind == "person"
        self.has_symbol = self.is_person and style is not Style.SHORT
        self.half: Point = self._half()

    def _half(self) -> Point:
        if self.has_symbol:
            return REACH, REACH
        if self.is_person:
            return self.width / 2, self.height / 2
        if not self.is_round:
            return self.width / 2 + 7.5, self.height / 2 + 4.0
        return min((self._ellipse(pad) for pad in (5.0, 6.5, 8.0, 9.5, 11.0)), key=lambda half: half[0] + 1.6 * half[1])

    def _ellipse(self, pad: float) -> Point:
        """Return half the axes of an ellipse that holds the text and is so much higher."""
        high = self.height / 2 + pad
        wide = 30.0
        y = -self.height / 2
        for line in self.lines:
            edge = max(abs(y), abs(y + line.height)) / high
            wide = max(wide, (line.width / 2 + 4.0) / sqrt(max(1 - edge * edge, 0.05)))
            y += line.height
        return wide, high

    def at(self, point: Point, towards: Point) -> Box:
        """Return the card standing outside a point of a curve, in a direction given as a unit vector."""
        c, s = towards
        wide, high = self.half
        if not self.has_symbol:
            x = point[0] + max(-1.0, min(1.0, c * 1.6)) * wide
            y = point[1] + max(-1.0, min(1.0, s * 1.6)) * high
            text = (x - self.width / 2, y - self.height / 2, x + self.width / 2, y + self.height / 2)
            return Box((x - wide, y - high, x + wide, y + high), (x, y), self.half, text, "middle")
        x, y = point[0] + c * wide, point[1] + s * high
        if abs(c) > 0.42:
            return self._level(x, y, c > 0)
        return self._plumb(x, y, is_above=s < 0)

    def _level(self, x: float, y: float, is_right: bool) -> Box:
        """Return the card with its text outward beside its symbol."""
        tall = max(REACH, self.height / 2)
        left = x + REACH + BESIDE if is_right else x - REACH - BESIDE - self.width
        text = (left, y - self.height / 2, left + self.width, y + self.height / 2)
        rect = (min(left, x - REACH), y - tall, max(text[2], x + REACH), y + tall)
        return Box(rect, (x, y), self.half, text, "start" if is_right else "end")

    def _plumb(self, x: float, y: float, *, is_above: bool) -> Box:
        """Return the card with its text above or below its symbol."""
        top = y - REACH - 2.0 - self.height if is_above else y + REACH + 2.0
        text = (x - self.width / 2, top, x + self.width / 2, top + self.height)
        wide = max(self.width / 2, REACH)
        rect = (x - wide, min(top, y - REACH), x + wide, max(text[3], y + REACH))
        return Box(rect, (x, y), self.half, text, "middle")

    def over(self, x: float, y: float) -> Box:
        """Return the card with its whole middle at a point; for those without a symbol, or with one within."""
        return self.at((x, y), (0.0, 0.0))


def _name_lines(system: System) -> list[TextLine]:
    name = " ".join(printable(system.name)[:400].split()) or "Name not known"
    name += " ?" if system.person is not None and not system.person.is_confirmed else ""
    return [TextLine(line, NAME_SIZE, True) for line in wrapped(name, NAME_SIZE, WIDEST_NAME, 2, is_bold=True)]


def _note_lines(system: System, style: Style) -> list[TextLine]:
    notes = [" ".join(printable(note)[:400].split()) for note in system.notes]
    if style is Style.SHORT:
        notes = notes[:1]
    elif style is Style.CLOSE:
        notes = _joined(notes)
    lines = [line for note in notes for line in wrapped(note, NOTE_SIZE, WIDEST_NOTE, 2)]
    return [TextLine(line, NOTE_SIZE, False) for line in lines[:MOST_NOTES]]


def _joined(notes: list[str]) -> list[str]:
    """Return notes with those on one line that fit there."""
    found: list[str] = []
    for note in notes:
        if found and text_width(f"{found[-1]}, {note}", NOTE_SIZE) <= WIDEST_NOTE:
            found[-1] = f"{found[-1]}, {note}"
        else:
            found.append(note)
    return found


def wrapped(text: str, size: float, room: float, most: int, *, is_bold: bool = False) -> list[str]:
    """Return a text in at most so many lines; what has no room is cut and ends in "…"."""
    room = room / (1.08 if is_bold else 1.0)
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most:
        line = rest.pop(0)
        while rest and len(lines) < most and text_width(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        if len(lines) == most - 1 and rest:
            line = f"{line} {rest[0]}"
            rest = ["…"]
        lines.append(shortened(line, size, room))
        if rest == ["…"]:
            if not lines[-1].endswith("…"):
                lines[-1] = shortened(f"{lines[-1]} …", size, room)
            break
    return lines
