"""What stands above a chronology's rows: whose it is and which agency wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chronology.practice.agencies import names_agency
from chronology.readers.tables import Row, Table, TablesRead

_WHOSE = (
    re.compile(
        r"(?:(?:name\s+of\s+)?(?:child(?:ren)?|pupil|young\s+person|subject|patient|student)(?:\(ren\))?(?:['’]s)?"
        r"(?:\s+name)?|name)\s*[:–—-]\s*(?P<name>\S.*)\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:.*\b)?chronology\b(?:\s+of\s+(?:significant\s+)?events)?\s*(?::|–|—|-|\bfor\b|\bof\b|\bin\s+relation\s+to\b|\bre\b)"
        r"\s*(?P<name>\S.*)\Z",
        re.IGNORECASE,
    ),
)
_WHOSE_WORDS = (
    r"(?:agency|name\s+of\s+agency|organisation|service|setting|source|information\s+(?:from|provided\s+by)|"
    r"(?:completed|compiled|prepared|provided|produced|written)\s+by|author)"
)
_AGENCY = re.compile(rf"{_WHOSE_WORDS}\s*[:–—-]?\s+(?:the\s+)?(?P<agency>\S.*)\Z", re.IGNORECASE)
_AGENCY_CHRONOLOGY = re.compile(
    r"(?P<agency>\S.{1,60}?)\s+(?:single[\s-]agency\s+)?(?:chronology|records?|contacts|log)\b", re.IGNORECASE
)
_DATE_AFTER = re.compile(
    r"[,;(]?\s*(?:on\s+|dated?:?\s+|dob:?\s*|d\.o\.b\.?:?\s*|born\s+)?\d{1,2}[\s/.-].*\Z", re.IGNORECASE
)
_QUOTED = re.compile(r"^[\"“]+|[\"”]*[,;]*\Z")
"""The marks round a title that is a line of a CSV, and the empty cells after it."""
_WITHIN_NAMES = frozenset({"and", "for", "in", "of", "on", "the", "to", "with"})
LONGEST_TITLE = 200
"""Characters of a line up to which it may be a title."""


@dataclass(frozen=True)
class Title:
    """What the lines above a chronology say."""

    names: tuple[tuple[str, str], ...] = ()
    """Names that it may be of, each with the line that says so."""
    agency: str = ""
    """The agency that wrote it; empty where no line says so."""


def title_of(read: TablesRead, table: Table | None, begins: int) -> Title:
    """Return what a file's first lines, its small tables of facts, and the rows above a table's header say."""
    lines = list(read.headings)
    for other in read.tables:
        rows = other.rows[:begins] if other is table else other.rows if _is_facts(other) else []
        lines += [line for row in rows for line in _lines(row)]
    names, agency = [], ""
    for line in lines:
        plain = _QUOTED.sub("", " ".join(line.split()))
        if not plain or len(plain) > LONGEST_TITLE:
            continue
        for pattern in _WHOSE:
            if found := pattern.match(plain):
                names.append((_DATE_AFTER.sub("", found["name"]).strip(" .,:–-"), plain))
                break
        agency = agency or _agency(plain)
    return Title(tuple(names), agency)


def _agency(line: str) -> str:
    for pattern in (_AGENCY, _AGENCY_CHRONOLOGY):
        if (found := pattern.match(line)) and names_agency(found["agency"]):
            words = _DATE_AFTER.sub("", found["agency"]).strip(" .,:–-")
            if _is_sentence(words):
                continue
            first = re.split(r"\s*[:–—|]\s*", words)[0]
            return first if names_agency(first) else words
    return ""


def _is_sentence(words: str) -> bool:
    """Return whether words are part of a sentence and no name: of more than three, one that would have a capital has none."""
    parts = words.split()
    return len(parts) > 3 and any(part[0].islower() and part not in _WITHIN_NAMES for part in parts)


def _is_facts(table: Table) -> bool:
    """Return whether a table is a few lines of a fact each, not rows of many columns."""
    rows = [row for row in table.rows if not row.is_blank]
    return 0 < len(rows) <= 12 and all(len(row.filled) <= 4 for row in rows)


def _lines(row: Row) -> Sequence[str]:
    """Return a row's cells as lines: a label with what stands beside it, and each cell alone."""
    cells = row.filled
    pairs = [f"{one.rstrip(' :')}: {two}" for one, two in pairwise(cells)]
    return [*pairs, *cells]
