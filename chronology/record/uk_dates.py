"""Reading what UK workers write as a date: day first, always; refused where it is unclear."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from chronology.record.edtf import bounds_of, unreadable
from chronology.record.errors import UnreadableDate

_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_BLANK = {"", "-", "n/k", "nk", "unknown", "not known", "undated", "tbc"}


def read_words(
    text: str,
    *,
    latest: date | None = None,
    birth: bool = False,
    serials: Literal["1900", "1904"] | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Return the EDTF text and the doubts of a reading; UnreadableDate with the reason where unclear."""
    said = text.strip()
    if said.lower() in _BLANK:
        return "", ()
    match = _NUMERIC.fullmatch(said)
    if match is not None:
        day, month, year = (int(part) for part in match.groups())
        if year < 100:
            if birth or latest is None:
                raise unreadable(text, "has a year of two digits.")
            year += latest.year // 100 * 100
            if year > latest.year:
                year -= 100
        try:
            return date(year, month, day).isoformat(), ()
        except ValueError as error:
            raise unreadable(text, "is no day of the calendar; the day is read first.") from error
    try:
        bounds_of(said)
    except UnreadableDate as error:
        raise unreadable(text, "is not a date that can be read.") from error
    return said, ()
