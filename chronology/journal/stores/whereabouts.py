"""What kind of place a case file lies in: one that may be written or not, a network share, which cannot keep a write-ahead log, a synced folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "box sync")
_NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "davfs", "fuse.davfs2"}
)
JOURNAL = "journal.db"
BESIDE_IT = ("journal.db-journal", "journal.db-wal", "journal.db-shm")
"""What the engine keeps beside a journal: the undone half of a change, the log of the newest changes, that log's index."""
_REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW returns for a mapped network drive."""


def may_be_written(folder: Path) -> bool:
    """Return whether this person has the right to write a case file, as far as the system tells without trying.

    A log that somebody else left and this person may not write counts: no change would go through it. On Windows the system
    tells of the read-only mark alone; of the rights to a folder or share the engine finds out.
    """
    files = (folder / name for name in (JOURNAL, *BESIDE_IT))
    return may_be_added_to(folder) and all(_has_right(file, os.W_OK) for file in files if file.exists())


def may_be_added_to(folder: Path) -> bool:
    """Return whether this person has the right to put a file into a folder; on Windows it is taken that they have."""
    return _has_right(folder, os.W_OK | os.X_OK)


def _has_right(path: Path, right: int) -> bool:
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def is_synced(path: PurePath) -> bool:
    """Return whether a path lies in a folder that a service copies elsewhere."""
    return any(part.casefold().startswith(_SYNCED) for part in path.parts)


def is_on_network(path: Path, mounts: str | None = None) -> bool:
    """Return whether a path lies on a network share; `mounts` stands in for /proc/mounts."""
    resolved = path.resolve()
    if str(resolved).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(resolved.anchor) == _REMOTE_DRIVE)
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
    best, system = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2:
            point = fields[1].replace("\\040", " ")
            if (point == "/" or resolved == Path(point) or Path(point) in resolved.parents) and len(point) > best:
                best, system = len(point), fields[2]
    return system in _NETWORK_SYSTEMS
