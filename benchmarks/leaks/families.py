"""Made families as the rules of who may read of whom see them: who everybody is, and every token with what it tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from benchmarks.leaks.planting import Planted
from chronology.record.casefile import CaseFile
from chronology.record.values import Id

DAY = date(2026, 1, 1)
"""The day as at which everything is made."""


class Role(StrEnum):
    """What somebody is to the family; the rules of who may read of whom are written in these words."""

    CHILD = "subject child"
    MOTHER = "mother"
    FATHER = "father of some of the children"
    ALLEGED = "somebody alleged to be a father"
    MOTHERS_KIN = "relative of the mother"
    FATHERS_KIN = "relative of a father"
    HALF = "a father's other child"
    OTHER_MOTHER = "the mother of a father's other child"
    PARTNER = "the mother's partner, who is nobody's father here"
    PARTNERS_KIN = "relative of the mother's partner"
    CARER = "foster carer"
    ADOPTER = "adopter"
    CARERS_KIN = "of a carer's own family"
    GUARDIAN = "special guardian"
    NETWORK = "friend or neighbour"
    PET = "pet"
    PROFESSIONAL = "professional"
    REPORTED = "reported and not confirmed"
    LOSS = "pregnancy that was lost"
    RESTRICTED = "somebody whose record is restricted"


@dataclass(frozen=True)
class Someone:
    """One person of a made family, as the rules see them."""

    id: Id
    role: Role
    name: str
    of: frozenset[Id] = frozenset()
    """A father's children, a relative's father, the children whom a carer cares for."""


@dataclass
class MadeFamily:
    """A made family: its records, who everybody is, and every token with what it tells of."""

    seed: int
    case: CaseFile
    people: dict[Id, Someone]
    planted: tuple[Planted, ...]
    children: tuple[Id, ...]
    father_of: dict[Id, Id]
    lived_in: dict[Id, frozenset[Id]]
    """Each household, and who lived there."""
    entries: dict[Id, Told]
    """Each entry, as the rules see it."""
    bonds: dict[Id, Told] = field(default_factory=dict)
    mentioning: frozenset[Id] = frozenset()
    """Records in some field of which somebody is named whom few may know of."""
    set_aside: frozenset[Id] = frozenset()
    """Looks at patterns that set them aside."""
    included: dict[Id, Id] = field(default_factory=dict)
    """Entries of a brother or sister that a person included for the court, each with the child in whose document."""
    lifted: frozenset[Id] = frozenset()
    """Restricted entries whose restriction a person lifted for the court."""

    def of_role(self, *roles: Role) -> list[Id]:
        """Return who has one of these roles."""
        return [one.id for one in self.people.values() if one.role in roles]

    @property
    def mother(self) -> Id:
        """Return the children's mother."""
        return self.of_role(Role.MOTHER)[0]


@dataclass(frozen=True)
class Told:
    """An entry or a tie as the rules see it."""

    children: frozenset[Id]
    is_alleged: bool = False
    mentions: frozenset[Id] = frozenset()
    """Whose names its words hold."""
    is_restricted: bool = False
