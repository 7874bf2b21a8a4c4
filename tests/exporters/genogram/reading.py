"""Reads a drawing in characters back: who stands where, and whom its lines join, from the signs alone."""

from __future__ import annotations

import itertools
from collections import defaultdict

from chronology.record.values import Id
from exporters.genogram.canvas import DOWN, LEFT, RIGHT, UP
from exporters.genogram.characters import CharacterPicture
from exporters.genogram.picture import Picture
from exporters.genogram.shape import Layout

_WAYS = (
    ("│║╎┊┆╏┇", UP | DOWN), ("─═╌┈┄╍┅≡━", LEFT | RIGHT), ("╵", UP), ("╷", DOWN), ("╴", LEFT), ("╶", RIGHT),
    ("┌╔╒╓╭┍", DOWN | RIGHT), ("┐╗╕╖╮┑", DOWN | LEFT), ("└╚╘╙", UP | RIGHT), ("┘╝╛╜", UP | LEFT),
    ("├╠╞╟", UP | DOWN | RIGHT), ("┤╣╡╢", UP | DOWN | LEFT), ("┬╦╤╥", DOWN | LEFT | RIGHT),
    ("┴╩╧╨┷", UP | LEFT | RIGHT), ("┼╬╪╫┿", UP | DOWN | LEFT | RIGHT),
)  # fmt: skip
ARMS = {sign: arms for signs, arms in _WAYS for sign in signs}
Family = tuple[frozenset[Id], frozenset[Id]]
"""Partners or the one parent, and children."""


def families_read(picture: CharacterPicture) -> list[Family]:
    """Return for every net of lines that join whom it reaches from beside or below, and whom from above."""
    whose = {(x, y): i for i, spans in picture.people.items() for y, a, b in spans for x in range(a, b)}
    root: dict[tuple[int, int], tuple[int, int]] = {}

    def find(cell: tuple[int, int]) -> tuple[int, int]:
        root.setdefault(cell, cell)
        while root[cell] != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    def arms(x: int, y: int) -> int:
        if not (0 <= y < len(picture.rows) and 0 <= x < len(picture.rows[y])) or (x, y) in whose:
            return 0
        sign = picture.rows[y][x]
        if sign == "?":
            is_fork = beyond(x, y, -1) & RIGHT and beyond(x, y, 1) & LEFT
            return UP | LEFT | RIGHT if is_fork else 0
        return ARMS.get(sign, 0)

    def beyond(x: int, y: int, way: int) -> int:
        """Return the ways of the sign beside a cell, of the next but one where an upright line crosses between."""
        row = picture.rows[y]
        x += way
        while 0 <= x < len(row) and ARMS.get(row[x]) == UP | DOWN:
            x += way
        return ARMS.get(row[x], 0) if 0 <= x < len(row) and (x, y) not in whose else 0

    parents: dict[tuple[int, int], set[Id]] = defaultdict(set)
    children: dict[tuple[int, int], set[Id]] = defaultdict(set)
    lines = [(x, y) for y, row in enumerate(picture.rows) for x in range(len(row)) if arms(x, y)]
    for x, y in lines:
        find((x, y))
    for x, y in lines:
        here = arms(x, y)
        for arm, dx, dy, back in ((RIGHT, 1, 0, LEFT), (LEFT, -1, 0, RIGHT), (DOWN, 0, 1, UP), (UP, 0, -1, DOWN)):
            if not here & arm:
                continue
            tx, ty = x + dx, y + dy
            while (tx, ty) not in whose and not arms(tx, ty) & back:
                is_nobody = ty < len(picture.rows) and "".join(picture.rows[ty][tx : tx + 1]) == "?"
                if is_nobody or not (0 <= tx < picture.width and 0 <= ty < len(picture.rows)):
                    break
                tx, ty = tx + dx, ty + dy
            if (tx, ty) in whose:
                (children if dy > 0 else parents)[x, y].add(whose[tx, ty])
            elif arms(tx, ty) & back:
                root[find((x, y))] = find((tx, ty))
    found: dict[tuple[int, int], tuple[set[Id], set[Id]]] = defaultdict(lambda: (set(), set()))
    for cell in lines:
        found[find(cell)][0].update(parents[cell])
        found[find(cell)][1].update(children[cell])
    return [(frozenset(p), frozenset(c)) for p, c in found.values()]


def families_drawn(picture: Picture) -> list[Family]:
    """Return the couples and parents whose lines the layout has on the day, with the children on them."""
    found = []
    for couple in picture.shown_couples:
        children = frozenset(d.child for d in picture.shown_descents if d.union == couple.union)
        partners = frozenset(picture.drawn.unions[couple.union][1])
        if children or len(picture.drawn.ends_of(couple.union)) > 1:
            found.append((partners, children))
    return found


def rows_read(picture: CharacterPicture) -> list[list[Id]]:
    """Return who stands on every line of symbols, from the left."""
    rows: dict[int, list[tuple[int, Id]]] = defaultdict(list)
    for person, ((line, start, _), *_) in picture.people.items():
        rows[line].append((start, person))
    return [[person for _, person in sorted(rows[line])] for line in sorted(rows)]


def rows_drawn(picture: Picture) -> list[list[Id]]:
    """Return who stands on every row of the layout on the day, from the left."""
    rows: dict[int, list[Id]] = defaultdict(list)
    for person in picture.ordered:
        rows[picture.layout.places[person].row].append(person)
    return [rows[row] for row in sorted(rows)]


def overlaps(picture: CharacterPicture) -> list[tuple[Id, Id]]:
    """Return the people whose symbols or labels share a cell."""
    taken: dict[tuple[int, int], Id] = {}
    found = []
    for person, spans in picture.people.items():
        for line, start, stop in spans:
            owners = (taken.setdefault((x, line), person) for x in range(start, stop))
            found += [(owner, person) for owner in owners if owner != person]
    return found


def fall_together(layout: Layout) -> bool:
    """Return whether upright pieces of two unions lie on one another in the layout: on paper too they look like one."""
    pieces = [
        (x1, min(y1, y2), max(y1, y2), line.union)
        for line in (*layout.couples, *layout.descents)
        for (x1, y1), (x2, y2) in itertools.pairwise(line.points)
        if x1 == x2
    ]
    return any(
        one[3] != other[3] and abs(one[0] - other[0]) < 2.0 and one[1] < other[2] and other[1] < one[2]
        for one, other in itertools.combinations(pieces, 2)
    )
