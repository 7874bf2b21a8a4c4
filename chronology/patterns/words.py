"""Small words of the patterns' sentences: counts, days, ages, domains."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from chronology.practice.categories import domain_label
from chronology.record.dates import When

_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: "1 report", "3 reports"."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def in_entries(number: int, entries: int) -> str:
    """Return the number of entries listed, in brackets, for a sentence that counts something else; empty where it is the same.

    Fewer things than entries: the same matter told again within a week counts once. More: a row may stand for several.
    """
    if number == entries:
        return ""
    why = "the same matter within a week counts once" if number < entries else "one may stand for several"
    return f" ({counted(entries, 'entry', 'entries')}; {why})"


def day_words(day: date) -> str:
    """Return a day as people in the United Kingdom write it."""
    return f"{day.day} {day:%B %Y}"


def on_words(when: When) -> str:
    """Return when something happened, as it stands after a verb: "on 1 May 2024", "in May 2024", "about 2015"."""
    if when.is_exact:
        return f"on {when.words()}"
    return f"in {when.words()}" if _MONTH_OR_YEAR.fullmatch(when.edtf) else when.words()


def span_words(days: int) -> str:
    """Return a length of time in the unit that people would use, rounded down."""
    if days < 61:
        return counted(days, "day")
    months = int(days / 30.4375)
    if months < 24:
        return counted(months, "month")
    years, rest = divmod(months, 12)
    return counted(years, "year") if not rest else f"{counted(years, 'year')} and {counted(rest, 'month')}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list: "a", "a and b", "a, b and c"."""
    some = list(words)
    return " and ".join([", ".join(some[:-1]), some[-1]]) if len(some) > 1 else "".join(some)


def domains_listed(domains: Iterable[str]) -> str:
    """Return domains of neglect by their labels, each once, in the order given."""
    return listed(dict.fromkeys(domain_label(domain) for domain in domains))
