"""Every workaround for Textual 8.2.8 in one place, but for the terminal's; the version is pinned in pyproject.toml for their sake."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

from rich.text import Text
from textual import constants, screen
from textual import work as textual_work
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.content import Content
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea
from textual.worker import Worker

P = ParamSpec("P")
R = TypeVar("R")
LEAST_SECONDS = 6.0
"""How long a short message stands at the least."""
LETTERS_A_SECOND = 12
"""How quickly a message is read by somebody who has to find it first."""
LONGEST_HOLD = 3.0
"""Seconds for which keys wait at the most for what is being worked out."""
LINE_TAKES = 10_000
"""Letters that can be pasted into one line: five pages. Each key in a line of millions takes Textual seconds."""
FIELD_TAKES = 200_000
"""Letters that can be pasted into a field of several lines: a hundred pages."""
PATIENCE = 1.0
"""Seconds after which a key is taken as dealt with, where what it was sent to is gone."""

# What follows from a key takes up to three looks at what is to be drawn anew (the row, the layout, the entry beside the
# table): at Textual's 60 a second these alone are 50 ms.
screen.UPDATE_PERIOD = 1 / 120  # type: ignore[misc]


def said_for(words: str) -> float:
    """Return for how many seconds a message stands: long enough to be read."""
    return max(LEAST_SECONDS, len(words) / LETTERS_A_SECOND)


def work(
    *, group: str, exclusive: bool = False
) -> Callable[[Callable[P, Coroutine[Any, Any, R]]], Callable[P, Worker[R]]]:
    """Let a method of a screen or view go on beside it; `exclusive` ends the one before it in its group.

    Textual's own decorator writes down everything that the method is given, for its log: a whole case file in words, which
    kept the screen waiting for seconds and stood in memory as text. Here it is the group alone.
    """

    def beside(method: Callable[P, Coroutine[Any, Any, R]]) -> Callable[P, Worker[R]]:
        made: Callable[P, Worker[R]] = textual_work(group=group, exclusive=exclusive, description=group)(method)
        return made

    return beside


class QuietApp(App[Any]):
    """An app whose crash says where it failed and nothing of what it held.

    Textual's own crash report prints every local variable, in which a child's date of birth was seen. Its switches for
    developers, taken from the environment, write every key typed (a passphrase too) to a file, save pictures of the
    screen or send them elsewhere: none of them is obeyed here.
    """

    def __init__(self) -> None:
        for name, off in (("DEBUG", False), ("LOG_FILE", None), ("SCREENSHOT_DELAY", -1), ("SHOW_RETURN", False)):
            setattr(constants, name, off)
        super().__init__()
        self.features = frozenset()
        self.devtools = None
        self._devtools_redirector = None
        self._under_way: Event | None = None
        """The key that is not dealt with yet."""
        self._typed_ahead: deque[Event] = deque()
        self._holds: set[object] = set()
        """What is being worked out that keys have to wait for."""
        self._hears_esc = False
        """Whether a person was told that Esc stops what keys wait for."""

    async def on_event(self, event: Event) -> None:
        """Take keys one after another: each goes to what is in focus once the key before it was dealt with.

        Textual sends a key to what is in focus when it arrives, and does what it means (Tab, Ctrl+N) only once it has
        come back from there. Words typed ahead on a slow machine would stand in the field before, a passphrase too.
        """
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way is None and (not self._holds or self._is_stop(event)):
            await self._take_key(event)
        else:
            self._typed_ahead.append(event)

    def _is_stop(self, event: Event) -> bool:
        return self._hears_esc and isinstance(event, Key) and event.key == "escape"

    def hear_esc(self) -> None:
        """Hear Esc at once while other keys wait: a person was told that it stops what they wait for."""
        self._hears_esc = bool(self._holds)

    async def _take_key(self, event: Event) -> None:
        self._under_way = event
        with suppress(ScreenStackError):  # the app is being closed
            way = [*(self.focused or self.screen).ancestors_with_self]
            await super().on_event(event)
            self.set_timer(PATIENCE, lambda: self._has_dealt_with(event))
            self._follow(event, [*way, *way])

    def _follow(self, event: Event, way: Sequence[MessagePump]) -> None:
        """Go the way that a key goes, one step behind it, and again behind what a view asked of its screen; then through
        the screen that came up, to the end.
        """
        if way:
            if not way[0].call_later(self._follow, event, way[1:]):
                self._follow(event, way[1:])
            return
        with suppress(ScreenStackError):
            self.screen.call_later(self.call_later, self._has_dealt_with, event)

    async def _has_dealt_with(self, event: Event) -> None:
        if self._under_way is event:
            self._under_way = None
            await self._go_on_with_keys()

    async def _go_on_with_keys(self) -> None:
        if self._typed_ahead and self._under_way is None and not self._holds:
            await self._take_key(self._typed_ahead.popleft())

    @contextmanager
    def keys_waiting(self) -> Iterator[None]:
        """Let keys wait for a window that is still being worked out and that they are meant for; not for long, Esc is one."""
        hold = object()
        self._holds.add(hold)
        timer = self.set_timer(LONGEST_HOLD, lambda: self._let_keys_go(hold))
        try:
            yield
        finally:
            timer.stop()
            self._let_keys_go(hold)

    def _let_keys_go(self, hold: object) -> None:
        self._holds.discard(hold)
        self._hears_esc = self._hears_esc and bool(self._holds)
        self.call_later(self._go_on_with_keys)

    def get_driver_class(self) -> type[Driver]:
        """Return what draws and reads here: on a terminal of Linux or macOS, one whose end the app outlives by no second."""
        if constants.DRIVER is not None or sys.platform == "win32":
            return super().get_driver_class()
        from tui.terminals import Terminal

        return Terminal

    def hush(self) -> None:
        """Let no task that nobody waited for print its failure, whose words may hold case text."""
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)

    def _fatal_error(self) -> None:
        """End the app with a report that holds no value, in place of a traceback with local variables."""
        self.bell()
        self._exit_renderables.append(Text(crash_words(self._exception)))
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End the app; what a widget's failure would have printed may hold case text, so it is not printed."""
        super().panic(*(Text(crash_words(self._exception)) for _ in renderables[:1]))

    def on_too_long(self, event: TooLong) -> None:
        """Say that something pasted was not taken."""
        self.say(f"{event.words} A whole document is read by an import.", is_warning=True)

    def _print_error_renderables(self) -> None:
        """Print what is said at the end, all of it and each once: Textual shows the first alone, with a hint for its developers."""
        said = dict.fromkeys(str(one) for one in self._exit_renderables)
        self._exit_renderables.clear()
        for words in said:
            self.error_console.print(Text(words))

    def say_at_the_end(self, message: str) -> None:
        """Say something on the terminal once the screen is gone."""
        from tui.cli.speaking import plain

        self._exit_renderables.append(Text(plain(message)))

    def say(self, message: str, *, is_warning: bool = False) -> None:
        """Show a short message; Textual would read square brackets in it as markup."""
        from tui.cli.speaking import plain

        words = plain(message)
        self.take_back(words)
        self.notify(words, severity="warning" if is_warning else "information", markup=False, timeout=said_for(words))

    def take_back(self, message: str) -> None:
        """Show a short message no longer, where it stands: it is so no more."""
        for one in [one for one in self._notifications if one.message == message]:
            self._unnotify(one)


