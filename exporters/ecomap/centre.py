"""The circle in the middle: the child, or everyone of the household."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from chronology.record.dates import When, age_at
from chronology.record.people import Life, Person
from exporters.documents.printable import printable
from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import QUIET, Ellipse, Mark, Point, Stroke, Words
from exporters.ecomap.cards import wrapped
from exporters.ecomap.marks import symbol
from exporters.ecomap.system import Around
from exporters.genogram.ages import is_beyond_living
from exporters.genogram.room import Rect

_HALF = 12.0
_NAME, _SMALL = 10.5, 8.0
_CELL_WIDEST = 96.0
_ROW = 44.0


@dataclass(frozen=True)
class Centre:
    """The circle in the middle, with what stands in it, round 0, 0."""

    half: Point
    marks: tuple[Mark, ...]
    labels: tuple[tuple[str, str, Rect], ...]
    """Whose, text and rectangle of every text in it."""
    middles: dict[str, Point]
    """Where the symbol of each of its people stands, by id."""


def centre_of(around: Around) -> Centre:
    """Return the centre of an ecomap: one child, or a household's members in rows."""
    return _household(around) if around.home else _child(around)


def age_of(person: Person, around: Around) -> str:
    """Return somebody's age in words on the day; empty where it is not known."""
    if (person.birth.is_undated and not person.has_died_by(around.day)) or person.life is not Life.BORN:
        return f"due {person.birth.words()}" if person.life is Life.EXPECTED and not person.birth.is_undated else ""
    if person.has_died_by(around.day):
        return "has died" if person.death.is_undated else f"died {person.death.words()}"
    age = age_at(person.birth, When.on(around.day))
    if is_beyond_living(age, is_dead=False) or (age.youngest is None and age.oldest is None):
        return ""
    return f"aged {age.words()}"


def _child(around: Around) -> Centre:
    child = around.child
    names = wrapped(_plain(child.shown_name), _NAME, 92.0, 2, is_bold=True)
    age = age_of(child, around)
    high = _HALF * 2 + 8 + len(names) * 13.0 + (10.5 if age else 0)
    y = -high / 2 + _HALF
    marks, labels = symbol(child, 0.0, y, _HALF, is_child=True), []
    middles = {child.id: (0.0, y)}
    y += _HALF + 15.0
    widest = 0.0
    for name in names:
        widest = max(widest, text_width(name, _NAME, is_bold=True))
        labels.append(_label(child.id, name, 0.0, y, _NAME, is_bold=True))
        marks.append(Words(0.0, y, name, _NAME, is_bold=True))
        y += 13.0
    if age:
        labels.append(_label(child.id, age, 0.0, y - 1.5, _SMALL))
        marks.append(Words(0.0, y - 1.5, age, _SMALL, colour=QUIET))
    reach = max(sqrt((high / 2) ** 2 + (widest / 2) ** 2 * 0.55) + 9.0, widest / 2 + 8.0, 46.0)
    return Centre((reach, reach), (_ring(reach, reach), *marks), tuple(labels), middles)


def _household(around: Around) -> Centre:
    people = around.members
    a_row = max(1, min(len(people), ceil(sqrt(len(people) * 1.6))))
    rows = [people[n : n + a_row] for n in range(0, len(people), a_row)]
    title = shortened(_plain(around.home), _NAME, 150.0)
    high = 18.0 + _ROW * len(rows)
    y = -high / 2 + 10.0
    marks: list[Mark] = [Words(0.0, y, title, _NAME, is_bold=True)]
    labels = [_label(around.centre, title, 0.0, y, _NAME, is_bold=True)]
    middles: dict[str, Point] = {}
    y += 8.0
    reach = text_width(title, _NAME, is_bold=True) / 2
    for row in rows:
        wide = [max(_CELL_WIDEST * 0.5, *(text_width(n, _SMALL) for n in _cell(p, around))) + 12.0 for p in row]
        x = -sum(wide) / 2
        reach = max(reach, sum(wide) / 2)
        for person, width in zip(row, wide, strict=True):
            at = x + width / 2
            middles[person.id] = (at, y + 10.0)
            marks += symbol(person, at, y + 10.0, 7.5, is_child=person.id == around.child.id)
            for n, words in enumerate(_cell(person, around)):
                is_bold = person.id == around.child.id and n == 0
                base = y + 30.0 + n * 9.5
                marks.append(Words(at, base, words, _SMALL, is_bold, colour=QUIET if n else "#1a1a1a"))
                labels.append(_label(person.id, words, at, base, _SMALL, is_bold=is_bold))
            x += width
        y += _ROW
    half = reach * 1.18 + 10.0, max(high * 0.72 + 8.0, 46.0)
    return Centre(half, (_ring(*half), *marks), tuple(labels), middles)


def _cell(person: Person, around: Around) -> list[str]:
    """Return what stands below somebody in the household: the name, and the age of the child alone."""
    name = shortened(_plain(person.shown_name), _SMALL, _CELL_WIDEST)
    return [name, *([age_of(person, around)] if person.id == around.child.id else [])]


def _ring(rx: float, ry: float) -> Ellipse:
    return Ellipse(0.0, 0.0, rx, ry, Stroke(1.8))


def _plain(name: str) -> str:
    return " ".join(printable(name)[:400].split()) or "Name not known"


def _label(whose: str, text: str, x: float, y: float, size: float, *, is_bold: bool = False) -> tuple[str, str, Rect]:
    width = text_width(text, size, is_bold=is_bold)
    return whose, text, (x - width / 2, y - size * 0.78, x + width / 2, y + size * 0.22)
