"""Where what is shown comes from, in words: the files it was read from, and what somebody recorded by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chronology.lives.timeline import TimelineEntry
from chronology.patterns.words import listed
from chronology.record.casefile import CaseFile
from chronology.record.households import Residence
from chronology.record.plans import Plan
from chronology.record.sources import Stated
from chronology.record.ties import Order
from chronology.record.values import Id

BY_HAND = "recorded by hand"


def files_of(case: CaseFile, stated: Iterable[Stated]) -> set[Id]:
    """Return the files from which this was read."""
    return {cite.document for one in stated for cite in one.cites} & set(case.documents)


def is_by_hand(stated: Iterable[Stated], made_for: str = "") -> bool:
    """Return whether some of this was read from no file; never of what was `made_for` an audience, which keeps few files."""
    return not made_for and any(not one.cites for one in stated)


def told_of(case: CaseFile, child: Id, rows: Iterable[TimelineEntry]) -> Iterator[Stated]:
    """Yield what a page of a child's life shows: the child, these entries, the child's homes, plans and orders."""
    yield case.people[child]
    yield from (row.entry for row in rows)
    for record in case.records.values():
        if (isinstance(record, Residence) and record.person == child) or (
            isinstance(record, Plan | Order) and record.child == child
        ):
            yield record


def from_words(files: Sequence[str], *, by_hand: bool) -> str:
    """Return "from a.ged, b.docx and what was recorded by hand"; empty where there is nothing of either."""
    if not files:
        return BY_HAND if by_hand else ""
    return f"from {listed([*files, *([f'what was {BY_HAND}'] if by_hand else [])])}"
