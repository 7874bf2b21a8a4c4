"""Whose entries a chronology holds: those of every agency, or of the ones that were chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from chronology.lives.timeline import TimelineEntry
from chronology.record.casefile import CaseFile
from chronology.record.errors import UsageError
from exporters.documents.wording import Wording, agency_of

MOST_NAMED = 8
"""Agencies that the head of a chronology names; the table of sources names them all."""


def agencies_chosen(case: CaseFile, wording: Wording, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the agencies asked for as the record calls them, by name in any case, each once.

    Raises UsageError, listing those there are, where the case file has no entry of one.
    """
    if not asked:
        return ()
    known: dict[str, str] = {}
    for entry in case.entries:
        agency = wording.agency_of(entry)
        if agency and not entry.restriction:
            known.setdefault(agency.casefold(), agency)
    found = {}
    for name in asked:
        key = name.strip().casefold()
        if key not in known:
            there = ", ".join(sorted(known.values(), key=str.casefold))
            raise UsageError(
                f"no entry is of an agency “{name}”.",
                remedy=f"There are: {there}." if there else "No entry of this case file says which agency it is of.",
            )
        found[key] = known[key]
    return tuple(found[key] for key in sorted(found))


def agencies_with_counts(case: CaseFile) -> dict[str, int]:
    """Return the agencies that entries of a case file say they are of, by name, with how many each has; none restricted."""
    called: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for entry in case.entries:
        agency = agency_of(case, entry)
        if agency and not entry.restriction:
            counts[called.setdefault(agency.casefold(), agency)] += 1
    return {name: counts[name] for name in sorted(counts, key=lambda name: (name.casefold(), name))}


def agencies_held(rows: Iterable[TimelineEntry], wording: Wording) -> tuple[str, ...]:
    """Return the agencies that entries come from, by name."""
    return tuple(sorted({a for row in rows if (a := wording.agency_of(row.entry))}, key=lambda a: (a.casefold(), a)))


def agencies_words(held: Sequence[str], only: Sequence[str]) -> str:
    """Return whose entries a chronology holds, and whether others were left out by choice."""
    if only:
        kind = "single-agency chronology" if len(only) == 1 else "chronology of chosen agencies"
        return f"{joined(only)} only ({kind}; entries of others are counted at the end)"
    if not held:
        return "not recorded"
    if len(held) == 1:
        return held[0]
    more = len(held) - MOST_NAMED
    named = joined(held) if more <= 0 else f"{', '.join(held[:MOST_NAMED])} and {more} more, listed below"
    return f"{named} (multi-agency chronology)"


def joined(names: Sequence[str]) -> str:
    """Return "School, Police and Health"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
