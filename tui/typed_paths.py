"""Names of files and folders as somebody typed them, which may be no possible name at all."""

from __future__ import annotations

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
