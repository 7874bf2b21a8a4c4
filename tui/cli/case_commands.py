"""Commands that make a case file and read files into it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from chronology.record.errors import InputError, UsageError
from tui.cli.sources import choices_given, is_case_file, refuse_piped_twice, today
from tui.cli.speaking import plain, progress, say, say_json

if TYPE_CHECKING:
    from chronology.intake.choices import Choices
    from chronology.intake.importing import ImportPlan


def new(arguments: Namespace) -> int:
    """Make a new, empty case file."""
    from tui.opening import create_from_arguments

    path = Path(arguments.case)
    if path.suffix != ".kin":
        path = path.with_name(path.name + ".kin")
    for note in create_from_arguments(path, arguments, name=arguments.name or path.stem):
        say(note)
    say(f"{path}: a new case file, encrypted to your identity and the recovery recipient.")
    return 0


def import_files(arguments: Namespace) -> int:
    """Read files into a case file: all of them or, where one cannot be read, none."""
    from tui.opening import open_from_arguments, open_to_write

    case, files = Path(arguments.case), [Path(word) for word in arguments.files]
    if arguments.dry_run and case.is_file():
        files = [case, *files]
    if not files and not arguments.who:
        raise UsageError("no file is named.", remedy="kinline import CASE FILE …")
    refuse_piped_twice(files)
    choices = choices_given(arguments)
    if arguments.dry_run and not (is_case_file(case) and case.is_dir()):
        from chronology.record.casefile import CaseFile

        plan = _plan(CaseFile(), files, choices)
        _report(arguments, plan)
        return _code(arguments, plan)
    opens = open_from_arguments if arguments.dry_run else open_to_write
    with opens(case, arguments) as opened:
        plan = _plan(opened.case, files, choices)
        if arguments.dry_run or plan.errors or (arguments.strict and plan.refused):
            _report(arguments, plan)
            if plan.errors and not arguments.dry_run:
                _refuse(plan)
            return _code(arguments, plan)
        if plan.records:
            opened.record(plan.label(), values=plan.records, originals=[(f.name, f.data) for f in plan.originals])
        _report(arguments, plan)
    return 0


def _refuse(plan: ImportPlan) -> NoReturn:
    """Say on stderr which files could not be read; nothing of the whole command was imported."""
    reasons = " ".join(report.error for report in plan.errors)
    raise InputError(f"{reasons} Nothing was imported, because not every file could be read.")


def _plan(case: object, files: list[Path], choices: Choices) -> ImportPlan:
    from chronology.intake.importing import given_as, plan_import
    from chronology.intake.report import FileReport
    from chronology.record.casefile import CaseFile

    assert isinstance(case, CaseFile)
    given, unread, day = [], {}, today()
    for at, path in enumerate(files):
        try:
            given.append((at, given_as(path, day)))
        except InputError as failure:
            unread[at] = FileReport(file=path.name, error=str(failure))
    with progress() as line:
        plan = plan_import(
            case,
            [file for _, file in given],
            day=day,
            choices=choices,
            progress=lambda name: line(f"reading {name}"),
        )
    reports = dict(zip((at for at, _ in given), plan.reports, strict=True)) | unread
    return type(plan)(plan.case, plan.records, tuple(reports[at] for at in sorted(reports)), plan.originals)


def _code(arguments: Namespace, plan: ImportPlan) -> int:
    return 3 if plan.errors or (arguments.strict and plan.refused) else 0


def _report(arguments: Namespace, plan: ImportPlan) -> None:
    from chronology.intake.previews import report_lines, row_lines

    if arguments.not_added:
        _write_not_added(Path(arguments.not_added), plan)
    if arguments.json:
        say_json(plan.as_json(rows=arguments.rows))
        return
    for report in plan.reports:
        for line in report_lines(report):
            say(line)
        if arguments.rows:
            for line in row_lines(report, plan):
                say(f"    {line}")
    offered = [matter for matter in plan.matters() if not matter.is_decided]
    if offered:
        say(
            f"{len(offered)} matters seem to be told by several sources; every account is kept under its own. "
            "kinline matters shows them side by side."
        )
    changed = "Nothing was changed: this was a dry run." if arguments.dry_run else ""
    if not arguments.dry_run and not plan.records and not plan.errors:
        changed = "Nothing new: everything in these files was known already."
    if arguments.strict and plan.refused:
        changed = "Nothing was changed: --strict, and rows could not be added."
    if changed:
        say(changed)


def _write_not_added(path: Path, plan: ImportPlan) -> None:
    """Write the rows that were not added as a table to put right."""
    from chronology.intake.corrections import rows_to_correct
    from exporters.documents.atomic import replace_file

    replace_file(path, rows_to_correct(plan.reports))
    number = sum(1 for report in plan.reports for fate in report.fates if fate.cells)
    print(
        plain(
            f"{path}: {number} {'row' if number == 1 else 'rows'} to put right; give them back with --corrected {path}"
        ),
        file=sys.stderr,
    )
