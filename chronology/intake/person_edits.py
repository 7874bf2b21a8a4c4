"""A person changed or taken out: the fields of a form read, and everything that goes when somebody goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from chronology.intake.family_edits import FamilyEdit, checked
from chronology.intake.person_words import GENDERS
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.errors import UnreadableDate, UsageError
from chronology.record.households import Residence
from chronology.record.people import About, Condition, Gender, Life, NameKind, OtherName, Person, Place
from chronology.record.sources import Standing, Stated
from chronology.record.ties import Bond, MultipleBirth, Order, Parentage, ParentalResponsibility, Partnership
from chronology.record.values import Id, Record

T = TypeVar("T")

FIELDS: Mapping[str, str] = {
    "name": "Name",
    "names": "Other names, each with its kind: Reed (birth); Addie (known as)",
    "birth": "Born (or due)",
    "death": "Died: a date, or yes where it is not known when",
    "initials": "Initials, where documents are to be named by others than those of the name",
    "gender": "Gender: female, male, non-binary, other, unknown",
    "subject": "Subject child: yes or no",
    "life": "Born, expected, miscarriage, stillbirth, termination or ectopic pregnancy",
    "place": "Family, network, carer, professional or pet",
    "role": "Role and agency of a professional or of the network: school nurse (Hill School)",
    "health": "Health: asthma; low mood (mental, suspected) 2019; alcohol (addiction, recovered)",
    "ethnicity": "Ethnicity",
    "faith": "Faith",
    "language": "Language",
    "disability": "Disability",
    "orientation": "Orientation (in an export only where it is asked for)",
    "gender_history": "Gender history (in an export only where it is asked for)",
    "sex_at_birth": "Sex at birth, only where it is recorded as such",
    "culture": "Culture",
    "confirmed": "Confirmed to be there: yes, or no for somebody who was only reported",
    "number": "How many people this stands for: 1; 0 where it is not known how many",
    "standing": "Standing: recorded, alleged, admitted, found by a court, not proved, withdrawn",
    "case_ids": "The council's own numbers",
    "note": "Note",
}
"""What of a person may be changed, with the label of each field."""
_IN_BRACKETS = re.compile(r"(?P<what>[^()]*[^()\s])\s*(?:\((?P<more>[^()]*)\)\s*(?P<rest>[^()]*))?\Z")
"""What something is, more in brackets, and after the brackets a date."""
_OF_ABOUT = tuple(About.model_fields)


def written_of(person: Person) -> dict[str, str]:
    """Return a person as the fields of a form, which `edited` reads back to the same person."""
    role = f"{person.role} ({person.agency})" if person.agency else person.role
    return {
        "name": person.name,
        "names": "; ".join(_name_words(other) for other in person.names),
        "birth": "" if person.birth.is_undated else _date_text(person.birth),
        "death": _date_text(person.death) if not person.death.is_undated else "yes" if person.is_dead else "",
        "gender": person.gender.value,
        "subject": "yes" if person.is_subject else "no",
        "life": person.life.value,
        "place": person.place.value,
        "role": role,
        "health": "; ".join(_condition_words(condition) for condition in person.health),
        **person.about.model_dump(),
        "initials": person.initials,
        "sex_at_birth": person.sex_at_birth,
        "confirmed": "yes" if person.is_confirmed else "no",
        "number": str(person.number),
        "standing": person.standing.value,
        "case_ids": "; ".join(person.case_ids),
        "note": person.note,
    }


def edited(case: CaseFile, person: Person, fields: Mapping[str, str]) -> tuple[FamilyEdit | None, dict[str, str]]:
    """Return the edit that the changed fields make, or field → what is wrong with it; a field left alone changes nothing."""
    before = written_of(person)
    changed = {key: fields.get(key, "").strip() for key in FIELDS if fields.get(key, "").strip() != before[key].strip()}
    faults: dict[str, str] = {}
    update: dict[str, object] = {}
    for key, words in changed.items():
        try:
            update |= _read(person, key, words)
        except (UsageError, UnreadableDate) as failure:
            faults[key] = str(failure)
    if faults:
        return None, faults
    if "life" in update and "birth" not in update and update["life"] is Life.BORN and person.life is Life.EXPECTED:
        faults["birth"] = "The date expected is no birth: write when the child was born, or leave it blank."
        return None, faults
    about = {key: update.pop(key) for key in _OF_ABOUT if key in update}
    if about:
        update["about"] = person.about.model_copy(update=about)
    if not update:
        return None, {"": "Nothing was changed."}
    labels = {"names": "other names", "case_ids": "the council's numbers", "subject": "subject child", "life": "birth", "sex_at_birth": "sex at birth",
        "gender_history": "gender history", "confirmed": "whether they are there", "number": "how many they stand for"}  # fmt: skip
    said = ", ".join(labels.get(key, key) for key in changed)
    after = person.model_copy(update=update)
    return checked(case, FamilyEdit(f"{after.shown_name} changed: {said}", (after,), person=person.id)), {}


def _read(person: Person, key: str, words: str) -> dict[str, object]:
    """Return what a field says; raises UsageError or UnreadableDate where it cannot be read."""
    if key == "name":
        return {"name": words, "given": "", "surname": ""}
    if key == "names":
        names = {_name_words(other): other for other in person.names}
        return {"names": tuple(names.get(part) or _other_name(part, person) for part in _parts(words))}
    if key == "birth":
        return {"birth": _date(words)}
    if key == "death":
        is_dead = words.casefold() not in {"", "no"}
        return {"death": UNDATED if words.casefold() in {"", "no", "yes"} else _date(words), "is_dead": is_dead}
    if key == "gender":
        known = GENDERS | {gender.value: gender for gender in Gender} | {"": Gender.UNKNOWN}
        return {"gender": _one_of(words, known)}
    if key == "subject":
        return {"is_subject": _one_of(words, {"yes": True, "y": True, "no": False, "n": False, "": False})}
    if key == "confirmed":
        return {"is_confirmed": _one_of(words, {"yes": True, "y": True, "no": False, "n": False, "": True})}
    if key == "number":
        if words and not (words.isascii() and words.isdigit() and len(words) <= 3):
            raise UsageError(
                f"“{words[:20]}” is no number of people.", remedy="Write 1, 2, 3 …; 0 where it is not known."
            )
        return {"number": int(words or "1")}
    if key == "standing":
        return {"standing": _one_of(words, {one.value: one for one in Standing} | {"": Standing.RECORDED})}
    if key == "life":
        return {"life": _one_of(words, {life.value: life for life in Life} | {"": Life.BORN})}
    if key == "place":
        return {"place": _one_of(words, {place.value: place for place in Place} | {"": Place.FAMILY})}
    if key == "role":
        found = _IN_BRACKETS.match(words)
        return {"role": (found["what"] if found else words), "agency": (found["more"] or "") if found else ""}
    if key == "health":
        conditions = {_condition_words(condition): condition for condition in person.health}
        return {"health": tuple(conditions.get(part) or _condition(part) for part in _parts(words))}
    if key == "case_ids":
        return {"case_ids": tuple(_parts(words))}
    return {key: words}


def _parts(words: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]


def _date(words: str) -> When:
    when = read_when(words, birth=True) if words else UNDATED
    if when.is_period:
        raise UsageError(f"“{words}” is a period.", remedy="Write one date; about 1985 will do.")
    return when


def _date_text(when: When) -> str:
    return when.as_written or when.as_text()


def _one_of(words: str, known: Mapping[str, T]) -> T:
    found = known.get(words.casefold())
    if found is None:
        raise UsageError(f"“{words}” is none of these: {', '.join(key for key in known if len(key) > 2)}.")
    return found


def _other_name(words: str, person: Person) -> OtherName:
    found = _IN_BRACKETS.match(words)
    text, kind = (found["what"], found["more"]) if found else (words, None)
    known = next((n for n in person.names if n.text == text), None)
    kinds = {one.value: one for one in NameKind}
    as_kind = _one_of(kind, kinds) if kind else NameKind.KNOWN_AS
    return OtherName(text=text, kind=as_kind, when=known.when if known else UNDATED)


def _name_words(other: OtherName) -> str:
    return f"{other.text} ({other.kind.value})"


def _condition_words(condition: Condition) -> str:
    more = (condition.area, "suspected" * condition.suspected, "recovered" * condition.recovered)
    when = "" if condition.when.is_undated else f" {condition.when.as_text()}"
    return f"{condition.what} ({', '.join(word for word in more if word)}){when}".removesuffix(" ()")


def _condition(words: str) -> Condition:
    found = _IN_BRACKETS.match(words)
    if found is None:
        raise UsageError(f"“{words}” is not understood.", remedy="Write what it is, the rest in brackets, then a date.")
    more = [word.strip() for word in (found["more"] or "").split(",") if word.strip()]
    area = " ".join(word for word in more if word not in {"suspected", "recovered"})
    what, rest = found["what"].strip(), found["rest"]
    return Condition(
        what=what,
        area=area,
        when=read_when(rest, birth=True) if rest else UNDATED,
        suspected="suspected" in more,
        recovered="recovered" in more,
    )


def removed(case: CaseFile, person: Id) -> FamilyEdit:
    """Return the edit that takes somebody out, with their own ties and homes; what else names them is trimmed.

    Raises UsageError where an entry, a plan or other work names them: those are corrected first, so that nothing said of a
    person is left without the person.
    """
    them = case.people[person]
    values: list[Record] = []
    gone: list[Id] = [person]
    naming: dict[str, int] = {}
    dissolved = {
        p.id
        for p in case.partnerships
        if person in p.partners and not any(t.partnership == p.id and _others(t, person) for t in case.parentages)
    }
    for record in case.records.values():
        if record.id == person:
            continue
        if record.id in dissolved or _is_theirs(record, person):
            gone.append(record.id)
            continue
        trimmed = _without(record, person, dissolved)
        if trimmed is None and f'"{person}"' in record.model_dump_json():
            naming[record.kind.replace("_", " ")] = naming.get(record.kind.replace("_", " "), 0) + 1
        elif trimmed is not None and trimmed != record:
            if isinstance(trimmed, Parentage) and not trimmed.parents and not trimmed.partnership:
                gone.append(trimmed.id)
            else:
                values.append(trimmed)
    if naming:
        said = ", ".join(f"{count} of kind “{kind}”" for kind, count in naming.items())
        raise UsageError(
            f"{them.shown_name} is named in other records: {said}.",
            remedy="Change those first; then nothing is left loose.",
        )
    ties = len(gone) - 1
    also = f", with {ties} {'tie' if ties == 1 else 'ties'} and homes" if ties else ""
    return FamilyEdit(f"{them.shown_name} removed{also}", tuple(values), tuple(gone))


def _others(tie: Parentage, person: Id) -> bool:
    """Return whether a parent set keeps a meaning without somebody: another parent, and another child."""
    return tie.child != person and any(parent != person for parent in tie.parents)


def _is_theirs(record: Record, person: Id) -> bool:
    """Return whether a record is about somebody alone, or about somebody and one other."""
    if isinstance(record, Parentage | Order):
        return record.child == person
    if isinstance(record, ParentalResponsibility):
        return person in {record.child, record.holder}
    if isinstance(record, Residence):
        return record.person == person
    if isinstance(record, Bond):
        return person in {record.source, record.target}
    return isinstance(record, MultipleBirth) and person in record.children and len(record.children) <= 2


def _without(record: Record, person: Id, dissolved: set[Id]) -> Stated | None:
    """Return a tie without somebody; None for a kind of record that cannot do without."""
    if isinstance(record, Parentage):
        return record.model_copy(
            update={
                "parents": tuple(p for p in record.parents if p != person),
                "ways": {p: way for p, way in record.ways.items() if p != person},
                "certainty": {p: sure for p, sure in record.certainty.items() if p != person},
                "partnership": None if record.partnership in dissolved else record.partnership,
            }
        )
    if isinstance(record, Partnership):
        return record.model_copy(update={"partners": tuple(p for p in record.partners if p != person)})
    if isinstance(record, Residence):
        return record.model_copy(update={"carers": tuple(c for c in record.carers if c != person)})
    if isinstance(record, Order):
        return record.model_copy(update={"in_favour_of": tuple(p for p in record.in_favour_of if p != person)})
    if isinstance(record, MultipleBirth):
        return record.model_copy(update={"children": tuple(c for c in record.children if c != person)})
    return None
