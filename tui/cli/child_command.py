"""`kinline child`: one child's page, and the lanes of a child's life or of siblings' on one axis."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say, say_json
from tui.cli.view_commands import output_given, redaction_given

if TYPE_CHECKING:
    from tui.leaving import Leaving, Made

FORMATS_PAGE, FORMATS_LANES = ("docx", "pdf", "html", "txt", "json"), ("svg", "png", "pdf", "txt")


def child(arguments: Namespace) -> int:
    """Say what life was like for one child, or for each subject child; draw it as lanes where asked for."""
    page = output_given(arguments.output, FORMATS_PAGE) if arguments.output else None
    drawn = output_given(arguments.lanes, FORMATS_LANES) if arguments.lanes else None
    if drawn is None and (arguments.siblings or arguments.by_age):
        raise UsageError("--siblings and --by-age: only with --lanes.", remedy="Add --lanes lanes.svg.")
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    known_on = day_given(arguments.known_on, "--known-on")
    known = source.case.as_known_on(known_on) if known_on is not None else None
    part = known.case if known is not None else source.case
    children = children_meant(source.case, arguments.child, day)
    if page is not None and len(children) > 1:
        raise UsageError("-o: one child's page at a time.", remedy="Name one with --child.")
    if arguments.redact and (arguments.siblings or (page is None and drawn is None)):
        raise UsageError(
            "what is made for an audience is one child's, and a file that can be searched.",
            remedy="Leave --siblings out, and give -o or --lanes.",
        )
    if arguments.redact and len(children) > 1:
        raise UsageError("--redact: one child at a time.", remedy="Name one with --child.")
    from chronology.journal.fold import state_hash
    from tui.exports import Lives, lanes_export, names_of, not_learned_words, page_export, subjects_or_none
    from tui.leaving import leaving, let_leave, let_leave_together

    if known is not None:
        print(not_learned_words(known), file=sys.stderr)
    request = redaction_given(arguments, source.case, children[0].id, is_childs_own=True)
    with progress() as line:
        line("reading the record")
        out, _ = leaving(part, state_hash, request, day=day, whole=source.case, keep=source.keep)
        lives = Lives(out, day)
        pages = [lives.page_of(child) for child in children]
    if arguments.json:
        from exporters.documents.child import child_data

        say_json({"children": [child_data(case, life, lacking) for case, life, lacking in pages]})
        return 0
    say_reports(source)
    _say_withheld(out)
    if page is not None:
        export = page_export(children[0], page, lives, author=arguments.author)
        made = let_leave(export, out, author=arguments.author, keep=source.keep)
        _said(made)
        for file, _ in made.files:
            say(f"{file}: {children[0].shown_name}")
    elif drawn is None:
        from exporters.documents.child import child_text

        for page_of_one in pages:
            say(child_text(*page_of_one))
    if drawn is not None:
        from exporters.documents.file_names import path_of_child

        shown = list(children)
        if arguments.siblings:
            shown += [p for p in subjects_or_none(source.case, day) if p not in children]
        groups = [shown] if arguments.siblings or len(shown) == 1 else [[child] for child in shown]
        several, files = [], []
        for some in groups:
            files.append(drawn if len(groups) == 1 else path_of_child(drawn, out.case, some[0].id))
            export = lanes_export(some, files[-1], lives, is_by_age=arguments.by_age, author=arguments.author)
            several.append((export, out))
        done = let_leave_together(several, author=arguments.author, keep=source.keep)
        for some, file, made in zip(groups, files, done, strict=True):
            _said(made)
            say(f"{file}: {names_of(some)}")
    return 0


def _say_withheld(out: Leaving) -> None:
    from chronology.disclosure.restricted import without_restricted
    from chronology.patterns.words import counted

    open_to_all = without_restricted(out.case)
    held = open_to_all.of_events + open_to_all.of_people
    if held:
        records = counted(held, "record is", "records are")
        print(f"{records} withheld from every page, as restricted where recorded", file=sys.stderr)


def _said(made: Made) -> None:
    for notice in made.notices:
        print(plain(notice), file=sys.stderr)
