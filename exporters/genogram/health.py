"""Illness and addiction inside a symbol: which part is filled, how, and the words and letters that say what it is.

Sources: the `mcgoldrick` and `uk` profiles fill the left half for illness of body or mind and the lower half for
addiction, a quarter after recovery, hatched where it is only suspected, and have letters for smoking, obesity and a
difficulty with language (McGoldrick, Gerson & Petry 2020); the `nsgc` profile gives each condition of the family a
quarter of its own, and sectors where there are more than four. A carrier is hatched in all three, and no dot (Bennett
and others 2022).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from chronology.record.dates import Falls
from chronology.record.people import Condition, Person
from exporters.documents.printable import printable
from exporters.genogram.fills import LEFT, LOWER, UPPER, HalfPlane, Part, slot
from exporters.genogram.notation import letter_of, tells_of_addiction

COMMON: dict[str, tuple[HalfPlane, HalfPlane]] = {"illness": (LEFT, UPPER), "addiction": (LOWER, LEFT)}
"""The half of a symbol that tells of each kind of condition, and what narrows it to a quarter after recovery."""
_CARRIER = re.compile(r"\bcarrier\b(?:\s+(?:of|for)\b)?", re.IGNORECASE)
"""What a condition's words say of somebody who carries it and does not have it."""


def conditions_on(person: Person, day: date) -> list[tuple[Condition, bool]]:
    """Return the conditions that had begun by a day, or that nobody dated, each with whether it was over."""
    found = []
    for condition in person.health:
        when = condition.when
        if when.began_by(day) is not Falls.NO:
            end = when.ends[1] if when.is_period else None
            found.append((condition, condition.recovered or (end is not None and end <= day)))
    return found


def health_words(person: Person, day: date) -> list[str]:
    """Return what is written below a symbol for each condition: "epilepsy", "alcohol (suspected)", "heroin (recovered)"."""
    found = []
    for condition, is_over in conditions_on(person, day):
        asides = [*(["suspected"] if condition.suspected else []), *(["recovered"] if is_over else [])]
        what = " ".join(printable(condition.what or condition.area or "condition").split())
        found.append(what + (f" ({', '.join(asides)})" if asides else ""))
    return list(dict.fromkeys(found))


def letters_of(conditions: Iterable[Condition], profile: str) -> list[str]:
    """Return under which keys the legend knows the letters beside a symbol: in pedigrees none, a quarter tells there."""
    keys = {letter_of(condition.what) for condition in conditions} - {""} if profile != "nsgc" else set()
    return sorted(keys, key=("language", "obesity", "smoker").index)


def condition_names(people: Sequence[Person]) -> tuple[str, ...]:
    """Return the distinct conditions of a family, folded, in alphabetical order: their places in the pedigree notation."""
    return tuple(sorted({_name(c) for person in people for c in person.health}))


def _name(condition: Condition) -> str:
    """Return a condition's name, the same for somebody who has it and for one who carries it."""
    words = condition.what or condition.area
    return " ".join(_CARRIER.sub(" ", words).casefold().split()) or " ".join(words.casefold().split()) or "condition"


def is_carried(condition: Condition) -> bool:
    """Return whether somebody is recorded as carrying a condition, which is not to have it."""
    return bool(_CARRIER.search(condition.what))


def parts_of(person: Person, day: date, profile: str, names: Sequence[str]) -> list[Part]:
    """Return the parts of a person's symbol that tell of conditions on a day, each part once."""
    found: dict[tuple[HalfPlane, ...], Part] = {}
    for condition, is_over in conditions_on(person, day):
        if profile == "nsgc":
            part = _own_part(condition, names, is_over=is_over)
        elif letter_of(condition.what):
            continue
        else:
            part = _common_part(condition, is_over=is_over)
        before = found.get(part.within)
        if before is None or before.look != "filled":
            found[part.within] = part
    return list(found.values())


def _common_part(condition: Condition, *, is_over: bool) -> Part:
    is_addiction = tells_of_addiction(f"{condition.area} {condition.what}")
    kind = "addiction" if is_addiction else "illness"
    half, quarter = COMMON[kind]
    if is_carried(condition):
        return Part((COMMON["illness"][0],), "hatched", "illness-carried")
    if condition.suspected:
        return Part((half,), "hatched", f"{kind}-suspected")
    return Part((half, quarter), "filled", f"{kind}-recovered") if is_over else Part((half,), "filled", kind)


def _own_part(condition: Condition, names: Sequence[str], *, is_over: bool) -> Part:
    aside = "carrier" if is_carried(condition) else "suspected" if condition.suspected else "recovered" * is_over
    look = {"": "filled", "recovered": "outlined"}.get(aside, "hatched")
    name = _name(condition)
    legend = " ".join(printable(name).split())
    return Part(slot(names.index(name), len(names)), look, legend=f"{legend}: {aside}" if aside else legend)
