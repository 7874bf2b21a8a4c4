"""Places for a case file that only the system can make: a folder that nobody may write to, a disk with little room."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def unwritable(folder: Path, at: Path | None = None) -> Iterator[Path]:
    """Let a folder be read and not written, by whoever runs the tests; give where it is so.

    `at`: it is so there alone, and can be written where it is; only the administrator can have that.
    """
    if os.name == "nt":
        pytest.skip("rights are taken from a folder otherwise on Windows")
    if at is None and os.geteuid() != 0:
        with _without_rights(folder):
            yield folder
        return
    if os.geteuid() != 0:
        pytest.skip("only the administrator shows one folder in two places")
    place = at or folder
    place.mkdir(exist_ok=True)
    if _mount("--bind", str(folder), str(place)) and _mount("-o", "remount,ro,bind", str(place)):
        try:
            yield place
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)
    elif at is None and _fix(folder, "+i"):
        try:
            yield folder
        finally:
            _fix(folder, "-i")
    else:
        pytest.skip(
            "neither a mount nor a fixed file can be had here, and the administrator writes to every other folder"
        )


@contextlib.contextmanager
def little_room(place: Path, kilobytes: int) -> Iterator[Path]:
    """Give a folder on a disk of its own with so much room."""
    place.mkdir(exist_ok=True)
    if (
        os.name == "nt"
        or os.geteuid() != 0
        or not _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place))
    ):
        pytest.skip("no small disk can be had here: it takes the administrator's right to mount one")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def _mount(*words: str) -> bool:
    with contextlib.suppress(OSError):
        return subprocess.run(["mount", *words], check=False, capture_output=True).returncode == 0
    return False


def _fix(folder: Path, how: str) -> bool:
    files = [str(path) for path in (*folder.iterdir(), folder)]
    with contextlib.suppress(OSError):
        return subprocess.run(["chattr", how, *files], check=False, capture_output=True).returncode == 0
    return False


@contextlib.contextmanager
def _without_rights(folder: Path) -> Iterator[None]:
    held = {path: path.stat().st_mode for path in (*folder.iterdir(), folder)}
    for path, mode in held.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in reversed(held.items()):
            path.chmod(mode)
