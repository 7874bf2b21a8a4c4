"""Chronology tables against the family already known: entries, and a report of every row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from chronology.intake.duplicates import KnownRows, content_key
from chronology.intake.ids import IdMaker
from chronology.intake.people import Names
from chronology.intake.report import FileReport, Refusal, Taken, Warn
from chronology.intake.rows import EntryMaker, RowRead
from chronology.practice.columns import ColumnsMap, columns_of
from chronology.readers.tables import LONGEST_CELL, Row, Table, TablesRead, column_letter
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import UnreadableDate, UnreadableFile
from chronology.record.people import Person
from chronology.record.sources import Document
from chronology.record.values import Record

_YEAR_BAND = re.compile(r"(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d\d|\d{4}))?\Z")
"""A row that holds a year and nothing else heads the rows below it."""

_OF_ONE_CHILD = re.compile(r"chronology\s*:\s*(?P<name>.+)\Z", re.IGNORECASE)
"""The title of a chronology that is one child's."""

HEADER_WITHIN = 25
"""Rows from the top of a table within which its header is looked for."""


def take_tables(
    read: TablesRead,
    *,
    case: CaseFile,
    source: Document,
    ids: IdMaker,
    day: date,
    columns: object | None = None,
    make_people: bool = False,
) -> Taken:
    """Return what a file's tables add to a case file, and the report: rows = added + merged + not added.

    A row that is in the case file already is merged. A row whose date cannot be read is not added, with the
    reason; a row without a date is undated. Raises UnreadableFile where no table has a header that is understood.
    """
    given = columns if isinstance(columns, ColumnsMap) else None
    return _Taking(read, case, source, ids, day, given, make_people).taken()


@dataclass
class _Counts:
    rows: int = 0
    added: int = 0
    merged: int = 0
    made: int = 0
    refused: list[Refusal] = field(default_factory=list)


