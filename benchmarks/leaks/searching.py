"""A search of what was made, that shares no code with the program's own: unpacks, decodes, and looks for every token.

Tools of the system are used where they are there (pdftotext, pdfinfo, qpdf, strings); where one is missing the result
says what was not searched.
"""

from __future__ import annotations

import base64
import csv
import gzip
import html
import io
import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.leaks.planting import Planted, Sort

TOOLS = {
    "pdftotext": "the words on a PDF's pages",
    "pdfinfo": "a PDF's information, metadata and destinations as poppler reads them",
    "qpdf": "a PDF's objects as qpdf unpacks them (they are unpacked here too)",
    "strings": "whatever looks like text in the bytes, in 7, 8 and 16 bits (looked for here too)",
}
"""Each tool, and what is not searched without it."""

Text = tuple[str, str]
"""Where, and what stands there."""
RAW = "the bytes"
"""How the place begins of what is not decoded: a name of a few letters stands in any heap of bytes by chance."""
JOINED = "joined"
"""How a place is marked whose pieces are put together: the end of one word and the head of the next may make a third."""
LEAST = 5
"""Letters of a name that is looked for in bytes that are not decoded."""

_SPOTS = re.compile(r"(?=((?:[bdfgjklmnprtvz][aeiou]){4}))")
_IDS = re.compile(r"(?=([0-9a-f]{20}))")
_WORDS = re.compile(r"[^\W_]+")
_DEEPEST = 6


@dataclass(frozen=True)
class Found:
    """That a token stands in an output, and where."""

    token: Planted
    where: str


def missing_tools() -> dict[str, str]:
    """Return which tools are not there, each with what is not searched without it."""
    return {tool: what for tool, what in TOOLS.items() if shutil.which(tool) is None}


class Searcher:
    """Looks for a family's tokens in any output."""

    def __init__(self, planted: Iterable[Planted]) -> None:
        self._odd: dict[str, list[Planted]] = {}
        self._ids: dict[str, list[Planted]] = {}
        self._said: dict[str, list[tuple[tuple[str, ...], Planted]]] = {}
        self.size = 0
        for token in planted:
            self.size += 1
            words = token.words.lower()
            if token.sort is Sort.ID:
                self._ids.setdefault(words, []).append(token)
            elif _SPOTS.fullmatch(words) or (len(words) == 8 and _SPOTS.match(words)):
                self._odd.setdefault(words, []).append(token)
            else:
                for spoken in _ways_to_say(token):
                    for form in {spoken, _folded(spoken)}:
                        said = tuple(_WORDS.findall(form))
                        if said:
                            self._said.setdefault(said[0], []).append((said, token))

    def found(self, data: bytes, form: str, name: str = "") -> list[Found]:
        """Return every token that stands in an output or in its file's name, once for each place."""
        hits: dict[tuple[Planted, str], None] = {}
        looked: dict[int, set[Planted]] = {}
        for where, text in texts(data, form):
            key = hash((text, RAW in where, JOINED in where))
            if key not in looked:
                looked[key] = self.found_in(text, is_raw=RAW in where, is_joined=JOINED in where)
            for token in looked[key]:
                hits.setdefault((token, where))
        for token in self.found_in(name):
            hits.setdefault((token, "the file's name"))
        return [Found(token, where) for token, where in hits]

    def found_in(self, text: str, *, is_raw: bool = False, is_joined: bool = False) -> set[Planted]:
        """Return the tokens that a text holds: odd words and ids wherever they stand, names as whole words."""
        plain = text.lower() if is_raw else _shown(text).lower()
        seen: set[Planted] = set()
        for form in {plain} if is_raw else {plain, _folded(plain)}:
            closed = re.sub(r"-\s*\n\s*", "", form)
            for some in {form, closed}:
                for spot in _WORDS.findall(some) if is_joined else _SPOTS.findall(some):
                    seen.update(self._odd.get(spot, ()))
            for spot in _IDS.findall(form) if self._ids else ():
                seen.update(self._ids.get(spot, ()))
            words = _WORDS.findall(form)
            for at, word in enumerate(words):
                for said, token in self._said.get(word, ()):
                    if tuple(words[at : at + len(said)]) == said and (not is_raw or len("".join(said)) >= LEAST):
                        seen.add(token)
        return seen


def _folded(text: str) -> str:
    """Return lower-case text without accents; letters that only look as if they had one lose it too."""
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.replace("ł", "l").replace("ø", "o").lower()


