"""Placing round an ellipse: every card outside it in the order of its kind, every line free on its way to the middle.

The kinds that are people go down the left side, the services down the right; the ellipse grows until nothing meets.
Figures come from steps of a quarter of a degree and plain arithmetic, so that they are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporters.drawing.metrics import text_width
from exporters.drawing.scene import Point
from exporters.ecomap.cards import BESIDE, HEADER_SIZE, Box, Card
from exporters.ecomap.plane import TURN, direction, ellipse_edge, grown, hits, overlap
from exporters.ecomap.sectors import BY_KEY, FAMILY, HOME, NETWORK
from exporters.ecomap.ways import CLEAR, Standing, Way, ways_of
from exporters.genogram.room import Rect, hull

PEOPLE = (HOME, FAMILY, NETWORK, "community")
"""The kinds at the left side."""
NINE_O_CLOCK = TURN // 2
GAP, SECTOR_GAP = 4.5, 12.0
"""Between cards, and between the cards of two kinds."""
_GROWTHS = 80
GROWTH = 1.04
_SHAPES = (0.46, 0.56, 0.68, 0.8)
"""Heights of the ellipse that are tried, as shares of its width."""
MOST_ON_ONE = 24
"""Cards beyond which two ellipses are tried, the outer lines between the inner cards."""
LEAST_LINE = 62.0
"""Least length of a line, in points."""
PAGE = (814.0, 455.0)
"""Room for a drawing on a landscape A4 page at the size it is made for, beside heading and legend, in points."""


@dataclass(frozen=True)
class Spot:
    """One card with its place and its lines."""

    card: Card
    box: Box
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Header:
    """The title of a kind beside its first or last card."""

    sector: str
    text: str
    rect: Rect


@dataclass(frozen=True)
class Orbit:
    """Everything placed round the middle, which is at 0, 0."""

    half: Point
    """Half the axes of the ellipse."""
    spots: tuple[Spot, ...]
    headers: tuple[Header, ...]


@dataclass
class _Laid:
    """A card tried at a step."""

    card: Card
    box: Box
    header: Header | None
    step: int
    line: tuple[Point, Point]

    @property
    def parts(self) -> tuple[Rect, ...]:
        """The rectangles that it takes: its own, and its title's."""
        return (self.box.rect,) if self.header is None else (self.box.rect, self.header.rect)


def orbit(cards: Sequence[Card], centre: Point, words_beside: Sequence[Sequence[str]]) -> Orbit:
    """Return the cards placed round a centre of half axes `centre`; `words_beside` are each card's lines' words."""
    if not cards:
        return Orbit((centre[0] + 80.0, centre[1] + 60.0), (), ())
    order = _clockwise(cards)
    words = {card.system.id: w for card, w in zip(cards, words_beside, strict=True)}
    levels = (1, 2) if len(order) > MOST_ON_ONE else (1,)
    tried = [_least(order, centre, share, level) for level in levels for share in _SHAPES]
    (wide, high), _, level = min(tried, key=lambda least: (_share_of_page(least[1]), least[0]))
    found: Orbit | None = None
    for _ in range(_GROWTHS):
        laid = _Sweep(order, (wide, high), centre, level).spread()
        spots = _with_lines(laid, centre, words) if laid is not None else None
        if laid is not None and spots is not None:
            found = Orbit((wide, high), spots, tuple(p.header for p in laid if p.header is not None))
            break
        more = GROWTH if laid is None else GROWTH * GROWTH
        wide, high = wide * more, high * more
    assert found is not None, "an ellipse that grows without end has room for everything"
    return found


def _least(order: list[Card], centre: Point, share: float, levels: int) -> tuple[Point, Point, int]:
    """Return the least ellipse of a shape, its height a share of its width, that has room; the whole's size; the levels."""
    least = max(centre[0] + LEAST_LINE * 1.3, (centre[1] + LEAST_LINE) / share)

    def at(growths: int) -> tuple[Point, list[_Laid] | None]:
        wide = least
        for _ in range(growths):
            wide *= GROWTH
        half = wide, wide * share
        return half, _Sweep(order, half, centre, levels).first()

    high = 0
    while at(high)[1] is None:
        high += 8
    low = max(high - 7, 0)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if at(middle)[1] is not None else (middle + 1, high)
    half, laid = at(high)
    assert laid is not None
    left, top, right, bottom = hull(part for p in laid for part in p.parts)
    return half, (right - left, bottom - top), levels


def is_on_page(placed: Orbit) -> bool:
    """Return whether a drawing has room on a landscape A4 page at a size that can be read."""
    rects = [*(spot.box.rect for spot in placed.spots), *(header.rect for header in placed.headers)]
    if not rects:
        return True
    left, top, right, bottom = hull(rects)
    return _share_of_page((right - left, bottom - top)) <= 1.0


def _share_of_page(size: Point) -> float:
    """Return how much of a landscape page's drawing room a size takes, by its tighter side."""
    return max(size[0] / PAGE[0], size[1] / PAGE[1])


def _clockwise(cards: Sequence[Card]) -> list[Card]:
    """Return the cards clockwise from six o'clock: the people upwards in reverse, then the services downwards."""
    people = [c for c in cards if c.system.sector in PEOPLE]
    return [*reversed(people), *(c for c in cards if c.system.sector not in PEOPLE)]


