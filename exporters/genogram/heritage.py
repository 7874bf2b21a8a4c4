"""Heritage inside a symbol: as it is recorded of each person, and never inferred from a name, a place or a parent.

A family's heritages have their places as the conditions of a pedigree have. It is drawn only where it is asked for, in
the place of health: one fill at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

from chronology.record.people import Person
from exporters.documents.printable import printable
from exporters.genogram.fills import Part, slot


def heritages_of(person: Person) -> list[str]:
    """Return a person's heritages as recorded, which semicolons part: no other sign does, as one name may hold any."""
    parts = (" ".join(printable(part).split()) for part in person.about.ethnicity.split(";"))
    return list(dict.fromkeys(part for part in parts if part))


def heritage_names(people: Iterable[Person]) -> dict[str, str]:
    """Return the distinct heritages of a family, folded, in alphabetical order, each as it is first written."""
    found: dict[str, str] = {}
    for person in people:
        for name in heritages_of(person):
            key = name.casefold()
            found[key] = min(found.get(key, name), name)
    return dict(sorted(found.items()))


def heritage_parts(person: Person, names: dict[str, str]) -> list[Part]:
    """Return the parts of a person's symbol that tell of heritage."""
    keys = list(names)
    folded = dict.fromkeys(name.casefold() for name in heritages_of(person))
    return [Part(slot(keys.index(k), len(keys)), "filled", legend=f"heritage: {names[k]}") for k in folded]
