"""What cannot be as a file records it; all of it is kept as recorded and said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from chronology.record.dates import When
from chronology.record.people import Person
from chronology.record.ties import Parentage, ParentageKind
from chronology.record.values import Id

Say = Callable[[Id, str], None]


def look_at(people: Mapping[Id, Person], parentages: Sequence[Parentage], say: Say) -> None:
    """Say of each person what cannot be: own ancestor, born before a parent, dead before birth, events before it."""
    for person in people.values():
        if _is_before(person.death, person.birth):
            say(person.id, f"{person.shown_name} died before being born, as recorded: check the dates")
        for fact in person.facts:
            if not fact.what.startswith(("birth", "death")) and _is_before(fact.when, person.birth):
                say(person.id, f"{person.shown_name}: {fact.what} is before the birth, as recorded: check the dates")
    for tie in parentages:
        child = people.get(tie.child)
        for parent_id in tie.parents:
            parent = people.get(parent_id)
            if child is None or parent is None or tie.way_of(parent_id) is not ParentageKind.BIRTH:
                continue
            if child.id != parent.id and _is_before(child.birth, parent.birth):
                say(
                    child.id,
                    f"{child.shown_name} was born before their parent {parent.shown_name}, as recorded: check the dates",
                )
    for person_id in own_ancestors(parentages):
        if person_id in people:
            say(person_id, f"{people[person_id].shown_name} is recorded as their own ancestor: kept as recorded")


def _is_before(one: When, two: When) -> bool:
    """Return whether one is before the other however the dates fall."""
    return one.latest is not None and two.earliest is not None and one.latest < two.earliest


def own_ancestors(parentages: Iterable[Parentage]) -> list[Id]:
    """Return everyone who is in a ring of descent, in order; without recursion, in time in proportion to the ties."""
    parents: dict[Id, list[Id]] = {}
    for tie in parentages:
        parents.setdefault(tie.child, []).extend(tie.parents)
    number: dict[Id, int] = {}
    low: dict[Id, int] = {}
    open_ids: list[Id] = []
    is_open: set[Id] = set()
    rings: list[Id] = []
    for start in parents:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        open_ids.append(start)
        is_open.add(start)
        walk = [(start, iter(parents.get(start, ())))]
        while walk:
            here, ahead = walk[-1]
            onward = next(ahead, None)
            if onward is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[here])
                if low[here] == number[here]:
                    ring: list[Id] = []
                    while not ring or ring[-1] != here:
                        ring.append(open_ids.pop())
                        is_open.discard(ring[-1])
                    if len(ring) > 1 or here in parents.get(here, ()):
                        rings += sorted(ring, key=number.__getitem__)
            elif onward not in number:
                number[onward] = low[onward] = len(number)
                open_ids.append(onward)
                is_open.add(onward)
                walk.append((onward, iter(parents.get(onward, ()))))
            elif onward in is_open:
                low[here] = min(low[here], number[onward])
    return rings
