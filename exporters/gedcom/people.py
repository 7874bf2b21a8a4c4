"""A person as an INDI record: names, life, facts, homes, ties to others, and what an earlier file said besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Fact, Gender, Life, NameKind, OtherName, Person, Place
from chronology.record.sources import Carried, Standing, Stated
from exporters.gedcom.dates import gedcom_date
from exporters.gedcom.lines import Node, Version
from exporters.genogram.chosen import Sensitive
from exporters.genogram.notation import is_secret, tells_of_addiction, tells_of_harm, tells_of_the_mind

_SEXES = {Gender.MALE: "M", Gender.FEMALE: "F", Gender.OTHER: "X", Gender.NON_BINARY: "X", Gender.UNKNOWN: "U"}
_NAME_TYPES = {
    NameKind.BIRTH: ("birth", "BIRTH"),
    NameKind.MARRIED: ("married", "MARRIED"),
    NameKind.KNOWN_AS: ("aka", "AKA"),
    NameKind.FORMER: ("former", "OTHER"),
    NameKind.NICKNAME: ("nickname", "OTHER"),
}
EVENTS = {
    "christening": "CHR", "baptism": "BAPM", "bar mitzvah": "BARM", "bat mitzvah": "BASM", "confirmation": "CONF",
    "first communion": "FCOM", "blessing": "BLES", "burial": "BURI", "cremation": "CREM", "census": "CENS",
    "emigration": "EMIG", "immigration": "IMMI", "naturalisation": "NATU", "graduation": "GRAD", "retirement": "RETI",
    "probate": "PROB", "will": "WILL", "ordination": "ORDN", "adult christening": "CHRA", "adoption": "ADOP",
}  # fmt: skip
ATTRIBUTES = {
    "occupation": "OCCU", "education": "EDUC", "religion": "RELI", "nationality": "NATI", "title": "TITL",
    "description": "DSCR", "group": "CAST", "property": "PROP",
}  # fmt: skip
COUNTS = {"number of marriages": "NMR", "number of children": "NCHI"}
"""Attributes whose value is a number and nothing else."""
HELD = frozenset(
    {
        *EVENTS.values(),
        *ATTRIBUTES.values(),
        "NAME",
        "BIRT",
        "DEAT",
        "EVEN",
        "FACT",
        "RESI",
        "ASSO",
        "FAMC",
        "FAMS",
        "IDNO",
        "SSN",
    }
)
"""Tags of a person's lines that are written from what is recorded."""
STEPS = frozenset({"MARR", "ENGA", "DIV", "ANUL", "SEPA", "_SEPR", "_SEPARATED", "_LIV", "_COHABITATION", "_STATUS"})
_PLACES = frozenset({"ADDR", "PLAC", "_HOME", "PHON", "EMAIL", "FAX", "WWW", "NOTE"})
"""Lines below a home that tell where it is; none is given back where the address is not written."""
_ENDS = {"birth": "BIRT", "death": "DEAT"}
_COUNTED = re.compile(r"(?P<number>[0-9]+)(?:; |\Z)")
"""A number, and what else was said of it."""
_ALSO = ", also recorded"
_ABOUT = {"ethnicity": "Ethnicity", "culture": "Culture", "language": "Language", "faith": "Religion"}


def dated(node: Node, when: When, version: Version) -> None:
    """Put a date below a line: its value, and in 7.0 its own words; words that cannot be placed stand alone."""
    value = gedcom_date(when)
    words = when.as_written.strip()
    if version is Version.V7:
        if value or words:
            line = node.add("DATE", value)
            if words and words.upper() != value:
                line.add("PHRASE", words)
    elif value:
        node.add("DATE", value)
    elif words:
        node.add("DATE", f"({words.strip('()')})")


def standing_of(node: Node, record: Stated) -> None:
    """Say how far a statement stands, where it is not simply recorded."""
    if record.standing is not Standing.RECORDED:
        node.add("NOTE", f"Standing: {record.standing.value}")


