"""Plane geometry that gives the same figures on every machine: directions from a rounded table, no other functions."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin, sqrt

from exporters.drawing.scene import Point
from exporters.genogram.room import Rect

TURN = 1440
"""Steps in a full turn: a quarter of a degree each, clockwise from three o'clock."""


@cache
def direction(step: int) -> Point:
    """Return the unit vector of a step; rounded, since the last digits of sines differ between machines."""
    angle = 2 * pi * (step % TURN) / TURN
    return round(cos(angle), 6), round(sin(angle), 6)


def grown(rect: Rect, by: float) -> Rect:
    """Return a rectangle grown on every side."""
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def overlap(one: Rect, other: Rect, gap: float = 0.0) -> bool:
    """Return whether two rectangles are nearer than a gap."""
    return one[0] < other[2] + gap and other[0] < one[2] + gap and one[1] < other[3] + gap and other[1] < one[3] + gap


def clipped(start: Point, end: Point, rect: Rect) -> tuple[float, float] | None:
    """Return from where to where, in shares of its length, a segment lies in a rectangle; None where it does not."""
    low, high = 0.0, 1.0
    for here, there, first, last in (
        (start[0], end[0], rect[0], rect[2]),
        (start[1], end[1], rect[1], rect[3]),
    ):
        way = there - here
        if abs(way) < 1e-9:
            if here <= first or here >= last:
                return None
            continue
        near, far = (first - here) / way, (last - here) / way
        low, high = max(low, min(near, far)), min(high, max(near, far))
    return (low, high) if low < high else None


def hits(start: Point, end: Point, rect: Rect) -> bool:
    """Return whether a segment passes through a rectangle."""
    return clipped(start, end, rect) is not None


def along(start: Point, end: Point, share: float) -> Point:
    """Return the point a share of the way along a segment."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def length(start: Point, end: Point) -> float:
    """Return a segment's length."""
    return sqrt((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2)


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a segment."""
    wide, high = end[0] - start[0], end[1] - start[1]
    far = wide * wide + high * high
    share = ((point[0] - start[0]) * wide + (point[1] - start[1]) * high) / far if far > 1e-9 else 0.0
    return length(point, along(start, end, min(max(share, 0.0), 1.0)))


def ellipse_edge(middle: Point, half: Point, towards: Point) -> Point:
    """Return where the way from an ellipse's middle to a point leaves the ellipse."""
    dx, dy = towards[0] - middle[0], towards[1] - middle[1]
    far = sqrt((dx / half[0]) ** 2 + (dy / half[1]) ** 2)
    share = 1.0 / far if far > 1e-9 else 0.0
    return middle[0] + dx * share, middle[1] + dy * share
