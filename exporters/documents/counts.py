"""What is counted at the head of a chronology: counts only, nothing is scored."""

from __future__ import annotations

from collections import Counter

from chronology.lives.timeline import TimelineEntry
from chronology.practice.profiles import HEARD, IMPACT, Profile
from chronology.record.dates import Falls
from chronology.record.entries import Significance
from chronology.record.people import Person
from chronology.record.sources import Standing
from exporters.documents.selection import Selection
from exporters.documents.wording import Wording


def in_short(child: Person, chosen: Selection, profile: Profile, wording: Wording) -> tuple[str, ...]:
    """Return the sentences that say how many entries there are and what they hold of this child."""
    name = child.given.strip() or child.shown_name
    said = [_kinds(chosen, wording), _standings(chosen.rows)]
    if HEARD in profile.shown_columns:
        said.append(_heard(name, chosen.rows))
    if IMPACT in profile.shown_columns:
        said.append(_impact(name, chosen.rows))
    return tuple(sentence for sentence in said if sentence)


def many(count: int, one: str, several: str) -> str:
    """Return "1 entry", "2 entries"."""
    return f"{count} {one if count == 1 else several}"


def _kinds(chosen: Selection, wording: Wording) -> str:
    counts = (
        (sum(1 for row in chosen.rows if row.is_family_wide), "about the whole family"),
        (len(chosen.undated), "without a date"),
        (sum(1 for row in chosen.rows if wording.date_doubt(row)), f"whose place {Falls.POSSIBLE.value}"),
    )
    parts = [f"{count} {words}" for count, words in counts if count]
    return many(len(chosen.rows), "entry", "entries") + (f", of them {', '.join(parts)}." if parts else ".")


def _standings(rows: tuple[TimelineEntry, ...]) -> str:
    found = Counter(row.entry.standing for row in rows)
    told = [f"{found[s]} {s.value}" for s in Standing if s is not Standing.RECORDED and found[s]]
    return f"How far they stand: {', '.join(told)}; the others are recorded." if told else ""


def _heard(name: str, rows: tuple[TimelineEntry, ...]) -> str:
    seen = [row.seen for row in rows if row.seen is not None]
    alone = sum(1 for s in seen if s.is_alone)
    words = sum(1 for row in rows if row.views)
    return (
        f"{name} is recorded as seen in {many(len(seen), 'entry', 'entries')}, alone in {alone}; "
        f"{many(words, 'entry holds', 'entries hold')} {name}’s own words or what was observed instead."
    )


def _impact(name: str, rows: tuple[TimelineEntry, ...]) -> str:
    marked = [row for row in rows if row.entry.significance in {Significance.YES, Significance.TURNING_POINT}]
    written = sum(1 for row in rows if row.impact)
    said = f"What it meant for {name} is written in {many(written, 'entry', 'entries') if written else 'no entry'}"
    if marked and not written:
        said += f"; {len(marked)} {'is' if len(marked) == 1 else 'are'} marked significant"
    elif marked:
        said += f", among them {sum(1 for row in marked if row.impact)} of the {len(marked)} marked significant"
    return said + "."
