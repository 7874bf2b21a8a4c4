"""One person recorded twice: what both records say side by side, and the one change that makes them one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from chronology.intake.doubled_ties import TIES, parent_sets_by_birth, ties_between, ties_made_one
from chronology.intake.family_edits import FamilyEdit, checked, named
from chronology.intake.tie_edits import tie_words
from chronology.lives.children import subject_children
from chronology.lives.impossible import own_ancestors
from chronology.practice.categories import folded
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Decision, HarmAnalysis, Reasoned
from chronology.record.entries import Entry, Seen
from chronology.record.errors import ChildNotTold, UsageError
from chronology.record.people import About, OtherName, Person
from chronology.record.references import ids_in, repointed
from chronology.record.releases import Pseudonym, Release, digest_of, pseudonym_id, release_id
from chronology.record.sources import Stated
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record

WORDS: Mapping[str, str] = {
    "name": "name", "birth": "born", "death": "died", "gender": "gender", "sex_at_birth": "sex at birth", "life": "born or expected",
    "place": "place in the family", "role": "role", "agency": "agency", "initials": "initials",
    "is_confirmed": "confirmed to be there", "number": "stands for how many", "standing": "standing", "known": "when we learned",
    "ethnicity": "ethnicity", "faith": "faith", "language": "language", "disability": "disability", "orientation": "orientation",
    "gender_history": "gender history", "culture": "culture",
}  # fmt: skip
"""What two records of a person can contradict one another in, and how it is called; of everything else each has a share."""
ADDED_UP = ("restriction", "cites", "carried", "names", "health", "facts", "case_ids")
"""What both records say together."""
OF_THEIR_OWN = ("id", "note", "given", "surname", "is_dead", "is_subject", "about", "ref", "refs")
"""What is made one by a rule of its own."""


@dataclass(frozen=True)
class Contradiction:
    """What two records of one person say differently."""

    key: str
    label: str
    kept: str
    """What the record says that stays."""
    other: str
    """What the other says."""
    proposed: str = ""
    """Which of the two says the same more closely; empty where a person has to say which holds."""


def contradictions(kept: Person, other: Person) -> tuple[Contradiction, ...]:
    """Return everything in which two records of one person cannot both stand, in the order of a form."""
    found: list[Contradiction] = []
    for key, label in WORDS.items():
        here, there = _said(kept, key), _said(other, key)
        if _is_same(here, there) or _is_silent(key, here) or _is_silent(key, there):
            continue
        words = _words(here), _words(there)
        if words[0] == words[1]:
            words = f"{words[0]} ({_exactly(here)})", f"{words[1]} ({_exactly(there)})"
        found.append(Contradiction(key, label, *words, proposed=_closer(key, here, there, words)))
    return tuple(found)


def _said(person: Person, key: str) -> Any:
    return getattr(person.about if key in About.model_fields else person, key)


def _is_same(one: Any, two: Any) -> bool:
    if isinstance(one, When) and isinstance(two, When):
        return (one.edtf or one.as_written) == (two.edtf or two.as_written)
    if isinstance(one, str) and not isinstance(one, Enum):
        return folded(one) == folded(str(two))
    return bool(one == two)


_OF_GENDER = ("gender", "sex_at_birth")
"""What is not said in the note, which anybody reads, but in the gender history, which is shown only where it is asked for."""
_DEFAULTS = {"gender": "unknown"}
"""Values that say that nothing is known, beside empty ones; that somebody was born, is family and one person is said."""


def _is_silent(key: str, value: Any) -> bool:
    if isinstance(value, When):
        return value.is_undated and not value.as_written
    return bool(value == "") or _DEFAULTS.get(key) == value


def _words(value: Any) -> str:
    if isinstance(value, When):
        return value.words()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value) if isinstance(value, Enum) else str(value)


def _exactly(value: Any) -> str:
    return (value.as_written or value.edtf) if isinstance(value, When) else repr(value)


def _closer(key: str, one: Any, two: Any, words: tuple[str, str]) -> str:
    """Return the words of the date that lies within the other, or of the longer spelling of one name; else nothing."""
    if isinstance(one, When) and isinstance(two, When) and key != "known":
        inside = [_lies_within(one, two), _lies_within(two, one)]
        return "" if inside[0] == inside[1] else words[0] if inside[0] else words[1]
    return words[0] if key == "name" else ""


def _lies_within(one: When, two: When) -> bool:
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return False
    return two.earliest <= one.earliest and one.latest <= two.latest


def compared(case: CaseFile, kept: Id, other: Id) -> list[tuple[str, str, str]]:
    """Return what the record holds of two people as rows: what it is, and what stands of each."""
    first, second = case.people[kept], case.people[other]
    rows = [(label, _shown(first, key), _shown(second, key)) for key, label in WORDS.items()]

    def add(label: str, tells: Callable[[Person], str]) -> None:
        rows.append((label, tells(first), tells(second)))

    add("other names", lambda p: "; ".join(name.text for name in p.names))
    add("subject child", lambda p: "yes" * p.is_subject)
    add("ids", lambda p: "; ".join(filter(None, (p.ref, *p.refs, *p.case_ids))))
    add("read from", lambda p: _documents(case, p))
    add("named in", lambda p: _counts(case, p.id))
    told = {"life": "born", "place": "family", "is_confirmed": "yes", "number": "1", "standing": "recorded"}
    unsaid = {WORDS[key]: words for key, words in told.items()}
    return [row for row in rows if any(row[1:]) and set(row[1:]) != {unsaid.get(row[0], "")}]


def _shown(person: Person, key: str) -> str:
    value = _said(person, key)
    if key == "death" and person.is_dead and person.death.is_undated:
        return "yes, not known when"
    return "" if _is_silent(key, value) else _words(value)


def _documents(case: CaseFile, person: Person) -> str:
    names = (case.documents[cite.document].name for cite in person.cites if cite.document in case.documents)
    return "; ".join(dict.fromkeys(names))


def _counts(case: CaseFile, person: Id) -> str:
    found: dict[str, int] = {}
    for record in stepwise(case.records.values()):
        if person in ids_in(record):
            kind = "tie" if isinstance(record, TIES) else "entry" if isinstance(record, Entry) else "other record"
            found[kind] = found.get(kind, 0) + 1
    return ", ".join(_counted(n, kind) for kind in ("tie", "entry", "other record") if (n := found.get(kind, 0)))


def _counted(number: int, noun: str) -> str:
    several = "entries" if noun == "entry" else f"{noun}s"
    return f"{number} {noun if number == 1 else several}"


def made_one(
    case: CaseFile, kept: Id, other: Id, answers: Mapping[str, str], *, why: str, day: date
) -> tuple[FamilyEdit | None, dict[str, str]]:
    """Return the one edit by which everything that names `other` names `kept`, or what is missing in which field.

    `answers` holds for each contradiction the words that hold; what the other record says goes to a further name or the
    note. Raises UsageError where the two cannot be one person: partners of each other, parent and child, twins …
    """
    check_they_can_be_one(case, kept, other)
    first, second = case.people[kept], case.people[other]
    faults: dict[str, str] = {}
    for one in contradictions(first, second):
        if answers.get(one.key, "") not in {one.kept, one.other}:
            faults[one.key] = "Which of the two holds? Choose one; the other is kept beside it."
    if not why.strip():
        faults["why"] = "How is it known that they are one person? It stands in the change history."
    if faults:
        return None, faults
    them = _person_made_one(first, second, answers)
    values, removed, doubts = _everything(case, kept, other)
    label = f"{second.shown_name} and {first.shown_name} made one person: {them.shown_name}"
    doubts = [*_doubts_beforehand(case, kept, other, day), *doubts]
    edit = FamilyEdit(label, (them, *values), (other, *removed), person=kept, doubts=tuple(doubts), why=why.strip())
    edit = checked(case, edit)
    rings = set(own_ancestors(case.parentages))
    after = case.with_records(edit.values, edit.removed)
    if any(one not in rings for one in own_ancestors(after.parentages)):
        raise UsageError(f"{_two(first, second)} cannot be one person: somebody would be their own ancestor.")
    return edit, {}


def check_they_can_be_one(case: CaseFile, kept: Id, other: Id) -> None:
    """Raise UsageError, with every tie that stands in the way, where two people are tied to each other."""
    if kept == other:
        raise UsageError("this is the same record.", remedy="Choose the other one.")
    ties = [tie_words(case, tie) for tie in ties_between(case, kept, other)]
    if ties:
        raise UsageError(
            f"{_two(case.people[kept], case.people[other])} cannot be one person as recorded: {'; '.join(ties)}.",
            remedy="Correct that first, or take it out.",
        )


def _two(one: Person, two: Person) -> str:
    return named([one, two])


def _doubts_beforehand(case: CaseFile, kept: Id, other: Id, day: date) -> list[str]:
    """Return what speaks against two being one person, or has to be known before."""
    first, second = case.people[kept], case.people[other]
    try:
        pages = {child.id for child in subject_children(case, day)}
    except ChildNotTold:
        pages = set()
    said = [f"{_two(first, second)} are two children with a page each: their pages become one"] * (
        {kept, other} <= pages
    )
    both = sum({kept, other} <= {*entry.children, *entry.people} for entry in stepwise(case.entries))
    if both:
        tells = "entry names" if both == 1 else "entries name"
        said.append(f"{both} {tells} both of them side by side, as two people")
    return said


def _person_made_one(kept: Person, other: Person, answers: Mapping[str, str]) -> Person:
    """Return the one person: what the kept record leaves open is the other's, and what is not chosen stands beside."""
    update: dict[str, Any] = {}
    about: dict[str, Any] = {}
    beside: list[str] = []
    history: list[str] = []
    contested = {one.key: one for one in contradictions(kept, other)}
    for key, label in WORDS.items():
        one, here, there = contested.get(key), _said(kept, key), _said(other, key)
        is_theirs = answers[key] == one.other if one is not None else _is_silent(key, here)
        if is_theirs:
            (about if key in About.model_fields else update)[key] = there
        if key == "name" and is_theirs:
            update |= {"given": other.given, "surname": other.surname}
        if one is None or key == "name":
            continue
        left = one.kept if is_theirs else one.other
        if key in About.model_fields:
            about[key] = f"{there if is_theirs else here} (also recorded: {left})"
        elif key in _OF_GENDER:
            history.append(f"{label} also recorded as {left}")
        else:
            beside.append(f"{label} {left}")
    if history:
        held = about.get("gender_history", kept.about.gender_history)
        about["gender_history"] = "; ".join(filter(None, (held, *history)))
    now = update.get("name", kept.name)
    further = [OtherName(text=p.name) for p in (kept, other) if p.name and p.name != now]
    names = [*kept.names, *(n for n in other.names if n not in kept.names)]
    names += [n for n in further if n.text not in {known.text for known in names}]
    update["names"] = tuple(names)
    for name in ADDED_UP:
        if name != "names":
            here, there = getattr(kept, name), getattr(other, name)
            update[name] = (*here, *(part for part in there if part not in here))
    refs = dict.fromkeys(filter(None, (*kept.refs, other.ref, *other.refs)))
    notes = list(dict.fromkeys(filter(None, (kept.note, other.note))))
    if beside:
        notes.append(f"Recorded twice and made one; the other record said: {'; '.join(beside)}.")
    return kept.model_copy(
        update=update
        | {
            "about": kept.about.model_copy(update=about),
            "is_dead": kept.is_dead or other.is_dead,
            "is_subject": kept.is_subject or other.is_subject,
            "ref": kept.ref or other.ref,
            "refs": tuple(ref for ref in refs if ref != (kept.ref or other.ref)),
            "note": "\n".join(notes),
        }
    )


