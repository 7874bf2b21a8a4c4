"""A person's symbol: its shape by gender, its age, and the marks of death, pregnancy, loss and doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import cos, pi, sin

from chronology.record.dates import Age, age_at
from chronology.record.people import Gender, Life, Person
from chronology.record.people import Place as Standing
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import INK, Box, Ellipse, Mark, Path, Point, Stroke, Words
from exporters.genogram.about import is_of_two_cultures
from exporters.genogram.ages import age_words, is_beyond_living
from exporters.genogram.fills import outline, part_marks
from exporters.genogram.forms import FORMS
from exporters.genogram.health import conditions_on, letters_of
from exporters.genogram.notation import DASHED, DOTTED, is_secret, letters_at_birth
from exporters.genogram.picture import Picture
from exporters.genogram.shape import Place
from exporters.genogram.spots import HALF, OUTLINE

_SMALL = HALF * 0.6
PROFESSIONAL = "prof."
"""What stands within a professional's box."""
_THIN = Stroke(1.1)
_SLASH = ((1, -1), (-1, 1))
_CROSS = ((-1, -1), (1, -1), (-1, 1), (1, 1))
"""The arms of the marks of death, from the middle outwards."""


def symbol(picture: Picture, person: Person, place: Place) -> list[Mark]:
    """Return a person's symbol, and tell the picture which meanings it used."""
    x, y = place.x, place.y
    is_marked = picture.drawn.is_marked(person.id)
    stroke = Stroke(2.2 if is_marked else 1.3, _dash(picture, person))
    if person.life is Life.EXPECTED:
        return _pregnancy(picture, person, x, y, stroke)
    if person.life is not Life.BORN:
        return _loss(picture, person, x, y, stroke)
    if person.place is Standing.PET:
        return _pet(picture, x, y)
    if person.place is Standing.PROFESSIONAL:
        return _professional(picture, x, y)
    marks = shape(picture, person, x, y, HALF, stroke)
    filled = _filled(picture, person, x, y, stroke)
    marks += filled
    if is_marked:
        picture.used["subject"] = "person"
        marks = [*shape(picture, person, x, y, HALF + OUTLINE, Stroke(1.2, stroke.dash)), *marks]
    if picture.profile == "nsgc" and person.id in picture.adopted_in:
        picture.used["adopted-in"] = "person"
        marks += _brackets(x, y)
    marks += beside(picture, person, x, y)
    inside = inside_words(person, picture)
    if has_died(person, picture):
        picture.used["deceased"] = "person"
        marks += _cross(picture.profile, x, y, HALF, inside)
    if inside:
        size = age_size(inside)
        is_filled = bool(filled) or bool(lived_otherwise(person))
        up = 7.0 if _shows_orientation(picture, person) else 0.0
        marks.append(Words(x, y + 4 - up, inside, size, has_ground=is_filled, width=text_width(inside, size)))
    return marks


def _filled(picture: Picture, person: Person, x: float, y: float, stroke: Stroke) -> list[Mark]:
    """Return what is filled within a symbol, and its outline over that again."""
    parts = picture.parts(person)
    if not parts:
        return []
    edge = outline(person.gender, picture.profile, HALF)
    marks: list[Mark] = []
    for part in parts:
        if part.legend:
            picture.fills[part.legend] = part
        else:
            picture.used[part.key] = part.look
        marks += part_marks(part, edge, x, y)
    return [*marks, *(_bare(mark) for mark in shape(picture, person, x, y, HALF, stroke))]


def _bare(mark: Mark) -> Mark:
    return mark if isinstance(mark, Words) else replace(mark, fill="none")


def _pet(picture: Picture, x: float, y: float) -> list[Mark]:
    """Return a pet: a diamond, or in the other profiles a small circle, since there a diamond is a person."""
    picture.used["pet"] = "person"
    if picture.profile == "mcgoldrick":
        return [Path(diamond(x, y, HALF * 0.7), Stroke(1.1), "white", is_closed=True)]
    return [Ellipse(x, y, HALF * 0.35, HALF * 0.35, Stroke(1.1))]


def _professional(picture: Picture, x: float, y: float) -> list[Mark]:
    """Return a professional: a box for a name, of no gender and no age."""
    picture.used["professional"] = "person"
    return [Box(x, y, HALF * 2, HALF * 1.3, stroke=Stroke(1.3, DASHED)), Words(x, y + 3.2, PROFESSIONAL, 9.0)]


def lived_otherwise(person: Person) -> Gender | None:
    """Return the sex recorded at birth of somebody who lives in another gender; None where nothing was asked for."""
    if not person.sex_at_birth:
        return None
    word = person.sex_at_birth.casefold()[:1]
    born = {"m": Gender.MALE, "f": Gender.FEMALE}.get(word)
    return born if born is not None and born is not person.gender and person.about.gender_history else None


