"""RESI lines as homes and as who lived where, from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chronology.intake.gedcom_people import Warner, address_of, cite, dated, note_words
from chronology.intake.ids import IdMaker
from chronology.readers.families.structures import Structure
from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Person
from chronology.record.sources import Document, Restriction
from chronology.record.values import Record

Living = tuple[Structure, Sequence[Person]]
"""An INDI or FAM record and the people whose RESI lines it holds."""


def residences_of(
    living: Sequence[Living],
    *,
    case: CaseFile,
    source: Document,
    ids: IdMaker,
    notes: Mapping[str, str],
    warn: Warner,
) -> Iterator[Record]:
    """Yield new homes, and new residences in them.

    One postal address is one home; so is one that a file only names (`_HOME`). A place alone ("Leeds") is not an
    address: it is kept as the residence's words and puts nobody under one roof.
    """
    homes = {_key(h.address, h.name): h for h in case.households.values() if h.address or h.name}
    known = {(r.person, r.household, r.words, r.when.edtf, r.footing) for r in case.residences}
    for structure, people in living:
        for at, one in enumerate(structure.all("RESI")):
            address = address_of(one)
            value = " ".join(one.whole_text().split())
            place = one.text("PLAC").strip()
            kind = one.text("TYPE").strip()
            said = [note_words(n, notes, warn) for n in one.all("NOTE", "SNOTE")]
            when = dated(one, warn)
            footing = next((f for f in Footing if f.value == kind.casefold()), None)
            is_withheld = bool(one.text("RESN").strip())
            called = "" if address else one.text("_HOME").strip()
            key_of_home = _key(address, called)
            household = homes.get(key_of_home) if address or called else None
            if (address or called) and household is None:
                household = Household(
                    id=ids.make("household", key_of_home),
                    name=called or ("" if is_withheld else address.split(",", maxsplit=1)[0]),
                    address=address,
                    is_address_protected=is_withheld,
                    cites=cite(one, source),
                )
                homes[key_of_home] = household
                yield household
            elif household is not None and is_withheld and not household.is_address_protected:
                warn(
                    one.line, "its file restricts this address, which the case file does not: decide what may be shared"
                )
            told = [kind if footing is None else "", value if value.upper() != "Y" else "", place]
            words = ", ".join(w for w in told if w)
            if footing is None:
                footing = Footing.HOME if household is not None and not kind else Footing.NOT_RECORDED
            for person in people:
                key = (person.id, household.id if household else None, words, when.edtf, footing)
                if key in known:
                    continue
                known.add(key)
                yield Residence(
                    id=ids.make("residence", f"{structure.xref} {person.ref} {at}"),
                    person=person.id,
                    household=household.id if household else None,
                    footing=footing,
                    when=when,
                    words=words,
                    note="\n".join(w for w in said if w),
                    restriction=(Restriction.PROTECTED_ADDRESS,) if is_withheld else (),
                    cites=cite(one, source),
                )


def _key(address: str, name: str) -> str:
    """Return by what a home is known again: its address; where it has none, its name."""
    return comparable(address) or f"home {comparable(name)}"
