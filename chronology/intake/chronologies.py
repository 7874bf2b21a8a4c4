"""Chronology tables and dated paragraphs against the family already known: entries, and a report of every row."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

from chronology.intake.bands import Band, band_of
from chronology.intake.cells import when_of
from chronology.intake.choices import Choices
from chronology.intake.ids import IdMaker
from chronology.intake.layouts import Understood, understood
from chronology.intake.names import Certainty, Names
from chronology.intake.prose import COLUMNS, FEWEST, SHARE, Prose, prose_of
from chronology.intake.report import FileReport, Refusal, Taken, Warn, rows_said
from chronology.intake.row_taking import RowTaking, in_short, words_of
from chronology.intake.rows import EntryMaker
from chronology.intake.titles import title_of
from chronology.practice.categories import folded
from chronology.readers.tables import Cell, Row, Table, TablesRead
from chronology.record.casefile import CaseFile
from chronology.record.errors import UnknownLayout, UnreadableDate
from chronology.record.imports import Layout
from chronology.record.people import Person
from chronology.record.sources import Citation, Document
from chronology.record.steps import stepwise

FEWEST_BESIDE = 3
"""Dated paragraphs from which on they are rows beside a table that is a chronology too."""

OFTEN = 3
"""Rows that name somebody, from which on a name is no slip of the pen for one that is nearly alike."""


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
        self.made = 0
        self.names = Names(case)
        self.maker = EntryMaker(self.names, source, day, self._new_person if make_people else None)
        self.rows = RowTaking(case, source, ids, day, choices, self.maker, is_several=len(read.tables) > 1)
        self.rows.warnings += [Warn(line=row, message=words) for row, words in read.warnings]
        self.columns: dict[tuple[str, str], None] = {}
        """Every header with what it was read as, once."""
        self.hidden = sum(row.is_hidden for table in read.tables for row in table.rows)

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
        self._keep_nested(done)
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

    def _keep_nested(self, done: set[int]) -> None:
        """Let the text of a table within a cell of a chronology stand in that cell, where it is no chronology of its own.

        The innermost go first, so that a table within one within the chronology comes along.
        """
        for table in reversed(self.read.tables):
            inside = table.within
            if inside is None or id(table) in done or not _is_inside(table, done):
                continue
            words = "\n".join(
                " | ".join(" ".join(text.split()) for text in row.filled) for row in table.rows if row.filled
            )
            done.add(id(table))
            outer = inside.table
            at = next((k for k, row in enumerate(outer.rows) if row.number == inside.row), None)
            if not words or at is None:
                continue
            row = outer.rows[at]
            cells = list(row.cells)
            held = cells[inside.column]
            cells[inside.column] = replace(held, text=f"{held.text}\n{words}".strip())
            outer.rows[at] = replace(row, cells=tuple(cells))
            self.rows.warn(
                outer, row.number, f"a table within this row ({table.place}) is kept with its text: “{in_short(words)}”"
            )

    def _is_prose(self, read_as: list[tuple[Table, Understood]], prose: Prose) -> bool:
        """Return whether dated paragraphs are read; of a text with columns only where its lines are no rows of a table."""
        dated = len(prose.table.rows) - prose.odd
        if self.read.form != "csv":
            return dated >= (FEWEST_BESIDE if read_as else 1)
        if any(not found.is_bare or not _is_ragged(table) for table, found in read_as):
            return False
        return dated >= max(FEWEST, SHARE * len(self.read.paragraphs))

    def _finish(self) -> Taken:
        changed = self.rows.compare(self.names)
        if self.hidden and not self.choices.leaves_hidden:
            self.rows.warnings.append(Warn(line=0, message=f"{_count(self.hidden, 'hidden row')} read like any other"))
        if self.rows.bands:
            self.rows.warnings.append(
                Warn(line=0, message=f"{_count(self.rows.bands, 'row')} with only a year, which heads others: no row")
            )
        for name, count in sorted(self.rows.earlier.items()):
            self.rows.warnings.append(Warn(line=0, message=f"{_count(count, 'row')} known already, from {name}"))
        for (words, group), rows in self.maker.unknown.items():
            self.rows.warnings.append(Warn(line=rows[0], message=f"{words} ({rows_said(rows)})", group=group))
        report = FileReport(
            file=self.source.name,
            kind=self.read.form,
            people=self.made,
            rows=len(self.rows.fates),
            added=sum(fate.fate == "added" for fate in self.rows.fates),
            merged=sum(fate.fate == "merged" for fate in self.rows.fates),
            refused=tuple(Refusal(row=f.row, reason=f.reason) for f in self.rows.fates if f.fate == "refused"),
            fates=tuple(self.rows.fates),
            names=tuple(self.maker.asked.values()),
            changed=changed,
            columns=tuple(self.columns),
            hidden=self.hidden,
            warnings=tuple(sorted(self.rows.warnings, key=lambda w: (w.line, w.message))),
        )
        return Taken(
            records=tuple(self.rows.records),
            report=report,
            of_groups=tuple(self.maker.of_groups),
            of_nobody=self.rows.of_nobody,
        )

    # Whose rows they are

    def _take(self, table: Table, found: Understood) -> None:
        title = title_of(self.read, table, found.above)
        band: Band | None = None
        for row in table.rows[: found.above]:
            if len(row.filled) == 1 and (heading := band_of(row.filled[0], self.day)) is not None and found.is_bare:
                band = heading
            elif not row.is_blank:
                self.rows.warn(table, row.number, f"above the header, not read as a row: “{words_of(row)}”")
        self.columns |= dict.fromkeys((w, c) for w, c in zip(found.written, found.columns, strict=True) if w.strip())
        head = table.rows[found.header].number if found.header is not None else table.rows[0].number
        if found.is_bare:
            shown = ", ".join(f"{w} as {c or 'itself'}" for w, c in zip(found.written, found.columns, strict=True))
            self.rows.warn(table, head, f"the table has no header: read {shown}, by what stands in them")
        for header, column in found.by_words:
            self.rows.warn(table, head, f"the column “{header[:80]}” is read as {column}")
        if found.is_remembered:
            self.rows.warn(table, head, "the columns are read as they were matched by hand earlier")
        unknown = [in_short(w) for w, c in zip(found.written, found.columns, strict=True) if w.strip() and not c]
        if unknown and not found.is_bare:
            self.rows.warn(table, head, f"columns kept under their own names: {', '.join(unknown)}")
        if self.choices.columns is not None and not found.is_remembered:
            self._remember(found)
        self.maker.agency = self.choices.agency or title.agency
        if self.maker.agency and "source" not in found.columns:
            self.rows.warn(table, head, f"no column says who says so: the source is {self.maker.agency}")
        self.maker.default_child = None
        if "children" not in found.columns:
            self._no_children_column(table, head, title.names)
        if "date" not in found.columns:
            self.rows.warn(table, head, "no column is a date: every row is undated, in no order")
        if self.make_people and "children" in found.columns:
            self._make_those_alike(table, found)
            self._make_those_named(table, found)
        self.rows.take_rows(table, found, band)

    def _make_those_alike(self, table: Table, found: Understood) -> None:
        """Make a person of each of two names that are nearly alike and stand in one cell, or are written time and again."""
        at = found.columns.index("children")
        cells = [row.cells[at].text for row in table.rows[found.begins :] if len(row.cells) > at]
        told = [list(dict.fromkeys(self.names.split(cell))) for cell in stepwise(cells) if cell.strip()]
        counts = Counter(name for names in told for name in names)
        beside = {frozenset(two) for names in told for two in combinations(names, 2)}
        for one, other in stepwise(combinations(counts, 2)):
            are_two = frozenset((one, other)) in beside or min(counts[one], counts[other]) >= OFTEN
            if are_two and self.names.are_close(one, other):
                for name in (one, other):
                    known = self.names.find(name)
                    if not known.candidates and (known.is_open or known.certainty is Certainty.LIKELY):
                        self._new_person(" ".join(name.split()))

    def _make_those_named(self, table: Table, found: Understood) -> None:
        """Make a person of each child named in a row that will be read, before any is: "all" in the first row means them too."""
        date_at, at = found.columns.index("date") if "date" in found.columns else None, found.columns.index("children")
        for row in stepwise(table.rows[found.begins :]):
            if len(row.cells) <= at or row.is_hidden or row.is_banner or not row.cells[at].text.strip():
                continue
            if date_at is not None and (len(row.cells) <= date_at or not _is_day(row.cells[date_at], self.day)):
                continue
            self.maker.make_named(row.cells[at].text)

    def _remember(self, found: Understood) -> None:
        given = self.choices.columns
        assert given is not None
        used = {header: said for header in found.written if (said := given.column_of(header)) is not None}
        same = [one for one in self.case.of_kind(Layout) if one.headers == found.written and one.columns == used]
        if used and not same:
            key = " ".join(folded(header) for header in found.written)
            self.rows.records.append(Layout(id=self.ids.make("layout", key), headers=found.written, columns=used))

    def _no_children_column(self, table: Table, row: int, names: tuple[tuple[str, str], ...]) -> None:
        """Say whose rows they are where no column names the children: the title's one child, or nobody's."""
        for words, line in names:
            if self.make_people and _is_name(words) and self.names.find(words).is_open:
                self.maker.default_child = self._new_person(words).id
                self.rows.warn(
                    table, row, f"no column names the children: rows are {words}'s, as the title says: “{line[:80]}”"
                )
                return
            people = [self.names.find(name).person for name in self.names.split(words)]
            known = list(dict.fromkeys(person for person in people if person is not None))
            if len(people) == 1 and len(known) == 1:
                self.maker.default_child = known[0]
                self.rows.warn(
                    table,
                    row,
                    f"no column names the children: rows are {self.names.called(known[0])}'s, as the title says",
                )
                return
        self.rows.warn(
            table, row, "no column names the children: these rows name no child, so they are about the family"
        )

    def _take_prose(self, prose: Prose) -> None:
        title = title_of(self.read, None, 0)
        self.maker.agency = self.choices.agency or title.agency
        self.maker.default_child = None
        first = prose.table.rows[0].number
        said = f"{len(prose.table.rows)} dated {self.read.unit}s are read as rows"
        if prose.joined:
            said += f"; {prose.joined} without a date of their own belong to the one above them"
        self.rows.warn(prose.table, first, said)
        self._no_children_column(prose.table, first, title.names)
        for paragraph in stepwise(prose.left):
            self.rows.warn(
                prose.table, paragraph.number, f"under no date, not read as a row: “{in_short(paragraph.text)}”"
            )
        self.maker.unit = self.read.unit
        found = Understood(0, COLUMNS, COLUMNS, is_bare=True)
        for row in stepwise(prose.table.rows):
            self.rows.take_row(prose.table, row, found, prose.years.get(row.number))
        self.maker.unit = "row"

    def _new_person(self, name: str) -> Person:
        person = Person(
            id=self.ids.make("person", f"named {name.casefold()}"),
            name=name,
            given=name.split(maxsplit=1)[0],
            surname=" ".join(name.split()[1:]),
            is_subject=True,
            cites=(Citation(document=self.source.id),),
        )
        self.made += 1
        self.rows.records.append(person)
        self.names.add(person)
        self.rows.warnings.append(
            Warn(
                line=0,
                message=f"no family is known: {name} is made a person from the chronology, without a date of birth",
            )
        )
        return person

    # What is said

    def _say_not_read(self, table: Table) -> None:
        rows = [row for row in table.rows if not row.is_blank]
        if rows:
            self.rows.warn(
                table,
                rows[0].number,
                f"{len(rows)} row{'s' if len(rows) > 1 else ''} under no chronology header, not read: “{words_of(rows[0])}”"
                + (" …" if len(rows) > 1 else ""),
            )

    def _say_paragraphs(self, count: int, dated: int) -> None:
        if self.read.form == "docx":
            more = f", {dated} of them begin with a date" if dated else ""
            self.rows.warnings.append(
                Warn(line=0, message=f"{_count(count, 'paragraph')} outside the tables not read as rows{more}")
            )

    def _first_headers(self) -> tuple[str, ...]:
        """Return the first row of two cells or more, which may be the header."""
        rows = (row for table in self.read.tables for row in table.rows if len(row.filled) > 1)
        return tuple(next(rows, Row(0, ())).filled)

    def _first_words(self) -> str:
        firsts = [words_of(row) for table in self.read.tables for row in table.rows[:1]]
        firsts = firsts or [in_short(paragraph.text) for paragraph in self.read.paragraphs[:3]]
        return "; ".join(f"“{words}”" for words in firsts[:3]) or "nothing"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


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


def _is_inside(table: Table, done: set[int]) -> bool:
    """Return whether a table lies in a cell of one that is read as a chronology, at whatever depth."""
    inside = table.within
    while inside is not None:
        if id(inside.table) in done:
            return True
        inside = inside.table.within
    return False


def _is_day(cell: Cell, day: date) -> bool:
    """Return whether a cell of dates can be read."""
    try:
        when_of(cell, latest=day)
    except UnreadableDate:
        return False
    return True
