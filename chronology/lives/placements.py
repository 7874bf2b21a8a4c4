"""Where one child lived, as episodes in the order in which they began, with what the record leaves open between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.households import Footing, Residence
from chronology.record.ties import Parentage, ParentageKind
from chronology.record.values import Id

UNNAMED = frozenset({Footing.FOSTER, Footing.ADOPTIVE})
"""Footings of homes that are never called by a name or an address: it would name foster carers or adopters."""

_WAYS = {
    Footing.FOSTER: ParentageKind.FOSTER,
    Footing.KINSHIP: ParentageKind.KINSHIP,
    Footing.GUARDIANSHIP: ParentageKind.GUARDIANSHIP,
    Footing.ADOPTIVE: ParentageKind.ADOPTED,
}
"""By what way somebody cares for a child who is placed with them."""


@dataclass(frozen=True)
class Episode:
    """One stay of a child in one home."""

    residence: Residence
    number: int
    """Counted from 1 in the order in which the stays began; undated ones come last."""
    where: str
    """The footing, and the home's name where it may be named."""

    @property
    def when(self) -> When:
        """From when to when, as recorded."""
        return self.residence.when

    def had_begun(self, day: date) -> bool:
        """Return whether it had begun by a day, or may have; an undated one always may."""
        return self.when.began_by(day) is not Falls.NO


@dataclass(frozen=True)
class Gap:
    """A time between two stays for which no home is recorded."""

    first: date
    last: date


def episodes_of(case: CaseFile, child: Id) -> tuple[Episode, ...]:
    """Return the child's stays in the order in which they began, undated ones last."""
    held = sorted((r for r in case.residences if r.person == child), key=lambda r: (r.when.sort_key, r.id))
    return tuple(Episode(r, n, _where(case, r)) for n, r in enumerate(held, 1))


def is_told(episodes: tuple[Episode, ...]) -> bool:
    """Return whether the stays are worth a picture: more than one, or one away from home."""
    return len(episodes) > 1 or any(e.residence.footing is not Footing.HOME for e in episodes)


def gaps_in(episodes: tuple[Episode, ...]) -> tuple[Gap, ...]:
    """Return the times between stays in which, however the dates fall, no home is recorded; an open stay leaves none."""
    found: list[Gap] = []
    reached: date | None = None
    for episode in episodes:
        start = episode.when.earliest
        if start is None:
            continue
        if reached is not None and start > reached + timedelta(days=1):
            found.append(Gap(reached + timedelta(days=1), start - timedelta(days=1)))
        last = episode.when.latest
        if last is None:
            return tuple(found)
        reached = last if reached is None else max(reached, last)
    return tuple(found)


def with_carers(case: CaseFile) -> CaseFile:
    """Return the case file with those who care for a child in a placement as a parent set by that way.

    A placement names its carers without saying anything of descent; a picture of the family shows who cares for whom.
    Whoever is a parent of the child in any other set is left as recorded.
    """
    sets = []
    for stay in case.residences:
        way = _WAYS.get(stay.footing)
        known = {parent for held in case.parentages_by_child.get(stay.person, ()) for parent in held.parents}
        carers = tuple(c for c in stay.carers if c in case.people and c not in known and c != stay.person)[:2]
        if way is not None and carers:
            cited = stay.model_dump(include={"known", "standing", "restriction", "cites"})
            sets.append(
                Parentage(id=f"{stay.id}-carers", child=stay.person, parents=carers, way=way, when=stay.when, **cited)
            )
    return case.with_records(sets) if sets else case


def _where(case: CaseFile, residence: Residence) -> str:
    home = case.households.get(residence.household) if residence.household else None
    name = "address withheld" if home and home.is_address_protected else home.name if home else residence.words
    if residence.footing in UNNAMED or not name:
        return residence.footing.value
    return name if residence.footing is Footing.HOME else f"{residence.footing.value}: {name}"
