"""The part of EDTF (ISO 8601-2:2019) that a When is kept in, and the days that each text allows.

    when      = point | period | one_of | ""            "" is undated
    point     = date [ "?" | "~" | "%" ]                doubted, about, both
    date      = YYYY-MM-DD ["T" HH:MM] | YYYY-MM | YYYY-SS | YYYY
              | YYYY-MM-XX | YYYY-XX-XX | YYYY-XX | YYYX | YYXX
    SS        = 21 spring, 22 summer, 23 autumn, 24 winter
    period    = point "/" point | point "/.." | point "/" | "../" point | "/" point      it lasts
    one_of    = "[" member { "," member } "]"           one day somewhere within
    member    = point | point ".." point | ".." point | point ".."

"/.." goes on, "/" has an end that is not known; likewise for the start. Years are 1 to 9999, proleptic Gregorian.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chronology.record.errors import UnreadableDate

MAX_LENGTH = 200
"""Longest text that is looked at, in characters."""

ABOUT_DAYS = 7
"""How many days either side a day with `~`, `?` or `%` may fall (local setting)."""
ABOUT_MONTHS = 1
"""How many months either side a month or a season with a sign may fall (local setting)."""
ABOUT_YEARS = {"year": 1, "decade": 2, "century": 10}
"""How many years either side a year, a decade or a century with a sign may fall (local setting)."""

SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of each season, by EDTF number: meteorological seasons of three months."""

REMEDY = "Write it as 03/04/2019, April 2019, 2019 or early March 2018, or leave it blank if it is not known."

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}))?)?)?"
    r"(?P<sign>[?~%]?)"
)


class Point(NamedTuple):
    """One EDTF date taken apart; a part that is not given or not known is None."""

    year: int
    """The year; the first of it for a decade or a century."""
    month: int | None
    season: int | None
    day: int | None
    time: str
    sign: str
    size: str
    """day, month, season, year, decade or century."""
    masked: bool
    """Whether XX stands where a month or a day is known to be missing."""
    first: date
    last: date


class Bounds(NamedTuple):
    """What an EDTF text allows."""

    begins: tuple[date | None, date | None]
    """Earliest and latest day of the start; of the day itself for a point in time."""
    ends: tuple[date | None, date | None]
    is_period: bool
    goes_on: bool
    """Whether the period is open at its end (`/..`)."""
    always_was: bool
    """Whether the period is open at its start (`../`)."""
    time: str

    @property
    def earliest(self) -> date | None:
        """Return the first day that it can touch, None where open."""
        return self.begins[0]

    @property
    def latest(self) -> date | None:
        """Return the last day that it can touch, None where open."""
        return self.ends[1]


def unreadable(text: str, reason: str, remedy: str = REMEDY) -> UnreadableDate:
    """Return the failure that says why these words are not a date; long words are cut."""
    shown = text if len(text) <= 60 else text[:59] + "…"
    return UnreadableDate(f"“{shown}” {reason}", remedy=remedy)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def move_months(year: int, month: int, n: int) -> tuple[int, int]:
    """Return the year and month n months on, kept within years 1 to 9999."""
    months = min(max(year * 12 + month - 1 + n, 12), 9999 * 12 + 11)
    return months // 12, months % 12 + 1


