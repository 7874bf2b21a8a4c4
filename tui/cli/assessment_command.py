"""`kinline assessment`: everything that goes into an assessment, in one document."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.child_command import subjects_or_none
from tui.cli.profiles import profile_given
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say
from tui.cli.templates import template_given
from tui.cli.view_commands import audience_of, output_given, redaction_given

FORMATS = ("docx", "pdf", "html", "txt")


def assessment(arguments: Namespace) -> int:
    """Write the pack of one child, or of every subject child of the family."""
    from chronology.disclosure.screening import with_included
    from chronology.journal.fold import state_hash
    from exporters.assessment.pack import assessment_document
    from exporters.documents.writing import rendered
    from tui.leaving import Leaving, Made, leaving, pictures_of, put_in_place

    path = output_given(arguments.output, FORMATS)
    profile, template = profile_given(arguments.profile), template_given(arguments.template, path)
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    child = children[0].id if len(children) == 1 else None
    request = redaction_given(arguments, source.case, child, is_childs_own=True)

    def make(some: Leaving) -> Made:
        case, included = some.case, some.included
        if some.projection is None and child is not None:
            case, included = with_included(some.case, audience_of(profile), child)
        document = assessment_document(
            case,
            tuple(case.people[person.id] for person in children),
            siblings=() if some.projection else subjects_or_none(case, day),
            day=day,
            profile=profile,
            author=arguments.author,
            state_hash=some.state_hash,
            made_for=some.made_for,
            included=included,
        )
        data, said = rendered(document, path.suffix[1:], template=template)
        return Made([(path, data)], (*document.notices, *said), pictures_of(document))

    names = ", ".join(person.shown_name for person in children)
    with progress() as line:
        line("making the assessment pack")
        out, _ = leaving(source.case, state_hash, request, day=day, keep=source.keep)
        made = out.searched(make, author=arguments.author, others_too=False)
        put_in_place(made.files, out, what=f"assessment pack of {names}", keep=source.keep)
    for notice in made.notices:
        print(plain(notice), file=sys.stderr)
    say(f"{path}: {names}")
    return 0
