"""Words with every withheld name in them replaced by what stands for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from chronology.disclosure.tokens import Finder, Kind, Token, own_tokens
from chronology.record.casefile import CaseFile

WITHHELD: dict[Kind, str] = {
    Kind.NAME: "[name withheld]",
    Kind.FULL_NAME: "[name withheld]",
    Kind.ADDRESS: "[address withheld]",
    Kind.POSTCODE: "[address withheld]",
    Kind.PHONE: "[number withheld]",
    Kind.EMAIL: "[address withheld]",
    Kind.BIRTH: "[date withheld]",
    Kind.NUMBER: "[number withheld]",
}
"""What stands in place of something withheld where no word is kept for it."""

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ′`´][^\W_]+)*")
_PART_ENDS = frozenset(',;:·•|()[]{}<>"“”=.!?\n\r\t')
"""The signs that end a part of a text: no name runs across one."""


def masked(text: str, finder: Finder, stands_for: Mapping[Token, str]) -> str | None:
    """Return a text with each withheld token replaced, or None where that cannot be done for sure.

    `stands_for` gives the word for a token that tells one person; any other is called withheld by its kind.
    """
    plain = _seen(text)
    apart = sorted((*finder.numbers_in(plain), *finder.spelt_in(plain)), key=lambda found: -found[1])
    for token, start, stop in apart:
        plain = f"{plain[:start]}{stands_for.get(token, WITHHELD[token.kind])}{plain[stop:]}"
    out, end = [], 0
    for start, stop, token, tail in _spans(plain, finder):
        out += [plain[end:start], stands_for.get(token, WITHHELD[token.kind]), tail]
        end = stop
    made = "".join([*out, plain[end:]])
    return None if finder.found_in(made) else made


def marked(text: str, tokens: Collection[Token]) -> list[tuple[str, Kind | None]]:
    """Return a text in parts, each with what it tells where it is one of the tokens: so that a person sees where they stand."""
    plain, parts, end = _seen(text), list[tuple[str, Kind | None]](), 0
    finder = Finder(tokens)
    spans = [(start, stop, token) for start, stop, token, _ in _spans(plain, finder)]
    spans += [(start, stop, token) for token, start, stop in (*finder.numbers_in(plain), *finder.spelt_in(plain))]
    for start, stop, token in sorted(spans):
        if start < end:
            continue
        parts += [(plain[end:start], None), (plain[start:stop], token.kind)]
        end = stop
    return [(words, kind) for words, kind in (*parts, (plain[end:], None)) if words]


def _seen(text: str) -> str:
    """Return a text as it is looked through: composed, without what cannot be seen."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")


def words_for_people(case: CaseFile, words: Mapping[str, str]) -> dict[Token, str]:
    """Return the word for each token that tells exactly one person; `words` gives each person's word by id."""
    found: dict[Token, str] = {}
    shared: set[Token] = set()
    for person in case.people.values():
        for token in own_tokens(person):
            if token.kind not in {Kind.NAME, Kind.FULL_NAME}:
                continue
            if token in found or person.id not in words:
                shared.add(token)
            else:
                found[token] = words[person.id]
    return {token: word for token, word in found.items() if token not in shared}


def _spans(text: str, finder: Finder) -> Iterator[tuple[int, int, Token, str]]:
    """Yield where a withheld token stands, the longest first at each place, and what of a possessive stays."""
    words = [(m.start(), m.end(), *_bare(finder.spelling_of(m[0]))) for m in _WORD.finditer(text)]
    capitals = finder.capitals_of(text)
    at = 0
    while at < len(words):
        token = _longest(text, words, at, finder, capitals)
        if token is None:
            at += 1
            continue
        last = at + len(token.words) - 1
        yield words[at][0], words[last][1], token, words[last][3]
        at = last + 1


def _longest(
    text: str, words: list[tuple[int, int, str, str]], at: int, finder: Finder, capitals: Collection[str] | None
) -> Token | None:
    if capitals is not None and text[words[at][0]].islower():
        capitals = ()  # of a text with "Will" and "will" in it, the second is nobody
    for token in sorted(finder.beginning_with(words[at][2], capitals), key=lambda t: -len(t.words)):
        run = words[at : at + len(token.words)]
        if tuple(word[2] for word in run) != token.words:
            continue
        between = (text[one[1] : other[0]] for one, other in pairwise(run))
        ends = _PART_ENDS if token.kind is not Kind.BIRTH else _PART_ENDS - {".", ","}
        if not any(ends & set(gap) for gap in between):
            return token
    return None


def _bare(word: str) -> tuple[str, str]:
    """Return a folded word as it is compared, and the possessive's end that was left off."""
    return (word.removesuffix("'s"), "’s") if word.endswith("'s") else (word, "")
