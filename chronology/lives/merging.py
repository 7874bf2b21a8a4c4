"""The same entry recorded twice, made one by a person's decision: nothing that either says is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chronology.practice.categories import folded
from chronology.record.entries import Entry, Impact
from chronology.record.values import Value

_WORDS = ("event", "action", "outcome", "analysis")
_KEPT = {"id", "content_key", "impacts", "seen", "note", *_WORDS}


def merged(kept: Entry, others: Sequence[Entry]) -> Entry:
    """Return `kept` with what the others say beside it.

    What `kept` leaves open is taken from them; lists are joined; where both have words and they differ, those of `kept`
    stay and the other's go to the note, under its date. Restrictions of each stand.
    """
    for other in others:
        kept = _merged(kept, other)
    return kept


def _merged(kept: Entry, other: Entry) -> Entry:
    beside: list[str] = []
    changed: dict[str, Any] = {}
    for name in Entry.model_fields:
        here, there = getattr(kept, name), getattr(other, name)
        if name in _KEPT or here == there:
            continue
        changed[name] = _joined(name, here, there, beside)
    for name in _WORDS:
        here, there = getattr(kept, name), getattr(other, name)
        if there and folded(here) != folded(there):
            if here:
                beside.append(f"{name}: {there}")
            else:
                changed[name] = there
    children = dict.fromkeys((*(i.child for i in kept.impacts), *(i.child for i in other.impacts)))
    changed["impacts"] = tuple(impact for child in children for impact in _impacts(kept, other, child))
    seen = {s.child: s for s in other.seen} | {s.child: s for s in kept.seen}
    both = {s.child for s in other.seen if s.is_alone}
    changed["seen"] = tuple(s.model_copy(update={"is_alone": s.is_alone or s.child in both}) for s in seen.values())
    notes = [kept.note, other.note if other.note != kept.note else ""]
    if beside:
        notes.append(
            f"Also recorded ({other.when.words()}, {other.origin.words() or 'source not named'}): {'; '.join(beside)}"
        )
    return kept.model_copy(update=changed | {"note": "\n".join(note for note in notes if note)})


def _joined(name: str, here: Any, there: Any, beside: list[str]) -> Any:
    if isinstance(here, tuple):
        return tuple(dict.fromkeys((*here, *there)))
    empty = Entry(id="").model_dump()[name] if not isinstance(here, Value) else type(here)()
    if here == empty:
        return there
    if there != empty:
        said = there.words() if hasattr(there, "words") else str(there)
        beside.append(f"{name.replace('_', ' ')}: {said}")
    return here


def _impacts(kept: Entry, other: Entry, child: str) -> list[Impact]:
    mine = [i for i in kept.impacts if i.child == child]
    said = {folded(i.words) for i in mine}
    return mine + [i for i in other.impacts if i.child == child and folded(i.words) not in said]
