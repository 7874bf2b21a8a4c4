"""Who lived where, from when to when, and on what footing."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.sources import Stated
from chronology.record.values import Id


class Footing(StrEnum):
    """On what footing somebody lives somewhere."""

    HOME = "home"
    FOSTER = "foster care"
    KINSHIP = "kinship care"
    GUARDIANSHIP = "special guardianship"
    RESIDENTIAL = "residential home"
    ADOPTIVE = "adoptive home"
    HOSPITAL = "hospital"
    SECURE = "secure"
    CUSTODY = "custody"
    REFUGE = "refuge"
    TEMPORARY = "temporary accommodation"
    SUPPORTED = "supported accommodation"
    SHORT_BREAK = "short break"
    INFORMAL = "informal stay"
    VISITING = "stays at times"
    NOT_RECORDED = "not recorded"


class Household(Stated):
    """A home, its address and when it was one."""

    kind: ClassVar[str] = "household"

    name: str = ""
    """What the home is called on a drawing ("Gran's flat")."""
    address: str = ""
    is_address_protected: bool = False
    """Whether the address is withheld from every export."""
    when: When = UNDATED


class Residence(Stated):
    """That one person lived in one household for a period."""

    kind: ClassVar[str] = "residence"

    person: Id
    household: Id | None = None
    """None where only the footing or the words are known."""
    footing: Footing = Footing.HOME
    when: When = UNDATED
    words: str = ""
    """The place or reason as written."""
    carers: tuple[Id, ...] = ()
    """Who cares for a child there, where it is not a parent."""
