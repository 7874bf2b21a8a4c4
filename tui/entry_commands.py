"""What is done to entries and to the change history: their part of the one registry."""

from __future__ import annotations

from tui.command import Command, on_chronology, on_history

ENTRY_COMMANDS: tuple[Command, ...] = (
    Command("known_on", "ctrl+k", "Ctrl+K", "Known on", "Show only what was known on a day; Esc goes back to today."),
    Command("present", "ctrl+r", "Ctrl+R", "Today", "Go back from an earlier state to today's, as Esc does."),
    on_chronology(
        "open_entry",
        "enter",
        "Enter",
        "In full",
        "Open the entry as a form: every field, each child apart.",
        changes=True,
    ),
    on_chronology(
        "split_impact",
        "i",
        "I",
        "Impact apart",
        "Open the entry at the first child whose own impact is missing, or is in the words of another's.",
    ),
    on_chronology(
        "sort", "s", "S", "Sort", "By date, by source, by significance, by when it was recorded; again for the next."
    ),
    on_chronology("find", "slash", "/", "Go to", "Go to the next entry that holds these words; the others stay."),
    on_chronology("find_again", "n", "N", "Next", "Go to the next entry that holds the words looked for."),
    on_chronology("find_back", "N", "Shift+N", "Before", "Go to the entry before that holds them."),
    on_chronology("select", "space", "Space", "Select", "Select the entry, or no more; Esc selects none."),
    on_chronology(
        "delete_entry",
        "delete",
        "Delete",
        "Remove",
        "Remove the entries selected, else the one marked; undo brings them back.",
        changes=True,
    ),
    on_chronology(
        "matters",
        "m",
        "M",
        "One matter?",
        "Accounts of several sources side by side, or the entries selected: one matter, different ones, or one entry twice.",
    ),
    on_history(
        "as_it_stood", "enter", "Enter", "As it stood", "Show the case file as it was recorded after the change."
    ),
    on_history("mark_change", "space", "Space", "Mark", "Mark the change as one of two points to compare."),
    on_history("compare", "c", "C", "Compare", "Say what is otherwise between the change marked and this one."),
    on_history(
        "undo_this", "ctrl+u", "Ctrl+U", "Undo this", "Reverse the change marked, as a new change.", changes=True
    ),
    on_history("go_to_day", "d", "D", "A day", "Go to the last change that was recorded by the end of a day."),
)
