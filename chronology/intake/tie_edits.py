"""Ties, homes and orders corrected or taken out: one of them as the fields of a form, which are read back to the same record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chronology.intake.family_edits import FamilyEdit, checked, named
from chronology.intake.home_edits import order_called
from chronology.intake.names_typed import person_called
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.errors import UnreadableDate, UsageError
from chronology.record.households import Footing, Household, Residence
from chronology.record.sources import Standing, Stated
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Order,
    Parentage,
    ParentageKind,
    ParentalResponsibility,
    ParentCertainty,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
    Zygosity,
)
from chronology.record.values import Id, Record, new_id


@dataclass(frozen=True)
class TieField:
    """One field over a tie."""

    label: str
    choices: tuple[str, ...] = ()
    """What it may be, where it is one of a few."""


_WHEN = TieField("From when to when: 2016 to March 2020; since June 2021")
_STANDING = TieField("Standing", tuple(one.value for one in Standing))
_LAST = {"standing": _STANDING, "note": TieField("Note")}
FIELDS: Mapping[type[Stated], Mapping[str, TieField]] = {
    Partnership: {
        "steps": TieField("What they were and became, a semicolon between: partners 2009; married 2016; separated 5/2019"),
        **_LAST,
    },
    Parentage: {
        "parents": TieField("Parents, or who cares for the child, a semicolon between"),
        "way": TieField("By what way", tuple(one.value for one in ParentageKind)),
        "sure": TieField("Where one is not simply recorded: Tom Shaw (presumed, disputed, proved by DNA test, alleged or excluded)"),
        "when": _WHEN,
        **_LAST,
    },
    Residence: {
        "when": _WHEN,
        "footing": TieField("Footing", tuple(one.value for one in Footing)),
        "carers": TieField("Carers, where it is not a parent, a semicolon between"),
        "name": TieField("What the home is called"),
        "address": TieField("Address"),
        "protected": TieField("Address protected", ("yes", "no")),
        "words": TieField("Place or reason, in words"),
        **_LAST,
    },
    Order: {
        "status": TieField("Order or legal status"),
        "when": _WHEN,
        "court": TieField("Court"),
        "favour": TieField("In favour of, a semicolon between"),
        **_LAST,
    },
    ParentalResponsibility: {
        "holder": TieField("Who holds it"),
        "authority": TieField("Local authority that holds or shares it"),
        "ground": TieField("On what ground: mother, marriage, birth registration, agreement, order"),
        "when": _WHEN,
        **_LAST,
    },
    Bond: {
        "nature": TieField("What it is: close, distant, cut off, conflict, violence, controlling, neglect …"),
        "mutual": TieField("Both ways", ("yes", "no")),
        "when": _WHEN,
        "words": TieField("In somebody's words"),
        **_LAST,
    },
    MultipleBirth: {"zygosity": TieField("Twins", tuple(one.value for one in Zygosity)), **_LAST},
}  # fmt: skip
"""What of each kind of tie may be corrected."""
_STEPS = {status.value: status for status in PartnershipStatus} | {"partners": PartnershipStatus.NOT_RECORDED}
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<more>[^()]*)\)\Z")


def ties_of(case: CaseFile, person: Id) -> Mapping[Id, str]:
    """Return everything that ties somebody to others, to a home or to an order, by id, each with what it says."""
    found: list[Stated] = [p for p in case.partnerships if person in p.partners]
    found += [p for p in case.parentages if person == p.child or person in p.parents]
    found += [m for m in case.multiple_births if person in m.children]
    homes = [r for r in case.residences if r.person == person]
    homes.sort(key=lambda home: (home.when.sort_key, home.id))
    found += homes
    found += [o for o in case.orders if o.child == person]
    found += [r for r in case.responsibilities if person in {r.child, r.holder}]
    found += [b for b in case.bonds if person in {b.source, b.target}]
    return {record.id: tie_words(case, record) for record in found}


def tie_words(case: CaseFile, record: Stated) -> str:
    """Return a tie in words: what it is, of whom, and from when to when."""
    if isinstance(record, Partnership):
        steps = ", ".join(step.words() for step in record.steps)
        return f"Partners: {_names(case, record.partners)}{f': {steps}' if steps else ''}"
    if isinstance(record, Parentage):
        way = "" if record.way is ParentageKind.BIRTH else f" ({record.way.value})"
        return _dated(f"Parents of {_names(case, [record.child])}: {_names(case, record.parents)}{way}", record.when)
    if isinstance(record, MultipleBirth):
        return f"Born together: {_names(case, record.children)}, zygosity {record.zygosity.value}"
    if isinstance(record, Residence):
        where = _home_words(case, record)
        return _dated(f"Home of {_names(case, [record.person])}: {where}", record.when)
    if isinstance(record, Order):
        return _dated(f"Order on {_names(case, [record.child])}: {record.status_words}", record.when)
    if isinstance(record, ParentalResponsibility):
        holders = [record.holder] if record.holder else []
        who = " and ".join(filter(None, (_names(case, holders) if holders else "", record.authority)))
        ground = f" ({record.ground})" if record.ground else ""
        return _dated(f"Parental responsibility for {_names(case, [record.child])}: {who}{ground}", record.when)
    assert isinstance(record, Bond)
    between = "and" if record.is_mutual else "to"
    two = f"{_names(case, [record.source])} {between} {_names(case, [record.target])}"
    alleged = f" ({record.standing.value})" if record.standing is not Standing.RECORDED else ""
    return _dated(f"Tie: {record.nature}, {two}{alleged}", record.when)


def written_of_tie(case: CaseFile, record: Stated) -> dict[str, str]:
    """Return a tie as the fields of a form, which `tie_corrected` reads back to the same tie."""
    return {key: _WRITTEN[type(record)](case, record, key) for key in FIELDS[type(record)]}


def tie_corrected(
    case: CaseFile, record: Stated, fields: Mapping[str, str], *, day: date
) -> tuple[FamilyEdit | None, dict[str, str]]:
    """Return the edit that the changed fields make, or field → what is wrong with it; a field left alone changes nothing."""
    before = written_of_tie(case, record)
    changed = {key: fields.get(key, "").strip() for key in before if fields.get(key, "").strip() != before[key].strip()}
    if not changed:
        return None, {"": "Nothing was changed."}
    faults: dict[str, str] = {}
    update: dict[str, object] = {}
    home: dict[str, object] = {}
    for key, words in changed.items():
        try:
            (home if key in {"name", "address", "protected"} else update).update(_read(case, record, key, words, day))
        except (UsageError, UnreadableDate) as failure:
            faults[key] = str(failure)
    if faults:
        return None, faults
    values: list[Record] = []
    if isinstance(record, Residence) and home:
        held = case.households.get(record.household or "") or Household(id=new_id())
        values.append(held.model_copy(update=home))
        update["household"] = held.id
    after = record.model_copy(update=update)
    said = ", ".join(_SAID.get(key, key) for key in changed)
    label = f"{tie_words(case.with_records(values), after)}; corrected: {said}"
    return checked(case, FamilyEdit(label, (*values, after))), {}


def tie_taken_out(case: CaseFile, record: Stated) -> FamilyEdit:
    """Return the edit that takes one tie out; parent sets that name a partnership lose no parent by it."""
    freed = tuple(
        held.model_copy(update={"partnership": None}) for held in case.parentages if held.partnership == record.id
    )
    return FamilyEdit(f"Taken out: {tie_words(case, record)}", freed, (record.id,))


def _names(case: CaseFile, people: Sequence[Id]) -> str:
    return named([case.people[p] for p in people if p in case.people]) or "not known"


def _dated(words: str, when: When) -> str:
    return words if when.is_undated else f"{words}, {when.words()}"


def _home_words(case: CaseFile, record: Residence) -> str:
    home = case.households.get(record.household or "")
    footing = "" if record.footing is Footing.HOME else record.footing.value
    where = (home.name or home.address) if home else record.words
    return ": ".join(filter(None, (footing, where))) or "home"


def _when_words(when: When) -> str:
    """Return a date as a field holds it: as it was written, else in words, else as it is kept, whatever reads back the same."""
    for words in (when.as_written, when.words()):
        try:
            if words and read_when(words).edtf == when.edtf:
                return words
        except UnreadableDate:
            continue
    return when.edtf


def _listed(case: CaseFile, people: Sequence[Id]) -> str:
    return "; ".join(_plain_name(case, person) for person in people)


def _plain_name(case: CaseFile, person: Id) -> str:
    """Return a name that means one person alone, else the id that does."""
    name = case.people[person].name if person in case.people else ""
    same = sum(1 for one in case.people.values() if one.name.casefold() == name.casefold())
    return name if name and same == 1 else person


def _step_words(step: PartnershipStep) -> str:
    status = "partners" if step.status is PartnershipStatus.NOT_RECORDED else step.status.value
    when = "" if step.when.is_undated else f" {_when_words(step.when)}"
    return f"{status}{when}{f' ({step.note})' if step.note else ''}"


def _common(_case: CaseFile, record: Stated, key: str) -> str:
    """Return a field that several kinds of tie have."""
    if key == "when":
        when: When = getattr(record, "when", UNDATED)
        return "" if when.is_undated else _when_words(when)
    return str(getattr(record, key))


def _of_partnership(case: CaseFile, record: Stated, key: str) -> str:
    assert isinstance(record, Partnership)
    return "; ".join(_step_words(step) for step in record.steps) if key == "steps" else _common(case, record, key)


def _of_parentage(case: CaseFile, record: Stated, key: str) -> str:
    assert isinstance(record, Parentage)
    if key == "parents":
        return _listed(case, record.parents)
    if key == "sure":
        return "; ".join(f"{_plain_name(case, p)} ({sure.value})" for p, sure in record.certainty.items())
    return _common(case, record, key)


def _of_residence(case: CaseFile, record: Stated, key: str) -> str:
    assert isinstance(record, Residence)
    home = case.households.get(record.household or "")
    if key == "carers":
        return _listed(case, record.carers)
    if key in {"name", "address"}:
        return str(getattr(home, key, ""))
    if key == "protected":
        return "yes" if home and home.is_address_protected else "no"
    return _common(case, record, key)


def _of_order(case: CaseFile, record: Stated, key: str) -> str:
    assert isinstance(record, Order)
    if key == "status":
        return record.status_words
    return _listed(case, record.in_favour_of) if key == "favour" else _common(case, record, key)


def _of_responsibility(case: CaseFile, record: Stated, key: str) -> str:
    assert isinstance(record, ParentalResponsibility)
    if key == "holder":
        return _plain_name(case, record.holder) if record.holder else ""
    return _common(case, record, key)


def _of_bond(case: CaseFile, record: Stated, key: str) -> str:
    assert isinstance(record, Bond)
    return ("yes" if record.is_mutual else "no") if key == "mutual" else _common(case, record, key)


_WRITTEN: Mapping[type[Stated], Callable[[CaseFile, Stated, str], str]] = {
    Partnership: _of_partnership,
    Parentage: _of_parentage,
    Residence: _of_residence,
    Order: _of_order,
    ParentalResponsibility: _of_responsibility,
    Bond: _of_bond,
    MultipleBirth: _common,
}
_SAID = {"steps": "what they were and became", "when": "from when to when", "way": "by what way", "sure": "how sure",
         "name": "the home's name", "protected": "whether the address is protected", "favour": "in whose favour",
         "status": "what it is", "nature": "what it is", "mutual": "whether it goes both ways"}  # fmt: skip
_CHOSEN: Mapping[str, Mapping[str, object]] = {
    "standing": {one.value: one for one in Standing},
    "footing": {one.value: one for one in Footing},
    "zygosity": {one.value: one for one in Zygosity},
}


def _read(case: CaseFile, record: Stated, key: str, words: str, day: date) -> dict[str, object]:
    """Return what a field says; raises UsageError or UnreadableDate where it cannot be read."""
    if key in _CHOSEN:
        return {key: _CHOSEN[key].get(words) or _first(_CHOSEN[key])}
    if key == "way":
        assert isinstance(record, Parentage)
        return {"way": ParentageKind(words) if words else ParentageKind.UNKNOWN, "ways": {}}
    if key == "when":
        return {"when": read_when(words, latest=day) if words else UNDATED}
    if key == "steps":
        assert isinstance(record, Partnership)
        held = {_step_words(step): step for step in record.steps}
        return {"steps": tuple(held.get(part) or _step(part, day) for part in _parts(words))}
    if key in {"parents", "carers", "favour"}:
        people = tuple(dict.fromkeys(person_called(case, name) for name in _parts(words)))
        return _people_read(record, key, people)
    if key == "sure":
        return {"certainty": dict(_sure(case, record, part) for part in _parts(words))}
    if key == "holder":
        return {"holder": person_called(case, words) if words else None}
    if key == "status":
        return _status(words)
    if key == "protected":
        return {"is_address_protected": words == "yes"}
    if key == "mutual":
        return {"is_mutual": words == "yes"}
    if key == "nature" and not words:
        raise UsageError("what the tie is is missing.", remedy="Take the tie out where there is none.")
    return {key: words}


def _people_read(record: Stated, key: str, people: tuple[Id, ...]) -> dict[str, object]:
    if key == "favour":
        return {"in_favour_of": people}
    if key == "carers":
        return {"carers": people}
    assert isinstance(record, Parentage)
    if len(people) > 2:
        raise UsageError("a parent set has two people at the most.", remedy="Add the third as another: step, foster …")
    if not people and record.partnership is None:
        raise UsageError("nobody is named.", remedy="Take the tie out where there is none.")
    return {
        "parents": people,
        "ways": {p: way for p, way in record.ways.items() if p in people},
        "certainty": {p: sure for p, sure in record.certainty.items() if p in people},
        "partnership": record.partnership if people == record.parents else None,
    }


def _first(known: Mapping[str, object]) -> object:
    return known.get("not recorded") or known.get("not known") or next(iter(known.values()))


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _step(words: str, day: date) -> PartnershipStep:
    """Return one thing that two people were or became, with its date."""
    folded = words.casefold()
    status = max((one for one in _STEPS if folded == one or folded.startswith(f"{one} ")), key=len, default="")
    if not status:
        known = ", ".join(one for one in _STEPS if one != PartnershipStatus.NOT_RECORDED.value)
        raise UsageError(f"“{words}” is none of these: {known}.", remedy="After it its date, such as 5/2019.")
    rest = words[len(status) :].strip()
    return PartnershipStep(status=_STEPS[status], when=read_when(rest, latest=day) if rest else UNDATED)


def _sure(case: CaseFile, record: Stated, words: str) -> tuple[Id, ParentCertainty]:
    assert isinstance(record, Parentage)
    given = _IN_BRACKETS.match(words)
    known = {one.value: one for one in ParentCertainty}
    sure = known.get(given["more"].casefold().replace("dna", "DNA")) if given else None
    if given is None or sure is None:
        raise UsageError(f"“{words}” is not understood.", remedy=f"Write a name and in brackets {', '.join(known)}.")
    person = person_called(case, given["name"])
    if person not in record.parents:
        raise UsageError(f"{case.people[person].shown_name} is not one of the parents here.")
    return person, sure


def _status(words: str) -> dict[str, object]:
    if not words:
        raise UsageError("what the order is is missing.", remedy="Take the order out where there is none.")
    status, own_words = order_called(words)
    return {"status": status, "words": own_words}
