"""Ways of writing the same thing: letters without their marks, of another alphabet, apart; numbers and addresses however divided."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from chronology.readers.hygiene import STROKES

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′`´＇", "'"))
_LETTERS = str.maketrans(STROKES)
_ALIKE = dict(zip("авекмнорстухіјѕԁһԛԝѵӏαβεζηικμνορτυχϲϳ", "abekmhopctyxijsdhqwvlabezhikmnoptyxcj", strict=True))
"""Small letters of Cyrillic and Greek that look, small or capital, like one of Latin: "Рerpetua" with a Cyrillic P."""
_FOLDED = _LETTERS | str.maketrans(_ALIKE)
_NU = re.compile(r"(?<=[A-Za-z])ν|ν(?=[A-Za-z])")
"""A small nu among Latin letters, which looks like a v; its capital looks like an N."""
_TWO_LETTERS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe",
})  # fmt: skip
"""How these letters are written where a keyboard has none of them: "Mueller" for "Müller", "Aase" for "Åse"."""
_TWO_FOR_ONE = re.compile(r"(?<![aeiouyq])(?:([aou])e|(a)a)(?=[bcdfghjklmnpqrstvwxz])")
"""Two letters that may stand for one, in the middle or at the beginning of a name: "Mueller", not "Doe", "Bauer" or "Quest"."""
_ONE_FOR_TWO = re.compile(r"(?<![aeiouyq])[aou](?=[bcdfghjklmnpqrstvwxz])")
"""A letter that may have lost its mark: the "u" of "Muller"."""
_SHORTEST = 4
"""Letters that a name has to have with one letter for two: "Jo" is no "Joe", and "Bar" no "Baer"."""
_APART = frozenset(
    {"aaron", "gabriel", "isaac", "israel", "manuel", "michael", "michal", "rachael", "rafael", "raphael", "samuel"}
)
"""Names in which the two letters are two sounds, or that would be taken for another name."""
_SPELT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .·•*_\u00a0-]{1,3}[^\W\d_](?![^\W_])){2,}")
"""Three letters or more that each stand alone: "S.i.o.b.h.a.n", "S i o b h a n"."""
_WITHIN = re.compile(r"(?<![^\W_])([^\W\d_])'(?=[^\W\d_]{2})")
"""The apostrophe of a name such as O'Hara, which many leave out."""
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)(?![^\W_])")
_DOTTED = re.compile(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{2,4})(?![0-9])")
_YEAR_AFTER = re.compile(r"(?<!-[0-9]{2}),(?=\s?[0-9]{4}(?![0-9]))")
"""The comma of "March 3, 1971"; not the one between a day of a table, 2021-03-04, and the next cell."""
_PHONE = re.compile(r"(?<![\w.])(?:\+44|0044|\(?0)(?:[ ().\-‐‑–—]{0,3}[0-9]){8,11}(?![0-9]|[a-f][0-9a-f]*[0-9])")
"""The digits that an identifier in hexadecimal begins with are no telephone number."""
_DATE = re.compile(r"(?<![0-9])[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}(?![0-9])")
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\s*$")
_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[^\W\d_a-z])|(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OFFICIAL = (".gov.uk", ".nhs.uk", ".police.uk", ".sch.uk", ".nhs.net", ".ac.uk", ".gov.scot", ".gov.wales")
"""Ends of e-mail addresses that are an office's and nobody's own."""


def folded(text: str) -> str:
    """Return text as names are compared: compatibility forms, marks, strokes and what cannot be seen taken out, case folded.

    Letters of Cyrillic and Greek that look like one of Latin are that one. The apostrophe of "O'Hara", the "rd" of "3rd", and the points and commas of a date are taken out too.
    """
    if text.isascii():
        plain = text.lower().replace("`", "'")
    else:
        if "ν" in text:
            text = _NU.sub("v", text)
        marked = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        kept = "".join(c for c in marked if unicodedata.category(c) not in {"Mn", "Cf"})
        plain = unicodedata.normalize("NFKC", kept.casefold()).translate(_FOLDED)
    if "'" in plain:
        plain = _WITHIN.sub(r"\1", plain)
    if any(c.isdigit() for c in plain):
        plain = _YEAR_AFTER.sub(" ", _DOTTED.sub(r"\1/\2/\3", _ORDINAL.sub("", plain)))
    return plain


def apart(name: str) -> str:
    """Return a file's name with its words apart: "PerpetuaHill2019.pdf" and "perpetua_hill" are words that run together."""
    plain = name.replace("_", " ")
    return _JOINED.sub(" ", plain) if _FILE.search(plain) else plain


def two_lettered(text: str) -> str:
    """Return a text with "ae" for "ä", "oe" for "ö" and "ø", "ue" for "ü" and "aa" for "å"; the same where it has none of them."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_TWO_LETTERS)


def spelt_alike(word: str) -> Iterator[str]:
    """Yield how else a folded name is written where "ä", "ö", "ü", "å" or "ø" is meant: "muller" of "mueller", and "mueller" of "muller".

    Nobody sees on "Muller" whether it lost a mark, so each letter that may have is tried, and all of them together.
    """
    if word in _APART:
        return
    plain = _TWO_FOR_ONE.sub(lambda two: two[1] or two[2], word)
    found = {plain} if plain != word else set()
    if len(plain) >= _SHORTEST:
        for second in ("e", "a"):
            places = [m.end() for m in _ONE_FOR_TWO.finditer(word) if second == "e" or m[0] == "a"]
            found |= {f"{word[:at]}{second}{word[at:]}" for at in places}
            found.add("".join(f"{letter}{second if at + 1 in places else ''}" for at, letter in enumerate(word)))
        yield from sorted(found - {word} - _APART)


def spelt_out(text: str) -> Iterator[list[tuple[str, int]]]:
    """Yield each run of letters that stand apart, every letter folded and with its place in the text."""
    for run in _SPELT.finditer(text):
        yield [(folded(text[at]), at) for at in range(run.start(), run.end()) if text[at].isalpha()]


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
