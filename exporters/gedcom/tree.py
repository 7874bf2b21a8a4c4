"""A case file's family as a GEDCOM file, and what such a file cannot carry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import count

from chronology.disclosure.restricted import without_restricted
from chronology.patterns.words import counted
from chronology.record.casefile import CaseFile
from chronology.record.people import Gender, Person
from chronology.record.sources import Carried, Document
from chronology.record.ties import (
    MultipleBirth,
    Parentage,
    ParentageKind,
    ParentalResponsibility,
    ParentCertainty,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
    Zygosity,
)
from chronology.record.values import Id
from exporters.gedcom.lines import Node, Version, written
from exporters.gedcom.people import carried, dated, homes, lived, marked, named, standing_of
from exporters.genogram.chosen import Sensitive, without_unasked

_S = PartnershipStatus
_TAGS = {_S.ENGAGED: "ENGA", _S.MARRIED: "MARR", _S.DIVORCED: "DIV", _S.ANNULLED: "ANUL"}
_TYPES = {
    _S.COHABITING: "Cohabitation",
    _S.COHABITATION_ENDED: "Cohabitation ended",
    _S.LIVING_APART_TOGETHER: "Living apart together",
    _S.LEGALLY_SEPARATED: "Legal separation",
    _S.SEPARATED: "Separated",
    _S.RECONCILED: "Reconciled",
    _S.ENDED: "Relationship ended",
    _S.DATING: "Dating",
    _S.AFFAIR: "Affair",
}
_PEDIGREES = {ParentageKind.BIRTH: "birth", ParentageKind.ADOPTED: "adopted", ParentageKind.FOSTER: "foster"}
_STATES = {ParentCertainty.DISPUTED: "challenged", ParentCertainty.EXCLUDED: "disproven"}
_XREF = re.compile(r"[A-Za-z0-9_]{1,18}\Z")
_XREF7 = re.compile(r"[A-Z0-9_]{1,18}\Z")
FAMILY_KINDS = frozenset({
    "person", "partnership", "parentage", "multiple_birth", "bond", "parental_responsibility", "order", "household",
    "residence", "document", "family", "layout", "naming", "correction",
})  # fmt: skip
"""Kinds of records that are written, or say how files were read; every other is of the chronology or the work."""
_MULTIPLES = {2: "twin", 3: "triplet", 4: "quadruplet"}


@dataclass(frozen=True)
class GedcomFile:
    """A family as GEDCOM."""

    text: str
    people: int
    families: int
    left_out: tuple[str, ...]
    """What it does not carry, a line a kind."""


def gedcom_file(case: CaseFile, form: Version, *, show: Collection[Sensitive] = ()) -> GedcomFile:
    """Return the family of a case file as GEDCOM: people, couples, children, homes, ties; nothing of the chronology or the work.

    Without what carries a restriction, and without sensitive marks unless `show` asks for them. The same case file gives the same
    text.
    """
    return _Tree(case, form, show).made()


def _is_seven(document: Document) -> bool:
    head = next((one for one in document.carried if one.tag == "HEAD"), None)
    versions = (
        [v.value for g in head.children if g.tag == "GEDC" for v in g.children if v.tag == "VERS"] if head else []
    )
    return any(version.startswith("7") for version in versions)


class _Tree:
    """Builds the file."""

    def __init__(self, case: CaseFile, form: Version, show: Collection[Sensitive]) -> None:
        held = without_restricted(case)
        self.case, said = without_unasked(held.case, {*show, Sensitive.OWN_WORDS})
        self.form, self.show = form, frozenset(show)
        self.left: Counter[str] = Counter()
        self.notices = [words.replace("not drawn", "not written").replace(" draws ", " writes ") for words in said]
        self.withheld = held.of_people
        self.refs = self._refs()
        self.unions: dict[Id, Partnership] = {p.id: p for p in self.case.partnerships}
        self.known: frozenset[str] = frozenset()
        self.families = self._families()
        self.is_foreign = form is Version.V7 and not all(
            _is_seven(d) for d in self.case.documents.values() if d.carried
        )

    def _refs(self) -> dict[Id, str]:
        """Return a record id for everybody: the source's own where it can stand, else the next free one."""
        pattern = _XREF7 if self.form is Version.V7 else _XREF
        taken: set[str] = set()
        refs: dict[Id, str] = {}
        for person in self.case.people.values():
            if pattern.match(person.ref) and person.ref not in taken and person.ref != "VOID":
                refs[person.id] = person.ref
                taken.add(person.ref)
        free = (f"P{number}" for number in count(1))
        for person in self.case.people.values():
            if person.id not in refs:
                refs[person.id] = next(ref for ref in free if ref not in taken)
        return refs

    def _families(self) -> dict[str, tuple[Partnership, list[Parentage]]]:
        """Return a family for each couple, and for parents of a child who are no recorded couple, by its record id."""
        by_pair = {frozenset(p.partners): p.id for p in self.unions.values()}
        children: dict[Id, list[Parentage]] = {ident: [] for ident in self.unions}
        for parentage in self.case.parentages:
            ident = parentage.partnership if parentage.partnership in self.unions else None
            if (
                ident is not None
                and parentage.parents
                and not set(parentage.parents) <= set(self.unions[ident].partners)
            ):
                ident = None
            ident = ident or (by_pair.get(frozenset(parentage.parents)) if parentage.parents else None)
            if ident is None:
                ident = f"of {parentage.id}"
                self.unions[ident] = Partnership(id=ident, partners=parentage.parents)
                children[ident] = []
                if parentage.parents:
                    by_pair[frozenset(parentage.parents)] = ident
            children[ident].append(parentage)
        pattern = _XREF7 if self.form is Version.V7 else _XREF
        taken = set(self.refs.values())
        found: dict[str, tuple[Partnership, list[Parentage]]] = {}
        free = (f"F{number}" for number in count(1))
        own = {p.id: p.ref for p in self.unions.values() if pattern.match(p.ref) and p.ref not in taken}
        wanted = Counter(own.values())
        for ident, union in self.unions.items():
            ref = own.get(ident, "")
            if not ref or wanted[ref] > 1:
                ref = next(r for r in free if r not in taken and r not in wanted)
            taken.add(ref)
            births = sorted(children[ident], key=lambda p: (p.order is None, p.order or 0))
            found[ref] = (union, births)
        return found

    def made(self) -> GedcomFile:
        """Return the whole file."""
        tops = self._fitting_records()
        self.known = frozenset({*self.refs.values(), *self.families, *tops})
        records = [*(self._person(p) for p in self.case.people.values())]
        records += [self._family(ref, union, births) for ref, (union, births) in self.families.items()]
        records += self._named_records(records, tops)
        if self.form is Version.V5:
            records.append(Node("SUBM", "", [Node("NAME", "Not recorded")], xref=self._submitter()))
        text = written([self._head(), *records, Node("TRLR")], self.form)
        return GedcomFile(text, len(self.case.people), len(self.families), tuple(self._left_out()))

    def _submitter(self) -> str:
        return next(ref for ref in (f"U{n}" for n in count(1)) if ref not in self.known)

    def _head(self) -> Node:
        head = Node("HEAD")
        source = Node("SOUR", "KINLINE", [Node("VERS", version("kinline")), Node("NAME", "Kinline")])
        if self.form is Version.V7:
            head.below += [Node("GEDC", "", [Node("VERS", "7.0")]), source]
        else:
            head.below += [source, Node("SUBM", self._submitter(), is_pointer=True)]
            head.below += [
                Node("GEDC", "", [Node("VERS", "5.5.1"), Node("FORM", "LINEAGE-LINKED")]),
                Node("CHAR", "UTF-8"),
            ]
        return head

    def _fitting_records(self) -> dict[str, Carried]:
        """Return the records of the one family file it came from that have no place here, by their ids; of several files none."""
        holders = [d for d in self.case.documents.values() if d.carried]
        own = {*self.refs.values(), *self.families}
        tops = [one for d in holders for one in d.carried if one.xref and one.tag not in {"SUBM", "SUBN"}]
        if len(holders) > 1:
            self.left["records of several files, whose ids may clash"] += len(tops)
            return {}
        pattern = _XREF7 if self.form is Version.V7 else _XREF
        fitting: dict[str, Carried] = {}
        for one in tops:
            if pattern.match(one.xref) and one.xref not in own:
                fitting.setdefault(one.xref, one)
        self.left["records of another file whose ids cannot stand in this one"] += len(tops) - len(fitting)
        return fitting

    def _named_records(self, records: Iterable[Node], tops: Mapping[str, Carried]) -> list[Node]:
        """Return the records that something written names, and those that these name; what nothing names is not given back."""
        found: dict[str, Node] = {}
        waiting = list(records)
        while waiting:
            node = waiting.pop()
            waiting += node.below
            if node.is_pointer and node.value in tops and node.value not in found:
                holder = Node("")
                self._give_back(holder, (tops[node.value],))
                for made in holder.below:
                    found[node.value] = made
                    waiting.append(made)
                if node.value not in found:
                    found[node.value] = Node("_WITHHELD", xref=node.value)
        self.left["records of another file that nothing names"] += len(tops) - len(found)
        return [found[xref] for xref in tops if xref in found]

    def _give_back(self, node: Node, some: Iterable[Carried]) -> None:
        self.left.update(carried(node, some, self.known, is_foreign=self.is_foreign, show=self.show))

    def _person(self, person: Person) -> Node:
        record = Node("INDI", xref=self.refs[person.id])
        named(record, person, self.form)
        lived(record, person, self.form)
        stays = [r for r in self.case.residences if r.person == person.id]
        self.left["names or addresses of homes"] += homes(record, stays, dict(self.case.households), self.form)
        for order in (o for o in self.case.orders if o.child == person.id):
            line = record.add("EVEN", order.words)
            line.add("TYPE", f"Order: {order.status}")
            dated(line, order.when, self.form)
        self._descents(record, person)
        for ref, (union, _) in self.families.items():
            if person.id in union.partners:
                record.add("FAMS", ref, pointer=True)
        self._ties(record, person)
        marked(record, person)
        record.text("NOTE", person.note)
        standing_of(record, person)
        self._give_back(record, person.carried)
        self._count(person)
        return record

    def _count(self, person: Person) -> None:
        for what, is_there in (
            ("conditions of health", len(person.health)),
            ("genders said as non-binary, written X", person.gender is Gender.NON_BINARY),
            ("people reported and not confirmed, written as people", not person.is_confirmed),
            ("groups of people whose names are not known, written as one", person.number != 1),
            ("ids of the council's system", len(person.case_ids)),
            ("agencies of people", bool(person.agency)),
            ("times when a name was used", sum(not name.when.is_undated for name in person.names)),
        ):
            self.left[what] += int(is_there)

    def _descents(self, record: Node, person: Person) -> None:
        for ref, (union, births) in self.families.items():
            for parentage in (p for p in births if p.child == person.id):
                link = record.add("FAMC", ref, pointer=True)
                self._pedigree(link, parentage)
                self._doubt(link, parentage, union)
                link.text("NOTE", parentage.note)
                if parentage.way is ParentageKind.ADOPTED and not parentage.when.is_undated:
                    line = self._adoption(record, parentage)
                    line.add("FAMC", ref, Node("ADOP", "BOTH"), pointer=True)
                elif not parentage.when.is_undated:
                    self.left["times from when a child was cared for by somebody"] += 1

    def _adoption(self, record: Node, parentage: Parentage) -> Node:
        """Return the line of an adoption: the one that a fact of the person's gave already, else a new one."""
        made = Node("ADOP")
        dated(made, parentage.when, self.form)
        written_so = [(line.tag, line.value) for line in made.below]
        for line in record.below:
            if line.tag == "ADOP" and [(b.tag, b.value) for b in line.below if b.tag == "DATE"] == written_so:
                return line
        record.below.append(made)
        return made

    def _pedigree(self, link: Node, parentage: Parentage) -> None:
        way = parentage.way
        known = _PEDIGREES.get(way)
        if self.form is Version.V7:
            line = link.add("PEDI", known.upper() if known else "OTHER")
            if not known:
                line.add("PHRASE", way.value)
        elif way is not ParentageKind.BIRTH:
            link.add("PEDI", known or way.value)

    def _doubt(self, link: Node, parentage: Parentage, union: Partnership) -> None:
        doubts = {who: _STATES[sure] for who, sure in parentage.certainty.items() if sure in _STATES}
        self.left["how sure a parent is, beyond disputed and excluded"] += len(parentage.certainty) - len(doubts)
        if not doubts:
            return
        state = next(iter(doubts.values()))
        link.add("STAT", state.upper() if self.form is Version.V7 else state)
        whom = list(doubts)
        if len(whom) == 1 and len(parentage.parents) > 1:
            link.add("_PARENT", "HUSB" if self._placed(union)[0] == whom[0] else "WIFE")
        elif len(set(doubts.values())) > 1:
            self.left["doubts of two parents that differ"] += 1

    def _ties(self, record: Node, person: Person) -> None:
        for bond in (b for b in self.case.bonds if b.target == person.id and b.source in self.refs):
            line = self._association(record, bond.source, bond.nature)
            line.text("NOTE", bond.words)
            standing_of(line, bond)
            self.left["times of ties"] += not bond.when.is_undated
            self.left["that a tie goes both ways"] += bond.is_mutual
        for birth in self.case.of_kind(MultipleBirth):
            if person.id in birth.children[1:] and birth.children[0] in self.refs:
                kind = _MULTIPLES.get(len(birth.children), "twin")
                words = kind if birth.zygosity is Zygosity.UNKNOWN else f"{birth.zygosity.value} {kind}"
                self._association(record, birth.children[0], words)
        for held in self.case.of_kind(ParentalResponsibility):
            if held.holder == person.id and held.child in self.refs:
                record.add("_PR", self.refs[held.child], pointer=True)
                self.left["grounds and times of parental responsibility"] += bool(held.ground or held.when.edtf)

    def _association(self, record: Node, other: Id, role: str) -> Node:
        line = record.add("ASSO", self.refs[other], pointer=True)
        if self.form is Version.V7:
            line.add("ROLE", "OTHER", Node("PHRASE", role))
        else:
            line.add("RELA", role)
        return line

    def _placed(self, union: Partnership) -> tuple[Id | None, Id | None]:
        """Return who stands as HUSB and who as WIFE: a place on the page, and by gender where that tells them apart."""
        partners = [p for p in union.partners if p in self.refs]
        if len(partners) == 2:
            one, two = (self.case.people[p].gender for p in partners)
            if (one is Gender.FEMALE and two is not Gender.FEMALE) or (two is Gender.MALE and one is not Gender.MALE):
                partners.reverse()
            return partners[0], partners[1]
        if not partners:
            return None, None
        is_wife = self.case.people[partners[0]].gender is Gender.FEMALE
        return (None, partners[0]) if is_wife else (partners[0], None)

    def _family(self, ref: str, union: Partnership, births: list[Parentage]) -> Node:
        record = Node("FAM", xref=ref)
        husband, wife = self._placed(union)
        for tag, who in (("HUSB", husband), ("WIFE", wife)):
            if who is not None:
                record.add(tag, self.refs[who], pointer=True)
        for parentage in births:
            line = record.add("CHIL", self.refs[parentage.child], pointer=True)
            for tag, who in (("_FREL", husband), ("_MREL", wife)):
                if who in parentage.ways:
                    line.add(tag, parentage.ways[who].value)
        for step in union.steps:
            self._step(record, step)
        for feature in union.features:
            record.add("_FEATURE", feature)
        record.text("NOTE", union.note)
        standing_of(record, union)
        self._give_back(record, union.carried)
        return record

    def _step(self, record: Node, step: PartnershipStep) -> None:
        is_bare = not (step.when.edtf or step.when.as_written or step.note)
        if step.status is PartnershipStatus.NOT_RECORDED:
            return
        if step.status is PartnershipStatus.CIVIL_PARTNERSHIP:
            line = record.add("MARR", "", Node("TYPE", "Civil partnership"))
        elif step.status in _TAGS:
            line = record.add(_TAGS[step.status], "Y" if is_bare else "")
        elif step.status in _TYPES:
            line = record.add("EVEN", "", Node("TYPE", _TYPES[step.status]))
        else:
            line = record.add("_STATUS", step.status.value)
        dated(line, step.when, self.form)
        line.text("NOTE", step.note)

    def _left_out(self) -> Iterator[str]:
        if not self.case.people:
            yield "anybody: nobody is recorded of whom this file may tell"
        kinds = Counter(record.kind for record in self.case.records.values() if record.kind not in FAMILY_KINDS)
        if entries := kinds.pop("entry", 0):
            yield f"{counted(entries, 'entry', 'entries')} of the chronology"
        if others := kinds.total():
            said = ", ".join(kind.replace("_", " ") for kind in sorted(kinds))
            yield f"{counted(others, 'record')} of the work ({said})"
        for what, number in sorted(self.left.items()):
            if number:
                yield f"{number} {what}"
        yield from self.notices
        if self.withheld:
            yield f"{counted(self.withheld, 'record')} withheld: restricted where they were recorded"
