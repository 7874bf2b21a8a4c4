"""A chronology that Kinline wrote to Word, come back from somebody's desk: its rows by the entries they were made of.

A bookmark in each row carries the entry's id, one at the title the child's; both outlive edits in Word and
LibreOffice. What Kinline set beside a field in a style of its own (how we know, the file, a doubt) is not read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from chronology.readers.archives import Archive
from chronology.record.errors import UnreadableFile
from chronology.record.values import Id

ROW_MARK = "_kinr"
"""What the bookmark of a row begins with; the entry's id follows."""
CHILD_MARK = "_kinc"
"""What the bookmark of the title begins with; the child's id follows."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = re.compile(r"(?P<mark>_kinr|_kinc)(?P<id>[0-9A-Za-z]{1,34})\Z")
_OWN_STYLES = frozenset({"TableQuiet", "TableStrong"})
"""Styles of what Kinline writes beside a field."""


@dataclass(frozen=True)
class ReturnedRow:
    """One row as it came back."""

    number: int
    """Its place in its table, counted from 1."""
    entry: Id
    """The entry it was made of; empty where somebody added the row."""
    cells: dict[str, str]
    """Heading → text, without what Kinline set beside it."""


@dataclass
class Returned:
    """A chronology that came back."""

    form = "docx"

    child: Id = ""
    rows: list[ReturnedRow] = field(default_factory=list)


def read_returned(data: bytes, name: str) -> Returned | None:
    """Return a Word file's rows by their entries; None where Kinline did not write it.

    Raises UnreadableFile or UnsafeFile where the file cannot be read at all.
    """
    from lxml import etree

    if not data.startswith(b"PK"):
        return None
    archive = Archive(data, name)
    part = archive.numbered("word/document")
    if not part:
        return None
    body = archive.read_xml(part)
    if ROW_MARK.encode() not in body or CHILD_MARK.encode() not in body:
        return None
    try:
        root = etree.fromstring(body, parser=etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError as failure:
        raise UnreadableFile(
            "the document is damaged.", where=name, remedy="Open it in Word and save it again."
        ) from failure
    from chronology.readers.wordfiles import plain_text

    found = Returned()
    seen: set[Id] = set()
    for mark in root.iter(f"{_W}bookmarkStart"):
        match = _MARK.match(mark.get(f"{_W}name") or "")
        if match and match["mark"] == CHILD_MARK:
            found.child = match["id"]
    for table in root.iter(f"{_W}tbl"):
        if not any(_entry_of(row) for row in table.iter(f"{_W}tr")):
            continue
        headings: list[str] = []
        for number, row in enumerate(table.iter(f"{_W}tr"), 1):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = row.findall(f"{_W}tc")
            texts = [plain_text(cell, without=_OWN_STYLES) for cell in cells]
            if not headings:
                headings = [plain_text(cell).strip() for cell in cells]
                continue
            entry = _entry_of(row)
            if entry in seen:
                entry = ""
            seen.add(entry)
            if len(cells) == len(headings) and any(text.strip() for text in texts):
                found.rows.append(ReturnedRow(number, entry, dict(zip(headings, texts, strict=True))))
    return found


def _entry_of(row: Any) -> Id:
    for mark in row.iter(f"{_W}bookmarkStart"):
        match = _MARK.match(mark.get(f"{_W}name") or "")
        if match and match["mark"] == ROW_MARK:
            return match["id"]
    return ""
