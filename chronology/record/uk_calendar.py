"""The days that words such as "autumn term", "Easter" and "early March" stand for in the UK.

Bounds are local settings unless a source is named; docs/dates.md has them as tables, with the reason of each. They are
wide where custom differs between councils or nations: a bound that is too wide makes less certain, never more.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """A first and last day, either of which may be given as an EDTF month or year, and what it is called."""

    low: str
    high: str
    name: str
    doubt: str = ""


MONTH_WORDS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan ionawr",
            "february feb febuary feburary chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        start=1,
    )
    for word in words.split()
}
"""English names and abbreviations of the months, and their Welsh names."""

WEEKDAY_WORDS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for word in words.split()
}
"""Weekdays, Monday = 0."""

SEASON_WORDS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}

THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
"""Which third of a month, a year or a decade a word means."""
THIRD_NAMES = ("early", "mid", "late")
MONTH_THIRDS = ((1, 10), (11, 20), (21, 31))
"""First and last day of the month; the last third ends with the month."""
YEAR_THIRDS = ((1, 4), (5, 8), (9, 12))
"""First and last month of the year."""
DECADE_THIRDS = ((0, 3), (4, 6), (7, 9))
"""First and last year of the decade."""


def easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian reckoning (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def third_of_month(year: int, month: int, first: int, last: int) -> tuple[str, str]:
    """Return the first and last day of thirds of a month (0 early, 1 mid, 2 late)."""
    end = min(MONTH_THIRDS[last][1], monthrange(year, month)[1])
    return f"{year:04}-{month:02}-{MONTH_THIRDS[first][0]:02}", f"{year:04}-{month:02}-{end:02}"


def third_of_year(year: int, first: int, last: int) -> tuple[str, str]:
    """Return the first and last month of thirds of a year."""
    return f"{year:04}-{YEAR_THIRDS[first][0]:02}", f"{year:04}-{YEAR_THIRDS[last][1]:02}"


def third_of_decade(decade: int, first: int, last: int) -> tuple[str, str]:
    """Return the first and last year of thirds of a decade, which is given by its first year."""
    return f"{decade + DECADE_THIRDS[first][0]:04}", f"{decade + DECADE_THIRDS[last][1]:04}"


# first month and day, last month and day, years from the named one to the last day's
TERMS: dict[str, tuple[int, int, int, int, int]] = {
    "autumn term": (9, 1, 12, 31, 0),
    "spring term": (1, 1, 4, 30, 0),
    "summer term": (4, 1, 7, 31, 0),
    "autumn half term": (10, 10, 11, 5, 0),
    "spring half term": (2, 6, 2, 28, 0),
    "summer half term": (5, 22, 6, 7, 0),
    "summer holidays": (6, 20, 9, 10, 0),
    "christmas holidays": (12, 15, 1, 10, 1),
    "christmas": (12, 24, 1, 1, 1),
    "christmas eve": (12, 24, 12, 24, 0),
    "christmas day": (12, 25, 12, 25, 0),
    "boxing day": (12, 26, 12, 26, 0),
    "new year's eve": (12, 31, 12, 31, 0),
    "new year's day": (1, 1, 1, 1, 0),
    "hallowe'en": (10, 31, 10, 31, 0),
    "bonfire night": (11, 5, 11, 5, 0),
}
"""What falls on the same days each year."""

FROM_EASTER: dict[str, tuple[int, int]] = {
    "easter holidays": (-21, 21),
    "easter": (-2, 1),
    "good friday": (-2, -2),
    "easter sunday": (0, 0),
    "easter monday": (1, 1),
}
"""What moves with Easter: days from Easter Sunday to the first and last day."""

NAMES: dict[tuple[str, ...], str] = {
    tuple(words.split()): name
    for name, spellings in {
        "autumn term": "autumn term|christmas term|michaelmas term",
        "spring term": "spring term|easter term|lent term",
        "summer term": "summer term|trinity term",
        "autumn half term": "autumn half term|october half term|oct half term|half term october|half term oct",
        "spring half term": "spring half term|february half term|feb half term|half term february|half term feb",
        "summer half term": "summer half term|may half term|whitsun half term|whit half term|half term may",
        "summer holidays": "summer holidays|summer holiday|summer hols",
        "christmas holidays": "christmas holidays|christmas holiday|christmas hols|xmas holidays|xmas holiday",
        "easter holidays": "easter holidays|easter holiday|easter hols",
        "christmas": "christmas|xmas|nadolig",
        "christmas eve": "christmas eve|xmas eve",
        "christmas day": "christmas day|xmas day",
        "boxing day": "boxing day",
        "new year": "new year",
        "new year's eve": "new year ' s eve|new years eve|new year eve|nye",
        "new year's day": "new year ' s day|new years day|new year day",
        "hallowe'en": "hallowe ' en|halloween",
        "bonfire night": "bonfire night",
        "easter": "easter|pasg",
        "good friday": "good friday",
        "easter sunday": "easter sunday|easter day",
        "easter monday": "easter monday",
        "spring": "spring",
        "summer": "summer",
        "autumn": "autumn",
        "winter": "winter",
    }.items()
    for words in spellings.split("|")
}
"""Every spelling of a named time, as its words, with what Kinline calls it."""

LONGEST_NAME = max(len(words) for words in NAMES)
NAME_STARTS = frozenset(words[0] for words in NAMES)

OF_SCHOOL_YEAR = frozenset({"autumn term", "autumn half term"})
"""Named times that fall in the first calendar year of a school year; the others that follow one fall in its second."""

SHORT_YEARS = frozenset({*SEASON_WORDS, "autumn term", "spring term", "summer term"})
"""Named times after which two digits can only be a year: none of their days is ever told by its number."""

YEAR_KINDS: dict[str, tuple[tuple[int, int], tuple[int, int], str]] = {
    "school": ((9, 1), (8, 31), "school year"),
    "academic": ((9, 1), (8, 31), "school year"),
    "financial": ((4, 1), (3, 31), "financial year"),
    "fiscal": ((4, 1), (3, 31), "financial year"),
    "tax": ((4, 6), (4, 5), "tax year"),
}
"""First day (of the first year) and last day (of the second) of a year that spans two."""


ANY_YEAR = ((4, 1), (8, 31), "school or financial year")
"""The same where its kind is not said: wide enough for each."""


def year_span(year: int, kind: str = "") -> Span:
    """Return a school, financial or tax year that starts in a calendar year."""
    (month, day), (end_month, end_day), name = YEAR_KINDS[kind] if kind else ANY_YEAR
    return Span(
        f"{year:04}-{month:02}-{day:02}",
        f"{year + 1:04}-{end_month:02}-{end_day:02}",
        f"{name} {year}/{(year + 1) % 100:02}",
    )


def named_span(name: str, year: int) -> Span:
    """Return the days that a named time of a year stands for; a season is its EDTF season."""
    if name in SEASON_WORDS:
        text = f"{year:04}-{SEASON_WORDS[name]}"
        doubt = f"winter {year} is read as December {year} to February {year + 1}" if name == "winter" else ""
        return Span(text, text, "", doubt)
    called = f"{name[0].upper()}{name[1:]}" if name[:3] in {"chr", "eas", "box", "new", "hal", "goo"} else name
    called = f"{called} {year}"
    if name == "new year":
        return Span(f"{year - 1:04}-12-31", f"{year:04}-01-02", "New Year " + str(year))
    if name in FROM_EASTER:
        before, after = FROM_EASTER[name]
        sunday = easter(year)
        return Span((sunday + timedelta(days=before)).isoformat(), (sunday + timedelta(days=after)).isoformat(), called)
    month, day, end_month, end_day, years = TERMS[name]
    return Span(f"{year:04}-{month:02}-{day:02}", f"{year + years:04}-{end_month:02}-{end_day:02}", called)


def days_around(name: str, year: int) -> tuple[date, date] | None:
    """Return the feast's own days, to which "before" and "after" refer, where they differ from its span."""
    if name == "christmas":
        return date(year, 12, 25), date(year, 12, 25)
    if name == "new year":
        return date(year, 1, 1), date(year, 1, 1)
    return None
