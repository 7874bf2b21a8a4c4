"""The homes of a projection: who lives with whom, never where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chronology.disclosure.audiences import Reason
from chronology.disclosure.kin import BY_BIRTH
from chronology.disclosure.people import free_id
from chronology.disclosure.scope import Scope
from chronology.record.casefile import CaseFile
from chronology.record.households import Footing, Household, Residence
from chronology.record.values import Id, Record

_WORDS = (
    (Footing.FOSTER, "Foster home"),
    (Footing.ADOPTIVE, "Adoptive home"),
    (Footing.RESIDENTIAL, "Residential home"),
    (Footing.SHORT_BREAK, "Short break"),
)
_AT_HOME = frozenset({Footing.HOME, Footing.VISITING, Footing.NOT_RECORDED})


@dataclass(frozen=True)
class Homes:
    """The homes of a projection and who lived in them."""

    records: tuple[Record, ...]
    ids: Mapping[Id, Id]
    """For each household of the case file that stands in the projection, the id there."""


def homes_of(case: CaseFile, people: Mapping[Id, Id], scope: Scope, counts: Counter[Reason]) -> Homes:
    """Return who lives with whom, each home, a refuge too, under a neutral name; `people` gives each person's id in the projection."""
    hidden = _first_parents_homes(case, scope)
    shared = {r.household for r in case.residences if r.person in scope.children and r.household}
    kept = [r for r in case.residences if r.person in people and _is_shown(r, scope, hidden, shared, counts)]
    first: dict[Id, tuple[int, int, int, str]] = {}
    for residence in kept:
        home = residence.household or ""
        if home in case.households:
            first[home] = min(first.get(home, residence.when.sort_key), residence.when.sort_key)
    names: dict[Id, str] = {}
    numbers: Counter[str] = Counter()
    childs = {r.household for r in kept if r.person in scope.children}
    for home in sorted(first, key=lambda i: (i not in childs, first[i], i)):
        footings = {r.footing for r in kept if r.household == home}
        word = next((words for footing, words in _WORDS if footing in footings), "Home")
        numbers[word] += 1
        names[home] = f"{word} {numbers[word]}"
    counts[Reason.ADDRESS] += len(case.households)
    ids = {home: free_id(name, case) for home, name in names.items()}
    records: list[Record] = [
        Household(id=ids[home], name=name, when=case.households[home].when) for home, name in names.items()
    ]
    records += [
        Residence(
            id=free_id(f"lives {n}", case),
            person=people[r.person],
            household=ids.get(r.household or ""),
            footing=Footing.HOME if r.footing is Footing.REFUGE else r.footing,
            when=r.when,
            known=r.known,
            standing=r.standing,
        )
        for n, r in enumerate(kept, 1)
    ]
    return Homes(tuple(records), ids)


def _first_parents_homes(case: CaseFile, scope: Scope) -> set[Id]:
    """Return every home of the child's other parents, where the audience may not see who lives there."""
    if not scope.audience.hides_first_parents_home:
        return set()
    sets = [held for held in case.parentages if held.child in scope.children]
    others = {p for held in sets for p in held.parents if held.way_of(p) in BY_BIRTH} - {scope.parent}
    return {r.household for r in case.residences if r.person in others and r.household}


def _is_shown(residence: Residence, scope: Scope, hidden: set[Id], shared: set[Id], counts: Counter[Reason]) -> bool:
    """Return whether somebody's living somewhere may be shown; of the child it always may, since a gap would tell of it."""
    if residence.person in scope.children:
        return True
    if residence.household in hidden and residence.person != scope.parent:
        counts[Reason.HOUSEHOLD] += 1
        return False
    if scope.is_childs_own and residence.person in scope.others and residence.household not in shared:
        counts[Reason.SIBLING] += 1
        return False
    if residence.person in scope.status_of or residence.footing in _AT_HOME:
        return True
    counts[Reason.SIBLING] += 1
    return False
