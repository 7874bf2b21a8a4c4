"""A correction laid over what is recorded: only what was written differently changes, everything else stays as it is."""

from __future__ import annotations

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
