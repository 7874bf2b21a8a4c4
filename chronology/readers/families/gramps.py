"""Gramps XML of any version (.gramps, plain or gzip; .gpkg with its pictures): people, families, events, notes.

What Gramps knows beside people is carried as records: sources, places, repositories, tags.
"""

from __future__ import annotations

import io
import tarfile
from typing import Any

from chronology.readers.archives import MOST_BYTES as MOST_PACKAGE_BYTES
from chronology.readers.families.gramps_parts import PartMaker, address_below, date_below, names_below
from chronology.readers.families.structures import FamilyFile, Structure, Tree, as_ref, warnings_of
from chronology.readers.families.xmlfiles import (
    MOST_BYTES,
    attribute_of,
    begins_unpacked,
    carried_of,
    child_of,
    children_of,
    line_of,
    read_xml,
    tag_of,
    text_below,
    text_of,
    unpacked,
)
from chronology.record.errors import UnreadableFile

_GZIP = b"\x1f\x8b"
_AGAIN = "Export it again from Gramps as Gramps XML."
_RECORDS = {
    "notes": "NOTE", "citations": "SOUR", "sources": "_SOURCE", "repositories": "REPO", "places": "_LOC",
    "objects": "OBJE", "tags": "_TAG",
}  # fmt: skip
"""Lists of what is no person and no family, and the tag under which each item is carried."""
_READ = {"header", "people", "families", "events", *_RECORDS}


def read_gramps(data: bytes, name: str) -> FamilyFile:
    """Return a Gramps file's records; raises UnreadableFile or UnsafeFile where it cannot be read at all."""
    others = 0
    if data.startswith(_GZIP) and begins_unpacked(data)[257:262] == b"ustar":
        data, others = _from_package(unpacked(data, name, MOST_PACKAGE_BYTES), name)
    if data.startswith(_GZIP):
        data = unpacked(data, name)
    if b"<" not in data[:4096]:
        raise UnreadableFile("this packed file holds no family tree of Gramps.", where=name, remedy=_AGAIN)
    root = read_xml(data, name)
    if tag_of(root) != "database":
        raise UnreadableFile("this is no family tree of Gramps.", where=name, remedy=_AGAIN)
    return _Reader(root, others).read()


def _from_package(data: bytes, name: str) -> tuple[bytes, int]:
    """Return the family tree of a .gpkg, and how many other files it holds."""
    found, others = None, 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as package:
            for member in package:
                if member.isfile() and member.name.rpartition("/")[2] == "data.gramps" and member.size <= MOST_BYTES:
                    opened = package.extractfile(member)
                    found = opened.read() if opened else None
                elif member.isfile():
                    others += 1
    except (tarfile.TarError, OSError, EOFError, ValueError) as failure:
        raise UnreadableFile("the package is damaged or cut short.", where=name, remedy=_AGAIN) from failure
    if found is None:
        raise UnreadableFile("this package holds no data.gramps.", where=name, remedy=_AGAIN)
    return found, others


