"""A drawing too large for one page, cut into linked sheets: nobody is cut in two, and lines say where they go on.

The cuts go where they meet fewest lines. Where a line leaves a sheet it ends in a numbered dot; the same number stands
on the sheet where it goes on, and a note says what the line is. The first page shows where each sheet lies.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import QUIET, Box, Ellipse, Group, Mark, Path, Point, Scene, Stroke, Words

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""

MARGIN, HEAD = 30.0, 44.0
NOTE, NOTE_SIZE = 12.0, 8.5
"""Height of a line of notes, and size of its letters, in points."""
COLUMNS = 3
"""Columns of notes below a sheet."""
FOOT = 150.0
"""What is kept for notes and legend below a sheet, in points."""
DOT = 2.2
_STEP = 4.0
_ASIDE = {"heading", "legend"}


@dataclass
class _Sheet:
    """What one sheet holds."""

    tile: Rect
    number: int = 0
    groups: list[Group] = field(default_factory=list)
    left_at: dict[int, list[Point]] = field(default_factory=dict)
    """For each group that is cut, where it leaves the sheet."""


def sheets_of(scene: Scene, room: tuple[float, float]) -> list[Scene]:
    """Return an overview and the sheets of a drawing, each with so much room in the drawing's own points."""
    body = [g for g in scene.groups if g.role not in _ASIDE]
    people = [(bounds_of(g), n) for n, g in enumerate(body) if g.role == "person"]
    whole = _hull([bounds_of(g) for g in body])
    wide, high = room[0] - 2 * MARGIN, room[1] - 2 * MARGIN - HEAD - FOOT
    lines = [m for g in body if g.role != "person" for m in g.marks if isinstance(m, Path)]
    xs = _cuts(whole[0], whole[2], wide, [(r[0], r[2]) for r, _ in people], lines, 0)
    ys = _cuts(whole[1], whole[3], high, [(r[1], r[3]) for r, _ in people], lines, 1)
    owner: dict[int, tuple[int, int]] = {}
    for rect, n in people:
        middle = ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2)
        owner[n] = (_place(xs, middle[0]), _place(ys, middle[1]))
    sheets: dict[tuple[int, int], _Sheet] = {}
    for row, column in itertools.product(range(len(ys) - 1), range(len(xs) - 1)):
        if (column, row) in set(owner.values()):
            tile = (xs[column], ys[row], xs[column + 1], ys[row + 1])
            sheets[column, row] = _Sheet(tile, len(sheets) + 1)
    shown_on: dict[int, list[int]] = {}
    for key, sheet in sheets.items():
        for n, group in enumerate(body):
            if group.role == "person":
                kept = list(group.marks) if owner[n] == key else []
            else:
                kept, cut = _within(group.marks, sheet.tile)
                if cut:
                    sheet.left_at[n] = cut
            if kept:
                sheet.groups.append(replace(group, marks=tuple(kept)))
                shown_on.setdefault(n, []).append(sheet.number)
    numbers = {n: k for k, n in enumerate(sorted({n for s in sheets.values() for n in s.left_at}), 1)}
    made = [_page(scene, s, len(sheets), body, numbers, shown_on, room) for s in sheets.values()]
    return [_overview(scene, body, list(sheets.values()), whole, room), *made]


def bounds_of(group: Group) -> Rect:
    """Return the rectangle round a group's marks."""
    return _hull([_mark_bounds(mark) for mark in group.marks])


def _mark_bounds(mark: Mark) -> Rect:
    if isinstance(mark, Path):
        xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
        return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)
    if isinstance(mark, Ellipse):
        return mark.x - mark.rx, mark.y - mark.ry, mark.x + mark.rx, mark.y + mark.ry
    if isinstance(mark, Box):
        return mark.x - mark.w / 2, mark.y - mark.h / 2, mark.x + mark.w / 2, mark.y + mark.h / 2
    width = text_width(mark.text, mark.size, is_bold=mark.is_bold)
    left = {"middle": mark.x - width / 2, "start": mark.x, "end": mark.x - width}[mark.anchor]
    return left, mark.y - mark.size * 0.8, left + width, mark.y + mark.size * 0.25


def _hull(rects: Sequence[Rect]) -> Rect:
    if not rects:
        return 0.0, 0.0, 0.0, 0.0
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _place(cuts: Sequence[float], at: float) -> int:
    return next((n for n in range(len(cuts) - 1) if at < cuts[n + 1]), len(cuts) - 2)


def _cuts(
    low: float, high: float, most: float, spans: Sequence[tuple[float, float]], lines: Sequence[Path], axis: int
) -> list[float]:
    """Return where to cut from low to high, each stretch at most so long: through nobody and fewest lines."""
    steps = int((high - low) / _STEP) + 2
    change = [0.0] * (steps + 1)

    def count(a: float, b: float, weight: float) -> None:
        first, last = (min(max(int((v - low) / _STEP) + k, 0), steps) for v, k in ((a, 0), (b, 1)))
        change[first] += weight
        change[last] -= weight

    for a, b in spans:
        count(a, b, 1000.0)
    for line in lines:
        for one, other in itertools.pairwise(line.points):
            count(min(one[axis], other[axis]), max(one[axis], other[axis]), 1.0)
    cost = list(itertools.accumulate(change))
    found = [low]
    while high - found[-1] > most:
        first, last = (int((found[-1] - low + share * most) / _STEP) for share in (0.55, 0.97))
        best = min(range(first, last + 1), key=lambda n: (cost[n], -n))
        found.append(low + best * _STEP)
    return [*found, high + 1.0]


