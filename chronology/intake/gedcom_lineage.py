"""Whether two family files are versions of one, and who in the newer one is known from the older."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.people import About, Gender, Person
from chronology.record.sources import Document
from chronology.record.values import Id

AGREEING = 0.5
"""Share of common record ids whose people agree from which on two files are taken for versions of one."""
FEWEST = 2
"""Named people who must agree where neither the file's name nor a date of birth confirms it."""


class Lineage:
    """The people of earlier versions of a file, each to be met once."""

    def __init__(self, case: CaseFile, source: Document, people: Sequence[Person]) -> None:
        self.documents: set[Id] = {source.id}
        """The documents that are versions of this file, itself among them."""
        self._known: dict[str, list[Person]] = {}
        by_document: dict[Id, dict[str, list[Person]]] = {}
        for person in case.people.values():
            for cited in dict.fromkeys(cite.document for cite in person.cites):
                for ref in dict.fromkeys((person.ref, *person.refs)):
                    by_document.setdefault(cited, {}).setdefault(ref, []).append(person)
        new: dict[str, list[Person]] = {}
        for person in people:
            new.setdefault(person.ref, []).append(person)
        given: set[tuple[str, Id]] = set()
        for identity, document in case.documents.items():
            earlier = by_document.get(identity, {})
            if document.form != source.form or not _is_version(document, source, earlier, new):
                continue
            self.documents.add(identity)
            for ref, persons in earlier.items():
                self._known.setdefault(ref, []).extend(p for p in persons if (ref, p.id) not in given)
                given.update((ref, p.id) for p in persons)

    def earlier(self, made: Person) -> Person | None:
        """Return the person of an earlier version that this record still means, and meet them no more; else None."""
        persons = self._known.get(made.ref, [])
        found = next((p for p in persons if _agrees(p, made)), None)
        if found is None and made.ref:
            found = next((p for p in persons if _is_same(p, made)), None)
        if found is not None:
            persons.remove(found)  # whoever stands under several ids is still met under the others
        return found


def _is_version(
    document: Document, source: Document, earlier: dict[str, list[Person]], new: dict[str, list[Person]]
) -> bool:
    if document.id == source.id or (source.lineage and document.lineage == source.lineage):
        return True
    has_same_name = document.name == source.name
    if has_same_name and not earlier and not new:
        return True
    shared = [ref for ref in earlier if ref in new and (ref or has_same_name)]
    agreeing = [ref for ref in shared if any(_agrees(p, q) for p in earlier[ref] for q in new[ref])]
    if not agreeing or len(agreeing) < AGREEING * len(shared):
        return False
    named = [ref for ref in agreeing if earlier[ref][0].name]
    is_dated = any(not earlier[ref][0].birth.is_undated for ref in named)
    return has_same_name or len(named) >= FEWEST or is_dated


def _agrees(one: Person, two: Person) -> bool:
    """Return whether name, birth and gender are the same, empty ones included."""
    return (
        comparable(one.name) == comparable(two.name)
        and (one.birth.edtf or one.birth.as_written) == (two.birth.edtf or two.birth.as_written)
        and one.gender == two.gender
    )


def _is_same(earlier: Person, made: Person) -> bool:
    """Return whether a record id still means the same person: the name or the date of birth agrees."""
    names = (earlier.name, *(other.text for other in earlier.names))
    if made.name and comparable(made.name) in {comparable(name) for name in names}:
        return True
    return earlier.birth.edtf == made.birth.edtf and not made.birth.is_undated


def grown(earlier: Person, made: Person) -> tuple[Person, list[str], list[str]]:
    """Return the known person with what they lacked, what was added, and what differs and was left as it is."""
    added: list[str] = []
    differs: list[str] = []
    update: dict[str, object] = {}
    for field, words in (("birth", "date of birth"), ("death", "date of death")):
        old, new = getattr(earlier, field), getattr(made, field)
        if (old.edtf or old.as_written) == (new.edtf or new.as_written) or not new.as_written:
            continue
        if old.is_undated and not old.as_written:
            update[field] = new
            added.append(words)
        else:
            differs.append(words)
    if made.is_dead and not earlier.is_dead:
        update["is_dead"] = True
        added.append("that they have died")
    if made.gender is not earlier.gender and made.gender is not Gender.UNKNOWN:
        if earlier.gender is Gender.UNKNOWN:
            update["gender"] = made.gender
            added.append("gender")
        else:
            differs.append("gender")
    if made.name != earlier.name and made.name:
        if earlier.name:
            differs.append("name")
        else:
            update |= {"name": made.name, "given": made.given, "surname": made.surname}
            added.append("name")
    about = earlier.about.model_dump()
    told = {field: words for field, words in made.about.model_dump().items() if words and words != about[field]}
    lacked = {field: words for field, words in told.items() if not about[field]}
    if lacked:
        update["about"] = About.model_validate(about | lacked)
        added.append("heritage, culture or language")
    if len(lacked) < len(told):
        differs.append("heritage, culture or language")
    facts = tuple(fact for fact in made.facts if fact not in earlier.facts)
    names = tuple(name for name in made.names if name not in earlier.names)
    carried = tuple(one for one in made.carried if one not in earlier.carried)
    for field, more, words in (("facts", facts, "facts"), ("names", names, "names"), ("carried", carried, "")):
        if more:
            update[field] = (*getattr(earlier, field), *more)
            added += [words] if words else []
    if made.note and made.note not in earlier.note:
        update["note"] = f"{earlier.note}\n{made.note}".strip()
        added.append("a note")
    return (earlier.model_copy(update=update) if update else earlier), added, differs
