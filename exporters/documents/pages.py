"""A document as data: headings, paragraphs, tables, year bands, key facts and pictures, in reading order.

A document is built once (chronology.py) and written by thin writers (docx.py, pdf.py, html.py, sheets.py, text.py,
jsons.py). No writer decides what is said: it only says how it looks in its format. Lengths are millimetres, type
sizes points.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from exporters.documents.printable import printable


class Tone(StrEnum):
    """How a line is to be heard beside the others; never by colour alone."""

    PLAIN = "plain"
    QUIET = "quiet"
    """Beside the matter: a file and row, a mark."""
    STRONG = "strong"
    """To be seen first: a standing, a label."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell or paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


Cell = str | tuple[Line, ...]
"""One plain line, or several lines one below the other."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    heading: str
    width: float
    """Millimetres, padding included."""
    heads_row: bool = False
    """Whether its cell names the row, for those who hear the table."""
    has_bar: bool = False
    """Whether the row's colour bar stands at its left edge."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    bar: str = ""
    """Colour of the narrow bar as RRGGBB, empty for none; what it says is in the cell beside it."""
    mark: str = ""
    """Id of the entry that the row is, by which a Word file that comes back is known; empty for none."""


@dataclass(frozen=True, slots=True)
class Band:
    """A quiet band across a table, such as a year; it heads the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (below the title) to 3; it always stays with what follows."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Key facts: label and words."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row, which every page repeats."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    title: str
    """What the table holds, for those who hear it."""
    points: float = 9.0
    """Type size."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words for those who cannot see it."""

    png: bytes
    alt: str
    caption: str = ""
    width: float = 180.0
    """Millimetres; the height follows."""
    svg: str = ""
    """The same picture as lines, for the formats that can show it so."""
    own_page: bool = True


class Shape(StrEnum):
    """How the paper lies."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on, from a new page, the paper lies so; what is read aloud goes on."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of the document in order, with where they stand: the heading right before it is not among them."""

    levels: int = 2
    """How many levels of headings are listed."""


Block = Heading | Paragraph | Points | Facts | Table | Picture | Turn | Contents


SheetValue = str | int | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of the table form."""

    key: str
    """The heading, one of the canonical ones where there is one, so that the file can be read in again."""
    width: int = 14
    """In characters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same content as one plain table, for CSV and XLSX."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]


@dataclass(frozen=True)
class Document:
    """A document, complete."""

    title: str
    blocks: tuple[Block, ...]
    day: date
    """The day it speaks of; the only date that its file carries."""
    subject: str = ""
    author: str = ""
    running: tuple[str, str] = ("", "")
    """Left and right of the head of every page."""
    foot: str = ""
    """Left of the foot of every page; the right says page n of N."""
    shape: Shape = Shape.LANDSCAPE
    """How the paper lies until a `Turn`."""
    points: float = 10.0
    """Type size of the running text."""
    language: str = "en-GB"
    sheet: Sheet | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    """The same content as values, for the JSON writer."""
    notices: tuple[str, ...] = ()
    """What the person who makes the document should know before sharing it."""
    mark: str = ""
    """Id of the child whose it is, by which a Word file that comes back is known; empty for none."""

    @property
    def rows(self) -> int:
        """Return how many table rows it has, bands not counted."""
        tables = [block for block in self.blocks if isinstance(block, Table)]
        return sum(1 for table in tables for row in table.rows if isinstance(row, Row))


def headings_listed(document: Document) -> tuple[tuple[int, Heading], ...]:
    """Return the headings that a list of contents holds, each with its place among the blocks; none without one."""
    levels = max((block.levels for block in document.blocks if isinstance(block, Contents)), default=0)
    following = (*document.blocks[1:], None)
    return tuple(
        (at, block)
        for at, (block, after) in enumerate(zip(document.blocks, following, strict=True))
        if isinstance(block, Heading) and block.level <= levels and not isinstance(after, Contents)
    )


def figure_numbers(document: Document) -> dict[int, int]:
    """Return the number of each picture that has a caption, by its place among the blocks."""
    captioned = [at for at, block in enumerate(document.blocks) if isinstance(block, Picture) and block.caption]
    return {at: number for number, at in enumerate(captioned, 1)}


def texts_of(block: Block) -> Iterator[str]:
    """Yield the words that a block holds, in reading order; of a picture those for people who cannot see it."""
    if isinstance(block, Paragraph | Heading):
        yield block.text
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, Facts):
        yield from (words for _, words in block.items)
    elif isinstance(block, Picture):
        yield block.alt
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells if isinstance(row, Row) else (row.text,):
                yield cell if isinstance(cell, str) else " ".join(line.text for line in cell)


PAPER = {Shape.LANDSCAPE: (297.0, 210.0), Shape.PORTRAIT: (210.0, 297.0)}
"""Width and height of A4 in millimetres."""

MARGIN = 12.0
"""Left and right margin in millimetres."""


def text_width(shape: Shape) -> float:
    """Return the width between the margins in millimetres."""
    return PAPER[shape][0] - 2 * MARGIN


def fitted_width(picture: Picture, shape: Shape) -> float:
    """Return the width in millimetres at which a picture and its caption stay on one page."""
    across, down = struct.unpack_from(">LL", picture.png, 16)
    height = PAPER[shape][1] - 55.0
    return float(min(picture.width, text_width(shape), height * across / max(down, 1)))


def lines_of(cell: Cell) -> Iterator[Line]:
    """Yield the physical lines of a cell, safe to print, none of them empty."""
    for line in (Line(cell),) if isinstance(cell, str) else cell:
        text = printable(line.text)
        if "\n" not in text:
            if text:
                yield line if text is line.text else Line(text, line.tone)
            continue
        for part in text.split("\n"):
            if part.strip():
                yield Line(part, line.tone)


_LETTER = 0.19
"""Width of an average letter of Noto Sans in millimetres for each point of type size."""


def is_tall(table: Table, row: Row) -> bool:
    """Return whether a row may be too high for the rest of a page, so that it must be allowed to break.

    Rows are otherwise kept whole; the estimate is by number of letters and errs towards breaking.
    """
    most = 22 if table.points < 11 else 16
    for column, cell in zip(table.columns, row.cells, strict=True):
        length = len(cell) if isinstance(cell, str) else sum(len(line.text) for line in cell)
        letters = max(1.0, (column.width - 3) / (_LETTER * table.points))
        if length / letters > most:
            return True
        if length > most and sum(1 + len(line.text) / letters for line in lines_of(cell)) > most:
            return True
    return False
