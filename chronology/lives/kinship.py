"""How people are related: the family as a graph, and who somebody is to a child in the field's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from chronology.record.casefile import CaseFile
from chronology.record.people import Gender, Person
from chronology.record.ties import ParentageKind, ParentCertainty
from chronology.record.values import Id

if TYPE_CHECKING:
    import networkx as nx

BLOOD = frozenset({ParentageKind.BIRTH, ParentageKind.DONOR, ParentageKind.UNKNOWN})
"""Ways of descent that make people related by birth."""
KIN = BLOOD - {ParentageKind.DONOR}
"""Ways of descent by which somebody is called a parent, and the parent's kin the child's; a donor is called a donor."""

DISPUTED = " (parentage disputed)"
"""Said of whoever is related only through a parent who is disputed, presumed or alleged."""

_WAY_WORDS = {
    ParentageKind.ADOPTED: "adoptive",
    ParentageKind.FOSTER: "foster",
    ParentageKind.KINSHIP: "kinship",
    ParentageKind.GUARDIANSHIP: "special guardian",
    ParentageKind.CHILD_ARRANGEMENTS: "child arrangements",
    ParentageKind.PRIVATE_FOSTERING: "private foster",
    ParentageKind.INFORMAL: "informal",
    ParentageKind.STEP: "step-",
    ParentageKind.SURROGATE: "surrogate",
    ParentageKind.DONOR: "donor",
}


NO_TIE = "no tie to the child is recorded"
"""What is said of somebody of whom no tie to a child is recorded."""


@dataclass(frozen=True)
class Relation:
    """Who somebody is to a child."""

    person: Id
    words: str
    """"maternal half-aunt", "mother's former partner", or that no tie is recorded."""
    steps: int
    """How many ties of descent or partnership lie between; a large number where none is recorded."""


class FamilyGraph:
    """The ties of one family on a day, asked as a person would ask them."""

    def __init__(self, case: CaseFile, day: date) -> None:
        self.case = case
        self.day = day
        self._parents: dict[Id, dict[Id, ParentageKind]] = defaultdict(dict)
        self._children: dict[Id, list[Id]] = defaultdict(list)
        self._doubted: set[tuple[Id, Id]] = set()
        for parentage in case.parentages:
            for parent in parentage.parents:
                if parent == parentage.child or parent not in case.people or parentage.child not in case.people:
                    continue
                sure = parentage.certainty_of(parent)
                if sure is ParentCertainty.EXCLUDED:
                    continue
                if sure in {ParentCertainty.DISPUTED, ParentCertainty.ALLEGED, ParentCertainty.PRESUMED}:
                    self._doubted.add((parentage.child, parent))
                way = parentage.way_of(parent)
                known = self._parents[parentage.child].get(parent)
                if known is None:
                    self._children[parent].append(parentage.child)
                if known is None or way in BLOOD:
                    self._parents[parentage.child][parent] = way
        self._partners: dict[Id, list[Id]] = defaultdict(list)
        for partnership in case.partnerships:
            if len(set(partnership.partners)) == 2:
                one, two = partnership.partners
                for here, there in ((one, two), (two, one)):
                    if there not in self._partners[here]:
                        self._partners[here].append(there)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[Id]:
        """The family as a networkx graph: people as nodes, "parent" and "partner" edges with their way."""
        import networkx as nx

        graph: nx.MultiDiGraph[Id] = nx.MultiDiGraph()
        graph.add_nodes_from(self.case.people)
        for child, parents in self._parents.items():
            for parent, way in parents.items():
                graph.add_edge(parent, child, key="parent", way=way.value)
        for one, others in self._partners.items():
            for other in others:
                graph.add_edge(one, other, key="partner")
        return graph

    def parents_of(self, person: Id) -> dict[Id, ParentageKind]:
        """Return the recorded parents, each with the way of descent."""
        return dict(self._parents.get(person, {}))

    def birth_parents_of(self, person: Id) -> tuple[Id, ...]:
        """Return the parents by birth, without a donor."""
        return tuple(p for p, way in self._parents.get(person, {}).items() if way in KIN)

    def legal_parents_of(self, person: Id) -> tuple[Id, ...]:
        """Return the parents by birth and by adoption."""
        ways = KIN | {ParentageKind.ADOPTED}
        return tuple(p for p, way in self._parents.get(person, {}).items() if way in ways)

    def children_of(self, person: Id) -> tuple[Id, ...]:
        """Return the children of every way of descent."""
        return tuple(self._children.get(person, ()))

    def partners_of(self, person: Id) -> tuple[Id, ...]:
        """Return everyone recorded as a partner at any time."""
        return tuple(self._partners.get(person, ()))

    def certain_parents_of(self, person: Id) -> frozenset[Id]:
        """Return the parents by birth whom nobody disputes and who are not merely presumed or alleged."""
        return frozenset(p for p in self.birth_parents_of(person) if (person, p) not in self._doubted)

    def siblings_of(self, person: Id) -> tuple[Id, ...]:
        """Return those who share both birth parents beyond doubt."""
        return tuple(s for s in self._birth_siblings(person) if self._half(person, s) is False)

    def half_siblings_of(self, person: Id) -> tuple[Id, ...]:
        """Return those who share exactly one birth parent while both have two beyond doubt."""
        return tuple(s for s in self._birth_siblings(person) if self._half(person, s))

    def _birth_siblings(self, person: Id) -> tuple[Id, ...]:
        own = set(self.birth_parents_of(person))
        found = [c for p in own for c in self._children[p] if c != person and p in self.birth_parents_of(c)]
        return tuple(dict.fromkeys(sorted(found)))

    def _half(self, one: Id, two: Id) -> bool | None:
        """Return whether two people are half and not full siblings; None where the record cannot tell."""
        a, b = self.certain_parents_of(one), self.certain_parents_of(two)
        shared = len(a & b)
        if shared == 2:
            return False
        if (
            len(a) == 2
            and len(b) == 2
            and len(self.birth_parents_of(one)) == 2
            and len(self.birth_parents_of(two)) == 2
        ):
            return shared == 1
        return None

    def within(self, person: Id, generations: int) -> frozenset[Id]:
        """Return everyone at most so many generations up or down from a person, with the partners between."""
        up = {person}
        layers = [{person}]
        for _ in range(max(generations - 1, 0)):
            layers.append({p for c in layers[-1] for p in self._parents.get(c, {})} - up)
            up |= layers[-1]
        found = set(up)
        frontier = set(up)
        while frontier:
            frontier = {c for p in frontier for c in self._children.get(p, ())} - found
            found |= frontier
        partners = {q for p in found for q in self._partners.get(p, ())}
        co_parents = {q for p in found for c in self._children.get(p, ()) for q in self._parents[c]}
        return frozenset(found | partners | co_parents)

    def relation(self, child: Id, person: Id) -> Relation:
        """Return who a person is to a child."""
        return next(r for r in self.relations(child, [person]))

    def relations(self, child: Id, people: Iterable[Id] | None = None) -> list[Relation]:
        """Return who everyone (or these people) is to a child, nearest first."""
        steps = self._distances(child)
        wanted = list(people) if people is not None else [p for p in self.case.people if p != child]
        far = len(self.case.people) + 1
        found = [Relation(p, self._words(child, p), steps.get(p, far)) for p in wanted]
        return sorted(found, key=lambda r: (r.steps, self.case.people[r.person].birth.sort_key, r.person))

    def _distances(self, child: Id) -> dict[Id, int]:
        steps = {child: 0}
        frontier = [child]
        while frontier:
            reached: list[Id] = []
            for here in frontier:
                for there in (
                    *self._parents.get(here, {}),
                    *self._children.get(here, ()),
                    *self._partners.get(here, ()),
                ):
                    if there not in steps:
                        steps[there] = steps[here] + 1
                        reached.append(there)
            frontier = reached
        return steps

    def _ancestors(self, person: Id, *, is_legal: bool) -> dict[Id, tuple[Id, ...]]:
        """Return each ancestor by birth, or by adoption too, with the shortest path up; the person itself has an empty path."""
        parents_of = self.legal_parents_of if is_legal else self.birth_parents_of
        paths: dict[Id, tuple[Id, ...]] = {person: ()}
        frontier = [person]
        while frontier:
            reached: list[Id] = []
            for here in frontier:
                for parent in parents_of(here):
                    if parent not in paths:
                        paths[parent] = (*paths[here], parent)
                        reached.append(parent)
            frontier = reached
        return paths

    def _words(self, child: Id, person: Id) -> str:
        if child == person:
            return "the child"
        return (
            self._by_descent(child, person)
            or self._as_parent(child, person)
            or self._as_child(child, person)
            or self._by_adoption(child, person)
            or self._by_partner(child, person)
            or self._by_care(child, person)
            or NO_TIE
        )

    def _as_parent(self, child: Id, person: Id) -> str:
        """Return the word for a parent who is none by birth; empty where the person is no parent."""
        way = self._parents.get(child, {}).get(person)
        if way is None:
            return ""
        if way is ParentageKind.DONOR:
            return "donor"
        prefix = _WAY_WORDS.get(way, "")
        return _gendered(self.case.people[person], f"{prefix} parent".strip(), prefix)

    def _as_child(self, child: Id, person: Id) -> str:
        """Return the word for a child of one's own who is none by birth; empty where the person is none."""
        way = self._parents.get(person, {}).get(child)
        return "" if way is None else self._child_word(person, way)

    def _child_word(self, person: Id, way: ParentageKind) -> str:
        word = _by_gender(self.case.people[person], "daughter", "son", "child")
        prefix = "donor-conceived" if way is ParentageKind.DONOR else _WAY_WORDS.get(way, "")
        return f"{prefix}{word}" if prefix.endswith("-") else f"{prefix} {word}".strip()

    def _by_adoption(self, child: Id, person: Id) -> str:
        """Return the word for a relative through an adoption: "adoptive brother"; empty where there is none."""
        words = self._by_descent(child, person, is_legal=True)
        return f"adoptive {words}" if words else ""

    def _near(self, child: Id, person: Id) -> str:
        """Return the word for a relative by birth or adoption, or for a parent of any kind."""
        return self._by_descent(child, person) or self._as_parent(child, person) or self._by_adoption(child, person)

    def _by_care(self, child: Id, person: Id) -> str:
        """Return who somebody is through a home that is none by birth or adoption: "foster mother's daughter"."""
        for carer, way in self._parents.get(child, {}).items():
            through = "" if way in KIN else self._by_descent(carer, person) or self._by_adoption(carer, person)
            if through:
                return _possessive(self._as_parent(child, carer), through)
        for carer, way in self._parents.get(person, {}).items():
            if way not in KIN and (through := self._near(child, carer)):
                return _possessive(through, self._child_word(person, way))
        return ""

    def _by_partner(self, child: Id, person: Id) -> str:
        best = ""
        for partner in self._partners.get(person, ()):
            through = "own" if partner == child else self._near(child, partner)
            if through:
                word = self._partner_word(person, partner)
                found = word if through == "own" else _possessive(through, word)
                best = min(best, found, key=len) if best else found
        if best:
            return best
        for parent in self._parents.get(person, {}):
            for partner in self._partners.get(parent, ()):
                through = self._near(child, partner)
                if through:
                    word = _by_gender(self.case.people[person], "daughter", "son", "child")
                    return _possessive(through, f"{self._partner_word(parent, partner)}'s {word}")
        return ""

    def _partner_word(self, person: Id, partner: Id) -> str:
        both = {person, partner}
        for partnership in self.case.partnerships:
            if set(partnership.partners) == both:
                status = partnership.status_on(self.day).status
                if status.has_ended:
                    return "former partner"
                if status.value == "married":
                    return _by_gender(self.case.people[person], "wife", "husband", "spouse")
                if status.value == "civil partnership":
                    return "civil partner"
        return "partner"

    def _by_descent(self, child: Id, person: Id, *, is_legal: bool = False) -> str:
        """Return the word for a relative by birth, or by adoption as if by birth; empty where there is none."""
        if child == person:
            return ""
        up_child, up_person = (self._ancestors(one, is_legal=is_legal) for one in (child, person))
        shared = [a for a in up_child if a in up_person]
        if not shared:
            return ""
        doubted = {a for a in shared if self._is_doubted(child, up_child[a]) or self._is_doubted(person, up_person[a])}
        near = min(shared, key=lambda a: (len(up_child[a]) + len(up_person[a]), len(up_child[a]), a in doubted, a))
        up, down = len(up_child[near]), len(up_person[near])
        them = self.case.people[person]
        nearest = [
            a
            for a in shared
            if (len(up_child[a]), len(up_person[a])) == (up, down) and (a in doubted) == (near in doubted)
        ]
        side = self._side(up_child, nearest) if up else ""
        doubt = DISPUTED if near in doubted else ""
        if down == 0:
            word = _up_word(them, up)
            return (word if up == 1 else f"{side} {word}".strip()) + doubt
        if up == 0:
            return _down_word(them, down) + doubt
        half = False if is_legal else self._half_line(up_child[near], up_person[near], child, person)
        plain = _across_word(them, up, down)
        word = f"half-{plain}" if half else plain if half is False else f"{plain} or half-{plain}"
        if half is None and (up > 1 or down > 1):
            word = plain
        return (f"{side} {word}".strip() if up > 1 or half is not False else word) + doubt

    def _is_doubted(self, person: Id, path: tuple[Id, ...]) -> bool:
        """Return whether a path upwards goes over a parent who is disputed, presumed or alleged."""
        return any(step in self._doubted for step in zip((person, *path), path, strict=False))

    def _side(self, paths: dict[Id, tuple[Id, ...]], nearest: list[Id]) -> str:
        firsts = {paths[a][0] for a in nearest}
        if len(firsts) != 1:
            return ""
        parent = self.case.people[next(iter(firsts))]
        return _by_gender(parent, "maternal", "paternal", "")

    def _half_line(self, to_child: tuple[Id, ...], to_person: tuple[Id, ...], child: Id, person: Id) -> bool | None:
        one = to_child[-2] if len(to_child) > 1 else child
        two = to_person[-2] if len(to_person) > 1 else person
        return self._half(one, two)


