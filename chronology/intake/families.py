"""A family file against the family already known: people, ties, homes, and a report."""

from __future__ import annotations

from chronology.intake.gedcom_families import FamilyTaker
from chronology.intake.gedcom_homes import residences_of
from chronology.intake.gedcom_lineage import Lineage, grown
from chronology.intake.gedcom_people import person_of
from chronology.intake.gedcom_ties import ties_of
from chronology.intake.ids import IdMaker
from chronology.intake.report import FileReport, Taken, Warn
from chronology.lives.impossible import look_at
from chronology.readers.families.structures import FamilyFile, Structure
from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.people import Person
from chronology.record.sources import Carried, Document
from chronology.record.ties import Parentage
from chronology.record.values import Id, Record

_OF_PEOPLE = {"INDI", "FAM", "TRLR"}
MOST_WARNINGS = 2_000
"""Warnings that a report lists; the rest are counted."""


class FamilyTaken(Taken):
    """What a family file gives."""

    carried: tuple[Carried, ...] = ()
    """Its header, sources, notes, submitters and unknown records, for the document to carry."""


def take_family(read: FamilyFile, name: str, *, case: CaseFile, source: Document, ids: IdMaker) -> FamilyTaken:
    """Return what a family file adds to a case file, and the report.

    A file that was imported before adds nothing. A newer version of such a file (most record ids of both mean the
    same people) adds what is new: records, and to known people what they lacked, as new versions of them. What
    differs is said and left as it is. Somebody who bears the name and birth date of one known person from elsewhere
    is added and pointed out, never merged by name.
    """
    return _Taking(read, name, case, source, ids).taken()


class _Taking:
    def __init__(self, read: FamilyFile, name: str, case: CaseFile, source: Document, ids: IdMaker) -> None:
        self.read = read
        self.name = name
        self.case = case
        self.source = source
        self.ids = ids
        self.warnings = [Warn(line=line, message=message) for line, message in read.warnings]
        self.by_ref: dict[str, Person] = {}
        """By record id; the first where an id is used twice."""
        self.new: dict[Id, Record] = {}
        """New records, and new versions of known ones."""
        self.merged = 0

    def warn(self, line: int, message: str) -> None:
        """Add a warning."""
        self.warnings.append(Warn(line=line, message=message))

    def add(self, record: Record) -> None:
        """Keep a new record; a later version takes the place of an earlier one."""
        self.new[record.id] = record

    def taken(self) -> FamilyTaken:
        """Return what the file adds, and the report."""
        individuals, families = self.read.of("INDI"), self.read.of("FAM")
        rows = len(individuals) + len(families)
        if self.source.id in self.case.records:
            self.warn(0, "this very file was imported before: nothing in it is new")
            return self._finish(rows, added=0, merged=rows)
        notes = {r.xref: r.whole_text() for r in self.read.records if r.tag in {"NOTE", "SNOTE"} and r.xref}
        made = [person_of(s, source=self.source, ids=self.ids, notes=notes, warn=self.warn) for s in individuals]
        lineage = Lineage(self.case, self.source, made)
        people = self._people(individuals, made, lineage)
        taker = FamilyTaker(
            self.case, self.source, self.ids, self.by_ref, individuals, notes, lineage.documents, self.warn
        )
        for record in taker.take(families):
            self.add(record)
        self.merged += taker.merged
        for record in ties_of(
            people, by_ref=self.by_ref, case=self.case, source=self.source, ids=self.ids, notes=notes, warn=self.warn
        ):
            self.add(record)
        living = [(s, [p]) for s, p in people] + [(f, self._partners_of(f)) for f in families]
        for record in residences_of(
            living, case=self.case, source=self.source, ids=self.ids, notes=notes, warn=self.warn
        ):
            self.add(record)
        self._look(people)
        return self._finish(rows, added=rows - self.merged, merged=self.merged)

    def _people(
        self, individuals: tuple[Structure, ...], made: list[Person], lineage: Lineage
    ) -> list[tuple[Structure, Person]]:
        """Add who is new and what is new about who is known; return everyone by their record."""
        namesakes: dict[tuple[str, str], list[Person]] = {}
        for known in self.case.people.values():
            if known.name and not known.birth.is_undated:
                namesakes.setdefault((comparable(known.name), known.birth.edtf), []).append(known)
        people: list[tuple[Structure, Person]] = []
        for structure, read in zip(individuals, made, strict=True):
            person = read
            line = structure.line
            if structure.xref in self.by_ref:
                self.warn(line, f"the record id {structure.xref} is used twice: both are kept, ties go to the first")
            earlier = lineage.earlier(read)
            if earlier is None:
                fits = namesakes.get((comparable(person.name), person.birth.edtf), []) if person.name else []
                if len(fits) == 1:
                    self.warn(
                        line, f"{person.name} may be the same person as the {fits[0].name} already known: added apart"
                    )
                self.add(person)
            else:
                person, added, differs = grown(earlier, read)
                if differs:
                    self.warn(
                        line,
                        f"{earlier.shown_name}: {', '.join(differs)} differ from what is known, which is left as it is",
                    )
                if added:
                    self.warn(line, f"{earlier.shown_name}: {', '.join(added)} added from this version of the file")
                if person is not earlier:
                    self.add(person)
                self.merged += 1
            self.by_ref.setdefault(structure.xref or f"line {line}", person)
            people.append((structure, person))
        return people

    def _partners_of(self, family: Structure) -> list[Person]:
        found = (self.by_ref.get(line.pointer) for line in family.all("HUSB", "WIFE"))
        return list({person.id: person for person in found if person is not None}.values())

    def _look(self, people: list[tuple[Structure, Person]]) -> None:
        lines = {person.id: structure.line for structure, person in people}
        after = self.case.with_records(self.new.values())
        mine = {person.id: after.people[person.id] for _, person in people}
        ties = [tie for tie in after.of_kind(Parentage) if tie.child in mine]
        look_at(mine, ties, lambda who, message: self.warn(lines[who], message))

    def _finish(self, rows: int, *, added: int, merged: int) -> FamilyTaken:
        warnings = sorted(dict.fromkeys(self.warnings), key=lambda w: w.line)
        if len(warnings) > MOST_WARNINGS:
            more = Warn(line=0, message=f"{len(warnings) - MOST_WARNINGS} more things to look at are not listed")
            warnings = [*warnings[:MOST_WARNINGS], more]
        report = FileReport(
            file=self.name,
            kind=self.read.form,
            people=len(self.read.of("INDI")),
            families=len(self.read.of("FAM")),
            rows=rows,
            added=added,
            merged=merged,
            warnings=tuple(warnings),
        )
        carried = tuple(r.carried() for r in self.read.records if r.tag not in _OF_PEOPLE)
        return FamilyTaken(records=tuple(self.new.values()), report=report, carried=carried)
