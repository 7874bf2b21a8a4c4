"""The people of a family as a tree on a day, line by line, and below it who lives where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronology.lives.households import household_members, how_lives, where_is
from chronology.lives.kinship import FamilyGraph
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When, age_at
from chronology.record.people import Life, Person, Place
from chronology.record.ties import Parentage, ParentageKind, ParentCertainty, Partnership, PartnershipStatus
from chronology.record.values import Id

LONGEST = 20_000
"""Lines of a tree; more are counted and not listed."""


@dataclass(frozen=True)
class TreeLine:
    """One line of the tree: somebody, or a heading."""

    words: str
    person: Id | None = None
    """Whom the line is about; None for a heading."""
    depth: int = 0
    """How far it is set in."""
    is_partner: bool = False
    is_again: bool = False
    """Whether the person has another line with their children below it."""


def tree_lines(case: CaseFile, day: date) -> tuple[TreeLine, ...]:
    """Return everyone on a day as a tree: partners below a person, children below the couple, each generation set in.

    Whoever has no recorded parent begins a tree, the eldest first; a partner with parents of their own stands there in full and
    here in one line. People of the network follow, then the homes of the day with who lives there.
    """
    on_day = case.as_at(day).case
    lines = _Tree(on_day, day).lines()
    if len(lines) > LONGEST:
        lines = [*lines[:LONGEST], TreeLine(f"{len(lines) - LONGEST} more lines are not listed")]
    return (*lines, *_homes(on_day, day))


def person_words(person: Person, day: date) -> str:
    """Return somebody's name, age on a day or years of life, in one line."""
    words = person.shown_name
    born = "" if person.birth.is_undated else person.birth.words()
    if person.life is Life.EXPECTED:
        return f"{words}, due {born}" if born else words
    if person.life is not Life.BORN:
        return f"{words}, {born}" if born else words
    if person.is_dead or person.death.happened_by(day) in {Falls.CERTAIN, Falls.POSSIBLE}:
        died = "" if person.death.is_undated else f" {person.death.words()}"
        return f"{words} †{died}"
    return f"{words}, {age_at(person.birth, When.on(day)).words()}" if born else words


_Waiting = tuple[Id, int, str, Id, Id]
"""Somebody to be told, how far set in, by what way a child, of whom a partner; or apart from whom the rest is told."""


class _Tree:
    def __init__(self, case: CaseFile, day: date) -> None:
        self._case = case
        self._day = day
        self._graph = FamilyGraph(case, day)
        self._ended = {frozenset(p.partners): p for p in case.partnerships}
        self._told: set[Id] = set()
        self._sets: dict[Id, list[Parentage]] = {}
        for tie in case.parentages:
            for parent in dict.fromkeys(tie.parents):
                if tie.child in case.people and tie.child != parent and parent in case.people:
                    self._sets.setdefault(parent, []).append(tie)

    def lines(self) -> list[TreeLine]:
        """Return the lines: trees from those without parents, then whoever is left, then the network."""
        people = sorted(self._case.people.values(), key=lambda p: (p.birth.sort_key, p.name, p.id))
        family = [p for p in people if p.place in {Place.FAMILY, Place.CARER, Place.PET}]
        first = [p for p in family if not self._graph.parents_of(p.id)]
        first.sort(key=lambda p: bool(self._placed_partners(p.id)))
        lines: list[TreeLine] = []
        for person in (*first, *family):
            if person.id not in self._told:
                self._grow(person.id, lines)
        others = [p for p in people if p.id not in self._told]
        if others:
            lines.append(TreeLine("Network and professionals"))
            lines += [TreeLine(self._words(p) + (f", {p.role}" if p.role else ""), p.id, depth=1) for p in others]
        return lines

    def _placed_partners(self, person: Id) -> list[Id]:
        """Return the partners of somebody who have parents recorded, and so a place of their own."""
        return [q for q in self._graph.partners_of(person) if self._graph.parents_of(q)]

    def _grow(self, root: Id, lines: list[TreeLine]) -> None:
        """Add somebody with everyone below them, without recursion: a family file may be thousands of generations deep."""
        waiting: list[_Waiting] = [(root, 0, "", "", "")]
        while waiting:
            who, depth, way, of, apart_from = waiting.pop()
            if of:
                lines.append(self._partner_line(who, depth, of))
                continue
            if apart_from:
                if not self._graph.parents_of(who) and who not in self._told:
                    self._told.add(who)
                    waiting += reversed(self._below(who, depth, apart_from=apart_from))
                continue
            is_again = who in self._told
            by = f" ({way})" if way else ""
            lines.append(TreeLine(f"{self._words(self._case.people[who])}{by}", who, depth, is_again=is_again))
            if is_again:
                continue
            self._told.add(who)
            waiting += reversed(self._below(who, depth + 1))

    def _below(self, who: Id, depth: int, apart_from: Id = "") -> list[_Waiting]:
        """Return the partners of somebody and below each the children of the two, then the children of one parent alone.

        With `apart_from`, nobody who stands with that partner already.
        """
        found: list[_Waiting] = []
        sets = sorted(self._sets.get(who, ()), key=self._by_age)
        others = list(dict.fromkeys([*self._graph.partners_of(who), *(p for s in sets for p in s.parents if p != who)]))
        for other in others:
            if other == apart_from or other not in self._case.people:
                continue
            found.append((other, depth, "", who, ""))
            found += [(s.child, depth + 1, self._way(s, who), "", "") for s in sets if other in s.parents]
            found.append((other, depth + 1, "", "", who))
        found += [(s.child, depth, self._way(s, who), "", "") for s in sets if set(s.parents) == {who}]
        return found

    def _by_age(self, tie: Parentage) -> tuple[object, str, str]:
        child = self._case.people[tie.child]
        return (child.birth.sort_key, child.name, tie.id)

    def _way(self, tie: Parentage, parent: Id) -> str:
        """Return by what way a child is in a parent set, where it is not by birth and simply recorded."""
        way, sure = tie.way_of(parent), tie.certainty_of(parent)
        words = ["" if way is ParentageKind.BIRTH else way.value]
        return ", ".join(w for w in (*words, "" if sure is ParentCertainty.RECORDED else sure.value) if w)

    def _partner_line(self, who: Id, depth: int, of: Id) -> TreeLine:
        held = self._ended.get(frozenset({who, of}))
        has_more = bool(self._graph.parents_of(who))
        words = f"{self._words(self._case.people[who])}{self._status(held)}"
        return TreeLine(words, who, depth, is_partner=True, is_again=has_more)

    def _status(self, held: Partnership | None) -> str:
        if held is None:
            return ""
        step = held.status_on(self._day)
        is_bare = step.status is PartnershipStatus.NOT_RECORDED and step.when.is_undated
        return "" if is_bare else f" ({step.words()})"

    def _words(self, person: Person) -> str:
        return person_words(person, self._day) + ("  ◆ subject child" if person.is_subject else "")


def _homes(case: CaseFile, day: date) -> list[TreeLine]:
    lines = [TreeLine(""), TreeLine("Who lives where")]
    homes = household_members(case, day)
    for home in homes:
        lines.append(TreeLine(where_is(case, home), depth=1))
        for member in home.members:
            person = case.people[member.person]
            how = how_lives(case, home, member)
            lines.append(TreeLine(person_words(person, day) + (f" ({how})" if how else ""), person.id, depth=2))
    return lines if homes else [*lines, TreeLine("not recorded for this day", depth=1)]
