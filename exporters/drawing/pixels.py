"""Pixels of a picture from its SVG, by resvg, in this process or in one of its own.

resvg lets no other thread of its process go on until it is done, and cannot be stopped. Run as a program, this file needs nothing
but resvg.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import BinaryIO

_PNG = b"\x89PNG"


@dataclass(frozen=True)
class Canvas:
    """What is to be drawn on, and with which fonts."""

    width: int
    height: int
    fonts: tuple[str, ...]
    """The files of the fonts; no others are used."""


def drawn(canvas: Canvas, svg: str) -> bytes:
    """Return the picture as PNG."""
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=canvas.width,
        height=canvas.height,
        skip_system_fonts=True,
        font_files=list(canvas.fonts),
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
        background="#ffffff",
    )
    return bytes(made)


def drawn_apart(canvas: Canvas, svg: str, ask: Callable[[], object]) -> bytes:
    """Return the same from a process of its own; `ask` is called several times a second, and may raise to stop it.

    Raises OSError where the process cannot be started or ends before it is done.
    """
    from exporters.documents.processes import answer_of

    made = answer_of(__file__, (json.dumps(asdict(canvas)).encode() + b"\n", svg.encode("utf-8")), ask)
    if not made.startswith(_PNG):
        raise OSError("the picture was not drawn to its end")
    return made


def _answer(asked: BinaryIO, out: BinaryIO) -> None:
    canvas = json.loads(asked.readline())
    out.write(drawn(Canvas(**{**canvas, "fonts": tuple(canvas["fonts"])}), asked.read().decode("utf-8")))
    out.flush()


if __name__ == "__main__":
    _answer(sys.stdin.buffer, sys.stdout.buffer)
