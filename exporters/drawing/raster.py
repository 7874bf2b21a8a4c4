"""A scene as PNG, drawn with the bundled fonts: without them the renderer would leave every name out in silence."""

from __future__ import annotations

import struct

from chronology.record.errors import KinlineError
from chronology.record.steps import go_on
from exporters.documents.fonts import missing_characters
from exporters.documents.processes import can_be_apart
from exporters.drawing.metrics import font_files
from exporters.drawing.pixels import Canvas, drawn, drawn_apart
from exporters.drawing.scene import Scene
from exporters.drawing.svg import svg_text

LARGEST_SIDE = 12_000
"""Pixels of the longer side; a larger family is drawn smaller."""
APART = 1_000_000
"""From so many pixels on a picture is drawn in a process of its own: a page at 200 dots an inch has four times as many."""


def png_bytes(scene: Scene, *, dpi: int = 200) -> tuple[bytes, tuple[str, ...]]:
    """Return the scene as PNG at so many dots an inch, less where it would be too large; and what is to be said of it."""
    zoom = min(dpi / 72.0, LARGEST_SIDE / max(scene.width, scene.height, 1.0))
    canvas = Canvas(
        max(int(scene.width * zoom), 1), max(int(scene.height * zoom), 1), tuple(str(path) for path in font_files())
    )
    made = _drawn(canvas, svg_text(scene).replace('pt"', '"', 2))
    said: tuple[str, ...] = ()
    if zoom < dpi / 72.0 - 1e-9:
        said = (f"The PNG is at {zoom * 72:.0f} dots an inch: at {dpi} it would be wider than {LARGEST_SIDE:,} dots.",)
    return _with_resolution(made, zoom * 72.0), (*said, *_not_shown(scene))


def _drawn(canvas: Canvas, svg: str) -> bytes:
    """Return the picture; a large one from a process of its own. Raises KinlineError where that ends before it is done."""
    go_on()
    if canvas.width * canvas.height < APART or not can_be_apart():
        return drawn(canvas, svg)
    try:
        return drawn_apart(canvas, svg, go_on)
    except OSError as error:
        raise KinlineError(
            "the picture could not be drawn: there may be too little memory.",
            remedy="Close other programs and try again, or write it as svg or pdf instead.",
        ) from error


def _not_shown(scene: Scene) -> tuple[str, ...]:
    """Return what is to be said of letters that a picture shows as boxes."""
    count = len(missing_characters("".join(scene.texts())))
    letters = "1 character has" if count == 1 else f"{count} characters have"
    return (f"{letters} no shape in the bundled fonts: the PNG shows a box.",) if count else ()


def _with_resolution(png: bytes, dpi: float) -> bytes:
    """Return the PNG with its resolution written in, so that Word shows it at the size that was meant."""
    import zlib

    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    return png[:33] + chunk + png[33:]
