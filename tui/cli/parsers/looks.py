"""What is looked for in the record: patterns, wording, matters, checks, the work, practice data."""

from __future__ import annotations

import argparse

from tui.cli import options
from tui.cli.parsers.one import command


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add them to the commands."""
    _patterns(commands)
    _matters(commands)
    _recording(commands)
    _check(commands)
    _work(commands)
    _practice(commands)


def _patterns(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    patterns = command(
        commands,
        "patterns",
        "tui.cli.patterns_command:patterns",
        "say which patterns there are to consider in each child's record, with the entries behind each",
        (
            "kinline patterns marlow.kin --child Ada",
            "kinline patterns family.ged school.docx police.csv --as-at 1/9/2020",
            "kinline patterns marlow.kin --rule chronic_neglect --known-on 1/3/2019 --json",
        ),
    )
    options.source(patterns)
    options.child(patterns, "each subject child")
    options.as_at(patterns)
    patterns.add_argument("--known-on", metavar="DAY", help="from what was known on this day")
    patterns.add_argument(
        "--rule", action="append", default=[], metavar="KEY", help="only this rule; may be given several times"
    )
    patterns.add_argument("--json", action="store_true")


def _matters(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    matters = command(
        commands,
        "matters",
        "tui.cli.matters_command:matters",
        "show where several sources seem to tell of one matter, and where their accounts differ",
        (
            "kinline matters marlow.kin",
            "kinline matters marlow.kin --one 3 --apart 5",
            "kinline matters family.ged school.docx police.csv --json",
        ),
    )
    options.source(matters)
    matters.add_argument("--one", type=int, action="append", metavar="N", help="number N of the list is one matter")
    matters.add_argument(
        "--apart", type=int, action="append", metavar="N", help="number N of the list is not one matter"
    )
    matters.add_argument("--join", nargs="+", metavar="ID", help="these entries tell of one matter")
    matters.add_argument("--why", help="the reason, kept with the decision")
    matters.add_argument("--json", action="store_true")


def _recording(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    recording = command(
        commands,
        "recording",
        "tui.cli.recording_command:recording",
        "say which wording is similar to earlier notes, and how much is new each month",
        (
            "kinline recording marlow.kin --child Ada",
            "kinline recording family.ged social-care.docx school.docx --json",
            "kinline recording marlow.kin --beside other-family.kin",
        ),
    )
    options.source(recording)
    options.child(recording, "each subject child")
    options.as_at(recording)
    recording.add_argument(
        "--beside",
        action="append",
        default=[],
        metavar="CASE",
        help="another case file or table to compare with; may be given several times",
    )
    recording.add_argument("--json", action="store_true")


def _check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = command(
        commands,
        "check",
        "tui.cli.check_command:check",
        "say what in the record cannot be or is not known, and what to consider in decisions, plans, closures and wording",
        (
            "kinline check marlow.kin",
            "kinline check marlow.kin --child Ada --before-closing",
            "kinline check family.ged school.docx --json",
        ),
    )
    options.source(check)
    options.child(check, "the whole record")
    options.as_at(check)
    check.add_argument(
        "--before-closing", action="store_true", help="what would be closed over if the work were closed on the day"
    )
    check.add_argument("--json", action="store_true")


def _work(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, words, examples in (
        (
            "plan",
            "show the work with each child: worries, goals, scale, safety plan, decisions, services, closure",
            ("kinline plan marlow.kin --child Ada", "kinline plan marlow.kin --child Ada -o work.docx"),
        ),
        (
            "supervision",
            "make the page for a supervision meeting: open questions, untested narratives, patterns to ask about",
            ("kinline supervision marlow.kin", "kinline supervision marlow.kin -o supervision.docx"),
        ),
    ):
        made = command(commands, name, f"tui.cli.work_commands:{name}", words, examples)
        options.source(made)
        options.child(made, "each subject child")
        options.as_at(made)
        options.author(made)
        made.add_argument(
            "-o", "--output", metavar="OUT", help="OUT.docx, .pdf, .html, .txt, .json (default: say it here)"
        )
        made.add_argument("--json", action="store_true")
    adopt = command(
        commands,
        "adopt",
        "tui.cli.work_commands:adopt",
        "take a pattern into the assessment in a named worker's own words, or set it aside with the reason",
        (
            "kinline adopt marlow.kin --child Ada --pattern chronic_neglect --worker 'P. Nandra' --words words.txt",
            "kinline adopt marlow.kin --child Ada --pattern duration --worker 'P. Nandra' --set-aside --words -",
        ),
    )
    adopt.add_argument("case", metavar="CASE")
    options.child(adopt, "the one subject child")
    adopt.add_argument("--pattern", required=True, metavar="RULE", help="key of the rule, as kinline patterns shows it")
    adopt.add_argument("--worker", required=True, metavar="NAME", help="who adopts it, or sets it aside")
    adopt.add_argument(
        "--words", required=True, metavar="FILE", help="text file with the worker's own words, or the reason; - to type"
    )
    adopt.add_argument("--set-aside", action="store_true", help="it is set aside, and the words say why")
    options.as_at(adopt)
    options.unlocking(adopt)


def _practice(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    practice = command(
        commands,
        "practice",
        "tui.cli.practice_command:show",
        "show the practice data in force, check a council's own, or write a blank workbook or Word template",
        (
            "kinline practice show checks",
            "kinline practice check thornbeck.toml",
            "kinline practice template -o work.xlsx",
            "kinline practice word-template -o council.docx",
        ),
    )
    kinds = practice.add_subparsers(title="what to do", metavar="WHAT", required=True)
    show = kinds.add_parser("show", help="the practice data in force", allow_abbrev=False)
    show.add_argument("section", nargs="?", metavar="SECTION", help="one section (default: what sections there are)")
    show.add_argument("--json", action="store_true")
    options.practice(show)
    show.set_defaults(runs="tui.cli.practice_command:show")
    check = kinds.add_parser("check", help="check a council's own file, without using it", allow_abbrev=False)
    check.add_argument("file", metavar="FILE", help="the council's practice data (TOML)")
    check.add_argument("--json", action="store_true")
    check.set_defaults(runs="tui.cli.practice_command:check", practice="")
    template = kinds.add_parser("template", help="a blank workbook for the work", allow_abbrev=False)
    options.output(template, ("xlsx",))
    options.practice(template)
    template.set_defaults(runs="tui.cli.practice_command:template")
    word = kinds.add_parser("word-template", help="a Word template to start your own from", allow_abbrev=False)
    options.output(word, ("docx",))
    word.add_argument(
        "--for",
        dest="of",
        choices=("chronology", "assessment"),
        default="chronology",
        help="which document it is filled from (default: chronology)",
    )
    options.practice(word)
    word.set_defaults(runs="tui.cli.practice_command:word_template")
