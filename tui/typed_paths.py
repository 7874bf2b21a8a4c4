"""Names of files and folders as somebody typed them, which may be no possible name at all."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Collection
from pathlib import Path

LONGEST_NAME = 255
"""Bytes that a file's name may have on the file systems in use."""


def path_typed(words: str) -> Path:
    """Return the path that was typed; a ~ that means nobody's folder stays as it is."""
    path = Path(words)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def parts_typed(words: str, *, is_windows: bool = sys.platform == "win32") -> list[str]:
    """Return the paths of a line, quotes taken off; raises ValueError where one is missing.

    Where folders are written with a backslash, it is one, and not a sign that takes the next letter as it is.
    """
    parts = shlex.shlex(words, posix=True)
    parts.whitespace_split, parts.commenters = True, ""
    if is_windows:
        parts.escape = ""
    return list(parts)


def is_file(path: Path) -> bool:
    """Return whether there is such a file; False for a name that no file can have."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Return whether there is such a folder; False for a name that no folder can have."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_too_long(path: Path) -> bool:
    """Return whether the name of a file is longer than a name may be."""
    return len(path.name.encode("utf-8", "replace")) > LONGEST_NAME


def paths_begun(words: str, folder: Path, endings: Collection[str], *, most: int = 8) -> tuple[int, tuple[str, ...]]:
    """Return where the last path of a line begins, and the files and folders that it may go on as, quoted where need be.

    Names are offered once a letter is there, whatever its case; hidden ones and other endings are not.
    """
    begun = re.search(r"""("[^"]*|'[^']*|\S*)\Z""", words)
    start = begun.start() if begun else len(words)
    typed = words[start:].lstrip("\"'")
    if not typed:
        return start, ()
    base, _, name = typed.rpartition("/") if "/" in typed else ("", "", typed)
    at = path_typed(f"{base}/") if "/" in typed else folder
    try:
        found = sorted(at.iterdir(), key=lambda path: path.name.casefold()) if is_folder(at) else []
    except OSError:
        found = []
    fits = [
        path
        for path in found
        if path.name.casefold().startswith(name.casefold()) and not path.name.startswith(".")
        if path.suffix.casefold() in endings or (is_folder(path) and path.suffix != ".kin")
    ]
    return start, tuple(_quoted(f"{base}/{p.name}" if "/" in typed else p.name, is_folder(p)) for p in fits[:most])


def _quoted(path: str, goes_on: bool) -> str:
    """Return a path as a line holds it: a folder goes on, a file with blanks stands in quotes."""
    quote = '"' if re.search(r"\s", path) else ""
    return f"{quote}{path}/" if goes_on else f"{quote}{path}{quote} "
