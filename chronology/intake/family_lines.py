"""One typed line changes the family: `child: Ada Marlow 12/3/2015 f`, `separated: Tom 5/2019`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chronology.intake.family_edits import (
    FamilyEdit,
    added_alone,
    added_carer,
    added_child,
    added_parent,
    added_partner,
    added_sibling,
    birth_parents,
    checked,
    lives_with,
    partners_of,
    partnership_became,
    partnership_between,
)
from chronology.intake.home_lines import HOME_WORDS, HomeLine, read_home_line
from chronology.intake.names_typed import find_person, first_name, person_called
from chronology.intake.person_words import PersonWords, read_person
from chronology.intake.tie_lines import TIE_WORDS, read_tie_line
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.errors import UnreadableDate, UsageError
from chronology.record.people import Gender, Life, Person, Place
from chronology.record.ties import ParentageKind, PartnershipStatus
from chronology.record.values import Id, new_id


@dataclass(frozen=True)
class RelationWord:
    """What a word before the colon says of somebody to the person in focus."""

    tie: str
    """child, parent, sibling, partner, carer or nobody."""
    gender: Gender = Gender.UNKNOWN
    place: Place = Place.FAMILY
    status: PartnershipStatus | None = None
    is_twin: bool = False


_F, _M = Gender.FEMALE, Gender.MALE
RELATIONS: Mapping[str, RelationWord] = {
    **dict.fromkeys(("child", "c"), RelationWord("child")),
    "daughter": RelationWord("child", _F),
    "son": RelationWord("child", _M),
    "parent": RelationWord("parent"),
    **dict.fromkeys(("mother", "mum"), RelationWord("parent", _F)),
    **dict.fromkeys(("father", "dad"), RelationWord("parent", _M)),
    **dict.fromkeys(("sibling", "s"), RelationWord("sibling")),
    "sister": RelationWord("sibling", _F),
    "brother": RelationWord("sibling", _M),
    "twin": RelationWord("sibling", is_twin=True),
    **dict.fromkeys(("partner", "p"), RelationWord("partner")),
    "wife": RelationWord("partner", _F, status=PartnershipStatus.MARRIED),
    "husband": RelationWord("partner", _M, status=PartnershipStatus.MARRIED),
    **dict.fromkeys(("ex", "former partner"), RelationWord("partner", status=PartnershipStatus.ENDED)),
    "carer": RelationWord("carer"),
    "person": RelationWord("nobody"),
    "network": RelationWord("nobody", place=Place.NETWORK),
    "professional": RelationWord("nobody", place=Place.PROFESSIONAL),
}
"""Words that may stand before the colon; docs/terminal.md lists them."""
WAYS: Mapping[str, ParentageKind] = {
    "adoptive": ParentageKind.ADOPTED,
    "adopted": ParentageKind.ADOPTED,
    "foster": ParentageKind.FOSTER,
    "kinship": ParentageKind.KINSHIP,
    "step": ParentageKind.STEP,
    "donor": ParentageKind.DONOR,
    "surrogate": ParentageKind.SURROGATE,
    "guardian": ParentageKind.GUARDIANSHIP,
    "private foster": ParentageKind.PRIVATE_FOSTERING,
}
"""Words before a child, parent or carer that say by what way."""
BECAME: Mapping[str, PartnershipStatus] = {
    status.value: status for status in PartnershipStatus if status is not PartnershipStatus.NOT_RECORDED
} | {"split": PartnershipStatus.SEPARATED, "together": PartnershipStatus.RECONCILED}
"""Words that say what the person in focus and a partner became."""
_FOCUS = re.compile(r"\s*@(?P<name>\S+)\s+(?=[^:]+:|(?:moved|moves|placed)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class FamilyLine:
    """A typed line as it was understood."""

    edit: FamilyEdit | None
    """What it becomes; None while something stands in the way."""
    understood: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """What stands in the way, in words."""
    focus: Id | None = None
    """To whom it is said."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What cannot be as it would be recorded, or wants a look."""
        return self.edit.doubts if self.edit else ()

    def words(self) -> str:
        """Return the line read back: what was understood, then what wants a look, then what stands in the way."""
        parts = [*self.understood, *(f"? {doubt}" for doubt in self.doubts), *(f"✗ {p}" for p in self.problems)]
        return "   ".join(parts)


