"""What an import would do, line by line, for a person to read before accepting it."""

from __future__ import annotations

from chronology.intake.importing import ImportPlan
from chronology.record.entries import Entry
from chronology.record.people import Person
from chronology.record.values import Id


def preview_lines(plan: ImportPlan) -> list[str]:
    """Return the report of each file, then every person and every row as it will be."""
    lines: list[str] = []
    for report in plan.reports:
        lines.append(report.sentence())
        lines += [f"  row {r.row} not added: {r.reason}" for r in report.refused]
        lines += [f"  line {w.line}: {w.message}" if w.line else f"  {w.message}" for w in report.warnings]
    people = [record for record in plan.records if isinstance(record, Person)]
    if people:
        lines += ["", "People that will be added"]
        lines += [f"  {p.shown_name}" + ("" if p.birth.is_undated else f", born {p.birth.words()}") for p in people]
    entries = [record for record in plan.records if isinstance(record, Entry)]
    if entries:
        lines += ["", "Rows as they will be"]
        lines += [f"  {_row_words(entry, plan)}" for entry in entries]
    return lines


def _row_words(entry: Entry, plan: ImportPlan) -> str:
    people = plan.case.people
    names: list[Id] = [people[c].given or people[c].shown_name for c in entry.children if c in people]
    place = next((f"row {cite.row}: " for cite in entry.cites if cite.row), "")
    doubts = f"  ? {'; '.join(entry.when.doubts)}" if entry.when.doubts else ""
    return f"{place}{entry.when.words()} | {', '.join(names) or entry.children_as_written or 'family'} | {entry.event}{doubts}"
