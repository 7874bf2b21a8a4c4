"""GEDCOM FAM records as partnerships with their history, and every child's parent sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from chronology.intake.gedcom_people import Warner, cite, dated, note_words, unsaid
from chronology.intake.gedcom_steps import STEP_TAGS, in_order, status_of, steps_of
from chronology.intake.ids import IdMaker
from chronology.readers.families.structures import Structure
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.people import Person
from chronology.record.sources import Document
from chronology.record.ties import (
    Parentage,
    ParentageKind,
    ParentCertainty,
    Partnership,
    PartnershipStep,
)
from chronology.record.values import Id, Record

_WAYS = {
    "birth": ParentageKind.BIRTH,
    "natural": ParentageKind.BIRTH,
    "biological": ParentageKind.BIRTH,
    "adopted": ParentageKind.ADOPTED,
    "stepchild": ParentageKind.STEP,
    "foster": ParentageKind.FOSTER,
    "fostered": ParentageKind.FOSTER,
    "step": ParentageKind.STEP,
    "adoption": ParentageKind.ADOPTED,
    "kinship": ParentageKind.KINSHIP,
    "donor": ParentageKind.DONOR,
    "surrogate": ParentageKind.SURROGATE,
    "unknown": ParentageKind.UNKNOWN,
    "other": ParentageKind.UNKNOWN,
}
_CERTAINTIES = {
    "challenged": ParentCertainty.DISPUTED,
    "disproven": ParentCertainty.EXCLUDED,
}
_WAYS |= {way.value: way for way in ParentageKind}
_HELPED = frozenset({ParentageKind.DONOR, ParentageKind.SURROGATE})
"""Ways in which one of the two helped, and the other is a parent all the same."""


@dataclass
class _Couple:
    """The FAM records of one couple, or one record whose partners are not both known."""

    pair: list[Person]
    families: list[Structure]


class FamilyTaker:
    """Takes the families of one file, telling apart what is known already."""

    def __init__(
        self,
        case: CaseFile,
        source: Document,
        ids: IdMaker,
        people: Mapping[str, Person],
        individuals: Sequence[Structure],
        notes: Mapping[str, str],
        lineage: Set[Id],
        warn: Warner,
    ) -> None:
        self._source = source
        self._ids = ids
        self._people = people
        self._notes = notes
        self._warn = warn
        self.merged = 0
        """How many FAM records were known already, as far as they go."""
        self._couples = {frozenset(p.partners): p for p in case.partnerships if len(p.partners) == 2}
        self._others: dict[tuple[str, tuple[Id, ...]], list[Partnership]] = {}
        for known in case.partnerships:
            if len(known.partners) < 2 and any(c.document in lineage for c in known.cites):
                self._others.setdefault((known.ref, known.partners), []).append(known)
        self._sets = {_key(p.child, p.parents, p.partnership): p for p in case.parentages}
        self._links: dict[tuple[str, str], Structure] = {}
        self._one_sided: dict[str, list[tuple[str, int]]] = {}
        self._adoptions: dict[tuple[str, str], tuple[str, When]] = {}
        self._listing: dict[str, list[Structure]] = {}
        """The families that list a child, by the child's record id."""
        for person in individuals:
            self._read_links(person)

    def _read_links(self, person: Structure) -> None:
        for link in person.all("FAMC"):
            self._links.setdefault((person.xref, link.pointer), link)
            self._one_sided.setdefault(link.pointer, []).append((person.xref, link.line))
        for adoption in person.all("ADOP"):
            for link in adoption.all("FAMC"):
                by = link.text("ADOP").strip().upper() or "BOTH"
                self._adoptions[person.xref, link.pointer] = (by, dated(adoption, self._warn))
                self._one_sided.setdefault(link.pointer, []).append((person.xref, link.line))

    def take(self, families: Sequence[Structure]) -> list[Record]:
        """Return the new records of these families, and new versions of partnerships that have gone on."""
        used: set[str] = set()
        couples: dict[object, _Couple] = {}
        for family in families:
            for listed in family.all("CHIL"):
                self._listing.setdefault(listed.pointer, []).append(family)
        for family in families:
            if family.xref and family.xref in used:
                self._warn(family.line, f"the record id {family.xref} is used twice: both are kept")
            used.add(family.xref)
            partners = self._partners(family)
            pair = partners[:2]
            key: object = frozenset(p.id for p in pair) if len(pair) == 2 else (family.line,)
            couples.setdefault(key, _Couple(pair, [])).families.append(family)
            for further in partners[2:]:
                self._warn(
                    family.line, f"more than two partners: {further.shown_name} is kept as a partner of the first"
                )
                extra: object = frozenset((partners[0].id, further.id))
                couples.setdefault(extra, _Couple([partners[0], further], []))
        made: list[Record] = []
        for couple in couples.values():
            made += self._couple(couple)
        for ref in sorted(set(self._one_sided) - used - {""}):
            for _, line in self._one_sided[ref]:
                self._warn(line, f"it names the family {ref}, which is not in the file")
        return made

    def _couple(self, couple: _Couple) -> Iterator[Record]:
        """Yield a couple's partnership where it is new or has gone on, and its children's parent sets."""
        pair = couple.pair
        first = couple.families[0] if couple.families else None
        ids = tuple(p.id for p in pair)
        if len(pair) == 2:
            known = self._couples.get(frozenset(ids))
        else:
            earlier = self._others.get((first.xref if first else "", ids))
            known = earlier.pop(0) if earlier else None
        steps = in_order([step for family in couple.families for step in steps_of(family, self._notes, self._warn)])
        if known is None and not steps and (helpers := self._helpers(couple)):
            yield from self._helped(couple, helpers)
            return
        if known is None:
            partnership = self._partnership(couple, steps)
            yield partnership
        else:
            partnership = known
            have = {(s.status, s.when.edtf, s.when.as_written) for s in known.steps}
            more = tuple(s for s in steps if (s.status, s.when.edtf, s.when.as_written) not in have)
            if more:
                partnership = known.model_copy(update={"steps": in_order([*known.steps, *more])})
                said = ", ".join(f"{s.status.value} {s.when.words()}" for s in more)
                self._warn(
                    first.line if first else 0,
                    f"the partnership of {_names(pair)} goes on in this version: {said} added",
                )
                yield partnership
        for family in couple.families:
            new = list(self._parentages(family, pair, partnership))
            self.merged += known is not None and partnership is known and not new
            yield from new

    def _helpers(self, couple: _Couple) -> set[Id]:
        """Return who of two is no more than a donor or a surrogate of every child of their records: by that they are no couple."""
        if len(couple.pair) < 2:
            return set()
        listed = [(family, child) for family in couple.families for child, _ in self._children(family, unsaid)]
        if not any(self._says_helped(family, child) for family, child in listed):
            return set()
        made = [self._of(family, child, couple.pair) for family, child in listed]
        return {p.id for p in couple.pair if made and all(held.way_of(p.id) in _HELPED for held in made)}

    def _says_helped(self, family: Structure, child: Person) -> bool:
        """Return whether a child's records say donor or surrogate anywhere."""
        lines = [line for line in family.all("CHIL") if line.pointer == child.ref]
        lines += [link] if (link := self._links.get((child.ref, family.xref))) else []
        said = [line.text(tag) for line in lines for tag in ("PEDI", "_FREL", "_MREL")]
        said += [pedigree.text("PHRASE") for line in lines if (pedigree := line.first("PEDI"))]
        return any(_WAYS.get(" ".join(words.casefold().split())) in _HELPED for words in said)

    def _helped(self, couple: _Couple, helpers: set[Id]) -> Iterator[Record]:
        """Yield a parent set of each donor or surrogate alone, and of the other parent where no other record has that one."""
        rest = [p for p in couple.pair if p.id not in helpers]
        bare = self._partnership(couple, ())
        if bare.note or bare.features or bare.carried:
            yield bare.model_copy(update={"partners": tuple(p.id for p in rest)})
        for family in couple.families:
            new: list[Record] = []
            for order, (child, _) in enumerate(self._children(family), 1):
                made = self._of(family, child, couple.pair, order)
                besides = self._parents_besides(family, child)
                for parent in (*(p for p in couple.pair if p.id in helpers), *(p for p in rest if p.id not in besides)):
                    way, key = made.way_of(parent.id), _key(child.id, (parent.id,), None)
                    if key in self._sets:
                        continue
                    name = f"{family.xref or family.line} {child.ref or child.id} {parent.ref or parent.id}"
                    certainty = {p: sure for p, sure in made.certainty.items() if p == parent.id}
                    alone = {"id": self._ids.make("parentage", name), "parents": (parent.id,), "way": way, "ways": {}}
                    self._sets[key] = made.model_copy(update={**alone, "certainty": certainty, "partnership": None})
                    new.append(self._sets[key])
            self.merged += not new
            yield from new

    def _of(self, family: Structure, child: Person, pair: list[Person], order: int = 1) -> Parentage:
        """Return the parent set of a child in one record of two people, of no partnership."""
        listed = next((line for line in family.all("CHIL") if line.pointer == child.ref), None)
        return self._parentage(family, child, pair, None, listed, order)

    def _parentages(self, family: Structure, pair: list[Person], partnership: Partnership) -> Iterator[Record]:
        children = self._children(family)
        if children and not pair:
            self._warn(family.line, "this family has children and no parent: only that they are siblings is known")
        listed = {line.pointer: line for line in reversed(list(family.all("CHIL")))}
        for order, (child, line) in enumerate(children, 1):
            if any(child.id == one.id for one in pair):
                self._warn(line, f"{child.shown_name} is recorded as their own parent: kept as recorded")
            made = self._parentage(family, child, pair, partnership.id, listed.get(child.ref), order)
            key = _key(child.id, made.parents, partnership.id)
            earlier = self._sets.get(key)
            if earlier is None:
                self._sets[key] = made
                yield made
            elif (earlier.way, dict(earlier.ways)) != (made.way, dict(made.ways)):
                self._warn(
                    line,
                    f"how {child.shown_name} descends differs from what is known, which is left as it is: {made.way.value}",
                )

    def _partners(self, family: Structure) -> list[Person]:
        found: list[Person] = []
        for line in family.all("HUSB", "WIFE"):
            person = self._people.get(line.pointer)
            if person is None:
                if line.pointer:
                    self._warn(line.line, f"it names the person {line.pointer}, who is not in the file")
                elif line.value.strip() not in {"", "@VOID@"}:
                    self._warn(line.line, "it does not name a record by its id: kept as written")
            elif any(person.id == one.id for one in found):
                self._warn(line.line, f"{person.shown_name} is recorded as their own partner: kept once")
            else:
                found.append(person)
        return found

    def _children(self, family: Structure, warn: Warner | None = None) -> list[tuple[Person, int]]:
        warn = warn or self._warn
        found: list[tuple[Person, int]] = []
        listed: set[str] = set()
        for line in family.all("CHIL"):
            person = self._people.get(line.pointer)
            if person is None:
                if line.pointer:
                    warn(line.line, f"it names the child {line.pointer}, who is not in the file")
                continue
            if line.pointer in listed:
                warn(line.line, f"{person.shown_name} is listed twice as a child here: kept once")
                continue
            listed.add(line.pointer)
            found.append((person, line.line))
        for ref, line_number in self._one_sided.get(family.xref, ()) if family.xref else ():
            person = self._people.get(ref)
            if ref not in listed and person is not None:
                listed.add(ref)
                warn(
                    line_number, f"{person.shown_name} names this family, which does not list them: taken as its child"
                )
                found.append((person, line_number))
        return found

    def _partnership(self, couple: _Couple, steps: tuple[PartnershipStep, ...]) -> Partnership:
        lines = [line for family in couple.families for line in family.below or ()]
        words = [note_words(n, self._notes, self._warn) for n in lines if n.tag in {"NOTE", "SNOTE"}]
        first = couple.families[0] if couple.families else None
        refs = " ".join(p.ref or p.id for p in couple.pair)
        return Partnership(
            id=self._ids.make("partnership", f"{first.xref or first.line} {refs}" if first else refs),
            partners=tuple(p.id for p in couple.pair),
            steps=steps,
            features=tuple(dict.fromkeys(line.whole_text() for line in lines if line.tag == "_FEATURE")),
            ref=first.xref if first else "",
            note="\n".join(w for w in words if w),
            cites=tuple(c for family in couple.families for c in cite(family, self._source)),
            carried=tuple(line.carried() for line in lines if self._is_carried(line)),
        )

    def _parentage(
        self,
        family: Structure,
        child: Person,
        pair: list[Person],
        partnership: Id | None,
        listed: Structure | None,
        order: int,
    ) -> Parentage:
        link = self._links.get((child.ref, family.xref))
        said = [note_words(n, self._notes, unsaid) for n in link.all("NOTE", "SNOTE")] if link else []
        way = self._way(link, listed, said)
        when: When = UNDATED
        ways: dict[Id, ParentageKind] = {}
        husband, wife = self._partner(family, "HUSB"), self._partner(family, "WIFE")
        if (child.ref, family.xref) in self._adoptions:
            by, when = self._adoptions[child.ref, family.xref]
            adopter = {"HUSB": husband, "WIFE": wife}.get(by)
            if adopter is None:
                way = ParentageKind.ADOPTED
            else:
                way = ParentageKind.BIRTH if way is ParentageKind.ADOPTED else way
                ways[adopter.id] = ParentageKind.ADOPTED
        for tag, parent in (("_FREL", husband), ("_MREL", wife)):
            words = ((listed.text(tag) if listed else "") or (link.text(tag) if link else "")).strip()
            if words and parent is not None:
                ways[parent.id] = self._way_of(words, (listed or link or family).line, said)
        if way in _HELPED:
            ways |= dict.fromkeys(self._parents_besides(family, child) & {p.id for p in pair}, ParentageKind.BIRTH)
        status = _CERTAINTIES.get(link.text("STAT").strip().casefold()) if link else None
        doubted = link.text("_PARENT").strip().upper() if link else ""
        whom = [p for p in pair if not doubted or p is (husband if doubted == "HUSB" else wife)]
        return Parentage(
            id=self._ids.make("parentage", f"{family.xref or family.line} {child.ref or child.id}"),
            child=child.id,
            parents=tuple(p.id for p in pair),
            way=way,
            ways={i: w for i, w in ways.items() if w is not way},
            certainty={p.id: status for p in whom} if status else {},
            when=when,
            partnership=partnership,
            order=order,
            note="; ".join(dict.fromkeys(w for w in said if w)),
            cites=cite(family, self._source),
        )

    def _parents_besides(self, family: Structure, child: Person) -> set[Id]:
        """Return who is a child's parent in another family too: beside a donor or surrogate that parent is not one."""
        found: set[Id] = set()
        for other in self._listing.get(child.ref, ()):
            if other is not family and self._way(self._links.get((child.ref, other.xref)), None, []) not in _HELPED:
                found |= {p.id for p in (self._partner(other, "HUSB"), self._partner(other, "WIFE")) if p}
        return found

    def _partner(self, family: Structure, tag: str) -> Person | None:
        line = family.first(tag)
        return self._people.get(line.pointer) if line else None

    def _way(self, link: Structure | None, listed: Structure | None, said: list[str]) -> ParentageKind:
        """Return by what the child descends; without a word, by birth, as GEDCOM means it."""
        for line in (link, listed):
            pedigree = line.first("PEDI") if line else None
            if pedigree is not None and pedigree.value.strip():
                phrase = pedigree.text("PHRASE").strip()
                return self._way_of(
                    phrase if pedigree.value.strip().upper() == "OTHER" and phrase else pedigree.value,
                    pedigree.line,
                    said,
                )
        return ParentageKind.BIRTH

    def _way_of(self, words: str, line: int, said: list[str]) -> ParentageKind:
        way = _WAYS.get(" ".join(words.casefold().split()))
        if way is None:
            self._warn(line, f"“{words.strip()[:60]}” is no kind of descent that is known here: kept in words")
            said.append(words.strip())
        return way or ParentageKind.UNKNOWN

    def _is_carried(self, line: Structure) -> bool:
        """Return whether a line says what the partnership and the parent sets do not hold."""
        below = {b.tag for b in line.below or ()}
        match line.tag:
            case "HUSB" | "WIFE" | "CHIL":
                is_held = line.pointer in self._people or line.value.strip() == "@VOID@"
                return not is_held or not below <= {"_FREL", "_MREL", "PEDI"}
            case "NOTE" | "SNOTE":
                return bool(line.pointer and line.pointer not in self._notes) or not below <= {"CONT", "CONC"}
            case "CONT" | "CONC" | "_FEATURE":
                return False
            case "RESI":
                return not below <= STEP_TAGS | {"ADDR", "RESN"}
            case _:
                return status_of(line) is None or line.value.strip().upper() == "N" or not below <= STEP_TAGS


def _key(child: Id, parents: tuple[Id, ...], partnership: Id | None) -> tuple[Id, frozenset[Id], Id | None]:
    """Return by what a parent set is known again: two known parents suffice, else the union too."""
    return child, frozenset(parents), None if len(parents) > 1 else partnership


def _names(pair: Sequence[Person]) -> str:
    return " and ".join(p.shown_name for p in pair) or "people not known"
