"""What tells one person from the others: names, addresses, numbers, dates of birth; and whether a text holds any of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from chronology.disclosure.everyday import is_everyday
from chronology.disclosure.spellings import folded, numbers_in, spelt_alike, spelt_out, two_lettered
from chronology.disclosure.tellers import private_tellers
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Household, Residence
from chronology.record.people import Person
from chronology.record.steps import stepwise


class Kind(StrEnum):
    """What a token is, in words that do not say which."""

    NAME = "a name"
    FULL_NAME = "a full name"
    ADDRESS = "an address"
    POSTCODE = "a postcode"
    PHONE = "a telephone number"
    EMAIL = "an e-mail address"
    BIRTH = "a date of birth"
    NUMBER = "a record number"


@dataclass(frozen=True, order=True)
class Token:
    """One or more words, folded, that tell somebody from the others; never printed."""

    kind: Kind
    words: tuple[str, ...] = field(repr=False)
    is_alike: bool = field(default=False, compare=False)
    """Whether it is a name as it may be written too, and was not recorded so: it is meant where it has a capital."""


_PARTS = re.compile(r"[,;:·•|()\[\]{}<>\"“”=.!?\n\r\t]+")
"""What keeps words apart that do not belong to one name."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "lord", "rev", "prof", "st"})
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_PATTERNED = {"phone": Kind.PHONE, "email": Kind.EMAIL}
"""What is told by how it is written, and is compared however it is divided."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words."""


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
    for record in stepwise(case.records.values()):
        written = record.model_dump_json()
        for match in _POSTCODE.findall(written):
            found |= _joined_too(Kind.POSTCODE, match)
        found |= {Token(_PATTERNED[sort], (number,)) for sort, number, *_ in numbers_in(written)}
        for number in getattr(record, "case_ids", ()):
            found |= set(_of_number(number))
    for name in private_tellers(case):
        found |= set(_of_name(name))
    return {t for t in found if t.words}


def own_tokens(person: Person) -> frozenset[Token]:
    """Return what tells one person from the others: names, date of birth, record number."""
    return frozenset(token for token in _of_person(person) if token.words)


