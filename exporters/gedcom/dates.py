"""A `When` as a GEDCOM date value: never more exact than it is; what has no such form goes as its words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from chronology.record.dates import When

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)\Z")
_RANGE = re.compile(r"\[(.*?)\.\.(.*?)\]\Z")


def gedcom_date(when: When) -> str:
    """Return the date value; empty where nothing of it can be placed."""
    edtf = when.edtf
    if not edtf:
        return ""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        parts = [
            f"{word} {point}"
            for word, end in (("FROM", first), ("TO", last))
            if (point := _bare_point(end, word, when))
        ]
        return " ".join(parts)
    if found := _RANGE.match(edtf):
        return _range(found[1], found[2])
    known = _point(edtf)
    if known is not None:
        return known
    return _bounds(when.earliest, when.latest)


def _point(edtf: str) -> str | None:
    """Return a year, month or day, "ABT" before one that is approximate or uncertain; None for anything else."""
    found = _POINT.match(edtf)
    if not found:
        return None
    year, month, day, sign = found.groups()
    if month and int(month) > len(_MONTHS):
        return None  # a season: its bounds
    words = " ".join(
        part for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year) if part
    )
    return f"ABT {words}" if sign else words


def _bare_point(edtf: str, word: str, when: When) -> str:
    """Return one end of a period: GEDCOM has no sign of doubt there, so that an uncertain one widens to its bounds."""
    if edtf in {"", ".."}:
        return ""
    point = _point(edtf)
    if point and not point.startswith("ABT "):
        return point
    bound = when.begins[0] if word == "FROM" else when.ends[1]
    return _day(bound) if bound else ""


def _range(first: str, last: str) -> str:
    if first and last:
        one, two = _point(first), _point(last)
        return f"BET {one} AND {two}" if one and two else ""
    if last:
        day = _edge(last, is_after=True)
        return f"BEF {day}" if day else ""
    day = _edge(first, is_after=False)
    return f"AFT {day}" if day else ""


def _edge(edtf: str, *, is_after: bool) -> str:
    """Return the year, month or day next to an open range's own end, which GEDCOM leaves out."""
    found = _POINT.match(edtf)
    if not found:
        return ""
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month > len(_MONTHS):
        return ""
    step = 1 if is_after else -1
    if not month:
        return f"{year + step:04}"
    if not day:
        moved = year * 12 + month - 1 + step
        return f"{_MONTHS[moved % 12]} {moved // 12:04}"
    return _day(date(year, month, day) + timedelta(days=step))


def _bounds(first: date | None, last: date | None) -> str:
    if first and last:
        if (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
            return f"BET {first.year:04} AND {last.year:04}"
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return f"BET {_MONTHS[first.month - 1]} {first.year:04} AND {_MONTHS[last.month - 1]} {last.year:04}"
        return f"BET {_day(first)} AND {_day(last)}"
    return (
        f"BEF {_day(last + timedelta(days=1))}" if last else f"AFT {_day(first - timedelta(days=1))}" if first else ""
    )


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"
