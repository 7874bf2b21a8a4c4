"""One row of a chronology as an entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chronology.intake.cells import (
    basis_of,
    count_of,
    explanations_of,
    grades_of,
    known_restrictions,
    neglect_of,
    origin_of,
    pieces,
    restrictions_of,
    severity_of,
    side_date,
    significance_of,
    standing_of,
    told_of,
    view_of,
    when_of,
)
from chronology.intake.ids import IdMaker
from chronology.intake.people import Names, is_all
from chronology.practice.categories import category_of, folded
from chronology.practice.columns import IMPACT_FOR
from chronology.readers.tables import Cell, Row, Table
from chronology.record.dates import UNDATED, When
from chronology.record.entries import Entry, Extra, Impact, Origin, Seen, Significance, Told, View
from chronology.record.people import Person
from chronology.record.sources import Basis, Citation, Document, Standing
from chronology.record.values import Id

_SUBSTANCE = ("event", "view", "impact", "action", "outcome", "analysis", "category", "grade", "plan")
"""Columns one of which says that something happened."""


_DATED = {"date", "recorded", "known"}
_FIGURES = re.compile(r"(?P<day>[0-3]?[0-9])[./-](?P<month>[01]?[0-9])[./-](?P<year>(?:19|20)[0-9]{2})\Z", re.ASCII)
_NOT_KNOWN = {"unknown", "not known"}
_RESTRICTED = known_restrictions()


@dataclass(frozen=True)
class RowRead:
    """A row's cells by what their columns mean."""

    number: int
    cells: Mapping[str, Cell]
    extras: tuple[Extra, ...]
    """Columns under their own names, and cells beyond the header by number."""

    @classmethod
    def of(cls, row: Row, columns: list[str], written: list[str]) -> RowRead:
        """Return the row cut into columns; where two cells fall to one, nothing is dropped."""
        cells: dict[str, Cell] = {}
        extras: list[Extra] = []
        for at, cell in enumerate(row.cells):
            if not cell.text.strip() and not cell.edtf:
                continue
            column = columns[at] if at < len(columns) else ""
            if column:
                cells[column] = cell
            else:
                head = written[at].strip() if at < len(written) and written[at].strip() else f"column {at + 1}"
                extras.append(Extra(column=" ".join(head.split()), words=cell.text.strip()))
        return cls(row.number, cells, tuple(extras))

    def text(self, column: str) -> str:
        """Return a cell's text; empty where there is none."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""

    @property
    def has_substance(self) -> bool:
        """Whether anything in it says that something happened."""
        return any(self.text(c) for c in _SUBSTANCE) or any(c.startswith(IMPACT_FOR) for c in self.cells)

    @property
    def by_column(self) -> dict[str, str]:
        """The row's words by column, as it is known again by."""
        return {c: _known_by(c, cell) for c, cell in self.cells.items()} | {
            f"own:{e.column}": e.words for e in self.extras
        }


