"""What is written for an assessment, and for whom it is made."""

from __future__ import annotations

import argparse

from tui.cli import options
from tui.cli.parsers.forms import FORMATS_CHRONOLOGY, PROFILES
from tui.cli.parsers.one import command


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add them to the commands."""
    _chronology(commands)
    _assessment(commands)
    _withheld(commands)


def _chronology(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    chronology = command(
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


def _assessment(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    assessment = command(
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
    withheld = command(
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
    release = command(
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
