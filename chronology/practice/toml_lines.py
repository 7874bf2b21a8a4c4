"""A TOML text that somebody wrote: what stands in it, and on which line each of its keys stands, so that an error can say where."""

from __future__ import annotations

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]
"""Keys from the top down; a number for each table of an array."""

_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.)?""")

MOST_LETTERS = 1_000_000
"""Letters of a TOML text that are read; no settings and no practice data are longer."""
_MANY_PARTS = re.compile(r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){100}""")
"""A key of a hundred parts: each part more takes tomllib longer than the one before."""


def read_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text says; raises TOMLDecodeError for every text that cannot be read, tomllib's own limits too."""
    if len(text) > MOST_LETTERS:
        raise tomllib.TOMLDecodeError(f"it is longer than {MOST_LETTERS:,} letters")
    if _MANY_PARTS.search(text):
        raise tomllib.TOMLDecodeError("a key has more than a hundred parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("its brackets are nested too deep") from None
    except ValueError:
        raise tomllib.TOMLDecodeError("a number or a date in it is none that can be read") from None


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table and key of a valid TOML text; keys inside an inline table have that table's line."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    at: Path = ()
    number = 0
    lines = text.split("\n")
    while number < len(lines):
        line, here = lines[number].strip(), number + 1
        number += 1
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            is_array = line.startswith("[[")
            keys, _ = _keys(line, 2 if is_array else 1)
            at = _resolved(keys, counts)
            if is_array:
                counts[at] = counts.get(at, -1) + 1
                found.setdefault(at, here)
                at = (*at, counts[at])
            found.setdefault(at, here)
            continue
        keys, after = _keys(line, 0)
        path = at
        for key in keys:
            path = (*path, key)
            found.setdefault(path, here)
        number = _after_value(lines, here - 1, lines[here - 1].find(line) + after)
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest thing around it; 1 where nothing of it is known."""
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return 1


def _keys(line: str, start: int) -> tuple[list[str], int]:
    """Return the dotted keys that begin at a place, and the place after them."""
    keys: list[str] = []
    at = start
    while found := _KEY_PART.match(line, at):
        double, single, bare, dot = found.groups()
        keys.append(re.sub(r"\\(.)", r"\1", double) if double is not None else single if single is not None else bare)
        at = found.end()
        if not dot:
            break
    return keys, at


def _resolved(keys: list[str], counts: dict[Path, int]) -> Path:
    """Return the path of a table's header: below an array of tables it is in the last one so far."""
    path: Path = ()
    for at, key in enumerate(keys):
        path = (*path, key)
        if path in counts and at < len(keys) - 1:
            path = (*path, counts[path])
    return path


def _after_value(lines: list[str], line: int, column: int) -> int:
    """Return the index of the line after the value that begins after a key."""
    depth = 0
    quote = ""
    column = lines[line].find("=", column) + 1
    while line < len(lines):
        text = lines[line]
        while column < len(text):
            if quote:
                if quote[0] == '"' and text[column] == "\\":
                    column += 2
                    continue
                if text.startswith(quote, column):
                    column += len(quote)
                    quote = ""
                    continue
            elif text[column] in "\"'":
                quote = text[column] * 3 if text.startswith(text[column] * 3, column) else text[column]
                column += len(quote)
                continue
            elif text[column] == "#":
                break
            elif text[column] in "[{":
                depth += 1
            elif text[column] in "]}":
                depth -= 1
            column += 1
        if len(quote) == 1:
            quote = ""
        line, column = line + 1, 0
        if not depth and not quote:
            return line
    return line