class EntryMaker:
    """Makes entries of rows; what it doubts about the last row is in `doubts`."""

    def __init__(self, names: Names, source: Document, day: date, make: Callable[[str], Person] | None) -> None:
        self._names = names
        self._source = source
        self._day = day
        self._make = make
        self.doubts: list[str] = []
        self.unknown: dict[str, list[int]] = {}
        """Words that nobody knows, with the rows they stand in: said once each."""
        self.default_child: Id | None = None
        """Whose rows they are where no column names the children."""
        self._row = 0

    def entry(self, row: RowRead, table: Table, key: str, ids: IdMaker) -> Entry:
        """Return the entry that a row is; raises UnreadableDate where its date cannot be read."""
        self.doubts = []
        self._row = row.number
        say = self.doubts.append
        when = when_of(row.cells["date"], latest=self._day) if "date" in row.cells else UNDATED
        self.doubts += when.doubts
        children, unmatched = self._children(row.text("children"), when)
        severity = severity_of(row.text("severity"), say)
        extras = list(row.extras)
        basis, standing = basis_of(row.text("basis"), say), standing_of(row.text("standing"), say)
        if row.text("basis") and basis is Basis.NOT_RECORDED:
            extras.append(Extra(column="basis", words=row.text("basis")))
        if (
            row.text("standing")
            and standing is Standing.RECORDED
            and folded(row.text("standing")) not in {"recorded", "fact"}
        ):
            extras.append(Extra(column="standing", words=row.text("standing")))
        neglect = neglect_of(row.text("neglect"), severity, say)
        if row.text("severity") and not (neglect and severity):
            extras.append(Extra(column="severity", words=row.text("severity")))
        grades = grades_of(row.text("grade"), say)
        if row.text("grade") and len(grades) != len(pieces(row.text("grade").replace(",", ";"))):
            extras.append(Extra(column="grade", words=row.text("grade")))
        count = count_of(row.text("count"), say)
        told = told_of(row.text("told_to_social_care"), say)
        significance = significance_of(row.text("significant"), say)
        restriction = restrictions_of(row.text("restriction"), say)
        for column, is_plain in (
            ("count", row.text("count") == str(count)),
            ("told_to_social_care", told is not Told.UNKNOWN or folded(row.text("told_to_social_care")) in _NOT_KNOWN),
            ("significant", significance is not Significance.NOT_SAID),
            ("restriction", all(folded(p) in _RESTRICTED for p in pieces(row.text("restriction").replace(",", ";")))),
        ):
            if row.text(column) and not is_plain:
                extras.append(Extra(column=column, words=row.text(column)))
        children, adults = self._grown_apart(children, when)
        impacts, views, seen = self._of_children(row, children, extras)
        return Entry(
            id=ids.make("entry", key),
            when=when,
            recorded=self._side(row, "recorded", "written up"),
            known=self._side(row, "known", "when it became known"),
            children=children,
            people=adults,
            children_as_written=row.text("children") if unmatched else "",
            category=self._category(row.text("category")),
            neglect=neglect,
            service=row.text("service"),
            response=row.text("response"),
            plan=row.text("plan"),
            part_of_day=row.text("part_of_day"),
            grades=grades,
            event=row.text("event"),
            origin=origin_of(row.text("source")) if row.text("source") else Origin(document=self._source.name),
            basis=basis,
            standing=standing,
            restriction=restriction,
            seen=seen,
            views=views,
            impacts=impacts,
            action=row.text("action"),
            outcome=row.text("outcome"),
            analysis=row.text("analysis"),
            count=count,
            told_to_social_care=told,
            explained_by=explanations_of(row.text("explained_by")),
            significance=significance,
            case_ids=tuple(pieces(row.text("case_id"))),
            extras=tuple(extras),
            content_key=key,
            cites=(self.citation(table, row.number),),
        )

    def citation(self, table: Table, number: int) -> Citation:
        """Return the place of a row in the file."""
        return Citation(document=self._source.id, place=_place(table, number), row=number)

    def _side(self, row: RowRead, column: str, what: str) -> When:
        cell = row.cells.get(column)
        return side_date(cell, what, latest=self._day, say=self.doubts.append) if cell else UNDATED

    def _category(self, words: str) -> str:
        key = category_of(words)
        if words and not key:
            self._unknown(f"“{words[:60]}” is no known category: kept as written, counts as nothing")
        return key or words

    def _unknown(self, words: str) -> None:
        self.unknown.setdefault(words, []).append(self._row)

    def _person(self, name: str) -> Id | None:
        found = self._names.find(name)
        if found.person is None and self._make is not None and "not guessed" not in found.why:
            return self._make(" ".join(name.split())).id
        if found.person is None:
            self._unknown(f"“{name[:60]}” {found.why}: the name is kept with the entry, nobody is made")
        return found.person

    def _children(self, words: str, when: When) -> tuple[tuple[Id, ...], bool]:
        """Return the children a cell names, and whether any name in it was not matched."""
        if not words:
            return ((self.default_child,) if self.default_child else ()), False
        if is_all(words):
            everyone = self._names.children_alive_on(when.latest or self._day)
            if when.latest is None:
                self.doubts.append(
                    "“all” on a row without a full date: taken as the children of the family at the import"
                )
            return everyone, not everyone
        found = [self._person(name) for name in self._names.split(words)]
        return tuple(dict.fromkeys(p for p in found if p is not None)), any(p is None for p in found)

    def _grown_apart(self, named: tuple[Id, ...], when: When) -> tuple[tuple[Id, ...], tuple[Id, ...]]:
        """Return the children among those a row names, and who was grown up on its day: an entry is about them too."""
        grown = tuple(p for p in named if self._names.is_grown_on(p, when.earliest or self._day))
        for person in grown:
            self.doubts.append(
                f"{self._names.called(person)} was grown up by then: the entry is about them, not one of the children"
            )
        return tuple(p for p in named if p not in grown), grown

    def _of_children(
        self, row: RowRead, children: tuple[Id, ...], extras: list[Extra]
    ) -> tuple[tuple[Impact, ...], tuple[View, ...], tuple[Seen, ...]]:
        """Return impact, words and being seen, each of one child; what does not say whose it is stays beside the entry."""
        impacts = [Impact(child=c, words=w) for c, w in self._whose(row.text("impact"), children, "impact", extras)]
        for column, cell in row.cells.items():
            if column.startswith(IMPACT_FOR) and cell.text.strip():
                child = self._person(column.removeprefix(IMPACT_FOR))
                if child is None:
                    extras.append(Extra(column=column.replace(":", ": "), words=cell.text.strip()))
                else:
                    impacts.append(Impact(child=child, words=cell.text.strip()))
        views = tuple(view_of(c, w) for c, w in self._whose(row.text("view"), children, "view", extras))
        return tuple(impacts), views, self._seen(row.text("seen"), children, extras)

    def _whose(self, words: str, children: tuple[Id, ...], what: str, extras: list[Extra]) -> list[tuple[Id, str]]:
        if not words:
            return []
        if len(children) == 1:
            if not self._names_another(words, children[0]):
                return [(children[0], words)]
            extras.append(Extra(column=what, words=words))
            self.doubts.append(f"{what}: it begins with the name of somebody else: kept beside the entry, for nobody")
            return []
        parts: list[tuple[Id, str]] = []
        for part in pieces(words):
            name, colon, rest = part.partition(":")
            found = self._names.find(name) if colon and rest.strip() else None
            if found is None or found.person is None or (children and found.person not in children):
                extras.append(Extra(column=what, words=words))
                self.doubts.append(f"{what}: it does not say which child's: kept beside the entry, for nobody")
                return []
            parts.append((found.person, rest.strip()))
        return parts

    def _names_another(self, words: str, child: Id) -> bool:
        """Return whether a part of a cell begins "NAME:" with somebody known who is not this child."""
        for part in pieces(words):
            name, colon, rest = part.partition(":")
            found = self._names.find(name).person if colon and rest.strip() else None
            if found is not None and found != child:
                return True
        return False

    def _seen(self, words: str, children: tuple[Id, ...], extras: list[Extra]) -> tuple[Seen, ...]:
        if not words or folded(words) in {"no", "n", "not seen", "none", "n a"}:
            if words:
                extras.append(Extra(column="seen", words=words))
            return ()
        if folded(words) in {"yes", "y", "seen", "alone", "seen alone", "yes alone", "yes seen alone"}:
            if len(children) == 1:
                return (Seen(child=children[0], is_alone="alone" in folded(words)),)
            extras.append(Extra(column="seen", words=words))
            self.doubts.append("seen: it does not say which child: kept beside the entry, for nobody")
            return ()
        if is_all(words):
            return tuple(Seen(child=c) for c in children)
        found, is_whole = [], True
        for name in self._names.split(words):
            child = self._person(name.replace("(alone)", "").replace("alone", "").strip(" ,()"))
            if child is None:
                is_whole = False
            else:
                found.append(Seen(child=child, is_alone="alone" in folded(name)))
        if not is_whole:
            extras.append(Extra(column="seen", words=words))
        return tuple(found)


def _known_by(column: str, cell: Cell) -> str:
    """Return a cell as a row is known again by: a day in figures is one day however a program shows it."""
    figures = _FIGURES.match(cell.text.strip()) if column in _DATED and not cell.edtf else None
    if figures is None:
        return cell.edtf or cell.text
    return f"{figures['year']}-{int(figures['month']):02}-{int(figures['day']):02}"


def _place(table: Table, row: int) -> str:
    return f"{table.place}, row {row}" if table.place else f"row {row}"
