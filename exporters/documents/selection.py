"""What goes into one child's chronology, and what is left out, counted with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chronology.lives.timeline import ChildTimeline, TimelineEntry
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Significance
from chronology.record.sources import Restriction
from exporters.documents.profiles import Profile

WHY_WITHHELD = {
    Restriction.PRIVILEGED: "legal advice and privileged papers",
    Restriction.REFERRER: "who made a referral",
    Restriction.PROTECTED_ADDRESS: "a refuge or protected address",
    Restriction.INTELLIGENCE: "police or multi-agency intelligence",
    Restriction.ADOPTION: "adoption records",
    Restriction.COURT: "papers under a court's restriction",
}
"""Why an entry is withheld by default, in words that say nothing of its content."""


@dataclass(frozen=True)
class LeftOut:
    """How many entries are left out for one reason."""

    reason: str
    count: int

    def words(self) -> str:
        """Return "3 entries: reason"."""
        return f"{self.count} {'entry' if self.count == 1 else 'entries'}: {self.reason}."


@dataclass(frozen=True)
class Selection:
    """The entries of one document, in order, and what is not in it."""

    dated: tuple[TimelineEntry, ...]
    undated: tuple[TimelineEntry, ...]
    at_edge: frozenset[str]
    """Ids of entries that are in the period asked for only if their dates fall so."""
    left_out: tuple[LeftOut, ...]

    @property
    def rows(self) -> tuple[TimelineEntry, ...]:
        """Every entry, undated ones last."""
        return (*self.dated, *self.undated)


def selected(
    case: CaseFile, timeline: ChildTimeline, profile: Profile, start: date | None, end: date | None
) -> Selection:
    """Return which entries of a timeline a profile and a period hold; each of the others is counted once."""
    counts: dict[str, int] = {}
    at_edge: set[str] = set()

    def kept(rows: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
        found = []
        for row in rows:
            reason = _why_not(row.entry, profile, start, end)
            if reason:
                counts[reason] = counts.get(reason, 0) + 1
                continue
            if _is_at_edge(row.entry, start, end):
                at_edge.add(row.entry.id)
            found.append(row)
        return tuple(found)

    dated, undated = kept(timeline.entries), kept(timeline.undated)
    unclear = sum(1 for e in case.entries if not e.children and e.children_as_written)
    more = (
        ("after the day of this document", len(timeline.later)),
        ("about the family, but calls another child by name", len(timeline.about_other_children)),
        ("names children who could not be told apart; it may be about this child", unclear),
    )
    left_out = [LeftOut(reason, counts[reason]) for reason in sorted(counts)]
    left_out.extend(LeftOut(reason, count) for reason, count in more if count)
    return Selection(dated, undated, frozenset(at_edge), tuple(left_out))


def _why_not(entry: Entry, profile: Profile, start: date | None, end: date | None) -> str:
    """Return the reason for which an entry is left out, empty where it is in."""
    if entry.restriction:
        reasons = " and ".join(WHY_WITHHELD[r] for r in sorted(set(entry.restriction)))
        return f"withheld: {reasons}"
    first, last = entry.when.earliest, entry.when.latest
    if start is not None and last is not None and last < start:
        return "before the period asked for"
    if end is not None and first is not None and first > end:
        return "after the period asked for"
    if profile.only_significant and entry.significance not in {Significance.YES, Significance.TURNING_POINT}:
        return "not marked significant"
    return ""


def _is_at_edge(entry: Entry, start: date | None, end: date | None) -> bool:
    """Return whether one event is inside the period only if its date falls so."""
    if entry.when.is_undated or entry.when.is_period:
        return False
    first, last = entry.when.earliest, entry.when.latest
    return (start is not None and (first is None or first < start)) or (
        end is not None and (last is None or last > end)
    )
