"""`kinline assessment`: everything that goes into an assessment, in one document."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.profiles import profile_given
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.templates import template_given
from tui.cli.view_commands import output_given, redaction_given

FORMATS = ("docx", "pdf", "html", "txt")


def assessment(arguments: Namespace) -> int:
    """Write the pack of one child, or of every subject child of the family."""
    from chronology.journal.fold import state_hash
    from tui.exports import Chosen, names_of, pack_export
    from tui.leaving import leaving, let_leave

    path = output_given(arguments.output, FORMATS)
    chosen = Chosen(profile_given(arguments.profile), template=template_given(arguments.template, path))
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    child = children[0].id if len(children) == 1 else None
    request = redaction_given(arguments, source.case, child, is_childs_own=True)
    with progress() as line:
        line("making the assessment pack")
        out, _ = leaving(source.case, state_hash, request, day=day, keep=source.keep)
        export = pack_export(children, path, chosen, day=day, author=arguments.author, progress=line)
        made = let_leave(export, out, author=arguments.author, keep=source.keep)
    for notice in made.notices:
        print(plain(notice), file=sys.stderr)
    for file, _ in made.files:
        say(f"{file}: {names_of(children)}")
    return 0
