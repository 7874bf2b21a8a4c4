"""Files into a case file: what each is, what it adds, and one change for the whole import."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chronology.intake.choices import Choices
from chronology.intake.deciding import decided_names, entries_decided
from chronology.intake.ids import DerivedIds, IdMaker, RandomIds
from chronology.intake.report import FileReport, Taken, together
from chronology.intake.whose import meant_of_all, say_whose
from chronology.intake.work_taking import WorkTableFound, split_work, take_work
from chronology.lives.matters import FoundMatter, matter_values, matters_of
from chronology.practice.columns import columns_of
from chronology.readers.families.structures import FamilyFile
from chronology.readers.hygiene import on_one_line
from chronology.readers.returned import Returned
from chronology.readers.tables import TablesRead
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import InputError, UnknownLayout, UnreadableFile, UnsafeFile
from chronology.record.sources import Document
from chronology.record.steps import stepwise
from chronology.record.values import Record

PIPED = "-"
"""What stands for standard input among the files of a command."""
LARGEST_FILE = 512 * 1024 * 1024
"""Bytes; a family's record is far smaller, and a larger file would exhaust a council laptop."""


MOST_COMPARED = 10_000
"""Entries up to which an import looks for matters told by several sources."""


@dataclass(frozen=True)
class FileGiven:
    """One file as it was given: its name and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class WithWork:
    """A file that holds tables of the work, beside whatever else it holds."""

    rest: FamilyFile | TablesRead | None
    """The rest of the file; None where there is none."""
    works: tuple[WorkTableFound, ...]
    form: str
    warnings: tuple[tuple[int, str], ...] = ()
    """What was noticed while a file was read that holds nothing else."""


ReadFile = FamilyFile | Returned | TablesRead | WithWork
"""What a file's content says it is."""


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do; nothing has been changed."""

    case: CaseFile
    """The case file as it would be."""
    records: tuple[Record, ...]
    """New records, in the order to add them."""
    reports: tuple[FileReport, ...]
    originals: tuple[FileGiven, ...]
    """Files that are kept with the case file."""

    @property
    def errors(self) -> tuple[FileReport, ...]:
        """The files that could not be read at all."""
        return tuple(report for report in self.reports if report.error)

    @property
    def refused(self) -> int:
        """How many rows would not be added."""
        return sum(len(report.refused) for report in self.reports)

    def matters(self) -> tuple[FoundMatter, ...]:
        """Return the matters that several sources tell of, in which something new of this import has a part.

        None where there are too many entries to compare in passing: `kinline matters` compares them.
        """
        new = {record.id for record in self.records}
        if len(self.case.entries) > MOST_COMPARED:
            return ()
        return tuple(matter for matter in matters_of(self.case) if new & set(matter.entries)) if new else ()

    def as_json(self, *, rows: bool = False) -> dict[str, Any]:
        """Return the shape that `import --json` prints; with `rows`, what becomes of each row too."""
        found: dict[str, Any] = {"files": [report.as_json(rows=rows) for report in self.reports]}
        return found | {"matters": [matter_values(self.case, matter) for matter in self.matters()]}

    def label(self) -> str:
        """Return the sentence under which the change history keeps the import."""
        names = ", ".join(report.file for report in self.reports)
        return f"{names} imported" if names else "Names in imported files decided"


def read_given(path: Path) -> FileGiven:
    """Return a file's name and bytes; raises InputError where it cannot be opened or is too large."""
    try:
        if path.is_dir():
            raise UnreadableFile("this is a folder, not a file.", where=str(path), remedy="Name the files in it.")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnsafeFile(
                f"the file is {size // 2**20} MB, more than {LARGEST_FILE // 2**20} MB.",
                where=path.name,
                remedy="Export a smaller part of it.",
            )
        return FileGiven(on_one_line(path.name), path.read_bytes())
    except (OSError, ValueError) as failure:  # a name with a null character is a ValueError
        raise UnreadableFile(
            f"the file cannot be opened ({getattr(failure, 'strerror', '') or 'no file can have this name'}).",
            where=str(path),
            remedy="Check the name and that you may read it.",
        ) from failure


