"""Wording that a reader may stumble over, with what to write instead: advice for the author, which never blocks anything.

Quotations are let be (`chronology.checks.quotations`); words reported after “said that” are the author's own and are looked at.
The wordings are practice data (`chronology/practice/wording.toml`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from chronology.checks.quotations import quotations_in
from chronology.practice.laid import practice_cache
from chronology.practice.wording import Group, Phrase, WordingData, wording_data
from chronology.record.entries import Entry

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\u00ad]+[^\W\d_]+)*|\d+|%")
_WORD_OF_DATA = re.compile(rf"(?:{_WORD.pattern})\*?|\*")
_BETWEEN = re.compile(r"[\s\-\u00ad\u200b\u2010\u2011]*")
_SENTENCE_ENDS = re.compile(r"[.!?…][\"”»›'’)\]]*\s|\n[^\S\n]*\n|\n[^\S\n]*[-*•>]")


@dataclass(frozen=True)
class WordingHit:
    """One wording that is pointed out, and what to write instead; advice only."""

    key: str
    group: str
    words: str
    """The words as they are written."""
    start: int
    """Where they begin in the text, in characters."""
    end: int
    """Just after their last character."""
    instead: str
    source: str
    caveat: str


def hits_in(text: str, *, place: str = "anything", child_age: int | None = None) -> tuple[WordingHit, ...]:
    """Return what in a text might be worded better, in order; nothing inside a quotation, and no two over each other.

    It advises the author and never blocks: each hit says what to write instead and where the wording may be right.

    Parameters
    ----------
    place
        What the text is: `danger_statement`, `safety_goal` or `anything`. Labels are pointed out in the first two only.
    child_age
        The age of the child that the text is about, in whole years, where it is known: a young person who goes alone to
        appointments does miss them.

    Examples
    --------
    >>> [(hit.words, hit.instead) for hit in hits_in("Ada DNA'd again.")]
    [("DNA'd", 'was not brought')]
    >>> hits_in("Her school wrote: “DNA’d again”.")
    ()
    """
    data = wording_data()
    read = _Reading(text)
    found = []
    for hit in read.wordings:
        phrase = data.phrases[hit.row]
        limit = data.age_limit(phrase)
        if phrase.is_looked_for_in(place) and (limit is None or child_age is None or child_age < limit):
            found.append(hit)
    return tuple(_hit_of(text, read, hit, data.phrases[hit.row]) for hit in read.apart(read.standing(found, data)))


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Return the field and text of everything in an entry that its author wrote; never the words of anybody else."""
    for field in ("event", "action", "outcome", "analysis", "note"):
        text: str = getattr(entry, field)
        if text:
            yield field, text
    for impact in entry.impacts:
        if impact.words:
            yield "impact", impact.words


