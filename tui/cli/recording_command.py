"""`kinline recording`: similar wording in each child's recording, and what is new each month."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import progress, say, say_json


def recording(arguments: Namespace) -> int:
    """Say what wording is similar to earlier notes of a child, to a sibling's or to another family's."""
    from chronology.disclosure.restricted import without_restricted
    from chronology.lives.recording.similar import recording_of
    from exporters.documents.recording import recording_data, recording_text

    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    others = []
    for other in arguments.beside:
        read = source_of(Namespace(**{**vars(arguments), "source": [other]}))
        others.append((other.replace("\\", "/").rsplit("/", 1)[-1], read.case))
    with progress() as line:
        line("comparing the notes")
        case = without_restricted(source.case).case
        others = [(name, without_restricted(other).case) for name, other in others]
        found = recording_of(case, [child.id for child in children], day=day, others=others)
    if arguments.json:
        say_json(recording_data(case, found))
        return 0
    say_reports(source)
    say(recording_text(case, found).rstrip("\n"))
    return 0
