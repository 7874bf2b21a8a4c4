"""The patterns' parameters, sources and words as practice data, which a council can copy and change."""

from __future__ import annotations

import bisect
from enum import StrEnum
from typing import Any

from pydantic import Field

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value


class Authority(StrEnum):
    """What stands behind a rule or a parameter."""

    PUBLISHED = "published"
    LOCAL = "local setting"
    TO_CONFIRM = "to be confirmed"
    """Taken from general knowledge."""


class Parameter(Value):
    """One setting of a rule, and why it has its value."""

    value: int | float | str | tuple[int | float | str, ...]
    why: str
    authority: Authority = Authority.LOCAL


class RuleData(Value):
    """What is said about one rule, and its settings."""

    title: str
    """What the pattern is called on a screen."""
    source: str
    """Where the rule is published, or that it is a local setting."""
    authority: Authority
    question: str
    """The question for supervision."""
    stops_when: str
    """What would switch the pattern off."""
    says: str
    """What the pattern says."""
    example: str
    limits: str
    """How far it goes, and how it can mislead."""
    parameters: dict[str, Parameter] = Field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return a whole-number setting."""
        value = self.parameters[name].value
        assert isinstance(value, int)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return a setting that is a list of words."""
        value = self.parameters[name].value
        assert isinstance(value, tuple)
        return tuple(str(word) for word in value)

    @property
    def settings(self) -> dict[str, int | float | str | tuple[int | float | str, ...]]:
        """Every setting by name, without the reasons."""
        return {name: parameter.value for name, parameter in self.parameters.items()}


class Stage(Value):
    """One developmental stage."""

    key: str
    label: str
    months: int
    """The age in whole months at which it begins; before birth, a negative number."""
    authority: Authority


class PatternData(Value):
    """Everything that the rules read."""

    stages: tuple[Stage, ...]
    domains_of_categories: dict[str, str]
    """The domain of neglect that an entry's category says by itself."""
    phrases: dict[str, tuple[str, ...]]
    """For each domain of neglect, words that say it."""
    phrases_of_harm: dict[str, tuple[str, ...]]
    """For each other kind of harm, words that say it."""
    harms_of_categories: dict[str, str]
    """The kind of harm that an entry's category says by itself."""
    material: tuple[str, ...]
    """Words of money and housing: with one of them in an entry, nothing is read from its words."""
    denials: tuple[str, ...]
    """Words before a phrase that turn it round."""
    rules: dict[str, RuleData]


def from_data(data: dict[str, Any]) -> PatternData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return PatternData.model_validate(data)


@practice_cache
def pattern_data() -> PatternData:
    """Return the practice data in force."""
    return from_data(data_of("patterns"))


def rule_data(key: str) -> RuleData:
    """Return what is said about one rule; raises KeyError for a rule that has no data."""
    return pattern_data().rules[key]


@practice_cache
def _phrases() -> tuple[tuple[str, str], ...]:
    data = pattern_data().phrases
    return tuple((folded(phrase), domain) for domain, phrases in data.items() for phrase in phrases)


@practice_cache
def _harms() -> tuple[tuple[str, str], ...]:
    data = pattern_data().phrases_of_harm
    return tuple((folded(phrase), harm) for harm, phrases in data.items() for phrase in phrases)


@practice_cache
def _denials() -> tuple[str, ...]:
    return tuple(f" {folded(words)} " for words in pattern_data().denials)


@practice_cache
def _material() -> tuple[str, ...]:
    return tuple(f" {folded(words)} " for words in pattern_data().material)


@practice_cache
def domains_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the domains of neglect that words speak of, each with the words read.

    None where they are denied, or where the text speaks of money or housing.
    """
    spoken = f" {folded(text)} "
    if any(words in spoken for words in _material()):
        return ()
    return _said(spoken, _phrases())


@practice_cache
def harms_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the other kinds of harm that words speak of, each with the words read; none where they are denied."""
    return _said(f" {folded(text)} ", _harms())


def _said(spoken: str, phrases: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for phrase, meaning in phrases:
        at = spoken.find(f" {phrase} ")
        while at >= 0 and meaning not in found:
            before = f" {' '.join(spoken[:at].split()[-4:])} "
            if not before.endswith(" no ") and not any(denial in before for denial in _denials()):
                found[meaning] = phrase
            at = spoken.find(f" {phrase} ", at + 1)
    return tuple(found.items())


@practice_cache
def _beginnings() -> tuple[int, ...]:
    return tuple(stage.months for stage in pattern_data().stages)


def stage_at(months: int) -> int:
    """Return the number of the developmental stage at an age in whole months; the last one from then on."""
    return max(0, bisect.bisect_right(_beginnings(), months) - 1)
