"""A layout and the facts of a day as a scene."""

from __future__ import annotations

from datetime import date

from chronology.lives.households import household_members
from chronology.record.dates import Falls, When, age_at
from chronology.record.people import Gender, Life, Person
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Box, Ellipse, Group, Mark, Path, Point, Scene, Stroke, Words
from exporters.genogram.family import (
    DATE_SIZE,
    LINE,
    NAME_SIZE,
    SYMBOL,
    Drawn,
    badges_of,
    step_words,
)
from exporters.genogram.legend import legend_groups
from exporters.genogram.notation import DESCENTS, DOTTED, WITHHELD_BONDS, couple_look
from exporters.genogram.shape import CoupleLine, DescentLine, Layout, Place
from exporters.genogram.telling import Telling

MARGIN = 30.0
HALF = SYMBOL / 2
TINTS = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2")
"""Okabe and Ito's colour-blind-safe set; always second to outline and name."""


class Picture:
    """One drawing in the making: what is present on the day, and which meanings it has used."""

    def __init__(self, drawn: Drawn, layout: Layout, *, day: date, profile: str, focus: Id | None) -> None:
        self.drawn = drawn
        self.layout = layout
        self.day = day
        self.profile = profile
        self.focus = focus
        self.at = drawn.case.as_at(day).case
        self.present = {i for i in self.at.people if i in layout.places}
        self.used: dict[str, str] = {}
        self.labels: list[tuple[Id, str, float, float, float, float]] = []
        self.households: list[tuple[Id, tuple[Id, ...], tuple[Point, ...]]] = []
        self.ties: list[tuple[Id, Id, str, tuple[Point, ...]]] = []
        self.notices: list[str] = []

    def groups(self) -> list[Group]:
        """Return everything drawn, back to front: homes, lines, ties, symbols with their labels."""
        return [*self._homes(), *self._descents(), *self._couples(), *self._bonds(), *self._persons()]

    def shown_couples(self) -> list[CoupleLine]:
        """Return the couples of whom everyone is present, with or without a recorded partnership."""
        return [
            c
            for c in self.layout.couples
            if all(p in self.present for p in self.drawn.unions[c.union][1]) and self._has_begun(c)
        ]

    def _has_begun(self, couple: CoupleLine) -> bool:
        partnership, _ = self.drawn.unions[couple.union]
        children = any(d.child in self.present for d in self.layout.descents if d.union == couple.union)
        if partnership is None or children:
            return True
        dated = [s.when for s in partnership.steps if not s.when.is_undated]
        return not dated or any(w.happened_by(self.day) is not Falls.NO for w in dated)

    def shown_descents(self) -> list[DescentLine]:
        """Return the lines of descent that stood on the day."""
        shown = {c.union for c in self.shown_couples()}
        found = []
        for line in self.layout.descents:
            parentage, _ = self.drawn.descents[line.union, line.child]
            begun = parentage.when.is_undated or parentage.when.began_by(self.day) is not Falls.NO
            if line.child in self.present and line.union in shown and begun:
                found.append(line)
        return found

    def _persons(self) -> list[Group]:
        return [self._person(self.at.people[i], self.layout.places[i]) for i in self._ordered()]

    def _ordered(self) -> list[Id]:
        return sorted(self.present, key=lambda i: (self.layout.places[i].row, self.layout.places[i].x, i))

    def _person(self, person: Person, place: Place) -> Group:
        marks: list[Mark] = [*self._symbol(person, place)]
        y = place.y + HALF + LINE
        for line in self.drawn.labels[person.id]:
            text = line.text
            if text.startswith(("d. ", "has died")) and not (person.is_dead or not person.death.is_undated):
                continue
            if not text and line.is_bold:
                text = badges_of(person.id, self.at, self.day)
            if text:
                width = text_width(text, line.size, is_bold=line.is_bold)
                marks.append(Words(place.x, y, text, line.size, line.is_bold, has_ground=True, width=width))
                self.labels.append((person.id, text, place.x, y - line.size * 0.35, width, line.size * 1.1))
            y += LINE
        return Group("person", Telling(self.at, self.day).person(person), tuple(marks))

    def _symbol(self, person: Person, place: Place) -> list[Mark]:
        x, y = place.x, place.y
        is_subject = person.id == self.focus or (self.focus is None and person.is_subject)
        stroke = Stroke(2.2 if is_subject else 1.3, () if person.is_confirmed else DOTTED)
        marks: list[Mark] = []
        if not person.is_confirmed:
            self.used["unconfirmed"] = "person"
        if person.life is Life.EXPECTED:
            self.used["expected"] = "person"
            return [
                Path(((x, y - 15), (x + 17, y + 15), (x - 17, y + 15)), stroke, "white", is_closed=True),
                _inside(x, y + 9, "P"),
            ]
        if person.life in {Life.MISCARRIAGE, Life.ECTOPIC, Life.STILLBIRTH}:
            return self._loss(person, x, y, stroke)
        marks += self._shape(person, x, y, HALF, stroke)
        if is_subject:
            self.used["subject"] = "person"
            marks = [*self._shape(person, x, y, HALF + 3.6, Stroke(1.2)), *marks]
        is_dead = person.is_dead or person.death.happened_by(self.day) in {Falls.CERTAIN, Falls.POSSIBLE}
        inside = self._age(person, is_dead)
        if is_dead:
            self.used["deceased"] = "person"
            marks += self._cross(x, y, bool(inside))
        if inside:
            marks.append(Words(x, y + 4, inside, 12.0 if len(inside) < 4 else DATE_SIZE))
        return marks

    def _loss(self, person: Person, x: float, y: float, stroke: Stroke) -> list[Mark]:
        self.used["loss"] = "person"
        if person.life is Life.STILLBIRTH:
            return [*self._shape(person, x, y, HALF / 2, stroke), *self._cross(x, y, False, HALF / 2)]
        if self.profile == "uk":
            return [Path(((x - 9, y - 9), (x + 9, y + 9)), stroke), Path(((x + 9, y - 9), (x - 9, y + 9)), stroke)]
        return [Ellipse(x, y, 5, 5, stroke, fill="#1a1a1a")]

    def _shape(self, person: Person, x: float, y: float, half: float, stroke: Stroke) -> list[Mark]:
        if person.gender is Gender.MALE:
            self.used["male"] = "person"
            return [Box(x, y, half * 2, half * 2, stroke=stroke)]
        if person.gender is Gender.FEMALE:
            self.used["female"] = "person"
            return [Ellipse(x, y, half, half, stroke)]
        if person.gender in {Gender.NON_BINARY, Gender.OTHER}:
            self.used["non-binary"] = "person"
            if self.profile == "nsgc":
                r = half * 1.1
                return [Path(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), stroke, "white", is_closed=True)]
            return [Path(_dome(x, y, half), stroke, "white", is_closed=True)]
        self.used["unknown"] = "person"
        return [Box(x, y, half * 2, half * 2, radius=half * 0.4, stroke=stroke)]

    def _age(self, person: Person, is_dead: bool) -> str:
        if person.gender is Gender.UNKNOWN:
            return "?"
        when = person.death if is_dead else When.on(self.day)
        if person.birth.is_undated or (is_dead and person.death.is_undated):
            return ""
        words = age_at(person.birth, when).words()
        return (
            ""
            if "not known" in words or "before" in words
            else words.replace(" months", "m").replace(" month", "m").replace(" or ", "/")
        )

    def _cross(self, x: float, y: float, has_age: bool, half: float = HALF) -> list[Mark]:
        thin = Stroke(1.0)
        inner = 12.0 if has_age else 0.0
        if self.profile == "nsgc":
            return [Path(((x - half, y + half), (x + half, y - half)), thin)]
        found: list[Mark] = []
        for sx, sy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
            found.append(Path(((x + sx * half, y + sy * half), (x + sx * inner, y + sy * inner)), thin))
        return found

    def _couples(self) -> list[Group]:
        found = []
        for couple in self.shown_couples():
            partnership, pair = self.drawn.unions[couple.union]
            if len(pair) < 2:
                found.append(
                    Group(
                        "partnership",
                        "one parent is recorded",
                        (Path(couple.points),) if len(couple.points) > 1 else (),
                    )
                )
                continue
            held = next((p for p in self.at.partnerships if partnership and p.id == partnership.id), None)
            found.append(self._couple(couple, held, pair))
        return found

    def _couple(self, couple: CoupleLine, held: object, pair: tuple[Id, ...]) -> Group:
        from chronology.record.ties import Partnership, PartnershipStatus

        status = before = PartnershipStatus.NOT_RECORDED
        words = ""
        if isinstance(held, Partnership):
            status = held.status_on(self.day).status
            lasting = [s.status for s in held.steps if not s.status.has_ended]
            before = lasting[-1] if lasting else PartnershipStatus.NOT_RECORDED
            words = step_words(held, held.steps)
        look = couple_look(status, before, self.profile)
        self.used[f"couple:{look.key}"] = look.legend
        dash = DOTTED if status is PartnershipStatus.NOT_RECORDED and self.profile != "uk" else look.dash
        marks: list[Mark] = [Path(couple.points, Stroke(1.3, dash))]
        (x, y), room = _level_middle(couple.points)
        slash_x = x - min(room / 4, 14)
        for n in range(look.slashes):
            at = slash_x + n * 5
            marks.append(Path(((at - 3.5, y + 7), (at + 3.5, y - 7)), Stroke(1.3)))
        if look.is_reconciled:
            marks.append(Path(((slash_x + 3.5, y + 7), (slash_x - 3.5, y - 7)), Stroke(1.3)))
        if look.is_crossed:
            marks += [Path(((x - 8, y - 6), (x + 8, y + 6))), Path(((x - 8, y + 6), (x + 8, y - 6)))]
        if words:
            marks.append(Words(x, y - 9, words, DATE_SIZE, has_ground=True, width=text_width(words, DATE_SIZE)))
        names = " and ".join(self.at.people[p].shown_name for p in pair)
        return Group("partnership", f"{names}: {words or 'partnership, status not recorded'}", tuple(marks))

    def _descents(self) -> list[Group]:
        found = []
        for line in self.shown_descents():
            parentage, label = self.drawn.descents[line.union, line.child]
            look = DESCENTS[line.kind]
            self.used[f"descent:{look.key}"] = look.legend
            marks: list[Mark] = [Path(line.points, Stroke(look.width, look.dash))]
            if label:
                year = parentage.when.year
                words = f"{label} {year}" if year else label
                (x, y) = line.points[-1]
                marks.append(
                    Words(x + 4, y - 5, words, 8.0, anchor="start", has_ground=True, width=text_width(words, 8.0))
                )
            title = Telling(self.at, self.day).descent(parentage)
            found.append(Group("descent", title, tuple(marks)))
        return found

    def _bonds(self) -> list[Group]:
        found = []
        for bond in self.at.bonds:
            if bond.source not in self.present or bond.target not in self.present or bond.source == bond.target:
                continue
            if any(word in bond.nature.casefold() for word in WITHHELD_BONDS):
                self.notices.append(
                    "a bond of violence or abuse is recorded and not drawn: it is shown only where it is chosen"
                )
                continue
            one, two = self.layout.places[bond.source], self.layout.places[bond.target]
            points = _arc(one, two)
            words = bond.nature if bond.standing.value == "recorded" else f"{bond.nature} ({bond.standing.value})"
            middle = (
                (points[0][0] + 2 * points[1][0] + points[2][0]) / 4,
                (points[0][1] + 2 * points[1][1] + points[2][1]) / 4,
            )
            tie = Path(points, Stroke(1.1, (2.0, 2.0), QUIET), is_curved=True)
            label = Words(
                middle[0], middle[1] - 2, words, 8.0, colour=QUIET, has_ground=True, width=text_width(words, 8.0)
            )
            names = (self.at.people[bond.source].shown_name, self.at.people[bond.target].shown_name)
            self.ties.append((bond.source, bond.target, bond.nature, points))
            self.used["tie"] = "tie, named beside it"
            found.append(Group("tie", f"{names[0]} and {names[1]}: {words}", (tie, label)))
        return found

    def _homes(self) -> list[Group]:
        found: list[Group] = []
        homes = [
            h
            for h in household_members(self.at, self.day)
            if h.id in self.at.households and len([m for m in h.members if m.person in self.present]) > 1
        ]
        for n, home in enumerate(homes):
            members = [m.person for m in home.members if m.person in self.present]
            name = "address withheld" if self.at.households[home.id].is_address_protected else home.name
            marks: list[Mark] = []
            outlines = self._outlines(set(members))
            for left, top, right, bottom in outlines:
                box = Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top, 12)
                marks.append(Box(box.x, box.y, box.w, box.h, 12, Stroke(0), TINTS[n % len(TINTS)], 0.06))
                marks.append(Box(box.x, box.y, box.w, box.h, 12, Stroke(1.0, (4.0, 3.0), QUIET), "none"))
            left, top, right, _ = outlines[0]
            words = name if len(outlines) == 1 else f"{name} ({len(outlines)} parts)"
            marks.append(
                Words(
                    left + 14,
                    top + 3,
                    words,
                    8.5,
                    anchor="start",
                    colour=QUIET,
                    has_ground=True,
                    width=text_width(words, 8.5),
                )
            )
            corners = tuple(c for l, t, r, b in outlines for c in ((l, t), (r, t), (r, b), (l, b)))
            self.households.append((home.id, tuple(members), corners))
            self.used["household"] = "person"
            who = ", ".join(self.at.people[m].shown_name for m in members)
            found.append(Group("household", f"{name}: {who}", tuple(marks)))
        return found

    def _outlines(self, members: set[Id]) -> list[tuple[float, float, float, float]]:
        """Return the fewest boxes found round the members that hold nobody else: one, else one a run on a row."""
        whole = _hull([self._box(m) for m in sorted(members)])
        if not any(_meet(whole, self._box(o, 2.0)) for o in self.present - members):
            return [whole]
        runs: list[list[Id]] = []
        last_row, open_run = -1, False
        for i in self._ordered():
            row = self.layout.places[i].row
            if row != last_row:
                open_run = False
            if i in members:
                if open_run:
                    runs[-1].append(i)
                else:
                    runs.append([i])
                open_run = True
            else:
                open_run = False
            last_row = row
        return [_hull([self._box(m) for m in run]) for run in runs]

    def _box(self, person: Id, pad: float = 9.0) -> tuple[float, float, float, float]:
        place = self.layout.places[person]
        lines = self.drawn.labels[person]
        half = max([HALF + 4, *(text_width(li.text, li.size, is_bold=li.is_bold) / 2 for li in lines)])
        return (
            place.x - half - pad / 2,
            place.y - HALF - pad,
            place.x + half + pad / 2,
            place.y + HALF + LINE * len(lines) + pad,
        )