def carried(
    node: Node, some: Iterable[Carried], known: frozenset[str], *, is_foreign: bool, show: Collection[Sensitive]
) -> Counter[str]:
    """Give back what an earlier file said that has no place here; return what is not given back, counted by kind.

    A line about something that is written anyway only adds to it what it says besides: where what it was about has been changed,
    withheld or left out since, it is not given back, so that nothing returns by this way. What tells of a sensitive mark that was not
    asked for is not given back either. What `is_foreign`, of another version than is written, stands under a tag of its own
    ("_CHAN"): its words may not be that version's.
    """
    lost: Counter[str] = Counter()
    told: set[int] = set()
    for one in some:
        if sensitive_words(one) - set(show):
            lost["lines of an earlier file that tell of a sensitive mark"] += 1
            continue
        made, missing = _given_back(one, known)
        lost["lines that name a record which is not here"] += missing
        if made is None:
            continue
        if made.is_pointer and made.tag in {"NOTE", "SNOTE"}:
            # Its words stand in the note already; written twice they would be read twice.
            lost["sources of notes"] += bool(made.below)
            continue
        same = next((line for line in node.below if id(line) not in told and _tells_the_same(line, made)), None)
        is_held = made.tag in HELD or (node.tag == "INDI" and made.tag in COUNTS.values())
        if same is None and (is_held or _is_step(made)):
            lost["lines of an earlier file about what was changed or left out since"] += 1
            continue
        if same is None:
            node.below.append(_own(made) if is_foreign or made.tag == "SEX" else made)
            told.add(id(made))
            continue
        told.add(id(same))
        there = {line.tag for line in same.below}
        there |= {"RELA", "ROLE", "TYPE"} if same.tag == "ASSO" else set()
        there |= _PLACES if same.tag == "RESI" and "ADDR" not in there else set()
        same.below += [_own(line) if is_foreign else line for line in made.below if line.tag not in there]
    return lost


def _is_step(node: Node) -> bool:
    """Return whether a line of a family was read as a step of the couple."""
    return node.tag in STEPS and node.value.strip().upper() != "N"


def sensitive_words(one: Carried) -> set[Sensitive]:
    """Return of which sensitive marks a line of an earlier file tells."""
    found = {
        kind
        for kind, tells in (
            (Sensitive.ABUSE, tells_of_harm),
            (Sensitive.ADDICTION, tells_of_addiction),
            (Sensitive.MENTAL_HEALTH, tells_of_the_mind),
            (Sensitive.SECRETS, is_secret),
        )
        if one.value and tells(one.value)
    }
    return found.union(*(sensitive_words(below) for below in one.children)) if one.children else found


def _own(node: Node) -> Node:
    """Return a line under a tag that no version of GEDCOM has."""
    tag = node.tag if node.tag.startswith("_") else f"_{node.tag}"
    return Node(tag, node.value, node.below, node.xref, node.is_pointer)


def _tells_the_same(line: Node, given_back: Node) -> bool:
    """Return whether a line that was written says what a line given back says, as far as it goes."""
    is_count = line.tag == "EVEN" and COUNTS.get(_below(line, "TYPE")) == given_back.tag
    if (line.tag != given_back.tag and not is_count) or line.is_pointer != given_back.is_pointer:
        return False
    if line.is_pointer:
        return line.value == given_back.value
    if line.tag == "NAME":
        return _letters(line.value) == _letters(given_back.value)
    if line.tag == "NOTE":
        return given_back.value in line.value
    one, two = (read_gedcom_date(_below(node, "DATE"), _phrase(node))[0] for node in (line, given_back))
    if (one.edtf or one.as_written) != (two.edtf or two.as_written):
        return False
    if (
        not is_count
        and line.tag in {"EVEN", "FACT", "RESI"}
        and _below(line, "TYPE").casefold() != _below(given_back, "TYPE").casefold()
    ):
        return False
    empty = {"", "Y"}
    said = given_back.value
    return line.value == said or line.value in empty or said in empty or (is_count and said in line.value.split("; "))


def _below(node: Node, tag: str) -> str:
    return next((line.value for line in node.below if line.tag == tag), "")


def _phrase(node: Node) -> str:
    return next((_below(line, "PHRASE") for line in node.below if line.tag == "DATE"), "")


def _letters(name: str) -> str:
    return " ".join(name.replace("/", " ").split())


def _given_back(one: Carried, known: frozenset[str]) -> tuple[Node | None, int]:
    pointer = one.value.strip()
    is_pointer = len(pointer) > 2 and pointer.startswith("@") and pointer.endswith("@") and " " not in pointer
    if is_pointer and not pointer.startswith("@#") and pointer[1:-1] not in known and pointer != "@VOID@":
        return None, 1
    made = Node(one.tag, pointer[1:-1] if is_pointer else one.value, xref=one.xref, is_pointer=is_pointer)
    lost = 0
    for below in one.children:
        node, missing = _given_back(below, known)
        lost += missing
        if node is not None:
            made.below.append(node)
    return made, lost


def named(record: Node, person: Person, version: Version) -> None:
    """Put the names of a person below the record."""
    nicknames = [name for name in person.names if name.kind is NameKind.NICKNAME]
    if person.name or nicknames:
        line = record.add("NAME", _slashed(person))
        given, surname = _read_back(line.value)
        if person.given and person.given != given:
            line.add("GIVN", person.given)
        if person.surname and person.surname != surname:
            line.add("SURN", person.surname)
        for name in nicknames if version is Version.V7 else nicknames[:1]:
            line.add("NICK", name.text)
    for name in person.names:
        if name in nicknames and (version is Version.V7 or name is nicknames[0]):
            continue
        _further(record, name, version)


