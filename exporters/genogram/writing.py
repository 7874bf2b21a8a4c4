"""A genogram written in its six forms: vector, dots, paper, graph, characters, data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chronology.record.errors import UsageError
from exporters.genogram.data import as_json
from exporters.genogram.genogram import Genogram
from exporters.genogram.withheld import refuse_withheld

FORMS = ("svg", "png", "pdf", "dot", "txt", "json")


@dataclass(frozen=True)
class Printing:
    """How a drawing is put on paper, made into dots or set in characters."""

    paper: str = "auto"
    """Of a PDF: one of exporters.drawing.pdf.PAPERS."""
    dpi: int = 200
    """Of a PNG: dots an inch."""
    width: int | None = None
    """Of a text: columns of the screen it is for; None for as many as it takes."""
    is_ascii: bool = False
    """Of a text: whether its signs are ASCII."""


AS_USUAL = Printing()


def render(drawing: Genogram, form: str, printing: Printing = AS_USUAL) -> bytes:
    """Return the drawing in one of the forms, the same bytes every time; raises UsageError for another."""
    return rendered(drawing, form, printing)[0]


def rendered(drawing: Genogram, form: str, printing: Printing = AS_USUAL) -> tuple[bytes, tuple[str, ...]]:
    """Return the drawing in one of the forms, and what is to be said of the file.

    Where it was made for an audience its bytes are searched before they are given: raises OutputRefused, and gives
    nothing, where anything withheld stands in them.
    """
    data, said = _written(drawing, form, printing)
    if drawing.projection:
        refuse_withheld(drawing, data, form)
    return data, said


def _written(drawing: Genogram, form: str, printing: Printing) -> tuple[bytes, tuple[str, ...]]:
    if form == "svg":
        from exporters.drawing.svg import svg_text

        return svg_text(drawing.scene).encode("utf-8"), ()
    if form == "png":
        from exporters.drawing.raster import png_bytes

        return png_bytes(drawing.scene, dpi=printing.dpi)
    if form == "pdf":
        from exporters.drawing.pdf import pdf_bytes

        return pdf_bytes(drawing.scene, day=drawing.day, author=drawing.author, paper=printing.paper)
    if form == "dot":
        from exporters.genogram.dots import dot_source

        return dot_source(drawing).encode("utf-8"), ()
    if form == "txt":
        from exporters.genogram.characters import character_drawing

        return character_drawing(drawing, width=printing.width, is_ascii=printing.is_ascii).encode("utf-8"), ()
    if form == "json":
        return (json.dumps(as_json(drawing), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), ()
    raise UsageError(f"a genogram is not written as .{form}.", remedy=f"Use one of .{', .'.join(FORMS)}.")


def files_of(drawings: Iterable[tuple[Genogram, Path]], printing: Printing = AS_USUAL) -> list[tuple[Path, bytes]]:
    """Return each drawing's file, searched where it is for an audience; what is to be said joins the drawing's notices."""
    made = []
    for drawing, path in drawings:
        data, said = rendered(drawing, path.suffix[1:].lower(), printing)
        if drawing.projection:
            refuse_withheld(drawing, path.name.encode("utf-8", "replace"), "name")
        drawing.notices += [words for words in said if words not in drawing.notices]
        made.append((path, data))
    return made
