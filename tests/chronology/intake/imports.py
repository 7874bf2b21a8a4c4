"""Imports in memory, and what is asked of them."""

from __future__ import annotations

from datetime import date

from chronology.intake.choices import Choices
from chronology.intake.importing import FileGiven, ImportPlan, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from tests.families import three_siblings

DAY = date(2026, 11, 23)


def family() -> CaseFile:
    """Return the three siblings' family without an entry."""
    return CaseFile.of(r for r in three_siblings().records.values() if r.kind != "entry")


def imported(
    text: str | bytes, case: CaseFile | None = None, *, name: str = "rows.csv", choices: Choices | None = None
) -> ImportPlan:
    """Return what importing one file would do."""
    data = text.encode() if isinstance(text, str) else text
    return plan_import(case if case is not None else family(), [FileGiven(name, data)], day=DAY, choices=choices)


def entries(plan: ImportPlan) -> list[Entry]:
    """Return the entries that an import adds or changes, in the order of the file."""
    return [record for record in plan.records if isinstance(record, Entry)]


def said(plan: ImportPlan) -> str:
    """Return everything that the reports say beside the rows that are not added."""
    return " | ".join(w.message for report in plan.reports for w in report.warnings)