def _everything(case: CaseFile, kept: Id, other: Id) -> tuple[list[Record], list[Id], list[str]]:
    """Return every record that names the other person as it names the kept one, what stands twice by it, and what is to be said."""
    to = {other: kept}
    turned = {i: repointed(record, to) for i, record in stepwise(case.records.items()) if i not in {kept, other}}
    theirs = [r for r in turned.values() if isinstance(r, TIES) and kept in ids_in(r)]
    grown, gone = ties_made_one(theirs)
    turned |= grown
    if gone:
        turned = {i: repointed(record, gone) for i, record in stepwise(turned.items()) if i not in gone}
    turned = {i: _settled(r) if r is not case.records[i] else r for i, r in turned.items()}
    doubts = _doubts_about_ties(case, turned, kept)
    removed = [*gone]
    turned, renamed, said = _under_their_own_ids(case, turned, {kept, other})
    values = [r for i, r in turned.items() if r is not case.records.get(i)]
    return values, [*removed, *renamed], [*doubts, *said]


def _doubts_about_ties(case: CaseFile, turned: Mapping[Id, Record], kept: Id) -> list[str]:
    sets = parent_sets_by_birth(turned, kept)
    if len(sets) < 2 or len(sets) <= len(parent_sets_by_birth(case.records, kept)):
        return []
    told = "; ".join(named([case.people[p] for p in tie.parents if p in case.people]) or "not known" for tie in sets)
    return [f"they have several parents by birth, and all of them stay: {told}"]


