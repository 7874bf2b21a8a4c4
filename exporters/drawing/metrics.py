"""How wide text is in the bundled fonts, from the fonts' own tables."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache, lru_cache
from pathlib import Path


@cache
def font_files() -> tuple[Path, ...]:
    """Return the bundled fonts that drawings use."""
    import fontpkg

    return tuple(Path(fontpkg.path(family)) for family in ("Noto Sans", "Noto Sans Arabic"))


@cache
def _advances() -> dict[int, float]:
    """Return the advance width of every character of the bundled fonts, in ems."""
    found: dict[int, float] = {}
    for path in reversed(font_files()):
        found.update(_advances_of(path.read_bytes()))
    return found


def _advances_of(font: bytes) -> dict[int, float]:
    tables: dict[bytes, int] = {}
    for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, at)
        tables[tag] = offset
    units = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, font, tables[b"hmtx"])[::2]
    cmap, found = tables[b"cmap"], {}
    for record in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * record)[0]
        if struct.unpack_from(">H", font, start)[0] == 12:
            for group in range(struct.unpack_from(">L", font, start + 12)[0]):
                first, last, glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * group)
                for code in range(first, last + 1):
                    found[code] = widths[min(glyph + code - first, count - 1)] / units
        elif struct.unpack_from(">H", font, start)[0] == 4:
            found = _format_4(font, start, widths, units) | found
    return found


def _format_4(font: bytes, start: int, widths: tuple[int, ...], units: int) -> dict[int, float]:
    doubled = struct.unpack_from(">H", font, start + 6)[0]
    found: dict[int, float] = {}
    for at in range(0, doubled, 2):
        last = struct.unpack_from(">H", font, start + 14 + at)[0]
        first = struct.unpack_from(">H", font, start + 16 + doubled + at)[0]
        delta = struct.unpack_from(">h", font, start + 16 + 2 * doubled + at)[0]
        where = start + 16 + 3 * doubled + at
        offset = struct.unpack_from(">H", font, where)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = (
                code + delta if offset == 0 else struct.unpack_from(">H", font, where + offset + 2 * (code - first))[0]
            )
            found[code] = widths[min(glyph % 65536, len(widths) - 1)] / units
    return found


class _Ems(dict[str, float]):
    """The width of every letter met so far, in ems."""

    def __missing__(self, letter: str) -> float:
        found = 0.0 if unicodedata.combining(letter) else _advances().get(ord(letter), 1.0)
        self[letter] = found
        return found


_EMS = _Ems()


@lru_cache(maxsize=65_536)
def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return a text's width in points at a size in points; a letter that no font has counts as one em."""
    return sum(map(_EMS.__getitem__, text)) * size * (1.08 if is_bold else 1.0)


def shortened(text: str, size: float, room: float) -> str:
    """Return a text that fits into a width, its end given as "…" where it had to be cut."""
    advances = _advances()
    left = room - advances.get(ord("…"), 1.0) * size
    kept = 0
    used = 0.0
    for n, letter in enumerate(text):
        used += 0.0 if unicodedata.combining(letter) else advances.get(ord(letter), 1.0) * size
        if used > room:
            return text[:kept].rstrip() + "…"
        if used <= left:
            kept = n + 1
    return text
