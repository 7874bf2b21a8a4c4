"""The family as it leaves the case file, drawn or as GEDCOM, and the work's own pages: for the command line and the screen alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui.exports import Export, Progress, names_of, subjects_or_none
from tui.leaving import Leaving, Made

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from exporters.documents.pages import Document


def gedcom_export(path: Path, version: str, marks: Collection[str] = ()) -> Export:
    """Return how the family is written as GEDCOM of a version; its notices say what such a file does not carry."""

    def make(some: Leaving) -> Made:
        from chronology.patterns.words import counted
        from exporters.gedcom.lines import Version
        from exporters.gedcom.tree import gedcom_file
        from exporters.genogram.chosen import shown_marks

        made = gedcom_file(some.case, Version(version), show=shown_marks(marks))
        held = f"{counted(made.people, 'person', 'people')}, {counted(made.families, 'family', 'families')}"
        left = tuple(f"not in it: {words}" for words in made.left_out)
        return Made([(path, made.text.encode("utf-8", "replace"))], left, held=held)

    return Export(f"family as GEDCOM {version}", make, names_others=True)


def plan_export(
    case: CaseFile, child: Person, path: Path, *, day: date, author: str, progress: Progress | None = None
) -> Export:
    """Return how the work with one child is written: the work's own page, with nothing withheld."""

    def make(some: Leaving) -> Made:
        from chronology.checks.registry import looking_at, points_of
        from exporters.work.gathered import work_of
        from exporters.work.plan import work_document

        every = subjects_or_none(case, day) or (child,)
        points = points_of(case, every, day=day)
        work = work_of(looking_at(case, every, day=day), child, points)
        document = work_document(work, state_hash=some.state_hash, author=author)
        return _as_file(document, path, progress)

    return Export(f"work with {child.shown_name}", make, names_others=True)


def supervision_export(
    case: CaseFile,
    children: tuple[Person, ...],
    path: Path,
    *,
    day: date,
    author: str,
    progress: Progress | None = None,
) -> Export:
    """Return how the page for a supervision meeting about these children is written, with nothing withheld."""

    def make(some: Leaving) -> Made:
        from chronology.checks.registry import looking_at, points_of
        from chronology.patterns.registry import patterns_of
        from exporters.work.meeting import meeting_document

        points = points_of(case, children, day=day)
        raised = {child.id: patterns_of(case, child.id, day=day) for child in children}
        document = meeting_document(
            looking_at(case, children, day=day),
            raised,
            points,
            family=case.family.name if case.family else "",
            author=author,
            state_hash=some.state_hash,
        )
        return _as_file(document, path, progress)

    return Export(f"page for supervision about {names_of(children)}", make, names_others=True)


def _as_file(document: Document, path: Path, progress: Progress | None) -> Made:
    from exporters.documents.writing import rendered

    if progress is not None:
        progress("writing it")
    data, said = rendered(document, path.suffix[1:].lower())
    return Made([(path, data)], (*document.notices, *said))
