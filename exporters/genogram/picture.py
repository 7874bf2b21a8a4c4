"""One drawing in the making: who is present on the day, which lines stood, which meanings are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from chronology.lives.households import household_members
from chronology.lives.placements import Episode, episodes_of, is_told
from chronology.record.dates import Falls
from chronology.record.people import Person
from chronology.record.ties import Bond, Parentage, ParentageKind, Partnership
from chronology.record.values import Id
from exporters.genogram.family import Drawn, descent_kind, label_top
from exporters.genogram.faults import Fault, faults_of
from exporters.genogram.fills import Part
from exporters.genogram.health import condition_names, parts_of
from exporters.genogram.heritage import heritage_names, heritage_parts
from exporters.genogram.labels import DATE_SIZE, LINE, LabelLine, badges_of, health_of
from exporters.genogram.notation import CoupleLook
from exporters.genogram.room import Rect, hull
from exporters.genogram.shape import CoupleLine, DescentLine, Layout, Point
from exporters.genogram.spots import HALF, Spots, sets_by, spots_of
from exporters.genogram.telling import Telling

_DONATES = {ParentageKind.DONOR: "D", ParentageKind.SURROGATE: "S"}


class Picture:
    """A family's layout with the facts of a day, and what drawing it brings to light."""

    def __init__(
        self, drawn: Drawn, layout: Layout, *, day: date, profile: str, focus: Id | None, fill: str = "health"
    ) -> None:
        self.drawn = drawn
        self.layout = layout
        self.day = day
        self.profile = profile
        self.fill = fill
        """By what its symbols are filled: one of exporters.genogram.fills.FILLS."""
        self.focus = focus
        self.at = drawn.case.as_at(day).case
        self.present = {i for i in self.at.people if i in layout.places}
        self.telling = Telling(self.at, day)
        self.used: dict[str, str] = {}
        """Keys of the legend's rows."""
        self.fills: dict[str, Part] = {}
        """Parts of symbols that have a line of the legend each, by that line."""
        self.couple_looks: dict[str, CoupleLook] = {}
        self.words: set[str] = set()
        """Short words whose meaning the legend gives."""
        self.labels: list[tuple[Id, str, float, float, float, float]] = []
        """Below symbols: whose, text, middle, width and height."""
        self.households: list[tuple[Id, tuple[Id, ...], tuple[Point, ...]]] = []
        self.ties: list[tuple[Id, Id, str, tuple[Point, ...]]] = []
        self.notices: list[str] = []

    @cached_property
    def ordered(self) -> list[Id]:
        """Everyone drawn on the day, row by row, left to right."""
        return sorted(self.present, key=lambda i: (self.layout.places[i].row, self.layout.places[i].x, i))

    @cached_property
    def held(self) -> dict[Id, Partnership]:
        """The partnerships as they stood on the day, by id."""
        return {p.id: p for p in self.at.partnerships}

    @cached_property
    def adopted_in(self) -> set[Id]:
        """Everyone with a line of adoption on the day."""
        return {d.child for d in self.shown_descents if d.kind == "adopted"}

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What cannot be as it is recorded of those drawn on the day."""
        return faults_of(self.at, self.ordered)

    @cached_property
    def homes_of(self) -> dict[Id, set[Id]]:
        """In which homes each person lives on the day."""
        found: dict[Id, set[Id]] = {}
        for home in household_members(self.at, self.day):
            for member in home.members:
                found.setdefault(member.person, set()).add(home.id)
        return found

    @cached_property
    def stays(self) -> dict[Id, tuple[Episode, ...]]:
        """The stays worth a picture, at any day: of the child in focus, else of each subject child, the eldest first."""
        case = self.drawn.case
        wanted = [self.focus] if self.focus else [p.id for p in case.people.values() if p.is_subject]
        wanted.sort(key=lambda i: (case.people[i].birth.sort_key, i))
        found = {i: episodes_of(case, i) for i in wanted}
        return {i: stays for i, stays in found.items() if is_told(stays)}

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Every condition in the family at any day, each with its own place in the pedigree notation."""
        return condition_names([p for i, p in self.drawn.case.people.items() if i in self.layout.places])

    @cached_property
    def heritages(self) -> dict[str, str]:
        """Every heritage recorded in the family, each with its own place in a symbol."""
        return heritage_names([p for i, p in self.drawn.case.people.items() if i in self.layout.places])

    def parts(self, person: Person) -> list[Part]:
        """Return what is filled of a person's symbol on the day."""
        if self.fill == "heritage":
            return heritage_parts(person, self.heritages) if person.about.ethnicity else []
        return parts_of(person, self.day, self.profile, self.conditions) if person.health else []

    @cached_property
    def donors(self) -> dict[Id, set[str]]:
        """Who is a donor or a surrogate of somebody drawn on the day, with "D" or "S"."""
        found: dict[Id, set[str]] = {}
        for line in self.shown_descents:
            for held in self.begun(line):
                for parent in held.parents:
                    letter = _DONATES.get(held.way_of(parent))
                    if letter:
                        found.setdefault(parent, set()).add(letter)
        return found

    @cached_property
    def spots(self) -> Spots:
        """Where words beside lines and ties go on any day."""
        places = self.layout.places

        def reading(bond: Bond) -> tuple[object, ...]:
            ends = (places[bond.source], places[bond.target])
            return (*((p.row, p.x) for p in ends), bond.nature, bond.id)

        drawn = [b for b in self.drawn.case.bonds if self._is_drawn(b)]
        return spots_of(self.drawn, self.layout, sorted(drawn, key=reading))

    def _is_drawn(self, bond: Bond) -> bool:
        places = self.layout.places
        return bond.source in places and bond.target in places and bond.source != bond.target

    @cached_property
    def bonds(self) -> list[Bond]:
        """The bonds drawn on the day, in the order in which their words found room."""
        at = {b.id: b for b in self.at.bonds if {b.source, b.target} <= self.present}
        return [at[i] for i in self.spots.ties if i in at]

    @cached_property
    def shown_couples(self) -> list[CoupleLine]:
        """The couples of whom everyone is present and whose partnership, or child, had begun."""
        parents = {d.union for d in self.layout.descents if d.child in self.present}
        return [
            c for c in self.layout.couples if self._is_shown(c.union) and (c.union in parents or self._has_begun(c))
        ]

    def _is_shown(self, union: str) -> bool:
        return all(p in self.present for p in self.drawn.unions[union][1])

    def _has_begun(self, couple: CoupleLine) -> bool:
        partnership, _ = self.drawn.unions[couple.union]
        if partnership is None:
            return True
        dated = [s.when for s in partnership.steps if not s.when.is_undated]
        return not dated or any(w.happened_by(self.day) is not Falls.NO for w in dated)

    @cached_property
    def shown_descents(self) -> list[DescentLine]:
        """The lines of descent that had begun by the day, each in the way in which it last stood."""
        found = []
        for line in self.layout.descents:
            begun = self.begun(line)
            if begun and line.child in self.present and self._is_shown(line.union):
                kind, _ = descent_kind(begun[-1], self.drawn.case)
                found.append(line if line.kind == kind else replace(line, kind=kind))
        return found

    @cached_property
    def descents_of(self) -> dict[str, list[DescentLine]]:
        """The lines of descent that had begun by the day, by the union from which they hang."""
        found: dict[str, list[DescentLine]] = {}
        for line in self.shown_descents:
            found.setdefault(line.union, []).append(line)
        return found

    def begun(self, line: DescentLine) -> tuple[Parentage, ...]:
        """Return the parent sets of a line that had begun by the day, in order."""
        return sets_by(self.drawn, line, self.day)

    def label_lines(self, person: Person) -> list[tuple[LabelLine, str, float]]:
        """Return a person's label on the day: each line, its text and how far its baseline is below the symbol's middle."""
        found = []
        y = label_top(self.drawn.is_marked(person.id))
        waiting: dict[str, Iterator[str]] = {}
        for line in self.drawn.labels[person.id]:
            text = line.text
            if line.role == "death" and not person.is_dead and person.death.is_undated:
                continue
            if line.role in {"badges", "health"}:
                if line.role not in waiting:
                    waiting[line.role] = iter(self._of_the_day(person, line.role))
                text = next(waiting[line.role], "")
            if text:
                found.append((line, text, y))
            y += LINE
        return found

    def _of_the_day(self, person: Person, role: str) -> tuple[str, ...]:
        return badges_of(person.id, self.at, self.day) if role == "badges" else health_of(person, self.day)

    def box(self, person: Id, pad: float = 9.0) -> Rect:
        """Return the rectangle round a person's symbol and label on any day."""
        place, lines = self.layout.places[person], self.drawn.labels[person]
        half = max(HALF + 4, self.drawn.label_width(person) / 2)
        bottom = place.y + label_top(self.drawn.is_marked(person)) + LINE * (len(lines) - 1) + DATE_SIZE * 0.3
        return place.x - half - pad / 2, place.y - HALF - pad, place.x + half + pad / 2, bottom + pad * 0.7

    @cached_property
    def extent(self) -> Rect:
        """The bounds of the whole family at any day, so that a picture keeps its place."""
        boxes = [self.box(i, 16.0) for i in self.layout.places]
        lines = [*(c.points for c in self.layout.couples), *(d.points for d in self.layout.descents)]
        boxes += [(x - 4, y - 14, x + 4, y + 4) for points in lines for x, y in points]
        boxes += self.spots.bounds
        return hull(boxes) if boxes else (0.0, 0.0, 300.0, 60.0)
