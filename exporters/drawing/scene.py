"""A drawing as data: shapes with meanings, in points, y downwards; no writer decides what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

Point = tuple[float, float]

INK = "#1a1a1a"
"""Near-black: the one colour of lines and text."""
QUIET = "#555555"


@dataclass(frozen=True)
class Stroke:
    """How a line looks."""

    width: float = 1.2
    dash: tuple[float, ...] = ()
    colour: str = INK


class _Placed:
    """A shape that stands at a point."""

    def moved(self, dx: float, dy: float) -> Self:
        """Return it so far to the right and down; made by hand, since a large family has a hundred thousand shapes."""
        copy = object.__new__(type(self))
        held = copy.__dict__
        held.update(self.__dict__)
        held["x"] += dx
        held["y"] += dy
        return copy


@dataclass(frozen=True)
class Path:
    """A line through points; closed paths may be filled."""

    points: tuple[Point, ...]
    stroke: Stroke = Stroke()
    fill: str = "none"
    is_closed: bool = False
    is_curved: bool = False
    """Drawn as one curve, the middle points being its controls."""

    def moved(self, dx: float, dy: float) -> Path:
        """Return it so far to the right and down."""
        copy = object.__new__(Path)
        held = copy.__dict__
        held.update(self.__dict__)
        held["points"] = tuple([(x + dx, y + dy) for x, y in self.points])
        return copy


@dataclass(frozen=True)
class Ellipse(_Placed):
    """A circle or ellipse round a centre."""

    x: float
    y: float
    rx: float
    ry: float
    stroke: Stroke = Stroke()
    fill: str = "white"


@dataclass(frozen=True)
class Box(_Placed):
    """A rectangle by its centre, with rounded corners where `radius` says so."""

    x: float
    y: float
    w: float
    h: float
    radius: float = 0.0
    stroke: Stroke = Stroke()
    fill: str = "white"
    fill_opacity: float = 1.0


@dataclass(frozen=True)
class Words(_Placed):
    """One line of text; x is where its anchor stands, y its baseline."""

    x: float
    y: float
    text: str
    size: float = 9.0
    is_bold: bool = False
    anchor: str = "middle"
    """start, middle or end."""
    colour: str = INK
    has_ground: bool = False
    """Whether a white ground keeps lines from running through it."""
    width: float = 0.0
    """Measured width, for the ground."""


Mark = Path | Ellipse | Box | Words


@dataclass(frozen=True)
class Group:
    """Shapes that mean one thing together."""

    role: str
    """person, partnership, descent, household, tie, legend or heading."""
    title: str
    """What it is, in words: shown on pointing at it and read aloud."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Scene:
    """A whole drawing, back to front."""

    width: float
    height: float
    title: str
    description: str
    groups: tuple[Group, ...]

    def texts(self) -> tuple[str, ...]:
        """Return every text in it, titles and description among them."""
        shown = [mark.text for group in self.groups for mark in group.marks if isinstance(mark, Words)]
        return (self.title, self.description, *(group.title for group in self.groups), *shown)
