"""GEDCOM INDI records as people, with their homes where the file tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from chronology.intake.ids import IdMaker
from chronology.readers.families.structures import DateRead, Structure
from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.readers.hygiene import without_stacked_marks
from chronology.record.dates import UNDATED, When
from chronology.record.people import About, Fact, Gender, Life, NameKind, OtherName, Person, Place
from chronology.record.sources import Citation, Document

Warner = Callable[[int, str], None]

_GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE, "X": Gender.OTHER}
_NAME_KINDS = {
    "birth": NameKind.BIRTH,
    "maiden": NameKind.BIRTH,
    "married": NameKind.MARRIED,
    "aka": NameKind.KNOWN_AS,
    "nickname": NameKind.NICKNAME,
    "nick": NameKind.NICKNAME,
    "former": NameKind.FORMER,
}
_FACTS = {
    "CHR": "christening", "BAPM": "baptism", "BARM": "bar mitzvah", "BASM": "bat mitzvah", "CONF": "confirmation",
    "FCOM": "first communion", "BLES": "blessing", "BURI": "burial", "CREM": "cremation", "CENS": "census",
    "EMIG": "emigration", "IMMI": "immigration", "NATU": "naturalisation", "GRAD": "graduation", "RETI": "retirement",
    "PROB": "probate", "WILL": "will", "OCCU": "occupation", "EDUC": "education", "RELI": "religion",
    "NATI": "nationality", "TITL": "title", "EVEN": "event", "FACT": "fact", "DSCR": "description",
    "CAST": "group", "PROP": "property", "ADOP": "adoption", "IDNO": "number", "SSN": "number", "ORDN": "ordination",
    "CHRA": "adult christening", "NMR": "number of marriages", "NCHI": "number of children",
}  # fmt: skip
_ABOUT = {
    "ethnicity": "ethnicity", "ethnic origin": "ethnicity", "ethnic group": "ethnicity", "heritage": "ethnicity",
    "culture": "culture", "cultural background": "culture",
    "language": "language", "first language": "language", "mother tongue": "language",
}  # fmt: skip
"""TYPE of a FACT or EVEN, folded, and what of a person it tells; GEDCOM has no line of its own for it."""
_LIVES = {life.value: life for life in Life}
_LIVING_AS = {place.value: place for place in Place}
_NAME_TAGS = {"_AKA": NameKind.KNOWN_AS, "_MARNM": NameKind.MARRIED, "ALIA": NameKind.KNOWN_AS}
_NOTE_TAGS = frozenset({"NOTE", "SNOTE"})
_TEXT_TAGS = frozenset({"CONT", "CONC"})
_EVENT_TAGS = frozenset({"DATE", "PLAC", "TYPE", "AGE", "CAUS", "ADDR"}) | _NOTE_TAGS | _TEXT_TAGS
_SEXES = frozenset({"", "M", "F", "X", "U", "N"})
_SEX_WORDS = frozenset({"MALE", "FEMALE"})
_LINK_TAGS = frozenset({"PEDI", "STAT", "_FREL", "_MREL", "_PARENT"}) | _NOTE_TAGS
LONGEST_NAME = 300
"""Characters of a name that are kept as the name; the whole is kept in the note."""


def cite(structure: Structure, source: Document) -> tuple[Citation, ...]:
    """Return the citation of the place that a record begins at."""
    return (Citation(document=source.id, place=structure.place, row=structure.line),)


def dated(structure: Structure | None, warn: Warner) -> When:
    """Return the date below a structure, undated where there is none; a doubt is a warning."""
    found = structure.first("DATE") if structure else None
    if found is None:
        return UNDATED
    if isinstance(found, DateRead):
        when, doubt = found.when, found.doubt
    else:
        when, doubt = read_gedcom_date(found.whole_text(), found.text("PHRASE"))
    if doubt:
        warn(found.line, doubt)
    return when


def person_of(
    structure: Structure, *, source: Document, ids: IdMaker, notes: Mapping[str, str], warn: Warner
) -> Person:
    """Return the person that an INDI record tells of; what there is no field for is carried."""
    name, given, surname, others, long_name = _names(structure, warn)
    birth, death = _main(structure, "BIRT"), _main(structure, "DEAT")
    sex = structure.text("SEX").strip().upper()
    if sex[:1] not in _SEXES or (len(sex) > 1 and sex not in _SEX_WORDS):
        warn(structure.line, "the sex is none that is known here: gender not known, kept as written")
    words = [note_words(n, notes, warn) for n in structure.all("NOTE", "SNOTE")]
    subject = structure.text("_SUBJECT").strip().upper()
    restriction = structure.text("RESN").strip()
    if restriction:
        warn(structure.line, f"its file marks this person {restriction[:40]}: decide what may be shared")
    born, died = dated(birth, warn), dated(death, warn)
    gender = _GENDERS.get(sex[:1], Gender.UNKNOWN) if sex in _SEXES or sex in _SEX_WORDS else Gender.UNKNOWN
    return Person(
        id=ids.make("person", structure.xref or f"line {structure.line}"),
        name=name,
        given=given,
        surname=surname,
        names=others,
        gender=gender,
        birth=born,
        death=died,
        is_dead=_is_dead(structure),
        life=_life(structure, death),
        place=_LIVING_AS.get(structure.text("_PLACE").strip(), Place.FAMILY),
        role=structure.text("_ROLE").strip(),
        is_subject=subject in {"Y", "YES"},
        facts=tuple(_facts(structure, birth, death, notes, warn)),
        about=_about(structure),
        ref=structure.xref,
        note="\n".join(w for w in [*words, long_name] if w),
        cites=cite(structure, source),
        carried=tuple(one.carried() for one in structure.below or () if _is_carried(one, notes)),
    )


def _main(structure: Structure, tag: str) -> Structure | None:
    """Return the event that dates a life: the first with a date, else the first."""
    return next((e for e in structure.all(tag) if _says_when(e)), structure.first(tag))


def _says_when(event: Structure) -> bool:
    found = event.first("DATE")
    return found is not None and bool(found.value.strip() or found.text("PHRASE").strip())


def _life(structure: Structure, death: Structure | None) -> Life:
    """Return whether somebody was born, or how the pregnancy ended."""
    said = structure.text("_LIFE").strip()
    if said in _LIVES:
        return _LIVES[said]
    return Life.STILLBIRTH if death is not None and _is_stillborn(death) else Life.BORN


def _is_stillborn(death: Structure) -> bool:
    """Return whether a death is one before birth, as 5.5.1 (AGE) or older programs (DATE) write it."""
    return "STILLBORN" in f"{death.text('AGE')} {death.text('DATE')}".upper()


def _is_dead(structure: Structure) -> bool:
    if any(e.value.strip().upper() != "N" for e in structure.all("DEAT")):
        return True
    return structure.first("BURI", "CREM") is not None


def _is_carried(one: Structure, notes: Mapping[str, str]) -> bool:
    """Return whether a line says what no field of a person, a tie or a residence holds."""
    below = {b.tag for b in one.below or ()}
    match one.tag:
        case "CONT" | "CONC" | "_SUBJECT" | "_ROLE":
            return False
        case "_LIFE":
            return one.value.strip() not in _LIVES
        case "_PLACE":
            return one.value.strip() not in _LIVING_AS
        case "SEX":
            return one.value.strip().upper() not in _SEXES or bool(below)
        case "NOTE" | "SNOTE":
            return bool(one.pointer and one.pointer not in notes) or not below <= _TEXT_TAGS
        case "NAME":
            return not below <= {"GIVN", "SURN", "NICK", "TYPE"} | _TEXT_TAGS or "TYPE" in below
        case "FAMC":
            return not below <= _LINK_TAGS or one.text("STAT").strip().casefold() == "proven"
        case "FAMS":
            return bool(below)
        case "ADOP":
            return not below <= _EVENT_TAGS | {"FAMC"}
        case "RESI":
            return not below <= _EVENT_TAGS | {"_HOME"} or not _has_kept_notes(one, notes)
        case _ if one.tag in _FACTS or one.tag in {"BIRT", "DEAT"}:
            return not below <= _EVENT_TAGS or not _has_kept_notes(one, notes)
        case _ if one.tag in _NAME_TAGS:
            return bool(one.pointer or below)
        case _:
            return True


def _has_kept_notes(one: Structure, notes: Mapping[str, str]) -> bool:
    return all(n.pointer in notes for n in one.all("NOTE", "SNOTE") if n.pointer)


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
        after = after.replace("/", " ")
        plain = " ".join(f"{before} {inside} {after}".split())
        if at == 0:
            name = plain
            given = line.text("GIVN").strip() or " ".join(f"{before} {after}".split() if not inside else before.split())
            surname = line.text("SURN").strip() or " ".join(inside.split())
            given, surname = given[:LONGEST_NAME], surname[:LONGEST_NAME]
        elif plain and plain != name:
            said = line.first("TYPE")
            words = (said.value.strip() or "") if said else ""
            if said is not None and words.upper() == "OTHER":
                words = said.text("PHRASE").strip()
            kind = _NAME_KINDS.get(words.casefold(), NameKind.KNOWN_AS)
            others.append(OtherName(text=plain, kind=kind))
        nicks = (one.value.strip() for one in line.all("NICK"))
        others += [OtherName(text=n[:LONGEST_NAME], kind=NameKind.NICKNAME) for n in nicks if n and n != plain]
    for line in structure.all(*_NAME_TAGS):
        plain = " ".join(without_stacked_marks(line.whole_text())[0].replace("/", " ").split())[:LONGEST_NAME]
        if line.pointer:
            warn(line.line, f"its file says that this person may be the record {line.pointer}: kept apart")
        elif plain and plain != name:
            others.append(OtherName(text=plain, kind=_NAME_TAGS[line.tag]))
    return name, given, surname, tuple(dict.fromkeys(others)), long_name


def unsaid(line: int, message: str) -> None:
    """Take a doubt that was said before."""


def note_words(note: Structure, notes: Mapping[str, str], warn: Warner) -> str:
    """Return a note's text, its record's where it points to one; a pointer to nothing is a warning."""
    if not note.pointer:
        return note.whole_text()
    if note.pointer not in notes:
        warn(note.line, f"it names the note {note.pointer}, which is not in the file")
    return notes.get(note.pointer, "")


def _facts(
    structure: Structure, birth: Structure | None, death: Structure | None, notes: Mapping[str, str], warn: Warner
) -> Iterator[Fact]:
    """Yield the dated facts of a life, and what is told of birth and death beyond their dates."""
    dates: dict[str, str] = {}
    for one in structure.below or ():
        is_end = one.tag in {"BIRT", "DEAT"}
        if not is_end and one.tag not in _FACTS:
            continue
        is_main = one is birth or one is death
        value = one.whole_text().strip()
        said = [] if value.upper() in {"", "Y", "N"} else [value]
        kind = one.text("TYPE").strip()
        if is_end:
            label = "birth" if one.tag == "BIRT" else "death"
            if not is_main:
                label += ", also recorded"
        elif one.tag in {"EVEN", "FACT"} and kind:
            label, kind = kind, ""
        else:
            label = _FACTS[one.tag]
        when = dated(one, _unsaid if is_main else warn)
        if is_end and dates.setdefault(one.tag, when.edtf) != when.edtf:
            warn(one.line, f"{label}: another date than the one before; both are kept")
        if is_main and not said and all(line.tag == "DATE" for line in one.below or ()):
            continue
        age = one.text("AGE")
        noted = [note_words(n, notes, warn) for n in one.all("NOTE", "SNOTE")]
        words = said_once((kind, *said, one.text("CAUS"), f"age {age}" if age else "", *noted, address_of(one)))
        place = one.text("PLAC").strip()
        told = "; ".join(words).strip()
        if told or place or (not is_main and (when.as_written or value.upper() == "Y")):
            yield Fact(what=label, words=told, when=when, place=place)


def said_once(words: Iterable[str]) -> list[str]:
    """Return words without those that others of them hold already as a part: an export writes one that says all of an event."""
    told = [w for w in words if w.strip()]
    parts = [f"; {'; '.join(part.strip() for part in w.split(';'))}; " for w in told]
    return [
        w
        for at, w in enumerate(told)
        if not any(
            parts[at] in other and (place < at or parts[at] != other)
            for place, other in enumerate(parts)
            if place != at
        )
    ]


def _about(structure: Structure) -> About:
    """Return what a person's own facts say of heritage, culture and language, several parted by semicolons."""
    said: dict[str, list[str]] = {}
    for one in structure.all("FACT", "EVEN"):
        field, words = _ABOUT.get(" ".join(one.text("TYPE").casefold().split())), " ".join(one.whole_text().split())
        if field and words.upper() not in {"", "Y", "N"}:
            said.setdefault(field, []).append(words)
    return About.model_validate({field: "; ".join(dict.fromkeys(words)) for field, words in said.items()})


def _unsaid(line: int, message: str) -> None:
    """Take a doubt that was said before."""


def address_of(one: Structure) -> str:
    """Return the postal address below a line, on one line; empty where there is none."""
    found = one.first("ADDR")
    if found is None:
        return ""
    parts = [found.whole_text(), *(b.value for b in found.below or () if b.tag not in {"CONT", "CONC"})]
    return ", ".join(" ".join(part.split()) for part in parts if part.strip())
