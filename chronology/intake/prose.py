"""Dated paragraphs as the rows of a table: a date begins an entry, what follows belongs to it, nothing is dated by guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from chronology.intake.bands import Band, band_of, date_under
from chronology.practice.agencies import names_agency
from chronology.readers.tables import Cell, Paragraph, Row, Table
from chronology.record.errors import UnreadableDate
from chronology.record.steps import stepwise
from chronology.record.uk_words import may_be_dated

COLUMNS = ("date", "source", "event")
"""What the cells of the rows mean."""
MOST_DATE_WORDS = 10
"""Words at the start of a paragraph within which its date ends."""
FEWEST = 2
"""Dated paragraphs from which on a text is a chronology."""
SHARE = 0.3
"""Share of the lines of a text with commas that have to begin with a date for it to be no table."""
_BEGINS = re.compile(
    r"[\[(]?\s*(?:\?|~|\d|c\.|[a-z]{1,7}/\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|"
    r"spring|summer|autumn|winter|easter|christmas|xmas|early|mid|late|end|beginning|start|about|approx|around|circa|ca|"
    r"w/[cbe]|wc|wk|week|between|from|since|until|up\s+to|before|after|by|on|in|possibly|half|new\s+year|term|throughout|"
    r"during|school)[a-z]*\b\.?)",
    re.IGNORECASE,
)
"""What a date may begin with; anything else is not looked into."""
_LIKE_A_DATE = re.compile(r"[^\s,;|]{0,12}[/.-][^\s,;|]{1,9}[/.-](?:19|20)?\d\d\b")
_AFTER = re.compile(r"\s*(?::|–|—|-|\||\t|,|;)?\s*")
_SPEAKER = re.compile(r"(?P<who>[^\s:.;!?][^:.;!?\n]{0,60}?)\s*(?::|\s[–—-]\s)\s*(?=\S)")
_CLOCK = re.compile(
    r"(?P<clock>\d{1,2}(?:[:.]\d\d(?::\d\d)?\s*(?:[ap]m|hrs|hours)?|\s*[ap]m))(?:\.\d+)?(?:\s*[:–—|,;-]\s*|\s+|\Z)",
    re.IGNORECASE,
)
_HEADLINE = 80
"""Characters up to which a line that ends in a colon is a heading."""


@dataclass
class Prose:
    """What the paragraphs of a text are."""

    table: Table = field(default_factory=lambda: Table(""))
    joined: int = 0
    """Paragraphs without a date that belong to the entry above them."""
    odd: int = 0
    """Rows whose date looks like one and cannot be read."""
    left: list[Paragraph] = field(default_factory=list)
    """Paragraphs that stand under no date."""
    years: dict[int, Band] = field(default_factory=dict)
    """By row, the heading that gave the year which its own date lacks."""


def prose_of(paragraphs: Sequence[Paragraph], day: date) -> Prose:
    """Return paragraphs as rows: a paragraph that begins with a date is one, and so is each item under a date alone.

    A paragraph without a date goes on with the entry above it, unless a heading stands between. One that begins
    like a date which cannot be read is a row with that date as written, for the report to refuse; it never falls
    under the date above it.
    """
    return _Reading(day).of(paragraphs)


class _Reading:
    def __init__(self, day: date) -> None:
        self._day = day
        self._prose = Prose()
        self._band: Band | None = None
        self._date = ""
        """The date that stands alone above what comes, as written; empty where none does."""
        self._open: list[str] | None = None
        """The lines of the entry that is being read; None where there is none."""
        self._row = (0, "")
        """The number of the paragraph that the entry began with, and its date as written."""
        self._alone: Paragraph | None = None
        """A date alone under which nothing has come yet."""

    def of(self, paragraphs: Sequence[Paragraph]) -> Prose:
        for paragraph in stepwise(paragraphs):
            self._take(paragraph)
        self._close()
        return self._prose

    def _take(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        band = band_of(text, self._day)
        if band is not None and (paragraph.is_heading or band.is_year):
            self._close()
            self._band, self._date = band, ""
            return
        start = self._date_at_start(text)
        if start is not None:
            self._close()
            written, rest = start
            self._date = "" if rest else written
            self._alone = None if rest else paragraph
            if rest:
                self._begin(paragraph.number, written, rest)
        elif paragraph.is_heading or _is_headline(text):
            self._close()
            self._date = ""
            self._prose.left.append(paragraph)
        elif self._date and (self._open is None or paragraph.is_item):
            self._alone = None
            self._close()
            self._begin(paragraph.number, self._date, text)
        elif self._open is not None:
            self._open.append(text)
            self._prose.joined += 1
        else:
            self._prose.left.append(paragraph)

    def _date_at_start(self, text: str) -> tuple[str, str] | None:
        """Return the date that a paragraph begins with, as written, and the rest of it; None where there is none."""
        if not _BEGINS.match(text):
            return None
        pieces = list(re.finditer(r"\S+", text[:200]))[:MOST_DATE_WORDS]
        for count in range(len(pieces), 0, -1):
            end = pieces[count - 1].end()
            head = text[:end].strip(" \t,;|–—-")
            for written, at in ((head, end), *self._shorter(head, text)):
                if self._reads(written):
                    return self._with_time(written, _rest(text, at))
        odd = _LIKE_A_DATE.match(text)
        if odd is None:
            return None
        self._prose.odd += 1
        return odd[0], _rest(text, odd.end())

    def _with_time(self, written: str, rest: str) -> tuple[str, str]:
        """Return the date with the time that stands after it, where one does, and what comes then."""
        clock = _CLOCK.match(rest)
        if clock is None or not self._reads(f"{written} {clock['clock']}"):
            return written, rest
        return f"{written} {clock['clock']}", rest[clock.end() :].strip()

    @staticmethod
    def _shorter(head: str, text: str) -> list[tuple[str, int]]:
        """Return the head up to a colon or dash that touches its last word ("12.3.19:", "(12/3/19)")."""
        plain = head.rstrip(":-.")
        found = [(plain, text.index(plain) + len(plain))] if plain and plain != head else []
        if head[:1] in "[(" and head[-1:] in "])" and len(head) > 2:
            found.append((head[1:-1], text.index(head) + len(head)))
        colon = head.rfind(":")
        if colon > 0 and not head[colon - 1 : colon + 2].strip(":").isdigit():
            found.append((head[:colon], text.index(head) + colon))
        return found

    def _reads(self, written: str) -> bool:
        return may_be_dated(written) and _is_date(written, self._band, self._day)

    def _begin(self, number: int, written: str, text: str) -> None:
        self._row = (number, written)
        self._open = [text]

    def _close(self) -> None:
        """Make the entry that was being read a row."""
        if self._alone is not None:
            self._prose.left.append(self._alone)
            self._alone = None
        if self._open is None:
            return
        number, written = self._row
        source, event = _speaker("\n".join(self._open))
        self._prose.table.rows.append(Row(number, (Cell(written), Cell(source), Cell(event))))
        if self._band is not None:
            self._prose.years[number] = self._band
        self._open = None


@lru_cache(maxsize=16_384)
def _is_date(written: str, heading: Band | None, day: date) -> bool:
    """Return whether words are a date, under the heading that stands above; kept, as the beginnings of lines recur."""
    try:
        found, band = date_under(Cell(written), heading, latest=day)
    except UnreadableDate:
        return False
    return not found.is_undated and (band is None or band is heading)


def _rest(text: str, at: int) -> str:
    sign = _AFTER.match(text, at)
    return text[sign.end() if sign is not None else at :].strip()


def _is_headline(text: str) -> bool:
    return len(text) <= _HEADLINE and text.endswith(":") and "\n" not in text


def _speaker(text: str) -> tuple[str, str]:
    """Return who says so, where an agency stands before a colon or a dash, and the account."""
    found = _SPEAKER.match(text)
    if found is None or not names_agency(found["who"]) or len(found["who"].split()) > 6:
        return "", text
    return found["who"].strip(), text[found.end() :].strip()
