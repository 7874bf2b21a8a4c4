"""Lines of a GEDCOM file: nested, then written with levels, long and broken texts as each version wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST = 200
"""Characters of a value on one line of 5.5.1, which allows 255 with level, id and tag."""


class Version(StrEnum):
    """A version of GEDCOM that is written."""

    V5 = "5.5.1"
    V7 = "7.0"


@dataclass
class Node:
    """One line and what stands below it."""

    tag: str
    value: str = ""
    below: list[Node] = field(default_factory=list)
    xref: str = ""
    is_pointer: bool = False
    """Whether the value is a record's id rather than text."""

    def add(self, tag: str, value: str = "", *below: Node, pointer: bool = False) -> Node:
        """Put a line below and return it."""
        node = Node(tag, value, list(below), is_pointer=pointer)
        self.below.append(node)
        return node

    def text(self, tag: str, value: str) -> None:
        """Put a line of text below, unless it is empty."""
        if value.strip():
            self.add(tag, value)


def written(records: Iterable[Node], version: Version) -> str:
    """Return the records as the text of a file; lines end in a line feed."""
    return "".join(f"{line}\n" for record in records for line in _lines(record, 0, version))


def _lines(node: Node, level: int, version: Version) -> Iterator[str]:
    start = f"{level} {f'@{node.xref}@ ' if node.xref else ''}{node.tag}"
    if node.is_pointer:
        yield f"{start} @{node.value}@"
    else:
        first, *more = _plain(node.value).split("\n")
        yield from _value(start, first, level, version)
        for line in more:
            yield from _value(f"{level + 1} CONT", line, level, version)
    for below in node.below:
        yield from _lines(below, level + 1, version)


def _value(start: str, text: str, level: int, version: Version) -> Iterator[str]:
    if version is Version.V7:
        value = f"@{text}" if text.startswith("@") else text
        yield f"{start} {value}".rstrip(" ") if not value else f"{start} {value}"
        return
    parts = _cut(text)
    for at, part in enumerate(parts):
        value = part.replace("@", "@@")
        head = start if at == 0 else f"{level + 1} CONC"
        yield f"{head} {value}" if value else head


def _cut(text: str) -> list[str]:
    """Return a text in pieces that a line of 5.5.1 holds; none ends or begins with a blank, which readers take away."""
    parts: list[str] = []
    while len(text) > LONGEST:
        at = LONGEST
        while at > 1 and (text[at - 1] == " " or text[at] == " "):
            at -= 1
        parts.append(text[:at])
        text = text[at:]
    return [*parts, text]


def _plain(text: str) -> str:
    """Return a text without what no line can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)
