"""A token in every text field of every record: values made from their models, so that a field added later is planted too."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic_core import PydanticUndefined

from chronology.record.dates import When
from chronology.record.kinds import KINDS
from chronology.record.sources import Carried, Restriction
from chronology.record.values import Id, Record, Value

NOT_PLANTED: Mapping[str, str] = {
    "When.edtf": "holds a date and refuses anything else; birthdays are planted as dates",
    "Family.nation": "is a key: another word has no timescales",
}
"""Text fields that take no token, each with the reason."""

MENTIONS = 0.006
"""In how many texts somebody's name stands beside the token: of two hundred families in every field some times."""
V = TypeVar("V", bound=Value)


class Sort(StrEnum):
    """What a token is."""

    WORD = "a word found nowhere else"
    NAME = "a name"
    FULL_NAME = "a full name"
    ADDRESS = "a word of an address"
    POSTCODE = "a postcode"
    PHONE = "a telephone number"
    BIRTH = "a date of birth"
    ID = "a record's id"


@dataclass(frozen=True)
class Planted:
    """One token: what it is, in which field of which record it stands, and of whom that tells."""

    words: str
    sort: Sort
    field: str
    """Class and field: "Impact.words"."""
    path: str
    """From the record down: "entry.impacts.words"."""
    record: Id
    whose: frozenset[Id] = frozenset()
    """The people whose own it is: the one child or person of an inner value, else those of the record."""
    is_restricted: bool = False


def text_fields(cls: type[Value]) -> dict[str, str]:
    """Return the text fields of a model that are no ids, each with its annotation as it is written."""
    return {name: raw for name, raw in _annotations(cls).items() if _holds_text(cls, name, raw)}


def models_within(cls: type[Value]) -> set[type[Value]]:
    """Return a model and every model that its fields hold, at any depth."""
    found: set[type[Value]] = set()
    edge = [cls]
    while edge:
        one = edge.pop()
        if one not in found:
            found.add(one)
            edge += [m for info in one.model_fields.values() for m in _models(info.annotation)]
    return found


def every_text_field() -> set[str]:
    """Return every text field of every kind of record and of the values in them: "Impact.words"."""
    models = {model for cls in KINDS.values() for model in models_within(cls)}
    return {f"{model.__name__}.{name}" for model in models for name in text_fields(model)}


def _annotations(cls: type[Value]) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        found |= {n: a for n, a in vars(base).get("__annotations__", {}).items() if n in cls.model_fields}
    return found


def _holds_text(cls: type[Value], name: str, raw: str) -> bool:
    return "Id" not in re.findall(r"\w+", raw) and str in set(_leaves(cls.model_fields[name].annotation))


def _leaves(annotation: Any) -> Iterator[Any]:
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _leaves(part)


def _models(annotation: Any) -> list[type[Value]]:
    return [leaf for leaf in _leaves(annotation) if isinstance(leaf, type) and issubclass(leaf, Value)]


