"""How long after a key the screen of a real terminal shows what the key does, at many entries: exactly that, not anything drawn."""

from __future__ import annotations

import math
import os
import re
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.measuring import figure
from benchmarks.terminal.ptys import Lines, OnTerminal
from chronology.intake.quick import read_line
from chronology.record.casefile import CaseFile

Press = tuple[bytes, Callable[[Lines], bool] | None]
"""A key, and whether the screen shows what it does; None where nothing is to be seen of it: it is pressed and not timed."""
PAUSE = 0.05
"""Seconds between what one key does and the next key: a quick typist's."""
_QUERIES = ("school row 19", "warm 77", "coat 1999", "row 4 seen", "2019 said", "said 12 that")
_LINES = (
    "1/2/19 school: was hungry @Ada #food told:no",
    "early March 2018 nursery: said that he likes it @Ada seen:Ada",
)
_BARE = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self): yield Input(placeholder="nothing typed")
Bare().run()
"""
_PANEL = 95
"""From this column on the entry under the cursor stands in full."""


def measure(folder: Path, case: CaseFile, *, day: date, times: int, keys: int, words: int = 6) -> None:
    """Print the figures of so many runs of the app on `many.kin`, each with at least so many keys of each kind.

    `words` is how many of the filters and lines below are typed in one round.
    """
    kinds: dict[str, Callable[[], Iterator[Press]]] = {
        "scrolling": _scrolling,
        "filtering": lambda: _filtering(case, _QUERIES[:words]),
        "typing an entry on one line": lambda: _typing(case, day, _LINES[:words]),
    }
    begins = {"scrolling": b"", "filtering": b"\x06", "typing an entry on one line": b"\x0e"}
    took: dict[str, list[list[float]]] = {kind: [] for kind in kinds}
    most, opened = 0.0, []
    bare: list[float] = []
    for _ in range(times):
        bare += _bare(keys)
        app = OnTerminal(
            [sys.executable, "-m", "tui.cli", "open", str(folder / "many.kin"), "--identity", str(folder / "me.txt")],
            {"KINLINE_HOME": str(folder)},
        )
        try:
            opened.append(app.until(lambda lines: _says(lines, f"{len(case.entries)} entries"), seconds=60))
            app.rest(1)
            for kind, presses in kinds.items():
                if begins[kind]:
                    app.press(begins[kind], lambda lines: _says(lines, "words that the entry holds", "12/3/19 school"))
                    app.rest(0.5)
                took[kind].append(_pressed(app, presses, keys))
                if begins[kind]:
                    app.press(b"\x1b", lambda lines: _says(lines, f"{len(case.entries)} entries"))
                    app.rest(0.5)
        finally:
            most = max(most, app.end())
    figure("the app started on it until the entries stand there, seconds", f"{min(opened) / 1000:.2f}")
    figure("a bare line of the toolkit's, key to letter, ms: median, 95th, worst", _spread(bare))
    for kind, runs in took.items():
        every = sorted(ms for run in runs for ms in run)
        figure(f"on a real terminal, {kind}: keys timed, in runs", f"{len(every)}, {len(runs)}")
        figure("    key to what it does on the screen, ms: median, 95th, worst", _spread(every))
        if len(runs) > 1:
            figure("    the same in the quickest run", _spread(sorted(min(runs, key=lambda run: _at(run, 0.95)))))
    figure("most memory of the app, MB", f"{most:.0f}")
    if hasattr(os, "getloadavg"):
        figure("others at work meanwhile: the machine's load over five minutes", f"{os.getloadavg()[1]:.1f}")


def _pressed(app: OnTerminal, presses: Callable[[], Iterator[Press]], least: int) -> list[float]:
    """Return the milliseconds of each timed key, whole rounds until there are at least so many."""
    took: list[float] = []
    while len(took) < least:
        for key, shows in presses():
            before = app.lines
            if shows is None:
                app.press(key, lambda _lines: True)
            elif shows is _moved:
                took.append(app.press(key, lambda lines, before=before: _panel(lines) != _panel(before)))  # type: ignore[misc]
            else:
                took.append(app.press(key, shows))
            app.rest(PAUSE)
    return took


def _bare(keys: int) -> list[float]:
    """Return the milliseconds of keys typed into a screen that is one line: what the machine gives at best just now."""
    app = OnTerminal([sys.executable, "-c", _BARE], {})
    took: list[float] = []
    try:
        app.until(lambda lines: _says(lines, "nothing typed"), seconds=60)
        while len(took) < keys:
            for at in range(1, 41):
                took.append(app.press(b"x", lambda lines, at=at: _typed(lines, "x" * at)))  # type: ignore[misc]
                app.rest(PAUSE)
            for at in range(39, -1, -1):
                took.append(app.press(b"\x7f", lambda lines, at=at: _typed(lines, "x" * at or "nothing typed")))  # type: ignore[misc]
                app.rest(PAUSE)
    finally:
        app.end()
    return took


def _scrolling() -> Iterator[Press]:
    """Go through the table; every key brings another entry under the cursor."""
    for key in (b"\x1b[6~", b"\x1b[B", b"\x1b[B", b"\x1b[F", b"\x1b[A", b"\x1b[5~", b"\x1b[A", b"\x1b[H"):
        yield key, _moved


def _moved(_lines: Lines) -> bool:
    """Stand for a key whose screen is compared with the one before it, which only `_pressed` knows."""
    return False


def _filtering(case: CaseFile, queries: Sequence[str]) -> Iterator[Press]:
    """Type words into the filter and take them back; the count that stands below is worked out here the plain way."""
    texts = [f"{entry.when.words()}\n{entry.when.edtf}\nAda\n{entry.event}".casefold() for entry in case.entries]
    for query in queries:
        for typed, key in _steps(query):
            words = typed.split()
            count = sum(all(word in text for word in words) for text in texts)
            said = f"{count} of {len(texts)} entries" if words else f"{len(texts)} entries"
            line = typed.strip() or "Filter: words"
            yield (
                key,
                None
                if key == b" "
                else (lambda lines, said=said, line=line: _says(lines, said) and _typed(lines[:6], line)),
            )  # type: ignore[misc]


def _typing(case: CaseFile, day: date, lines_typed: Sequence[str]) -> Iterator[Press]:
    """Type an entry and take it back; how it is read back below is worked out here from the line alone."""
    for line in lines_typed:
        for typed, key in _steps(line):
            words = " ".join(read_line(typed, case, day=day).words().split()) if typed.strip() else ""
            shown = typed.strip() or "12/3/19 school"
            yield (
                key,
                None
                if key == b" "
                else (lambda lines, words=words, shown=shown: _typed(lines[-16:], shown) and _says(lines, words)),
            )  # type: ignore[misc]


def _steps(words: str) -> Iterator[tuple[str, bytes]]:
    """Yield what stands in a line after each key that writes words and takes them back, and the key."""
    for at, letter in enumerate(words, 1):
        yield words[:at], letter.encode()
    for at in range(len(words) - 1, -1, -1):
        yield words[:at], b"\x7f"


def _says(lines: Lines, *some: str) -> bool:
    """Return whether one of these words stands on the screen, across lines too."""
    text = " ".join(" ".join(lines).split())
    return any(words in text for words in some)


def _typed(lines: Lines, words: str) -> bool:
    """Return whether a line of input holds these words and no more."""
    return any(
        re.sub(r"^[\W_]*?(?=\w)", "", line).rstrip("▎▕│ ") == words or line.strip("▊▎▕│ ") == words for line in lines
    ) or (words.startswith(("Filter:", "12/3/19 school")) and any(words in line for line in lines))


def _panel(lines: Lines) -> str:
    return "\n".join(line[_PANEL:] for line in lines[3:-4])


def _spread(took: Sequence[float]) -> str:
    return f"{statistics.median(took):.0f}, {_at(took, 0.95):.0f}, {max(took):.0f}"


def _at(took: Sequence[float], share: float) -> float:
    ordered = sorted(took)
    return ordered[min(math.ceil(len(ordered) * share), len(ordered)) - 1]
