"""Tables of the work itself, and how their columns are known: practice data, shared by imports, forms and the blank workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value


class WorkColumn(Value):
    """One column of such a table."""

    label: str
    words: tuple[str, ...]
    is_long: bool = False
    """Whether a form gives it several lines."""


class WorkTable(Value):
    """One kind of table of the work."""

    label: str
    titles: tuple[str, ...]
    """What a sheet or the heading above such a table is called."""
    telling: tuple[str, ...]
    """Columns that a chronology has not."""
    needs: tuple[str, ...] = ()
    """Columns without which a table has no row that can be taken."""
    at_least: int
    """How many of them tell such a table without a title."""
    columns: dict[str, WorkColumn]


class WorkTables(Value):
    """Every kind, in the order in which tables are taken."""

    kinds: dict[str, WorkTable]


def from_data(data: dict[str, Any]) -> dict[str, WorkTable]:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return TypeAdapter(dict[str, WorkTable]).validate_python(data)


@practice_cache
def work_tables() -> dict[str, WorkTable]:
    """Return every kind of table of the work, by the word under which the journal files its record (or view, direct_work)."""
    return from_data(data_of("work_tables"))


@practice_cache
def _columns() -> dict[str, dict[str, str]]:
    return {
        kind: {folded(word): key for key, column in table.columns.items() for word in (*column.words, column.label)}
        for kind, table in work_tables().items()
    }


@practice_cache
def _titles() -> dict[str, str]:
    return {folded(title): kind for kind, table in work_tables().items() for title in (*table.titles, table.label)}


def kind_titled(words: str) -> str:
    """Return the kind of table that a sheet's name or a heading is the title of; empty where it is none."""
    return _titles().get(folded(words), "")


def work_columns(kind: str, headers: Sequence[str]) -> tuple[str, ...]:
    """Return which column of a kind each header is; empty for one that is none, or stands a second time."""
    known = _columns()[kind]
    found: list[str] = []
    for header in headers:
        column = known.get(folded(header), "")
        found.append(column if column not in found else "")
    return tuple(found)


_GENERAL = frozenset({
    "action", "actions", "actions agreed", "against", "agency", "analysis", "answer", "behaviour", "by", "by whom", "category",
    "change", "comments", "concern", "date", "decision", "discussion", "end", "from", "goal", "harm", "if", "impact", "level",
    "manager", "name", "outcome", "period", "plan", "question", "reason", "response", "result", "risk", "role", "start",
    "state", "status", "stage", "task", "threshold", "to", "type", "until", "value", "view", "views", "what", "when", "who",
    "why", "words", "worker",
})  # fmt: skip
"""Headers that stand in chronologies too, so that they do not tell a table without a title."""


def kind_headed(headers: Sequence[str]) -> str:
    """Return the kind of table that headers alone tell; empty where they tell none, or two as well."""
    best: list[tuple[int, int, str]] = []
    for kind, table in work_tables().items():
        columns = {column for column in work_columns(kind, headers) if column}
        own = [header for header in headers if folded(header) not in _GENERAL]
        told = len({column for column in work_columns(kind, own) if column} & set(table.telling))
        if told >= table.at_least and columns >= set(table.needs):
            best.append((len(columns), told, kind))
    best.sort(reverse=True)
    if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return ""
    return best[0][2]
