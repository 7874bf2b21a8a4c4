"""When accounts of several sources are offered as one matter: practice data."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from chronology.record.values import Value

_WORD = re.compile(r"[a-z0-9&]+(?:['’-][a-z0-9]+)*")


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


@lru_cache(maxsize=1)
def matter_data() -> MatterData:
    """Return the practice data."""
    return MatterData.model_validate(
        tomllib.loads(files("chronology.practice").joinpath("matters.toml").read_text(encoding="utf-8"))
    )


@lru_cache(maxsize=1)
def _concept_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            concept,
            re.compile(
                rf"(?<![a-z0-9])(?:{'|'.join(_pattern(word) for word in sorted(words, key=len, reverse=True))})"
            ),
        )
        for concept, words in matter_data().concepts.items()
    )


def _pattern(word: str) -> str:
    plain = re.escape(word.removesuffix("*"))
    return plain if word.endswith("*") else rf"{plain}(?![a-z0-9])"


@lru_cache(maxsize=65_536)
def concepts_in(text: str) -> frozenset[str]:
    """Return the concepts that a text tells of, whatever words it has for them."""
    plain = text.casefold().replace("’", "'")
    return frozenset(concept for concept, pattern in _concept_patterns() if pattern.search(plain))


@lru_cache(maxsize=65_536)
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
