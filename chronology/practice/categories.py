"""What an entry can be, the domains of neglect, and the tiers of plans, as practice data."""

from __future__ import annotations

import re
from typing import Any

from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value


class Category(Value):
    """One kind of entry."""

    counts: str
    """What an entry of it counts as: a key of `counts`."""
    label: str
    words: tuple[str, ...] = ()
    """Further words that are read as it."""


class Domain(Value):
    """One domain of neglect."""

    label: str
    words: tuple[str, ...] = ()


class Tier(Value):
    """One tier of plans; rank 0 runs beside the others."""

    rank: int
    label: str
    words: tuple[str, ...] = ()


class Categories(Value):
    """The practice data of one file."""

    counts: dict[str, str]
    categories: dict[str, Category]
    neglect: dict[str, Domain]
    tiers: dict[str, Tier]
    short_breaks: tuple[str, ...] = ()
    """Words of a plan that make it a short break, which is no step up, whatever else they say."""


def from_data(data: dict[str, Any]) -> Categories:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return Categories.model_validate(data)


@practice_cache
def categories() -> Categories:
    """Return the practice data in force."""
    return from_data(data_of("categories"))


def folded(words: str) -> str:
    """Return words as they are compared: letters and digits, lower case, one space between."""
    return " ".join(re.findall(r"[a-z0-9']+", words.casefold().replace("’", "'")))


@practice_cache
def _category_words() -> dict[str, str]:
    data = categories().categories
    found = {folded(word): key for key, c in data.items() for word in c.words}
    return found | {folded(c.label): key for key, c in data.items()} | {folded(key): key for key in data}


@practice_cache
def _domain_words() -> dict[str, str]:
    data = categories().neglect
    found = {folded(word): key for key, d in data.items() for word in d.words}
    return found | {folded(d.label): key for key, d in data.items()} | {folded(key): key for key in data}


@practice_cache
def _tier_words() -> list[tuple[str, str]]:
    data = categories().tiers
    found = {folded(word): key for key, t in data.items() for word in (*t.words, t.label, key)}
    return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))


def category_of(words: str) -> str:
    """Return the key of a category by key, label or further word; empty where none is known."""
    return _category_words().get(folded(words), "")


def domain_of(words: str) -> str:
    """Return the key of a domain of neglect by key, label or further word; empty where none is known."""
    return _domain_words().get(folded(words), "")


def is_short_break(words: str) -> bool:
    """Return whether a plan's words tell of a short break."""
    spoken = f" {folded(words)} "
    return any(f" {folded(word)} " in spoken for word in categories().short_breaks)


def tier_of(words: str) -> str:
    """Return the key of the tier that a plan's words begin with or name; empty where none is known, and for a short break."""
    if is_short_break(words):
        return ""
    spoken = f" {folded(words)} "
    return next((key for word, key in _tier_words() if f" {word} " in spoken), "")


def category_label(key: str) -> str:
    """Return how a category is called on a page; an unknown one as it is written."""
    known = categories().categories.get(key)
    return known.label if known else key


def counts_as(key: str) -> str:
    """Return what an entry of a category counts as; empty for one that is not known."""
    known = categories().categories.get(key)
    return known.counts if known else ""


def domain_label(key: str) -> str:
    """Return how a domain of neglect is called on a page; an unknown one as it is written."""
    known = categories().neglect.get(key)
    return known.label if known else key


def tier_label(key: str) -> str:
    """Return how a tier of plans is called on a page; an unknown one as it is written."""
    known = categories().tiers.get(key)
    return known.label if known else key
