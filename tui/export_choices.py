"""What the export screen can make, and what was chosen, read from the words on it with every fault under its own field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import KinlineError, UnreadableDate
from tui.typed_paths import is_file, is_folder, is_too_long, path_typed

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id

FAMILY = "family"
"""Stands for every subject child, or the family, where a child is chosen."""
OWN_PROFILE = "file"
"""Stands for a profile of one's own, in a file."""
DRAWING = ("pdf", "svg", "png", "dot", "txt", "json")
WHAT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "genogram": ("Genogram", DRAWING),
    "chronology": ("Chronology", ("docx", "pdf", "html", "xlsx", "csv", "json", "txt")),
    "page": ("A child's page", ("docx", "pdf", "html", "txt", "json")),
    "lanes": ("Lanes of a child's life", ("pdf", "svg", "png", "txt")),
    "ecomap": ("Ecomap", DRAWING),
    "pack": ("Assessment pack", ("docx", "pdf", "html", "txt")),
    "plan": ("The work with a child", ("docx", "pdf", "html", "txt", "json")),
    "supervision": ("Page for supervision", ("docx", "pdf", "html", "txt", "json")),
    "gedcom": ("Family as GEDCOM", ("ged",)),
    "bundle": ("Case file for a colleague", ("age",)),
}
"""What can be made, and the endings of its files, the usual one first."""
ONE_CHILDS = frozenset({"page"})
"""What is of one child at a time."""
ONE_EACH = frozenset({"chronology", "ecomap", "lanes", "plan"})
"""What becomes one file for each subject child where no child is chosen."""
DRAWN = frozenset({"genogram", "lanes", "ecomap", "gedcom"})
"""What is a drawing, or lines of its own, whose text is not wrapped."""
HAS_PROFILE = frozenset({"genogram", "chronology", "pack"})
LISTED = "\n"
"""What stands between several that were chosen of a list: a name may hold a semicolon."""
FOR_NOBODY = "Nobody in particular: names and homes stand"
BY_ROLE, BY_WORD = "role", "word"
HOUSEHOLD, CIRCLES, SIBLINGS, BY_AGE, ASCII = "household", "circles", "siblings", "age", "ascii"


@dataclass(frozen=True)
class Wanted:
    """What is to be made, of whom and for whom."""

    what: str
    path: Path
    child: Id | None = None
    audience: str = ""
    """A key of the audiences; empty where nothing is to be withheld."""
    parent: str = ""
    """Which parent it is for, where it is for one."""
    purpose: str = ""
    profile: str = ""
    profile_file: Path | None = None
    """A council's own profile, where it is in a file."""
    has_pseudonyms: bool = False
    hides_professionals: bool = False
    start: date | None = None
    end: date | None = None
    days: tuple[date, ...] = ()
    """As at which days; of a genogram several, of everything else one; none for today."""
    known_on: date | None = None
    agencies: tuple[str, ...] = ()
    template: str = ""
    marks: tuple[str, ...] = ()
    """Sensitive marks that are asked for."""
    fill: str = "health"
    generations: int | None = None
    paper: str = "auto"
    dpi: int = 200
    width: int | None = None
    is_ascii: bool = False
    title: str = ""
    author: str = ""
    is_household: bool = False
    has_circles: bool = False
    has_siblings: bool = False
    is_by_age: bool = False
    gedcom: str = "5.5.1"
    recipients: tuple[str, ...] = ()
    """Of a bundle: who can open it."""

    @property
    def form(self) -> str:
        """The ending of its file."""
        return self.path.suffix[1:].lower()

    def as_text(self) -> Wanted:
        """Return the same as text, which is what a preview shows; GEDCOM is text as it is."""
        is_text = self.what in {"gedcom", "bundle"}
        return self if is_text else replace(self, path=self.path.with_suffix(".txt"), template="")

    def day(self, today: date) -> date:
        """Return the day it speaks of."""
        return self.days[0] if self.days else today


Faults = dict[str, str]
"""What is wrong, by the key of its field."""


def read_choices(words: Mapping[str, str], case: CaseFile, *, day: date) -> tuple[Wanted | None, Faults]:
    """Return what is asked for in the fields that are shown, or None with every fault by its field.

    `words` holds the fields that are shown and no other: what is not shown is not asked for.
    """
    faults: Faults = {}
    read = _Reading(words, case, day, faults)
    wanted = read.wanted()
    _faults_together(wanted, words, case, day, faults)
    return (None if faults else wanted), faults


