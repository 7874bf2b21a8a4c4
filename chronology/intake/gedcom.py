"""A GEDCOM file against the family already known: people, ties, homes, and a report."""

from __future__ import annotations

from chronology.intake.gedcom_families import FamilyTaker
from chronology.intake.gedcom_people import person_of, residences_of, twin_pointers
from chronology.intake.ids import IdMaker
from chronology.intake.report import FileReport, Taken, Warn
from chronology.readers.gedcom import GedcomFile, read_gedcom
from chronology.readers.gedcom.tree import Structure
from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.people import Person
from chronology.record.sources import Document
from chronology.record.ties import Bond, MultipleBirth
from chronology.record.values import Id, Record

AGREEING = 0.8
"""Share of common record ids whose names agree from which on two files are taken for versions of one."""


def take_gedcom(data: bytes, name: str, *, case: CaseFile, source: Document, ids: IdMaker) -> Taken:
    """Return what a GEDCOM file adds to a case file, and the report.

    A file that was imported before adds nothing. A newer version of such a file (most record ids of both bear the
    same names) adds what is new; what differs is said and left as it is. Somebody who bears the name and birth date
    of one known person from elsewhere is added and pointed out, never merged by name.

    Raises UnreadableFile or UnsafeFile where the file cannot be read at all.
    """
    read = read_gedcom(data, name)
    return _Taking(read, name, case, source, ids).taken()


