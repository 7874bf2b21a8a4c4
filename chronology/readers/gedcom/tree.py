"""GEDCOM lines as a tree of structures: tolerant, bounded, never recursive, every repair said with its line."""

from __future__ import annotations

import re
import sys

from chronology.readers.families.structures import POINTER, Structure, Tree

LONGEST_LINE = 1_000_000
"""Characters of one line from which on its length is said; the line is kept whole."""
DEEPEST = 99
"""Deepest level the specification allows; deeper lines hang from this one, and that is said."""

_LINE = re.compile(r"[ \t]*(\d+)[ \t]+(?:@([^@\n]+)@[ \t]+)?([^\s@]+)(?:[ \t](.*))?\Z", re.DOTALL)


_TAG = re.compile(r"[A-Z_][A-Z0-9_]*\Z")
_LOWER_TAGS = frozenset(
    [
        "head",
        "gedc",
        "vers",
        "form",
        "char",
        "sour",
        "trlr",
        "indi",
        "fam",
        "name",
        "givn",
        "surn",
        "nick",
        "sex",
        "birt",
        "deat",
        "date",
        "plac",
        "note",
        "cont",
        "conc",
        "husb",
        "wife",
        "chil",
        "famc",
        "fams",
        "marr",
        "div",
        "resi",
        "addr",
        "even",
        "type",
        "pedi",
        "asso",
        "rela",
        "subm",
        "repo",
        "titl",
        "refn",
        "chan",
        "obje",
        "file",
    ]
)
"""Tags that are known again in lower case; any other lower-case word after a number is the text of the line before."""


def read_tree(text: str, *, is_seven: bool = False) -> Tree:
    """Return the records of a file.

    CR, LF and CRLF may be mixed; leading blanks are allowed. A line whose level jumps hangs from the nearest line
    above it that is less deep, as do the lines of its level that follow; a line without a level is joined to the
    line before it. In version 7 only a leading "@@" stands for one sign (`is_seven`); values are held as 5.5 has them.
    """
    tree = Tree()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    open_lines: list[Structure] = []
    levels: list[int] = []
    match = _LINE.match
    tags: dict[str, str] = {}
    is_blank = False
    for number, raw in enumerate(text.split("\n"), 1):
        found = match(raw)
        if found is None:
            if not raw or raw.isspace():
                is_blank = True
                continue
            _repair(tree, open_lines, levels, raw, number, after_blank=is_blank)
            is_blank = False
            continue
        level_text, xref, word, value = found.groups()
        level = int(level_text) if len(level_text) < 7 else 10**6
        tag = tags.get(word)
        if tag is None:
            if _TAG.match(word):
                tag = tags[word] = sys.intern(word)
            elif word.casefold() not in _LOWER_TAGS or (levels and level > levels[-1] + 1):
                _repair(tree, open_lines, levels, raw, number, after_blank=is_blank)
                is_blank = False
                continue
            else:
                tree.warn(number, f"the tag {word[:20]} is not in capitals: read all the same")
                tag = word.upper()
        is_blank = False
        if len(raw) > LONGEST_LINE:
            tree.warn(number, f"this line has {len(raw)} characters: check that the file is not damaged")
        if is_seven and value and "@" in value and not POINTER.match(value):
            value = ("@@" + value[2:].replace("@", "@@")) if value[:2] == "@@" else value.replace("@", "@@")
        made = Structure(tag, value or "", xref or "", number)
        if level == 0:
            tree.records.append(made)
            open_lines = [made]
            levels = [0]
            continue
        if not open_lines:
            tree.warn(number, "this line belongs to no record: kept as one of its own")
            tree.records.append(made)
            open_lines = [made]
            levels = [level]
            continue
        if level > levels[-1] + 1:
            tree.warn(
                number, f"level {level_text[:8]} is deeper than the line above allows: it hangs from the line above"
            )
        elif len(levels) > 1 and level <= levels[-1]:
            while len(levels) > 1 and levels[-1] >= level:
                levels.pop()
                open_lines.pop()
        elif level <= levels[-1]:
            tree.warn(number, "this line belongs to no record: kept with the line above")
        if len(levels) > DEEPEST:
            tree.warn(
                number, f"level {level_text[:8]} is deeper than GEDCOM allows: it hangs from the deepest line allowed"
            )
            while len(levels) > DEEPEST:
                levels.pop()
                open_lines.pop()
        parent = open_lines[-1]
        if parent.below is None:
            parent.below = [made]
        else:
            parent.below.append(made)
        open_lines.append(made)
        levels.append(level)
    return tree


_BARE_RECORD = re.compile(r"[ \t]*0[ \t]+@([^@]*)(?:@?)[ \t]+(INDI|FAM|NOTE|SOUR|REPO|OBJE|SUBM)\b(.*)")


def _repair(
    tree: Tree, open_lines: list[Structure], levels: list[int], raw: str, number: int, *, after_blank: bool
) -> None:
    """Take in a line that has no level and tag of its own."""
    words = raw.strip()
    bare = _BARE_RECORD.match(raw)
    if bare:
        tree.warn(number, f"the record's id is not written as @id@: read as {bare[1].strip() or 'none'}")
        made = Structure(bare[2], bare[3].strip(), bare[1].strip(), number)
        tree.records.append(made)
        open_lines[:] = [made]
        levels[:] = [0]
        return
    if not open_lines:
        tree.warn(number, "this line is no GEDCOM line and follows none: kept as a note of the file")
        tree.records.append(Structure("_TEXT", words, "", number))
        return
    tree.warn(number, "this line has no level: joined to the line before")
    last = open_lines[-1]
    target = open_lines[-2] if last.tag in {"CONT", "CONC"} and len(open_lines) > 1 else last
    joined = Structure("CONT", ("\n" if after_blank else "") + words, "", number)
    if target.below is None:
        target.below = [joined]
    else:
        target.below.append(joined)