class _Reading:
    """Reads the words of the fields."""

    def __init__(self, words: Mapping[str, str], case: CaseFile, day: date, faults: Faults) -> None:
        self.words, self.case, self.today, self.faults = words, case, day, faults

    def said(self, key: str) -> str:
        return self.words.get(key, "").strip()

    def several(self, key: str, by: str = ";") -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in self.said(key).split(by) if part.strip()))

    def wanted(self) -> Wanted:
        child = self.said("child")
        profile = self.said("profile")
        own = self.said("profile_file")
        return Wanted(
            self.said("what"),
            self._path(),
            child=child if child in self.case.people else None,
            audience=self.said("audience"),
            parent=self.said("parent"),
            purpose=self.said("purpose"),
            profile="" if profile == OWN_PROFILE else profile,
            profile_file=path_typed(own) if profile == OWN_PROFILE and own else None,
            has_pseudonyms=self.said("names") == BY_WORD,
            hides_professionals=self.said("roles") == BY_ROLE,
            start=self._day("start"),
            end=self._day("end"),
            days=self._days("as_at"),
            known_on=self._day("known_on"),
            agencies=self.several("agencies", LISTED),
            template=self.said("template"),
            marks=self.several("marks", LISTED),
            fill=self.said("fill") or "health",
            generations=self._number("generations", 1),
            paper=self.said("paper") or "auto",
            dpi=self._number("dpi", 36, 600) or 200,
            width=self._number("width", 20),
            is_ascii=self.said("signs") == ASCII,
            title=self.said("title"),
            author=self.said("author"),
            is_household=self.said("centre") == HOUSEHOLD,
            has_circles=self.said("drawn") == CIRCLES,
            has_siblings=self.said("siblings") == SIBLINGS,
            is_by_age=self.said("axis") == BY_AGE,
            gedcom=self.said("gedcom") or "5.5.1",
            recipients=self.several("to"),
        )

    def _path(self) -> Path:
        what, said = self.said("what"), self.said("file")
        if not said:
            self.faults["file"] = "The file has no name: write one."
            return Path()
        path = path_typed(said)
        endings = WHAT[what][1]
        if path.suffix[1:].lower() not in endings:
            self.faults["file"] = (
                f"The file's name has to end in {'one of ' if len(endings) > 1 else ''}.{', .'.join(endings)}."
            )
        elif not is_folder(path.parent):
            self.faults["file"] = f"There is no folder {path.parent}: make it first, or name another."
        elif is_folder(path):
            self.faults["file"] = "This is a folder: name a file within it."
        elif is_too_long(path):
            self.faults["file"] = "The file's name is too long: write a shorter one."
        return path

    def _day(self, key: str) -> date | None:
        said = self.said(key)
        return self._read_day(key, said) if said else None

    def _days(self, key: str) -> tuple[date, ...]:
        found = [day for part in self.several(key) if (day := self._read_day(key, part)) is not None]
        if len(found) > 1 and self.said("what") != "genogram":
            self.faults[key] = "Only a genogram is drawn for several days: write one."
        return tuple(sorted(set(found)))

    def _read_day(self, key: str, said: str) -> date | None:
        from chronology.record.dates import read_day

        try:
            return read_day(said, latest=self.today)
        except UnreadableDate as failure:
            self.faults[key] = str(failure)
            return None

    def _number(self, key: str, least: int, most: int | None = None) -> int | None:
        said = self.said(key)
        if not said:
            return None
        if not said.isdecimal() or int(said) < least or (most is not None and int(said) > most):
            self.faults[key] = f"A whole number from {least}{f' to {most}' if most else ''}, or nothing."
            return None
        return int(said)


