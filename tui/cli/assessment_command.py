"""`kinline assessment`: everything that goes into an assessment, in one document."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.child_command import subjects_or_none
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.view_commands import output_given

FORMATS = ("docx", "pdf", "html", "txt")


def assessment(arguments: Namespace) -> int:
    """Write the pack of one child, or of every subject child of the family."""
    from exporters.assessment.pack import assessment_document
    from exporters.documents.writing import write_document

    path = output_given(arguments.output, FORMATS)
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    with progress() as line:
        line("making the assessment pack")
        document = assessment_document(
            source.case,
            children,
            siblings=subjects_or_none(source.case, day),
            day=day,
            profile=arguments.profile,
            author=arguments.author,
            state_hash=source.state_hash,
        )
        line(f"writing {path.name}")
        notices = write_document(document, path)
    for notice in notices:
        print(plain(notice), file=sys.stderr)
    say(f"{path}: {', '.join(child.shown_name for child in children)}")
    return 0
