"""What an import did, said for every file and every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from chronology.record.values import Id, Record, Value


def rows_said(rows: Sequence[int]) -> str:
    """Return rows in words, the first eight of them."""
    said = ", ".join(str(row) for row in rows[:8]) + (" …" if len(rows) > 8 else "")
    return f"row{'s' if len(rows) > 1 else ''} {said}"


class Refusal(Value):
    """A row that was not added, and why."""

    row: int
    """Row number as a person counts it in the file, from 1."""
    reason: str


class Warn(Value):
    """Something to look at: a repair, a doubt, a name nobody knows."""

    line: int
    """Line or row number, from 1; 0 where it concerns the whole file."""
    message: str
    group: str = Field(default="", exclude=True)
    """The word for several children that it takes as it can be taken from one file alone."""


class RowFate(Value):
    """What became of one row."""

    place: str
    """Where it stands, as a person would find it."""
    row: int
    fate: str
    """added, merged or refused."""
    entry: Id = ""
    """The entry that it became, or was merged with."""
    reason: str = ""
    doubts: tuple[str, ...] = ()
    words: str = ""
    """The row in short."""
    cells: dict[str, str] = Field(default_factory=dict)
    """A row that was not added, or does not say whose it is, by its headers, so that it can be put right."""


class Asked(Value):
    """A name that no one person of the family was found for for sure, and what was made of it."""

    words: str
    means: str
    """likely, professional, asked (somebody has to decide)."""
    person: Id | None = None
    why: str = ""
    candidates: tuple[Id, ...] = ()
    rows: tuple[int, ...] = ()


class Changed(Value):
    """A row of an earlier version of a file that stands otherwise, or no longer, in this one."""

    entry: Id
    row: int
    """Its row now; where it vanished, the row it had."""
    has_vanished: bool = False
    is_taken: bool = False
    """Whether the entry says now what the file says."""
    fields: dict[str, tuple[str, str]] = Field(default_factory=dict)
    """Column → as it stands in the case file, as it stands in the file now."""


class FileReport(Value):
    """What was read from one file, and what became of it; rows = added + merged + refused."""

    file: str
    kind: str = ""
    """gedcom, genopro, gramps, family csv (or xlsx, docx), csv, xlsx or docx."""
    people: int = 0
    """People found in a family file, or made from a chronology's names."""
    families: int = 0
    """Families found in a family file."""
    rows: int = 0
    added: int = 0
    merged: int = 0
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Warn, ...] = ()
    fates: tuple[RowFate, ...] = ()
    """What became of each row of a chronology."""
    names: tuple[Asked, ...] = ()
    """Names that are not sure, or for a person to decide."""
    changed: tuple[Changed, ...] = ()
    """What differs from an earlier version of this file."""
    columns: tuple[tuple[str, str], ...] = ()
    """Each header of its tables with what it was read as; empty where it keeps its own name."""
    hidden: int = 0
    """Rows that the workbook hides."""
    error: str = ""
    """Why the whole file could not be read; empty where it was."""
    new_records: int = 0
    """Records of any kind that this file adds."""

    @property
    def is_family(self) -> bool:
        """Whether it is a family file, rather than a chronology."""
        return self.kind in {"gedcom", "genopro", "gramps"} or self.kind.startswith("family ")

    @property
    def unit(self) -> str:
        """What a person counts in the file: a table's rows, else lines."""
        return "line" if self.kind in {"gedcom", "genopro", "gramps", "text"} else "row"

    def as_json(self, *, rows: bool = False) -> dict[str, Any]:
        """Return the shape that `import --json` prints for one file; with `rows`, what becomes of each row too."""
        if self.error:
            return {"file": self.file, "error": self.error}
        return self.model_dump(mode="json", exclude={"error", "new_records"} | (set() if rows else {"fates"}))

    def sentence(self) -> str:
        """Return one line in words for a person."""
        if self.error:
            return self.error if self.error.startswith(self.file) else f"{self.file}: {self.error}"
        parts = []
        if self.is_family:
            parts.append(f"{_count(self.people, 'person', 'people')}, {_count(self.families, 'family', 'families')}")
        if self.rows:
            parts.append(
                f"{_count(self.rows, 'row', 'rows')}: {self.added} added, {self.merged} merged with what was "
                f"known, {len(self.refused)} not added"
            )
        if self.warnings:
            parts.append(_count(len(self.warnings), "thing to look at", "things to look at"))
        return f"{self.file}: " + ("; ".join(parts) or "nothing in it to add")


def together(
    first: FileReport | None, work: FileReport, form: str, warnings: tuple[tuple[int, str], ...] = ()
) -> FileReport:
    """Return the report of a file that holds tables of the work, beside whatever else it holds."""
    first = first or FileReport(
        file=work.file, kind=form, warnings=tuple(Warn(line=row, message=words) for row, words in warnings)
    )
    return first.model_copy(
        update={
            "rows": first.rows + work.rows,
            "added": first.added + work.added,
            "merged": first.merged + work.merged,
            "new_records": first.new_records + work.new_records,
            **{
                name: getattr(first, name) + getattr(work, name)
                for name in ("refused", "warnings", "fates", "changed", "columns")
            },
        }
    )


class Taken(Value):
    """What one file gives: new records, and the report."""

    records: tuple[Record, ...]
    report: FileReport
    of_groups: tuple[tuple[Id, str], ...] = ()
    """Entries whose children a word for several tells ("all", "both"), with the word."""
    of_nobody: dict[Id, dict[str, str]] = Field(default_factory=dict)
    """Entries whose row names no child, with its cells and an empty one for the children."""


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
