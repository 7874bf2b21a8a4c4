"""What no text is allowed to carry: characters that a screen, a document or a terminal would obey."""

from __future__ import annotations

import re
import unicodedata

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LINES = re.compile("[\x85\u2028\u2029]")
MOST_MARKS = 8
"""Combining marks kept on one letter; more is no writing system but a defacement."""


def clean(text: str) -> tuple[str, int]:
    """Return text without control characters, direction overrides, NUL and lone surrogates, and how many went.

    Line ends of any kind stay; zero-width joiners stay, since names are written with them.
    """
    cleaned, count = (
        _UNWANTED.subn("", _LINES.sub("\n", text)) if not text.isascii() or _has_controls(text) else (text, 0)
    )
    return cleaned, count


def on_one_line(name: str) -> str:
    """Return the name of a file as it is told and recorded: on one line, whatever a screen would obey shown as "�".

    Systems let a name hold line breaks, escapes and bytes that are no text; a change's label could break over lines by it.
    """
    return " ".join(_UNWANTED.sub("\ufffd", " ".join(name.split())).split()) or "\ufffd"


def _has_controls(text: str) -> bool:
    return _UNWANTED.search(text) is not None


def without_stacked_marks(text: str) -> tuple[str, int]:
    """Return text with at most eight combining marks on one letter, and how many went."""
    if text.isascii():
        return text, 0
    kept: list[str] = []
    run = gone = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > MOST_MARKS:
            gone += 1
        else:
            kept.append(letter)
    return ("".join(kept), gone) if gone else (text, 0)


def comparable(text: str) -> str:
    """Return text as names are compared: composed, without case, zero-width characters and doubled spaces."""
    plain = re.sub("[\u200b-\u200d\u2060\u00ad]", "", unicodedata.normalize("NFKC", text))
    return " ".join(plain.casefold().split())


STROKES = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
}  # fmt: skip
"""Letters that no compatibility form takes the stroke from: "Łukasz" is typed as "Lukasz"."""
_LETTERS = str.maketrans(STROKES | {"ß": "ss", "’": "'", "‘": "'", "`": "'", "ʼ": "'", "-": " ", "‐": " ", "‑": " "})


def unaccented(text: str) -> str:
    """Return text as `comparable`, with letters as a keyboard without them writes them: "Seán" is "sean", "Yıldız" "yildiz"."""
    marked = unicodedata.normalize("NFKD", comparable(text).translate(_LETTERS))
    return " ".join("".join(c for c in marked if unicodedata.category(c) != "Mn").split())
