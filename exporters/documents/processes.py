"""Programs that do in a process of their own what a library does in one go: it can be stopped, and gives its memory back.

What they are given goes through a pipe: nothing of a case stands in their arguments, their environment or a file.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

ASK_EVERY = 0.2
"""Seconds after which is asked whether an answer is still wanted."""


def can_be_apart() -> bool:
    """Return whether there is a Python to start: a program packed into one file has none."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def answer_of(program: str, given: Sequence[bytes], ask: Callable[[], object]) -> bytes:
    """Return what a program, a Python file, answers to what it is given; its process ends with this call however it ends.

    `ask` is called several times a second while it runs, and may raise to stop it. Raises OSError where the process cannot be
    started or ends before it is done.
    """
    child = subprocess.Popen(  # noqa: S603 # one of Kinline's own files, by this very Python
        _command(program), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdin is not None
    assert child.stdout is not None
    answer: list[bytes] = []
    reading = threading.Thread(target=lambda out=child.stdout: answer.append(out.read()), daemon=True)
    try:
        for part in given:
            child.stdin.write(part)
        child.stdin.close()
        reading.start()
        while reading.is_alive():
            reading.join(ASK_EVERY)
            ask()
        code = child.wait()
    finally:
        child.kill()
        child.wait()
        if reading.is_alive():
            reading.join()
        child.stdout.close()
        with suppress(OSError):
            child.stdin.close()
    if code or not answer:
        raise OSError("a process ended before it was done")
    return answer[0]


def _command(program: str) -> Sequence[str]:
    # -P: no module of the folder that the program lies in, or is started from, stands in for one of Python's own.
    return (sys.executable, "-P", str(Path(program).resolve()))
