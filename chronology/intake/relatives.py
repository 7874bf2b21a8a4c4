"""Whom a word for a relative means, of the children that a row concerns."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from chronology.lives.kinship import DISPUTED, FamilyGraph
from chronology.practice.kin import Kin
from chronology.record.casefile import CaseFile
from chronology.record.values import Id


class Relatives:
    """The relatives of a family's children, by the words that say who they are."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._graph: FamilyGraph | None = None
        self._words: dict[Id, dict[Id, str]] = {}

    def called(self, kin: Kin, children: tuple[Id, ...]) -> tuple[Id, ...]:
        """Return everyone who is this to one of the children; of the subject children where no child is given."""
        for patterns in (kin.relations, kin.otherwise):
            wanted = re.compile(rf"(?:{'|'.join(patterns)})\Z") if patterns else None
            found = [
                person
                for child in children or self._subjects()
                for person, words in self._of(child).items()
                if wanted is not None and wanted.match(words)
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def numbered(self, number: int, children: tuple[Id, ...]) -> tuple[Id, ...]:
        """Return the child of that number among the siblings, eldest first (-1 = youngest); nobody where births are
        not known well enough to count."""
        group = self._siblings(children)
        dated = [(p.birth.earliest, p.birth.latest, p.id) for p in (self._case.people[i] for i in group)]
        if any(first is None or last is None for first, last, _ in dated):
            return ()
        ordered = sorted((first or date.min, last or date.min, who) for first, last, who in dated)
        if any(one[1] > two[0] for one, two in pairwise(ordered)):
            return ()
        at = number if number < 0 else number - 1
        return (ordered[at][2],) if -len(ordered) <= at < len(ordered) else ()

    def _siblings(self, children: tuple[Id, ...]) -> list[Id]:
        subjects = self._subjects()
        if not children or set(children) <= set(subjects):
            return list(subjects)
        graph = self._tree()
        return list(dict.fromkeys([*children, *(s for c in children for s in graph.siblings_of(c))]))

    def _subjects(self) -> tuple[Id, ...]:
        return tuple(p.id for p in self._case.people.values() if p.is_subject)

    def _tree(self) -> FamilyGraph:
        if self._graph is None:
            self._graph = FamilyGraph(self._case, date.max)
        return self._graph

    def _of(self, child: Id) -> dict[Id, str]:
        """Return who everyone is to a child."""
        if child not in self._words:
            relations = self._tree().relations(child) if child in self._case.people else []
            self._words[child] = {r.person: r.words.removesuffix(DISPUTED) for r in relations}
        return self._words[child]
