"""Edits of a family as values: what is recorded, what is taken out, and a sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology.intake.groups import all_named
from chronology.lives.impossible import look_at
from chronology.lives.kinship import BLOOD
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.errors import UsageError
from chronology.record.households import Residence
from chronology.record.people import Person, Place
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Parentage,
    ParentageKind,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
    Zygosity,
)
from chronology.record.values import Id, Record, new_id

LONGEST_BIRTH = 100
"""Days within which children of one pregnancy are born; the longest interval known is under this."""
_CHILD_WORDS = {
    ParentageKind.ADOPTED: "adopted child",
    ParentageKind.FOSTER: "foster child",
    ParentageKind.KINSHIP: "child in kinship care",
    ParentageKind.GUARDIANSHIP: "child under special guardianship",
    ParentageKind.PRIVATE_FOSTERING: "privately fostered child",
    ParentageKind.STEP: "stepchild",
    ParentageKind.DONOR: "donor-conceived child",
    ParentageKind.SURROGATE: "child by surrogacy",
}
_PARENT_WORDS = {
    ParentageKind.ADOPTED: "adoptive parent",
    ParentageKind.FOSTER: "foster carer",
    ParentageKind.KINSHIP: "kinship carer",
    ParentageKind.GUARDIANSHIP: "special guardian",
    ParentageKind.PRIVATE_FOSTERING: "private foster carer",
    ParentageKind.STEP: "step-parent",
    ParentageKind.DONOR: "donor",
    ParentageKind.SURROGATE: "surrogate",
}


@dataclass(frozen=True)
class FamilyEdit:
    """One change to a family, not yet recorded."""

    label: str
    """A sentence that says it, for the change history."""
    values: tuple[Record, ...] = ()
    removed: tuple[Id, ...] = ()
    person: Id | None = None
    """Who is to be in focus afterwards."""
    doubts: tuple[str, ...] = ()
    """What cannot be as it would be recorded; said before it is."""
    why: str = ""
    """The reason, where it asks for one."""


def checked(case: CaseFile, edit: FamilyEdit) -> FamilyEdit:
    """Return the edit with what it would make impossible: own ancestor, born before a parent, dead before birth."""
    family = CaseFile.of((*case.people.values(), *case.parentages))  # thousands of entries have no part in it
    before, after = _impossible(family), _impossible(family.with_records(edit.values, edit.removed))
    new = tuple(words for words in after if words not in before)
    return replace(edit, doubts=(*edit.doubts, *new))


def _impossible(case: CaseFile) -> list[str]:
    said: list[str] = []
    look_at(case.people, case.parentages, lambda _who, words: said.append(words))
    return list(dict.fromkeys(said))


def named(people: Sequence[Person]) -> str:
    """Return people's names as they are listed: “Ada, Ben and Cora”."""
    return all_named(person.shown_name for person in people)


def birth_parents(case: CaseFile, child: Id) -> Parentage | None:
    """Return the parent set by birth of somebody, the first where several are recorded."""
    return next((p for p in case.parentages_by_child.get(child, ()) if p.way in BLOOD), None)


def partners_of(case: CaseFile, person: Id) -> tuple[Id, ...]:
    """Return everyone recorded as a partner of somebody, in the order recorded."""
    found = [other for held in case.partnerships if person in held.partners for other in held.partners]
    return tuple(dict.fromkeys(other for other in found if other != person and other in case.people))


def partnership_between(case: CaseFile, one: Id, two: Id) -> Partnership | None:
    """Return the partnership of two people, if recorded."""
    return next((held for held in case.partnerships if set(held.partners) == {one, two}), None)


def added_alone(person: Person) -> FamilyEdit:
    """Return the edit that adds somebody who is tied to nobody yet."""
    where = {Place.NETWORK: " to the network", Place.PROFESSIONAL: " as a professional"}.get(person.place, "")
    return FamilyEdit(f"{person.shown_name} added{where}", (person,), person=person.id)


def added_child(
    case: CaseFile,
    person: Person,
    parents: Sequence[Id],
    *,
    way: ParentageKind = ParentageKind.BIRTH,
    since: When = UNDATED,
) -> FamilyEdit:
    """Return the edit that makes somebody the child of one person or a couple, adding them where they are new.

    Raises UsageError where somebody recorded has these parents already, or two others by birth.
    """
    of = named([case.people[p] for p in parents])
    new = _if_new(case, person)
    label = f"{_added(new, person)} {_CHILD_WORDS.get(way, 'child')} of {of}"
    return FamilyEdit(label, (*new, _tie(case, person, parents, way=way, since=since)), person=person.id)


