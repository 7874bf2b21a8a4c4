"""What leaves the case file: for whom, searched before it is written, and kept in the change history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chronology.record.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from chronology.disclosure.projection import Projection, Request
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id, Record
    from tui.exports import Export

Files = Sequence[tuple[Path, bytes]]


class Keep(Protocol):
    """Keeps a change in the case file's history."""

    def __call__(self, label: str, *, why: str = "", values: Sequence[Record] = ()) -> None:
        """Record it, or raise as the journal does."""


@dataclass(frozen=True)
class Made:
    """What was made, before it is written."""

    files: Files
    notices: tuple[str, ...] = ()
    """What the person who made it should know."""
    pictures: Sequence[tuple[str, bytes]] = ()
    """What stands in it as dots, as the lines that it was made from."""
    count: int = 0
    """How much stands in it, where that is said."""
    held: str = ""
    """The same in words: “12 people, 4 families”."""


@dataclass(frozen=True)
class Leaving:
    """A case file as it leaves: whole, or as one audience may see it."""

    case: CaseFile
    """What everything is made from."""
    state_hash: str
    """Of the whole case file as it is recorded."""
    projection: Projection | None = None
    purpose: str = ""

    @property
    def made_for(self) -> str:
        """For whom it was made and what is withheld from them; empty where nothing was."""
        return self.projection.heading if self.projection else ""

    @property
    def included(self) -> Mapping[Id, str]:
        """Entries about others that somebody included, each with the reason."""
        return self.projection.included if self.projection else {}

    @property
    def pages(self) -> CaseFile:
        """What a child's page is made from: an included entry stands in the chronology alone."""
        return self.case.with_records((), self.included) if self.included else self.case

    def searched(
        self,
        make: Callable[[Leaving], Made],
        *,
        given: Collection[str] = (),
        author: str = "",
        others_too: bool = True,
    ) -> Made:
        """Return what is made, searched for everything withheld where it is for an audience.

        `given` are words that a person gave. Raises OutputRefused on a hit, before anything is written.
        """
        if self.projection is None:
            return make(self)
        from exporters.documents.withheld import searched_for
        from exporters.genogram.withheld import named_professional

        projection = self.projection
        found: list[Made] = []

        def files(case: CaseFile) -> list[tuple[str, bytes]]:
            made = make(replace(self, case=case))
            found.append(made)
            return [*((path.name, data) for path, data in made.files), *made.pictures]

        signed = named_professional(projection.case, author)
        searched_for(projection, files, given=(*given, author, self.purpose), signed=signed, others_too=others_too)
        made = found[0]
        return replace(made, notices=(*projection.notices(), *made.notices))


def leaving(
    case: CaseFile,
    state_hash: Callable[[CaseFile], str],
    request: Request | None,
    *,
    day: date,
    whole: CaseFile | None = None,
    keep: Keep | None = None,
) -> tuple[Leaving, CaseFile]:
    """Return what leaves, and the case file with the pseudonyms that were given for it.

    `whole` is the case file with everything in it, where `case` is a part. New pseudonyms are kept before anything is made
    with them, so that they can be turned back.
    """
    whole = whole or case
    if request is None:
        return Leaving(case, state_hash(whole)), whole
    from chronology.disclosure.projection import project
    from chronology.record.releases import Pseudonym, pseudonym_id

    projection = project(case, request, day=day, whole=whole)
    new = [
        Pseudonym(id=pseudonym_id(person), person=person, words=words)
        for person, words in projection.pseudonyms.items()
        if person not in whole.pseudonyms
    ]
    if new and keep is not None:
        keep(f"Pseudonyms given to {len(new)} {'person' if len(new) == 1 else 'people'}", values=new)
        whole = whole.with_records(new)
    return Leaving(projection.case, state_hash(whole), projection, request.purpose), whole


def put_in_place(files: Files, out: Leaving, *, what: str, keep: Keep | None) -> None:
    """Write files that are made and searched, once their leaving is in the change history; see `put_together_in_place`."""
    put_together_in_place([(what, out, files)], keep=keep)


def put_together_in_place(several: Iterable[tuple[str, Leaving, Files]], *, keep: Keep | None) -> None:
    """Record that several things leave, each as it is called, and only then write their files: all of them or none.

    What cannot be recorded is not written: raises as the journal does, and as `replace_files`.
    """
    from exporters.documents.atomic import replace_files

    every = [*several]
    for what, out, files in every:
        _remember(files, out, what=what, keep=keep)
    replace_files([file for _, _, files in every for file in files])


def _remember(files: Files, out: Leaving, *, what: str, keep: Keep | None) -> None:
    """Keep in the change history that files leave."""
    if keep is not None:
        told = ", ".join(f"{path.name} (SHA-256 {hashlib.sha256(data).hexdigest()[:12]}…)" for path, data in files)
        whom = f" {out.made_for.partition(':')[0]}" if out.projection else ", for nobody in particular"
        keep(f"Exported: {what}{whom}; {told}; document check code {out.state_hash[:16]}", why=out.purpose)


def let_leave(export: Export, out: Leaving, *, author: str, keep: Keep | None) -> Made:
    """Make something, search it, record that it leaves and write it; return what was made. Raises as each of those does."""
    (made,) = let_leave_together([(export, out)], author=author, keep=keep)
    return made


def let_leave_together(several: Iterable[tuple[Export, Leaving]], *, author: str, keep: Keep | None) -> list[Made]:
    """Make and search several things, and only then record that they leave and write them: all of them or none.

    Raises as making, searching, recording and writing do.
    """
    done = [
        (export, out, out.searched(export.make, given=export.given, author=author, others_too=not export.names_others))
        for export, out in several
    ]
    put_together_in_place([(export.what, out, made.files) for export, out, made in done], keep=keep)
    return [made for _, _, made in done]


def request_for(
    audience: str,
    case: CaseFile,
    child: Id | None,
    parent: str | None,
    purpose: str,
    *,
    is_childs_own: bool,
    has_pseudonyms: bool = False,
    hides_professionals: bool = False,
) -> Request:
    """Return for whom something is made; raises UsageError where the parent cannot be told."""
    from chronology.disclosure.projection import Request
    from chronology.lives.children import find_child

    if audience == "" and (parent or purpose):
        raise UsageError("only what is made for an audience has a purpose.", remedy="Name the audience.")
    who = find_child(case, parent, option="--for").id if parent else None
    return Request(audience, child, who, purpose, is_childs_own, has_pseudonyms, hides_professionals)
