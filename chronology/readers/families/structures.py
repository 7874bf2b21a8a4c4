"""A family file as read, whatever program wrote it: structures as GEDCOM has them, so that one intake serves all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chronology.record.dates import When
from chronology.record.sources import Carried

MOST_WARNINGS = 500
"""Warnings kept of one file; the rest are counted."""
POINTER = re.compile(r"@([^@#\s][^@]*)@\Z")
"""A value that names a record by its id."""


class Structure:
    """One line and what hangs below it."""

    __slots__ = ("below", "line", "tag", "value", "xref")

    def __init__(self, tag: str, value: str, xref: str, line: int) -> None:
        self.tag = tag
        self.value = value
        self.xref = xref
        self.line = line
        self.below: list[Structure] | None = None

    @property
    def place(self) -> str:
        """Where it stands in its file, as a person would find it."""
        return f"line {self.line}"

    def hang(self, below: Structure) -> Structure:
        """Hang a structure directly below, and return it."""
        if self.below is None:
            self.below = [below]
        else:
            self.below.append(below)
        return below

    def add(self, tag: str, text: str = "", line: int = 0) -> Structure:
        """Hang text, in which @ is only a sign, directly below; return it. It stands where this does, if nowhere else."""
        return self.hang(self._like(tag, text.replace("@", "@@"), line or self.line))

    def point(self, tag: str, ref: str, line: int = 0) -> Structure:
        """Hang a pointer to a record directly below, and return it."""
        return self.hang(self._like(tag, f"@{ref}@", line or self.line))

    def _like(self, tag: str, value: str, line: int) -> Structure:
        """Return a structure of the same file."""
        return Structure(tag, value, "", line)

    def all(self, *tags: str) -> Iterator[Structure]:
        """Yield what hangs directly below under any of these tags."""
        for one in self.below or ():
            if one.tag in tags:
                yield one

    def first(self, *tags: str) -> Structure | None:
        """Return the first that hangs directly below under any of these tags."""
        for one in self.below or ():
            if one.tag in tags:
                return one
        return None

    def text(self, *tags: str) -> str:
        """Return the value of the first under these tags; empty where there is none."""
        found = self.first(*tags)
        return found.whole_text() if found else ""

    def whole_text(self) -> str:
        """Return the value with its CONT and CONC lines, and doubled @ signs as one."""
        if self.below is None:
            return self.value.replace("@@", "@")
        parts = [self.value]
        for one in self.below:
            if one.tag == "CONT":
                parts += ("\n", one.value)
            elif one.tag == "CONC":
                parts.append(one.value)
        return "".join(parts).replace("@@", "@")

    @property
    def pointer(self) -> str:
        """The id that the value points to, without @ signs; empty where it is none or @VOID@."""
        value = self.value.strip()
        found = POINTER.match(value) if value[:1] == "@" else None
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


@dataclass(frozen=True)
class FamilyFile:
    """A family file as read."""

    form: str
    """gedcom, genopro, gramps, or family and the kind of table: family csv."""
    records: tuple[Structure, ...]
    version: str
    """What its header says, such as 5.5.1; empty where it does not."""
    program: str
    """The program that wrote it, as its header says."""
    encoding: str
    warnings: tuple[tuple[int, str], ...]
    """Line or row number (0: the file as a whole) and what was repaired or doubtful."""

    def of(self, tag: str) -> tuple[Structure, ...]:
        """Return the records of one tag, in the file's order."""
        return tuple(record for record in self.records if record.tag == tag)


class DateRead(Structure):
    """A DATE that its reader has read, in another notation than GEDCOM's."""

    __slots__ = ("doubt", "when")

    def __init__(self, when: When, line: int, doubt: str = "") -> None:
        super().__init__("DATE", when.as_written.replace("@", "@@"), "", line)
        self.when = when
        self.doubt = doubt


class RowStructure(Structure):
    """What stands in a row of a table."""

    __slots__ = ("sheet",)

    def __init__(self, tag: str, value: str, xref: str, line: int, sheet: str = "") -> None:
        super().__init__(tag, value, xref, line)
        self.sheet = sheet
        """The sheet or table, where the file has several."""

    @property
    def place(self) -> str:
        """Where it stands in its file, as a person would find it."""
        return f"{self.sheet}, row {self.line}" if self.sheet else f"row {self.line}"

    def _like(self, tag: str, value: str, line: int) -> Structure:
        return RowStructure(tag, value, "", line, self.sheet)


def warnings_of(tree: Tree) -> tuple[tuple[int, str], ...]:
    """Return what was said while a file was read, and how much more there was."""
    more = [(0, f"{tree.unsaid} more things to look at are not listed")] if tree.unsaid else []
    return (*tree.warnings, *more)


def as_ref(identity: str) -> str:
    """Return a source's own id as one that a pointer can name; empty where nothing of it is left."""
    ref = " ".join(re.sub(r"[@\x00-\x1f]", " ", identity).split()).lstrip("#")
    return f"id {ref}" if ref == "VOID" else ref
