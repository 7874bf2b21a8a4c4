"""Kinds of threshold decisions and their outcomes, as practice data."""

from __future__ import annotations

from typing import Any

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value


class Worded(Value):
    """Something that is called by several words."""

    label: str
    words: tuple[str, ...] = ()


class DecisionsData(Value):
    """The practice data of decisions."""

    kinds: dict[str, Worded]
    outcomes: dict[str, Worded]


def from_data(data: dict[str, Any]) -> DecisionsData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return DecisionsData.model_validate(data)


@practice_cache
def decisions_data() -> DecisionsData:
    """Return the practice data."""
    return from_data(data_of("decisions"))


def _by_words(some: dict[str, Worded]) -> dict[str, str]:
    found = {folded(word): key for key, known in some.items() for word in known.words}
    return found | {folded(known.label): key for key, known in some.items()} | {folded(key): key for key in some}


@practice_cache
def _kinds() -> dict[str, str]:
    return _by_words(decisions_data().kinds)


@practice_cache
def _outcomes() -> dict[str, str]:
    return _by_words(decisions_data().outcomes)


def decision_kind(words: str) -> str:
    """Return the key of a kind of decision by key, label or further word; empty where none is known."""
    return _kinds().get(folded(words), "")


def decision_label(key: str) -> str:
    """Return how a kind of decision is called on a page; an unknown one as it is written."""
    known = decisions_data().kinds.get(key)
    return known.label if known else key


def outcome_kind(words: str) -> str:
    """Return what an outcome counts as, so that two are compared: a key of the practice data, else its folded words."""
    return _outcomes().get(folded(words), folded(words))
