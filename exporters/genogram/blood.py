"""Whether two partners descend from the same forebears, as far as parents by birth are recorded."""

from __future__ import annotations

from collections import defaultdict

from chronology.record.casefile import CaseFile
from chronology.record.ties import ParentageKind, ParentCertainty, Partnership
from chronology.record.values import Id

GENERATIONS = 6
"""How far back is looked: fifth cousins have a forebear in common six generations up."""
FEATURE = "related by blood"


class Blood:
    """The forebears of everyone in a case file."""

    def __init__(self, case: CaseFile) -> None:
        self._parents: dict[Id, set[Id]] = defaultdict(set)
        for held in case.parentages:
            for parent in held.parents:
                sure = held.certainty_of(parent) in {ParentCertainty.RECORDED, ParentCertainty.PROVED}
                if held.way_of(parent) is ParentageKind.BIRTH and sure:
                    self._parents[held.child].add(parent)

    def forebears(self, person: Id) -> set[Id]:
        """Return a person's forebears by birth, and the person."""
        found = {person}
        edge = {person}
        for _ in range(GENERATIONS):
            edge = {parent for one in edge for parent in self._parents.get(one, ())} - found
            found |= edge
            if not edge:
                break
        return found

    def is_shared(self, partnership: Partnership) -> bool:
        """Return whether two partners are related by blood: recorded as such, or by parents that are recorded."""
        if FEATURE in {feature.casefold() for feature in partnership.features}:
            return True
        if len(partnership.partners) < 2:
            return False
        one, other = partnership.partners
        if one == other or not (self._parents.get(one) or self._parents.get(other)):
            return False
        return bool(self.forebears(one) & self.forebears(other))
