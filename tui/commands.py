"""Every action of the terminal app, once: footer, help, palette and the docs' key table come from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One thing a person can do, with its key and its words."""

    name: str
    """The action's name."""
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


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "F1", "Help", "Show every key and what it does.", is_in_footer=True),
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
    Command("caseload", "f10", "F10", "Caseload", "Back to the list of case files."),
    Command(
        "add_entry",
        "ctrl+n",
        "Ctrl+N",
        "Add",
        "Write an entry on one line; Esc closes it and keeps what was typed.",
        True,
        True,
    ),
    Command("filter", "ctrl+f", "Ctrl+F", "Filter", "Show only the entries that hold these words; empty shows all."),
    Command("undo", "ctrl+z", "Ctrl+Z", "Undo", "Reverse the last change, as a new change.", True, True),
    Command("redo", "ctrl+y", "Ctrl+Y", "Redo", "Do again what was undone last.", False, True),
    Command("leave", "ctrl+q", "Ctrl+Q", "Leave", "Close the app; everything accepted is already on disk."),
)


def key_table() -> str:
    """Return the key table of the docs as Markdown."""
    rows = [f"| {c.shown_key} | {c.words} | {c.tells} |" for c in COMMANDS]
    return "\n".join(("| Key | Command | What it does |", "|---|---|---|", *rows))
