"""A document as tagged PDF (PDF/UA-1), laid out by typst from data; no case text is ever read as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from chronology.record.errors import KinlineError
from chronology.record.steps import go_on, stepwise
from exporters.documents.fonts import font_folders, missing_characters
from exporters.documents.pages import (
    MARGIN,
    PAPER,
    Band,
    Block,
    Cell,
    Contents,
    Document,
    Facts,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    Row,
    Shape,
    Table,
    Tone,
    Turn,
    fitted_width,
    headings_listed,
    is_tall,
    lines_of,
)
from exporters.documents.pdf_layouts import Order, laid_out, laid_out_apart
from exporters.documents.printable import printable
from exporters.documents.processes import can_be_apart

APART = 300
"""From so many rows on a PDF is laid out in a process of its own."""

_LONG_WORD = re.compile(r"\S{28,}")
_STEP = 14
_BREAK = "\u200b"


def pdf_bytes(document: Document) -> bytes:
    """Return the document as PDF: PDF/UA-1, or tagged PDF 1.7 where a letter has no shape in the bundled fonts.

    However long it is, it becomes one PDF; volumes.py cuts what is too long for one.
    """
    return pdf_with_notices(document)[0]


def pdf_with_notices(document: Document) -> tuple[bytes, tuple[str, ...]]:
    """Return the document as PDF and what is to be said of it, which also stands at its end; see `pdf_bytes`."""
    said = _missing(document)
    if not said:
        made = _compiled(document, (), is_accessible=True)
        if made is not None:
            return made, ()
        said = ("This PDF is tagged but does not keep to PDF/UA: its text holds something that standard refuses.",)
    made = _compiled(document, said, is_accessible=False)
    if made is None:
        raise KinlineError(
            "the PDF could not be laid out.", remedy="Write it as docx or html instead, and tell the maintainers."
        )
    return made, said


def _missing(document: Document) -> tuple[str, ...]:
    letters: set[str] = set()
    for text in _texts(document):
        letters.update(text)
    missing = missing_characters("".join(letters))
    if not missing:
        return ()
    names = ", ".join(dict.fromkeys(_script(letter) for letter in missing))
    how_many = "1 character" if len(missing) == 1 else f"{len(missing)} characters"
    said = (
        f"{how_many} ({names}) without a shape in the fonts that come with Kinline: the PDF shows an empty box "
        "instead and does not keep to PDF/UA. The Word, HTML and text forms hold the words."
    )
    return (said,)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unnamed").split()[0].lower()


def _texts(document: Document) -> Iterator[str]:
    yield from (document.title, document.author, *document.running, document.foot)
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Facts):
            yield from (text for item in block.items for text in item)
        elif isinstance(block, Picture):
            yield block.caption
        elif isinstance(block, Table):
            for row in stepwise(block.rows):
                cells: tuple[Cell, ...] = (row.text,) if isinstance(row, Band) else row.cells
                for cell in cells:
                    yield from (line.text for line in lines_of(cell))


def _content(document: Document, said: tuple[str, ...]) -> str:
    width, height = PAPER[document.shape]
    about: tuple[Block, ...] = (Heading("About this PDF"), *(Paragraph(words) for words in said)) if said else ()
    parts: list[dict[str, Any]] = [{"width": width, "height": height, "blocks": []}]
    shape = document.shape
    listed = {at for at, _ in headings_listed(document)}
    for at, block in enumerate((*document.blocks, *about)):
        if isinstance(block, Turn):
            shape = block.shape
            across, down = PAPER[shape]
            parts.append({"width": across, "height": down, "blocks": []})
        else:
            parts[-1]["blocks"].append(_block(block, shape, is_listed=at in listed))
    return json.dumps(
        {
            "title": _flat(document.title),
            "author": _flat(document.author),
            "running": [_flat(words) for words in document.running],
            "foot": _flat(document.foot),
            "points": document.points,
            "width": width,
            "height": height,
            "margin": MARGIN,
            "parts": parts,
        },
        ensure_ascii=False,
    )


def _block(
    block: Heading | Paragraph | Points | Facts | Table | Picture | Contents, shape: Shape, *, is_listed: bool
) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": _flat(block.text), "listed": is_listed}
    if isinstance(block, Contents):
        return {"kind": "contents", "levels": block.levels}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "lines": _cell((Line(block.text, block.tone),))}
    if isinstance(block, Points):
        return {"kind": "points", "items": [_flat(item) for item in block.items]}
    if isinstance(block, Facts):
        return {"kind": "facts", "items": [[_flat(label), _flat(words)] for label, words in block.items]}
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "svg": block.svg,
            "png": [] if block.svg else list(block.png),
            "alt": _flat(block.alt),
            "caption": _flat(block.caption),
            "width": fitted_width(block, shape),
            "own": block.own_page,
        }
    return {
        "kind": "table",
        "points": block.points,
        "widths": [column.width for column in block.columns],
        "headings": [_flat(column.heading) for column in block.columns],
        "bar": next((at for at, column in enumerate(block.columns) if column.has_bar), -1),
        "rows": [_row(block, row) for row in stepwise(block.rows)],
    }


def _row(table: Table, row: Row | Band) -> dict[str, Any]:
    if isinstance(row, Band):
        return {"band": _flat(row.text)}
    return {"cells": [_cell(cell) for cell in row.cells], "bar": row.bar, "tall": is_tall(table, row)}


def _cell(cell: Cell) -> str | list[str | list[str]]:
    lines = list(lines_of(cell))
    if not lines:
        return ""
    if len(lines) == 1 and lines[0].tone is Tone.PLAIN:
        return _broken(lines[0].text)
    return [_broken(line.text) if line.tone is Tone.PLAIN else [line.tone.value, _broken(line.text)] for line in lines]


def _flat(text: str) -> str:
    return _broken(" ".join(printable(text).split("\n")))


def _broken(text: str) -> str:
    """Return the text with places to break within words that no column could hold."""
    if len(text) < 28 or not _LONG_WORD.search(text):
        return text
    return _LONG_WORD.sub(
        lambda word: _BREAK.join(word[0][at : at + _STEP] for at in range(0, len(word[0]), _STEP)), text
    )


def _compiled(document: Document, said: tuple[str, ...], *, is_accessible: bool) -> bytes | None:
    """Return the PDF, or None where typst refuses."""
    order = Order(
        files("exporters.documents").joinpath("page.typ").read_text("utf-8"),
        tuple(str(folder) for folder in font_folders()),
        document.day.isoformat(),
        is_accessible,
    )
    if document.rows < APART or not can_be_apart():
        return laid_out(order, _content(document, said))
    try:
        return laid_out_apart(order, _content(document, said), go_on)
    except OSError as error:
        raise KinlineError(
            "the PDF could not be laid out: there may be too little memory.",
            remedy="Close other programs and try again, or write it as docx or html instead.",
        ) from error
