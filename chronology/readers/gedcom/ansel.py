"""ANSEL (ANSI/NISO Z39.47), the character set of older GEDCOM files, with GEDCOM's own additions."""

from __future__ import annotations

import unicodedata

_SPACING = {
    0xA1: "Ł", 0xA2: "Ø", 0xA3: "Đ", 0xA4: "Þ", 0xA5: "Æ", 0xA6: "Œ", 0xA7: "ʹ", 0xA8: "·", 0xA9: "♭", 0xAA: "®",
    0xAB: "±", 0xAC: "Ơ", 0xAD: "Ư", 0xAE: "ʼ", 0xB0: "ʻ", 0xB1: "ł", 0xB2: "ø", 0xB3: "đ", 0xB4: "þ", 0xB5: "æ",
    0xB6: "œ", 0xB7: "ʺ", 0xB8: "ı", 0xB9: "£", 0xBA: "ð", 0xBC: "ơ", 0xBD: "ư", 0xBE: "□", 0xBF: "■", 0xC0: "°",
    0xC1: "ℓ", 0xC2: "℗", 0xC3: "©", 0xC4: "♯", 0xC5: "¿", 0xC6: "¡", 0xC7: "ß", 0xC8: "€", 0xCD: "e", 0xCE: "o",
    0xCF: "ß",
}  # fmt: skip
_COMBINING = {
    0xE0: "\u0309", 0xE1: "\u0300", 0xE2: "\u0301", 0xE3: "\u0302", 0xE4: "\u0303", 0xE5: "\u0304", 0xE6: "\u0306",
    0xE7: "\u0307", 0xE8: "\u0308", 0xE9: "\u030c", 0xEA: "\u030a", 0xEB: "\ufe20", 0xEC: "\ufe21", 0xED: "\u0315",
    0xEE: "\u030b", 0xEF: "\u0310", 0xF0: "\u0327", 0xF1: "\u0328", 0xF2: "\u0323", 0xF3: "\u0324", 0xF4: "\u0325",
    0xF5: "\u0333", 0xF6: "\u0332", 0xF7: "\u0326", 0xF8: "\u031c", 0xF9: "\u032e", 0xFA: "\ufe22", 0xFB: "\ufe23",
    0xFC: "\u0338", 0xFE: "\u0313",
}  # fmt: skip


def decode_ansel(data: bytes) -> tuple[str, int]:
    """Return the text, composed, and how many bytes had no meaning (each becomes "�").

    In ANSEL a combining mark stands before its letter, in Unicode after it.
    """
    out: list[str] = []
    waiting: list[str] = []
    unknown = 0
    for byte in data:
        mark = _COMBINING.get(byte)
        if mark is not None:
            waiting.append(mark)
            continue
        if byte < 0x80:
            letter = chr(byte)
        else:
            found = _SPACING.get(byte)
            unknown += found is None
            letter = found or "\ufffd"
        if waiting and letter in "\r\n":
            out += waiting
            waiting.clear()
        out.append(letter)
        if waiting:
            out += reversed(waiting)
            waiting.clear()
    return unicodedata.normalize("NFC", "".join(out + waiting)), unknown