def _possessive(through: str, word: str) -> str:
    """Return "mother's former partner"; that a tie is disputed is said at the end."""
    if through.endswith(DISPUTED):
        return f"{through.removesuffix(DISPUTED)}'s {word}{DISPUTED}"
    return f"{through}'s {word}"


def _by_gender(person: Person, female: str, male: str, other: str) -> str:
    return {Gender.FEMALE: female, Gender.MALE: male}.get(person.gender, other)


def _gendered(person: Person, plain: str, prefix: str) -> str:
    word = _by_gender(person, "mother", "father", "")
    if not word:
        return plain
    return f"{prefix}{word}" if prefix.endswith("-") else f"{prefix} {word}".strip()


def _up_word(person: Person, up: int) -> str:
    if up == 1:
        return _by_gender(person, "mother", "father", "parent")
    return "great-" * (up - 2) + _by_gender(person, "grandmother", "grandfather", "grandparent")


def _down_word(person: Person, down: int) -> str:
    if down == 1:
        return _by_gender(person, "daughter", "son", "child")
    return "great-" * (down - 2) + _by_gender(person, "granddaughter", "grandson", "grandchild")


def _across_word(person: Person, up: int, down: int) -> str:
    if up == 1 and down == 1:
        return _by_gender(person, "sister", "brother", "sibling")
    if down == 1:
        return "great-" * (up - 2) + _by_gender(person, "aunt", "uncle", "aunt or uncle")
    if up == 1:
        return "great-" * (down - 2) + _by_gender(person, "niece", "nephew", "niece or nephew")
    degree = min(up, down) - 1
    removed = abs(up - down)
    ordinal = {1: "", 2: "second ", 3: "third "}.get(degree, f"{degree}th ")
    times = {0: "", 1: " once removed", 2: " twice removed"}.get(removed, f" {removed} times removed")
    return f"{ordinal}cousin{times}"
