"""SOURCE on the command line: a case file, or plain files read in memory without a store or a key."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import ReadOnlyStore, UnreadableDate, UsageError

if TYPE_CHECKING:
    from chronology.intake.choices import Choices
    from chronology.intake.report import FileReport
    from chronology.journal.stores.keys import Identity
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.values import Record
    from tui.leaving import Keep


@dataclass(frozen=True)
class Source:
    """A family to look at, and what its outputs say of where it came from."""

    case: CaseFile
    state_hash: str
    reports: tuple[FileReport, ...] = ()
    """What was read, for plain files."""
    keep: Keep | None = field(default=None, repr=False)
    """Keeps a change in the history of the case file that it came from; None for plain files."""


def is_case_file(path: Path) -> bool:
    """Return whether a path names a case file: a folder with a journal, or a name that ends in .kin."""
    return path.suffix == ".kin" or (path / "journal.db").exists()


def today() -> date:
    """Return the day on this computer's calendar: the only clock that a command reads."""
    return date.today()  # noqa: DTZ011 - a worker's day is the local one


def day_given(words: str | None, option: str) -> date | None:
    """Return a day given in any exact UK or ISO form; raises UsageError where it is no single day."""
    if words is None:
        return None
    from chronology.record.dates import read_day

    try:
        return read_day(words, latest=today())
    except UnreadableDate as failure:
        raise UsageError(f"{option}: {failure.message}", remedy=failure.remedy) from failure


def choices_given(arguments: Namespace) -> Choices:
    """Return what was chosen about reading files: the columns map, the agency, hidden rows, corrected rows."""
    from chronology.intake.choices import Choices
    from chronology.intake.corrections import Corrections, read_corrections
    from chronology.intake.importing import read_given
    from chronology.practice.columns import read_columns_map

    columns, corrections = None, Corrections()
    if getattr(arguments, "columns", None):
        given = read_given(Path(arguments.columns))
        columns = read_columns_map(given.data, given.name)
    if getattr(arguments, "corrected", None):
        given = read_given(Path(arguments.corrected))
        corrections = read_corrections(given.data, given.name)
    return Choices(
        columns=columns,
        agency=getattr(arguments, "agency", "") or "",
        leaves_hidden=getattr(arguments, "hidden_rows", "read") == "leave-out",
        names=_names_given(getattr(arguments, "who", None)),
        corrections=corrections,
        takes_all=getattr(arguments, "take_changes", None) == "all",
        takes=_rows_given(getattr(arguments, "take_changes", None)),
    )


def _rows_given(words: str | None) -> frozenset[int]:
    """Return the rows named ("3,7"); none for "all" or nothing."""
    if words is None or words == "all":
        return frozenset()
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if not parts or not all(part.isdigit() for part in parts):
        raise UsageError(f"--take-changes: “{words}” names no rows.", remedy="Write all, or rows such as 3,7.")
    return frozenset(int(part) for part in parts)


def _names_given(said: Sequence[str] | str | None) -> dict[str, str]:
    """Return what words were said to mean ("WORDS=WHO")."""
    names: dict[str, str] = {}
    for one in said if isinstance(said, list) else ():
        words, sign, who = one.partition("=")
        if not sign or not words.strip() or not who.strip():
            raise UsageError(f"--who: “{one}” is not WORDS=WHO.", remedy='Write --who "Aunty Jo=Joan Marlow".')
        names[words.strip()] = who.strip()
    return names


def source_of(arguments: Namespace) -> Source:
    """Return the family that the command's SOURCE means; raises InputError where a file cannot be read."""
    from tui.cli.speaking import progress

    paths = [Path(word) for word in arguments.source]
    refuse_piped_twice(paths)
    cases = [path for path in paths if is_case_file(path)]
    if cases and len(paths) > 1:
        raise UsageError(
            "a case file stands alone as SOURCE.",
            remedy="Import the other files into it first, or name plain files only.",
        )
    with progress() as line:
        if cases:
            from chronology.journal.fold import state_hash
            from chronology.journal.stores.reading import INSTEAD
            from tui.opening import identity_for, open_with

            line(f"opening {cases[0].name}")
            identity = identity_for(cases[0], arguments)
            with open_with(cases[0], identity) as opened:
                if opened.is_read_only and getattr(arguments, "output", None):
                    raise ReadOnlyStore(
                        "what leaves stands in the change history first, and this case file cannot be written here; "
                        "nothing was made.",
                        where=str(cases[0]),
                        remedy=f"Look at it with kinline open. {INSTEAD}",
                    )
                return Source(opened.case, state_hash(opened.case), keep=_keeper(cases[0], identity))
        return _plain_files(paths, arguments, line)


def refuse_piped_twice(paths: Sequence[Path]) -> None:
    """Raise UsageError where standard input is to be read more than once: the second time it is empty."""
    if [str(path) for path in paths].count("-") > 1:
        raise UsageError("“-” stands for standard input, which can be read once.", remedy="Name it once.")


def _keeper(path: Path, identity: Identity) -> Keep:
    """Return what keeps a change in a case file that was open a moment ago, without asking for the passphrase again."""
    from tui.opening import open_with

    def keep(label: str, *, why: str = "", values: Sequence[Record] = ()) -> None:
        with open_with(path, identity) as opened:
            opened.record(label, values, why=why)

    return keep


def _plain_files(paths: Sequence[Path], arguments: Namespace, line: object) -> Source:
    from chronology.intake.importing import case_from_files
    from chronology.journal.fold import state_hash
    from tui.cli.speaking import Progress

    assert isinstance(line, Progress)
    plan = case_from_files(
        paths, day=today(), choices=choices_given(arguments), progress=lambda name: line(f"reading {name}")
    )
    return Source(plan.case, state_hash(plan.case), plan.reports)


def say_reports(source: Source, most: int = 5) -> None:
    """Say on stderr what plain files gave that needs a look: rows not added, and the first few doubts."""
    import sys

    from tui.cli.speaking import plain

    for report in source.reports:
        if not report.refused and not report.warnings:
            continue
        print(plain(report.sentence()), file=sys.stderr)
        lines = [f"row {r.row} not added: {r.reason}" for r in report.refused]
        lines += [f"{report.unit} {w.line}: {w.message}" if w.line else w.message for w in report.warnings]
        for text in lines[:most]:
            print(plain(f"  {text}"), file=sys.stderr)
        if len(lines) > most:
            print(f"  and {len(lines) - most} more: see them all with kinline import --dry-run", file=sys.stderr)


def children_meant(case: CaseFile, words: str | None, day: date) -> tuple[Person, ...]:
    """Return the one child named, or the subject children where none is named."""
    from chronology.lives.children import find_child, subject_children

    return (find_child(case, words),) if words else subject_children(case, day)
