"""Where everything on an ecomap stands, as data: round a middle at 0, 0, in points, y downwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exporters.ecomap.cards import HEADER_SIZE, Card, Style
from exporters.ecomap.centre import Centre, centre_of
from exporters.ecomap.orbit import Header, Spot, is_on_page, orbit
from exporters.ecomap.rings import Band, rings
from exporters.ecomap.system import Around
from exporters.genogram.room import Rect, hull


@dataclass(frozen=True)
class Layout:
    """Everything with its place."""

    centre: Centre
    spots: tuple[Spot, ...]
    headers: tuple[Header, ...] = ()
    """The titles of the kinds; none where there are rings."""
    bands: tuple[Band, ...] = ()
    """The rings of network circles, the inmost first."""

    @property
    def bounds(self) -> Rect:
        """The rectangle round everything."""
        return hull(self._rects())

    def _rects(self) -> Iterator[Rect]:
        half = self.centre.half
        yield (-half[0], -half[1], half[0], half[1])
        for spot in self.spots:
            yield spot.box.rect
        for header in self.headers:
            yield header.rect
        for band in self.bands:
            yield (-band.half[0], -band.half[1] - HEADER_SIZE, band.half[0], band.half[1])


def lay_out(around: Around, *, has_circles: bool) -> Layout:
    """Return everything placed: on an ellipse by kind, or in rings by who they are."""
    centre = centre_of(around)
    if has_circles:
        spots, bands = rings([Card(system, Style.SHORT) for system in around.systems], centre.half)
        return Layout(centre, spots, bands=bands)
    words = [[line.words if system.person else "" for line in system.lines] for system in around.systems]
    placed = orbit([Card(system) for system in around.systems], centre.half, words)
    if not is_on_page(placed):
        placed = orbit([Card(system, Style.CLOSE) for system in around.systems], centre.half, words)
    by_id = {spot.card.system.id: spot for spot in placed.spots}
    return Layout(centre, tuple(by_id[s.id] for s in around.systems), placed.headers)
