"""The lines from cards to the centre as they run, and where the words beside them stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import Point
from exporters.ecomap.cards import Box, wrapped
from exporters.ecomap.plane import along, clipped, grown, hits, length, overlap
from exporters.genogram.room import Rect, hull

WORDS_SIZE = 8.0
LEAD = WORDS_SIZE * 1.24
LONGEST_WORDS = 96.0
APART = 12.0
"""Between two lines of one card, at the card."""
OUTSIDE = 2.5
"""Between a line and words that stand beside it."""
CLEAR = 3.5
"""How far a line stays from what it does not concern."""
_SHARES = tuple(sorted((n / 40 for n in range(8, 38)), key=lambda share: (abs(share - 0.65), share)))
"""Where along a line, from the centre, its words are tried."""
_NARROW = (48.0, 34.0)
"""Widths in which words are tried on two lines where one line finds no room."""


@dataclass(frozen=True)
class Way:
    """One line of a card, from the card to the centre."""

    start: Point
    end: Point
    rows: tuple[tuple[str, Rect], ...] = ()
    """The words beside it, in one line or two, each with its rectangle; none where it has no words."""

    @property
    def covered(self) -> tuple[float, float] | None:
        """From where to where, in shares of its length, its words stand on it."""
        if not self.rows or not length(self.start, self.end):
            return None
        return clipped(self.start, self.end, hull(rect for _, rect in self.rows))


@dataclass(frozen=True)
class Standing:
    """A card's place as its lines need it."""

    box: Box
    parts: tuple[Rect, ...]
    """Every rectangle that it takes."""
    line: tuple[Point, Point]
    words: tuple[str, ...]
    """Those of each of its lines."""


def ways_of(cards: Sequence[Standing], centre: Point) -> list[tuple[Way, ...]] | None:
    """Return each card's lines with their words; None where a line meets a card, or words find no room."""
    plain = [_side_by_side(card) for card in cards]
    for n, own in enumerate(plain):
        for m, card in enumerate(cards):
            if n != m and any(hits(w.start, w.end, grown(part, CLEAR - 1)) for w in own for part in card.parts):
                return None
    every = [way for own in plain for way in own]
    taken = [part for card in cards for part in card.parts]
    taken.append((-centre[0], -centre[1], centre[0], centre[1]))
    found: list[tuple[Way, ...]] = []
    for card, own in zip(cards, plain, strict=True):
        told: list[Way] = []
        for n, (way, words) in enumerate(zip(own, card.words, strict=True)):
            side = 0 if len(own) == 1 else 1 if n else -1
            others = [other for other in every if other is not way]
            rows = _rows(way, words, side, others, taken) if words else ()
            if words and not rows:
                return None
            taken += [rect for _, rect in rows]
            told.append(replace(way, rows=rows))
        found.append(tuple(told))
    return found


def _side_by_side(card: Standing) -> tuple[Way, ...]:
    """Return a card's lines side by side, nearer one another at the centre."""
    start, end = card.line
    far = length(start, end) or 1.0
    across = (-(end[1] - start[1]) / far, (end[0] - start[0]) / far)
    found = []
    for n in range(len(card.words)):
        off = (n - (len(card.words) - 1) / 2) * APART
        here = start[0] + across[0] * off, start[1] + across[1] * off
        there = end[0] + across[0] * off * 0.4, end[1] + across[1] * off * 0.4
        found.append(Way(here, there))
    return tuple(found)


def _rows(
    way: Way, words: str, side: int, others: Sequence[Way], taken: Sequence[Rect]
) -> tuple[tuple[str, Rect], ...]:
    """Return a line's words on it, clear of everything else: in one line, else in two; nothing where nowhere is.

    Where a card has two lines, their words stand beside them (`side` -1 and 1), each away from the other line.
    """
    one = shortened(words, WORDS_SIZE, LONGEST_WORDS)
    far = length(way.start, way.end) or 1.0
    across = (-(way.end[1] - way.start[1]) / far, (way.end[0] - way.start[0]) / far)
    for texts in ([one], *(wrapped(one, WORDS_SIZE, narrow, 2) for narrow in _NARROW)):
        if len(texts) > 1 and texts[-1].endswith("…") and not one.endswith("…"):
            continue
        halves = [text_width(text, WORDS_SIZE) / 2 + 2.0 for text in texts]
        high = LEAD * len(texts) / 2
        off = side * (abs(across[0]) * max(halves) + abs(across[1]) * high + OUTSIDE)
        for share in _SHARES:
            x, y = along(way.end, way.start, share)
            x, top = x + across[0] * off, y + across[1] * off - high
            rows = tuple(
                (text, (x - half, top + n * LEAD, x + half, top + (n + 1) * LEAD))
                for n, (text, half) in enumerate(zip(texts, halves, strict=True))
            )
            if all(_is_free(rect, others, taken) for _, rect in rows):
                return rows
    return ()


def _is_free(rect: Rect, others: Sequence[Way], taken: Sequence[Rect]) -> bool:
    if any(overlap(rect, other, 1.0) for other in taken):
        return False
    room = grown(rect, 2.0)
    return not any(hits(other.start, other.end, room) for other in others)
