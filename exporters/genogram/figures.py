"""A person's symbol in characters: its sides by gender, the age inside, its edges and the small marks beside it."""

from __future__ import annotations

from collections.abc import Iterable

from chronology.record.people import Gender, Life, Person
from chronology.record.people import Place as Standing
from exporters.genogram.about import is_of_two_cultures
from exporters.genogram.fits import narrow_age
from exporters.genogram.forms import FORMS
from exporters.genogram.health import conditions_on, letters_of
from exporters.genogram.letters import cells, plain
from exporters.genogram.notation import is_secret
from exporters.genogram.picture import Picture
from exporters.genogram.symbols import has_died, inside_words, lived_otherwise

_KEYS = {Gender.MALE: "male", Gender.FEMALE: "female", Gender.UNKNOWN: "unknown"}
_WHOLE = {
    Life.EXPECTED: "expected",
    Life.MISCARRIAGE: "miscarriage",
    Life.ECTOPIC: "ectopic",
    Life.TERMINATION: "termination",
}

_OTHERS = {Standing.PET: "pet", Standing.PROFESSIONAL: "professional"}


def figure(person: Person, picture: Picture, *, least: int = 1, is_ascii: bool = False) -> tuple[str, str, set[str]]:
    """Return a person's symbol, the marks to its right, and the rows of the notation that it uses.

    `least` is how many columns it takes inside at least.
    """
    is_marked = picture.drawn.is_marked(person.id)
    used = {"subject"} if is_marked else set()
    beside = fault_mark(fault.number for fault in picture.faults if fault.person == person.id)
    if person.life in _WHOLE or person.place in _OTHERS:
        key = _WHOLE.get(person.life) or _OTHERS[person.place]
        sign = FORMS[key].sign(is_ascii=is_ascii)
        return _edged(f"{sign:^{least}}", person, picture, is_ascii), beside, {key, *used}
    key = _KEYS.get(person.gender, "non-binary")
    left, right = _sides(key)
    used.add(key)
    inside = inside_words(person, picture, narrow_age)
    if person.life is Life.STILLBIRTH:
        used.add("stillbirth")
        inside = FORMS["stillbirth"].sign(is_ascii=is_ascii)[1:-1]
    elif has_died(person, picture):
        used.add("deceased")
        inside = FORMS["deceased"].sign(is_ascii=is_ascii)[1] + inside
    born = lived_otherwise(person)
    if born is not None:
        used.add("gender-history")
        inner_left, inner_right = _sides(_KEYS[born])
        left, right = left + inner_left, inner_right + right
    inside = plain(inside) if is_ascii else inside
    core = f"{left}{f'{inside:>3}':^{least}}{right}"
    for mark, is_there in (
        ("cultures", is_of_two_cultures(person, picture.day)),
        ("family-secret", any(is_secret(fact.what) for fact in person.facts)),
    ):
        if is_there:
            used.add(mark)
            beside += FORMS[mark].sign(is_ascii=is_ascii)
    conditions = [condition for condition, _ in conditions_on(person, picture.day)]
    for key in letters_of(conditions, picture.profile):
        used.add(key)
        beside += FORMS[key].sign(is_ascii=is_ascii)
    if not is_marked and not person.is_confirmed:
        used.add("unconfirmed")
    elif not is_marked and person.place is Standing.NETWORK:
        used.add("network")
    return _edged(core, person, picture, is_ascii), beside, used


def fault_mark(numbers: Iterable[int]) -> str:
    """Return the mark beside somebody of whom something cannot be as it is recorded; empty where all can."""
    some = ",".join(map(str, numbers))
    return f"!{some}" if some else ""


def _sides(key: str) -> tuple[str, str]:
    form = FORMS[key].terminal
    return form[0], form[-1]


def _edged(core: str, person: Person, picture: Picture, is_ascii: bool) -> str:
    """Return a symbol with its edges: double for the child in focus, broken for somebody unconfirmed or not family."""
    if picture.drawn.is_marked(person.id):
        edge = FORMS["subject"].terminal[0]
        return f"{core[0]}{core}{core[-1]}" if is_ascii else f"{edge}{core}{edge}"
    key = "" if person.life is not Life.BORN else "unconfirmed" if not person.is_confirmed else ""
    if not key and person.place is Standing.NETWORK:
        key = "network"
    edge = FORMS[key].sign(is_ascii=is_ascii)[0] if key else ""
    return f"{edge}{core}{edge}"


def start_of(core: str, column: int) -> int:
    """Return the column at which a symbol begins whose middle is at a column."""
    return column - cells(core) // 2
