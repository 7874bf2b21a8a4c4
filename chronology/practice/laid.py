"""The practice data in force: what ships with the program, with a council's own laid over it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from chronology.practice.council import CouncilPractice

P = ParamSpec("P")
R = TypeVar("R")

_caches: list[Callable[[], None]] = []
_in_force: list[CouncilPractice] = []
"""The council's practice that is laid over, if any: one for the whole process, set before anything is read."""


def practice_cache(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that remembers its results until other practice data comes into force."""
    cached = lru_cache(maxsize=65_536)(function)
    _caches.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


def shipped(section: str) -> dict[str, Any]:
    """Return one section of the practice data as it ships; the caller may change it."""
    return tomllib.loads(files("chronology.practice").joinpath(f"{section}.toml").read_text(encoding="utf-8"))


def data_of(section: str) -> dict[str, Any]:
    """Return one section of the practice data in force."""
    data = shipped(section)
    return _in_force[0].laid_over(section, data) if _in_force else data


def lay_over(practice: CouncilPractice | None) -> None:
    """Put a council's practice data into force for this process; None puts back what ships with the program."""
    _in_force[:] = [practice] if practice is not None else []
    for clear in _caches:
        clear()


def council_in_force() -> CouncilPractice | None:
    """Return the council's practice data in force; None where only what ships with the program is."""
    return _in_force[0] if _in_force else None


@contextmanager
def with_practice(practice: CouncilPractice | None) -> Iterator[None]:
    """Put a council's practice data into force for a while."""
    before = council_in_force()
    lay_over(practice)
    try:
        yield
    finally:
        lay_over(before)


def merged(
    data: Mapping[str, Any], over: Mapping[str, Any], say: Callable[[tuple[str | int, ...], str], None], why: str
) -> dict[str, Any]:
    """Return data with other data laid over it; what cannot be laid over is told to `say` with its place.

    Tables are laid over key by key; rows of an array of tables by their `key` (and `nation`), a new one is added; any other
    list takes the place of the one before, or, as {add = […], remove = […]}, changes it. A plain value for a setting
    that has a reason keeps the setting's shape.
    """
    return _tables(dict(data), over, (), say, why)


def _tables(
    data: dict[str, Any],
    over: Mapping[str, Any],
    path: tuple[str | int, ...],
    say: Callable[[tuple[str | int, ...], str], None],
    why: str,
) -> dict[str, Any]:
    for key, new in over.items():
        here = (*path, key)
        old = data.get(key)
        if isinstance(old, dict) and "value" in old and not isinstance(new, dict):
            data[key] = {**old, "value": _same_type(old["value"], new, here, say), "why": why}
        elif isinstance(old, dict) and isinstance(new, dict):
            data[key] = _tables(dict(old), new, here, say, why)
        elif isinstance(old, list) and isinstance(new, dict):
            data[key] = _changed(old, new, here, say)
        elif isinstance(old, list) and isinstance(new, list) and _is_rows(old) and _is_rows(new):
            data[key] = _rows(old, new, here, say, why)
        else:
            data[key] = _same_type(old, new, here, say) if key in data else new
    return data


def _same_type(old: Any, new: Any, here: tuple[str | int, ...], say: Callable[..., None]) -> Any:
    numbers = isinstance(old, int | float) and isinstance(new, int | float)
    is_same = isinstance(new, type(old)) and isinstance(new, bool) == isinstance(old, bool)
    if old is not None and not is_same and not (numbers and not isinstance(new, bool) and isinstance(old, float)):
        say(here, f"{_kind(old)} is asked for, and this is {_kind(new)}")
        return old
    return new


def _kind(value: Any) -> str:
    names = {
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date")


def _changed(
    old: list[Any], new: Mapping[str, Any], here: tuple[str | int, ...], say: Callable[..., None]
) -> list[Any]:
    """Return a list with some of it added and some taken out."""
    for key in new:
        if key not in {"add", "remove"}:
            say((*here, key), "a list is changed by add and remove alone")
    remove, add = new.get("remove", []), new.get("add", [])
    if not isinstance(remove, list) or not isinstance(add, list):
        say(here, "add and remove are lists")
        return old
    for gone in remove:
        if gone not in old:
            say((*here, "remove"), f"“{gone}” is not there to be removed")
    return [item for item in old if item not in remove] + [item for item in add if item not in old]


def _is_rows(some: list[Any]) -> bool:
    return bool(some) and all(isinstance(row, dict) for row in some)


def _identity(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row.get("key"), row.get("nation")


def _rows(
    old: list[dict[str, Any]],
    new: list[dict[str, Any]],
    here: tuple[str | int, ...],
    say: Callable[..., None],
    why: str,
) -> list[dict[str, Any]]:
    if not all("key" in row for row in old):
        return [*old, *new]
    rows = list(old)
    for at, row in enumerate(new):
        if "key" not in row:
            say((*here, at), "it has no key, by which it would be known")
            continue
        known = next((i for i, other in enumerate(rows) if _identity(other) == _identity(row)), None)
        if known is None:
            rows.append(row)
        else:
            rows[known] = _tables(dict(rows[known]), row, (*here, at), say, why)
    return rows
