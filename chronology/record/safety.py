"""Worries said plainly, what will be different, how safe each person finds it, and the family's own plan."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from chronology.record.dates import UNDATED, When, add_months
from chronology.record.sources import Stated
from chronology.record.values import Id, Value


class LastingUnit(StrEnum):
    """What a time is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Lasting(Value):
    """How long something has to hold."""

    number: int = Field(ge=1, le=1000)
    unit: LastingUnit = LastingUnit.MONTHS

    def after(self, day: date) -> date:
        """Return the day on which the time is full, begun on a day."""
        if self.unit in {LastingUnit.MONTHS, LastingUnit.YEARS}:
            return add_months(day, self.number * (12 if self.unit is LastingUnit.YEARS else 1))
        return day + timedelta(days=self.number * (7 if self.unit is LastingUnit.WEEKS else 1))

    def words(self) -> str:
        """Return it as it is said: "6 months", "1 week"."""
        unit = self.unit.value
        return f"{self.number} {unit[:-1] if self.number == 1 else unit}"


class NetworkMember(Value):
    """Somebody of the family's own network, and what they do."""

    name: str
    person: Id | None = None
    """Who it is, where one of the people recorded."""
    role: str = ""
    """Grandmother, neighbour, teacher …"""
    is_professional: bool = False
    does: str = ""


class DangerStatement(Stated):
    """One worry: who is worried, about what behaviour, what may happen, and what that would be for the child."""

    kind: ClassVar[str] = "danger_statement"

    ref: str = ""
    """The worker's own number of it ("DS1")."""
    when: When = UNDATED
    """From when on it stands; with an end once it does not stand any more."""
    children: tuple[Id, ...] = ()
    issue: str = ""
    """What it is about in a word or two, so that two about one issue are seen."""
    worried: str = ""
    """Who is worried."""
    behaviour: str = ""
    """What was done or not done, as facts."""
    may_happen: str = ""
    """What may happen if nothing changes."""
    impact_now: str = ""
    """What that is for the child at once."""
    impact_later: str = ""
    """What that is for the child in the long run."""
    disputed: str = ""
    """Who does not agree, and what they say."""
    words: str = ""
    """The statement as it was written in one piece."""
    entries: tuple[Id, ...] = ()
    """The entries that it rests on."""
    cited_as: str = ""
    """The words in which entries were cited that could not be told apart or found."""

    def said(self) -> str:
        """Return it in one piece: as it was written so, else put together from its parts."""
        if self.words:
            return self.words
        parts = (self.worried, self.behaviour, self.may_happen, self.impact_now, self.impact_later, self.disputed)
        return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


class SafetyGoal(Stated):
    """What life looks like when a worry is less: what parents do, what the child experiences, what others see."""

    kind: ClassVar[str] = "safety_goal"

    ref: str = ""
    when: When = UNDATED
    """From when on it stands; with an end once it does not stand any more."""
    children: tuple[Id, ...] = ()
    danger: Id | None = None
    """The danger statement that it answers."""
    parents_do: str = ""
    child_experiences: str = ""
    professionals_see: str = ""
    holds_for: Lasting | None = None
    """How long it has to hold."""
    holds_as_written: str = ""
    """How long, in words that are no number of weeks or months."""
    seen_from: When = UNDATED
    """From when on it has been seen to hold."""
    met: When = UNDATED
    """When it was found to be met."""
    words: str = ""

    def said(self) -> str:
        """Return it in one piece: as it was written so, else put together from its parts."""
        if self.words:
            return self.words
        parts = (self.parents_do, self.child_experiences, self.professionals_see)
        return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


class Voice(StrEnum):
    """Whose view a place on the safety scale is."""

    CHILD = "child"
    PARENT = "parent"
    NETWORK = "family and network"
    PROFESSIONAL = "professional"
    NOT_SAID = ""


class SafetyScale(Stated):
    """Where one person puts one child on a day, from 0 (cannot live at home) to 10 (safe enough to close)."""

    kind: ClassVar[str] = "safety_scale"

    child: Id
    measures: Id | None = None
    """The danger statement or safety goal that it belongs to."""
    when: When = UNDATED
    by: str = ""
    """Who says so."""
    voice: Voice = Voice.NOT_SAID
    value: int = Field(ge=0, le=10)
    why: str = ""
    """What makes it this number and not a lower or higher one."""


class PlanStep(Value):
    """One part of a safety plan: who does what, when."""

    who: NetworkMember
    does: str = ""
    when: str = ""
    """When or how often, in the plan's own words."""


class Tried(Value):
    """That a safety plan was put to the test."""

    when: When = UNDATED
    what: str = ""
    worked: bool | None = None
    """None where it is not said."""
    entry: Id | None = None


class SafetyPlan(Stated):
    """The family's own plan to keep children safe, with the people who carry it."""

    kind: ClassVar[str] = "safety_plan"

    ref: str = ""
    when: When = UNDATED
    """From when on it stands; with an end once it does not stand any more."""
    children: tuple[Id, ...] = ()
    goals: tuple[Id, ...] = ()
    words: str = ""
    """In the family's own words."""
    whose_words: str = ""
    triggers: tuple[str, ...] = ()
    """What sets the plan going."""
    steps: tuple[PlanStep, ...] = ()
    known_to_work: str = ""
    """How anybody will know that it works."""
    tried: tuple[Tried, ...] = ()
    agreed_by: str = ""
    review_by: When = UNDATED


class OfferAnswer(StrEnum):
    """What the family said to an offer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_ANSWER = "no answer yet"
    NOT_SAID = ""


class FamilyOffer(Stated):
    """That the family was offered a meeting in which it decides for itself."""

    kind: ClassVar[str] = "family_offer"

    when: When = UNDATED
    children: tuple[Id, ...] = ()
    what: str = "family group decision-making meeting"
    offered_by: str = ""
    offered_to: str = ""
    answer: OfferAnswer = OfferAnswer.NOT_SAID
    reason: str = ""
    meeting: Id | None = None
    """The meeting that came of it."""
