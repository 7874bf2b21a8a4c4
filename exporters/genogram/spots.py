"""Where the words and marks beside lines stand: found from the whole family at any day, so that no day moves them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from chronology.record.dates import Falls
from chronology.record.ties import Bond, Parentage, PartnershipStatus
from chronology.record.values import Id
from exporters.documents.printable import printable
from exporters.drawing.metrics import text_width
from exporters.genogram.dating import span_words
from exporters.genogram.emotions import emotion_of
from exporters.genogram.family import Drawn, descent_kind, label_top
from exporters.genogram.labels import DATE_SIZE, LINE, SMALL_SIZE
from exporters.genogram.room import SYMBOL_WEIGHT, WORDS_WEIGHT, Rect, Room, hull
from exporters.genogram.shape import CoupleLine, DescentLine, Layout, Point
from exporters.genogram.steps import halves, step_parts
from exporters.genogram.strands import at, half_width, length
from exporters.genogram.tie_routes import TIE_WEIGHT, Way, way_between

HALF = 22.0
OUTLINE = 3.6
"""How far the second outline of a subject child stands off."""
ASCENT, DESCENT = 0.76, 0.22
"""How far letters reach above and below their baseline, in sizes."""
_NOWHERE: Rect = (0.0, 0.0, 0.0, 0.0)
SLASH = 6.0
"""Half the height of a slash through a couple's line."""


@dataclass
class Spots:
    """Baselines and middles of words beside lines, and the ways of ties."""

    taken: Callable[[], Room]
    """Gives what symbols, labels and lines take: asked once, and only where there are words to find room for."""
    couples: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    """By union, where its words' middle and baseline are; two of them where its steps stand in two lines."""
    slashes: dict[str, Point] = field(default_factory=dict)
    """By union, where a slash goes through its line."""
    descents: dict[tuple[str, Id], Point] = field(default_factory=dict)
    """By union and child, where the words' middle and baseline are."""
    bounds: list[Rect] = field(default_factory=list)
    """The rectangles of words and ties."""
    ties: dict[Id, tuple[Way, Point]] = field(default_factory=dict)
    """By bond, the points of its way, and where its words' middle and baseline are."""

    @cached_property
    def room(self) -> Room:
        """What is taken, by whom: words and ties too, once they have their place."""
        return self.taken()


def spots_of(drawn: Drawn, layout: Layout, bonds: list[Bond]) -> Spots:
    """Return where words and ties go, each clear of what it does not concern as far as there is room."""
    spots = Spots(partial(_taken, drawn, layout))
    for couple in layout.couples:
        _couple_spot(couple, drawn, spots)
    ends: dict[Id, list[float]] = defaultdict(list)
    for line in layout.descents:
        ends[line.child].append(line.points[-1][0])
    for line in layout.descents:
        width = max(text_width(words, SMALL_SIZE) for words in words_of_any_day(drawn, line))
        if width:
            _descent_spot(line, ends[line.child], width, spots)
    bounds = (
        hull((p.x - HALF, p.y - HALF, p.x + HALF, p.y + HALF) for p in layout.places.values()) if bonds else _NOWHERE
    )
    for bond in bonds:
        _tie_spot(bond, layout, spots, bounds)
    return spots


def words_rect(x: float, baseline: float, width: float, size: float) -> Rect:
    """Return the rectangle of words by the middle of their baseline."""
    return x - width / 2, baseline - ASCENT * size, x + width / 2, baseline + DESCENT * size


def sets_by(drawn: Drawn, line: DescentLine, day: date | None) -> tuple[Parentage, ...]:
    """Return the parent sets of a line that had begun by a day, or all of them, in order."""
    sets = drawn.sets[line.union, line.child]
    return sets if day is None else tuple(s for s in sets if s.when.began_by(day) is not Falls.NO)


def descent_words(drawn: Drawn, line: DescentLine, day: date | None = None) -> str:
    """Return the short labels and years beside a line of descent, as at a day or of all days; empty for birth alone."""
    labelled = [(descent_kind(s, drawn.case)[1], s) for s in sets_by(drawn, line, day)]
    words = [f"{label} {span_words(s.when, day)}".rstrip() for label, s in labelled if label]
    return ", ".join([*words, *responsibility(drawn, line, day)])


def responsibility(drawn: Drawn, line: DescentLine, day: date | None) -> list[str]:
    """Return "PR" where a line's parents hold parental responsibility for the child, with whose where not of all."""
    parents = drawn.unions[line.union][1]
    held = {
        r.holder
        for r in drawn.case.responsibilities_by_child.get(line.child, ())
        if r.holder in parents and (day is None or r.when.stands_on(day))
    }
    if not held:
        return []
    names = [drawn.case.people[p].given or drawn.case.people[p].shown_name for p in parents if p in held]
    return ["PR" if len(held) == len(parents) else f"PR {' and '.join(map(printable, names))}"]


