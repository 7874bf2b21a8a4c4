"""What a person sets for the app: `settings.toml` in Kinline's home; every fault is said with its line."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chronology.practice.toml_lines import MOST_LETTERS, line_of, lines_of, read_toml

FILE = "settings.toml"
MOST_SAID = 20
"""Faults of one file that are said one by one."""
LONGEST_TOLD = 60
"""Letters of what stands in a file that are told in a fault."""


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
        data = read_toml(text)
    except tomllib.TOMLDecodeError as failure:
        return Settings(faults=(f"{FILE}: not read at all, because it is no TOML: {failure}.",))
    lines = lines_of(text)
    made, faults = Settings(), []
    for key, value in data.items():
        if key == _OF_KEYS:
            continue
        field, read, has_to_be = _KNOWN.get(key, ("", _said, ""))
        if not field:
            faults.append((line_of(lines, (key,)), f"“{shortened(key)}” is no setting; docs/terminal.md lists them."))
        elif (found := read(value)) is None:
            faults.append((line_of(lines, (key,)), f"{key} has to be {has_to_be}."))
        else:
            made = replace(made, **{field: found})
    return replace(made, faults=by_line(FILE, faults))


def by_line(file: str, said: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Return what is said of a file by line; of very much the first, and how much more there is."""
    every = sorted(said)
    told = [f"{file}, line {line}: {words}" for line, words in every[:MOST_SAID]]
    more = len(every) - MOST_SAID
    return (*told, f"{file}: {more:,} more like these.") if more > 0 else tuple(told)


def shortened(value: object) -> str:
    """Return what stands in a file as it is told: its beginning, on one line."""
    words = " ".join(str(value).split())
    return words if len(words) <= LONGEST_TOLD else f"{words[:LONGEST_TOLD]}…"


def text_of(folder: Path, name: str) -> tuple[str, str]:
    """Return the text of a file in Kinline's home, empty where there is none; and what kept it from being read."""
    path = folder / name
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return "", f"{name}: not read at all: it is a folder, or no file of text."
        if found.st_size > MOST_LETTERS:
            return "", f"{name}: not read at all: it holds {found.st_size:,} bytes, more than {MOST_LETTERS:,}."
        return path.read_text(encoding="utf-8-sig"), ""
    except FileNotFoundError:
        return "", ""
    except UnicodeDecodeError:
        return "", f"{name}: not read at all: it is no UTF-8 text. Save it again as UTF-8."
    except OSError as failure:
        return "", f"{name}: not read at all: it cannot be opened ({failure.strerror or 'unknown reason'})."
