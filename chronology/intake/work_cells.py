"""Cells of tables of the work: who, which entries, which goal, how long; what cannot be told is kept as written and said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chronology.intake.names import Certainty, Names
from chronology.intake.names_written import NamesWritten
from chronology.practice.agencies import names_agency, names_role
from chronology.practice.categories import folded
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.decisions import Decision, Reasoned
from chronology.record.entries import Entry
from chronology.record.errors import InputError, UnreadableDate
from chronology.record.safety import DangerStatement, Lasting, LastingUnit, NetworkMember, SafetyGoal
from chronology.record.values import Id

_APART = re.compile(r"[;\n]+")
_LINES = re.compile(r"\s*(?:[;\n]|(?:^|\n)\s*[-•*]\s+)\s*")
_CITE = re.compile(r"(?P<when>.*?)\s*(?:[(\[](?P<aside>[^)\]]*)[)\]])?\s*\Z", re.DOTALL)
_ROW = re.compile(
    r"(?:(?P<file>[^\s,;]+\.\w{2,5})\W+)?(?:row|line)\s+(?P<row>\d+)(?:\s+of\s+(?P<of>\S+))?\s*\Z", re.IGNORECASE
)
_LASTING = re.compile(
    r"(?:for\s+)?(?:at\s+least\s+)?(?P<number>\d{1,3}|an?|one|two|three|four|five|six|nine|twelve|eighteen)\s*"
    r"(?P<unit>day|week|month|year)s?\b\.?\s*\Z",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18,
}  # fmt: skip
_MEMBER = re.compile(r"(?P<name>[^(:–—]+?)\s*(?:\((?P<role>[^)]*)\))?\s*(?:[:–—]\s*(?P<does>.+))?\Z", re.DOTALL)
YES = frozenset({"yes", "y", "true", "x", "worked", "it worked", "alone"})
NO = frozenset({"no", "n", "false", "did not work", "failed", "it did not work"})


@dataclass
class WorkCells:
    """What the cells of one table's rows are read against, and what is doubted about the row in hand."""

    case: CaseFile
    names: Names
    day: date
    doubts: list[str] = field(default_factory=list)

    @cached_property
    def _written(self) -> NamesWritten:
        return NamesWritten(self.case)

    def when(self, cells: Mapping[str, str], column: str, label: str) -> When:
        """Return the date of a column; undated where it is empty. Raises InputError where it cannot be read."""
        words = cells.get(column, "").strip()
        if not words:
            return UNDATED
        try:
            return read_when(words, latest=None if column in {"due", "review_by", "to"} else self.day)
        except UnreadableDate as failure:
            raise InputError(f"{label}: {failure.message}", remedy=failure.remedy) from failure

    def neither(self, cells: Mapping[str, str], column: str, label: str) -> str:
        """Return the words of a column that say neither yes nor no, doubted: they are kept beside what they are about."""
        words = cells.get(column, "").strip()
        if not words or said_yes(words) is not None:
            return ""
        self.doubts.append(f"{label}: “{words[:40]}” says neither yes nor no: kept as it is written")
        return words

    def span(self, cells: Mapping[str, str], begins: str, ends: str, labels: tuple[str, str]) -> When:
        """Return a time from one column to another; open where it has no end, undated where it has no beginning."""
        start, end = self.when(cells, begins, labels[0]), self.when(cells, ends, labels[1])
        if end.is_undated:
            return start
        if start.is_undated:
            return read_when(f"until {cells[ends].strip()}", latest=None)
        if start.is_period or end.is_period:
            self.doubts.append(f"{labels[1]}: “{cells[ends].strip()}” stands beside a time that has an end already")
            return start
        if start.earliest and end.latest and end.latest < start.earliest:
            raise InputError(
                f"{labels[1]}: {end.words()} is before {start.words()}.", remedy="Put one of the two dates right."
            )
        return When(edtf=f"{start.edtf}/{end.edtf}")

    def children(self, words: str, label: str) -> tuple[Id, ...]:
        """Return the children that a cell names; raises InputError where one of them is not known for sure."""
        if not words.strip():
            return ()
        if (group := self.names.group_on(words, self.day)) is not None:
            if not group:
                raise InputError(
                    f"{label}: “{words.strip()[:60]}” does not fit the children of the family.",
                    remedy="Write their names as the family has them.",
                )
            return group
        return tuple(dict.fromkeys(self.child(name, label) for name in self.names.split(words)))

    def child(self, words: str, label: str) -> Id:
        """Return the one person that a name means; raises InputError where that is not sure."""
        if (written := self._written.meant(words.strip())) is not None and written in self.case.people:
            return written
        found = self.names.find(words.strip())
        if found.person is None or found.certainty is not Certainty.SURE:
            raise InputError(
                f"{label}: “{words.strip()[:60]}” {found.why or 'is not sure'}.",
                remedy="Write the name as the family has it.",
            )
        return found.person

    def person(self, words: str) -> Id | None:
        """Return who a name means, where that is sure."""
        found = self.names.find(words.strip()) if words.strip() else None
        return found.person if found is not None and found.certainty is Certainty.SURE else None

    def member(self, words: str, role: str = "", does: str = "") -> NetworkMember:
        """Return somebody of the network from "Joan Reed (grandmother): rings us"."""
        found = _MEMBER.match(words.strip())
        name = (found["name"] if found else words).strip()
        role = role.strip() or ((found["role"] or "") if found else "").strip()
        return NetworkMember(
            name=name,
            person=self.person(name),
            role=role,
            is_professional=names_role(role) or names_role(name) or names_agency(role) or names_agency(name),
            does=does.strip() or ((found["does"] or "") if found else "").strip(),
        )

    def members(self, words: str) -> tuple[NetworkMember, ...]:
        """Return several of the network, each after a semicolon or on a line of its own."""
        return tuple(self.member(part) for part in listed_in(words))

    def refs(self, words: str, label: str) -> tuple[Id, ...]:
        """Return the danger statements and safety goals that a cell names by their numbers or words; unknown ones are said."""
        known: dict[str, Id] = {}
        statements: tuple[DangerStatement | SafetyGoal, ...] = (*self.case.danger_statements, *self.case.safety_goals)
        for record in statements:
            for called in (record.ref, record.id, record.said()):
                if called:
                    known.setdefault(folded(called), record.id)
        found: list[Id] = []
        for part in re.split(r"[;,\n]+|\band\b", words):
            if not part.strip():
                continue
            if (ident := known.get(folded(part))) is not None:
                found.append(ident)
            else:
                self.doubts.append(f"{label}: “{part.strip()[:60]}” is no danger statement or goal that is known")
        return tuple(dict.fromkeys(found))

    def one_of(self, words: str, some: Iterable[DangerStatement | SafetyGoal], label: str) -> Id | None:
        """Return the one record of some kind that a cell names; one that is not known is said."""
        wanted = {record.id for record in some}
        found = [ident for ident in self.refs(words, label) if ident in wanted] if words.strip() else []
        return found[0] if found else None

    def decisions(self, words: str, label: str) -> tuple[Id, ...]:
        """Return the decisions that a cell names by number or day; unknown ones are said."""
        found: list[Id] = []
        for part in _APART.split(words):
            if not part.strip():
                continue
            fits = [d.id for d in self.case.of_kind(Decision) if d.ref and folded(d.ref) == folded(part)]
            if not fits and (when := self._tried(part)) is not None:
                fits = [d.id for d in self.case.of_kind(Decision) if d.when.edtf[:10] == when.edtf[:10]]
            if len(fits) == 1:
                found.append(fits[0])
            else:
                self.doubts.append(
                    f"{label}: “{part.strip()[:60]}” is {'several decisions' if fits else 'no decision known'}"
                )
        return tuple(found)

    def cited(self, words: str, children: Iterable[Id], label: str) -> tuple[tuple[Id, ...], str]:
        """Return the entries that a cell cites by their day or their row, and the words of those that cannot be told.

        "12/03/2019", "12/03/2019 (school)", "school.docx row 7": each after a semicolon or on its own line. A day on
        which several entries about the children fit is not guessed.
        """
        found: list[Id] = []
        left: list[str] = []
        about = set(children)
        for part in _parts_cited(words):
            by_id = self.case.records.get(part[1:-1]) if part[:1] == "[" and part[-1:] == "]" else None
            if isinstance(by_id, Entry):
                found.append(by_id.id)
                continue
            fits = self._by_row(part) if _ROW.match(part) else self._by_day(part, about)
            if len(fits) == 1:
                found.append(fits[0].id)
                continue
            left.append(part)
            why = f"{len(fits)} entries fit: name the source in brackets" if fits else "no entry fits"
            if not fits and about and not _ROW.match(part) and self._by_day(part, set()):
                why = "what is recorded of that day is about other children; name its row if it is meant"
            self.doubts.append(f"{label}: “{part[:60]}” is not cited, {why}")
        return tuple(dict.fromkeys(found)), "; ".join(left)

    def reasoned(self, words: str, entries: tuple[Id, ...], cited_as: str) -> Reasoned:
        """Return an answer with the entries behind it: those its own words cite in square brackets, else the row's."""
        own: list[Id] = []
        for aside in re.findall(r"\[([^\]]+)\]", words):
            if (when := self._tried(aside)) is not None or _ROW.match(aside):
                fits = self._by_row(aside) if when is None else self._by_day(aside, set())
                own += [entry.id for entry in fits] if len(fits) == 1 else []
        return Reasoned(words=words.strip(), entries=tuple(dict.fromkeys(own)) or entries, cited_as=cited_as)

    def lasting(self, words: str) -> tuple[Lasting | None, str]:
        """Return how long something lasts, else the words as they are written."""
        found = _LASTING.match(words.strip())
        if not found:
            return None, words.strip()
        number = found["number"].casefold()
        count = _NUMBERS[number] if number in _NUMBERS else int(number)
        return (Lasting(number=count, unit=LastingUnit(f"{found['unit'].casefold()}s")), "") if count else (None, words)

    def _tried(self, words: str) -> When | None:
        try:
            when = read_when(words.strip(), latest=self.day)
        except UnreadableDate:
            return None
        return None if when.is_undated else when

    def _by_row(self, words: str) -> list[Entry]:
        found = _ROW.match(words)
        assert found is not None
        name, row = found["file"] or found["of"] or "", int(found["row"])
        return [
            entry
            for entry in self.case.entries
            for cite in entry.cites
            if cite.row == row
            and cite.document in self.case.documents
            and (not name or self.case.documents[cite.document].name.casefold() == name.casefold())
        ]

    def _by_day(self, words: str, about: set[Id]) -> list[Entry]:
        parts = _CITE.match(words.strip())
        when = self._tried(parts["when"]) if parts else None
        if when is None:
            return []
        fits = [e for e in self.case.entries if e.when.edtf[:10] == when.edtf[:10] and _is_about(e, about)]
        aside = folded(parts["aside"]) if parts and parts["aside"] else ""
        if not aside:
            return fits
        for told in (lambda e: e.origin.words(), self._file, lambda e: e.event):
            if some := [e for e in fits if aside in folded(told(e))]:
                return some
        return []

    def _file(self, entry: Entry) -> str:
        return " ".join(self.case.documents[c.document].name for c in entry.cites if c.document in self.case.documents)


def _is_about(entry: Entry, about: set[Id]) -> bool:
    return not about or not entry.children or bool(about & set(entry.children))


def _parts_cited(words: str) -> Iterator[str]:
    for part in _APART.split(words):
        pieces = re.split(r",\s*(?=\d)", part)
        yield from (piece.strip() for piece in pieces if piece.strip())


def listed_in(words: str) -> tuple[str, ...]:
    """Return the parts of a cell, each after a semicolon, on a line of its own or after a bullet."""
    return tuple(part.strip(" \t-•*") for part in _LINES.split(words) if part.strip(" \t-•*"))


def said_yes(words: str) -> bool | None:
    """Return whether a cell says yes or no; None where it says neither."""
    plain = folded(words)
    return True if plain in YES else False if plain in NO else None
