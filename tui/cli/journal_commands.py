"""Commands about the change history: history, undo, redo, verify."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from tui.cli.speaking import progress, say, say_json
from tui.opening import journal_from_arguments, open_from_arguments, open_to_write


def history(arguments: Namespace) -> int:
    """List every change, oldest first."""
    with open_from_arguments(Path(arguments.case), arguments) as opened:
        changes = opened.history()
        if arguments.json:
            out = [
                {
                    "change": c.seq,
                    "at": c.at.isoformat() if hasattr(c.at, "isoformat") else c.at,
                    "actor": c.actor,
                    "label": c.label,
                    "why": c.why,
                    "undoes": c.undoes,
                    "hash": c.hash,
                    "touched": len(c.touched),
                }
                for c in changes
            ]
            say_json({"changes": out})
            return 0
        for c in changes:
            say(f"{c.seq:>5}  {c.at:%Y-%m-%d %H:%M} UTC  {c.actor}: {c.label}" + (f" (why: {c.why})" if c.why else ""))
        if not changes:
            say("Nothing has been recorded yet.")
    return 0


def undo(arguments: Namespace) -> int:
    """Undo the last change, or the one named, as a new change."""
    with open_to_write(Path(arguments.case), arguments) as opened:
        done = opened.undo(arguments.change)
        say(f"Change {done.seq}: {done.label}. Redo it with kinline redo.")
    return 0


def redo(arguments: Namespace) -> int:
    """Do again what was undone last, as a new change."""
    with open_to_write(Path(arguments.case), arguments) as opened:
        done = opened.redo()
        say(f"Change {done.seq}: {done.label}.")
    return 0


def verify(arguments: Namespace) -> int:
    """Check that the case file is whole; exit 1 with every fault named where it is not."""
    with progress() as line:
        line("checking every change")
        with closing(journal_from_arguments(Path(arguments.case), arguments)) as journal:
            faults = journal.verify()
            count = len(journal.history())
            head = journal.head()
    if arguments.json:
        say_json({"changes": count, "head": head, "faults": [str(f) for f in faults]})
        return 1 if faults else 0
    for fault in faults:
        say(str(fault))
    if faults:
        say(f"{len(faults)} faults found. Keep this case file as it is, and restore a copy from your backup beside it.")
        return 1
    say(f"Whole: {count} changes, each as it was recorded. Document check code of the history: {head[:16]}")
    return 0
