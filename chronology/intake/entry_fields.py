"""The fields in which an entry is written: what each is called, how it is written, and the words of a recorded entry in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chronology.intake.names import Names
from chronology.intake.names_written import NamesWritten
from chronology.intake.work_cells import WorkCells
from chronology.practice.categories import category_label, domain_label
from chronology.record.casefile import CaseFile
from chronology.record.dates import When, read_when
from chronology.record.entries import Entry, Grade, Neglect, Significance, Told
from chronology.record.errors import UnreadableDate
from chronology.record.sources import Basis, Restriction, Standing
from chronology.record.values import Id

Fields = dict[str, str]
"""Field → its words; an empty one may be left out."""


@dataclass(frozen=True)
class EntryField:
    """One field of an entry."""

    key: str
    label: str
    how: str = "line"
    """line, long, date or choice."""
    choices: tuple[str, ...] = ()
    """What a choice may be; the empty one is "not said"."""
    completes: str = ""
    """people, agency or topic: from what it is completed."""
    tells: str = ""
    """How it is written, where that is not plain."""


@dataclass(frozen=True)
class EntryPage:
    """Fields that belong together; `child` is the one child whom they are about."""

    title: str
    fields: tuple[EntryField, ...]
    child: Id | None = None


def _values(kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


_PEOPLE = "Names as the family has them, a semicolon between two."
_HAPPENED = (
    EntryField("when", "Date", "date", tells="Any UK form; n/k where it is not known."),
    EntryField("event", "What happened, in facts", "long"),
    EntryField("children", "Children", completes="people", tells=_PEOPLE),
    EntryField("category", "Category", completes="category"),
    EntryField("significance", "Significant", "choice", _values(Significance)),
    EntryField("neglect", "Domains of neglect, for every child", completes="domain", tells="food; hygiene 4 (GCP2)"),
    EntryField("people", "Others whom it is about", completes="people", tells=_PEOPLE),
    EntryField("children_as_written", "Children, in the source's own words"),
    EntryField("part_of_day", "Part of the day"),
    EntryField("count", "How many events it stands for"),
)
_KNOWN = (
    EntryField("origin.agency", "Agency", completes="agency"),
    EntryField("origin.person", "Who says so"),
    EntryField("origin.document", "Document"),
    EntryField("origin.page", "Page"),
    EntryField("basis", "How we know", "choice", _values(Basis)),
    EntryField("standing", "Standing", "choice", _values(Standing)),
    EntryField(
        "known", "Became known to us", "date", tells="Left empty, it is not recorded; never taken from the date."
    ),
    EntryField("recorded", "Written up", "date"),
    EntryField(
        "restriction", "Restricted, because", tells=f"One or several of: {', '.join(r.value for r in Restriction)}."
    ),
)
_CAME = (
    EntryField("action", "Action", "long"),
    EntryField("outcome", "Outcome", "long"),
    EntryField("analysis", "Analysis", "long"),
    EntryField("told_to_social_care", "Told to social care", "choice", _values(Told)),
    EntryField("response", "Response", tells="assessed, section 47, no further action, not known"),
    EntryField("service", "Service"),
    EntryField("plan", "Plan that it starts or ends"),
    EntryField("goals", "For which danger statement or goal", tells="Their numbers, a semicolon between two."),
)
_BESIDE = (
    EntryField("explained_by", "Explained by", tells="money (said by the mother); disability (the GP)"),
    EntryField(
        "corroborates", "Bears out", tells="Entries by their day: 12/03/2019 (school); a semicolon between two."
    ),
    EntryField(
        "contradicts", "Speaks against", tells="Entries by their day: 12/03/2019 (school); a semicolon between two."
    ),
    EntryField("case_ids", "Ids in the case system"),
    EntryField("grades", "Graded care, for every child", tells="GCP2 nutrition 4; GCP2 housing 3"),
    EntryField("note", "A worker's note", "long"),
)
SEEN = ("", "seen", "seen alone")


def pages_of(fields: Fields, children: Sequence[tuple[Id, str]], extras: Sequence[str] = ()) -> list[EntryPage]:
    """Return the pages of the form: what happened, each child apart (id and name), how we know, what came of it, beside it."""
    own = [EntryPage(name, tuple(_of_child(child, fields)), child) for child, name in children]
    beside = [*_BESIDE, *_accounts(fields)]
    beside += [EntryField(f"extra:{n}", f"{column} (of the file)", "long") for n, column in enumerate(extras)]
    return [
        EntryPage("What happened", _HAPPENED),
        *own,
        EntryPage("How we know", _KNOWN),
        EntryPage("What came of it", _CAME),
        EntryPage("Beside it", tuple(beside)),
    ]


def _count(fields: Iterable[str], begins: str) -> int:
    """Return how many of a repeated part there is room for: those written, and one more."""
    numbers = {int(key.removeprefix(begins).split(":")[0]) for key in fields if key.startswith(begins)}
    return max(numbers, default=-1) + 1


def _of_child(child: Id, fields: Fields) -> Iterable[EntryField]:
    at = f"child:{child}:"
    yield EntryField(
        f"{at}impact",
        "Impact on this child",
        "long",
        tells="Asked where the entry is significant, or once for a period.",
    )
    yield EntryField(f"{at}seen", "Seen", "choice", SEEN)
    yield EntryField(f"{at}seen_by", "Seen by")
    filled = _count((k for k, words in fields.items() if words), f"{at}view:")
    for n in range(max(_count(fields, f"{at}view:"), filled + 1)):
        more = f" ({n + 1})" if n else ""
        yield EntryField(f"{at}view:{n}:question", f"The question asked{more}")
        yield EntryField(f"{at}view:{n}:words", f"The child's exact words, or what was observed{more}", "long")
        yield EntryField(f"{at}view:{n}:to_whom", f"Said to{more}")
        yield EntryField(f"{at}view:{n}:present", f"Who was there{more}")
        yield EntryField(f"{at}view:{n}:written_up", f"Written up{more}", "date")
        yield EntryField(f"{at}view:{n}:answers", f"Which worry or goal it is about{more}")
    yield EntryField(
        f"{at}neglect", "Domains of neglect, for this child", completes="domain", tells="food; hygiene 4 (GCP2)"
    )
    yield EntryField(f"{at}grades", "Graded care, for this child", tells="GCP2 nutrition 4")


def _accounts(fields: Fields) -> Iterable[EntryField]:
    filled = _count((k for k, words in fields.items() if words), "account:")
    for n in range(max(_count(fields, "account:"), filled + 1)):
        more = f" ({n + 1})" if n else ""
        yield EntryField(f"account:{n}:name", f"Somebody's own account: whose{more}", completes="people")
        yield EntryField(f"account:{n}:words", f"Their words{more}", "long")
        yield EntryField(f"account:{n}:when", f"Given on{more}", "date")


def fields_of(entry: Entry, case: CaseFile, *, day: date) -> Fields:
    """Return the words of a recorded entry, as its form shows them; empty fields are left out."""
    names = NamesWritten(case)
    found: Fields = {
        "when": when_words(entry.when, day),
        "event": entry.event,
        "children": "; ".join(names.of(child) for child in entry.children),
        "category": category_label(entry.category),
        "significance": entry.significance.value,
        "neglect": _neglect_words(entry.neglect, None),
        "people": "; ".join(names.of(person) for person in entry.people),
        "children_as_written": entry.children_as_written,
        "part_of_day": entry.part_of_day,
        "count": str(entry.count) if entry.count > 1 else "",
        "origin.agency": entry.origin.agency,
        "origin.person": entry.origin.person,
        "origin.document": entry.origin.document,
        "origin.page": entry.origin.page,
        "basis": entry.basis.value,
        "standing": entry.standing.value,
        "known": when_words(entry.known, day),
        "recorded": when_words(entry.recorded, day),
        "restriction": "; ".join(r.value for r in entry.restriction),
        "action": entry.action,
        "outcome": entry.outcome,
        "analysis": entry.analysis,
        "told_to_social_care": entry.told_to_social_care.value,
        "response": entry.response,
        "service": entry.service,
        "plan": entry.plan,
        "goals": "; ".join(goal_words(goal, case) for goal in entry.goals),
        "explained_by": "; ".join(f"{e.by} ({e.said_by})" if e.said_by else e.by for e in entry.explained_by),
        "corroborates": "; ".join(cited_words(other, case, day) for other in entry.corroborates),
        "contradicts": "; ".join(cited_words(other, case, day) for other in entry.contradicts),
        "case_ids": "; ".join(entry.case_ids),
        "grades": _grade_words(entry.grades, None),
        "note": entry.note,
    }
    for n, account in enumerate(entry.own_accounts):
        who = names.of(account.person) if account.person else account.name
        found |= {f"account:{n}:name": who, f"account:{n}:words": account.words}
        found[f"account:{n}:when"] = when_words(account.when, day)
    found |= {f"extra:{n}": extra.words for n, extra in enumerate(entry.extras)}
    for child in children_in(entry):
        found |= _fields_of_child(entry, child, case, day)
    return {key: words for key, words in found.items() if words}


def children_in(entry: Entry) -> tuple[Id, ...]:
    """Return every child whom an entry names or says something about."""
    others = (*(i.child for i in entry.impacts), *(s.child for s in entry.seen), *(v.child for v in entry.views))
    own = (*(n.child for n in entry.neglect if n.child), *(g.child for g in entry.grades if g.child))
    return tuple(dict.fromkeys((*entry.children, *others, *own)))


def _fields_of_child(entry: Entry, child: Id, case: CaseFile, day: date) -> Fields:
    at, seen = f"child:{child}:", entry.seen_of(child)
    found = {
        f"{at}impact": entry.impact_on(child),
        f"{at}seen": "" if seen is None else "seen alone" if seen.is_alone else "seen",
        f"{at}seen_by": seen.by if seen else "",
        f"{at}neglect": _neglect_words(entry.neglect, child),
        f"{at}grades": _grade_words(entry.grades, child),
    }
    for n, view in enumerate(entry.views_of(child)):
        found |= {
            f"{at}view:{n}:question": view.question,
            f"{at}view:{n}:words": view.words,
            f"{at}view:{n}:to_whom": view.to_whom,
            f"{at}view:{n}:present": view.present,
            f"{at}view:{n}:written_up": when_words(view.written_up, day),
            f"{at}view:{n}:answers": "; ".join(goal_words(goal, case) for goal in view.answers),
        }
    return found


def _neglect_words(some: Sequence[Neglect], child: Id | None) -> str:
    parts = []
    for one in some:
        if one.child == child:
            severity = f" {one.severity}" if one.severity is not None else ""
            parts.append(f"{domain_label(one.domain)}{severity}{f' ({one.tool})' if one.tool else ''}")
    return "; ".join(parts)


def _grade_words(some: Sequence[Grade], child: Id | None) -> str:
    return "; ".join(f"{g.tool} {g.area} {g.grade}" for g in some if g.child == child)


def goal_words(goal: Id, case: CaseFile) -> str:
    """Return the words by which a form names a danger statement or a goal: its number, else its id in brackets."""
    record = case.records.get(goal)
    ref = str(getattr(record, "ref", ""))
    twice = sum(getattr(r, "ref", "") == ref for r in (*case.danger_statements, *case.safety_goals)) > 1
    return ref if ref and not twice and ";" not in ref else f"[{goal}]"


def when_words(when: When, day: date) -> str:
    """Return the words in which a date is corrected: as it was written, where that still reads the same."""
    if when.is_undated:
        return when.as_written
    for words in (when.as_written, when.words(), when.as_text()):
        try:
            if words and read_when(words, latest=day).edtf == when.edtf:
                return words
        except UnreadableDate:
            continue
    return when.as_text()


def cited_words(entry: Id, case: CaseFile, day: date) -> str:
    """Return the words by which a form cites an entry, and no other."""
    cited = case.records.get(entry)
    if isinstance(cited, Entry) and not cited.when.is_undated:
        cells = WorkCells(case, Names(case), day)
        for aside in ("", cited.origin.agency, cited.origin.person, cited.event):
            words = f"{cited.when.words()} ({aside})" if aside else cited.when.words()
            if not set(aside) & set(";,()[]\n") and cells.cited(words, (), "") == ((entry,), ""):
                return words
    return f"[{entry}]"
