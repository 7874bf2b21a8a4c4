"""When accounts of several sources are offered as one matter: practice data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value

_WORD = re.compile(r"[a-z0-9&%]+(?:['’-][a-z0-9]+)*")
_WORD_OR_STAR = re.compile(r"[a-z0-9&%]+(?:['’-][a-z0-9]+)*\*?")


class MatterParameters(Value):
    """How near two accounts have to be."""

    days_apart: int
    evidence: float
    evidence_day_apart: float
    setting: float
    word: float
    unshared: float
    named: float


class Settings(Value):
    """Things that many matters have in them."""

    concepts: frozenset[str]


class MatterData(Value):
    """The practice data of matters."""

    parameters: MatterParameters
    settings: Settings
    concepts: dict[str, tuple[str, ...]]


def from_data(data: dict[str, Any]) -> MatterData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return MatterData.model_validate(data)


@practice_cache
def matter_data() -> MatterData:
    """Return the practice data."""
    return from_data(data_of("matters"))


class _Phrases:
    """The words and phrases of every concept, by their first word, so that a text is gone through once."""

    def __init__(self) -> None:
        self.whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """First word → the words after it, and the concept; a last word that ends in * is the beginning of one."""
        self.begun: dict[str, list[str]] = {}
        """Beginning of a word → the concepts that it alone tells of."""
        for concept, phrases in matter_data().concepts.items():
            for phrase in phrases:
                words = tuple(_WORD_OR_STAR.findall(phrase.casefold()))
                if len(words) == 1 and words[0].endswith("*"):
                    self.begun.setdefault(words[0][:-1], []).append(concept)
                else:
                    self.whole.setdefault(words[0], []).append((words[1:], concept))
        self.shortest = min(map(len, self.begun), default=0)

    def found_in(self, words: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        for at, word in enumerate(words):
            for end in range(self.shortest, len(word) + 1):
                found.update(self.begun.get(word[:end], ()))
            for rest, concept in self.whole.get(word, ()):
                if concept not in found and all(
                    _is(words[at + 1 + n] if at + 1 + n < len(words) else "", wanted) for n, wanted in enumerate(rest)
                ):
                    found.add(concept)
        return frozenset(found)


def _is(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@practice_cache
def _phrases() -> _Phrases:
    return _Phrases()


@practice_cache
def concepts_in(text: str) -> frozenset[str]:
    """Return the concepts that a text tells of, whatever words it has for them."""
    return _phrases().found_in(_WORD.findall(text.casefold().replace("’", "'")))


@practice_cache
def words_in(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, cut to their stems; without those that every record holds."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(text.casefold().replace("’", "'"))
        if len(word) > 2 and word not in _COMMON
    )


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "edly", "ies", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_COMMON = frozenset(
    [
        *(
            "the",
            "and",
            "was",
            "were",
            "has",
            "had",
            "have",
            "been",
            "that",
            "this",
            "with",
            "from",
            "for",
            "her",
            "his",
            "him",
        ),
        *(
            "she",
            "they",
            "them",
            "their",
            "who",
            "not",
            "but",
            "out",
            "into",
            "about",
            "again",
            "when",
            "after",
            "before",
        ),
        *(
            "said",
            "says",
            "told",
            "seen",
            "saw",
            "child",
            "children",
            "mother",
            "father",
            "mum",
            "dad",
            "parent",
            "parents",
        ),
        *(
            "staff",
            "family",
            "home",
            "school",
            "today",
            "day",
            "time",
            "due",
            "very",
            "also",
            "did",
            "does",
            "would",
            "could",
        ),
        *(
            "noted",
            "reported",
            "record",
            "recorded",
            "concern",
            "concerns",
            "concerned",
            "are",
            "its",
            "there",
            "then",
            "than",
        ),
        *(
            "which",
            "while",
            "what",
            "where",
            "over",
            "only",
            "some",
            "any",
            "all",
            "one",
            "two",
            "being",
            "because",
            "during",
        ),
    ]
)
