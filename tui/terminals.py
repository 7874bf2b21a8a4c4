"""The terminal of Textual 8.2.8, mended where it goes on without an end, without the other side, or at a byte that is no letter."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import IO, Any

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Paste
from textual.message import Message

QUIET = 0.05
"""Seconds without another letter after which what was pasted is at its end: a terminal sends it in one go."""
WAITS = 1.0
"""Seconds for which what was pasted is waited for at the most once an end of it was there: a mouse that moves is never quiet."""
CUT = 0.01
"""Seconds after which an escape is a key, and not the beginning of a paste that was cut in two on its way."""
AT_ONCE = 65_536
"""Bytes that are read at once."""


class Terminal(LinuxDriver):
    """A terminal whose end is the end of the app, which keeps what is being typed and leaves.

    Textual reads on for ever where its terminal is gone, with one processor's whole time; stops drawing and then itself
    where nothing can be drawn; and ends with a crash at a byte that is no UTF-8. A signal to end would lose the draft.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._file = _Screen(sys.__stderr__)  # type: ignore[assignment, arg-type]

    def start_application_mode(self) -> None:
        """Begin to draw; where the system asks the app to end, it ends as by its own key."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._loop.add_signal_handler(number, self._app.exit)

    def run_input_thread(self) -> None:
        """Pass on what is typed, until the app or the terminal ends."""
        parser, decode = Typed(debug=self._debug), getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(parser.patience):
                    read = self._read()
                    if not read:
                        self._loop.call_soon_threadsafe(self._app.exit)
                        break
                    for event in parser.feed(decode(read)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """Return what was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, AT_ONCE)
        except OSError:
            return b""


class Typed(XTermParser):
    """What a terminal sends, with all of what is pasted taken as text.

    Textual looks for keys in what is pasted: at an escape in it the next letters are lost from the text and pressed as keys,
    Enter among them. It also takes a megabyte letter by letter, and each end that stands in the text for the end of it.
    """

    def __init__(self, *, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: list[str] | None = None
        """What is being pasted, as it comes; None where nothing is."""
        self._begun = ""
        """What may be the beginning of a paste, cut in two on its way."""
        self._last_at = 0.0
        self._end_at = 0.0
        """When an end of what is being pasted came first; 0 where none did."""

    @property
    def patience(self) -> float:
        """Seconds after which it is to be asked again, where nothing came."""
        return CUT if self._begun else QUIET / 2 if self._pasted is not None else 0.1

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what was typed; what is pasted once it is at its end."""
        self._last_at = time.monotonic()
        if self._pasted is not None:
            self._pasted.append(data)
            self._note_end()
            return
        data, self._begun = self._begun + data, ""
        before, start, after = data.partition(BRACKETED_PASTE_START)
        if not start:
            before, self._begun = _without_beginning(data)
        if before:  # Enter pressed before the terminal was the app's came as a line's end
            yield from super().feed(before.replace("\n", "\r"))
        if start:
            self._pasted = [after]
            self._note_end()

    def _note_end(self) -> None:
        assert self._pasted is not None
        if not self._end_at and BRACKETED_PASTE_END in "".join(self._pasted[-2:]):
            self._end_at = self._last_at

    def tick(self) -> Iterable[Message]:
        """Yield what is at its end because nothing follows it."""
        now = time.monotonic()
        if self._end_at and (now - self._last_at >= QUIET or now - self._end_at >= WAITS):
            yield from self._ended()
        elif self._begun and now - self._last_at >= CUT:
            begun, self._begun = self._begun, ""
            yield from super().feed(begun)
        yield from super().tick()

    def _ended(self) -> Iterator[Message]:
        """Yield what was pasted, and what was typed after it.

        An end that another one follows, with nothing pasted between them, stands in the text itself.
        """
        assert self._pasted is not None
        text = "".join(self._pasted)
        next_one = text.find(BRACKETED_PASTE_START, text.find(BRACKETED_PASTE_END))
        ends = text.rfind(BRACKETED_PASTE_END, 0, next_one if next_one >= 0 else len(text))
        self._pasted, self._end_at = None, 0.0
        yield Paste(text[:ends])
        if rest := text[ends + len(BRACKETED_PASTE_END) :]:
            yield from self.feed(rest)


def _without_beginning(text: str) -> tuple[str, str]:
    """Return a text in two where its end may be the beginning of what begins a paste."""
    for length in range(min(len(BRACKETED_PASTE_START) - 1, len(text)), 0, -1):
        if BRACKETED_PASTE_START.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""


class _Screen:
    """What is drawn on; once it is gone, what would be drawn is drawn nowhere."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._file.fileno()

    def write(self, text: str) -> None:
        """Draw, or let it go."""
        try:
            self._file.write(text)
        except OSError:
            self._let_go()

    def flush(self) -> None:
        """Draw what waits, or let it go."""
        try:
            self._file.flush()
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        """Lead all that is still to be said nowhere, so that neither this nor the end of the program fails by it."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for file in (self._file, sys.__stdout__):
            if file is not None and file.isatty():
                os.dup2(nowhere, file.fileno())
        os.dup2(nowhere, self._file.fileno())
        os.close(nowhere)
