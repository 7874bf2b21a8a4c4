"""One row of a list of people as an INDI record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chronology.practice.categories import folded
from chronology.practice.people_columns import answer_of, relationship_of, sex_of
from chronology.readers.families.dates import date_line
from chronology.readers.families.structures import DateRead, RowStructure, as_ref
from chronology.readers.hygiene import comparable
from chronology.readers.tables import Cell, Row
from chronology.record.dates import When

_EVENTS = {"birth": "BIRT", "baptism": "BAPM", "death": "DEAT", "burial": "BURI"}
_TIED = {
    "id", "mother", "father", "partner", "married_to", "twin", "zygosity", "relationship", "of_whom", "responsibility",
    "sex",
}  # fmt: skip
"""Columns that are read once everybody is known."""
_NOT_SHOWN = {"family": "famID", "generation": "generation"}
_CONFIDENTIAL = re.compile(r"\b(?:confidential|withheld|refuge|protected|do not (?:disclose|share))\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\[(.+)\]\Z")


@dataclass(frozen=True)
class Member:
    """A row, and the record that it gave."""

    record: RowStructure
    cells: Mapping[str, str]
    """The words of each column that is understood; columns with nothing in them are left out."""
    name: str

    @property
    def ref(self) -> str:
        """The record's id."""
        return self.record.xref

    @property
    def row(self) -> int:
        """The row that it stands in."""
        return self.record.line


def said(words: str) -> str:
    """Return a cell's words; empty where they only say that nothing is known."""
    plain = words.strip()
    return "" if answer_of(plain) == "none" else plain


def identity_of(words: str) -> str:
    """Return an id as it is compared: without the brackets in which Gramps writes it."""
    found = _BRACKETED.match(words.strip())
    return (found[1] if found else words).strip()


def member_of(
    row: Row,
    columns: Sequence[str],
    written: Sequence[str],
    sheet: str,
    taken: set[str],
    places: Mapping[str, str] | None = None,
) -> Member | None:
    """Return a row's person; None where the row says nothing of anybody. `taken` are the ids in use, and is added to."""
    given: dict[str, Cell] = {}
    extra: list[tuple[str, str]] = []
    for at, cell in enumerate(row.cells):
        column = columns[at] if at < len(columns) else ""
        if not said(cell.text) and not cell.edtf:
            continue
        if column:
            given[column] = cell
        else:
            extra.append(
                (" ".join((written[at] if at < len(written) else "").split()) or f"column {at + 1}", cell.text)
            )
    words = {column: cell.text.strip() for column, cell in given.items()}
    name, first, last = _name(words)
    if not name and not given.keys() & {"id", "sex", "birth", "death", "relationship", "mother", "father", "due"}:
        return None
    record = RowStructure("INDI", "", _ref(words, name, row.number, taken), row.number, sheet)
    _add_names(record, words, name, first, last)
    known_places = places or {}
    for column, tag in _EVENTS.items():
        _add_event(record, column, tag, given, known_places)
    if "due" in given or "unborn" in folded(name).split():
        record.add("_LIFE", "expected")
        if "due" in given and "birth" not in given:
            record.add("BIRT").hang(_date(given["due"], row.number))
    _add_home(record, words)
    role = words.get("role") or words.get("relationship", "")
    if relationship_of(role) == "professional":
        record.add("_PLACE", "professional")
    if "role" in words or relationship_of(role) == "professional":
        record.add("_ROLE", role)
    if "agency" in words:
        record.add("FACT", words["agency"]).add("TYPE", "agency")
    if answer_of(words.get("subject", "")) == "yes":
        record.add("_SUBJECT", "Y")
    elif "subject" in words and answer_of(words["subject"]) != "no":
        record.add("FACT", words["subject"]).add("TYPE", "subject")
    if "note" in words:
        record.add("NOTE", words["note"])
    if "title" in words:
        record.add("TITL", words["title"])
    for column, header in _NOT_SHOWN.items():
        if column in words:
            record.add("_COLUMN", words[column]).add("TYPE", header)
    for header, more in extra:
        record.add("FACT", more.strip()).add("TYPE", header)
    return Member(record, {c: w for c, w in words.items() if c in _TIED}, name)


