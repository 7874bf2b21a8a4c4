"""The command line: the same program as the terminal app, without the screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

LOOK_FOR_LOOPS_AFTER = (100_000, 50, 10)
"""How many more values are made than let go before the collector looks for loops among the newest; the older
generations in multiples of that. A family of thousands is millions of values and hardly a loop among them: at
Python's own 700 the looking took a third of a drawing's time, and found nothing."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; failures are one line on stderr."""
    with _loops_looked_for_seldom():
        return _main(argv)


@contextmanager
def _loops_looked_for_seldom() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*LOOK_FOR_LOOPS_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _main(argv: Sequence[str] | None) -> int:
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

    module, _, function = getattr(arguments, "runs", "tui.cli.app_command:open_app").partition(":")
    try:
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
        return _unforeseen(failure)
    return int(code or 0)


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
