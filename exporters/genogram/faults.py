"""What cannot be as it is recorded: drawn all the same, with a numbered mark at the person, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chronology.lives.impossible import look_at
from chronology.record.casefile import CaseFile
from chronology.record.values import Id
from exporters.documents.printable import printable


@dataclass(frozen=True)
class Fault:
    """One thing about one person that cannot be."""

    person: Id
    message: str
    number: int
    """By which the mark beside the person and the message are one."""


def faults_of(case: CaseFile, shown: Iterable[Id]) -> tuple[Fault, ...]:
    """Return what cannot be of those shown, in the order in which they are shown: each message once."""
    found: dict[Id, list[str]] = {}

    def say(person: Id, message: str) -> None:
        said = found.setdefault(person, [])
        words = " ".join(printable(message).split())
        if words not in said:
            said.append(words)

    look_at(case.people, case.parentages, say)
    for tie in case.parentages:
        if tie.child in tie.parents and tie.child in case.people:
            say(tie.child, f"{case.people[tie.child].shown_name} is recorded as their own parent")
    for partnership in case.partnerships:
        if len(partnership.partners) == 2 and len(set(partnership.partners)) == 1:
            one = case.people.get(partnership.partners[0])
            if one:
                say(one.id, f"{one.shown_name} is recorded as their own partner")
    told = [(person, message) for person in shown for message in found.get(person, ())]
    return tuple(Fault(person, message, n) for n, (person, message) in enumerate(told, 1))


def with_names(message: str, case: CaseFile) -> str:
    """Return a message of the layout with people's names in place of their ids."""
    return " ".join(
        case.people[word.rstrip(",;.")].shown_name + word[len(word.rstrip(",;.")) :]
        if word.rstrip(",;.") in case.people
        else word
        for word in message.split()
    )
