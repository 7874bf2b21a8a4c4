"""Proof of the searcher: one token put into every place of every form that words can hide in, and looked for."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

from benchmarks.leaks.planting import Planted, Sort
from benchmarks.leaks.searching import Searcher

TOKEN = "zubogite"
NAME = "Zoë O’Łuszcz"
NEEDS_POPPLER = {("pdf", "letters of a font of its own"), ("pdf", "letters drawn one by one")}
"""Places that only pdftotext can read."""


def proved(*, has_poppler: bool = True) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the places where the token was found in all its forms, and those where it was not."""
    right, wrong = [], []
    for (form, place), make in PLACES.items():
        if (form, place) in NEEDS_POPPLER and not has_poppler:
            continue
        (right if is_found(make, form) else wrong).append((form, place))
    return right, wrong


def is_found(make: Callable[[str], bytes], form: str) -> bool:
    """Return whether an odd word, and a name with accents, are found where they were put, and nothing where they were not."""
    odd = Planted(TOKEN, Sort.WORD, "", "", "")
    name = Planted(NAME, Sort.FULL_NAME, "", "", "")
    search = Searcher([odd, name])
    is_there = {f.token for f in search.found(make(TOKEN.capitalize()), form)} == {odd}
    is_clean = not search.found(make("Somebody"), form)
    has_name = form == "pdf" or {f.token for f in search.found(make(NAME), form)} == {name}
    return is_there and is_clean and has_name


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _member(name: str, content: str) -> Callable[[str], bytes]:
    return lambda token: _zipped(**{name: content.format(_xml(token))})


def _in_runs(token: str) -> bytes:
    half = len(token) // 2
    runs = f"<w:p><w:r><w:t>{_xml(token[:half])}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{_xml(token[half:])}</w:t></w:r></w:p>"
    return _zipped(word__document=f"<w:body><w:p><w:r><w:t>before</w:t></w:r></w:p>{runs}</w:body>")


def _entities(token: str) -> bytes:
    return f"<p>{''.join(f'&#{ord(c)};' for c in token)}</p>".encode()


def _png(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*c) for c in chunks) + pixels + chunk(b"IEND", b"") + after


def _utf8(token: str) -> bytes:
    return token.encode("utf-8")


