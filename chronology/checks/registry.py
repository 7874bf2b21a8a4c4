"""Every check, and all points to consider of a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chronology.checks import (
    closures,
    consistency,
    decisions,
    safety,
    safety_plans,
    services,
    supervision,
    views,
    written,
)
from chronology.checks.points import Finder, Looking, Point
from chronology.practice.checks import checks_data
from chronology.record.casefile import CaseFile
from chronology.record.people import Person
from chronology.record.steps import stepwise

CHECKS: tuple[Finder, ...] = (
    decisions.decisions,
    safety.danger_statements,
    safety.safety_goals,
    safety.safety_scales,
    safety_plans.safety_plans,
    safety_plans.family_offers,
    views.views_and_work,
    services.services,
    services.claims,
    closures.closures,
    supervision.supervision,
    supervision.pattern_reviews,
    written.wording,
)
"""The checks of practice, each over the record as it stood on the day."""


def points_of(case: CaseFile, children: tuple[Person, ...], *, day: date) -> tuple[Point, ...]:
    """Return every point: what cannot be, then what is not known, then practice, in the order of the practice data."""
    looking = looking_at(case, children, day=day)
    found = [
        *consistency.consistency(case, children, day=day),
        *(p for check in stepwise(CHECKS) for p in check(looking)),
    ]
    return _ordered(found)


def points_before_closing(case: CaseFile, children: tuple[Person, ...], *, day: date) -> tuple[Point, ...]:
    """Return what a closure of the work with each child on the day would close over."""
    return _ordered(closures.before_closing(looking_at(case, children, day=day)))


def looking_at(case: CaseFile, children: tuple[Person, ...], *, day: date) -> Looking:
    """Return the record as the checks of practice see it."""
    return Looking(case.as_at(day).case, children, day)


def _ordered(points: Iterable[Point]) -> tuple[Point, ...]:
    order = {key: at for at, key in enumerate(checks_data())}
    return tuple(sorted(points, key=lambda p: (not p.is_fault, order[p.kind])))
