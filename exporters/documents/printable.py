"""Text made safe to print: what no page can show is taken out, and nothing else."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab, line feed
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, annotations, what XML 1.0 forbids
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f"  # language tags: text that nobody sees
    "]"
)

_SEQUENCES = re.compile("\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b\\[[0-?]*[ -/]*[@-~]|\x9b[0-?]+[ -/]*[@-~]")
"""Terminal sequences: taken out whole, so that no half of one stays as letters."""

_PILE = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{8})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+"
)
"""More than eight marks on one letter: no language writes them, and they would run over the lines around."""

_SUSPECT = re.compile(f"{_LINE_ENDS.pattern}|{_UNPRINTABLE.pattern}|{_PILE.pattern}")


def printable(text: str) -> str:
    """Return the text without control characters, terminal sequences, bidi controls and piled-up marks.

    Line ends become a line feed; tabs stay.
    """
    if (text.isascii() and text.isprintable()) or not _SUSPECT.search(text):
        return text
    text = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", _SEQUENCES.sub("", text)))
    return _PILE.sub(r"\1", text)
