"""Gramps' own CSV: sections of places, people, marriages and children, each under a header of its own."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.practice.categories import folded
from chronology.practice.people_columns import people_column_of
from chronology.readers.families.dates import date_line
from chronology.readers.families.family_rows import Member, identity_of, member_of, said
from chronology.readers.families.family_ties import TieMaker
from chronology.readers.families.structures import RowStructure, Tree, as_ref
from chronology.readers.tables import Row, Table

_SECTIONS = {
    "place": {"title", "name", "type"},
    "person": {"surname", "given", "gender", "birth date"},
    "marriage": {"husband", "wife", "parent1", "parent2", "parent 1", "parent 2"},
    "family": {"child"},
}
"""By what first header a section is known, and which others confirm it."""
_PARTNERS = {
    "husband": "HUSB",
    "parent1": "HUSB",
    "parent 1": "HUSB",
    "wife": "WIFE",
    "parent2": "WIFE",
    "parent 2": "WIFE",
}


def sections_of(tables: Sequence[Table]) -> Sections | None:
    """Return a file of one table as Gramps' sections; None where it is none."""
    if len(tables) != 1:
        return None
    kinds = {_section(row) for row in tables[0].rows}
    return Sections(tables[0]) if {"person", "marriage", "family"} & kinds and len(kinds - {""}) > 1 else None


def _section(row: Row) -> str:
    kind = row.cells[0].text.strip().casefold() if row.cells else ""
    return kind if kind in _SECTIONS and _SECTIONS[kind] & {folded(cell.text) for cell in row.cells[1:]} else ""


class Sections:
    """A file in sections, read from its first row to its last."""

    def __init__(self, table: Table) -> None:
        self._blocks: list[tuple[str, Row, list[Row]]] = []
        self._tree = Tree()
        for row in table.rows:
            kind = _section(row)
            if kind:
                self._blocks.append((kind, row, []))
            elif not row.is_blank and self._blocks:
                self._blocks[-1][2].append(row)
            elif not row.is_blank:
                self._tree.warn(row.number, "above the first section: kept with the document")
                self._keep(row, "_ROW")
        self._places: dict[str, str] = {}
        self._families: dict[str, RowStructure] = {}
        self._people: dict[str, Member] = {}

    def read(self) -> Tree:
        """Return the people and families of every section."""
        for kind, header, rows in sorted(self._blocks, key=lambda block: list(_SECTIONS).index(block[0])):
            names = [folded(cell.text) for cell in header.cells]
            match kind:
                case "place":
                    self._take_places(names, rows)
                case "person":
                    self._take_people(header, rows)
                case "marriage":
                    for row in rows:
                        self._take_marriage(names, row)
                case _:
                    for row in rows:
                        self._take_child(names, row)
        self._tree.records += self._families.values()
        return self._tree

    def _take_places(self, names: Sequence[str], rows: Sequence[Row]) -> None:
        for row in rows:
            cells = dict(zip(names, (cell.text.strip() for cell in row.cells), strict=False))
            identity = identity_of(cells.get("place", ""))
            self._places[identity] = cells.get("title") or cells.get("name") or identity
            record = self._keep(row, "_LOC")
            record.add("NAME", self._places[identity])
            for name in names[1:]:
                if name not in {"title", ""} and cells.get(name):
                    record.add("_COLUMN", cells[name]).add("TYPE", name)

    def _take_people(self, header: Row, rows: Sequence[Row]) -> None:
        written = [cell.text for cell in header.cells]
        columns: list[str] = []
        for words in written:
            column = people_column_of(words)
            columns.append("" if column in columns else column)
        taken: set[str] = set()
        members: list[Member] = []
        for row in rows:
            member = member_of(row, columns, written, "", taken, self._places)
            if member is None:
                self._tree.warn(row.number, "this row names nobody: kept with the document")
                self._keep(row, "_ROW")
            else:
                members.append(member)
                self._people.setdefault(member.ref, member)
        TieMaker(self._tree, members, dict(zip(columns, written, strict=True))).tie()

    def _take_marriage(self, names: Sequence[str], row: Row) -> None:
        cells = {name: said(cell.text) for name, cell in zip(names, row.cells, strict=False) if said(cell.text)}
        family = self._family(cells.pop("marriage", ""), row)
        for name, tag in _PARTNERS.items():
            if name in cells:
                family.point(tag, as_ref(identity_of(cells.pop(name))), row.number)
        if cells.keys() & {"date", "place", "source"}:
            married = family.add("MARR", "", row.number)
            if "date" in cells:
                married.hang(date_line(cells.pop("date"), row.number))
            if "place" in cells:
                place = cells.pop("place")
                married.add("PLAC", self._places.get(identity_of(place), place))
            if "source" in cells:
                married.add("SOUR", cells.pop("source"))
        for name, words in cells.items():
            if name == "note":
                family.add("NOTE", words, row.number)
            else:
                family.add("_COLUMN", words, row.number).add("TYPE", name)

    def _take_child(self, names: Sequence[str], row: Row) -> None:
        cells = {name: said(cell.text) for name, cell in zip(names, row.cells, strict=False) if said(cell.text)}
        identity = cells.pop("family", "")
        family = self._families.get(as_ref(identity_of(identity)))
        if family is None:
            self._tree.warn(
                row.number, f"the family {identity or 'without an id'} has no marriage row: parents not known"
            )
            family = self._family(identity, row)
        child = as_ref(identity_of(cells.pop("child", "")))
        if not child:
            self._tree.warn(row.number, "this row names no child: kept with the document")
            self._keep(row, "_ROW")
            return
        line = family.point("CHIL", child, row.number)
        for name, words in cells.items():
            line.add("_COLUMN", words).add("TYPE", name)

    def _family(self, identity: str, row: Row) -> RowStructure:
        ref = as_ref(identity_of(identity)) or f"row {row.number}"
        if ref in self._families:
            self._tree.warn(row.number, f"the family {ref} has more than one row: read as one")
        return self._families.setdefault(ref, RowStructure("FAM", "", ref, row.number))

    def _keep(self, row: Row, tag: str) -> RowStructure:
        """Keep a row that is neither a person nor a family with the document."""
        words = " | ".join(cell.text.strip() for cell in row.cells if cell.text.strip())
        made = RowStructure(tag, words.replace("@", "@@"), "", row.number)
        self._tree.records.append(made)
        return made
