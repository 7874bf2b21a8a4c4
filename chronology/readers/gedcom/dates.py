"""GEDCOM date values as `When`: exact where the file is exact, bounds where it is not, words where neither.

date       = [calendar] [day] [month] year [epoch]         3 APR 2019 · APR 2019 · 2019 · 1750/51
approx     = (ABT | CAL | EST) date                        bounds of "~"
range      = BET date AND date | AFT date | BEF date       one day somewhere within
period     = FROM date [TO date] | TO date                 it lasted
phrase     = INT date (words) | (words)
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from pydantic import ValidationError

from chronology.record.dates import UNDATED, When

_MONTHS = {
    m: i for i, m in enumerate(("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1)
}
_NAMES = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
_MONTHS |= {m: i for i, m in enumerate(_NAMES, 1)} | {"SEPT": 9}
_DATE = re.compile(r"(?:(\d{1,2})\s+)?(?:([A-Z]{3,9})\.?\s+)?(\d{3,4})(?:/(\d{2}))?\Z")
"""A year has three figures at least: the century of "87" is not told, so it is not placed."""
_LONGEST = 200
_CALENDAR = re.compile(r"@#D([A-Z ]+)@\s*|\b(GREGORIAN|JULIAN|FRENCH_R|HEBREW)\s+")
_BEFORE_CHRIST = re.compile(r"\bB\.?C\.?(?:E\.?)?\s*\Z")


def read_gedcom_date(value: str, phrase: str = "") -> tuple[When, str]:
    """Return a date value as read, and a doubt in words (empty where there is none).

    What cannot be read without inventing becomes undated with its words kept: other calendars than the Gregorian,
    years before Christ, phrases, days that do not exist.
    """
    when, doubt = _read(" ".join(value.split()))
    if phrase:
        words = phrase if not when.is_undated or not when.as_written else f"{when.as_written} ({phrase})"
        when = when.model_copy(update={"as_written": words})
    return when, doubt


@lru_cache(maxsize=8192)
def _read(words: str) -> tuple[When, str]:
    if not words:
        return UNDATED, ""
    text = words.upper()
    kept = When(as_written=words)
    if len(words) > _LONGEST:
        return kept, f"the date {words[:40]}… is too long to be one: kept in words, not placed"
    if text.startswith("(") or text in {"UNKNOWN", "?", "N/K"}:
        return kept, ""
    interpreted = re.match(r"INT\s+([^(]*)\(.*\)\Z", text)
    if interpreted:
        text = interpreted[1].strip()
    calendars = {(a or b).strip() for a, b in _CALENDAR.findall(text)}
    if calendars - {"GREGORIAN"}:
        return kept, f"the date {words} is in another calendar: kept in words, not placed"
    text = _CALENDAR.sub("", text)
    edtf = _value(text)
    if edtf is None:
        return kept, f"the date {words} cannot be read: kept in words, not placed"
    try:
        return When(edtf=edtf, as_written=words), ""
    except ValidationError:
        return kept, f"the date {words} cannot be read: kept in words, not placed"


def _value(text: str) -> str | None:
    found = re.match(r"(?:FROM\s+(?P<a>.+?))?(?:\s*\bTO\s+(?P<b>.+))?\Z", text)
    if found and (found["a"] or found["b"]):
        a, b = _point(found["a"] or ""), _point(found["b"] or "")
        if (found["a"] and a is None) or (found["b"] and b is None):
            return None
        return f"{a or ''}/{b or ''}"
    found = re.match(r"BET\.?\s+(.+?)\s+AND\s+(.+)\Z", text)
    if found:
        a, b = _point(found[1]), _point(found[2])
        return f"[{a}..{b}]" if a and b else None
    found = re.match(r"(BEF|AFT)\.?\s+(.+)\Z", text)
    if found:
        point = _point(found[2])
        if point is None:
            return None
        return _before(point) if found[1] == "BEF" else _after(point)
    found = re.match(r"(?:ABT|ABOUT|CAL|EST|CIRCA|CA|C)\.?\s+(.+)\Z", text)
    if found:
        point = _point(found[1])
        return f"{point}~" if point else None
    return _point(text)


def _point(text: str) -> str | None:
    """Return one day, month or year as EDTF; None where it is none or does not exist."""
    text = text.strip()
    if not text or _BEFORE_CHRIST.search(text):
        return None
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    found = _DATE.match(text) if not iso else None
    if iso:
        day, month, year = int(iso[3]), int(iso[2]), int(iso[1])
    elif found:
        if found[4] is not None:
            return _dual(found)
        named = _MONTHS.get(found[2]) if found[2] else None
        if (found[2] and named is None) or (found[1] and not found[2]):
            return None
        day, month, year = int(found[1] or 0), named or 0, int(found[3])
    else:
        return None
    if not 1 <= year <= 9999 or month > 12 or (day and not month):
        return None
    if day and day > monthrange(year, month)[1]:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _dual(found: re.Match[str]) -> str | None:
    """Return a date written for two beginnings of the year (1750/51): somewhere in the later year's reckoning."""
    year = int(found[3])
    if int(found[4]) != (year + 1) % 100:
        return None
    month = _MONTHS.get(found[2]) if found[2] else None
    if month and found[1]:
        day = int(found[1])
        return f"{year + 1:04}-{month:02}-{day:02}" if day <= monthrange(year + 1, month)[1] else None
    return f"{year + 1:04}-{month:02}" if month else f"[{year:04}..{year + 1:04}]"


def _before(point: str) -> str | None:
    first = _days(point)
    if first is None or first[0] == date.min:
        return None
    if len(point) == 4:
        return f"[..{int(point) - 1:04}]"
    return f"[..{first[0] - timedelta(days=1)}]"


def _after(point: str) -> str | None:
    last = _days(point)
    if last is None or last[1] == date.max:
        return None
    if len(point) == 4:
        return f"[{int(point) + 1:04}..]"
    return f"[{last[1] + timedelta(days=1)}..]"


def _days(point: str) -> tuple[date, date] | None:
    parts = [int(part) for part in point.split("-")] if not point.startswith("[") else []
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return (date(parts[0], 1, 1), date(parts[0], 12, 31)) if parts else None
