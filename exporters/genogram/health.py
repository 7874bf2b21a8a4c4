"""Illness and addiction inside a symbol: which part is filled, how, and the words that say what it is.

Sources: the `mcgoldrick` and `uk` profiles fill the left half for illness of body or mind and the lower half for
addiction, a quarter after recovery, hatched where it is only suspected (McGoldrick, Gerson & Petry 2020); the `nsgc`
profile gives each condition of the family a quarter of its own, and sectors where there are more than four
(Bennett and others 2022: hatched is not certain, and a carrier is no dot).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from chronology.record.dates import Falls
from chronology.record.people import Condition, Gender, Person
from exporters.documents.printable import printable
from exporters.drawing.scene import Mark, Path, Point, Stroke
from exporters.genogram.notation import tells_of_addiction

FILL = "#8f8f8f"
"""Grey that an age and a cross can still be read on, in print and in copies."""
_HATCH = 4.0
"""Distance between the lines of a hatched part, in points."""

HalfPlane = tuple[float, float, float]
"""Points with a·x + b·y ≤ c, from a symbol's middle, y downwards."""
LEFT: HalfPlane = (1.0, 0.0, 0.0)
RIGHT: HalfPlane = (-1.0, 0.0, 0.0)
UPPER: HalfPlane = (0.0, 1.0, 0.0)
LOWER: HalfPlane = (0.0, -1.0, 0.0)
COMMON: dict[str, tuple[HalfPlane, HalfPlane]] = {"illness": (LEFT, UPPER), "addiction": (LOWER, LEFT)}
"""The half of a symbol that tells of each kind of condition, and what narrows it to a quarter after recovery."""
_QUARTERS = ((LEFT, UPPER), (RIGHT, UPPER), (LEFT, LOWER), (RIGHT, LOWER))


@dataclass(frozen=True)
class Part:
    """One part of a symbol that tells of a condition."""

    within: tuple[HalfPlane, ...]
    look: str
    """filled, hatched or outlined."""
    key: str
    """Under which the legend knows it."""


def conditions_on(person: Person, day: date) -> list[tuple[Condition, bool]]:
    """Return the conditions that had begun by a day, or that nobody dated, each with whether it was over."""
    found = []
    for condition in person.health:
        when = condition.when
        if when.began_by(day) is not Falls.NO:
            end = when.ends[1] if when.is_period else None
            found.append((condition, condition.recovered or (end is not None and end <= day)))
    return found


def health_words(person: Person, day: date) -> list[str]:
    """Return what is written below a symbol for each condition: "epilepsy", "alcohol (suspected)", "heroin (recovered)"."""
    found = []
    for condition, is_over in conditions_on(person, day):
        asides = [*(["suspected"] if condition.suspected else []), *(["recovered"] if is_over else [])]
        what = " ".join(printable(condition.what or condition.area or "condition").split())
        found.append(what + (f" ({', '.join(asides)})" if asides else ""))
    return list(dict.fromkeys(found))


def condition_names(people: Sequence[Person]) -> tuple[str, ...]:
    """Return the distinct conditions of a family, folded, in alphabetical order: their places in the pedigree notation."""
    return tuple(sorted({_name(c) for person in people for c in person.health}))


def _name(condition: Condition) -> str:
    return " ".join((condition.what or condition.area or "condition").casefold().split())


def parts_of(person: Person, day: date, profile: str, names: Sequence[str]) -> list[Part]:
    """Return the parts of a person's symbol that tell of conditions on a day, each part once."""
    found: dict[tuple[HalfPlane, ...], Part] = {}
    for condition, is_over in conditions_on(person, day):
        part = (
            _own_part(condition, names, is_over=is_over)
            if profile == "nsgc"
            else _common_part(condition, is_over=is_over)
        )
        before = found.get(part.within)
        if before is None or before.look != "filled":
            found[part.within] = part
    return list(found.values())


