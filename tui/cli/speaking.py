"""Words on the terminal: control characters shown as text, and progress for what takes longer."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls other than a line's end and a tab, direction overrides, and halves of a letter."""


def plain(text: str) -> str:
    """Return text that a terminal shows and never obeys: controls and direction overrides become "�"."""
    return _OBEYED.sub("\ufffd", text)


def say(text: str = "") -> None:
    """Print a line to the person, inert and in an encoding that the terminal has."""
    line = plain(text)
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding))


def say_json(value: object) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal's own encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


class Progress:
    """Says what is being done once it has taken longer than half a second, on a terminal's stderr."""

    PATIENCE = 0.5
    """Seconds before anything is said."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def __call__(self, what: str) -> None:
        """Say what is being done now."""
        if sys.stderr.isatty() and time.monotonic() - self._began > self.PATIENCE:
            print(f"\r\x1b[K{plain(what)} … (Ctrl-C stops)", end="", file=sys.stderr, flush=True)
            self._shown = True

    def clear(self) -> None:
        """Take the line away again."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False


@contextmanager
def progress() -> Iterator[Progress]:
    """Give a progress line that is cleared at the end, however it ends."""
    line = Progress()
    try:
        yield line
    finally:
        line.clear()
