"""Chronology tables and dated paragraphs against the family already known: entries, and a report of every row."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from chronology.intake.bands import Band, band_of, date_under
from chronology.intake.choices import Choices
from chronology.intake.duplicates import KnownRows, content_key
from chronology.intake.ids import IdMaker
from chronology.intake.layouts import Understood, understood
from chronology.intake.names import Names
from chronology.intake.prose import COLUMNS, FEWEST, SHARE, Prose, prose_of
from chronology.intake.report import Changed, FileReport, Refusal, RowFate, Taken, Warn
from chronology.intake.rows import EntryMaker, RowRead
from chronology.intake.titles import title_of
from chronology.intake.versions import compared
from chronology.practice.categories import folded
from chronology.readers.tables import LONGEST_CELL, Cell, Row, Table, TablesRead, column_letter
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import UnknownLayout, UnreadableDate
from chronology.record.imports import Layout
from chronology.record.people import Person
from chronology.record.sources import Document
from chronology.record.values import Id, Record

_GOES_ON = re.compile(r"(?:…|\.\.\.|\(?cont(?:inued|['’]?d|\.)?\b\)?[.:]?)\s*", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", ";", "”", '"', ")")
FEWEST_BESIDE = 3
"""Dated paragraphs from which on they are rows beside a table that is a chronology too."""


def take_tables(
    read: TablesRead,
    *,
    case: CaseFile,
    source: Document,
    ids: IdMaker,
    day: date,
    choices: Choices,
    make_people: bool = False,
) -> Taken:
    """Return what a file's tables and dated paragraphs add to a case file, and the report of every row.

    A row that is in the case file already is merged. A row whose date cannot be read is not added, with the
    reason; a row without a date is undated. Raises UnreadableFile where nothing in it is a chronology.
    """
    return _Taking(read, case, source, ids, day, choices, make_people).taken()


class _Taking:
    def __init__(
        self,
        read: TablesRead,
        case: CaseFile,
        source: Document,
        ids: IdMaker,
        day: date,
        choices: Choices,
        make_people: bool,
    ) -> None:
        self.read = read
        self.case = case
        self.source = source
        self.ids = ids
        self.day = day
        self.choices = choices
        self.make_people = make_people
        self.corrections = choices.corrections.with_those_of(case, source.name)
        self.fates: list[RowFate] = []
        self.made = 0
        self.warnings = [Warn(line=row, message=words) for row, words in read.warnings]
        self.records: list[Record] = []
        self.known = KnownRows(case)
        self.names = Names(case)
        self.maker = EntryMaker(self.names, source, day, self._new_person if make_people else None)
        self.earlier: dict[str, int] = {}
        self.columns: dict[tuple[str, str], None] = {}
        """Every header with what it was read as, once."""
        self.hidden = sum(row.is_hidden for table in read.tables for row in table.rows)
        self.bands = 0
        self.first_band: Band | None = None
        """The year that stands above the first row of a table without a header."""
        self.here: dict[str, int] = {}
        """Where in `records` the entry of each row of this file stands, by the row's key."""
        self.met: set[Id] = set()
        """Entries known before whose rows stand in this file."""
        self.last: Entry | None = None
        """The entry of the row above, which a row that only goes on with it belongs to."""

    def taken(self) -> Taken:
        layouts = self.case.of_kind(Layout)
        read_as: list[tuple[Table, Understood]] = []
        for table in self.read.tables:
            found = understood(
                table, given=self.choices.columns, remembered=layouts, knows=self.names.knows_child, day=self.day
            )
            if found is not None:
                read_as.append((table, found))
        is_table = self.read.form == "csv" and any(not found.is_bare for _, found in read_as)
        prose = Prose() if is_table else prose_of(self.read.paragraphs, self.day)
        reads_prose = self._is_prose(read_as, prose)
        if not read_as and not reads_prose:
            failure = UnknownLayout(
                f"no table has a header row with a column for what happened, and no paragraphs begin with a date; "
                f"found: {self._first_words()}.",
                where=self.source.name,
                remedy="Name the columns (date, children, event, source), or say which is which with --columns MAP.toml.",
            )
            failure.headers = self._first_headers()
            raise failure
        if reads_prose and self.read.form in {"csv", "text"}:
            read_as = []
        done = {id(table) for table, _ in read_as}
        for table, found in read_as:
            self._take(table, found)
        for table in self.read.tables:
            if id(table) not in done and not (reads_prose and self.read.form in {"csv", "text"}):
                self._say_not_read(table)
        if reads_prose:
            self._take_prose(prose)
        elif self.read.paragraphs:
            self._say_paragraphs(len(self.read.paragraphs), len(prose.table.rows))
        return self._finish()

    def _is_prose(self, read_as: list[tuple[Table, Understood]], prose: Prose) -> bool:
        """Return whether dated paragraphs are read; of a text with columns only where its lines are no rows of a table."""
        dated = len(prose.table.rows) - prose.odd
        if self.read.form != "csv":
            return dated >= (FEWEST_BESIDE if read_as else 1)
        if any(not found.is_bare or not _is_ragged(table) for table, found in read_as):
            return False
        return dated >= max(FEWEST, SHARE * len(self.read.paragraphs))

    def _compare(self) -> tuple[Changed, ...]:
        """Say what stands otherwise than in an older version of this file; take over what the choices say."""
        added = {fate.entry: fate for fate in self.fates if fate.fate == "added"}
        news = [record for record in self.records if isinstance(record, Entry) and record.id in added]
        comparison = compared(self.case, self.source, self.met, news)
        called = {person: self.names.called(person) for person in self.case.people}
        changed = []
        for edit in comparison.edits:
            fate = added[edit.now.id]
            fields = edit.differences(called)
            is_taken = self.choices.takes_change(fate.row)
            self.records = [r for r in self.records if r.id != edit.now.id]
            if is_taken:
                self.records.append(edit.applied())
            said = "taken over" if is_taken else "not taken over"
            reason = f"edited since the older version: {', '.join(fields)}; {said}"
            at = self.fates.index(fate)
            self.fates[at] = fate.model_copy(update={"fate": "merged", "entry": edit.earlier.id, "reason": reason})
            changed.append(Changed(entry=edit.earlier.id, row=fate.row, fields=fields, is_taken=is_taken))
        for entry in comparison.vanished:
            row = next((cite.row for cite in entry.cites if cite.row), 0) or 0
            changed.append(Changed(entry=entry.id, row=row, has_vanished=True))
        if comparison.vanished:
            count = len(comparison.vanished)
            said = f"{count} rows of an older version of this file are no longer in it: their entries stay as they are"
            self.warnings.append(Warn(line=0, message=said))
        return tuple(changed)

    def _finish(self) -> Taken:
        changed = self._compare()
        if self.hidden and not self.choices.leaves_hidden:
            self.warnings.append(Warn(line=0, message=f"{self.hidden} hidden rows are read like any other"))
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
            people=self.made,
            rows=len(self.fates),
            added=sum(fate.fate == "added" for fate in self.fates),
            merged=sum(fate.fate == "merged" for fate in self.fates),
            refused=tuple(Refusal(row=f.row, reason=f.reason) for f in self.fates if f.fate == "refused"),
            fates=tuple(self.fates),
            names=tuple(self.maker.asked.values()),
            changed=changed,
            columns=tuple(self.columns),
            hidden=self.hidden,
            warnings=tuple(sorted(self.warnings, key=lambda w: (w.line, w.message))),
        )
        return Taken(records=tuple(self.records), report=report)

    # Whose rows they are

    def _take(self, table: Table, found: Understood) -> None:
        title = title_of(self.read, table, found.above)
        for row in table.rows[: found.above]:
            if len(row.filled) == 1 and (heading := band_of(row.filled[0], self.day)) is not None and found.is_bare:
                self.first_band = heading
            elif not row.is_blank:
                self._warn(table, row.number, f"above the header, not read as a row: “{_words(row)}”")
        self.columns |= dict.fromkeys((w, c) for w, c in zip(found.written, found.columns, strict=True) if w.strip())
        head = table.rows[found.header].number if found.header is not None else table.rows[0].number
        if found.is_bare:
            shown = ", ".join(f"{w} as {c or 'itself'}" for w, c in zip(found.written, found.columns, strict=True))
            self._warn(table, head, f"the table has no header: read {shown}, by what stands in them")
        for header, column in found.by_words:
            self._warn(table, head, f"the column “{header[:80]}” is read as {column}")
        if found.is_remembered:
            self._warn(table, head, "the columns are read as they were matched by hand earlier")
        unknown = [w for w, c in zip(found.written, found.columns, strict=True) if w.strip() and not c]
        if unknown and not found.is_bare:
            self._warn(table, head, f"columns kept under their own names: {', '.join(unknown)}")
        if self.choices.columns is not None and not found.is_remembered:
            self._remember(found)
        self.maker.agency = self.choices.agency or title.agency
        if self.maker.agency and "source" not in found.columns:
            self._warn(table, head, f"no column says who says so: the source is {self.maker.agency}")
        self.maker.default_child = None
        if "children" not in found.columns:
            self._no_children_column(table, head, title.names)
        if "date" not in found.columns:
            self._warn(table, head, "no column is a date: every row is undated, in no order")
        self._rows(table, found)

    def _remember(self, found: Understood) -> None:
        given = self.choices.columns
        assert given is not None
        used = {header: said for header in found.written if (said := given.column_of(header)) is not None}
        same = [one for one in self.case.of_kind(Layout) if one.headers == found.written and one.columns == used]
        if used and not same:
            key = " ".join(folded(header) for header in found.written)
            self.records.append(Layout(id=self.ids.make("layout", key), headers=found.written, columns=used))

    def _no_children_column(self, table: Table, row: int, names: tuple[tuple[str, str], ...]) -> None:
        """Say whose rows they are where no column names the children: the title's one child, or nobody's."""
        for words, line in names:
            if self.make_people and _is_name(words) and self.names.find(words).is_open:
                self.maker.default_child = self._new_person(words).id
                self._warn(
                    table, row, f"no column names the children: rows are {words}'s, as the title says: “{line[:80]}”"
                )
                return
            people = [self.names.find(name).person for name in self.names.split(words)]
            known = list(dict.fromkeys(person for person in people if person is not None))
            if len(people) == 1 and len(known) == 1:
                self.maker.default_child = known[0]
                self._warn(
                    table,
                    row,
                    f"no column names the children: rows are {self.names.called(known[0])}'s, as the title says",
                )
                return
        self._warn(table, row, "no column names the children: these rows name no child, so they are about the family")

    def _take_prose(self, prose: Prose) -> None:
        title = title_of(self.read, None, 0)
        self.maker.agency = self.choices.agency or title.agency
        self.maker.default_child = None
        first = prose.table.rows[0].number
        said = f"{len(prose.table.rows)} dated {self.read.unit}s are read as rows"
        if prose.joined:
            said += f"; {prose.joined} without a date of their own belong to the one above them"
        self._warn(prose.table, first, said)
        self._no_children_column(prose.table, first, title.names)
        for paragraph in prose.left:
            self._warn(prose.table, paragraph.number, f"under no date, not read as a row: “{_short(paragraph.text)}”")
        self.maker.unit = self.read.unit
        found = Understood(0, COLUMNS, COLUMNS, is_bare=True)
        for row in prose.table.rows:
            self._row(prose.table, row, found, prose.years.get(row.number))
        self.maker.unit = "row"

    # The rows

    def _rows(self, table: Table, found: Understood) -> None:
        band, self.first_band = self.first_band, None
        self.last = None
        heads = [folded(words) for words in found.written if words.strip()]
        for row in table.rows[found.begins :]:
            if row.is_blank:
                continue
            if not found.is_bare and [folded(text) for text in row.filled] == heads:
                self._warn(table, row.number, "the header again: not a row")
                continue
            heading = band_of(row.filled[0], self.day) if len(row.filled) == 1 else None
            if heading is not None and (
                row.is_banner or heading.is_year or (heading.month and row.cells[0].text.strip())
            ):
                self.bands += 1
                band, self.last = heading, None
                continue
            if row.is_banner:
                self._warn(table, row.number, f"a line across the table, not a row: “{_words(row)}”")
                self.last = None
                continue
            self._row(table, row, found, band)

    def _row(self, table: Table, row: Row, found: Understood, band: Band | None) -> None:
        if row.is_hidden and self.choices.leaves_hidden:
            self._refuse(table, row, found, "the workbook hides this row, and hidden rows were to be left out")
            return
        long = next((i for i, cell in enumerate(row.cells) if len(cell.text) > LONGEST_CELL), None)
        if long is not None:
            self._refuse(
                table,
                row,
                found,
                f"cell {column_letter(long)} holds {len(row.cells[long].text)} characters, more than "
                f"{LONGEST_CELL}: split it into rows",
            )
            return
        cut = RowRead.of(row, found.columns, found.written)
        if self._goes_on(table, cut):
            return
        cut, used = self._under(cut, band)
        key = content_key(cut.by_column)
        corrected = cut.otherwise_than(self.corrections.of(key, table.place, row.number))
        cut = cut.with_cells(corrected)
        if not cut.has_substance:
            self._refuse(table, row, found, f"nothing happened in it, it only says: “{_words(row)}”")
            return
        is_dated = "date" in cut.cells
        known = self.known.meet(key, is_dated=is_dated)
        if is_dated and key in self.here:
            self._cite_again(table, row, self.here[key])
            return
        if known is not None:
            self.last = known
            self.met.add(known.id)
            self._fate(table, row, "merged", entry=known.id)
            self._count_earlier(known)
            return
        try:
            entry = self.maker.entry(cut, table, key, self.ids)
        except UnreadableDate as failure:
            is_table = "date" in found.columns and found.columns is not COLUMNS
            cell = f"cell {column_letter(found.columns.index('date'))}: " if is_table else ""
            self._refuse(table, row, found, f"{cell}{failure.message} {failure.remedy}".strip())
            return
        doubts = list(self.maker.doubts)
        if used is not None:
            said = f"the date says no year: {used.year}, as the heading “{used.words}” above it says"
            doubts.append(said)
            entry = entry.model_copy(
                update={"when": entry.when.model_copy(update={"doubts": (*entry.when.doubts, said)})}
            )
        if corrected:
            self.records.append(self.corrections.record(key, corrected, self.ids))
            doubts.append(f"put right by hand: {', '.join(sorted(corrected))}")
        self.here[key] = len(self.records)
        self.records.append(entry)
        self.last = entry
        self._fate(table, row, "added", entry=entry.id, doubts=tuple(doubts))
        for words in doubts:
            self._warn(table, row.number, words)

    def _under(self, cut: RowRead, band: Band | None) -> tuple[RowRead, Band | None]:
        """Return a row whose date has no year with the year that the heading above it gives."""
        cell = cut.cells.get("date")
        if band is None or cell is None:
            return cut, None
        try:
            when, used = date_under(cell, band, latest=self.day)
        except UnreadableDate:
            return cut, None
        if used is None:
            return cut, None
        return replace(cut, cells={**cut.cells, "date": Cell(when.as_written, epoch=cell.epoch)}), used

    def _goes_on(self, table: Table, cut: RowRead) -> bool:
        """Let a row that only goes on with the account above it belong to that entry; it takes no date and gives none."""
        if self.last is None or set(cut.cells) - {"event"} or cut.extras or not cut.text("event"):
            return False
        text = cut.text("event")
        mark = _GOES_ON.match(text)
        above = self.last.event.rstrip()
        is_known = f"\n{text}" in self.last.event
        if not mark and not is_known and not (text[:1].islower() and not above.endswith(_ENDED)):
            return False
        more = text[mark.end() :] if mark else text
        place = self.maker.citation(table, cut.number)
        entry = self.last
        if more not in entry.event:
            entry = entry.model_copy(update={"event": f"{above}\n{more}", "cites": (*entry.cites, place)})
            at = next((i for i, r in enumerate(self.records) if r.id == entry.id), None)
            if at is None:
                self.records.append(entry)
            else:
                self.records[at] = entry
        self.last = entry
        self.fates.append(RowFate(place=place.place, row=cut.number, fate="merged", entry=entry.id, words=_short(text)))
        self._warn(table, cut.number, f"goes on with the account of {entry.cites[0].place}: joined to it")
        return True

    def _cite_again(self, table: Table, row: Row, at: int) -> None:
        """Let the entry of a repeated row cite this place too."""
        entry = self.records[at]
        assert isinstance(entry, Entry)
        first = entry.cites[0].place
        self.records[at] = self.last = entry.model_copy(
            update={"cites": (*entry.cites, self.maker.citation(table, row.number))}
        )
        self._fate(table, row, "merged", entry=entry.id)
        self._warn(table, row.number, f"the same as {first}, word for word: kept once, with both places")

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
        self.made += 1
        self.records.append(person)
        self.names.add(person)
        self.warnings.append(
            Warn(
                line=0,
                message=f"no family is known: {name} is made a person from the chronology, without a date of birth",
            )
        )
        return person

    # What is said

    def _fate(
        self, table: Table, row: Row, fate: str, *, entry: Id = "", reason: str = "", doubts: tuple[str, ...] = ()
    ) -> None:
        place = self.maker.citation(table, row.number).place
        self.fates.append(
            RowFate(
                place=place, row=row.number, fate=fate, entry=entry, reason=reason, doubts=doubts, words=_words(row)
            )
        )

    def _warn(self, table: Table, row: int, words: str) -> None:
        self.warnings.append(
            Warn(line=row, message=f"{table.place}: {words}" if self._is_several and table.place else words)
        )

    def _refuse(self, table: Table, row: Row, found: Understood, reason: str) -> None:
        words = f"{table.place}: {reason}" if self._is_several and table.place else reason
        self._fate(table, row, "refused", reason=words)
        cells = {
            header.strip() or f"column {at + 1}": row.cells[at].text
            for at, header in enumerate(found.written)
            if at < len(row.cells)
        }
        self.fates[-1] = self.fates[-1].model_copy(update={"cells": cells})
        self.last = None

    @property
    def _is_several(self) -> bool:
        return len(self.read.tables) > 1

    def _say_not_read(self, table: Table) -> None:
        rows = [row for row in table.rows if not row.is_blank]
        if rows:
            self._warn(
                table, rows[0].number, f"{len(rows)} rows under no chronology header, not read: “{_words(rows[0])}” …"
            )

    def _say_paragraphs(self, count: int, dated: int) -> None:
        if self.read.form == "docx":
            more = f", {dated} of them begin with a date" if dated else ""
            self.warnings.append(
                Warn(line=0, message=f"{count} paragraphs outside the tables are not read as rows{more}")
            )

    def _first_headers(self) -> tuple[str, ...]:
        """Return the first row of two cells or more, which may be the header."""
        rows = (row for table in self.read.tables for row in table.rows if len(row.filled) > 1)
        return tuple(next(rows, Row(0, ())).filled)

    def _first_words(self) -> str:
        firsts = [_words(row) for table in self.read.tables for row in table.rows[:1]]
        firsts = firsts or [_short(paragraph.text) for paragraph in self.read.paragraphs[:3]]
        return "; ".join(f"“{words}”" for words in firsts[:3]) or "nothing"


def _is_name(words: str) -> bool:
    """Return whether words look like one person's name: two to four, each with a capital."""
    parts = words.split()
    return 2 <= len(parts) <= 4 and all(
        part[:1].isupper() and part.replace("-", "").replace("'", "").isalpha() for part in parts
    )


def _is_ragged(table: Table) -> bool:
    """Return whether the lines of a text are divided so unevenly that they are no rows."""
    widths = [len(row.cells) for row in table.rows if not row.is_blank]
    return bool(widths) and widths.count(max(set(widths), key=widths.count)) < 0.9 * len(widths)


def _words(row: Row) -> str:
    return _short(" | ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip()))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:99] + "…"
