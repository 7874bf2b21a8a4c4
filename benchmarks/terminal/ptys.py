"""A program on a real terminal of its own: keys are sent to it, and what stands on its screen is read."""

from __future__ import annotations

import codecs
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence

Lines = Sequence[str]
"""The lines of the screen, the first on top."""
_SEQUENCE = re.compile(
    r"\x1b(?:\[([0-?]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()].|[^\[\]P()])"
)


class Picture:
    """What stands on a screen after what was written to it: places, text and clearing; colours are nothing here."""

    def __init__(self, width: int, height: int) -> None:
        self._cells = [[" "] * width for _ in range(height)]
        self._x = self._y = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    @property
    def lines(self) -> Lines:
        """What stands on each line."""
        return ["".join(cells) for cells in self._cells]

    def write(self, data: bytes) -> None:
        """Draw what a program writes; a sequence that is cut waits for its end."""
        text = self._rest + self._decoder.decode(data)
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                found = _SEQUENCE.match(text, at)
                if found is None:
                    break
                self._obey(found)
                at = found.end()
            else:
                self._draw(text[at])
                at += 1
        self._rest = text[at:]

    def _obey(self, sequence: re.Match[str]) -> None:
        if sequence[2] in {"H", "f"}:
            row, _, column = sequence[1].partition(";")
            self._x, self._y = int(column or 1) - 1, int(row or 1) - 1
        elif sequence[2] == "J":
            for cells in self._cells:
                cells[:] = [" "] * len(cells)

    def _draw(self, letter: str) -> None:
        if letter == "\n":
            self._x, self._y = 0, self._y + 1
        elif letter == "\r":
            self._x = 0
        elif letter >= " ":
            if self._y < len(self._cells) and self._x < len(self._cells[self._y]):
                self._cells[self._y][self._x] = letter
            self._x += 1


class OnTerminal:
    """A program that runs on a pseudo terminal; not on Windows."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, width: int = 140, height: int = 45
    ) -> None:
        import pty
        import struct
        import subprocess
        from fcntl import ioctl
        from termios import TIOCSWINSZ

        self._terminal, child = pty.openpty()
        ioctl(child, TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        own = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        environment = {**own, **environment, "TERM": "xterm-256color"}
        self._program = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True
        )
        os.close(child)
        self._picture = Picture(width, height)

    @property
    def lines(self) -> Lines:
        """What stands on the screen."""
        return self._picture.lines

    def until(self, is_so: Callable[[Lines], bool], *, seconds: float = 10.0) -> float:
        """Read until the screen says so and return the milliseconds that it took; raises TimeoutError where it never does."""
        begun = time.perf_counter()
        while not is_so(self.lines):
            if not self._read(begun + seconds - time.perf_counter()):
                raise TimeoutError("\n".join(["the screen never came to what was expected:", *self.lines]))
        return (time.perf_counter() - begun) * 1000

    def press(self, key: bytes, is_so: Callable[[Lines], bool]) -> float:
        """Press a key and return the milliseconds until the screen says so."""
        os.write(self._terminal, key)
        return self.until(is_so)

    def rest(self, seconds: float) -> None:
        """Let the program go on for so long, as a person who stops for a moment."""
        ends = time.perf_counter() + seconds
        while (left := ends - time.perf_counter()) > 0:
            self._read(left)

    def end(self) -> float:
        """End the program and return the most memory that it held, in MB."""
        import sys

        self._program.kill()
        _, status, used = os.wait4(self._program.pid, 0)
        self._program.returncode = status
        os.close(self._terminal)
        return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)

    def _read(self, seconds: float) -> bool:
        import select

        if seconds <= 0 or not select.select([self._terminal], [], [], seconds)[0]:
            return False
        self._picture.write(os.read(self._terminal, 65_536))
        return True