def _shown(text: str) -> str:
    """Return text without what is not seen: soft hyphens, joiners, marks of direction; one kind of apostrophe."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e]", "", text))


def _ways_to_say(token: Planted) -> list[str]:
    words = token.words.lower()
    if token.sort is Sort.BIRTH:
        day = date.fromisoformat(words)
        month = f"{day:%B}".lower()
        return [
            words, f"{day.day} {month} {day.year}", f"{day.day} {month[:3]} {day.year}", f"{day:%d/%m/%Y}",
            f"{day.day}/{day.month}/{day.year}", f"{month} {day.day} {day.year}",
        ]  # fmt: skip
    if token.sort in {Sort.POSTCODE, Sort.PHONE}:
        return [words, words.replace(" ", "")]
    return [words]


def texts(data: bytes, form: str = "", depth: int = 0) -> Iterator[Text]:
    """Yield every text in an output, with where it stands: unpacked, decoded in every likely way."""
    if depth > _DEEPEST:
        return
    if depth == 0 or _is_binary(data):
        yield from _bytes_as_text(data, has_tool=depth == 0)
    if data[:5] == b"%PDF-":
        yield from _pdf(data, depth)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _png(data, depth)
    elif data[:4] == b"PK\x03\x04":
        yield from _zip(data, depth)
    elif data[:2] == b"\x1f\x8b":
        yield from texts(gzip.decompress(data), form, depth + 1)
    elif not _is_binary(data):
        yield from _text_file(data, form, depth)


def _is_binary(data: bytes) -> bool:
    """Return whether bytes are no text: a font, a picture's dots."""
    head = data[:4000]
    return head[:2] not in {b"\xff\xfe", b"\xfe\xff"} and sum(b < 9 or 13 < b < 32 for b in head) * 20 > len(head)


def _bytes_as_text(data: bytes, *, has_tool: bool) -> Iterator[Text]:
    if not _is_binary(data) and data[:4] not in _PACKED:
        return
    if has_tool and shutil.which("strings"):
        for width in ("S", "l", "b"):
            ran = subprocess.run(["strings", "-n", "4", "-e", width], input=data, capture_output=True, check=False)
            yield f"{RAW} by strings", ran.stdout.decode("latin-1")
        return
    yield RAW, data.decode("latin-1")
    yield f"{RAW} in 16 bits", data.replace(b"\x00", b"").decode("latin-1")


_PACKED = {b"%PDF", b"\x89PNG", b"PK\x03\x04"}


def _text_file(data: bytes, form: str, depth: int) -> Iterator[Text]:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
    yield from _data_urls(text, depth)
    text = re.sub(r"(data:[^,\"')\s]{0,60};base64,)[A-Za-z0-9+/=\s]+", r"\1", text)
    yield "the text", text
    yield f"the text, its lines {JOINED}", text.replace("\r", "").replace("\n", "")
    if form == "json":
        yield from _json(text)
    elif form == "csv":
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                yield "a cell", cell
    if "<" in text and ">" in text:
        yield from _markup(text)
    if "\\" in text:
        yield "the text without escapes", re.sub(r"\\[nlrt]", " ", text).replace("\\", "")


