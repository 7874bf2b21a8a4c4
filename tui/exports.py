"""What can be made of a case file to leave it, each as a maker of files: for the command line and the screen alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import ChildNotTold
from tui.leaving import Leaving, Made

if TYPE_CHECKING:
    from chronology.lives.experience import LivedExperience
    from chronology.practice.profiles import Profile
    from chronology.record.casefile import CaseFile, KnownOn
    from chronology.record.people import Person
    from chronology.record.values import Id
    from exporters.documents.pages import Document

Maker = Callable[[Leaving], Made]
Progress = Callable[[str], None]
"""Told what is being written, where that takes several files."""


@dataclass(frozen=True)
class Export:
    """One thing that is made, and how it is called in the change history."""

    what: str
    make: Maker
    names_others: bool = False
    """Whether other children's names belong in it, as in a drawing of the family."""
    given: tuple[str, ...] = ()
    """Words that a person gave it."""


@dataclass(frozen=True)
class Chosen:
    """What of a child's chronology is asked for."""

    profile: Profile
    start: date | None = None
    end: date | None = None
    agencies: tuple[str, ...] = ()
    template: bytes | None = None
    """A council's own Word template."""
    known: KnownOn | None = None
    """What a case file as it was known on a day leaves out; None for what is known today."""


def not_learned_words(known: KnownOn) -> str:
    """Return how many entries a view of what was known on a day leaves out, because the date we learned is not recorded."""
    from chronology.patterns.words import counted
    from chronology.record.dates import When

    left = counted(len(known.entries_not_recorded), "entry", "entries")
    return (
        f"as known on {When.on(known.day).words()}: {left} left out, because the date we learned of "
        f"{'it' if len(known.entries_not_recorded) == 1 else 'them'} is not recorded"
    )


def subjects_or_none(case: CaseFile, day: date) -> tuple[Person, ...]:
    """Return the subject children; none where nobody is one."""
    from chronology.lives.children import subject_children

    try:
        return subject_children(case, day)
    except ChildNotTold:
        return ()


def audience_of(profile: Profile) -> str:
    """Return for whom entries about others are included: a court, wherever a profile goes to one, else as the profile is called."""
    return "court" if profile.is_for_court else profile.key


def chronology_export(
    child: Person, path: Path, chosen: Chosen, *, day: date, author: str, progress: Progress | None = None
) -> Export:
    """Return how one child's chronology is made."""

    def make(some: Leaving) -> Made:
        from chronology.patterns.words import counted
        from exporters.documents.chronology import chronology_document

        case, included = _with_included(some, chosen.profile, child.id)
        document = chronology_document(
            case,
            child.id,
            profile=chosen.profile,
            day=day,
            start=chosen.start,
            end=chosen.end,
            agencies=chosen.agencies,
            author=author,
            state_hash=some.state_hash,
            made_for=some.made_for,
            included=included,
            known=chosen.known,
        )
        made = _written(document, path, progress, chosen.template)
        return replace(made, held=counted(len(document.data["entries"]), "entry", "entries"))

    return Export(f"{chosen.profile.title} of {child.shown_name}", make)


def pack_export(
    children: Sequence[Person], path: Path, chosen: Chosen, *, day: date, author: str, progress: Progress | None = None
) -> Export:
    """Return how the assessment pack of one child, or of a family, is made."""

    def make(some: Leaving) -> Made:
        from exporters.assessment.pack import assessment_document

        case, included = some.case, some.included
        if len(children) == 1:
            case, included = _with_included(some, chosen.profile, children[0].id)
        document = assessment_document(
            case,
            tuple(case.people[child.id] for child in children),
            siblings=() if some.projection else subjects_or_none(case, day),
            day=day,
            profile=chosen.profile,
            author=author,
            state_hash=some.state_hash,
            made_for=some.made_for,
            included=included,
        )
        return _written(document, path, progress, chosen.template)

    return Export(f"assessment pack of {names_of(children)}", make, names_others=True)


def page_export(child: Person, path: Path, lives: Lives, *, author: str, progress: Progress | None = None) -> Export:
    """Return how one child's page is made."""
    form = path.suffix[1:].lower()

    def make(some: Leaving) -> Made:
        from exporters.documents.child import child_data, child_document, child_text
        from exporters.documents.printable import printable

        case, life, lacking = lives.as_in(some).page_of(child)
        if form == "json":
            data = json.dumps(child_data(case, life, lacking, some.made_for), ensure_ascii=False, indent=1) + "\n"
            return Made([(path, data.encode("utf-8", "replace"))])
        if form == "txt":
            words = printable(child_text(case, life, lacking, some.made_for))
            return Made([(path, words.encode("utf-8", "replace"))])
        document = child_document(
            case, life, lacking, author=author, state_hash=some.state_hash, made_for=some.made_for
        )
        return _written(document, path, progress)

    return Export(f"child’s page of {child.shown_name}", make)


