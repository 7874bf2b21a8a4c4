"""How a form writes the people of a family, each so that nobody else is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chronology.record.casefile import CaseFile
from chronology.record.values import Id


class NamesWritten:
    """How a form writes the people of a family, each so that nobody else is meant."""

    def __init__(self, case: CaseFile) -> None:
        self._words: dict[Id, str] = {}
        taken: dict[str, int] = {}
        ways: Sequence[Callable[[Id], str]] = (
            lambda who: case.people[who].shown_name,
            lambda who: f"{case.people[who].shown_name} (born {case.people[who].birth.words()})",
        )
        for way in ways:
            for who in case.people:
                taken[way(who).casefold()] = taken.get(way(who).casefold(), 0) + 1
        for who in case.people:
            said = (way(who) for way in ways)
            fit = next((w for w in said if w and not set(w) & set(";\n") and taken[w.casefold()] == 1), f"[{who}]")
            self._words[who] = fit
        self._by_words = {words.casefold(): who for who, words in self._words.items()}

    def of(self, person: Id) -> str:
        """Return how a person is written; the id in brackets where no name tells them apart."""
        return self._words.get(person, f"[{person}]")

    def meant(self, words: str) -> Id | None:
        """Return whom words written so mean; None where they are not written so."""
        if words.startswith("[") and words.endswith("]"):
            return words[1:-1]
        return self._by_words.get(words.casefold())
