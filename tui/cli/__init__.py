"""The command line: the same program as the terminal app, without the screen."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

APP = "tui.cli.app_command:open_app"
"""What runs where no command is named."""
STAY_OPEN = {APP, "tui.cli.demo_command:demo"}
"""What may stay on the screen for a day; every other command does one thing and ends."""
LOOK_FOR_LOOPS_AFTER = 5_000_000
"""How many more values than were let go a command makes before Python's collector looks for loops among them. A drawing
of ten thousand people is three million values and no loops: looked at after every 700, as usual, they took a third of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; failures are one line on stderr."""
    from tui.cli.arguments import build_parser

    parser = build_parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser)
    arguments = parser.parse_args(argv)
    return _run(arguments)


def _run(arguments: object) -> int:
    from importlib import import_module

    from chronology.record.errors import KinlineError
    from tui.cli.written_over import refuse_to_write_over

    runs = getattr(arguments, "runs", APP)
    module, _, function = runs.partition(":")
    try:
        refuse_to_write_over(arguments)
        lay_practice_over(getattr(arguments, "practice", None))
        with nullcontext() if runs in STAY_OPEN else _loops_looked_for_seldom():
            code = getattr(import_module(module), function)(arguments)
    except KinlineError as failure:
        _say(f"kinline: {failure}")
        return failure.exit_code
    except KeyboardInterrupt:
        _say("kinline: stopped; nothing more was changed.")
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the pipe's reader has gone
        return 0
    except Exception as failure:
        if isinstance(failure, OSError) and failure.errno == errno.ENAMETOOLONG:
            _say("kinline: a file's name or path is too long for this system. Shorten it; nothing was changed.")
            return 2
        return _unforeseen(failure)
    return int(code or 0)


def lay_practice_over(given: str | None) -> None:
    """Put the council's own practice data into force: that of --practice, of KINLINE_PRACTICE, else of KINLINE_HOME.

    An empty name puts none into force. Raises InputError where it cannot be read or is not as it has to be.
    """
    from pathlib import Path

    from chronology.journal.stores.keys import kinline_home

    named = given if given is not None else os.environ.get("KINLINE_PRACTICE", "")
    path = Path(named) if named else kinline_home() / "practice.toml"
    if given == "" or (not named and not path.is_file()):
        if "chronology.practice.laid" in sys.modules:
            sys.modules["chronology.practice.laid"].lay_over(None)
        return
    from chronology.practice.council import read_council
    from chronology.practice.laid import lay_over
    from chronology.record.errors import InputError

    try:
        data = path.read_bytes()
    except OSError as failure:
        raise InputError(
            f"the practice data cannot be opened ({failure.strerror}).", where=str(path), remedy="Check its name."
        ) from failure
    lay_over(read_council(data, path.name))


@contextmanager
def _loops_looked_for_seldom() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(LOOK_FOR_LOOPS_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _unforeseen(failure: Exception) -> int:
    """Say where the program failed without any value that it held; its own code's lines only."""
    import traceback

    frames = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)
    ]
    _say(
        f"kinline: a fault in Kinline itself ({type(failure).__name__} at {' > '.join(frames[-4:])}). "
        "Nothing that was accepted is lost. Please report this line; it holds no case data."
    )
    return 70


def _say(line: str) -> None:
    from tui.cli.speaking import plain

    print(plain(line), file=sys.stderr)
