"""What is recorded of the work with one child, gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chronology.checks.points import Looking, Point
from chronology.record.people import Person
from chronology.record.safety import DangerStatement, SafetyGoal, SafetyScale
from chronology.record.sources import Stated

R = TypeVar("R", bound=Stated)


@dataclass(frozen=True)
class Work:
    """What is recorded of the work with one child."""

    looking: Looking
    child: Person
    points: tuple[Point, ...]
    """Points to consider that are about this child, or about what is this child's."""

    @property
    def dangers(self) -> tuple[DangerStatement, ...]:
        """The danger statements for this child."""
        return tuple(d for d in self.looking.case.danger_statements if self.child.id in d.children)

    @property
    def goals(self) -> tuple[SafetyGoal, ...]:
        """The safety goals for this child."""
        dangers = {d.id for d in self.dangers}
        return tuple(
            g
            for g in self.looking.case.safety_goals
            if (self.child.id in g.children) or (not g.children and g.danger in dangers)
        )

    @property
    def scales(self) -> tuple[SafetyScale, ...]:
        """Where this child was put on the safety scale."""
        return tuple(s for s in self.looking.case.safety_scales if s.child == self.child.id)

    def of(self, records: Iterable[R]) -> Iterator[R]:
        """Yield those of some records that name this child, or no child."""
        for record in records:
            children = getattr(record, "children", ())
            if not children or self.child.id in children:
                yield record


def work_of(looking: Looking, child: Person, points: Sequence[Point]) -> Work:
    """Return what is recorded of the work with one child, with the points about it."""
    work = Work(looking, child, ())
    own = {r.id for r in (*work.dangers, *work.goals, *work.scales)}
    case = looking.case
    for some in (case.safety_plans, case.family_offers, case.decisions, case.services, case.claims, case.closures):
        own |= {r.id for r in work.of(some)}
    own |= {r.id for r in work.of(case.supervisions)} | {r.id for r in case.pattern_reviews if r.child == child.id}
    about = tuple(p for p in points if p.child == child.id or (p.child is None and p.records[0] in own))
    return Work(looking, child, about)
