"""The grammar of dates in words: a reader that goes through the words once and understands each of them.

    span     = [ how ] time [ more ]
    how      = "between" | "from" | "since" | "until" | "before" | "after" | "by" | "on or before" | "on or after" | …
    more     = ("-" | "to" | "until" | "and" | "or" | "/") time | "onwards" | "to date"
    time     = { mark } [ clock ] [ weekday ] core [ clock ] { mark }
    mark     = "c." | "about" | "approx." | "?" | "possibly" | "(approx)" | "or thereabouts" | …
    core     = numbers | day month year | month year | year | school year | named year | third core | week core
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NoReturn

from chronology.record.date_words import MONTHS, WEEKDAYS
from chronology.record.edtf import unreadable
from chronology.record.uk_calendar import (
    LONGEST_NAME,
    MONTH_WORDS,
    NAME_STARTS,
    NAMES,
    OF_SCHOOL_YEAR,
    THIRDS,
    WEEKDAY_WORDS,
    YEAR_KINDS,
    Span,
    days_around,
    named_span,
    year_span,
)
from chronology.record.uk_parts import Part, after, before, either, end_point, one_of, signed

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")

ABOUT = frozenset("~ c ca circa about abt approx approximately around roughly est estimated".split())
DOUBTED = frozenset("? possibly poss probably prob perhaps maybe uncertain unsure".split())
DAY_PARTS = frozenset("am pm morning afternoon evening lunchtime teatime bedtime overnight".split())
DASHES = frozenset("-–")
TO = frozenset({"-", "–", "to", "until", "till", "til", "through", "thru"})
NOW = (("present",), ("the", "present"), ("date",), ("now",), ("ongoing",), ("current",), ("today",))
ORDINALS = frozenset({"st", "nd", "rd", "th"})

HOW: tuple[tuple[tuple[str, ...], str], ...] = (
    (("on", "or", "before"), "by"),
    (("on", "/", "before"), "by"),
    (("in", "or", "before"), "by"),
    (("at", "or", "before"), "by"),
    (("no", "later", "than"), "by"),
    (("not", "later", "than"), "by"),
    (("by",), "by"),
    (("before",), "before"),
    (("prior", "to"), "before"),
    (("pre", "-"), "before"),
    (("pre",), "before"),
    (("on", "or", "after"), "not before"),
    (("in", "or", "after"), "not before"),
    (("at", "or", "after"), "not before"),
    (("not", "before"), "not before"),
    (("no", "earlier", "than"), "not before"),
    (("not", "earlier", "than"), "not before"),
    (("after",), "after"),
    (("post", "-"), "after"),
    (("post",), "after"),
    (("until",), "until"),
    (("till",), "until"),
    (("up", "to"), "until"),
    (("up", "until"), "until"),
)
WEEKS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("w", "/", "c"), "commencing"),
    (("w", ".", "c"), "commencing"),
    (("wc",), "commencing"),
    (("w", "/", "b"), "commencing"),
    (("week", "commencing"), "commencing"),
    (("week", "beginning"), "commencing"),
    (("week", "starting"), "commencing"),
    (("wk", "commencing"), "commencing"),
    (("w", "/", "e"), "ending"),
    (("w", ".", "e"), "ending"),
    (("week", "ending"), "ending"),
    (("wk", "ending"), "ending"),
    (("week", "of"), "of"),
    (("wk", "of"), "of"),
    (("weekend", "of"), "weekend"),
)
RELATIVE = frozenset(
    "today yesterday tomorrow last next ago this recently currently now previous following later earlier".split()
)


class Reader:
    """Reads one text; `latest` is the day of the import, without which two-digit years are refused."""

    def __init__(self, text: str, written: str, latest: date | None, *, birth: bool) -> None:
        self.written = written
        self.latest = latest
        self.birth = birth
        self.doubts: list[str] = []
        self.signs: set[str] = set()
        self.i = 0
        found = list(_TOKEN.finditer(text))
        self.tokens = [match.group() for match in found]
        self.tight = [a.end() == b.start() for a, b in zip(found, found[1:], strict=False)]

    # -- looking at the words ----------------------------------------------------------------

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

    # -- a whole text ------------------------------------------------------------------------

    def read(self) -> tuple[str, str]:
        """Return the EDTF text and the name of the span that was said, if one was."""
        edtf, name = self.sentence()
        self.marks()
        if self.i < len(self.tokens):
            self.not_understood()
        sign = "%" if len(self.signs) == 2 else "".join(self.signs)
        return signed(edtf, sign), "" if sign else name

    def sentence(self) -> tuple[str, str]:
        """Return the EDTF text without its signs, and the name of the span."""
        self.marks()
        if self.take("between"):
            first = self.time()
            if not (self.take("and") or self.take("&") or self.at() in TO):
                self.refuse("says “between” without saying between which two dates.")
            if self.at() in TO:
                self.i += 1
            first, second = self.pair(first, self.time())
            return one_of(Span(first.span().low, second.span().high, "")), ""
        if self.take("from"):
            return self.lasting(self.time(), "/")
        if self.take("since") or self.take("ever", "since"):
            return self.lasting(self.time(), "/..")
        start = self.i
        while self.at() in {"just", "shortly", "some", "time", "sometime", "soon"}:
            self.i += 1
        how = self.take_any(HOW)
        if how:
            return self.bounded(how, self.whole(self.time())), ""
        if self.i > start and self.at() not in {"in", "during", "over", "around", "about"}:
            self.i = start
        if self.at() in {"in", "on", "at", "during", "over"} or (self.at() == "either"):
            self.i += 1
        return self.lasting(self.time(), "")

    def lasting(self, first: Part, open_end: str) -> tuple[str, str]:
        """Return what follows the first date: a second, an open end, or nothing."""
        if self.at() in TO:
            self.i += 1
            if any(self.take(*now) for now in NOW):
                return self.endpoint(self.whole(first)) + "/..", ""
            first, second = self.pair(first, self.time())
            return f"{self.endpoint(first)}/{self.endpoint(second)}", ""
        if self.take("onwards") or self.take("onward") or (open_end and self.take("on")):
            return self.endpoint(self.whole(first)) + "/..", ""
        if open_end:
            return self.endpoint(self.whole(first)) + open_end, ""
        if self.take("or") or self.take("/"):
            first, second = self.pair(first, self.time())
            return either(first.span(), second.span()), ""
        if self.at() in {"and", "&", ","} and self.at(1):
            self.refuse("seems to be more than one date.", "Give each date a row of its own.")
        span = self.whole(first).span()
        return one_of(span), span.name

    def bounded(self, how: str, part: Part) -> str:
        """Return the EDTF text of a day before or after another, or of a period that lasts until it."""
        if how == "until":
            return "/" + self.endpoint(part)
        if how == "by":
            return f"[..{part.span().high}]"
        if how == "not before":
            return f"[{part.span().low}..]"
        return f"[..{before(part)}]" if how == "before" else f"[{after(part)}..]"

    def endpoint(self, part: Part) -> str:
        """Return the one point that stands for a part at an end of a period."""
        text, doubt = end_point(part.span())
        if not text:
            self.refuse("begins or ends over too long a time to be kept as a period.")
        if doubt:
            self.doubts.append(doubt)
        return text

    def whole(self, part: Part) -> Part:
        """Return the part if it is a date of the calendar, with nothing missing."""
        missing = part.missing() or part.problem()
        if missing:
            self.refuse(missing)
        return part

    def pair(self, first: Part, second: Part) -> tuple[Part, Part]:
        """Return two dates, the first taking the month and year that are said once at the second."""
        self.whole(second)
        had_month = first.month is not None
        lacked = bool(first.missing())
        first = self.whole(first.filled_from(second))
        if lacked and had_month and first.year is not None and first.span().low > second.span().low:
            first = self.whole(first._replace(year=first.year - 1))
            self.doubts.append(f"the first date has no year; read as {first.year}")
        return first, second

    # -- one date ----------------------------------------------------------------------------

    def time(self) -> Part:
        """Return one date with its clock, weekday and marks."""
        self.marks()
        clock = self.clock(leading=True)
        if clock:
            _ = self.take(",") or self.take("on")
        is_night = self.take("night", "of") or self.take("the", "night", "of")
        if self.take("early", "hours", "of") or (self.at() in DAY_PARTS and self.at(1) == "of"):
            self.i += 2 if self.at() in DAY_PARTS else 0
        weekday = self.weekday()
        _ = self.take("the")
        self.marks()
        part = self.core()
        comma = self.i
        if self.take("@") or self.take("at") or self.take(","):
            _ = self.take("at") or self.take("@")
            late = self.clock(leading=False)
            if not late:
                self.i = comma
        else:
            late = self.clock(leading=False)
        if clock and late:
            self.refuse("has two times of day.", "Give each its own row, or keep one.")
        self.day_parts()
        if weekday is None:
            weekday = self.weekday()
        self.marks()
        if clock or late:
            if part.day is None:
                self.refuse("has a time of day without a day.")
            part = part._replace(time=clock or late)
        if is_night:
            if part.day is None:
                self.refuse("has a night without a day.")
            part = part._replace(is_night=True)
        if weekday is not None:
            self.check_weekday(weekday, part)
        return part

    def check_weekday(self, weekday: int, part: Part) -> None:
        """Doubt a day that was not the weekday it is written as; the day itself is never moved."""
        if part.missing():
            self.refuse("has a weekday without a whole date beside it." if part.day is None else part.missing())
        if part.problem():
            self.refuse(part.problem())
        day = part.whole_day
        if day is None:
            self.refuse("has a weekday without a day.")
        if day.weekday() != weekday:
            was = f"{day.day} {MONTHS[day.month - 1]} {day.year} was a {WEEKDAYS[day.weekday()]}"
            self.doubts.append(f"written as a {WEEKDAYS[weekday]}; {was}")

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
        _ = self.take("in", "the")
        while self.at() in DAY_PARTS:
            self.i += 1

    def marks(self) -> None:
        """Step past what says that a date is about right, or doubted."""
        while True:
            token = self.at()
            if token in ABOUT:
                self.signs.add("~")
                self.i += 1
                _ = self.take(".")
            elif token in DOUBTED:
                self.signs.add("?")
                self.i += 1
                _ = self.take(".")
            elif self.take("or", "thereabouts") or self.take("or", "so") or self.take("ish"):
                self.signs.add("~")
            elif token == "-" and self.at(1) == "ish":
                self.i += 1
            elif token == "(":
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
            if self.at() == "tbc":
                self.signs.add("?")
                self.i += 1
            if self.i == before_it:
                self.not_understood()
        if self.i == start or not self.take(")"):
            self.refuse("has a bracket that isn't closed, or nothing in it.")

    def clock(self, *, leading: bool) -> str:
        """Return the time of day that comes next as HH:MM, empty where none does."""
        if self.at() in {"noon", "midday"}:
            self.i += 1
            return "12:00"
        if not self.at()[:1].isdigit() or len(self.at()) > 4:
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
        elif sep == "." and (leading or len(hour) != 2):
            return ""
        elif used == 1:
            return ""
        if used == 3 and self.at(3) == ":" and len(self.at(4)) == 2 and self.at(4).isdigit():
            used = 5
            if f"{hour}:{minute}:{self.at(4)}" in {"00:00:00", "0:00:00"}:
                self.i += used
                return ""
            if int(self.at(4)) > 59:
                self.refuse("has a time that no clock shows.")
        if len(hour) > 2 or int(hour) > 23 or int(minute) > 59:
            self.refuse("has a time that no clock shows.")
        self.i += used
        if len(hour) == 1:
            self.doubts.append(f"no am or pm; read as {int(hour):02}:{minute}")
        return f"{int(hour):02}:{minute}"

    # -- the core of a date ------------------------------------------------------------------

    def core(self) -> Part:
        """Return a date without clock, weekday and marks."""
        token = self.at()
        if token[:1].isdigit() and token.isascii():
            return self.numbers()
        week = self.take_any(WEEKS)
        if week:
            return self.week(week)
        if token in NAME_STARTS:
            named = self.named()
            if named is not None:
                return named
        if token in THIRDS:
            return self.third()
        if token in MONTH_WORDS:
            return self.month_first()
        if token in YEAR_KINDS or token in {"fy", "ay"}:
            return self.kind_of_year()
        self.not_understood()

    def not_understood(self) -> NoReturn:
        """Raise the refusal that names the word where reading stopped."""
        rest = self.tokens[self.i :] or self.tokens
        if RELATIVE.intersection(self.tokens):
            self.refuse("is reckoned from a day that isn't written.", "Write the date itself.")
        if not self.at():
            if len(self.tokens) and self.tokens[-1] in WEEKDAY_WORDS:
                self.refuse("has a weekday but no date.")
            self.refuse("stops before the date is whole.")
        if rest[0] == "half":
            self.refuse("doesn't say which half term.", "Write October half term 2019, or the dates.")
        self.refuse(f"can't be read from “{rest[0]}” on.")

    def week(self, how: str) -> Part:
        """Return the days of a week that is told by one of its days."""
        _ = self.take(":") or self.take(".") or self.take("the")
        weekday = self.weekday()
        part = self.whole(self.core())
        day = part.whole_day
        if day is None:
            self.refuse("tells a week without a day.")
        if weekday is not None:
            self.check_weekday(weekday, part)
        said = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        number = day.weekday()
        try:
            if how == "commencing":
                low, high, name = day, day + timedelta(days=6), f"week commencing {said}"
                if number != 0:
                    self.doubts.append(f"week commencing {said}, which was a {WEEKDAYS[number]}")
            elif how == "ending":
                low, high, name = day - timedelta(days=6), day, f"week ending {said}"
                if number == 5:
                    self.doubts.append("w/e is read as week ending; the weekend would end a day later")
            elif how == "of":
                low, high, name = day - timedelta(days=number), day + timedelta(days=6), f"week of {said}"
            else:
                if number < 4:
                    self.refuse(f"tells a weekend, but {said} was a {WEEKDAYS[number]}.")
                low, name = min(day, day + timedelta(days=5 - number)), f"weekend of {said}"
                high = day + timedelta(days=6 - number)
        except OverflowError:
            self.refuse("lies at the end of the calendar.")
        return Part(named=Span(low.isoformat(), high.isoformat(), name))

    def named(self) -> Part | None:
        """Return the days of a season, a term or a feast, or None where no such name comes next."""
        for length in range(LONGEST_NAME, 0, -1):
            name = NAMES.get(tuple(self.tokens[self.i : self.i + length]))
            if name is not None:
                self.i += length
                break
        else:
            return None
        _ = self.take("of") or self.take(",") or self.take("-") or self.take("in")
        if not self.at():
            self.refuse("has no year.")
        if self.at() == "/" and self.at(1) in NAME_STARTS:
            return self.either_named(name)
        year, second = self.year_of_name()
        if second is not None:
            if name.endswith("term"):
                year = year if name in OF_SCHOOL_YEAR else second
            elif name == "new year":
                year = second
            elif name not in {"winter", "christmas", "christmas holidays"}:
                self.refuse(f"gives two years for {name}.")
        return self.name_in(name, year)

    def name_in(self, name: str, year: int) -> Part:
        """Return a named time of one year."""
        if not 1000 <= year <= 9998:
            self.refuse(f"has the year {year}, which needs four digits.")
        span = named_span(name, year)
        if span.doubt:
            self.doubts.append(span.doubt)
        return Part(named=span, feast=days_around(name, year))

    def either_named(self, name: str) -> Part:
        """Return the days from one season to the next ("spring/summer 2019")."""
        self.i += 1
        second = self.named()
        if second is None or second.named is None:
            self.not_understood()
        year = int(second.named.high[:4])
        first = named_span(name, year)
        if first.low > second.named.low:
            self.refuse("names two times of which the second comes first.")
        return Part(named=Span(first.low, second.named.high, ""))

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

    def short_year(self, digits: str) -> int:
        """Return the year that two digits mean: the latest not after the year of the import."""
        if not (digits.isascii() and digits.isdigit() and len(digits) == 2):
            self.refuse(f"has the year “{digits}”, which needs four digits.")
        year, doubt = full_year(int(digits), self.written, self.latest, birth=self.birth)
        if doubt:
            self.doubts.append(doubt)
        self.i += 1
        return year

    def third(self) -> Part:
        """Return an early, middle or late part of a month, a year, a decade or a season."""
        first = last = self.one_third()
        _ = self.take("-")
        if (self.at() in {"to", "/", "-", "–", "or"} and self.at(1) in THIRDS) or self.at() in THIRDS:
            self.i += self.at() not in THIRDS
            last = self.one_third()
            if last < first:
                self.refuse("names two parts of which the second comes first.")
        _ = self.take("-") or self.take("part", "of") or self.take("of")
        _ = self.take("the")
        if self.at() not in MONTH_WORDS and not self.at().isdigit() and self.at() not in NAME_STARTS:
            self.not_understood()
        part = self.core()
        if part.day is not None:
            self.refuse("gives a day and says early, mid or late.")
        if part.named is not None:
            self.doubts.append("early, mid or late in a season, a term or a school year is kept in the words only")
            return part
        return part._replace(thirds=(first, last))

    def one_third(self) -> int:
        third = THIRDS[self.at()]
        word = self.at()
        self.i += 1
        if word in {"beginning", "start", "middle", "end"} and not self.take("of"):
            self.not_understood()
        return third

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

    # -- numbers -----------------------------------------------------------------------------

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
            if self.at(k + 3) == ":" or (sep == "." and self.at(k + 3) in {"am", "pm"}):
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
        self.refuse("has more numbers than a date.")

    def lone_number(self) -> Part:
        """Return what one number starts: a day with its month, a year or a decade."""
        number = self.at()
        if len(number) == 4:
            self.i += 1
            year = int(number)
            if self.at() == "s" and self.joined(-1):
                self.i += 1
                if year % 10 or year % 100 == 0:
                    self.refuse("may be ten years or a hundred.", "Write 2000 to 2009 or 1900 to 1999.")
                return Part(year=year, is_decade=True)
            return Part(year=year)
        if len(number) == 8:
            self.i += 1
            return Part(int(number[:4]), int(number[4:6]), int(number[6:]))
        if len(number) > 2:
            if len(number) == 5:
                self.refuse(
                    "may be a spreadsheet's number of a day; it is only read as one in a column of dates."
                )
            self.refuse(f"has the number {number}, which is no day and no year.")
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
                    f"may be {MONTHS[int(b) - 1]} {a} or the years {a} to {b}." if int(b) else "has the month 0.",
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
            self.refuse("may be two years or a year and a month.", "Write 2017 to 2021, or April 2019.")
        if len(b) == 4 and len(a) <= 2 and sep != "–":
            self.i += 3
            return Part(year=int(b), month=int(a))
        if len(a) > 2 or len(b) > 2:
            self.refuse("has numbers that are no day, month or year.")
        if sep in DASHES:
            return self.lone_number()
        self.i += 3
        return Part(day=int(a), month=int(b))

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
