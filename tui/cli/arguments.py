"""The commands, their options and their help."""

from __future__ import annotations

import argparse
from importlib.metadata import PackageNotFoundError, version

from tui.cli import options
from tui.cli.parsers import cases, documents, drawings, looks
from tui.cli.parsers.one import EXITS


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="kinline",
        description="Genograms and each child's chronology, from the records you already have.",
        epilog="Without a command, the terminal app opens. " + EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kinline {_version()}")
    options.unlocking(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for some in (cases, drawings, documents, looks):
        some.add(commands)
    return parser


def _version() -> str:
    try:
        return version("kinline")
    except PackageNotFoundError:
        return "0 (not installed)"