def _settled(record: Record) -> Record:
    """Return a record in which one child stood twice: seen once, the harm to them told once, and named among the children alone."""
    if isinstance(record, Entry):
        people = tuple(person for person in record.people if person not in record.children)
        return record.model_copy(update={"people": people, "seen": _seen_once(record.seen)})
    if isinstance(record, Decision):
        return record.model_copy(update={"analyses": _analysed_once(record.analyses)})
    return record


def _seen_once(every: Sequence[Seen]) -> tuple[Seen, ...]:
    found: dict[Id, Seen] = {}
    for seen in every:
        held = found.get(seen.child, seen)
        by = "; ".join(dict.fromkeys(filter(None, (held.by, seen.by))))
        found[seen.child] = Seen(child=seen.child, is_alone=held.is_alone or seen.is_alone, by=by)
    return tuple(found.values())


def _analysed_once(every: Sequence[HarmAnalysis]) -> tuple[HarmAnalysis, ...]:
    found: dict[Id, HarmAnalysis] = {}
    for one in every:
        held = found.get(one.child, one)
        answers = {question: _reasoned(getattr(held, question), answer) for question, answer in one.answers()}
        found[one.child] = held.model_copy(update=answers)
    return tuple(found.values())


def _reasoned(one: Reasoned, two: Reasoned) -> Reasoned:
    if one == two:
        return one
    return Reasoned(
        words="\n".join(dict.fromkeys(filter(None, (one.words, two.words)))),
        entries=tuple(dict.fromkeys((*one.entries, *two.entries))),
        cited_as="; ".join(dict.fromkeys(filter(None, (one.cited_as, two.cited_as)))),
    )


