"""The fill of a symbol: which part of it, filled, hatched or outlined; of conditions as of heritage.

Where each meaning of a family has a place of its own, that is a quarter of the symbol, and a sector where there are more
than four (Bennett and others 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from chronology.record.people import Gender
from exporters.drawing.scene import Mark, Path, Point, Stroke

FILL = "#8f8f8f"
"""Grey that an age and a cross can still be read on, in print and in copies."""
_HATCH = 4.0
"""Distance between the lines of a hatched part, in points."""

HalfPlane = tuple[float, float, float]
"""Points with a·x + b·y ≤ c, from a symbol's middle, y downwards."""
LEFT: HalfPlane = (1.0, 0.0, 0.0)
RIGHT: HalfPlane = (-1.0, 0.0, 0.0)
UPPER: HalfPlane = (0.0, 1.0, 0.0)
LOWER: HalfPlane = (0.0, -1.0, 0.0)
_QUARTERS = ((LEFT, UPPER), (RIGHT, UPPER), (LEFT, LOWER), (RIGHT, LOWER))
FILLS = ("health", "heritage")
"""What the symbols may be filled by, one at a time."""


@dataclass(frozen=True)
class Part:
    """One part of a symbol that tells of a condition or of a heritage."""

    within: tuple[HalfPlane, ...]
    look: str
    """filled, hatched or outlined."""
    key: str = ""
    """Under which the legend knows it; empty where it has a line of its own."""
    legend: str = ""
    """That line."""


def slot(n: int, count: int) -> tuple[HalfPlane, ...]:
    """Return where the nth of so many meanings has its place: a quarter, or a sector where there are more than four."""
    if count <= len(_QUARTERS):
        return _QUARTERS[n]
    start, end = (2 * pi * k / count - pi / 2 for k in (n, n + 1))
    return (sin(start), -cos(start), 0.0), (-sin(end), cos(end), 0.0)


def outline(gender: Gender, profile: str, half: float) -> tuple[Point, ...]:
    """Return a symbol's outline round its middle as a convex polygon, for what is filled within it."""
    if gender is Gender.FEMALE:
        return tuple((half * cos(pi * n / 24), half * sin(pi * n / 24)) for n in range(48))
    if gender in {Gender.NON_BINARY, Gender.OTHER}:
        if profile == "nsgc":
            reach = half * 1.1
            return (0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)
        arc = [(half * cos(pi - pi * n / 16), -half * sin(pi * n / 16)) for n in range(17)]
        return ((-half, half), *arc, (half, half))
    if gender is Gender.UNKNOWN:
        cut = half * 0.28
        return (
            (-half, cut - half), (cut - half, -half), (half - cut, -half), (half, cut - half),
            (half, half - cut), (half - cut, half), (cut - half, half), (-half, half - cut),
        )  # fmt: skip
    return (-half, -half), (half, -half), (half, half), (-half, half)


def part_marks(part: Part, shape: Sequence[Point], x: float, y: float) -> list[Mark]:
    """Return the marks of one part of a symbol whose outline is given round its middle."""
    points = clipped(shape, part.within)
    if len(points) < 3:
        return []

    def moved(some: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((x + px, y + py) for px, py in some)

    if part.look == "filled":
        between = Stroke(0.9 if part.legend else 0.0, (), "white")
        return [Path(moved(points), between, FILL, is_closed=True)]
    edge = Path(moved(points), Stroke(0.7), "none", is_closed=True)
    if part.look == "outlined":
        return [edge]
    return [*(Path(moved(line), Stroke(0.8)) for line in _hatching(points)), edge]


def clipped(points: Sequence[Point], planes: Sequence[HalfPlane]) -> tuple[Point, ...]:
    """Return what of a convex polygon lies within half-planes (Sutherland and Hodgman's way)."""
    found = list(points)
    for a, b, c in planes:
        before, found = found, []
        for n, (px, py) in enumerate(before):
            qx, qy = before[(n + 1) % len(before)]
            here, there = a * px + b * py - c, a * qx + b * qy - c
            if here <= 0:
                found.append((px, py))
            if (here < 0 < there) or (there < 0 < here):
                share = here / (here - there)
                found.append((px + (qx - px) * share, py + (qy - py) * share))
    return tuple(found)


def _hatching(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return slanted lines across a convex polygon."""
    sums = [px + py for px, py in points]
    low, high = min(sums), max(sums)
    found = []
    for n in range(1, int((high - low) // _HATCH) + 1):
        level = low + n * _HATCH
        ends = []
        for k, (px, py) in enumerate(points):
            qx, qy = points[(k + 1) % len(points)]
            here, there = px + py - level, qx + qy - level
            if (here < 0 <= there) or (there < 0 <= here):
                share = here / (here - there)
                ends.append((px + (qx - px) * share, py + (qy - py) * share))
        if len(ends) == 2:
            found.append((ends[0], ends[1]))
    return found
