"""Blocks of the page written into somebody else's Word template: its own styles where it has them, else Kinline's beside them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from typing import Any

from exporters.documents.docx import paragraph_xml, table_xml
from exporters.documents.docx_styles import put_styles
from exporters.documents.pages import (
    Block,
    Document,
    Facts,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    Row,
    Table,
    Tone,
    texts_of,
)
from exporters.documents.printable import printable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TONES = {Tone.PLAIN: "BodyText", Tone.QUIET: "Quiet", Tone.STRONG: "StrongText"}
_STYLES = (
    "BodyText", "Quiet", "StrongText", "Fact", "Picture", "Caption", "TableText", "TableQuiet", "TableStrong",
    "TableHeading", "TableBand", "AfterTable", "KinlineTable", "Heading1", "Heading2", "Heading3",
)  # fmt: skip
_POINT = "ListBullet"
_HEADINGS = 2
"""A part stands below a heading of the council's own: its own headings begin at this level."""
_ASKED = re.compile(r"\{\{-?p\s+(\w+)")
_TWIPS = 56.7
"""Twentieths of a point in a millimetre."""
_BESIDE = 32.0
"""Millimetres that a heading and a caption take beside a picture on its page."""
_LEAST = 60.0
"""The least room in millimetres that is believed."""


@dataclass(frozen=True)
class Room:
    """The room between the margins of a page, in millimetres."""

    width: float
    height: float


class BlockWriter:
    """Writes blocks as the XML of one template."""

    def __init__(self, engine: Any, document: Document) -> None:
        self.engine, self.document = engine, document
        self._rooms: dict[str, Room] = {}
        self._usual = Room(180.0, 240.0)
        self._marks = count(1)
        self._has_bullets = False

    def prepare(self) -> None:
        """Give the template the styles that it lacks, and look how wide the page is where each part is asked for."""
        import docx

        scratch = docx.Document()
        put_styles(scratch, self.document)
        styles = self.engine.docx.styles.element
        known = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        for style in scratch.styles.element.iter(f"{_W}style"):
            key = style.get(f"{_W}styleId")
            if key in _STYLES and key not in known:
                added = deepcopy(style)
                for above in list(added.iter(f"{_W}basedOn", f"{_W}next", f"{_W}link")):
                    if above.get(f"{_W}val") not in {*known, *_STYLES}:
                        added.remove(above)
                styles.append(added)
        bullet = known.get(_POINT)
        self._has_bullets = bullet is not None and bullet.find(f"{_W}pPr/{_W}numPr") is not None
        self._measure()

    def _measure(self) -> None:
        pending: list[str] = []
        body = self.engine.docx.element.body
        for child in body:
            pending += _ASKED.findall("".join(words.text or "" for words in child.iter(f"{_W}t")))
            section = child if child.tag == f"{_W}sectPr" else child.find(f"{_W}pPr/{_W}sectPr")
            if section is not None:
                self._usual = _room(section) or self._usual
                self._rooms.update(dict.fromkeys(pending, self._usual))
                pending = []

    def written(self, name: str, blocks: Iterable[Block]) -> str:
        """Return blocks as the XML of paragraphs and tables, as wide as the page where this part is asked for."""
        room = self._rooms.get(name, self._usual)
        return "".join(xml for block in blocks for xml in self._block(block, room))

    def _block(self, block: Block, room: Room) -> Iterator[str]:
        if isinstance(block, Heading):
            yield _words(block.text, f"Heading{min(block.level + _HEADINGS - 1, 3)}")
        elif isinstance(block, Paragraph):
            yield from (_words(text, _TONES[block.tone]) for text in printable(block.text).split("\n"))
        elif isinstance(block, Points):
            yield from (_words(f"{'' if self._has_bullets else '• '}{item}", self._point) for item in block.items)
        elif isinstance(block, Facts):
            yield from (_words(f"{label}\t{words}", "Fact") for label, words in block.items)
        elif isinstance(block, Table):
            yield "".join(table_xml(_fitted(block, room.width), self._marks, usual=0))
            yield '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'
        elif isinstance(block, Picture):
            yield self._picture(block, room)
            if block.caption:
                yield _words(block.caption, "Caption")

    @property
    def _point(self) -> str:
        return _POINT if self._has_bullets else "BodyText"

    def _picture(self, picture: Picture, room: Room) -> str:
        from docx.shared import Mm
        from lxml import etree

        part = self.engine.current_rendering_part
        across, down = struct.unpack_from(">LL", picture.png, 16)
        width = min(picture.width, room.width, (room.height - _BESIDE) * across / max(down, 1))
        inline = part.new_pic_inline(BytesIO(picture.png), Mm(width))
        number = next(self._marks)
        for properties in inline.iter("{*}docPr", "{*}cNvPr"):
            properties.set("id", str(number))
            properties.set("name", f"Picture {number}")
            properties.set("descr", " ".join(printable(picture.alt).split("\n")))
        drawn = etree.tostring(inline, encoding="unicode")
        return f'<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing>{drawn}</w:drawing></w:r></w:p>'


def blocks_as_text(blocks: Iterable[Block]) -> str:
    """Return the words that blocks hold, a line each."""
    return "\n".join(words for block in blocks for words in texts_of(block))


def _words(text: str, style: str) -> str:
    return paragraph_xml(Line(" ".join(printable(text).split("\n"))), style, "")


def _room(section: Any) -> Room | None:
    """Return the room between a section's margins; None where it does not say."""
    page, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if page is None or margins is None:
        return None
    try:
        across, down = (float(page.get(f"{_W}{side}")) for side in "wh")
        left, right, top, foot = (float(margins.get(f"{_W}{side}")) for side in ("left", "right", "top", "bottom"))
    except (TypeError, ValueError):
        return None
    return Room(max((across - left - right) / _TWIPS, _LEAST), max((down - top - foot) / _TWIPS, _LEAST))


def _fitted(table: Table, width: float) -> Table:
    """Return a table as wide as the page, without the marks by which Kinline's own files are known again."""
    whole = sum(column.width for column in table.columns)
    columns = tuple(replace(column, width=column.width * min(width / whole, 1.0)) for column in table.columns)
    rows = tuple(replace(row, mark="") if isinstance(row, Row) else row for row in table.rows)
    return replace(table, columns=columns, rows=rows)
