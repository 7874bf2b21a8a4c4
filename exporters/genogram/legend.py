"""The legend: tidy rows of what the drawing uses, and no more; each with a sample of the shape itself."""

from __future__ import annotations

from math import pi, sin

from chronology.record.people import Gender
from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import INK, QUIET, Box, Ellipse, Group, Mark, Path, Stroke, Words
from exporters.genogram.emotions import EMOTIONS, PLAIN
from exporters.genogram.fills import HalfPlane, Part, outline, part_marks
from exporters.genogram.forms import FORMS
from exporters.genogram.health import COMMON
from exporters.genogram.notation import (
    BADGE_WORDS,
    COUPLE_MARKS,
    DESCENTS,
    DOTTED,
    PERSONS,
    SHORT_WORDS,
    TWINS,
    CoupleLook,
    DescentLook,
)
from exporters.genogram.picture import Picture
from exporters.genogram.strands import tie_marks
from exporters.genogram.symbols import diamond, dome, triangle

MOST_FAULTS = 12
"""Faults told in the legend; every one has its mark, and is told in words and in the data."""
_SIZE = 8.5
_STEP = 20.0
_HALF = 7.0
_THIN = Stroke(1.0)
_SAMPLE = ((-13.0, 0.0), (0.0, 0.0), (13.0, 0.0))


def legend_groups(picture: Picture, left: float, top: float, room: float) -> tuple[list[Group], float]:
    """Return the legend below a drawing, in lines as wide as there is room, and its height."""
    used = picture.used
    items = [(PERSONS[key], _person(key, picture.profile)) for key in PERSONS if key in used]
    items += [(shortened(words, _SIZE, room - 60), _with_part(part)) for words, part in sorted(picture.fills.items())]
    items += [(look.legend, _couple(look)) for _, look in sorted(picture.couple_looks.items())]
    items += [(words, _couple_mark(key)) for key, words in COUPLE_MARKS.items() if key in used]
    items += [
        (look.legend, _descent(look, picture.profile)) for look in DESCENTS.values() if f"descent:{look.key}" in used
    ]
    items += [(words, _twins(key)) for key, words in TWINS.items() if key in used]
    items += [(e.legend, tie_marks(e, _SAMPLE)) for e in (*EMOTIONS, PLAIN) if f"tie:{e.key}" in used]
    meanings = SHORT_WORDS | BADGE_WORDS
    short: list[tuple[str, list[Mark]]] = [
        (f"{word} {meaning}", []) for word, meaning in meanings.items() if word in picture.words and word != meaning
    ]
    short += [(shortened(f"!{f.number} {f.message}", _SIZE, room - 20), []) for f in picture.faults[:MOST_FAULTS]]
    more = len(picture.faults) - MOST_FAULTS
    short += [(f"and {more} more marked with !", [])] if more > 0 else []
    groups: list[Group] = []
    x, y = left, top
    for words, marks in (*items, *short):
        lead = 32.0 if marks else 0.0
        width = lead + text_width(words, _SIZE) + 18
        if x > left and x + width > left + room:
            x, y = left, y + _STEP
        text = Words(x + lead, y + 3, words, _SIZE, anchor="start", colour=QUIET)
        groups.append(Group("legend", words, (*(mark.moved(x + 13, y) for mark in marks), text)))
        x += width
    return groups, (y - top + _STEP if groups else 0.0)


