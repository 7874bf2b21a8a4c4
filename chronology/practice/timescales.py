"""Timescales of the four nations as practice data, and the day by which each falls due."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pydantic import Field

from chronology.practice.laid import data_of, practice_cache
from chronology.practice.patterns import Authority
from chronology.practice.working_days import CALENDARS, Counting, add_working_days
from chronology.record.dates import add_months
from chronology.record.values import Value


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    MONTHS = "months"
    WEEKS_WITH = "weeks beginning with it"
    """Weeks of which the anchor is the first day; the last day is the one before its weekday comes round."""


class Timescale(Value):
    """One timescale of one nation."""

    key: str
    nation: str
    label: str
    anchor: tuple[str, ...]
    """Categories of entries that begin it."""
    met_by: tuple[str, ...]
    """Categories of entries that meet it."""
    limit: int
    unit: Unit
    each: bool = False
    """Whether the next one begins each time it is met."""
    during: str = Field(default="", alias="while")
    """The tier of plans while which it goes on beginning again."""
    then_limit: int | None = None
    then_unit: Unit | None = None
    later_limit: int | None = None
    later_unit: Unit | None = None
    valid_from: date
    source: str
    authority: Authority

    def limit_of(self, turn: int) -> tuple[int, Unit]:
        """Return the limit of the first time (turn 0), the second, and later ones."""
        if turn > 1 and self.later_limit is not None:
            return self.later_limit, self.later_unit or self.unit
        if turn > 0 and self.then_limit is not None:
            return self.then_limit, self.then_unit or self.unit
        return self.limit, self.unit

    def limit_words(self, turn: int = 0) -> str:
        """Return a limit in words."""
        limit, unit = self.limit_of(turn)
        return f"{limit} {unit.value.removesuffix('s') if limit == 1 else unit.value}"


def from_data(data: dict[str, Any]) -> tuple[Timescale, ...]:
    """Return the section from its plain data; raises ValidationError, or ValueError for a nation that is none of the four."""
    _nation_of(data)
    return tuple(Timescale.model_validate(row) for row in data["timescales"])


@practice_cache
def timescales() -> tuple[Timescale, ...]:
    """Return the timescales in force."""
    return from_data(data_of("timescales"))


@practice_cache
def home_nation() -> str:
    """Return the nation whose timescales hold where a case file names none."""
    return _nation_of(data_of("timescales"))


def _nation_of(data: dict[str, Any]) -> str:
    nation = str(data["nation"]).strip().casefold().replace(" ", "_")
    if nation not in CALENDARS:
        raise ValueError(f"nation: “{data['nation']}” is none; there are {', '.join(CALENDARS)}")
    return nation


def due_day(nation: str, anchor: date, limit: int, unit: Unit, counting: Counting = Counting.AFTER) -> date | None:
    """Return the last day on which a limit is kept; None where a year's bank holidays are not known.

    The way of counting matters for working days only: months and weeks are counted as the source says.
    """
    if unit is Unit.WORKING_DAYS:
        return add_working_days(nation, anchor, limit, counting)
    if unit is Unit.DAYS:
        return anchor + timedelta(limit)
    if unit is Unit.MONTHS:
        return add_months(anchor, limit)
    return anchor + timedelta(7 * limit - 1)