def scene_of(picture: Picture, *, title: str, line: str, description: str) -> Scene:
    """Return the whole scene: heading, drawing, legend, each where it has room."""
    groups = picture.groups()
    left, top, right, bottom = _extent(picture)
    heading = [
        Group(
            "heading",
            title,
            (
                Words(left, top - 42, title, 16, is_bold=True, anchor="start"),
                Words(left, top - 25, line, DATE_SIZE, anchor="start", colour=QUIET),
            ),
        )
    ]
    right = max(right, left + text_width(title, 16, is_bold=True), left + text_width(line, DATE_SIZE), left + 360)
    legend, deep = legend_groups(picture.used, left, bottom + 26, right - left)
    moved = (MARGIN - left, MARGIN + 58 - top)
    shapes = tuple(_moved(g, *moved) for g in (*heading, *groups, *legend))
    picture.labels = [(i, t, x + moved[0], y + moved[1], w, h) for i, t, x, y, w, h in picture.labels]
    width, height = right - left + 2 * MARGIN, bottom - top + 58 + 26 + deep + 2 * MARGIN
    return Scene(width, height, title, description, shapes)


def moved_by(picture: Picture) -> tuple[float, float]:
    """Return by how much a scene's coordinates lie from the layout's."""
    left, top, _, _ = _extent(picture)
    return MARGIN - left, MARGIN + 58 - top


