"""Which records a record names, wherever in it, told from its fields' own types; and the same record naming others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from chronology.record.values import Id, NamesRecord, Record, Value

R = TypeVar("R", bound=Value)

_Turned = Callable[[Id], Id]


def ids_in(value: Value) -> Iterator[Id]:
    """Yield every id that a value names, itself left out, as often as it stands in it."""
    for name, annotation in naming_fields(type(value)):
        yield from _ids(getattr(value, name), annotation)


def repointed(value: R, to: Mapping[Id, Id]) -> R:
    """Return the value with other records named in place of some; the same object where it names none of them.

    What stands twice in a list by that stands once. The record's own id is not touched.
    """
    if not any(found in to for found in ids_in(value)):
        return value
    return _repointed(value, lambda found: to.get(found, found))


def _repointed(value: R, turned: _Turned) -> R:
    fields = naming_fields(type(value))
    return value.model_copy(update={name: _turned(getattr(value, name), how, turned) for name, how in fields})


@cache
def naming_fields(cls: type[Value]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a kind of value that name records, themselves or in what they hold, each with its type."""
    return tuple(
        (name, _annotation(cls, name))
        for name in cls.model_fields
        if not (name == "id" and issubclass(cls, Record)) and _names(_annotation(cls, name), (cls,))
    )


def _annotation(cls: type[BaseModel], name: str) -> Any:
    field = cls.model_fields[name]
    is_id = any(isinstance(mark, NamesRecord) for mark in field.metadata)
    return Id if is_id else field.annotation


def _names(annotation: Any, inside: tuple[type, ...]) -> bool:
    """Return whether a type holds an id anywhere; a class inside itself holds no other than it has outside."""
    if _is_id(annotation):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in inside[1:]:
            return False
        fields = (_annotation(annotation, name) for name in annotation.model_fields)
        return any(_names(field, (*inside, annotation)) for field in fields)
    return any(_names(part, inside) for part in get_args(annotation))


def _is_id(annotation: Any) -> bool:
    return get_origin(annotation) is Annotated and any(isinstance(m, NamesRecord) for m in get_args(annotation)[1:])


def _ids(held: Any, annotation: Any) -> Iterator[Id]:
    if held is None:
        return
    if _is_id(annotation):
        yield held
    elif isinstance(held, Value):
        yield from ids_in(held)
    elif isinstance(held, Mapping):
        of_key, of_value = get_args(annotation)
        for key, value in held.items():
            yield from _ids(key, of_key)
            yield from _ids(value, of_value)
    elif isinstance(held, tuple):
        for part in held:
            yield from _ids(part, get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        yield from _ids(held, _of_union(annotation))


def _turned(held: Any, annotation: Any, turned: _Turned) -> Any:
    if held is None:
        return None
    if _is_id(annotation):
        return turned(held)
    if isinstance(held, Value):
        return _repointed(held, turned)
    if isinstance(held, Mapping):
        of_key, of_value = get_args(annotation)
        found: dict[Any, Any] = {}
        for key, value in held.items():
            found.setdefault(_turned(key, of_key, turned), _turned(value, of_value, turned))
        return found
    if isinstance(held, tuple):
        return tuple(dict.fromkeys(_turned(part, get_args(annotation)[0], turned) for part in held))
    if get_origin(annotation) in {Union, UnionType}:
        return _turned(held, _of_union(annotation), turned)
    return held


def _of_union(annotation: Any) -> Any:
    """Return the one type beside None of what may be left out; a field that names records is of no other union."""
    (found,) = (part for part in get_args(annotation) if part is not type(None))
    return found
