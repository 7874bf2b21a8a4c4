"""A layout and what it shows as a scene: heading, grounds of the kinds or rings, lines, people and services, legend."""

from __future__ import annotations

import itertools

from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Box, Ellipse, Group, Mark, Path, Scene, Stroke, Words
from exporters.ecomap.cards import HEADER_SIZE, wrapped
from exporters.ecomap.layout import Layout
from exporters.ecomap.legend import keys_of, legend_groups, moved
from exporters.ecomap.marks import card_marks, line_marks, shape_key
from exporters.ecomap.orbit import Spot
from exporters.ecomap.sectors import BY_KEY, SECTORS
from exporters.ecomap.system import Around
from exporters.ecomap.telling import Telling
from exporters.ecomap.ways import WORDS_SIZE

MARGIN, HEAD, FOOT = 12.0, 38.0, 16.0
TITLE_SIZE, HEADING_SIZE, FOOT_SIZE = 16.0, 9.0, 8.5
LEAST_WIDE = 480.0
RING_TINTS = ("#e3edf5", "#eef4ee", "#faf6ee")
"""From the inmost ring: paler outwards, so that they differ in greys too."""


def origin(layout: Layout) -> tuple[float, float]:
    """Return where the middle of the layout stands in the scene."""
    left, top, right, _ = layout.bounds
    spare = max(LEAST_WIDE - (right - left), 0.0) / 2
    return MARGIN + spare - left, MARGIN + HEAD - top


def scene_of(
    around: Around,
    layout: Layout,
    telling: Telling,
    *,
    title: str,
    line: str,
    description: str,
    footnotes: tuple[str, ...],
) -> Scene:
    """Return the whole scene."""
    dx, dy = origin(layout)
    left, top, right, bottom = layout.bounds
    wide = max(right - left, LEAST_WIDE)
    titles = wrapped(title, TITLE_SIZE, wide, 2, is_bold=True)
    heads = [Words(MARGIN, MARGIN + 12 + n * 18.0, words, TITLE_SIZE, True, "start") for n, words in enumerate(titles)]
    lines = wrapped(line, HEADING_SIZE, wide, 2)
    under = MARGIN + 12 + len(titles) * 18.0 - 3
    heads += [
        Words(MARGIN, under + n * 11.5, words, HEADING_SIZE, anchor="start", colour=QUIET)
        for n, words in enumerate(lines)
    ]
    extra = (len(titles) - 1) * 18.0 + (len(lines) - 1) * 11.5
    dy += extra
    groups = [Group("heading", title, tuple(heads))]
    drawn = [*_grounds(layout), *_lines(layout, telling), *_cards(layout, telling)]
    drawn.append(Group("centre", telling.centre(), layout.centre.marks))
    drawn += _titles(layout)
    groups += [Group(g.role, g.title, tuple(moved(m, dx, dy) for m in g.marks)) for g in drawn]
    y = MARGIN + HEAD + extra + bottom - top + FOOT
    is_round = all(spot.card.is_round for spot in layout.spots)
    legend, deep = legend_groups(_used(around, layout), around.child, MARGIN, y, wide, is_round=is_round)
    y += deep
    notes = [w for note in footnotes for w in wrapped(note, FOOT_SIZE, wide, 4)]
    for n, words in enumerate(notes):
        legend.append(
            Group("legend", words, (Words(MARGIN, y + 2 + n * 11.5, words, FOOT_SIZE, anchor="start", colour=QUIET),))
        )
    y += len(notes) * 11.5
    return Scene(wide + 2 * MARGIN, y + MARGIN - 8, title, description, (*groups, *legend))


def _grounds(layout: Layout) -> list[Group]:
    """Return the pale grounds behind everything: rings from the outermost, or one band for each kind."""
    found = [
        Group(
            "ring",
            band.title.capitalize(),
            (Ellipse(0.0, 0.0, *band.half, Stroke(1.1, (), QUIET), RING_TINTS[band.ring - 1]),),
        )
        for band in reversed(layout.bands)
    ]
    if layout.bands:
        return found
    for sector in SECTORS:
        own = [spot for spot in layout.spots if spot.card.system.sector == sector.key]
        marks: list[Mark] = []
        for one, other in itertools.pairwise(own):
            marks.append(Path((_middle(one), _middle(other)), Stroke(16.0, (), sector.tint)))
        rects = [spot.box.rect for spot in own] + [h.rect for h in layout.headers if h.sector == sector.key]
        for x1, y1, x2, y2 in rects:
            marks.append(Box((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1 + 8, y2 - y1 + 6, 8, Stroke(0), sector.tint))
        if marks:
            found.append(Group("sector", sector.title, tuple(marks)))
    return found


def _middle(spot: Spot) -> tuple[float, float]:
    x1, y1, x2, y2 = spot.box.rect
    return (x1 + x2) / 2, (y1 + y2) / 2


def _lines(layout: Layout, telling: Telling) -> list[Group]:
    found = []
    every = [way for spot in layout.spots for way in spot.ways]
    for spot in layout.spots:
        for line, way in zip(spot.card.system.lines, spot.ways, strict=False):
            others = [(other.start, other.end) for other in every if other is not way]
            marks = line_marks(line, (way.start, way.end), way.covered, others)
            for text, (x1, y1, x2, y2) in way.rows:
                base = (y1 + y2) / 2 + WORDS_SIZE * 0.34
                marks.append(Words((x1 + x2) / 2, base, text, WORDS_SIZE, has_ground=True, width=x2 - x1 - 4.0))
            found.append(Group("tie", telling.line(spot.card.system, line), tuple(marks)))
    return found


def _cards(layout: Layout, telling: Telling) -> list[Group]:
    return [
        Group(
            "person" if spot.card.is_person else "service", telling.system(spot.card.system),
            tuple(card_marks(spot.card, spot.box)),
        )
        for spot in layout.spots
    ]  # fmt: skip


def _titles(layout: Layout) -> list[Group]:
    """Return the titles of the kinds, or of the rings in their upper edge."""
    found = []
    for header in layout.headers:
        x1, _, x2, y2 = header.rect
        words = Words((x1 + x2) / 2, y2 - HEADER_SIZE * 0.42, header.text, HEADER_SIZE, True, colour=QUIET)
        found.append(Group("sector", BY_KEY[header.sector].title, (words,)))
    for band in layout.bands:
        width = text_width(band.title, HEADER_SIZE)
        words = Words(
            0.0, -band.half[1] + HEADER_SIZE * 0.35, band.title, HEADER_SIZE, colour=QUIET, has_ground=True, width=width
        )
        found.append(Group("ring", band.title.capitalize(), (words,)))
    return found


def _used(around: Around, layout: Layout) -> set[str]:
    used: set[str] = {"child"}
    people = [p for p in around.members if p.id != around.child.id]
    used |= {shape_key(p) for p in people}
    used |= {"unconfirmed" for p in people if not p.is_confirmed}
    for spot in layout.spots:
        system = spot.card.system
        if spot.card.has_symbol:
            used.add(shape_key(system.person))
            used |= {"unconfirmed"} if system.person is not None and not system.person.is_confirmed else set()
        elif not spot.card.is_person:
            used.add("service")
        if spot.ways:
            used |= {key for line in system.lines for key in keys_of(line)}
    return used
