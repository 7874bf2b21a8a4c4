"""Which column of a table is what: canonical headers, their plain synonyms, and a map given as a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache
from chronology.practice.toml_lines import read_toml
from chronology.record.errors import InputError
from chronology.record.values import Value

IMPACT_FOR = "impact:"
"""How a column that holds one named child's impact is called here: `impact:NAME`."""


LONGEST_HEADER = 160
"""Characters of a header whose words are looked into; anything longer is an account."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class ColumnsMap(Value):
    """Header text → canonical column, as a person gave it in a file; `ignore` leaves a column to its own name."""

    columns: dict[str, str]

    def column_of(self, header: str) -> str | None:
        """Return what the person said this header is; None where they said nothing."""
        wanted = folded(header)
        return next((column for words, column in self.columns.items() if folded(words) == wanted), None)


class Wording(Value):
    """A column by the words in its header: one of `any`, with one of `with` where given, and none of `without`."""

    column: str
    any: tuple[str, ...]
    needs: tuple[str, ...] = Field(default=(), alias="with")
    without: tuple[str, ...] = ()

    def fits(self, header: str) -> bool:
        """Return whether a header, as words between spaces, means this column."""
        return (
            any(f" {word} " in header for word in self.any)
            and (not self.needs or any(f" {word} " in header for word in self.needs))
            and not any(f" {word} " in header for word in self.without)
        )


class ColumnsData(Value):
    """The practice data of columns."""

    columns: dict[str, tuple[str, ...]]
    wording: tuple[Wording, ...]


def from_data(data: dict[str, Any]) -> ColumnsData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return ColumnsData.model_validate(data)


@practice_cache
def columns_data() -> ColumnsData:
    """Return the practice data of columns."""
    return from_data(data_of("columns"))


@practice_cache
def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for column, words in columns_data().columns.items():
        for word in words:
            found.setdefault(folded(word) or word, column)
    return found | {folded(column): column for column in columns_data().columns}


def canonical_columns() -> tuple[str, ...]:
    """Return every canonical column, in the order of the practice data."""
    return tuple(columns_data().columns)


@dataclass(frozen=True)
class Heard:
    """What a header means, and how that was told."""

    column: str
    """The canonical column, `impact:NAME`, or empty where none is known."""
    is_exact: bool = True
    """Whether the header is one that is known as it stands, rather than told by the words in it."""


def column_known(header: str, given: ColumnsMap | None = None) -> str | None:
    """Return what a header means as a person said or as it is known; None where it is neither, empty where ignored."""
    if len(header) > LONGEST_HEADER * 4:
        return None
    if given is not None:
        said = given.column_of(header)
        if said is not None:
            return "" if said == "ignore" else said
    named = re.match(r"\s*impact(?:\s+(?:on|for))?\s*[:–—-]\s*(.+)\Z", header, re.IGNORECASE | re.DOTALL)
    if named and folded(named[1]) not in {"child", "children", "the child", "significance", "positive or negative"}:
        return f"{IMPACT_FOR}{' '.join(named[1].split())}"
    return next((known for words in (header, _ASIDE.sub(" ", header)) if (known := _synonym(words))), None)


def _synonym(words: str) -> str | None:
    return _synonyms().get(folded(words) or words.strip())


def _by_words(header: str) -> list[str]:
    """Return the columns that the words of a header may mean, likeliest first."""
    if len(header) > LONGEST_HEADER:
        return []
    plain = f" {folded(header).replace(chr(39) + 's', '').replace(chr(39), '')} "
    return list(dict.fromkeys(wording.column for wording in columns_data().wording if wording.fits(plain)))


def columns_of(headers: Sequence[str], given: ColumnsMap | None = None) -> list[Heard]:
    """Return what each header means; where two mean the same, the first that is known as it stands keeps it.

    Another is told by its words, where they mean a column that no other is; else it keeps its own name (an empty
    column). "From" without a "to" beside it is who says so.
    """
    known = [column_known(header, given) if header.strip() else "" for header in headers]
    if "end" not in known:
        known = ["source" if folded(h) == "from" and k == "date" else k for h, k in zip(headers, known, strict=True)]
    found = [Heard("") for _ in headers]
    taken: set[str] = set()
    for at, column in enumerate(known):
        if column and column not in taken:
            taken.add(column)
            found[at] = Heard(column)
    for at, header in enumerate(headers):
        if known[at] is None:
            column = next((c for c in _by_words(header) if c not in taken), "")
            taken.add(column)
            found[at] = Heard(column, is_exact=False)
    return found


def read_columns_map(data: bytes, name: str) -> ColumnsMap:
    """Return a columns map from TOML; raises InputError naming what is wrong in it."""
    try:
        read = read_toml(data.decode("utf-8-sig"))
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
