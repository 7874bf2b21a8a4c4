"""Tables of the work (danger statements, goals, decisions, closures …) in a file, row by row into records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology.intake.choices import Choices
from chronology.intake.ids import IdMaker
from chronology.intake.names import Names
from chronology.intake.report import Changed, FileReport, Refusal, RowFate, Taken, Warn
from chronology.intake.row_taking import in_short, words_of
from chronology.intake.work_cells import WorkCells
from chronology.intake.work_making import MAKERS, SEVERAL_ROWS
from chronology.practice.categories import folded
from chronology.practice.columns import columns_of
from chronology.practice.work_tables import kind_headed, kind_titled, work_columns, work_tables
from chronology.readers.tables import LONGEST_CELL, Row, Table, TablesRead
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Extra, View
from chronology.record.errors import InputError
from chronology.record.sources import Citation, Document, Stated
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record

HEADER_WITHIN = 25
"""Rows from the top of a table within which its header is looked for."""
FEWEST = 2
"""Columns that have to be known for a table under a title of the work to be one."""
DATES = frozenset({
    "from", "to", "seen_from", "met", "offered", "waiting", "started", "ended", "tried_on", "review_by", "held", "answered",
    "due", "done", "signed", "changed_from", "declared_on",
})  # fmt: skip
"""Columns that hold a date, so that a workbook's own date is read as it is."""
Group = list[tuple[Row, dict[str, str], dict[str, str]]]
"""Rows that tell of one record, each with its cells by column, and by header where no column is known."""


@dataclass(frozen=True)
class WorkTableFound:
    """A table of the work as it stands in a file."""

    table: Table
    kind: str
    at: int
    """Index of its header row."""
    columns: tuple[str, ...]
    written: tuple[str, ...]


def split_work(read: TablesRead) -> tuple[TablesRead, tuple[WorkTableFound, ...]]:
    """Return a file without its tables of the work, and those, in the order in which they are taken."""
    found = [(table, _found(table)) for table in read.tables]
    works = [work for _, work in found if work is not None]
    if not works:
        return read, ()
    order = {kind: at for at, kind in enumerate(MAKERS)}
    rest = replace(read, tables=[table for table, work in found if work is None])
    return rest, tuple(sorted(works, key=lambda work: order[work.kind]))


def _found(table: Table) -> WorkTableFound | None:
    titled = kind_titled(table.place)
    for at, row in enumerate(table.rows[:HEADER_WITHIN]):
        if len(row.filled) == 1:
            titled = kind_titled(row.filled[0]) or titled
            continue
        headers = [cell.text.strip() for cell in row.cells]
        if max((len(header) for header in headers), default=0) > 200:
            continue
        kind = titled if titled and _fits(titled, headers) else ""
        if not kind and not any(heard.column == "event" and heard.is_exact for heard in columns_of(headers)):
            kind = kind_headed(headers)
        if kind:
            return WorkTableFound(table, kind, at, work_columns(kind, headers), tuple(headers))
    return None


def _fits(kind: str, headers: Sequence[str]) -> bool:
    columns = {column for column in work_columns(kind, headers) if column}
    return len(columns) >= FEWEST and columns >= set(work_tables()[kind].needs)


def take_work(
    works: Iterable[WorkTableFound], *, case: CaseFile, source: Document, ids: IdMaker, day: date, choices: Choices
) -> Taken:
    """Return what tables of the work add to a case file, and the report of every row.

    Rows that tell of one record (the steps of a plan, the children of a decision) are taken together. A row that is
    recorded already is merged; one that differs from what is recorded under its number is shown as changed, and taken
    over only if that was chosen.
    """
    taking = _Taking(case, source, ids, day, choices)
    for work in works:
        taking.take(work)
    return taking.taken()


