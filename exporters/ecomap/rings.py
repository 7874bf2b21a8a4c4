"""Placing in rings: who stands nearest in the inmost, professionals in the outermost, each name whole within its ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from chronology.record.steps import stepwise
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import Point
from exporters.ecomap.cards import HEADER_SIZE, Box, Card
from exporters.ecomap.orbit import PAGE, PEOPLE, Spot
from exporters.ecomap.plane import TURN, direction, overlap
from exporters.ecomap.system import RING_TITLES, Ring
from exporters.genogram.room import Rect

PAD, GAP = 6.5, 5.0
MOST_LOOPS = 4
EMPTY = 26.0
"""How wide a ring is that nobody stands in."""
_STEP = 4
"""A degree: as fine as names need."""
_TURNS = tuple(turn * _STEP for turn in (-32, -24, -16, -8, 8, 16, 24, 32))


@dataclass(frozen=True)
class Band:
    """One ring: its outer ellipse and its title on that."""

    ring: Ring
    half: Point
    title: str
    title_rect: Rect


def rings(cards: Sequence[Card], centre: Point) -> tuple[tuple[Spot, ...], tuple[Band, ...]]:
    """Return every card within its ring round a centre of half axes `centre`, and the rings."""
    inner = centre
    spots: dict[str, Spot] = {}
    bands: list[Band] = []
    for ring in Ring:
        own = [card for card in cards if card.system.ring is ring]
        taken = tuple(band.title_rect for band in bands)
        inner = _filled(own, inner, spots, taken)
        title = RING_TITLES[ring].upper()
        width = text_width(title, HEADER_SIZE)
        rect = (-width / 2 - 3, -inner[1] - HEADER_SIZE * 0.65, width / 2 + 3, -inner[1] + HEADER_SIZE * 0.65)
        bands.append(Band(ring, inner, title, rect))
    return tuple(spots[card.system.id] for card in cards), tuple(bands)


def _filled(cards: list[Card], inner: Point, spots: dict[str, Spot], taken: tuple[Rect, ...]) -> Point:
    """Place cards outside an ellipse, in the loops that take least room, and return the ellipse round all of it."""
    if not cards:
        return inner[0] + EMPTY, inner[1] + EMPTY
    best: tuple[float, Point, list[tuple[list[Card], list[Box]]]] | None = None
    for loops in range(1, min(MOST_LOOPS, len(cards)) + 1):
        half, placed = inner, []
        for n in range(loops):
            part = cards[n::loops]
            boxes, half = _grown(part, half, taken)
            placed.append((part, boxes))
        size = _size(half)
        if best is None or size < best[0]:
            best = size, half, placed
    assert best is not None
    for part, boxes in best[2]:
        for card, box in zip(part, boxes, strict=True):
            spots[card.system.id] = Spot(card, box, ())
    return best[1]


def _grown(cards: list[Card], inner: Point, taken: tuple[Rect, ...]) -> tuple[list[Box], Point]:
    """Return one loop of cards round an ellipse, or the least larger one that has room, and the ellipse round them."""
    best: tuple[float, list[Box], Point] | None = None
    for lean in (1.0, 1.5, 2.2):
        more = 0.0
        while (boxes := _looped(cards, (inner[0] + more * lean, inner[1] + more), inner, taken)) is None:
            more += 6.0
        half = _round(boxes, inner)
        size = _size(half)
        if best is None or size < best[0]:
            best = size, boxes, half
    assert best is not None
    return best[1], best[2]


def _looped(cards: list[Card], track: Point, inner: Point, taken: tuple[Rect, ...]) -> list[Box] | None:
    """Return the cards round an ellipse with even room between them, people at the left; None where they do not fit.

    Of turns a little either way, the one is taken that needs the least ring.
    """
    order = [
        *(c for c in reversed(cards) if c.system.sector in PEOPLE),
        *(c for c in cards if c.system.sector not in PEOPLE),
    ]
    people = sum(1 for c in order if c.system.sector in PEOPLE)
    start, best = TURN // 4, None
    for _ in range(3):
        found = _evenly(order, track, start, taken)
        if found is None:
            return None
        best, extra = found
        steps = [step for _, step in best]
        middle = (steps[0] + steps[people - 1]) // 2 if people else (steps[0] + steps[-1]) // 2 + TURN // 2
        if abs(TURN // 2 - middle) <= _STEP:
            break
        start = (start + TURN // 2 - middle) // _STEP * _STEP
    assert best is not None
    turned = [_swept(order, track, start + turn, extra, taken) for turn in _TURNS]
    laid = min(
        (best, *(other for other in turned if other is not None)),
        key=lambda tried: _size(_round([box for box, _ in tried], inner)),
    )
    by_id = {card.system.id: box for card, (box, _) in zip(order, laid, strict=True)}
    return [by_id[card.system.id] for card in cards]


def _evenly(
    order: list[Card], track: Point, start: int, taken: tuple[Rect, ...]
) -> tuple[list[tuple[Box, int]], int] | None:
    """Return the cards with the most room between them that fits from a start, and how many steps that is."""
    laid = _swept(order, track, start, 0, taken)
    if laid is None:
        return None
    low, high = 0, TURN // len(order) // _STEP
    while low < high:
        middle = (low + high + 1) // 2
        wider = _swept(order, track, start, middle * _STEP, taken)
        low, high, laid = (low, middle - 1, laid) if wider is None else (middle, high, wider)
    return laid, low * _STEP


def _swept(
    order: list[Card], inner: Point, start: int, extra: int, taken: tuple[Rect, ...]
) -> list[tuple[Box, int]] | None:
    laid: list[tuple[Box, int]] = []
    step = start
    for card in stepwise(order):
        step = laid[-1][1] + _STEP + extra if laid else start
        while step < start + TURN:
            box = _outside(card, inner, step)
            if not any(overlap(box.rect, other, GAP) for other in (*taken, *(b.rect for b, _ in laid))):
                break
            step += _STEP
        else:
            return None
        laid.append((box, step))
    is_round = len(laid) > 1 and laid[-1][1] + extra >= start + TURN
    return None if is_round else laid


def _outside(card: Card, inner: Point, step: int) -> Box:
    """Return the card as near an ellipse as it can stand in a direction, wholly outside it."""
    c, s = direction(step)
    wide, high = card.half[0] * 2, card.half[1] * 2
    a, b = inner[0] + PAD, inner[1] + PAD
    low, top = 1.0, 1.0 + (wide / a + high / b) * 1.5
    for _ in range(24):
        middle = (low + top) / 2
        x, y = a * c * middle, b * s * middle
        near_x, near_y = max(abs(x) - wide / 2, 0.0) / a, max(abs(y) - high / 2, 0.0) / b
        if near_x * near_x + near_y * near_y >= 1.0:
            top = middle
        else:
            low = middle
    return card.over(a * c * top, b * s * top)


def _round(boxes: list[Box], inner: Point) -> Point:
    """Return the ellipse round boxes and round the ring within that takes least of a page, with room to spare."""
    corners = [(max(abs(box.rect[0]), abs(box.rect[2])), max(abs(box.rect[1]), abs(box.rect[3]))) for box in boxes]
    halves = []
    for percent in range(40, 101, 2):
        share = percent / 100
        wide = max(sqrt(x * x + (y / share) ** 2) for x, y in corners)
        half = wide + PAD, wide * share + PAD
        if half[0] >= inner[0] + EMPTY and half[1] >= inner[1] + EMPTY:
            halves.append(half)
    fallback = max(corners)[0] + max(y for _, y in corners) + inner[0] + EMPTY
    return min(halves, key=_size, default=(fallback, fallback))


def _size(half: Point) -> float:
    """Return how much of a landscape page an ellipse takes, by its tighter side first."""
    across, down = half[0] / PAGE[0], half[1] / PAGE[1]
    return max(across, down) + (across + down) / 4
