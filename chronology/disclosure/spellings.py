"""Ways of writing the same thing: letters without their marks, and telephone numbers and e-mail addresses however divided."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′`´＇", "'"))
_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
})  # fmt: skip
"""Letters that no compatibility form takes the stroke from: "Łukasz" is typed as "Lukasz"."""
_WITHIN = re.compile(r"(?<![^\W_])([^\W\d_])'(?=[^\W\d_]{2})")
"""The apostrophe of a name such as O'Hara, which many leave out."""
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)(?![^\W_])")
_DOTTED = re.compile(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{2,4})(?![0-9])")
_YEAR_AFTER = re.compile(r",(?=\s?[0-9]{4}(?![0-9]))")
_PHONE = re.compile(r"(?<![\w.])(?:\+44|0044|\(?0)(?:[ ().\-‐‑–—]{0,3}[0-9]){8,11}(?![0-9])")
_DATE = re.compile(r"(?<![0-9])[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}(?![0-9])")
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\s*$")
_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[^\W\d_a-z])|(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OFFICIAL = (".gov.uk", ".nhs.uk", ".police.uk", ".sch.uk", ".nhs.net", ".ac.uk", ".gov.scot", ".gov.wales")
"""Ends of e-mail addresses that are an office's and nobody's own."""


def folded(text: str) -> str:
    """Return text as names are compared: compatibility forms, marks, strokes and what cannot be seen taken out, case folded.

    The apostrophe of "O'Hara", the "rd" of "3rd", and the points and commas of a date are taken out too.
    """
    if text.isascii():
        plain = text.lower().replace("`", "'")
    else:
        marked = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        kept = "".join(c for c in marked if unicodedata.category(c) not in {"Mn", "Cf"})
        plain = unicodedata.normalize("NFKC", kept.casefold()).translate(_LETTERS)
    if "'" in plain:
        plain = _WITHIN.sub(r"\1", plain)
    if any(c.isdigit() for c in plain):
        plain = _YEAR_AFTER.sub(" ", _DOTTED.sub(r"\1/\2/\3", _ORDINAL.sub("", plain)))
    return plain


def apart(name: str) -> str:
    """Return a file's name with its words apart: "PerpetuaHill2019.pdf" and "perpetua_hill" are words that run together."""
    plain = name.replace("_", " ")
    return _JOINED.sub(" ", plain) if _FILE.search(plain) else plain


def numbers_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield each telephone number and private e-mail address: its sort, how it is compared, where it begins and ends."""
    for found in _PHONE.finditer(text):
        digits = "".join(c for c in found[0] if c.isdigit())
        national = (
            re.sub(r"^(?:0044|44)0?", "0", digits) if not digits.startswith("0") or digits[:4] == "0044" else digits
        )
        if len(national) in {10, 11} and not _DATE.search(found[0]):
            yield "phone", national, found.start(), found.end()
    if "@" in text:
        for found in _EMAIL.finditer(text):
            address = found[0].casefold().rstrip(".")
            if not address.endswith(_OFFICIAL):
                yield "email", address, found.start(), found.end()
