"""One child's chronology as values: the plain table of CSV and XLSX, and the JSON for other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from chronology.lives.timeline import TimelineEntry
from chronology.practice.profiles import Profile
from chronology.record.dates import When
from chronology.record.entries import Entry, Told
from chronology.record.sources import Standing
from chronology.record.steps import stepwise
from exporters.documents.file_columns import sheet_columns, values_of_columns
from exporters.documents.pages import Sheet, SheetColumn, SheetValue
from exporters.documents.wording import Wording, date_words

_Cell = Callable[[Wording, TimelineEntry], SheetValue]


def _exact(when: When) -> SheetValue:
    """Return an exact day as a day, anything else as EDTF, which reads back to the same date."""
    if when.is_undated:
        return None
    return when.earliest if when.is_exact and not when.time else when.edtf


def _words(when: When) -> str:
    return "" if when.is_undated else " ".join((when.as_written or when.words()).split())


def _seen(wording: Wording, row: TimelineEntry) -> str:
    if row.seen is None:
        return ""
    return f"{wording.child.shown_name} (alone)" if row.seen.is_alone else wording.child.shown_name


def _severity(wording: Wording, row: TimelineEntry) -> SheetValue:
    found = {n.severity for n in row.entry.neglect_of(wording.child.id) if n.severity is not None}
    return found.pop() if len(found) == 1 else None


def _grades(wording: Wording, row: TimelineEntry) -> str:
    return "; ".join(f"{g.tool} {g.area} {g.grade}" for g in row.entry.grades if g.child in {None, wording.child.id})


def _neglect(wording: Wording, row: TimelineEntry) -> str:
    return "; ".join(dict.fromkeys(n.domain for n in row.entry.neglect_of(wording.child.id)))


def _explained(_: Wording, row: TimelineEntry) -> str:
    return "; ".join(f"{e.by} ({e.said_by})" if e.said_by else e.by for e in row.entry.explained_by)


def _standing(_: Wording, row: TimelineEntry) -> str:
    return "" if row.entry.standing is Standing.RECORDED else row.entry.standing.value


def _told(_: Wording, row: TimelineEntry) -> str:
    told = row.entry.told_to_social_care
    return "" if told is Told.UNKNOWN else told.value


def _file(wording: Wording, row: TimelineEntry) -> str:
    return "; ".join(f"{wording.file_name(c.document)}{wording.place(c)}" for c in wording.cites(row.entry))


def _children(wording: Wording, row: TimelineEntry) -> str:
    return "" if row.is_family_wide or row.is_included else wording.child.shown_name


_ALWAYS = "always"

_COLUMNS: tuple[tuple[str, int, str, _Cell], ...] = (
    ("serial", 8, _ALWAYS, lambda _, row: row.number),
    ("date", 12, _ALWAYS, lambda _, row: _exact(row.entry.when)),
    ("as written", 16, _ALWAYS, lambda _, row: _words(row.entry.when)),
    ("age", 10, "age", lambda _, row: row.age_words),
    ("children", 16, _ALWAYS, _children),
    ("about", 20, "concerns", lambda wording, row: wording.concerns(row)),
    ("category", 16, "category", lambda _, row: row.entry.category),
    ("event", 60, _ALWAYS, lambda _, row: row.entry.event),
    ("source", 30, _ALWAYS, lambda _, row: row.entry.origin.words()),
    ("basis", 14, "basis", lambda _, row: row.entry.basis.value),
    ("standing", 12, _ALWAYS, _standing),
    ("impact", 36, "impact", lambda _, row: row.impact),
    ("seen", 14, "seen", _seen),
    ("view", 36, "view", lambda _, row: "\n".join(v.words for v in row.views)),
    ("question asked", 20, "view", lambda _, row: "\n".join(v.question for v in row.views if v.question)),
    ("action", 30, "action", lambda _, row: row.entry.action),
    ("outcome", 30, "outcome", lambda _, row: row.entry.outcome),
    ("analysis", 36, "analysis", lambda _, row: row.entry.analysis),
    ("significant", 12, "significant", lambda _, row: row.entry.significance.value),
    ("neglect", 16, "neglect", _neglect),
    ("severity", 8, "severity", _severity),
    ("grade", 16, "grade", _grades),
    ("service", 16, "service", lambda _, row: row.entry.service),
    ("response", 16, "response", lambda _, row: row.entry.response),
    ("plan", 16, "plan", lambda _, row: row.entry.plan),
    ("part_of_day", 12, "part_of_day", lambda _, row: row.entry.part_of_day),
    ("count", 8, "count", lambda _, row: row.entry.count if row.entry.count > 1 else None),
    ("told_to_social_care", 12, "told_to_social_care", _told),
    ("explained_by", 16, "explained_by", _explained),
    ("recorded", 12, "recorded", lambda _, row: _exact(row.entry.recorded)),
    ("known", 12, "known", lambda _, row: _exact(row.entry.known)),
    ("case_id", 12, "case_id", lambda _, row: "; ".join(row.entry.case_ids)),
    ("file", 24, _ALWAYS, _file),
)
"""Heading, width in characters, the field it belongs to, and its value; the headings are the canonical ones where there is one."""


def chronology_sheet(wording: Wording, rows: tuple[TimelineEntry, ...], profile: Profile) -> Sheet:
    """Return the table form of one child's chronology; columns of imported tables stand before the file, under their own names."""
    *shown, last = [c for c in _COLUMNS if c[2] == _ALWAYS or c[2] in profile.leaving]
    own = sheet_columns(rows, wording, profile, (key for key, *_ in _COLUMNS))
    return Sheet(
        name="Chronology",
        columns=(
            *(SheetColumn(key, width) for key, width, _, _ in shown),
            *(column for column, _ in own),
            SheetColumn(*last[:2]),
        ),
        rows=tuple(
            (
                *(value(wording, row) for *_, value in shown),
                *(words.get(row.entry.id, "") for _, words in own),
                last[3](wording, row),
            )
            for row in stepwise(rows)
        ),
    )


