"""Reading what UK workers write as a date: day first, always; refused, with the reason, where it is unclear.

    said     = undated | EDTF | serial | masked | span          (span: chronology/record/uk_phrases.py)

Every word must be understood: nothing is skipped, and nothing is read in part. A day, month or year that the words
don't give is never made up. docs/dates.md has a table of every form.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from chronology.record.date_words import MONTHS
from chronology.record.edtf import MAX_LENGTH, bounds_of, is_season_like_year, unreadable
from chronology.record.errors import UnreadableDate
from chronology.record.uk_calendar import MONTH_WORDS
from chronology.record.uk_cursor import full_year
from chronology.record.uk_parts import Part
from chronology.record.uk_phrases import Reader

Serials = Literal["1900", "1904"]

UNDATED_WORDS = frozenset(
    {
        *("", "-", "–", "--", "?", "??", "???", "…", "..."),
        *("n/k", "nk", "n.k.", "n/a", "na", "n.a.", "n/d", "nd", "n.d.", "none", "nil", "blank"),
        *("not known", "unknown", "unk", "not recorded", "not given", "not stated", "unclear", "undated"),
        *("not dated", "no date", "no date given", "date unknown", "date not known", "date not recorded"),
        *("tbc", "t.b.c.", "to be confirmed", "??/??/????", "xx/xx/xxxx", "zz/zz/zzzz", "dd/mm/yyyy"),
    }
)
"""What is written where no date is known."""

_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: ([0-9]{2}:[0-9]{2})(?::00)?)?")
_TEXTUAL = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4})")
_EDTF = re.compile(r"[\[./]*[0-9]{2}[0-9X]{2}[0-9X?~%/.,\[\]: T-]*")
_ISO_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.([0-9]{1,15}))?")
_UNKNOWN = r"(?:zz|z|xx|x|\?\?|\?|00|0|dd|day|month|date|__|_)"
_BACKSLASH = re.compile(r"(?<=[0-9])\s?\\\s?(?=[0-9])")
"""What a slash is often mistyped as."""
_MASKED = re.compile(
    rf"{_UNKNOWN}\s?([/.-])\s?([0-9]{{1,2}}|{_UNKNOWN}|mm)\s?\1\s?([0-9]{{4}}|[0-9]{{2}})", re.IGNORECASE
)

_ALIKE = {
    **{ord("０") + n: str(n) for n in range(10)},
    **dict.fromkeys(map(ord, "／⁄∕"), "/"),
    **dict.fromkeys(map(ord, "．"), "."),
    **dict.fromkeys(map(ord, "：∶"), ":"),
    **dict.fromkeys(map(ord, "？"), "?"),
    **dict.fromkeys(map(ord, "～∼˜≈"), "~"),
    **dict.fromkeys(map(ord, "‐‑−﹣－"), "-"),
    **dict.fromkeys(map(ord, "‒—―﹘"), "–"),
    **dict.fromkeys(map(ord, "‘’ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e"), ""),
}
"""Characters that word processors put for plain ones, and those that cannot be seen."""

_EPOCHS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
_OLDEST = 1800


def read_words(
    text: str,
    *,
    latest: date | None = None,
    birth: bool = False,
    serials: Serials | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Return the EDTF text and the doubts of a reading; UnreadableDate with the reason where unclear."""
    if len(text) > MAX_LENGTH:
        raise unreadable(text.strip(), "is too long for a date.")
    edtf, doubts, _ = _read(text, latest, birth, serials)
    return edtf, doubts


@lru_cache(maxsize=16_384)
def name_of(text: str, edtf: str) -> str:
    """Return what the written words call a span ("early March 2018"), empty if they say another or have no name."""
    day = bounds_of(edtf).latest
    try:
        said, _, name = _read(text, day, False, None)
    except UnreadableDate:
        return ""
    return name if said == edtf else ""


@lru_cache(maxsize=16_384)
def _read(text: str, latest: date | None, birth: bool, serials: Serials | None) -> tuple[str, tuple[str, ...], str]:
    match = _NUMERIC.fullmatch(text)
    if match is not None:
        return _numeric(text, match, latest, birth=birth)
    match = _TEXTUAL.fullmatch(text)
    if match is not None and match.group(2).lower() in MONTH_WORDS:
        part = Part(int(match.group(3)), MONTH_WORDS[match.group(2).lower()], int(match.group(1)))
        return _day(text, part, "", "")
    said = " ".join(text.split())
    if not said.isascii():
        said = " ".join(said.translate(_ALIKE).split())
        if any(sign.isdigit() for sign in said if not sign.isascii()):
            raise unreadable(text, "has digits other than 0 to 9.")
    said = _BACKSLASH.sub("/", said)
    if said.lower() in UNDATED_WORDS or said.rstrip(" .").lower() in UNDATED_WORDS:
        return "", (), ""
    if _EDTF.match(said) is not None:
        edtf = _as_edtf(said, text)
        if edtf:
            return edtf, _doubts_of(edtf), ""
    if serials is not None:
        match = _SERIAL.fullmatch(said)
        if match is not None:
            return serial_day(text, match.group(1), match.group(2) or "", serials), (), ""
    match = _MASKED.fullmatch(said)
    if match is not None:
        return _masked(text, match, latest, birth=birth)
    words = said.lower().rstrip(" .,;").replace("half-term", "half term").replace("halfterm", "half term")
    if words.endswith(("a.m", "p.m")):
        words += "."
    reader = Reader(words, text, latest, birth=birth)
    edtf, name = reader.read()
    try:
        bounds_of(edtf)
    except UnreadableDate as error:
        raise unreadable(text, error.message.partition("” ")[2], error.remedy) from error
    return edtf, (*reader.doubts, *_old(edtf)), name