def beside(picture: Picture, person: Person, x: float, y: float) -> list[Mark]:
    """Return the small marks inside and beside a symbol: gender history, orientation, cultures, letters, a secret."""
    marks: list[Mark] = []
    born = lived_otherwise(person)
    if picture.profile == "nsgc":
        letters = _letters_within(picture, person, born)
        marks += [Words(x, y + HALF - 8, " ".join(letters), 9.0)] if letters else []
    elif born is not None:
        picture.used["gender-history"] = "person"
        inner = Ellipse(x, y, HALF * 0.6, HALF * 0.6, Stroke(1.0))
        marks.append(inner if born is Gender.FEMALE else Box(x, y, HALF * 1.1, HALF * 1.1, stroke=Stroke(1.0)))
    if _shows_orientation(picture, person):
        picture.used["orientation"] = "person"
        side = HALF * 0.8
        low = y + HALF - 2
        points = ((x - side / 2, low - side * 0.87), (x + side / 2, low - side * 0.87), (x, low))
        marks.append(Path(points, Stroke(0.9), "none", is_closed=True))
    if is_of_two_cultures(person, picture.day):
        picture.used["cultures"] = "person"
        marks += [_wave(x, y - HALF - OUTLINE - 3 - up) for up in (0.0, 3.0)]
    conditions = [condition for condition, _ in conditions_on(person, picture.day)]
    for n, key in enumerate(letters_of(conditions, picture.profile)):
        picture.used[key] = "person"
        marks.append(Words(x + HALF + 8, y + HALF + 2 - n * 8, FORMS[key].terminal, 8.0))
    if any(is_secret(fact.what) for fact in person.facts):
        picture.used["family-secret"] = "person"
        marks.append(Path(triangle(x + HALF + 6, y - HALF + 1, 7), Stroke(0.6), INK, is_closed=True))
    return marks


def _letters_within(picture: Picture, person: Person, born: Gender | None) -> list[str]:
    """Return the letters that pedigrees write within a symbol: assigned at birth, donor, surrogate."""
    letters = letters_at_birth(person.sex_at_birth)
    found = [letters] if letters == "UAAB" or (letters and born is not None) else []
    picture.words |= set(found)
    return found + sorted(picture.donors.get(person.id, ()))


def _shows_orientation(picture: Picture, person: Person) -> bool:
    """Return whether a symbol holds the sign of orientation, which is McGoldrick's alone."""
    return bool(person.about.orientation) and picture.profile == "mcgoldrick"


def _wave(x: float, y: float) -> Path:
    points = tuple((x - HALF * 0.8 + HALF * 1.6 * n / 32, y + 1.2 * sin(n * pi / 4)) for n in range(33))
    return Path(points, Stroke(0.9))


def has_died(person: Person, picture: Picture) -> bool:
    """Return whether a person had died, or may have, by the day drawn."""
    return person.is_dead or person.death.happened_by(picture.day).may_be


def inside_words(person: Person, picture: Picture, say: Callable[[Age], str] = age_words) -> str:
    """Return what stands inside a symbol: the age, the age at death, or "?" for a gender that is not known."""
    if person.number != 1:
        return str(person.number) if person.number else "n"
    if person.gender is Gender.UNKNOWN:
        return "?"
    is_dead = has_died(person, picture)
    when = person.death if is_dead else picture.telling.today
    if person.birth.is_undated or when.is_undated:
        return ""
    age = age_at(person.birth, when)
    return "" if is_beyond_living(age, is_dead=is_dead) else say(age)


@lru_cache(maxsize=1024)
def age_size(inside: str) -> float:
    """Return the size at which an age is written, so that it stays within its symbol."""
    return next((size for size in (12.0, 9.5) if text_width(inside, size) <= 32.0), 9.0)


def _dash(picture: Picture, person: Person) -> tuple[float, ...]:
    if not person.is_confirmed:
        picture.used["unconfirmed"] = "person"
        return DOTTED
    if person.place is Standing.NETWORK:
        picture.used["network"] = "person"
        return DASHED
    return ()


def shape(picture: Picture, person: Person, x: float, y: float, half: float, stroke: Stroke) -> list[Mark]:
    """Return the outline of a person's gender at half a side."""
    if person.gender is Gender.MALE:
        picture.used["male"] = "person"
        return [Box(x, y, half * 2, half * 2, stroke=stroke)]
    if person.gender is Gender.FEMALE:
        picture.used["female"] = "person"
        return [Ellipse(x, y, half, half, stroke)]
    if person.gender in {Gender.NON_BINARY, Gender.OTHER}:
        picture.used["non-binary"] = "person"
        points = diamond(x, y, half * 1.1) if picture.profile == "nsgc" else dome(x, y, half)
        return [Path(points, stroke, "white", is_closed=True)]
    picture.used["unknown"] = "person"
    return [Box(x, y, half * 2, half * 2, radius=half * 0.4, stroke=stroke)]


def dome(x: float, y: float, half: float) -> tuple[Point, ...]:
    """Return a square base with a round top."""
    arc = [(x + half * cos(pi - pi * n / 16), y - half * sin(pi * n / 16)) for n in range(17)]
    return ((x - half, y + half), *arc, (x + half, y + half))


