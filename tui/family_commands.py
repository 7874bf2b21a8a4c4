"""What is done to the family and on a child's page: their part of the one registry."""

from __future__ import annotations

from tui.command import Command


def _on_genogram(name: str, key: str, shown_key: str, words: str, tells: str) -> Command:
    return Command(name, key, shown_key, words, tells, view="genogram")


def _on_child(name: str, key: str, shown_key: str, words: str, tells: str) -> Command:
    return Command(name, key, shown_key, words, tells, view="child")


FAMILY_COMMANDS: tuple[Command, ...] = (
    Command(
        "guide", "ctrl+t", "Ctrl+T", "Guide", "Five minutes through the app with the invented family, step by step."
    ),
    Command(
        "export_files",
        "ctrl+o",
        "Ctrl+O",
        "Export",
        "Make a genogram, a chronology, a page, an ecomap, the pack, GEDCOM or a bundle, for whom you choose; looked at first, and recorded.",
        changes=True,
    ),
    Command(
        "decide_mentions",
        "ctrl+x",
        "Ctrl+X",
        "What may leave",
        "Words that name somebody withheld from an audience: each stands, is reworded or stays out, as a named worker decides.",
    ),
    _on_genogram(
        "people_tree",
        "l",
        "L",
        "List",
        "Everybody as a tree, and who lives where, beside the drawing or in its place; again for the drawing alone.",
    ),
    _on_genogram(
        "add_person",
        "a",
        "A",
        "Add",
        "Open the line that adds a relative of the person marked, or says that two people separated.",
    ),
    _on_genogram("move_home", "m", "M", "Move home", "Write who moves, from when and where to."),
    _on_genogram(
        "place_child", "p", "P", "Place", "Write where the child marked is placed, with whom and under which order."
    ),
    _on_genogram("edit_person", "e", "E", "Change", "Change what is recorded of the person marked."),
    _on_genogram(
        "remove_person",
        "ctrl+d",
        "Ctrl+D",
        "Remove",
        "Take the person marked out, with their ties; asked first, and undone.",
    ),
    _on_child("next_sibling", "n", "N", "Next sibling", "Go to the page of the next subject child."),
    _on_child("previous_sibling", "N", "Shift+N", "Sibling before", "Go to the page of the subject child before."),
    _on_child(
        "compare_siblings",
        "c",
        "C",
        "Compare",
        "Show every subject child's life as lanes on one axis; again for the page.",
    ),
    _on_child(
        "by_age",
        "g",
        "G",
        "By age",
        "Let the lanes run by age, so that siblings are seen at the same age; again by date.",
    ),
    _on_child(
        "add_view", "v", "V", "Own words", "Write down what this child said, with the question and who was there."
    ),
    _on_child("add_day", "d", "D", "A day", "Write down what a part of the day is like for this child alone."),
    _on_child("add_impact", "i", "I", "Impact", "Choose an entry and write what it was for this child alone."),
)
