"""Dates as short as a drawing has room for."""

from __future__ import annotations

import re
from datetime import date

from chronology.record.dates import When


def short_date(when: When) -> str:
    """Return a date as a drawing has room for it: 12 Mar 2010, Mar 2010, about 2010."""
    if when.is_undated:
        return ""
    words = _LONG_MONTH.sub(lambda month: month[0][:3], when.words())
    return words if len(words) <= 24 else f"{when.year or ''}?"


_LONG_MONTH = re.compile("January|February|March|April|June|July|August|September|October|November|December")


def year_words(when: When) -> str:
    """Return a year with "?" where it is not exact to the year; empty where none is known."""
    if when.year is None:
        return ""
    is_sure = when.earliest is not None and when.latest is not None and when.earliest.year == when.latest.year
    doubtful = any(mark in when.edtf for mark in "~?%") or not (is_sure or when.is_period)
    return f"{when.year}?" if doubtful else str(when.year)


def span_words(when: When, day: date | None = None) -> str:
    """Return from which year to which: "2018", "2018-2020", "2018-" while it goes on, or went on at a day."""
    if not when.is_period:
        return year_words(when)
    (first, _), (_, last) = when.begins, when.ends
    last = None if day and when.ends[0] and when.ends[0] > day else last
    start = str(first.year) if first else ""
    if first and last and first.year == last.year:
        return start
    if not start:
        return f"to {last.year}" if last else ""
    return f"{start}-{last.year if last else ''}"
