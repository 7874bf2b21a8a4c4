"""The story as it is written down: one line an entry, one file an agency."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

STORY = Path(__file__).parent / "story"
CHILDREN = {"A": "Ada Marlow", "B": "Ben Marlow", "C": "Cora Marlow", "J": "Jude Marlow"}
KEYS = {
    "src": "source", "basis": "basis", "n": "neglect", "sv": "service", "resp": "response", "plan": "plan",
    "pod": "part_of_day", "grade": "grade", "sev": "severity", "seen": "seen", "view": "view", "act": "action",
    "out": "outcome", "ana": "analysis", "count": "count", "told": "told_to_social_care", "exp": "explained_by",
    "st": "standing", "known": "known", "sig": "significant", "restr": "restriction", "id": "case_id", "rec": "recorded",
    "iA": "impact: Ada Marlow", "iB": "impact: Ben Marlow", "iC": "impact: Cora Marlow",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One entry as the story tells it."""

    date: str
    """A day as ISO date, or the words an agency would write."""
    children: str
    category: str
    event: str
    more: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day, where it is exact."""
        return as_day(self.date)

    def of(self, column: str) -> str:
        """What this entry has for a canonical column."""
        fixed = {"date": self.date, "children": self.children, "category": self.category, "event": self.event}
        return fixed.get(column, self.more.get(column, ""))


def as_day(words: str) -> date | None:
    """Return the day that an ISO date means; None for other words."""
    if len(words) == 10 and words[4] == words[7] == "-":
        return date.fromisoformat(words)
    return None


def entries(agency: str) -> list[Told]:
    """Return an agency's entries, in the order written."""
    found = []
    for line in (STORY / f"{agency}.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        when, children, category, event, *rest = (part.strip() for part in line.split("|"))
        more = {}
        for part in rest:
            key, colon, words = part.partition(": ")
            if not colon or key not in KEYS or KEYS[key] in more:
                raise ValueError(f"{agency}: cannot tell what “{part}” is")
            more[KEYS[key]] = words
        found.append(
            Told("" if when == "undated" else when, "; ".join(CHILDREN[c] for c in children), category, event, more)
        )
    return found


def family() -> dict[str, list[dict[str, Any]]]:
    """Return the people and unions."""
    return tomllib.loads((STORY / "family.toml").read_text("utf-8"))
