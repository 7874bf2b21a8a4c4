"""The lines of descent with their labels, twins, and ties between people."""

from __future__ import annotations

from collections import defaultdict

from chronology.record.people import Person
from chronology.record.ties import MultipleBirth, Zygosity
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import Group, Mark, Path, Point, Stroke, Words
from exporters.genogram.emotions import emotion_of
from exporters.genogram.family import descent_kind
from exporters.genogram.labels import SMALL_SIZE
from exporters.genogram.notation import DASHED, DESCENTS, SHORT_WORDS
from exporters.genogram.picture import Picture
from exporters.genogram.shape import DescentLine
from exporters.genogram.spots import descent_words, responsibility, tie_words
from exporters.genogram.strands import at, length, tie_marks
from exporters.genogram.trunks import Trunks

BESIDE = 3.6
"""How far an adopted child's second line stands off the first, in points."""


def descents(picture: Picture) -> list[Group]:
    """Return the lines of descent, each with the label and date of its kind; those by birth drawn last, over others."""
    found = []
    trunks = Trunks()
    for line in sorted(picture.shown_descents, key=lambda d: d.kind == "birth"):
        begun = picture.begun(line)
        labels = {descent_kind(s, picture.drawn.case)[1] for s in begun} - {""}
        look = DESCENTS[line.kind]
        picture.used[f"descent:{look.key}"] = look.legend
        parts = trunks.rest(line.union, line.kind, line.points)
        is_double = line.kind == "adopted" and picture.profile == "mcgoldrick"
        dash = () if is_double else look.dash
        marks: list[Mark] = [Path(points, Stroke(look.width, dash)) for points in parts]
        if is_double:
            (x1, y1), (x2, y2) = line.points[-2:] if len(line.points) > 1 else line.points * 2
            marks.append(Path(((x1 - BESIDE, max(y1, y2 - 40)), (x2 - BESIDE, y2)), Stroke(look.width, DASHED)))
        words = descent_words(picture.drawn, line, picture.day)
        if words:
            picture.words |= labels & set(SHORT_WORDS)
            picture.words |= {"PR"} if responsibility(picture.drawn, line, picture.day) else set()
            x, y = picture.spots.descents[line.union, line.child]
            marks.append(Words(x, y, words, SMALL_SIZE, has_ground=True, width=text_width(words, SMALL_SIZE)))
        found.append(Group("descent", "; ".join(picture.telling.descent(s) for s in begun), tuple(marks)))
    return [*found, *_twins(picture)]


def _twins(picture: Picture) -> list[Group]:
    """Return the bar between identical twins, or "?" where nobody knows of which kind they are."""
    lines: dict[Id, list[DescentLine]] = defaultdict(list)
    for line in picture.shown_descents:
        lines[line.child].append(line)
    found = []
    for birth in picture.at.multiple_births:
        forks = _forks(birth, lines)
        if len(forks) < 2:
            continue
        title = f"{_names(picture, birth)}: born together" + (
            f", {birth.zygosity.value}" if birth.zygosity is not Zygosity.UNKNOWN else ""
        )
        marks: tuple[Mark, ...] = ()
        if birth.zygosity is Zygosity.IDENTICAL:
            picture.used["identical"] = "twins"
            marks = (Path((_part(forks[0], 0.55), _part(forks[-1], 0.55))),)
        elif birth.zygosity is Zygosity.UNKNOWN:
            picture.used["twins-unknown"] = "twins"
            (ax, ay), (bx, _) = _part(forks[0], 0.75), _part(forks[-1], 0.75)
            marks = (Words((ax + bx) / 2, ay + 3, "?", SMALL_SIZE),)
        else:
            picture.used["twins"] = "twins"
        found.append(Group("descent", title, marks))
    return found


def _forks(birth: MultipleBirth, lines: dict[Id, list[DescentLine]]) -> list[tuple[Point, Point]]:
    """Return the slanted ends of the lines of children born together, from the left."""
    ends = [
        (line.points[-2], line.points[-1])
        for child in birth.children
        for line in lines.get(child, ())
        if len(line.points) > 1 and line.kind == "birth"
    ]
    shared = {a for a, _ in ends if sum(a == other for other, _ in ends) > 1}
    return sorted((e for e in ends if e[0] in shared), key=lambda e: e[1][0])


def _part(segment: tuple[Point, Point], share: float) -> Point:
    (ax, ay), (bx, by) = segment
    return ax + (bx - ax) * share, ay + (by - ay) * share


def _names(picture: Picture, birth: MultipleBirth) -> str:
    people: list[Person] = [picture.at.people[c] for c in birth.children if c in picture.present]
    return " and ".join(p.shown_name for p in people)


def bonds(picture: Picture) -> list[Group]:
    """Return the ties between people, each in the strands of its kind, with its words beside it."""
    for bond in picture.at.bonds:
        if bond.source == bond.target:
            picture.notices.append("a tie of a person to themselves is recorded and not drawn")
    found = []
    for bond in picture.bonds:
        way, (x, y) = picture.spots.ties[bond.id]
        emotion = emotion_of(bond.nature)
        words = tie_words(bond)
        marks = (
            *tie_marks(emotion, way, is_mutual=bond.is_mutual),
            Words(x, y, words, SMALL_SIZE, has_ground=True, width=text_width(words, SMALL_SIZE)),
        )
        far = length(way)
        picture.ties.append(
            (bond.source, bond.target, bond.nature, tuple(at(way, far * n / 24)[:2] for n in range(25)))
        )
        picture.used[f"tie:{emotion.key}"] = emotion.legend
        found.append(Group("tie", picture.telling.bond(bond), marks))
    return found
