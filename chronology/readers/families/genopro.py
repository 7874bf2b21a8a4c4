"""GenoPro files (.gno, a zip with Data.xml, or the XML itself): people, couples, ties and homes.

Where things stand on GenoPro's page, and in what colours, is not read; everything in words is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from chronology.readers.archives import Archive
from chronology.readers.families.dates import date_line
from chronology.readers.families.genopro_people import PersonMaker
from chronology.readers.families.genopro_ties import TieReader
from chronology.readers.families.genopro_words import RELATIONS, Relation
from chronology.readers.families.structures import FamilyFile, Structure, Tree, as_ref, warnings_of
from chronology.readers.families.xmlfiles import (
    attribute_of,
    carried_of,
    child_of,
    children_of,
    line_of,
    read_xml,
    tag_of,
    text_below,
    text_of,
)
from chronology.record.errors import UnreadableFile
from chronology.record.ties import PartnershipStatus

_LOOKS = {"Global", "GenoMaps", "Shapes", "Date"}
_WORDED = {"Title", "Description", "Comment", "Text"}
"""Elements of a page or a shape that hold words, rather than looks."""
_READ = {
    "Software", "Document", "Individuals", "Families", "PedigreeLinks", "EmotionalRelationships", "SocialRelationships",
    "Twins", "Labels", "Households",
}  # fmt: skip
_LISTED = {"Places", "Marriages", "Unions", "Occupations", "Educations", "Contacts"}
"""Lists whose items other records name by their ids: each is read where it is named."""
_CHILD_WAYS = {"": "", "Biological": "", "Adopted": "adopted", "Foster": "foster"}


def read_genopro(data: bytes, name: str) -> FamilyFile:
    """Return a GenoPro file's records; raises UnreadableFile or UnsafeFile where it cannot be read at all."""
    others = 0
    if data.startswith(b"PK"):
        archive = Archive(data, name)
        inner = next((part for part in archive.parts if part.casefold() == "data.xml"), "")
        if not inner:
            raise UnreadableFile("this GenoPro file holds no Data.xml.", where=name, remedy="Save it again in GenoPro.")
        others = len(archive.parts) - 1
        data = archive.read(inner)
    root = read_xml(data, name)
    if tag_of(root) != "GenoPro":
        raise UnreadableFile("this is no GenoPro file.", where=name, remedy="Save it again in GenoPro.")
    return _Reader(root, others).read()


