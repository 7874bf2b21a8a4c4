"""Moves and placements as edits: who lives where from a day on, on what footing, with whom and under which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.intake.family_edits import FamilyEdit, named
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Person
from chronology.record.ties import Order
from chronology.record.values import Id, Record, new_id

ORDERS = {
    "s20": ("s20", "section 20", "accommodated"),
    "epo": ("epo", "emergency protection order"),
    "police_protection": ("police protection",),
    "ico": ("ico", "interim care order"),
    "co": ("co", "care order"),
    "po": ("po", "placement order"),
    "sgo": ("sgo", "special guardianship order"),
    "cao": ("cao", "child arrangements order"),
    "so": ("so", "supervision order"),
    "ao": ("ao", "adoption order"),
}
"""Orders of England and Wales by key, with the words for them; other words are kept as they are written."""


def order_called(words: str) -> tuple[str, str]:
    """Return an order's key and no words of its own; the words twice where they are none of those known."""
    key = next((key for key, known in ORDERS.items() if words.casefold() in known), "")
    return (key, "") if key else (words, words)


def home_called(case: CaseFile, name: str) -> Household | None:
    """Return the one home of that name; None where nobody recorded it, or several have it."""
    wanted = " ".join(name.split()).casefold()
    found = [home for home in case.households.values() if home.name and home.name.casefold() == wanted]
    return found[0] if len(found) == 1 else None


def home_meant(case: CaseFile, words: str) -> Household | None:
    """Return the one home of that name or, where no home has it, of that address; None where there is none, or several."""
    wanted = " ".join(words.split()).casefold()
    found = [home for home in case.households.values() if home.address and home.address.casefold() == wanted]
    return home_called(case, words) or (found[0] if len(found) == 1 else None)


def homes_on(case: CaseFile, person: Id, day: date) -> tuple[Residence, ...]:
    """Return where somebody lives on a day, or may."""
    return tuple(r for r in case.residences if r.person == person and r.when.stands_on(day))


def members_with(case: CaseFile, person: Id, day: date) -> tuple[Id, ...]:
    """Return somebody and everyone who lives in the same home on a day."""
    homes = {r.household for r in homes_on(case, person, day) if r.household}
    others = [r.person for r in case.residences if r.household in homes and r.when.stands_on(day)]
    return tuple(dict.fromkeys([person, *(p for p in others if p in case.people)]))


def moved(
    case: CaseFile,
    people: Sequence[Id],
    since: When,
    *,
    name: str,
    address: str = "",
    is_protected: bool = False,
    footing: Footing = Footing.HOME,
    words: str = "",
    carers: Sequence[Id] = (),
) -> FamilyEdit:
    """Return the edit that moves people into a home from a day on, and ends where they lived on that day.

    A home of that name, without a name one of that address, that is recorded is the home meant, else it is new. Where a
    later home is recorded already, this one ends as that begins. Raises UsageError where the date cannot begin a stay, or
    lies within one whose end is recorded.
    """
    start = _start(since)
    values: list[Record] = []
    home = home_called(case, name) if name else home_meant(case, address) if address else None
    grown = {
        **({"address": address} if address and home and address != home.address else {}),
        **({"is_address_protected": True} if is_protected and home and not home.is_address_protected else {}),
    }
    if home is not None and grown:
        home = home.model_copy(update=grown)
        values.append(home)
    elif home is None and (name or address):
        home = Household(id=new_id(), name=name, address=address, is_address_protected=is_protected)
        values.append(home)
    ends: dict[str, None] = {}
    for person in people:
        ended, until = _around(case, person, since, home.id if home else None)
        values += ended
        ends[until] = None
        values.append(
            Residence(
                id=new_id(),
                person=person,
                household=home.id if home else None,
                footing=footing,
                when=When(edtf=f"{start}/{until}"),
                words=words,
                carers=tuple(carers),
            )
        )
    who = named([case.people[p] for p in people])
    to = f"to {_where_to(home)}" if home else "to another home"
    label = f"{who} moved {to} {since.words()}"
    later = ", ".join(When(edtf=until).words() for until in ends if until != "..")
    if later:
        label += f", until the next home that is recorded ({later})"
    return FamilyEdit(label, tuple(values), person=people[0] if people else None)


