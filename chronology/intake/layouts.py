"""Where the header of a table stands and what its columns mean, told by its words, by a person, or by what stands below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chronology.intake.bands import Band, date_under
from chronology.practice.agencies import names_agency
from chronology.practice.categories import folded
from chronology.practice.columns import IMPACT_FOR, ColumnsMap, Heard, column_known, columns_of
from chronology.readers.tables import Cell, Row, Table
from chronology.record.errors import UnreadableDate
from chronology.record.imports import Layout
from chronology.record.uk_words import may_be_dated

HEADER_WITHIN = 25
"""Rows from the top of a table within which its header is looked for."""
LONGEST_NAME = 200
"""Characters up to which a cell may name a column; a longer one is an account, and its row no header."""
SAMPLE = 60
"""Rows below a header that are looked at where its words leave open what a column is."""
DATED = 0.7
"""Share of a column's cells that have to be dates for it to be the dates of a table without a header."""
WIDEST_BARE = 6
"""Columns of the widest table that is read without a header."""
SHORTEST_ACCOUNT = 16
"""Characters a cell, on average, from which on a column under an unknown header may be what happened."""
LONGEST_SOURCE = 5
"""Words a cell, on average, up to which a column that names agencies may say who says so; more tell what happened."""
_SUBSTANCE = frozenset({"event", "view", "impact", "action", "outcome", "analysis", "category"})
_EITHER = frozenset({"who", "person", "persons", "individual", "name", "names", "subject"})
"""Headers that are who it is about or who says so; the cells tell."""

KnowsName = Callable[[str], bool]
"""Tells whether words name somebody of the family."""


@dataclass(frozen=True)
class Understood:
    """How a table is read."""

    begins: int
    """Index of the first row below the header."""
    columns: tuple[str, ...]
    """What each column means; empty where it keeps its own name."""
    written: tuple[str, ...]
    """The headers as written; "column N" where there is no header."""
    by_words: tuple[tuple[str, str], ...] = ()
    """Headers that are known only by the words in them, with the columns they were taken for."""
    is_bare: bool = False
    """Whether the table has no header."""
    is_remembered: bool = False
    """Whether somebody matched this layout by hand earlier."""

    @property
    def header(self) -> int | None:
        """Index of the header row, the last of them where there are two; None where there is none."""
        return None if self.is_bare else self.begins - 1

    @property
    def above(self) -> int:
        """How many rows stand above the header, or above the first row where there is none."""
        return self.begins if self.is_bare else self.begins - 1


def understood(
    table: Table,
    *,
    given: ColumnsMap | None,
    remembered: Iterable[Layout],
    knows: KnowsName,
    day: date,
) -> Understood | None:
    """Return how a table is read as a chronology; None where it is none."""
    headed = _headed(table, given, tuple(remembered), knows)
    return headed if headed is not None else _bare(table, given, tuple(remembered), day)


def _headed(
    table: Table, given: ColumnsMap | None, remembered: Sequence[Layout], knows: KnowsName
) -> Understood | None:
    best: tuple[int, Understood] | None = None
    for at, row in enumerate(table.rows[:HEADER_WITHIN]):
        written = _with_second_row(table, at)
        said = given or _remembered([cell.text for cell in row.cells], remembered)
        for headers, used in written:
            found = columns_of(headers, said)
            score = _score(headers, found)
            if score and (best is None or score > best[0]):
                below = table.rows[at + used : at + used + SAMPLE]
                columns = _settled(headers, [one.column for one in found], below, knows)
                if said is None:
                    columns = _with_account(headers, columns, below)
                by_words = tuple(
                    (h, c)
                    for h, c, one in zip(headers, columns, found, strict=True)
                    if c and (c != one.column or not one.is_exact)
                )
                known = Understood(
                    at + used,
                    tuple(columns),
                    tuple(headers),
                    by_words,
                    is_remembered=said is not None and said is not given,
                )
                best = (score, known)
    return best[1] if best else None


