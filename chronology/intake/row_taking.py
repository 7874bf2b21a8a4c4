"""What becomes of each row of a chronology: added, merged with what is known, or not added with the reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from chronology.intake.bands import Band, band_of, date_under
from chronology.intake.choices import Choices
from chronology.intake.cut_rows import RowRead
from chronology.intake.duplicates import KnownRows, content_key
from chronology.intake.ids import IdMaker
from chronology.intake.layouts import Understood
from chronology.intake.names import Names
from chronology.intake.report import Changed, RowFate, Warn
from chronology.intake.rows import EntryMaker
from chronology.intake.versions import compared
from chronology.practice.categories import folded
from chronology.readers.tables import LONGEST_CELL, Cell, Row, Table, column_letter
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import UnreadableDate
from chronology.record.sources import Citation, Document
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record

_GOES_ON = re.compile(r"(?:…|\.\.\.|\(?cont(?:inued|['’]?d|\.)?\b\)?[.:]?)\s*", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", ";", "”", '"', ")")
_ACCOUNTS = frozenset({"event", "action", "outcome", "analysis"})
"""Columns whose text may go on in a row of its own."""
_BELOW = re.compile(
    r"(?:completed|compiled|prepared|produced|provided|signed|written|updated|printed|checked)\s+(?:by|on|at)\b|"
    r"page\s+\d|end of\b|total\b|author\s*:|signature|official\b|(?:strictly\s+)?confidential\b|©",
    re.IGNORECASE,
)
"""What a line that stands alone in a table's row says of the document, not of the child."""


