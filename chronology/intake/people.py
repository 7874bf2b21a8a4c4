"""Names in a table against the family's people: one person, nobody, or a question; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chronology.lives.mentions import is_child_on, names_of
from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.people import Person
from chronology.record.values import Id

ALL = frozenset(
    {"all", "all children", "all the children", "the children", "all siblings", "whole family", "all of the children"}
)
"""Words that mean every child of the family alive on that day."""

_APART = re.compile(r"\s*(?:;|\n|\||\s&\s|\band\b|\s\+\s|/(?=\s*[A-Za-z]))\s*", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
LONGEST_NAME = 300
"""Characters of one name that are looked into."""
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*|\s*,?\s*(?:dob|aged?|born)\b.*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """What a name in a table means."""

    words: str
    person: Id | None
    why: str
    """How it was recognised, or why it was not."""


class Names:
    """The names of one family, asked one at a time."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._exact: dict[str, list[Person]] = {}
        self._loose: dict[str, list[Person]] = {}
        self._initials: dict[str, list[Person]] = {}
        for person in case.people.values():
            self.add(person)

    def add(self, person: Person) -> None:
        """Take one more person in."""
        for word in (person.id, person.ref, *person.case_ids, person.name):
            if word:
                self._exact.setdefault(comparable(word), []).append(person)
        for word in names_of(person):
            self._loose.setdefault(comparable(word), []).append(person)
        if person.name:
            self._initials.setdefault(comparable(person.shown_initials), []).append(person)

    def find(self, words: str) -> Found:
        """Return whom a name means; a subject child goes before others of the same given name."""
        if len(words) > LONGEST_NAME:
            return Found(words, None, "is too long for a name")
        plain = comparable(_ASIDE.sub("", words).strip(" .,:-")) or comparable(words)
        for names, why in ((self._exact, "full name or id"), (self._loose, "given name"), (self._initials, "initials")):
            fits = list(
                {p.id: p for p in names.get(plain.replace(".", "") if names is self._initials else plain, [])}.values()
            )
            if len(fits) == 1:
                return Found(words, fits[0].id, why)
            subjects = [p for p in fits if p.is_subject]
            if len(subjects) == 1:
                return Found(words, subjects[0].id, f"{why} of the subject child")
            if fits:
                who = ", ".join(f"{p.shown_name} ({p.ref or p.id})" for p in fits[:4])
                return Found(words, None, f"may be {who}: not guessed")
        return Found(words, None, "is not in the family")

    def split(self, words: str) -> Iterator[str]:
        """Yield the names in a cell; a comma parts them unless the whole is one name."""
        for part in _APART.split(_SPACES.sub(" ", words.strip())):
            if not part.strip():
                continue
            if "," in part and self.find(part).person is None:
                yield from (piece.strip() for piece in part.split(",") if piece.strip())
            else:
                yield part.strip()

    def is_grown_on(self, person: Id, day: date) -> bool:
        """Return whether somebody who is not a subject child was certainly 18 or more on a day."""
        known = self._case.people.get(person)
        if known is None or known.is_subject or known.birth.latest is None:
            return False
        born = known.birth.latest
        return (day.year - born.year, day.month, day.day) >= (18, born.month, born.day)

    def called(self, person: Id) -> str:
        """Return how somebody is called in a sentence."""
        known = self._case.people.get(person)
        return known.shown_name if known is not None else person

    def children_alive_on(self, day: date) -> tuple[Id, ...]:
        """Return the children of the family alive on a day: under 18 then, and marked as subjects where any are."""
        everyone = [p for p in self._case.people.values() if is_child_on(p, day)]
        subjects = [p for p in self._case.people.values() if p.is_subject]
        chosen = [p for p in everyone if p.is_subject] if subjects else everyone
        return tuple(
            p.id
            for p in chosen
            if p.birth.happened_by(day) is not Falls.NO and not (p.death.latest is not None and p.death.latest < day)
        )


def is_all(words: str) -> bool:
    """Return whether a cell means every child."""
    return comparable(words).strip(" .") in ALL
