"""Going through the words of a date one by one, and refusing with the word where reading stopped."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import NoReturn

from chronology.record.edtf import unreadable
from chronology.record.uk_calendar import WEEKDAY_WORDS

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")

RELATIVE = frozenset(
    {
        *("today", "yesterday", "tomorrow", "last", "next", "ago", "this", "recently", "currently", "now"),
        *("previous", "following", "later", "earlier"),
    }
)
"""Words that reckon a date from a day that is not written."""


NIGHT_REMEDY = "Write night of 12/13 March 2019, with both days."


class Cursor:
    """A place in one text; `latest` is the day of the import, without which two-digit years are refused."""

    def __init__(self, text: str, written: str, latest: date | None, *, birth: bool) -> None:
        self.written = written
        self.latest = latest
        self.birth = birth
        self.doubts: list[str] = []
        self.signs: set[str] = set()
        self.is_night = False
        """Whether a night is being read, which two days tell."""
        self.is_pair = False
        """Whether two dates have been read together."""
        self.i = 0
        found = list(_TOKEN.finditer(text))
        self.tokens = [match.group() for match in found]
        self.tight = [a.end() == b.start() for a, b in pairwise(found)]

    def refuse(self, reason: str, remedy: str = "") -> NoReturn:
        """Raise the refusal of the whole text."""
        raise unreadable(self.written, reason, remedy) if remedy else unreadable(self.written, reason)

    def at(self, ahead: int = 0) -> str:
        """Return the token so many ahead, empty past the end."""
        i = self.i + ahead
        return self.tokens[i] if i < len(self.tokens) else ""

    def joined(self, ahead: int = 0) -> bool:
        """Return whether the token so many ahead touches the one after it."""
        i = self.i + ahead
        return i < len(self.tight) and self.tight[i]

    def take(self, *words: str) -> bool:
        """Return whether these words come next, and step past them if so."""
        if self.tokens[self.i : self.i + len(words)] == list(words):
            self.i += len(words)
            return True
        return False

    def take_any(self, table: tuple[tuple[tuple[str, ...], str], ...]) -> str:
        """Return what the first phrase of a table that comes next stands for, and step past it."""
        return next((meaning for words, meaning in table if self.take(*words)), "")

    def not_understood(self) -> NoReturn:
        """Raise the refusal that names the word where reading stopped."""
        rest = self.tokens[self.i :] or self.tokens
        if "week" in rest and rest[0] in {"first", "second", "third", "fourth", "last"} and "of" in rest:
            self.refuse("doesn't say which days that week had.", "Write w/c 01/04/2019, or early April 2019.")
        if RELATIVE.intersection(self.tokens):
            self.refuse("is reckoned from a day that isn't written.", "Write the date itself.")
        if rest[:1] and rest[0] in {"night", "overnight"}:
            self.which_night()
        if not self.at():
            if len(self.tokens) and self.tokens[-1] in WEEKDAY_WORDS:
                self.refuse("has a weekday but no date.")
            self.refuse("stops before the date is whole.")
        if rest[0] == "half":
            self.refuse("doesn't say which half term.", "Write October half term 2019, or the dates.")
        self.refuse(f"can't be read from “{rest[0]}” on.")

    def which_night(self) -> NoReturn:
        """Raise the refusal of a night that one day does not tell."""
        self.refuse("may be the night before that day or the night after it.", NIGHT_REMEDY)

    def short_year(self, digits: str) -> int:
        """Return the year that two digits mean: the latest not after the year of the import."""
        if not (digits.isascii() and digits.isdigit() and len(digits) == 2):
            self.refuse(f"has the year “{digits}”, which needs four digits.")
        year, doubt = full_year(int(digits), self.written, self.latest, birth=self.birth)
        if doubt:
            self.doubts.append(doubt)
        self.i += 1
        return year


def full_year(digits: int, written: str, latest: date | None, *, birth: bool) -> tuple[int, str]:
    """Return the latest year with these last digits that is not after the import, and a doubt where far back."""
    if birth:
        raise unreadable(
            written, "has a year of two digits; the century of a birth is never guessed.", "Write the whole year."
        )
    if latest is None:
        raise unreadable(written, "has a year of two digits.", "Write the whole year.")
    year = latest.year - (latest.year - digits) % 100
    far = latest.year - year >= 50
    return year, f"two-digit year read as {year}, the latest that is not after the import" if far else ""
