"""Which kind of family file it is, told by its content; only then by its name."""

from __future__ import annotations

import re

from chronology.readers.archives import Archive
from chronology.readers.families.structures import FamilyFile
from chronology.readers.families.xmlfiles import head_of
from chronology.readers.gedcom import looks_like_gedcom, read_gedcom
from chronology.record.errors import UnreadableFile

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_GENOPRO = re.compile(rb"<GenoPro[\s>/]")
_GRAMPS = re.compile(rb"<database[^>]*gramps|<!DOCTYPE\s+database[^>]*gramps", re.IGNORECASE)
_NAMED = {
    ".gno": ("GenoPro", "Open it in GenoPro 2007 or later and save it again."),
    ".gramps": ("Gramps", "Export it again from Gramps as Gramps XML."),
    ".gpkg": ("Gramps", "Export it again from Gramps as Gramps XML."),
}


def read_family(data: bytes, name: str) -> FamilyFile | None:
    """Return a family file of GEDCOM, GenoPro or Gramps as read; None where a file is none of them.

    Raises UnreadableFile where it is one and cannot be read, UnsafeFile where opening it would cost too much.
    """
    head = head_of(data)
    is_xml = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    if is_xml and _GENOPRO.search(head):
        from chronology.readers.families.genopro import read_genopro

        return read_genopro(data, name)
    if (is_xml and _GRAMPS.search(head)) or data.startswith(_GZIP):
        from chronology.readers.families.gramps import read_gramps

        return read_gramps(data, name)
    if data.startswith(_ZIP):
        parts = {part.casefold() for part in Archive(data, name).parts}
        if "data.xml" in parts:
            from chronology.readers.families.genopro import read_genopro

            return read_genopro(data, name)
        if any(part.startswith(("word/", "xl/")) for part in parts):
            return None
        holds_gedcom = any(part.endswith(".ged") for part in parts)
        return read_gedcom(data, name) if holds_gedcom or looks_like_gedcom(data, name) else None
    if looks_like_gedcom(data, name):
        return read_gedcom(data, name)
    for ending, (program, remedy) in _NAMED.items():
        if name.lower().endswith(ending):
            raise UnreadableFile(f"this is no {program} file that can be read.", where=name, remedy=remedy)
    return None
