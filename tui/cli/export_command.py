"""`kinline export`: the family as GEDCOM."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.sources import say_reports, source_of
from tui.cli.speaking import plain, progress, say
from tui.cli.view_commands import output_given


def export(arguments: Namespace) -> int:
    """Write the family into one file and say what it does not carry."""
    from chronology.patterns.words import counted
    from exporters.documents.atomic import replace_file
    from exporters.gedcom.lines import Version
    from exporters.gedcom.tree import gedcom_file
    from exporters.genogram.chosen import shown_marks

    path = output_given(arguments.output, ("ged",))
    source = source_of(arguments)
    say_reports(source)
    with progress() as line:
        line(f"writing {path.name}")
        made = gedcom_file(source.case, Version(arguments.gedcom), show=shown_marks(arguments.show))
        replace_file(path, made.text.encode("utf-8", "replace"))
    families = counted(made.families, "family", "families")
    people = counted(made.people, "person", "people")
    say(f"{path}: {people}, {families}, GEDCOM {arguments.gedcom}. It is not encrypted.")
    for words in made.left_out:
        print(plain(f"not in it: {words}"), file=sys.stderr)
    return 0
