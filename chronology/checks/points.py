"""A point to consider about the record itself, and what the checks look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from chronology.practice.checks import CheckData, check_data
from chronology.practice.decisions import decision_label
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.decisions import Claim, Closure, Decision
from chronology.record.entries import Entry
from chronology.record.people import Person
from chronology.record.plans import Service
from chronology.record.safety import DangerStatement, FamilyOffer, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.sources import Stated
from chronology.record.supervision import PatternReview, Supervision
from chronology.record.values import Id, Record


@dataclass(frozen=True)
class Point:
    """One point to consider: it advises, and never blocks."""

    kind: str
    """Key of the check in the practice data."""
    words: str
    records: tuple[Id, ...]
    """The people, entries, decisions or plans that it is about, the one it is foremost about first."""
    is_fault: bool = False
    """Whether something cannot be as it is recorded; otherwise it is to be considered, or only not known."""
    child: Id | None = None
    """The child it is about, where it is about one."""

    @property
    def data(self) -> CheckData:
        """What the practice data says about the check: its title, its source and what settles the point."""
        return check_data(self.kind)


Finder = Callable[["Looking"], Iterator[Point]]


@dataclass(frozen=True)
class Looking:
    """A case file as the checks see it: what had happened by a day, for some children."""

    case: CaseFile
    """As at the day."""
    children: tuple[Person, ...]
    """The subject children."""
    day: date

    @cached_property
    def child_ids(self) -> frozenset[Id]:
        """Ids of the subject children."""
        return frozenset(child.id for child in self.children)

    @cached_property
    def entries(self) -> dict[Id, Entry]:
        """Every entry that had happened, by id."""
        return {entry.id: entry for entry in self.case.entries}

    @cached_property
    def dangers(self) -> tuple[DangerStatement, ...]:
        """The danger statements that stand on the day."""
        return tuple(d for d in self.case.danger_statements if stands_on(d.when, self.day))

    @cached_property
    def goals(self) -> tuple[SafetyGoal, ...]:
        """The safety goals that stand on the day and are not met."""
        return tuple(g for g in self.case.safety_goals if stands_on(g.when, self.day) and g.met.is_undated)

    @cached_property
    def safety_plans(self) -> tuple[SafetyPlan, ...]:
        """The safety plans that stand on the day."""
        return tuple(p for p in self.case.safety_plans if stands_on(p.when, self.day))

    def name(self, person: Id) -> str:
        """Return how somebody is called."""
        return self.case.people[person].shown_name if person in self.case.people else "somebody not recorded"

    def subjects_of(self, children: Iterable[Id]) -> tuple[Id, ...]:
        """Return those of some children that are looked at; every subject child where none is named."""
        named = tuple(children)
        return tuple(c for c in named if c in self.child_ids) if named else tuple(c.id for c in self.children)

    def is_older(self, when: When, days: int) -> bool:
        """Return whether something was, however its date falls, more than some days before the day."""
        latest = when.latest
        return latest is not None and self.day - latest > timedelta(days=days)

    def age_reached(self, child: Id, years: int) -> bool:
        """Return whether a child is, however the date of birth falls, some years old on the day."""
        born = self.case.people[child].birth.latest
        return born is not None and (self.day.year - years, self.day.month, self.day.day) >= (
            born.year,
            born.month,
            born.day,
        )


def stands_on(when: When, day: date) -> bool:
    """Return whether what stands from a time on, or from one to another, stands on a day, or may."""
    begins, ends = when.begins[0], when.ends[1] if when.is_period else None
    return (begins is None or begins <= day) and (ends is None or ends >= day)


def is_before(one: When, other: When) -> bool:
    """Return whether something was before something else, however the dates fall."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def has_happened(when: When, day: date) -> bool:
    """Return whether something has happened by a day however its date falls."""
    return when.happened_by(day) is Falls.CERTAIN


_MOST = 60
_KINDS: tuple[tuple[type[Stated], str], ...] = (
    (SafetyPlan, "the safety plan"),
    (SafetyScale, "the place on the safety scale"),
    (Claim, "the claim of change"),
    (Closure, "the closure"),
    (FamilyOffer, "the offer of a family group decision-making meeting"),
    (Supervision, "the supervision"),
    (PatternReview, "the look at a pattern"),
    (Entry, "the entry"),
)


def called(record: Record) -> str:
    """Return how a record is called in a sentence: what it is, its number or beginning, and its day."""
    when = getattr(record, "when", None)
    day = f" of {when.words()}" if isinstance(when, When) and not when.is_undated else ""
    ref = getattr(record, "ref", "")
    if isinstance(record, Decision):
        return f"the decision{f' {ref}' if ref else ''} ({decision_label(record.what) or 'of no kind'}){day}"
    if isinstance(record, DangerStatement | SafetyGoal):
        what = "the danger statement" if isinstance(record, DangerStatement) else "the safety goal"
        return f"{what} {ref or f'“{cut(record.said())}”'}"
    if isinstance(record, Service):
        return f"the service “{cut(record.name)}”"
    what = next((words for cls, words in _KINDS if isinstance(record, cls)), "a record")
    return f"{what}{f' {ref}' if ref else ''}{day}"


def cut(words: str, most: int = _MOST) -> str:
    """Return the beginning of some words, cut between two of them."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"
