"""The fields of the export screen: which of them each thing that is made has, and the option of the command that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from tui.export_choices import (
    ASCII,
    BY_AGE,
    BY_ROLE,
    BY_WORD,
    CIRCLES,
    FAMILY,
    HAS_PROFILE,
    HOUSEHOLD,
    OWN_PROFILE,
    SIBLINGS,
    WHAT,
    audiences,
    profiles_for,
)

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person

COMMAND_OF: Mapping[str, str] = {
    "genogram": "genogram",
    "chronology": "chronology",
    "page": "child",
    "lanes": "child",
    "ecomap": "ecomap",
    "pack": "assessment",
    "plan": "plan",
    "supervision": "supervision",
    "gedcom": "export",
    "bundle": "bundle",
}
"""The command that makes the same."""


class Kind(Enum):
    """How a field is filled in."""

    ONE = "one of a few"
    SEVERAL = "several of a list"
    LINE = "a line"
    DAY = "a day"
    DAYS = "days, with a semicolon between"


@dataclass(frozen=True)
class ExportField:
    """One field of the screen."""

    key: str
    label: str
    option: str
    """The option of the command that says the same."""
    kind: Kind
    of: frozenset[str]
    """What is made with it."""
    tells: str = ""
    """How it is filled in, where that is not plain."""
    answers: tuple[tuple[str, str], ...] = ()
    """Of one of a few: the values and what they are called, where they are always the same."""


_OUTSIDE = frozenset(WHAT) - {"bundle", "plan", "supervision"}
_DRAWINGS = frozenset({"genogram", "ecomap"})
_OF_A_DAY = frozenset(WHAT) - {"gedcom", "bundle"}
_MARKED = frozenset({"genogram", "gedcom"})


def _one(key: str, label: str, option: str, of: frozenset[str], *answers: tuple[str, str]) -> ExportField:
    return ExportField(key, label, option, Kind.ONE, of, answers=answers)


FIELDS: tuple[ExportField, ...] = (
    _one("what", "What", "", frozenset(WHAT)),
    _one("child", "Of", "--child", frozenset(WHAT) - {"bundle"}),
    _one("audience", "For", "--redact", _OUTSIDE),
    ExportField("parent", "Which parent", "--for", Kind.LINE, _OUTSIDE, "empty: what any parent may see"),
    ExportField("purpose", "What it is for", "--purpose", Kind.LINE, _OUTSIDE | {"bundle"}),
    _one("roles", "Professionals", "--roles-only", _OUTSIDE, ("", "by name"), (BY_ROLE, "by role alone")),
    _one(
        "names",
        "Names in words",
        "--pseudonyms",
        _OUTSIDE,
        ("", "left out until somebody decides"),
        (BY_WORD, "replaced by a word for each person"),
    ),
    ExportField(
        "to", "Who can open it", "--to", Kind.LINE, frozenset({"bundle"}), "age1…, or a file; ; between several"
    ),
    _one("profile", "Profile", "--profile", HAS_PROFILE),
    ExportField(
        "profile_file", "Profile's file", "--profile", Kind.LINE, frozenset({"chronology", "pack"}), "FILE.toml"
    ),
    _one("gedcom", "Version", "--gedcom", frozenset({"gedcom"}), ("5.5.1", "5.5.1, which most read"), ("7.0", "7.0")),
    _one("form", "Form", "--output", frozenset(WHAT)),
    ExportField("file", "File", "--output", Kind.LINE, frozenset(WHAT)),
    ExportField("start", "From", "--from", Kind.DAY, frozenset({"chronology"}), "the first day"),
    ExportField("end", "To", "--to", Kind.DAY, frozenset({"chronology"}), "the last day"),
    ExportField("agencies", "Only agency", "--only-agency", Kind.SEVERAL, frozenset({"chronology"}), "every agency"),
    ExportField(
        "template",
        "Word template",
        "--template",
        Kind.LINE,
        frozenset({"chronology", "pack"}),
        "FILE.docx; empty: none",
    ),
    _one(
        "centre", "In the middle", "--household", frozenset({"ecomap"}), ("", "the child"), (HOUSEHOLD, "the household")
    ),
    _one("drawn", "Drawn as", "--circles", frozenset({"ecomap"}), ("", "an ecomap"), (CIRCLES, "network circles")),
    _one(
        "siblings",
        "Lanes of",
        "--siblings",
        frozenset({"lanes"}),
        ("", "this child alone"),
        (SIBLINGS, "brothers and sisters below"),
    ),
    _one("axis", "Along", "--by-age", frozenset({"lanes"}), ("", "the dates"), (BY_AGE, "the child's age")),
    ExportField("as_at", "As at", "--as-at", Kind.DAYS, _OF_A_DAY, "a day; empty: today"),
    ExportField(
        "known_on",
        "As known on",
        "--known-on",
        Kind.DAY,
        frozenset({"genogram", "chronology", "page", "lanes", "ecomap"}),
        "a day; empty: everything",
    ),
    ExportField("marks", "Marks shown", "--show", Kind.SEVERAL, _MARKED, "no sensitive marks"),
    _one(
        "fill",
        "Symbols filled",
        "--fill",
        frozenset({"genogram"}),
        ("health", "by health"),
        ("heritage", "by heritage"),
    ),
    ExportField(
        "generations", "Generations", "--generations", Kind.LINE, frozenset({"genogram"}), "round the child; empty: 3"
    ),
    _one(
        "paper",
        "Paper",
        "--paper",
        frozenset({"genogram"}),
        ("auto", "A4 or A3, else linked sheets"),
        ("a4", "A4"),
        ("a3", "A3"),
        ("one", "one page, however large"),
    ),
    ExportField("dpi", "Dots an inch", "--dpi", Kind.LINE, frozenset({"genogram"}), "36 to 600; empty: 200"),
    ExportField("width", "Columns", "--width", Kind.LINE, frozenset({"genogram"}), "of a screen; empty: as it takes"),
    _one("signs", "Signs", "--ascii", frozenset({"genogram"}), ("", "drawn lines"), (ASCII, "ASCII alone")),
    ExportField("title", "Title", "--title", Kind.LINE, _DRAWINGS),
    ExportField("author", "Made by", "--author", Kind.LINE, _OF_A_DAY),
)
"""Every field, in the order in which they stand."""

ONLY_IN = {"paper": "pdf", "dpi": "png", "width": "txt", "signs": "txt"}
"""What is asked for in one form alone."""

NOT_OFFERED: Mapping[str, str] = {
    "--columns": "says how plain files are read; a case file has been read",
    "--agency": "says how plain files are read; a case file has been read",
    "--hidden-rows": "says how plain files are read; a case file has been read",
    "--identity": "the case file is open",
    "--passphrase-file": "the case file is open",
    "--practice": "a council's practice data is in force for the whole app (`KINLINE_PRACTICE`, `practice.toml`)",
    "--lanes": "the lanes are an answer to What, with a file of their own",
    "--json": "prints on the command line; in the app it is a form that is written",
    "--help": "F1",
}
"""Options of the commands that have no field, each with the reason."""


def is_asked(field: ExportField, words: Mapping[str, str]) -> bool:
    """Return whether a field is asked for beside what else stands on the screen."""
    from chronology.disclosure.audiences import AUDIENCES

    what = words.get("what", "")
    audience = AUDIENCES.get(words.get("audience", "")) if what in _OUTSIDE else None
    if what not in field.of:
        return False
    if field.key == "parent":
        return audience is not None and audience.needs_parent
    if field.key in {"roles", "names"} or (field.key == "purpose" and what != "bundle"):
        return audience is not None
    if field.key == "child" and what == "gedcom":
        return audience is not None
    if field.key == "profile_file":
        return words.get("profile") == OWN_PROFILE
    if field.key == "form":
        return len(WHAT[what][1]) > 1
    return field.key not in ONLY_IN or words.get("form") == ONLY_IN[field.key]


def answers_of(field: ExportField, what: str, children: tuple[Person, ...]) -> Mapping[str, str]:
    """Return what a field of one of a few may be, and what each is called."""
    if field.answers:
        return dict(field.answers)
    if field.key == "what":
        return {key: words for key, (words, _) in WHAT.items()}
    if field.key == "child":
        return {FAMILY: "Every subject child, the family"} | {child.id: child.shown_name for child in children}
    if field.key == "audience":
        return audiences()
    if field.key == "form":
        return {ending: f".{ending}" for ending in WHAT[what][1]}
    own = {OWN_PROFILE: "a profile of our own, in a file"} if what != "genogram" else {}
    return dict(profiles_for(what)) | own if what in HAS_PROFILE else {}


def several_of(field: ExportField, case: CaseFile) -> Mapping[str, str]:
    """Return what a field of several may hold, and what each is called."""
    if field.key == "agencies":
        from exporters.documents.agencies import agencies_with_counts

        return {name: f"{name} ({count})" for name, count in agencies_with_counts(case).items()}
    from exporters.genogram.chosen import MEANINGS

    return {mark.value: f"{mark.value}: {words}" for mark, words in MEANINGS.items()}
