"""What a person decided while importing, kept so that nobody is asked twice."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from chronology.record.values import Id, Record


class Layout(Record):
    """What somebody said that the columns of tables with these headers are."""

    kind: ClassVar[str] = "layout"

    headers: tuple[str, ...]
    """The headers as written, in the table's order."""
    columns: dict[str, str]
    """Header → canonical column; `ignore` leaves a column to its own name."""


class Meant(StrEnum):
    """What a name in a file means."""

    PERSON = "person"
    PROFESSIONAL = "professional"
    NOBODY = "nobody of the family"


class Naming(Record):
    """Whom somebody said that a name in a file means, wherever it stands in this family's files."""

    kind: ClassVar[str] = "naming"

    words: str
    """The name as it was written."""
    means: Meant = Meant.PERSON
    person: Id | None = None
    """Who it is, where it is one of the people recorded."""


class Correction(Record):
    """The cells of one imported row as somebody put them right; the file stays as it was."""

    kind: ClassVar[str] = "correction"

    content_key: str
    """By which the row is known again, as it stands in its file."""
    cells: dict[str, str] = Field(default_factory=dict)
    """Canonical column or the header's own words → the text that stands instead."""


class Matter(Record):
    """That somebody looked at accounts of several sources and said whether they tell of one matter."""

    kind: ClassVar[str] = "matter"

    entries: tuple[Id, ...]
    """The entries; each stays as its source gave it."""
    is_one: bool = True
    """False where they were looked at and are not one matter."""
    why: str = ""
