"""GEDCOM 5.5, 5.5.1, 5.5.5, 7.x and GEDZIP, read tolerantly: every repair is said with its line number."""

from __future__ import annotations

import re

from chronology.readers.archives import Archive
from chronology.readers.families.structures import FamilyFile, Structure, Tree
from chronology.readers.gedcom.decoding import decode
from chronology.readers.gedcom.tree import read_tree
from chronology.record.errors import UnreadableFile

_LEVEL_ZERO = re.compile(r"^[ \t\ufeff]*0[ \t]+(?:HEAD|TRLR|@[^\s@]*@?[ \t]+\w+)", re.MULTILINE)

_SEVEN = re.compile(r"GEDC\b[^\r\n]*[\r\n]+(?:[ \t]*[2-9] [^\r\n]*[\r\n]+){0,5}?[ \t]*2[ \t]+VERS[ \t]+7")


def looks_like_gedcom(data: bytes, name: str) -> bool:
    """Return whether a file's content, or failing that its name, says that it is a GEDCOM file."""
    if name.lower().endswith((".ged", ".gdz", ".gedcom")):
        return True
    head = data[:2000].replace(b"\x00", b"")
    return bool(re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*0[ \t]+HEAD\b", head))


def read_gedcom(data: bytes, name: str) -> FamilyFile:
    """Return a GEDCOM file's records; raises UnreadableFile where it is none, UnsafeFile where it is a bomb."""
    if data.startswith(b"PK"):
        archive = Archive(data, name)
        inner = (
            "gedcom.ged"
            if "gedcom.ged" in archive
            else next((p for p in archive.parts if p.lower().endswith(".ged")), "")
        )
        if not inner:
            raise UnreadableFile("this GEDZIP file holds no gedcom.ged.", where=name, remedy="Export it again.")
        data = archive.read(inner)
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFile("the file is empty.", where=name, remedy="Export it again from its program.")
    decoded = decode(data)
    if not _LEVEL_ZERO.search(decoded.text[:200_000].replace("\r", "\n")):
        raise UnreadableFile(
            "this is no GEDCOM file: no line begins a record (0 HEAD, 0 @I1@ INDI).",
            where=name,
            remedy="Export the family tree as GEDCOM 5.5.1 or 7.",
        )
    tree = read_tree(decoded.text, is_seven=_SEVEN.search(decoded.text[:4000]) is not None)
    head = next((record for record in tree.records if record.tag == "HEAD"), None)
    _look_at_head(tree, head)
    gedc = head.first("GEDC") if head else None
    warnings = [*((0, words) for words in decoded.warnings), *tree.warnings]
    if tree.unsaid:
        warnings.append((0, f"{tree.unsaid} more repairs of the same kinds are not listed"))
    return FamilyFile(
        form="gedcom",
        records=tuple(tree.records),
        version=gedc.text("VERS") if gedc else "",
        program=head.text("SOUR") if head else "",
        encoding=decoded.encoding,
        warnings=tuple(warnings),
    )


def _look_at_head(tree: Tree, head: Structure | None) -> None:
    if head is None:
        tree.warnings.insert(0, (1, "the file has no header (0 HEAD): read all the same"))
    if not any(record.tag == "TRLR" for record in tree.records):
        tree.warnings.append((0, "the file has no end mark (0 TRLR): it may have been cut short"))
