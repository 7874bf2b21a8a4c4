"""What the work and pattern views say of one child, from the same pages that the commands write."""

from __future__ import annotations

from datetime import date

from chronology.checks.registry import looking_at, points_of
from chronology.lives.children import subject_children
from chronology.patterns.registry import patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.errors import ChildNotTold
from chronology.record.steps import go_on
from chronology.record.values import Id
from exporters.documents.patterns import patterns_text
from exporters.documents.writing import render
from exporters.ecomap.characters import character_drawing
from exporters.ecomap.ecomap import ecomap
from exporters.work.gathered import work_of
from exporters.work.plan import work_document


def work_page(case: CaseFile, child: Id, day: date) -> str:
    """Return the work with one child as text: points, goals and scale, plans, decisions, services, closure, network circles."""
    person = case.people[child]
    try:
        children = subject_children(case, day)
    except ChildNotTold:
        children = ()
    every = children if person in children else (*children, person)
    points = points_of(case, every, day=day)
    go_on()
    document = work_document(work_of(looking_at(case, every, day=day), person, points))
    return f"{render(document, 'txt').decode('utf-8').rstrip()}\n\n{_circles(case, child, day)}\n"


def _circles(case: CaseFile, child: Id, day: date) -> str:
    """Return who and what is around the child, in rings; the same in sentences is left to `kinline ecomap --circles`."""
    drawing = ecomap(case, child, day=day, has_circles=True)
    return character_drawing(drawing).partition("\n\nIn words\n")[0]


def patterns_page(case: CaseFile, child: Id, day: date) -> str:
    """Return the patterns to consider for one child as text, with what was made of each."""
    return patterns_text(case, day, [(case.people[child], patterns_of(case, child, day=day))])
