"""The fonts that come with Kinline, and which characters they can show."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FAMILIES = ("Noto Sans", "Noto Sans Arabic")
"""In the order in which they are asked for a letter."""

_IGNORABLE = {"Cf", "Cc", "Zl", "Zp", "Zs"}
"""Kinds of characters that need no shape: joiners, controls, separators."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Return the folders in which the bundled fonts lie."""
    import fontpkg

    return tuple(Path(fontpkg.path(family)).parent for family in FAMILIES)


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters of a text that none of the bundled fonts can show, sorted."""
    letters = {ord(letter) for letter in set(text)} - shown_characters()
    return tuple(sorted(c for c in map(chr, letters) if unicodedata.category(c) not in _IGNORABLE))


@cache
def shown_characters() -> frozenset[int]:
    """Return the code points that the bundled fonts have a shape for."""
    import fontpkg

    found: set[int] = set()
    for family in FAMILIES:
        found |= _characters_of(Path(fontpkg.path(family)).read_bytes())
    return frozenset(found)


def _characters_of(font: bytes) -> set[int]:
    """Return the code points of a TrueType font's character map (formats 4 and 12 of the OpenType specification)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    found: set[int] = set()
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, at)
        if tag != b"cmap":
            continue
        count = struct.unpack_from(">H", font, offset + 2)[0]
        for record in range(count):
            start = offset + struct.unpack_from(">L", font, offset + 8 + 8 * record)[0]
            form = struct.unpack_from(">H", font, start)[0]
            if form == 12:
                found |= _format_12(font, start)
            elif form == 4:
                found |= _format_4(font, start)
    return found


def _format_12(font: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for group in range(struct.unpack_from(">L", font, start + 12)[0]):
        first, last, _ = struct.unpack_from(">LLL", font, start + 16 + 12 * group)
        found.update(range(first, last + 1))
    return found


def _format_4(font: bytes, start: int) -> set[int]:
    doubled = struct.unpack_from(">H", font, start + 6)[0]
    found: set[int] = set()
    for at in range(0, doubled, 2):
        last = struct.unpack_from(">H", font, start + 14 + at)[0]
        first = struct.unpack_from(">H", font, start + 16 + doubled + at)[0]
        found.update(range(first, last + 1))
    found.discard(0xFFFF)
    return found
