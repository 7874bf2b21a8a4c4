"""The parts of a date as read from words, and the EDTF text that they make."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from chronology.record.date_words import MONTHS
from chronology.record.edtf import ABOUT_DAYS, bounds_of, move_months
from chronology.record.uk_calendar import (
    THIRD_NAMES,
    Span,
    third_of_decade,
    third_of_month,
    third_of_year,
)

_POINTS = re.compile(r"[0-9][0-9X]{3}[-0-9XT:]*")
_DAY = 10


class Part(NamedTuple):
    """What words say of one date: what they don't say is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str = ""
    thirds: tuple[int, int] | None = None
    """First and last third of the month, year or decade: 0 early, 1 mid, 2 late."""
    is_decade: bool = False
    named: Span | None = None
    """Days that a name stands for, instead of year, month and day."""
    feast: tuple[date, date] | None = None
    """The days that "before" and "after" refer to, where they aren't those of the name."""
    weekday: int | None = None
    """The weekday that is written beside it, Monday = 0, until it has been checked."""
    edge: str = ""
    """"before" where it is the end of something, so that before it includes it; "after" where it is the start."""
    is_night: bool = False
    """Whether it is the night that follows the day."""
    is_overnight: bool = False
    """Whether it is a night that one day does not tell: the one before it, or the one after."""

    def missing(self) -> str:
        """Return what it lacks to be a date, in words; empty where it lacks nothing."""
        if self.named is not None or self.year is not None:
            return ""
        if self.month is not None:
            return "has no year."
        return "has no month and no year."

    def filled_from(self, other: Part) -> Part:
        """Return it with the month and year of another, where it has none."""
        if self.missing() and other.named is None and other.month is not None:
            return self._replace(year=other.year, month=other.month if self.month is None else self.month)
        return self

    def order(self) -> tuple[int, int, int]:
        """Return year, month and day for comparison, 0 where not said."""
        return self.year or 0, self.month or 0, self.day or 0

    def problem(self) -> str:
        """Return why it is no date of the calendar, in words; empty where it is one."""
        if self.month is not None and not 1 <= self.month <= 12:
            more = ", and the day is always read first" if self.day is not None else ""
            return f"has the month {self.month}; there are twelve{more}."
        if self.year is not None and not 1000 <= self.year <= 9999:
            return f"has the year {self.year}, which needs four digits."
        if self.day is None or self.month is None or self.year is None:
            return ""
        days = monthrange(self.year, self.month)[1]
        if not 1 <= self.day <= days:
            return f"has the day {self.day}; {MONTHS[self.month - 1]} {self.year} has {days} days."
        return ""

    def span(self) -> Span:
        """Return its first and last EDTF point, the same where it is one."""
        if self.named is not None:
            return self.named
        assert self.year is not None
        if self.is_decade:
            if self.thirds is not None:
                name = _thirds_name(self.thirds, f"{self.year}s")
                return Span(*third_of_decade(self.year, *self.thirds), name)
            text = f"{self.year // 10:03}X"
        elif self.month is None:
            if self.thirds is not None:
                name = _thirds_name(self.thirds, str(self.year))
                return Span(*third_of_year(self.year, *self.thirds), name)
            text = f"{self.year:04}"
        elif self.day is None:
            if self.thirds is not None:
                name = _thirds_name(self.thirds, f"{MONTHS[self.month - 1]} {self.year}")
                low, high = third_of_month(self.year, self.month, *self.thirds)
                return Span(low, high, name)
            text = f"{self.year:04}-{self.month:02}"
        else:
            text = f"{self.year:04}-{self.month:02}-{self.day:02}"
            if self.is_night:
                after = date(self.year, self.month, self.day) + timedelta(days=1)
                name = f"night of {self.day} {MONTHS[self.month - 1]} {self.year}"
                return Span(text, after.isoformat(), name)
            if self.time:
                text += f"T{self.time}"
        return Span(text, text, "")

    @property
    def whole_day(self) -> date | None:
        """Return the day, where it is one day."""
        if self.named is not None or self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def _thirds_name(thirds: tuple[int, int], of: str) -> str:
    first, last = thirds
    if first == last:
        return f"mid-{of}" if first == 1 else f"{THIRD_NAMES[first]} {of}"
    return f"{THIRD_NAMES[first]} to {THIRD_NAMES[last]} {of}"


def one_of(span: Span) -> str:
    """Return the EDTF text of one day somewhere within a span."""
    return span.low if span.low == span.high else f"[{span.low}..{span.high}]"


def either(first: Span, second: Span) -> str:
    """Return the EDTF text of one day within one of two spans."""
    return f"[{one_of(first).strip('[]')},{one_of(second).strip('[]')}]"


def end_point(span: Span) -> tuple[str, str]:
    """Return the one EDTF point that stands for a span at the end of a period, and a doubt where it is wider."""
    if span.low == span.high:
        return span.low, ""
    a, b = bounds_of(span.low).earliest, bounds_of(span.high).latest
    assert a is not None
    assert b is not None
    days = (b - a).days
    if (a.year, a.month) == (b.year, b.month):
        text = f"{a.year:04}-{a.month:02}"
    elif days <= 2 * ABOUT_DAYS:
        text = f"{(a + timedelta(days=days // 2)).isoformat()}~"
    elif a.year == b.year:
        text = f"{a.year:04}"
    else:
        return "", ""
    return text, f"“{span.name}” is kept as {text}, since it begins or ends a period"


def before(part: Part) -> str:
    """Return the last EDTF point before a part begins, as coarse as the part."""
    if part.time:
        return part.span().low[:_DAY]
    if part.feast is not None:
        return (part.feast[0] - timedelta(days=1)).isoformat()
    return _beside(part.span().low, -1)


def after(part: Part) -> str:
    """Return the first EDTF point after a part ends, as coarse as the part."""
    if part.time:
        return part.span().high[:_DAY]
    if part.feast is not None:
        return (part.feast[1] + timedelta(days=1)).isoformat()
    return _beside(part.span().high, 1)


def _beside(text: str, n: int) -> str:
    if len(text) == 4 and text.isdigit():
        return f"{int(text) + n:04}"
    if len(text) == 7 and int(text[5:]) <= 12:
        year, month = move_months(int(text[:4]), int(text[5:]), n)
        return f"{year:04}-{month:02}"
    bounds = bounds_of(text)
    day = bounds.earliest if n < 0 else bounds.latest
    assert day is not None
    return (day + timedelta(days=n)).isoformat()


def signed(edtf: str, sign: str) -> str:
    """Return the EDTF text with a sign at every point of it."""
    return _POINTS.sub(lambda found: found.group() + sign, edtf) if sign else edtf
