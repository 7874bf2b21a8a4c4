"""The gallery's pictures and its page, made by code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chronology.record.casefile import CaseFile
from exporters.drawing.scene import Group, Scene
from exporters.drawing.sheets import bounds_of
from exporters.drawing.svg import svg_text
from exporters.genogram.chosen import Sensitive
from exporters.genogram.draw import moved_by
from exporters.genogram.genogram import Genogram, genogram
from exporters.genogram.notation import PROFILES
from tests.gallery.rows import DAY, Row, rows

FOLDER = Path(__file__).parents[2] / "docs"
PICTURES = "gallery"
MARGIN = 6.0


@cache
def pages() -> dict[str, str]:
    """Return the text of every file of the gallery by its name within the docs."""
    files = {f"{PICTURES}/{row.key}-{profile}.svg": picture(row, profile) for row in rows() for profile in PROFILES}
    return {"gallery.md": page(), **files}


def drawn(row: Row, profile: str) -> Genogram:
    """Return a row's drawing, everything that has to be asked for asked for."""
    return genogram(
        CaseFile.of(row.records),
        day=DAY,
        profile=profile,
        fill=row.fill,
        show=frozenset(Sensitive),
        title=row.words,
    )


def picture(row: Row, profile: str) -> str:
    """Return a row's drawing without heading and legend."""
    drawing = drawn(row, profile)
    kept = [g for g in drawing.scene.groups if g.role not in {"heading", "legend"}]
    left, top, right, bottom = drawing.picture.extent
    dx, dy = moved_by(drawing.picture)
    for _, _, over, under in (bounds_of(g) for g in kept if g.role == "placement"):
        right, bottom = max(right, over - dx), max(bottom, under - dy)
    shift = (MARGIN - left - dx, MARGIN - top - dy)
    groups = tuple(Group(g.role, g.title, tuple(m.moved(*shift) for m in g.marks)) for g in kept)
    words = " ".join(f"{sentence}." for sentence in drawing.sentences)
    return svg_text(Scene(right - left + 2 * MARGIN, bottom - top + 2 * MARGIN, row.words, words, groups))


def page() -> str:
    """Return the gallery's page."""
    lines = [
        "# Gallery of the notation",
        "",
        "Every row of the [notation](genogram.md), drawn by Kinline in each profile. The families are invented.",
    ]
    section = ""
    for row in rows():
        if row.section != section:
            section = row.section
            lines += [
                "",
                f"## {section}",
                "",
                "| | " + " | ".join(f"`{p}`" for p in PROFILES) + " |",
                "|---|---|---|---|",
            ]
        cells = " | ".join(f"![{row.words}, {profile}]({PICTURES}/{row.key}-{profile}.svg)" for profile in PROFILES)
        lines.append(f"| {row.words} | {cells} |")
    return "\n".join([*lines, ""])
