"""`kinline identity`: the worker's key and the recovery key."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from chronology.record.errors import UsageError
from tui.cli.speaking import say
from tui.opening import home, identity_path, load, make_identity_from, make_recovery_from


def identity(arguments: Namespace) -> int:
    """Show the public recipient, or make an identity and a recovery key."""
    from chronology.journal.stores.keys import recovery_recipient, remember_recovery, remembered_recovery

    if arguments.do == "show":
        mine = load(arguments)
        say(f"Your public recipient, with which a case file can be shared with you: {mine.recipient}")
        say(
            f"Recovery recipient: {remembered_recovery(home()) or 'none set yet: kinline identity new --recovery-to FILE'}"
        )
        return 0
    if identity_path(arguments).is_file():
        if not arguments.recovery and not arguments.recovery_to:
            raise UsageError(
                "an identity is there already.", remedy=f"It is {identity_path(arguments)}; it is not replaced."
            )
    else:
        say(make_identity_from(arguments))
    if arguments.recovery:
        recipient = recovery_recipient(arguments.recovery)
        remember_recovery(home(), recipient)
        say(f"Recovery recipient set: {recipient}")
    elif arguments.recovery_to:
        say(make_recovery_from(arguments, Path(arguments.recovery_to))[1])
    else:
        say("No recovery key is set: the first case file makes one, or set your council's with --recovery RECIPIENT")
    return 0
