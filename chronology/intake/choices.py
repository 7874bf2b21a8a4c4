"""What a person chose about an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chronology.intake.corrections import Corrections
from chronology.practice.columns import ColumnsMap


@dataclass(frozen=True)
class Choices:
    """What a person chose about an import; nothing chosen is what most imports need."""

    columns: ColumnsMap | None = None
    """Which column is what."""
    agency: str = ""
    """Whose record it is, where the file does not say."""
    leaves_hidden: bool = False
    """Whether rows that a workbook hides are left out, and said."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Words in the files → whom they mean: a name or id, "professional" or "nobody"."""
    corrections: Corrections = field(default_factory=Corrections)
    """Rows as somebody put them right."""
    takes_all: bool = False
    """Whether every edit of a newer version of a file is taken over."""
    takes: frozenset[int] = frozenset()
    """The rows, or serial numbers, whose edits are taken over."""

    def takes_change(self, row: int) -> bool:
        """Return whether the edits of a row are taken over."""
        return self.takes_all or row in self.takes