class _Reader:
    def __init__(self, root: Any, others: int) -> None:
        self.root = root
        self.tree = Tree()
        self.listed = {
            attribute_of(item, "ID"): item for listing in reversed(root) if tag_of(listing) for item in reversed(listing)
            if tag_of(item) and attribute_of(item, "ID")
        }  # fmt: skip
        """Everything by its id; the first where an id is used twice."""
        self.individuals = list(children_of(child_of(root, "Individuals", "People"), "Individual"))
        self.same = self._same_people()
        self.people: dict[str, Structure] = {}
        self.families: dict[str, Structure] = {}
        if others:
            self.tree.warn(0, f"{others} other parts of the file, such as pictures, are not read")

    def read(self) -> FamilyFile:
        """Return the file's records."""
        self._header()
        self._people()
        self._families()
        self._pedigree()
        self._twins()
        TieReader(self.tree, self.root, self.listed, self._person, self._ref).read()
        self._households()
        self._labels()
        self._rest()
        program = text_of(child_of(self.root, "Software")) or "GenoPro"
        return FamilyFile(
            form="genopro",
            records=tuple(self.tree.records),
            version=text_below(child_of(self.root, "Software"), "Version"),
            program=program,
            encoding=self.root.getroottree().docinfo.encoding or "",
            warnings=warnings_of(self.tree),
        )

    # --- people

    def _same_people(self) -> dict[str, str]:
        """Return the ids of individuals that GenoPro draws a second time, and whom each means."""
        known = {attribute_of(one, "ID"): one for one in reversed(self.individuals)}
        same: dict[str, str] = {}
        for identity, one in known.items():
            seen = {identity}
            target = self._hyperlink(one)
            while target in known and target not in seen and self._hyperlink(known[target]):
                seen.add(target)
                target = self._hyperlink(known[target])
            if target in known and target not in seen:
                same[identity] = target
        return same

    def _hyperlink(self, individual: Any) -> str:
        return attribute_of(individual, "IndividualInternalHyperlink") or attribute_of(individual, "InternalHyperlink")

    def _ref(self, identity: str) -> str:
        """Return the record id that an id of the file means."""
        return as_ref(self.same.get(identity, identity))

    def _person(self, identity: str) -> Structure | None:
        return self.people.get(self._ref(identity)) if identity else None

    def _people(self) -> None:
        maker = PersonMaker(self.tree, self.listed)
        for individual in self.individuals:
            identity, line = attribute_of(individual, "ID"), line_of(individual)
            if identity in self.same:
                self.tree.warn(line, f"{identity} is {self.same[identity]}, drawn a second time: one person")
                if len(individual):
                    self.tree.records.append(carried_of(individual))
                continue
            if self._hyperlink(individual):
                self.tree.warn(
                    line, f"it is drawn for {self._hyperlink(individual)}, who is not in the file: kept apart"
                )
            ref = as_ref(identity) or f"line {line}"
            made = Structure("INDI", "", ref, line)
            maker.make(individual, made)
            self.tree.records.append(made)
            self.people.setdefault(ref, made)
        if maker.pictures:
            self.tree.warn(0, f"pictures that the file names and that are not read: {maker.pictures}")

    # --- couples

    def _families(self) -> None:
        for family in children_of(child_of(self.root, "Families"), "Family"):
            line = line_of(family)
            ref = as_ref(attribute_of(family, "ID")) or f"line {line}"
            made = Structure("FAM", "", ref, line)
            unions = list(self._unions(family, made))
            self._relation(family, made, is_dated=bool(unions))
            for child in children_of(family):
                match tag_of(child):
                    case "Relation" | "Unions" | "Marriage" | "Position":
                        pass
                    case "Display":
                        for label in child.iter("{*}Text"):
                            made.add("NOTE", text_of(label), line_of(label))
                    case "Comment":
                        made.add("NOTE", text_of(child), line_of(child))
                    case _:
                        made.hang(carried_of(child))
            self.tree.records.append(made)
            self.families.setdefault(ref, made)

    def _unions(self, family: Any, made: Structure) -> Iterator[Any]:
        """Yield a family's marriages, adding each with what ended it."""
        events = PersonMaker(self.tree, self.listed)
        inline = [child for box in children_of(family, "Unions") for child in children_of(box)]
        for identity in _ids(text_below(family, "Unions")):
            union = self.listed.get(identity)
            if union is None:
                self.tree.warn(made.line, f"it names the union {identity}, which is not in the file")
                made.add("_UNION", identity)
            else:
                inline.append(union)
        for union in (*inline, *children_of(family, "Marriage")):
            kind = text_below(union, "Type")
            is_civil = "civil" in kind.casefold()
            step = events.event(union, made, "MARR", beside=("Type", "Divorce", "Separation", "Annulment", "ID"))
            if kind:
                step.add("TYPE", "civil partnership" if is_civil else kind)
            for ending, tag in (("Separation", "SEPA"), ("Divorce", "DIV"), ("Annulment", "ANUL")):
                for element in children_of(union, ending):
                    events.event(element, made, tag)
            yield union

    def _relation(self, family: Any, made: Structure, *, is_dated: bool) -> None:
        """Add what GenoPro calls the couple: what a dated union does not say already."""
        element = child_of(family, "Relation")
        words = text_of(element) or attribute_of(family, "Relation")
        if not words:
            return
        line = line_of(element) if element is not None else made.line
        relation = RELATIONS.get(words)
        if relation is None:
            self.tree.warn(line, f"“{words[:60]}” is no relation of a couple that is known here: kept in its own words")
            relation = Relation(((PartnershipStatus.NOT_RECORDED, words),))
        if relation.feature:
            made.add("_FEATURE", relation.feature, line)
        said = {
            "MARR": PartnershipStatus.MARRIED,
            "DIV": PartnershipStatus.DIVORCED,
            "SEPA": PartnershipStatus.SEPARATED,
        }
        have = {status for tag, status in said.items() if is_dated and made.first(tag)}
        for status, note in relation.steps:
            if status in have:
                continue
            step = made.add("_STATUS", status.value, line)
            if note:
                step.add("NOTE", note)

    def _pedigree(self) -> None:
        for link in children_of(child_of(self.root, "PedigreeLinks"), "PedigreeLink"):
            line = line_of(link)
            kind, identity = attribute_of(link, "PedigreeLink"), attribute_of(link, "Individual")
            family = self.families.get(as_ref(attribute_of(link, "Family")))
            if family is None or not identity:
                missing = attribute_of(link, "Family") or "none"
                whose = f"{identity}'s family {missing} is" if identity else f"whom a link to family {missing} means is"
                self.tree.warn(line, f"{whose} not in the file: kept as written")
                self.tree.records.append(carried_of(link))
                continue
            if kind == "Parent":
                person = self._person(identity)
                is_husband = person is not None and person.text("SEX") == "M"
                family.point("HUSB" if is_husband else "WIFE", self._ref(identity), line)
            else:
                child = family.point("CHIL", self._ref(identity), line)
                way = _CHILD_WAYS.get(kind, kind)
                if way:
                    child.add("PEDI", way)
                self._link_details(link, child, family)
        self._look_for_partners()

    def _link_details(self, link: Any, child: Structure, family: Structure) -> None:
        """Keep what a link says besides, and date an adoption."""
        for below in children_of(link):
            child.hang(carried_of(below))
        date = next((one for one in link.iter("{*}Date") if text_of(one)), None)
        person = self.people.get(child.pointer)
        if date is not None and person is not None and child.text("PEDI") == "adopted":
            adoption = person.add("ADOP", "", line_of(date))
            adoption.hang(date_line(text_of(date), line_of(date)))
            adoption.point("FAMC", family.xref)

    def _look_for_partners(self) -> None:
        """Say which couples the file names and nobody of whom it holds."""
        for family in self.families.values():
            partners = [line.pointer for line in family.all("HUSB", "WIFE")]
            if partners and not any(ref in self.people for ref in partners):
                self.tree.warn(family.line, f"nobody of the couple {family.xref} is in the file: partners not known")

    def _twins(self) -> None:
        by_link: dict[str, list[str]] = {}
        for link in children_of(child_of(self.root, "PedigreeLinks"), "PedigreeLink"):
            if attribute_of(link, "Twin"):
                by_link.setdefault(attribute_of(link, "Twin"), []).append(attribute_of(link, "Individual"))
        for twin in children_of(child_of(self.root, "Twins"), "Twin"):
            line = line_of(twin)
            named = attribute_of(twin, "Siblings") or text_below(twin, "Siblings")
            siblings = [*_ids(named), *by_link.get(attribute_of(twin, "ID"), [])]
            born = list(dict.fromkeys(self._ref(identity) for identity in siblings))
            known = [ref for ref in born if ref in self.people]
            for ref in born:
                if ref not in self.people:
                    self.tree.warn(line, f"it names {ref} as a twin, who is not in the file")
            if len(known) < 2:
                self.tree.warn(line, "a twin whose twin cannot be told: kept as written")
                self.tree.records.append(carried_of(twin))
            for ref in known[1:]:
                mark = self.people[ref].point("_TWIN", known[0], line)
                mark.add("TYPE", attribute_of(twin, "TwinLink") or text_below(twin, "TwinLink"))

    # --- the rest

    def _households(self) -> None:
        """Put the members of each household under one roof; GenoPro gives it no address."""
        for household in children_of(child_of(self.root, "Households"), "Household"):
            line = line_of(household)
            words = [attribute_of(household, key) for key in household.attrib]
            words += [text_of(element) for element in household.iter() if tag_of(element)]
            named = [word for told in words for word in _ids(told)]
            members = list(dict.fromkeys(self._ref(word) for word in named if self._person(word) is not None))
            called = text_below(household, "Name", "Title") or attribute_of(household, "Name")
            called = called or f"household of {', '.join(members)}"
            self.tree.records.append(carried_of(household))
            if not members:
                self.tree.warn(line, "a household, but who lives in it cannot be told: kept as written")
            for ref in members:
                home = self.people[ref].add("RESI", "", line)
                home.add("_HOME", called)

    def _labels(self) -> None:
        for label in children_of(child_of(self.root, "Labels"), "Label"):
            self._label(text_below(label, "Text") or text_of(label), line_of(label))
        for listing in children_of(self.root, "GenoMaps", "Shapes"):
            for element in listing.iter():
                if tag_of(element) in _WORDED:
                    self._label(text_of(element), line_of(element))

    def _label(self, words: str, line: int) -> None:
        """Keep words that stand on the drawing and belong to nobody."""
        if words:
            shown = " ".join(words.split())
            shown = shown if len(shown) <= 100 else f"{shown[:99]}…"
            self.tree.warn(line, f"words on the drawing, kept with the document: “{shown}”")
            self.tree.records.append(Structure("_LABEL", words.replace("@", "@@"), "", line))

    def _header(self) -> None:
        head = Structure("HEAD", "", "", line_of(self.root))
        program = head.add("SOUR", "GenoPro")
        program.add("VERS", text_below(child_of(self.root, "Software"), "Version"))
        document = child_of(self.root, "Document")
        if document is not None:
            head.hang(carried_of(document))
        self.tree.records.append(head)

    def _rest(self) -> None:
        looks = [tag_of(box) for box in children_of(self.root) if tag_of(box) in _LOOKS]
        if looks or self.root.find(".//Position") is not None:
            self.tree.warn(
                0, "where things stand on GenoPro's page, and their colours, are not read: the layout is made anew"
            )
        for box in children_of(self.root):
            tag = tag_of(box)
            if tag in _READ or tag in _LOOKS:
                continue
            self.tree.records.append(carried_of(box))
            if tag not in _LISTED | {"Pictures", "SourceCitations", "Sources"} and len(box):
                self.tree.warn(line_of(box), f"{len(box)} under {tag}: kept with the document as written")


def _ids(words: str) -> list[str]:
    """Return the ids in a list of them."""
    return [word for word in re.split(r"[\s,;]+", words) if word]
