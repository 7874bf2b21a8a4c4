"""What the export screen offers, and what was chosen made into files: by the same makers as the command line's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.leaving import Keep, Leaving, Made, leaving, put_in_place

if TYPE_CHECKING:
    from datetime import date

    from chronology.disclosure.projection import Request
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.values import Id
    from tui.exports import Export

WHAT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "genogram": ("Genogram", ("pdf", "svg", "png", "txt")),
    "chronology": ("Chronology of one child", ("docx", "pdf", "html", "xlsx", "csv", "txt")),
    "page": ("A child's page", ("docx", "pdf", "html", "txt")),
    "lanes": ("Lanes of one child's life", ("pdf", "svg", "png", "txt")),
    "ecomap": ("Ecomap of one child", ("pdf", "svg", "png", "txt")),
    "pack": ("Assessment pack", ("docx", "pdf", "html", "txt")),
}
"""What can be made, and the endings of its files, the usual one first."""
FOR_THE_FAMILY = frozenset({"genogram", "pack"})
"""What can be of every subject child together."""
DRAWN = frozenset({"genogram", "lanes", "ecomap"})
"""What is a drawing, whose text is not wrapped."""
HAS_PROFILE = frozenset({"genogram", "chronology", "pack"})
NOTHING_WITHHELD = "Nobody in particular: nothing is withheld"


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
    has_pseudonyms: bool = False
    hides_professionals: bool = False

    def checked(self) -> Wanted:
        """Return it; raises UsageError where what it is of, its ending or its folder cannot be."""
        endings = WHAT[self.what][1]
        if self.path.suffix[1:].lower() not in endings:
            raise UsageError(f"the file's name has to end in one of .{', .'.join(endings)}.")
        if not self.path.parent.is_dir():
            raise UsageError(f"there is no folder {self.path.parent}.", remedy="Make it first, or name another.")
        if self.child is None and self.what not in FOR_THE_FAMILY:
            raise UsageError(f"{WHAT[self.what][0].lower()}: one child is to be chosen.")
        return self

    def as_text(self) -> Wanted:
        """Return the same as text, which is what a preview shows."""
        return replace(self, path=self.path.with_suffix(".txt"))


def audiences() -> Mapping[str, str]:
    """Return for whom something can be made, in words."""
    from chronology.disclosure.audiences import AUDIENCES

    return {"": NOTHING_WITHHELD} | {
        key: f"For {one.words.format(parent='a parent')}" for key, one in AUDIENCES.items()
    }


def profiles_for(what: str) -> Mapping[str, str]:
    """Return the profiles of what is made, in words; none where it has none."""
    if what == "genogram":
        from exporters.genogram.notation import PROFILES

        return {key: f"Notation: {key}" for key in PROFILES}
    if what in HAS_PROFILE:
        from chronology.practice.profiles import profiles

        return {key: f"{key.replace('_', ' ')}: {one.title}" for key, one in profiles().items()}
    return {}


def usual_name(case: CaseFile, what: str, child: Id | None) -> str:
    """Return the usual name of a file: what it is, with a child's initials and never a name."""
    from exporters.documents.chronology import document_name

    ending = WHAT[what][1][0]
    return f"{what}-{document_name(case, child, ending)}" if child else f"{what}.{ending}"


@dataclass(frozen=True)
class Ready:
    """A case file as it leaves, before anything is made of it."""

    out: Leaving
    whole: CaseFile
    """The case file with the pseudonyms that were given for it."""
    request: Request | None


def ready_for(case: CaseFile, wanted: Wanted, *, day: date, keep: Keep | None) -> Ready:
    """Return the case file as it leaves for whom it is made; raises UsageError where that cannot be told."""
    from chronology.journal.fold import state_hash
    from tui.leaving import request_for

    request = None
    if wanted.audience:
        request = request_for(
            wanted.audience,
            case,
            wanted.child,
            wanted.parent or None,
            wanted.purpose,
            is_childs_own=wanted.what != "genogram",
            has_pseudonyms=wanted.has_pseudonyms,
            hides_professionals=wanted.hides_professionals,
        )
    out, whole = leaving(case, state_hash, request, day=day, keep=keep)
    return Ready(out, whole, request)


def made_of(
    ready: Ready, wanted: Wanted, *, day: date, author: str, progress: Callable[[str], None]
) -> tuple[Made, str]:
    """Return what is wanted, made and searched but not written, and how the change history calls it.

    `progress` may raise, and nothing is made. Raises OutputRefused where something withheld would leave.
    """
    progress("making it")
    if wanted.what == "genogram":
        return _genogram(ready, wanted, day=day, author=author), "genogram"
    export = _export(ready, wanted, day=day, author=author, progress=progress)
    made = ready.out.searched(export.make, given=export.given, author=author, others_too=not export.names_others)
    progress("made and searched")
    return made, export.what


def let_go(made: Made, what: str, out: Leaving, keep: Keep) -> None:
    """Record that it leaves, and write it; what cannot be recorded is not written."""
    put_in_place(made.files, out, what=what, keep=keep)


def _export(ready: Ready, wanted: Wanted, *, day: date, author: str, progress: Callable[[str], None]) -> Export:
    from exporters.documents.profiles import profile_named
    from tui.exports import (
        Around,
        Chosen,
        Lives,
        chronology_export,
        ecomap_export,
        lanes_export,
        pack_export,
        page_export,
        subjects_or_none,
    )

    case, out = ready.whole, ready.out
    child: Person | None = case.people.get(wanted.child or "")
    if wanted.what == "pack":
        children = (child,) if child else subjects_or_none(case, day)
        chosen = Chosen(profile_named(wanted.profile))
        return pack_export(children, wanted.path, chosen, day=day, author=author, progress=progress)
    if child is None:
        raise UsageError(f"{WHAT[wanted.what][0].lower()}: one child is to be chosen.")
    if wanted.what == "chronology":
        chosen = Chosen(profile_named(wanted.profile))
        return chronology_export(child, wanted.path, chosen, day=day, author=author, progress=progress)
    if wanted.what == "page":
        return page_export(child, wanted.path, Lives(out, day), author=author, progress=progress)
    if wanted.what == "lanes":
        return lanes_export((child,), wanted.path, Lives(out, day), author=author)
    return ecomap_export(child, wanted.path, Around(), day=day, author=author)


def _genogram(ready: Ready, wanted: Wanted, *, day: date, author: str) -> Made:
    from exporters.genogram.genogram import genogram
    from exporters.genogram.writing import files_of

    drawing = genogram(
        ready.whole,
        day=day,
        child=wanted.child,
        profile=wanted.profile or "uk",
        author=author,
        state_hash=ready.out.state_hash,
        redact=ready.request,
    )
    files = files_of([(drawing, wanted.path)])
    return Made(files, tuple(drawing.notices))