def withheld_tokens(known: Collection[Token], shown: CaseFile) -> frozenset[Token]:
    """Return which of all known tokens tell of somebody or some place that is not shown.

    A surname or a given name that somebody shown also bears tells nothing of who is withheld.
    """
    names = {
        words
        for person in shown.people.values()
        for name in _names(person)
        for text in _ways_of(name)
        for words in phrases(text)
    }
    names |= {words for home in shown.households.values() for words in phrases(home.name)}
    borne = {words[i:j] for words in names for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    own = identifiers(shown)
    return as_people_write(
        (t for t in known if t not in own and (t.kind is Kind.BIRTH or t.words not in borne)),
        borne | {token.words for token in own},
    )


def as_people_write(tokens: Iterable[Token], borne: Collection[tuple[str, ...]]) -> frozenset[Token]:
    """Return the tokens, each name also as "Muller" for "Mueller" and the reverse, and with the "s" of a possessive whose
    apostrophe nobody wrote: "Adas coat".

    `borne` are the names of those who are shown: a name that is one of theirs tells nothing.
    """
    found = set(tokens)
    for token in tuple(found):
        if token.kind in _SPELLABLE:
            found |= {Token(token.kind, words, is_alike=True) for words in _alike(token.words) if words not in borne}
    for token in tuple(found):
        ended = (*token.words[:-1], f"{token.words[-1]}s")
        if token.kind is Kind.NAME and len(token.words[-1]) > 2 and ended not in borne:
            found.add(replace(token, words=ended))
    return frozenset(found)


def _alike(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at, word in enumerate(words):
        for other in spelt_alike(word):
            yield (*words[:at], other, *words[at + 1 :])


def without_days_shown(tokens: Collection[Token], shown: CaseFile, due: Iterable[date] = ()) -> frozenset[Token]:
    """Return the tokens without the dates of birth that are the date of something shown, or a day when something fell due."""
    if not any(token.kind is Kind.BIRTH for token in tokens):
        return frozenset(tokens)
    days = {day for record in stepwise(shown.records.values()) for day in _DAY.findall(record.model_dump_json())}
    days |= {day.isoformat() for day in due}
    forms = {words for day in days for words in _day_forms(When(edtf=day))}
    return frozenset(token for token in tokens if token.kind is not Kind.BIRTH or token.words not in forms)


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, person.given, person.surname, *(other.text for other in person.names))


def _of_person(person: Person) -> Iterator[Token]:
    for text in _names(person):
        yield from _of_name(text)
    if person.birth.is_exact:
        for words in _day_forms(person.birth):
            yield Token(Kind.BIRTH, words)
    yield from _of_number(person.ref)


def _ways_of(name: str) -> tuple[str, ...]:
    """Return a name as it is written, and with two letters for one that a keyboard may not have."""
    return tuple(dict.fromkeys((name, two_lettered(name))))


def _of_name(name: str) -> Iterator[Token]:
    for text in _ways_of(name):
        yield from _as_written(text)


def _as_written(text: str) -> Iterator[Token]:
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
            if written[1:2] == "'" and len(written) > 3:
                yield Token(
                    Kind.FULL_NAME, tuple(w for part in written.split("'") for w in _WORD.findall(folded(part)))
                )


def _of_number(text: str) -> Iterator[Token]:
    """Yield a record number; one that could be an age, a year or a word is none."""
    is_told = sum(c.isdigit() for c in text) > 4 or (any(c.isdigit() for c in text) and any(c.isalpha() for c in text))
    if is_told:
        yield from (Token(Kind.NUMBER, words) for words in phrases(text))


def _day_forms(when: When) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which one day is written."""
    day = when.earliest
    if day is None or not when.is_exact:
        return
    years = (f"{day:%Y}", f"{day:%y}")
    months = dict.fromkeys((f"{day:%B}", f"{day:%b}", "Sept" if day.month == 9 else f"{day:%b}"))
    texts = [when.words(), day.isoformat()]
    for year in years:
        texts += [f"{day:%d/%m}/{year}", f"{day.day}/{day.month}/{year}", f"{day.day}/{day:%m}/{year}"]
        for month in months:
            texts += [f"{day.day} {month} {year}", f"{day:%d} {month} {year}", f"{month} {day.day} {year}"]
    for text in dict.fromkeys(texts):
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
_SPELLABLE = frozenset({Kind.NAME, Kind.FULL_NAME, Kind.ADDRESS})
_LEAST_SPELT = 3
_NOTHING: frozenset[Token] = frozenset()


class Finder:
    """Tells which of some tokens a text holds, as whole words.

    A name that is a word of every day ("Will", "Hope"), or that nobody recorded in this spelling, is meant where it has a capital: also without one in a text that has no
    capital at all, where `small_too`.
    """

    def __init__(self, tokens: Iterable[Token], ordinary: Collection[str] = (), *, small_too: bool = True) -> None:
        usual = {words for text in ordinary for words in phrases(text)}
        self._by_first: dict[str, list[Token]] = {}
        self._unspaced: list[Token] = []
        self._numbers: dict[str, Token] = {}
        self._spelt: dict[str, Token] = {}
        self._vocabulary: set[str] = set()
        self._short: dict[str, frozenset[Token]] = {}
        self._small_too = small_too
        for token in sorted(tokens):
            if token.words in usual:
                continue
            if token.kind in _PATTERNED.values():
                self._numbers[token.words[0]] = token
                continue
            self._by_first.setdefault(token.words[0], []).append(token)
            self._vocabulary.update(token.words)
            letters = "".join(token.words)
            if token.kind in _SPELLABLE and letters.isalpha() and len(letters) >= _LEAST_SPELT:
                self._spelt.setdefault(letters, token)
            if any(_UNSPACED.search(word) for word in token.words):
                self._unspaced.append(token)

    def beginning_with(self, word: str, capitals: Collection[str] | None) -> Sequence[Token]:
        """Return the tokens whose first word this is; `capitals` are those of the text, as `capitals_of` gives them."""
        found = self._by_first.get(word, ())
        if capitals is None or word in capitals:
            return found
        return [token for token in found if not _needs_capital(token)]

    def capitals_of(self, text: str) -> Collection[str] | None:
        """Return the words of a text that have a capital, folded; None where it has none and small letters count too."""
        found = {
            w.removesuffix("'s")
            for written in _WORD.findall(text.replace("’", "'"))
            if not written[0].islower()
            for w in _WORD.findall(folded(written))
        }
        return None if self._small_too and text == text.lower() else found

    def numbers_in(self, text: str) -> Iterator[tuple[Token, int, int]]:
        """Yield each telephone number and the like that a text holds, and where."""
        if self._numbers:
            for _, number, start, end in numbers_in(text):
                if number in self._numbers:
                    yield self._numbers[number], start, end

    def spelt_in(self, text: str) -> Iterator[tuple[Token, int, int]]:
        """Yield each name whose letters stand apart in a text ("S i o b h a n"), and where; of those that overlap the longest.

        Three letters, and a word of every day, are a name only where they are all that stands apart there.
        """
        if not self._spelt:
            return
        for run in spelt_out(text):
            joined = "".join(letter for letter, _ in run)
            places = [at for letter, at in run for _ in letter]
            begin = 0
            while begin < len(joined):
                size = self._spelt_size(joined, begin)
                if size:
                    yield self._spelt[joined[begin : begin + size]], places[begin], places[begin + size - 1] + 1
                begin += size or 1

    def _spelt_size(self, joined: str, begin: int) -> int:
        """Return how many letters the longest name has that begins there; 0 where none does."""
        for size in range(len(joined) - begin, _LEAST_SPELT - 1, -1):
            token = self._spelt.get(joined[begin : begin + size])
            if token and (size == len(joined) or (size > _LEAST_SPELT and not _needs_capital(token))):
                return size
        return 0

    def spelling_of(self, written: str) -> str:
        """Return a word folded as the tokens have it: with two letters for one ("mueller") where they have it so alone."""
        word, other = folded(written), two_lettered(written)
        if other == written or word.removesuffix("'s") in self._vocabulary:
            return word
        spelling = folded(other)
        return spelling if spelling.removesuffix("'s") in self._vocabulary else word

    def found_in(self, text: str) -> frozenset[Token]:
        """Return the tokens that a text holds."""
        if not self._by_first and not self._unspaced and not self._numbers:
            return _NOTHING
        if len(text) > _SHORT:
            return self._found_in(text)
        if text not in self._short:
            self._short[text] = self._found_in(text)
        return self._short[text]

    def _found_in(self, text: str) -> frozenset[Token]:
        found = self._words_in(text)
        other = two_lettered(text)
        if other != text:
            found |= self._words_in(other)
        return found.union(token for token, *_ in (*self.numbers_in(text), *self.spelt_in(text)))

    def _words_in(self, text: str) -> frozenset[Token]:
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
        if any(_needs_capital(token) for token in found):
            capitals = self.capitals_of(text)
            if capitals is not None:
                found = {token for token in found if token.words[0] in capitals or not _needs_capital(token)}
        if self._unspaced and _UNSPACED.search(text):
            squeezed = "".join(plain.split())
            found |= {token for token in self._unspaced if "".join(token.words) in squeezed}
        return frozenset(found)


def finder_of_referrers(case: CaseFile) -> Finder:
    """Return what tells the names of those whose referral is restricted for their sake in words of other entries.

    A single name that somebody of the case file bears tells nobody; their full name does.
    """
    borne = {token.words for person in case.people.values() for token in _of_person(person) if token.kind is Kind.NAME}
    names = {token for name in private_tellers(case, held_alone=True) for token in _of_name(name) if token.words}
    return Finder(as_people_write((t for t in names if t.kind is Kind.FULL_NAME or t.words not in borne), borne))


def _needs_capital(token: Token) -> bool:
    """Return whether a name may be a word that everybody writes without meaning anybody."""
    return token.is_alike or (token.kind is Kind.NAME and is_everyday(token.words[0]))
