"""The grammar of dates in words: a reader that goes through the words once and understands each of them.

span     = [ how ] time [ more ]
how      = "between" | "from" | "since" | "until" | "before" | "after" | "by" | "on or before" | "on or after" | …
more     = ("-" | "to" | "until" | "and" | "or" | "/") time | "onwards" | "to date"
time     = { mark } [ clock ] [ weekday ] core [ clock ] { mark }
mark     = "c." | "about" | "approx." | "?" | "possibly" | "(approx)" | "or thereabouts" | …
core     = numbers | day month year | month year | year | school year | named year | third core | week core
"""

from __future__ import annotations

from datetime import timedelta

from chronology.record.date_words import MONTHS, WEEKDAYS, words_of
from chronology.record.edtf import bounds_of
from chronology.record.uk_calendar import (
    LONGEST_NAME,
    MONTH_WORDS,
    NAME_STARTS,
    NAMES,
    OF_SCHOOL_YEAR,
    SHORT_YEARS,
    THIRDS,
    YEAR_KINDS,
    Span,
    days_around,
    named_span,
)
from chronology.record.uk_cursor import NIGHT_REMEDY
from chronology.record.uk_marks import DAY_PARTS, MarkReader
from chronology.record.uk_parts import Part, after, before, either, end_point, one_of, signed

TO = frozenset({"-", "–", "to", "until", "till", "til", "through", "thru"})
NOW = (("present",), ("the", "present"), ("date",), ("now",), ("ongoing",), ("current",), ("today",))

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
    (("week", "beg"), "commencing"),
    (("wk", "beg"), "commencing"),
    (("wk", "commencing"), "commencing"),
    (("w", "/", "e"), "ending"),
    (("w", ".", "e"), "ending"),
    (("week", "ending"), "ending"),
    (("wk", "ending"), "ending"),
    (("week", "of"), "of"),
    (("wk", "of"), "of"),
    (("weekend", "of"), "weekend"),
)

_HOW_STARTS = frozenset(words[0] for words, _ in HOW)
_WEEK_STARTS = frozenset(words[0] for words, _ in WEEKS)


