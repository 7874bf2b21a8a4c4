"""What was chosen on the export screen made into files: by the same makers as the command line's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.app_words import in_the_app
from tui.export_choices import ONE_EACH, Wanted
from tui.leaving import Keep, Leaving, Made, leaving

if TYPE_CHECKING:
    from pathlib import Path

    from chronology.disclosure.projection import Request
    from chronology.practice.profiles import Profile
    from chronology.record.casefile import CaseFile, KnownOn
    from chronology.record.people import Person
    from exporters.genogram.genogram import Genogram
    from tui.exports import Export

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Ready:
    """A case file as it leaves, before anything is made of it."""

    out: Leaving
    whole: CaseFile
    """The case file with the pseudonyms that were given for it."""
    request: Request | None
    said: tuple[str, ...] = ()
    """What is to be said of it beside what is withheld."""
    known: KnownOn | None = None
    """What a case file as it was known on a day leaves out, where that is asked for."""

    @property
    def to_decide(self) -> int:
        """How many records whose words would stand in it wait for a person's decision; of a drawing of the family none."""
        has_words = self.request is not None and self.request.is_childs_own
        return len(self.out.projection.to_decide) if self.out.projection and has_words else 0


def parts_of(wanted: Wanted, case: CaseFile, *, day: date) -> tuple[Wanted, ...]:
    """Return what is wanted as the files it becomes: one for each subject child where no child is chosen and each has their own."""
    from exporters.documents.file_names import path_of_child
    from tui.exports import subjects_or_none

    if wanted.child is not None or wanted.what not in ONE_EACH or wanted.has_siblings:
        return (wanted,)
    children = subjects_or_none(case, wanted.day(day))
    path = wanted.path.with_suffix(f".{wanted.form}")
    return tuple(replace(wanted, child=child.id, path=path_of_child(path, case, child.id)) for child in children)


def ready_for(case: CaseFile, wanted: Wanted, *, day: date, keep: Keep | None) -> Ready:
    """Return the case file as it leaves for whom it is made; raises UsageError where that cannot be told."""
    from chronology.journal.fold import state_hash
    from tui.exports import not_learned_words
    from tui.leaving import request_for

    request, said = None, []
    if wanted.audience:
        request = request_for(
            wanted.audience,
            case,
            wanted.child,
            wanted.parent or None,
            wanted.purpose,
            is_childs_own=wanted.what not in {"genogram", "gedcom"},
            has_pseudonyms=wanted.has_pseudonyms,
            hides_professionals=wanted.hides_professionals,
        )
    part, known = case, None
    draws_by_itself = wanted.what == "genogram" or (wanted.what == "ecomap" and request is None)
    if wanted.known_on is not None and not draws_by_itself:
        known = case.as_known_on(wanted.known_on)
        part = known.case
        said.append(not_learned_words(known))
    out, whole = leaving(part, state_hash, request, day=wanted.day(day), whole=case, keep=keep)
    return Ready(out, whole, request, tuple(said), known)


def made_of(ready: Ready, wanted: Wanted, *, day: date, progress: Progress) -> tuple[Made, str]:
    """Return what is wanted, made and searched but not written, and how the change history calls it.

    `progress` may raise, and nothing is made. Raises OutputRefused where something withheld would leave.
    """
    progress("making it")
    if wanted.what == "genogram":
        return _genogram(ready, wanted, day=day, progress=progress), "genogram"
    export = _export(ready, wanted, day=wanted.day(day), progress=progress)

    def make(some: Leaving) -> Made:
        made = export.make(some)
        progress("searching it" if some.projection else "made")
        return made

    made = ready.out.searched(make, given=export.given, author=wanted.author, others_too=not export.names_others)
    progress("made and searched")
    return made, export.what


def profile_chosen(wanted: Wanted) -> Profile:
    """Return the profile chosen, by name or in a file; raises UsageError or InputError where it cannot be had."""
    from exporters.documents.profiles import profile_named
    from tui.cli.profiles import profile_given

    return profile_given(str(wanted.profile_file)) if wanted.profile_file else profile_named(wanted.profile)


