"""GEDCOM FAM records as partnerships with their history, and every child's parent sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chronology.intake.gedcom_people import Warner, cite, dated
from chronology.intake.ids import IdMaker
from chronology.readers.gedcom.tree import Structure
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.people import Person
from chronology.record.sources import Document
from chronology.record.ties import (
    ParentCertainty,
    Parentage,
    ParentageKind,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
)
from chronology.record.values import Id, Record

_S = PartnershipStatus
_STEPS = {
    "ENGA": _S.ENGAGED,
    "MARR": _S.MARRIED,
    "DIV": _S.DIVORCED,
    "ANUL": _S.ANNULLED,
    "SEPA": _S.SEPARATED,
    "_SEPR": _S.SEPARATED,
    "_SEPARATED": _S.SEPARATED,
    "_LIV": _S.COHABITING,
    "_COHABITATION": _S.COHABITING,
}
_WORDS = (
    ("ended cohabitation", _S.COHABITATION_ENDED),
    ("cohabitation ended", _S.COHABITATION_ENDED),
    ("cohabit", _S.COHABITING),
    ("living together", _S.COHABITING),
    ("common law", _S.COHABITING),
    ("living apart together", _S.LIVING_APART_TOGETHER),
    ("legal separation", _S.LEGALLY_SEPARATED),
    ("legally separated", _S.LEGALLY_SEPARATED),
    ("separat", _S.SEPARATED),
    ("civil partnership", _S.CIVIL_PARTNERSHIP),
    ("reconcil", _S.RECONCILED),
    ("relationship ended", _S.ENDED),
    ("dating", _S.DATING),
    ("relationship", _S.DATING),
    ("affair", _S.AFFAIR),
    ("engage", _S.ENGAGED),
    ("partners", _S.COHABITING),
)
_WAYS = {
    "birth": ParentageKind.BIRTH,
    "natural": ParentageKind.BIRTH,
    "biological": ParentageKind.BIRTH,
    "adopted": ParentageKind.ADOPTED,
    "foster": ParentageKind.FOSTER,
    "fostered": ParentageKind.FOSTER,
    "step": ParentageKind.STEP,
    "guardian": ParentageKind.GUARDIANSHIP,
    "special guardianship": ParentageKind.GUARDIANSHIP,
    "kinship": ParentageKind.KINSHIP,
    "donor": ParentageKind.DONOR,
    "surrogate": ParentageKind.SURROGATE,
    "unknown": ParentageKind.UNKNOWN,
    "other": ParentageKind.UNKNOWN,
    "sealing": ParentageKind.BIRTH,
}
_CERTAINTIES = {
    "challenged": ParentCertainty.DISPUTED,
    "disproven": ParentCertainty.EXCLUDED,
    "proven": ParentCertainty.PROVED,
}
_TAKEN = {"HUSB", "WIFE", "CHIL", "NOTE", "SNOTE", "EVEN", *_STEPS}


class FamilyTaker:
    """Takes the families of one file, telling apart what is known already."""

    def __init__(
        self,
        case: CaseFile,
        source: Document,
        ids: IdMaker,
        people: Mapping[str, Person],
        individuals: Sequence[Structure],
        warn: Warner,
    ) -> None:
        self._source = source
        self._ids = ids
        self._people = people
        self._warn = warn
        self.merged = 0
        """How many FAM records were known already, as far as they go."""
        self._couples = {frozenset(p.partners): p.id for p in case.partnerships if len(p.partners) == 2}
        self._sets = {(p.child, frozenset(p.parents)) for p in case.parentages}
        self._links: dict[tuple[str, str], Structure] = {}
        self._one_sided: dict[str, list[tuple[str, int]]] = {}
        self._adoptions: dict[tuple[str, str], tuple[str, When]] = {}
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
        """Return the new records of these families."""
        made: list[Record] = []
        used: set[str] = set()
        for family in families:
            if family.xref and family.xref in used:
                self._warn(family.line, f"the record id {family.xref} is used twice: both are kept")
            used.add(family.xref)
            new = list(self._family(family))
            self.merged += not new
            made += new
        for family_ref in sorted(set(self._one_sided) - used - {""}):
            for _, line in self._one_sided[family_ref]:
                self._warn(line, f"it names the family {family_ref}, which is not in the file")
        return made

    def _family(self, family: Structure) -> Iterator[Record]:
        partners = self._partners(family)
        steps = self._steps(family)
        children = self._children(family)
        pair = partners[:2]
        partnership: Id | None = self._couples.get(frozenset(p.id for p in pair)) if len(pair) == 2 else None
        if partnership is None and (len(pair) != 1 or steps or not children):
            made = self._partnership(family, pair, steps, "")
            self._couples[frozenset(made.partners)] = made.id
            partnership = made.id
            yield made
        for further in partners[2:]:
            self._warn(family.line, f"more than two partners: {further.shown_name} is kept as a partner of the first")
            yield self._partnership(family, [partners[0], further], (), further.ref)
        for order, (child, line) in enumerate(children, 1):
            if child in pair:
                self._warn(line, f"{child.shown_name} is recorded as their own parent: kept as recorded")
            key = (child.id, frozenset(p.id for p in pair))
            if key in self._sets and pair:
                continue
            self._sets.add(key)
            yield self._parentage(family, child, pair, partnership, order)

    def _partners(self, family: Structure) -> list[Person]:
        found: list[Person] = []
        for line in family.all("HUSB", "WIFE"):
            person = self._people.get(line.pointer)
            if person is None:
                if line.pointer:
                    self._warn(line.line, f"it names the person {line.pointer}, who is not in the file")
                elif line.value.strip() not in {"", "@VOID@"}:
                    self._warn(line.line, "it does not name a record by its id: kept as written")
            elif person in found:
                self._warn(line.line, f"{person.shown_name} is recorded as their own partner: kept once")
            else:
                found.append(person)
        return found

    def _children(self, family: Structure) -> list[tuple[Person, int]]:
        found: list[tuple[Person, int]] = []
        listed: set[str] = set()
        for line in family.all("CHIL"):
            person = self._people.get(line.pointer)
            if person is None:
                if line.pointer:
                    self._warn(line.line, f"it names the child {line.pointer}, who is not in the file")
                continue
            if line.pointer in listed:
                self._warn(line.line, f"{person.shown_name} is listed twice as a child here: kept once")
                continue
            listed.add(line.pointer)
            found.append((person, line.line))
        for ref, line_number in self._one_sided.get(family.xref, ()) if family.xref else ():
            person = self._people.get(ref)
            if ref not in listed and person is not None:
                listed.add(ref)
                self._warn(line_number, f"{person.shown_name} names this family, which does not list them: taken as its child")
                found.append((person, line_number))
        return found

    def _partnership(
        self, family: Structure, pair: list[Person], steps: tuple[PartnershipStep, ...], extra: str
    ) -> Partnership:
        notes = [n.whole_text() for n in family.all("NOTE", "SNOTE") if not n.pointer]
        return Partnership(
            id=self._ids.make("partnership", f"{family.xref or family.line} {extra}".strip()),
            partners=tuple(p.id for p in pair),
            steps=steps,
            ref=family.xref,
            note="" if extra else "\n".join(notes),
            cites=cite(family, self._source),
            carried=() if extra else tuple(b.carried() for b in family.below or () if _is_carried(b)),
        )

    def _steps(self, family: Structure) -> tuple[PartnershipStep, ...]:
        steps: list[PartnershipStep] = []
        for line in family.below or ():
            status = _STEPS.get(line.tag)
            kind = line.text("TYPE").strip()
            if line.tag == "EVEN":
                words = f"{kind} {line.value}".casefold()
                status = next((s for word, s in _WORDS if word in words), None)
            elif line.tag == "MARR" and "civil" in kind.casefold():
                status = PartnershipStatus.CIVIL_PARTNERSHIP
            if status is None or line.value.strip().upper() == "N":
                continue
            steps += self._as_steps(status, dated(line, self._warn), line.text("NOTE"))
        return tuple(sorted(steps, key=lambda step: step.when.sort_key) if _all_dated(steps) else steps)

    def _as_steps(self, status: PartnershipStatus, when: When, note: str) -> Iterator[PartnershipStep]:
        """Yield the step, and for a period that ended the ending as a step of its own."""
        start, slash, end = when.edtf.partition("/")
        if not slash:
            yield PartnershipStep(status=status, when=when, note=note)
            return
        yield PartnershipStep(status=status, when=_part(start, when.as_written), note=note)
        if end not in {"", ".."}:
            ending = (
                PartnershipStatus.COHABITATION_ENDED if status is PartnershipStatus.COHABITING else PartnershipStatus.ENDED
            )
            yield PartnershipStep(status=ending, when=_part(end, when.as_written))

    def _parentage(
        self, family: Structure, child: Person, pair: list[Person], partnership: Id | None, order: int
    ) -> Parentage:
        link = self._links.get((child.ref, family.xref))
        listed = next((line for line in family.all("CHIL") if line.pointer == child.ref), None)
        way = _WAYS.get(link.text("PEDI").strip().casefold(), ParentageKind.BIRTH) if link else ParentageKind.BIRTH
        when: When = UNDATED
        ways: dict[Id, ParentageKind] = {}
        husband = self._people.get(family.first("HUSB").pointer) if family.first("HUSB") else None  # type: ignore[union-attr]
        wife = self._people.get(family.first("WIFE").pointer) if family.first("WIFE") else None  # type: ignore[union-attr]
        if (child.ref, family.xref) in self._adoptions:
            by, when = self._adoptions[child.ref, family.xref]
            if by == "BOTH" or link is None:
                way = ParentageKind.ADOPTED
            adopter = {"HUSB": husband, "WIFE": wife}.get(by)
            if adopter is not None:
                ways[adopter.id] = ParentageKind.ADOPTED
        for tag, parent in (("_FREL", husband), ("_MREL", wife)):
            words = (listed.text(tag) if listed else "") or (link.text(tag) if link else "")
            if words and parent is not None:
                ways[parent.id] = _WAYS.get(words.strip().casefold(), ParentageKind.UNKNOWN)
        status = _CERTAINTIES.get(link.text("STAT").strip().casefold()) if link else None
        said = link.text("_PARENT").strip().upper() if link else ""
        doubted = [p for p in pair if not said or p in ([husband] if said == "HUSB" else [wife])]
        return Parentage(
            id=self._ids.make("parentage", f"{family.xref or family.line} {child.ref or child.id}"),
            child=child.id,
            parents=tuple(p.id for p in pair),
            way=way,
            ways={i: w for i, w in ways.items() if w is not way},
            certainty={p.id: status for p in doubted} if status else {},
            when=when,
            partnership=partnership,
            order=order,
            note=link.text("NOTE") if link else "",
            cites=cite(family, self._source),
        )


def _is_carried(line: Structure) -> bool:
    if line.tag in {"HUSB", "WIFE", "CHIL"}:
        return any(b.tag not in {"_FREL", "_MREL"} for b in line.below or ())
    if line.tag in _TAKEN:
        return any(b.tag not in {"DATE", "TYPE", "NOTE", "CONT", "CONC"} for b in line.below or ())
    return True


def _all_dated(steps: list[PartnershipStep]) -> bool:
    return all(not step.when.is_undated for step in steps)


def _part(edtf: str, as_written: str) -> When:
    return UNDATED if edtf in {"", ".."} else When(edtf=edtf, as_written=as_written)
