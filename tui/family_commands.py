"""What is looked at and done on the genogram and on a child's page: their part of the one registry."""

from __future__ import annotations

from tui.command import Command, on_child, on_genogram

FAMILY_COMMANDS: tuple[Command, ...] = (
    on_genogram(
        "pan",
        "",
        "Arrows",
        "Move",
        "Move over the drawing, with Shift far; Page Up and Page Down, with Shift sideways.",
    ),
    on_genogram(
        "home", "home", "Home", "Child", "Bring the child in focus into the middle, else the first subject child."
    ),
    on_genogram(
        "next_person", "tab", "Tab", "Next person", "Mark the next person; what is recorded of them is said below."
    ),
    on_genogram("previous_person", "shift+tab", "Shift+Tab", "Person before", "Mark the person before."),
    on_genogram("draw_around", "enter", "Enter", "Draw around", "Put the subject child who is marked in focus."),
    on_genogram("find_next", "n", "N", "Next found", "Go to the next person found; in the line to find, Enter does."),
    on_genogram("find_previous", "N", "Shift+N", "Found before", "Go to the person found before."),
    on_genogram("year_back", "left_square_bracket", "[", "Year back", "Draw the family a year before; nobody moves."),
    on_genogram("year_on", "right_square_bracket", "]", "Year on", "Draw the family a year later; nobody moves."),
    on_genogram("decade_back", "left_curly_bracket", "{", "Ten back", "Draw the family ten years before."),
    on_genogram("decade_on", "right_curly_bracket", "}", "Ten on", "Draw the family ten years later."),
    on_genogram("today", "t", "T", "Today", "Draw the family as it is today."),
    on_genogram(
        "compact",
        "c",
        "C",
        "Compact",
        "Shorten names and leave dates out; again for everything; again as suits the width.",
    ),
    on_genogram("in_words", "w", "W", "In words", "Everybody and every relation in words; again for the drawing."),
    Command(
        "guide", "ctrl+t", "Ctrl+T", "Guide", "Five minutes through the app with the invented family, step by step."
    ),
    Command(
        "others_drafts",
        "ctrl+b",
        "Ctrl+B",
        "Drafts of others",
        "What somebody else typed here and did not record: whose it is, what it says; it stays theirs unless it is taken over.",
        changes=True,
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
    on_genogram(
        "people_tree",
        "l",
        "L",
        "List",
        "Everybody as a tree, and who lives where, beside the drawing or in its place; again for the drawing alone.",
    ),
    on_genogram(
        "add_person",
        "a",
        "A",
        "Add",
        "Open the line that adds a relative of the person marked, or says that two separated, how they get on, that somebody moved, where a child is placed.",
    ),
    on_genogram("move_home", "m", "M", "Move home", "Write who moves, from when and where to."),
    on_genogram(
        "place_child", "p", "P", "Place", "Write where the child marked is placed, with whom and under which order."
    ),
    on_genogram("edit_person", "e", "E", "Change", "Change what is recorded of the person marked."),
    on_genogram(
        "correct_tie",
        "r",
        "R",
        "Ties",
        "Correct or take out one of the ties of the person marked: partners, parents, homes, orders, how people get on.",
    ),
    on_genogram(
        "same_person",
        "s",
        "S",
        "Same person",
        "Make the person marked and another record of them one, with what both say; asked first, and undone.",
    ),
    on_genogram(
        "remove_person",
        "ctrl+d",
        "Ctrl+D",
        "Remove",
        "Take the person marked out, with their ties; asked first, and undone.",
    ),
    on_child("next_sibling", "n", "N", "Next sibling", "Go to the page of the next subject child."),
    on_child("previous_sibling", "N", "Shift+N", "Sibling before", "Go to the page of the subject child before."),
    on_child(
        "compare_siblings",
        "c",
        "C",
        "Compare",
        "Show every subject child's life as lanes on one axis; again for the page.",
    ),
    on_child(
        "by_age",
        "g",
        "G",
        "By age",
        "Let the lanes run by age, so that siblings are seen at the same age; again by date.",
    ),
    on_child(
        "add_view", "v", "V", "Own words", "Write down what this child said, with the question and who was there."
    ),
    on_child("add_day", "d", "D", "A day", "Write down what a part of the day is like for this child alone."),
    on_child("add_impact", "i", "I", "Impact", "Choose an entry and write what it was for this child alone."),
)