def _within(marks: Iterable[Mark], tile: Rect) -> tuple[list[Mark], list[Point]]:
    """Return what of some marks lies on a tile, and where their lines leave it."""
    kept: list[Mark] = []
    cut: list[Point] = []
    for mark in marks:
        if isinstance(mark, Words) or (isinstance(mark, Box | Ellipse) and _is_inside(mark, tile)):
            if tile[0] <= mark.x < tile[2] and tile[1] <= mark.y < tile[3]:
                kept.append(mark)
        elif isinstance(mark, Path):
            pieces, ends = _clipped(mark.points + (mark.points[:1] if mark.is_closed else ()), tile)
            if mark.is_closed and not ends:
                kept += [mark] if pieces else []
                continue
            kept += [replace(mark, points=piece, is_closed=False, is_curved=False, fill="none") for piece in pieces]
            cut += ends
        elif isinstance(mark, Box):
            left, top, right, bottom = _mark_bounds(mark)
            low, high = max(left, tile[0]), min(right, tile[2])
            upper, lower = max(top, tile[1]), min(bottom, tile[3])
            if low < high and upper < lower:
                kept.append(replace(mark, x=(low + high) / 2, y=(upper + lower) / 2, w=high - low, h=lower - upper))
    return kept, cut


def _is_inside(mark: Box | Ellipse, tile: Rect) -> bool:
    left, top, right, bottom = _mark_bounds(mark)
    small = right - left < 60 and bottom - top < 60
    return small or (tile[0] <= left and tile[1] <= top and right <= tile[2] and bottom <= tile[3])


def _clipped(points: Sequence[Point], tile: Rect) -> tuple[list[tuple[Point, ...]], list[Point]]:
    """Return the pieces of a line that lie on a tile, and the points where it leaves or enters."""
    pieces: list[list[Point]] = []
    ends: list[Point] = []
    is_open = False
    for one, other in itertools.pairwise(points):
        span = _span(one, other, tile)
        if span is None:
            is_open = False
            continue
        (start, end) = ((one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share) for share in span)
        if not is_open:
            pieces.append([start])
            if span[0] > 0:
                ends.append(start)
        pieces[-1].append(end)
        is_open = span[1] >= 1.0
        if not is_open:
            ends.append(end)
    return [tuple(piece) for piece in pieces], ends