def read_family_line(line: str, case: CaseFile, *, day: date, focus: Id | None = None) -> FamilyLine:
    """Return how a typed line changes the family; nothing is guessed, and what is not understood is said.

    A word says who somebody is to the person in focus, then a colon, then the person (`read_person`); or what the
    person in focus and a partner became, and when; or that they moved or were placed (`read_home_line`); or a tie, an
    order or parental responsibility (`read_tie_line`). `@Kelly` before it puts somebody else in focus for this line.
    """
    problems: list[str] = []
    if given := _FOCUS.match(line):
        focus = find_person(case, given["name"].replace(".", " "), problems)
        line = line[given.end() :]
    if focus is not None and focus not in case.people:
        focus = None
    if given := HOME_WORDS.match(line):
        return _at_home(read_home_line(given[1], line[given.end() :], case, day=day, focus=focus), problems, focus)
    head, colon, rest = line.partition(":")
    words = " ".join(head.casefold().replace("-", " ").split())
    if not colon:
        problems.append("a colon is missing: who it is, colon, name, birth, gender, as in “child: Ada 12/3/2015 f”")
        return FamilyLine(None, (), tuple(problems), focus)
    if words in TIE_WORDS:
        return _at_home(read_tie_line(words, rest, case, day=day, focus=focus), problems, focus)
    if words in BECAME:
        return _became(case, BECAME[words], rest, focus, day, problems)
    relation, way, is_half = _relation(words)
    if relation is None:
        problems.append(
            f"“{head.strip()}” is no relation that is known: child, mother, partner, sister, carer, separated, moved, placed, tie, order …"
        )
        return FamilyLine(None, (), tuple(problems), focus)
    if relation.tie != "nobody" and focus is None and not problems:
        problems.append(
            "nobody is in focus: mark somebody with Tab, or begin with @ and a name; “person:” adds the first"
        )
    written = read_person(rest).with_surname_of(case.people.get(focus or ""))
    if relation.is_twin and written.birth.is_undated and not written.known and focus is not None:
        written.birth = case.people[focus].birth
    problems += written.problems
    problems += _clashes(written, relation)
    person = _person_meant(case, written, relation, problems)
    understood = _understood(written, person, relation)
    if problems or person is None:
        return FamilyLine(None, understood, tuple(problems), focus)
    try:
        edit = _edit(case, relation, way, is_half, written, person, focus, day)
        if written.is_here and focus is not None:
            edit = lives_with(case, edit, person, focus, day, _since(written, day))
    except UsageError as failure:
        return FamilyLine(None, understood, (str(failure),), focus)
    edit = checked(case, edit)
    namesakes = _namesakes(case, written)
    edit = FamilyEdit(edit.label, edit.values, edit.removed, edit.person, (*edit.doubts, *namesakes))
    return FamilyLine(edit, (edit.label, *understood[1:]), (), focus)


def _at_home(read: HomeLine, problems: list[str], focus: Id | None) -> FamilyLine:
    """Return a move or a placement as a line; a problem with who is in focus stands in place of its own."""
    found = tuple(problems) or read.problems
    return FamilyLine(None if found else read.edit, read.understood, found, focus)


def _relation(words: str) -> tuple[RelationWord | None, ParentageKind, bool]:
    """Return the relation, by what way, and whether it is a half-sibling's."""
    if words in RELATIONS:
        return RELATIONS[words], ParentageKind.BIRTH, False
    if words in {"guardian", "special guardian"}:
        return RELATIONS["parent"], ParentageKind.GUARDIANSHIP, False
    first, _, last = words.rpartition(" ")
    relation = RELATIONS.get(last)
    if relation is None:
        return None, ParentageKind.BIRTH, False
    if first == "half" and relation.tie == "sibling":
        return relation, ParentageKind.BIRTH, True
    if first in WAYS and relation.tie in {"child", "parent", "carer"}:
        cared = RelationWord("parent", relation.gender, Place.CARER if first == "foster" else relation.place)
        return (cared if relation.tie != "child" else relation), WAYS[first], False
    return None, ParentageKind.BIRTH, False


def _clashes(written: PersonWords, relation: RelationWord) -> list[str]:
    found = []
    if relation.gender is not Gender.UNKNOWN and written.gender not in {Gender.UNKNOWN, relation.gender}:
        found.append(f"{relation.gender.value} by the word, {written.gender.value} after the name: which is it?")
    if written.role and relation.place not in {Place.NETWORK, Place.PROFESSIONAL}:
        found.append(f"“{written.role}” after the comma is a role: write network: or professional: before the name")
    if written.life is not Life.BORN and relation.tie not in {"child", "sibling", "nobody"}:
        found.append(f"{written.life.value}: only a child can be")
    return found


def _person_meant(case: CaseFile, written: PersonWords, relation: RelationWord, problems: list[str]) -> Person | None:
    """Return the person: somebody recorded, named after @, or somebody new."""
    if written.known:
        known = find_person(case, written.known, problems)
        if written.name or not written.birth.is_undated or written.is_dead:
            problems.append("@ means somebody recorded already: their name and dates are changed with E")
        return case.people.get(known or "")
    if written.is_empty:
        problems.append("who is it? Write the name, or ? where it is not known, with a date")
        return None
    return written.person(new_id(), place=relation.place, gender=relation.gender)


def _understood(written: PersonWords, person: Person | None, relation: RelationWord) -> tuple[str, ...]:
    if written.known:
        return (f"{person.shown_name}, recorded already",) if person else ()
    return tuple(written.said(relation.gender)) if not written.is_empty else ()