def _tie(
    case: CaseFile,
    person: Person,
    parents: Sequence[Id],
    *,
    way: ParentageKind = ParentageKind.BIRTH,
    since: When = UNDATED,
) -> Parentage:
    """Return the parent set of somebody with these parents: a new one, or the one recorded grown to two."""
    known = birth_parents(case, person.id) if way in BLOOD else None
    if known is None:
        couple = partnership_between(case, *parents) if len(parents) == 2 else None
        return Parentage(
            id=new_id(),
            child=person.id,
            parents=tuple(parents),
            way=way,
            when=since,
            partnership=couple.id if couple else None,
        )
    both = tuple(dict.fromkeys((*known.parents, *parents)))
    two = named([case.people[p] for p in known.parents if p in case.people])
    if both == known.parents:
        raise UsageError(f"{person.shown_name} is recorded as a child of {two} already.")
    if len(both) > 2:
        raise UsageError(
            f"{person.shown_name} has {two} as {'parents' if len(known.parents) > 1 else 'a parent'} by birth.",
            remedy="Write adoptive, step, foster … before the word, or change whose child it is.",
        )
    couple = partnership_between(case, *both) if len(both) == 2 else None
    return known.model_copy(
        update={"parents": both, "partnership": couple.id if couple else _of_nobody(case, known.partnership)}
    )


def added_parent(
    case: CaseFile, child: Id, person: Person, *, way: ParentageKind = ParentageKind.BIRTH, since: When = UNDATED
) -> FamilyEdit:
    """Return the edit that makes somebody a parent of a person; raises UsageError where two by birth are recorded."""
    of = case.people[child]
    new = _if_new(case, person)
    label = f"{_added(new, person)} {_PARENT_WORDS.get(way, 'parent')} of {of.shown_name}"
    return FamilyEdit(label, (*new, _tie(case, of, (person.id,), way=way, since=since)), person=person.id)


def _of_nobody(case: CaseFile, partnership: Id | None) -> Id | None:
    """Return the partnership that stands for parents who are not known; None for one that has a partner."""
    held = case.records.get(partnership or "")
    return partnership if isinstance(held, Partnership) and not held.partners else None


def added_sibling(
    case: CaseFile, of: Id, person: Person, *, shared: Sequence[Id] | None = None, is_twin: bool = False
) -> FamilyEdit:
    """Return the edit that makes somebody a sibling: a child of the same parents, or of the `shared` one.

    Where nobody knows the parents, both become children of parents who are not known. A twin has the same birth.
    """
    focus = case.people[of]
    known = birth_parents(case, of)
    new = _if_new(case, person)
    values: list[Record] = list(new)
    kind = "twin" if is_twin else "sibling"
    theirs = birth_parents(case, person.id)
    if is_twin and known is not None and theirs is not None and set(theirs.parents) == set(known.parents):
        through = ""
    elif known is not None and (known.parents or known.partnership):
        parents = tuple(shared) if shared is not None else known.parents
        tie = _tie(case, person, parents)
        values.append(tie if parents else tie.model_copy(update={"partnership": known.partnership}))
        kind = "half-sibling" if parents != known.parents else kind
        through = f" through {named([case.people[p] for p in parents])}" if parents != known.parents else ""
    else:
        unknown = Partnership(id=new_id(), partners=())
        ties = [Parentage(id=new_id(), child=i, parents=(), partnership=unknown.id) for i in (person.id, of)]
        if known is not None:
            ties[1] = known.model_copy(update={"partnership": unknown.id})
        values += [unknown, *ties]
        through = ""
    if is_twin:
        together = next((m for m in case.multiple_births if of in m.children), None)
        born = together or MultipleBirth(id=new_id(), children=(of,), zygosity=Zygosity.UNKNOWN)
        if person.id in born.children:
            raise UsageError(f"{person.shown_name} and {focus.shown_name} are recorded as born together already.")
        values.append(born.model_copy(update={"children": (*born.children, person.id)}))
    label = f"{_added(new, person)} {kind} of {focus.shown_name}{through}"
    apart = is_twin and _are_apart(focus.birth, person.birth)
    doubts = (f"{focus.shown_name} and {person.shown_name} were not born together, by their dates",) if apart else ()
    return FamilyEdit(label, tuple(values), person=person.id, doubts=doubts)


