"""A scene as one page of tagged PDF (PDF/UA-1): the names are real text, the description is its alternative text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from chronology.record.errors import KinlineError
from exporters.documents.fonts import missing_characters
from exporters.documents.printable import printable
from exporters.drawing.metrics import font_files
from exporters.drawing.scene import Scene, Words
from exporters.drawing.sheets import sheets_of
from exporters.drawing.svg import svg_text

if TYPE_CHECKING:
    from typst import Fonts

A4, A3 = (841.9, 595.3), (1190.6, 841.9)
"""Landscape pages in points; each may stand upright."""
MARGIN = 28.0
LARGEST = 14_000.0
"""Side of the largest page that readers of PDF open, in points."""
LEAST_TEXT = 7.0
"""The smallest size at which a drawing's text is printed, in points."""

PAPERS = ("auto", "a4", "a3", "one")
"""A4 where the drawing fits at the least size, else A3, else sheets of A3; sheets of A4; of A3; one page however large."""

_PAGE = """
#let given = json(bytes(sys.inputs.drawing))
#set document(title: given.title, author: given.author)
#set text(lang: "en", region: "GB", font: ("Noto Sans", "Noto Sans Arabic"))
#let wide = 20000pt
#let sides = (start: (left, 0pt), middle: (center, wide / 2), end: (right, wide))
#let at(word) = {
  let (side, back) = sides.at(word.anchor)
  let shown = text(size: word.size * 1pt, weight: word.weight, fill: rgb(word.colour),
    top-edge: "baseline", bottom-edge: "baseline", word.text)
  place(dx: word.x * 1pt - back, dy: word.y * 1pt, box(width: wide, align(side, shown)))
}
#for drawn in given.pages {
  page(width: drawn.page_width * 1pt, height: drawn.page_height * 1pt, margin: given.margin * 1pt,
    figure(alt: drawn.alt, box(width: drawn.width * 1pt, height: drawn.height * 1pt, {
      place(image(bytes(drawn.svg), format: "svg", width: drawn.width * 1pt, alt: drawn.alt))
      for word in drawn.words { at(word) }
    })))
}
"""


def pdf_bytes(scene: Scene, *, day: date, author: str = "", paper: str = "auto") -> tuple[bytes, tuple[str, ...]]:
    """Return the scene as PDF, and what is to be said of it.

    A4 landscape where its text stays at 7 points or more, else A3, else linked sheets of A3 with an overview; other
    `paper` as PAPERS says. Where a letter has no shape in the bundled fonts the PDF does not keep to PDF/UA, and that
    is said.
    """
    import typst

    pages, told = _pages(scene, paper)
    given = json.dumps(
        {
            "title": printable(scene.title),
            "author": printable(author),
            "margin": MARGIN,
            "pages": [
                {
                    "svg": svg_text(one, has_words=False),
                    "words": _words(one, scale),
                    "alt": printable(one.description),
                    "page_width": page[0],
                    "page_height": page[1],
                    "width": round(one.width * scale, 2),
                    "height": round(one.height * scale, 2),
                }
                for one, page, scale in pages
            ],
        },
        ensure_ascii=False,
    )
    missing = missing_characters("".join(scene.texts()))
    said: tuple[str, ...] = ()
    if missing:
        said = (
            f"{len(missing)} characters have no shape in the bundled fonts: the PDF shows a box and is not PDF/UA.",
        )
    for is_tagged in (False,) if missing else (True, False):
        try:
            made = typst.compile(
                _PAGE.encode(),
                format="pdf",
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"drawing": given},
                pdf_standards=["ua-1"] if is_tagged else [],
                timestamp=datetime.combine(day, time(), UTC),
            )
        except typst.TypstError:
            said = ("The PDF does not keep to PDF/UA: something in the drawing is refused by it.",)
            continue
        return bytes(made), (*told, *said)
    raise KinlineError("the PDF could not be made.", remedy="Write the drawing as svg or png instead.")


def _words(scene: Scene, scale: float) -> list[dict[str, object]]:
    """Return the scene's words with their places on the page.

    typst sets them itself: text within an SVG fails PDF/UA where a letter is joined or has marks put to it, as in
    Arabic, Vietnamese and Yoruba names.
    """
    return [
        {
            "x": round(mark.x * scale, 2),
            "y": round(mark.y * scale, 2),
            "size": round(mark.size * scale, 3),
            "weight": 600 if mark.is_bold else 400,
            "anchor": mark.anchor,
            "colour": mark.colour,
            "text": printable(mark.text),
        }
        for group in scene.groups
        for mark in group.marks
        if isinstance(mark, Words) and mark.text
    ]


@cache
def _fonts() -> Fonts:
    """Return the bundled fonts as typst holds them; the machine's own fonts never count."""
    import typst

    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


Page = tuple[float, float]


def _pages(scene: Scene, paper: str) -> tuple[list[tuple[Scene, Page, float]], tuple[str, ...]]:
    """Return what each page holds, its size and the drawing's scale on it; and what is to be said of that."""
    smallest = min(_sizes(scene), default=LEAST_TEXT)
    fitting = {"auto": (A4, A3), "a4": (A4,), "a3": (A3,), "one": (A4, A3)}[paper]
    found = page_of(scene.width, scene.height, smallest, fitting)
    if found:
        return [(scene, *found)], ()
    scale = LEAST_TEXT / smallest
    if paper == "one":
        scale = min(scale, (LARGEST - 2 * MARGIN) / max(scene.width, scene.height))
        size = (
            round(max(scene.width * scale + 2 * MARGIN, A3[0]), 1),
            round(max(scene.height * scale + 2 * MARGIN + 4, A3[1]), 1),
        )
        said = (
            ()
            if scale * smallest >= LEAST_TEXT
            else ("The page is the largest there can be: its words are below 7 points.",)
        )
        return [(scene, size, scale)], said
    page = fitting[-1]
    room = ((page[0] - 2 * MARGIN) / scale, (page[1] - 2 * MARGIN) / scale)
    sheets = sheets_of(scene, room)
    name = "A4" if page is A4 else "A3"
    said = (f"The family is drawn on {len(sheets) - 1} sheets of {name}, after an overview.",)
    return [(one, page, min(scale, (page[1] - 2 * MARGIN) / one.height)) for one in sheets], said


def page_of(
    width: float, height: float, smallest: float, papers: Sequence[Page] = (A4, A3)
) -> tuple[Page, float] | None:
    """Return the first page, lying before upright, that a drawing fits with its smallest words at 7 points, and its scale."""
    for page in (turned for paper in papers for turned in (paper, (paper[1], paper[0]))):
        scale = min((page[0] - 2 * MARGIN) / width, (page[1] - 2 * MARGIN) / height, 1.35)
        if scale * smallest >= LEAST_TEXT:
            return page, scale
    return None


def _sizes(scene: Scene) -> list[float]:
    return [m.size for g in scene.groups if g.role != "legend" for m in g.marks if isinstance(m, Words)]