class _Taking:
    def __init__(self, case: CaseFile, source: Document, ids: IdMaker, day: date, choices: Choices) -> None:
        self._source, self._ids, self._day, self._choices = source, ids, day, choices
        self._cells = WorkCells(case, Names(case), day)
        self._records: dict[Id, Record] = {}
        self._fates: list[RowFate] = []
        self._warnings: list[Warn] = []
        self._changed: list[Changed] = []
        self._columns: dict[tuple[str, str], None] = {}
        self._labels: list[str] = []

    def take(self, work: WorkTableFound) -> None:
        """Take the rows of one table."""
        place = work.table.place
        head = work.table.rows[work.at].number
        self._columns |= dict.fromkeys((w, c) for w, c in zip(work.written, work.columns, strict=True) if w)
        self._labels.append(f"{work_tables()[work.kind].label.lower()} ({place or f'row {head}'})")
        unknown = [in_short(w) for w, c in zip(work.written, work.columns, strict=True) if w and not c]
        if unknown:
            self._warn(place, head, f"columns kept with the note of each row: {', '.join(unknown)}")
        for row in work.table.rows[: work.at]:
            if not row.is_blank and not kind_titled(row.filled[0]):
                self._warn(place, row.number, f"above the header, not read as a row: “{words_of(row)}”")
        for group in self._groups(work):
            self._take_group(work, group)

    def taken(self) -> Taken:
        """Return what was taken, and the report."""
        fates = self._fates
        read = [Warn(line=0, message=f"tables of the work, read as: {', '.join(self._labels)}")] if self._labels else []
        report = FileReport(
            file=self._source.name,
            rows=len(fates),
            added=sum(fate.fate == "added" for fate in fates),
            merged=sum(fate.fate == "merged" for fate in fates),
            refused=tuple(Refusal(row=f.row, reason=f.reason) for f in fates if f.fate == "refused"),
            fates=tuple(fates),
            changed=tuple(self._changed),
            columns=tuple(self._columns),
            warnings=(*read, *self._warnings),
        )
        return Taken(records=tuple(self._records.values()), report=report)

    def _groups(self, work: WorkTableFound) -> list[Group]:
        known_by = SEVERAL_ROWS.get(work.kind, ())
        groups: dict[tuple[str, ...], Group] = {}
        last: tuple[str, ...] = ()
        for row, cells, other in self._rows(work):
            key = tuple(folded(cells.get(column, "")) for column in known_by)
            if not known_by or (not any(key) and not groups):
                key = ("", str(row.number))
            elif not any(key):
                key = last
            elif known_by[0] == "ref" and key[0]:
                key = (key[0],)
            last = key
            groups.setdefault(key, []).append((row, cells, other))
        return list(groups.values())

    def _rows(self, work: WorkTableFound) -> Iterator[tuple[Row, dict[str, str], dict[str, str]]]:
        heads = [folded(words) for words in work.written if words]
        place = work.table.place
        for row in stepwise(work.table.rows[work.at + 1 :]):
            if row.is_blank:
                continue
            if [folded(text) for text in row.filled] == heads:
                self._warn(place, row.number, "the header again: not a row")
                continue
            if row.is_banner:
                self._warn(place, row.number, f"a line across the table, not a row: “{words_of(row)}”")
                continue
            if row.is_hidden and self._choices.leaves_hidden:
                self._fate(work, row, "refused", "the workbook hides this row, and hidden rows were to be left out")
                continue
            if any(len(cell.text) > LONGEST_CELL for cell in row.cells):
                self._fate(work, row, "refused", f"a cell holds more than {LONGEST_CELL} characters: split it")
                continue
            cells: dict[str, str] = {}
            other: dict[str, str] = {}
            for at, cell in enumerate(row.cells):
                column = work.columns[at] if at < len(work.columns) else ""
                words = (cell.edtf if column in DATES else "") or cell.text.strip()
                if not words:
                    continue
                header = work.written[at] if at < len(work.written) else ""
                (cells if column else other)[column or header or f"column {at + 1}"] = words
            yield row, cells, other

    def _take_group(self, work: WorkTableFound, group: Group) -> None:
        rows = [row for row, _, _ in group]
        self._cells.doubts = []
        ident = self._ids.make(work.kind, f"{work.table.place} {rows[0].number}")
        try:
            made = MAKERS[work.kind](self._cells, ident, [cells for _, cells, _ in group])
        except InputError as failure:
            for row in rows:
                self._fate(work, row, "refused", f"{failure.message} {failure.remedy}".strip())
            return
        made = _with_rest(made, [other for _, _, other in group])
        cites = tuple(
            Citation(document=self._source.id, place=_place(work.table.place, row.number), row=row.number)
            for row in rows
        )
        doubts = tuple(dict.fromkeys(self._cells.doubts))
        for doubt in doubts:
            self._warn(work.table.place, rows[0].number, doubt)
        known = self._known(made)
        if isinstance(made, Entry) and (linked := linked_entry(made, self._cells.case)) is not None:
            old, more = linked
            if more != old:
                self._keep(more.model_copy(update={"cites": tuple(dict.fromkeys((*old.cites, *cites)))}))
                self._warn(work.table.place, rows[0].number, f"linked to the entry of {old.when.words()}")
            for row in rows:
                self._fate(work, row, "merged", doubts=doubts if row is rows[0] else (), record=old.id)
            return
        if known is None:
            self._keep(made.model_copy(update={"cites": cites}))
            for row in rows:
                self._fate(work, row, "added", doubts=doubts if row is rows[0] else (), record=made.id)
            return
        new = made.model_copy(update={"id": known.id, "cites": known.cites})
        if new != known:
            taken = self._choices.takes_change(rows[0].number)
            self._changed.append(
                Changed(entry=known.id, row=rows[0].number, is_taken=taken, fields=_differences(known, new))
            )
            if taken:
                self._keep(new.model_copy(update={"cites": tuple(dict.fromkeys((*known.cites, *cites)))}))
        for row in rows:
            self._fate(work, row, "merged", doubts=doubts if row is rows[0] else (), record=known.id)

    def _known(self, made: Stated) -> Stated | None:
        """Return what is recorded already of what a row tells: of its number, or the same in everything."""
        ref = getattr(made, "ref", "")
        for record in self._cells.case.of_kind(type(made)):
            if ref and getattr(record, "ref", "") == ref:
                return record
            if made.model_copy(update={"id": record.id, "cites": record.cites}) == record:
                return record
            if not ref and any(self._is_told_by(record, made)):
                return record
        return None

    def _is_told_by(self, record: Stated, made: Stated) -> Iterator[bool]:
        """Yield whether two records without a number are one by what rows of their kind are known by."""
        for fields in (("name", "children", "people"), ("when", "manager", "children"), ("when", "what", "children")):
            if all(hasattr(made, name) for name in fields) and type(made).kind in SEVERAL_ROWS:
                yield all(getattr(made, name) == getattr(record, name) for name in fields)

    def _keep(self, record: Stated) -> None:
        self._records[record.id] = record
        self._cells.case = self._cells.case.with_records([record])

    def _fate(
        self,
        work: WorkTableFound,
        row: Row,
        fate: str,
        reason: str = "",
        doubts: tuple[str, ...] = (),
        record: Id = "",
    ) -> None:
        cells = zip(work.written, row.cells, strict=False)
        self._fates.append(
            RowFate(
                place=_place(work.table.place, row.number),
                row=row.number,
                fate=fate,
                entry=record,
                reason=reason,
                doubts=doubts,
                words=words_of(row),
                cells={h: c.text for h, c in cells if h and c.text.strip()} if fate == "refused" else {},
            )
        )

    def _warn(self, place: str, row: int, words: str) -> None:
        self._warnings.append(Warn(line=row, message=f"{place}: {words}" if place else words))


