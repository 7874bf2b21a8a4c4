"""What goes into one child's chronology, and what is left out, counted with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from chronology.lives.timeline import ChildTimeline, TimelineEntry
from chronology.practice.profiles import Profile
from chronology.record.casefile import CaseFile, KnownOn
from chronology.record.entries import Entry
from chronology.record.sources import Restriction
from chronology.record.steps import stepwise
from chronology.record.values import Id

WHY_WITHHELD = {
    Restriction.PRIVILEGED: "legal advice and privileged papers",
    Restriction.REFERRER: "who made a referral",
    Restriction.PROTECTED_ADDRESS: "a refuge or protected address",
    Restriction.INTELLIGENCE: "police or multi-agency intelligence",
    Restriction.ADOPTION: "adoption records",
    Restriction.COURT: "papers under a court's restriction",
}
"""Why an entry is withheld by default, in words that say nothing of its content."""


NOT_SIGNIFICANT = "not marked significant"
NOT_LEARNED, LEARNED_LATER = "date we learned: not recorded", "became known after that day"
BEFORE, AFTER = "before the period asked for", "after the period asked for"
OTHER_AGENCY, NO_AGENCY = "of another agency", "with no agency recorded"
CALLS_BOTH = "calls this child and another by name, and no child is set on it: set its children to have it in"
OTHER_KIND = "of a kind that this chronology leaves out"
"""Reasons that are a choice of the export: what is left out for them can be told."""


@dataclass(frozen=True)
class LeftOut:
    """How many entries are left out for one reason."""

    reason: str
    count: int
    rows: tuple[TimelineEntry, ...] = ()
    """The entries, where a choice of the export leaves them out, or they call this child by name too; none where they are withheld or
    about others."""


@dataclass(frozen=True)
class Asked:
    """What a chronology was asked to hold, beside its profile."""

    start: date | None = None
    end: date | None = None
    agencies: frozenset[str] = frozenset()
    """Only entries of these agencies, by their names in lower case; none for all of them."""


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


def not_known_then(known: KnownOn, child: Id) -> tuple[LeftOut, ...]:
    """Return how many entries about a child, or about the family, a view of what was known on a day leaves out, and why."""
    reasons = ((NOT_LEARNED, known.entries_not_recorded), (LEARNED_LATER, known.entries_later))
    counts = (
        (reason, sum(e.concerns(child) or not (e.children or e.children_as_written) for e in entries))
        for reason, entries in reasons
    )
    return tuple(LeftOut(reason, count) for reason, count in counts if count)


def selected(
    case: CaseFile,
    timeline: ChildTimeline,
    profile: Profile,
    asked: Asked,
    agency_of: Callable[[Entry], str],
) -> Selection:
    """Return which entries of a timeline a profile and what was asked for hold; each of the others is counted once."""
    left: dict[str, list[TimelineEntry]] = {}
    at_edge: set[str] = set()
    child = timeline.child.id

    def kept(rows: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
        found = []
        for row in stepwise(rows):
            entry = row.entry
            agency = agency_of(entry) if asked.agencies else ""
            reason = _why_not(entry, asked, agency) or _why_not_in(profile, entry, child)
            if reason:
                left.setdefault(reason, []).append(row)
                continue
            if _is_at_edge(entry, asked.start, asked.end):
                at_edge.add(entry.id)
            found.append(row)
        return tuple(found)

    dated, undated = kept(timeline.entries), kept(timeline.undated)
    unclear = sum(1 for e in case.entries if not e.children and e.children_as_written)
    more = (
        ("after the day of this document", len(timeline.later)),
        (
            "about the family, but calls another child by name",
            len(timeline.about_other_children) - len(timeline.calling_both),
        ),
        ("names children who could not be told apart; it may be about this child", unclear),
    )
    left_out = [
        LeftOut(reason, len(rows), () if rows[0].entry.restriction else tuple(rows))
        for reason, rows in sorted(left.items())
    ]
    for is_withheld in (False, True):
        both = tuple(row for row in timeline.calling_both if bool(row.entry.restriction) is is_withheld)
        if both:
            left_out.append(LeftOut(CALLS_BOTH, len(both), () if is_withheld else both))
    left_out.extend(LeftOut(reason, count) for reason, count in more if count)
    return Selection(dated, undated, frozenset(at_edge), tuple(left_out))


def _why_not(entry: Entry, asked: Asked, agency: str) -> str:
    """Return why an entry is not in what was asked for, or is withheld; empty where it is in."""
    if entry.restriction:
        reasons = " and ".join(WHY_WITHHELD[r] for r in sorted(set(entry.restriction)))
        return f"withheld: {reasons}"
    first, last = entry.when.earliest, entry.when.latest
    if asked.start is not None and last is not None and last < asked.start:
        return BEFORE
    if asked.end is not None and first is not None and first > asked.end:
        return AFTER
    if asked.agencies and agency.casefold() not in asked.agencies:
        return OTHER_AGENCY if agency else NO_AGENCY
    return ""


def _why_not_in(profile: Profile, entry: Entry, child: Id) -> str:
    """Return why a profile does not hold an entry; empty where it does."""
    if entry.category in profile.never_categories:
        return OTHER_KIND
    if entry.category in profile.always_categories:
        return ""
    if any(n.domain in profile.always_neglect for n in entry.neglect_of(child)):
        return ""
    if profile.only_categories and entry.category not in profile.only_categories:
        return OTHER_KIND
    if profile.significance and entry.significance not in profile.significance:
        return NOT_SIGNIFICANT
    return ""


def _is_at_edge(entry: Entry, start: date | None, end: date | None) -> bool:
    """Return whether one event is inside the period only if its date falls so."""
    if entry.when.is_undated or entry.when.is_period:
        return False
    first, last = entry.when.earliest, entry.when.latest
    return (start is not None and (first is None or first < start)) or (
        end is not None and (last is None or last > end)
    )
