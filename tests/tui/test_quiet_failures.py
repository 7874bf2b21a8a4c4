"""A failure of the program, wherever it happens: it is said what failed and where in the code, and no word of the case."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tui.terminals import on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Windows is another's to test")

_BEGUN = """
import asyncio, sys, threading, time
from textual import work
from tui.screens.case import CaseScreen
from tui.app import KinlineApp

def fail(*_):
    child = "Secret Child born 12 March 2010"
    raise ValueError(child)

class Failing:
    def __del__(self):
        fail()

def fail_later(loop):
    while not loop.is_closed():
        time.sleep(0.01)
    fail()

async def fails():
    fail()

def on_key(self, event):
    if event.character == "!":
        event.stop()
        WHAT

CaseScreen.on_key = on_key
from tui.cli import main
raise SystemExit(main())
"""
ENDING = {
    "a key": "fail()",
    "work beside the screen": "self.run_worker(fails())",
    "work in a thread": "self.run_worker(fail, thread=True)",
    "a timer": "self.set_timer(0.01, fail)",
    "what comes after a refresh": "self.call_after_refresh(fail)",
}
GOING_ON = {
    "a thread": "threading.Thread(target=fail).start()",
    "a task that nobody waits for": "asyncio.ensure_future(fails())",
    "what is cleared away": "Failing()",
    "what is called back": "asyncio.get_running_loop().call_soon(fail)",
}
AT_THE_END = {
    "leaving": "KinlineApp.on_unmount = fail; self.app.exit()",
    "closing the case file": "self.opened.close = fail; self.app.exit()",
    "a thread that outlives the screen": "threading.Thread(target=fail_later, args=(asyncio.get_running_loop(),)).start(); self.app.exit()",
    "what is cleared away at the very end": "sys.modules['tui.app'].kept = Failing(); self.app.exit()",
    "an interruption": "raise KeyboardInterrupt('Secret Child')",
}


@pytest.mark.parametrize("what", [*ENDING, *GOING_ON, *AT_THE_END])
def test_a_failure_says_no_word_of_the_case(case: Path, what: str):
    code = _BEGUN.replace("WHAT", {**ENDING, **GOING_ON, **AT_THE_END}[what])
    with on_a_terminal(case, script=("-c", code)) as terminal:
        terminal.wait_for("next child")
        terminal.drawn = b""
        terminal.type("!")
        if what in GOING_ON:
            terminal.type(b"\x0e")
            terminal.wait_for("told:no")
            terminal.type(b"\x11")
        code = terminal.ended()
        assert b"Secret" not in terminal.drawn
        assert b"2010" not in terminal.drawn
        assert b"Traceback" not in terminal.drawn
        if what in ENDING:
            assert code
            assert b"ValueError" in terminal.drawn