def _namesakes(case: CaseFile, written: PersonWords) -> tuple[str, ...]:
    name = written.name.casefold()
    if written.known or not name:
        return ()
    same = [p for p in case.people.values() if p.name.casefold() == name]
    return tuple(f"a {p.shown_name} is recorded already: @{p.name.replace(' ', '.')} means them" for p in same[:1])


def _edit(
    case: CaseFile,
    relation: RelationWord,
    way: ParentageKind,
    is_half: bool,
    written: PersonWords,
    person: Person,
    focus: Id | None,
    day: date,
) -> FamilyEdit:
    """Return what the line becomes; raises UsageError where something is to be said first."""
    if relation.tie == "nobody" or focus is None:
        if written.known:
            raise UsageError(f"{person.shown_name} is recorded already.")
        return added_alone(person)
    since = _since(written, day)
    if relation.tie == "child":
        return added_child(case, person, _parents(case, written, focus), way=way, since=since)
    if relation.tie == "parent":
        return added_parent(case, focus, person, way=way, since=since)
    if relation.tie == "sibling":
        shared = _shared(case, written, focus) if is_half else None
        return added_sibling(case, focus, person, shared=shared, is_twin=relation.is_twin)
    if relation.tie == "partner":
        return added_partner(case, focus, person, status=relation.status, when=since)
    return added_carer(case, focus, person)


def _since(written: PersonWords, day: date) -> When:
    """Return the date after from:; raises UsageError where it is none."""
    words = written.keys.get("from", "")
    if not words:
        return UNDATED
    try:
        return read_when(words, latest=day)
    except UnreadableDate as failure:
        raise UsageError(f"from: {failure.message}") from failure


def _parents(case: CaseFile, written: PersonWords, focus: Id) -> tuple[Id, ...]:
    """Return the person in focus and the other parent: as written, else the one partner there is."""
    other = written.keys.get("with")
    if other in {"?", "nobody", "none", "n/k", ""} and "with" in written.keys:
        return (focus,)
    if other is not None:
        return (focus, person_called(case, other))
    partners = partners_of(case, focus)
    if len(partners) > 1:
        names = " or ".join(f"with:{first_name(case.people[p])}" for p in partners)
        raise UsageError(f"whose child, too? Write {names}, or with:? where it is not known.")
    return (focus, *partners)


def _shared(case: CaseFile, written: PersonWords, focus: Id) -> tuple[Id, ...]:
    known = birth_parents(case, focus)
    parents = known.parents if known else ()
    wanted = written.keys.get("through") or written.keys.get("with")
    if wanted is None and len(parents) == 1:
        return parents
    if wanted is None:
        names = " or ".join(f"through:{first_name(case.people[p])}" for p in parents if p in case.people)
        said = f"through whom? Write {names}." if names else "no parent is recorded: add the parent first."
        raise UsageError(said)
    through = person_called(case, wanted)
    if through not in parents:
        raise UsageError(f"{case.people[through].shown_name} is no parent by birth of {case.people[focus].shown_name}.")
    return (through,)


def _became(
    case: CaseFile, status: PartnershipStatus, rest: str, focus: Id | None, day: date, problems: list[str]
) -> FamilyLine:
    """Return what the person in focus and a partner became."""
    if focus is None:
        problems.append("nobody is in focus: mark one of the two with Tab, or begin with @ and a name")
        return FamilyLine(None, (), tuple(problems), focus)
    name, when = _name_and_date(rest, day, problems)
    partners = partners_of(case, focus)
    other: Id | None = None
    if name:
        other = find_person(case, name, problems, among=partners)
    elif len(partners) == 1:
        other = partners[0]
    elif partners:
        problems.append(f"which of the two? {' or '.join(case.people[p].shown_name for p in partners)}")
    else:
        problems.append(f"no partner of {case.people[focus].shown_name} is recorded: add one with partner:")
    held = partnership_between(case, focus, other) if other else None
    if problems or held is None:
        return FamilyLine(None, (status.value, when.words()), tuple(problems), focus)
    edit = partnership_became(case, held, status, when, person=focus)
    if when.earliest is not None and when.earliest > day:
        edit = FamilyEdit(edit.label, edit.values, (), focus, (*edit.doubts, f"{when.words()} is yet to come"))
    return FamilyLine(edit, (edit.label,), (), focus)


def _name_and_date(words: str, day: date, problems: list[str]) -> tuple[str, When]:
    """Return a name and the date that follows it, either of which may be missing."""
    parts = words.split()
    for at in range(len(parts) + 1):
        try:
            when = read_when(" ".join(parts[at:]), latest=day) if at < len(parts) else UNDATED
        except UnreadableDate as failure:
            if at == len(parts) - 1 and any(letter.isdigit() for letter in parts[at]):
                problems.append(failure.message)
                return " ".join(parts[:at]).lstrip("@").replace(".", " "), UNDATED
            continue
        return " ".join(parts[:at]).lstrip("@").replace(".", " "), when
    return "", UNDATED
