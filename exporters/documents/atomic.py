"""Files that are written whole or not at all, alone or several together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from chronology.record.errors import UsageError


def replace_file(path: Path, content: bytes, *, first: Callable[[], object] | None = None) -> None:
    """Put the content in place of the file, in one step; on any failure the old file stays and nothing is left over.

    The temporary file lies in the same folder, readable by its owner alone. Raises UsageError where the folder is
    not there or the content cannot be written; `first` is done once it is written, and what it raises is a failure too.
    """
    replace_files([(path, content)], first=first)


def replace_files(files: Sequence[tuple[Path, bytes]], *, first: Callable[[], object] | None = None) -> None:
    """Put each content in place of its file, once all of them are written beside their places, and `first` is done.

    On a failure while they are written every old file stays and nothing is left over. Where a file cannot be put in place (it
    may be open), the error says which of the new ones are; none is ever half there. Raises as `replace_file`.
    """
    for path, _ in files:
        if not path.parent.is_dir():
            raise UsageError("there is no such folder.", where=str(path.parent), remedy="Make it, or choose another.")
        if path.is_dir():
            raise UsageError("this is a folder.", where=str(path), remedy="Name a file within it.")
    waiting: list[Path] = []
    placed: list[str] = []
    at = files[0][0] if files else Path()
    try:
        for at, content in files:
            handle, name = tempfile.mkstemp(prefix=".kinline-", suffix=".part", dir=at.parent)
            waiting.append(Path(name))
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        if first is not None:
            first()
        for (at, _), part in zip(files, waiting, strict=True):
            part.replace(at)
            placed.append(at.name)
    except BaseException as error:
        for part in waiting:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            told = f"the new {', '.join(placed)} stand there already" if placed else "nothing was changed"
            raise UsageError(
                f"the file could not be written ({error.strerror or 'no reason given'}).",
                where=str(at),
                remedy=f"Close it where it is open, or choose another folder; {told}.",
            ) from error
        raise
