"""Patterns to consider as text and as data: each with its entries, what speaks against it and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from chronology.patterns.life import life_of
from chronology.patterns.pattern import Pattern
from chronology.patterns.reviews import latest_reviews
from chronology.patterns.words import day_words
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.people import Person
from chronology.record.sources import Standing
from chronology.record.steps import stepwise
from chronology.record.values import Id
from exporters.documents.selection import WHY_WITHHELD

Patterns = tuple[Person, tuple[Pattern, ...]]
"""One child, and that child's patterns."""


def patterns_data(case: CaseFile, day: date, some: Iterable[Patterns]) -> dict[str, Any]:
    """Return the patterns of children as plain data, in the documented shape."""
    return {
        "as_at": day.isoformat(),
        "children": [
            {
                "id": child.id,
                "ref": child.ref or child.id,
                "name": child.shown_name,
                "patterns": [_pattern_data(case, pattern) for pattern in patterns],
                "missing": list(life_of(case, child.id, day=day).missing),
            }
            for child, patterns in some
        ],
    }


def _pattern_data(case: CaseFile, pattern: Pattern) -> dict[str, Any]:
    data = pattern.data
    out: dict[str, Any] = {
        "rule": pattern.rule,
        "title": data.title,
        "certainty": pattern.certainty.value,
        "period": [day.isoformat() if day else None for day in pattern.period],
        "sentence": pattern.sentence,
        "evidence": [_entry_data(case, i) for i in pattern.evidence],
        "against": [_entry_data(case, i) for i in pattern.against],
        "missing": list(pattern.missing),
        "stops_when": data.stops_when,
        "question": data.question,
        "source": data.source,
        "authority": data.authority.value,
        "parameters": data.settings,
        "value": pattern.value,
    }
    if pattern.because:
        out["because"] = list(pattern.because)
    if (review := latest_reviews(case).get((pattern.child, pattern.rule))) is not None:
        out["looked_at"] = {
            "made": review.made.value,
            "worker": review.worker,
            "date": review.when.edtf,
            "words": review.words,
        }
    return out


def _entry_data(case: CaseFile, ident: Id) -> dict[str, Any]:
    record = case.records[ident]
    when = getattr(record, "when", None)
    cites = getattr(record, "cites", ())
    return {
        "entry": ident,
        "date": when.edtf if when else "",
        "file": case.documents[cites[0].document].name if cites and cites[0].document in case.documents else None,
        "row": cites[0].row if cites else None,
    }


def patterns_text(case: CaseFile, day: date, some: Iterable[Patterns]) -> str:
    """Return the patterns of children as text for a worker to check."""
    lines: list[str] = []
    for child, patterns in some:
        lines += [f"{child.shown_name}: patterns to consider, as at {day_words(day)}", ""]
        if not patterns:
            lines += ["  None is found in this record. That says nothing of what is not recorded.", ""]
            unknown = life_of(case, child.id, day=day).missing
            lines += ["  Not known:", *(f"    {words}" for words in unknown), ""] if unknown else []
        common = _common(patterns)
        if common:
            lines += ["  Not known, for every pattern below:", *(f"    {words}" for words in common), ""]
        shown: dict[tuple[Id, ...], str] = {}
        for pattern in stepwise(patterns):
            lines += [*_pattern_lines(case, pattern, common, shown), ""]
    if lines:
        lines += ["A pattern is a question about the record, never a finding. The worker decides what it means.", ""]
    return "\n".join(lines)


def _common(patterns: Sequence[Pattern]) -> tuple[str, ...]:
    """Return what is not known of every one of several patterns."""
    if len(patterns) < 2:
        return ()
    return tuple(words for words in patterns[0].missing if all(words in p.missing for p in patterns))


def _pattern_lines(
    case: CaseFile, pattern: Pattern, common: tuple[str, ...], shown: dict[tuple[Id, ...], str]
) -> list[str]:
    """Return one pattern's lines; entries that stand under an earlier pattern are not listed again."""
    data = pattern.data
    lines = [f"  {data.title} ({pattern.certainty.words()})", f"    {pattern.sentence}"]
    if pattern.evidence in shown:
        lines.append(f"    entries behind this: the same {len(pattern.evidence)} as under “{shown[pattern.evidence]}”")
    else:
        lines += _entries("entries behind this", case, pattern.evidence, pattern.child)
        if len(pattern.evidence) > 2:
            shown[pattern.evidence] = data.title
    lines += _entries("against", case, pattern.against, pattern.child)
    lines += [f"    not known: {words}" for words in pattern.missing if words not in common]
    if (review := latest_reviews(case).get((pattern.child, pattern.rule))) is not None:
        on = "" if review.when.is_undated else f" on {review.when.words()}"
        lines.append(f"    {review.made.value}{on} by {review.worker}: {review.words}")
    lines += [f"    stops when: {data.stops_when}", f"    to ask: {data.question}"]
    lines.append(f"    source: {data.source} [{data.authority.value}]; rule {pattern.rule}")
    return lines


MOST = 12
"""Entries listed under one pattern; the rest is counted."""


def _entries(words: str, case: CaseFile, ids: tuple[Id, ...], child: Id) -> list[str]:
    if not ids:
        return []
    lines = [f"    {words}:"]
    lines += [f"      {_entry_words(case, i, child)}" for i in ids[:MOST]]
    if len(ids) > MOST:
        lines.append(f"      and {len(ids) - MOST} more, all in --json")
    return lines


def _entry_words(case: CaseFile, ident: Id, child: Id) -> str:
    """Return an entry behind a pattern in a line: its day, its words where they are this child's, where it was read."""
    record = case.records[ident]
    when = getattr(record, "when", None)
    words = when.words() if when else "not dated"
    if not isinstance(record, Entry):
        return f"{words}: {record.kind}{_place(case, record)}"
    if record.restriction:
        return f"{words}: withheld ({' and '.join(WHY_WITHHELD[r] for r in sorted(set(record.restriction)))})"
    if record.children and child not in record.children:
        return f"{words}: an entry that names other children{_place(case, record)}"
    said = " ".join(record.event.split())
    short = f"{said[:97]}…" if len(said) > 98 else said
    standing = "" if record.standing is Standing.RECORDED else f" [{record.standing.value}]"
    return f"{words}{standing}: {short or record.category}{_place(case, record)}"


def _place(case: CaseFile, record: object) -> str:
    cites = getattr(record, "cites", ())
    if not cites or cites[0].document not in case.documents:
        return ""
    cite = cites[0]
    where = f", {cite.place}" if cite.place else f", row {cite.row}" if cite.row else ""
    return f" ({case.documents[cite.document].name}{where})"
