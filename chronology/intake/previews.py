"""What an import does, in lines for a person to read: each file, what to look at, and row by row what it will be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronology.intake.importing import ImportPlan
from chronology.intake.report import Asked, Changed, FileReport, RowFate
from chronology.record.entries import Entry
from chronology.record.people import Person
from chronology.record.values import Id

MOST_ALIKE = 12
"""Rows not added for one and the same reason that are listed one by one; the rest are counted."""
_FATES = {"added": "added", "merged": "known already", "refused": "not added"}


def report_lines(report: FileReport) -> list[str]:
    """Return one file's report: what became of its rows, and what there is to look at."""
    lines = [report.sentence()]
    lines += [f"  {line}" for line in _refused(report)]
    lines += [f"  {_changed(change)}" for change in report.changed]
    lines += [f"  {_professional(asked)}" for asked in report.names if asked.means == "professional"]
    unit = report.unit
    lines += [f"  {unit} {w.line}: {w.message}" if w.line else f"  {w.message}" for w in report.warnings]
    if any(asked.means != "professional" for asked in report.names):
        lines.append('  --who "WORDS=NAME" says whom a name means (or professional, or nobody), and it is remembered')
    return lines


def row_lines(report: FileReport, plan: ImportPlan) -> Iterator[str]:
    """Yield what becomes of each row of one file, in its order: the entry as it will be, its doubts, or the reason."""
    entries = {record.id: record for record in plan.case.entries}
    for fate in report.fates:
        entry = entries.get(fate.entry)
        shown = entry_line(entry, plan) if entry is not None and fate.fate != "refused" else fate.words
        reason = f": {fate.reason}" if fate.reason else ""
        yield f"{fate.place} · {_FATES[fate.fate]}{reason} · {shown}" + _doubts(fate)


def entry_line(entry: Entry, plan: ImportPlan) -> str:
    """Return an entry in short: its date, whom it is about, who says so, what happened."""
    people: Mapping[Id, Person] = plan.case.people
    names = [people[c].given or people[c].shown_name for c in entry.children if c in people]
    who = ", ".join(names) or entry.children_as_written or "family"
    event = " ".join((entry.event or entry.category or entry.outcome).split())
    source = entry.origin.words()
    return " | ".join(part for part in (entry.when.words(), who, source, event) if part)


def _doubts(fate: RowFate) -> str:
    return f"  ? {'; '.join(fate.doubts)}" if fate.doubts else ""


def _refused(report: FileReport) -> Iterator[str]:
    """Yield the rows that are not added, with where they stand; many for one reason are counted."""
    places = {(fate.row, fate.reason): fate.place for fate in report.fates if fate.fate == "refused"}
    listed: dict[str, int] = {}
    for refusal in report.refused:
        listed[refusal.reason] = listed.get(refusal.reason, 0) + 1
        if listed[refusal.reason] <= MOST_ALIKE:
            place = places.get((refusal.row, refusal.reason), f"row {refusal.row}")
            yield f"{place} not added: {refusal.reason}"
    for reason, count in listed.items():
        if count > MOST_ALIKE:
            yield f"and {count - MOST_ALIKE} more rows not added: {reason}"


def _changed(change: Changed) -> str:
    if change.has_vanished:
        return f"row {change.row} of the older version is gone: its entry stays"
    said = "; ".join(
        f"{column}: “{_short(was)}” is now “{_short(now)}”" for column, (was, now) in change.fields.items()
    )
    left = "taken over" if change.is_taken else f"left as it is; --take-changes {change.row} takes it over"
    return f"row {change.row} changed: {said} ({left})"


def _professional(asked: Asked) -> str:
    rows = ", ".join(str(row) for row in asked.rows[:8]) + (" …" if len(asked.rows) > 8 else "")
    return f"“{_short(asked.words)}” is a professional, kept apart from the family (row {rows})"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"
