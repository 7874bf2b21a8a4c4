"""GEDCOM INDI records as people, with their homes where the file tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from chronology.intake.ids import IdMaker
from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.readers.gedcom.tree import Structure
from chronology.readers.hygiene import comparable, without_stacked_marks
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Fact, Gender, Life, NameKind, OtherName, Person
from chronology.record.sources import Citation, Document
from chronology.record.values import Id, Record

Warner = Callable[[int, str], None]

_GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE, "X": Gender.OTHER}
_NAME_KINDS = {
    "birth": NameKind.BIRTH,
    "maiden": NameKind.BIRTH,
    "married": NameKind.MARRIED,
    "aka": NameKind.KNOWN_AS,
    "nickname": NameKind.NICKNAME,
    "former": NameKind.FORMER,
}
_FACTS = {
    "CHR": "christening", "BAPM": "baptism", "BARM": "bar mitzvah", "BASM": "bat mitzvah", "CONF": "confirmation",
    "FCOM": "first communion", "BLES": "blessing", "BURI": "burial", "CREM": "cremation", "CENS": "census",
    "EMIG": "emigration", "IMMI": "immigration", "NATU": "naturalisation", "GRAD": "graduation", "RETI": "retirement",
    "PROB": "probate", "WILL": "will", "OCCU": "occupation", "EDUC": "education", "RELI": "religion",
    "NATI": "nationality", "TITL": "title", "RESI": "residence", "EVEN": "event", "FACT": "fact", "DSCR": "description",
    "CAST": "group", "PROP": "property", "ADOP": "adoption", "IDNO": "number", "SSN": "number", "ORDN": "ordination",
    "CHRA": "adult christening", "NMR": "number of marriages", "NCHI": "number of children",
}  # fmt: skip
_TAKEN = {"NAME", "SEX", "BIRT", "DEAT", "FAMC", "FAMS", "ASSO", "NOTE", "SNOTE", "TWIN", "_TWIN", "_SUBJECT", *_FACTS}
_PLAIN_EVENT = {"DATE", "PLAC", "TYPE", "NOTE", "AGE", "CONT", "CONC"}
LONGEST_NAME = 300
"""Characters of a name that are kept as the name; the whole is kept in the note."""


def cite(structure: Structure, source: Document) -> tuple[Citation, ...]:
    """Return the citation of the line that a record begins on."""
    return (Citation(document=source.id, place=f"line {structure.line}", row=structure.line),)


def dated(structure: Structure | None, warn: Warner) -> When:
    """Return the date below a structure, undated where there is none; a doubt is a warning."""
    found = structure.first("DATE") if structure else None
    if found is None:
        return UNDATED
    when, doubt = read_gedcom_date(found.whole_text(), found.text("PHRASE"))
    if doubt:
        warn(found.line, doubt)
    return when


def person_of(
    structure: Structure, *, source: Document, ids: IdMaker, notes: Mapping[str, str], warn: Warner
) -> Person:
    """Return the person that an INDI record tells of; what there is no field for is carried."""
    name, given, surname, others, long_name = _names(structure, warn)
    birth, death = structure.first("BIRT"), structure.first("DEAT")
    sex = structure.text("SEX").strip().upper()[:1]
    words = [_note_words(n, notes) for n in structure.all("NOTE", "SNOTE")]
    stillborn = "STILLBORN" in (death.text("AGE").upper() if death else "")
    subject = structure.text("_SUBJECT").strip().upper()
    return Person(
        id=ids.make("person", structure.xref or f"line {structure.line}"),
        name=name,
        given=given,
        surname=surname,
        names=others,
        gender=_GENDERS.get(sex, Gender.UNKNOWN),
        birth=dated(birth, warn),
        death=dated(death, warn),
        is_dead=(death is not None and death.value.strip().upper() != "N") or structure.first("BURI", "CREM") is not None,
        life=Life.STILLBIRTH if stillborn else Life.BORN,
        is_subject=subject in {"Y", "YES"},
        facts=tuple(_facts(structure, warn)),
        ref=structure.xref,
        note="\n".join(w for w in [*words, long_name] if w),
        cites=cite(structure, source),
        carried=tuple(one.carried() for one in structure.below or () if _is_carried(one)),
    )


def _is_carried(one: Structure) -> bool:
    if one.tag not in _TAKEN:
        return True
    if one.tag in {"BIRT", "DEAT", *_FACTS}:
        return any(b.tag not in _PLAIN_EVENT for b in one.below or ())
    if one.tag == "NAME":
        return any(b.tag not in {"GIVN", "SURN", "NICK", "TYPE", "CONT", "CONC"} for b in one.below or ())
    return one.tag == "ASSO"


def _names(structure: Structure, warn: Warner) -> tuple[str, str, str, tuple[OtherName, ...], str]:
    name = given = surname = long_name = ""
    others: list[OtherName] = []
    for at, line in enumerate(structure.all("NAME")):
        text, stacked = without_stacked_marks(line.whole_text())
        if stacked:
            warn(line.line, f"{stacked} combining marks stacked on letters of the name were taken out")
        if len(text) > LONGEST_NAME:
            warn(line.line, f"the name has {len(text)} characters: shown shortened, kept whole in the note")
            long_name, text = text, text[:LONGEST_NAME]
        before, _, rest = text.partition("/")
        inside, _, after = rest.partition("/")
        plain = " ".join(f"{before} {inside} {after}".split())
        if at == 0:
            name = plain
            given = line.text("GIVN").strip() or " ".join(f"{before} {after}".split() if not inside else before.split())
            surname = line.text("SURN").strip() or " ".join(inside.split())
            given, surname = given[:LONGEST_NAME], surname[:LONGEST_NAME]
        elif plain and plain != name:
            kind = _NAME_KINDS.get(line.text("TYPE").strip().casefold(), NameKind.KNOWN_AS)
            others.append(OtherName(text=plain, kind=kind))
        nick = line.text("NICK").strip()
        if nick and nick != plain:
            others.append(OtherName(text=nick[:LONGEST_NAME], kind=NameKind.NICKNAME))
    return name, given, surname, tuple(dict.fromkeys(others)), long_name


def _note_words(note: Structure, notes: Mapping[str, str]) -> str:
    return notes.get(note.pointer, "") if note.pointer else note.whole_text()


def _facts(structure: Structure, warn: Warner) -> Iterator[Fact]:
    for one in structure.below or ():
        label = _FACTS.get(one.tag)
        if label is None:
            continue
        kind = one.text("TYPE").strip()
        if one.tag in {"EVEN", "FACT"} and kind:
            label, kind = kind, ""
        words = [kind, one.whole_text() if one.value.strip() not in {"", "Y"} else "", one.text("NOTE"), _address(one)]
        when = dated(one, warn)
        place = one.text("PLAC").strip()
        if any(words) or place or not when.is_undated or one.value.strip() == "Y":
            yield Fact(what=label, words="; ".join(w for w in words if w), when=when, place=place)
    birth = structure.first("BIRT")
    if birth is not None and birth.text("PLAC"):
        yield Fact(what="born at", place=birth.text("PLAC").strip(), when=dated(birth, lambda *_: None))
    death = structure.first("DEAT")
    if death is not None and (death.text("PLAC") or death.text("CAUS")):
        yield Fact(what="died", words=death.text("CAUS"), place=death.text("PLAC").strip())


def _address(one: Structure) -> str:
    found = one.first("ADDR")
    if found is None:
        return ""
    parts = [found.whole_text(), *(b.value for b in found.below or () if b.tag not in {"CONT", "CONC"})]
    return ", ".join(" ".join(part.split()) for part in parts if part.strip())


def twin_pointers(structure: Structure) -> Iterator[str]:
    """Yield the ids of those whom the file itself calls twins of this person."""
    for one in structure.all("TWIN", "_TWIN"):
        if one.pointer:
            yield one.pointer


def residences_of(
    people: Sequence[tuple[Structure, Person]], *, case: CaseFile, source: Document, ids: IdMaker
) -> list[Record]:
    """Return homes and who lived there, where RESI lines give an address; one address is one home."""
    homes: dict[str, Household] = {comparable(h.address): h for h in case.households.values() if h.address}
    made: list[Record] = []
    for structure, person in people:
        for at, one in enumerate(structure.all("RESI")):
            address = _address(one) or " ".join(one.whole_text().split()) or one.text("PLAC").strip()
            if not address:
                continue
            key = comparable(address)
            if key not in homes:
                name = one.text("NOTE").split("\n", maxsplit=1)[0].strip() or address.split(",", maxsplit=1)[0]
                homes[key] = Household(
                    id=ids.make("household", key), name=name, address=address, cites=cite(one, source)
                )
                made.append(homes[key])
            made.append(_residence(one, person.id, homes[key].id, ids.make("residence", f"{structure.xref} {at}"), source))
    return made


def _residence(one: Structure, person: Id, home: Id, identity: Id, source: Document) -> Residence:
    words = one.text("TYPE").strip()
    footing = next((f for f in Footing if f.value == words.casefold()), Footing.HOME if not words else Footing.NOT_RECORDED)
    return Residence(
        id=identity,
        person=person,
        household=home,
        footing=footing,
        when=dated(one, lambda *_: None),
        words=words if footing is Footing.NOT_RECORDED else "",
        cites=cite(one, source),
    )