def _span(one: Point, other: Point, tile: Rect) -> tuple[float, float] | None:
    """Return from which share to which a segment lies on a tile (Liang and Barsky's way); None where none of it does."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        far = other[axis] - one[axis]
        first, last = tile[axis], tile[axis + 2]
        if abs(far) < 1e-9:
            if not first <= one[axis] < last:
                return None
            continue
        a, b = sorted(((first - one[axis]) / far, (last - one[axis]) / far))
        low, high = max(low, a), min(high, b)
    return (low, high) if low < high else None


def _page(
    scene: Scene,
    sheet: _Sheet,
    count: int,
    body: Sequence[Group],
    numbers: dict[int, int],
    shown_on: dict[int, list[int]],
    room: tuple[float, float],
) -> Scene:
    """Return one sheet with its heading, numbered ends, notes and legend."""
    bounds = _hull([sheet.tile, *(bounds_of(g) for g in sheet.groups if g.role == "person")])
    dx, dy = MARGIN - bounds[0], MARGIN + HEAD - bounds[1]
    drawn = [Group(g.role, g.title, tuple(m.moved(dx, dy) for m in g.marks)) for g in sheet.groups]
    rings, notes = [], []
    for n, points in sorted(sheet.left_at.items(), key=lambda item: numbers[item[0]]):
        others = [str(k) for k in shown_on[n] if k != sheet.number]
        where = f"sheet {' and '.join(others)}" if others else "no other sheet"
        words = f"{numbers[n]}: goes on on {where}: {body[n].title}"
        notes.append(words)
        marks: list[Mark] = []
        for x, y in points:
            marks += _end(x, y, sheet.tile, str(numbers[n]), dx, dy)
        rings.append(Group("continued", words, tuple(marks)))
    bottom = MARGIN + HEAD + bounds[3] - bounds[1] + 16
    width = room[0]
    column = (width - 2 * MARGIN) / COLUMNS
    foot = [
        Group(
            "continued",
            words,
            (
                Words(
                    MARGIN + (k % COLUMNS) * column,
                    bottom + (k // COLUMNS) * NOTE,
                    shortened(words, NOTE_SIZE, column - 10),
                    NOTE_SIZE,
                    anchor="start",
                    colour=QUIET,
                ),
            ),
        )
        for k, words in enumerate(notes)
    ]
    bottom += -(-len(notes) // COLUMNS) * NOTE + 12
    legend, bottom = _legend(scene, bottom, width)
    title = f"{scene.title}: sheet {sheet.number} of {count}"
    heading = _heading(scene, title)
    said = ". ".join(g.title for g in sheet.groups if g.role == "person")
    told = f"{title}. {said}. {'. '.join(notes)}"
    groups = (heading, *drawn, *rings, *foot, *legend)
    return Scene(width, max(bottom + MARGIN, room[1]), title, told, groups)


def _end(x: float, y: float, tile: Rect, number: str, dx: float, dy: float) -> list[Mark]:
    """Return a dot where a line leaves a sheet, and its number just outside."""
    edges = ((abs(x - tile[2]), "start", 5.0, 3.0), (abs(x - tile[0]), "end", -5.0, 3.0))
    ends = ((abs(y - tile[1]), "middle", 0.0, -5.0), (abs(y - tile[3]), "middle", 0.0, 11.0))
    _, anchor, aside, down = min((*edges, *ends), key=lambda edge: edge[0])
    x, y = x + dx, y + dy
    return [Ellipse(x, y, DOT, DOT, Stroke(0.6), QUIET), Words(x + aside, y + down, number, NOTE_SIZE, anchor=anchor)]


def _heading(scene: Scene, title: str) -> Group:
    """Return a page's heading: its title, and the drawing's own line."""
    held = [m for g in scene.groups if g.role == "heading" for m in g.marks if isinstance(m, Words)]
    line = held[1:2]
    marks = [Words(MARGIN, MARGIN + 14, title, 14, is_bold=True, anchor="start")]
    marks += [Words(MARGIN, MARGIN + 30, m.text, 9, anchor="start", colour=QUIET) for m in line]
    return Group("heading", title, tuple(marks))


def _legend(scene: Scene, top: float, width: float) -> tuple[list[Group], float]:
    """Return the legend in lines of a sheet's width, and where it ends."""
    found: list[Group] = []
    x, y = MARGIN, top + 8
    for group in scene.groups:
        if group.role != "legend":
            continue
        left, _, right, _ = bounds_of(group)
        words = next(m for m in group.marks if isinstance(m, Words) and m.anchor == "start")
        if x > MARGIN and x + right - left > width - MARGIN:
            x, y = MARGIN, y + 20
        found.append(Group("legend", group.title, tuple(m.moved(x - left, y - words.y) for m in group.marks)))
        x += right - left + 18
    return found, y + 10


def _overview(
    scene: Scene, body: Sequence[Group], sheets: Sequence[_Sheet], whole: Rect, room: tuple[float, float]
) -> Scene:
    """Return the page that shows the whole family small, with the place and number of every sheet."""
    wide, high = room[0] - 2 * MARGIN, room[1] - 2 * MARGIN - HEAD - FOOT
    share = min(wide / max(whole[2] - whole[0], 1.0), high / max(whole[3] - whole[1], 1.0), 1.0)
    top = MARGIN + HEAD

    def small(mark: Mark) -> Mark | None:
        def point(p: Point) -> Point:
            return MARGIN + (p[0] - whole[0]) * share, top + (p[1] - whole[1]) * share

        if isinstance(mark, Words):
            return None
        thin = replace(mark.stroke, width=max(mark.stroke.width * share, 0.15))
        if isinstance(mark, Path):
            return replace(mark, points=tuple(map(point, mark.points)), stroke=thin)
        x, y = point((mark.x, mark.y))
        if isinstance(mark, Ellipse):
            return replace(mark, x=x, y=y, rx=mark.rx * share, ry=mark.ry * share, stroke=thin)
        return replace(mark, x=x, y=y, w=mark.w * share, h=mark.h * share, radius=mark.radius * share, stroke=thin)

    groups = [
        Group(g.role, g.title, marks) for g in body if (marks := tuple(m for m in map(small, g.marks) if m is not None))
    ]
    frames = []
    for sheet in sheets:
        left, upper, right, lower = (
            MARGIN + (sheet.tile[0] - whole[0]) * share,
            top + (sheet.tile[1] - whole[1]) * share,
            MARGIN + (sheet.tile[2] - whole[0]) * share,
            top + (sheet.tile[3] - whole[1]) * share,
        )
        x, y = (left + right) / 2, (upper + lower) / 2
        size = max(min((right - left) * 0.5, (lower - upper) * 0.5, 40.0), 8.5)
        frames.append(
            Group(
                "sheet",
                f"sheet {sheet.number}",
                (
                    Box(x, y, right - left, lower - upper, 0, Stroke(1.2, (5.0, 3.0), QUIET), "none"),
                    Words(x, y + size * 0.35, str(sheet.number), size, is_bold=True, colour=QUIET),
                ),
            )
        )
    title = f"{scene.title}: overview of {len(sheets)} sheets"
    legend, _ = _legend(scene, top + (whole[3] - whole[1]) * share + 20, room[0])
    people = ". ".join(g.title for g in body if g.role == "person")
    told = f"{title}. The family is drawn on {len(sheets)} sheets. {people}"
    return Scene(room[0], room[1], title, told, (_heading(scene, title), *groups, *frames, *legend))
