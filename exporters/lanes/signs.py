"""The signs of the lanes as shapes: each told from the others without colour."""

from __future__ import annotations

from exporters.drawing.scene import Box, Ellipse, Mark, Path, Stroke, Words

FILLS = ("#ffffff", "#f0f0f0", "#dcdcdc", "#bdbdbd", "#8f8f8f")
"""Bars by rank, lighter to darker, so that they differ in greys and in print."""
SIDE = 3.4
"""Half the side of a sign, in points."""


def sign_marks(sign: str, x: float, y: float) -> list[Mark]:
    """Return the shapes of a sign about a point."""
    s = SIDE
    thin = Stroke(0.9)
    if sign == "concern":
        return [Path(((x, y - s), (x + s, y), (x, y + s), (x - s, y)), thin, "#1a1a1a", is_closed=True)]
    if sign == "seen":
        return [Ellipse(x, y, s - 0.4, s - 0.4, thin, "white")]
    if sign == "alone":
        return [Ellipse(x, y, s - 0.4, s - 0.4, thin, "#1a1a1a")]
    if sign == "help":
        return [Path(((x - s, y + s), (x + s, y + s), (x, y - s)), thin, "white", is_closed=True)]
    if sign == "strength":
        return [
            Path(((x - s, y), (x + s, y)), Stroke(1.5)),
            Path(((x, y - s), (x, y + s)), Stroke(1.5)),
        ]
    if sign == "words":
        return [Words(x, y + 6.0, "“", 15.0, is_bold=True)]
    box = Box(x, y, 2 * s, 2 * s, 0.0, thin, "white")
    if sign == "met":
        return [box, Path(((x - s + 1.4, y), (x - 0.6, y + s - 1.6), (x + s - 1.2, y - s + 1.6)), Stroke(1.1))]
    return [box, Words(x, y + 2.6, "!", 7.5, is_bold=True)]