def _extent(picture: Picture) -> tuple[float, float, float, float]:
    """Return the bounds of the whole family at any day, so that a picture keeps its place."""
    boxes = [picture._box(i, 16.0) for i in picture.layout.places]
    points = [p for c in picture.layout.couples for p in c.points] + [
        p for d in picture.layout.descents for p in d.points
    ]
    boxes += [(x - 4, y - 14, x + 4, y + 4) for x, y in points]
    return _hull(boxes) if boxes else (0.0, 0.0, 300.0, 60.0)


def _moved(group: Group, dx: float, dy: float) -> Group:
    marks: list[Mark] = []
    for mark in group.marks:
        if isinstance(mark, Path):
            marks.append(
                Path(
                    tuple((x + dx, y + dy) for x, y in mark.points),
                    mark.stroke,
                    mark.fill,
                    mark.is_closed,
                    mark.is_curved,
                )
            )
        elif isinstance(mark, Ellipse):
            marks.append(Ellipse(mark.x + dx, mark.y + dy, mark.rx, mark.ry, mark.stroke, mark.fill))
        elif isinstance(mark, Box):
            marks.append(
                Box(mark.x + dx, mark.y + dy, mark.w, mark.h, mark.radius, mark.stroke, mark.fill, mark.fill_opacity)
            )
        else:
            marks.append(
                Words(
                    mark.x + dx,
                    mark.y + dy,
                    mark.text,
                    mark.size,
                    mark.is_bold,
                    mark.anchor,
                    mark.colour,
                    mark.has_ground,
                    mark.width,
                )
            )
    return Group(group.role, group.title, tuple(marks))