def _person(key: str, profile: str) -> list[Mark]:
    """Return the sample of a symbol round the origin."""
    half = _HALF
    square = Box(0, 0, half * 2, half * 2, 0, _THIN)
    cross: list[Mark] = [Path(((-half, way * half), (half, -way * half)), _THIN) for way in (1, -1)]
    if key == "female":
        return [Ellipse(0, 0, half, half, _THIN)]
    if key == "unknown":
        return [Box(0, 0, half * 2, half * 2, 3, _THIN), Words(0, 3, "?", _SIZE)]
    if key == "non-binary":
        points = diamond(0, 0, half * 1.2) if profile == "nsgc" else dome(0, 0, half)
        return [Path(points, _THIN, "white", is_closed=True)]
    if key == "deceased":
        return [square, *(cross[:1] if profile == "nsgc" else cross)]
    if key == "subject":
        return [Box(0, 0, half * 2 + 4, half * 2 + 4, 0, _THIN), Box(0, 0, half * 2 - 1, half * 2 - 1, 0, Stroke(1.6))]
    if key == "expected":
        points = diamond(0, 0, half * 1.2) if profile == "nsgc" else triangle(0, -half, half * 2.2)
        return [Path(points, _THIN, "white", is_closed=True), Words(0, 3 if profile == "nsgc" else 4.5, "P", 7.0)]
    if key == "stillbirth":
        return [Box(0, 0, half, half, 0, _THIN), *cross] if profile != "nsgc" else [square, *cross[:1]]
    if key in {"miscarriage", "ectopic", "termination"}:
        return _loss(key, profile, cross)
    if key == "unconfirmed":
        return [Box(0, 0, half * 2, half * 2, 0, Stroke(1.0, DOTTED))]
    if key == "network":
        return [Box(0, 0, half * 2, half * 2, 0, Stroke(1.0, (4.0, 3.0)))]
    if key == "professional":
        return [Box(0, 0, half * 2.6, half * 1.7, 0, Stroke(1.0, (4.0, 3.0))), Words(0, 2, "prof.", 6.0)]
    if key in {"language", "obesity", "smoker"}:
        return [square, Words(11, half, FORMS[key].terminal, 7.0)]
    if key == "adopted-in":
        return [Path(((way * 5, -half), (way * 9, -half), (way * 9, half), (way * 5, half)), _THIN) for way in (-1, 1)]
    if key == "nobody":
        return [Box(0, 0, 9, 9, 2, Stroke(1.0, DOTTED)), Words(0, 2.5, "?", 7.0)]
    if key == "pet":
        return (
            [Path(diamond(0, 0, 6), _THIN, "white", is_closed=True)]
            if profile == "mcgoldrick"
            else [Ellipse(0, 0, 4, 4, _THIN)]
        )
    if key == "gender-history":
        return [square, Ellipse(0, 0, half * 0.6, half * 0.6, _THIN)]
    if key == "orientation":
        return [square, Path(((-4, -2), (4, -2), (0, 5)), _THIN, "none", is_closed=True)]
    if key == "cultures":
        return [Path(tuple((n - 8.0, up + sin(n * pi / 2)) for n in range(17)), _THIN) for up in (-2.0, 1.5)]
    if key == "family-secret":
        return [Path(triangle(0, -4, 8), _THIN, INK, is_closed=True)]
    if key.partition("-")[0] in COMMON:
        return _filled(COMMON[key.partition("-")[0]], key.partition("-")[2])
    if key == "institution":
        return [Box(0, 0, 20, 13, 0, Stroke(1.2, (), QUIET), "#56B4E9", 0.1)]
    if key == "household":
        return [Box(0, 0, 20, 13, 4, Stroke(1.0, (4.0, 3.0), QUIET), "#56B4E9", 0.1)]
    return [square]


def _loss(key: str, profile: str, cross: list[Mark]) -> list[Mark]:
    if profile == "nsgc":
        return [Path(triangle(0, -6, 13), _THIN, "white", is_closed=True)]
    if profile == "mcgoldrick" and key == "miscarriage":
        return [Ellipse(0, 0, 3.5, 3.5, _THIN, fill=INK)]
    return cross


def _filled(common: tuple[HalfPlane, HalfPlane], doubt: str) -> list[Mark]:
    """Return a square filled as for a kind of condition that is there, suspected or over."""
    half, quarter = common
    look = "hatched" if doubt in {"suspected", "carried"} else "filled"
    return _with_part(Part((half, quarter) if doubt == "recovered" else (half,), look))


def _with_part(part: Part) -> list[Mark]:
    edge = outline(Gender.MALE, "uk", _HALF)
    return [
        Box(0, 0, _HALF * 2, _HALF * 2, 0, _THIN),
        *part_marks(part, edge, 0.0, 0.0),
        Box(0, 0, _HALF * 2, _HALF * 2, 0, _THIN, "none"),
    ]


def _couple(look: CoupleLook) -> list[Mark]:
    marks: list[Mark] = [Path(((-11, 0), (11, 0)), Stroke(1.2, look.dash))]
    first = -(look.slashes - 1) * 2.5
    lean = 0.0 if look.is_upright else 3.0
    marks += [Path(((first + n * 5 - lean, 6), (first + n * 5 + lean, -6))) for n in range(look.slashes)]
    if look.is_reconciled:
        marks.append(Path(((3, 6), (-3, -6))))
    if look.is_crossed:
        marks += [Path(((-6, -6), (6, 6))), Path(((-6, 6), (6, -6)))]
    return marks


def _couple_mark(key: str) -> list[Mark]:
    line = Path(((-11, 0), (11, 0)), Stroke(1.2))
    if key == "blood":
        return [Path(((-11, y), (11, y)), Stroke(1.2)) for y in (-1.9, 1.9)]
    if key == "secret-couple":
        return [line, Path(((-4, 3.5), (4, 3.5), (0, -4)), Stroke(0.6), INK, is_closed=True)]
    if key == "children-with":
        return [line, Path(((3, 6), (-3, -6)))]
    bars = [Path(((-5, y), (5, y))) for y in ((5.0,) if key == "no-children" else (4.0, 7.0))]
    return [Path(((-11, -5), (11, -5)), Stroke(1.2)), Path(((0, -5), (0, 5))), *bars]


def _descent(look: DescentLook, profile: str) -> list[Mark]:
    if look.key == "adopted" and profile == "mcgoldrick":
        return [
            Path(((0, -9), (0, 9)), Stroke(look.width)),
            Path(((-3.6, -9), (-3.6, 9)), Stroke(look.width, look.dash)),
        ]
    return [Path(((0, -9), (0, 9)), Stroke(look.width, look.dash))]


def _twins(key: str) -> list[Mark]:
    fork: list[Mark] = [Path(((0, -7), (way * 8, 7)), _THIN) for way in (-1, 1)]
    if key == "identical":
        return [*fork, Path(((-4.4, 0.7), (4.4, 0.7)), _THIN)]
    return [*fork, Words(0, 7, "?", 7.0)] if key == "twins-unknown" else fork
