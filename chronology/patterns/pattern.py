"""A pattern to consider: a rule's result for one child, with the entries behind it and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chronology.practice.patterns import RuleData, rule_data
from chronology.record.values import Id

if TYPE_CHECKING:
    from chronology.patterns.reading import Reading


class Certainty(StrEnum):
    """Whether a pattern holds for every placement of its uncertain dates; it speaks of dates only."""

    CERTAIN = "certain"
    POSSIBLE = "possible"

    def words(self) -> str:
        """Return it as it is shown."""
        return "however the dates fall" if self is Certainty.CERTAIN else "depends on the dates"


@dataclass(frozen=True)
class Pattern:
    """One pattern of one child: a question with the entries behind it, never a score."""

    rule: str
    """Key of the rule in the registry and the practice data."""
    child: Id
    certainty: Certainty
    sentence: str
    """One plain sentence that a worker can check in two minutes."""
    evidence: tuple[Id, ...]
    """The entries behind it, by date."""
    period: tuple[date | None, date | None]
    """The first and last day that the evidence can touch."""
    against: tuple[Id, ...] = ()
    """Entries that speak against it."""
    missing: tuple[str, ...] = ()
    """What is not known."""
    because: tuple[str, ...] = ()
    """Keys of the rules it rests on, for a pattern that gathers others."""
    value: Any = None
    """The rule's own result (days, stages, a label); plain data."""

    @property
    def data(self) -> RuleData:
        """What the practice data says about the rule: its source, settings, question and what switches it off."""
        return rule_data(self.rule)


@dataclass(frozen=True)
class Found:
    """What a rule found in one reading of the dates."""

    sentence: str
    evidence: tuple[Id, ...]
    value: Any = None
    against: tuple[Id, ...] = ()
    missing: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    same: object = field(default=None)
    """What makes two of one rule's patterns the same in both readings; None where a rule finds one at most."""


Finder = Callable[["Reading"], Iterator[Found]]


@dataclass(frozen=True)
class PatternRule:
    """One rule of the registry: its key, and the pure function that finds it in a reading of a child's life."""

    key: str
    find: Finder
    is_of_dates: bool = True
    """Whether its two readings differ by dates only, so that of exact dates one reading is enough."""

    @property
    def data(self) -> RuleData:
        """What the practice data says about the rule."""
        return rule_data(self.key)