def _markup(text: str) -> Iterator[Text]:
    """Yield markup as it is without entities, its text with tags taken for spaces, and with tags taken for nothing."""
    yield "markup", html.unescape(html.unescape(text))
    bare = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL).replace("<![CDATA[", "").replace("]]>", "")
    yield "text between tags", html.unescape(re.sub(r"<[^>]*>", " ", bare))
    yield "text over tags", html.unescape(re.sub(r"<[^>]*>", "", _BLOCKS.sub(" ", bare)))
    for block in re.findall(r"<w:p[ >].*?</w:p>|<a:p[ >].*?</a:p>|<si>.*?</si>|<text[ >].*?</text>", bare, re.DOTALL):
        yield "text over runs", html.unescape(re.sub(r"<[^>]*>", "", block))
    for head in re.findall(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", bare, re.DOTALL):
        yield "a sheet's header", re.sub(r"&[A-Z]", " ", html.unescape(head))


_BLOCKS = re.compile(
    r"</?(?:p|td|th|tr|li|div|h[1-6]|br|hr|table|ul|ol|d[dtl]|section|header|footer|title|desc|text|g|svg|fig\w+|caption"
    r"|option|w:(?:p|tc|tr|br|tab)|a:p|si|c|v|row|is)(?:[ /][^>]*)?>"
)
"""Tags between which no word goes on."""


def _json(text: str) -> Iterator[Text]:
    try:
        edge = [json.loads(text)]
    except ValueError:
        return
    while edge:
        value = edge.pop()
        if isinstance(value, str):
            yield "a JSON string", value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield "a JSON key", key
                edge.append(inner)
        elif isinstance(value, list):
            edge += value


def _data_urls(text: str, depth: int) -> Iterator[Text]:
    for head, body in re.findall(r"data:([^,\"')\s]*),([^\"')\s]*)", text):
        raw = urllib.parse.unquote_to_bytes(body)
        if "base64" in head:
            try:
                raw = base64.b64decode(raw + b"=" * (-len(raw) % 4))
            except ValueError:
                continue
        yield from (("embedded: " + where, inner) for where, inner in texts(raw, "", depth + 1))


def _zip(data: bytes, depth: int) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "a zip's comment", archive.comment.decode("utf-8", "replace")
        for member in archive.infolist():
            yield "a member's name", member.filename
            yield "a member's comment", member.comment.decode("utf-8", "replace")
            yield "a member's extra", member.extra.decode("latin-1")
            inner = archive.read(member)
            for where, text in texts(inner, member.filename.rpartition(".")[2], depth + 1):
                yield f"{member.filename}: {where}", text


def _png(data: bytes, depth: int) -> Iterator[Text]:
    at = 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        at += size + 12
        if kind not in {b"IHDR", b"IDAT", b"PLTE"}:
            name = kind.decode("latin-1")
            yield f"PNG {name}", body.decode("utf-8", "replace").replace("\x00", "\n")
            yield f"PNG {name}", body.decode("latin-1").replace("\x00", "\n")
            for at_byte in (0, 1):
                for order in ("utf-16-le", "utf-16-be"):
                    yield f"PNG {name}", body[at_byte:].decode(order, "ignore")
            for start in range(len(body)):
                if body[start] & 0x0F == 8:
                    unpacked = _inflated(body[start:])
                    if unpacked:
                        yield from ((f"PNG {name}: {w}", t) for w, t in texts(unpacked, "", depth + 1))
        if kind == b"IEND":
            break
    if data[at:]:
        yield from (("after a PNG's end: " + w, t) for w, t in texts(data[at:], "", depth + 1))


def _inflated(packed: bytes) -> bytes:
    """Return what can be unpacked of a deflated stream, nothing where it is none."""
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


def _pdf(data: bytes, depth: int) -> Iterator[Text]:
    yield from _pdf_syntax(data, "a PDF object")
    for start in re.finditer(rb"stream\r?\n", data):
        if data[start.start() - 3 : start.start()] == b"end":
            continue
        unpacked = _inflated(data[start.end() :])
        if unpacked:
            if not _is_binary(unpacked):
                yield from _pdf_strings(unpacked, "a PDF stream")
            yield from ((f"a PDF stream: {w}", t) for w, t in texts(unpacked, "", depth + 1))
    with tempfile.TemporaryDirectory(prefix="kinline-leaks-") as folder:
        path = Path(folder, "made.pdf")
        path.write_bytes(data)
        for where, command in (
            ("a PDF's page", ["pdftotext", "-enc", "UTF-8", str(path), "-"]),
            ("a PDF's page, raw", ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]),
            ("a PDF's information", ["pdfinfo", "-enc", "UTF-8", str(path)]),
            ("a PDF's metadata", ["pdfinfo", "-meta", str(path)]),
            ("a PDF's destinations", ["pdfinfo", "-dests", "-enc", "UTF-8", str(path)]),
        ):
            if shutil.which(command[0]):
                ran = subprocess.run(command, capture_output=True, check=False)
                text = ran.stdout.decode("utf-8", "replace")
                yield where, text
                yield f"{where}, {JOINED}", text.replace("\n", "")
        if shutil.which("qpdf"):
            command = ["qpdf", "--qdf", "--object-streams=disable", "--warning-exit-0", str(path), "-"]
            unpacked = subprocess.run(command, capture_output=True, check=False).stdout
            yield from _pdf_syntax(unpacked, "a PDF unpacked by qpdf")


def _pdf_syntax(data: bytes, where: str) -> Iterator[Text]:
    """Yield what PDF syntax says outside what is packed: its bytes, and its strings decoded."""
    parts = []
    for part in re.split(rb"(?<=endstream)", data):
        head, sign, body = part.partition(b"stream")
        parts.append(part if _is_text(body) else head + sign)
    syntax = b"".join(parts)
    yield where, syntax.decode("latin-1")
    yield where, syntax.decode("utf-8", "ignore")
    yield from _pdf_strings(syntax, where)


def _is_text(body: bytes) -> bool:
    return not _is_binary(body) and b"\xff" not in body[:4000]


_LITERAL = re.compile(rb"\(((?:[^\\()]|\\.|\([^()]*\))*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_OCTAL = {b"%d" % n for n in range(8)}
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}


def _pdf_strings(data: bytes, where: str) -> Iterator[Text]:
    """Yield the strings of PDF syntax, each alone and those between brackets joined: words are drawn in pieces."""
    found = [_decoded(_ESCAPED.sub(_unescaped, match.group(1))) for match in _LITERAL.finditer(data)]
    for match in _HEX.finditer(data):
        digits = re.sub(rb"\s", b"", match.group(1))
        found.append(_decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))))
    yield where, "\n".join(found)
    yield f"{where}, {JOINED}", "".join(found)


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    return bytes([int(code, 8) & 255]) if code[:1] in _OCTAL else _ESCAPES.get(code, code)


def _decoded(raw: bytes) -> str:
    if raw[:2] == b"\xfe\xff":
        return raw[2:].decode("utf-16-be", "replace")
    if raw[:3] == b"\xef\xbb\xbf":
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("latin-1")