_ENTRY_FIELDS = {
    "significance": "significant",
    "grades": "grade",
    "views": "view",
    "age_in_months": "age",
    "own_accounts": "accounts",
    "case_ids": "case_id",
}
"""Keys of an entry in JSON that stand under another word among a profile's fields."""

_ENTRY_ALWAYS = frozenset(
    [
        "id",
        "number",
        "date",
        "date_in_words",
        "as_written",
        "earliest",
        "latest",
        "falls",
        "event",
        "source",
        "agency",
        "person",
        "document",
        "page",
        "standing",
        "files",
        "included",
    ]
)


def entry_values(wording: Wording, row: TimelineEntry, profile: Profile) -> dict[str, Any]:
    """Return one entry as JSON values; the fields that the profile leaves out are not there."""
    entry, child = row.entry, wording.child.id
    everything: dict[str, Any] = {
        "id": entry.id,
        "number": row.number,
        "date": entry.when.edtf,
        "date_in_words": date_words(entry.when),
        "as_written": entry.when.as_written,
        "earliest": _iso(entry.when.earliest),
        "latest": _iso(entry.when.latest),
        "falls": wording.date_doubt(row) or row.falls.value,
        "age": row.age_words,
        "age_in_months": [row.age.youngest, row.age.oldest],
        "event": entry.event,
        "source": entry.origin.words(),
        "agency": wording.agency_of(entry),
        "person": entry.origin.person,
        "document": entry.origin.document,
        "page": entry.origin.page,
        "basis": entry.basis.value,
        "standing": entry.standing.value,
        "impact": row.impact,
        "seen": None if row.seen is None else {"alone": row.seen.is_alone, "by": row.seen.by},
        "views": [_view(v.words, v.question, v.to_whom, v.present) for v in row.views],
        "action": entry.action,
        "outcome": entry.outcome,
        "analysis": entry.analysis,
        "category": entry.category,
        "neglect": [{"domain": n.domain, "severity": n.severity, "tool": n.tool} for n in entry.neglect_of(child)],
        "grades": [
            {"tool": g.tool, "area": g.area, "grade": g.grade} for g in entry.grades if g.child in {None, child}
        ],
        "service": entry.service,
        "response": entry.response,
        "plan": entry.plan,
        "part_of_day": entry.part_of_day,
        "count": entry.count,
        "told_to_social_care": entry.told_to_social_care.value,
        "explained_by": [{"by": e.by, "said_by": e.said_by} for e in entry.explained_by],
        "own_accounts": [{"who": wording.teller(a), "words": a.words} for a in wording.accounts(entry)],
        "significance": entry.significance.value,
        "recorded": entry.recorded.edtf,
        "known": entry.known.edtf,
        "case_ids": list(entry.case_ids),
        "concerns": wording.concerns(row),
        "file_columns": values_of_columns(entry, wording),
        "files": _files(wording, entry),
    }
    if row.is_included:
        everything["included"] = wording.included.get(entry.id, "")
    return {
        key: value
        for key, value in everything.items()
        if key in _ENTRY_ALWAYS or _ENTRY_FIELDS.get(key, key) in profile.leaving
    }


def _view(words: str, question: str, to_whom: str, present: str) -> dict[str, str]:
    return {"words": words, "question": question, "to_whom": to_whom, "present": present}


def _files(wording: Wording, entry: Entry) -> list[dict[str, Any]]:
    return [
        {"file": wording.file_name(c.document), "place": wording.place(c).removeprefix(", "), "row": c.row}
        for c in wording.cites(entry)
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def period_words(start: date | None, end: date | None) -> str:
    """Return "12 March 2015 to 3 June 2024", with what is open said."""
    first = "" if start is None else date_words(When.on(start))
    last = "" if end is None else date_words(When.on(end))
    if first and last:
        return f"{first} to {last}" if first != last else first
    return f"from {first}" if first else f"to {last}" if last else "no dates"
