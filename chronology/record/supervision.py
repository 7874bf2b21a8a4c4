"""Supervision: what was asked and answered, what is to be done by whom, and what a worker makes of a pattern."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.sources import Stated
from chronology.record.values import Id, Value


class Question(Value):
    """A question asked in supervision, and its answer once there is one."""

    words: str
    child: Id | None = None
    """The child it is about; None for all the children of the meeting."""
    rule: str = ""
    """Key of the pattern that raised it; empty where a person asked."""
    answer: str = ""
    answered: When = UNDATED
    entries: tuple[Id, ...] = ()
    """The entries that the answer rests on."""
    cited_as: str = ""


class Action(Value):
    """Something to be done, by whom and by when."""

    words: str
    owner: str = ""
    due: When = UNDATED
    done: When = UNDATED
    outcome: str = ""


class Supervision(Stated):
    """A manager's look at the work with children: narrative, questions, actions, sign-off."""

    kind: ClassVar[str] = "supervision"

    when: When = UNDATED
    manager: str = ""
    worker: str = ""
    children: tuple[Id, ...] = ()
    narrative: str = ""
    """What is thought to be going on."""
    tested_by: str = ""
    """What would be seen if the narrative were wrong, and whether that was looked for."""
    questions: tuple[Question, ...] = ()
    actions: tuple[Action, ...] = ()
    rationale: str = ""
    signed_by: str = ""
    signed: When = UNDATED
    entry: Id | None = None


class Made(StrEnum):
    """What a worker makes of a pattern."""

    ADOPTED = "adopted"
    SET_ASIDE = "set aside"


class PatternReview(Stated):
    """What a named worker makes of a pattern: taken into the assessment in the worker's words, or set aside with the reason.

    Each look is its own record, so that a pattern set aside and adopted later keeps both.
    """

    kind: ClassVar[str] = "pattern_review"

    child: Id
    rule: str
    """Key of the pattern's rule."""
    made: Made
    worker: str
    when: When = UNDATED
    words: str = ""
    """The worker's own words, or the reason why it is set aside."""
    sentence: str = ""
    """What the pattern said that day."""
    evidence: tuple[Id, ...] = ()
    """The entries that were behind it that day."""
    against: tuple[Id, ...] = ()
    """The entries that spoke against it that day."""
