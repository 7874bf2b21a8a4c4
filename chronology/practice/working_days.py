"""Working days of a nation: its bank holidays as practice data, and both ways of counting."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from chronology.practice.laid import data_of, practice_cache

CALENDARS = {
    "england": "england_and_wales",
    "wales": "england_and_wales",
    "scotland": "scotland",
    "northern_ireland": "northern_ireland",
}
"""The calendar of bank holidays that each nation keeps."""


class Counting(StrEnum):
    """How days are counted from an anchor."""

    AFTER = "the day after is day 1"
    WITH = "the first day counts"
    """As the validators of the children in need census count."""


def from_data(data: dict[str, Any]) -> dict[str, dict[int, frozenset[date]]]:
    """Return the bank holidays of each calendar and year; raises ValueError for a day that is none."""
    return {
        nation: {
            int(year): frozenset(date.fromisoformat(f"{year}-{day}") for day in days) for year, days in years.items()
        }
        for nation, years in data.items()
    }


@practice_cache
def _calendars() -> dict[str, dict[int, frozenset[date]]]:
    return from_data(data_of("bank_holidays"))


def bank_holidays(nation: str, year: int) -> frozenset[date] | None:
    """Return a nation's bank holidays in a year; None where the practice data does not hold the year."""
    return _calendars()[CALENDARS[nation]].get(year)


def is_working_day(nation: str, day: date) -> bool | None:
    """Return whether a day is a working day; None where the year's bank holidays are not known."""
    if day.weekday() >= 5:
        return False
    holidays = bank_holidays(nation, day.year)
    return None if holidays is None else day not in holidays


def add_working_days(nation: str, day: date, number: int, counting: Counting = Counting.AFTER) -> date | None:
    """Return the day so many working days on; None where a year's bank holidays are not known."""
    left = number
    at = day
    if counting is Counting.WITH:
        first = is_working_day(nation, at)
        if first is None:
            return None
        left -= first
    while left > 0:
        at += timedelta(1)
        works = is_working_day(nation, at)
        if works is None:
            return None
        left -= works
    return at


def working_days_between(nation: str, first: date, last: date) -> int | None:
    """Return the working days after one day up to and including another; None where a year is not known."""
    count = 0
    at = first
    while at < last:
        at += timedelta(1)
        works = is_working_day(nation, at)
        if works is None:
            return None
        count += works
    return count
