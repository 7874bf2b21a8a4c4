"""GEDCOM lines as a tree of structures: tolerant, bounded, never recursive, every repair said with its line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from chronology.record.sources import Carried

LONGEST_LINE = 1_000_000
"""Characters of one line; the rest of a longer one is joined back in, and said."""
DEEPEST = 99
"""Deepest level the specification allows; deeper lines hang from this one, and that is said."""
MOST_WARNINGS = 500
"""Warnings kept of one file; the rest are counted."""

_LINE = re.compile(r"[ \t]*(\d+)[ \t]+(?:@([^@\n]+)@[ \t]+)?([^\s@]+)(?:[ \t](.*))?\Z", re.DOTALL)
_POINTER = re.compile(r"@([^@#\s][^@]*)@\Z")


class Structure:
    """One line and what hangs below it."""

    __slots__ = ("below", "line", "tag", "value", "xref")

    def __init__(self, tag: str, value: str, xref: str, line: int) -> None:
        self.tag = tag
        self.value = value
        self.xref = xref
        self.line = line
        self.below: list[Structure] | None = None

    def all(self, *tags: str) -> Iterator[Structure]:
        """Yield what hangs directly below under any of these tags."""
        for one in self.below or ():
            if one.tag in tags:
                yield one

    def first(self, *tags: str) -> Structure | None:
        """Return the first that hangs directly below under any of these tags."""
        return next(self.all(*tags), None)

    def text(self, *tags: str) -> str:
        """Return the value of the first under these tags; empty where there is none."""
        found = self.first(*tags)
        return found.whole_text() if found else ""

    def whole_text(self) -> str:
        """Return the value with its CONT and CONC lines, and doubled @ signs as one."""
        words = self.value
        for one in self.below or ():
            if one.tag == "CONT":
                words += "\n" + one.value
            elif one.tag == "CONC":
                words += one.value
        return words.replace("@@", "@")

    @property
    def pointer(self) -> str:
        """The id that the value points to, without @ signs; empty where it is none or @VOID@."""
        found = _POINTER.match(self.value.strip())
        return "" if found is None or found[1] == "VOID" else found[1]

    def carried(self) -> Carried:
        """Return the structure as it is kept to be given back."""
        made: dict[int, Carried] = {}
        waiting: list[tuple[Structure, bool]] = [(self, False)]
        while waiting:
            here, is_ready = waiting.pop()
            below = [b for b in here.below or () if b.tag not in {"CONT", "CONC"}]
            if is_ready:
                made[id(here)] = Carried(
                    tag=here.tag,
                    value=here.whole_text(),
                    xref=here.xref,
                    children=tuple(made.pop(id(b)) for b in below),
                )
            else:
                waiting.append((here, True))
                waiting += [(b, False) for b in below]
        return made[id(self)]


@dataclass
class Tree:
    """A file's records, and everything that was repaired while they were read."""

    records: list[Structure] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    unsaid: int = 0
    """Warnings beyond the most that are kept."""

    def warn(self, line: int, message: str) -> None:
        """Keep a warning, or count it where there are too many."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append((line, message))
        else:
            self.unsaid += 1


def read_tree(text: str) -> Tree:
    """Return the records of a file.

    CR, LF and CRLF may be mixed; leading blanks are allowed. A line whose level jumps hangs from the nearest line
    above it; a line without a level is joined to the line before it.
    """
    tree = Tree()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    open_lines: list[Structure] = []
    match = _LINE.match
    intern = sys.intern
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw or raw.isspace():
            continue
        found = match(raw)
        if found is None or len(raw) > LONGEST_LINE:
            _repair(tree, open_lines, raw, number)
            continue
        level_text, xref, tag, value = found.groups()
        level = int(level_text) if len(level_text) < 7 else DEEPEST + 1
        made = Structure(intern(tag if tag.isupper() else tag.upper()), value or "", xref or "", number)
        if level == 0:
            tree.records.append(made)
            open_lines = [made]
            continue
        if not open_lines:
            tree.warn(number, "this line belongs to no record: kept as one of its own")
            tree.records.append(made)
            open_lines = [made]
            continue
        depth = len(open_lines)
        if level > depth or level > DEEPEST:
            said = "deeper than GEDCOM allows" if level > DEEPEST else "deeper than the line above allows"
            tree.warn(number, f"level {level_text[:8]} is {said}: it hangs from the line above")
            level = min(depth, DEEPEST)
        parent = open_lines[level - 1]
        if parent.below is None:
            parent.below = [made]
        else:
            parent.below.append(made)
        del open_lines[level:]
        open_lines.append(made)
    return tree


def _repair(tree: Tree, open_lines: list[Structure], raw: str, number: int) -> None:
    """Take in a line that has no level and tag of its own."""
    words = raw.strip()
    if len(raw) > LONGEST_LINE:
        found = _LINE.match(raw)
        if found:
            tree.warn(number, f"this line has {len(raw)} characters: only the first {LONGEST_LINE} are kept")
            words = raw[:LONGEST_LINE]
            parts = _LINE.match(words)
            if parts and open_lines and parts[1] != "0":
                made = Structure(parts[3].upper(), parts[4] or "", parts[2] or "", number)
                level = min(int(parts[1][:4]), len(open_lines))
                parent = open_lines[max(level, 1) - 1]
                parent.below = [*(parent.below or []), made]
                return
    bare = re.match(r"[ \t]*0[ \t]+@([^@]*)(?:@?)[ \t]+(INDI|FAM|NOTE|SOUR|REPO|OBJE|SUBM)\b(.*)", raw)
    if bare:
        tree.warn(number, f"the record's id is not written as @id@: read as {bare[1].strip() or 'none'}")
        made = Structure(bare[2], bare[3].strip(), bare[1].strip(), number)
        tree.records.append(made)
        open_lines[:] = [made]
        return
    if not open_lines:
        tree.warn(number, "this line is no GEDCOM line and follows none: kept as a note of the file")
        tree.records.append(Structure("_TEXT", words, "", number))
        return
    tree.warn(number, "this line has no level: joined to the line before")
    last = open_lines[-1]
    joined = Structure("CONT", words[:LONGEST_LINE], "", number)
    target = open_lines[-2] if last.tag in {"CONT", "CONC"} and len(open_lines) > 1 else last
    target.below = [*(target.below or []), joined]
