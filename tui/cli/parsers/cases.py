"""The app, case files, their history, and moving them."""

from __future__ import annotations

import argparse

from tui.cli import options
from tui.cli.parsers.forms import SENSITIVE
from tui.cli.parsers.one import command


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add them to the commands."""
    _app(commands)
    _cases(commands)
    _journal(commands)
    _setting_up(commands)


def _app(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    opening = command(
        commands,
        "open",
        "tui.cli.app_command:open_app",
        "open the terminal app on a case file or a folder of them",
        ("kinline open marlow.kin", "kinline open cases/"),
    )
    opening.add_argument(
        "case",
        nargs="?",
        metavar="CASE",
        help="a case file, or a folder of case files (default: this folder)",
    )
    opening.add_argument("--read-only", action="store_true", help="nothing can be changed: for supervision")
    opening.add_argument(
        "--ascii", action="store_true", help="draw with ASCII signs alone (so it is where the terminal is not UTF-8)"
    )
    options.unlocking(opening)
    demo = command(
        commands,
        "demo",
        "tui.cli.demo_command:demo",
        "make the invented example family, its genogram and each child's chronology",
        ("kinline demo", "kinline demo somewhere/else --no-open"),
    )
    demo.add_argument(
        "folder", nargs="?", metavar="DIR", default="kinline-demo", help="where to (default: kinline-demo)"
    )
    demo.add_argument("--no-open", action="store_true", help="do not open the terminal app afterwards")


def _cases(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = command(
        commands,
        "new",
        "tui.cli.case_commands:new",
        "make a new, empty, encrypted case file",
        ("kinline new marlow.kin", "kinline new marlow.kin --identity me.age --recovery age1…"),
    )
    new.add_argument("case", metavar="CASE", help="NAME.kin")
    new.add_argument("--name", help="what the family is called (default: from the file's name)")
    new.add_argument(
        "--recovery",
        metavar="RECIPIENT",
        help="age recipient, or a file that holds one, that can open the case file if you cannot",
    )
    options.unlocking(new)
    imports = command(
        commands,
        "import",
        "tui.cli.case_commands:import_files",
        "read family files and chronologies into a case file, and say what became of every row",
        (
            "kinline import marlow.kin family.ged school.docx police.csv",
            "kinline import marlow.kin school.docx --dry-run",
            "kinline import marlow.kin odd.xlsx --columns odd.toml --json",
        ),
    )
    imports.add_argument("case", metavar="CASE", help="NAME.kin; with --dry-run it need not exist")
    imports.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="chronologies (.docx, .xlsx, .csv, .txt), families (.ged, .gdz, .gno, .gramps, lists of people), "
        "statutory returns (SSDA903 .csv); - reads what is pasted or piped in",
    )
    imports.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    imports.add_argument("--rows", action="store_true", help="say row by row what each will be")
    imports.add_argument(
        "--who",
        action="append",
        metavar="WORDS=WHO",
        help="whom words mean: a name or id, “professional” or “nobody”; remembered for this case file",
    )
    imports.add_argument("--not-added", metavar="OUT.csv", help="write the rows that were not added, to put right")
    imports.add_argument("--corrected", metavar="IN.csv", help="rows of --not-added as they were put right")
    imports.add_argument(
        "--take-changes",
        nargs="?",
        const="all",
        metavar="ROWS",
        help="take over what an edited or newer version of a file says otherwise: all, or rows such as 3,7",
    )
    options.columns(imports)
    imports.add_argument("--strict", action="store_true", help="exit 3 and change nothing when a row cannot be added")
    imports.add_argument("--json", action="store_true", help="the report as JSON")
    options.unlocking(imports)


def _journal(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, words, example in (
        ("history", "list every change: who made it, when and why", "kinline history marlow.kin"),
        ("undo", "undo the last change, as a new change", "kinline undo marlow.kin"),
        ("redo", "do again what was undone last", "kinline redo marlow.kin"),
        (
            "verify",
            "check that the case file is whole and its history unaltered",
            "kinline verify marlow.kin",
        ),
    ):
        made = command(commands, name, f"tui.cli.journal_commands:{name}", words, (example,))
        made.add_argument("case", metavar="CASE")
        if name == "undo":
            made.add_argument(
                "--change",
                type=int,
                metavar="N",
                help="the change to undo, by its number (default: the last)",
            )
        if name in {"history", "verify"}:
            made.add_argument("--json", action="store_true")
        options.unlocking(made)


def _setting_up(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    identity = command(
        commands,
        "identity",
        "tui.cli.identity_command:identity",
        "show your identity's public recipient, or make an identity and a recovery key",
        (
            "kinline identity",
            "kinline identity new",
            "kinline identity new --recovery-to /media/safe/recovery.txt",
        ),
    )
    identity.add_argument("do", nargs="?", choices=("show", "new"), default="show")
    identity.add_argument(
        "--recovery-to",
        metavar="FILE",
        help="where the recovery key is written: a place your council keeps safe, not this machine",
    )
    identity.add_argument(
        "--recovery", metavar="RECIPIENT", help="your council's recovery recipient, if it gave you one"
    )
    options.unlocking(identity)
    export = command(
        commands,
        "export",
        "tui.cli.export_command:export",
        "write the family as GEDCOM, and say what such a file cannot carry",
        ("kinline export marlow.kin -o marlow.ged", "kinline export marlow.kin -o marlow.ged --gedcom 7.0"),
    )
    options.source(export)
    export.add_argument("-o", "--output", required=True, metavar="OUT", help="OUT.ged")
    export.add_argument(
        "--gedcom",
        choices=("5.5.1", "7.0"),
        default="5.5.1",
        help="which version (default: 5.5.1, which most programs read)",
    )
    export.add_argument(
        "--show",
        action="append",
        default=[],
        choices=SENSITIVE,
        help="write sensitive marks too, of a kind or all; may be given several times",
    )
    options.child(export, "the whole family; only with --redact")
    options.redaction(export)
    bundle = command(
        commands,
        "bundle",
        "tui.cli.bundle_commands:bundle",
        "write a case file with its whole history as one encrypted file for named people",
        (
            "kinline bundle marlow.kin -o marlow.age --to age1…",
            'kinline bundle marlow.kin -o marlow.age --to colleague.txt --to age1… --purpose "moves to Thornbeck"',
        ),
    )
    bundle.add_argument("case", metavar="CASE", help="NAME.kin")
    bundle.add_argument("-o", "--output", required=True, metavar="OUT", help="OUT.age")
    bundle.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="RECIPIENT",
        help="who can open it: an age recipient, or a file that holds one; may be given several times",
    )
    bundle.add_argument("--purpose", default="", metavar="WHY", help="kept in the case file's history")
    options.unlocking(bundle)
    unbundle = command(
        commands,
        "unbundle",
        "tui.cli.bundle_commands:unbundle",
        "make a case file from a bundle that was made for you",
        ("kinline unbundle marlow.age", "kinline unbundle marlow.age -o from-thornbeck.kin"),
    )
    unbundle.add_argument("bundle", metavar="BUNDLE", help="NAME.age")
    unbundle.add_argument("-o", "--output", metavar="OUT", help="OUT.kin (default: the bundle's name)")
    unbundle.add_argument(
        "--recovery",
        metavar="RECIPIENT",
        help="age recipient, or a file that holds one, that can open the case file if you cannot",
    )
    options.unlocking(unbundle)
    completion = command(
        commands,
        "completion",
        "tui.cli.completion_command:completion",
        "print what makes your shell complete kinline's commands",
        ('eval "$(kinline completion bash)"', "kinline completion powershell >> $PROFILE"),
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "tcsh", "powershell"))
