"""The commands, their options and their help."""

from __future__ import annotations

import argparse
from importlib.metadata import PackageNotFoundError, version

from tui.cli import options

_EXITS = (
    "exit codes: 0 done; 1 faults found; 2 used wrongly, or no one child meant; 3 input cannot be read "
    "(nothing changed); 4 locked, busy or wrong passphrase; 5 changed by somebody else; 6 output refused"
)

FORMATS_GENOGRAM = ("svg", "png", "pdf", "dot", "txt", "json")
SENSITIVE = (
    "terminations", "orientation", "gender-history", "mental-health", "addiction", "abuse", "heritage", "secrets",
    "own-words", "all",
)  # fmt: skip
"""The marks that `--show` knows: those of exporters.genogram.chosen, which is imported only where it is needed."""
FORMATS_ECOMAP = FORMATS_GENOGRAM
PROFILES = ("casefile", "conference", "court", "facts")
"""The profiles that ship: those of chronology.practice.profiles, imported only where they are needed."""
FORMATS_CHRONOLOGY = ("docx", "pdf", "html", "csv", "xlsx", "json", "txt")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="kinline",
        description="Genograms and each child's chronology, from the records you already have.",
        epilog="Without a command, the terminal app opens. " + _EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kinline {_version()}")
    options.unlocking(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _app(commands)
    _cases(commands)
    _views(commands)
    _journal(commands)
    _setting_up(commands)
    return parser


def _version() -> str:
    try:
        return version("kinline")
    except PackageNotFoundError:
        return "0 (not installed)"


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    runs: str,
    words: str,
    examples: tuple[str, ...],
) -> argparse.ArgumentParser:
    epilog = "examples:\n" + "\n".join(f"  {example}" for example in examples) + "\n\n" + _EXITS
    parser = commands.add_parser(
        name,
        help=words,
        description=words[0].upper() + words[1:] + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(runs=runs)
    options.practice(parser)
    return parser


def _app(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    opening = _command(
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
    demo = _command(
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
    new = _command(
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
    imports = _command(
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


def _views(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    people = _command(
        commands,
        "people",
        "tui.cli.view_commands:people",
        "say who is who to a child, and who lives where on a day",
        ("kinline people marlow.kin --child Ada", "kinline people family.ged --as-at 1/9/2020 --json"),
    )
    options.source(people)
    options.child(people, "each subject child")
    options.as_at(people)
    people.add_argument("--json", action="store_true")

    genogram = _command(
        commands,
        "genogram",
        "tui.cli.view_commands:genogram",
        "draw the family",
        (
            "kinline genogram family.ged -o family.svg",
            "kinline genogram marlow.kin --child Ada --as-at 1/9/2020 -o ada.pdf",
            "kinline genogram marlow.kin --as-at 1/9/2018 --as-at 1/9/2020 -o years.svg",
            "kinline genogram marlow.kin -o family.txt",
            "kinline genogram marlow.kin --child Ada --redact other_parent --for 'Ryan Doyle' -o for-father.pdf",
        ),
    )
    options.source(genogram)
    options.output(genogram, FORMATS_GENOGRAM)
    genogram.add_argument("--child", metavar="NAME", help="centre and mark this child")
    genogram.add_argument(
        "--as-at",
        metavar="DAY",
        action="append",
        help="as it stood on this day (default: today); given several times, one drawing a day, in which nobody moves",
    )
    options.known_on(genogram)
    genogram.add_argument(
        "--profile", choices=("uk", "mcgoldrick", "nsgc"), default="uk", help="whose notation (default: uk)"
    )
    genogram.add_argument(
        "--fill",
        choices=("health", "heritage"),
        default="health",
        help="what the symbols are filled by (default: health); heritage is drawn only where it is asked for",
    )
    genogram.add_argument(
        "--generations",
        type=int,
        metavar="N",
        help="with --child: how many generations to reach (default: 3)",
    )
    genogram.add_argument(
        "--paper",
        choices=("auto", "a4", "a3", "one"),
        help="of a .pdf: A4 or A3 where it fits, else linked sheets (default: auto); or one page, however large",
    )
    genogram.add_argument("--dpi", type=int, metavar="N", help="of a .png: dots an inch (default: 200)")
    genogram.add_argument(
        "--width",
        type=int,
        metavar="N",
        help="of a .txt: columns of the screen; below 100 names and dates are shortened if it takes that to fit",
    )
    genogram.add_argument("--ascii", action="store_true", help="of a .txt: no sign but those of ASCII")
    genogram.add_argument(
        "--show",
        action="append",
        choices=SENSITIVE,
        metavar="MARK",
        default=[],
        help="draw marks that are hidden unless asked for; may be given several times: " + ", ".join(SENSITIVE),
    )
    options.redaction(genogram, "draw")
    options.title(genogram)
    options.author(genogram)

    _ecomap(commands)
    _child(commands)
    _patterns(commands)
    _matters(commands)
    _recording(commands)
    _assessment(commands)
    _withheld(commands)
    _check(commands)
    _work(commands)
    _practice(commands)

    chronology = _command(
        commands,
        "chronology",
        "tui.cli.view_commands:chronology",
        "write a chronology for one child, or one for each subject child",
        (
            "kinline chronology marlow.kin --child Ada -o ada.docx",
            "kinline chronology family.ged school.docx -o out/chronology.pdf",
            "kinline chronology marlow.kin --profile court --from 1/1/2019 -o court.docx",
            "kinline chronology marlow.kin --child Ada --redact parent --for 'Kelly Marlow' --purpose review -o ada.docx",
            "kinline chronology marlow.kin --child Ada --only-agency School -o school.docx",
            "kinline chronology marlow.kin --child Ada --profile thornbeck.toml --template council.docx -o ada.docx",
        ),
    )
    options.source(chronology)
    options.output(chronology, FORMATS_CHRONOLOGY)
    options.child(chronology, "one document for each subject child")
    options.profile(chronology, "casefile", PROFILES)
    chronology.add_argument(
        "--only-agency",
        action="append",
        default=[],
        metavar="NAME",
        help="only this agency's entries, for a single-agency chronology; may be given several times",
    )
    options.template(chronology)
    chronology.add_argument("--from", dest="start", metavar="DAY", help="first day")
    chronology.add_argument("--to", dest="end", metavar="DAY", help="last day")
    options.as_at(chronology)
    options.known_on(chronology)
    options.author(chronology)
    options.redaction(chronology)


def _ecomap(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    ecomap = _command(
        commands,
        "ecomap",
        "tui.cli.ecomap_command:ecomap",
        "draw who and what is around a child: family, network, services, and the lines between",
        (
            "kinline ecomap marlow.kin --child Ada -o ada.svg",
            "kinline ecomap family.ged school.docx --child Ada --as-at 1/9/2020 -o ada.pdf",
            "kinline ecomap marlow.kin --child Ada --household -o household.png",
            "kinline ecomap marlow.kin --child Ada --circles -o circles.pdf",
        ),
    )
    options.source(ecomap)
    options.output(ecomap, FORMATS_ECOMAP)
    options.child(ecomap, "one drawing for each subject child")
    ecomap.add_argument("--household", action="store_true", help="the child's household of the day at the centre")
    ecomap.add_argument(
        "--circles", action="store_true", help="network circles instead: rings of names, the nearest inmost"
    )
    options.as_at(ecomap)
    options.known_on(ecomap)
    options.title(ecomap)
    options.author(ecomap)
    options.redaction(ecomap, "draw")


def _child(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    child = _command(
        commands,
        "child",
        "tui.cli.child_command:child",
        "say what life was like for one child, apart from every sibling, and draw it as lanes",
        (
            "kinline child marlow.kin --child Ada",
            "kinline child family.ged school.docx --child Ada --as-at 1/9/2020 -o ada.txt",
            "kinline child marlow.kin --child Ada -o ada.docx",
            "kinline child marlow.kin --child Ada --lanes ada.svg",
            "kinline child marlow.kin --child Ada --lanes three.pdf --siblings --by-age",
        ),
    )
    options.source(child)
    options.child(child, "each subject child")
    options.as_at(child)
    options.known_on(child)
    child.add_argument(
        "-o", "--output", metavar="OUT", help="write the page: OUT.docx, .pdf, .html, .txt, .json (default: say it)"
    )
    child.add_argument("--lanes", metavar="OUT", help="draw the lanes: OUT.svg, .png, .pdf, .txt")
    child.add_argument("--siblings", action="store_true", help="with --lanes: the siblings' lanes below, on one axis")
    child.add_argument("--by-age", action="store_true", help="with --lanes: by the child's age instead of by date")
    options.author(child)
    options.redaction(child)
    child.add_argument("--json", action="store_true")


def _patterns(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    patterns = _command(
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


def _assessment(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    assessment = _command(
        commands,
        "assessment",
        "tui.cli.assessment_command:assessment",
        "make the assessment pack: composition, genogram, ecomap, chronology, harm, impact on each child apart, plans",
        (
            "kinline assessment marlow.kin --child Ada -o ada-assessment.docx",
            "kinline assessment marlow.kin -o family-assessment.docx",
            "kinline assessment marlow.kin --child Ada --profile court -o ada-assessment.pdf",
        ),
    )
    options.source(assessment)
    options.child(assessment, "the family: each subject child's part apart")
    options.profile(assessment, "conference", PROFILES)
    options.template(assessment)
    options.as_at(assessment)
    options.author(assessment)
    options.redaction(assessment)
    assessment.add_argument("-o", "--output", required=True, metavar="OUT", help="OUT.docx, .pdf, .html, .txt")


def _withheld(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    withheld = _command(
        commands,
        "withheld",
        "tui.cli.withheld_commands:withheld",
        "say what an audience does not see of a child's documents, and which words wait for a person's decision",
        (
            "kinline withheld marlow.kin --child Ada --redact parent --for 'Leanne Marlow'",
            "kinline withheld marlow.kin --child Ada --redact court --others",
        ),
    )
    options.source(withheld)
    options.child(withheld, "each subject child")
    options.as_at(withheld)
    withheld.add_argument("--others", action="store_true", help="list the entries about others too, to include one")
    withheld.add_argument("--json", action="store_true")
    options.redaction(withheld, "say")
    release = _command(
        commands,
        "release",
        "tui.cli.withheld_commands:release",
        "decide about one record in what is made for an audience; the decision and its reason are kept",
        (
            "kinline release marlow.kin 3f9c12ab --redact court --as-written --worker 'P. Nandra' --why 'relied on'",
            "kinline release marlow.kin 3f9c12ab --redact parent --reworded w.txt --worker 'P. Nandra' --why 'neighbour'",
            "kinline release marlow.kin 77ab01cd --redact court --include --worker 'P. Nandra' --why 'shows the risk'",
        ),
    )
    release.add_argument("case", metavar="CASE")
    release.add_argument("record", metavar="ID", help="the record, as kinline withheld lists it")
    options.child(release, "the one subject child")
    release.add_argument(
        "--as-written", action="store_true", help="its words stand: nobody withheld is meant, or may be named"
    )
    release.add_argument("--without-names", action="store_true", help="its words stand with withheld names replaced")
    release.add_argument("--reworded", metavar="FILE", help="other words stand instead: a text file, or - to type them")
    release.add_argument("--left-out", action="store_true", help="its words stay out")
    release.add_argument(
        "--include",
        action="store_true",
        help="an entry about a brother or sister (court and conference alone), or about the family, stands in this child's",
    )
    release.add_argument("--lift", action="store_true", help="it leaves although it carries a restriction")
    release.add_argument("--why", required=True, metavar="WORDS", help="the reason, kept with the decision")
    release.add_argument("--worker", required=True, metavar="NAME", help="who decides")
    options.redaction(release, "decide for")
    options.unlocking(release)


def _check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _command(
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
        command = _command(commands, name, f"tui.cli.work_commands:{name}", words, examples)
        options.source(command)
        options.child(command, "each subject child")
        options.as_at(command)
        options.author(command)
        command.add_argument(
            "-o", "--output", metavar="OUT", help="OUT.docx, .pdf, .html, .txt, .json (default: say it here)"
        )
        command.add_argument("--json", action="store_true")
    adopt = _command(
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
    practice = _command(
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


def _matters(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    matters = _command(
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
    recording = _command(
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
        command = _command(commands, name, f"tui.cli.journal_commands:{name}", words, (example,))
        command.add_argument("case", metavar="CASE")
        if name == "undo":
            command.add_argument(
                "--change",
                type=int,
                metavar="N",
                help="the change to undo, by its number (default: the last)",
            )
        if name in {"history", "verify"}:
            command.add_argument("--json", action="store_true")
        options.unlocking(command)


def _setting_up(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    identity = _command(
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
    export = _command(
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
    bundle = _command(
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
    unbundle = _command(
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
    completion = _command(
        commands,
        "completion",
        "tui.cli.completion_command:completion",
        "print what makes your shell complete kinline's commands",
        ('eval "$(kinline completion bash)"', "kinline completion powershell >> $PROFILE"),
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "tcsh", "powershell"))
