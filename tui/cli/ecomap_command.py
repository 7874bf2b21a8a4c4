"""`kinline ecomap`: who and what is around a child."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from tui.cli.arguments import FORMATS_ECOMAP
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.view_commands import output_given, redaction_given

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from chronology.record.people import Person
    from tui.leaving import Keep, Leaving, Made


def ecomap(arguments: Namespace) -> int:
    """Draw the ecomap of one child, or one for each subject child."""
    output = output_given(arguments.output, FORMATS_ECOMAP)
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    known_on = day_given(arguments.known_on, "--known-on")
    children = children_meant(source.case, arguments.child, day)
    from chronology.journal.fold import state_hash
    from exporters.documents.chronology import document_name
    from tui.leaving import leaving

    whole = source.case
    for child in children:
        name = f"{output.stem}-{document_name(source.case, child.id, output.suffix[1:])}"
        path = output if arguments.child else output.with_name(name)
        request = redaction_given(arguments, whole, child.id, is_childs_own=True)
        part = whole.as_known_on(known_on).case if known_on is not None and request else whole
        with progress() as line:
            line(f"drawing what is around {child.shown_name}")
            out, whole = leaving(part, state_hash, request, day=day, whole=whole, keep=source.keep)
            made = _drawn(
                arguments, out, child, path, day=day, known_on=None if request else known_on, keep=source.keep
            )
        for notice in made.notices:
            print(plain(f"{child.shown_name}: {notice}" if len(children) > 1 else notice), file=sys.stderr)
        say(f"{path}: {made.count or 'nothing recorded'} around {child.shown_name}")
    return 0


def _drawn(
    arguments: Namespace,
    out: Leaving,
    child: Person,
    path: Path,
    *,
    day: date,
    known_on: date | None,
    keep: Keep | None,
) -> Made:
    """Draw what is around one child, searched and recorded."""
    from exporters.drawing.svg import svg_text
    from exporters.ecomap.ecomap import ecomap as draw
    from exporters.ecomap.ecomap import rendered
    from tui.leaving import Made, put_in_place

    def make(some: Leaving) -> Made:
        drawing = draw(
            some.pages,
            child.id,
            day=day,
            known_on=known_on,
            is_household=arguments.household,
            has_circles=arguments.circles,
            title=arguments.title,
            author=arguments.author,
            state_hash=some.state_hash,
            made_for=some.made_for,
        )
        data, said = rendered(drawing, path.suffix[1:].lower())
        notices = (*drawing.notices, *(words for words in said if words not in drawing.notices))
        lines = [("scene.svg", svg_text(drawing.scene).encode("utf-8", "replace"))]
        return Made([(path, data)], notices, lines, len(drawing.around.systems))

    made = out.searched(make, given=(arguments.title,), author=arguments.author, others_too=False)
    put_in_place(made.files, out, what=f"ecomap of {child.shown_name}", keep=keep)
    return made
