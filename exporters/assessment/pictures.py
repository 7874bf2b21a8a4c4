"""The pictures of the pack: the family, what is around a child, each on a page of its own with its words."""

from __future__ import annotations

from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.values import Id
from exporters.documents.pages import Picture
from exporters.drawing.raster import png_bytes
from exporters.drawing.scene import Scene
from exporters.drawing.svg import svg_text

WIDTH = 273.0
"""Millimetres across a landscape page, between its margins."""
DPI = 150


def genogram_picture(
    case: CaseFile, child: Id | None, *, day: date, state_hash: str, made_for: str = ""
) -> tuple[Picture, tuple[str, ...]]:
    """Return the family's genogram, round one child where one is named, and what is not drawn; no sensitive mark is on it."""
    from exporters.genogram.genogram import genogram

    drawing = genogram(case, day=day, child=child, state_hash=state_hash, made_for=made_for)
    return _picture(drawing.scene, drawing.description), tuple(drawing.notices)


def ecomap_picture(
    case: CaseFile, child: Id, *, day: date, state_hash: str, made_for: str = ""
) -> tuple[Picture, tuple[str, ...]]:
    """Return the ecomap of a child, and what is not drawn."""
    from exporters.ecomap.ecomap import ecomap

    drawing = ecomap(case, child, day=day, state_hash=state_hash, made_for=made_for)
    return _picture(drawing.scene, " ".join(drawing.sentences)), tuple(drawing.notices)


def _picture(scene: Scene, words: str) -> Picture:
    png, _ = png_bytes(scene, dpi=DPI)
    return Picture(png, words, caption=scene.title, width=WIDTH, svg=svg_text(scene), own_page=False)
