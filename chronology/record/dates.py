"""When: an uncertain date or period, the words it was written in, and the doubts about it.

EDTF text is inside (chronology/record/edtf.py says which part of it); what workers write is read by
chronology/record/uk_dates.py. docs/dates.md tabulates every form and every bound.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Literal, Self

from pydantic import field_validator

from chronology.record.date_words import words_of
from chronology.record.edtf import Bounds, bounds_of, is_season_like_year
from chronology.record.errors import UnreadableDate
from chronology.record.uk_dates import name_of, read_words
from chronology.record.values import Value


class Falls(StrEnum):
    """Whether something is so by a day, given that its date is uncertain."""

    CERTAIN = "however the dates fall"
    POSSIBLE = "depends on the dates"
    NO = "no"
    UNDATED = "not dated"

    @property
    def may_be(self) -> bool:
        """Return whether it is so for some placement of the dates at least."""
        return self is Falls.CERTAIN or self is Falls.POSSIBLE


class When(Value):
    """An uncertain date or period."""

    edtf: str = ""
    """The EDTF text; empty = undated."""
    as_written: str = ""
    """The words exactly as written."""
    doubts: tuple[str, ...] = ()
    """What is doubtful about the reading, in plain words."""

    @field_validator("edtf")
    @classmethod
    def _is_kept(cls, edtf: str) -> str:
        try:
            bounds_of(edtf)
        except UnreadableDate as error:
            raise ValueError(str(error)) from error
        return edtf

    @classmethod
    def on(cls, day: date) -> Self:
        """Return the one known day."""
        return cls(edtf=day.isoformat())

    @property
    def bounds(self) -> Bounds:
        """Return every bound at once."""
        return bounds_of(self.edtf)

    @property
    def is_undated(self) -> bool:
        """Return whether no date is known at all."""
        return not self.edtf

    @property
    def is_period(self) -> bool:
        """Return whether it lasts, rather than falling on one day."""
        return bounds_of(self.edtf).is_period

    @property
    def is_exact(self) -> bool:
        """Return whether it is exactly one known day."""
        bounds = bounds_of(self.edtf)
        return not bounds.is_period and bounds.earliest is not None and bounds.earliest == bounds.latest

    @property
    def earliest(self) -> date | None:
        """Return the first day that it can touch, None where open or undated."""
        return bounds_of(self.edtf).begins[0]

    @property
    def latest(self) -> date | None:
        """Return the last day that it can touch, None where open or undated."""
        return bounds_of(self.edtf).ends[1]

    @property
    def begins(self) -> tuple[date | None, date | None]:
        """Return the earliest and latest day of its start."""
        return bounds_of(self.edtf).begins

    @property
    def ends(self) -> tuple[date | None, date | None]:
        """Return the earliest and latest day of its end; both None where it goes on."""
        return bounds_of(self.edtf).ends

    @property
    def time(self) -> str:
        """Return the time of day as HH:MM, empty where none is written."""
        return bounds_of(self.edtf).time

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Return the key of a total order: by the day as stated, then by how long it may be; undated last.

        "About 1989" stands with 1989, not with 1988 where its bounds begin.
        """
        return _sort_key(self.edtf)

    @property
    def year(self) -> int | None:
        """The year as stated, of its start where it lasts; None where it is undated or open."""
        bounds = bounds_of(self.edtf.translate(_AS_STATED))
        first = bounds.earliest or bounds.latest
        return first.year if first else None

    def happened_by(self, day: date) -> Falls:
        """Return whether it had happened, and ended if it lasts, by the end of a day."""
        bounds = bounds_of(self.edtf)
        return self._by(bounds.earliest, bounds.latest, day)

    def began_by(self, day: date) -> Falls:
        """Return whether it had begun by the end of a day."""
        bounds = bounds_of(self.edtf)
        if bounds.always_was:
            return Falls.CERTAIN
        return self._by(bounds.begins[0], bounds.begins[1], day)

    def _by(self, first: date | None, last: date | None, day: date) -> Falls:
        if not self.edtf:
            return Falls.UNDATED
        if last is not None and last <= day:
            return Falls.CERTAIN
        return Falls.POSSIBLE if first is None or first <= day else Falls.NO

    def covers(self, day: date) -> Falls:
        """Return whether a day is within it: for every placement of its start and end, for some, or for none."""
        if not self.edtf:
            return Falls.UNDATED
        bounds = bounds_of(self.edtf)
        if (bounds.earliest is not None and day < bounds.earliest) or (
            bounds.latest is not None and day > bounds.latest
        ):
            return Falls.NO
        begun = bounds.always_was or (bounds.begins[1] is not None and bounds.begins[1] <= day)
        unended = bounds.goes_on or (bounds.ends[0] is not None and day <= bounds.ends[0])
        return Falls.CERTAIN if begun and unended else Falls.POSSIBLE

    def stands_on(self, day: date) -> bool:
        """Return whether it stands on a day, or may: a period while it may last, one date from then on; undated, always."""
        return (self.covers(day) if self.is_period else self.began_by(day)) is not Falls.NO

    def words(self) -> str:
        """Return it as people in the UK write it; "not dated" where it is undated."""
        if self.as_written and self.edtf[:1] == "[":
            return name_of(self.as_written, self.edtf) or words_of(self.edtf)
        return words_of(self.edtf)

    def as_text(self) -> str:
        """Return the text for a file's date column, which read_when reads back to the same EDTF text."""
        return words_of(self.edtf) if is_season_like_year(self.edtf) else self.edtf