def _score(headers: Sequence[str], found: Sequence[Heard]) -> int:
    """Return how much a row looks like the header of a chronology; 0 where it does not."""
    exact = {one.column.partition(":")[0] for one in found if one.column and one.is_exact}
    known = {one.column.partition(":")[0] for one in found if one.column}
    filled = [header for header in headers if header.strip()]
    is_account = len(exact) < 3 and any(len(header) > LONGEST_NAME for header in filled)
    if len(filled) < 2 or is_account or any(len(header) <= LONGEST_NAME and _is_value(header) for header in filled):
        return 0
    places = known & {"date", "children", "source", "end", "worker", "document"}
    is_told = "event" in exact and places
    is_dated = "date" in known and known & _SUBSTANCE and (exact or len(known) > 2)
    is_alone = "event" in exact and len(filled) > 1
    return 4 * len(exact) + len(known) if is_told or is_dated else len(exact) if is_alone else 0


def _is_value(header: str) -> bool:
    """Return whether a cell is no header but a date or a number."""
    plain = header.strip()
    return plain.replace(".", "").replace("/", "").isdigit() or _reads(Cell(plain), date.max)


def _with_second_row(table: Table, at: int) -> list[tuple[list[str], int]]:
    """Return a row as headers, and together with the next where that divides it ("Date" over "From" and "To")."""
    first = [cell.text.strip() for cell in table.rows[at].cells]
    found = [(first, 1)]
    if at + 1 < len(table.rows):
        second = [cell.text.strip() for cell in table.rows[at + 1].cells]
        known = [column_known(words) for words in second if words]
        if known and all(known) and {"date", "end"} <= set(known) and len(known) < len([w for w in first if w]) + 2:
            width = max(len(first), len(second))
            first, second = [*first, *[""] * (width - len(first))], [*second, *[""] * (width - len(second))]
            found.append(([low or high for high, low in zip(first, second, strict=True)], 2))
    return found


def _remembered(headers: Sequence[str], remembered: Sequence[Layout]) -> ColumnsMap | None:
    """Return what somebody said of tables with these headers."""
    wanted = [folded(header) for header in headers if header.strip()]
    for layout in reversed(remembered):
        if [folded(header) for header in layout.headers if header.strip()] == wanted:
            return ColumnsMap(columns=layout.columns)
    return None


def _settled(headers: Sequence[str], columns: list[str], below: Sequence[Row], knows: KnowsName) -> list[str]:
    """Return the columns with what the cells below, and the family's names, tell."""
    settled = list(columns)
    for at, header in enumerate(headers):
        words = folded(header)
        named = words.removeprefix("impact on ").removeprefix("impact for ")
        if named != words and knows(named):
            settled[at] = f"{IMPACT_FOR}{header.split(maxsplit=2)[2].strip()}"
        elif words in _EITHER and columns[at] in {"", "children"}:
            cells = [row.cells[at].text for row in below if at < len(row.cells) and row.cells[at].text.strip()]
            known = sum(knows(text) for text in cells)
            agencies = sum(names_agency(text) for text in cells)
            if "source" not in settled and agencies > known:
                settled[at] = "source"
            elif "children" not in settled and (known or words not in {"who", "person"}):
                settled[at] = "children"
            elif columns[at] == "children" and not known and agencies:
                settled[at] = ""
            elif not columns[at] and "source" not in settled and "worker" not in settled:
                settled[at] = "source"
    _by_what_stands_below(headers, settled, below, knows)
    if "date" not in settled and "time" in settled:
        time = settled.index("time")
        if any(_reads(row.cells[time], date.max) for row in below if time < len(row.cells)):
            settled[settled.index("time")] = "date"
    return _second_event(headers, settled, below)


def _by_what_stands_below(headers: Sequence[str], settled: list[str], below: Sequence[Row], knows: KnowsName) -> None:
    """Let a column whose header nobody knows be the source or the children where its cells are agencies or names."""
    for at, header in enumerate(headers):
        texts = [row.cells[at].text for row in below if at < len(row.cells) and row.cells[at].text.strip()]
        if settled[at] or not header.strip() or len(texts) < 2 or sum(map(len, texts)) > len(texts) * 60:
            continue
        is_short = sum(len(text.split()) for text in texts) <= LONGEST_SOURCE * len(texts)
        if "source" not in settled and is_short and sum(map(names_agency, texts)) * 2 > len(texts):
            settled[at] = "source"
        elif "children" not in settled and sum(map(knows, texts)) * 2 > len(texts):
            settled[at] = "children"


