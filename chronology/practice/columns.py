"""Which column of a table is what: canonical headers, their plain synonyms, and a map given as a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from chronology.practice.categories import folded
from chronology.record.errors import InputError
from chronology.record.values import Value

IMPACT_FOR = "impact:"
"""How a column that holds one named child's impact is called here: `impact:NAME`."""


class ColumnsMap(Value):
    """Header text → canonical column, as a person gave it in a file; `ignore` leaves a column to its own name."""

    columns: dict[str, str]

    def column_of(self, header: str) -> str | None:
        """Return what the person said this header is; None where they said nothing."""
        wanted = folded(header)
        return next((column for words, column in self.columns.items() if folded(words) == wanted), None)


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    text = files("chronology.practice").joinpath("columns.toml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = tomllib.loads(text)["columns"]
    found: dict[str, str] = {}
    for column, words in data.items():
        for word in words:
            found.setdefault(folded(word), column)
    return found | {folded(column): column for column in data}


def canonical_columns() -> tuple[str, ...]:
    """Return every canonical column, in the order of the practice data."""
    return tuple(dict.fromkeys(_synonyms().values()))


def column_of(header: str, given: ColumnsMap | None = None) -> str:
    """Return the canonical column that a header means; empty where none is known.

    A column that names whose impact it holds gives `impact:NAME`.
    """
    if given is not None:
        said = given.column_of(header)
        if said is not None:
            return "" if said == "ignore" else said
    named = re.match(r"\s*impact(?:\s+(?:on|for))?\s*[:–—-]\s*(.+)\Z", header, re.IGNORECASE | re.DOTALL)
    if named and folded(named[1]) not in {"child", "children", "the child", "significance"}:
        return f"{IMPACT_FOR}{' '.join(named[1].split())}"
    return _synonyms().get(folded(header), "")


def columns_of(headers: Sequence[str], given: ColumnsMap | None = None) -> list[str]:
    """Return what each header means; where two mean the same, the second keeps its own name (empty)."""
    found: list[str] = []
    for header in headers:
        column = column_of(header, given) if header.strip() else ""
        found.append("" if column in found else column)
    return found


def read_columns_map(data: bytes, name: str) -> ColumnsMap:
    """Return a columns map from TOML; raises InputError naming what is wrong in it."""
    try:
        read = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        raise InputError(
            f"the columns map is no TOML ({failure}).", where=name, remedy='Write lines such as "Datum" = "date".'
        ) from failure
    columns = read.get("columns", read)
    known = {*canonical_columns(), "ignore"}
    for header, column in columns.items():
        if not isinstance(column, str) or (column not in known and not column.startswith(IMPACT_FOR)):
            raise InputError(
                f"“{header}” is mapped to “{column}”, which is no column.",
                where=name,
                remedy=f"Map it to one of: {', '.join(sorted(known))}, or impact:NAME.",
            )
    return ColumnsMap(columns=dict(columns))