def _common_part(condition: Condition, *, is_over: bool) -> Part:
    is_addiction = tells_of_addiction(f"{condition.area} {condition.what}")
    kind = "addiction" if is_addiction else "illness"
    half, quarter = COMMON[kind]
    if condition.suspected:
        return Part((half,), "hatched", f"{kind}-suspected")
    return Part((half, quarter), "filled", f"{kind}-recovered") if is_over else Part((half,), "filled", kind)


def _own_part(condition: Condition, names: Sequence[str], *, is_over: bool) -> Part:
    look = "hatched" if condition.suspected else "outlined" if is_over else "filled"
    name = _name(condition)
    return Part(slot(names.index(name), len(names)), look, f"condition:{name}")


def slot(n: int, count: int) -> tuple[HalfPlane, ...]:
    """Return where the nth of so many conditions has its place: a quarter, or a sector where there are more than four."""
    if count <= len(_QUARTERS):
        return _QUARTERS[n]
    start, end = (2 * pi * k / count - pi / 2 for k in (n, n + 1))
    return (sin(start), -cos(start), 0.0), (-sin(end), cos(end), 0.0)


def outline(gender: Gender, profile: str, half: float) -> tuple[Point, ...]:
    """Return a symbol's outline round its middle as a convex polygon, for what is filled within it."""
    if gender is Gender.FEMALE:
        return tuple((half * cos(pi * n / 24), half * sin(pi * n / 24)) for n in range(48))
    if gender in {Gender.NON_BINARY, Gender.OTHER}:
        if profile == "nsgc":
            reach = half * 1.1
            return (0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)
        arc = [(half * cos(pi - pi * n / 16), -half * sin(pi * n / 16)) for n in range(17)]
        return ((-half, half), *arc, (half, half))
    if gender is Gender.UNKNOWN:
        cut = half * 0.28
        return (
            (-half, cut - half), (cut - half, -half), (half - cut, -half), (half, cut - half),
            (half, half - cut), (half - cut, half), (cut - half, half), (-half, half - cut),
        )  # fmt: skip
    return (-half, -half), (half, -half), (half, half), (-half, half)


def part_marks(part: Part, shape: Sequence[Point], x: float, y: float) -> list[Mark]:
    """Return the marks of one part of a symbol whose outline is given round its middle."""
    points = clipped(shape, part.within)
    if len(points) < 3:
        return []

    def moved(some: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((x + px, y + py) for px, py in some)

    if part.look == "filled":
        return [Path(moved(points), Stroke(0.0), FILL, is_closed=True)]
    edge = Path(moved(points), Stroke(0.7), "none", is_closed=True)
    if part.look == "outlined":
        return [edge]
    return [*(Path(moved(line), Stroke(0.8)) for line in _hatching(points)), edge]


def clipped(points: Sequence[Point], planes: Sequence[HalfPlane]) -> tuple[Point, ...]:
    """Return what of a convex polygon lies within half-planes (Sutherland and Hodgman's way)."""
    found = list(points)
    for a, b, c in planes:
        before, found = found, []
        for n, (px, py) in enumerate(before):
            qx, qy = before[(n + 1) % len(before)]
            here, there = a * px + b * py - c, a * qx + b * qy - c
            if here <= 0:
                found.append((px, py))
            if (here < 0 < there) or (there < 0 < here):
                share = here / (here - there)
                found.append((px + (qx - px) * share, py + (qy - py) * share))
    return tuple(found)


def _hatching(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return slanted lines across a convex polygon."""
    sums = [px + py for px, py in points]
    low, high = min(sums), max(sums)
    found = []
    for n in range(1, int((high - low) // _HATCH) + 1):
        level = low + n * _HATCH
        ends = []
        for k, (px, py) in enumerate(points):
            qx, qy = points[(k + 1) % len(points)]
            here, there = px + py - level, qx + qy - level
            if (here < 0 <= there) or (there < 0 <= here):
                share = here / (here - there)
                ends.append((px + (qx - px) * share, py + (qy - py) * share))
        if len(ends) == 2:
            found.append((ends[0], ends[1]))
    return found
