"""Letters in a terminal: how many columns they take, and text that no terminal measures differently."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from exporters.documents.printable import printable

_UNSEEN = re.compile("[\u00ad\u200b\u200d-\u200f\u2060-\u2064\u061c\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""Soft hyphens, joiners, direction marks, variation selectors and skin tones: terminals disagree on their width."""
_NUMBER_SIGNS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}
"""Format characters of Arabic and Syriac that take a column."""
_MARK = "\u200e"
"""Keeps a right-to-left name from turning round what stands beside it."""
_PLAIN = str.maketrans(
    {
        "†": "x",
        "•": "*",
        "…": ".",
        "≤": "<",
        "·": "-",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "\xa0": " ",
    }
)


@lru_cache(maxsize=4096)
def _columns(letter: str) -> int:
    code = ord(letter)
    if unicodedata.category(letter) in {"Mn", "Me", "Mc"} or 0x1160 <= code <= 0x11FF or code == 0x3164:
        return 0
    if unicodedata.category(letter) == "Cf":
        return 1 if code in _NUMBER_SIGNS else 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def one_line(text: str) -> str:
    """Return a text that can stand on one line: made safe to print, every stretch of white space one space."""
    return " ".join(printable(text).split())


def even(text: str) -> str:
    """Return a text on one line that is as wide in every terminal: without the letters on whose width they disagree."""
    return " ".join(_UNSEEN.sub("", printable(text)).split())


def clipped(text: str, room: int) -> str:
    """Return a text of at most so many columns, its end replaced by "…" where it was longer."""
    if cells(text) <= room:
        return text
    found, wide = "", 0
    for letter in text:
        wide += _columns(letter)
        if wide > room - 1:
            break
        found += letter
    return f"{found.rstrip()}…"


def plain(text: str) -> str:
    """Return a text with the signs of the drawing's own words in ASCII; names keep their letters."""
    return text.translate(_PLAIN)


def letters_in_cells(words: str) -> list[str]:
    """Return words cell by cell: a letter with its marks; an empty cell follows a wide letter.

    Words that run from right to left are held by marks at both ends, so that they turn nothing round.
    """
    found: list[str] = []
    for letter in words:
        wide = _columns(letter)
        if wide:
            found += [letter] if wide == 1 else [letter, ""]
        elif found:
            at = -1 if found[-1] else -2
            found[at] += letter
    if found and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in words):
        found[0] = _MARK + found[0]
        last = -1 if found[-1] else -2
        found[last] += _MARK
    return found