def _export(ready: Ready, wanted: Wanted, *, day: date, progress: Progress) -> Export:
    from tui.cli.templates import template_given
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
    from tui.family_exports import gedcom_export, plan_export, supervision_export

    case, out, path, author = ready.whole, ready.out, wanted.path, wanted.author
    if wanted.what == "gedcom":
        return gedcom_export(path, wanted.gedcom, wanted.marks)
    child = case.people.get(wanted.child or "")
    children = (child,) if child else subjects_or_none(case, day)
    if wanted.what == "supervision":
        return supervision_export(case, children, path, day=day, author=author, progress=progress)
    if wanted.what in {"pack", "chronology"}:
        template = template_given(wanted.template or None, path)
        chosen = Chosen(profile_chosen(wanted), wanted.start, wanted.end, wanted.agencies, template, ready.known)
        if wanted.what == "pack":
            return pack_export(children, path, chosen, day=day, author=author, progress=progress)
        return chronology_export(_one(child), path, chosen, day=day, author=author, progress=progress)
    if wanted.what == "page":
        return page_export(_one(child), path, Lives(out, day), author=author, progress=progress)
    if wanted.what == "lanes":
        if wanted.has_siblings:
            children = (*children, *(p for p in subjects_or_none(case, day) if p not in children))
        return lanes_export(children, path, Lives(out, day), is_by_age=wanted.is_by_age, author=author)
    if wanted.what == "plan":
        return plan_export(case, _one(child), path, day=day, author=author, progress=progress)
    around = Around(wanted.is_household, wanted.has_circles, wanted.title, wanted.known_on)
    return ecomap_export(_one(child), path, around, day=day, author=author)


def _one(child: Person | None) -> Person:
    if child is None:
        raise UsageError("one child is to be chosen.", remedy="Choose whom under Of.")
    return child


def _genogram(ready: Ready, wanted: Wanted, *, day: date, progress: Progress) -> Made:
    from exporters.genogram.chosen import shown_marks
    from exporters.genogram.genogram import genogram
    from exporters.genogram.writing import Printing, files_of

    path = wanted.path
    days = wanted.days or (day,)
    drawings: list[tuple[Genogram, Path]] = []
    for at in days:
        progress("laying out the family")
        drawing = genogram(
            ready.whole,
            day=at,
            child=wanted.child,
            known_on=wanted.known_on,
            profile=wanted.profile or "uk",
            fill=wanted.fill,
            generations=wanted.generations,
            title=wanted.title,
            author=wanted.author,
            state_hash=ready.out.state_hash,
            show=shown_marks(wanted.marks),
            redact=ready.request,
        )
        named = path if len(days) == 1 else path.with_name(f"{path.stem}-{at.isoformat()}{path.suffix}")
        drawings.append((drawing, named))
    progress("drawing it")
    printing = Printing(wanted.paper, wanted.dpi, wanted.width, wanted.is_ascii)
    files = files_of(drawings, printing)
    progress("made and searched")
    said = tuple(dict.fromkeys(words for drawing, _ in drawings for words in drawing.notices))
    counts = " and ".join(str(len(drawing.present)) for drawing, _ in drawings)
    return Made(files, said, held=f"{counts} people drawn")


FOR_NO_AUDIENCE = "For nobody in particular: nothing is taken out for an audience."


def told(ready: Ready, made: Made) -> tuple[str, ...]:
    """Return what is in it and what is not, a line each: how much, for whom, what is withheld for which reason, what is left out."""
    lines = [f"In it: {made.held}."] if made.held else []
    lines.append(f"{ready.out.made_for[0].upper()}{ready.out.made_for[1:]}." if ready.out.made_for else FOR_NO_AUDIENCE)
    notices = dict.fromkeys(in_the_app(words) for words in (*ready.said, *made.notices))
    return (*lines, *(f"  {words}" for words in notices))
