"""One person, agency or service around a child: what it is called, where it belongs, and its lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from chronology.record.people import Person
from chronology.record.values import Id
from exporters.ecomap.lines import PLAIN, Line
from exporters.ecomap.sectors import PLACE


class Ring(IntEnum):
    """How near somebody stands by who they are; how much they know or help, no record says."""

    NEAR = 1
    WIDER = 2
    PROFESSIONAL = 3


RING_TITLES = {
    Ring.NEAR: "Household and immediate family",
    Ring.WIDER: "Wider family, friends and network",
    Ring.PROFESSIONAL: "Professionals and services",
}


@dataclass(frozen=True)
class System:
    """Somebody or something around the child."""

    id: str
    """Unique in the drawing: a record's id, or "agency:" or "service:" and the name as it is known again by."""
    ref: str
    """The source's own id of a person, else the id."""
    name: str
    kind: str
    """person, agency or service."""
    sector: str
    ring: Ring
    notes: tuple[str, ...] = ()
    """Short words below the name."""
    lines: tuple[Line, ...] = (PLAIN,)
    person: Person | None = None
    said: tuple[str, ...] = ()
    """What is told of it in words, beside name and lines."""
    steps: int = 0
    """How many ties of descent or partnership lie between a person and the child."""

    @property
    def reading(self) -> tuple[object, ...]:
        """Its place in the order of the drawing: by kind, by ring, nearest kin first, elders first, by name."""
        born = self.person.birth.sort_key if self.person else (2, 0, 0, "")
        return (PLACE[self.sector], self.ring, self.steps, born, self.name.casefold(), self.id)


@dataclass(frozen=True)
class Around:
    """A child or a household, and what is around it on a day."""

    child: Person
    day: date
    home: str
    """What the home is called that is at the centre; empty where the child alone is."""
    members: tuple[Person, ...]
    """Who is at the centre: the child, or everyone of the household, the child among them."""
    systems: tuple[System, ...]
    sources: tuple[str, ...] = ()
    """In words, from which files it was read."""
    lacking: tuple[str, ...] = ()
    """Kinds of which nothing is recorded on the day."""
    notices: list[str] = field(default_factory=list)

    @property
    def centre(self) -> Id:
        """The id of the node at the centre: the child's."""
        return self.child.id
