"""Family files of any kind read in memory, and what is asked of them."""

from __future__ import annotations

from datetime import date

from chronology.intake.importing import FileGiven, ImportPlan, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.people import Person
from chronology.record.ties import Bond, Partnership

DAY = date(2026, 3, 1)


def planned(data: bytes | str, name: str, case: CaseFile | None = None) -> ImportPlan:
    """Return what importing one file would do."""
    body = data.encode() if isinstance(data, str) else data
    return plan_import(case or CaseFile(), [FileGiven(name, body)], day=DAY, random_ids=False)


def said(plan: ImportPlan) -> str:
    """Return everything that the reports say, a line each."""
    return "\n".join(f"{w.line}: {w.message}" for report in plan.reports for w in report.warnings)


def person(plan: ImportPlan, ref: str) -> Person:
    """Return the one person of a source's id."""
    (found,) = [p for p in plan.case.people.values() if p.ref == ref]
    return found


def named(plan: ImportPlan, name: str) -> Person:
    """Return the one person of a name."""
    (found,) = [p for p in plan.case.people.values() if p.name == name]
    return found


def bonds(plan: ImportPlan) -> set[tuple[str, str, str]]:
    """Return every bond as from whom, what, to whom."""
    people = plan.case.people
    return {(people[b.source].ref, b.nature, people[b.target].ref) for b in plan.case.of_kind(Bond)}


def couple(plan: ImportPlan, *refs: str) -> Partnership:
    """Return the one partnership of these people."""
    people = plan.case.people
    (found,) = [p for p in plan.case.partnerships if {people[i].ref for i in p.partners} == set(refs)]
    return found


def parents(plan: ImportPlan, ref: str) -> list[tuple[set[str], str]]:
    """Return a child's parent sets: who, and by what it descends."""
    people = plan.case.people
    child = person(plan, ref).id
    return [({people[i].ref for i in p.parents}, p.way.value) for p in plan.case.parentages if p.child == child]


def facts(plan: ImportPlan, ref: str) -> set[tuple[str, str]]:
    """Return what is recorded of a life beside its dates."""
    return {(fact.what, fact.words) for fact in person(plan, ref).facts}
