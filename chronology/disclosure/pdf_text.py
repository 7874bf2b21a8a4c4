"""Every text that a PDF holds, seen or not: its text layer, alternative texts, outline, metadata and attachments.

Nothing is laid out: streams are unpacked, strings decoded, and what is shown is decoded by every character map in the
file (ISO 32000-1, 7.3.4, 9.4.3 and 9.10.3), so that no name is missed because of where it stands.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LITERAL = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_HEX = rb"<(?!<)[0-9A-Fa-f\s]*>"
_STRING = re.compile(_LITERAL + rb"|" + _HEX, re.DOTALL)
_SHOWN = re.compile(
    _LITERAL + rb"|" + _HEX + rb"|/[^\s/<>\[\]()]+\s+[\d.]+\s+Tf\b|\bT[jJ]\b|(?<=[)>\s])['\"](?=\s)|\bET\b", re.DOTALL
)
_COMMENT = re.compile(rb"%([^\r\n]*)")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NO_TEXT = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"\x01\x00\x04", b"\x89PNG", b"\xff\xd8")
"""How fonts and pictures begin: of those only words of five letters and more are read, since shorter ones stand there by chance."""
_FILE_IDS = re.compile(rb"/ID\s*\[[^\]]*\]|<xmpMM:(?:Document|Instance)ID>[^<]*")
"""Digests by which a file is known: letters by chance, and nobody's name."""
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b(.*?)(?=\d+\s+\d+\s+obj\b|$)", re.DOTALL)
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_TARGET = re.compile(rb"(\d+)\s+\d+\s+R")
_FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_DEEPEST = 8
"""How far resources are looked for upwards."""
_RUN = re.compile(rb"[A-Za-z]{5,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME = re.compile(rb"/[^\s<>\[\]()/]+")
_OPERATORS = frozenset(
    [
        "b",
        "B",
        "BDC",
        "BI",
        "BMC",
        "BT",
        "BX",
        "c",
        "cm",
        "CS",
        "cs",
        "d",
        "Do",
        "DP",
        "EI",
        "EMC",
        "ET",
        "EX",
        "f",
        "F",
        "G",
        "g",
        "gs",
        "h",
        "i",
        "ID",
        "j",
        "J",
        "K",
        "k",
        "l",
        "m",
        "M",
        "MP",
        "n",
        "q",
        "Q",
        "re",
        "RG",
        "rg",
        "ri",
        "s",
        "S",
        "SC",
        "sc",
        "SCN",
        "scn",
        "sh",
        "T",
        "Tc",
        "Td",
        "TD",
        "Tf",
        "Tj",
        "TJ",
        "TL",
        "Tm",
        "Tr",
        "Ts",
        "Tw",
        "Tz",
        "v",
        "w",
        "W",
        "y",
    ]
)
"""The operators of a content stream, which are nobody's name."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

Map = tuple[int, dict[int, str]]
"""How many bytes a code has, and what each code stands for."""


def pdf_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each text of a PDF with the kind of place where it stands."""
    bodies = list(_bodies(data))
    outside = _outside(data)
    maps = _Maps(outside, bodies)
    outside = _FILE_IDS.sub(b" ", outside)
    for string in _strings(outside):
        yield "a string (title, author, outline, alternative text)", _text(string)
    for comment in _COMMENT.findall(_STRING.sub(b" ", outside)):
        yield "a comment", comment.decode("latin-1")
    for head, body in bodies:
        if b"begincmap" in body:
            continue
        if b"/Metadata" in head or body.lstrip()[:9] in {b"<?xpacket", b"<x:xmpmet"} or body.lstrip()[:5] == b"<?xml":
            yield "metadata", _FILE_IDS.sub(b" ", body).decode("utf-8", "replace")
            continue
        if body.startswith(_NO_TEXT) or b"/Image" in head or body[36:40] == b"acsp":
            for run in (*_RUN.findall(body), *_RUN.findall(body.replace(b"\x00", b""))):
                yield "a font or picture", run.decode("ascii")
            continue
        if b"/EmbeddedFile" in head:
            yield "an attachment", body.decode("utf-8", "replace")
            continue
        plain = _NAME.sub(b" ", _STRING.sub(b" ", body)).decode("utf-8", "replace")
        yield "an unpacked stream", " ".join(w for w in _LETTERS.findall(plain) if w not in _OPERATORS)
        for string in _strings(body):
            yield "a string (alternative text)", _text(string)
        yield from (("the text layer", text) for text in _shown(head, body, maps))


def _bodies(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the dictionary and the unpacked content of every stream."""
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        head = data[max(data.rfind(b"endobj", 0, match.start()), 0) : match.start()]
        body = data[match.end() : end if end >= 0 else None]
        if b"FlateDecode" in head:
            try:
                body = zlib.decompressobj().decompress(body)
            except zlib.error:
                yield head, body
                continue
        yield head, body


def _outside(data: bytes) -> bytes:
    """Return everything that stands in no stream."""
    kept, at = [], 0
    for match in _STREAM.finditer(data):
        if match.start() < at:
            continue
        end = data.find(b"endstream", match.end())
        kept.append(data[at : match.start()])
        at = end if end >= 0 else len(data)
    return b" ".join([*kept, data[at:]])


def _strings(data: bytes) -> Iterator[bytes]:
    return (_unescaped(match) for match in _STRING.findall(data))


def _unescaped(written: bytes) -> bytes:
    if written[:1] == b"<":
        digits = re.sub(rb"\s", b"", written[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))

    def plain(match: re.Match[bytes]) -> bytes:
        octal, other = match.groups()
        return bytes([int(octal, 8) & 255]) if octal else _ESCAPED.get(other, other)

    return _ESCAPE.sub(plain, written[1:-1]) if b"\\" in written else written[1:-1]


def _text(string: bytes) -> str:
    """Return a text string: UTF-16 or UTF-8 where it says so, else one byte a letter."""
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xff\xfe"):
        return string[2:].decode("utf-16-le", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return string.decode("latin-1")


class _Maps:
    """The character maps of a PDF, by the name under which a content stream calls each font."""

    def __init__(self, outside: bytes, bodies: list[tuple[bytes, bytes]]) -> None:
        by_number: dict[int, Map] = {}
        self.every: list[Map] = []
        for head, body in bodies:
            if b"begincmap" in body:
                number = _number_of(head)
                self.every.append(_map_of(body))
                by_number |= {number: self.every[-1]} if number else {}
        self._objects = {int(number): content for number, content in _OBJECT.findall(outside)}
        self._fonts: dict[int, Map] = {}
        for number, content in self._objects.items():
            for name, target in _REFERENCE.findall(content):
                if name == b"ToUnicode" and int(target) in by_number:
                    self._fonts[number] = by_number[int(target)]
        named: dict[bytes, dict[int, Map]] = {}
        for name, target in _REFERENCE.findall(outside):
            if int(target) in self._fonts:
                found = self._fonts[int(target)]
                named.setdefault(name, {})[id(found)] = found
        self._by_name = {name: list(some.values()) for name, some in named.items()}
        self._of_pages: dict[int, dict[bytes, Map]] = {}
        for content in self._objects.values():
            for written in _CONTENTS.findall(content):
                fonts = self._fonts_in(content)
                self._of_pages |= {int(target): fonts for target in _TARGET.findall(written)}

    def fonts_of(self, head: bytes) -> dict[bytes, Map]:
        """Return the map of each font by the name that a stream calls it; empty where that cannot be told."""
        return self._fonts_in(head) or self._of_pages.get(_number_of(head), {})

    def _fonts_in(self, content: bytes, depth: int = 0) -> dict[bytes, Map]:
        """Return the fonts of a page or stream: from its own resources, or those of what it hangs from."""
        found: dict[bytes, Map] = {}
        for inline in _FONTS.findall(content):
            for name, target in _REFERENCE.findall(inline):
                if int(target) in self._fonts:
                    found[name] = self._fonts[int(target)]
        if found or depth > _DEEPEST:
            return found
        for key in (b"Font", b"Resources", b"Parent"):
            for name, target in _REFERENCE.findall(content):
                if name == key and int(target) in self._objects:
                    inner = self._objects[int(target)]
                    fonts = self._fonts_in(b"/Font<<" + inner + b">>" if key == b"Font" else inner, depth + 1)
                    if fonts:
                        return fonts
        return {}

    def texts(self, codes: bytes, font: bytes, own: dict[bytes, Map]) -> Iterator[str]:
        """Yield what codes say in a font of this stream; by every map, and letter for letter, where the font is not found."""
        if not codes:
            return
        found = [own[font]] if font in own else self._by_name.get(font)
        texts = [] if found else [codes.decode("latin-1")]
        for size, letters in found or self.every:
            numbers = (
                codes if size == 1 else [int.from_bytes(codes[n : n + size], "big") for n in range(0, len(codes), size)]
            )
            texts.append("".join([letters.get(number, "") for number in numbers]))
        for text in texts:
            yield text
            if _RIGHT_TO_LEFT.search(text):
                yield text[::-1]


def _number_of(head: bytes) -> int:
    """Return the number of the object that a stream is; 0 where it has none."""
    found = _NUMBER.findall(head)
    return int(found[-1]) if found else 0


def _shown(head: bytes, body: bytes, maps: _Maps) -> Iterator[str]:
    """Yield what a content stream shows: each run, and what one font shows in each text object as a whole."""
    run, whole, font = b"", b"", b""
    own = maps.fonts_of(head)
    for match in _SHOWN.finditer(body):
        piece = match.group()
        if piece[:1] in b"(<":
            run += _unescaped(piece)
            continue
        if piece.endswith(b"Tf"):
            yield from maps.texts(whole, font, own)
            whole, font = b"", piece[1:].split()[0]
        elif piece == b"ET":
            yield from maps.texts(whole, font, own)
            whole = b""
        else:
            yield from maps.texts(run, font, own)
            whole += run
        run = b""
    yield from maps.texts(whole + run, font, own)


def _map_of(body: bytes) -> Map:
    """Return what the codes of a character map stand for."""
    letters: dict[int, str] = {}
    size = 2
    for block in re.findall(rb"begincodespacerange(.*?)endcodespacerange", body, re.DOTALL):
        size = max([size if size != 2 else 0, *(len(h) // 2 for h in re.findall(rb"<([0-9A-Fa-f]+)>", block))]) or 2
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", body, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            letters[int(code, 16)] = _utf16(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", body, re.DOTALL):
        for first, last, to in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]*>|\[[^\]]*\])", block):
            start, end = int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF)
            given = [_utf16(t) for t in re.findall(rb"<([0-9A-Fa-f]*)>", to)]
            for n, code in enumerate(range(start, end + 1)):
                if to[:1] == b"[":
                    letters[code] = given[n] if n < len(given) else ""
                elif given and given[0]:
                    letters[code] = given[0][:-1] + chr(min(ord(given[0][-1]) + n, 0x10FFFF))
    return size, letters


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii").rjust(len(digits) + len(digits) % 2, "0")).decode(
        "utf-16-be", "replace"
    )