def _inside(x: float, y: float, text: str) -> Words:
    return Words(x, y, text, NAME_SIZE)


def _dome(x: float, y: float, half: float) -> tuple[Point, ...]:
    from math import cos, pi, sin

    arc = [(x + half * cos(pi - pi * n / 16), y - half * sin(pi * n / 16)) for n in range(17)]
    return ((x - half, y + half), *arc, (x + half, y + half))


def _level_middle(points: tuple[Point, ...]) -> tuple[Point, float]:
    """Return the middle of the longest level part of a line, and its length."""
    best: tuple[Point, float] = (points[0], 0.0)
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        if abs(y1 - y2) < 0.1 and abs(x1 - x2) > best[1]:
            best = (((x1 + x2) / 2, y1), abs(x1 - x2))
    return best


def _arc(one: Place, two: Place) -> tuple[Point, Point, Point]:
    """Return a curve that bulges away above, or to the side of, the symbols it joins."""
    if one.row == two.row:
        lift = 30 + abs(one.x - two.x) * 0.12
        return ((one.x, one.y - HALF), ((one.x + two.x) / 2, one.y - HALF - lift), (two.x, two.y - HALF))
    upper, lower = (one, two) if one.y < two.y else (two, one)
    side = 1 if lower.x >= upper.x else -1
    bend = (lower.x + side * 46, (upper.y + lower.y) / 2)
    return ((upper.x + side * HALF * 0.8, upper.y + HALF * 0.8), bend, (lower.x + side * HALF, lower.y))


def _hull(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