@dataclass
class Planter:
    """Makes values full of tokens, and keeps what it planted."""

    seed: int
    planted: list[Planted] = field(default_factory=list)
    people: tuple[Id, ...] = ()
    """Who an inner value may be of, where nobody said."""
    document: Id = ""
    names: tuple[str, ...] = ()
    """Whose names stand in other people's records here and there: those whom few may know of."""
    mentioning: set[Id] = field(default_factory=set)
    """The records in which one of those names stands."""
    first_day: date = date(2018, 1, 1)
    last_day: date = date(2025, 11, 30)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self._used: set[str] = set()

    def word(self) -> str:
        """Return eight letters, consonant and vowel in turn, that stand nowhere else in the family."""
        while True:
            made = "".join(self.chance.choice("bdfgjklmnprtvz") + self.chance.choice("aeiou") for _ in range(4))
            if made not in self._used:
                self._used.add(made)
                return made

    def id(self) -> Id:
        """Return a record's id as the program makes them."""
        return f"{self.chance.getrandbits(80):020x}"

    def day(self) -> date:
        """Return a day on which something may have happened."""
        return self.first_day + timedelta(days=self.chance.randrange((self.last_day - self.first_day).days))

    def when(self, edtf: str, of: _Of) -> When:
        """Return a date with a token in its words and in its doubts."""
        return self._value(When, of, {"edtf": edtf})

    def made(self, cls: type[Record], whose: Iterable[Id] = (), **given: Any) -> Any:
        """Return a record with a token in each of its text fields that is not given; `whose` are the people it is of."""
        record = given.pop("id", None) or self.id()
        restriction: tuple[Restriction, ...] = tuple(given.get("restriction", ()))
        of = _Of(cls.kind, record, frozenset(whose), bool(restriction))
        self.plant(record, Sort.ID, "id", of)
        return self._value(cls, of, {"id": record, "restriction": restriction} | given)

    def value(self, cls: type[V], record: Id, whose: Iterable[Id] = (), **given: Any) -> V:
        """Return a value that is to stand within a record; `whose` are the people it is of."""
        made: V = self._value(cls, _Of(f"in.{cls.__name__}", record, frozenset(whose), False), given)
        return made

    def plant(self, words: str, sort: Sort, name: str, of: _Of) -> None:
        """Keep that words stand in a field."""
        self.planted.append(Planted(words, sort, name, of.path, of.record, of.whose, of.is_restricted))

    def plant_of(self, record: Id, whose: Iterable[Id], words: str, sort: Sort, name: str) -> None:
        """Keep that words stand in a field of a record that is of some people; of what carries a restriction if that does."""
        is_restricted = any(p.is_restricted for p in self.planted if p.record == record)
        self.plant(words, sort, name, _Of(name, record, frozenset(whose), is_restricted))

    def _value(self, cls: type[Value], of: _Of, given: Mapping[str, Any]) -> Any:
        values: dict[str, Any] = {}
        annotations = _annotations(cls)
        inner = of
        for owner in ("child", "person"):
            mine = given.get(owner)
            if isinstance(mine, str) and owner in annotations and of.path.count("."):
                inner = of.of_one(mine)
        for name, info in cls.model_fields.items():
            if name in given:
                made = given[name]
                if isinstance(made, Given):
                    made = made(self, inner.at(name), f"{cls.__name__}.{name}")
                values[name] = made
            elif (made := self._filled(cls, name, info, annotations[name], inner)) is not PydanticUndefined:
                values[name] = made
        return cls(**{n: v for n, v in values.items() if n in cls.model_fields})

    def _filled(self, cls: type[Value], name: str, info: Any, raw: str, of: _Of) -> Any:
        """Return a value for a field that nobody gave; PydanticUndefined where its default is left."""
        told = f"{cls.__name__}.{name}"
        if "Id" in re.findall(r"\w+", raw):
            if name == "document" and self.document:
                return self.document
            return PydanticUndefined if not info.is_required() else (self.people or (of.record,))[0]
        if told in NOT_PLANTED:
            return self.day().isoformat() if cls is When else PydanticUndefined
        return self._of_annotation(info.annotation, told, of.at(name), info)

    def _of_annotation(self, annotation: Any, told: str, of: _Of, info: Any) -> Any:
        origin, parts = get_origin(annotation), get_args(annotation)
        if annotation is str:
            word = self.word()
            self.plant(word, Sort.WORD, told, of)
            if self.names and self.chance.random() < MENTIONS and not told.startswith(("Person.", "OtherName.")):
                self.mentioning.add(of.record)
                return f"{word} {self.chance.choice(self.names)}"
            return word
        if origin in {Union, UnionType}:
            some = [part for part in parts if part is not NoneType]
            return self._of_annotation(some[0], told, of, info)
        if origin is tuple:
            return self._several(parts[0], told, of, info)
        if origin is dict:
            if parts != (str, str):
                return PydanticUndefined
            return {self._of_annotation(str, told, of, info): self._of_annotation(str, told, of, info)}
        if isinstance(annotation, type) and issubclass(annotation, Value):
            return self._value(annotation, of, {})
        if isinstance(annotation, type) and issubclass(annotation, Enum) and info.is_required():
            return self.chance.choice(list(annotation))
        if annotation is int and info.is_required():
            return 4
        return PydanticUndefined

    def _several(self, inner: Any, told: str, of: _Of, info: Any) -> Any:
        if (
            isinstance(inner, type)
            and issubclass(inner, Carried)
            and of.path.count("carried") + of.path.count("children") > 1
        ):
            return ()
        if isinstance(inner, type) and issubclass(inner, Value) and "child" in inner.model_fields:
            children = [i for i in self.people if i in of.whose] or sorted(of.whose) or [of.record]
            return tuple(self._value(inner, of, {"child": child}) for child in children)
        if inner is str or (isinstance(inner, type) and issubclass(inner, Value)):
            return (self._of_annotation(inner, told, of, info),)
        return PydanticUndefined


@dataclass(frozen=True)
class _Of:
    """Where in a record a value stands, and of whom it tells."""

    path: str
    record: Id
    whose: frozenset[Id]
    is_restricted: bool

    def at(self, name: str) -> _Of:
        return _Of(f"{self.path}.{name}", self.record, self.whose, self.is_restricted)

    def of_one(self, one: Id) -> _Of:
        return _Of(self.path, self.record, frozenset((one,)), self.is_restricted)


@dataclass(frozen=True)
class Given:
    """A field whose words are given, with the tokens among them: `{}` in the words takes a word found nowhere else."""

    words: str
    tokens: tuple[tuple[str, Sort], ...] = ()

    def __call__(self, planter: Planter, of: _Of, told: str) -> str:
        """Return the words, and keep what of them was planted."""
        words = self.words
        while "{}" in words:
            word = planter.word()
            planter.plant(word, Sort.WORD, told, of)
            words = words.replace("{}", word, 1)
        for token, sort in self.tokens:
            planter.plant(token, sort, told, of)
        return words
