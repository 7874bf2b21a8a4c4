"""The app killed while somebody types in it, on a real terminal: what was acknowledged is there, and how old the draft is."""

from __future__ import annotations

import os
import pty
import random
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from benchmarks.measuring import figure, options

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_EVERY = 0.03
"""Seconds between two letters: a quick typist."""


def main() -> None:
    """Print the figures."""
    times = 2 if options(__doc__ or "").quick else 200
    chooser = random.Random(7)
    ages, lost = [], 0
    with tempfile.TemporaryDirectory() as folder:
        case = _made(Path(folder))
        known: set[str] = set()
        for n in range(times):
            age, is_there = _killed(case, f"entry {n}", chooser.uniform(1.0, 2.5), known)
            ages.append(age)
            lost += not is_there
    figure("times killed while typing", times)
    figure("acknowledged entries that were not there afterwards", lost)
    figure("age of the draft, seconds: median, worst", f"{statistics.median(ages):.2f}, {max(ages):.2f}")


def _made(folder: Path) -> Path:
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import make_plain_identity
    from chronology.record.people import Person

    identity = make_plain_identity(folder / "me.txt")
    with OpenCase.create(folder / "case.kin", identity, recovery=identity.recipient, actor="typist") as made:
        made.record("Begun", values=(Person(id="a", name="Ada", is_subject=True),))
    return folder / "case.kin"


def _killed(case: Path, event: str, seconds: float, known: set[str]) -> tuple[float, bool]:
    """Add an entry, type on, kill the app; return the draft's age in seconds and whether every entry is there."""
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity

    identity = case.parent / "me.txt"
    terminal, child = pty.openpty()
    ioctl(child, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "tui.cli", "open", str(case), "--identity", str(identity)]
    environment = {**os.environ, "KINLINE_HOME": str(case.parent), "TERM": "xterm-256color"}
    app = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True)
    os.close(child)
    try:
        _until(terminal, b"entries", 30)
        os.write(terminal, b"\x0e")  # Ctrl+N; a draft of the last time is in the line: taken away
        _until(terminal, b"", 0.4)
        os.write(terminal, b"\x15" + b"\x7f" * 200)
        _until(terminal, b"", 0.4)
        os.write(terminal, f"1/2/19 school: {event}\r".encode())
        if _until(terminal, b"Added", 10):
            known.add(event)
        typed: list[float] = []
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            os.write(terminal, _LETTERS[len(typed) % 26].encode())
            typed.append(time.monotonic())
            _until(terminal, b"", _EVERY)
        killed = time.monotonic()
    finally:
        os.killpg(app.pid, signal.SIGKILL)
        app.wait()
        os.close(terminal)
    with OpenCase.open(case, load_identity(identity), actor="looker") as opened:
        draft = opened.journal.drafts().get("quick line", "")
        there = {entry.event for entry in opened.case.entries}
        opened.journal.save_draft("quick line", "")
    kept = len(draft)
    age = killed - typed[kept] if kept < len(typed) else 0.0
    return age, known <= there


def _until(terminal: int, wanted: bytes, seconds: float) -> bool:
    """Read what the app draws until it holds these bytes or the time is over; return whether it did."""
    ends, seen = time.monotonic() + seconds, b""
    while (left := ends - time.monotonic()) > 0:
        ready, _, _ = select.select([terminal], [], [], left)
        if ready:
            seen = (seen + os.read(terminal, 65_536))[-200_000:]
            if wanted and wanted in seen:
                return True
    return not wanted


if __name__ == "__main__":
    main()
