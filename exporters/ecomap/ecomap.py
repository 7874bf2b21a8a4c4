"""A child's ecomap, or its network circles: gathered, placed, drawn, and written in six forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.steps import go_on
from chronology.record.values import Id
from exporters.drawing.scene import Scene
from exporters.ecomap.around import around as what_is_around
from exporters.ecomap.draw import scene_of
from exporters.ecomap.layout import Layout, lay_out
from exporters.ecomap.system import Around
from exporters.ecomap.telling import Telling

FORMS = ("svg", "png", "pdf", "dot", "txt", "json")


@dataclass
class Ecomap:
    """One drawing of what is around one child on a day."""

    around: Around
    layout: Layout
    scene: Scene
    heading: tuple[str, str]
    """The title, and the line below it."""
    sentences: tuple[str, ...]
    """The drawing in words, a sentence each."""
    footnotes: tuple[str, ...]
    telling: Telling
    has_circles: bool = False
    author: str = ""
    notices: list[str] = field(default_factory=list)
    """What the person should be told: what is not drawn, and why."""

    @property
    def day(self) -> date:
        """The day that it shows."""
        return self.around.day


def ecomap(
    case: CaseFile,
    child: Id,
    *,
    day: date,
    known_on: date | None = None,
    is_household: bool = False,
    has_circles: bool = False,
    title: str = "",
    author: str = "",
    state_hash: str = "",
    made_for: str = "",
) -> Ecomap:
    """Return the ecomap of one child as at a day, or its network circles.

    With `is_household` the child's household of the day is at the centre; with `known_on` only what was known on that day
    is drawn. `made_for` says for whom it was made and what is withheld from them. The same case file, options and day give the same drawing on every machine: the placing is our own.
    """
    found = what_is_around(case, child, day, known_on=known_on, is_household=is_household, made_for=made_for)
    go_on()
    layout = lay_out(found, has_circles=has_circles)
    telling = Telling(found, has_circles=has_circles)
    name = found.child.shown_name
    whose = f"{name} and household" if found.home else name
    heading = title or (f"Network circles of {whose}" if has_circles else f"Ecomap of {whose}")
    parts = [f"As at {When.on(day).words()}"]
    parts += [f"as known on {When.on(known_on).words()}"] if known_on else []
    parts += [made_for] if made_for else []
    parts += [f"child: {name}"] if title else []
    parts += [f"drawn by {author}"] if author else []
    parts += found.sources
    parts += [f"document check code {state_hash[:16]}"] if state_hash else []
    line = " · ".join(parts)
    go_on()
    sentences = telling.sentences()
    footnotes = _footnotes(found, telling, has_circles=has_circles)
    description = " ".join(f"{sentence}." for sentence in (heading, *parts, *sentences, *footnotes[: int(has_circles)]))
    go_on()
    scene = scene_of(
        found, layout, telling, title=heading, line=line, description=description,
        footnotes=footnotes,
    )  # fmt: skip
    return Ecomap(
        found,
        layout,
        scene,
        (heading, line),
        tuple(sentences),
        footnotes,
        telling,
        has_circles,
        author,
        list(found.notices),
    )


def _footnotes(found: Around, telling: Telling, *, has_circles: bool) -> tuple[str, ...]:
    notes = []
    if has_circles:
        notes.append("The rings say who people are. Who knows what, and who helps, is for the family to say")
    if found.lacking:
        notes.append(telling.lacking())
    return tuple(notes)


def rendered(drawing: Ecomap, form: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the drawing in one of the forms, the same bytes every time, and what is to be said of the file.

    Raises UsageError for a form that is not known.
    """
    writers: dict[str, Callable[[Ecomap], tuple[bytes, tuple[str, ...]]]] = {
        "svg": _svg, "png": _png, "pdf": _pdf, "dot": _dot, "txt": _txt, "json": _json,
    }  # fmt: skip
    if form not in writers:
        raise UsageError(f"an ecomap is not written as .{form}.", remedy=f"Use one of .{', .'.join(FORMS)}.")
    return writers[form](drawing)


def _svg(drawing: Ecomap) -> tuple[bytes, tuple[str, ...]]:
    from exporters.drawing.svg import svg_text

    return svg_text(drawing.scene).encode("utf-8"), ()


def _png(drawing: Ecomap) -> tuple[bytes, tuple[str, ...]]:
    from exporters.drawing.raster import png_bytes

    return png_bytes(drawing.scene)


def _pdf(drawing: Ecomap) -> tuple[bytes, tuple[str, ...]]:
    from exporters.drawing.pdf import pdf_bytes

    # Everything hangs on the centre: cut into sheets it would say nothing.
    return pdf_bytes(drawing.scene, day=drawing.day, author=drawing.author, paper="one")


def _dot(drawing: Ecomap) -> tuple[bytes, tuple[str, ...]]:
    from exporters.ecomap.dots import dot_source

    return dot_source(drawing).encode("utf-8"), ()


def _txt(drawing: Ecomap) -> tuple[bytes, tuple[str, ...]]:
    from exporters.ecomap.characters import character_drawing

    return character_drawing(drawing).encode("utf-8"), ()


def _json(drawing: Ecomap) -> tuple[bytes, tuple[str, ...]]:
    import json

    from exporters.ecomap.data import as_json

    return (json.dumps(as_json(drawing), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), ()


def render(drawing: Ecomap, form: str) -> bytes:
    """Return the drawing in one of the forms; raises UsageError for another."""
    return rendered(drawing, form)[0]
