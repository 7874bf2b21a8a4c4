"""Forms over the work: a record of one kind of table, and what a named worker makes of a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from chronology.record.dates import When
from chronology.record.sources import Stated
from tui.screens.writing import Checked, Field, Rows, WriteForm

if TYPE_CHECKING:
    from chronology.patterns.pattern import Pattern
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.supervision import PatternReview
    from chronology.record.values import Id

_DATES = frozenset({
    "from", "to", "met", "seen_from", "changed_from", "tried_on", "review_by", "answered", "due", "done", "signed",
    "offered", "waiting", "started", "ended", "held", "declared_on",
})  # fmt: skip
"""Columns that are dates, which say below how they are read."""
_PEOPLE = frozenset({"child", "children", "people", "who", "by", "offered_to", "agreed_by"})
"""Columns that name people of the family, who are offered as they are typed."""
_HINTS: Mapping[tuple[str, str], str] = {
    ("safety_scale", "value"): "0: cannot live at home; 10: safe to close.",
    ("safety_scale", "voice"): "Child, parent, family and network, or professional.",
    ("safety_scale", "measures"): "Its number: DS1, G1.",
    ("safety_goal", "danger"): "Its number: DS1.",
    ("safety_plan", "goals"): "Their numbers: G1; G2.",
    ("view", "answers"): "Its number: DS1, G1.",
    ("view", "alone"): "Yes or no.",
    ("direct_work", "goals"): "Their numbers: G1; G2.",
    ("service", "state"): "Offered, waiting, started, delayed, refused, ended or not available.",
    ("plan", "tier"): "Early help, child in need, child protection, child we care for, pre-proceedings.",
    ("family_offer", "answer"): "Accepted, declined or no answer yet.",
    ("meeting", "what"): "Strategy meeting, conference, core group, review, network meeting …",
    ("meeting", "attended"): "Yes or no; blank where it is not recorded.",
    ("visit_record", "from"): "The period for which every visit to this child is in this record.",
}
"""How a column is written, where its name does not say it."""
_NUMBERS = {"danger_statement": "DS", "safety_goal": "G", "safety_plan": "SP", "decision": "D"}
"""Kinds that others refer to by number, with what the number begins with where none is recorded yet."""
_NEXT = {
    "decision": "child",
    "safety_plan": "step",
    "service": "period",
    "supervision": "question",
    "meeting": "person",
}
"""What the next row of a record is."""
BEHIND, ADOPT, SET_ASIDE, ANSWERED = "entries behind", "adopt", "set aside", "answered in supervision"


def kinds_to_write() -> Mapping[str, str]:
    """Return every kind of record of the work that can be written by hand, and what it is called."""
    from chronology.practice.work_tables import work_tables

    return {kind: table.label for kind, table in work_tables().items() if kind != "pattern_review"}


def records_to_correct(case: CaseFile, child: Id | None) -> Mapping[str, str]:
    """Return the records of the work about a child that can be corrected, by id, each with what it is."""
    from chronology.intake.work_rows import children_of, is_correctable
    from chronology.practice.work_tables import work_tables
    from chronology.record.casefile import date_of

    found = [
        record
        for record in case.of_kind(Stated)
        if is_correctable(record) and (child is None or child in children_of(record) or not children_of(record))
    ]
    found.sort(key=lambda record: date_of(record).sort_key, reverse=True)
    return {record.id: f"Correct: {work_tables()[record.kind].label}, {work_words(record)}" for record in found}


def work_words(record: Stated) -> str:
    """Return by what a record of the work is known: its number, its day, its first words."""
    from chronology.record.casefile import date_of

    when = date_of(record)
    names = ("behaviour", "words", "parents_do", "outcome", "name", "tier", "what", "why", "narrative", "rationale")
    first = next((str(words) for name in names if (words := getattr(record, name, ""))), "")
    said = " ".join(first.split())[:60]
    parts = (str(getattr(record, "ref", "")), "" if when.is_undated else when.words())
    return f"{', '.join(part for part in parts if part)}{f': {said}' if said else ''}".strip(": ")


def next_number(case: CaseFile, kind: str) -> str:
    """Return the number that follows the last of its kind; nothing for a kind that has none, or whose numbers do not count up."""
    if kind not in _NUMBERS:
        return ""
    refs = [str(getattr(record, "ref", "")) for record in case.of_kind(Stated) if record.kind == kind]
    refs = [ref for ref in refs if ref]
    if not refs:
        return f"{_NUMBERS[kind]}1"
    counted = [found for ref in refs if (found := re.fullmatch(r"(.*?)(\d+)", ref))]
    if not counted:
        return ""
    last = max(counted, key=lambda found: int(found[2]))
    return f"{last[1]}{int(last[2]) + 1}"


def work_form(
    case: CaseFile,
    kind: str,
    child: Person | None,
    *,
    day: date,
    base: Stated | None = None,
    now: Callable[[], CaseFile] | None = None,
    begins: Mapping[str, str] | None = None,
) -> WriteForm[Stated]:
    """Return the form for one kind of record, begun with the day, the child in focus and what `begins` says.

    With `base`, it corrects that record; `now` gives the case file as another window may have changed it since.
    """
    from chronology.intake.completing import Completer
    from chronology.intake.work_making import SEVERAL_ROWS
    from chronology.intake.work_rows import rows_of
    from chronology.intake.work_writing import correct_written, read_written
    from chronology.practice.work_tables import work_tables

    table = work_tables()[kind]
    begun = {} if base is not None else {"from": When.on(day).words()}
    if child is not None and base is None:
        begun |= {"child": child.shown_name, "children": child.shown_name}
    if base is None and (number := next_number(case, kind)):
        begun |= {"ref": number}
    begun |= begins or {}
    completer = Completer(case, day)
    fields = [
        Field(
            key,
            column.label,
            column.is_long,
            begun.get(key, ""),
            is_date=key in _DATES,
            tells=_HINTS.get((kind, key), ""),
            completes=partial(completer.listed, "people") if key in _PEOPLE and not column.is_long else None,
        )
        for key, column in table.columns.items()
    ]

    def held() -> CaseFile:
        return case if now is None else now()

    def record_now() -> Stated:
        found = held().records.get(base.id) if base is not None else None
        return found if isinstance(found, Stated) else base  # type: ignore[return-value]

    def check(rows: Rows) -> Checked[Stated]:
        if base is None:
            written = read_written(case, kind, rows, day=day)
        else:
            written = correct_written(held(), record_now(), rows, day=day)
        return Checked(written.record, written.faults, written.doubts)

    tells = "Entries are cited by their day, with the source in brackets: 12/03/2019 (school). A semicolon between two."
    form = WriteForm(
        table.label if base is None else f"Correct: {table.label} {work_words(base)}",
        fields,
        check,
        tells=tells if any(c in table.columns for c in ("entries", "for_it", "against_it")) else "",
        goes_on=SEVERAL_ROWS.get(kind, ()),
        row_is=_NEXT.get(kind, "row"),
        rows=() if base is None else rows_of(base, case, day=day),
        day=day,
    )
    if base is not None:
        form.newest = lambda: rows_of(record_now(), held(), day=day)
    return form


def patterns_to_review(found: Sequence[Pattern], *, may_change: bool = True) -> Mapping[str, str]:
    """Return what may be done with each pattern, by "adopt RULE" and the like; without changing anything, looked into alone."""
    rules = {pattern.rule: pattern.data.title for pattern in found}
    done = (BEHIND, ADOPT, SET_ASIDE, ANSWERED) if may_change else (BEHIND,)
    return {f"{what} {rule}": f"{what}: {title}" for rule, title in rules.items() for what in done}


def entries_behind(case: CaseFile, found: Sequence[Pattern]) -> Mapping[str, str]:
    """Return the entries behind patterns and those against, by id, each with its day, its source and its first words."""
    from chronology.record.entries import Entry

    told: dict[str, str] = {}
    for side, ids in (
        ("for", [i for pattern in found for i in pattern.evidence]),
        ("against", [i for pattern in found for i in pattern.against]),
    ):
        for ident in ids:
            entry = case.records.get(ident)
            if isinstance(entry, Entry) and ident not in told:
                words = " ".join(entry.event.split())[:80]
                source = f" ({entry.origin.words()})" if entry.origin.words() else ""
                told[ident] = f"{side}: {entry.when.words() or 'not dated'}{source}: {words}"
    return told


def answer_form(case: CaseFile, child: Person, found: Sequence[Pattern], *, actor: str, day: date) -> WriteForm[Stated]:
    """Return the record of a supervision, begun with the question that a pattern asks."""
    data = found[0].data
    return work_form(
        case,
        "supervision",
        child,
        day=day,
        begins={"question": data.question, "rule": data.title, "worker": actor, "answered": When.on(day).words()},
    )


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
