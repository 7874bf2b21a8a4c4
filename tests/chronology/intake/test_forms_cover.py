"""Every field that the record holds can be written in a form, but for those that are named here with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from chronology.intake.entry_fields import fields_of
from chronology.intake.family_details import family_edited, written_of_family
from chronology.intake.person_edits import edited, written_of
from chronology.intake.tie_edits import FIELDS as TIE_FIELDS
from chronology.intake.tie_edits import written_of_tie
from chronology.intake.work_rows import is_correctable, rows_of
from chronology.intake.work_writing import correct_written, read_written
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Decision
from chronology.record.entries import Entry
from chronology.record.households import Household
from chronology.record.kinds import KINDS
from chronology.record.people import About, Gender, Person
from chronology.record.plans import Family, Meeting, VisitRecord
from chronology.record.safety import DangerStatement
from chronology.record.sources import Carried, Standing
from chronology.record.ties import Partnership
from chronology.record.values import Record
from tests.families import three_siblings

DAY = date(2026, 3, 1)
READ = "where it was read from: no person writes it"
OF_SOURCE = "the id of the file that it was read from"
WHO = "whose it is: another person's is another record, added as one and taken out"
BY_APP = "written by the app itself, as what somebody decided there"
SHARED = {
    "id": "its identity",
    "cites": READ,
    "carried": READ,
    "content_key": READ,
    "ref": OF_SOURCE,
    "refs": OF_SOURCE,
}
"""Fields of any kind that no form writes; `ref` of a record of the work is the worker's own number, and is written."""
BESIDE = {
    "known": "when we learned of it is asked for entries; of other records it comes with the file or is not recorded",
    "restriction": "comes with the file, and is lifted or left where what may leave is decided",
}
"""What every record may carry and only an entry's form asks for."""
WORK_BESIDE = {
    "standing": "a record of the work is the worker's own statement",
    "note": "holds what an import could not place; the columns hold what is written",
}
NOT_WRITTEN = {
    "person.given": "follows from the name, whose surname may stand between strokes on the line",
    "person.surname": "follows from the name, as above",
    "person.facts": "dated facts of family files that nothing else holds",
    "person.is_dead": "follows from what is written under died: a date, or yes",
    "person.agency": "written in brackets after the role",
    "partnership.partners": WHO,
    "partnership.features": "marks of a family file's own notation",
    "parentage.child": WHO,
    "parentage.ways": "one way for the set is written; a family file may have one for each parent",
    "parentage.partnership": "follows from who the parents are",
    "parentage.order": "the place among siblings in a family file without dates of birth",
    "multiple_birth.children": WHO,
    "bond.source": WHO,
    "bond.target": WHO,
    "parental_responsibility.child": WHO,
    "order.child": WHO,
    "order.words": "follows from the status where its key is not known",
    "residence.person": WHO,
    "plan.is_planned_step_down": "read from the returns alone",
    "plan.case_ids": "read from the council's own file",
    "service.ref": OF_SOURCE,
    "meeting.entry": "an import links the entry that tells of it",
    "decision.entry": "an import links the entry that tells of it",
    "claim.entry": "an import links the entry that tells of it",
    "closure.entry": "an import links the entry that tells of it",
    "supervision.entry": "an import links the entry that tells of it",
    "family_offer.meeting": "found by the day under meeting held on",
}
"""Fields that no form writes, each with the reason."""
KINDS_NOT_WRITTEN = {
    "household": "through the residences in it: a move, a placement, a home corrected",
    "document": READ,
    "layout": BY_APP,
    "naming": BY_APP,
    "correction": BY_APP,
    "matter": BY_APP,
    "release": BY_APP,
    "pseudonym": BY_APP,
    "pattern_review": "written on the patterns, in a form of its own",
}
"""Kinds that have no form over the record itself, each with the reason."""
FOLLOWS = ("follows from", "written in", "found by")
"""How the reason begins of what is written in a field of another name, and so shows there."""
CASE = CaseFile.of(
    (
        *three_siblings().records.values(),
        DangerStatement(id="DS", ref="DS1"),
        Entry(id="E", when=When(edtf="2020-01-02"), children=("ada",), event="x"),
        Household(id="H", name="Flat"),
        Meeting(id="M", what="conference", when=When(edtf="2020-01-05")),
        Decision(id="D", ref="D1"),
        Partnership(id="P", partners=()),
    )
)
IDS = {
    "goals": "DS", "answers": "DS", "danger": "DS", "measures": "DS", "entries": "E", "entry": "E", "corroborates": "E",
    "contradicts": "E", "corroborated_by": "E", "contradicted_by": "E", "decision": "D", "household": "H", "meeting": "M",
    "partnership": "P",
}  # fmt: skip
"""What an id in a field names, where it is not one of the people."""


