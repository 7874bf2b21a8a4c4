"""`kinline export`: the family as GEDCOM."""

from __future__ import annotations

import sys
from argparse import Namespace

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.view_commands import output_given, redaction_given


def export(arguments: Namespace) -> int:
    """Write the family into one file and say what it does not carry."""
    from chronology.journal.fold import state_hash
    from tui.family_exports import gedcom_export
    from tui.leaving import leaving, let_leave

    path = output_given(arguments.output, ("ged",))
    source = source_of(arguments)
    say_reports(source)
    day = today()
    child = children_meant(source.case, arguments.child, day)[0].id if arguments.child else None
    request = redaction_given(arguments, source.case, child)
    if child is not None and request is None:
        raise UsageError("--child: only with --redact.", remedy="Leave it out: the whole family is exported.")
    with progress() as line:
        line(f"writing {path.name}")
        out, _ = leaving(source.case, state_hash, request, day=day, keep=source.keep)
        made = let_leave(gedcom_export(path, arguments.gedcom, arguments.show), out, author="", keep=source.keep)
    say(f"{path}: {made.held}, GEDCOM {arguments.gedcom}. It is not encrypted.")
    for words in made.notices:
        print(plain(words), file=sys.stderr)
    return 0