def _taken(drawn: Drawn, layout: Layout) -> Room:
    room = Room()
    for i, place in layout.places.items():
        reach = HALF + (OUTLINE + 1.2 if drawn.is_marked(i) else 0.6)
        room.put((place.x - reach, place.y - reach, place.x + reach, place.y + reach), SYMBOL_WEIGHT, i)
        y = place.y + label_top(drawn.is_marked(i))
        for line in drawn.labels[i]:
            if line.width:
                room.put(words_rect(place.x, y, line.width, line.size), WORDS_WEIGHT, f"{i} label")
            y += LINE
    for couple in layout.couples:
        room.put_line(couple.points, owner=couple.union)
    for descent in layout.descents:
        room.put_line(descent.points, owner=descent.union)
    return room


def _couple_spot(couple: CoupleLine, drawn: Drawn, spots: Spots) -> None:
    partnership, pair = drawn.unions[couple.union][0], drawn.ends_of(couple.union)
    levels = sorted(
        (
            (min(x1, x2), max(x1, x2), y1)
            for (x1, y1), (x2, y2) in itertools.pairwise(couple.points)
            if abs(y1 - y2) < 0.1
        ),
        key=lambda level: level[0] - level[1],
    )
    if len(pair) < 2 or not levels or partnership is None:
        return
    steps = step_parts(partnership, partnership.steps)
    left, right, y = levels[0]
    is_straight = len(levels) == 1 and len(couple.points) == 2
    places: tuple[Rect, ...] = ()
    if steps:
        places = _words_places(", ".join(steps), steps, left, right, y, is_straight, spots.room)
        for place in places:
            spots.room.put(place, WORDS_WEIGHT, couple.union)
        spots.bounds += places
        spots.couples[couple.union] = tuple(((p[0] + p[2]) / 2, p[3] - DESCENT * DATE_SIZE) for p in places)
    if not any(s.status.has_ended or s.status is PartnershipStatus.RECONCILED for s in partnership.steps):
        return
    clear_of = None if is_straight or not places else hull(places)
    spots.slashes[couple.union] = _slash_spot(couple, left, right, y, clear_of, spots.room)


def _words_places(
    words: str, steps: list[str], left: float, right: float, y: float, is_straight: bool, room: Room
) -> tuple[Rect, ...]:
    """Return where a couple's words stand: in one line, or above and below its line where one line has no room."""
    if is_straight and len(steps) > 1 and text_width(words, DATE_SIZE) > right - left - 4:
        x, width = (left + right) / 2, max(text_width(part, DATE_SIZE) for part in halves(steps))
        low = y - SLASH - 3.5
        return words_rect(x, low - DATE_SIZE - 1, width, DATE_SIZE), words_rect(x, low, width, DATE_SIZE)
    one = room.best(_beside(left, right, y, text_width(words, DATE_SIZE), is_straight))
    cost = room.cost(one)
    if not cost or len(steps) < 2 or is_straight:
        return (one,)
    width = max(text_width(part, DATE_SIZE) for part in halves(steps))
    best: tuple[float, tuple[Rect, ...]] = (cost, (one,))
    for above in _beside(left, right, y, width, is_straight=False):
        x = (above[0] + above[2]) / 2
        pair = (words_rect(x, y - 3.6, width, DATE_SIZE), words_rect(x, y + 9.6, width, DATE_SIZE))
        both = sum(room.cost(rect) for rect in pair)
        if both < best[0]:
            best = both, pair
    return best[1]


