"""Words by which a source is known as an agency, and a person as a professional: practice data."""

from __future__ import annotations

import re
from typing import Any

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value


class AgencyData(Value):
    """The practice data of agencies and professionals."""

    agencies: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]


def from_data(data: dict[str, Any]) -> AgencyData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return AgencyData.model_validate(data)


@practice_cache
def agency_data() -> AgencyData:
    """Return the practice data."""
    return from_data(data_of("agencies"))


@practice_cache
def _agency_pattern() -> re.Pattern[str]:
    words = sorted({folded(w) for some in agency_data().agencies.values() for w in some}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(word) for word in words)})(?!\S)")


@practice_cache
def _role_pattern() -> re.Pattern[str]:
    words = sorted({folded(w) for some in agency_data().roles.values() for w in some}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(word) for word in words)})(?!\S)")


@practice_cache
def _kinds() -> dict[str, str]:
    return {folded(word): kind for kind, some in agency_data().agencies.items() for word in some}


def names_agency(words: str) -> bool:
    """Return whether words hold one by which an agency is known ("Hill Primary", "the health visitor")."""
    return _agency_pattern().search(folded(words)) is not None


def agency_kind(words: str) -> str:
    """Return which kind of agency words name: school, health, police, social care …; empty where none is known."""
    found = _agency_pattern().search(folded(words))
    return _kinds()[found[0]] if found else ""


@practice_cache
def agencies_named(text: str) -> frozenset[str]:
    """Return the kinds of agencies that a text speaks of."""
    return frozenset(_kinds()[found] for found in _agency_pattern().findall(folded(text)))


def names_role(words: str) -> bool:
    """Return whether words hold what a professional is called ("PC", "Dr", "social worker")."""
    return _role_pattern().search(folded(words)) is not None
