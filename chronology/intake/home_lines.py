"""Moves and placements on one line: `moved: 3/2019 12 High Street with Ben`, `placed: 5/6/2020 foster with Pat Hill f`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology.intake.family_edits import FamilyEdit, checked
from chronology.intake.home_edits import home_meant, members_with, moved, placed
from chronology.intake.names_typed import person_called
from chronology.intake.person_words import date_length, read_person
from chronology.lives.mentions import ADULT
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, age_at, read_when
from chronology.record.errors import UnreadableDate, UsageError
from chronology.record.households import Footing
from chronology.record.people import Person, Place
from chronology.record.values import Id, new_id

HOME_WORDS = re.compile(r"\s*(moved|moves|placed)\b\s*:?", re.IGNORECASE)
"""The words that begin such a line; a colon may follow, as after every other."""
FOOTINGS: Mapping[str, Footing] = {
    **{footing.value: footing for footing in Footing if footing not in {Footing.VISITING, Footing.NOT_RECORDED}},
    "foster": Footing.FOSTER,
    "kinship": Footing.KINSHIP,
    "guardianship": Footing.GUARDIANSHIP,
    "sgo": Footing.GUARDIANSHIP,
    "residential": Footing.RESIDENTIAL,
    "adoptive": Footing.ADOPTIVE,
    "secure unit": Footing.SECURE,
    "temporary": Footing.TEMPORARY,
    "supported": Footing.SUPPORTED,
    "informal": Footing.INFORMAL,
}
"""On what footing somebody was placed, by the words for it."""
_WITH = re.compile(r"(?:^|[\s,;])with(?:[:\s]\s*|$)", re.IGNORECASE)
_PARTS = re.compile(r"(?:^|[\s,;])(with|at|under)(?:[:\s]\s*|$)", re.IGNORECASE)
_PROTECTED = re.compile(r"(?:^|[\s,;]+)(not\s+)?protected\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;&]\s*|\s+and\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:^|[\s,])from[:\s]\s*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
EVERYONE = frozenset({"everyone", "everybody", "all"})


@dataclass(frozen=True)
class HomeLine:
    """A move or a placement as it was understood."""

    edit: FamilyEdit | None = None
    understood: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_home_line(word: str, rest: str, case: CaseFile, *, day: date, focus: Id | None) -> HomeLine:
    """Return what follows “moved” or “placed” as it was understood; what is not written is not recorded.

    First the date, or last before `with`: a month or a year is enough. A move then says where to and, after `with`, who
    moves too; a placement its footing and, in any order, `with` carers, `at` a home, `under` an order and `from` when.
    `protected` at the end is about the address.
    """
    if focus is None:
        return HomeLine(problems=("nobody is in focus: mark who it is with Tab, or begin with @ and a name",))
    read = _placement if word.casefold() == "placed" else _move
    try:
        edit, understood = read(" ".join(rest.split()), case, focus, day)
    except UsageError as failure:
        return HomeLine(problems=(f"{failure.message} {failure.remedy or ''}".strip(),))
    return HomeLine(edit, understood)


def carers_written(case: CaseFile, words: str) -> list[Person]:
    """Return carers written as `Pat Hill f; @Joan`: recorded after @, else new; raises UsageError with what stands in the way."""
    found: list[Person] = []
    for part in (part for part in words.split(";") if part.strip()):
        written = read_person(part)
        if written.problems:
            raise UsageError("; ".join(written.problems))
        if written.known:
            found.append(case.people[person_called(case, written.known)])
        else:
            found.append(written.person(new_id(), place=Place.CARER))
    return found


def grown_doubts(case: CaseFile, child: Id, since: When) -> tuple[str, ...]:
    """Return that somebody who is placed was no child by then, where the dates say so."""
    youngest = age_at(case.people[child].birth, since).youngest
    is_grown = youngest is not None and youngest >= ADULT * 12
    return (f"{case.people[child].shown_name} was no child by {since.words()}",) if is_grown else ()


def _move(words: str, case: CaseFile, focus: Id, day: date) -> tuple[FamilyEdit, tuple[str, ...]]:
    words, is_protected = _protection(words)
    where, *others = _WITH.split(words, maxsplit=1)
    since, where = _date_and_rest(where, day)
    name, address = _home(case, where)
    if not where:
        raise UsageError("where to is missing:", remedy="a name for the home, such as Gran's flat, or its address.")
    people = [focus, *(_who_else(case, others[0], focus, since, day) if others else ())]
    edit = moved(case, tuple(dict.fromkeys(people)), since, name=name, address=address, is_protected=bool(is_protected))
    edit = _looked_at(case, edit, since, day)
    return edit, (edit.label, *_where_words(case, name, address, is_protected=is_protected))


def _who_else(case: CaseFile, words: str, focus: Id, since: When, day: date) -> list[Id]:
    """Return who moves too: everyone named, or everyone who lives with the person in focus; raises UsageError for nobody."""
    found: list[Id] = []
    for one in (one.strip() for one in _BETWEEN.split(words)):
        if one.casefold() in EVERYONE:
            together = members_with(case, focus, since.earliest or day)[1:]
            if not together:
                name = case.people[focus].shown_name
                raise UsageError(f"nobody is recorded as living with {name} then: write the names.")
            found += together
        elif one:
            found.append(person_called(case, one))
    if not found:
        raise UsageError("nothing stands after “with”.")
    return found


def _placement(words: str, case: CaseFile, focus: Id, day: date) -> tuple[FamilyEdit, tuple[str, ...]]:
    words, protection = _protection(words)
    head, *parts = _PARTS.split(words)
    said: dict[str, str] = {}
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if key.casefold() in said:
            raise UsageError(f"“{key}” stands twice.")
        said[key.casefold()] = value.strip(" ,;")
        if not said[key.casefold()]:
            raise UsageError(f"nothing stands after “{key}”.")
    since, head = _date_and_rest(head, day)
    footing = FOOTINGS.get(head.casefold())
    if footing is None:
        known = ", ".join(dict.fromkeys(one.value for one in FOOTINGS.values()))
        missing = f"“{head}” is no footing" if head else "on what footing is missing"
        raise UsageError(f"{missing}: {known}.", remedy="After it: with carers, at a home, under an order.")
    carers = carers_written(case, ";".join(_BETWEEN.split(said.get("with", ""))))
    name, address = _home(case, said.get("at", ""))
    order, *begun = _FROM.split(said.get("under", ""), maxsplit=1)
    order_since = _date(begun[0], day) if begun else UNDATED
    is_protected = protection is not False
    edit = placed(
        case, focus, since, footing, carers=carers, name=name, address=address, is_protected=is_protected,
        order=order.strip(" ,;"), order_since=order_since,
    )  # fmt: skip
    edit = _looked_at(case, edit, since, day)
    edit = replace(edit, doubts=(*edit.doubts, *grown_doubts(case, focus, since), *_known_carers(case, carers)))
    under = ("the order is not dated",) if order and order_since.is_undated else ()
    return edit, (edit.label, *_where_words(case, name, address, is_protected=is_protected), *under)


def _protection(words: str) -> tuple[str, bool | None]:
    """Return the words without what they say last of the address, and that: protected, not protected, or nothing."""
    given = _PROTECTED.search(words)
    return (words[: given.start()], not given[1]) if given else (words, None)


def _date_and_rest(words: str, day: date) -> tuple[When, str]:
    """Return the date with which words begin or end, and the rest; raises UsageError where neither is one."""
    parts = words.strip(" ,;").split()
    if count := date_length(parts):
        return _date(" ".join(parts[:count]), day), " ".join(parts[count:]).strip(" ,;")
    for at in range(len(parts)):
        if date_length(parts[at:]) == len(parts) - at:
            return _date(" ".join(parts[at:]), day), " ".join(parts[:at]).strip(" ,;")
    begins = next((part for part in parts[:1] if any(letter.isdigit() for letter in part) and "/" in part), "")
    if begins:
        _date(begins, day)
    raise UsageError("from when is missing:", remedy="a month or a year is enough, about 2019 will do.")


def _date(words: str, day: date) -> When:
    try:
        return read_when(words.strip(" ,;"), latest=day)
    except UnreadableDate as failure:
        raise UsageError(failure.message) from failure


def _home(case: CaseFile, words: str) -> tuple[str, str]:
    """Return a home's name and its address: those of a home that is recorded, else what the words must be."""
    known = home_meant(case, words)
    if known is not None:
        return known.name, "" if known.name else known.address
    is_address = words[:1].isdigit() or _POSTCODE.search(words) is not None
    return ("", words) if is_address else (words, "")


def _where_words(case: CaseFile, name: str, address: str, *, is_protected: bool | None) -> tuple[str, ...]:
    if not (name or address):
        return ()
    known = home_meant(case, name or address)
    what = f"address: {address}" if address else f"home: {name}"
    told = f"{what}{', recorded already' if known else ''}"
    if is_protected or (known is not None and known.is_address_protected):
        return told, "the address is protected"
    return (told, "the address is not protected") if address or is_protected is False else (told,)


def _looked_at(case: CaseFile, edit: FamilyEdit, since: When, day: date) -> FamilyEdit:
    edit = checked(case, edit)
    is_ahead = since.earliest is not None and since.earliest > day
    return replace(edit, doubts=(*edit.doubts, f"{since.words()} is yet to come")) if is_ahead else edit


def _known_carers(case: CaseFile, carers: Sequence[Person]) -> tuple[str, ...]:
    """Return who has the name of somebody recorded and is written as somebody new."""
    names = {person.name.casefold(): person for person in case.people.values() if person.name}
    return tuple(
        f"a {known.shown_name} is recorded already: @{known.name.replace(' ', '.')} means them"
        for carer in carers
        if carer.id not in case.people and (known := names.get(carer.name.casefold()))
    )