def _numeric(text: str, match: re.Match[str], latest: date | None, *, birth: bool) -> tuple[str, tuple[str, ...], str]:
    day, _, month, digits, clock = match.groups()
    doubt = ""
    year = int(digits)
    if len(digits) == 2 and int(day) and int(month):
        year, doubt = full_year(year, text, latest, birth=birth)
    elif not int(day):
        masked = _MASKED.fullmatch(text)
        if masked is None:
            raise unreadable(text, "has a time of day without a day.")
        return _masked(text, masked, latest, birth=birth)
    return _day(text, Part(year, int(month), int(day)), clock or "", doubt)


def _day(text: str, part: Part, clock: str, doubt: str) -> tuple[str, tuple[str, ...], str]:
    problem = part.problem()
    if problem:
        raise unreadable(text, problem)
    assert part.year is not None
    edtf = f"{part.year:04}-{part.month:02}-{part.day:02}"
    if clock and clock != "00:00":
        if clock[:2] > "23" or clock[3:] > "59":
            raise unreadable(text, "has a time that no clock shows.")
        edtf += f"T{clock}"
    doubts = (doubt,) if doubt else ()
    return edtf, doubts if part.year >= _OLDEST else (*doubts, *_old(edtf)), ""


def _masked(text: str, match: re.Match[str], latest: date | None, *, birth: bool) -> tuple[str, tuple[str, ...], str]:
    """Return a month or a year whose day, or day and month, are written as not known."""
    _, month, digits = match.groups()
    year, doubt = int(digits), ""
    if len(digits) == 2:
        year, doubt = full_year(year, text, latest, birth=birth)
    known = month.isdigit() and int(month) > 0
    part = Part(year, int(month) if known else None)
    problem = part.problem()
    if problem:
        raise unreadable(text, problem)
    return part.span().low, (doubt,) if doubt else (), ""


def _as_edtf(said: str, text: str) -> str:
    """Return the EDTF text that this is, empty where it is none; refused where UK readers would read it otherwise."""
    if said[-1:] == "Z" or "+" in said:
        raise unreadable(text, "has a time zone.", "Write the time that UK clocks showed, without a zone.")
    time = _ISO_TIME.fullmatch(said)
    if time is not None:
        day, clock, seconds = time.groups()
        no_time = clock == "00:00" and (seconds == "00" or "T" not in said)
        said = day if no_time else f"{day}T{clock}"
    edtf = said.replace(" ", "") if said[0] == "[" else said
    try:
        bounds_of(edtf)
    except UnreadableDate as error:
        if time is not None or "T" in said or said[0] == "[" or _is_iso_day(said):
            raise unreadable(text, error.message.partition("” ")[2], error.remedy) from error
        return ""
    if is_season_like_year(edtf):
        raise unreadable(
            text,
            "is a season in EDTF and a school year to most readers.",
            f"Write {edtf[:4]}/{edtf[5:]} for the year, or the season in words.",
        )
    return edtf


def _is_iso_day(said: str) -> bool:
    return len(said) == 10 and said[4] == said[7] == "-"


def _doubts_of(edtf: str) -> tuple[str, ...]:
    """Return the doubts about EDTF text that can be read otherwise."""
    if len(edtf) == 7 and edtf[4] == "-" and edtf[5:].isdigit():
        month = int(edtf[5:])
        if month > 12:
            return (f"read as a season of {edtf[:4]}; years are written {edtf[:4]} to {edtf[:2]}{month}",)
        if month == (int(edtf[:4]) + 1) % 100:
            said = f"{MONTHS[month - 1]} {edtf[:4]}"
            return (f"read as {said}; a school or financial year is written {edtf[:4]}/{edtf[5:]}",)
    if len(edtf) == 9 and edtf[4] == "/" and edtf[:4].isdigit() and int(edtf[5:]) == int(edtf[:4]) + 1:
        said = f"{edtf[:4]} to {edtf[5:]}"
        return (f"read as lasting from {said}; a school or financial year is written {edtf[:4]}/{edtf[7:]}",)
    return _old(edtf)


def _old(edtf: str) -> tuple[str, ...]:
    first = bounds_of(edtf).earliest
    if first is not None and first.year < _OLDEST:
        return (f"the year {first.year} is long before any record of this kind",)
    return ()


def serial_day(text: str, digits: str, fraction: str, epoch: Serials) -> str:
    """Return the EDTF text of a spreadsheet's number of a day, with the time that its fraction is."""
    day = _EPOCHS[epoch] + timedelta(days=int(digits))
    minutes = round(int(fraction) / 10 ** len(fraction) * 1440) if fraction.strip("0") else 0
    if minutes >= 1440:
        raise unreadable(text, "has a time that no clock shows.")
    return f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}" if minutes else day.isoformat()
