"""Whose drafts are whose: what one person typed and did not record is kept apart from what everybody else did."""

from __future__ import annotations

from collections.abc import Mapping

_BETWEEN = "\x1f"


def draft_place(whose: str, key: str) -> str:
    """Return under what a journal keeps somebody's draft."""
    return f"{whose.replace(_BETWEEN, ' ')}{_BETWEEN}{key}"


def by_person(kept: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return a journal's drafts by whose they are and where they were typed; of nobody known under the empty name."""
    found: dict[str, dict[str, str]] = {}
    for place, text in kept.items():
        whose, _, key = place.rpartition(_BETWEEN)
        found.setdefault(whose, {})[key] = text
    return found