@lru_cache(maxsize=65_536)
def point_of(text: str) -> Point:
    """Return one EDTF date taken apart; UnreadableDate where it is none."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise unreadable(text, "is not an EDTF date that Kinline keeps.")
    year_text, month_text, day_text, hour, minute, sign = match.group("year", "month", "day", "hour", "minute", "sign")
    unknown = year_text.count("X")
    year = int(year_text.replace("X", "0"))
    if unknown:
        if month_text is not None:
            raise unreadable(text, "has a month though its year is not known.")
        years = 10**unknown
        size = "decade" if unknown == 1 else "century"
        first, last = date(max(year, 1), 1, 1), date(year + years - 1, 12, 31)
        return _spread(Point(year, None, None, None, "", sign, size, False, first, last))
    if year == 0:
        raise unreadable(text, "has the year 0000, which no calendar of ours has.")
    masked = "XX" in {month_text, day_text}
    if month_text is None or month_text == "XX":
        if day_text not in {None, "XX"}:
            raise unreadable(text, "has a day though its month is not known.")
        first, last = date(year, 1, 1), date(year, 12, 31)
        if hour is not None:
            raise unreadable(text, "has a time though its day is not known.")
        return _spread(Point(year, None, None, None, "", sign, "year", masked, first, last))
    month = int(month_text)
    if month in SEASON_MONTHS:
        if day_text is not None:
            raise unreadable(text, "has a day of a season.")
        start = SEASON_MONTHS[month]
        first = date(year, start, 1)
        last = month_end(*move_months(year, start, 2))
        return _spread(Point(year, None, month, None, "", sign, "season", False, first, last))
    if not 1 <= month <= 12:
        raise unreadable(text, f"has the month {month_text}; there are twelve.")
    if day_text is None or day_text == "XX":
        if hour is not None:
            raise unreadable(text, "has a time though its day is not known.")
        first, last = date(year, month, 1), month_end(year, month)
        return _spread(Point(year, month, None, None, "", sign, "month", masked, first, last))
    day = int(day_text)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise unreadable(text, f"has the day {day}, which that month does not have.")
    time = ""
    if hour is not None:
        if int(hour) > 23 or int(minute) > 59:
            raise unreadable(text, "has a time that no clock shows.")
        time = f"{hour}:{minute}"
    the_day = date(year, month, day)
    return _spread(Point(year, month, None, day, time, sign, "day", False, the_day, the_day))


def _spread(point: Point) -> Point:
    """Return the point with the days that its sign allows."""
    if not point.sign:
        return point
    first, last = point.first, point.last
    if point.size == "day":
        first = date.fromordinal(max(first.toordinal() - ABOUT_DAYS, 1))
        last = date.fromordinal(min(last.toordinal() + ABOUT_DAYS, date.max.toordinal()))
    elif point.size in {"month", "season"}:
        first = date(*move_months(first.year, first.month, -ABOUT_MONTHS), 1)
        last = month_end(*move_months(last.year, last.month, ABOUT_MONTHS))
    else:
        years = ABOUT_YEARS[point.size]
        first = date(max(first.year - years, 1), 1, 1)
        last = date(min(last.year + years, 9999), 12, 31)
    return point._replace(first=first, last=last)


@lru_cache(maxsize=65_536)
def members_of(text: str) -> tuple[tuple[str | None, str | None], ...]:
    """Return the members of a `[…]` text, each as first and last point; None where open."""
    found: list[tuple[str | None, str | None]] = []
    for member in text[1:-1].split(","):
        left, dots, right = member.partition("..")
        if not dots:
            found.append((left, left))
        elif left or right:
            found.append((left or None, right or None))
        else:
            raise unreadable(text, "says nothing about any day.")
    return tuple(found)


@lru_cache(maxsize=65_536)
def bounds_of(edtf: str) -> Bounds:
    """Return the days that an EDTF text allows, all None where it is empty; UnreadableDate where it is not one."""
    if not edtf:
        return Bounds((None, None), (None, None), False, False, False, "")
    if len(edtf) > MAX_LENGTH:
        raise unreadable(edtf, "is too long for a date.")
    if edtf[0] == "[":
        if edtf[-1] != "]":
            raise unreadable(edtf, "has no closing bracket.")
        return _one_of(edtf)
    if "/" in edtf:
        return _period(edtf)
    point = point_of(edtf)
    days = (point.first, point.last)
    return Bounds(days, days, False, False, False, point.time)


def _one_of(edtf: str) -> Bounds:
    earliest: date | None = date.max
    latest: date | None = date.min
    for left, right in members_of(edtf):
        first = point_of(left).first if left is not None else None
        last = point_of(right).last if right is not None else None
        if first is not None and last is not None and first > last:
            raise unreadable(edtf, "ends before it begins.")
        earliest = None if first is None or earliest is None else min(earliest, first)
        latest = None if last is None or latest is None else max(latest, last)
    days = (earliest, latest)
    return Bounds(days, days, False, False, False, "")


def _period(edtf: str) -> Bounds:
    left, _, right = edtf.partition("/")
    start = point_of(left) if left not in {"", ".."} else None
    end = point_of(right) if right not in {"", ".."} else None
    if start is not None and end is not None:
        if start.first > end.last:
            raise unreadable(edtf, "ends before it begins.")
        begins = (start.first, min(start.last, end.last))
        ends = (max(end.first, start.first), end.last)
        return Bounds(begins, ends, True, False, False, start.time)
    if start is not None:
        goes_on = right == ".."
        return Bounds(
            (start.first, start.last),
            (None if goes_on else start.first, None),
            True,
            goes_on,
            False,
            start.time,
        )
    if end is not None:
        always_was = left == ".."
        return Bounds((None, None if always_was else end.last), (end.first, end.last), True, False, always_was, "")
    raise unreadable(edtf, "has neither a start nor an end.")


def is_season_like_year(edtf: str) -> bool:
    """Return whether a season's text ("2020-21") is what most readers take for a school year."""
    return len(edtf) == 7 and edtf[4:6] == "-2" and edtf[6].isdigit() and int(edtf[5:]) == int(edtf[2:4]) + 1
