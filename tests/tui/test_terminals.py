"""A terminal that goes away, a computer that shuts down, a byte that is no letter: the draft is kept, and the app ends or goes on."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.tui.terminals import RealTerminal, kept, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Windows is another's to test")

HALF = "12/3/19 school: half a li"


def typed(terminal: RealTerminal, words: str | bytes = HALF, shown: str = "half a li") -> None:
    terminal.wait_for("next child")
    terminal.type(b"\x0e")
    terminal.wait_for("told:no")
    terminal.type(words)
    terminal.wait_for(shown)


@pytest.mark.parametrize("is_controlling", [False, True])
def test_the_app_ends_with_its_terminal_and_keeps_the_draft(case: Path, is_controlling: bool):
    with on_a_terminal(case, is_controlling=is_controlling) as terminal:
        typed(terminal)
        terminal.go_away()
        assert terminal.ended() == 0
    assert HALF in kept(case)[0].values()


def test_the_app_ends_with_its_terminal_where_nobody_signals_that(case: Path):
    with on_a_terminal(
        case, begins=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN), is_controlling=True
    ) as terminal:
        typed(terminal)
        terminal.go_away()
        assert terminal.ended() == 0
    assert HALF in kept(case)[0].values()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
)
def test_the_app_that_is_asked_to_end_keeps_the_draft_and_says_nothing_of_it(case: Path, number: signal.Signals):
    with on_a_terminal(case) as terminal:
        typed(terminal)
        terminal.drawn = b""
        terminal.app.send_signal(number)
        assert terminal.ended() == 0
        after = terminal.drawn.rpartition(b"\x1b[?1049l")[2]
        assert b"school" not in after
        assert b"Traceback" not in after
    assert HALF in kept(case)[0].values()


def test_a_byte_that_is_no_letter_ends_nothing(case: Path):
    with on_a_terminal(case) as terminal:
        typed(terminal, b"12/3/19 school: caf\xe9 \x9b31m \xff half", "half")
        terminal.type(b"\r")
        terminal.wait_for("Added")
        terminal.type(b"\x11")
        assert terminal.ended() == 0
    assert "caf\ufffd \ufffd31m \ufffd half" in kept(case)[1]
