"""`kinline child`: one child's page, and the lanes of a child's life or of siblings' on one axis."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say, say_json
from tui.cli.view_commands import output_given

if TYPE_CHECKING:
    from datetime import date

    from chronology.lives.experience import LivedExperience
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person

FORMATS_PAGE, FORMATS_LANES = ("docx", "pdf", "html", "txt", "json"), ("svg", "png", "pdf", "txt")


def child(arguments: Namespace) -> int:
    """Say what life was like for one child, or for each subject child; draw it as lanes where asked for."""
    from chronology.disclosure.restricted import without_restricted
    from chronology.lives.experience import experience_of, not_known_of

    page = output_given(arguments.output, FORMATS_PAGE) if arguments.output else None
    lanes = output_given(arguments.lanes, FORMATS_LANES) if arguments.lanes else None
    if lanes is None and (arguments.siblings or arguments.by_age):
        raise UsageError("--siblings and --by-age: only with --lanes.", remedy="Add --lanes lanes.svg.")
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    known_on = day_given(arguments.known_on, "--known-on")
    whole = source.case.as_known_on(known_on).case if known_on is not None else source.case
    open_to_all = without_restricted(whole)
    case = open_to_all.case
    children = children_meant(source.case, arguments.child, day)
    every = subjects_or_none(source.case, day) or children
    if page is not None and len(children) > 1:
        raise UsageError("-o: one child's page at a time.", remedy="Name one with --child.")
    with progress() as line:
        line("reading the record")
        found = {c.id: experience_of(case, c.id, day=day) for c in dict.fromkeys((*children, *every))}
    pages = [(found[c.id], not_known_of(found[c.id], [found[s.id] for s in every if s.id != c.id])) for c in children]
    if arguments.json:
        from exporters.documents.child import child_data

        say_json({"children": [child_data(case, life, lacking) for life, lacking in pages]})
        return 0
    say_reports(source)
    if open_to_all.of_events or open_to_all.of_people:
        held = open_to_all.of_events + open_to_all.of_people
        print(f"{held} records are withheld from every page: restricted where they were recorded", file=sys.stderr)
    if page is not None:
        _write_page(case, page, *pages[0], author=arguments.author, state_hash=source.state_hash)
        say(f"{page}: {children[0].shown_name}")
    elif lanes is None:
        from exporters.documents.child import child_text

        for life, lacking in pages:
            say(child_text(case, life, lacking))
    if lanes is not None:
        shown = [life for life, _ in pages]
        if arguments.siblings:
            shown += [found[s.id] for s in every if s.id not in {c.id for c in children}]
        _write_lanes(case, lanes, shown, arguments, source.state_hash, is_one=arguments.siblings or len(shown) == 1)
    return 0


def subjects_or_none(case: CaseFile, day: date) -> tuple[Person, ...]:
    """Return the subject children; none where nobody is one."""
    from chronology.lives.children import subject_children
    from chronology.record.errors import ChildNotTold

    try:
        return subject_children(case, day)
    except ChildNotTold:
        return ()


def _write_page(
    case: CaseFile, path: Path, life: LivedExperience, lacking: tuple[str, ...], *, author: str, state_hash: str
) -> None:
    from exporters.documents.atomic import replace_file
    from exporters.documents.child import child_data, child_document, child_text
    from exporters.documents.writing import write_document

    form = path.suffix[1:].lower()
    if form == "json":
        text = json.dumps(child_data(case, life, lacking), ensure_ascii=False, indent=1) + "\n"
    elif form == "txt":
        text = plain(child_text(case, life, lacking))
    else:
        for notice in write_document(child_document(case, life, lacking, author=author, state_hash=state_hash), path):
            print(plain(notice), file=sys.stderr)
        return
    replace_file(path, text.encode("utf-8", "replace"))


def _write_lanes(
    case: CaseFile, path: Path, shown: list[LivedExperience], arguments: Namespace, state_hash: str, *, is_one: bool
) -> None:
    from exporters.documents.chronology import document_name
    from exporters.lanes.lanes import lanes_of, write_lanes

    for some in [shown] if is_one else [[life] for life in shown]:
        drawing = lanes_of(case, some, is_by_age=arguments.by_age, author=arguments.author, state_hash=state_hash)
        name = f"{path.stem}-{document_name(case, some[0].child, path.suffix[1:])}"
        file = path if is_one else path.with_name(name)
        write_lanes(drawing, file)
        for notice in drawing.notices:
            print(plain(notice), file=sys.stderr)
        say(f"{file}: {', '.join(life.timeline.child.shown_name for life in some)}")
