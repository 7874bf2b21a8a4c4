"""A council's Word template as a file: what may not be in it, and what is taken out of it, before anything is filled in.

A template is opened as what it is, a file from outside: macros, active contents, pictures and templates that Word would fetch from
elsewhere, hidden text and somebody's tracked changes would go out with every child's document.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from chronology.record.errors import InputError

MOST_BYTES = 60_000_000
"""Unpacked size of a template: more is damage or an attack."""
MOST_PARTS = 2_000

DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDS_IN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_TAG = re.compile(r"\{\{|\{%|\{#")
_ACTIVE = ("vbaproject", "vbadata", "activex", "embeddings/", "attachedtoolbars")
_DROPPED = (
    "customXml/",
    "docProps/core.xml",
    "docProps/custom.xml",
    "docProps/thumbnail",
    "word/people",
    "word/webSettings",
    "word/glossary/",
)
_REFUSED_KINDS = {
    "image": "a picture that lies elsewhere",
    "oleObject": "an object that lies elsewhere",
    "frame": "a page that lies elsewhere",
    "subDocument": "a document that lies elsewhere",
    "aFChunk": "another document inside it",
    "mailMergeSource": "a mail merge",
    "video": "a film that lies elsewhere",
}
_FETCHES = re.compile(r"^\s*(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE|MACROBUTTON)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Checked:
    """A template that may be filled."""

    parts: dict[str, bytes]
    said: tuple[str, ...]
    """What was taken out of it."""


def checked_template(template: bytes) -> Checked:
    """Return a template's parts, cleaned; raises InputError, saying everything, where it may not be used as it is."""
    parts = _unpacked(template)
    faults = list(dict.fromkeys(_faults(parts)))
    if faults:
        raise InputError(
            f"the template cannot be used: {'; '.join(faults)}.",
            remedy="Take that out in Word and save it as .docx (accept or reject changes, delete comments, show hidden text).",
        )
    return _cleaned(parts)


def _unpacked(template: bytes) -> dict[str, bytes]:
    damaged = InputError(
        "the template is no Word file (.docx), or it is damaged.", remedy="Open it in Word and save it again as .docx."
    )
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_BYTES:
                raise InputError(
                    f"the template holds more than {MOST_BYTES // 1_000_000} MB or {MOST_PARTS} parts.",
                    remedy="Take pictures out of it.",
                )
            parts = {part.filename: archive.read(part) for part in listed if not part.is_dir()}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as failure:
        raise damaged from failure
    if "[Content_Types].xml" not in parts or DOCUMENT not in parts:
        raise damaged
    return parts


