"""The profile that is asked for: by the name of one in force, or as a council's own file."""

from __future__ import annotations

from chronology.practice.council import read_council
from chronology.practice.laid import shipped
from chronology.practice.profiles import Profile, from_data, profiles
from chronology.record.errors import InputError, UsageError

_SECTION = "profiles"
"""The one section that a profile's file has."""


def profile_named(key: str) -> Profile:
    """Return the profile of this key; UsageError, listing them, where there is none."""
    known = profiles()
    if key not in known:
        raise UsageError(f"there is no profile “{key}”.", remedy=f"Use one of {', '.join(known)}, or a file FILE.toml.")
    return known[key]


def profile_of_file(data: bytes, name: str) -> Profile:
    """Return the one profile of a file, which is written as a row of a council's practice data.

    What it does not set of a profile that ships is as it ships. Raises InputError with every fault and its line, and where the file
    holds something else, or more than one.
    """
    practice = read_council(data, name)
    others = [section for section in practice.data if section != _SECTION]
    rows = practice.data.get(_SECTION, {}).get("profiles", [])
    if others or len(rows) != 1:
        held = f"it also sets {', '.join(others)}" if others else f"{len(rows)} are in it"
        raise InputError(
            f"{name}: a profile's file holds one profile and nothing else; {held}.",
            remedy="Keep one [[profiles]] in it, or put the whole file into force with --practice and name the profile.",
        )
    read = from_data(practice.laid_over("profiles", shipped("profiles")))
    return next(profile for profile in read.profiles if profile.key == rows[0]["key"])
