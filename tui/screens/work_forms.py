"""Forms over the work: a record of one kind of table, and what a named worker makes of a pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.screens.writing import Checked, Field, Rows, WriteForm

if TYPE_CHECKING:
    from chronology.patterns.pattern import Pattern
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.sources import Stated
    from chronology.record.supervision import PatternReview

ADOPT, SET_ASIDE = "adopt", "set aside"


def kinds_to_write() -> Mapping[str, str]:
    """Return every kind of record of the work that can be written by hand, and what it is called."""
    from chronology.practice.work_tables import work_tables

    return {kind: table.label for kind, table in work_tables().items() if kind != "pattern_review"}


def work_form(case: CaseFile, kind: str, child: Person | None, *, day: date) -> WriteForm[Stated]:
    """Return the form for one kind of record, begun with the day and the child in focus."""
    from chronology.intake.work_making import SEVERAL_ROWS
    from chronology.intake.work_writing import read_written
    from chronology.practice.work_tables import work_tables
    from chronology.record.dates import When

    table = work_tables()[kind]
    begun = {"from": When.on(day).words()}
    if child is not None:
        begun |= {"child": child.shown_name, "children": child.shown_name}
    fields = [Field(key, column.label, column.is_long, begun.get(key, "")) for key, column in table.columns.items()]

    def check(rows: Rows) -> Checked[Stated]:
        written = read_written(case, kind, rows, day=day)
        return Checked(written.record, written.faults, written.doubts)

    tells = "Entries are cited by their day, with the source in brackets: 12/03/2019 (school). A semicolon between two."
    return WriteForm(
        table.label,
        fields,
        check,
        tells=tells if any(c in table.columns for c in ("entries", "for_it", "against_it")) else "",
        goes_on=SEVERAL_ROWS.get(kind, ()),
    )


def patterns_to_review(found: Sequence[Pattern]) -> Mapping[str, str]:
    """Return what may be made of each pattern, by "adopt RULE" or "set aside RULE"."""
    rules = {pattern.rule: pattern.data.title for pattern in found}
    return {f"{made} {rule}": f"{made}: {title}" for rule, title in rules.items() for made in (ADOPT, SET_ASIDE)}


def review_form(
    child: Person, found: Sequence[Pattern], *, adopts: bool, actor: str, day: date
) -> WriteForm[PatternReview]:
    """Return the form in which a named worker adopts the patterns of one rule, or sets them aside with the reason."""
    from chronology.patterns.reviews import review_of
    from chronology.record.supervision import Made

    made = Made.ADOPTED if adopts else Made.SET_ASIDE
    asked = "What it means for this child, in the worker's own words" if adopts else "Why it is set aside"
    fields = [Field("worker", "Worker", begins_with=actor), Field("words", asked, is_long=True)]

    def check(rows: Rows) -> Checked[PatternReview]:
        (row,) = rows
        faults = {one.key: "Nothing is written." for one in fields if not row.get(one.key)}
        if faults:
            return Checked(None, faults)
        return Checked(review_of(found, child=child.id, made=made, worker=row["worker"], words=row["words"], day=day))

    title = f"{'Adopt' if adopts else 'Set aside'}: {found[0].data.title} ({child.shown_name})"
    return WriteForm(title, fields, check, tells="\n".join(pattern.sentence for pattern in found))
