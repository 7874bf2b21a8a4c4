"""What tells one person from the others: names, addresses, numbers, dates of birth; and whether a text holds any of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Household, Residence
from chronology.record.people import Person


class Kind(StrEnum):
    """What a token is, in words that do not say which."""

    NAME = "a name"
    FULL_NAME = "a full name"
    ADDRESS = "an address"
    POSTCODE = "a postcode"
    PHONE = "a telephone number"
    BIRTH = "a date of birth"
    NUMBER = "a record number"


@dataclass(frozen=True, order=True)
class Token:
    """One or more words, folded, that tell somebody from the others; never printed."""

    kind: Kind
    words: tuple[str, ...] = field(repr=False)


_PARTS = re.compile(r"[,;:·•|()\[\]{}<>\"“”=.!?\n\r\t]+")
"""What keeps words apart that do not belong to one name."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "lord", "rev", "prof", "st"})
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+44|0)(?:[ -]?[0-9]){9,10}(?![\w])")
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words."""


def folded(text: str) -> str:
    """Return text as it is compared: compatibility forms, marks and what cannot be seen taken out, case folded."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'"))
    kept = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFKC", kept.casefold())


def phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each part of a text, folded; a possessive's "s" is left off."""
    for part in _PARTS.split(folded(text)):
        words = tuple(w.removesuffix("'s") for w in _WORD.findall(part))
        if words:
            yield words


def identifiers(case: CaseFile) -> set[Token]:
    """Return everything in a case file by which somebody could be told from the others."""
    found: set[Token] = set()
    for person in case.people.values():
        found |= set(_of_person(person))
    for household in case.households.values():
        found |= set(_of_home(household))
    for residence in case.residences:
        found |= set(_of_place(residence))
    for record in case.records.values():
        written = record.model_dump_json()
        for match in _POSTCODE.findall(written):
            found |= _joined_too(Kind.POSTCODE, match)
        for match in _PHONE.findall(written):
            found |= _joined_too(Kind.PHONE, match)
        for number in getattr(record, "case_ids", ()):
            found |= set(_of_number(number))
    return {t for t in found if t.words}


def own_tokens(person: Person) -> frozenset[Token]:
    """Return what tells one person from the others: names, date of birth, record number."""
    return frozenset(token for token in _of_person(person) if token.words)


def withheld_tokens(known: Collection[Token], shown: CaseFile) -> frozenset[Token]:
    """Return which of all known tokens tell of somebody or some place that is not shown.

    A surname or a given name that somebody shown also bears tells nothing of who is withheld.
    """
    names = {words for person in shown.people.values() for text in _names(person) for words in phrases(text)}
    names |= {words for home in shown.households.values() for words in phrases(home.name)}
    borne = {words[i:j] for words in names for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    own = identifiers(shown)
    return frozenset(t for t in known if t not in own and (t.kind is Kind.BIRTH or t.words not in borne))


def without_days_shown(tokens: Collection[Token], shown: CaseFile) -> frozenset[Token]:
    """Return the tokens without the dates of birth that are the date of something shown."""
    days = {day for record in shown.records.values() for day in _DAY.findall(record.model_dump_json())}
    forms = {words for day in days for words in _day_forms(When(edtf=day))}
    return frozenset(token for token in tokens if token.kind is not Kind.BIRTH or token.words not in forms)


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, person.given, person.surname, *(other.text for other in person.names))


def _of_person(person: Person) -> Iterator[Token]:
    for text in _names(person):
        for part in _PARTS.split(text):
            if not any(not written[0].islower() for written in _WORD.findall(part)):
                continue
            for words in phrases(part):
                if len(words) > 1 and len("".join(words)) > 3:
                    yield Token(Kind.FULL_NAME, words)
            for written in _WORD.findall(part.replace("’", "'")):
                (word, *_rest), *_ = [*phrases(written), ("",)]
                if not written[0].islower() and len(word) > 1 and word not in _TITLES and not word.isdigit():
                    yield Token(Kind.NAME, (word,))
    if person.birth.is_exact:
        for words in _day_forms(person.birth):
            yield Token(Kind.BIRTH, words)
    yield from _of_number(person.ref)


def _of_number(text: str) -> Iterator[Token]:
    """Yield a record number; one that could be an age, a year or a word is none."""
    is_told = sum(c.isdigit() for c in text) > 4 or (any(c.isdigit() for c in text) and any(c.isalpha() for c in text))
    if is_told:
        yield from (Token(Kind.NUMBER, words) for words in phrases(text))


def _day_forms(when: When) -> Iterator[tuple[str, ...]]:
    day = when.earliest
    if day is None or not when.is_exact:
        return
    spoken = when.words()
    month = f"{day:%B}"
    for text in (
        spoken,
        spoken.replace(month, month[:3]),
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
    ):
        yield from phrases(text)


def _of_home(home: Household) -> Iterator[Token]:
    for text in (home.address, home.name):
        yield from _address_parts(text, is_protected=home.is_address_protected)


def _of_place(residence: Residence) -> Iterator[Token]:
    if any(c.isdigit() for c in residence.words) or "," in residence.words:
        yield from _address_parts(residence.words, is_protected=False)


def _address_parts(text: str, *, is_protected: bool) -> Iterator[Token]:
    """Yield each part of an address, and its street without the number; of a protected one the single words too."""
    for words in phrases(text):
        street = tuple(word for word in words if not word[0].isdigit())
        if len(words) > 1 or is_protected:
            yield Token(Kind.ADDRESS, words)
        if len(street) > 1:
            yield Token(Kind.ADDRESS, street)


def _joined_too(kind: Kind, text: str) -> set[Token]:
    return {Token(kind, words) for part in (text, re.sub(r"[ -]", "", text)) for words in phrases(part)}


_SHORT = 64
"""Up to how many letters a text is remembered: names of agencies, kinds and ids stand in every record."""
_NOTHING: frozenset[Token] = frozenset()


class Finder:
    """Tells which of some tokens a text holds, as whole words."""

    def __init__(self, tokens: Iterable[Token], ordinary: Collection[str] = ()) -> None:
        usual = {words for text in ordinary for words in phrases(text)}
        self._by_first: dict[str, list[Token]] = {}
        self._unspaced: list[Token] = []
        self._short: dict[str, frozenset[Token]] = {}
        for token in sorted(tokens):
            if token.words in usual:
                continue
            self._by_first.setdefault(token.words[0], []).append(token)
            if any(_UNSPACED.search(word) for word in token.words):
                self._unspaced.append(token)

    def beginning_with(self, word: str) -> Sequence[Token]:
        """Return the tokens whose first word this is."""
        return self._by_first.get(word, ())

    def found_in(self, text: str) -> frozenset[Token]:
        """Return the tokens that a text holds."""
        if not self._by_first and not self._unspaced:
            return _NOTHING
        if len(text) > _SHORT:
            return self._found_in(text)
        if text not in self._short:
            self._short[text] = self._found_in(text)
        return self._short[text]

    def _found_in(self, text: str) -> frozenset[Token]:
        plain = folded(text)
        firsts = self._by_first.keys()
        if not self._unspaced and firsts.isdisjoint(w.removesuffix("'s") for w in _WORD.findall(plain)):
            return _NOTHING
        found: set[Token] = set()
        for words in phrases(text):
            for at, word in enumerate(words):
                for token in self._by_first.get(word, ()):
                    if words[at : at + len(token.words)] == token.words:
                        found.add(token)
        if self._unspaced and _UNSPACED.search(text):
            squeezed = "".join(plain.split())
            found |= {token for token in self._unspaced if "".join(token.words) in squeezed}
        return frozenset(found)
