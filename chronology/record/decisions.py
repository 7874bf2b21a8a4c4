"""What was decided and why: threshold decisions with the harm to each child, claims of change, closures."""

from __future__ import annotations

from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.safety import NetworkMember
from chronology.record.sources import Basis, Stated
from chronology.record.values import Id, Value

HARM_QUESTIONS = ("harm", "significance", "likelihood", "imminence", "impact")
"""What is asked of the harm to each child, in this order (thematic review: what, how significant, likely, imminent, impact)."""


class Reasoned(Value):
    """Words with the entries that they rest on."""

    words: str = ""
    entries: tuple[Id, ...] = ()
    """The entries of the chronology that are cited."""
    cited_as: str = ""
    """The words in which entries were cited that could not be told apart or found."""


class HarmAnalysis(Value):
    """The harm to one child, in five answers."""

    child: Id
    harm: Reasoned = Reasoned()
    """What the harm is, or would be."""
    significance: Reasoned = Reasoned()
    likelihood: Reasoned = Reasoned()
    imminence: Reasoned = Reasoned()
    impact: Reasoned = Reasoned()
    """What it does to this child."""

    def answers(self) -> tuple[tuple[str, Reasoned], ...]:
        """Return the five answers by their question, in order."""
        return tuple((question, getattr(self, question)) for question in HARM_QUESTIONS)

    @property
    def entries(self) -> tuple[Id, ...]:
        """Every entry cited in any answer, once."""
        return tuple(dict.fromkeys(entry for _, answer in self.answers() for entry in answer.entries))


class Compared(Value):
    """That another decision was looked at, and what explains that this one is as it is beside it."""

    decision: Id
    why: str = ""


class Decision(Stated):
    """A decision about a threshold, with the harm to each child that it rests on."""

    kind: ClassVar[str] = "decision"

    ref: str = ""
    """The worker's own number of it."""
    what: str = ""
    """Key of the practice data (referral, section_47, closure …); an unknown word as it is written."""
    when: When = UNDATED
    children: tuple[Id, ...] = ()
    threshold: str = ""
    """The threshold that it was held against, as written."""
    outcome: str = ""
    """What was decided, as written."""
    decided_by: str = ""
    rationale: str = ""
    analyses: tuple[HarmAnalysis, ...] = ()
    compared: tuple[Compared, ...] = ()
    """Earlier decisions of the same kind, of this child or a sibling, that were laid beside it."""
    entry: Id | None = None
    """The entry of the chronology that tells of it."""

    def analysis_of(self, child: Id) -> HarmAnalysis | None:
        """Return the harm to this child, where it is written."""
        return next((analysis for analysis in self.analyses if analysis.child == child), None)


class Claim(Stated):
    """That somebody says something has changed for the better, with what bears it out and what does not."""

    kind: ClassVar[str] = "claim"

    ref: str = ""
    when: When = UNDATED
    children: tuple[Id, ...] = ()
    words: str = ""
    said_by: str = ""
    basis: Basis = Basis.NOT_RECORDED
    """How we know: told by a parent, observed …"""
    corroborated_by: tuple[Id, ...] = ()
    """Entries that bear it out."""
    contradicted_by: tuple[Id, ...] = ()
    """Entries that speak against it."""
    answer: str = ""
    """What was made of it."""
    entry: Id | None = None


class Closure(Stated):
    """The end of work with children: what changed, what holds it, and who will notice if it slips."""

    kind: ClassVar[str] = "closure"

    ref: str = ""
    when: When = UNDATED
    children: tuple[Id, ...] = ()
    plan: str = ""
    """The plan that ends, as written; empty where all work ends."""
    changed: Reasoned = Reasoned()
    changed_from: When = UNDATED
    """From when on the change has been seen."""
    maintained_by: str = ""
    """How the change is kept up without us."""
    warning_signs: tuple[str, ...] = ()
    """The early signs that it is slipping."""
    noticed_by: tuple[NetworkMember, ...] = ()
    """Who in the family's network will notice, and what they do then."""
    goals: tuple[Id, ...] = ()
    """The safety goals that it rests on."""
    unmet: str = ""
    """Needs that are not met, and what becomes of them."""
    rationale: str = ""
    """Why the manager agrees."""
    manager: str = ""
    entry: Id | None = None
