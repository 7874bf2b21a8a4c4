"""The app on a real terminal, for the tests of what Pilot cannot do: end the terminal, the app, or the room on the disk."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity

ROOT = Path(__file__).parents[2]
PATIENCE = 15.0
"""Seconds until a test gives up: many times what the slowest machine takes."""


class RealTerminal:
    """One app running on a terminal of its own."""

    def __init__(self, app: subprocess.Popen[bytes], end: int) -> None:
        self.app = app
        self._end = end
        self.drawn = b""
        """Everything that was drawn so far."""

    def type(self, words: str | bytes) -> None:
        """Press these keys."""
        os.write(self._end, words.encode() if isinstance(words, str) else words)

    def wait_for(self, words: str) -> None:
        """Read what is drawn until these words are in what was drawn since they were last waited for."""
        self._read_until(lambda: words.encode() in self.drawn)
        self.drawn = self.drawn.partition(words.encode())[2]

    def go_away(self) -> None:
        """Close the terminal under the app."""
        os.close(self._end)
        self._end = -1

    def ended(self) -> int:
        """Return the app's exit code once it has ended, by itself."""
        if self._end < 0:
            return self.app.wait(PATIENCE)
        self._read_until(lambda: self.app.poll() is not None)
        return self.app.returncode

    def close(self) -> None:
        """End what is left."""
        if self.app.poll() is None:
            os.killpg(self.app.pid, signal.SIGKILL)
            self.app.wait()
        if self._end >= 0:
            self.go_away()

    def _read_until(self, what: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < ends, self.drawn[-2_000:]
            if select.select([self._end], [], [], 0.05)[0]:
                try:
                    self.drawn += os.read(self._end, 65_536)
                except OSError:  # the app was the last to hold the terminal, and has ended
                    self.app.wait(PATIENCE)


def _own_environment() -> dict[str, str]:
    """Return the environment without the size of the terminal that the tests were begun on."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}


@contextmanager
def on_a_terminal(
    case: Path,
    *options: str,
    script: Sequence[str] = ("-m", "tui.cli"),
    begins: Callable[[], object] | None = None,
    is_controlling: bool = False,
) -> Iterator[RealTerminal]:
    """Open a case file on a terminal; `begins` is done in the app's process first."""
    import pty
    from fcntl import ioctl
    from termios import TIOCSCTTY, TIOCSWINSZ

    def begin() -> None:
        for number in (
            signal.SIGHUP,
            signal.SIGINT,
            signal.SIGTERM,
        ):  # whoever runs the tests may have had them ignored
            signal.signal(number, signal.SIG_DFL)
        if is_controlling:
            ioctl(0, TIOCSCTTY, 0)
        if begins is not None:
            begins()

    end, child = pty.openpty()
    ioctl(child, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    identity = case.parent / "me.txt"
    app = subprocess.Popen(
        [sys.executable, *script, "open", str(case), "--identity", str(identity), *options],
        stdin=child,
        stdout=child,
        stderr=child,
        cwd=ROOT,
        env={
            **_own_environment(),
            "KINLINE_HOME": str(case.parent),
            "TERM": "xterm-256color",
            "NO_COLOR": "1",
            "KINLINE_ACTOR": "test",
        },
        start_new_session=True,
        preexec_fn=begin,  # noqa: PLW1509 - this process has one thread when a test of it begins
    )
    os.close(child)
    terminal = RealTerminal(app, end)
    try:
        yield terminal
    finally:
        terminal.close()


def kept(case: Path) -> tuple[dict[str, str], list[str]]:
    """Return the drafts and what happened in each entry, as they stand on disk; raises where the history is not whole."""
    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        assert not opened.verify()
        return dict(opened.drafts()), [entry.event for entry in opened.case.entries]