def _with_account(headers: Sequence[str], settled: list[str], below: Sequence[Row]) -> list[str]:
    """Let the longest text under a header that nobody knows be what happened, where a dated table has no such column."""
    if "event" in settled or "date" not in settled:
        return settled
    unknown = [at for at, header in enumerate(headers) if header.strip() and not settled[at]]
    longest = max(unknown, key=lambda at: _length(below, at), default=None)
    if longest is None or _length(below, longest) < SHORTEST_ACCOUNT:
        return settled
    return [*settled[:longest], "event", *settled[longest + 1 :]]


def _second_event(headers: Sequence[str], settled: list[str], below: Sequence[Row]) -> list[str]:
    """Let a short column that is called an event beside a longer account be the kind of event."""
    if "event" not in settled:
        return settled
    event = settled.index("event")
    for at, header in enumerate(headers):
        if at != event and not settled[at] and column_known(header) == "event":
            longer, shorter = (at, event) if _length(below, event) < _length(below, at) else (event, at)
            settled[shorter], settled[longer] = "", "event"
            event = longer
            if "category" not in settled and 0 < _length(below, shorter) <= 30:
                settled[shorter] = "category"
    return settled


def _length(rows: Sequence[Row], at: int) -> float:
    texts = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _bare(table: Table, given: ColumnsMap | None, remembered: Sequence[Layout], day: date) -> Understood | None:
    """Return how a table without a header is read: by the column of dates, and the longest text as what happened."""
    rows = [row for row in table.rows if not row.is_blank and not row.is_banner]
    width = max((len(row.cells) for row in rows), default=0)
    if not 2 <= width <= WIDEST_BARE:
        return None
    written = tuple(f"column {at + 1}" for at in range(width))
    said = given or _remembered(written, remembered)
    by_hand = [column_known(words, said) or "" for words in written] if said else []
    if "event" in by_hand:
        return Understood(0, tuple(by_hand), written, is_bare=True, is_remembered=said is not given)
    rows = [row for row in rows if len(row.filled) > 1]
    dates = next((at for at in range(min(width, 3)) if _is_dated(rows, at, day)), None)
    if dates is None or len(rows) < 2:
        return None
    others = sorted((at for at in range(width) if at != dates), key=lambda at: -_length(rows, at))
    if not _is_account(rows, others[0]):
        return None
    columns = ["" for _ in range(width)]
    columns[dates], columns[others[0]] = "date", "event"
    for at in others[1:]:
        texts = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
        is_source = texts and (width == 3 or sum(map(names_agency, texts)) * 3 >= len(texts))
        if is_source and "source" not in columns and _length(rows, at) <= 60:
            columns[at] = "source"
    return Understood(_first(table, dates, others[0], day), tuple(columns), written, is_bare=True)


def _first(table: Table, dates: int, event: int, day: date) -> int:
    """Return the index of the first row that is one: it has a date, or an account without one."""
    for at, row in enumerate(table.rows):
        cells = [row.cells[i] if i < len(row.cells) else Cell() for i in (dates, event)]
        if not row.is_banner and (_reads(cells[0], day) or (cells[1].text.strip() and not cells[0].text.strip())):
            return at
    return 0


def _is_account(rows: Sequence[Row], at: int) -> bool:
    """Return whether a column holds what happened: words, more than one, in most of its cells."""
    texts = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
    return bool(texts) and sum(len(text.split()) > 1 for text in texts) * 2 >= len(texts)


def _is_dated(rows: Sequence[Row], at: int, day: date) -> bool:
    cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
    return len(cells) >= 2 and sum(_reads(cell, day) for cell in cells) >= len(cells) * DATED


def _reads(cell: Cell, day: date) -> bool:
    """Return whether a cell is a date, be it one whose year only a heading above it says."""
    if not cell.edtf and not may_be_dated(cell.text):
        return False
    band = Band("", 2000) if any(sign.isdigit() for sign in cell.text) else None
    try:
        return not date_under(cell, band, latest=min(day, date(9998, 12, 31)))[0].is_undated
    except UnreadableDate:
        return False
