"""What the rows of a list of people say of one another: parents, partners, twins, and whose mother somebody is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chronology.practice.people_columns import answer_of, relationship_of
from chronology.readers.families.family_rows import Member, identity_of, said, sex_codes
from chronology.readers.families.structures import RowStructure, Tree, as_ref
from chronology.readers.hygiene import comparable

_ZYGOSITY = {"mz": "identical", "monozygotic": "identical", "dz": "fraternal", "dizygotic": "fraternal"}
_TO_WHOM = re.compile(r"relation(?:ship)?\s+(?:to|with)\s+(.+)\Z", re.IGNORECASE | re.DOTALL)
_WAYS = {
    "mother": ("WIFE", ""), "father": ("HUSB", ""),
    "adoptive mother": ("WIFE", "adopted"), "adoptive father": ("HUSB", "adopted"),
    "step mother": ("WIFE", "step"), "step father": ("HUSB", "step"),
    "foster mother": ("WIFE", "foster"), "foster father": ("HUSB", "foster"), "foster carer": ("WIFE", "foster"),
}  # fmt: skip
"""What somebody is to a child, as the place in a family and by what the child descends."""
_SEX_OF = {kind: sex for kind in _WAYS for word, sex in (("mother", "F"), ("father", "M")) if word in kind}
"""What a word for a parent says of the parent."""


class TieMaker:
    """Ties the people of a file's tables, and adds them and their families to the file."""

    def __init__(self, tree: Tree, members: Sequence[Member], header: Mapping[str, str]) -> None:
        self._tree = tree
        self._members = members
        self._header = header
        """How each column that is understood is written."""
        self._by_id = {m.ref: m for m in reversed(members) if "id" in m.cells}
        self._by_name: dict[str, list[Member]] = {}
        for member in members:
            if member.name:
                self._by_name.setdefault(comparable(member.name), []).append(member)
        for namesakes in self._by_name.values():
            for again in namesakes[1:]:
                if "id" not in again.cells:
                    self._tree.warn(again.row, f"{again.name} stands in row {namesakes[0].row} too: kept as two people")
        self._named: dict[str, RowStructure] = {}
        """People who are only named in somebody else's row, by their names."""
        self._families: dict[tuple[str, str, str], RowStructure] = {}
        self._told_by_word: list[str] = []
        self._parents: dict[str, tuple[str, str]] = {}
        """Who the mother and the father of each row's person are, as the row itself names them."""

    def tie(self) -> None:
        """Add everybody, and what ties them."""
        parents = self._parents = {m.ref: (self._whom(m, "mother"), self._whom(m, "father")) for m in self._members}
        self._sexes({a for a, _ in parents.values() if a}, {b for _, b in parents.values() if b})
        self._tree.records += [m.record for m in self._members]
        for member in self._members:
            mother, father = parents[member.ref]
            if mother and mother == father:
                self._tree.warn(member.row, f"{self._called(mother)} is named as mother and as father: kept once")
                father = ""
            if mother or father:
                self._family(father, mother, member).point("CHIL", member.ref, member.row)
        for member in self._members:
            for column in ("partner", "married_to"):
                self._partner(member, column)
        self._twins()
        self._relationships()
        self._tree.records += [*self._named.values(), *self._families.values()]

    # --- who is meant

    def _whom(self, member: Member, column: str) -> str:
        """Return the record id that a cell names: by id, by a whole name, or a new person whom only this cell names."""
        words = member.cells.get(column, "")
        if not words:
            return ""
        identity = as_ref(identity_of(words))
        if identity in self._by_id:
            return identity
        fits = self._by_name.get(comparable(words), [])
        if len(fits) == 1:
            return fits[0].ref
        if len(fits) > 1:
            rows = ", ".join(str(one.row) for one in fits[:4])
            self._tree.warn(member.row, f"{words} may be row {rows}: not guessed, kept in words")
            member.record.add("FACT", words).add("TYPE", self._header.get(column, column))
            return ""
        if not any(letter.isalpha() for letter in words) or self._names_by_id(column):
            return identity
        return self._only_named(words, member, column)

    def _names_by_id(self, column: str) -> bool:
        """Return whether a column's header says that it holds ids."""
        return bool(self._by_id) and self._header.get(column, "").strip().casefold().endswith("id")

    def _only_named(self, words: str, member: Member, column: str) -> str:
        key = comparable(words)
        made = self._named.get(key)
        if made is None:
            made = RowStructure(
                "INDI", "", as_ref(words) or f"row {member.row} {column}", member.row, member.record.sheet
            )
            made.add("NAME", words.replace("/", " "))
            if column in _SEX_OF:
                made.add("SEX", _SEX_OF[column])
            self._named[key] = made
            self._tree.warn(member.row, f"{words} is named as {column.replace('_', ' ')} and has no row: made a person")
        return made.xref

    def _called(self, ref: str) -> str:
        return next((m.name for m in self._members if m.ref == ref and m.name), ref)

    def _sexes(self, mothers: set[str], fathers: set[str]) -> None:
        codes, told = sex_codes(self._members, mothers, fathers)
        if told:
            self._tree.warn(0, told)
        sexes: dict[str, str] = {}
        for member in self._members:
            written = member.cells.get("sex", "")
            if written in codes:
                sexes[member.ref] = codes[written]
                member.record.add("SEX", codes[written])
            elif written.isdigit():
                member.record.add("_COLUMN", written).add("TYPE", self._header.get("sex", "sex"))
            elif written:
                self._tree.warn(
                    member.row, f"the sex “{written[:40]}” is none that is known here: gender not known, kept"
                )
                member.record.add("FACT", written).add("TYPE", self._header.get("sex", "sex"))
        rows = {m.ref: m.row for m in reversed(self._members)}
        for who, listed, wrong in (("mother", mothers, "M"), ("father", fathers, "F")):
            for ref in sorted(listed, key=lambda ref: rows.get(ref, 0)):
                if sexes.get(ref) == wrong:
                    sex = "male" if wrong == "M" else "female"
                    self._tree.warn(rows[ref], f"{self._called(ref)} is named as a {who} and listed as {sex}: kept so")

    # --- families

    def _family(self, father: str, mother: str, member: Member) -> RowStructure:
        """Return the family of two partners; where one is not known, this child's own: another's may be another man."""
        key = (father, mother, "" if father and mother else member.ref)
        found = self._families.get(key) or self._families.get((mother, father, ""))
        if found is None:
            found = self._families[key] = RowStructure("FAM", "", "family " + " + ".join(filter(None, key)), member.row)
            found.sheet = member.record.sheet
            for tag, whom in (("HUSB", father), ("WIFE", mother)):
                if whom:
                    found.point(tag, whom)
        return found

    def _partner(self, member: Member, column: str) -> None:
        partner = self._whom(member, column)
        if not partner or partner == member.ref:
            if partner:
                self._tree.warn(member.row, f"{self._called(partner)} is named as their own partner: not read")
                member.record.add("FACT", member.cells[column]).add("TYPE", self._header.get(column, column))
            return
        is_man = member.record.text("SEX") == "M"
        family = self._family(*((member.ref, partner) if is_man else (partner, member.ref)), member)
        if column == "married_to" and family.first("_STATUS") is None:
            family.add("_STATUS", "married")

    # --- twins

    def _twins(self) -> None:
        shared: dict[str, list[Member]] = {}
        for member in self._members:
            if "twin" in member.cells:
                shared.setdefault(identity_of(member.cells["twin"]), []).append(member)
        for words, members in shared.items():
            other = self._by_id.get(as_ref(words)) or next(iter(self._by_name.get(comparable(words), [])), None)
            is_mutual = other is not None and any(
                as_ref(identity_of(other.cells.get("twin", ""))) == m.ref or other.cells.get("twin") == m.name
                for m in members
            )
            if other is not None and (is_mutual or len(members) == 1):
                for member in members:
                    self._twin(member, other.ref)
            elif len(members) > 1:
                for member in members[1:]:
                    self._twin(member, members[0].ref)
            elif answer_of(words) != "no":
                self._tree.warn(members[0].row, f"a twin, but whose cannot be told (“{words[:40]}”): kept in words")
                members[0].record.add("FACT", words).add("TYPE", "twin")

    def _twin(self, member: Member, ref: str) -> None:
        kind = member.cells.get("zygosity", "")
        member.record.point("_TWIN", ref).add("TYPE", _ZYGOSITY.get(comparable(kind), kind))

    # --- whose mother somebody is

    def _relationships(self) -> None:
        if not any("relationship" in m.cells or "responsibility" in m.cells for m in self._members):
            return
        subjects = [m for m in self._members if relationship_of(m.cells.get("relationship", "")) == "subject"]
        marked = [m for m in self._members if m.record.first("_SUBJECT")]
        child = self._child_of_header() or (subjects[0] if len(subjects) == 1 else None)
        if child is None and not subjects and len(marked) == 1:
            child = marked[0]
        are_subjects = {m.ref for m in subjects}
        for member in subjects:
            if member.record.first("_SUBJECT") is None:
                member.record.add("_SUBJECT", "Y")
        unsaid: list[str] = []
        for member in self._members:
            whose = self._child_of_row(member) or child
            words = member.cells.get("relationship", "")
            if words and member.ref not in are_subjects:
                kind = relationship_of(words)
                if whose is None and kind != "professional":
                    unsaid.append(str(member.row))
                self._sex_by_word(member, kind)
                self._relation(member, None if whose is member else whose, words, kind)
            self._responsibility(member, whose)
        if self._told_by_word:
            rows = ", ".join(self._told_by_word[:8]) + (" …" if len(self._told_by_word) > 8 else "")
            self._tree.warn(0, f"gender is told by the word mother or father alone (row {rows})")
        if unsaid:
            why = f"{len(subjects)} rows are the child" if subjects else "no row is marked as the child"
            rows = ", ".join(unsaid[:8]) + (" …" if len(unsaid) > 8 else "")
            self._tree.warn(
                int(unsaid[0]), f"whose relationships these are is not told ({why}): kept in words (row {rows})"
            )

    def _child_of_header(self) -> Member | None:
        """Return the child whom the header names: "Relationship to Ada"."""
        found = _TO_WHOM.match(self._header.get("relationship", "").strip())
        return self._member_called(found[1]) if found else None

    def _child_of_row(self, member: Member) -> Member | None:
        words = member.cells.get("of_whom", "")
        found = self._member_called(words) if words else None
        if words and found is None:
            self._tree.warn(member.row, f"{words[:60]} is no one person of this table: kept in words")
            member.record.add("FACT", words).add("TYPE", self._header.get("of_whom", "child"))
        return found

    def _member_called(self, words: str) -> Member | None:
        whole = self._by_name.get(comparable(words), [])
        fits = whole or [m for m in self._members if comparable(m.name.split(" ")[0]) == comparable(words)]
        return fits[0] if len(fits) == 1 else self._by_id.get(as_ref(identity_of(words)))

    def _sex_by_word(self, member: Member, kind: str) -> None:
        """Take a mother for a woman and a father for a man, where the table has no sex of theirs."""
        if kind in _SEX_OF and "sex" not in member.cells and member.record.first("SEX") is None:
            member.record.add("SEX", _SEX_OF[kind])
            self._told_by_word.append(str(member.row))

    def _relation(self, member: Member, child: Member | None, words: str, kind: str) -> None:
        """Tie somebody to the child by their relationship; without a child it stays in words."""
        if child is None:
            if kind != "professional":
                member.record.add("FACT", words).add("TYPE", self._header.get("relationship", "relationship"))
        elif kind in _WAYS:
            if member.ref not in self._parents[child.ref]:
                self._parent(member, child, *_WAYS[kind])
        else:
            child.record.point("ASSO", member.ref, member.row).add("RELA", words)

    def _parent(self, member: Member, child: Member, tag: str, way: str) -> None:
        """Put a parent with the child: a mother and a father by birth together, anybody else in a set of their own."""
        tag = {"M": "HUSB", "F": "WIFE"}.get(member.record.text("SEX"), tag)
        key = ("", "", f"{way} {member.ref} of {child.ref}" if way else f"birth of {child.ref}")
        family = self._families.get(key)
        if family is None:
            family = RowStructure("FAM", "", f"family {key[2]}", member.row, member.record.sheet)
            born = family.point("CHIL", child.ref)
            if way:
                born.add("PEDI", way)
            self._families[key] = family
        family.point(tag, member.ref, member.row)

    def _responsibility(self, member: Member, child: Member | None) -> None:
        words = said(member.cells.get("responsibility", ""))
        if not words:
            return
        if child is not None and child is not member and answer_of(words) == "yes":
            member.record.point("_PR", child.ref)
            return
        member.record.add("FACT", words).add("TYPE", "parental responsibility")
