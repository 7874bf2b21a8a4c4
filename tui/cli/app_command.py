"""`kinline` and `kinline open`: the terminal app."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import InputError, UsageError
from tui.cli.sources import is_case_file

if TYPE_CHECKING:
    from chronology.journal.opencase import OpenCase


def open_app(arguments: Namespace) -> int:
    """Open the terminal app on a case file or a folder of them."""
    where = Path(getattr(arguments, "case", None) or ".")
    if not where.exists():
        raise InputError(
            f"there is no {where}.", remedy="Make a case file with kinline new, or see the example: kinline demo"
        )
    from tui.textual_quirks import is_served

    if not is_served() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the terminal app needs a terminal.", remedy="See kinline --help for what works without one.")
    from tui.app import run
    from tui.opening import load, open_case_with
    from tui.setting_up import SettingUp

    def opens(path: Path, passphrase: str | None) -> OpenCase:
        return open_case_with(path, arguments, passphrase=passphrase)

    def unlocks(passphrase: str) -> None:
        load(arguments, passphrase=passphrase, may_ask=False)

    first = where if is_case_file(where) else None
    return run(
        where.parent if first else where,
        opens,
        first=first,
        read_only=getattr(arguments, "read_only", False),
        is_ascii=getattr(arguments, "ascii", False),
        unlocks=unlocks,
        setting_up=SettingUp(arguments),
    )
