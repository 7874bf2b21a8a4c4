"""Similar wording as text for the author, and as data."""

from __future__ import annotations

from typing import Any

from chronology.lives.recording.similar import ChildRecording, Recording, Similar
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.values import Id

MOST_MONTHS, MOST_WORDS = 24, 24
"""Months shown as text, the latest; words of a stretch that are shown."""


def recording_data(case: CaseFile, recording: Recording) -> dict[str, Any]:
    """Return the recording of children as plain data, in the documented shape."""
    return {
        "children": [
            {
                "id": child.child,
                "name": case.people[child.child].shown_name,
                "months": [{"month": m.month, "words": m.words, "new_words": m.new_words} for m in child.months],
                "copies": [_similar_data(s) for s in child.similar],
                "undated": list(child.undated),
            }
            for child in recording.children
        ],
        "standing": [{"words": s.words, "notes": s.notes, "first": s.first} for s in recording.standing],
    }


def _similar_data(similar: Similar) -> dict[str, Any]:
    out: dict[str, Any] = {
        "entry": similar.entry,
        "of": similar.of,
        "ten_word_share": similar.likeness.ten_word_share,
        "three_word_coverage": similar.likeness.three_word_coverage,
        "likeness": similar.likeness.likeness,
        "where": similar.where,
        "section": similar.section,
        "spans": [{"words": s.words, "first": s.first} for s in similar.spans],
    }
    if similar.family:
        out["family"] = similar.family
    return out


def recording_text(case: CaseFile, recording: Recording) -> str:
    """Return the recording of children as text, for who wrote it to look at first."""
    lines: list[str] = []
    for child in recording.children:
        lines += [*_child_lines(case, child), ""]
    if recording.standing:
        lines.append("Standing text, in so many notes that it is set apart:")
        lines += [f"  in {s.notes} notes: “{_short(s.words)}”" for s in recording.standing]
        lines.append("")
    lines.append(
        "Similar wording is for the author to look at first: some is right to repeat. No figure is kept for anybody."
    )
    return "\n".join(lines) + "\n"


def _child_lines(case: CaseFile, child: ChildRecording) -> list[str]:
    name = case.people[child.child].shown_name
    words = sum(m.words for m in child.months)
    new = sum(m.new_words for m in child.months)
    lines = [f"{name}: similar wording"]
    if not words:
        return [*lines, "  No dated recording names this child."]
    lines.append(f"  {words:,} words recorded, {new:,} of them new for this child ({round(100 * new / words)} %).")
    shown = child.months[-MOST_MONTHS:]
    if len(shown) < len(child.months):
        lines.append(f"  The latest {len(shown)} of {len(child.months)} months:")
    lines += [f"    {m.month}  {m.words:>6,} words, {m.new_words:>6,} new" for m in shown]
    if not child.similar:
        lines.append("  No note is similar to an earlier one.")
    for similar in child.similar:
        lines += _similar_lines(case, similar)
    if child.undated:
        lines.append(f"  not compared: {len(child.undated)} entries without a date")
    return lines


WHERE = {
    "earlier": "an earlier note of this child",
    "sibling": "a sibling's note",
    "family": "a note in another family's file: a possible breach of privacy",
}
"""Where similar wording comes from, in words."""


def _similar_lines(case: CaseFile, similar: Similar) -> list[str]:
    likeness = similar.likeness
    other = f"{similar.family}, " if similar.family else _entry_words(case, similar.of)
    lines = [
        f"  {_entry_words(case, similar.entry)} is similar to {WHERE[similar.where]}, {other}".rstrip(", "),
        (
            f"    {round(100 * likeness.three_word_coverage)} % of its words in shared runs of three, "
            f"{round(100 * likeness.ten_word_share)} % in shared runs of ten"
        ),
    ]
    lines += [f"    “{_short(s.words)}”, first in {_entry_words(case, s.first)}" for s in similar.spans[:3]]
    if len(similar.spans) > 3:
        lines.append(f"    and {len(similar.spans) - 3} further stretches, all in --json")
    return lines


def _entry_words(case: CaseFile, ident: Id) -> str:
    entry = case.records.get(ident)
    if not isinstance(entry, Entry):
        return "another file"
    where = ""
    if entry.cites and entry.cites[0].document in case.documents:
        cite = entry.cites[0]
        where = f" ({case.documents[cite.document].name}{f', {cite.place}' if cite.place else ''})"
    return f"the entry of {entry.when.words()}{where}"


def _short(words: str) -> str:
    some = words.split()
    return " ".join(some[:MOST_WORDS]) + (" …" if len(some) > MOST_WORDS else "")
