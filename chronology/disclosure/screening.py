"""Words that name somebody withheld: found in each record, and what a person decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from chronology.disclosure.masks import masked
from chronology.disclosure.own import words_alone
from chronology.disclosure.texts import texts_in, with_texts
from chronology.disclosure.tokens import Finder, Token
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.releases import OF_WORDS, Chosen, Release, digest_of
from chronology.record.values import Id, Value

V = TypeVar("V", bound=Value)

NOT_SHOWN = "[words left out: they name somebody whom this document does not name]"
"""What stands in place of an entry's words."""


_WORDS = "words"
"""The sort of decision that is about a record's words."""


@dataclass(frozen=True)
class Mention:
    """That the words of one record name somebody withheld, and what was decided about it."""

    record: Id
    """The record of the case file."""
    tokens: frozenset[Token] = field(repr=False)
    chosen: Chosen | None
    """None where nobody has decided: its words are left out until somebody does."""
    because: str = ""


class Decisions:
    """What people decided for one audience and the documents of these children."""

    def __init__(self, case: CaseFile, audience: str, children: Iterable[Id]) -> None:
        self._case = case
        ours = frozenset(children)
        self._found: dict[tuple[Id, str], Release] = {}
        rank: dict[tuple[Id, str], tuple[bool, bool]] = {}
        for given in case.releases:
            if given.audience not in {"", audience} or (given.child is not None and given.child not in ours):
                continue
            key = (given.record, _WORDS if given.chosen in OF_WORDS else given.chosen.value)
            how_near = (bool(given.audience), given.child is not None)
            if key not in rank or how_near >= rank[key]:
                rank[key], self._found[key] = how_near, given

    def of_words(self, record: Id) -> Release | None:
        """Return the decision in force about a record's words; one on a record that was changed since is none."""
        return self._in_force(record, _WORDS)

    def of(self, chosen: Chosen) -> Mapping[Id, Release]:
        """Return the decisions in force by which a record is included, or its restriction lifted, by record."""
        found = {record: self._in_force(record, sort) for record, sort in self._found if sort == chosen.value}
        return {record: given for record, given in found.items() if given is not None}

    def _in_force(self, record: Id, sort: str) -> Release | None:
        given = self._found.get((record, sort))
        held = self._case.records.get(record)
        return given if given is not None and held is not None and given.of == digest_of(held) else None


def with_included(case: CaseFile, audience: str, child: Id) -> tuple[CaseFile, Mapping[Id, str]]:
    """Return a case file in which the entries that somebody included for a child hold their words alone, and the reasons."""
    found = Decisions(case, audience, (child,)).of(Chosen.INCLUDED)
    entries = [words_alone(e) for i in found if isinstance(e := case.records.get(i), Entry) and child not in e.children]
    return case.with_records(entries), {e.id: found[e.id].because for e in entries}


@dataclass
class Screen:
    """Looks through the words of what is to be shown; remembers what it found."""

    finder: Finder
    """Tells the withheld tokens in a text."""
    others: Finder
    """Tells the names of other children, where they stand in nobody else's document."""
    decisions: Decisions
    stands_for: Mapping[Token, str]
    """The word for each token that tells one person."""
    masks: bool = False
    """Whether names are replaced where nobody has decided otherwise."""
    hides_professionals: bool = False
    mentions: dict[Id, Mention] = field(default_factory=dict)
    stood: dict[Id, Value] = field(default_factory=dict)
    """For each record whose words stand although they name somebody, the same without the names: for the search."""

    def found_in(self, text: str) -> frozenset[Token]:
        """Return what a text holds that it is not to hold."""
        return self.finder.found_in(text) | self.others.found_in(text)

    def clean(self, text: str) -> str:
        """Return a text that stands beside the matter, empty where it names somebody withheld."""
        return "" if text and self.found_in(text) else text

    def shown(self, record: Id, value: V, *, reworded: str = "") -> V | None:
        """Return a value with the words that may be shown, or None where its words are to be left out.

        `record` is what was decided about; `reworded` names the field that other words take the place of.
        """
        found = {token for text in texts_in(value) for token in self.found_in(text)}
        given = self.decisions.of_words(record)
        if not found and (given is None or given.chosen is not Chosen.REWORDED):
            return value
        chosen = given.chosen if given else None
        self.mentions[record] = Mention(record, frozenset(found), chosen, given.because if given else "")
        if chosen is Chosen.AS_WRITTEN:
            bare = self._without_names(value)
            if bare is None:
                bare = with_texts(value, self.clean)
            self.stood[record] = bare
            return value
        if chosen is Chosen.REWORDED and reworded and given is not None and not self.found_in(given.words):
            return with_texts(value, self.clean).model_copy(update={reworded: given.words})
        if chosen is Chosen.WITHOUT_NAMES or (chosen is None and self.masks):
            return self._without_names(value)
        return None

    def _without_names(self, value: V) -> V | None:
        failed = False

        def bare(text: str) -> str:
            nonlocal failed
            for finder in (self.finder, self.others):
                if finder.found_in(text):
                    made = masked(text, finder, self.stands_for)
                    failed = failed or made is None
                    text = made or ""
            failed = failed or bool(self.found_in(text))
            return text

        made = with_texts(value, bare)
        return None if failed else made
