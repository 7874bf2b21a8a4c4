"""Emotional lines drawn: strands side by side along a way, a mark in the middle, an arrow at the end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import cos, hypot, pi, sin

from exporters.drawing.scene import INK, QUIET, Mark, Path, Point, Stroke
from exporters.genogram.emotions import PLAIN, Emotion, Strand

PITCH = 12.0
"""Length of one swing of a zigzag there and back, in points."""
HEAD = 7.0
"""Length of an arrow's head, in points."""
_DASHES: dict[str, tuple[float, ...]] = {
    "dotted": (1.5, 3.5),
    "wide-dotted": (1.5, 7.0),
    "dashed": (6.0, 4.0),
    "dotted-zigzag": (1.5, 2.5),
}
_GAP = 7.0
"""Half of what is left free in the middle of a line that is cut off, in points."""


def half_width(emotion: Emotion) -> float:
    """Return how far a line reaches to either side of its way, in points."""
    swing = max(
        abs(s.off) + s.width / 2 + (s.high if "zigzag" in s.form or s.form == "wave" else 0.0) for s in emotion.strands
    )
    return max(swing, 5.0 if emotion.mark else 0.0, 3.5 if emotion.arrow else 0.0)


def tie_marks(emotion: Emotion, way: Sequence[Point], *, is_mutual: bool = False) -> list[Mark]:
    """Return a line's marks along a way, from who acts to whom it concerns."""
    far = length(way)
    start = HEAD if emotion.arrow == "both" or (emotion.is_directed and is_mutual) else 0.0
    end = far - HEAD if emotion.arrow else far
    pieces = [(start, far / 2 - _GAP), (far / 2 + _GAP, end)] if emotion.mark.startswith("caps") else [(start, end)]
    marks: list[Mark] = []
    colour = QUIET if emotion is PLAIN else INK
    for strand in emotion.strands:
        for low, high in pieces:
            if high > low:
                stroke = Stroke(strand.width, _DASHES.get(strand.form, ()), colour)
                marks.append(Path(tuple(_drawn(strand, part(way, low, high))), stroke))
    marks += _middle(emotion, way, far)
    if emotion.arrow:
        marks.append(_head(way, far, emotion.arrow, forwards=True))
    if start:
        marks.append(_head(way, far, emotion.arrow, forwards=False))
    return marks


def _drawn(strand: Strand, way: Sequence[Point]) -> list[Point]:
    """Return a strand's points along a way."""
    if "zigzag" in strand.form or strand.form == "wave":
        return _swung(strand, way)
    if not strand.off:
        return list(way)
    found = []
    for n, (x, y) in enumerate(way):
        (ax, ay), (bx, by) = way[max(n - 1, 0)], way[min(n + 1, len(way) - 1)]
        far = hypot(bx - ax, by - ay) or 1.0
        found.append((x - (by - ay) / far * strand.off, y + (bx - ax) / far * strand.off))
    return found


def _swung(strand: Strand, way: Sequence[Point]) -> list[Point]:
    """Return a way that swings to both sides: in straight strokes, or as a wave."""
    far = length(way)
    swings = max(round(far / PITCH), 1)
    fine = 8 if strand.form == "wave" else 1
    count = swings * 4 * fine
    found = []
    for n in range(count + 1):
        if strand.form != "wave" and n % 4 in {0, 2} and 0 < n < count:
            continue
        x, y, dx, dy = at(way, far * n / count)
        side = sin(2 * pi * swings * n / count) * strand.high + strand.off
        side = strand.off if n in {0, count} else side
        found.append((x - dy * side, y + dx * side))
    return found


def _middle(emotion: Emotion, way: Sequence[Point], far: float) -> list[Mark]:
    """Return what stands in the middle of a line."""
    if not emotion.mark:
        return []

    def point(along: float, side: float) -> Point:
        x, y, dx, dy = at(way, far / 2 + along)
        return x - dy * side, y + dx * side

    def ring(along: float) -> Path:
        x, y = point(along, 0.0)
        arc = tuple((x + 3.4 * cos(pi * n / 10), y + 3.4 * sin(pi * n / 10)) for n in range(20))
        return Path(arc, Stroke(1.1), "white", is_closed=True)

    def bar(along: float, high: float = 5.0) -> Path:
        return Path((point(along, -high), point(along, high)), Stroke(1.4))

    marks: dict[str, list[Mark]] = {
        "caps": [bar(-_GAP + 1), bar(_GAP - 1)],
        "caps-circle": [bar(-_GAP + 1), bar(_GAP - 1), ring(0.0)],
        "ticks": [bar(-2.5, 7.0), bar(2.5, 7.0)],
        "stroke": [bar(0.0)],
        "circle": [ring(0.0)],
        "circles": [ring(-4.2), ring(4.2)],
        "cross": [Path((point(-4.0, way_ * -4.0), point(4.0, way_ * 4.0)), Stroke(1.4)) for way_ in (1, -1)],
        "box": [Path((point(-4, -4), point(4, -4), point(4, 4), point(-4, 4)), Stroke(1.1), "white", is_closed=True)],
    }
    return marks[emotion.mark]


def _head(way: Sequence[Point], far: float, arrow: str, *, forwards: bool) -> Path:
    """Return the head of an arrow at one end."""
    x, y, dx, dy = at(way, far if forwards else 0.0)
    if not forwards:
        dx, dy = -dx, -dy
    back = (x - dx * HEAD, y - dy * HEAD)
    left, right = ((back[0] - dy * side, back[1] + dx * side) for side in (-3.2, 3.2))
    return Path((left, (x, y), right), Stroke(1.1), INK if arrow == "filled" else "white", is_closed=True)


def length(way: Sequence[Point]) -> float:
    """Return how long a way is, in points."""
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in itertools.pairwise(way))


def at(way: Sequence[Point], along: float) -> tuple[float, float, float, float]:
    """Return the point so far along a way, and the direction there."""
    left = max(along, 0.0)
    last = (0.0, 0.0, 1.0, 0.0)
    for (ax, ay), (bx, by) in itertools.pairwise(way):
        far = hypot(bx - ax, by - ay)
        if far < 1e-6:
            continue
        dx, dy = (bx - ax) / far, (by - ay) / far
        if left <= far:
            return ax + dx * left, ay + dy * left, dx, dy
        left -= far
        last = (bx, by, dx, dy)
    return last


def part(way: Sequence[Point], low: float, high: float) -> list[Point]:
    """Return the part of a way between two lengths along it."""
    found = [at(way, low)[:2]]
    along = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(way):
        along += hypot(bx - ax, by - ay)
        if low < along < high:
            found.append((bx, by))
    return [*found, at(way, high)[:2]]
