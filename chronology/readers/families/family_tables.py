"""Lists of people and pedigree tables: one row a person, columns in any order and wording.

A table is a list of people where its header names people and says of them what no chronology says (a date of birth, a
mother, a sex, a relationship), and no column for what happened on a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chronology.practice.categories import folded
from chronology.practice.columns import ColumnsMap, columns_of
from chronology.practice.people_columns import people_column_of
from chronology.readers.families.family_rows import Member, member_of
from chronology.readers.families.family_sections import sections_of
from chronology.readers.families.family_ties import TieMaker
from chronology.readers.families.structures import FamilyFile, RowStructure, Tree, warnings_of
from chronology.readers.tables import LONGEST_CELL, Row, Table, TablesRead
from chronology.record.errors import UnreadableFile

HEADER_WITHIN = 25
"""Rows from the top of a table within which its header is looked for."""
_NAMING = {"name", "first", "last", "id"}
_TELLING = {
    "mother", "father", "partner", "married_to", "sex", "birth", "due", "death", "twin", "relationship", "responsibility",
    "birth_name",
}  # fmt: skip
_RETURNS = {"upn", "uasc", "decom", "mc dob", "dec", "poc start", "rne"}
"""Headers of statutory returns, which tell of a child in codes of their own."""
_SOFT = {
    *("details", "detail", "information", "description", "summary", "brief details", "concern"),
    *("note", "notes", "account", "circumstances"),
}
"""Headers that can stand for what happened, but in a list of people are only words about somebody."""


@dataclass(frozen=True)
class PeopleTable:
    """A table that is a list of people: where its header stands, and what its columns mean."""

    table: Table
    at: int
    columns: tuple[str, ...]
    written: tuple[str, ...]

    @property
    def rows(self) -> list[Row]:
        """The rows below the header that hold something and are not the header again."""
        header = [w.strip() for w in self.written if w.strip()]
        below = self.table.rows[self.at + 1 :]
        return [r for r in below if not r.is_blank and [c.text.strip() for c in r.cells if c.text.strip()] != header]


def family_of(read: TablesRead, name: str, given: ColumnsMap | None = None) -> FamilyFile | None:
    """Return a file's tables as a family; None where none is a list of people, or any is a chronology.

    Other tables beside lists of people are said and carried; a file that holds more of them than of people is none.
    `given` says which column is what, where a person said so. Raises UnreadableFile where a cell is far longer than anything that is said of a person.
    """
    filled = [table for table in read.tables if not all(row.is_blank for row in table.rows)]
    sections = sections_of(filled)
    if sections is not None:
        return _family(read, name, sections.read(), (w for w in read.warnings if not _is_of_one_header(w[1])))
    found = [people_table(table, given) for table in filled]
    people = sum(len(one.rows) for one in found if one is not None)
    others = sum(len(table.rows) for table, one in zip(filled, found, strict=True) if one is None)
    if not people or others > people or any(_is_chronology(table, given) for table in filled):
        return None
    tree = Tree()
    for words in read.headings:
        tree.records.append(RowStructure("_TITLE", words.replace("@", "@@"), "", 0))
    several = len(filled) > 1
    members: list[Member] = []
    taken: set[str] = set()
    header: dict[str, str] = {}
    for table, one in zip(filled, found, strict=True):
        sheet = table.place if several else ""
        if one is None:
            rows = [row for row in table.rows if not row.is_blank]
            tree.warn(
                rows[0].number, f"{sheet}: {len(rows)} rows under no header of a list of people: not read as people"
            )
            for row in rows:
                tree.records.append(RowStructure("_ROW", _words(row).replace("@", "@@"), "", row.number, sheet))
            continue
        for row in table.rows[: one.at]:
            if not row.is_blank:
                tree.warn(row.number, f"above the header, kept with the document: “{_words(row)[:100]}”")
                tree.records.append(RowStructure("_ROW", _words(row).replace("@", "@@"), "", row.number, sheet))
        members += _members(tree, one, sheet, name, taken)
        header = dict(zip(one.columns, one.written, strict=True)) | header
    TieMaker(tree, members, header).tie()
    return _family(read, name, tree, read.warnings)


def people_table(table: Table, given: ColumnsMap | None = None) -> PeopleTable | None:
    """Return a table as a list of people; None where it is none."""
    for at, row in enumerate(table.rows[:HEADER_WITHIN]):
        written = tuple(cell.text for cell in row.cells)
        columns = _columns(written)
        known = {column for column in columns if column}
        if not known & _NAMING and "of_whom" in known and not {folded(w) for w in written} & _RETURNS:
            columns = tuple("name" if column == "of_whom" else column for column in columns)
            known = set(columns) - {""}
        if known & _NAMING and known & _TELLING and not _tells_what_happened(written, given):
            return PeopleTable(table, at, columns, written)
    return None


def _columns(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return what each header means; where two mean the same, the second keeps its own name (empty)."""
    found: list[str] = []
    for header in written:
        column = people_column_of(header)
        if not column and folded(header).startswith("relationship to "):
            column = "relationship"
        found.append("" if column in found else column)
    return tuple(found)


def _tells_what_happened(written: tuple[str, ...], given: ColumnsMap | None) -> bool:
    """Return whether a header has a column for what happened, by a chronology's own words."""
    means = {
        one.column: header for one, header in zip(columns_of(written, given), written, strict=True) if one.is_exact
    }
    return "event" in means and ("date" in means or folded(means["event"]) not in _SOFT)


def _is_chronology(table: Table, given: ColumnsMap | None) -> bool:
    for row in table.rows[:HEADER_WITHIN]:
        written = tuple(cell.text for cell in row.cells)
        means = {one.column for one in columns_of(written, given) if one.is_exact}
        if "event" in means and ("date" in means or _tells_what_happened(written, given)):
            return True
    return False


def _members(tree: Tree, one: PeopleTable, sheet: str, name: str, taken: set[str]) -> list[Member]:
    """Return the people of one table; `taken` are the ids in use, and is added to."""
    members: list[Member] = []
    for row in one.rows:
        long = next((cell for cell in row.cells if len(cell.text) > LONGEST_CELL), None)
        if long is not None:
            raise UnreadableFile(
                f"a cell holds {len(long.text)} characters, more than {LONGEST_CELL}.",
                where=f"{name}, row {row.number}",
                remedy="Shorten that cell.",
            )
        member = member_of(row, one.columns, one.written, sheet, taken)
        if member is None:
            tree.warn(row.number, f"this row names nobody: kept with the document: “{_words(row)[:100]}”")
            tree.records.append(RowStructure("_ROW", _words(row).replace("@", "@@"), "", row.number, sheet))
            continue
        home = member.record.first("RESI")
        if home is not None and home.first("RESN") is not None:
            tree.warn(row.number, "the address is marked as one to be withheld: kept as a protected address")
        members.append(member)
    return members


def _is_of_one_header(words: str) -> bool:
    """Return whether a warning measures rows by the file's first header, which is not every section's."""
    return "more cells than the first row" in words or "fewer cells than the header" in words


def _family(read: TablesRead, name: str, tree: Tree, warnings: Iterable[tuple[int, str]]) -> FamilyFile:
    tree.records.insert(0, RowStructure("HEAD", name.replace("@", "@@"), "", 0))
    return FamilyFile(
        form=f"family {read.form}",
        records=tuple(tree.records),
        version="",
        program="",
        encoding="",
        warnings=(*warnings, *warnings_of(tree)),
    )


def _words(row: Row) -> str:
    return " | ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip())
