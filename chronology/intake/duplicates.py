"""Knowing a row again: by its normalised content, wherever it stands and however often it is imported."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry


def content_key(row: Mapping[str, str]) -> str:
    """Return the digest of a row's content by column: case, spacing and the columns' order do not matter."""
    parts = sorted(f"{column}\x1f{comparable(words)}" for column, words in row.items() if words.strip())
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class KnownRows:
    """The rows that are in the case file already, and those read so far of this file."""

    def __init__(self, case: CaseFile) -> None:
        self._known: dict[str, list[Entry]] = {}
        for entry in case.entries:
            if entry.content_key:
                self._known.setdefault(entry.content_key, []).append(entry)
        self._met: dict[str, int] = {}

    def meet(self, key: str, *, is_dated: bool) -> Entry | None:
        """Return the entry that a row is, where it is known already.

        The same words on the same date are the same matter, however often a file repeats them. Without a date
        nothing tells two occurrences apart from two events, so the second is the second entry, if there is one.
        """
        at = 0 if is_dated else self._met.get(key, 0)
        self._met[key] = self._met.get(key, 0) + 1
        entries = self._known.get(key, [])
        return entries[at] if at < len(entries) else None