def filled(annotation: Any, name: str) -> Any:
    """Return a value of a type that says something, other than the value that says nothing."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return IDS.get(name, "ada")
    if origin in {Union, UnionType}:
        return filled(next(part for part in parts if part is not type(None)), name)
    if origin is tuple:
        return (filled(parts[0], name),)
    if origin is dict:
        return {"mum": filled(parts[1], name)}
    if issubclass(annotation, Enum):
        return list(annotation)[1]
    if annotation is Carried:
        return Carried(tag="_X")
    if annotation is When:
        return When(edtf="2019-05-06")
    if issubclass(annotation, BaseModel):
        return annotation(**{key: _of_field(annotation, key) for key in annotation.model_fields})
    return {str: IDS.get(name, "words"), int: 3, bool: True}[annotation]


def _of_field(cls: type[BaseModel], name: str) -> Any:
    field = cls.model_fields[name]
    return filled(
        Annotated[str, field.metadata[0]] if field.metadata and field.annotation is str else field.annotation, name
    )


def least(cls: type[Record]) -> Record:
    needed = {name for name, field in cls.model_fields.items() if field.is_required()}
    return cls(**{name: _of_field(cls, name) for name in needed | ({"children"} if cls is Decision else set())})


def shown(record: Record) -> Any:
    """Return what the form over a record shows of it."""
    if isinstance(record, Person):
        return written_of(record)
    if isinstance(record, Family):
        return written_of_family(CASE.with_records([record]))
    if isinstance(record, Entry):
        return fields_of(record, CASE, day=DAY)
    if type(record) in TIE_FIELDS:
        return written_of_tie(CASE, record)  # type: ignore[arg-type]
    return rows_of(record, CASE, day=DAY)  # type: ignore[arg-type]


def has_form(cls: type[Record]) -> bool:
    return cls in {Person, Family, Entry} or cls in TIE_FIELDS or is_correctable(least(cls))


def every_field() -> Iterator[tuple[str, str]]:
    for kind, cls in KINDS.items():
        if has_form(cls):
            yield from ((kind, name) for name in cls.model_fields)


def reason(kind: str, name: str) -> str:
    is_work = is_correctable(least(KINDS[kind]))
    found = NOT_WRITTEN.get(f"{kind}.{name}", "")
    if name in SHARED and not (name == "ref" and is_work):
        found = SHARED[name]
    if name in BESIDE and kind != "entry":
        found = BESIDE[name]
    if name in WORK_BESIDE and (is_work or (kind == "family" and name == "standing")):
        found = WORK_BESIDE[name]
    return found


@pytest.mark.parametrize(("kind", "name"), [*every_field()])
def test_every_field_of_the_record_stands_in_a_form_or_is_named_with_the_reason(kind: str, name: str):
    cls = KINDS[kind]
    record = least(cls)
    values = [_of_field(cls, name)]
    if cls.model_fields[name].annotation is bool:
        values = [not getattr(record, name)]
    elif isinstance(values[0], Enum):
        values = [one for one in type(values[0]) if one != getattr(record, name)]
    elif cls.model_fields[name].is_required() or (cls, name) == (Decision, "children"):
        values = [
            "ben"
            if values[0] == "ada"
            else ("ben",)
            if values[0] == ("ada",)
            else "other words"
            if values[0] == "words"
            else 4
        ]
    said = [shown(record.model_copy(update={name: value})) != shown(record) for value in values]
    why = reason(kind, name)
    if why:
        assert why.startswith(FOLLOWS) or not any(said), f"a form shows {kind}.{name}"
    else:
        assert all(said), f"no form writes {kind}.{name}"


def test_every_kind_has_a_form_or_is_named_with_the_reason():
    assert {kind for kind, cls in KINDS.items() if not has_form(cls)} == set(KINDS_NOT_WRITTEN)


def test_what_is_named_as_not_written_is_there():
    assert {name.partition(".")[0] for name in NOT_WRITTEN} <= set(KINDS)
    assert all(name.partition(".")[2] in KINDS[name.partition(".")[0]].model_fields for name in NOT_WRITTEN)


def test_every_field_about_a_person_is_read_back():
    them = CASE.people["ada"]
    words = {key: f"own {key}" for key in About.model_fields} | {
        "initials": "AS", "sex_at_birth": "female", "confirmed": "no", "number": "3", "standing": "alleged",
    }  # fmt: skip
    edit, faults = edited(CASE, them, written_of(them) | words)
    assert edit is not None, faults
    (after,) = edit.values
    assert isinstance(after, Person)
    assert after.about == About(**{key: f"own {key}" for key in About.model_fields})
    assert (after.initials, after.sex_at_birth, after.is_confirmed, after.number) == ("AS", "female", False, 3)
    assert after.standing is Standing.ALLEGED
    assert after.gender is Gender(them.gender)
    assert edited(CASE, after, written_of(after))[1] == {"": "Nothing was changed."}


def test_a_number_of_people_that_is_none_is_at_fault():
    them = CASE.people["ada"]
    assert "is no number of people" in edited(CASE, them, written_of(them) | {"number": "many"})[1]["number"]


def test_the_family_has_a_nation_a_council_and_numbers():
    fields = {"name": "Shaw", "nation": "Scotland", "council": "Hill Council", "case_ids": "77; 78", "note": ""}
    edit, faults = family_edited(CASE, fields)
    assert edit is not None, faults
    (family,) = edit.values
    assert isinstance(family, Family)
    assert (family.name, family.nation, family.council, family.case_ids) == (
        "Shaw",
        "scotland",
        "Hill Council",
        ("77", "78"),
    )
    assert family_edited(CASE.with_records(edit.values), fields)[1] == {"": "Nothing was changed."}
    assert "Write one of these" in family_edited(CASE, fields | {"nation": "Mars"})[1]["nation"]


def test_a_meeting_holds_who_was_invited_and_who_came():
    rows = [
        {"what": "core group", "from": "5/6/2020", "children": "Ada Shaw", "who": "Joan Reed", "attended": "yes"},
        {"who": "Ms Patel", "role": "school nurse", "attended": "no", "reason": "ill", "decisions": "Meet again"},
    ]
    made = read_written(CASE, "meeting", rows, day=DAY).record
    assert isinstance(made, Meeting)
    assert (made.what, made.children, made.decisions) == ("core group", ("ada",), "Meet again")
    assert [(a.name, a.person, a.attended, a.reason) for a in made.attendance] == [
        ("Joan Reed", "gran", True, ""),
        ("Ms Patel", None, False, "ill"),
    ]
    again = correct_written(CASE.with_records([made]), made, rows_of(made, CASE, day=DAY), day=DAY).record
    assert again == made


def test_a_record_of_visits_is_declared_complete_for_one_child_and_a_period():
    row = {
        "child": "Ada Shaw",
        "from": "1/1/2020",
        "to": "30/6/2020",
        "declared_by": "Ms Green",
        "declared_on": "1/7/2020",
    }
    made = read_written(CASE, "visit_record", [row], day=DAY).record
    assert isinstance(made, VisitRecord)
    assert (made.child, made.when.edtf, made.declared_by) == ("ada", "2020-01-01/2020-06-30", "Ms Green")
    faults = read_written(CASE, "visit_record", [{"child": "Ada Shaw", "from": "2020"}], day=DAY).faults
    assert "nothing is written" in faults["declared_by"]