def pasted(data: bytes, day: date) -> FileGiven:
    """Return text that came without a file, as a file: it is called after the day."""
    return FileGiven(f"text pasted on {When.on(day).words()}", data)


def read_piped(day: date) -> FileGiven:
    """Return what is piped or pasted into standard input, as a file; raises UnsafeFile where it is too large."""
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise UnsafeFile(
            f"it is more than {LARGEST_FILE // 2**20} MB.", where="pasted text", remedy="Give a smaller part of it."
        )
    return pasted(data, day)


def given_as(path: Path, day: date) -> FileGiven:
    """Return what a SOURCE of a command gives: a file, or standard input for "-"; raises InputError where it cannot be read."""
    return read_piped(day) if str(path) == PIPED else read_given(path)


def plan_import(
    case: CaseFile,
    files: Sequence[FileGiven],
    *,
    day: date,
    choices: Choices | None = None,
    random_ids: bool = True,
    progress: Callable[[str], None] | None = None,
) -> ImportPlan:
    """Return what importing these files would do to a case file, with a report for each.

    Family files are taken before chronologies, so that a chronology finds its people; the reports keep the order
    given. Where nobody is known and no family file comes with them, chronologies make the children they name
    into people, and say so. A file that cannot be read has its report's `error` set and adds nothing; the
    caller decides what then happens.
    """
    reports: list[FileReport | None] = [None] * len(files)
    records: list[Record] = []
    originals: list[FileGiven] = []
    grown = case
    taken_of: dict[int, Taken] = {}
    choices = choices or Choices()
    opened: list[ReadFile | InputError] = []
    for file in stepwise(files):
        if progress is not None:
            progress(file.name)
        opened.append(_open(file, case, choices))
    make_people = not case.people and not any(
        isinstance(read.rest if isinstance(read, WithWork) else read, FamilyFile) for read in opened
    )
    decided = False
    for i in stepwise(sorted(range(len(files)), key=lambda i: (_rank(opened[i]), i))):
        file, read = files[i], opened[i]
        if isinstance(read, InputError):
            reports[i] = FileReport(file=file.name, error=str(read))
            continue
        ids: IdMaker = RandomIds() if random_ids else DerivedIds(file.sha256)
        if not decided and not isinstance(read, FamilyFile):
            decided = True
            grown = _decide(choices, grown, ids, records)
        if isinstance(read, WithWork) and read.rest is None:
            continue
        try:
            taken, document = _take(file, read, grown, ids, day, choices, make_people=make_people)
        except InputError as failure:
            headers = failure.headers if isinstance(failure, UnknownLayout) else ()
            means = tuple((h, heard.column) for h, heard in zip(headers, columns_of(headers), strict=True))
            reports[i] = FileReport(file=file.name, error=str(failure), columns=means)
            continue
        new: list[Record] = list(taken.records)
        if new and document.id not in grown.records:
            new.insert(0, document)
            originals.append(file)
        records.extend(new)
        grown = grown.with_records(new)
        reports[i] = taken.report.model_copy(update={"new_records": len(taken.records)})
        taken_of[i] = taken
    if make_people and len(files) > 1:
        grown = meant_of_all(grown, taken_of, records, reports)
    say_whose(grown, taken_of, reports, day)
    for i, read in enumerate(stepwise(opened)):
        before = reports[i]
        if not isinstance(read, WithWork) or (before is not None and before.error):
            continue
        file = files[i]
        ids = RandomIds() if random_ids else DerivedIds(f"work {file.sha256}")
        document = _document(file, grown, ids, read.form)
        taken = take_work(read.works, case=grown, source=document, ids=ids, day=day, choices=choices)
        new = list(taken.records)
        if new and document.id not in grown.records:
            new.insert(0, document)
            originals.append(file)
        records.extend(new)
        grown = grown.with_records(new)
        reports[i] = together(
            before, taken.report.model_copy(update={"new_records": len(taken.records)}), read.form, read.warnings
        )
    if not decided:
        grown = _decide(choices, grown, RandomIds() if random_ids else DerivedIds("names"), records)
    latest = {record.id: record for record in records}
    return ImportPlan(grown, tuple(latest.values()), tuple(r for r in reports if r is not None), tuple(originals))


