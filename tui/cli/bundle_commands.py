"""`kinline bundle` and `unbundle`: a case file as one encrypted file for named people."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from chronology.record.errors import InputError, UsageError
from tui.cli.speaking import progress, say
from tui.opening import home, load, open_to_write


def bundle(arguments: Namespace) -> int:
    """Write a case file as a bundle, and keep in its history for whom and why."""
    from tui.bundling import bundle_made, let_bundle_go, recipients_named

    path, out = Path(arguments.case), Path(arguments.output)
    if out.suffix != ".age":
        raise UsageError("--output: the name has to end in .age.", remedy=f"For example -o {path.stem}.age")
    recipients = recipients_named(arguments.to)
    with progress() as line, open_to_write(path, arguments) as opened:
        made = bundle_made(opened, path, recipients, line)
        let_bundle_go(opened, out, made, why=arguments.purpose)
    say(f"{out}: {made.held}.")
    say("It cannot be taken back. Of changes made here from now on it holds nothing.")
    return 0


def unbundle(arguments: Namespace) -> int:
    """Make a case file from a bundle."""
    from chronology.journal.stores.bundle import open_bundle, unbundle_case
    from chronology.journal.stores.keys import recovery_recipient, remembered_recovery
    from tui.opening import make_recovery_from

    path = Path(arguments.bundle)
    folder = Path(arguments.output) if arguments.output else path.with_suffix(".kin")
    if folder.suffix != ".kin":
        raise UsageError("--output: the name has to end in .kin.", remedy=f"For example -o {path.stem}.kin")
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise InputError(
            f"the bundle cannot be opened ({failure.strerror or 'unknown reason'}).",
            where=str(path),
            remedy="Check its name.",
        ) from failure
    if folder.exists():
        raise UsageError("something is there already.", where=str(folder), remedy="Name another with -o.")
    identity = load(arguments)
    opened = open_bundle(data, identity, where=path.name)
    given = getattr(arguments, "recovery", None)
    recovery = recovery_recipient(given) if given else remembered_recovery(home())
    if recovery is None:
        recovery, note = make_recovery_from(arguments, None)
        say(note)
    with progress() as line:
        line("checking every change")
        done = unbundle_case(opened, folder, identity, recovery=recovery)
    say(f"{folder}: {done.changes} changes, each as it was recorded. Document check code {done.head[:16]}")
    return 0