class _Taking:
    def __init__(self, read: GedcomFile, name: str, case: CaseFile, source: Document, ids: IdMaker) -> None:
        self.read = read
        self.name = name
        self.case = case
        self.source = source
        self.ids = ids
        self.warnings = [Warn(line=line, message=message) for line, message in read.warnings]
        self.people: dict[str, Person] = {}
        """By record id; the first where an id is used twice."""
        self.records: list[Record] = []
        self.merged = 0

    def warn(self, line: int, message: str) -> None:
        self.warnings.append(Warn(line=line, message=message))

    def taken(self) -> Taken:
        individuals, families = self.read.of("INDI"), self.read.of("FAM")
        rows = len(individuals) + len(families)
        if self.source.id in self.case.records:
            self.warn(0, "this very file was imported before: nothing in it is new")
            return self._finish(rows, added=0, merged=rows)
        known = self._known_by_ref()
        notes = {r.xref: r.whole_text() for r in self.read.records if r.tag in {"NOTE", "SNOTE"} and r.xref}
        namesakes = self._namesakes()
        structures: list[tuple[Structure, Person, bool]] = []
        for structure in individuals:
            made = person_of(structure, source=self.source, ids=self.ids, notes=notes, warn=self.warn)
            if structure.xref in self.people:
                self.warn(structure.line, f"the record id {structure.xref} is used twice: both are kept, ties go to the first")
            earlier = known.get(structure.xref)
            if earlier is not None and _is_same(earlier, made):
                self._say_differences(structure.line, earlier, made)
                self.merged += 1
                person, is_new = earlier, False
            else:
                self._say_namesake(structure.line, made, namesakes)
                person, is_new = made, True
                self.records.append(made)
            self.people.setdefault(structure.xref or f"line {structure.line}", person)
            structures.append((structure, person, is_new))
        taker = FamilyTaker(self.case, self.source, self.ids, self.people, individuals, self.warn)
        self.records += taker.take(families)
        self.merged += taker.merged
        for structure, person, is_new in structures:
            if is_new:
                self._take_ties(structure, person)
        self.records += residences_of(
            [(s, p) for s, p, is_new in structures if is_new], case=self.case, source=self.source, ids=self.ids
        )
        return self._finish(rows, added=rows - self.merged, merged=self.merged)

    def _finish(self, rows: int, *, added: int, merged: int) -> Taken:
        report = FileReport(
            file=self.name,
            kind="gedcom",
            people=len(self.read.of("INDI")),
            families=len(self.read.of("FAM")),
            rows=rows,
            added=added,
            merged=merged,
            warnings=tuple(sorted(self.warnings, key=lambda w: w.line)),
        )
        return Taken(records=tuple(self.records), report=report)

    def _known_by_ref(self) -> dict[str, Person]:
        """Return the people of an earlier version of this file, by record id; empty where there is none."""
        by_document: dict[Id, dict[str, Person]] = {}
        for person in self.case.people.values():
            for cite in person.cites:
                if person.ref:
                    by_document.setdefault(cite.document, {}).setdefault(person.ref, person)
        names = {s.xref: comparable(_plain_name(s)) for s in self.read.of("INDI")}
        known: dict[str, Person] = {}
        for document, people in by_document.items():
            if getattr(self.case.records.get(document), "form", "") != "gedcom":
                continue
            shared = [ref for ref in people if ref in names]
            agree = sum(1 for ref in shared if comparable(people[ref].name) == names[ref] and names[ref])
            if agree and agree >= AGREEING * len(shared):
                known.update(people)
        return known

    def _say_differences(self, line: int, earlier: Person, made: Person) -> None:
        differ = [
            words
            for words, one, two in (
                ("name", earlier.name, made.name),
                ("date of birth", earlier.birth.edtf, made.birth.edtf),
                ("date of death", earlier.death.edtf, made.death.edtf),
                ("gender", earlier.gender, made.gender),
            )
            if one != two
        ]
        if differ:
            self.warn(line, f"{earlier.shown_name}: {' and '.join(differ)} differ from the case file, which is left as it is")

    def _namesakes(self) -> dict[tuple[str, str], list[Person]]:
        found: dict[tuple[str, str], list[Person]] = {}
        for person in self.case.people.values():
            if person.name and not person.birth.is_undated:
                found.setdefault((comparable(person.name), person.birth.edtf), []).append(person)
        return found

    def _say_namesake(self, line: int, made: Person, namesakes: dict[tuple[str, str], list[Person]]) -> None:
        fits = namesakes.get((comparable(made.name), made.birth.edtf), [])
        if made.name and len(fits) == 1:
            self.warn(line, f"{made.name} may be the {fits[0].name} already in the case file: added as a person apart")

    def _take_ties(self, structure: Structure, person: Person) -> None:
        for asso in structure.all("ASSO"):
            other = self.people.get(asso.pointer)
            words = asso.text("RELA", "ROLE", "TYPE") or "associated"
            if other is None:
                if asso.pointer:
                    self.warn(asso.line, f"it names the person {asso.pointer}, who is not in the file")
                continue
            if "twin" in words.casefold():
                self._twins(person, other)
                continue
            self.records.append(
                Bond(
                    id=self.ids.make("bond", f"{structure.xref} {asso.pointer} {words}"),
                    source=person.id,
                    target=other.id,
                    nature=words,
                    is_mutual=False,
                    words=asso.text("NOTE"),
                    cites=person.cites,
                )
            )
        for pointer in twin_pointers(structure):
            other = self.people.get(pointer)
            if other is not None:
                self._twins(person, other)

    def _twins(self, one: Person, two: Person) -> None:
        both = {one.id, two.id}
        if len(both) == 2 and not any(isinstance(r, MultipleBirth) and both <= set(r.children) for r in self.records):
            key = " ".join(sorted((one.ref, two.ref)))
            self.records.append(
                MultipleBirth(id=self.ids.make("multiple_birth", key), children=(one.id, two.id), cites=one.cites)
            )


def _plain_name(structure: Structure) -> str:
    return " ".join(structure.text("NAME").replace("/", " ").split())


def _is_same(earlier: Person, made: Person) -> bool:
    """Return whether a record id still means the same person: the name or the date of birth agrees."""
    names = comparable(earlier.name) == comparable(made.name)
    return names or (earlier.birth.edtf == made.birth.edtf and not made.birth.is_undated)


