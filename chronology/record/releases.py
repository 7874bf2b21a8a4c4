"""What a person decided about letting something leave the case file, and by which words people stand without their names."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.values import Id, Record


class Chosen(StrEnum):
    """What somebody chose for one record in what is made for an audience."""

    AS_WRITTEN = "as written"
    """Its words stand, although they hold the name of somebody withheld: it is not that person, or they may be named."""
    WITHOUT_NAMES = "without names"
    """Its words stand with every withheld name replaced."""
    REWORDED = "reworded"
    """Other words stand in place of what happened."""
    LEFT_OUT = "left out"
    """Its words stay out."""
    INCLUDED = "included"
    """An entry about a brother or sister, or about the family alone, stands in this child's document."""
    LIFTED = "restriction lifted"
    """A record leaves although it carries a restriction."""


OF_WORDS = frozenset({Chosen.AS_WRITTEN, Chosen.WITHOUT_NAMES, Chosen.REWORDED, Chosen.LEFT_OUT})
"""What is chosen about a record's words; that it stands at all is chosen apart."""


class Release(Record):
    """One person's decision about one record, for one audience and one child's document or for all of them.

    It lapses once the record is changed: it was decided on the words as they were.
    """

    kind: ClassVar[str] = "release"

    record: Id
    """What it is about."""
    chosen: Chosen
    audience: str = ""
    """Key of the audience; empty for every one."""
    child: Id | None = None
    """The child whose document it is; None for every child's."""
    words: str = ""
    """What stands instead, where it is reworded."""
    of: str = ""
    """Digest of the record as it was decided on."""
    because: str = ""
    worker: str = ""
    when: When = UNDATED


class Pseudonym(Record):
    """The word by which somebody stands in documents without their name: the key, kept in the case file alone."""

    kind: ClassVar[str] = "pseudonym"

    person: Id
    words: str


def digest_of(record: Record) -> str:
    """Return by what a record is known to be still as it was decided on."""
    return hashlib.sha256(record.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:20]


def release_id(record: Id, chosen: Chosen, audience: str, child: Id | None) -> Id:
    """Return the id of the decision about a record for an audience and a child, so that a later one takes its place.

    A decision about its words takes the place of one about its words, and of no other.
    """
    sort = "words" if chosen in OF_WORDS else chosen.value
    return hashlib.sha256(f"release\x1f{record}\x1f{sort}\x1f{audience}\x1f{child or ''}".encode()).hexdigest()[:20]


def pseudonym_id(person: Id) -> Id:
    """Return the id of somebody's pseudonym, so that nobody has two."""
    return hashlib.sha256(f"pseudonym\x1f{person}".encode()).hexdigest()[:20]
