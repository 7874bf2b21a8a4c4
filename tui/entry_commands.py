"""What is done to entries and to the change history: their part of the one registry."""

from __future__ import annotations

from tui.command import Command


def _on_chronology(name: str, key: str, shown_key: str, words: str, tells: str, *, changes: bool = False) -> Command:
    return Command(name, key, shown_key, words, tells, changes=changes, view="chronology", is_of_screen=True)


ENTRY_COMMANDS: tuple[Command, ...] = (
    _on_chronology(
        "open_entry",
        "enter",
        "Enter",
        "In full",
        "Open the entry as a form: every field, each child apart.",
        changes=True,
    ),
)
