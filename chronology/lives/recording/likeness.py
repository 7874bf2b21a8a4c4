"""How alike two notes are: the two published shares, and the likeness of their rows of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

Words = Sequence[int]
"""A note's words by number."""


@dataclass(frozen=True)
class Likeness:
    """How much of a note stands in another."""

    ten_word_share: float
    """The share of its words in runs of ten that stand in the other, 0 to 1."""
    three_word_coverage: float
    """The share of its words in runs of three that stand in the other."""
    likeness: float
    """How alike the rows of words are, 0 to 1."""


def runs_of(words: Words, length: int) -> list[tuple[int, ...]]:
    """Return every run of so many words, in order."""
    return [tuple(words[k : k + length]) for k in range(len(words) - length + 1)]


def covered(words: Words, length: int, shared: set[tuple[int, ...]]) -> list[bool]:
    """Return for each word whether it lies in a run of so many words that is shared."""
    out = [False] * len(words)
    for k in range(len(words) - length + 1):
        if tuple(words[k : k + length]) in shared:
            out[k : k + length] = [True] * length
    return out


def share(words: Words, length: int, shared: set[tuple[int, ...]]) -> float:
    """Return the share of words that lie in shared runs; 0 for a note shorter than one run."""
    return sum(covered(words, length, shared)) / len(words) if words else 0.0


def likeness_of(words: Words, other: Words, *, long_run: int, short_run: int) -> Likeness:
    """Return how much of a note stands in another."""
    return Likeness(
        round(share(words, long_run, set(runs_of(other, long_run))), 3),
        round(share(words, short_run, set(runs_of(other, short_run))), 3),
        round(float(Indel.normalized_similarity(list(words), list(other))), 3),
    )
