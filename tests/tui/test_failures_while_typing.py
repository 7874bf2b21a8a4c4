"""A failure of the program in any of its parts while something is typed: no word of the case is said, and what was typed is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tui.terminals import RealTerminal, kept, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Windows is another's to test")

LINE = "12/3/19 school: half a li"
NOTE = "Likes trai"
FAILS = b"\x1c"
_BEGUN = """
import asyncio, sys
from textual.app import App
from textual.screen import ModalScreen
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static
from tui.app import KinlineApp
from tui.widgets.entry_table import EntryTable

def fail(*_, **__):
    child = "Secret Child born 12 March 2010"
    raise ValueError(child)

async def fails(*_):
    fail()

def a_window(**parts):
    return type("Window", (ModalScreen,), parts)()

def a_part(**parts):
    return type("Part", (Widget,), {"DEFAULT_CSS": "Part { height: 1; }", **parts})()

def composes(_self):
    yield Static("whole")
    fail()

def on_key(self, event):
    if event.key == "ctrl+backslash":
        event.stop()
        WHAT

KinlineApp.on_key = on_key
from tui.cli import main
raise SystemExit(main())
"""
_FORM = """
def on_key_too(self, event):
    if event.key == "f11":
        event.stop()
        self.screen._ask_form("person", "ada")
    else:
        on_key(self, event)

KinlineApp.on_key = on_key_too
"""
PLACES = {
    "a key": "fail()",
    "mounting a window": "self.push_screen(a_window(on_mount=fail))",
    "mounting a part": "self.screen.mount(a_part(on_mount=fail))",
    "laying a window out": "self.push_screen(a_window(compose=composes))",
    "laying a part out": "self.screen.mount(a_part(compose=composes))",
    "drawing a line": "self.screen.mount(a_part(render_line=fail))",
    "drawing the table": "EntryTable.render_line = fail; self.screen.query_one(EntryTable).refresh()",
    "drawing a part": "self.screen.mount(a_part(render=fail))",
    "measuring a part": "self.screen.mount(a_part(DEFAULT_CSS='Part { height: auto; }', get_content_height=fail))",
    "new styles": "self.get_css_variables = fail; self.refresh_css()",
    "another theme": "self.get_theme_variable_defaults = fail; self.theme = 'textual-light'",
    "work beside the screen": "self.run_worker(fails())",
    "work of a screen": "self.screen.run_worker(fails())",
    "work in a thread": "self.screen.run_worker(fail, thread=True)",
    "a timer of the app": "self.set_timer(0.01, fail)",
    "a timer of a screen": "self.screen.set_interval(0.01, fails)",
    "what comes after a refresh": "self.screen.call_after_refresh(fail)",
    "what watches a value": "part = a_part(); type(part).watch_has_focus = fail; self.screen.mount(part); self.call_later(setattr, part, 'has_focus', True)",
    "an answer of a window": "window = a_window(); self.push_screen(window, fail); self.set_timer(0.2, lambda: window.dismiss() and None)",
}


def failed(terminal: RealTerminal) -> None:
    """Let the failure happen and look at what is left on the terminal."""
    terminal.drawn = b""
    terminal.type(FAILS)
    code = terminal.ended()
    assert code
    assert b"ValueError" in terminal.drawn
    assert b"Secret" not in terminal.drawn
    assert b"Traceback" not in terminal.drawn
    after = terminal.drawn.rpartition(b"\x1b[?1049l")[2]
    assert after.count(b"Kinline stopped") == 1
    assert b"textual run" not in after
    assert b"2010" not in after
    assert b"Ada" not in after
    assert b"half a li" not in after


@pytest.mark.parametrize("place", PLACES)
def test_a_failure_while_a_line_is_typed_keeps_the_line(case: Path, place: str):
    with on_a_terminal(case, script=("-c", _BEGUN.replace("WHAT", PLACES[place]))) as terminal:
        terminal.wait_for("next child")
        terminal.type(b"\x0e")
        terminal.wait_for("told:no")
        terminal.type(LINE)
        terminal.wait_for("half a li")
        failed(terminal)
    assert LINE in kept(case)[0].values()


@pytest.mark.parametrize(
    "place", ["mounting a window", "laying a window out", "new styles", "work in a thread", "a timer of the app"]
)
def test_a_failure_while_a_form_is_filled_in_keeps_the_form(case: Path, place: str):
    code = _BEGUN.replace("WHAT", PLACES[place])
    with on_a_terminal(case, script=("-c", code.replace("KinlineApp.on_key = on_key", _FORM))) as terminal:
        terminal.wait_for("next child")
        terminal.type(b"\x1b[23~")
        terminal.wait_for("Ada")
        terminal.wait_for("Ctrl+S records")
        terminal.type(NOTE)
        terminal.wait_for("Likes")
        failed(terminal)
    assert any(NOTE in text for text in kept(case)[0].values())