def _faults_together(wanted: Wanted, words: Mapping[str, str], case: CaseFile, today: date, faults: Faults) -> None:
    """Say what makes no sense together, and what is lacking."""
    from tui.exports import subjects_or_none

    subjects = subjects_or_none(case, wanted.day(today))
    if wanted.child is None and not subjects and wanted.what in {*ONE_EACH, "pack", "supervision"}:
        faults["child"] = "No subject child is recorded: choose one."
    if wanted.child is None and wanted.what in ONE_CHILDS:
        faults["child"] = "One child is to be chosen: this is a child's own."
    if wanted.start and wanted.end and wanted.start > wanted.end:
        faults["end"] = "The last day is before the first: give the earlier day first."
    if wanted.generations is not None and wanted.child is None:
        faults["generations"] = "Generations are counted from one child: choose whom it is of."
    if wanted.template and wanted.form != "docx":
        faults["template"] = "Only a Word file is filled from a template: let the file end in .docx, or leave it out."
    elif wanted.template and "file" not in faults:
        _faults_of_file("template", wanted.template, faults)
    if words.get("profile") == OWN_PROFILE:
        _faults_of_profile(wanted.profile_file, faults)
    if wanted.has_siblings and wanted.audience:
        faults["siblings"] = "What is made for an audience is one child's: leave the brothers and sisters out."
    if wanted.has_siblings and len(subjects) < 2:
        faults["siblings"] = "There is no other subject child."
    if wanted.what == "bundle":
        _faults_of_recipients(wanted.recipients, faults)
    if wanted.parent:
        _faults_of_parent(wanted, case, faults)
    if wanted.audience and wanted.child is None:
        from chronology.disclosure.audiences import AUDIENCES

        one_each = wanted.what in ONE_EACH and not wanted.has_siblings
        if AUDIENCES[wanted.audience].needs_child and not one_each and len(subjects) > 1:
            faults["child"] = "What this audience may see depends on which child it is about: choose one."
        if wanted.parent and one_each:
            faults.setdefault("parent", "Which parent is said of one child: choose the child, or leave it empty.")


def _faults_of_file(key: str, name: str, faults: Faults) -> None:
    if not is_file(path_typed(name)):
        faults[key] = "There is no such file: check its name."


def _faults_of_profile(path: Path | None, faults: Faults) -> None:
    if path is None:
        faults["profile_file"] = "Which file? A profile of one's own lies in a FILE.toml."
    elif not is_file(path):
        faults["profile_file"] = "There is no such file: check its name."


def _faults_of_recipients(recipients: Sequence[str], faults: Faults) -> None:
    from tui.bundling import recipients_named

    if not recipients:
        faults["to"] = (
            "For whom? Their recipient, that begins with age1 (kinline identity shows it), or a file with it."
        )
        return
    try:
        recipients_named(recipients)
    except KinlineError as failure:
        faults["to"] = failure.message


def _faults_of_parent(wanted: Wanted, case: CaseFile, faults: Faults) -> None:
    from chronology.disclosure.projection import parents_for_whom
    from chronology.lives.children import find_child

    there = parents_for_whom(case, wanted.child) if wanted.child else ()
    named = "; ".join(sorted(person.shown_name for person in there))
    try:
        meant = find_child(case, wanted.parent)
    except KinlineError:
        meant = None
    if wanted.child and (meant is None or meant.id not in {person.id for person in there}):
        hint = f"Recorded: {named}." if named else "None is recorded."
        faults["parent"] = f"“{wanted.parent}” is not recorded as a parent of this child. {hint}"
    elif meant is None:
        faults["parent"] = f"Nobody here, or more than one, is called “{wanted.parent}”."


def audiences() -> Mapping[str, str]:
    """Return for whom something can be made, in words."""
    from chronology.disclosure.audiences import AUDIENCES

    return {"": FOR_NOBODY} | {key: f"For {_audience_words(key, one.words)}" for key, one in AUDIENCES.items()}


def _audience_words(key: str, words: str) -> str:
    if key == "parent":
        return "a parent of the child"
    return "a parent who lives apart" if key == "other_parent" else words


def profiles_for(what: str) -> Mapping[str, str]:
    """Return the profiles of what is made, in words; none where it has none."""
    if what == "genogram":
        from exporters.genogram.notation import PROFILES

        return {key: f"Notation: {key}" for key in PROFILES}
    if what in HAS_PROFILE:
        from chronology.practice.profiles import profiles

        return {key: f"{key.replace('_', ' ')}: {one.title}" for key, one in profiles().items()}
    return {}


def usual_name(case: CaseFile, what: str, child: Id | None, ending: str = "") -> str:
    """Return the usual name of a file: what it is, with a child's initials and never a name."""
    from exporters.documents.file_names import document_name

    ending = ending if ending in WHAT[what][1] else WHAT[what][1][0]
    return f"{what}-{document_name(case, child, ending)}" if child else f"{what}.{ending}"
