"""What a person sets for the app: `settings.toml` in Kinline's home; every fault is said with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chronology.practice.toml_lines import line_of, lines_of

FILE = "settings.toml"


@dataclass(frozen=True)
class Settings:
    """What is set, and what was wrong where it was written."""

    lock_after_minutes: float = 10
    """Minutes without a key or a click after which the passphrase is asked for again; 0 never locks."""
    is_high_contrast: bool = False
    """Whether the app begins in the high-contrast theme."""
    faults: tuple[str, ...] = ()
    """What was not taken, each with its line; the setting stays as it is without the file."""


def _minutes(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 24 * 60:
        return None
    return float(value)


def _said(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


_KNOWN: dict[str, tuple[str, Callable[[object], Any], str]] = {
    "lock_after_minutes": ("lock_after_minutes", _minutes, "a number of minutes from 0 (never) to 1440"),
    "high_contrast": ("is_high_contrast", _said, "true or false"),
}

_OF_KEYS = "recovery"
"""The recovery recipient, which `identity new` writes into the same file and whoever makes a case file reads."""


def settings_of(text: str) -> Settings:
    """Return the settings that the text of a settings.toml makes, with everything that is wrong in it, by line."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        return Settings(faults=(f"{FILE}: not read at all, because it is no TOML: {failure}.",))
    lines = lines_of(text)
    made, faults = Settings(), []
    for key, value in data.items():
        if key == _OF_KEYS:
            continue
        field, read, has_to_be = _KNOWN.get(key, ("", _said, ""))
        if not field:
            faults.append((line_of(lines, (key,)), f"“{key}” is no setting; docs/terminal.md lists them."))
        elif (found := read(value)) is None:
            faults.append((line_of(lines, (key,)), f"{key} has to be {has_to_be}."))
        else:
            made = replace(made, **{field: found})
    return replace(made, faults=tuple(f"{FILE}, line {line}: {words}" for line, words in sorted(faults)))


def text_of(folder: Path, name: str) -> tuple[str, str]:
    """Return the text of a file in Kinline's home, empty where there is none; and what kept it from being read."""
    try:
        return (folder / name).read_text(encoding="utf-8-sig"), ""
    except FileNotFoundError:
        return "", ""
    except (OSError, UnicodeDecodeError):
        return "", f"{name}: not read at all: it cannot be opened, or is no UTF-8 text."