class Reader(MarkReader):
    """Reads one whole text."""

    # -- a whole text ------------------------------------------------------------------------

    def read(self) -> tuple[str, str]:
        """Return the EDTF text and the name of the span that was said, if one was."""
        edtf, name = self.sentence()
        self.marks()
        if self.i < len(self.tokens):
            self.not_understood()
        sign = "%" if len(self.signs) == 2 else "".join(self.signs)
        said = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}[sign]
        return signed(edtf, sign), said + name if name else ""

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
        if self.take("throughout"):
            return self.all_through(self.whole(self.time())), ""
        start = self.i
        while self.at() in {"just", "shortly", "some", "time", "sometime", "soon"}:
            self.i += 1
        how = self.take_any(HOW) if self.at() in _HOW_STARTS else ""
        if how:
            return self.bounded(how, self.whole(self.time())), ""
        if self.i > start and self.at() not in {"in", "during", "over", "around", "about"}:
            self.i = start
        if self.at() in {"in", "on", "at", "during", "over"}:
            self.i += 1
        elif self.take("either"):
            first = self.time()
            if self.at() != "or":
                self.refuse("says “either” without saying or what.")
            return self.lasting(first, "")
        return self.lasting(self.time(), "")

    def lasting(self, first: Part, open_end: str) -> tuple[str, str]:
        """Return what follows the first date: a second, an open end, or nothing."""
        if first.is_night and (self.at() in TO or self.at() in {"/", "&", "and"}):
            self.i += 1
            return self.night_between(*self.pair(first, self.time()))
        if first.is_overnight:
            self.which_night()
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
        if self.at() in {"or", "/"}:
            slash = self.take("/") or not self.take("or")
            first, second = self.pair(first, self.time())
            if slash and first.span().low > second.span().low:
                self.refuse("names two dates of which the second comes first.")
            a, b = first.span(), second.span()
            return either(a, b), f"{a.name} or {b.name}" if a.name and b.name else ""
        if self.at() in {"and", "&", ","} and self.at(1):
            self.refuse("seems to be more than one date.", "Give each date a row of its own.")
        span = self.whole(first).span()
        return one_of(span), span.name

    def night_between(self, first: Part, second: Part) -> tuple[str, str]:
        """Return one day somewhere in the night from one day to the next, and its name."""
        one, other = first.whole_day, second.whole_day
        if one is None or other is None or first.time or second.time:
            self.refuse("tells a night without its two days.", NIGHT_REMEDY)
        if other - one != timedelta(days=1):
            self.refuse("tells a night between two days that do not follow one another.", NIGHT_REMEDY)
        span = Span(
            one.isoformat(), other.isoformat(), f"night of {words_of(f'{one.isoformat()}/{other.isoformat()}')}"
        )
        return one_of(span), span.name

    def all_through(self, part: Part) -> str:
        """Return the period from the first to the last day of a month, a year or a decade."""
        if part.named is not None or part.thirds is not None or part.day is not None:
            self.refuse("lasts from a day to a day that it does not give.")
        bounds = bounds_of(part.span().low)
        return f"{bounds.earliest}/{bounds.latest}"

    def bounded(self, how: str, part: Part) -> str:
        """Return the EDTF text of a day before or after another, or of a period that lasts until it."""
        if how == "until":
            return "/" + self.endpoint(part)
        if part.edge == how:
            how = "by" if how == "before" else "not before"
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
        missing = part.missing()
        if missing and self.at():
            self.not_understood()
        if missing and part.day is not None and part.month is not None:
            self.refuse(missing, self.year_remedy(part))
        if missing or part.problem():
            self.refuse(missing or part.problem())
        if part.is_overnight and not self.is_pair:
            self.which_night()
        if part.weekday is not None:
            self.check_weekday(part.weekday, part)
            return part._replace(weekday=None)
        return part

    def year_remedy(self, part: Part) -> str:
        """Return what to write for a day without a year: with a weekday, the years in which the day fell on it."""
        assert part.day is not None
        assert part.month is not None
        if part._replace(year=2020).problem():
            return ""
        said = f"{part.day} {MONTHS[part.month - 1]}"
        if part.weekday is None or self.latest is None:
            return f"Write the year too, as in {said} 2020."
        fits = [
            str(year)
            for year in range(self.latest.year, self.latest.year - 30, -1)
            if not (day := Part(year, part.month, part.day)).problem()
            and day.whole_day is not None
            and day.whole_day <= self.latest
            and day.whole_day.weekday() == part.weekday
        ][:2]
        if not fits:
            return f"Write the year too, as in {said} 2020."
        return f"Write the year too; {said} was a {WEEKDAYS[part.weekday]} last in {' and '.join(fits)}."

    def pair(self, first: Part, second: Part) -> tuple[Part, Part]:
        """Return two dates, the first taking the month and year that are said once at the second."""
        self.is_pair = True
        second = self.whole(second)
        filled = first.filled_from(second)
        lacked_year = first.month is not None and bool(first.missing())
        if lacked_year and filled.year is not None and filled.order() > second.order():
            filled = filled._replace(year=filled.year - 1)
            self.doubts.append(f"the first date has no year; read as {filled.year}")
        return self.whole(filled), second

    # -- one date ----------------------------------------------------------------------------

    def time(self) -> Part:
        """Return one date with its clock, weekday and marks."""
        self.marks()
        clock = self.clock(leading=True)
        if clock:
            _ = self.take(",") or self.take("on")
        is_night = self.take("night", "of") or self.take("the", "night", "of")
        is_overnight = not is_night and (self.take("overnight") or self.take("night"))
        if is_overnight:
            _ = self.take("on") or self.take("of") or self.take("from")
        self.is_night = is_night or is_overnight
        _ = self.take("the")
        if self.at() in DAY_PARTS and self.at(1) == "of":
            self.i += 2
        else:
            _ = self.take("early", "hours", "of")
        weekday = self.weekday()
        _ = self.take("the")
        self.marks()
        part = self.core()
        comma = self.i
        if self.take("@") or self.take("at") or self.take(","):
            _ = self.take("at") or self.take("@")
            late = self.clock(leading=False) or (self.four_digit_clock() if part.year is not None else "")
            if not late:
                self.i = comma
        else:
            late = self.clock(leading=False)
        if clock and late:
            self.refuse("has two times of day.", "Give each its own row, or keep one.")
        start = self.i
        self.day_parts()
        if self.i > start and part.day is None:
            self.refuse("has a part of a day without a day.")
        if weekday is None:
            weekday = self.weekday()
        self.marks()
        if self.aside_weekday is not None:
            weekday, self.aside_weekday = self.aside_weekday, None
        if clock or late:
            if part.day is None:
                self.refuse("has a time of day without a day.")
            part = part._replace(time=clock or late)
        if self.is_night:
            self.is_night = False
            if part.day is None:
                self.refuse("has a night without a day.")
            part = part._replace(is_night=True, is_overnight=is_overnight)
        return part if weekday is None else part._replace(weekday=weekday)

    def check_weekday(self, weekday: int, part: Part) -> None:
        """Doubt a day that was not the weekday it is written as; the day itself is never moved."""
        day = part.whole_day
        if day is None:
            self.refuse("has a weekday without a day.")
        if day.weekday() != weekday:
            was = f"{day.day} {MONTHS[day.month - 1]} {day.year} was a {WEEKDAYS[day.weekday()]}"
            self.doubts.append(f"written as a {WEEKDAYS[weekday]}; {was}")

    # -- the core of a date ------------------------------------------------------------------

    def core(self) -> Part:
        """Return a date without clock, weekday and marks."""
        token = self.at()
        if token[:1].isdigit() and token.isascii():
            return self.numbers()
        week = self.take_any(WEEKS) if token in _WEEK_STARTS else ""
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
        return self.not_understood()

    def week(self, how: str) -> Part:
        """Return the days of a week that is told by one of its days."""
        _ = self.take(":") or self.take(".") or self.take("the")
        weekday = self.weekday()
        part = self.core()
        if weekday is not None:
            part = part._replace(weekday=weekday)
        part = self.whole(part)
        day = part.whole_day
        if day is None:
            self.refuse("tells a week without a day.")
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
        if len(self.at()) == 2 and self.at().isdigit() and not (self.at(1) == "" and name in SHORT_YEARS):
            self.refuse(f"may have a day or a year after {name}.", "Write the year with four digits.")
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

    def third(self) -> Part:
        """Return an early, middle or late part of a month, a year, a decade or a season."""
        edge = {"end": "before", "start": "after", "beginning": "after"}.get(self.at(), "")
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
            return part._replace(edge=edge)
        return part._replace(thirds=(first, last), edge=edge)

    def one_third(self) -> int:
        """Return which third the next word means: 0 early, 1 mid, 2 late."""
        third = THIRDS[self.at()]
        word = self.at()
        self.i += 1
        if word in {"beginning", "start", "middle", "end"}:
            _ = self.take("of")
        return third