UNDATED = When()
"""No date is known."""

_FAR = date.max.toordinal() + 1
_AS_STATED = {ord(mark): None for mark in "~?%"}


@lru_cache(maxsize=65_536)
def _sort_key(edtf: str) -> tuple[int, int, int, str]:
    bounds = bounds_of(edtf.translate(_AS_STATED))
    first, last = bounds.earliest, bounds.latest
    if first is None and last is None:
        return (1, 0, 0, edtf)
    last_number = _FAR if last is None else last.toordinal()
    return (0, last_number if first is None else first.toordinal(), last_number, edtf)


def read_when(
    text: str,
    *,
    latest: date | None = None,
    birth: bool = False,
    serials: Literal["1900", "1904"] | None = None,
) -> When:
    """Return what UK workers' words, or EDTF text, say of a date; UnreadableDate with the reason where unclear.

    `latest` is the day of the import: a two-digit year is the latest year not after that day's year; without it, and
    always for a birth, two-digit years are refused. `serials` is given only for a date column of a workbook with that
    epoch: only there is 43558 a day.
    """
    edtf, doubts = read_words(text, latest=latest, birth=birth, serials=serials)
    return When(edtf=edtf, as_written=text, doubts=doubts)


ONE_DAY = "Write one day, as 1/9/2020 or 2020-09-01."
"""What to do where one day is asked for and something else stands there."""


def read_day(text: str, *, latest: date) -> date:
    """Return the one day that words mean, in any form that `read_when` reads; UnreadableDate where they mean none, or several."""
    try:
        when = read_when(text, latest=latest)
    except UnreadableDate as failure:
        raise UnreadableDate(failure.message, where=failure.where, remedy=ONE_DAY) from failure
    if not when.is_exact or when.earliest is None:
        raise UnreadableDate(f"“{text}” is not one day.", remedy=ONE_DAY)
    return when.earliest


def add_months(day: date, n: int) -> date:
    """Return the day n months on, or the month's last day where it has no such day (29 February + 12 = 28 February)."""
    months = day.year * 12 + day.month - 1 + n
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_between(first: date, second: date) -> int:
    """Return the whole months from one day to another by the rule of add_months; negative where second is earlier."""
    months = (second.year - first.year) * 12 + second.month - first.month
    if second.day < first.day and second.day < monthrange(second.year, second.month)[1]:
        months -= 1
    return months


class Age(Value):
    """An age in whole months, as far as the dates tell it."""

    youngest: int | None = None
    """Least age in months, negative before birth; None = not known."""
    oldest: int | None = None
    """Greatest age in months, negative before birth; None = not known."""

    def words(self) -> str:
        """Return the age as people say it: "6", "5 or 6", "3 months", "before birth", "age not known"."""
        if self.youngest is None and self.oldest is None:
            return "age not known"
        if self.youngest is None:
            assert self.oldest is not None
            return "before birth" if self.oldest < 0 else f"{_age_words(self.oldest)} or younger"
        if self.oldest is None:
            return "age not known" if self.youngest < 0 else f"{_age_words(self.youngest)} or older"
        if self.oldest < 0:
            return "before birth"
        if self.youngest < 0:
            return f"before birth, or up to {_age_words(self.oldest)}"
        return _age_range(self.youngest, self.oldest)


_MONTHS_BELOW = 24


def _age_words(months: int) -> str:
    if months >= _MONTHS_BELOW:
        return str(months // 12)
    return "under 1 month" if months == 0 else "1 month" if months == 1 else f"{months} months"


def _age_range(youngest: int, oldest: int) -> str:
    low, high = _age_words(youngest), _age_words(oldest)
    if low == high:
        return low
    if youngest >= _MONTHS_BELOW:
        return f"{low} or {high}" if oldest // 12 - youngest // 12 == 1 else f"{low} to {high}"
    if oldest >= _MONTHS_BELOW:
        return f"{low} to {high} years"
    if youngest == 0:
        return f"up to {high}"
    return f"{youngest} or {high}" if oldest - youngest == 1 else f"{youngest} to {high}"


def age_at(birth: When, when: When) -> Age:
    """Return how old a person of this birth was when something happened, over every placement of both dates."""
    born_first, born_last = birth.earliest, birth.latest
    first, last = when.earliest, when.latest
    return Age(
        youngest=None if born_last is None or first is None else months_between(born_last, first),
        oldest=None if born_first is None or last is None else months_between(born_first, last),
    )
