"""`kinline ecomap`: who and what is around a child."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.arguments import FORMATS_ECOMAP
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.view_commands import output_given


def ecomap(arguments: Namespace) -> int:
    """Draw the ecomap of one child, or one for each subject child."""
    output = output_given(arguments.output, FORMATS_ECOMAP)
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    known_on = day_given(arguments.known_on, "--known-on")
    children = children_meant(source.case, arguments.child, day)
    from exporters.documents.chronology import document_name
    from exporters.ecomap.ecomap import ecomap as draw
    from exporters.ecomap.ecomap import write_ecomap

    with progress() as line:
        for child in children:
            line(f"drawing what is around {child.shown_name}")
            drawing = draw(
                source.case,
                child.id,
                day=day,
                known_on=known_on,
                is_household=arguments.household,
                has_circles=arguments.circles,
                title=arguments.title,
                author=arguments.author,
                state_hash=source.state_hash,
            )
            name = f"{output.stem}-{document_name(source.case, child.id, output.suffix[1:])}"
            path = output if arguments.child else output.with_name(name)
            write_ecomap(drawing, path)
            line.clear()
            for notice in drawing.notices:
                print(plain(f"{child.shown_name}: {notice}" if len(children) > 1 else notice), file=sys.stderr)
            count = len(drawing.around.systems)
            say(
                f"{path}: {count} around {child.shown_name}"
                if count
                else f"{path}: nothing recorded around {child.shown_name}"
            )
    return 0
