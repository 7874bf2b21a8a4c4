"""The lines of couples: how they stand on the day, how it ended, and what else is recorded of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from chronology.record.ties import Partnership, PartnershipStatus
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import INK, Box, Group, Mark, Path, Stroke, Words
from exporters.genogram.family import SYMBOL
from exporters.genogram.labels import DATE_SIZE
from exporters.genogram.notation import (
    DESCENTS,
    DOTTED,
    SHORT_WORDS,
    couple_look,
    is_secret,
    lasting_status,
    short_label,
)
from exporters.genogram.picture import Picture
from exporters.genogram.shape import CoupleLine
from exporters.genogram.spots import SLASH
from exporters.genogram.steps import halves, step_parts, step_words

NOBODY = SYMBOL / 2
"""Side of what stands where nobody is known, in points."""


def couples(picture: Picture) -> list[Group]:
    """Return the couples' lines, each with its dash, slashes, words and dates."""
    found = []
    for couple in picture.shown_couples:
        ends = picture.drawn.ends_of(couple.union)
        group = _couple(picture, couple) if len(ends) > 1 else _stub(picture, couple)
        stand_in = picture.drawn.stand_ins.get(couple.union)
        if stand_in:
            line = next((mark for mark in group.marks if isinstance(mark, Path)), Path(()))
            group = replace(group, marks=group.marks + _nobody(picture, couple, stand_in, line.stroke.dash))
        found.append(group)
    return found


def _nobody(picture: Picture, couple: CoupleLine, stand_in: Id, dash: tuple[float, ...]) -> tuple[Mark, ...]:
    """Return the small "?" that stands where a partner or parents are not known, joined to their line."""
    picture.used["nobody"] = "person"
    place = picture.layout.places[stand_in]
    end = min(couple.points, key=lambda p: abs(p[0] - place.x) + abs(p[1] - place.y))
    return (
        Path((end, (place.x, place.y)), Stroke(1.3, dash)),
        Box(place.x, place.y, NOBODY, NOBODY, NOBODY * 0.2, Stroke(1.0, DOTTED)),
        Words(place.x, place.y + 3.5, "?", DATE_SIZE),
    )


def _stub(picture: Picture, couple: CoupleLine) -> Group:
    """Return a single parent's short line, in the way of descent of the children on it."""
    kinds = {d.kind for d in picture.descents_of.get(couple.union, ())} if len(couple.points) > 1 else set()
    look = DESCENTS[kinds.pop()] if len(kinds) == 1 else DESCENTS["birth"]
    line = (Path(couple.points, Stroke(look.width, look.dash)),) if kinds is not None and len(couple.points) > 1 else ()
    pair = picture.drawn.unions[couple.union][1]
    return Group("partnership", "one parent is recorded" if pair else "siblings whose parents are not known", line)


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
    marks = _line(picture, couple, held, look.dash)
    (x, y) = picture.spots.slashes.get(couple.union, couple.points[0])
    first = x - (look.slashes - 1) * 2.5
    side = side_of_children(picture, couple.union) if look.slashes and not look.is_upright else 0
    if side:
        picture.used["children-with"] = "couple"
    lean = 0.0 if look.is_upright else 3.2 * (side or 1)
    for n in range(look.slashes):
        at = first + n * 5
        marks.append(Path(((at - lean, y + SLASH), (at + lean, y - SLASH)), Stroke(1.3)))
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


def _line(picture: Picture, couple: CoupleLine, held: Partnership | None, dash: tuple[float, ...]) -> list[Mark]:
    """Return a couple's line, doubled for those related by blood, and the marks of its features."""
    marks: list[Mark] = [Path(couple.points, Stroke(1.3, dash))]
    if held is None:
        return marks
    if picture.telling.blood.is_shared(held):
        picture.used["blood"] = "couple"
        marks = [Path(couple.points, Stroke(5.0, dash)), Path(couple.points, Stroke(2.6, (), "white"))]
    if not held.features:
        return marks
    features = " ".join(held.features).casefold()
    x, y = couple.middle
    is_childless = not any(d.union == couple.union for d in picture.layout.descents)
    for key, word, bars in (("no-children", "childless by choice", 1), ("infertility", "infertil", 2)):
        if word in features and is_childless:
            picture.used[key] = "couple"
            marks.append(Path(((x, y), (x, y + 12))))
            marks += [Path(((x - 6, y + 12 + n * 3.5), (x + 6, y + 12 + n * 3.5))) for n in range(bars)]
    if is_secret(features):
        picture.used["secret-couple"] = "couple"
        (left, level), (right, _) = max(
            (sorted(segment) for segment in pairwise(couple.points)), key=lambda s: abs(s[0][0] - s[1][0])
        )
        at = left + (right - left) * 0.2
        points = ((at - 4, level + 3.5), (at + 4, level + 3.5), (at, level - 4))
        marks.append(Path(points, Stroke(0.6), INK, is_closed=True))
    return marks


def side_of_children(picture: Picture, union: str) -> int:
    """Return -1 where the couple's children live with the partner on the left, 1 on the right, 0 where that is not so."""
    if not picture.homes_of:
        return 0
    pair = sorted(picture.drawn.ends_of(union), key=lambda i: picture.layout.places[i].x)
    children = [d.child for d in picture.descents_of.get(union, ())]
    with_left, with_right = (
        any(picture.homes_of.get(c, set()) & picture.homes_of.get(one, set()) for c in children) for one in pair
    )
    return with_right - with_left
