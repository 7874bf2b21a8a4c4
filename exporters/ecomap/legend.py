"""The legend of an ecomap: the lines and shapes that it uses, and no more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from chronology.record.people import Gender, Life, Person, Place
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Box, Ellipse, Group, Mark, Path, Stroke, Words
from exporters.ecomap.lines import Help, Line, Strength
from exporters.ecomap.marks import line_marks, symbol

_SIZE = 8.5
_STEP = 19.0
_SAMPLE = 34.0

LINES = {
    "strong": ("strong or close", Line(Strength.STRONG)),
    "plain": ("recorded; how strong is not described", Line()),
    "tenuous": ("tenuous or distant", Line(Strength.TENUOUS)),
    "cut off": ("cut off", Line(Strength.CUT_OFF)),
    "stressful": ("stressful, in conflict", Line(is_stressful=True)),
    "help": ("which way help goes", Line(help=Help.TO_CENTRE)),
}
"""Every line of the legend by its key."""
SHAPES = {
    "female": "female",
    "male": "male",
    "non-binary": "non-binary or another gender",
    "unknown": "?: gender not known",
    "expected": "P: pregnancy",
    "pet": "pet",
    "unconfirmed": "reported, not confirmed",
    "child": "the child",
    "service": "service or agency",
}
"""Every shape of the legend by its key."""


def keys_of(line: Line) -> set[str]:
    """Return the legend's keys that one line uses."""
    keys = {line.strength.value} if line.strength is not Strength.PLAIN or not line.is_stressful else set()
    keys |= {"stressful"} if line.is_stressful else set()
    return keys | ({"help"} if line.help is not Help.NONE else set())


def legend_groups(
    used: Collection[str], child: Person, left: float, top: float, room: float, *, is_round: bool
) -> tuple[list[Group], float]:
    """Return the legend in rows as wide as there is room, and its height; services are shown as they are drawn."""
    items: list[tuple[str, float, list[Mark]]] = [
        (words, _SAMPLE, line_marks(line, ((0.0, 0.0), (_SAMPLE - 8.0, 0.0))))
        for key, (words, line) in LINES.items()
        if key in used
    ]
    items += [(words, 23.0, _sample(key, child, is_round=is_round)) for key, words in SHAPES.items() if key in used]
    groups: list[Group] = []
    x, y = left, top
    for words, lead, marks in items:
        width = lead + text_width(words, _SIZE) + 16.0
        if x > left and x + width > left + room:
            x, y = left, y + _STEP
        text = Words(x + lead, y + 3, words, _SIZE, anchor="start", colour=QUIET, width=width)
        groups.append(Group("legend", words, (*(moved(mark, x, y) for mark in marks), text)))
        x += width
    return groups, (y - top + _STEP if groups else 0.0)


def _sample(key: str, child: Person, *, is_round: bool) -> list[Mark]:
    if key == "service":
        stroke = Stroke(1.1)
        return [Ellipse(8.0, 0.0, 9.5, 6.0, stroke) if is_round else Box(8.0, 0.0, 19.0, 11.0, 4.0, stroke)]
    if key == "child":
        return symbol(child, 8.0, 0.0, 4.5, is_child=True)
    genders = {"male": Gender.MALE, "non-binary": Gender.NON_BINARY, "unknown": Gender.UNKNOWN}
    person = Person(
        id="sample",
        gender=genders.get(key, Gender.FEMALE),
        life=Life.EXPECTED if key == "expected" else Life.BORN,
        place=Place.PET if key == "pet" else Place.FAMILY,
        is_confirmed=key != "unconfirmed",
    )
    return symbol(person, 8.0, 0.0, 6.0)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return a mark at another place."""
    if isinstance(mark, Path):
        return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)
