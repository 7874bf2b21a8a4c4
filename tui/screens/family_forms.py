"""Forms over a family: a move, a placement, a person, a tie."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from tui.screens.writing import Checked, Field, Rows, WriteForm

if TYPE_CHECKING:
    from chronology.intake.family_edits import FamilyEdit
    from chronology.record.casefile import CaseFile
    from chronology.record.dates import When
    from chronology.record.values import Id

Now = Callable[[], "CaseFile"]
"""Gives the case file as another window may have changed it since the form was opened."""
GONE = "This person was taken out of the family meanwhile."
TIE_GONE = "This was taken out meanwhile."


def move_form(now: Now, person: Id, *, day: date) -> WriteForm[FamilyEdit]:
    """Return the form of a move, begun with everyone who lives with somebody on the day."""
    from chronology.intake.family_edits import checked
    from chronology.intake.home_edits import members_with, moved
    from chronology.intake.names_typed import person_called
    from chronology.record.errors import KinlineError

    case = now()
    who = "; ".join(_plain_name(case, i) for i in members_with(case, person, day))
    fields = [
        Field("from", "From when (a month or a year is enough)"),
        Field("who", "Who moves, with a semicolon between", begins_with=who),
        Field("name", f"What the home is called{_known_homes(case)}"),
        Field("address", "Address"),
        Field("protected", "Is the address protected? yes or no", begins_with="no"),
    ]

    def check(rows: Rows) -> Checked[FamilyEdit]:
        case, row = now(), rows[0]
        faults: dict[str, str] = {}
        people: list[Id] = []
        for name in row.get("who", "").split(";"):
            try:
                people += [person_called(case, name.strip())] if name.strip() else []
            except KinlineError as failure:
                faults["who"] = str(failure)
        if not people and "who" not in faults:
            faults["who"] = "Who moves? Nobody is named."
        if not (row.get("name") or row.get("address")):
            faults["name"] = "Where to? A name for the home, such as Gran's flat, or its address."
        since = _date(row, "from", day, faults)
        is_protected = _yes(row, "protected", faults)
        if faults or since is None:
            return Checked(None, faults)
        try:
            edit = moved(
                case,
                tuple(dict.fromkeys(people)),
                since,
                name=row.get("name", ""),
                address=row.get("address", ""),
                is_protected=is_protected,
            )
        except KinlineError as failure:
            return Checked(None, {"from": str(failure)})
        edit = checked(case, edit)
        return Checked(edit, doubts=edit.doubts)

    return WriteForm("A move", fields, check, tells="A home that is recorded under that name is the home meant.")


def place_form(now: Now, person: Id, *, day: date) -> WriteForm[FamilyEdit]:
    """Return the form that places a child."""
    from chronology.intake.home_edits import ORDERS, placed
    from chronology.intake.home_lines import carers_written, grown_doubts
    from chronology.record.errors import KinlineError
    from chronology.record.households import Footing

    footings = [f.value for f in Footing if f not in {Footing.HOME, Footing.VISITING, Footing.NOT_RECORDED}]
    fields = [
        Field("from", "From when (a month or a year is enough)"),
        Field("footing", f"Footing: {', '.join(footings)}", begins_with=Footing.FOSTER.value),
        Field("carers", "Carers, with a semicolon between: Pat Hill f; @Joan for somebody recorded"),
        Field("name", "What the home is called (foster carers' homes are never named in a document)"),
        Field("address", "Address"),
        Field("protected", "Is the address protected? yes or no", begins_with="yes"),
        Field("order", f"Order: {', '.join(words[-1] for words in ORDERS.values())}, or others in words"),
        Field("order_from", "Order from when, where it differs"),
    ]

    def check(rows: Rows) -> Checked[FamilyEdit]:
        case, row = now(), rows[0]
        faults: dict[str, str] = {}
        if person not in case.people:
            return Checked(None, {"": GONE})
        since = _date(row, "from", day, faults)
        known = {f.value: f for f in Footing}
        footing = known.get(row.get("footing", "").casefold())
        if footing is None:
            faults["footing"] = f"Write one of these: {', '.join(footings)}."
        try:
            with_whom = carers_written(case, row.get("carers", ""))
        except KinlineError as failure:
            with_whom, faults["carers"] = [], str(failure)
        is_protected = _yes(row, "protected", faults)
        order_since = _date(row, "order_from", day, faults) if row.get("order_from") else None
        if faults or since is None or footing is None:
            return Checked(None, faults)
        try:
            edit = placed(
                case,
                person,
                since,
                footing,
                carers=with_whom,
                name=row.get("name", ""),
                address=row.get("address", ""),
                is_protected=is_protected,
                order=row.get("order", ""),
                order_since=order_since,
            )
        except KinlineError as failure:
            return Checked(None, {"from": str(failure)})
        return Checked(edit, doubts=(*edit.doubts, *grown_doubts(case, person, since)))

    return WriteForm(f"A placement: {now().people[person].shown_name}", fields, check)


def person_form(now: Now, person: Id) -> WriteForm[FamilyEdit]:
    """Return the form over everything recorded of a person themselves."""
    from chronology.intake.person_edits import FIELDS, edited, written_of

    them = now().people[person]
    begun = written_of(them)
    fields = [Field(key, label, begins_with=begun[key]) for key, label in FIELDS.items()]

    def check(rows: Rows) -> Checked[FamilyEdit]:
        case = now()
        if person not in case.people:
            return Checked(None, {"": GONE})
        edit, faults = edited(case, case.people[person], rows[0])
        return Checked(edit, faults, edit.doubts if edit else ())

    def newest() -> Rows:
        found = now().people.get(person)
        return [{key: words for key, words in written_of(found).items() if words} if found else {}]

    form = WriteForm(f"Change: {them.shown_name}", fields, check)
    form.newest = newest
    return form


def family_form(now: Now) -> WriteForm[FamilyEdit]:
    """Return the form over what is true of the case file as a whole."""
    from chronology.intake.family_details import FIELDS, NATIONS, family_edited, written_of_family

    begun = written_of_family(now())
    fields = [
        Field(key, label, begins_with=begun[key], choices=tuple(NATIONS.values()) if key == "nation" else ())
        for key, label in FIELDS.items()
    ]

    def check(rows: Rows) -> Checked[FamilyEdit]:
        edit, faults = family_edited(now(), rows[0])
        return Checked(edit, faults)

    form = WriteForm("The family", fields, check)
    form.newest = lambda: [{key: words for key, words in written_of_family(now()).items() if words}]
    return form


def tie_form(now: Now, tie: Id, *, day: date) -> WriteForm[FamilyEdit]:
    """Return the form over one tie, home or order, which takes it out by no means: that is asked for apart."""
    from chronology.intake.tie_edits import FIELDS, tie_corrected, tie_words, written_of_tie
    from chronology.record.households import Residence
    from chronology.record.sources import Stated

    def record() -> Stated | None:
        found = now().records.get(tie)
        return found if isinstance(found, Stated) else None

    held = record()
    assert held is not None
    begun = written_of_tie(now(), held)
    fields = [
        Field(key, field.label, begins_with=begun[key], choices=field.choices)
        for key, field in FIELDS[type(held)].items()
    ]

    def check(rows: Rows) -> Checked[FamilyEdit]:
        newest = record()
        if newest is None:
            return Checked(None, {"": TIE_GONE})
        edit, faults = tie_corrected(now(), newest, rows[0], day=day)
        return Checked(edit, faults, edit.doubts if edit else ())

    def written() -> Rows:
        newest = record()
        return [{key: words for key, words in written_of_tie(now(), newest).items() if words} if newest else {}]

    shared = (
        "The home's name and address are those of everybody who lived there." if isinstance(held, Residence) else ""
    )
    form = WriteForm(tie_words(now(), held), fields, check, tells=shared)
    form.newest = written
    return form


def _plain_name(case: CaseFile, person: Id) -> str:
    """Return a name that means one person alone."""
    name = case.people[person].name
    same = [p for p in case.people.values() if p.name.casefold() == name.casefold()]
    return name if name and len(same) == 1 else person


def _known_homes(case: CaseFile) -> str:
    names = [home.name for home in case.households.values() if home.name][:6]
    return f" (recorded: {', '.join(names)})" if names else ""


def _date(row: Mapping[str, str], key: str, day: date, faults: dict[str, str]) -> When | None:
    from chronology.record.dates import read_when
    from chronology.record.errors import UnreadableDate

    words = row.get(key, "")
    if not words:
        faults[key] = "From when? A month or a year is enough; about 2019 will do."
        return None
    try:
        return read_when(words, latest=day)
    except UnreadableDate as failure:
        faults[key] = str(failure)
        return None


def _yes(row: Mapping[str, str], key: str, faults: dict[str, str]) -> bool:
    words = row.get(key, "no").casefold()
    if words not in {"yes", "y", "no", "n"}:
        faults[key] = "Write yes or no."
    return words in {"yes", "y"}
