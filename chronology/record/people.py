"""The people of a family and around it."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.sources import Stated
from chronology.record.values import Value


class Gender(StrEnum):
    """The gender a person lives in; unknown is never guessed from a name."""

    FEMALE = "female"
    MALE = "male"
    NON_BINARY = "non-binary"
    OTHER = "other"
    UNKNOWN = "unknown"


class Life(StrEnum):
    """Whether this is a person who was born, or a pregnancy and how it ended."""

    BORN = "born"
    EXPECTED = "expected"
    MISCARRIAGE = "miscarriage"
    STILLBIRTH = "stillbirth"
    TERMINATION = "termination"
    ECTOPIC = "ectopic pregnancy"


class Place(StrEnum):
    """How a person stands to the family."""

    FAMILY = "family"
    NETWORK = "network"
    CARER = "carer"
    PROFESSIONAL = "professional"
    PET = "pet"


class NameKind(StrEnum):
    """What a further name is."""

    BIRTH = "birth"
    MARRIED = "married"
    KNOWN_AS = "known as"
    FORMER = "former"
    NICKNAME = "nickname"


class OtherName(Value):
    """A further name of a person."""

    text: str
    kind: NameKind = NameKind.KNOWN_AS
    when: When = UNDATED
    """When it was used."""


class Fact(Value):
    """A dated fact of a life that no other record holds: a baptism, an occupation, an address as written."""

    what: str
    """What it is, in a word: the label of its source."""
    words: str = ""
    when: When = UNDATED
    place: str = ""


class Condition(Value):
    """An illness, impairment or addiction, as somebody recorded it."""

    what: str
    area: str = ""
    """physical, mental, addiction or another area of the notation."""
    when: When = UNDATED
    suspected: bool = False
    recovered: bool = False


class About(Value):
    """What matters to the person themselves; recorded for their sake and read by no rule."""

    ethnicity: str = ""
    faith: str = ""
    language: str = ""
    disability: str = ""
    orientation: str = ""
    """Shown only where the worker asks for it."""
    gender_history: str = ""
    """Shown only where the worker asks for it."""
    culture: str = ""


class Person(Stated):
    """One person; a child always means one child."""

    kind: ClassVar[str] = "person"

    name: str = ""
    """The name as it is shown; empty where it is not known."""
    given: str = ""
    surname: str = ""
    names: tuple[OtherName, ...] = ()
    """Every other name."""
    initials: str = ""
    """Initials by which the record calls the person, where they differ from the name's."""
    gender: Gender = Gender.UNKNOWN
    sex_at_birth: str = ""
    """Only where it was recorded as such."""
    birth: When = UNDATED
    """Date of birth; for a pregnancy the date expected."""
    death: When = UNDATED
    is_dead: bool = False
    """Whether the person is known to have died, with or without a date."""
    life: Life = Life.BORN
    place: Place = Place.FAMILY
    role: str = ""
    """A professional's or network member's role, in words."""
    agency: str = ""
    is_subject: bool = False
    """Whether this is a subject child of the work."""
    is_confirmed: bool = True
    """False for somebody who was reported but not confirmed."""
    number: int = 1
    """How many people this stands for (a group of siblings whose names are not known); 0 = number unknown."""
    about: About = About()
    health: tuple[Condition, ...] = ()
    facts: tuple[Fact, ...] = ()
    ref: str = ""
    """The source's own id (a GEDCOM record id without @)."""
    refs: tuple[str, ...] = ()
    """The ids of other sources, where two records of the person were made one."""
    case_ids: tuple[str, ...] = ()
    """The council system's own ids."""

    def has_died_by(self, day: date) -> bool:
        """Return whether the person had died by a day, or may have; a death without a date counts on every day."""
        return self.is_dead if self.death.is_undated else self.death.happened_by(day).may_be

    def had_died_before(self, when: When) -> bool:
        """Return whether the person had died before something, however the dates fall."""
        died, first = self.death.latest, when.earliest
        return died is not None and first is not None and died < first

    @property
    def shown_name(self) -> str:
        """Return the name, or words for somebody whose name is not known."""
        if self.name:
            return self.name
        if self.life is not Life.BORN:
            return {Life.EXPECTED: "Unborn child"}.get(self.life, self.life.value.capitalize())
        return "Name not known"

    @property
    def is_loss(self) -> bool:
        """Whether this is a pregnancy that ended, or a child who was stillborn: drawn on a genogram, and no child whose life goes on."""
        return self.life not in {Life.BORN, Life.EXPECTED}

    @property
    def shown_initials(self) -> str:
        """Return the initials by which documents are named, upper case; "X" where no name is known."""
        if self.initials:
            return self.initials
        words = unicodedata.normalize("NFC", self.name).replace("-", " ").split()
        letters = [word[0] for word in words if word[0].isalnum()]
        return "".join(letters).upper() or "X"
