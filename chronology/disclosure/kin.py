"""Whom an audience needs to know of, and who cares for a child under the rule that carers are never named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chronology.disclosure.audiences import Audience, Reach
from chronology.lives.mentions import is_child_on
from chronology.record.casefile import CaseFile
from chronology.record.households import Footing
from chronology.record.people import Person, Place
from chronology.record.ties import Parentage, ParentageKind, ParentCertainty
from chronology.record.values import Id

BY_BIRTH = frozenset({ParentageKind.BIRTH, ParentageKind.UNKNOWN})
_FOSTERED = frozenset({ParentageKind.FOSTER, ParentageKind.PRIVATE_FOSTERING})


class Kinship:
    """The family as the rules of disclosure see it: relatives by birth, and by an adoption that names nobody withheld."""

    def __init__(self, case: CaseFile, carers: Iterable[Id] = ()) -> None:
        self.parents: dict[Id, set[Id]] = {}
        self.children: dict[Id, set[Id]] = {}
        self.partners: dict[Id, set[Id]] = {}
        unnamed = set(carers)
        for held in case.parentages:
            if held.way in BY_BIRTH or (held.way is ParentageKind.ADOPTED and not set(held.parents) & unnamed):
                self._join(held)
        for partnership in case.partnerships:
            for partner in partnership.partners:
                self.partners.setdefault(partner, set()).update(set(partnership.partners) - {partner})

    def _join(self, held: Parentage) -> None:
        for parent in held.parents:
            if parent != held.child and held.certainty_of(parent) is not ParentCertainty.EXCLUDED:
                self.parents.setdefault(held.child, set()).add(parent)
                self.children.setdefault(parent, set()).add(held.child)

    def ancestors_of(self, people: Iterable[Id], most: int | None = None) -> set[Id]:
        """Return these people and those from whom they descend, so many generations up at most."""
        found = set(people)
        edge, steps = set(found), 0
        while edge and (most is None or steps < most):
            edge = {p for child in edge for p in self.parents.get(child, ())} - found
            found |= edge
            steps += 1
        return found

    def blood_of(self, people: Iterable[Id]) -> set[Id]:
        """Return these people and everyone with whom they share an ancestor."""
        found = self.ancestors_of(people)
        edge = set(found)
        while edge:
            edge = {c for parent in edge for c in self.children.get(parent, ())} - found
            found |= edge
        return found

    def partners_of(self, people: Iterable[Id]) -> set[Id]:
        """Return everyone who is or was a partner of one of these people."""
        return {q for p in people for q in self.partners.get(p, ())}


def carers_of(case: CaseFile, day: date, exempt: Id | None) -> Mapping[Id, str]:
    """Return who is never named, each with the word for them: foster carers, adopters of children, carers of a household.

    Somebody who cares for a child of their own family is a relative first, and named as one; so is whoever the
    document is for.
    """
    everyone = {p for held in case.parentages for p in held.parents}
    by_birth = Kinship(case, everyone)
    people = case.people
    found: dict[Id, str] = {p.id: "Carer" for p in people.values() if p.place is Place.CARER}
    for held in case.parentages:
        ways = {parent: held.way_of(parent) for parent in held.parents if parent in people}
        if not set(ways.values()) & {*_FOSTERED, ParentageKind.ADOPTED}:
            continue
        if exempt in ways or by_birth.blood_of([held.child]) & set(ways):
            continue
        is_childs = held.child in people and _is_or_may_be_child(people[held.child], day)
        for parent, way in ways.items():
            if way in _FOSTERED:
                found[parent] = "Foster carer" if way is ParentageKind.FOSTER else found.get(parent, "Carer")
            elif way is ParentageKind.ADOPTED and is_childs:
                found.setdefault(parent, "Adopter")
    for residence in case.residences:
        if residence.carers and residence.footing in {Footing.FOSTER, Footing.ADOPTIVE}:
            word = "Foster carer" if residence.footing is Footing.FOSTER else "Adopter"
            for carer in (set(residence.carers) & set(people)) - by_birth.blood_of([residence.person]):
                found.setdefault(carer, word)
    return {i: word for i, word in found.items() if i != exempt}


def _is_or_may_be_child(person: Person, day: date) -> bool:
    return person.is_subject or person.birth.is_undated or is_child_on(person, day)


@dataclass(frozen=True)
class Needed:
    """Who stands in what one audience may see."""

    named: frozenset[Id]
    unnamed: Mapping[Id, str]
    """Who keeps a place without a name, and the word that stands there instead."""


def _of_carers(case: CaseFile, kin: Kinship, carers: Mapping[Id, str], children: Iterable[Id]) -> set[Id]:
    """Return who belongs to the carers' own families alone: to name them would name the carers."""
    joined = {i: {*kin.parents.get(i, ()), *kin.children.get(i, ()), *kin.partners.get(i, ())} for i in case.people}

    def reached(start: Iterable[Id], closed: Iterable[Id]) -> set[Id]:
        found, shut = set(start), set(closed)
        edge = set(found)
        while edge:
            edge = {j for i in edge for j in joined.get(i, ())} - found - shut
            found |= edge
        return found

    family = reached(set(children) - set(carers), carers)
    cared_for = {held.child for held in case.parentages if set(held.parents) & set(carers)}
    return reached({*carers, *(cared_for - family - kin.blood_of(children))}, family) - family


def needed(
    shown: CaseFile,
    carers: Mapping[Id, str],
    audience: Audience,
    children: Iterable[Id],
    parent: Id | None,
    *,
    hides_professionals: bool = False,
) -> Needed:
    """Return whom an audience needs: by name, or by a word alone; everyone else is left out.

    `shown` holds the people and parent sets that it may see. Professionals are named unless that is asked not to be. Carers keep their place, and so does a parent by birth of
    somebody named, whom the audience need not know.
    """
    about = frozenset(children)
    everyone = set(shown.people)
    kin = Kinship(shown, carers)
    relatives = kin.blood_of(about)
    every_parent = {p for held in shown.parentages if held.child in about for p in held.parents}
    if audience.reach is Reach.EVERYONE:
        named = everyone - _of_carers(shown, kin, carers, about)
    elif audience.reach is Reach.KIN:
        named = relatives | every_parent
        named |= kin.partners_of(named)
    elif audience.reach is Reach.OWN_SIDE:
        assert parent is not None
        own = kin.blood_of([parent])
        named = relatives | every_parent | own | kin.partners_of(own - (every_parent - {parent}))
    else:
        up = kin.ancestors_of(about)
        brothers = {c for child in about for p in kin.parents.get(child, ()) for c in kin.children.get(p, ())}
        named = up | brothers | every_parent
    named |= {p.id for p in shown.people.values() if p.place is Place.PROFESSIONAL and not hides_professionals}
    named = (named & everyone) - set(carers)
    cared_for = {p for held in shown.parentages if held.child in named for p in held.parents}
    unnamed = {i: word for i, word in carers.items() if i in cared_for or audience.reach is Reach.EVERYONE}
    for held in shown.parentages:
        if held.child in named and held.way in BY_BIRTH:
            unnamed |= {p: "Person" for p in held.parents if p in everyone and p not in named and p not in unnamed}
    return Needed(frozenset(named), unnamed)
