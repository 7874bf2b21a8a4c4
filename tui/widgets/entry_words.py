"""One entry in full, as it stands beside the table; with a child in focus only that child's part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chronology.practice.categories import category_label, domain_label
from chronology.record.dates import age_at
from chronology.record.entries import Entry, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chronology.record.casefile import CaseFile
    from chronology.record.entries import Extra, Grade, Neglect
    from chronology.record.values import Id


def own_columns(entry: Entry, child: Id | None) -> tuple[Extra, ...]:
    """Return the columns of the entry's file that Kinline has no field for; on a child's page none that may be another's."""
    return tuple(e for e in entry.extras if child is None or not e.is_for_nobody)


def entry_words(case: CaseFile, entry: Entry, child: Id | None) -> str:
    """Return everything that an entry holds; with a child in focus, only that child's impact, views and being seen."""
    mine = (child,) if child is not None else entry.children
    lines = [entry.when.words()]
    if entry.when.as_written and entry.when.as_written != entry.when.words():
        lines.append(f"written as: {entry.when.as_written}")
    lines += [f"? {doubt}" for doubt in entry.when.doubts]
    lines += ["", entry.event, ""]
    lines += [f"{label}: {words}" for label, words in (*_of_all(case, entry, mine), *_beside(case, entry)) if words]
    lines += [f"{own.column} (of the file): {own.words}" for own in own_columns(entry, child)]
    for one in mine:
        if one in case.people:
            lines += _of_child(case, entry, one)
    for account in entry.own_accounts:
        if account.person in entry.children and account.person not in mine:
            continue
        who = _names(case, [account.person] if account.person else []) or account.name or "somebody"
        given = "" if account.when.is_undated else f", {account.when.words()}"
        lines += ["", f"Own account of {who}{given}: {account.words}"]
    for cite in entry.cites:
        document = case.documents.get(cite.document)
        if document:
            place = cite.place or (f"row {cite.row}" if cite.row else "")
            lines += ["", f"From {document.name}, {place}".rstrip(", ")]
    return "\n".join(lines)


def _of_all(case: CaseFile, entry: Entry, mine: Sequence[Id]) -> Iterator[tuple[str, str]]:
    """Yield what concerns every child of the entry, each under its name."""
    yield "Source", entry.origin.words()
    yield "How we know", entry.basis.value
    yield "Standing", "" if entry.standing.value == "recorded" else entry.standing.value
    yield "Category", category_label(entry.category)
    yield "Significant", entry.significance.value
    yield "Neglect", ", ".join(_domain(n) for n in entry.neglect if n.child is None or n.child in mine)
    yield "Graded care", ", ".join(_grade(g) for g in entry.grades if g.child is None or g.child in mine)
    yield "Others whom it is about", _names(case, entry.people)
    yield "Part of the day", entry.part_of_day
    yield "Events it stands for", str(entry.count) if entry.count > 1 else ""
    yield "Restricted", ", ".join(r.value for r in entry.restriction)
    yield "Told to social care", "" if entry.told_to_social_care is Told.UNKNOWN else entry.told_to_social_care.value
    yield "Became known to us", "" if entry.known.is_undated else entry.known.words()
    yield "Written up", "" if entry.recorded.is_undated else entry.recorded.words()


def _beside(case: CaseFile, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what came of an entry, and what stands beside it."""
    yield "Action", entry.action
    yield "Outcome", entry.outcome
    yield "Analysis", entry.analysis
    yield "Response", entry.response
    yield "Service", entry.service
    yield "Plan", entry.plan
    yield "For", "; ".join(ref for goal in entry.goals if (ref := getattr(case.records.get(goal), "ref", "")))
    yield "Explained by", "; ".join(f"{e.by} (said by {e.said_by})" if e.said_by else e.by for e in entry.explained_by)
    yield "Bears out", _days(case, entry.corroborates)
    yield "Speaks against", _days(case, entry.contradicts)
    yield "Ids in the case system", "; ".join(entry.case_ids)
    yield "A worker's note", entry.note


def _of_child(case: CaseFile, entry: Entry, child: Id) -> Iterator[str]:
    """Yield what an entry says of one child: age, being seen, own words and impact."""
    person, seen = case.people[child], entry.seen_of(child)
    yield ""
    age = "after death" if person.had_died_before(entry.when) else age_at(person.birth, entry.when).words()
    yield f"{person.given or person.shown_name}, {age}"
    if seen:
        yield f"{'Seen alone' if seen.is_alone else 'Seen'}{f' by {seen.by}' if seen.by else ''}"
    for view in entry.views_of(child):
        if view.question:
            yield f"Asked: {view.question}"
        beside = [f"to {view.to_whom}" if view.to_whom else "", f"{view.present} there" if view.present else ""]
        said = ", ".join(filter(None, beside))
        yield f"“{view.words}”{f' ({said})' if said else ''}"
    yield f"Impact: {entry.impact_on(child) or 'none written'}"


def _names(case: CaseFile, people: Iterable[Id]) -> str:
    return ", ".join(case.people[i].shown_name for i in people if i in case.people)


def _days(case: CaseFile, entries: Iterable[Id]) -> str:
    found = [other for i in entries if isinstance(other := case.records.get(i), Entry)]
    return "; ".join(f"{e.when.words()} ({e.origin.agency})" if e.origin.agency else e.when.words() for e in found)


def _domain(neglect: Neglect) -> str:
    severity = "" if neglect.severity is None else f" {neglect.severity}{f' ({neglect.tool})' if neglect.tool else ''}"
    return f"{domain_label(neglect.domain)}{severity}"


def _grade(grade: Grade) -> str:
    return f"{grade.tool} {grade.area} {grade.grade}"
