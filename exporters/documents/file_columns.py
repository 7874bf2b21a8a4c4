"""Columns of an imported table that Kinline has no field for: shown under their own names, or said to be kept and not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chronology.lives.timeline import TimelineEntry
from chronology.practice.profiles import Profile
from chronology.record.entries import Entry, Extra
from exporters.documents.counts import many
from exporters.documents.pages import Line, SheetColumn, Tone
from exporters.documents.wording import NAME_WITHHELD, Wording

FIELD = "file_columns"
"""How they are called among the fields that a profile can let leave."""
_WIDTH = 20
"""Of a column in a workbook, in letters."""
_NOT_CHOSEN = "it is not part of this chronology"
_FOR_NOBODY = "it does not say which child it is about"
NUMBERING = "it numbers the rows of its own file"
_OF_ANOTHER = "it calls another child by name"
_ENTRY_OF_ANOTHER = "the words of the entry call another child by name"


def shown_columns(entry: Entry, wording: Wording) -> tuple[Extra, ...]:
    """Return what a child's document may show of an entry's own columns: nothing that is another child's, or nobody's."""
    return tuple(e for e in entry.extras if e.words.strip() and not _why_never(e, wording))


def lines_of_columns(entry: Entry, wording: Wording, profile: Profile) -> tuple[Line, ...]:
    """Return the lines that stand under what happened, each with the name of its column; none where the profile has none."""
    if FIELD not in profile.leaving:
        return ()
    some = (e for e in shown_columns(entry, wording) if not e.is_numbering)
    return tuple(Line(f"{e.column}: {e.words}", Tone.QUIET) for e in some)


def page_columns(row: TimelineEntry, wording: Wording, profile: Profile) -> tuple[Extra, ...]:
    """Return what a child's page shows of an entry's own columns: as a chronology does, but nothing that calls another child."""
    return tuple(e for e in row.entry.extras if e.words.strip() and not _why_not_on_page(e, row, wording, profile))


def not_on_page(rows: Iterable[TimelineEntry], wording: Wording, profile: Profile) -> list[dict[str, Any]]:
    """Return which columns are kept with the entries and not shown on a child's page, of how many entries, and why."""
    return _counted(rows, wording, lambda extra, row: _why_not_on_page(extra, row, wording, profile))


def values_of_columns(entry: Entry, wording: Wording) -> list[dict[str, str]]:
    """Return an entry's own columns as JSON values."""
    return [{"column": e.column, "words": e.words} for e in shown_columns(entry, wording)]


def sheet_columns(
    rows: Iterable[TimelineEntry], wording: Wording, profile: Profile, taken: Iterable[str]
) -> tuple[tuple[SheetColumn, Mapping[str, str]], ...]:
    """Return the columns of the table form in the order in which they are met, each with its words by entry.

    One whose name is a heading of the table already is called "NAME (of the file)".
    """
    if FIELD not in profile.leaving:
        return ()
    names: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for row in rows:
        for extra in shown_columns(row.entry, wording):
            key = _key(extra.column)
            names.setdefault(key, " ".join(extra.column.split()))
            held = words.setdefault(key, {})
            held[row.entry.id] = "\n".join(part for part in (held.get(row.entry.id, ""), extra.words) if part)
    headings = {_key(heading) for heading in taken}
    return tuple(
        (SheetColumn(f"{name} (of the file)" if key in headings else name, _WIDTH), words[key])
        for key, name in names.items()
    )


def not_shown(rows: Iterable[TimelineEntry], wording: Wording, profile: Profile) -> list[dict[str, Any]]:
    """Return which columns are kept with the entries and not shown in a chronology, of how many entries, and why."""
    return _counted(rows, wording, lambda extra, _row: _why_not(extra, wording, profile))


def _counted(
    rows: Iterable[TimelineEntry], wording: Wording, why_not: Callable[[Extra, TimelineEntry], str]
) -> list[dict[str, Any]]:
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        reasons = [
            (_name(extra, wording), why)
            for extra in row.entry.extras
            if extra.words.strip() and (why := why_not(extra, row))
        ]
        found.update(list(dict.fromkeys(reasons)))
    return [{"column": column, "entries": count, "reason": why} for (column, why), count in found.items()]


def not_shown_words(columns: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return a sentence for each reason: "Kept with the entries and not shown, since …: “Ward”, of 3 entries."."""
    by_reason: dict[str, list[str]] = {}
    for one in columns:
        by_reason.setdefault(one["reason"], []).append(
            f"{one['column']}, of {many(one['entries'], 'entry', 'entries')}"
        )
    return tuple(
        f"Kept with the entries and not shown: {'; '.join(listed)}. Of {'this column' if len(listed) == 1 else 'each'}: {why}."
        for why, listed in by_reason.items()
    )


def _why_never(extra: Extra, wording: Wording) -> str:
    """Return why no child's document shows it; empty where one may."""
    if extra.is_for_nobody:
        return _FOR_NOBODY
    return _OF_ANOTHER if wording.agency_label(extra.column) == NAME_WITHHELD else ""


def _why_not(extra: Extra, wording: Wording, profile: Profile) -> str:
    if why := _why_never(extra, wording):
        return why
    if extra.is_numbering:
        return NUMBERING
    return "" if FIELD in profile.leaving else _NOT_CHOSEN


def _why_not_on_page(extra: Extra, row: TimelineEntry, wording: Wording, profile: Profile) -> str:
    if why := _why_not(extra, wording, profile):
        return why
    return _ENTRY_OF_ANOTHER if row.mentions_others else ""


def _name(extra: Extra, wording: Wording) -> str:
    is_told = wording.agency_label(extra.column) != NAME_WITHHELD
    return f"“{' '.join(extra.column.split())}”" if is_told else "a column whose name is withheld"


def _key(column: str) -> str:
    return " ".join(column.casefold().split())