def lanes_export(
    children: Sequence[Person], path: Path, lives: Lives, *, is_by_age: bool = False, author: str
) -> Export:
    """Return how the lanes of one child's life are drawn, or those of several on one axis."""

    def make(some: Leaving) -> Made:
        from exporters.drawing.svg import svg_text
        from exporters.lanes.lanes import lanes_of, rendered

        those = lives.as_in(some)
        drawing = lanes_of(
            those.case,
            [those.of(child) for child in children],
            is_by_age=is_by_age,
            author=author,
            state_hash=some.state_hash,
            made_for=some.made_for,
        )
        data, said = rendered(drawing, path.suffix[1:].lower())
        scene = [("scene.svg", svg_text(drawing.scene).encode("utf-8", "replace"))]
        return Made([(path, data)], (*drawing.notices, *said), scene)

    return Export(f"lanes of {names_of(children)}", make, names_others=len(children) > 1)


@dataclass(frozen=True)
class Around:
    """What of a child's ecomap is asked for."""

    is_household: bool = False
    has_circles: bool = False
    title: str = ""
    known_on: date | None = None


def ecomap_export(child: Person, path: Path, around: Around, *, day: date, author: str) -> Export:
    """Return how what is around one child is drawn."""

    def make(some: Leaving) -> Made:
        from exporters.drawing.svg import svg_text
        from exporters.ecomap.ecomap import ecomap, rendered

        drawing = ecomap(
            some.pages,
            child.id,
            day=day,
            known_on=None if some.projection else around.known_on,
            is_household=around.is_household,
            has_circles=around.has_circles,
            title=around.title,
            author=author,
            state_hash=some.state_hash,
            made_for=some.made_for,
        )
        data, said = rendered(drawing, path.suffix[1:].lower())
        notices = (*drawing.notices, *(words for words in said if words not in drawing.notices))
        scene = [("scene.svg", svg_text(drawing.scene).encode("utf-8", "replace"))]
        return Made([(path, data)], notices, scene, len(drawing.around.systems))

    whose = f"{child.shown_name}{' and household' if around.is_household else ''}"
    what = "network circles" if around.has_circles else "ecomap"
    return Export(f"{what} of {whose}", make, names_others=True, given=(around.title,))


class Lives:
    """Each child's life as it leaves, worked out once."""

    def __init__(self, out: Leaving, day: date) -> None:
        from chronology.disclosure.restricted import without_restricted

        self._out = out
        self.case: CaseFile = without_restricted(out.pages).case
        self.day = day
        self._every = () if out.projection else subjects_or_none(self.case, day)
        self._found: dict[Id, LivedExperience] = {}

    def as_in(self, some: Leaving) -> Lives:
        """Return the lives as they leave; worked out afresh only where what is searched is not what leaves."""
        return self if some.case is self._out.case else Lives(some, self.day)

    def of(self, child: Person) -> LivedExperience:
        """Return one child's life."""
        from chronology.lives.experience import experience_of

        if child.id not in self._found:
            self._found[child.id] = experience_of(self.case, child.id, day=self.day)
        return self._found[child.id]

    def page_of(self, child: Person) -> tuple[CaseFile, LivedExperience, tuple[str, ...]]:
        """Return what one child's page is made of: the record, the life, and what is known of a sibling only."""
        from chronology.lives.experience import not_known_of

        life = self.of(child)
        return self.case, life, not_known_of(life, [self.of(other) for other in self._every if other.id != child.id])


def names_of(children: Sequence[Person]) -> str:
    """Return the names of some children, comma between."""
    return ", ".join(child.shown_name for child in children)


def _with_included(some: Leaving, profile: Profile, child: Id) -> tuple[CaseFile, dict[Id, str]]:
    from chronology.disclosure.screening import with_included

    if some.projection:
        return some.case, dict(some.included)
    case, included = with_included(some.case, audience_of(profile), child)
    return case, dict(included)


def _written(document: Document, path: Path, progress: Progress | None, template: bytes | None = None) -> Made:
    from exporters.documents.withheld import pictures_of
    from exporters.documents.writing import rendered_files

    files, said = rendered_files(document, path, progress, template=template)
    return Made(files, (*document.notices, *said), list(pictures_of(document)))
