"""What ties people together: partnerships, parentage, multiple births, bonds, responsibility and orders."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from chronology.record.dates import UNDATED, Falls, When
from chronology.record.sources import Stated
from chronology.record.values import Id, Value


class PartnershipStatus(StrEnum):
    """What a partnership became on a day."""

    MET = "met"
    DATING = "dating"
    CASUAL = "casual"
    AFFAIR = "affair"
    ENGAGED = "engaged"
    COHABITING = "cohabiting"
    LIVING_APART_TOGETHER = "living apart together"
    MARRIED = "married"
    CIVIL_PARTNERSHIP = "civil partnership"
    RECONCILED = "reconciled"
    SEPARATED = "separated"
    LEGALLY_SEPARATED = "legally separated"
    DIVORCED = "divorced"
    COHABITATION_ENDED = "cohabitation ended"
    ENDED = "ended"
    ANNULLED = "annulled"
    WIDOWED = "widowed"
    NOT_RECORDED = "not recorded"

    @property
    def has_ended(self) -> bool:
        """Return whether the two are no longer partners."""
        return self in _ENDINGS


_ENDINGS = {
    PartnershipStatus.SEPARATED,
    PartnershipStatus.LEGALLY_SEPARATED,
    PartnershipStatus.DIVORCED,
    PartnershipStatus.COHABITATION_ENDED,
    PartnershipStatus.ENDED,
    PartnershipStatus.ANNULLED,
    PartnershipStatus.WIDOWED,
}


class PartnershipStep(Value):
    """One step in a partnership's history."""

    status: PartnershipStatus
    when: When = UNDATED
    note: str = ""

    def words(self) -> str:
        """Return it in words: "married 2018"; where the status is not recorded, that they were partners, and from when."""
        when = "" if self.when.is_undated else self.when.words()
        if self.status is not PartnershipStatus.NOT_RECORDED:
            return f"{self.status.value} {when}".rstrip()
        if not when:
            return "partners, status not recorded"
        return f"partners {when if self.when.is_period else f'from {when}'}, status not recorded"


class Partnership(Stated):
    """Two people who were or are partners, with its history; the second may be unknown."""

    kind: ClassVar[str] = "partnership"

    partners: tuple[Id, ...]
    """At most two people: one where the other is not known, none where siblings' parents are not known."""
    steps: tuple[PartnershipStep, ...] = ()
    """Its history, in the order recorded."""
    features: tuple[str, ...] = ()
    """Marks of the notation beside the status: "related by blood", "secret", "childless by choice"."""
    ref: str = ""
    """The source's own id."""

    @model_validator(mode="after")
    def _has_at_most_two(self) -> Partnership:
        if len(self.partners) > 2:
            raise ValueError("a partnership has at most two partners")
        return self

    def steps_by(self, day: date) -> tuple[PartnershipStep, ...]:
        """Return the steps that had happened by `day`; undated ones are kept in their place."""
        return tuple(s for s in self.steps if s.when.happened_by(day) is not Falls.NO)

    def status_on(self, day: date) -> PartnershipStep:
        """Return the latest step that had happened by `day`; undated steps keep the order recorded."""
        status = PartnershipStep(status=PartnershipStatus.NOT_RECORDED)
        dated: When | None = None
        for step in self.steps_by(day):
            if step.when.is_undated or dated is None or step.when.sort_key >= dated.sort_key:
                status = step
                dated = dated if step.when.is_undated else step.when
        return status


class ParentageKind(StrEnum):
    """By what a child descends from, or is cared for by, a parent or a couple."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    FOSTER = "foster"
    KINSHIP = "kinship care"
    GUARDIANSHIP = "special guardianship"
    CHILD_ARRANGEMENTS = "child arrangements order"
    PRIVATE_FOSTERING = "private fostering"
    INFORMAL = "informal care"
    STEP = "step"
    DONOR = "donor"
    SURROGATE = "surrogate"
    UNKNOWN = "not known"


class ParentCertainty(StrEnum):
    """How sure one parent is."""

    RECORDED = "recorded"
    PRESUMED = "presumed"
    DISPUTED = "disputed"
    PROVED = "proved by DNA test"
    ALLEGED = "alleged"
    EXCLUDED = "excluded"


class Parentage(Stated):
    """One parent set of one child; a child may have several, each dated."""

    kind: ClassVar[str] = "parentage"

    child: Id
    parents: tuple[Id, ...]
    """At most two people, in no order of worth; none where it is only known that siblings share parents."""
    way: ParentageKind = ParentageKind.BIRTH
    ways: dict[Id, ParentageKind] = Field(default_factory=dict)
    """Where one parent's way differs from the set's (a birth mother and a step-father in one household)."""
    certainty: dict[Id, ParentCertainty] = Field(default_factory=dict)
    """Where one parent is not simply recorded."""
    when: When = UNDATED
    """From when to when, where it began later than birth."""
    partnership: Id | None = None
    """The partnership that the two are, if recorded."""
    order: int | None = None
    """Place among siblings where birth dates are not known, from 1."""

    def way_of(self, parent: Id) -> ParentageKind:
        """Return by what the child descends from this parent."""
        return self.ways.get(parent, self.way)

    def certainty_of(self, parent: Id) -> ParentCertainty:
        """Return how sure this parent is."""
        return self.certainty.get(parent, ParentCertainty.RECORDED)


class Zygosity(StrEnum):
    """Of what kind twins are."""

    IDENTICAL = "identical"
    FRATERNAL = "fraternal"
    UNKNOWN = "not known"


class MultipleBirth(Stated):
    """Children born together."""

    kind: ClassVar[str] = "multiple_birth"

    children: tuple[Id, ...]
    zygosity: Zygosity = Zygosity.UNKNOWN


class Bond(Stated):
    """How one person is to another, as somebody described it: close, in conflict, violent …"""

    kind: ClassVar[str] = "bond"

    source: Id
    """From whom."""
    target: Id
    """To whom."""
    nature: str
    """A key of the notation (close, distant, cutoff, conflict, violence, controlling, carer …) or own words."""
    is_mutual: bool = False
    """Whether it is recorded as going both ways; of a kind without direction, such as close, it says nothing."""
    when: When = UNDATED
    words: str = ""


class ParentalResponsibility(Stated):
    """That somebody holds parental responsibility for one child."""

    kind: ClassVar[str] = "parental_responsibility"

    holder: Id | None = None
    """The person; None where a local authority holds it."""
    authority: str = ""
    """The local authority that holds or shares it."""
    child: Id
    ground: str = ""
    """mother, marriage, birth registration, agreement, order, care order …"""
    when: When = UNDATED


ORDER_STATUSES = {
    "s20": "accommodated (section 20)",
    "epo": "emergency protection order",
    "ico": "interim care order",
    "co": "care order",
    "po": "placement order",
    "sgo": "special guardianship order",
    "cao": "child arrangements order",
    "so": "supervision order",
    "iso": "interim supervision order",
    "ao": "adoption order",
    "police_protection": "police protection",
}
"""What the keys of orders and legal statuses mean."""


class Order(Stated):
    """A court order or legal status of one child, with its dates."""

    kind: ClassVar[str] = "order"

    child: Id
    status: str
    """Key: s20, epo, police_protection, ico, co, po, sgo, cao, so, ao, or the words of another nation's law."""
    when: When = UNDATED
    court: str = ""
    in_favour_of: tuple[Id, ...] = ()
    words: str = ""

    @property
    def status_words(self) -> str:
        """What it is, in words; where its key is not known, as it was written."""
        return ORDER_STATUSES.get(self.status.casefold(), self.words or self.status)
