"""The ecomap in characters: the centre, every kind or ring below it, a sample of each line; then everything in words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from chronology.record.steps import stepwise
from exporters.ecomap.lines import Help, Line, Strength
from exporters.ecomap.system import System
from exporters.genogram.letters import cells, one_line

if TYPE_CHECKING:
    from exporters.ecomap.ecomap import Ecomap

_BASE = {Strength.STRONG: "═", Strength.PLAIN: "─", Strength.TENUOUS: "┈", Strength.CUT_OFF: "─"}
_LONG = 7
_WIDE = 100
"""Columns that the drawing keeps to, where names let it."""
_MARK = "\u200e"
"""Keeps a right-to-left name from turning round what stands beside it."""
KEY = (
    "═══════ strong or close   ─────── recorded, how strong is not described   ┈┈┈┈┈┈┈ tenuous or distant",
    "─╫─╫─╫─ stressful   ───┤├── cut off   ◄────── help goes to the centre   ──────► help goes from the centre",
)


def character_drawing(drawing: Ecomap) -> str:
    """Return the drawing in characters and the description, a sentence a line."""
    lines = [one_line(words) for words in drawing.heading if words]
    lines += ["", *_picture(drawing), ""]
    lines += ["", *KEY, ""] if not drawing.has_circles else []
    lines += [
        "In words",
        *(
            f"{one_line(sentence)}."
            for sentence in (*drawing.sentences, *drawing.footnotes[: int(drawing.has_circles)])
        ),
    ]
    return "\n".join([*_without_repeats(lines), ""])


def _without_repeats(lines: list[str]) -> list[str]:
    """Return lines without a second empty one after another."""
    return [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]


def _picture(drawing: Ecomap) -> list[str]:
    """Return the centre with a stem down to everyone and everything around it."""
    around = drawing.around
    names = [one_line(person.shown_name) for person in around.members]
    head = _kept(names[0]) if not around.home else f"{_kept(one_line(around.home))}: {', '.join(map(_kept, names))}"
    found = [f"◉ {head}"]
    parts = drawing.telling.parts()
    for n, (title, systems) in enumerate(parts):
        is_last = n == len(parts) - 1
        found += ["│", f"{'└' if is_last else '├'}─ {title.upper()}"]
        stem = " " if is_last else "│"
        for system in stepwise(systems):
            found += [f"{stem}  {row}" for row in _rows(system, has_lines=not drawing.has_circles)]
    if not parts:
        found += ["│", "└─ nobody and nothing is recorded around the centre"]
    return found


def _rows(system: System, *, has_lines: bool) -> list[str]:
    name = _kept(one_line(system.name))
    notes = ", ".join(_kept(one_line(note)) for note in system.notes)
    first = f"{name}: {notes}" if notes else name
    rows = []
    for n, line in enumerate(system.lines if has_lines else ()):
        words = f" {_kept(one_line(line.words))}" if line.words and system.person is not None else ""
        rows.append(f"{sample(line)}{words}  {first if n == 0 else '″'}")
    return rows or [first]


def sample(line: Line) -> str:
    """Return a line of seven characters: its strength, hatches where it is stressful, heads where help goes."""
    marks = list(_BASE[line.strength] * _LONG)
    if line.is_stressful:
        marks[1::2] = "╫" * (_LONG // 2) if line.strength is not Strength.STRONG else "╬" * (_LONG // 2)
    if line.strength is Strength.CUT_OFF:
        marks[3:5] = "┤├"
    # The centre's stem is at the left: a head there says that help comes to it.
    if line.help in {Help.TO_CENTRE, Help.BOTH}:
        marks[0] = "◄"
    if line.help in {Help.FROM_CENTRE, Help.BOTH}:
        marks[-1] = "►"
    return "".join(marks)


def _kept(text: str) -> str:
    """Return a text that keeps its place whatever way its letters run, cut where it is longer than a line."""
    if cells(text) > _WIDE:
        text = text[: _WIDE - 1] + "…"
    is_turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
    return f"{_MARK}{text}{_MARK}" if is_turned else text
