"""The people around one child: household, family, network, carers and professionals, each with its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from chronology.lives.households import Home, Member, household_members
from chronology.lives.kinship import BLOOD, FamilyGraph
from chronology.lives.mentions import is_child_on
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.households import Footing
from chronology.record.people import Person, Place
from chronology.record.ties import Bond, ParentageKind, PartnershipStatus
from chronology.record.values import Id
from exporters.ecomap.lines import PLAIN, Help, Line, counts, is_kept_off, lines_of
from exporters.ecomap.sectors import FAMILY, HOME, NETWORK, OTHER, sector_of
from exporters.ecomap.system import Ring, System

_CARE = {
    ParentageKind.FOSTER: Footing.FOSTER,
    ParentageKind.KINSHIP: Footing.KINSHIP,
    ParentageKind.GUARDIANSHIP: Footing.GUARDIANSHIP,
    ParentageKind.CHILD_ARRANGEMENTS: Footing.KINSHIP,
    ParentageKind.PRIVATE_FOSTERING: Footing.INFORMAL,
    ParentageKind.INFORMAL: Footing.INFORMAL,
}
"""Ways of descent that are care, and on what footing a child lives who is cared for so."""
_OWN = BLOOD | {ParentageKind.ADOPTED, ParentageKind.SURROGATE}
"""Ways in which somebody is a parent for good."""
_NO_TIE = "no tie to the child is recorded"
_AT_TIMES = "stays at times"


class People:
    """Finds who is around a child on a day, from the case file as at that day."""

    def __init__(
        self,
        case: CaseFile,
        child: Id,
        day: date,
        *,
        members: frozenset[Id],
        home: Home | None,
        others: frozenset[Id],
        calls_another: Callable[[str], bool],
    ) -> None:
        self._case = case
        self._child = child
        self._day = day
        self._members = members
        """Who stands at the centre, the child among them."""
        self._home = home
        self._others = others
        """Every other child of the case file: nothing of theirs is shown beyond who they are to this child."""
        self._calls_another = calls_another
        self._graph = FamilyGraph(case, day)
        self.notices: list[str] = []
        self._near = frozenset(m for m in members if m == child or m not in others)
        self._bonds = self._drawn_bonds()
        self._carers = self._carers_of_the_child()

    @property
    def near(self) -> frozenset[Id]:
        """Those at the centre whose ties are drawn: the child, and the adults of its household where that is asked for."""
        return self._near

    def systems(self) -> list[System]:
        """Return everyone around the child, and say who is not among them."""
        kin = self._kin()
        together = {m.person: m for m in self._home.members} if self._home else {}
        found: list[System] = []
        dead = far = unlinked = lost = 0
        for person in self._case.people.values():
            i = person.id
            if i in self._members:
                continue
            if person.is_loss:
                lost += 1
            elif has_died(person, self._day):
                dead += 1
            elif i in together or i in kin or i in self._bonds or i in self._carers:
                found.append(self._system(person, kin.get(i), together.get(i)))
            elif person.place in {Place.FAMILY, Place.PET}:
                far += 1
            elif self._is_linked(person):
                found.append(self._system(person, None, None))
            else:
                unlinked += 1
        name = self._case.people[self._child].shown_name
        for count, one, many, why in (
            (dead, "person who has died is", "people who have died are", ""),
            (lost, "pregnancy that ended is", "pregnancies that ended are", ""),
            (
                far,
                "person of the family is",
                "people of the family are",
                f": further off, and no tie to {name} is recorded",
            ),
            (unlinked, "person is", "people are", f": recorded with others, not with {name}"),
        ):
            if count:
                self.notices.append(f"{count} {one if count == 1 else many} not drawn{why}")
        return found

    def _drawn_bonds(self) -> dict[Id, list[Bond]]:
        """Return the ties of those at the centre with others, by the other; count what is left out."""
        found: dict[Id, list[Bond]] = {}
        harm = fallen = others = inside = 0
        for bond in self._case.bonds:
            ends = {bond.source, bond.target}
            own, away = ends & self._near, ends - self._members
            if len(ends) < 2 or not ends <= set(self._case.people) or not bond.when.stands_on(self._day):
                continue
            if not own or (not away and len(self._members) == 1) or (ends & self._others and self._child not in ends):
                others += 1
            elif not away:
                inside += 1
            elif not counts(bond):
                fallen += 1
            elif is_kept_off(bond.nature) or self._calls_another(bond.nature):
                harm += 1
            else:
                found.setdefault(next(iter(away)), []).append(bond)
        name = self._case.people[self._child].shown_name
        for count, why in (
            (harm, "of violence, abuse, control or addiction, or in words that are not the notation's"),
            (fallen, "withdrawn or not proved"),
            (inside, "between those who live together"),
            (
                others,
                f"of other people: this drawing shows {'the household’s' if len(self._members) > 1 else name + '’s'} own",
            ),
        ):
            if count:
                self.notices.append(f"{count} tie{' is' if count == 1 else 's are'} recorded and not drawn: {why}")
        return found

    def _carers_of_the_child(self) -> dict[Id, bool]:
        """Return who cares for the child on the day where it is not a parent, and whether the record says so for the day.

        Care without dates counts where the child is recorded that day in such a home or under the same roof, not where it is
        recorded elsewhere; where no home is recorded, it may be and is not called help.
        """
        found: dict[Id, bool] = {}
        is_young = is_child_on(self._case.people[self._child], self._day)
        homes = [h for h in household_members(self._case, self._day) if any(m.person == self._child for m in h.members)]
        footings = {m.footing for home in homes for m in home.members if m.person == self._child}
        roof = {m.person for home in homes for m in home.members}
        for parentage in self._case.parentages:
            if parentage.child != self._child or not parentage.when.stands_on(self._day):
                continue
            for parent in parentage.parents:
                footing = _CARE.get(parentage.way_of(parent))
                if footing is None:
                    continue
                if not parentage.when.is_undated or footing.value in footings or (homes and parent in roof):
                    found[parent] = True
                elif not footings and is_young:
                    found.setdefault(parent, False)
        for residence in self._case.residences:
            if residence.person == self._child and residence.when.covers(self._day) in {Falls.CERTAIN, Falls.POSSIBLE}:
                found |= dict.fromkeys(residence.carers, True)
        return {i: is_said for i, is_said in found.items() if i in self._case.people}

    def _kin(self) -> dict[Id, Ring]:
        """Return the family that is drawn whether or not a tie is described: immediate, grandparents, aunts, uncles."""
        graph, child = self._graph, self._child
        found: dict[Id, Ring] = {}
        parents = [p for p, way in graph.parents_of(child).items() if way in _OWN]
        steps = [
            p for s in self._case.parentages if s.child == child and s.when.stands_on(self._day)
            for p in s.parents if s.way_of(p) not in {*_OWN, *_CARE}
        ]  # fmt: skip
        grandparents = [g for p in parents for g in self._own_parents(p)]
        near = [*parents, *(s for s in steps if s in graph.parents_of(child)), *self._own_children(parents)]
        near += [q for p in (child, *parents) for q in self._partners(p)]
        near += self._own_children([child])
        for person in (*grandparents, *self._own_children(grandparents)):
            found[person] = Ring.WIDER
        found |= dict.fromkeys(near, Ring.NEAR)
        return found

    def _own_parents(self, person: Id) -> list[Id]:
        return [p for p, way in self._graph.parents_of(person).items() if way in _OWN]

    def _own_children(self, people: Iterable[Id]) -> list[Id]:
        return [c for p in people for c in self._graph.children_of(p) if p in self._own_parents(c)]

    def _partners(self, person: Id) -> list[Id]:
        """Return those who are partners on the day as far as the record says."""
        found = []
        for partnership in self._case.partnerships:
            status = partnership.status_on(self._day).status
            if person in partnership.partners and not status.has_ended and status is not PartnershipStatus.NOT_RECORDED:
                found += [p for p in partnership.partners if p != person]
        return found

    def _is_linked(self, person: Person) -> bool:
        """Return whether somebody of the network belongs to this child's: not one recorded with another child alone."""
        linked = {b.source if b.target == person.id else b.target for b in self._case.bonds
                  if person.id in {b.source, b.target}}  # fmt: skip
        for meeting in self._case.meetings:
            if any(a.person == person.id for a in meeting.attendance):
                linked |= set(meeting.children)
        for entry in self._case.entries:
            if person.id in entry.people:
                linked |= set(entry.children)
        for residence in self._case.residences:
            if person.id in residence.carers:
                linked.add(residence.person)
        if self._child in linked:
            return True
        adults = {i for i in linked if i in self._case.people and i not in self._others}
        if person.place is Place.NETWORK:
            return not linked or bool(adults)
        return bool(adults & self._near)

    def _system(self, person: Person, kin: Ring | None, member: Member | None) -> System:
        is_carer = person.id in self._carers
        sector, ring = self._place(person, kin, is_near=member is not None or is_carer)
        relation = self._graph.relation(self._child, person.id)
        words = relation.words
        notes = [] if words == _NO_TIE else [words]
        role = [" ".join(t.split()) for t in (person.role, person.agency) if t.strip()]
        is_unsaid = self._calls_another(" ".join(role))
        notes += [] if is_unsaid else role
        notes += ["pet"] if person.place is Place.PET else []
        if is_unsaid:
            self.notices.append("a role is not shown: it calls another child by name")
        if member is not None:
            notes += [member.footing] if member.footing == _AT_TIMES else []
            notes += ["depends on the dates"] if member.depends else []
        notes += ["from when is not recorded"] if self._carers.get(person.id) is False else []
        notes += ["reported, not confirmed"] if not person.is_confirmed else []
        notes += [f"{person.number or 'number not known'} people"] if person.number != 1 else []
        notes += self._meetings(person.id)
        lines = lines_of(self._bonds.get(person.id, ()), self._near)
        if self._carers.get(person.id):
            lines = _with_care(lines)
        return System(
            person.id, person.ref or person.id, person.shown_name, "person", sector, ring, tuple(dict.fromkeys(notes)),
            lines or (PLAIN,), person, tuple(dict.fromkeys(notes)), relation.steps,
        )  # fmt: skip

    def _place(self, person: Person, kin: Ring | None, *, is_near: bool) -> tuple[str, Ring]:
        if is_near:
            return HOME, Ring.NEAR
        if kin is not None:
            return FAMILY, kin
        if person.place in {Place.FAMILY, Place.PET}:
            return FAMILY, Ring.WIDER
        found = sector_of(person.role, person.agency)
        if person.place is Place.PROFESSIONAL:
            return found, Ring.PROFESSIONAL
        if person.place is Place.CARER:
            return ("care" if found == OTHER else found), Ring.PROFESSIONAL
        return (NETWORK if found == OTHER else found), Ring.WIDER

    def _meetings(self, person: Id) -> list[str]:
        count = sum(
            1
            for m in self._case.meetings
            if self._child in m.children and any(a.person == person and a.attended for a in m.attendance)
        )
        return [f"at {count} meeting{'s' * (count > 1)}"] if count else []


def _with_care(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return a carer's lines: care is help that goes to the child."""
    if not lines:
        return (Line(help=Help.TO_CENTRE, words="carer"),)
    first, *rest = lines
    if first.help is not Help.NONE:
        return lines
    words = first.words if "carer" in first.words.casefold() else f"{first.words}; carer"
    return (Line(first.strength, first.is_stressful, Help.TO_CENTRE, words), *rest)


def has_died(person: Person, day: date) -> bool:
    """Return whether somebody had died, or may have, by a day."""
    return person.is_dead or person.death.happened_by(day) in {Falls.CERTAIN, Falls.POSSIBLE}


def other_children(case: CaseFile, child: Id, day: date) -> frozenset[Id]:
    """Return every other child of a case file: subject children, those entries name, and those under 18 on the day."""
    named = {c for entry in case.entries for c in entry.children}
    return frozenset(
        p.id for p in case.people.values() if p.id != child and (p.is_subject or p.id in named or is_child_on(p, day))
    )
