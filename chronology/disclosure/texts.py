"""Every text that a record holds, wherever in it, and the record again with some of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, TypeVar

from chronology.record.dates import When
from chronology.record.values import Value

V = TypeVar("V", bound=Value)

NOT_WORDS = frozenset({"id", "carried", "cites", "content_key", "case_ids", "note", "extras"})
"""Fields that no projection shows, or that are no words."""


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text within a value that a person could read in what is made from it."""
    return (text for _, text in named_texts_in(value))


def named_texts_in(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every such text with the name of the field in which it stands, the outermost that has one."""
    if isinstance(value, When):
        if value.as_written and not value.is_exact:
            yield name, value.as_written
    elif isinstance(value, Value):
        for field in type(value).model_fields:
            if field not in NOT_WORDS:
                yield from named_texts_in(getattr(value, field), name or field)
    elif isinstance(value, tuple):
        for inner in value:
            yield from named_texts_in(inner, name)
    elif isinstance(value, str) and not isinstance(value, Enum) and value:
        yield name, value


def with_texts(value: V, change: Callable[[str], str]) -> V:
    """Return a value in which every text is what `change` makes of it; a date as written that changes is dropped."""
    found: V = _changed(value, change)
    return found


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, When):
        is_kept = value.is_exact or not value.as_written or change(value.as_written) == value.as_written
        return value if is_kept else value.model_copy(update={"as_written": "", "doubts": ()})
    if isinstance(value, Value):
        new = {
            name: _changed(getattr(value, name), change) for name in type(value).model_fields if name not in NOT_WORDS
        }
        told = {name: made for name, made in new.items() if made is not getattr(value, name)}
        return value.model_copy(update=told) if told else value
    if isinstance(value, tuple):
        made = tuple(_changed(inner, change) for inner in value)
        return made if any(one is not other for one, other in zip(made, value, strict=True)) else value
    if isinstance(value, str) and not isinstance(value, Enum) and value:
        made_text = change(value)
        return value if made_text == value else made_text
    return value
