"""The lines of a drawing: couples with their history, descent with its label, twins, and ties between people."""

from __future__ import annotations

from collections import defaultdict

from chronology.record.people import Person
from chronology.record.ties import MultipleBirth, PartnershipStatus, Zygosity
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Group, Mark, Path, Point, Stroke, Words
from exporters.genogram.family import DATE_SIZE, SMALL_SIZE, descent_kind, step_parts, step_words
from exporters.genogram.notation import DESCENTS, SHORT_WORDS, TIE, couple_look, lasting_status, short_label
from exporters.genogram.picture import Picture
from exporters.genogram.shape import CoupleLine, DescentLine
from exporters.genogram.spots import SLASH, curve_points, descent_words, halves, tie_words


def couples(picture: Picture) -> list[Group]:
    """Return the couples' lines, each with its dash, slashes, words and dates."""
    return [
        _couple(picture, couple) if len(picture.drawn.unions[couple.union][1]) > 1 else _stub(picture, couple)
        for couple in picture.shown_couples
    ]


def _stub(picture: Picture, couple: CoupleLine) -> Group:
    """Return a single parent's short line, in the way of descent of the children on it."""
    kinds = {d.kind for d in picture.shown_descents if d.union == couple.union} if len(couple.points) > 1 else set()
    look = DESCENTS[kinds.pop()] if len(kinds) == 1 else DESCENTS["birth"]
    line = (Path(couple.points, Stroke(look.width, look.dash)),) if kinds is not None and len(couple.points) > 1 else ()
    return Group("partnership", "one parent is recorded", line)


def _couple(picture: Picture, couple: CoupleLine) -> Group:
    partnership, pair = picture.drawn.unions[couple.union]
    held = picture.held.get(partnership.id) if partnership else None
    status = before = PartnershipStatus.NOT_RECORDED
    words = ""
    if held:
        status = held.status_on(picture.day).status
        before = lasting_status(s.status for s in held.steps)
        words = step_words(held, held.steps)
        picture.words |= {short_label(s.status) for s in held.steps} & set(SHORT_WORDS)
    look = couple_look(status, before, picture.profile)
    picture.couple_looks[look.key] = look
    marks: list[Mark] = [Path(couple.points, Stroke(1.3, look.dash))]
    (x, y) = picture.spots.slashes.get(couple.union, couple.points[0])
    first = x - (look.slashes - 1) * 2.5
    for n in range(look.slashes):
        at = first + n * 5
        marks.append(Path(((at - 3.2, y + SLASH), (at + 3.2, y - SLASH)), Stroke(1.3)))
    if look.is_reconciled:
        marks.append(Path(((x + 3.2, y + SLASH), (x - 3.2, y - SLASH)), Stroke(1.3)))
    if look.is_crossed:
        marks += [Path(((x - 6, y - way * SLASH), (x + 6, y + way * SLASH)), Stroke(1.3)) for way in (1, -1)]
    spots = picture.spots.couples.get(couple.union, ())
    lines = halves(step_parts(held, held.steps)) if held and len(spots) > 1 else (words,)
    for (spot_x, baseline), text in zip(spots, lines, strict=False):
        if text:
            width = text_width(text, DATE_SIZE)
            marks.append(Words(spot_x, baseline, text, DATE_SIZE, has_ground=True, width=width))
    told = picture.telling.couple(held) if held else ""
    names = " and ".join(picture.at.people[p].shown_name for p in pair)
    return Group("partnership", told or f"{names}: partners, status not recorded", tuple(marks))


def descents(picture: Picture) -> list[Group]:
    """Return the lines of descent, each with the label and date of its kind; those by birth drawn last, over others."""
    found = []
    for line in sorted(picture.shown_descents, key=lambda d: d.kind == "birth"):
        begun = picture.begun(line)
        labels = {descent_kind(s, picture.drawn.case)[1] for s in begun} - {""}
        look = DESCENTS[line.kind]
        picture.used[f"descent:{look.key}"] = look.legend
        marks: list[Mark] = [Path(line.points, Stroke(look.width, look.dash))]
        if labels:
            picture.words |= labels & set(SHORT_WORDS)
            x, y = picture.spots.descents[line.union, line.child]
            words = descent_words(picture.drawn, line, picture.day)
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
    """Return the ties between people, named beside them."""
    for bond in picture.at.bonds:
        if bond.source == bond.target:
            picture.notices.append("a tie of a person to themselves is recorded and not drawn")
    found = []
    for bond in picture.bonds:
        curve, (x, y) = picture.spots.ties[bond.id]
        words = tie_words(bond)
        marks = (
            Path(curve, Stroke(1.1, (2.0, 2.0), QUIET), is_curved=True),
            Words(x, y, words, SMALL_SIZE, colour=QUIET, has_ground=True, width=text_width(words, SMALL_SIZE)),
        )
        picture.ties.append((bond.source, bond.target, bond.nature, tuple(curve_points(curve, 16))))
        picture.used["tie"] = TIE
        found.append(Group("tie", picture.telling.bond(bond), marks))
    return found