def linked_entry(made: Entry, case: CaseFile) -> tuple[Entry, Entry] | None:
    """Return the one entry known already that tells of the same view or the same piece of work, and it with the links.

    A view is known by its child, its day and its words; direct work by its day and its children. What else the row says
    is kept beside the entry.
    """
    same = [e for e in case.entries if e.id != made.id and e.when.edtf[:10] == made.when.edtf[:10] and made.when.edtf]
    if made.views:
        (view,) = made.views
        fits = [e for e in same if any(_is_same(v, view) for v in e.views)]
        if len(fits) != 1:
            return None
        views = tuple(
            v.model_copy(update={"answers": tuple(dict.fromkeys((*v.answers, *view.answers)))})
            if _is_same(v, view)
            else v
            for v in fits[0].views
        )
        return fits[0], fits[0].model_copy(update={"views": views})
    fits = [e for e in same if e.category == made.category and set(e.children) & set(made.children)]
    if len(fits) != 1:
        return None
    (known,) = fits
    told = [Extra(column="direct work", words=made.event)] if folded(made.event) not in folded(known.event) else []
    told += [Extra(column="what came of it", words=made.outcome)] if made.outcome not in ("", known.outcome) else []
    extras = tuple(dict.fromkeys((*known.extras, *told)))
    goals = tuple(dict.fromkeys((*known.goals, *made.goals)))
    return known, known.model_copy(update={"goals": goals, "extras": extras})


def _is_same(one: View, other: View) -> bool:
    first, second = folded(one.words), folded(other.words)
    return one.child == other.child and bool(second) and (second in first or first in second)


def _place(place: str, row: int) -> str:
    return f"{place}, row {row}" if place else f"row {row}"


def _with_rest(record: Stated, others: Sequence[Mapping[str, str]]) -> Stated:
    """Return a record with what stands in columns that are not known: as extra columns of an entry, else in its note."""
    rest = [(header, words) for other in others for header, words in other.items()]
    if not rest:
        return record
    if isinstance(record, Entry):
        return record.model_copy(update={"extras": tuple(Extra(column=h, words=w) for h, w in rest)})
    told = "; ".join(f"{header}: {words}" for header, words in rest)
    return record.model_copy(update={"note": "; ".join(part for part in (record.note, told) if part)})


def _differences(known: Stated, new: Stated) -> dict[str, tuple[str, str]]:
    one, other = known.model_dump(mode="json"), new.model_dump(mode="json")
    return {name: (_short(one[name]), _short(other[name])) for name in one if one[name] != other[name]}


def _short(value: object) -> str:
    return in_short(str(value)) if value not in (None, "", [], {}) else ""
