"""What a chronology leaves out, in words: counted with the reason and, where that is a choice of the export, listed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from chronology.lives.timeline import TimelineEntry
from exporters.documents.selection import LeftOut
from exporters.documents.wording import Wording, date_words

FEW = 12
"""Up to so many are listed one by one, with their dates; more by year and source."""
NO_SOURCE = "source not recorded"


def left_out_words(left: LeftOut, wording: Wording) -> str:
    """Return "3 entries: not marked significant. Which: 12 Mar 2019, School; …", never a word of an entry.

    What is withheld, or kept off this child's page, is counted with its reason and nothing else.
    """
    return counted_words(left.count, left.reason, which(left, wording))


def counted_words(count: int, reason: str, listed: str) -> str:
    """Return a count with its reason and, where it is told, which they are."""
    return f"{count} {'entry' if count == 1 else 'entries'}: {reason}.{f' {listed}' if listed else ''}"


def which(left: LeftOut, wording: Wording) -> str:
    """Return which entries are left out by a choice of the export, by date and source or, of many, by year; else nothing."""
    if not left.rows:
        return ""
    if left.count <= FEW:
        return f"Which: {'; '.join(_one(row, wording) for row in left.rows)}."
    return f"By year: {'; '.join(_years(left.rows, wording))}."


def _one(row: TimelineEntry, wording: Wording) -> str:
    return f"{date_words(row.entry.when, short=True)}, {_source(row, wording)}"


def _years(rows: tuple[TimelineEntry, ...], wording: Wording) -> list[str]:
    """Return "2018: School 9, Police 5" for each year in order, those without a year last."""
    by_year: dict[str, Counter[str]] = {}
    for row in rows:
        year = row.entry.when.year
        by_year.setdefault("without a year" if year is None else str(year), Counter())[_source(row, wording)] += 1
    return [
        f"{year}: " + ", ".join(f"{source} {count}" for source, count in _ordered(by_year[year]))
        for year in sorted(by_year, key=lambda year: (not year.isdigit(), year))
    ]


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))


def _source(row: TimelineEntry, wording: Wording) -> str:
    return wording.agency_label(wording.agency_of(row.entry)) or NO_SOURCE


def left_out_values(left: LeftOut, wording: Wording) -> dict[str, Any]:
    """Return a reason with its count and, where it is a choice of the export, the entries."""
    values: dict[str, Any] = {"reason": left.reason, "count": left.count}
    if not left.rows:
        return values
    return {**values, "entries": [row.entry.id for row in left.rows], "which": which(left, wording)}


def in_one_line(left: tuple[LeftOut, ...]) -> str:
    """Return each reason with its count, in one line."""
    return "; ".join(f"{item.count} ({item.reason})" for item in left) + "."
