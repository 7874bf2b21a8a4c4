"""A change: new versions of the values it touches, with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field, SerializeAsAny

from chronology.record.values import Id, Record, Value


class Change(Value):
    """What is handed to the journal."""

    label: str
    """A sentence that tells the story: "Ada's entry of 12 March 2019 corrected"."""
    why: str = ""
    values: tuple[SerializeAsAny[Record], ...] = ()
    """New versions of what it touches."""
    removed: tuple[Id, ...] = ()
    """Values that are taken out."""
    expected: dict[Id, int] = Field(default_factory=dict)
    """The change at which each touched value was last seen; 0 or none: it must not be there yet."""


@dataclass(frozen=True)
class Original:
    """An imported file's bytes, kept with the change that cites it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Recorded:
    """A change as the journal holds it."""

    seq: int
    """Its number, from 1, without gaps."""
    at: datetime
    """When it was recorded, UTC."""
    actor: str
    label: str
    why: str
    undoes: int | None
    """The change that this one reverses, if it does."""
    hash: str
    touched: tuple[Id, ...]
    is_final: bool = False
    """It cannot be undone: it is an erasure, or something that it gave has been erased."""


@dataclass(frozen=True)
class Version:
    """One version of one value."""

    seq: int
    """The change that gave it."""
    kind: str
    body: str | None
    """Canonical JSON; None where the value was taken out or erased."""


@dataclass(frozen=True)
class Fault:
    """Something in a case file that is not as it was recorded."""

    what: str
    seq: int = 0
    """The change concerned; 0 where it is the file as a whole."""

    def __str__(self) -> str:
        """Return the fault in words."""
        return f"change {self.seq}: {self.what}" if self.seq else self.what
