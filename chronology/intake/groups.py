"""Words for children who are not named: "both children", "all three", "the girls", "her siblings", "the child"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chronology.readers.hygiene import comparable
from chronology.record.people import Gender, Person

_NUMBERS = {
    word: at for at, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_HOUSEHOLD = frozenset(
    {
        *("household", "the household", "whole household", "the whole household", "entire household", "all household"),
        *("everyone in the household", "everybody in the household", "everyone in the home", "everyone at home"),
        *("all in the household", "all in household", "all members of the household", "all household members"),
        *("the whole house", "whole house"),
    }
)
"""Words for a home, of which the children are meant."""
_EVERYONE = frozenset(
    {
        *("all", "both", "family", "the family", "whole family", "the whole family", "entire family", "all family"),
        *("everyone", "everybody", "everyone in the family", "all of the family", "all the family", "sibling group"),
        *("the sibling group", "whole sibling group", "the whole sibling group", "all the sibling group"),
        *_HOUSEHOLD,
    }
)
_TOGETHER = {
    "twins": 2,
    "the twins": 2,
    "both twins": 2,
    "twin boys": 2,
    "twin girls": 2,
    "triplets": 3,
    "the triplets": 3,
}
"""Words for children born together, with how many they are."""
_ALL_THOSE = re.compile(
    r"(?:\b(?:child|children|kids|siblings?|sibs?|household|family|boys|girls|sons|daughters|brothers|sisters|twins?|triplets)"
    r"|\A(?:all|both|every|everyone|everybody|each|others?)\b.*)\Z"
)
"""How words end that are said of several children, or of one who is not named: never a person's name in small letters."""
_ONE = frozenset({"child", "the child", "this child", "subject child", "the subject child", "subject"})
"""Words for the one child of a family that has one."""
_NUMBER = rf"(?:[x×]\s*)?(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_SEVERAL = re.compile(
    rf"(?:(?P<all>all|both|each|every|each of|all of|both of)\s+)?(?:(?:the|these|of the)\s+)?(?:{_NUMBER}\s+)?"
    r"(?:[x×]\s*)?(?P<who>children|child|kids|siblings|sibs|sibling group|boys|girls|sons|daughters|brothers|sisters|them|of them)"
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
    are_born_together: bool = False
    """Whether they are twins or triplets, whom only births can tell."""
    is_household: bool = False
    """Whether it is said of a home, of which the children are taken."""

    def among(self, children: Sequence[Person]) -> tuple[Person, ...] | None:
        """Return those of the children whom it means; None where they are not as many as it says, or it cannot be told."""
        if self.gender is not None and any(child.gender is Gender.UNKNOWN for child in children):
            return None
        found = tuple(child for child in children if self.gender in {None, child.gender})
        if self.are_born_together:
            found = tuple(child for child in found if _has_twin(child, found))
        if self.number is not None and len(found) != self.number:
            return None
        return found if self.gender is None or len(found) > 1 else None


def _has_twin(child: Person, others: Sequence[Person]) -> bool:
    """Return whether another is known to be born on the same day."""
    return child.birth.is_exact and any(o.id != child.id and o.birth.edtf[:10] == child.birth.edtf[:10] for o in others)


def is_said_of_several(words: str) -> bool:
    """Return whether words are said of children without naming them ("the eldest two children"), so that they are no name."""
    plain = comparable(words).strip(" .:")
    if group_called(words) is not None or plain in _TOGETHER:
        return True
    last = words.strip(" .:").split()[-1:] or [""]
    return _ALL_THOSE.search(plain) is not None and (
        last[0].islower() or len(plain.split()) == 1 or not words[:1].isupper()
    )


def group_called(words: str) -> Group | None:
    """Return which children words mean that name none ("both boys", "all three", "the child"); None where they are no such words."""
    plain = comparable(words).strip(" .:")
    if plain in _EVERYONE:
        return Group(2 if plain == "both" else None, is_household=plain in _HOUSEHOLD)
    if plain in _TOGETHER:
        gender = _GENDERS.get(plain.split()[-1])
        return Group(_TOGETHER[plain], gender, are_born_together=True)
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


def all_named(names: Iterable[str]) -> str:
    """Return names as a list: "Ada", "Ada and Ben", "Ada, Ben and Cora"."""
    some = list(names)
    return " and ".join([", ".join(some[:-1]), some[-1]]) if len(some) > 1 else "".join(some)


def means_unborn(words: str) -> bool:
    """Return whether words mean a child who is not born yet ("unborn baby", "UBB Marlow")."""
    return _UNBORN.match(comparable(words).strip(" .:")) is not None


def means_nobody(words: str) -> bool:
    """Return whether a cell says that it names nobody."""
    return comparable(words).strip(" .:") in NOBODY


def _number(words: str) -> int:
    return _NUMBERS.get(words) or int(words)
