"""Wording that a reader of a record may stumble over, and what to write instead, as practice data."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from chronology.practice.laid import data_of, practice_cache
from chronology.practice.patterns import Authority, Parameter
from chronology.record.values import Value


class Group(StrEnum):
    """What is the matter with a wording."""

    BLAMING = "blaming"
    NOT_BROUGHT = "not_brought"
    LABEL = "label"
    EUPHEMISM = "euphemism"
    UNOBSERVED = "unobserved"
    JARGON = "jargon"


class Place(StrEnum):
    """What kind of text a wording stands in."""

    ANYTHING = "anything"
    DANGER_STATEMENT = "danger_statement"
    SAFETY_GOAL = "safety_goal"


class GroupData(Value):
    """What is said about one group."""

    title: str
    """What the group is called on a page."""
    why: str
    """Why its wordings are pointed out."""


class Phrase(Value):
    """One thing that is written in several wordings, and what to write instead."""

    key: str
    group: Group
    words: tuple[str, ...] = Field(min_length=1)
    """The wordings; `*` at the end of a word means any ending, `*` alone any one word."""
    unless: tuple[str, ...] = ()
    """No hit near these words; where they hold a wording of the row themselves, no hit only inside them."""
    needs: tuple[str, ...] = Field(default=(), alias="with")
    """Where there are any, one of these has to stand in the same sentence."""
    instead: str
    """The better phrase, or what to write."""
    source: str
    authority: Authority
    caveat: str = ""
    """Where the wording may be right all the same."""
    only_in: tuple[Place, ...] = (Place.ANYTHING,)
    child_age_under: int | None = None
    """Looked for only where the child is younger than this; where the age is not known, it is looked for."""
    yes: str
    """A text in which it is found."""
    no: str
    """A text like it in which it is not."""

    def is_looked_for_in(self, place: str) -> bool:
        """Return whether the phrase is looked for in such a text."""
        return Place.ANYTHING in self.only_in or place in self.only_in


class WordingData(Value):
    """Everything that the wording check reads."""

    parameters: dict[str, Parameter]
    groups: dict[Group, GroupData]
    observed: tuple[str, ...]
    """Words that say what was seen, heard or measured: with them close by, nothing of `unobserved` is found."""
    phrases: tuple[Phrase, ...]

    def number(self, name: str) -> int:
        """Return a whole-number setting."""
        value = self.parameters[name].value
        assert isinstance(value, int)
        return value

    def age_limit(self, phrase: Phrase) -> int | None:
        """Return the age from which on a phrase is not looked for; None where it always is."""
        if phrase.child_age_under is None and phrase.group is Group.NOT_BROUGHT:
            return self.number("attends_alone_from")
        return phrase.child_age_under


def from_data(data: dict[str, Any]) -> WordingData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return WordingData.model_validate(data)


@practice_cache
def wording_data() -> WordingData:
    """Return the practice data in force."""
    return from_data(data_of("wording"))