def case_from_files(
    paths: Iterable[Path],
    *,
    day: date,
    choices: Choices | None = None,
    progress: Callable[[str], None] | None = None,
) -> ImportPlan:
    """Return plain files, and standard input for "-", folded in memory, without a store or a key; raises the first file's error."""
    plan = plan_import(
        CaseFile(),
        [given_as(path, day) for path in paths],
        day=day,
        choices=choices,
        random_ids=False,
        progress=progress,
    )
    for report in plan.errors:
        raise InputError(report.error)
    return plan


def _open(file: FileGiven, case: CaseFile, choices: Choices) -> ReadFile | InputError:
    """Return what a file's content says it is, read: a family, tables of a chronology or of the work, or why it cannot."""
    from chronology.intake.returns import return_kind
    from chronology.readers.families.family_tables import family_of
    from chronology.readers.families.reading import read_family
    from chronology.readers.returned import read_returned
    from chronology.readers.tables import read_tables

    try:
        family = read_family(file.data, file.name)
        if family is not None:
            return family
        returned = read_returned(file.data, file.name)
        if returned is not None and any(row.entry in case.records for row in returned.rows):
            return returned
        tables = read_tables(file.data, file.name)
        if return_kind(tables):
            return tables
        rest, works = split_work(tables)
        if not works:
            return family_of(tables, file.name, choices.columns) or tables
        if not any(not row.is_blank for table in rest.tables for row in table.rows):
            return WithWork(None, works, tables.form, tuple(tables.warnings))
        return WithWork(family_of(rest, file.name, choices.columns) or rest, works, tables.form)
    except InputError as failure:
        return failure


def _decide(choices: Choices, case: CaseFile, ids: IdMaker, records: list[Record]) -> CaseFile:
    """Return the case file with what was decided about names, and with the entries that it tells more of."""
    namings = decided_names(choices.names, case, ids)
    case = case.with_records(namings)
    entries = entries_decided(namings, case)
    records += [*namings, *entries]
    return case.with_records(entries)


def _document(file: FileGiven, case: CaseFile, ids: IdMaker, form: str) -> Document:
    """Return the document that a file is: the one known by its content, else a new one."""
    known = next((d for d in case.documents.values() if d.sha256 == file.sha256), None)
    return known or Document(id=ids.make("document", file.sha256), name=file.name, sha256=file.sha256, form=form)


def _rank(read: ReadFile | InputError) -> int:
    """Return what is read first: families, then who is in a statutory return, then the rest of it, then chronologies."""
    from chronology.intake.returns import return_kind

    read = read.rest if isinstance(read, WithWork) and read.rest is not None else read
    if isinstance(read, FamilyFile):
        return 0
    kind = return_kind(read) if isinstance(read, TablesRead) else ""
    return 1 if kind == "header" else 2 if kind else 3


def _take(
    file: FileGiven,
    read: ReadFile,
    case: CaseFile,
    ids: IdMaker,
    day: date,
    choices: Choices,
    *,
    make_people: bool,
) -> tuple[Taken, Document]:
    document = _document(file, case, ids, read.form)
    if isinstance(read, WithWork):
        assert read.rest is not None
        read = read.rest
    if isinstance(read, FamilyFile):
        from chronology.intake.families import take_family

        family = take_family(read, file.name, case=case, source=document, ids=ids)
        return family, document.model_copy(update={"carried": family.carried})
    from chronology.intake.chronologies import take_tables
    from chronology.intake.returned import take_returned
    from chronology.intake.returns import return_kind, take_return

    if isinstance(read, Returned):
        taken = take_returned(read, case=case, source=document, ids=ids, day=day, choices=choices)
    elif return_kind(read):
        taken = take_return(read, case=case, source=document, ids=ids, day=day, make_people=make_people)
    else:
        taken = take_tables(
            read, case=case, source=document, ids=ids, day=day, choices=choices, make_people=make_people
        )
    return taken, document.model_copy(update={"form": taken.report.kind})
