"""What every recorded value shares: it is frozen, it has an identity, and it says what kind it is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict


@dataclass(frozen=True)
class NamesRecord:
    """The mark by which a field that names a record is told from words, wherever it stands in a value."""


Id = Annotated[str, NamesRecord()]
"""A random or derived identifier: 20 lower-case hexadecimal digits."""


def new_id() -> Id:
    """Return a fresh random id."""
    return secrets.token_hex(10)


class Value(BaseModel):
    """A frozen value without an identity of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Record(Value):
    """A frozen value that the journal keeps versions of, told apart by its id."""

    kind: ClassVar[str] = ""
    """The word under which the journal files it."""

    id: Id
    """Identity within one case file."""