class _Taking:
    def __init__(
        self,
        read: TablesRead,
        case: CaseFile,
        source: Document,
        ids: IdMaker,
        day: date,
        given: ColumnsMap | None,
        make_people: bool,
    ) -> None:
        self.read = read
        self.case = case
        self.source = source
        self.ids = ids
        self.day = day
        self.given = given
        self.make_people = make_people
        self.counts = _Counts()
        self.warnings = [Warn(line=row, message=words) for row, words in read.warnings]
        self.records: list[Record] = []
        self.known = KnownRows(case)
        self.names = Names(case)
        self.maker = EntryMaker(self.names, source, day, self._new_person if make_people else None)
        self.earlier: dict[str, int] = {}
        self.bands = 0
        self.here: dict[str, int] = {}
        """Where in `records` the entry of each row of this file stands, by the row's key."""

    def taken(self) -> Taken:
        understood = False
        for table in self.read.tables:
            header = self._header(table)
            if header is None:
                self._say_not_read(table)
                continue
            understood = True
            self._take(table, *header)
        if not understood:
            raise UnreadableFile(
                f"no table has a header row with a column for what happened; found: {self._first_words()}.",
                where=self.source.name,
                remedy="Name the columns (date, children, event, source), or say which is which with --columns MAP.toml.",
            )
        if self.bands:
            self.warnings.append(Warn(line=0, message=f"{self.bands} rows that hold only a year head others: not rows"))
        for name, count in sorted(self.earlier.items()):
            self.warnings.append(Warn(line=0, message=f"{count} rows were known already, from {name}"))
        for words, rows in self.maker.unknown.items():
            listed = ", ".join(str(row) for row in rows[:8]) + (" …" if len(rows) > 8 else "")
            self.warnings.append(Warn(line=rows[0], message=f"{words} (row{'s' if len(rows) > 1 else ''} {listed})"))
        report = FileReport(
            file=self.source.name,
            kind=self.read.form,
            people=self.counts.made,
            rows=self.counts.rows,
            added=self.counts.added,
            merged=self.counts.merged,
            refused=tuple(self.counts.refused),
            warnings=tuple(sorted(self.warnings, key=lambda w: (w.line, w.message))),
        )
        return Taken(records=tuple(self.records), report=report)

    def _header(self, table: Table) -> tuple[int, list[str], list[str]] | None:
        """Return where the header row stands, what its columns mean, and how they are written."""
        for at, row in enumerate(table.rows[:HEADER_WITHIN]):
            written = [cell.text for cell in row.cells]
            columns = columns_of(written, self.given)
            known = {c.partition(":")[0] for c in columns if c}
            if "event" in known and known & {"date", "children", "source"}:
                return at, columns, written
        first = next((row for row in table.rows if not row.is_blank), None)
        written = [cell.text for cell in first.cells] if first else []
        columns = columns_of(written, self.given)
        if first is not None and "event" in columns and sum(1 for words in written if words.strip()) > 1:
            return table.rows.index(first), columns, written
        return None

    def _take(self, table: Table, at: int, columns: list[str], written: list[str]) -> None:
        for row in table.rows[:at]:
            if not row.is_blank:
                self._warn(table, row.number, f"above the header, not read as a row: “{_words(row)}”")
        unknown = [w for w, c in zip(written, columns, strict=True) if w.strip() and not c]
        if unknown:
            self._warn(table, table.rows[at].number, f"columns kept under their own names: {', '.join(unknown)}")
        self.maker.default_child = None
        if "children" not in columns:
            self._no_children_column(table, table.rows[at].number)
        if "date" not in columns:
            self._warn(table, table.rows[at].number, "no column is a date: every row is undated, in no order")
        for row in table.rows[at + 1 :]:
            if row.is_blank:
                continue
            if [c.text.strip() for c in row.cells if c.text.strip()] == [w.strip() for w in written if w.strip()]:
                self._warn(table, row.number, "the header again: not a row")
                continue
            filled = [c.text.strip() for c in row.cells if c.text.strip()]
            if len(filled) == 1 and _YEAR_BAND.match(filled[0]):
                self.bands += 1
                continue
            self._row(table, row, columns, written)

    def _no_children_column(self, table: Table, row: int) -> None:
        """Say whose rows they are where no column names the children: the title's child, or nobody's."""
        for words in self.read.headings:
            titled = _OF_ONE_CHILD.search(words)
            found = self.names.find(titled["name"]) if titled else None
            if found is not None and found.person is not None:
                self.maker.default_child = found.person
                self._warn(
                    table, row, f"no column names the children: rows are {found.words.strip()}'s, as the title says"
                )
                return
        self._warn(table, row, "no column names the children: these rows name no child, so they are about the family")

    def _row(self, table: Table, row: Row, columns: list[str], written: list[str]) -> None:
        self.counts.rows += 1
        long = next((i for i, cell in enumerate(row.cells) if len(cell.text) > LONGEST_CELL), None)
        if long is not None:
            self._refuse(
                table,
                row.number,
                f"cell {column_letter(long)} holds {len(row.cells[long].text)} characters, more than "
                f"{LONGEST_CELL}: split it into rows",
            )
            return
        cut = RowRead.of(row, columns, written)
        if not cut.has_substance:
            self._refuse(table, row.number, "nothing happened in it: it has a date or a name, and no event")
            return
        key = content_key(cut.by_column)
        is_dated = "date" in cut.cells
        known = self.known.meet(key, is_dated=is_dated)
        if is_dated and key in self.here:
            self.counts.merged += 1
            self._cite_again(table, row.number, self.here[key])
            return
        if known is not None:
            self.counts.merged += 1
            self._count_earlier(known)
            return
        try:
            entry = self.maker.entry(cut, table, key, self.ids)
        except UnreadableDate as failure:
            cell = column_letter(columns.index("date")) if "date" in columns else "A"
            self._refuse(table, row.number, f"cell {cell}: {failure.message} {failure.remedy}".strip())
            return
        self.counts.added += 1
        self.here[key] = len(self.records)
        self.records.append(entry)
        for words in self.maker.doubts:
            self._warn(table, row.number, words)

    def _cite_again(self, table: Table, number: int, at: int) -> None:
        """Let the entry of a repeated row cite this place too."""
        entry = self.records[at]
        assert isinstance(entry, Entry)
        first = entry.cites[0].place
        self.records[at] = entry.model_copy(update={"cites": (*entry.cites, self.maker.citation(table, number))})
        self._warn(table, number, f"the same as {first}, word for word: kept once, with both places")

    def _count_earlier(self, known: Entry) -> None:
        names = [self.case.documents[c.document].name for c in known.cites if c.document in self.case.documents]
        name = names[0] if names else "the case file"
        self.earlier[name] = self.earlier.get(name, 0) + 1

    def _new_person(self, name: str) -> Person:
        person = Person(
            id=self.ids.make("person", f"named {name.casefold()}"),
            name=name,
            given=name.split(maxsplit=1)[0],
            surname=" ".join(name.split()[1:]),
            is_subject=True,
        )
        self.counts.made += 1
        self.records.append(person)
        self.names.add(person)
        self.warnings.append(
            Warn(
                line=0,
                message=f"no family is known: {name} is made a person from the chronology, without a date of birth",
            )
        )
        return person

    def _warn(self, table: Table, row: int, words: str) -> None:
        self.warnings.append(
            Warn(line=row, message=f"{table.place}: {words}" if self._is_several and table.place else words)
        )

    def _refuse(self, table: Table, row: int, reason: str) -> None:
        words = f"{table.place}: {reason}" if self._is_several and table.place else reason
        self.counts.refused.append(Refusal(row=row, reason=words))

    @property
    def _is_several(self) -> bool:
        return len(self.read.tables) > 1

    def _say_not_read(self, table: Table) -> None:
        rows = [row for row in table.rows if not row.is_blank]
        if rows:
            self._warn(
                table, rows[0].number, f"{len(rows)} rows under no chronology header, not read: “{_words(rows[0])}” …"
            )

    def _first_words(self) -> str:
        firsts = [_words(row) for table in self.read.tables for row in table.rows[:1]]
        return "; ".join(f"“{words}”" for words in firsts[:3]) or "nothing"


def _words(row: Row) -> str:
    words = " | ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip())
    return words if len(words) <= 100 else words[:99] + "…"
