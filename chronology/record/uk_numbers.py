"""Dates that numbers say: day, month and year, a month and a year, a year, or one that spans two."""

from __future__ import annotations

from chronology.record.date_words import MONTHS
from chronology.record.uk_calendar import MONTH_WORDS, YEAR_KINDS, year_span
from chronology.record.uk_cursor import Cursor, full_year
from chronology.record.uk_parts import Part

DASHES = frozenset("-–")
BETWEEN = frozenset({*DASHES, "to", "until", "till", "and", "&", "or", "between", "/"})
"""What stands between two dates."""
ORDINALS = frozenset({"st", "nd", "rd", "th"})


class NumberReader(Cursor):
    """Reads what starts with a number or with a month's name."""

    def run(self) -> tuple[list[str], list[str]]:
        """Return the numbers that come next and the signs between them, not stepping past them."""
        numbers, seps = [self.at()], []
        k = 0
        while True:
            sep, after_it = self.at(k + 1), self.at(k + 2)
            if not after_it[:1].isdigit() or not after_it.isascii():
                break
            tight = self.joined(k) and self.joined(k + 1)
            if not (sep == "/" or (tight and sep in {".", "-", "–"})):
                break
            if self.at(k + 3) == ":":
                break
            seps.append(sep)
            numbers.append(after_it)
            k += 2
        return numbers, seps

    def numbers(self) -> Part:
        """Return a date that starts with a number."""
        numbers, seps = self.run()
        count = len(numbers)
        follows = self.at(2 * count - 1)
        if count == 1:
            return self.lone_number()
        if count == 2:
            return self.two_numbers(numbers, seps[0], follows)
        if count == 3:
            return self.three_numbers(numbers, seps)
        dash = next((k for k, sep in enumerate(seps) if sep in DASHES), -1)
        clean = dash >= 0 and sum(sep in DASHES for sep in seps) == 1
        if clean and dash == 0:
            return self.lone_number()
        if clean and dash == 1 and (count == 4) == (len(numbers[1]) == 4):
            return self.two_numbers(numbers[:2], seps[0], "")
        if clean and dash == 2 and len(set(seps[:2])) == 1:
            return self.three_numbers(numbers[:3], seps[:2])
        if self.is_night and count == 4 and len(set(seps)) == 1 and seps[0] not in DASHES:
            return self.lone_number()
        return self.refuse("has more numbers than a date.")

    def lone_number(self) -> Part:
        """Return what one number starts: a day with its month, a year or a decade."""
        number = self.at()
        if len(number) == 4:
            self.i += 1
            year = int(number)
            if self.joined(-1) and (self.take("s") or self.take("'", "s")):
                if year % 10 or year % 100 == 0:
                    self.refuse("may be ten years or a hundred.", "Write 2000 to 2009 or 1900 to 1999.")
                return Part(year=year, is_decade=True)
            return Part(year=year)
        if len(number) == 8 and int(number[:4]) >= 1800:
            self.i += 1
            return Part(int(number[:4]), int(number[4:6]), int(number[6:]))
        if len(number) > 2:
            if len(number) == 5:
                self.refuse("may be a spreadsheet's number of a day; it is only read as one in a column of dates.")
            self.refuse(f"has the number {number}, which is no day and no year.")
        if self.at(1) == "s" and self.joined():
            self.refuse("doesn't say which century.", "Write 1980s.")
        day = self.day_number()
        start = self.i
        _ = self.take("of") or self.take("-") or self.take("/") or self.take(".") or self.take(",")
        month = MONTH_WORDS.get(self.at())
        if month is None:
            self.i = start
            return Part(day=day)
        self.i += 1
        if self.take("?"):
            self.signs.add("?")
        return Part(day=day, month=month, year=self.year_after())

    def year_after(self) -> int | None:
        """Return the year that follows a day and a month, None where none does."""
        start = self.i
        _ = self.take(".")
        _ = self.take("-") or self.take("/") or self.take(",") or self.take("of")
        short = self.take("'")
        token = self.at()
        is_clock = self.at(1) in {":", "am", "pm", "hrs"} or (self.at(1) == "." and self.joined())
        if token.isdigit() and len(token) == 4 and not short and self.at(1) != "hrs":
            self.i += 1
            return int(token)
        if token.isdigit() and self.at(1) in {"/", "."} and self.at(2).isdigit() and not is_clock:
            self.refuse("has more numbers than a date.")
        if token.isdigit() and len(token) == 2 and not is_clock and self.at(1) not in MONTH_WORDS:
            return self.short_year(token)
        if short or (token.isdigit() and not is_clock and self.at(1) not in MONTH_WORDS):
            self.refuse(f"has the year “{token}”, which needs four digits.")
        self.i = start
        return None

    def two_numbers(self, numbers: list[str], sep: str, follows: str) -> Part:
        """Return what two numbers say: a month and a year, a school year, or the first of two days."""
        a, b = numbers
        if follows in MONTH_WORDS or follows in ORDINALS or follows == "of":
            if int(b) < int(a):
                self.refuse("has two days of which the second comes first.")
            return self.lone_number()
        if len(a) == 4 and len(b) in {2, 4}:
            consecutive = int(b) % 100 == (int(a) + 1) % 100 and (len(b) == 2 or int(b) == int(a) + 1)
            said_year = self.at(3) in YEAR_KINDS
            if len(b) == 2 and sep != "/" and int(b) <= 12 and not said_year:
                self.refuse(
                    f"may be {MONTHS[int(b) - 1]} {a} or a year that spans two." if int(b) else "has the month 0.",
                    "Write October 2009, 2009/10 or 2009 to 2010.",
                )
            if consecutive and (len(b) == 2 or said_year):
                self.i += 3
                return self.school_year(int(a))
            if len(b) == 4:
                self.i += 1
                return Part(year=int(a))
            if sep == "/" and 1 <= int(b) <= 12:
                self.i += 3
                return Part(year=int(a), month=int(b))
            remedy = f"Write {a} to {a[:2]}{b}, or April {a}." if int(b) > int(a[2:]) else ""
            self.refuse("may be two years, or a year and a month.", remedy)
        if len(b) == 4 and len(a) <= 2 and sep != "–":
            self.i += 3
            return Part(year=int(b), month=int(a))
        if len(a) > 2 or len(b) > 2:
            self.refuse("has numbers that are no day, month or year.")
        if sep in DASHES:
            return self.lone_number()
        if len(b) == 2 and sep == "/" and int(b) and 1 <= int(a) <= len(MONTHS):
            if int(b) > len(MONTHS):
                return self.month_and_short_year(int(a), int(b))
            if not self.at(3):
                day, month = f"{int(a)} {MONTHS[int(b) - 1]}", MONTHS[int(a) - 1]
                self.refuse(f"may be {day} of some year or {month} of a year.", f"Write {day} 2019, or {a}/20{b}.")
        self.i += 3
        return Part(day=int(a), month=int(b))

    def month_and_short_year(self, month: int, digits: int) -> Part:
        """Return the month and year of "7/19", whose second number is no month; a doubt says so.

        It has to stand alone, and its year must be near: "12/31" is likelier a day of another country's order.
        """
        is_one_of_two = any(t in BETWEEN for t in self.tokens[: self.i]) or self.at(3) in BETWEEN
        if is_one_of_two or self.latest is None or self.birth:
            self.refuse("has no year of four digits.", f"Write it, as in {month}/2019.")
        year, is_far = full_year(digits, self.written, self.latest, birth=False)
        if is_far:
            self.refuse("has no year that can be told.", "Write the day and the month with the year in four digits.")
        self.i += 3
        self.doubts.append(f"read as {MONTHS[month - 1]} {year}, since there is no month {digits}")
        return Part(year, month)

    def three_numbers(self, numbers: list[str], seps: list[str]) -> Part:
        """Return the day that three numbers say: day, month, year, or the year first where it has four digits."""
        a, b, c = numbers
        if len(a) == 4 and len(b) <= 2 and len(c) <= 2 and seps[0] == seps[1]:
            self.i += 5
            return Part(int(a), int(b), int(c))
        if seps[0] != seps[1] and any(sep in DASHES for sep in seps[:1]):
            self.refuse("may be a day or a range of months or days.", "Write 3/5/2019, or March to May 2019.")
        if len(a) > 2 or len(b) > 2 or len(c) not in {2, 4}:
            self.refuse("has numbers that are no day, month and year.")
        if len(c) == 2:
            self.i += 4
            year = self.short_year(c)
        else:
            self.i += 5
            year = int(c)
        return Part(year, int(b), int(a))

    def month_first(self) -> Part:
        """Return a date that starts with a month's name; the number after it is a year, or a day before a year."""
        month = MONTH_WORDS[self.at()]
        self.i += 1
        _ = self.take(".")
        if self.take("'"):
            return Part(year=self.short_year(self.at()), month=month)
        sep = self.at()
        if sep in {"-", "/", ",", "of"} and self.at(1).isdigit() and len(self.at(1)) == 4:
            self.i += 1
        number = self.at()
        if number.isdigit() and len(number) == 4:
            self.i += 1
            return Part(year=int(number), month=month)
        if sep == "-" and len(self.at(1)) == 2 and self.at(1).isdigit() and self.joined() and self.joined(-1):
            self.i += 1
            return Part(year=self.short_year(self.at()), month=month)
        if number.isdigit() and len(number) <= 2:
            day = self.day_number()
            _ = self.take(",")
            year = self.at()
            if not (year.isdigit() and len(year) == 4):
                name = MONTHS[month - 1]
                self.refuse(
                    f"can be {day} {name} of some year or {name} of a year.",
                    f"Write the year with four digits: {name} 20{day:02}, or {day} {name} 2020.",
                )
            self.i += 1
            return Part(int(year), month, day)
        return Part(month=month)

    def day_number(self) -> int:
        """Return the day that comes next, past its ending ("3rd")."""
        day = int(self.at())
        self.i += 1
        if self.at() in ORDINALS and self.joined(-1):
            ending = "th" if day % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
            if self.at() != ending:
                self.refuse(f"has the day “{day}{self.at()}”, which may be another day.")
            self.i += 1
        if self.take("?"):
            self.signs.add("?")
        return day

    def kind_of_year(self) -> Part:
        """Return a school, financial or tax year."""
        kind = {"fy": "financial", "ay": "academic"}.get(self.at(), self.at())
        self.i += 1
        _ = self.take("year")
        year, second = self.year_of_name()
        if second is None:
            self.refuse(f"gives one calendar year for a {YEAR_KINDS[kind][2]}.", "Write it as 2018/19.")
        return Part(named=year_span(year, kind))

    def school_year(self, year: int) -> Part:
        """Return the year that spans two, of the kind said after it."""
        kind = ""
        if self.at() in YEAR_KINDS and self.at(1) == "year":
            kind = self.at()
            self.i += 2
        if not 1000 <= year <= 9998:
            self.refuse(f"has the year {year}, which needs four digits.")
        return Part(named=year_span(year, kind))

    def year_of_name(self) -> tuple[int, int | None]:
        """Return the year that follows a name, and the second one of a school year."""
        if self.take("'"):
            return self.short_year(self.at()), None
        token = self.at()
        if not token.isdigit():
            self.not_understood()
        if len(token) == 2:
            return self.short_year(token), None
        if len(token) != 4:
            self.refuse(f"has the year {token}, which needs four digits.")
        year = int(token)
        self.i += 1
        if self.at() in {"/", *DASHES} and self.joined() and self.joined(-1):
            second = self.at(1)
            if second.isdigit() and len(second) in {2, 4} and int(second) % 100 == (year + 1) % 100:
                self.i += 2
                return year, year + 1
        return year, None
