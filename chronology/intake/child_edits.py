"""What is added to one child's page: what an entry was for this child, and an account of a part of this child's own day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chronology.lives.experience import LivedExperience
from chronology.practice.patterns import rule_data
from chronology.record.casefile import CaseFile
from chronology.record.dates import read_when
from chronology.record.entries import Entry, Impact, Origin
from chronology.record.errors import UnreadableDate
from chronology.record.sources import Basis
from chronology.record.values import Id, new_id

DAY_FIELDS: Mapping[str, str] = {
    "from": "Date of the account",
    "part": "Part of the day",
    "event": "What it is like for this child alone, as seen or told",
    "who": "Who says so: agency, person",
    "basis": "How we know",
}
MOST_OTHERS = 300
"""Entries that are offered beside those which ask for impact; the latest ones."""


def parts_of_day() -> tuple[str, ...]:
    """Return the parts of a day of the practice data in force."""
    return tuple(rule_data("day_in_life").words("parts"))


def bases() -> tuple[str, ...]:
    """Return the words for how something is known."""
    return tuple(basis.value for basis in Basis if basis.value)


def entries_for_impact(life: LivedExperience) -> tuple[Entry, ...]:
    """Return the entries on which impact can be written: those that ask for it first, then the latest others."""
    asked = [row.entry for row in reversed(life.without_impact)]
    known = {entry.id for entry in asked}
    rows = (*life.timeline.undated, *reversed(life.timeline.entries))
    others = [r.entry for r in rows if r.entry.id not in known and r.entry.concerns(life.child)]
    return (*asked, *others[:MOST_OTHERS])


def impact_written(entry: Entry, child: Id, words: str) -> Entry:
    """Return the entry with what it was for one child; no other child's is touched, and empty words take it away."""
    others = tuple(impact for impact in entry.impacts if impact.child != child)
    mine = (Impact(child=child, words=words.strip()),) if words.strip() else ()
    return entry.model_copy(update={"impacts": (*others, *mine)})


def day_account(
    case: CaseFile, child: Id, fields: Mapping[str, str], *, day: date
) -> tuple[Entry | None, dict[str, str]]:
    """Return the entry that tells of a part of one child's day, or field → what is wrong, all of it at once."""
    faults: dict[str, str] = {}
    when = None
    try:
        when = read_when(fields.get("from", ""), latest=day)
    except UnreadableDate as failure:
        faults["from"] = str(failure)
    part = " ".join(fields.get("part", "").casefold().split())
    if part not in parts_of_day():
        faults["part"] = f"Write one of these: {', '.join(parts_of_day())}."
    if not fields.get("event"):
        faults["event"] = f"Nothing is written of {case.people[child].shown_name}'s day."
    basis = fields.get("basis", "").casefold()
    if basis not in {"", *bases()}:
        faults["basis"] = f"Write one of these: {', '.join(bases())}."
    if faults or when is None:
        return None, faults
    agency, _, person = (words.strip() for words in fields.get("who", "").partition(","))
    entry = Entry(
        id=new_id(),
        when=when,
        children=(child,),
        part_of_day=part,
        event=fields["event"],
        origin=Origin(agency=agency, person=person),
        basis=Basis(basis),
    )
    return entry, {}
