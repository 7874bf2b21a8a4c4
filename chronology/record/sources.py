"""Where a statement comes from: documents that were imported, the rows in them, and how far it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.values import Id, Record, Value


class Standing(StrEnum):
    """How far a statement stands; the last two never count in a pattern."""

    RECORDED = "recorded"
    ALLEGED = "alleged"
    ADMITTED = "admitted"
    FOUND = "found by a court"
    NOT_PROVED = "not proved"
    WITHDRAWN = "withdrawn"


NEVER_COUNTS = frozenset({Standing.NOT_PROVED, Standing.WITHDRAWN})
"""Standings of what counts in no pattern and no check."""


class Basis(StrEnum):
    """How we know."""

    OBSERVED = "observed"
    TOLD_BY_PARENT = "told by parent"
    TOLD_BY_CHILD = "told by child"
    TOLD_BY_OTHER = "told by other"
    OPINION = "professional opinion"
    DOCUMENT = "document"
    NOT_RECORDED = ""


class Restriction(StrEnum):
    """Why something is withheld from every export unless a person chooses otherwise."""

    PRIVILEGED = "privileged"
    REFERRER = "referrer"
    PROTECTED_ADDRESS = "protected address"
    INTELLIGENCE = "intelligence"
    ADOPTION = "adoption"
    COURT = "court"


class Citation(Value):
    """The place in an imported document that a statement was read from."""

    document: Id
    """The document's id in this case file."""
    place: str = ""
    """Sheet, table, row or line, as a person would find it."""
    row: int | None = None
    """Row (tables) or line (GEDCOM) number, counted from 1."""


class Carried(Value):
    """A structure of an imported file that Kinline has no place for, kept so that it can be given back."""

    tag: str
    value: str = ""
    xref: str = ""
    children: tuple[Carried, ...] = ()


class Document(Record):
    """A file that was imported; its bytes are kept, encrypted, under `sha256`."""

    kind: ClassVar[str] = "document"

    name: str
    """File name as it was given."""
    form: str = ""
    """gedcom, csv, xlsx, docx or another form that was read."""
    sha256: str = ""
    """Hash of the original bytes, hexadecimal."""
    agency: str = ""
    """The agency that wrote it, where known."""
    lineage: str = ""
    """Documents with the same lineage are versions of one file, so that their record ids mean the same."""
    received: When = UNDATED
    """When it reached us."""
    carried: tuple[Carried, ...] = ()
    """Records of the file that concern nobody in particular: its header, its own sources, its submitter."""


class Stated(Record):
    """What every dated statement about a family carries beside its content."""

    known: When = UNDATED
    """When it became known to us; never inferred from when it happened."""
    standing: Standing = Standing.RECORDED
    """How far it stands."""
    restriction: tuple[Restriction, ...] = ()
    """Why it is withheld from exports, if it is."""
    cites: tuple[Citation, ...] = ()
    """The documents and rows it was read from."""
    note: str = ""
    """A worker's own words about it."""
    carried: tuple[Carried, ...] = ()
    """What its source said beyond what Kinline has a place for."""


Carried.model_rebuild()
