"""One person recorded twice: who the other record is, what both say side by side, and which holds where they contradict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from tui.screens.asking import Choose
from tui.screens.writing import Checked, Field, Rows, WriteForm
from tui.widgets.people_finder import found_among

if TYPE_CHECKING:
    from chronology.intake.doubled_people import Contradiction
    from chronology.intake.family_edits import FamilyEdit
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id

NAME_WIDTH, SAID_WIDTH = 14, 27
"""Columns of what it is, and of what each record says; what is longer goes on below."""
MOST_LINES = 3
"""Lines that one record's words take at the most; their form and the history have them whole."""
ONE_GONE = "One of the two was taken out of the family meanwhile."


class ChoosePerson(Choose):
    """Asks for somebody of the family by part of a name or of another name, as the line that finds people does."""

    def __init__(self, question: str, case: CaseFile, but: Id, day: date) -> None:
        from chronology.lives.trees import person_words

        likely = _likely(case, but)
        self._people = [case.people[person] for person in likely]
        super().__init__(question, {p.id: _told(person_words(p, day), p.role, p.ref) for p in self._people})

    def _fitting(self, words: str) -> list[Id]:
        return [person.id for person in found_among(self._people, words)]


def _told(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _likely(case: CaseFile, but: Id) -> list[Id]:
    """Return everybody else, first those who share a word of their name, or its first letters, with somebody."""
    from chronology.practice.categories import folded

    def words_of(person: Id) -> set[str]:
        them = case.people[person]
        return {word for name in (them.name, *(other.text for other in them.names)) for word in folded(name).split()}

    mine = words_of(but)
    alike = {person: len(mine & words_of(person)) for person in case.people if person != but}
    return sorted(alike, key=lambda person: (-alike[person], case.people[person].name.casefold(), person))


def same_person_form(now: Callable[[], CaseFile], kept: Id, other: Id, *, day: date) -> WriteForm[FamilyEdit]:
    """Return the form that makes two records of a person one, begun with what says the same more closely."""
    from chronology.intake.doubled_people import contradictions, made_one
    from chronology.record.errors import KinlineError

    case = now()
    first, second = case.people[kept], case.people[other]
    differ = contradictions(first, second)
    fields = [Field("why", "How is it known that they are one person?"), *(_field(one) for one in differ)]

    def check(rows: Rows) -> Checked[FamilyEdit]:
        case, row = now(), rows[0]
        if kept not in case.people or other not in case.people:
            return Checked(None, {"": ONE_GONE})
        if contradictions(case.people[kept], case.people[other]) != differ:
            return Checked(
                None, {"": "Another window changed one of the two. Esc, then open this again: it is shown anew."}
            )
        try:
            edit, faults = made_one(case, kept, other, row, why=row.get("why", ""), day=day)
        except KinlineError as failure:
            return Checked(None, {"": str(failure)})
        return Checked(edit, faults, edit.doubts if edit else ())

    return WriteForm(f"One person: {first.shown_name}", fields, check, tells=side_by_side(case, kept, other))


def _field(one: Contradiction) -> Field:
    label = f"{one.label[:1].upper()}{one.label[1:]}: which holds? The other is kept beside it."
    return Field(one.key, label, begins_with=one.proposed, choices=(one.kept, one.other))


def side_by_side(case: CaseFile, kept: Id, other: Id) -> str:
    """Return what both records say in two columns under their names, what differs marked with ≠."""
    from chronology.intake.doubled_people import compared

    lines: list[str] = []
    for label, *said in compared(case, kept, other):
        differs = "≠" if all(said) and said[0] != said[1] and label not in {"named in", "read from", "ids"} else " "
        cells = [wrap(words, SAID_WIDTH, max_lines=MOST_LINES, placeholder=" …") or ["–"] for words in said]
        for at in range(max(len(cell) for cell in cells)):
            first, second = (cell[at] if at < len(cell) else "" for cell in cells)
            head = f"{differs} {label}"[:NAME_WIDTH] if not at else ""
            lines.append(f"{head:<{NAME_WIDTH}} {first:<{SAID_WIDTH}} {second}".rstrip())
    return "\n".join(lines)