class _Sweep:
    """Tries cards one after another round one ellipse."""

    def __init__(self, order: list[Card], half: Point, centre: Point, levels: int) -> None:
        self._order = order
        out = max(card.half[0] * 2 if not card.has_symbol else card.half[0] * 2 + BESIDE + card.width for card in order)
        down = max(card.height for card in order) + 12.0
        self._halves = [(half[0] + n * (out + 12.0), half[1] + n * down) for n in range(levels)]
        self._centre = centre
        self._tries: dict[tuple[int, int, bool], _Laid | None] = {}
        self._people = [n for n, card in enumerate(order) if card.system.sector in PEOPLE]

    def first(self) -> list[_Laid] | None:
        """Return the cards as near one another as they can stand."""
        return self._swept(TURN // 4, 0.0, self._bearers([NINE_O_CLOCK] * len(self._order)))

    def spread(self) -> list[_Laid] | None:
        """Return the cards with even room between them, the people at the left; None where they do not fit."""
        start, heads = TURN // 4, self._bearers([NINE_O_CLOCK] * len(self._order))
        best: list[_Laid] | None = None
        for _ in range(4):
            laid = self._swept(start, 0.0, heads)
            if laid is None:
                return best
            low, high = 0, 24
            while low < high:
                middle = (low + high + 1) // 2
                wider = self._swept(start, middle * 4.0, heads)
                low, high, laid = (low, middle - 1, laid) if wider is None else (middle, high, wider)
            best = laid
            turned = start + NINE_O_CLOCK - self._middle(laid)
            bearers = self._bearers([p.step for p in laid])
            if abs(turned - start) <= 4 and bearers == heads:
                break
            start, heads = turned, bearers
        return best

    def _middle(self, laid: list[_Laid]) -> int:
        """Return the step in the middle of the people; where there are none, that opposite the services' middle."""
        if self._people:
            return (laid[self._people[0]].step + laid[self._people[-1]].step) // 2
        return (laid[0].step + laid[-1].step) // 2 + TURN // 2

    def _bearers(self, steps: list[int]) -> frozenset[int]:
        """Return which card of each kind carries its title: the first in the order of reading, low on the page the last."""
        by_sector: dict[str, list[int]] = {}
        for n, card in enumerate(self._order):
            by_sector.setdefault(card.system.sector, []).append(n)
        found = set()
        for sector, cards in by_sector.items():
            reading = list(reversed(cards)) if sector in PEOPLE else cards
            low = sum(direction(steps[n])[1] for n in cards) / len(cards)
            found.add(reading[0 if low <= 0.6 else -1])
        return frozenset(found)

    def _swept(self, start: int, more: float, heads: frozenset[int]) -> list[_Laid] | None:
        """Return each card at the first step that is free, with so much more room than it must have between cards."""
        laid: list[_Laid] = []
        for n, card in enumerate(self._order):
            is_same = bool(laid) and laid[-1].card.system.sector == card.system.sector
            gap = (GAP if is_same else SECTOR_GAP) + more
            first = laid[-1].step + 1 if laid else start
            for step in range(first, start + TURN):
                tried = self._tried(n, step, n in heads)
                if tried is not None and _is_free(tried, laid, gap, SECTOR_GAP + more):
                    laid.append(tried)
                    break
            else:
                return None
        return laid

    def _tried(self, n: int, step: int, is_bearer: bool) -> _Laid | None:
        """Return a card at a step; None where its title would lie on its own line."""
        key = n, step % TURN, is_bearer
        if key not in self._tries:
            self._tries[key] = self._made(n, step, is_bearer)
        found = self._tries[key]
        return None if found is None else _Laid(found.card, found.box, found.header, step, found.line)

    def _made(self, n: int, step: int, is_bearer: bool) -> _Laid | None:
        card, half = self._order[n], self._halves[n % len(self._halves)]
        c, s = towards = direction(step)
        box = card.at((half[0] * c, half[1] * s), towards)
        line = ellipse_edge(box.middle, box.half, (0.0, 0.0)), ellipse_edge((0.0, 0.0), self._centre, box.middle)
        if not is_bearer:
            return _Laid(card, box, None, step, line)
        for header in _headers(card.system.sector, box, is_right=c > 0):
            if not hits(*line, grown(header.rect, CLEAR)):
                return _Laid(card, box, header, step, line)
        return None


def _headers(sector: str, box: Box, *, is_right: bool) -> Iterator[Header]:
    """Yield where a kind's title may stand beside a card: above, above and outward, below."""
    text = BY_KEY[sector].title.upper()
    width, high = text_width(text, HEADER_SIZE, is_bold=True), HEADER_SIZE * 1.5
    middle = (box.rect[0] + box.rect[2] - width) / 2
    x = {"start": box.text[0], "end": box.text[2] - width}.get(box.anchor, middle)
    outward = box.rect[2] - width if is_right else box.rect[0]
    for left, is_above in ((x, True), (outward, True), (x, False)):
        top = box.rect[1] - high - 1.0 if is_above else box.rect[3] + 1.0
        yield Header(sector, text, (left, top, left + width, top + high))


def _is_free(tried: _Laid, laid: list[_Laid], gap: float, from_first: float) -> bool:
    """Return whether a card meets none of the last ones nor the first ones, and no line meets a card."""
    near = [(other, gap) for other in reversed(laid[-10:])] + [(other, from_first) for other in laid[:-10][:5]]
    for other, apart in near:
        for part in tried.parts:
            if any(overlap(part, there, apart) for there in other.parts) or hits(*other.line, grown(part, CLEAR)):
                return False
        if any(hits(*tried.line, grown(there, CLEAR)) for there in other.parts):
            return False
    return True


def _with_lines(laid: list[_Laid], centre: Point, words: dict[str, Sequence[str]]) -> tuple[Spot, ...] | None:
    """Return the cards with their lines and the words beside them; None where words find no room."""
    ways = ways_of([Standing(p.box, p.parts, p.line, tuple(words[p.card.system.id])) for p in laid], centre)
    return None if ways is None else tuple(Spot(p.card, p.box, own) for p, own in zip(laid, ways, strict=True))
