"""The profile that --profile names: one in force, or a file of a council's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import InputError, KinlineError

if TYPE_CHECKING:
    from chronology.practice.profiles import Profile

SUFFIX = ".toml"


def profile_given(words: str) -> Profile:
    """Return the profile of a name or a file; UsageError or InputError where there is none, or the file has faults."""
    from exporters.documents.profiles import profile_named, profile_of_file

    if not words.casefold().endswith(SUFFIX):
        return profile_named(words)
    path = Path(words)
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise InputError(
            f"the profile cannot be opened ({failure.strerror}).", where=words, remedy="Check its name."
        ) from failure
    return profile_of_file(data, path.name)


def profiles_offered(prefix: str) -> list[str]:
    """Return what completes a profile: the names in force, those of the council's practice data too, and TOML files."""
    from chronology.practice.profiles import profiles
    from tui.cli import lay_practice_over

    try:
        lay_practice_over(None)
    except KinlineError:
        lay_practice_over("")
    folder = prefix.rpartition("/")[0]
    try:
        listed = sorted(Path(folder or ".").iterdir())
    except OSError:
        listed = []
    files = [f"{folder}/{path.name}" if folder else path.name for path in listed if path.suffix.casefold() == SUFFIX]
    return [word for word in (*profiles(), *files) if word.startswith(prefix)]