@dataclass(frozen=True, slots=True)
class _Wording:
    """One wording of the practice data, and what it is there for."""

    words: tuple[str, ...]
    role: str
    """words, unless (near it no hit), inside (within it no hit), with, observed."""
    row: int

    def stands_at(self, words: list[str], at: int) -> bool:
        return len(words) - at >= len(self.words) and all(
            _is_said(words[at + n], said) for n, said in enumerate(self.words)
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a wording stands: its first word and the one after its last, by number."""

    row: int
    first: int
    last: int


class _Reading:
    """One text, gone through once."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.words = [_folded(text[start:end]) for start, end in self.spans]
        self.quoted = quotations_in(text)
        self.joined, self.sentence = self._gaps(text)
        self.wordings: list[_Place] = []
        self.around: dict[tuple[str, int], list[_Place]] = {}
        self.needed: set[tuple[int, int]] = set()
        self.observed = {self._sentence_at(at) for span in self.quoted for at in span}
        self._look()

    def _gaps(self, text: str) -> tuple[list[bool], list[int]]:
        """Return of each word whether it stands together with the next, and the number of its sentence."""
        joined, sentence, number = [], [], 0
        for n, (_, end) in enumerate(self.spans):
            sentence.append(number)
            gap = text[end : self.spans[n + 1][0]] if n + 1 < len(self.spans) else "."
            ends = _SENTENCE_ENDS.search(gap) is not None
            number += ends
            joined.append(not ends and _BETWEEN.fullmatch(gap) is not None)
        return joined, sentence

    def _sentence_at(self, start: int) -> int:
        at = bisect_right(self.spans, start, key=_start) - 1
        return self.sentence[max(at, 0)] if self.sentence else 0

    def _look(self) -> None:
        whole, begun = _wordings()
        lengths = sorted({len(start) for start in begun})
        for at, word in enumerate(self.words):
            self._take(at, whole.get(word, ()))
            for length in lengths:
                self._take(at, begun.get(word[:length], ()) if len(word) >= length else ())

    def _take(self, at: int, wordings: tuple[_Wording, ...]) -> None:
        for wording in wordings:
            last = at + len(wording.words)
            if not wording.stands_at(self.words, at) or not all(self.joined[at : last - 1]):
                continue
            if wording.role == "words":
                self.wordings.append(_Place(wording.row, at, last))
            elif wording.role == "observed":
                self.observed.add(self.sentence[at])
            elif wording.role == "with":
                self.needed.add((wording.row, self.sentence[at]))
            else:
                self.around.setdefault((wording.role, wording.row), []).append(_Place(wording.row, at, last))

    def standing(self, hits: list[_Place], data: WordingData) -> list[_Place]:
        """Return the hits that nothing around them speaks against."""
        near, longest = data.number("near"), _longest()
        out = []
        for hit in hits:
            phrase, sentence = data.phrases[hit.row], self.sentence[hit.first]
            if phrase.needs and (hit.row, sentence) not in self.needed:
                continue
            if phrase.group is Group.UNOBSERVED and self.observed & {sentence - 1, sentence, sentence + 1}:
                continue
            if self._stands_by("inside", hit, -1, longest) or self._stands_by("unless", hit, near, longest):
                continue
            out.append(hit)
        return out

    def _stands_by(self, role: str, hit: _Place, between: int, longest: int) -> bool:
        """Return whether words of that role stand in the hit's sentence with at most so many words between; -1: over it."""
        places = self.around.get((role, hit.row), [])
        begin = bisect_left(places, hit.first - between - longest, key=_first)
        end = bisect_right(places, hit.last + between, key=_first)
        return any(
            place.last >= hit.first - between and self.sentence[place.first] == self.sentence[hit.first]
            for place in places[begin:end]
        )

    def apart(self, hits: list[_Place]) -> Iterator[_Place]:
        """Give the hits that no quotation touches, in order, of several over each other the first and longest."""
        done = 0
        for hit in sorted(hits, key=lambda h: (h.first, -h.last, h.row)):
            start, end = self.bounds(hit)
            at = bisect_left(self.quoted, end, key=_start) - 1
            if hit.first >= done and (at < 0 or self.quoted[at][1] <= start):
                done = hit.last
                yield hit

    def bounds(self, hit: _Place) -> tuple[int, int]:
        """Return where a hit begins and ends in the text, in characters."""
        return self.spans[hit.first][0], self.spans[hit.last - 1][1]


def _hit_of(text: str, read: _Reading, hit: _Place, phrase: Phrase) -> WordingHit:
    start, end = read.bounds(hit)
    return WordingHit(
        key=phrase.key,
        group=phrase.group.value,
        words=text[start:end],
        start=start,
        end=end,
        instead=phrase.instead,
        source=phrase.source,
        caveat=phrase.caveat,
    )


def _first(place: _Place) -> int:
    return place.first


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").replace("ʼ", "'").replace("\u00ad", "")


def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _WORD_OF_DATA.findall(phrase))


def _is_said(word: str, said: str) -> bool:
    return word.startswith(said[:-1]) if said.endswith("*") else word == said


def _holds(phrase: tuple[str, ...], wording: tuple[str, ...]) -> bool:
    """Return whether a phrase holds a wording."""
    bare = [word.rstrip("*") for word in phrase]
    return any(
        all(_is_said(bare[at + n], said) for n, said in enumerate(wording))
        for at in range(len(bare) - len(wording) + 1)
    )


@practice_cache
def _wordings() -> tuple[dict[str, tuple[_Wording, ...]], dict[str, tuple[_Wording, ...]]]:
    """Return the wordings by their first word, and those whose first word has any ending by how it begins."""
    data = wording_data()
    found = [_Wording(_words_of(words), "observed", -1) for words in data.observed]
    for row, phrase in enumerate(data.phrases):
        own = [_words_of(words) for words in phrase.words]
        found += [_Wording(words, "words", row) for words in own]
        found += [_Wording(_words_of(words), "with", row) for words in phrase.needs]
        for words in map(_words_of, phrase.unless):
            role = "inside" if any(_holds(words, wording) for wording in own) else "unless"
            found.append(_Wording(words, role, row))
    whole: dict[str, list[_Wording]] = {}
    begun: dict[str, list[_Wording]] = {}
    for wording in found:
        first = wording.words[0]
        (begun if first.endswith("*") else whole).setdefault(first.removesuffix("*"), []).append(wording)
    return {k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in begun.items()}


@practice_cache
def _longest() -> int:
    whole, begun = _wordings()
    return max(len(wording.words) for some in (*whole.values(), *begun.values()) for wording in some)
