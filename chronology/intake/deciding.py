"""What a person decided about names, as the case file keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chronology.intake.ids import IdMaker
from chronology.intake.names import Names
from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import UsageError
from chronology.record.imports import Meant, Naming
from chronology.record.steps import stepwise
from chronology.record.values import Id

_MEANINGS = {
    "professional": Meant.PROFESSIONAL,
    "nobody": Meant.NOBODY,
    "not family": Meant.NOBODY,
    "none": Meant.NOBODY,
}


def decided_names(names: Mapping[str, str], case: CaseFile, ids: IdMaker) -> list[Naming]:
    """Return the decisions that words mean somebody, a professional or nobody; those made before give way.

    Raises UsageError where whom a decision names cannot be told.
    """
    known = {comparable(naming.words): naming for naming in case.of_kind(Naming)}
    people = Names(case)
    found = []
    for words, meaning in names.items():
        means = _MEANINGS.get(comparable(meaning), Meant.PERSON)
        person = _person(people, words, meaning) if means is Meant.PERSON else None
        earlier = known.get(comparable(words))
        identity = earlier.id if earlier is not None else ids.make("naming", comparable(words))
        made = Naming(id=identity, words=words, means=means, person=person)
        if made != earlier:
            found.append(made)
    return found


def entries_decided(namings: Iterable[Naming], case: CaseFile) -> list[Entry]:
    """Return new versions of the entries whose children a decision tells, of those that named somebody unknown."""
    if not list(namings):
        return []
    people = Names(case)
    found = []
    for entry in stepwise(case.entries):
        if not entry.children_as_written:
            continue
        names = [people.find(name, entry.children) for name in people.split(entry.children_as_written)]
        children = [f.person for f in names if f.person is not None and not f.is_professional]
        still = entry.children_as_written if len(children) < len(names) else ""
        made = entry.model_copy(
            update={"children": tuple(dict.fromkeys((*entry.children, *children))), "children_as_written": still}
        )
        if made != entry:
            found.append(made)
    return found


def _person(people: Names, words: str, meaning: str) -> Id:
    found = people.find(meaning)
    if found.person is None:
        raise UsageError(
            f"“{words}” cannot be “{meaning}”: that {found.why}.",
            remedy="Name one person of the family by full name or id, or write professional or nobody.",
        )
    return found.person