def _name(words: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the whole name, and the given names and the surname where the table tells them apart."""
    first = " ".join(w for w in (words.get("first", ""), words.get("middle", "")) if w)
    last = " ".join(w for w in (words.get("prefix", ""), words.get("last", "")) if w)
    whole = " ".join(words.get("name", "").split())
    surname, comma, rest = whole.partition(",")
    if comma and "," not in rest and rest.strip() and not first and not last:
        first, last, whole = rest.strip(), surname.strip(), ""
    parts = (first, last, words.get("suffix", ""))
    return whole or " ".join(w for w in parts if w), first, last


def _ref(words: Mapping[str, str], name: str, row: int, taken: set[str]) -> str:
    ref = as_ref(identity_of(words.get("id", ""))) or as_ref(name) or f"row {row}"
    if "id" not in words and ref in taken:
        ref = f"{ref} (row {row})"
    taken.add(ref)
    return ref


def _add_names(record: RowStructure, words: Mapping[str, str], name: str, first: str, last: str) -> None:
    if name:
        line = record.add("NAME", name.replace("/", " "))
        if first or last:
            line.add("GIVN", first)
            line.add("SURN", last)
        for column in ("call", "nickname"):
            if column in words and comparable(words[column]) != comparable(first):
                record.add("NAME", words[column].replace("/", " ")).add("TYPE", "nickname")
    elif "nickname" in words:
        record.add("NAME", words["nickname"].replace("/", " "))
    if "birth_name" in words and comparable(words["birth_name"]) not in {comparable(last), comparable(name)}:
        is_surname = " " not in words["birth_name"] and first
        at_birth = f"{first} {words['birth_name']}" if is_surname else words["birth_name"]
        record.add("NAME", at_birth.replace("/", " ")).add("TYPE", "birth")


def _add_event(
    record: RowStructure, column: str, tag: str, given: Mapping[str, Cell], places: Mapping[str, str]
) -> None:
    date, place, source = (given.get(key) for key in (column, f"{column}_place", f"{column}_source"))
    if date is None and place is None and source is None:
        return
    answer = answer_of(date.text) if date is not None and not date.edtf else ""
    if answer == "no" and place is None and source is None:
        return
    event = record.add(tag, "Y" if answer == "yes" else "")
    if date is not None and not answer:
        event.hang(_date(date, record.line))
    if place is not None:
        event.add("PLAC", places.get(identity_of(place.text), place.text.strip()))
    if source is not None:
        event.add("SOUR", source.text.strip())


def _date(cell: Cell, row: int) -> DateRead:
    if cell.edtf:
        return DateRead(When(edtf=cell.edtf, as_written=cell.text or cell.edtf), row)
    return date_line(" ".join(cell.text.split()), row)


def _add_home(record: RowStructure, words: Mapping[str, str]) -> None:
    """Add where somebody lives: an address is a home, a town alone is not, nor is "as above"."""
    address = ", ".join(
        " ".join(
            line.split(),
        )
        for line in words.get("address", "").splitlines()
        if line.strip()
    )
    if not address:
        return
    is_address = any(letter.isdigit() for letter in address) or "," in address
    home = record.add("RESI", "" if is_address else address)
    if is_address:
        home.add("ADDR", address)
    if _CONFIDENTIAL.search(address):
        home.add("RESN", "confidential")


def sex_codes(members: Sequence[Member], mothers: set[str], fathers: set[str]) -> tuple[dict[str, str], str]:
    """Return what each written sex means, and in words how figures were told or why they could not be.

    Words say it themselves. A figure is female where mothers of this table have it and no father has, and male where it
    is the other way round; a table that shows neither is not guessed at.
    """
    written = {m.cells["sex"] for m in members if "sex" in m.cells}
    codes = {words: sex_of(words) for words in written if sex_of(words)}
    figures = sorted(words for words in written if words.isdigit())
    if not figures:
        return codes, ""
    of = {m.ref: m.cells.get("sex", "") for m in members}
    female = {of[ref] for ref in mothers if of.get(ref, "").isdigit()}
    male = {of[ref] for ref in fathers if of.get(ref, "").isdigit()}
    shown = " and ".join(figures) if len(figures) < 4 else f"{len(figures)} figures"
    if len(female) != 1 or len(male) != 1 or female == male:
        why = "mothers and fathers have the same" if female & male else "no mother and father show which is which"
        return codes, f"the sexes {shown} cannot be told ({why}): gender not known, kept as written"
    woman, man = female.pop(), male.pop()
    told = (
        f"sex {woman} is read as female and {man} as male: every mother of this table has {woman}, every father {man}"
    )
    return codes | {woman: "F", man: "M"}, told
