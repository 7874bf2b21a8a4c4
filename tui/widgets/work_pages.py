"""What the work and pattern views say of one child, from the same pages that the commands write."""

from __future__ import annotations

from datetime import date

from chronology.checks.registry import looking_at, points_of
from chronology.lives.children import subject_children
from chronology.patterns.registry import patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.errors import ChildNotTold
from chronology.record.values import Id
from exporters.documents.patterns import patterns_text
from exporters.documents.writing import render
from exporters.work.gathered import work_of
from exporters.work.plan import work_document


def work_page(case: CaseFile, child: Id, day: date) -> str:
    """Return the work with one child as text: points, goals and scale, plans, decisions, services, closure."""
    person = case.people[child]
    try:
        children = subject_children(case, day)
    except ChildNotTold:
        children = ()
    every = children if person in children else (*children, person)
    points = points_of(case, every, day=day)
    document = work_document(work_of(looking_at(case, every, day=day), person, points))
    return render(document, "txt").decode("utf-8")


def patterns_page(case: CaseFile, child: Id, day: date) -> str:
    """Return the patterns to consider for one child as text, with what was made of each."""
    return patterns_text(case, day, [(case.people[child], patterns_of(case, child, day=day))])
