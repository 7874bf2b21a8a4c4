"""Identities for what is imported: random in a case file, derived from the content for plain files."""

from __future__ import annotations

import hashlib
from typing import Protocol

from chronology.record.values import Id, new_id


class IdMaker(Protocol):
    """Gives the id of a new record."""

    def make(self, kind: str, key: str) -> Id:
        """Return an id for a record of this kind; `key` tells it from the others of its file."""


class RandomIds:
    """Ids for a case file: random, so that they tell nothing."""

    def make(self, kind: str, key: str) -> Id:  # noqa: ARG002 - the same call as the derived ids'
        """Return a fresh random id."""
        return new_id()


class DerivedIds:
    """Ids for plain files read in memory: the same file gives the same ids."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._given: dict[tuple[str, str], int] = {}

    def make(self, kind: str, key: str) -> Id:
        """Return the id derived from the file's hash, the kind and the key; a repeated key is counted."""
        count = self._given.get((kind, key), 0)
        self._given[kind, key] = count + 1
        words = "\x1f".join((self._seed, kind, key, str(count)))
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:20]
