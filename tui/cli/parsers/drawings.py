"""What is drawn: the family, what is around a child, a life in lanes, and who is who."""

from __future__ import annotations

import argparse

from tui.cli import options
from tui.cli.parsers.forms import FORMATS_ECOMAP, FORMATS_GENOGRAM, SENSITIVE
from tui.cli.parsers.one import command


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add them to the commands."""
    _people(commands)
    _genogram(commands)
    _ecomap(commands)
    _child(commands)


def _people(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    people = command(
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


def _genogram(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    genogram = command(
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
    genogram.add_argument("--child", type=options.somebody, metavar="NAME", help="centre and mark this child")
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


def _ecomap(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    ecomap = command(
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
    child = command(
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
