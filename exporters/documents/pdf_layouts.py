"""Lays out a PDF with typst, in this process or, where it is long, in one of its own.

typst keeps what it laid out until its process ends; a process of its own gives the memory back, and can be stopped. Run as a
program, this file needs nothing but typst.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typst import Fonts

MADE, REFUSED = b"+", b"-"


@dataclass(frozen=True)
class Order:
    """What is to be laid out, but for its content."""

    template: str
    fonts: tuple[str, ...]
    """Folders in which the fonts lie."""
    day: str
    """The only day the PDF carries, in ISO form."""
    is_accessible: bool
    """Whether typst is to hold it to PDF/UA-1."""


def laid_out(order: Order, content: str) -> bytes | None:
    """Return the PDF, or None where typst refuses; its own message is dropped, since it quotes the text."""
    import typst

    try:
        made = typst.compile(
            order.template.encode(),
            format="pdf",
            font_paths=_fonts(order.fonts),
            ignore_system_fonts=True,
            sys_inputs={"document": content},
            pdf_standards=["ua-1"] if order.is_accessible else [],
            timestamp=datetime.fromisoformat(order.day).replace(tzinfo=UTC),
        )
    except typst.TypstError:
        return None
    return bytes(made)


def laid_out_apart(order: Order, content: str, ask: Callable[[], object]) -> bytes | None:
    """Return the same from a process of its own, which ends with this call however it ends.

    `ask` is called several times a second while it runs, and may raise to stop it. Raises OSError where the process cannot be
    started or ends before it is done.
    """
    from exporters.documents.processes import answer_of

    head = json.dumps(asdict(order)).encode() + b"\n"
    made = answer_of(__file__, (head, content.encode("utf-8")), ask)
    if made[:1] not in {MADE, REFUSED}:
        raise OSError("the layout of the PDF ended before it was done")
    return made[1:] if made[:1] == MADE else None


@cache
def _fonts(folders: tuple[str, ...]) -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _answer(asked: BinaryIO, out: BinaryIO) -> None:
    order = json.loads(asked.readline())
    made = laid_out(Order(**{**order, "fonts": tuple(order["fonts"])}), asked.read().decode("utf-8"))
    out.write(REFUSED if made is None else MADE)
    out.write(made or b"")
    out.flush()


if __name__ == "__main__":
    _answer(sys.stdin.buffer, sys.stdout.buffer)
