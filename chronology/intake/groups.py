"""Words for children who are not named: "both children", "all three", "the girls", "her siblings", "the child"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chronology.readers.hygiene import comparable
from chronology.record.people import Gender, Person

_NUMBERS = {
    word: at for at, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_EVERYONE = frozenset({"all", "both", "family", "the family", "whole family", "the whole family", "sibling group"})
_ONE = frozenset({"child", "the child", "this child", "subject child", "the subject child", "subject"})
"""Words for the one child of a family that has one."""
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_SEVERAL = re.compile(
    rf"(?:(?P<all>all|both|each|every|each of|all of|both of)\s+)?(?:(?:the|these|of the)\s+)?(?:{_NUMBER}\s+)?"
    r"(?P<who>children|child|kids|siblings|sibs|sibling group|boys|girls|sons|daughters|brothers|sisters|them|of them)"
    r"(?:\s*[x×]\s*(?P<times>\d{1,2})|\s*\((?P<brackets>\d{1,2})\))?\Z"
)
_COUNTED = re.compile(rf"(?:all|both)(?:\s+of)?\s+{_NUMBER}\Z")
_SIBLINGS = re.compile(
    rf"(?:(?:his|her|their|the|other|all|both)\s+)*(?:{_NUMBER}\s+)?(?:half[\s-])?(?P<who>siblings|sibs|brothers|sisters)\Z"
)
_GENDERS = {
    **dict.fromkeys(("boys", "sons", "brothers"), Gender.MALE),
    **dict.fromkeys(("girls", "daughters", "sisters"), Gender.FEMALE),
}
_PLAIN_ONE = frozenset({"child", "them", "of them"})
"""What means several only after "each", "every", "all" or "both"."""
_UNBORN = re.compile(r"(?:the\s+)?(?:unborn(?:\s+(?:baby|child|twins?))?|ubb|bump)(?:\s+\w+)?\Z")
NOBODY = frozenset({"-", "–", "—", "n/a", "na", "none", "nil", "not applicable", "no child", "no children"})
"""Words that stand in a cell for nobody."""


@dataclass(frozen=True)
class Group:
    """Which of the children a word for several means."""

    number: int | None = None
    """How many they have to be; None where it does not say."""
    gender: Gender | None = None

    def among(self, children: Sequence[Person]) -> tuple[Person, ...] | None:
        """Return those of the children whom it means; None where they are not as many as it says, or it cannot be told."""
        if self.gender is not None and any(child.gender is Gender.UNKNOWN for child in children):
            return None
        found = tuple(child for child in children if self.gender in {None, child.gender})
        if self.number is not None and len(found) != self.number:
            return None
        return found if self.gender is None or len(found) > 1 else None


def group_called(words: str) -> Group | None:
    """Return which children words mean that name none ("both boys", "all three", "the child"); None where they are no such words."""
    plain = comparable(words).strip(" .:")
    if plain in _EVERYONE:
        return Group(2 if plain == "both" else None)
    if plain in _ONE:
        return Group(1)
    if counted := _COUNTED.match(plain):
        return Group(_number(counted["number"]))
    found = _SEVERAL.match(plain)
    if found is None or (found["who"] in _PLAIN_ONE and not found["all"]):
        return None
    if found["who"] == "child" and found["all"] not in {"each", "every"}:
        return None
    said = found["number"] or found["times"] or found["brackets"]
    number = 2 if (found["all"] or "").startswith("both") else _number(said) if said else None
    return Group(number, _GENDERS.get(found["who"]))


def siblings_called(words: str) -> Group | None:
    """Return which of a child's siblings words beside the child's name mean ("her brothers"); None where they are no such words."""
    plain = comparable(words).strip(" .:")
    found = _SIBLINGS.match(plain)
    if found is None:
        return None
    number = 2 if "both " in plain else _number(found["number"]) if found["number"] else None
    return Group(number, _GENDERS.get(found["who"]))


def means_unborn(words: str) -> bool:
    """Return whether words mean a child who is not born yet ("unborn baby", "UBB Marlow")."""
    return _UNBORN.match(comparable(words).strip(" .:")) is not None


def means_nobody(words: str) -> bool:
    """Return whether a cell says that it names nobody."""
    return comparable(words).strip(" .:") in NOBODY


def _number(words: str) -> int:
    return _NUMBERS.get(words) or int(words)