class RowTaking:
    """The rows of one file, taken one by one; what comes of them is in `records`, `fates` and `warnings`."""

    def __init__(
        self,
        case: CaseFile,
        source: Document,
        ids: IdMaker,
        day: date,
        choices: Choices,
        maker: EntryMaker,
        *,
        is_several: bool,
    ) -> None:
        self.records: list[Record] = []
        self.fates: list[RowFate] = []
        self.warnings: list[Warn] = []
        self.bands = 0
        """Rows that hold only a year."""
        self.earlier: dict[str, int] = {}
        """Rows that were known already, by the file they came from."""
        self._case, self._source, self._ids, self._day, self._choices = case, source, ids, day, choices
        self._maker = maker
        self._is_several = is_several
        self._corrections = choices.corrections.with_those_of(case, source.name)
        self._known = KnownRows(case)
        self._here: dict[str, int] = {}
        """Where in `records` the entry of each row of this file stands, by the row's key."""
        self._at: dict[Id, int] = {}
        """The same by the entry's id; those known before too, once a row goes on with them."""
        self._more: dict[Id, list[Citation]] = {}
        """Further places of entries, which `compare` gives them: an entry made anew for each of its rows costs their square."""
        self._met: set[Id] = set()
        """Entries known before whose rows stand in this file."""
        self.of_nobody: dict[Id, dict[str, str]] = {}
        """Entries whose row names no child, with the row's cells by their headers."""
        self._last: Entry | None = None
        """The entry of the row above, which a row that only goes on with it belongs to."""

    def take_rows(self, table: Table, found: Understood, band: Band | None = None) -> None:
        """Take the rows of a table; `band` is the year that stands above the first of them."""
        self._last = None
        heads = [folded(words) for words in found.written if words.strip()]
        for row in stepwise(table.rows[found.begins :]):
            if row.is_blank:
                continue
            if not found.is_bare and [folded(text) for text in row.filled] == heads:
                self.warn(table, row.number, "the header again: not a row")
                continue
            heading = band_of(row.filled[0], self._day) if len(row.filled) == 1 else None
            if heading is not None and (
                row.is_banner or heading.is_year or (heading.month and row.cells[0].text.strip())
            ):
                self.bands += 1
                band, self._last = heading, None
                continue
            if row.is_banner:
                self.warn(table, row.number, f"a line across the table, not a row: “{words_of(row)}”")
                self._last = None
                continue
            self.take_row(table, row, found, band)

    def take_row(self, table: Table, row: Row, found: Understood, band: Band | None) -> None:
        """Take one row: it is added, merged with what is known, or not added with the reason."""
        if row.is_hidden and self._choices.leaves_hidden:
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
        if len(row.filled) == 1 and (
            ("event" in found.columns and "event" not in cut.cells) or _BELOW.match(row.filled[0])
        ):
            self._refuse(
                table, row, found, f"it stands alone, with no date and nothing that happened: “{words_of(row)}”"
            )
            return
        cut, used = self._under(cut, band)
        key = content_key(cut.by_column)
        corrected = cut.otherwise_than(self._corrections.of(key, table.place, row.number))
        cut = cut.with_cells(corrected)
        if not cut.has_substance:
            self._refuse(table, row, found, f"nothing happened in it, it only says: “{words_of(row)}”")
            return
        is_dated = "date" in cut.cells
        known = self._known.meet(key, is_dated=is_dated)
        if is_dated and key in self._here:
            self._cite_again(table, row, self._here[key])
            return
        if known is not None:
            self._last = self._as_taken(known)
            self._met.add(known.id)
            self._fate(table, row, "merged", entry=known.id)
            self._count_earlier(known)
            return
        try:
            entry = self._maker.entry(cut, table, key, self._ids)
        except UnreadableDate as failure:
            is_table = "date" in found.columns and self._maker.unit == "row"
            cell = f"cell {column_letter(found.columns.index('date'))}: " if is_table else ""
            self._refuse(table, row, found, f"{cell}{failure.message} {failure.remedy}".strip())
            return
        doubts = list(self._maker.doubts)
        if used is not None:
            said = f"the date says no year: {used.year}, as the heading “{used.words}” above it says"
            doubts.append(said)
            entry = entry.model_copy(
                update={"when": entry.when.model_copy(update={"doubts": (*entry.when.doubts, said)})}
            )
        if corrected:
            self.records.append(self._corrections.record(key, corrected, self._ids))
            doubts.append(f"put right by hand: {', '.join(sorted(corrected))}")
        self._here[key] = self._at[entry.id] = len(self.records)
        self.records.append(entry)
        self._last = entry
        if not entry.children and not entry.children_as_written:
            more = {} if "children" in found.columns else {"children": ""}
            self.of_nobody[entry.id] = more | _by_header(row, found)
        self._fate(table, row, "added", entry=entry.id, doubts=tuple(doubts))
        for words in doubts:
            self.warn(table, row.number, words)

    def _under(self, cut: RowRead, band: Band | None) -> tuple[RowRead, Band | None]:
        """Return a row whose date has no year with the year that the heading above it gives."""
        cell = cut.cells.get("date")
        if band is None or cell is None:
            return cut, None
        try:
            when, used = date_under(cell, band, latest=self._day)
        except UnreadableDate:
            return cut, None
        if used is None:
            return cut, None
        return replace(cut, cells={**cut.cells, "date": Cell(when.as_written, epoch=cell.epoch)}), used

    def _goes_on(self, table: Table, cut: RowRead) -> bool:
        """Let a row that only goes on with the account above it belong to that entry; it takes no date and gives none."""
        if self._last is None or not cut.cells or set(cut.cells) - _ACCOUNTS or cut.extras:
            return False
        entry, more = self._last, {}
        for column in cut.cells:
            joined = _joined(str(getattr(entry, column)), cut.text(column))
            if joined is None:
                return False
            more[column] = joined
        place = self._maker.citation(table, cut.number)
        if any(getattr(entry, column) != words for column, words in more.items()):
            entry = entry.model_copy(update=more)
            self._more.setdefault(entry.id, []).append(place)
            if entry.id in self._at:
                self.records[self._at[entry.id]] = entry
            else:
                self._at[entry.id] = len(self.records)
                self.records.append(entry)
        self._last = entry
        words = in_short(" ".join(cut.text(column) for column in cut.cells))
        self.fates.append(RowFate(place=place.place, row=cut.number, fate="merged", entry=entry.id, words=words))
        self.warn(table, cut.number, f"goes on with the account of {entry.cites[0].place}: joined to it")
        return True

    def _cite_again(self, table: Table, row: Row, at: int) -> None:
        """Let the entry of a repeated row cite this place too."""
        entry = self.records[at]
        assert isinstance(entry, Entry)
        self._more.setdefault(entry.id, []).append(self._maker.citation(table, row.number))
        self._last = entry
        self._fate(table, row, "merged", entry=entry.id)
        self.warn(table, row.number, f"the same as {entry.cites[0].place}, word for word: kept once, with both places")

    def _as_taken(self, known: Entry) -> Entry:
        """Return an entry known before with what rows of this file went on with."""
        at = self._at.get(known.id)
        taken = known if at is None else self.records[at]
        assert isinstance(taken, Entry)
        return taken

    def _cite_all(self) -> None:
        """Give every entry the further places that its rows were read in."""
        for id_, places in self._more.items():
            entry = self.records[self._at[id_]]
            assert isinstance(entry, Entry)
            self.records[self._at[id_]] = entry.model_copy(update={"cites": (*entry.cites, *places)})
        self._more.clear()

    def _count_earlier(self, known: Entry) -> None:
        names = [self._case.documents[c.document].name for c in known.cites if c.document in self._case.documents]
        name = names[0] if names else "the case file"
        self.earlier[name] = self.earlier.get(name, 0) + 1

    def compare(self, names: Names) -> tuple[Changed, ...]:
        """Say what stands otherwise than in an older version of this file; take over what the choices say.

        Called once every row is taken: `records` are whole only then.
        """
        self._cite_all()
        added = {fate.entry: at for at, fate in enumerate(self.fates) if fate.fate == "added"}
        news = [record for record in self.records if isinstance(record, Entry) and record.id in added]
        comparison = compared(self._case, self._source, self._met, news)
        called = {person: names.called(person) for person in self._case.people}
        changed = []
        edited: dict[Id, Entry | None] = {}
        for edit in comparison.edits:
            at = added[edit.now.id]
            fate = self.fates[at]
            fields = edit.differences(called)
            is_taken = self._choices.takes_change(fate.row)
            edited[edit.now.id] = edit.applied() if is_taken else None
            said = "taken over" if is_taken else "not taken over"
            reason = f"edited since the older version: {', '.join(fields)}; {said}"
            self.fates[at] = fate.model_copy(update={"fate": "merged", "entry": edit.earlier.id, "reason": reason})
            changed.append(Changed(entry=edit.earlier.id, row=fate.row, fields=fields, is_taken=is_taken))
        if edited:
            self.records = [record for record in self.records if record.id not in edited]
            self.records += [entry for entry in edited.values() if entry is not None]
        for entry in comparison.vanished:
            row = next((cite.row for cite in entry.cites if cite.row), 0) or 0
            changed.append(Changed(entry=entry.id, row=row, has_vanished=True))
        if comparison.vanished:
            count = len(comparison.vanished)
            said = f"{count} rows of an older version of this file are no longer in it: their entries stay as they are"
            self.warnings.append(Warn(line=0, message=said))
        return tuple(changed)

    def _fate(
        self, table: Table, row: Row, fate: str, *, entry: Id = "", reason: str = "", doubts: tuple[str, ...] = ()
    ) -> None:
        place = self._maker.citation(table, row.number).place
        self.fates.append(
            RowFate(
                place=place, row=row.number, fate=fate, entry=entry, reason=reason, doubts=doubts, words=words_of(row)
            )
        )

    def _refuse(self, table: Table, row: Row, found: Understood, reason: str) -> None:
        words = f"{table.place}: {reason}" if self._is_several and table.place else reason
        self._fate(table, row, "refused", reason=words)
        self.fates[-1] = self.fates[-1].model_copy(update={"cells": _by_header(row, found)})
        self._last = None

    def warn(self, table: Table, row: int, words: str) -> None:
        """Say something about a row, or about its table where the row is its header."""
        is_said = self._is_several and table.place
        self.warnings.append(Warn(line=row, message=f"{table.place}: {words}" if is_said else words))


def _by_header(row: Row, found: Understood) -> dict[str, str]:
    """Return a row's cells by their headers."""
    return {
        header.strip() or f"column {at + 1}": row.cells[at].text
        for at, header in enumerate(found.written)
        if at < len(row.cells)
    }


def _joined(above: str, text: str) -> str | None:
    """Return an account with what goes on with it; None where a text is one of its own."""
    mark = _GOES_ON.match(text)
    more = text[mark.end() :] if mark else text
    if f"\n{more}" in above:
        return above
    is_unfinished = bool(above) and not above.rstrip().endswith(_ENDED)
    return f"{above.rstrip()}\n{more}" if above and (mark or (text[:1].islower() and is_unfinished)) else None


def words_of(row: Row) -> str:
    """Return a row in short: its cells with a bar between."""
    return in_short(" | ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip()))


def in_short(text: str) -> str:
    """Return a text on one line, cut after a hundred characters."""
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:99] + "…"
