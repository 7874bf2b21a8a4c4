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
    from chronology.patterns.words import counted
    from exporters.gedcom.lines import Version
    from exporters.gedcom.tree import gedcom_file
    from exporters.genogram.chosen import shown_marks
    from tui.leaving import Leaving, Made, leaving, put_in_place

    path = output_given(arguments.output, ("ged",))
    source = source_of(arguments)
    say_reports(source)
    day = today()
    child = children_meant(source.case, arguments.child, day)[0].id if arguments.child else None
    request = redaction_given(arguments, source.case, child)
    if child is not None and request is None:
        raise UsageError("--child: only with --redact.", remedy="Leave it out: the whole family is exported.")
    told: list[str] = []

    def make(some: Leaving) -> Made:
        made = gedcom_file(some.case, Version(arguments.gedcom), show=shown_marks(arguments.show))
        families = counted(made.families, "family", "families")
        told[:] = [f"{counted(made.people, 'person', 'people')}, {families}"]
        return Made([(path, made.text.encode("utf-8", "replace"))], tuple(f"not in it: {w}" for w in made.left_out))

    with progress() as line:
        line(f"writing {path.name}")
        out, _ = leaving(source.case, state_hash, request, day=day, keep=source.keep)
        made = out.searched(make, others_too=False)
        put_in_place(made.files, out, what=f"the family as GEDCOM {arguments.gedcom}", keep=source.keep)
    say(f"{path}: {told[0]}, GEDCOM {arguments.gedcom}. It is not encrypted.")
    for words in made.notices:
        print(plain(words), file=sys.stderr)
    return 0
