"""The lanes of one child, or of siblings on one axis: gathered, drawn, and written in four forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology.lives.experience import LivedExperience
from chronology.patterns.words import counted, day_words, listed
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.steps import stepwise
from exporters.documents.origins import files_of, from_words, is_by_hand, told_of
from exporters.documents.wording import labels_of_files
from exporters.drawing.scene import Scene
from exporters.lanes.axis import axis_of
from exporters.lanes.characters import COLUMNS, characters_of, columns_for
from exporters.lanes.draw import LABELS, MARGIN, WIDTH, Block, scene_of
from exporters.lanes.items import Lane, lanes_of_child

FORMS = ("svg", "png", "pdf", "txt")
MOST_SOURCES = 4
"""Files named in the heading as where the lanes come from; of more, how many more."""
RIGHT = 46.0
"""Room at the right of the axis for what is counted there, in points."""


@dataclass
class Lanes:
    """One drawing of lanes."""

    scene: Scene
    text: str
    """The same in characters and words."""
    day: date
    author: str = ""
    notices: list[str] = field(default_factory=list)


def lanes_of(
    case: CaseFile,
    lives: Sequence[LivedExperience],
    *,
    is_by_age: bool = False,
    author: str = "",
    state_hash: str = "",
    made_for: str = "",
    width: int = 0,
) -> Lanes:
    """Return the lanes of some children, under one another on one axis; of one child alone nothing of a sibling is there.

    `made_for` says for whom they were made and what is withheld from them; the lanes in characters keep to `width` columns,
    where it is not 0. Raises UsageError for ages where a child has no date of birth.
    """
    day = lives[0].day
    blocks = [Block(life, lanes_of_child(life)) for life in lives]
    rows = [block.lanes for block in blocks]
    axis = axis_of(lives, rows, MARGIN + LABELS, WIDTH - MARGIN - RIGHT, is_by_age=is_by_age)
    names = listed(life.timeline.child.shown_name for life in lives)
    title = f"Life of {names}, in lanes"
    only = lives[0].timeline.child
    parts = [f"As at {When.on(day).words()}"]
    parts += [f"born {only.birth.words()}"] if len(lives) == 1 and not only.birth.is_undated else []
    parts += ["by age"] if is_by_age else []
    parts += [made_for] if made_for else []
    parts += [f"drawn by {author}"] if author else []
    parts += _sources(case, lives, made_for)
    parts += [f"document check code {state_hash[:16]}"] if state_hash else []
    line = " · ".join(parts)
    notes = _notes(blocks)
    sentences = [
        f"{life.timeline.child.shown_name}: {_told(block.lanes)}"
        for life, block in zip(lives, stepwise(blocks), strict=True)
    ]
    description = " ".join(f"{words}." for words in (title, line, *sentences, *notes))
    scene = scene_of(blocks, axis, title=title, line=line, description=description, notes=notes)
    columns = columns_for(blocks, width) if width else COLUMNS
    narrow = axis_of(lives, rows, 0.0, float(columns), is_by_age=is_by_age)
    text = "\n".join([title, line, "", *characters_of(blocks, narrow), *notes]).rstrip("\n") + "\n"
    return Lanes(scene, text, day, author)


def _sources(case: CaseFile, lives: Sequence[LivedExperience], made_for: str) -> list[str]:
    """Return from which files the lanes come, in words, and whether some of it was recorded by hand."""
    told = [
        one
        for life in lives
        for one in told_of(case, life.timeline.child.id, (*life.timeline.entries, *life.timeline.undated))
    ]
    labels = labels_of_files(case, [life.timeline.child for life in lives])
    names = sorted({labels[document] for document in files_of(case, told)})
    if len(names) > MOST_SOURCES:
        names[MOST_SOURCES:] = [f"{len(names) - MOST_SOURCES} more"]
    words = from_words(names, by_hand=is_by_hand(told, made_for))
    return [words] if words else []


def _told(lanes: Sequence[Lane]) -> str:
    """Return what stands in a child's lanes, in words."""
    out = []
    for lane in lanes:
        bars = [
            f"{b.words}, {day_words(b.soonest)} to {'no end recorded' if b.is_open else day_words(b.latest)}"
            for b in lane.bars
        ]
        counts = [counted(len(lane.spots), "mark")] if lane.spots else []
        out.append(f"{lane.label}: {'; '.join([*bars, *counts])}")
    return ". ".join(out) if out else "nothing recorded"


def _notes(blocks: Sequence[Block]) -> list[str]:
    undated = sum(len(block.life.timeline.undated) for block in blocks)
    notes = ["A space in a lane says that nothing is recorded there, not that nothing was."]
    if undated:
        notes.append(f"{counted(undated, 'entry', 'entries')} without a date stand in no place.")
    return notes


def rendered(drawing: Lanes, form: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the drawing in one of the forms, the same bytes every time, and what is to be said of the file.

    Raises UsageError for a form that is not known.
    """
    if form == "svg":
        from exporters.drawing.svg import svg_text

        return svg_text(drawing.scene).encode("utf-8"), ()
    if form == "png":
        from exporters.drawing.raster import png_bytes

        return png_bytes(drawing.scene)
    if form == "pdf":
        from exporters.drawing.pdf import pdf_bytes

        return pdf_bytes(drawing.scene, day=drawing.day, author=drawing.author, paper="one")
    if form == "txt":
        from exporters.documents.printable import printable

        return printable(drawing.text).encode("utf-8"), ()
    raise UsageError(f"lanes are not written as .{form}.", remedy=f"Use one of .{', .'.join(FORMS)}.")