class _Reader:
    def __init__(self, root: Any, others: int) -> None:
        self.root = root
        self.tree = Tree()
        self.others = others
        self.items: dict[str, Any] = {}
        """Everything by its handle; the first where one is used twice."""
        self.refs: dict[str, str] = {}
        """Record ids by handle: Gramps' own id, where nobody else has it."""
        taken: set[tuple[str, str]] = set()
        for listing in children_of(root):
            for item in children_of(listing):
                handle = attribute_of(item, "handle")
                if not handle or handle in self.items:
                    continue
                self.items[handle] = item
                ref = as_ref(attribute_of(item, "id")) or as_ref(handle)
                kind = tag_of(item)
                self.refs[handle] = ref if (kind, ref) not in taken else f"{ref} {as_ref(handle)}"
                taken.add((kind, ref))
        self.parts = PartMaker(self.tree, self.items, self.refs)

    def read(self) -> FamilyFile:
        """Return the file's records."""
        header = child_of(self.root, "header")
        created = child_of(header, "created")
        self._header(header)
        for person in children_of(child_of(self.root, "people"), "person"):
            self._person(person)
        for family in children_of(child_of(self.root, "families"), "family"):
            self._family(family)
        self._records()
        pictures = self.parts.media
        if pictures or self.others:
            told = [
                f"named {pictures} times" if pictures else "",
                f"{self.others} in the package" if self.others else "",
            ]
            self.tree.warn(0, f"pictures and other files are not read ({', '.join(filter(None, told))})")
        return FamilyFile(
            form="gramps",
            records=tuple(self.tree.records),
            version=(self.root.nsmap.get(None) or "").rstrip("/").rpartition("/")[2],
            program=f"Gramps {attribute_of(created, 'version')}".strip() if created is not None else "Gramps",
            encoding=self.root.getroottree().docinfo.encoding or "",
            warnings=warnings_of(self.tree),
        )

    def _header(self, header: Any | None) -> None:
        head = Structure("HEAD", "", "", line_of(self.root))
        head.add("SOUR", "Gramps")
        if header is not None:
            head.hang(carried_of(header))
        home = attribute_of(child_of(self.root, "people"), "home") if child_of(self.root, "people") is not None else ""
        if home in self.refs:
            head.point("_HOME_PERSON", self.refs[home])
        self.tree.records.append(head)

    def _record(self, element: Any, tag: str) -> Structure:
        handle, line = attribute_of(element, "handle"), line_of(element)
        ref = self.refs.get(handle) or as_ref(attribute_of(element, "id")) or f"line {line}"
        if handle and self.items.get(handle) is not element:
            self.tree.warn(line, f"the handle {handle} is used twice: both are kept, ties go to the first")
            ref = f"{ref} line {line}"
        made = Structure(tag, "", ref, line)
        self.tree.records.append(made)
        return made

    # --- people

    def _person(self, person: Any) -> None:
        made = self._record(person, "INDI")
        if attribute_of(person, "priv") == "1":
            made.add("RESN", "private in Gramps")
        gender = text_below(person, "gender").upper()
        if gender:
            made.add("SEX", gender)
        names = list(children_of(person, "name"))
        for name in sorted(names, key=lambda one: attribute_of(one, "alt") == "1"):
            names_below(name, made, self.parts)
        for child in children_of(person):
            tag, line = tag_of(child), line_of(child)
            match tag:
                case "gender" | "name":
                    pass
                case "nick":
                    made.add("NAME", text_of(child), line).add("TYPE", "nick")
                case "eventref":
                    self._eventref(child, made, is_family=False)
                case "event":
                    self.parts.event(child, made, child, is_family=False)
                case "address":
                    address_below(child, made, self.parts)
                case "childof":
                    self._childof(child, made)
                case "parentin":
                    self._parentin(child, made)
                case "personref":
                    self._personref(child, made)
                case _:
                    self.parts.common(child, made)

    def _eventref(self, ref: Any, made: Structure, *, is_family: bool) -> None:
        event = self._named(ref, "event", made)
        if event is not None:
            self.parts.event(event, made, ref, is_family=is_family)

    def _named(self, ref: Any, kind: str, made: Structure) -> Any | None:
        """Return what a reference names; what is not in the file is said and kept."""
        handle = attribute_of(ref, "hlink")
        item = self.items.get(handle)
        if item is not None and tag_of(item) == kind:
            return item
        self.tree.warn(line_of(ref), f"it names the {kind} {handle or 'without a handle'}, which is not in the file")
        made.hang(carried_of(ref))
        return None

    def _childof(self, ref: Any, made: Structure) -> None:
        if self._named(ref, "family", made) is None:
            return
        link = made.point("FAMC", self.refs[attribute_of(ref, "hlink")], line_of(ref))
        self._ways(ref, link)

    def _parentin(self, ref: Any, made: Structure) -> None:
        family = self._named(ref, "family", made)
        if family is None:
            return
        handle = attribute_of(ref, "hlink")
        made.point("FAMS", self.refs[handle], line_of(ref))
        partners = {attribute_of(one, "hlink") for one in children_of(family, "father", "mother")}
        if not any(self.refs.get(partner) == made.xref for partner in partners):
            self.tree.warn(
                line_of(ref),
                f"it names the family {self.refs[handle]} as a partner's, which does not name them: kept so",
            )

    def _personref(self, ref: Any, made: Structure) -> None:
        if self._named(ref, "person", made) is None:
            return
        tie = made.point("ASSO", self.refs[attribute_of(ref, "hlink")], line_of(ref))
        tie.add("RELA", attribute_of(ref, "rel") or "associated")
        if attribute_of(ref, "priv") == "1":
            self.parts.say_private(ref, "this tie")
            tie.add("RESN", "private in Gramps")
        for child in children_of(ref):
            self.parts.common(child, tie)

    # --- families

    def _family(self, family: Any) -> None:
        made = self._record(family, "FAM")
        if attribute_of(family, "priv") == "1":
            self.parts.say_private(family, "this family")
            made.add("RESN", "private in Gramps")
        self._relation(family, made)
        for child in children_of(family):
            tag, line = tag_of(child), line_of(child)
            match tag:
                case "rel":
                    pass
                case "father" | "mother":
                    handle = attribute_of(child, "hlink")
                    made.point("HUSB" if tag == "father" else "WIFE", self.refs.get(handle) or as_ref(handle), line)
                case "childref" | "child":
                    handle = attribute_of(child, "hlink")
                    listed = made.point("CHIL", self.refs.get(handle) or as_ref(handle), line)
                    self._ways(child, listed)
                    for below in children_of(child):
                        self.parts.common(below, listed)
                case "eventref":
                    self._eventref(child, made, is_family=True)
                case "event":
                    self.parts.event(child, made, child, is_family=True)
                case _:
                    self.parts.common(child, made)

    def _relation(self, family: Any, made: Structure) -> None:
        """Add what Gramps calls the couple, where no event says it with its date."""
        rel = child_of(family, "rel")
        kind = attribute_of(rel, "type") if rel is not None else attribute_of(family, "type")
        line = line_of(rel) if rel is not None else made.line
        types = {self._event_type(ref) for ref in children_of(family, "eventref", "event")}
        match kind.casefold():
            case "" | "unknown":
                pass
            case "married":
                if "Marriage" not in types:
                    made.add("_STATUS", "married", line)
            case "civil union":
                made.add("_STATUS", "civil partnership", line).add("NOTE", "civil union")
            case "unmarried":
                made.add("_STATUS", "not recorded", line).add("NOTE", "unmarried")
            case _:
                made.add("EVEN", "", line).add("TYPE", kind)

    def _event_type(self, ref: Any) -> str:
        event = self.items.get(attribute_of(ref, "hlink"))
        return text_below(event, "type") if event is not None else attribute_of(ref, "type")

    def _ways(self, ref: Any, link: Structure) -> None:
        """Add by what a child descends from either parent; without a word, by birth."""
        mother, father = (attribute_of(ref, key) or "Birth" for key in ("mrel", "frel"))
        if mother == father:
            if mother != "Birth":
                link.add("PEDI", mother)
            return
        for tag, way in (("_MREL", mother), ("_FREL", father)):
            if way != "Birth":
                link.add(tag, way)

    # --- the rest

    def _records(self) -> None:
        for listing in children_of(self.root):
            kind = tag_of(listing)
            if kind in {"header", "people", "families", "events"}:
                continue
            for item in children_of(listing):
                if kind not in _RECORDS:
                    self.tree.records.append(carried_of(item))
                    continue
                made = self._record(item, _RECORDS[kind])
                if kind == "notes":
                    made.value = (text_below(item, "text") or text_of(item)).replace("@", "@@")
                if attribute_of(item, "priv") == "1":
                    self.parts.say_private(item, f"this {tag_of(item)}")
                    made.add("RESN", "private in Gramps")
                for child in children_of(item):
                    if kind == "notes" and tag_of(child) in {"text", "style"}:
                        continue
                    self._detail(child, made)

    def _detail(self, child: Any, made: Structure) -> None:
        tag = tag_of(child)
        if tag in {"dateval", "daterange", "datespan", "datestr"}:
            date_below(child, made)
        elif tag in {"noteref", "citationref", "tagref", "objref"}:
            self.parts.common(child, made)
        else:
            kept = made.hang(carried_of(child))
            handle = attribute_of(child, "hlink")
            if handle in self.refs:
                kept.value = f"@{self.refs[handle]}@"
