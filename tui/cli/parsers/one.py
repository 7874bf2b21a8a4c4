"""How a command says itself: its help, its examples, its exit codes."""

from __future__ import annotations

import argparse

from tui.cli import options

EXITS = (
    "exit codes: 0 done; 1 faults found; 2 used wrongly, or no one child meant; 3 input cannot be read "
    "(nothing changed); 4 locked, busy or wrong passphrase; 5 changed by somebody else; 6 output refused"
)
"""What each exit code means, at the end of every help."""


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    runs: str,
    words: str,
    examples: tuple[str, ...],
) -> argparse.ArgumentParser:
    """Return the parser of a command that `runs` runs, with its words and examples as help."""
    epilog = "examples:\n" + "\n".join(f"  {example}" for example in examples) + "\n\n" + EXITS
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
