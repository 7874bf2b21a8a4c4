"""Every action of the terminal app, once: footer, help, palette and the docs' key table come from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding

from tui.command import Command
from tui.entry_commands import ENTRY_COMMANDS
from tui.family_commands import FAMILY_COMMANDS

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["APP_COMMANDS", "COMMANDS", "Command", "bindings_of", "commands_of", "key_table"]

APP_COMMANDS = frozenset({"help", "palette", "leave", "caseload", "lock", "contrast", "guide"})
"""Commands that the app itself carries out, whatever screen is shown."""


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "F1", "Help", "Show every key and what it does.", is_in_footer=True),
    Command(
        "palette",
        "ctrl+p",
        "Ctrl+P",
        "Commands",
        "Every command by name, with the reason where it is not possible now.",
    ),
    Command("show_chronology", "f2", "F2", "Entries", "The entries of the family, or of the child in focus.", True),
    Command("show_people", "f3", "F3", "People", "Everyone recorded, and who they are to the child in focus.", True),
    Command("show_child", "f4", "F4", "Child", "One page about the child in focus and nobody else.", True),
    Command("show_genogram", "f5", "F5", "Genogram", "The family drawn in characters.", True),
    Command("show_history", "f6", "F6", "History", "Every change: who made it, when and why."),
    Command(
        "import_files",
        "f7",
        "F7",
        "Import",
        "Read files, see what every row will be, then accept or leave.",
        False,
        True,
    ),
    Command("next_child", "f8", "F8", "Next child", "Put the next subject child in focus; after the last, the family."),
    Command(
        "show_work", "f9", "F9", "Work", "The work with the child in focus: goals and scale, plans, decisions, points."
    ),
    Command("caseload", "f10", "F10", "Caseload", "Back to the list of case files."),
    Command(
        "show_patterns",
        "f12",
        "F12",
        "Patterns",
        "Patterns to consider for the child in focus, with the entries for and against.",
    ),
    Command(
        "add_entry",
        "ctrl+n",
        "Ctrl+N",
        "Add",
        "Write an entry on one line; Esc closes it and keeps what was typed.",
        True,
        True,
    ),
    Command(
        "write",
        "ctrl+e",
        "Ctrl+E",
        "Write",
        "On the entries, the whole entry or the line being typed as a form; on the patterns, the entries behind one, and what is made of it; else what is written about the work.",
        False,
        True,
    ),
    Command(
        "filter",
        "ctrl+f",
        "Ctrl+F",
        "Find",
        "Show only the entries that hold these words, empty shows all; on the genogram, find people by part of a name.",
    ),
    Command("undo", "ctrl+z", "Ctrl+Z", "Undo", "Reverse the last change, as a new change.", True, True),
    Command("redo", "ctrl+y", "Ctrl+Y", "Redo", "Do again what was undone last.", False, True),
    Command("lock", "ctrl+l", "Ctrl+L", "Lock", "Show nothing until the passphrase is given again."),
    Command("contrast", "ctrl+g", "Ctrl+G", "Contrast", "White on black alone; again for the usual colours."),
    Command("leave", "ctrl+q", "Ctrl+Q", "Leave", "Close the app; everything accepted is already on disk."),
    *ENTRY_COMMANDS,
    *FAMILY_COMMANDS,
)


def bindings_of(view: str) -> list[Binding]:
    """Return the keys of a view, or those that work everywhere; a key of one's own comes in by the command's name."""
    return [
        Binding(c.key, _action(c), c.words, show=c.is_in_footer, key_display=c.shown_key, id=c.name)
        for c in COMMANDS
        if c.view == view and c.key
    ]


def _action(command: Command) -> str:
    if command.name in APP_COMMANDS:
        return f"app.{command.name}"
    return f"screen.{command.name}" if command.is_of_screen else command.name


def commands_of(app: App[object]) -> Sequence[Command]:
    """Return the commands with the keys that this app gives them."""
    return getattr(app, "commands", COMMANDS)


def key_table() -> str:
    """Return the key table of the docs as Markdown: what works everywhere, then what works in one view."""
    views = dict.fromkeys(c.view for c in COMMANDS)
    lines: list[str] = []
    for view in views:
        lines += ["", f"On the {view}:", ""] if view else []
        lines += ["| Key | Command | What it does | In keys.toml |", "|---|---|---|---|"]
        lines += [
            f"| {c.shown_key} | {c.words} | {c.tells} | {f'`{c.name}`' if c.key else ''} |"
            for c in COMMANDS
            if c.view == view
        ]
    return "\n".join(lines)
