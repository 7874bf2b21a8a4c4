"""XML that is only data: nothing outside it is fetched, nothing in it unfolds, and its size is bounded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from chronology.readers.archives import MOST_RATIO
from chronology.readers.families.structures import Structure
from chronology.readers.hygiene import clean
from chronology.record.errors import UnreadableFile, UnsafeFile

MOST_BYTES = 64 * 2**20
"""Size of one XML file, unpacked, in bytes; 2,000 people take three megabytes."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


def head_of(data: bytes) -> bytes:
    """Return how a file begins, whatever its Unicode encoding."""
    return data[:4096].replace(b"\x00", b"")


def begins_unpacked(data: bytes) -> bytes:
    """Return how what a gzip file holds begins; empty where it is damaged from the start."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:65_536], 4096)
    except zlib.error:
        return b""


def unpacked(data: bytes, name: str, most: int = MOST_BYTES) -> bytes:
    """Return what a gzip file holds; raises UnreadableFile where it is damaged, UnsafeFile where it is a bomb."""
    most = min(most, max(len(data) * MOST_RATIO, 2**20))
    out: list[bytes] = []
    size = 0
    try:
        while data:
            stream = zlib.decompressobj(wbits=31)
            out.append(stream.decompress(data, most - size + 1))
            size += len(out[-1])
            if size > most:
                raise UnsafeFile(
                    "it unpacks to far more than a record of a family would.", where=name, remedy="Export it again."
                )
            if not stream.eof:
                raise UnreadableFile("the file is cut short.", where=name, remedy="Copy or export it again.")
            data = stream.unused_data.lstrip(b"\x00")
    except zlib.error as failure:
        raise UnreadableFile(
            "the file is damaged: it is no whole gzip file.", where=name, remedy="Copy or export it again."
        ) from failure
    return b"".join(out)


def read_xml(data: bytes, name: str) -> Any:
    """Return the root element.

    A document type is allowed where it only names itself, as Gramps writes it, and is never fetched. Raises UnsafeFile
    where entities are declared or the file is too large, UnreadableFile where it is damaged.
    """
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise UnsafeFile(
            f"it holds {len(data) // 2**20} MB of XML, more than {MOST_BYTES // 2**20} MB.",
            where=name,
            remedy="Export a smaller part of the family.",
        )
    if b"<!ENTITY" in data.replace(b"\x00", b"").upper():
        raise _declares_entities(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        line = getattr(failure, "lineno", None) or 1
        why = "" if b"GenoPro" not in head_of(data) else " from GenoPro"
        raise UnreadableFile(
            "the file is damaged, cut short or not in the encoding that it says: it is no whole XML file.",
            where=f"{name}, line {line}",
            remedy=f"Save it again{why}, or copy it again.",
        ) from failure
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise _declares_entities(name)
    return root


def _declares_entities(name: str) -> UnsafeFile:
    return UnsafeFile(
        "it declares entities, which could unfold or pull other files in.", where=name, remedy="Do not open this file."
    )


def line_of(element: Any) -> int:
    """Return the line that an element stands on."""
    return int(element.sourceline or 0)


def tag_of(element: Any) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children_of(element: Any, *tags: str) -> Iterator[Any]:
    """Yield the elements directly below, of any of these names where some are given."""
    for child in () if element is None else element:
        tag = tag_of(child)
        if tag and (not tags or tag in tags):
            yield child


def child_of(element: Any, *tags: str) -> Any | None:
    """Return the first element directly below of any of these names; None where there is none."""
    return next(children_of(element, *tags), None)


def text_of(element: Any | None) -> str:
    """Return an element's own words, without those of the elements below, without controls; lines are kept."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if not tag_of(child):
            parts.append(child.text or "")
        parts.append(child.tail or "")
    return clean("".join(parts))[0].strip()


def text_below(element: Any | None, *tags: str) -> str:
    """Return the words of the first element below of any of these names."""
    return text_of(child_of(element, *tags))


def attribute_of(element: Any, name: str) -> str:
    """Return an attribute's words, without controls; empty where there is none."""
    return clean(element.get(name) or "")[0].strip()


def carried_of(element: Any) -> Structure:
    """Return an element that has no place of its own as a structure to be carried, whole."""
    made = _carried(tag_of(element), text_of(element), line_of(element))
    for name in element.attrib:
        made.hang(_carried(name.rpartition("}")[2], attribute_of(element, name), made.line))
    for child in children_of(element):
        made.hang(carried_of(child))
    return made


def _carried(name: str, words: str, line: int) -> Structure:
    is_plain = _NAME.match(name) is not None
    made = Structure(f"_{name.upper()}" if is_plain else "_TAG", words.replace("@", "@@"), "", line)
    if not is_plain:
        made.add("TYPE", name)
    return made
