"""Headers of a list of people, and the words of its cells, as practice data."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache


def from_data(data: dict[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return TypeAdapter(dict[str, dict[str, tuple[str, ...]]]).validate_python(data)


@practice_cache
def _data() -> dict[str, dict[str, str]]:
    read = from_data(data_of("people_columns"))
    return {kind: {folded(w): key for key, words in rows.items() for w in words} for kind, rows in read.items()}


def people_column_of(header: str) -> str:
    """Return what a header of a list of people means; empty where it is none that is known.

    What stands in brackets, such as "(yes/no)", is left out where the whole is not known.
    """
    known = _data()["columns"]
    ways = (folded(header), folded(re.sub(r"\([^()]*\)", " ", header)))
    return next((known[words] for words in ways if words and words in known), "")


def relationship_of(words: str) -> str:
    """Return what somebody is to a child: subject, mother, father …; empty for words that make no tie by themselves."""
    return _data()["relationships"].get(folded(words), "")


def sex_of(words: str) -> str:
    """Return M, F, X or U (not known) for words that say it; empty for anything else, a figure among it."""
    return _data()["sexes"].get(folded(words), "")


def answer_of(words: str) -> str:
    """Return yes, no or none for a cell that says only that; empty for anything else."""
    plain = folded(words)
    if not plain and any(letter.isalnum() for letter in words):
        return ""
    return _data()["words"].get(plain, "")