def keys_waiting(node: MessagePump) -> AbstractContextManager[None]:
    """Let keys wait for what a part of the app works out: a window that it opens, or a line that it empties."""
    app = node.app
    assert isinstance(app, QuietApp)
    return app.keys_waiting()


def hush_python() -> None:
    """Let Python itself print no failure of a thread, or of what is cleared away: its words may hold case text."""
    threading.excepthook = lambda _failure: None
    sys.unraisablehook = lambda _failure: None


def is_served() -> bool:
    """Return whether textual-serve runs the app for a browser: its own driver takes the screen, and no terminal is there.

    textual-serve 1.1 sets TEXTUAL_DRIVER for the program that it starts and reads the screen from its standard output.
    """
    return constants.DRIVER == "textual.drivers.web_driver:WebDriver"


def crash_words(error: BaseException | None) -> str:
    """Return what is said of a crash: the kind of failure and the lines of code, never a value."""
    if error is None:
        return "Kinline stopped because of a fault in itself. Everything that was accepted is on disk."
    return (
        f"Kinline stopped because of {fault_words(error)}. Everything that was accepted is on disk. Please report this "
        "line; it holds no case data."
    )


def fault_words(error: BaseException) -> str:
    """Return what failed in the program and at which lines of code; never a value."""
    import traceback

    error = getattr(error, "error", error)  # a worker's failure wraps the one that matters
    frames = traceback.extract_tb(error.__traceback__)
    lines = " > ".join(
        f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno}" for frame in frames[-5:]
    )
    return f"a fault in itself ({type(error).__name__} at {lines})"


_OURS = {"ctrl+d", "ctrl+e", "ctrl+f", "ctrl+u"}
"""Keys that a line of Textual's takes for moving and deleting, and that mean something else here."""


def _without_ours(bindings: Iterable[object]) -> list[Binding]:
    found = []
    for binding in bindings:
        assert isinstance(binding, Binding)
        keys = ",".join(key for key in binding.key.split(",") if key not in _OURS)
        found += [replace(binding, key=keys)] if keys else []
    return found


class TooLong(Message):
    """More was pasted into a field than it takes: nothing of it was put in, and what stood there stays."""

    def __init__(self, text: str, takes: int) -> None:
        self.text = text
        """What was pasted."""
        self.takes = takes
        """How many letters the field takes."""
        super().__init__()

    @property
    def words(self) -> str:
        """What is said of it."""
        return (
            f"Nothing was put in: {len(self.text):,} letters were pasted, and this takes {self.takes:,}. "
            "What stood here stays."
        )


class Line(Input, inherit_bindings=False):
    """A line to type in, which holds no control character, pasted or given: Textual would print it as it is."""

    BINDINGS = [*_without_ours(Input.BINDINGS)]

    def validate_value(self, value: str) -> str:
        """Return the value with every control character shown as one."""
        from tui.cli.speaking import plain

        return plain(value.replace("\n", " ").replace("\t", " "))

    def _on_paste(self, event: Paste) -> None:
        """Put in every line of what is pasted, on one: Textual drops all but the first."""
        event.prevent_default()
        event.stop()
        if len(event.text) > LINE_TAKES:
            self.post_message(TooLong(event.text, LINE_TAKES))
        else:
            self.replace(" ".join(event.text.splitlines()), *self.selection)


class Pasted(TextArea):
    """A field for pasted text, which shows control characters as one: Textual would print them as they are."""

    def _on_paste(self, event: Paste) -> None:  # type: ignore[override]
        """Put the text in without what a terminal would obey."""
        from tui.cli.speaking import plain

        event.prevent_default()
        event.stop()
        if len(event.text) > FIELD_TAKES:
            self.post_message(TooLong(event.text, FIELD_TAKES))
        else:
            self.replace(plain(event.text.replace("\r\n", "\n").replace("\r", "\n")), *self.selection)


def inert(text: str) -> Content:
    """Return text as content that is shown letter for letter: no markup, no control character."""
    from tui.cli.speaking import plain

    return Content(plain(text))