def _pdf(objects: list[bytes], catalogue: bytes = b"", info: bytes = b"") -> bytes:
    """Return a PDF of one page; the first object is its content, others follow from number 6."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R]>>"
    )
    every = [
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, objects[0],
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *(objects[1:] or [b"null"]), b"<<" + info + b">>",
    ]  # fmt: skip
    out, at = bytearray(b"%PDF-1.7\n"), []
    for n, body in enumerate(every, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(every) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in at)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(every) + 1, len(every), start)
    return bytes(out)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def _drawn(token: str, before: str = "") -> bytes:
    return f"BT {before} /F 12 Tf 20 100 Td ({token}) Tj ET".encode("latin-1", "ignore")


EMPTY = _stream(b"")


def _wide(token: str) -> bytes:
    return b"<" + ("\ufeff" + token).encode("utf-16-be").hex().encode() + b">"


def _one_by_one(token: str) -> bytes:
    pieces = " ".join(f"({c}) 12" for c in token)
    return _pdf([_stream(f"BT /F 12 Tf 20 100 Td [{pieces}] TJ ET".encode("latin-1", "ignore"))])


def _own_font(token: str) -> bytes:
    """Return a page as typst sets it: its letters are numbers of glyphs."""
    import typst

    made: bytes = typst.compile(f"#set document(date: none)\n#text[{token}]".encode())
    return made


def _in_object_stream(token: str) -> bytes:
    inner = f"10 0 <</Note({token})>>".encode("latin-1", "ignore")
    return _pdf([EMPTY, _stream(inner, b"/Type/ObjStm/N 1/First 5")])


PLACES: dict[tuple[str, str], Callable[[str], bytes]] = {
    ("txt", "a line"): _utf8,
    ("txt", "16 bits"): lambda t: t.encode("utf-16"),
    ("txt", "broken over a line"): lambda t: f"{t[:4]}\n{t[4:]}".encode() if t == TOKEN.capitalize() else _utf8(t),
    ("txt", "broken with a hyphen"): lambda t: f"{t[:4]}-\n  {t[4:]}".encode() if t == TOKEN.capitalize() else _utf8(t),
    ("csv", "a cell"): lambda t: f'a,"{t}",b\r\n'.encode(),
    ("json", "a value, escaped"): lambda t: json.dumps({"a": [{"b": t}]}, ensure_ascii=True).encode(),
    ("json", "a key"): lambda t: json.dumps({t: 1}).encode(),
    ("dot", "a label"): lambda t: f'graph {{ a [label="x\\n{t}\\nz"] }}'.encode(),
    ("html", "text"): lambda t: f"<p>{_xml(t)}</p>".encode(),
    ("html", "letters as numbers"): _entities,
    ("html", "an attribute"): lambda t: f'<p title="{_xml(t)}">x</p>'.encode(),
    ("html", "a comment"): lambda t: f"<!-- {t} --><p>x</p>".encode(),
    ("html", "hidden"): lambda t: f'<p style="display:none">{_xml(t)}</p>'.encode(),
    ("html", "metadata"): lambda t: f'<meta name="author" content="{_xml(t)}">'.encode(),
    ("html", "over tags"): lambda t: f"<p>{_xml(t[:3])}<b>{_xml(t[3:])}</b></p>".encode(),
    ("html", "an embedded picture"): lambda t: b'<img src="data:image/svg+xml;base64,'
    + base64.b64encode(f"<svg><desc>{_xml(t)}</desc></svg>".encode()) + b'">',
    ("svg", "text"): lambda t: f"<svg><text>{_xml(t)}</text></svg>".encode(),
    ("svg", "over spans"): lambda t: f"<svg><text><tspan>{_xml(t[:3])}</tspan><tspan>{_xml(t[3:])}</tspan></text></svg>".encode(),
    ("svg", "an attribute"): lambda t: f'<svg><g aria-label="{_xml(t)}"/></svg>'.encode(),
    ("svg", "a comment"): lambda t: f"<svg><!--{t}--></svg>".encode(),
    ("svg", "metadata"): lambda t: f"<svg><metadata><a>{_xml(t)}</a></metadata></svg>".encode(),
    ("svg", "an id"): lambda t: f'<svg><g id="x-{_xml(t)}"/></svg>'.encode(),
    ("svg", "an embedded picture"): lambda t: b'<svg><image href="data:image/png;base64,'
    + base64.b64encode(_png((b"tEXt", b"Title\x00" + _utf8(t)))) + b'"/></svg>',
    ("png", "tEXt"): lambda t: _png((b"tEXt", b"Title\x00" + _utf8(t))),
    ("png", "zTXt"): lambda t: _png((b"zTXt", b"Title\x00\x00" + zlib.compress(_utf8(t)))),
    ("png", "iTXt, packed"): lambda t: _png((b"iTXt", b"Title\x00\x01\x00en\x00\x00" + zlib.compress(_utf8(t)))),
    ("png", "eXIf"): lambda t: _png((b"eXIf", b"MM\x00*" + t.encode("utf-16-le"))),
    ("png", "after its end"): lambda t: _png(after=_utf8(t)),
    ("docx", "text"): _member("word__document.xml", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
    ("docx", "over runs"): _in_runs,
    ("docx", "a hidden run"): _member("word__document.xml", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"),
    ("docx", "a deleted run"): _member("word__document.xml", "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"),
    ("docx", "alternative text"): _member("word__document.xml", '<wp:docPr id="1" name="P" descr="{}"/>'),
    ("docx", "a bookmark"): _member("word__document.xml", '<w:bookmarkStart w:id="1" w:name="{}"/>'),
    ("docx", "a header"): _member("word__header1.xml", "<w:hdr><w:t>{}</w:t></w:hdr>"),
    ("docx", "a footer"): _member("word__footer1.xml", "<w:ftr><w:t>{}</w:t></w:ftr>"),
    ("docx", "a comment"): _member("word__comments.xml", "<w:comment><w:t>{}</w:t></w:comment>"),
    ("docx", "a comment's author"): _member("word__comments.xml", '<w:comment w:author="{}"/>'),
    ("docx", "docProps core"): _member("docProps__core.xml", "<dc:creator>{}</dc:creator>"),
    ("docx", "docProps app"): _member("docProps__app.xml", "<Company>{}</Company>"),
    ("docx", "docProps custom"): _member("docProps__custom.xml", "<vt:lpwstr>{}</vt:lpwstr>"),
    ("docx", "custom XML"): _member("customXml__item1.xml", "<a b='{}'/>"),
    ("docx", "a link's target"): _member("word___rels__document.xml.rels", '<Relationship Target="file:///C:/{}.docx"/>'),
    ("docx", "a member's name"): lambda t: _zipped(**{f"word__{t}.xml": "<a/>"}),
    ("docx", "an embedded workbook"): lambda t: _zipped(word__embeddings__a=_zipped(xl__a=f"<t>{_xml(t)}</t>")),
    ("docx", "a picture's text"): lambda t: _zipped(word__media__a=_png((b"tEXt", b"T\x00" + _utf8(t)))),
    ("xlsx", "a shared string"): _member("xl__sharedStrings.xml", "<si><t>{}</t></si>"),
    ("xlsx", "rich text"): lambda t: _zipped(xl__s=f"<si><r><t>{_xml(t[:4])}</t></r><r><t>{_xml(t[4:])}</t></r></si>"),
    ("xlsx", "an inline string"): _member("xl__worksheets__sheet1.xml", "<c><is><t>{}</t></is></c>"),
    ("xlsx", "a sheet's name"): _member("xl__workbook.xml", '<sheet name="{}"/>'),
    ("xlsx", "a defined name"): _member("xl__workbook.xml", '<definedName name="x">"{}"</definedName>'),
    ("xlsx", "a comment"): _member("xl__comments1.xml", "<comment><text><t>{}</t></text></comment>"),
    ("xlsx", "a header"): _member("xl__worksheets__sheet1.xml", "<oddHeader>&amp;L{}</oddHeader>"),
    ("xlsx", "docProps core"): _member("docProps__core.xml", "<dc:title>{}</dc:title>"),
    ("pdf", "drawn"): lambda t: _pdf([_stream(_drawn(t))]),
    ("pdf", "drawn unseen"): lambda t: _pdf([_stream(_drawn(t, "3 Tr"))]),
    ("pdf", "letters drawn one by one"): _one_by_one,
    ("pdf", "letters of a font of its own"): _own_font,
    ("pdf", "information"): lambda t: _pdf([EMPTY], info=b"/Title" + _wide(t)),
    ("pdf", "XMP"): lambda t: _pdf([EMPTY, b"null", _stream(f"<x><dc:title>{_xml(t)}</dc:title></x>".encode())], b"/Metadata 7 0 R"),
    ("pdf", "an outline"): lambda t: _pdf([EMPTY, b"null", b"<</First 8 0 R/Last 8 0 R/Count 1>>", b"<</Title" + _wide(t) + b"/Parent 7 0 R>>"], b"/Outlines 7 0 R"),
    ("pdf", "an annotation"): lambda t: _pdf([EMPTY, b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents" + _wide(t) + b">>"]),
    ("pdf", "a link"): lambda t: _pdf([EMPTY, f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://x/{t})>>>>".encode("latin-1", "ignore")]),
    ("pdf", "alternative text"): lambda t: _pdf([EMPTY, b"null", b"<</S/Figure/Alt" + _wide(t) + b">>"], b"/StructTreeRoot 7 0 R"),
    ("pdf", "actual text"): lambda t: _pdf([_stream(b"/Span<</ActualText" + _wide(t) + b">>BDC EMC")]),
    ("pdf", "an escaped string"): lambda t: _pdf([EMPTY], info=b"/Subject(" + b"".join(b"\\%03o" % b for b in t.encode("latin-1", "ignore")) + b")"),
    ("pdf", "an embedded file"): lambda t: _pdf([EMPTY, _stream(_zipped(a=t), b"/Type/EmbeddedFile")]),
    ("pdf", "an object stream"): _in_object_stream,
    ("pdf", "after its end"): lambda t: _pdf([EMPTY]) + _utf8(t),
}  # fmt: skip
"""Every place by form and name, each with what puts a token there."""
