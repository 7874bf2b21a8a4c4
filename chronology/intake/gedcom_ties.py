"""What INDI records say of other people: bonds, who is whose twin, who holds responsibility for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chronology.intake.gedcom_people import Warner, cite, dated, note_words, said_once
from chronology.intake.ids import IdMaker
from chronology.readers.families.structures import Structure
from chronology.record.casefile import CaseFile
from chronology.record.people import Person
from chronology.record.sources import Document
from chronology.record.ties import Bond, MultipleBirth, ParentalResponsibility, Zygosity
from chronology.record.values import Id, Record

_MULTIPLES = ("twin", "triplet", "quadruplet")


def ties_of(
    people: Sequence[tuple[Structure, Person]],
    *,
    by_ref: Mapping[str, Person],
    case: CaseFile,
    source: Document,
    ids: IdMaker,
    notes: Mapping[str, str],
    warn: Warner,
) -> Iterator[Record]:
    """Yield bonds, multiple births and who holds responsibility; children are twins only where the file says so."""
    known = {(b.source, b.target, b.nature) for b in case.bonds}
    holding = {(r.holder, r.child) for r in case.of_kind(ParentalResponsibility)}
    births = _Births()
    for structure, person in people:
        for line in structure.all("ASSO"):
            other = by_ref.get(line.pointer)
            words = _role(line)
            if other is None or other.id == person.id:
                if line.pointer:
                    said = "who is not in the file" if other is None else "which is the same person"
                    warn(line.line, f"it names the person {line.pointer}, {said}")
                continue
            if any(word in words.casefold() for word in _MULTIPLES):
                births.join(person, other, words, line)
            elif (other.id, person.id, words) not in known:
                # Whom an association points to has the role it names (5.5.1 RELATION_IS_DESCRIPTOR, 7.0 ROLE).
                known.add((other.id, person.id, words))
                said_of_it = [note_words(n, notes, warn) for n in line.all("NOTE", "SNOTE")]
                yield Bond(
                    id=ids.make("bond", f"{person.ref} {other.ref} {words}"),
                    source=other.id,
                    target=person.id,
                    nature=words,
                    when=dated(line, warn),
                    words="; ".join(said_once(said_of_it)),
                    cites=cite(line, source),
                )
        for line in structure.all("_PR"):
            child = by_ref.get(line.pointer)
            if child is not None and (person.id, child.id) not in holding:
                holding.add((person.id, child.id))
                yield ParentalResponsibility(
                    id=ids.make("parental_responsibility", f"{person.ref} {child.ref}"),
                    holder=person.id,
                    child=child.id,
                    cites=cite(line, source),
                )
        for line in structure.all("TWIN", "_TWIN"):
            other = by_ref.get(line.pointer)
            if other is not None and other.id != person.id:
                births.join(person, other, line.text("TYPE"), line)
            else:
                warn(line.line, f"{person.shown_name} is marked as a twin, but whose cannot be told: kept as written")
    have = [frozenset(b.children) for b in case.multiple_births]
    for children, kind, line in births.groups():
        group = frozenset(child.id for child in children)
        if any(group <= earlier for earlier in have):
            continue
        yield MultipleBirth(
            id=ids.make("multiple_birth", " ".join(child.ref for child in children)),
            children=tuple(child.id for child in children),
            zygosity=kind,
            cites=cite(line, source),
        )


def _role(line: Structure) -> str:
    """Return how the file says that one is to the other: its role, with its phrase, else "associated"."""
    role = line.first("RELA", "ROLE", "TYPE")
    if role is None:
        return "associated"
    phrase = (role.text("PHRASE") or line.text("PHRASE")).strip()
    words = role.whole_text().strip()
    if phrase and words.upper() in {"", "OTHER"}:
        return phrase
    words = words.lower() if words.isupper() else words
    return f"{words} ({phrase})" if phrase and not words.endswith(f"({phrase})") else words or "associated"


class _Births:
    """Who was born with whom, gathered pair by pair."""

    def __init__(self) -> None:
        self._groups: dict[Id, list[Person]] = {}
        self._kinds: dict[Id, Zygosity] = {}
        self._lines: dict[Id, Structure] = {}

    def join(self, one: Person, two: Person, words: str, line: Structure) -> None:
        """Put two people, and those born with either, into one birth."""
        first = self._groups.get(one.id, [one])
        second = self._groups.get(two.id, [two])
        if first is not second:
            first = first + second
        for person in first:
            self._groups[person.id] = first
            self._lines.setdefault(person.id, line)
        said = words.casefold()
        kind = Zygosity.FRATERNAL if "fraternal" in said or "non-identical" in said else Zygosity.UNKNOWN
        if kind is Zygosity.UNKNOWN and "identical" in said:
            kind = Zygosity.IDENTICAL
        if kind is not Zygosity.UNKNOWN:
            self._kinds[one.id] = kind

    def groups(self) -> Iterator[tuple[list[Person], Zygosity, Structure]]:
        """Yield each birth once: its children, of what kind they are, the line that says so."""
        said: set[int] = set()
        for identity, group in self._groups.items():
            if id(group) in said:
                continue
            said.add(id(group))
            kinds = {self._kinds[p.id] for p in group if p.id in self._kinds}
            yield group, kinds.pop() if len(kinds) == 1 else Zygosity.UNKNOWN, self._lines[identity]
