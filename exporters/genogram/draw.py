"""A layout and the facts of a day as a scene: heading, homes, lines, symbols, legend."""

from __future__ import annotations

from chronology.record.people import Person
from chronology.record.steps import stepwise
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Group, Mark, Scene, Words
from exporters.genogram.couples import couples
from exporters.genogram.crossings import crossings
from exporters.genogram.faults import Fault
from exporters.genogram.homes import homes
from exporters.genogram.labels import DATE_SIZE
from exporters.genogram.legend import legend_groups
from exporters.genogram.lines import bonds, descents
from exporters.genogram.notation import BADGE_WORDS
from exporters.genogram.picture import Picture
from exporters.genogram.placements import LEAST as STRIP
from exporters.genogram.placements import strips
from exporters.genogram.spots import HALF
from exporters.genogram.symbols import symbol

MARGIN, HEAD, FOOT = 30.0, 58.0, 26.0
"""Round everything; above the drawing; between the drawing and its legend; in points."""


def groups(picture: Picture) -> list[Group]:
    """Return everything drawn, back to front: homes, lines, ties, symbols with their labels."""
    lines = [*bonds(picture), *descents(picture), *couples(picture)]
    return [
        *homes(picture),
        *lines,
        *crossings(picture),
        *(_person(picture, picture.at.people[i]) for i in stepwise(picture.ordered)),
        *_faults(picture),
    ]


def _faults(picture: Picture) -> list[Group]:
    """Return the mark beside everyone of whom something cannot be as it is recorded."""
    by_person: dict[Id, list[Fault]] = {}
    for fault in picture.faults:
        by_person.setdefault(fault.person, []).append(fault)
    found = []
    for person, some in by_person.items():
        place = picture.layout.places[person]
        words = "!" + ",".join(str(fault.number) for fault in some)
        width = text_width(words, DATE_SIZE, is_bold=True)
        mark = Words(
            place.x - HALF - 5, place.y - HALF + 4, words, DATE_SIZE, True, "end", has_ground=True, width=width
        )
        found.append(Group("fault", "; ".join(fault.message for fault in some), (mark,)))
    return found


def _person(picture: Picture, person: Person) -> Group:
    place = picture.layout.places[person.id]
    marks: list[Mark] = [*symbol(picture, person, place)]
    for line, text, down in picture.label_lines(person):
        width = text_width(text, line.size, is_bold=line.is_bold)
        y = place.y + down
        marks.append(Words(place.x, y, text, line.size, line.is_bold))
        picture.labels.append((person.id, text, place.x, y - line.size * 0.27, width, line.size * 0.98))
        if line.role == "badges":
            badges = text.split(" · ")
            picture.words |= {(badge.split() or [""])[0].rstrip("?") for badge in badges} & set(BADGE_WORDS)
            picture.words |= {"PR" for badge in badges if badge.startswith("PR ")}
    return Group("person", picture.telling.person(person), tuple(marks))


def scene_of(picture: Picture, *, title: str, line: str, description: str) -> Scene:
    """Return the whole scene: heading, drawing, legend, each where it has room."""
    drawn = groups(picture)
    left, top, right, bottom = picture.extent
    heading = Group(
        "heading",
        title,
        (
            Words(left, top - 42, title, 16, is_bold=True, anchor="start"),
            Words(left, top - 25, line, DATE_SIZE, anchor="start", colour=QUIET),
        ),
    )
    right = max(right, left + text_width(title, 16, is_bold=True), left + text_width(line, DATE_SIZE), left + 360)
    homes_below, strip = strips(picture, left, bottom + FOOT, right - left)
    bottom += strip + FOOT if strip else 0.0
    right = max(right, left + STRIP) if strip else right
    legend, deep = legend_groups(picture, left, bottom + FOOT, right - left)
    dx, dy = moved_by(picture)
    shapes = tuple(_moved(g, dx, dy) for g in (heading, *drawn, *homes_below, *legend))
    width, height = right - left + 2 * MARGIN, bottom - top + HEAD + FOOT + deep + 2 * MARGIN
    return Scene(width, height, title, description, shapes)


def moved_by(picture: Picture) -> tuple[float, float]:
    """Return by how much a scene's coordinates lie from the layout's."""
    left, top, _, _ = picture.extent
    return MARGIN - left, MARGIN + HEAD - top


def _moved(group: Group, dx: float, dy: float) -> Group:
    return Group(group.role, group.title, tuple([mark.moved(dx, dy) for mark in group.marks]))
