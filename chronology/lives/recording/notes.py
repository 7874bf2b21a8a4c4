"""What was written of each child as notes: their words in lower case, without names, dates and the headings of forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chronology.lives.mentions import names_of
from chronology.practice.categories import folded
from chronology.practice.recording import section_headings
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.steps import stepwise
from chronology.record.values import Id

NAME, DAY = "<name>", "<date>"
"""What stands for a name and for a date."""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_DATES = re.compile(
    rf"\b\d{{1,4}}[/.\-]\d{{1,2}}(?:[/.\-]\d{{1,4}})?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})[a-z]*\.?(?:\s+\d{{2,4}})?\b"
    rf"|\b(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"
    rf"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"<name>|<date>|[a-z0-9']+")
_HEADING = re.compile(r"^\s*(?:\d+[.)]\s*)?([A-Za-z][A-Za-z'’ /&-]{2,48}?)\s*(?::|$)\s*", re.MULTILINE)


@dataclass(frozen=True)
class Note:
    """One section of what an entry says of one child, or of all whom it names."""

    entry: Id
    children: tuple[Id, ...]
    """The children it is about: one for what is written for one child."""
    section: str
    """child, family or other, by its heading; child for what is written for one child."""
    day: date
    """The day by which it is put in order: the first as its date is stated."""
    month: str
    """YYYY-MM, or YYYY or "not known" where the date is not known so well."""
    words: tuple[str, ...]
    family: str = ""
    """What tells one case file from another, where several are compared."""

    @property
    def own(self) -> Id | None:
        """The one child for whom it is written; None where it is the same for several."""
        return self.children[0] if len(self.children) == 1 else None


def notes_of(case: CaseFile, *, day: date, family: str = "") -> list[Note]:
    """Return the notes of a case file up to a day, in the order in which they were written; undated entries are not among them."""
    mask = _masker(case)
    out: list[tuple[tuple[date, str, int], Note]] = []
    for entry in stepwise(case.entries):
        when = entry.recorded if entry.when.is_undated else entry.when
        written = _written(when)
        if written is None or written > day:
            continue
        for k, (children, section, text) in enumerate(_texts(entry)):
            words = tuple(_WORDS.findall(mask(text)))
            if words:
                out.append(
                    ((written, entry.id, k), Note(entry.id, children, section, written, _month(when), words, family))
                )
    return [note for _, note in sorted(out, key=lambda item: item[0])]


def undated_entries(case: CaseFile) -> tuple[Id, ...]:
    """Return the entries that cannot be put in order because neither what happened nor the writing has a date."""
    return tuple(e.id for e in case.entries if e.when.is_undated and e.recorded.is_undated)


def _written(when: When) -> date | None:
    ordinal = when.sort_key[1]
    return None if when.is_undated or not 0 < ordinal <= date.max.toordinal() else date.fromordinal(ordinal)


def _month(when: When) -> str:
    first, last = when.earliest, when.latest
    if first is not None and last is not None and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return str(when.year) if when.year is not None else "not known"


def _texts(entry: Entry) -> Iterator[tuple[tuple[Id, ...], str, str]]:
    """Return an entry's texts with the children each is about and its kind of section."""
    for text in (entry.event, entry.analysis, entry.action, entry.outcome):
        for section, part in sections_of(text):
            yield entry.children, section, part
    for impact in entry.impacts:
        yield (impact.child,), "child", impact.words
    for view in entry.views:
        yield (view.child,), "child", view.words


def sections_of(text: str) -> list[tuple[str, str]]:
    """Return a text's sections, each with its kind, its heading taken out; one of kind "other" where no heading is known."""
    out: list[tuple[str, str]] = []
    kind, start = "other", 0
    for found in _HEADING.finditer(text):
        known = section_headings().get(folded(found[1]))
        if known is None:
            continue
        if text[start : found.start()].strip():
            out.append((kind, text[start : found.start()]))
        kind, start = known, found.end()
    if text[start:].strip():
        out.append((kind, text[start:]))
    return out


def _masker(case: CaseFile) -> _Mask:
    names = {
        part
        for person in case.people.values()
        for name in (*names_of(person), person.surname)
        for part in (name,)
        if len(part) > 1
    }
    return _Mask(names)


class _Mask:
    """Puts what stands for a name and for a date in the place of each."""

    def __init__(self, names: Iterable[str]) -> None:
        every = sorted({" ".join(name.split()) for name in names}, key=lambda n: (-len(n), n))
        self._names = (
            re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in every)})(?:['’]s)?(?!\w)", re.IGNORECASE)
            if every
            else None
        )

    def __call__(self, text: str) -> str:
        plain = text.replace("<", " ").replace(">", " ")
        if self._names is not None:
            plain = self._names.sub(NAME, plain)
        return _DATES.sub(DAY, plain).casefold().replace("’", "'")
