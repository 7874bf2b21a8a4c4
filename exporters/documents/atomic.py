"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from chronology.record.errors import KinlineError, UsageError


def replace_file(path: Path, content: bytes) -> None:
    """Put the content in place of the file, in one step; on any failure the old file stays and nothing is left over.

    The temporary file lies in the same folder, readable by its owner alone. Raises UsageError where the folder is
    not there, KinlineError where the content cannot be written.
    """
    folder = path.parent
    if not folder.is_dir():
        raise UsageError("there is no such folder.", where=str(folder), remedy="Make it, or choose another.")
    if path.is_dir():
        raise UsageError("this is a folder.", where=str(path), remedy="Name a file within it.")
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=".kinline-", suffix=".part", dir=folder)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise KinlineError(
                f"the file could not be written ({error.strerror or 'no reason given'}).",
                where=str(path),
                remedy="Close it where it is open, or choose another folder; nothing was changed.",
            ) from error
        raise