def _where_to(home: Household) -> str:
    """Return where a move goes, as the change history says it: a protected address is said to be one, and not told."""
    return home.name or ("a protected address" if home.is_address_protected else home.address)


def placed(
    case: CaseFile,
    child: Id,
    since: When,
    footing: Footing,
    *,
    carers: Sequence[Person] = (),
    name: str = "",
    address: str = "",
    is_protected: bool = True,
    order: str = "",
    order_since: When | None = None,
) -> FamilyEdit:
    """Return the edit that places a child: where, with whom, on what footing, under which order.

    Carers who are not recorded yet are added. An order that is in force already is not recorded again; without a date of
    its own it begins with the placement, with an undated one it is not dated. Raises UsageError as `moved` does.
    """
    new = tuple(person for person in carers if person.id not in case.people)
    with_new = case.with_records(new)
    edit = moved(
        with_new,
        [child],
        since,
        name=name,
        address=address,
        is_protected=is_protected and bool(name or address),
        footing=footing,
        carers=[person.id for person in carers],
    )
    values: list[Record] = [*new, *edit.values]
    if order:
        status, own_words = order_called(order)
        begun = since if order_since is None else order_since
        on = begun.earliest or since.earliest
        is_known = any(
            held.status == status and on and held.when.stands_on(on) for held in case.orders_by_child.get(child, ())
        )
        if not is_known:
            when = begun if begun.is_undated else When(edtf=f"{_start(begun)}/..")
            values.append(Order(id=new_id(), child=child, status=status, when=when, words=own_words))
    beside = f" with {named(carers)}" if carers else ""
    under = f", {order}" if order else ""
    label = f"{case.people[child].shown_name} placed: {footing.value}{beside} {since.words()}{under}"
    return FamilyEdit(label, tuple(values), person=child)


def _start(since: When) -> str:
    """Return a date as the beginning of a stay; raises UsageError where it cannot be one."""
    if since.is_undated:
        raise UsageError("from when is missing.", remedy="A month or a year is enough; about 2019 will do.")
    if since.is_period:
        raise UsageError(f"{since.words()} is a period.", remedy="Write when it began.")
    if since.edtf[:1] in {"[", "{"}:
        raise UsageError(f"{since.words()} may be one of several dates.", remedy="Write about 2019, or a year.")
    day, _, time = since.edtf.partition("T")
    return day if time else since.edtf


def _around(case: CaseFile, person: Id, since: When, home: Id | None) -> tuple[list[Record], str]:
    """Return the stays that a move ends, ended, and when the new one ends: as a later one that is recorded begins, else "..".

    Raises UsageError where somebody lives there already, or the move lies within a stay whose end is recorded.
    """
    ended: list[Record] = []
    later: list[When] = []
    for residence in case.residences:
        if residence.person != person or residence.footing in {Footing.VISITING, Footing.SHORT_BREAK}:
            continue
        begun, slash, end = residence.when.edtf.partition("/")
        if residence.when.is_undated:
            continue
        first = residence.when.begins[0]
        if first is not None and since.latest is not None and since.latest < first:
            later.append(When(edtf=begun))
            continue
        if slash and end not in {"", ".."}:
            last = residence.when.ends[0]
            if first is not None and last is not None and since.earliest is not None and first < since.earliest < last:
                name = case.people[person].shown_name
                raise UsageError(
                    f"{name} has a home from {When(edtf=begun).words()} to {When(edtf=end).words()}.",
                    remedy="Correct from when to when they lived there first: R on the genogram, with them marked.",
                )
            continue
        if residence.household == home and home is not None:
            raise UsageError(f"{case.people[person].shown_name} lives there already.")
        ended.append(residence.model_copy(update={"when": When(edtf=f"{begun or '..'}/{since.edtf}")}))
    return ended, min(later, key=lambda when: when.sort_key).edtf if later else ".."