def _are_apart(one: When, two: When) -> bool:
    """Return whether two births lie more than a hundred days apart, however the dates fall."""
    first, last = sorted((one, two), key=lambda w: w.sort_key)
    return (
        first.latest is not None and last.earliest is not None and (last.earliest - first.latest).days > LONGEST_BIRTH
    )


def added_partner(
    case: CaseFile, of: Id, person: Person, *, status: PartnershipStatus | None = None, when: When = UNDATED
) -> FamilyEdit:
    """Return the edit that makes two people partners; raises UsageError where they are recorded as such."""
    focus = case.people[of]
    if person.id == of:
        raise UsageError("nobody is their own partner.")
    if partnership_between(case, of, person.id) is not None:
        raise UsageError(
            f"{person.shown_name} and {focus.shown_name} are recorded as partners already.",
            remedy="Write what they became: married:, separated:, reconciled: …",
        )
    dated = status or (PartnershipStatus.NOT_RECORDED if not when.is_undated else None)
    steps = (PartnershipStep(status=dated, when=when),) if dated else ()
    new = _if_new(case, person)
    said = f", {status.value}" if status else ""
    since = f"{'' if status or when.is_period else ' from'} {when.words()}" if not when.is_undated else ""
    label = f"{_added(new, person)} partner of {focus.shown_name}{said}{since}"
    return FamilyEdit(label, (*new, Partnership(id=new_id(), partners=(of, person.id), steps=steps)), person=person.id)


def added_carer(case: CaseFile, of: Id, person: Person) -> FamilyEdit:
    """Return the edit that says somebody cares for a person, without saying by what right."""
    new = _if_new(case, person)
    bond = Bond(id=new_id(), source=person.id, target=of, nature="carer")
    return FamilyEdit(f"{_added(new, person)} carer of {case.people[of].shown_name}", (*new, bond), person=person.id)


def partnership_became(
    case: CaseFile, held: Partnership, status: PartnershipStatus, when: When, *, person: Id | None = None
) -> FamilyEdit:
    """Return the edit that says what a partnership became: separated, divorced, married …"""
    step = PartnershipStep(status=status, when=when)
    names = named([case.people[p] for p in held.partners if p in case.people])
    on = "" if when.is_undated else f" {when.words()}"
    grown = held.model_copy(update={"steps": (*held.steps, step)})
    dated = [s.when for s in held.steps if not s.when.is_undated]
    last = max(dated, key=lambda w: w.sort_key) if dated else None
    doubts: tuple[str, ...] = ()
    if last is not None and when.latest is not None and last.earliest is not None and when.latest < last.earliest:
        doubts = (f"{status.value}{on} is before {last.words()}, the last thing recorded of the two",)
    return FamilyEdit(f"{names}: {status.value}{on}", (grown,), person=person, doubts=doubts)


def lives_with(case: CaseFile, edit: FamilyEdit, person: Person, focus: Id, day: date, since: When) -> FamilyEdit:
    """Return the edit with somebody in the home of the person in focus, from birth where no other date is said.

    Raises UsageError where the person in focus has no one home on the day.
    """
    homes = {r.household for r in case.residences if r.person == focus and r.household and r.when.stands_on(day)}
    if len(homes) != 1:
        raise UsageError(
            f"{case.people[focus].shown_name} has {'no home' if not homes else 'several homes'} recorded on this day.",
            remedy="Record the home first, or leave “here” out.",
        )
    start = since if not since.is_undated else person.birth
    when = When(edtf=f"{start.edtf}/..") if _may_begin(start) else UNDATED
    living = Residence(id=new_id(), person=person.id, household=next(iter(homes)), when=when)
    return FamilyEdit(
        f"{edit.label}, living in the same home", (*edit.values, living), edit.removed, edit.person, edit.doubts
    )


def _may_begin(when: When) -> bool:
    """Return whether a date may begin a period: a single one, however uncertain, not one of several."""
    return not when.is_undated and not when.is_period and when.edtf[:1] not in {"[", "{"}


def _if_new(case: CaseFile, person: Person) -> tuple[Person, ...]:
    return () if person.id in case.people else (person,)


def _added(new: Iterable[Person], person: Person) -> str:
    return f"{person.shown_name} {'added' if tuple(new) else 'recorded'} as"
