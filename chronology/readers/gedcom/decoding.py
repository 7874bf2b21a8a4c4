"""A GEDCOM file's bytes as text: by byte order mark, then by shape, and only then by what the file claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology.readers.gedcom.ansel import decode_ansel
from chronology.readers.hygiene import clean

_CLAIM = re.compile(rb"(?:^|[\r\n])[ \t]*1[ \t]+CHAR[ \t]+([^\r\n]{1,40})")
_CUT_LETTER = re.compile(
    rb"([\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})"
    rb"((?:\r\n|\n|\r)[ \t]*\d+[ \t]+CONC[ \t])([\x80-\xbf]{1,3})"
)
"""A UTF-8 letter whose bytes a CONC line parts."""
_CLAIMED = {
    "ANSEL": "ansel",
    "ANSI": "cp1252",
    "WINDOWS": "cp1252",
    "WINDOWS-1252": "cp1252",
    "CP1252": "cp1252",
    "IBMPC": "cp437",
    "IBM": "cp437",
    "IBM DOS": "cp437",
    "OEM": "cp437",
    "MSDOS": "cp437",
    "MS-DOS": "cp437",
    "CP437": "cp437",
    "CP850": "cp850",
    "MACINTOSH": "mac_roman",
    "ISO8859-1": "latin-1",
    "ISO-8859-1": "latin-1",
    "ISO8859": "latin-1",
    "LATIN1": "latin-1",
    "ISO-8859-15": "iso8859-15",
}


@dataclass(frozen=True)
class Decoded:
    """The text of a file, how it was decoded, and what was doubtful about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...]
    stripped: int
    """How many control characters were taken out."""


def decode(data: bytes) -> Decoded:
    """Return the text of a GEDCOM file; never fails, and says what was doubtful.

    Byte order mark, then the pattern of NUL bytes that UTF-16 leaves, then strict UTF-8, and only then the file's
    own CHAR line is believed (many programs write one encoding and claim another).
    """
    warnings: list[str] = []
    text, encoding = _decoded(data, warnings)
    text, stripped = clean(text)
    if stripped:
        warnings.append(f"{stripped} control characters were taken out")
    return Decoded(text, encoding, tuple(warnings), stripped)


def _decoded(data: bytes, warnings: list[str]) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                body, cut = _CUT_LETTER.subn(rb"\1\3\2", body)
                if cut:
                    warnings.append(f"{cut} letters that a CONC line cut in two were joined again")
            return _lenient(body, encoding, warnings), encoding
    wide = _wide(data[:4000])
    if wide:
        return _lenient(data, wide, warnings), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    joined, cut = _CUT_LETTER.subn(rb"\1\3\2", data)
    if cut:
        try:
            text = joined.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            warnings.append(f"{cut} letters that a CONC line cut in two were joined again")
            return text, "utf-8"
    found = _CLAIM.search(data[:20000])
    claim = found[1].decode("ascii", "replace").strip().upper() if found else ""
    encoding = _CLAIMED.get(claim, "")
    if encoding == "ansel":
        text, unknown = decode_ansel(data)
        if unknown:
            warnings.append(f"{unknown} bytes have no meaning in ANSEL and are shown as �")
        return text, "ansel"
    if encoding:
        return _lenient(data, encoding, warnings), encoding
    if claim in {"UTF-8", "UTF8", "UNICODE"} and _mostly_utf8(data):
        return _lenient(data, "utf-8", warnings), "utf-8"
    said = f"the file says {claim}, which it is not" if claim else "the file does not say how it is encoded"
    warnings.append(f"{said}: read as Windows-1252; check accented letters in names")
    return data.decode("cp1252", "replace"), "cp1252"


def _mostly_utf8(data: bytes) -> bool:
    """Return whether bytes that are not UTF-8 are few against those that are (a line cut through a letter)."""
    wrong = data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())
    right = sum(1 for c in data.decode("utf-8", "ignore") if ord(c) > 0x7F)
    return right > wrong


def _lenient(data: bytes, encoding: str, warnings: list[str]) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        warnings.append(f"{text.count(chr(0xFFFD))} characters cannot be read as {encoding} and are shown as �")
        return text


def _wide(head: bytes) -> str:
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and even < odd // 4:
        return "utf-16-le"
    if even > len(head) // 5 and odd < even // 4:
        return "utf-16-be"
    return ""
