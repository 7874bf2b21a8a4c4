"""What stands around a date: how sure it is, the weekday, the time and the part of the day."""

from __future__ import annotations

from chronology.record.uk_calendar import WEEKDAY_WORDS
from chronology.record.uk_numbers import NumberReader

ABOUT = frozenset(
    {
        *("~", "c", "ca", "circa", "about", "abt", "approx", "approximately", "around", "roughly"),
        *("est", "estimated"),
    }
)
"""Words that say a date is about right."""
DOUBTED = frozenset({"?", "possibly", "poss", "probably", "prob", "perhaps", "maybe", "uncertain", "unsure"})
"""Words that say a date is doubted."""
DAY_PARTS = frozenset({"am", "pm", "morning", "afternoon", "evening", "lunchtime", "teatime", "bedtime"})
"""Parts of a day, which are kept in the words."""


class MarkReader(NumberReader):
    """Reads what stands around a date."""

    aside_weekday: int | None = None
    """The weekday that the last brackets held."""

    def weekday(self) -> int | None:
        """Return the weekday that comes next, if one does."""
        number = WEEKDAY_WORDS.get(self.at())
        if number is not None:
            self.i += 1
            _ = self.take(".")
            _ = self.take(",")
        return number

    def day_parts(self) -> None:
        """Step past words for a part of the day, which the words keep and the day includes."""
        if self.at() == "in" and self.at(1) == "the" and self.at(2) in DAY_PARTS:
            self.i += 2
        while self.at() in DAY_PARTS:
            self.i += 1

    def marks(self) -> None:
        """Step past what says that a date is about right, or doubted."""
        while True:
            word = self.at()
            if word in ABOUT:
                self.signs.add("~")
                self.i += 1
                _ = self.take(".")
            elif word in DOUBTED:
                self.signs.add("?")
                self.i += 1
                _ = self.take(".")
            elif self.take("or", "thereabouts") or self.take("or", "so") or self.take("ish"):
                self.signs.add("~")
            elif word == "-" and self.at(1) == "ish":
                self.i += 1
            elif word == "(":
                self.aside()
            else:
                return

    def aside(self) -> None:
        """Step past brackets that hold a mark, a weekday or a part of the day."""
        self.i += 1
        start = self.i
        while self.at() not in {")", ""}:
            before_it = self.i
            self.day_parts()
            if self.at() != "(":
                self.marks()
            if self.take("tbc"):
                self.signs.add("?")
            number = self.weekday()
            if number is not None:
                self.aside_weekday = number
            if self.i == before_it:
                self.not_understood()
        if self.i == start or not self.take(")"):
            self.refuse("has a bracket that isn't closed, or nothing in it.")

    def four_digit_clock(self) -> str:
        """Return the time that four digits say after "at", where the year has been said; empty where they say none."""
        digits = self.at()
        if len(digits) != 4 or not (digits.isascii() and digits.isdigit()) or digits[:2] > "23" or digits[2:] > "59":
            return ""
        self.i += 1
        return f"{digits[:2]}:{digits[2:]}"

    def clock(self, *, leading: bool) -> str:
        """Return the time of day that comes next as HH:MM, empty where none does."""
        if self.at() in {"noon", "midday"}:
            self.i += 1
            return "12:00"
        if not self.at().isdigit() or len(self.at()) > 4:
            return ""
        hour, minute, used = self.at(), "00", 1
        sep = self.at(1)
        if sep in {":", "."} and self.joined() and len(self.at(2)) == 2 and self.at(2).isdigit():
            minute, used = self.at(2), 3
        half = self.at(used)
        if half in {"a", "p"} and self.at(used + 1) == "." and self.at(used + 2) == "m":
            used += 2 if self.at(used + 3) != "." else 3
            half += "m"
        if half in {"am", "pm"}:
            if len(hour) > 2 or not 1 <= int(hour) <= 12 or int(minute) > 59:
                self.refuse("has a time that no clock shows.")
            self.i += used + 1
            return f"{int(hour) % 12 + (12 if half == 'pm' else 0):02}:{minute}"
        if half in {"hrs", "hours", "h"}:
            if used == 1 and len(hour) == 4:
                hour, minute = hour[:2], hour[2:]
            elif used == 1:
                return ""
            used += 1
        elif (sep == "." and (leading or len(hour) != 2)) or used == 1:
            return ""
        if used == 3 and self.at(3) == ":" and len(self.at(4)) == 2 and self.at(4).isdigit():
            used = 5
            if int(self.at(4)) > 59:
                self.refuse("has a time that no clock shows.")
        if len(hour) > 2 or int(hour) > 23 or int(minute) > 59:
            self.refuse("has a time that no clock shows.")
        self.i += used
        if int(hour) == int(minute) == 0 and sep == ":":
            return ""
        if len(hour) == 1:
            self.doubts.append(f"no am or pm; read as {int(hour):02}:{minute}")
        return f"{int(hour):02}:{minute}"
