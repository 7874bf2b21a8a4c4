"""`kinline ecomap`: who and what is around a child."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.parsers.forms import FORMATS_ECOMAP
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.view_commands import output_given, redaction_given


def ecomap(arguments: Namespace) -> int:
    """Draw the ecomap of one child, or one for each subject child."""
    output = output_given(arguments.output, FORMATS_ECOMAP)
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    known_on = day_given(arguments.known_on, "--known-on")
    children = children_meant(source.case, arguments.child, day)
    from chronology.journal.fold import state_hash
    from exporters.documents.file_names import path_of_child
    from tui.exports import Around, ecomap_export
    from tui.leaving import leaving, let_leave_together

    around = Around(arguments.household, arguments.circles, arguments.title, known_on)
    whole = source.case
    several, paths = [], []
    with progress() as line:
        for child in children:
            paths.append(output if arguments.child else path_of_child(output, source.case, child.id))
            request = redaction_given(arguments, whole, child.id, is_childs_own=True)
            part = whole.as_known_on(known_on).case if known_on is not None and request else whole
            out, whole = leaving(part, state_hash, request, day=day, whole=whole, keep=source.keep)
            several.append((ecomap_export(child, paths[-1], around, day=day, author=arguments.author), out))
        line("drawing what is around each child")
        done = let_leave_together(several, author=arguments.author, keep=source.keep)
    for child, path, made in zip(children, paths, done, strict=True):
        for notice in made.notices:
            print(plain(f"{child.shown_name}: {notice}" if len(children) > 1 else notice), file=sys.stderr)
        say(f"{path}: {made.count or 'nothing recorded'} around {child.shown_name}")
    return 0