def _under_their_own_ids(
    case: CaseFile, turned: Mapping[Id, Record], people: set[Id]
) -> tuple[dict[Id, Record], list[Id], list[str]]:
    """Return records under the ids that follow from whom they are about, the ids that are gone by it, and what is to be said."""
    found: dict[Id, Record] = {}
    gone: list[Id] = []
    words = dropped = 0
    for identity, record in turned.items():
        proper = identity
        if record is not case.records[identity]:
            proper = _proper_id(record)
        if proper == identity:
            found[identity] = record
            continue
        gone.append(identity)
        if proper in turned:
            words += isinstance(record, Pseudonym)
            dropped += isinstance(record, Release)
        elif isinstance(record, Stated | Release | Pseudonym):
            found[proper] = record.model_copy(update={"id": proper})
    touched = people | {i for i, r in found.items() if r is not case.records.get(i)}
    lapsed = dropped + sum(
        held.record in touched and held.of == digest_of(case.records[held.record])
        for held in case.of_kind(Release)
        if held.record in case.records and held.id not in gone
    )
    said = [f"{_counted(lapsed, 'decision')} about what may leave no longer hold, and are to be made again"] * bool(
        lapsed
    )
    said += ["both have a word that stands for their name in documents: that of the record kept stays"] * bool(words)
    return found, gone, said


def _proper_id(record: Record) -> Id:
    if isinstance(record, Release):
        return release_id(record.record, record.chosen, record.audience, record.child)
    return pseudonym_id(record.person) if isinstance(record, Pseudonym) else record.id
