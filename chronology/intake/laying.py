"""A correction laid over what is recorded, and over what somebody else wrote meanwhile: nothing of either is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


def laid_over(kept: T, before: T, after: T) -> T:
    """Return `kept` with the differences from `before` to `after`, both read from a form's words.

    A form shows less than a record holds: a date's words, the row it was read from, what an answer rests on. What
    reads the same before and after is therefore taken from the record, down to each part of a list.
    """
    if before == after:
        return kept
    if isinstance(kept, BaseModel) and type(kept) is type(before) is type(after):
        assert isinstance(before, BaseModel)
        assert isinstance(after, BaseModel)
        if "edtf" in type(kept).model_fields:
            return after
        fields = type(kept).model_fields
        laid = {f: laid_over(getattr(kept, f), getattr(before, f), getattr(after, f)) for f in fields}
        return type(kept).model_validate({f: laid[f] for f in fields})
    if isinstance(kept, tuple) and isinstance(before, tuple) and isinstance(after, tuple):
        return _parts_laid(kept, before, after)  # type: ignore[return-value]
    return after


def _parts_laid(kept: tuple[Any, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(kept) == len(before) == len(after):
        return tuple(laid_over(*parts) for parts in zip(kept, before, after, strict=True))
    if len(kept) != len(before):
        return after
    left = list(zip(before, kept, strict=True))
    found = []
    for part in after:
        same = next((at for at, (was, _) in enumerate(left) if was == part), None)
        found.append(part if same is None else left.pop(same)[1])
    return tuple(found)


@dataclass(frozen=True)
class Merged:
    """A form that was begun on one version of an entry, set on a newer one."""

    fields: dict[str, str]
    """What was written here, with what only the other changed."""
    clashes: dict[str, str]
    """dict[str, str] that both changed, and what the other wrote in each."""
    taken: tuple[str, ...]
    """dict[str, str] that only the other changed, taken over."""


def set_on(newer: dict[str, str], *, base: dict[str, str], mine: dict[str, str]) -> Merged:
    """Return one's own fields set on a newer version than the one they were begun on; nothing of either is lost."""
    fields, clashes, taken = dict(mine), {}, []
    for key in dict.fromkeys((*base, *newer, *mine)):
        was, theirs, here = base.get(key, ""), newer.get(key, ""), mine.get(key, "")
        if theirs in {was, here}:
            continue
        if here == was:
            fields[key] = theirs
            taken.append(key)
        else:
            clashes[key] = theirs
    return Merged(fields, clashes, tuple(taken))
