"""Options that several commands share, each said once."""

from __future__ import annotations

import argparse


def unlocking(parser: argparse.ArgumentParser) -> None:
    """Add how a case file is unlocked."""
    group = parser.add_argument_group("unlocking")
    group.add_argument(
        "--identity",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the worker's identity (default: the one in KINLINE_HOME)",
    )
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="file whose first line is the passphrase (or KINLINE_PASSPHRASE_FILE)",
    )


def practice(parser: argparse.ArgumentParser) -> None:
    """Add the council's own practice data."""
    parser.add_argument(
        "--practice",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the council's own practice data (default: KINLINE_PRACTICE, else practice.toml in KINLINE_HOME)",
    )


def source(parser: argparse.ArgumentParser) -> None:
    """Add what is read, and how it is understood and unlocked."""
    parser.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="a case file (NAME.kin), or plain files read in memory: family.ged chronology.docx …; - reads standard input",
    )
    columns(parser)
    unlocking(parser)


def columns(parser: argparse.ArgumentParser) -> None:
    """Add the map of a table's columns."""
    parser.add_argument(
        "--columns",
        metavar="MAP.toml",
        help="which column of a table is what, where its headers are not recognised",
    )
    parser.add_argument("--agency", metavar="NAME", help="whose record the files are, where no column or title says so")
    parser.add_argument(
        "--hidden-rows",
        choices=("read", "leave-out"),
        default="read",
        help="what to do with rows that a workbook hides (default: read; either way the report says so)",
    )


def output(parser: argparse.ArgumentParser, forms: tuple[str, ...]) -> None:
    """Add the file to write, in one of these forms."""
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help="OUT." + ", .".join(forms))


def somebody(words: str) -> str:
    """Return whom words name; nobody is no child: a script whose name is empty would get every child's document."""
    if not words.strip():
        raise argparse.ArgumentTypeError("it names nobody. Give an id, initials or a name, or leave it out")
    return words


def child(parser: argparse.ArgumentParser, otherwise: str) -> None:
    """Add which child is meant; the words say what is done where none is named."""
    parser.add_argument("--child", type=somebody, metavar="NAME", help=f"id, initials or name (default: {otherwise})")


def as_at(parser: argparse.ArgumentParser) -> None:
    """Add the day that is looked at."""
    parser.add_argument("--as-at", metavar="DAY", help="as it stood on this day (default: today)")


def known_on(parser: argparse.ArgumentParser) -> None:
    """Add the day whose knowledge counts."""
    parser.add_argument("--known-on", metavar="DAY", help="what was known on this day")


def title(parser: argparse.ArgumentParser) -> None:
    """Add the title of a drawing."""
    parser.add_argument("--title", default="", help="title of the drawing")


def author(parser: argparse.ArgumentParser) -> None:
    """Add who made it."""
    parser.add_argument("--author", default="", help="who made it")


AUDIENCES = ("child", "parent", "other_parent", "court", "conference", "agency", "open_file_request")
"""The audiences that `--redact` knows: those of chronology.disclosure.audiences, imported only where they are needed."""


def audience_key(words: str) -> str:
    """Return an audience's key however it is written: "Other parent" is other_parent."""
    return words.strip().casefold().replace("-", "_").replace(" ", "_")


def redaction(parser: argparse.ArgumentParser, what: str = "write") -> None:
    """Add for whom it is made, and how those stand in it who are not named."""
    group = parser.add_argument_group("for an audience")
    group.add_argument(
        "--redact",
        choices=AUDIENCES,
        type=audience_key,
        help=f"{what} only what this audience may see, and search the file for everything withheld before it is written",
    )
    group.add_argument(
        "--for", dest="for_parent", metavar="NAME", help="with --redact parent or other_parent: which parent"
    )
    group.add_argument(
        "--purpose",
        default="",
        metavar="WHY",
        help="with --redact: what it is for, in the heading and the change history",
    )
    group.add_argument(
        "--pseudonyms",
        action="store_true",
        help="with --redact: names in words are replaced by a word for each person; the key is kept in the case file",
    )
    group.add_argument(
        "--roles-only", action="store_true", help="with --redact: professionals stand as their role, without their name"
    )


def profile(parser: argparse.ArgumentParser, default: str, shipped: tuple[str, ...]) -> None:
    """Add which kind of chronology it is: by the name of a profile in force, or as a council's file."""
    option = parser.add_argument(
        "--profile",
        metavar="PROFILE",
        default=default,
        help=f"{', '.join(shipped)}, a council's own by its name, or a file FILE.toml (default: {default})",
    )
    option.completer = _profiles  # type: ignore[attr-defined]


def _profiles(prefix: str, **_: object) -> list[str]:
    """Return what a shell offers: the profiles in force, and files of the folder that is being named."""
    from tui.cli.profiles import profiles_offered

    return profiles_offered(prefix)


def template(parser: argparse.ArgumentParser) -> None:
    """Add a council's own Word template."""
    parser.add_argument(
        "--template",
        metavar="FILE.docx",
        help="fill a council's own Word template (only of a .docx); kinline practice word-template writes one to start from",
    )
