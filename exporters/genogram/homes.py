"""Household outlines: soft, dashed, behind everything, round members and nobody else, their name in the rule."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.lives.households import Home, household_members
from chronology.record.households import Footing
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Box, Group, Mark, Stroke, Words
from exporters.genogram.picture import Picture
from exporters.genogram.room import WORDS_WEIGHT, Rect, Room, hull
from exporters.genogram.spots import DESCENT, words_rect

TINTS = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2")
"""Okabe and Ito's colour-blind-safe set; always second to outline and name."""
INSTITUTIONS = frozenset({Footing.RESIDENTIAL, Footing.HOSPITAL, Footing.SECURE, Footing.CUSTODY})
"""Footings of whoever lives in an institution, whose outline is whole and has corners."""
_SIZE = 9.0
_INSET = 2.5
"""By how much the outline of each further home lies inside, so that two round the same people are told apart."""


def homes(picture: Picture) -> list[Group]:
    """Return an outline for every home of two or more on the day, and for everyone placed away from home."""
    recorded = household_members(picture.at, picture.day)
    boxes = Room()
    for i in picture.ordered if recorded else ():
        boxes.put(picture.box(i, 2.0), 1.0, i)
    found: list[Group] = []
    for home in recorded:
        members = [m.person for m in home.members if m.person in picture.present]
        is_placed = any(m.footing for m in home.members if m.person in picture.present)
        if members and home.id in picture.at.households and (len(members) > 1 or is_placed):
            found.append(_home(picture, home, list(dict.fromkeys(members)), boxes, len(found)))
    return found


def _home(picture: Picture, home: Home, members: list[Id], boxes: Room, number: int) -> Group:
    name = picture.telling.home_name(home)
    is_institution = any(m.footing in INSTITUTIONS for m in home.members if m.person in members)
    radius, rule = (0.0, Stroke(1.2, (), QUIET)) if is_institution else (12.0, Stroke(1.0, (4.0, 3.0), QUIET))
    marks: list[Mark] = []
    outlines = _outlines(picture, set(members), boxes, (number % 3) * _INSET)
    for n, (left, top, right, bottom) in enumerate(outlines, 1):
        x, y, w, h = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
        marks.append(Box(x, y, w, h, radius, Stroke(0), TINTS[number % len(TINTS)], 0.06))
        marks.append(Box(x, y, w, h, radius, rule, "none"))
        words = name if len(outlines) == 1 else f"{name} ({n}/{len(outlines)})"
        width = text_width(words, _SIZE)
        rect = picture.spots.room.best(_on_the_rule((left, top, right, bottom), width))
        picture.spots.room.put(rect, WORDS_WEIGHT, home.id)
        middle, baseline = (rect[0] + rect[2]) / 2, rect[3] - DESCENT * _SIZE
        marks.append(Words(middle, baseline, words, _SIZE, colour=QUIET, has_ground=True, width=width))
    corners = tuple(c for lt, tp, rt, bm in outlines for c in ((lt, tp), (rt, tp), (rt, bm), (lt, bm)))
    picture.households.append((home.id, tuple(members), corners))
    picture.used["institution" if is_institution else "household"] = "person"
    return Group("household", picture.telling.home(home, set(members)), tuple(marks))


def _on_the_rule(box: Rect, width: float) -> Iterator[Rect]:
    """Yield where a name may stand: along the upper rule from the left, then along the lower."""
    left, top, right, bottom = box
    for y in (top, bottom):
        room = max(right - left - width - 24, 0.0)
        if not room:
            yield words_rect((left + right) / 2, y + 3.0, width, _SIZE)
            continue
        for n in range(int(room // 6) + 1):
            yield words_rect(left + 12 + width / 2 + n * 6, y + 3.0, width, _SIZE)


def _outlines(picture: Picture, members: set[Id], boxes: Room, inset: float) -> list[Rect]:
    """Return boxes round the members that hold nobody else: one where that can be, else one for each run on a row."""

    def box(person: Id) -> Rect:
        left, top, right, bottom = picture.box(person)
        return left + inset / 2, top + inset, right - inset / 2, bottom - inset / 2

    whole = hull(box(m) for m in sorted(members))
    if not boxes.touching(whole, 0.0) - members:
        return [whole]
    runs: list[list[Id]] = []
    last_row, is_open = -1, False
    for i in picture.ordered:
        row = picture.layout.places[i].row
        is_open = is_open and row == last_row
        if i in members and is_open:
            runs[-1].append(i)
        elif i in members:
            runs.append([i])
        is_open, last_row = i in members, row
    return [hull(box(m) for m in run) for run in runs]
