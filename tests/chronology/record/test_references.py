"""Every field that names a record is known as one, from its type alone, and can be made to name another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from chronology.record.decisions import Compared, Decision
from chronology.record.entries import Entry, Impact
from chronology.record.kinds import KINDS
from chronology.record.references import ids_in, naming_fields, repointed
from chronology.record.sources import Carried
from chronology.record.ties import Parentage, ParentageKind
from chronology.record.values import Record, Value

ONE, OTHER = "0123456789abcdef0123", "fedcba98765432100000"


def every_value(cls: type[Value] = Value) -> Iterator[type[Value]]:
    for sub in cls.__subclasses__():
        if sub.__module__.startswith("chronology.record."):
            yield sub
        yield from every_value(sub)


def written_as_ids(cls: type[Value]) -> set[str]:
    """Return the fields whose annotation says Id in the source, own and inherited; a record's own id left out."""
    written = {
        name: str(words)
        for base in reversed(cls.__mro__)
        for name, words in vars(base).get("__annotations__", {}).items()
    }
    return {name for name, words in written.items() if re.search(r"\bId\b", words)} - {"id"}


@pytest.mark.parametrize(
    "cls", sorted(set(every_value()), key=lambda cls: cls.__qualname__), ids=lambda cls: cls.__name__
)
def test_every_field_that_is_written_as_an_id_is_known_as_one(cls: type[Value]):
    assert written_as_ids(cls) <= {name for name, _ in naming_fields(cls)}


def filled(annotation: Any, inside: tuple[Any, ...] = ()) -> Any:
    """Return a value of a type in which every text is an id; what is inside itself again stays empty."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return filled(get_args(annotation)[0], inside)
    if origin in {Union, UnionType}:
        return filled(next(part for part in get_args(annotation) if part is not type(None)), inside)
    if origin is tuple:
        return () if get_args(annotation)[0] in inside else (filled(get_args(annotation)[0], inside),)
    if origin in {dict, Mapping}:
        key, value = get_args(annotation)
        return {filled(key, inside): filled(value, inside)}
    if issubclass(annotation, Enum):
        return next(iter(annotation))
    if issubclass(annotation, BaseModel):
        if annotation.__name__ == "When":
            return annotation()
        return annotation(
            **{name: filled(field.annotation, (*inside, annotation)) for name, field in annotation.model_fields.items()}
        )
    return {str: ONE, int: 1, bool: False}[annotation]


def text_that_is_no_id(cls: type[BaseModel], path: str = "") -> set[str]:
    """Return every place of a kind that holds text and is not written as an id, as it comes out of `model_dump`."""
    found: set[str] = set()
    for name, field in cls.model_fields.items():
        if isinstance(cls, type) and issubclass(cls, Value) and name in written_as_ids(cls) | {"id"}:
            continue
        inner = [part for part in (field.annotation, *_parts(field.annotation)) if isinstance(part, type)]
        for part in inner:
            if issubclass(part, BaseModel) and part is not Carried:
                found |= text_that_is_no_id(part, f"{path}{name}.")
            elif part is str or part is Carried:
                found.add(f"{path}{name}")
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        yield part
        yield from _parts(part)


def places(held: Any, path: str = "") -> Iterator[str]:
    if isinstance(held, dict):
        for key, value in held.items():
            if key == ONE:
                yield path
            yield from places(value, f"{path}.{key}" if path and key != ONE else path or key)
    elif isinstance(held, tuple | list):
        for part in held:
            yield from places(part, path)
    elif held == ONE:
        yield path


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_record_goes_on_naming_the_one_record_where_another_is_meant(kind: str):
    record = filled(KINDS[kind])
    moved = repointed(record, {ONE: OTHER})
    still = set(places(moved.model_dump()))
    free = text_that_is_no_id(KINDS[kind])
    assert still - {"id"} <= free | {place for place in still if any(place.startswith(f"{one}.") for one in free)}
    assert ONE not in set(ids_in(moved))
    assert moved.id == record.id == ONE


def test_words_that_look_like_an_id_stay_and_what_stands_twice_by_it_stands_once():
    entry = Entry(
        id="e",
        children=("ada", "a2"),
        event="a2",
        impacts=(Impact(child="a2", words="a2"), Impact(child="ada", words="sad")),
    )
    moved = repointed(entry, {"a2": "ada"})
    assert moved.children == ("ada",)
    assert moved.event == "a2"
    assert moved.impacts == (Impact(child="ada", words="a2"), Impact(child="ada", words="sad"))


def test_a_record_that_names_none_of_them_is_the_same_object():
    entry = Entry(id="e", children=("ada",))
    assert repointed(entry, {"ben": "cal"}) is entry


def test_ids_deep_inside_and_as_keys_are_found():
    tie = Parentage(id="p", child="ada", parents=("tom",), ways={"tom": ParentageKind.STEP})
    assert repointed(tie, {"tom": "lee"}).ways == {"lee": ParentageKind.STEP}
    decision = Decision(id="d", compared=(Compared(decision="d0"),))
    assert list(ids_in(decision)) == ["d0"]


def test_every_kind_of_record_is_looked_at():
    assert {cls for cls in every_value() if issubclass(cls, Record) and cls.kind} == set(KINDS.values())
