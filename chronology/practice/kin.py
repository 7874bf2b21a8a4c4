"""What records call relatives, and short forms of given names: practice data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from chronology.practice.laid import data_of, practice_cache
from chronology.record.values import Value

_NUMBERED = re.compile(r"(?:sib(?:ling)?|child|subject child|ch|c|s)\s*(?:no|number)?\s*(?P<number>\d{1,2})\Z")
_POSSESSIVE = re.compile(r"(?P<name>.+?)['’]s?\s+(?P<kin>.+)\Z")


class Kin(Value):
    """One relative as records call them."""

    words: tuple[str, ...]
    relations: tuple[str, ...] = Field(alias="is")
    otherwise: tuple[str, ...] = Field(default=(), alias="or")


class KinData(Value):
    """The practice data of relatives."""

    kin: tuple[Kin, ...]
    given_names: dict[str, tuple[str, ...]]


def from_data(data: dict[str, Any]) -> KinData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return KinData.model_validate(data)


@practice_cache
def kin_data() -> KinData:
    """Return the practice data."""
    return from_data(data_of("kin"))


@practice_cache
def _by_word() -> dict[str, Kin]:
    return {word: kin for kin in kin_data().kin for word in kin.words}


def kin_called(words: str) -> Kin | None:
    """Return the relative that words are ("Mum's partner", "M.G.M.", "the maternal gran"); None where they are none."""
    return _by_word().get(_plain(words))


def number_called(words: str) -> int | None:
    """Return which of the children words count ("sib 2", "child 1", "eldest child" = 1); None where they count none."""
    plain = _plain(words)
    if plain in {"eldest", "eldest child", "oldest", "oldest child", "eldest sibling", "oldest sibling"}:
        return 1
    if plain in {"youngest", "youngest child", "youngest sibling"}:
        return -1
    found = _NUMBERED.match(plain)
    return int(found["number"]) if found else None


def of_whom(words: str) -> tuple[str, str] | None:
    """Return whose relative words name, and which ("Ada's mum" → Ada, mum); None where they are no such words."""
    found = _POSSESSIVE.match(words.strip())
    return (found["name"], found["kin"]) if found and kin_called(found["kin"]) is not None else None


def _plain(words: str) -> str:
    text = re.sub(r"['’.]", "", words.casefold())
    text = re.sub(r"[^a-z0-9/]+", " ", text).strip()
    return re.sub(r"^(?:the|his|her|their|childs|childrens|own)\s+", "", text)


@practice_cache
def short_forms() -> Mapping[str, frozenset[str]]:
    """Return the names that one given name may stand for or be called by, in lower case."""
    found: dict[str, set[str]] = {}
    for name, shorts in kin_data().given_names.items():
        for short in shorts:
            found.setdefault(short, set()).add(name)
            found.setdefault(name, set()).add(short)
    return {name: frozenset(others) for name, others in found.items()}
