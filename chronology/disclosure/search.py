"""The search of what is about to go out for anything that was withheld, in whatever form it is."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from chronology.disclosure.pdf_text import pdf_texts
from chronology.disclosure.tokens import Finder, Kind, Token
from chronology.record.errors import OutputRefused
from chronology.record.steps import stepwise

Text = tuple[str, str]
"""The kind of place where a text stands, and the text."""

_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*')""")
_LOOKS = frozenset({
    "fill", "stroke", "class", "role", "text-anchor", "font-family", "font-size", "font-weight", "stroke-width",
    "stroke-dasharray", "xmlns", "viewBox", "d", "x", "y", "cx", "cy", "rx", "ry", "width", "height", "id",
    "aria-labelledby", "fill-opacity", "rdf:about", "rdf:parseType",
})  # fmt: skip
"""Attributes that say how something looks: a person called White is not betrayed by a white ground."""
_EMBEDDED = re.compile(r"data:[^;,\"']*;base64,([A-Za-z0-9+/=\s]+)")
_DEEPEST = 4
"""How many containers within one another are opened."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IHDR", b"IDAT", b"PLTE", b"pHYs", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"})


@dataclass(frozen=True)
class Hit:
    """That something withheld stands in an output: what kind of thing and where, never what."""

    kind: Kind
    where: str
    count: int
    """How many different ones."""


def hits(data: bytes, form: str, tokens: Iterable[Token], ordinary: Collection[str] = ()) -> tuple[Hit, ...]:
    """Return what of the withheld tokens an output holds, by kind and place; nothing where it is clean.

    `form` is the file's suffix (svg, png, pdf, dot, txt, json …). `ordinary` are the output's own words: a name that
    is one of them (May, Close) is looked for only as part of a full name.
    """
    finder = Finder(tokens, ordinary, small_too=False)
    found: dict[tuple[Kind, str], set[Token]] = {}
    for where, text in stepwise(texts_of(data, form)):
        for token in finder.found_in(text):
            found.setdefault((token.kind, where), set()).add(token)
    return tuple(Hit(kind, where, len(some)) for (kind, where), some in sorted(found.items()))


def refuse_if_found(data: bytes, form: str, tokens: Collection[Token], ordinary: Collection[str] = ()) -> None:
    """Raise OutputRefused where an output holds something withheld, saying what kind and where, never what."""
    found = hits(data, form, tokens, ordinary)
    if found:
        kinds = Counter[str]()
        for hit in found:
            kinds[f"{hit.kind.value} in {hit.where}"] += hit.count
        words = "; ".join(kinds)
        raise OutputRefused(
            f"something withheld stands in it: {words}.",
            where=f".{form}",
            remedy="Nothing was written. If a title, author, purpose, reason or template you gave names somebody, leave that out; "
            "if not, please report this.",
        )


def texts_of(data: bytes, form: str = "", depth: int = 0) -> Iterator[Text]:
    """Yield every text in an output: unpacked, decoded, metadata and what nobody sees among it."""
    if depth > _DEEPEST:
        return
    if data.startswith(b"%PDF"):
        for where, text in pdf_texts(data):
            yield from _markup(text, depth) if where == "metadata" else [(where, text)]
    elif data.startswith(_PNG):
        yield from _png(data, depth)
    elif data.startswith(b"PK\x03\x04"):
        yield from _zip(data, depth)
    elif data.startswith(b"\x1f\x8b"):
        yield from texts_of(gzip.decompress(data), form, depth + 1)
    else:
        text = _decoded(data)
        if form == "json":
            yield from _json(text)
        elif form == "dot":
            yield "text", text
            yield "a label", html.unescape(re.sub(r"\\([nlr])", "\n", text).replace('\\"', '"').replace("\\\\", "\\"))
        elif form in {"svg", "html", "xml", "rels"} or text.lstrip()[:5] in {"<?xml", "<svg "}:
            yield from _markup(text, depth)
        else:
            yield "text", text


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _markup(text: str, depth: int) -> Iterator[Text]:
    """Yield what stands in markup: texts, each apart and all joined, comments, attributes, embedded files."""
    for comment in _COMMENT.findall(text):
        yield "a comment", html.unescape(comment)
    text = _COMMENT.sub(" ", text).replace("<![CDATA[", " ").replace("]]>", " ")
    for tag in stepwise(_TAG.findall(text)):
        if tag.startswith(("<?", "<!")):
            yield "an instruction", html.unescape(tag)
        for name, value in _ATTRIBUTE.findall(tag):
            if name not in _LOOKS and not name.startswith("xmlns"):
                # What is embedded is opened below: its packed letters are no words.
                yield "an attribute", html.unescape(_EMBEDDED.sub(" ", value[1:-1]))
    yield "text", html.unescape(_TAG.sub("\n", text))
    yield "text", html.unescape(_TAG.sub("", text))
    for packed in _EMBEDDED.findall(text):
        try:
            inner = base64.b64decode("".join(packed.split()))
        except (binascii.Error, ValueError):
            continue
        yield from texts_of(inner, "", depth + 1)


def _json(text: str) -> Iterator[Text]:
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield str(key)
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    try:
        yield from (("a value", words) for words in walk(json.loads(text)))
    except ValueError:
        yield "text", text


def _png(data: bytes, depth: int) -> Iterator[Text]:
    """Yield the texts of a PNG's chunks, packed ones too, and whatever follows its end."""
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in _PIXELS:
            if kind == b"IEND":
                break
            continue
        yield "metadata", body.replace(b"\x00", b"\n").decode("utf-8", "replace")
        yield "metadata", body.replace(b"\x00", b"\n").decode("latin-1")
        packed = body.find(b"\x78")
        while packed >= 0:
            try:
                yield "metadata", _decoded(zlib.decompressobj().decompress(body[packed:]))
                break
            except zlib.error:
                packed = body.find(b"\x78", packed + 1)
    if data[at:].strip(b"\x00"):
        yield from (("what follows the picture", text) for _, text in texts_of(data[at:], "", depth + 1))


def _zip(data: bytes, depth: int) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "a comment", _decoded(archive.comment)
        for member in archive.infolist():
            yield "a file's name", member.filename
            yield "a comment", _decoded(member.comment)
            if not member.is_dir():
                yield from texts_of(archive.read(member), member.filename.rpartition(".")[2], depth + 1)