def _beside(left: float, right: float, y: float, width: float, is_straight: bool) -> Iterator[Rect]:
    """Yield where words may stand beside a level line: over its middle, further along, below."""
    middle, free = (left + right) / 2, max((right - left - width) / 2 - 3, 0.0)
    for baseline in (y - SLASH - 3.5,) if is_straight else (y - 3.6, y + 9.6):
        for n in range(int(free // 6) + 1):
            for way in (1, -1) if n else (1,):
                yield words_rect(middle + way * n * 6, baseline, width, DATE_SIZE)
    if is_straight:
        yield words_rect(middle, y + SLASH + 9.5, width, DATE_SIZE)


def _slash_spot(couple: CoupleLine, left: float, right: float, y: float, words: Rect | None, room: Room) -> Point:
    """Return where a slash is farthest from where children hang, from other lines and from the ends."""
    best: tuple[float, float] = (-1.0, (left + right) / 2)
    steps = min(max(int((right - left) / 3), 2), 120)
    for n in range(steps + 1):
        x = left + (right - left) * n / steps
        clear = min(x - left, right - x, 16.0)
        if abs(couple.middle[1] - y) < 0.1:
            clear = min(clear, abs(x - couple.middle[0]))
        if words and words[0] - 5 < x < words[2] + 5:
            clear = min(clear, 1.0)
        if room.cost((x - 7, y - SLASH, x + 7, y + SLASH), {couple.union}):
            clear = min(clear, 2.0)
        score = clear - abs(x - (left + right) / 2) / (right - left + 1) * 0.5
        if score > best[0]:
            best = score, x
    return best[1], y


def words_of_any_day(drawn: Drawn, line: DescentLine) -> list[str]:
    """Return what stands beside a line of descent after each turn of who has parental responsibility."""
    whens = [held.when for held in drawn.case.responsibilities_by_child.get(line.child, ())]
    days = {day for when in whens for day in (*when.begins, *when.ends) if day}
    return [descent_words(drawn, line, day) for day in (None, *sorted(days))]


def _descent_spot(line: DescentLine, ends: list[float], width: float, spots: Spots) -> None:
    rect = spots.room.best(_along(line, ends, width))
    spots.room.put(rect, WORDS_WEIGHT, line.child)
    spots.bounds.append(rect)
    spots.descents[line.union, line.child] = ((rect[0] + rect[2]) / 2, rect[3] - DESCENT * SMALL_SIZE)


def _along(line: DescentLine, ends: list[float], width: float) -> Iterator[Rect]:
    """Yield where words may stand beside the end of a line of descent: at either side going up, then along its bar."""
    (x, end), (_, start) = line.points[-1], line.points[-2] if len(line.points) > 1 else line.points[-1]
    sides = (-1, 1) if len(ends) > 1 and x == min(ends) else (1, -1)
    baseline = end - 12.5
    while baseline > min(start, end - 20) + 4:
        for side in sides:
            yield words_rect(x + side * (width / 2 + 3.0), baseline, width, SMALL_SIZE)
        baseline -= 4.0
    for (x1, y1), (x2, y2) in reversed(list(itertools.pairwise(line.points))):
        if abs(y1 - y2) > 0.1:
            continue
        near, way = (x2, 1 if x1 > x2 else -1)
        for n in range(int(max(abs(x1 - x2) - width, 0.0) // 8) + 1):
            at = near + way * (width / 2 + 3 + n * 8)
            yield words_rect(at, y1 - 2.6, width, SMALL_SIZE)
            yield words_rect(at, y1 + 8.2, width, SMALL_SIZE)


def _tie_spot(bond: Bond, layout: Layout, spots: Spots, bounds: Rect) -> None:
    one, two = layout.places[bond.source], layout.places[bond.target]
    half = half_width(emotion_of(bond.nature))
    way = way_between(one, two, half, spots.room, bounds, (bond.source, bond.target))
    width = text_width(tie_words(bond), SMALL_SIZE)
    far = length(way)
    rect = spots.room.best(_beside_way(way, far, half, width))
    spots.room.put(rect, WORDS_WEIGHT, bond.id)
    for x, y in way:
        spots.room.put((x - half, y - half, x + half, y + half), TIE_WEIGHT, bond.id)
    spots.bounds += [rect, *((x - half, y - half, x + half, y + half) for x, y in way)]
    spots.ties[bond.id] = (way, ((rect[0] + rect[2]) / 2, rect[3] - DESCENT * SMALL_SIZE))


def _beside_way(way: Way, far: float, half: float, width: float) -> Iterator[Rect]:
    """Yield where words may stand beside a tie: along it from its middle, on either side, and last of all upon it."""
    shares = sorted((n / 40 for n in range(4, 37)), key=lambda share: abs(share - 0.5))
    middles = [at(way, far * share) for share in shares]
    ground = SMALL_SIZE * (ASCENT + DESCENT) / 2
    for side, out in ((1, 0), (-1, 0), (1, 9), (-1, 9), (1, 18), (-1, 18), (1, 27), (-1, 27)):
        for x, y, dx, dy in middles:
            # So far off that the words' box, whatever the line's slope, stands clear of it.
            off = side * (half + 2.5 + out + abs(dy) * width / 2 + abs(dx) * ground)
            yield words_rect(x + dy * off, y - dx * off + ground - DESCENT * SMALL_SIZE, width, SMALL_SIZE)
    for x, y, _, _ in middles:
        yield words_rect(x, y + 2.6, width, SMALL_SIZE)


def tie_words(bond: Bond) -> str:
    """Return what is written beside a tie: its nature, from when to when, and how far it stands if not simply recorded."""
    words = f"{' '.join(printable(bond.nature).replace('_', ' ').split())} {span_words(bond.when)}".rstrip()
    return words if bond.standing.value == "recorded" else f"{words} ({bond.standing.value})"
