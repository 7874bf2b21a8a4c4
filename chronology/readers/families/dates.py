"""Dates of family files that are not GEDCOM's: its grammar where it fits, else what UK workers write."""

from __future__ import annotations

from pydantic import ValidationError

from chronology.readers.families.structures import DateRead
from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.record.dates import When, read_when
from chronology.record.errors import UnreadableDate

_MARKS = {"<": "BEF", ">": "AFT", "~": "ABT"}


def read_date(words: str) -> tuple[When, str]:
    """Return a date as read, and a doubt in words (empty where there is none).

    The day stands first, always; the century of a year of two figures is never guessed. That a year is long ago is no
    doubt of a family tree.
    """
    mark = _MARKS.get(words[:1])
    when, doubt = read_gedcom_date(f"{mark} {words[1:]}" if mark else words)
    if doubt:
        try:
            when, doubt = read_when(words, birth=True), ""
        except UnreadableDate as failure:
            why = failure.message.rstrip(".").replace("the century of a birth is", "the century is")
            doubt = f"{why}: kept in words, not placed"
        else:
            doubt = "; ".join(doubt for doubt in when.doubts if "long before any record" not in doubt)
    return when.model_copy(update={"as_written": words}), doubt


def date_line(words: str, line: int) -> DateRead:
    """Return a date as a structure that stands on a line."""
    when, doubt = read_date(words)
    return DateRead(when, line, doubt)


def period_line(start: str, end: str, line: int) -> DateRead:
    """Return a time from a first to a last date, of which one may be missing, as a structure."""
    first, last = read_date(start)[0] if start else When(), read_date(end)[0] if end else When()
    words = f"{start} to {end}" if start and end else f"from {start}" if start else f"to {end}"
    kept = DateRead(When(as_written=words), line, f"the time {words} cannot be read: kept in words, not placed")
    if "/" in f"{first.edtf}{last.edtf}" or (start and not first.edtf) or (end and not last.edtf):
        return kept
    try:
        return DateRead(When(edtf=f"{first.edtf}/{last.edtf}", as_written=words), line)
    except ValidationError:
        return kept
