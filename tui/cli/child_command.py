"""`kinline child`: one child's page, and the lanes of a child's life or of siblings' on one axis."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say, say_json
from tui.cli.view_commands import output_given, redaction_given

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from chronology.lives.experience import LivedExperience
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from tui.leaving import Keep, Leaving, Made

FORMATS_PAGE, FORMATS_LANES = ("docx", "pdf", "html", "txt", "json"), ("svg", "png", "pdf", "txt")


def child(arguments: Namespace) -> int:
    """Say what life was like for one child, or for each subject child; draw it as lanes where asked for."""
    page = output_given(arguments.output, FORMATS_PAGE) if arguments.output else None
    drawn = output_given(arguments.lanes, FORMATS_LANES) if arguments.lanes else None
    if drawn is None and (arguments.siblings or arguments.by_age):
        raise UsageError("--siblings and --by-age: only with --lanes.", remedy="Add --lanes lanes.svg.")
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    known_on = day_given(arguments.known_on, "--known-on")
    part = source.case.as_known_on(known_on).case if known_on is not None else source.case
    children = children_meant(source.case, arguments.child, day)
    if page is not None and len(children) > 1:
        raise UsageError("-o: one child's page at a time.", remedy="Name one with --child.")
    if arguments.redact and (arguments.siblings or (page is None and drawn is None)):
        raise UsageError(
            "what is made for an audience is one child's, and a file that can be searched.",
            remedy="Leave --siblings out, and give -o or --lanes.",
        )
    if arguments.redact and len(children) > 1:
        raise UsageError("--redact: one child at a time.", remedy="Name one with --child.")
    from chronology.journal.fold import state_hash
    from tui.leaving import leaving

    request = redaction_given(arguments, source.case, children[0].id, is_childs_own=True)
    with progress() as line:
        line("reading the record")
        out, _ = leaving(part, state_hash, request, day=day, whole=source.case, keep=source.keep)
        lives = _Lives(out, day)
        pages = [lives.page_of(child) for child in children]
    if arguments.json:
        from exporters.documents.child import child_data

        say_json({"children": [child_data(case, life, lacking) for case, life, lacking in pages]})
        return 0
    say_reports(source)
    _say_withheld(out)
    if page is not None:
        _write_page(arguments, out, lives, children[0], page, keep=source.keep)
    elif drawn is None:
        from exporters.documents.child import child_text

        for page_of_one in pages:
            say(child_text(*page_of_one))
    if drawn is not None:
        shown = list(children)
        if arguments.siblings:
            shown += [p for p in subjects_or_none(source.case, day) if p not in children]
        groups = [shown] if arguments.siblings or len(shown) == 1 else [[child] for child in shown]
        for some in groups:
            _write_lanes(arguments, out, lives, some, drawn, is_one=len(groups) == 1, keep=source.keep)
    return 0


def _say_withheld(out: Leaving) -> None:
    from chronology.disclosure.restricted import without_restricted

    open_to_all = without_restricted(out.case)
    held = open_to_all.of_events + open_to_all.of_people
    if held:
        print(f"{held} records are withheld from every page: restricted where they were recorded", file=sys.stderr)


class _Lives:
    """Each child's life as it leaves, worked out once."""

    def __init__(self, out: Leaving, day: date) -> None:
        from chronology.disclosure.restricted import without_restricted

        self.case: CaseFile = without_restricted(out.pages).case
        self.day = day
        self._every = () if out.projection else subjects_or_none(self.case, day)
        self._found: dict[str, LivedExperience] = {}

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


def subjects_or_none(case: CaseFile, day: date) -> tuple[Person, ...]:
    """Return the subject children; none where nobody is one."""
    from chronology.lives.children import subject_children
    from chronology.record.errors import ChildNotTold

    try:
        return subject_children(case, day)
    except ChildNotTold:
        return ()


def _write_page(
    arguments: Namespace, out: Leaving, lives: _Lives, child: Person, path: Path, *, keep: Keep | None
) -> None:
    from exporters.documents.child import child_data, child_document, child_text
    from exporters.documents.writing import rendered
    from tui.leaving import Made, pictures_of

    form = path.suffix[1:].lower()

    def make(some: Leaving) -> Made:
        case, life, lacking = _lives_of(some, out, lives).page_of(child)
        if form == "json":
            data = json.dumps(child_data(case, life, lacking, some.made_for), ensure_ascii=False, indent=1) + "\n"
            return Made([(path, data.encode("utf-8", "replace"))])
        if form == "txt":
            return Made([(path, plain(child_text(case, life, lacking, some.made_for)).encode("utf-8", "replace"))])
        document = child_document(
            case, life, lacking, author=arguments.author, state_hash=out.state_hash, made_for=some.made_for
        )
        data, said = rendered(document, form)
        return Made([(path, data)], (*document.notices, *said), pictures_of(document))

    _let_leave(out, make, f"page of {child.shown_name}", arguments.author, keep)
    say(f"{path}: {child.shown_name}")


def _write_lanes(
    arguments: Namespace,
    out: Leaving,
    lives: _Lives,
    shown: list[Person],
    path: Path,
    *,
    is_one: bool,
    keep: Keep | None,
) -> None:
    from exporters.documents.chronology import document_name
    from exporters.drawing.svg import svg_text
    from exporters.lanes.lanes import lanes_of, rendered
    from tui.leaving import Made

    name = f"{path.stem}-{document_name(out.case, shown[0].id, path.suffix[1:])}"
    file = path if is_one else path.with_name(name)

    def make(some: Leaving) -> Made:
        those = _lives_of(some, out, lives)
        drawing = lanes_of(
            those.case,
            [those.of(child) for child in shown],
            is_by_age=arguments.by_age,
            author=arguments.author,
            state_hash=out.state_hash,
            made_for=some.made_for,
        )
        data, said = rendered(drawing, file.suffix[1:].lower())
        return Made([(file, data)], (*drawing.notices, *said), [("s.svg", svg_text(drawing.scene).encode("utf-8"))])

    names = ", ".join(child.shown_name for child in shown)
    _let_leave(out, make, f"lanes of {names}", arguments.author, keep)
    say(f"{file}: {names}")


def _lives_of(some: Leaving, out: Leaving, lives: _Lives) -> _Lives:
    """Return the lives as they leave; worked out afresh only where what is searched is not what leaves."""
    return lives if some.case is out.case else _Lives(some, lives.day)


def _let_leave(out: Leaving, make: Callable[[Leaving], Made], what: str, author: str, keep: Keep | None) -> None:
    """Make files, search them, record that they leave, write them and say what there is to know."""
    from tui.leaving import put_in_place

    made = out.searched(make, author=author)
    put_in_place(made.files, out, what=what, keep=keep)
    for notice in made.notices:
        print(plain(notice), file=sys.stderr)
