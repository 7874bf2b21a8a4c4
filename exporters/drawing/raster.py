"""A scene as PNG, drawn with the bundled fonts: without them the renderer would leave every name out in silence."""

from __future__ import annotations

import struct

from exporters.documents.fonts import missing_characters
from exporters.drawing.metrics import font_files
from exporters.drawing.scene import Scene
from exporters.drawing.svg import svg_text

LARGEST_SIDE = 12_000
"""Pixels of the longer side; a larger family is drawn smaller."""


def png_bytes(scene: Scene, *, dpi: int = 200) -> tuple[bytes, tuple[str, ...]]:
    """Return the scene as PNG at so many dots an inch, less where it would be too large; and what is to be said of it."""
    import resvg_py

    zoom = min(dpi / 72.0, LARGEST_SIDE / max(scene.width, scene.height, 1.0))
    made = resvg_py.svg_to_bytes(
        svg_string=svg_text(scene).replace('pt"', '"', 2),
        width=max(int(scene.width * zoom), 1),
        height=max(int(scene.height * zoom), 1),
        skip_system_fonts=True,
        font_files=[str(path) for path in font_files()],
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
        background="#ffffff",
    )
    said: tuple[str, ...] = ()
    if zoom < dpi / 72.0 - 1e-9:
        said = (f"The PNG is at {zoom * 72:.0f} dots an inch: at {dpi} it would be wider than {LARGEST_SIDE:,} dots.",)
    return _with_resolution(bytes(made), zoom * 72.0), (*said, *_not_shown(scene))


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
