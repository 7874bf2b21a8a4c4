"""Headings within a chronology that give the year which the dates below them lack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chronology.readers.tables import Cell
from chronology.record.dates import When, read_when
from chronology.record.errors import UnreadableDate
from chronology.record.uk_words import may_be_dated

_YEAR = re.compile(r"(?:year\s*:?\s*)?(?P<year>(?:19|20)\d\d)\s*:?\Z", re.IGNORECASE)
_YEARS = re.compile(r"(?:year\s*:?\s*)?(?:19|20)\d\d\s*[-/–]\s*(?:\d\d|(?:19|20)\d\d)\s*:?\Z", re.IGNORECASE)
_MONTH = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>(?:19|20)\d\d)\s*:?\Z")

CLOCK = re.compile(
    r"(?:(?<=\s)|\A)\d{1,2}(?:[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|hrs|hours)?|\s*[ap]\.?m\.?)\Z",
    re.IGNORECASE,
)
"""A time of day at the end of a text."""


@dataclass(frozen=True)
class Band:
    """A heading of a year, a month of a year, or years."""

    words: str
    year: int | None = None
    """None where it heads more than one year."""
    month: str = ""

    @property
    def is_year(self) -> bool:
        """Whether it heads a year or years as a whole."""
        return not self.month


def band_of(text: str, day: date) -> Band | None:
    """Return the heading that a text is; None where it is none."""
    words = " ".join(text.split())
    if found := _YEAR.match(words):
        return Band(words, int(found["year"]))
    if _YEARS.match(words):
        return Band(words)
    found = _MONTH.match(words)
    if found is None:
        return None
    try:
        read_when(f"{found['month']} {found['year']}", latest=day)
    except UnreadableDate:
        return None
    return Band(words, int(found["year"]), found["month"])


def date_under(cell: Cell, band: Band | None, *, latest: date) -> tuple[When, Band | None]:
    """Return a cell's date, and the heading that gave its year where it has none of its own.

    Only the year, or the month and year, that a heading says is taken over, never a day; the date is read with it as
    it would be read written whole. Raises UnreadableDate where it cannot be read either way.
    """
    if cell.edtf:
        return When(edtf=cell.edtf, as_written=cell.text), None
    try:
        return read_when(cell.text, latest=latest, serials=cell.epoch), None
    except UnreadableDate:
        for whole in _completed(cell.text.strip(), band):
            try:
                found = read_when(whole, latest=latest)
            except UnreadableDate:
                continue
            if not found.is_undated and band is not None:
                return found, band
        raise


def _completed(text: str, band: Band | None) -> tuple[str, ...]:
    if band is None or band.year is None or not text or not may_be_dated(text):
        return ()
    clock = CLOCK.search(text)
    time = f" {clock[0].strip()}" if clock is not None and clock.start() else ""
    plain = text[: clock.start()].rstrip(" ,at") if time and clock is not None else text
    whole = (f"{plain} {band.year}{time}", f"{plain.rstrip('/.')}/{band.year}{time}")
    return (*whole, f"{plain} {band.month} {band.year}{time}") if band.month else whole
