"""Opening zip-based files (DOCX, XLSX, GEDZIP) without being led: bounded, inert, one name once."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from chronology.record.errors import UnreadableFile, UnsafeFile

MOST_PARTS = 5_000
"""Parts of one archive; a Word file of thousands of pages has a few hundred."""
MOST_BYTES = 400 * 1024 * 1024
"""Unpacked size of one archive, in bytes."""
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The names of "Strict Open XML" as the ordinary ones: Word and Excel save either, with the same elements."""
MOST_RATIO = 150
"""Unpacked to packed size of a part above a megabyte; text packs twenty times, a bomb a thousand."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files, and encrypted new ones, begin."""


class Archive:
    """A zip file's parts, each unpacked only when asked for and within bounds."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as failure:
            raise UnreadableFile(
                "the file is damaged or cut short: it is no whole zip file.",
                where=name,
                remedy="Save or copy it again.",
            ) from failure
        if len(parts) > MOST_PARTS:
            raise UnsafeFile(
                f"it holds {len(parts)} parts, more than {MOST_PARTS}.", where=name, remedy="Save it again."
            )
        self._parts: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for part in parts:
            path = PurePosixPath(part.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or ":" in part.filename:
                raise UnsafeFile(
                    "a part of it names a place outside the file.", where=name, remedy="Do not open this file."
                )
            if part.filename in self._parts:
                raise UnsafeFile("two parts of it have one name.", where=name, remedy="Save it again from its program.")
            if part.flag_bits & 0x1:
                raise UnreadableFile("the file is encrypted.", where=name, remedy="Save a copy without a password.")
            total += part.file_size
            if total > MOST_BYTES or (
                part.file_size > max(part.compress_size, 1) * MOST_RATIO and part.file_size > 2**20
            ):
                raise UnsafeFile(
                    "it unpacks to far more than a record of a family would.",
                    where=name,
                    remedy="Save a smaller part of it.",
                )
            self._parts[part.filename] = part

    @property
    def parts(self) -> Mapping[str, int]:
        """The unpacked sizes by part name."""
        return {name: part.file_size for name, part in self._parts.items()}

    def numbered(self, stem: str) -> str:
        """Return a part called `stem.xml`, or `stem2.xml` as Word on the web writes it; empty where there is none."""
        pattern = re.compile(rf"{re.escape(stem)}\d{{0,3}}\.xml\Z")
        return next((name for name in sorted(self._parts) if pattern.match(name)), "")

    def __contains__(self, part: str) -> bool:
        """Return whether there is such a part."""
        return part in self._parts

    def read(self, part: str) -> bytes:
        """Return one part's bytes; raises UnreadableFile where there is none or it is damaged."""
        info = self._parts.get(part)
        if info is None:
            raise UnreadableFile(f"it has no part {part[:80]}.", where=self._name, remedy="Save or copy it again.")
        try:
            with self._zip.open(info) as source:
                data = source.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as failure:
            raise UnreadableFile(
                f"its part {part[:80]} is damaged.", where=self._name, remedy="Save or copy it again."
            ) from failure
        if len(data) > info.file_size:
            raise UnsafeFile("a part of it is larger than it says.", where=self._name, remedy="Do not open this file.")
        return data

    def read_xml(self, part: str) -> bytes:
        """Return one part's bytes, refused where it declares a document type: what could pull in other files."""
        data = self.read(part)
        head = data[:4096].replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in data.replace(b"\x00", b"").upper():
            raise UnsafeFile(
                "it declares a document type, which could pull other files in.",
                where=self._name,
                remedy="Save it again.",
            )
        if b"purl.oclc.org/ooxml" in data[:4096]:
            for strict, ordinary in _STRICT:
                data = data.replace(strict, ordinary)
        return data