def _further(record: Node, name: OtherName, version: Version) -> None:
    old, new = _NAME_TYPES[name.kind]
    line = record.add("NAME", name.text)
    kind = line.add("TYPE", new if version is Version.V7 else old)
    if version is Version.V7 and new == "OTHER":
        kind.add("PHRASE", old)


def _slashed(person: Person) -> str:
    name, surname = " ".join(person.name.split()).replace("/", " "), " ".join(person.surname.split())
    if not surname or surname not in name:
        return name
    at = name.rfind(surname)
    before, after = name[:at].strip(), name[at + len(surname) :].strip()
    if f"{before} {surname} {after}".split() != name.split():
        return name
    return " ".join(part for part in (before, f"/{surname}/", after) if part)


def _read_back(value: str) -> tuple[str, str]:
    before, _, rest = value.partition("/")
    inside, _, after = rest.partition("/")
    return (before.strip() if inside else " ".join(f"{before} {after}".split())), inside.strip()


def lived(record: Node, person: Person, version: Version) -> None:
    """Put sex, birth, death and every fact below the record."""
    record.add("SEX", _SEXES[person.gender])
    facts = list(person.facts)
    for what, tag, when in (("birth", "BIRT", person.birth), ("death", "DEAT", person.death)):
        main = next((fact for fact in facts if fact.what == what), None)
        if main is not None:
            facts.remove(main)
        is_there = bool(when.edtf or when.as_written or main or (tag == "DEAT" and person.is_dead))
        if not is_there:
            continue
        line = record.add(tag, "" if when.edtf or when.as_written or main else "Y")
        dated(line, when, version)
        if main is not None:
            line.text("PLAC", main.place)
            line.text("NOTE", main.words)
    if person.life is not Life.BORN:
        record.add("_LIFE", person.life.value)
    for fact in facts:
        _fact(record, fact, version)
    told = {fact.what.casefold() for fact in person.facts}
    for key, label in _ABOUT.items():
        words = getattr(person.about, key)
        if words and label.casefold() not in told and not (key == "faith" and "religion" in told):
            tag = "RELI" if key == "faith" else "FACT"
            line = record.add(tag, words)
            if tag == "FACT":
                line.add("TYPE", label)


def _fact(record: Node, fact: Fact, version: Version) -> None:
    plain = fact.what.removesuffix(_ALSO)
    words, when = fact.words, fact.when
    has_more = bool(when.edtf or when.as_written or fact.place or words)
    if plain in _ENDS or fact.what in EVENTS:
        line = record.add(_ENDS.get(plain) or EVENTS[fact.what], "" if has_more else "Y")
        line.text("NOTE", words)
    elif fact.what in ATTRIBUTES and words:
        line = record.add(ATTRIBUTES[fact.what], words)
    elif fact.what in COUNTS and (counted := _COUNTED.match(words)):
        line = record.add(COUNTS[fact.what], counted["number"])
        line.text("NOTE", words[counted.end() :])
    else:
        line = record.add("EVEN", words)
        line.add("TYPE", fact.what or "fact")
    dated(line, when, version)
    line.text("PLAC", fact.place)


def homes(record: Node, stays: Iterable[Residence], households: dict[str, Household], version: Version) -> int:
    """Put who lived where below the record, no protected address; return how many homes lose their name or address."""
    lost = 0
    for stay in stays:
        home = households.get(stay.household or "")
        line = record.add("RESI")
        if stay.footing not in {Footing.HOME, Footing.NOT_RECORDED} or (home is None and stay.footing is Footing.HOME):
            line.add("TYPE", stay.footing.value)
        dated(line, stay.when, version)
        line.text("PLAC", stay.words)
        if home is not None and home.address and not home.is_address_protected:
            line.add("ADDR", home.address)
            lost += bool(home.name and home.name != home.address.split(",", maxsplit=1)[0])
        elif home is not None and home.name and not home.is_address_protected:
            line.add("_HOME", home.name)
        elif home is not None:
            lost += 1
        line.text("NOTE", stay.note)
        standing_of(line, stay)
    return lost


def marked(record: Node, person: Person) -> None:
    """Put what only Kinline reads: whether a subject child, how they stand to the family, their role."""
    if person.is_subject:
        record.add("_SUBJECT", "Y")
    if person.place is not Place.FAMILY:
        record.add("_PLACE", person.place.value)
    record.text("_ROLE", person.role)
