"""What a command is: one thing a person can do, with its key and its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Command:
    """One thing a person can do, with its key and its words."""

    name: str
    """The action's name, and its name in keys.toml."""
    key: str
    """Textual's name of the key."""
    shown_key: str
    words: str
    """Said in the footer and the palette: two or three words."""
    tells: str
    """Said in the help: one sentence."""
    is_in_footer: bool = False
    changes: bool = False
    """Whether it changes the case file: not possible when opened to read only."""
    view: str = ""
    """The view in which alone it is possible; empty for everywhere."""
    is_of_screen: bool = False
    """Whether the screen carries out what is asked for in the view."""


on_chronology = partial(Command, view="chronology", is_of_screen=True)
on_history = partial(Command, view="history", is_of_screen=True)
on_genogram = partial(Command, view="genogram")
on_child = partial(Command, view="child")
