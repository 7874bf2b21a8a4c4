"""A family's shape made sound for layout: indexed, every child in one sibship, loops cut, and each cut named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from exporters.genogram.shape import Descent, DescentKind, Member, Shape, Union


@dataclass
class Couple:
    """A couple or single parent, by member index; `children` are those whose rows and order it decides, eldest first."""

    union: str
    partners: tuple[int, ...]
    children: list[int] = field(default_factory=list)
    start: tuple[int, int, int] | None = None

    @property
    def pair(self) -> bool:
        """Whether there are two partners."""
        return len(self.partners) == 2


@dataclass(frozen=True)
class Link:
    """One line of descent: the couple (index into `Kin.couples`), the child, and how it is recorded."""

    couple: int
    child: int
    union: str
    kind: DescentKind
    twins: int = 0


@dataclass
class Kin:
    """The sound family that the layout works on."""

    members: list[Member]
    couples: list[Couple]
    parents: list[int | None]
    """For each member the couple that decides its row and sibship."""
    links: dict[int, Link]
    """The deciding link of each child, by child."""
    extras: list[Link]
    """Further parent sets, and links that closed a loop: drawn, without a say in rows and order."""
    partners: list[list[int]]
    """For each member its partners, in the order of their unions."""
    unions_of: list[list[int]]
    """For each member the couples it is a partner in, in order."""
    faults: list[str]

    def couples_of(self, members: Iterable[int]) -> list[tuple[int, Couple]]:
        """Return the couples in which any of `members` is a partner, with their numbers, in order."""
        return [(u, self.couples[u]) for u in sorted({u for m in members for u in self.unions_of[m]})]

    def twins(self, one: int, other: int) -> bool:
        """Whether two children of one union were born together."""
        a, b = self.links.get(one), self.links.get(other)
        return a is not None and b is not None and a.couple == b.couple and a.twins > 0 and a.twins == b.twins


def sound(shape: Shape) -> Kin:
    """Return the family with doubles merged, unusable links left out and ancestor loops cut, every one of them named."""
    faults: list[str] = []
    index: dict[str, int] = {}
    members: list[Member] = []
    for member in shape.members:
        if member.id in index:
            faults.append(f"{member.id} is given twice among the members; the first was drawn")
            continue
        index[member.id] = len(members)
        members.append(member)

    couples: list[Couple] = []
    seen: dict[tuple[int, ...], int] = {}
    given: dict[int, list[Link]] = defaultdict(list)
    for union in shape.unions:
        pair = _partners(union, index, faults)
        if not pair:
            if union.children:
                faults.append(f"union {union.id} has no partner who is drawn; its children hang from nobody")
            continue
        key = tuple(sorted(pair))
        at = seen.get(key) if len(pair) == 2 else None
        if at is None:
            at = len(couples)
            couples.append(Couple(union.id, pair, start=union.start))
            seen[key] = at
        else:
            faults.append(f"the couple of union {union.id} is recorded twice; its line is that of {couples[at].union}")
        for descent in union.children:
            link = _link(at, union, descent, index, pair, faults)
            if link is not None:
                given[link.child].append(link)

    links: dict[int, Link] = {}
    extras: list[Link] = []
    for child in range(len(members)):
        mine = given.get(child, [])
        main = next((k for k, link in enumerate(mine) if link.kind == "birth"), 0)
        told: set[tuple[int, DescentKind]] = set()
        for k, link in enumerate(mine):
            if (link.couple, link.kind) in told:
                faults.append(f"{members[child].id} is twice a child of union {link.union}; drawn once")
                continue
            told.add((link.couple, link.kind))
            if k == main:
                links[child] = link
            else:
                extras.append(link)

    _cut_loops(members, couples, links, extras, faults)
    given_at = {(u.id, d.child): (i, k) for i, u in enumerate(shape.unions) for k, d in enumerate(u.children)}
    for child in sorted(links, key=lambda c: given_at[links[c].union, members[c].id]):
        couples[links[child].couple].children.append(child)
    for couple in couples:
        births = [members[c].birth for c in couple.children]
        if all(b is not None for b in births):
            couple.children.sort(key=lambda c: members[c].birth or (0, 0, 0))

    partners: list[list[int]] = [[] for _ in members]
    unions_of: list[list[int]] = [[] for _ in members]
    ranked = sorted(range(len(couples)), key=lambda u: (couples[u].start or (9999, 0, 0), u))
    for u in ranked:
        for p in couples[u].partners:
            unions_of[p].append(u)
            partners[p] += [q for q in couples[u].partners if q != p]
    parents = [links[c].couple if c in links else None for c in range(len(members))]
    return Kin(members, couples, parents, links, extras, partners, unions_of, faults)


def _partners(union: Union, index: dict[str, int], faults: list[str]) -> tuple[int, ...]:
    """Return the known, distinct partners of a union, naming what was left out."""
    out: list[int] = []
    for name in union.partners[:2]:
        if name not in index:
            faults.append(f"union {union.id} names a partner, {name}, who is not among the members")
        elif index[name] in out:
            faults.append(f"{name} is recorded as their own partner in union {union.id}; drawn as one parent")
        else:
            out.append(index[name])
    if len(union.partners) > 2:
        faults.append(f"union {union.id} names more than two partners; the first two were drawn as a couple")
    return tuple(out)


def _link(
    couple: int, union: Union, descent: Descent, index: dict[str, int], pair: tuple[int, ...], faults: list[str]
) -> Link | None:
    """Return one usable line of descent, or None with the reason among the faults."""
    if descent.child not in index:
        faults.append(f"union {union.id} names a child, {descent.child}, who is not among the members")
        return None
    child = index[descent.child]
    if child in pair:
        faults.append(f"{descent.child} is recorded as their own parent in union {union.id}; no line can be drawn")
        return None
    return Link(couple, child, union.id, descent.kind, descent.twins)


def _cut_loops(
    members: list[Member], couples: list[Couple], links: dict[int, Link], extras: list[Link], faults: list[str]
) -> None:
    """Take each link that makes somebody their own ancestor out of `links`, to be drawn only as an extra line."""
    state = [0] * len(members)

    def parents(child: int) -> tuple[int, ...]:
        return couples[links[child].couple].partners if child in links else ()

    for start in range(len(members)):
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, iter(parents(start)))]
        while stack:
            node, rest = stack[-1]
            for parent in rest:
                if state[parent] == 0:
                    state[parent] = 1
                    stack.append((parent, iter(parents(parent))))
                    break
                if state[parent] == 1:
                    link = links.pop(node)
                    extras.append(link)
                    faults.append(
                        f"{members[node].id} is recorded as their own ancestor through union {link.union}; "
                        "that link has no say in the rows"
                    )
                    stack[-1] = (node, iter(()))
                    break
            else:
                state[node] = 2
                stack.pop()
