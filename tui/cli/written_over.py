"""No command writes over a file that it reads: what an agency sent stays as it came."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from chronology.record.errors import UsageError

_WRITTEN = {"output": "--output", "lanes": "--lanes", "not_added": "--not-added"}
_READ = ("source", "files", "corrected", "columns", "template", "practice", "file")


def refuse_to_write_over(arguments: object) -> None:
    """Raise UsageError where what a command writes is a file that it reads."""
    if not isinstance(arguments, Namespace):
        return
    read = list(_named(arguments))
    for name, option in _WRITTEN.items():
        words = getattr(arguments, name, None)
        if not isinstance(words, str):
            continue
        if any(_is_one_file(Path(words), Path(other)) for other in read):
            raise UsageError(
                f"{option}: {Path(words).name} is a file that this command reads, and would be lost.",
                remedy="Give the output another name.",
            )


def _named(arguments: Namespace) -> Iterator[str]:
    for name in _READ:
        given = getattr(arguments, name, None)
        yield from [given] if isinstance(given, str) else (w for w in given or () if isinstance(w, str))


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
