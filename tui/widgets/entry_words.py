"""One entry in full, as it stands beside the table: for a child in focus with what is this child's alone."""

from __future__ import annotations

from chronology.practice.categories import category_label, domain_label
from chronology.record.casefile import CaseFile
from chronology.record.dates import age_at
from chronology.record.entries import Entry, Extra
from chronology.record.values import Id


def own_columns(entry: Entry, child: Id | None) -> tuple[Extra, ...]:
    """Return the columns of the entry's file that Kinline has no field for; on a child's page none that may be another's."""
    return tuple(e for e in entry.extras if child is None or not e.is_for_nobody)


def entry_words(case: CaseFile, entry: Entry, child: Id | None) -> str:
    """Return an entry in full; with a child in focus, only that child's impact, view and being seen."""
    people = case.people
    mine = (child,) if child is not None else entry.children
    lines = [entry.when.words()]
    if entry.when.as_written and entry.when.as_written != entry.when.words():
        lines.append(f"written as: {entry.when.as_written}")
    lines += [f"? {doubt}" for doubt in entry.when.doubts]
    lines += ["", entry.event, ""]
    for label, text in (
        ("Source", entry.origin.words()),
        ("How we know", entry.basis.value),
        ("Standing", "" if entry.standing.value == "recorded" else entry.standing.value),
        ("Category", category_label(entry.category)),
        ("Neglect", ", ".join(domain_label(n.domain) for n in entry.neglect if n.child is None or n.child in mine)),
        ("Restricted", ", ".join(r.value for r in entry.restriction)),
        ("Action", entry.action),
        ("Outcome", entry.outcome),
        ("Analysis", entry.analysis),
    ):
        if text:
            lines.append(f"{label}: {text}")
    lines += [f"{own.column}: {own.words}" for own in own_columns(entry, child)]
    for one in mine:
        if one not in people:
            continue
        name = people[one].given or people[one].shown_name
        has_died = people[one].had_died_before(entry.when)
        lines += ["", f"{name}, {'after death' if has_died else age_at(people[one].birth, entry.when).words()}"]
        seen = entry.seen_of(one)
        if seen:
            lines.append("Seen alone" if seen.is_alone else "Seen")
        lines += [f"“{view.words}”" for view in entry.views_of(one)]
        lines.append(f"Impact: {entry.impact_on(one) or 'none written'}")
    for cite in entry.cites:
        document = case.documents.get(cite.document)
        if document:
            lines += [
                "",
                f"From {document.name}, {cite.place or ('row ' + str(cite.row) if cite.row else '')}".rstrip(", "),
            ]
    return "\n".join(lines)