def diamond(x: float, y: float, reach: float) -> tuple[Point, ...]:
    """Return a square on its corner."""
    return ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))


def triangle(x: float, top: float, side: float) -> tuple[Point, ...]:
    """Return an upright triangle hanging from a point."""
    return ((x, top), (x + side / 2, top + side * 0.87), (x - side / 2, top + side * 0.87))


def _pregnancy(picture: Picture, person: Person, x: float, y: float, stroke: Stroke) -> list[Mark]:
    picture.used["expected"] = "person"
    is_marked = picture.drawn.is_marked(person.id)
    if picture.profile == "nsgc":
        outlines = [diamond(x, y, HALF + OUTLINE * 1.4)] if is_marked else []
        outlines.append(diamond(x, y, HALF))
    else:
        outlines = [triangle(x, y - HALF - OUTLINE * 1.6, HALF * 2 + OUTLINE * 5)] if is_marked else []
        outlines.append(triangle(x, y - HALF, HALF * 2))
    if is_marked:
        picture.used["subject"] = "person"
    marks: list[Mark] = [
        Path(points, stroke if n == len(outlines) - 1 else Stroke(1.2), "white", is_closed=True)
        for n, points in enumerate(outlines)
    ]
    return [*marks, Words(x, y + (4 if picture.profile == "nsgc" else 7), "P", 11.0)]


def _loss(picture: Picture, person: Person, x: float, y: float, stroke: Stroke) -> list[Mark]:
    """Return a pregnancy that ended, hanging from where a line of descent ends."""
    picture.used[person.life.name.lower()] = "person"
    letters = {Life.STILLBIRTH: "SB", Life.MISCARRIAGE: "SAB", Life.ECTOPIC: "ECT", Life.TERMINATION: "TOP"}.get(
        person.life, ""
    )
    if person.life is Life.STILLBIRTH:
        if picture.profile == "nsgc":
            picture.words.add(letters)
            full = shape(picture, person, x, y, HALF, stroke)
            return [*full, *_cross("nsgc", x, y, HALF, letters), Words(x, y + 4, letters, 9.5)]
        middle = y - HALF / 2
        half_size = shape(picture, person, x, middle, HALF / 2, stroke)
        return [*half_size, *_cross(picture.profile, x, middle, HALF, "")]
    if picture.profile == "nsgc":
        picture.words.add(letters)
        side = HALF
        whole = Path(triangle(x, y - HALF, side), stroke, "white", is_closed=True)
        slash = Path(((x - side * 0.45, y - HALF + side), (x + side * 0.45, y - HALF - 2)), Stroke(1.1))
        ended = [slash] if person.life is Life.TERMINATION else []
        return [whole, *ended, Words(x, y + 7, letters, 9.0)]
    reach = 8.0
    if picture.profile == "mcgoldrick" and person.life is Life.MISCARRIAGE:
        return [Path(((x, y - HALF), (x, y - HALF + reach))), Ellipse(x, y - HALF + reach + 5, 5, 5, stroke, fill=INK)]
    middle = y - HALF + reach + 4
    marks: list[Mark] = [
        Path(((x, y - HALF), (x, middle))),
        Path(((x - reach, middle - reach), (x + reach, middle + reach)), stroke),
        Path(((x + reach, middle - reach), (x - reach, middle + reach)), stroke),
    ]
    if person.life is Life.TERMINATION and picture.profile == "mcgoldrick":
        marks.append(Path(((x - reach, middle), (x + reach, middle)), stroke))
    if person.life in {Life.ECTOPIC, Life.TERMINATION}:
        picture.words.add(letters)
        marks.append(Words(x, middle + reach + 9, letters, 9.0))
    return marks


def _cross(profile: str, x: float, y: float, half: float, inside: str) -> list[Mark]:
    """Return an X from corner to corner that leaves out what is written inside; one slash in the pedigree profile."""
    stop = _clear_of(inside, half) if inside else 0.0
    return [
        Path(((x + sx * half, y + sy * half), (x + sx * stop, y + sy * stop)), _THIN)
        for sx, sy in (_SLASH if profile == "nsgc" else _CROSS)
    ]


@lru_cache(maxsize=1024)
def _clear_of(inside: str, half: float) -> float:
    """Return how far from the middle an arm stops: at the side or the top of the words' box, whichever it meets first."""
    size = age_size(inside)
    wide, high = text_width(inside, size) / 2 + 2, size * 0.5 + 1
    inner = max(min(max(wide, high), half - 6), 0.0) if wide > high else high
    return min(inner, half - 7, high)


def _brackets(x: float, y: float) -> list[Mark]:
    """Return the square brackets of an adopted person in the pedigree notation."""
    out, lip = HALF + 5, 7.0
    return [
        Path(((x + side * (out - lip), y - HALF - 3), (x + side * out, y - HALF - 3), (x + side * out, y + HALF + 2),
              (x + side * (out - lip), y + HALF + 2)))
        for side in (-1, 1)
    ]  # fmt: skip
