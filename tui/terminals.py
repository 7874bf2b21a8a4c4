"""The terminal of Textual 8.2.8, mended where it goes on without an end, without the other side, or at a byte that is no letter."""

from __future__ import annotations

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from typing import IO, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver


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
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
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
            return os.read(self.fileno, 4096)
        except OSError:
            return b""


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