def parsed(data: bytes, name: str) -> Any:
    """Return a part's XML; raises InputError where it is damaged. Nothing outside is read, no entity is put in."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise InputError(
            f"the template is damaged: {name} is no XML.", remedy="Open it in Word and save it again as .docx."
        ) from failure


def _faults(parts: Mapping[str, bytes]) -> Iterator[str]:
    if b"macroenabled" in parts["[Content_Types].xml"].lower():
        yield "it can hold macros (.docm or .dotm)"
    for name, data in sorted(parts.items()):
        if any(word in name.casefold() for word in _ACTIVE):
            yield "it holds macros, active or embedded contents"
        if not name.endswith((".xml", ".rels")):
            continue
        if any(mark in data for kind in ("utf-8", "utf-16-le", "utf-16-be") for mark in _marks(kind)):
            yield f"{name} declares a document type"
            continue
        if name.endswith(".rels"):
            yield from _fetched(parsed(data, name))
        elif _WORDS_IN.fullmatch(name):
            yield from _hidden(parsed(data, name), name)
    yield from _hidden_styles(parts)


def _marks(encoding: str) -> tuple[bytes, ...]:
    return tuple(mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY"))


def _fetched(relations: Any) -> Iterator[str]:
    for relation in relations:
        kind = (relation.get("Type") or "").rpartition("/")[2]
        if kind == "aFChunk" or (relation.get("TargetMode") == "External" and kind in _REFUSED_KINDS):
            yield f"it has {_REFUSED_KINDS[kind]}"
        elif relation.get("TargetMode") == "External" and kind not in {"hyperlink", "attachedTemplate"}:
            yield f"it refers to something that lies elsewhere ({kind[:40]})"


def _hidden(root: Any, name: str) -> Iterator[str]:
    """Yield what of a part's words would go out unseen, or bring something in."""
    if (
        next(root.iter(*(f"{_W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))), None)
        is not None
    ):
        yield "it holds tracked changes"
    if name.endswith("comments.xml") and len(root):
        yield "it holds comments"
    if any(_is_on(mark) for run in root.iter(f"{_W}r") for mark in run.iterfind(f"{_W}rPr/{_W}vanish")):
        yield "it holds hidden text"
    if any(_FETCHES.match(words) for words in _fields(root)):
        yield "it holds a field that fetches something (INCLUDETEXT, DDE or the like)"
    if not _FILLED.fullmatch(name) and _TAG.search("".join(root.itertext())):
        yield f"a field stands where none is filled ({name})"


def _fields(root: Any) -> Iterator[str]:
    """Yield the words of each field of Word, put together from its runs."""
    open_ones: list[str] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr") or ""
        elif element.tag == f"{_W}instrText":
            if open_ones:
                open_ones[-1] += element.text or ""
        elif element.get(f"{_W}fldCharType") == "begin":
            open_ones.append("")
        elif element.get(f"{_W}fldCharType") == "end" and open_ones:
            yield open_ones.pop()
    yield from open_ones


def _hidden_styles(parts: Mapping[str, bytes]) -> Iterator[str]:
    if "word/styles.xml" not in parts:
        return
    styles = parsed(parts["word/styles.xml"], "word/styles.xml")
    hidden = {
        style.get(f"{_W}styleId")
        for style in styles.iter(f"{_W}style")
        if any(_is_on(mark) for mark in style.iterfind(f"{_W}rPr/{_W}vanish"))
    }
    for name, data in parts.items():
        if not hidden or not _WORDS_IN.fullmatch(name):
            continue
        root = parsed(data, name)
        used = {mark.get(f"{_W}val") for mark in root.iter(f"{_W}pStyle", f"{_W}rStyle")}
        if used & hidden:
            yield "it holds hidden text"


def _is_on(mark: Any) -> bool:
    return (mark.get(f"{_W}val") or "true") not in {"0", "false", "off"}


# What is taken out


def _cleaned(parts: Mapping[str, bytes]) -> Checked:
    """Return the parts without what says who wrote the template, where, and with what."""
    gone = {name for name in parts if name.startswith(_DROPPED) or name.endswith("comments.xml")}
    kept = {name: data for name, data in parts.items() if name not in gone}
    said: list[str] = []
    for name, data in list(kept.items()):
        if name.endswith(".rels"):
            root = parsed(data, name)
            for relation in list(root):
                kind = (relation.get("Type") or "").rpartition("/")[2]
                if kind == "attachedTemplate":
                    said.append("the template's link to the template it was made from was taken out")
                if kind == "attachedTemplate" or _target(name, relation.get("Target") or "") in gone:
                    root.remove(relation)
            kept[name] = _written(root)
        elif name == "[Content_Types].xml":
            root = parsed(data, name)
            for item in list(root):
                if (item.get("PartName") or "").lstrip("/") in gone:
                    root.remove(item)
            kept[name] = _written(root)
        elif name == "word/settings.xml":
            kept[name] = _written(_plain_settings(parsed(data, name)))
        elif name.startswith("word/") and name.endswith(".xml"):
            kept[name] = _written(_without_sessions(parsed(data, name)))
    return Checked(kept, tuple(dict.fromkeys(said)))


def _target(rels: str, target: str) -> str:
    """Return the name of the part that a relation means."""
    if target.startswith("/"):
        return target.lstrip("/")
    folder = [step for step in rels.rpartition("_rels/")[0].split("/") if step]
    for step in target.split("/"):
        if step == "..":
            folder = folder[:-1]
        elif step != ".":
            folder.append(step)
    return "/".join(folder)


_SETTINGS_GONE = (
    "attachedTemplate",
    "rsids",
    "docVars",
    "mailMerge",
    "revisionView",
    "trackRevisions",
    "removePersonalInformation",
)


def _plain_settings(root: Any) -> Any:
    for tag in _SETTINGS_GONE:
        for found in list(root.iter(f"{_W}{tag}")):
            found.getparent().remove(found)
    return root


def _without_sessions(root: Any) -> Any:
    """Return a part without the ids of the sessions in which it was edited, and without ties to data that was taken out."""
    for element in root.iter():
        for name in [name for name in element.attrib if "rsid" in str(name)]:
            del element.attrib[name]
    for tie in list(root.iter(f"{_W}dataBinding")):
        tie.getparent().remove(tie)
    return root


def _written(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
