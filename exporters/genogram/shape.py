"""What the layout needs to know of a family, and what it gives back; it knows nothing of drawing or of records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Point = tuple[float, float]
"""x to the right, y downwards, in points (1/72 inch)."""

DescentKind = Literal["birth", "adopted", "foster", "kinship", "step", "donor", "disputed", "unknown"]


@dataclass(frozen=True)
class Member:
    """One person (or pregnancy, or group) to be placed."""

    id: str
    """Unique within the family."""
    sex: Literal["M", "F", "U"] = "U"
    """Only for the convention that the man stands left where nothing else decides."""
    birth: tuple[int, int, int] | None = None
    """Earliest possible date of birth as year, month, day; None where not known."""
    width: float = 44.0
    """Width that symbol and label need on their row, in points, centred on the symbol."""
    height: float = 44.0
    """Height of symbol and label below the symbol's top, in points."""


@dataclass(frozen=True)
class Descent:
    """One child's link to a couple or a single parent."""

    child: str
    kind: DescentKind = "birth"
    twins: int = 0
    """Children of one union with the same number above 0 come from one point."""


@dataclass(frozen=True)
class Union:
    """A couple, or one parent, with the children that descend from them (in birth order where it is known)."""

    id: str
    partners: tuple[str, ...]
    """One or two member ids."""
    children: tuple[Descent, ...] = ()
    start: tuple[int, int, int] | None = None
    """Earliest possible start, to put an earlier partner nearest."""


@dataclass(frozen=True)
class Shape:
    """A family to be laid out: every member, every union."""

    members: tuple[Member, ...]
    unions: tuple[Union, ...]
    focus: str | None = None
    """The member to be centred, if any."""
    labels: dict[str, float] = field(default_factory=dict)
    """Width in points of the text above a union's line, by union id."""
    air: float = 1.0
    """How much of the usual room is left between neighbours: less where a family has to come onto one page."""


@dataclass(frozen=True)
class Rule:
    """How far one rule of the layout is kept."""

    violations: int
    """How many the layout has."""
    fewest: int
    """The fewest there can be (a lower bound where not proved)."""
    proved: bool
    """Whether `fewest` is proved to be reachable and least."""


@dataclass(frozen=True)
class Place:
    """Where a member's symbol stands (centre), and on which row (0 at the top)."""

    id: str
    x: float
    y: float
    row: int


@dataclass(frozen=True)
class CoupleLine:
    """The line between partners, or the stub of a single parent; `middle` is where children hang."""

    union: str
    points: tuple[Point, ...]
    middle: Point


@dataclass(frozen=True)
class DescentLine:
    """The line from a couple's middle to one child's symbol."""

    union: str
    child: str
    kind: DescentKind
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """A family laid out: positions and lines as data, read by every writer and by the measuring tools."""

    places: dict[str, Place]
    couples: tuple[CoupleLine, ...]
    descents: tuple[DescentLine, ...]
    rules: dict[str, Rule]
    """Keys: split_rows, apart, order, stranger, crossing."""
    width: float
    height: float
    faults: tuple[str, ...] = ()
    """What in the data could not be drawn as recorded (an ancestor loop cut, say), in words."""
