"""`kinline plan`, `supervision` and `adopt`: the work with a child, the page for the meeting, and what is made of a pattern."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, day_given, is_case_file, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say, say_json
from tui.cli.view_commands import output_given
from tui.exports import subjects_or_none

if TYPE_CHECKING:
    from exporters.documents.pages import Document
    from tui.cli.sources import Source

FORMATS = ("docx", "pdf", "html", "txt", "json")


def plan(arguments: Namespace) -> int:
    """Say, or write, what is recorded of the work with one child or with each subject child."""
    from chronology.checks.registry import looking_at, points_of
    from exporters.documents.chronology import document_name
    from exporters.work.gathered import work_of
    from exporters.work.plan import work_data, work_document

    path = output_given(arguments.output, FORMATS) if arguments.output else None
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    every = subjects_or_none(source.case, day) or children
    with progress() as line:
        line("looking through the record")
        points = points_of(source.case, every, day=day)
        works = [work_of(looking_at(source.case, every, day=day), child, points) for child in children]
    if arguments.json:
        say_json({"children": [work_data(work) for work in works]})
        return 0
    say_reports(source)
    for work in works:
        document = work_document(work, state_hash=source.state_hash, author=arguments.author)
        if path is None:
            _show(document)
            continue
        name = f"{path.stem}-{document_name(source.case, work.child.id, path.suffix[1:])}"
        _write(document, path if len(works) == 1 else path.with_name(name), work.child.shown_name, source)
    return 0


def supervision(arguments: Namespace) -> int:
    """Say, or write, the page for a supervision meeting: open questions, untested narratives, patterns and points."""
    from chronology.checks.registry import looking_at, points_of
    from chronology.patterns.registry import patterns_of
    from exporters.work.meeting import meeting_data, meeting_document

    path = output_given(arguments.output, FORMATS) if arguments.output else None
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    with progress() as line:
        line("looking through the record")
        points = points_of(source.case, children, day=day)
        raised = {child.id: patterns_of(source.case, child.id, day=day) for child in children}
    looking = looking_at(source.case, children, day=day)
    if arguments.json:
        say_json(meeting_data(looking, raised, points))
        return 0
    say_reports(source)
    family = source.case.family.name if source.case.family else ""
    document = meeting_document(
        looking, raised, points, family=family, author=arguments.author, state_hash=source.state_hash
    )
    if path is None:
        _show(document)
    else:
        _write(document, path, "the page for supervision", source)
    return 0


def adopt(arguments: Namespace) -> int:
    """Keep what a named worker makes of a pattern: adopted in the worker's words, or set aside with the reason."""
    from chronology.patterns.registry import RULES, patterns_of
    from chronology.patterns.reviews import review_of
    from chronology.practice.patterns import rule_data
    from chronology.record.supervision import Made
    from tui.opening import open_to_write

    known = [rule.key for rule in RULES]
    if arguments.pattern not in known:
        raise UsageError(
            f"--pattern: there is no rule {arguments.pattern}.", remedy=f"Name one of: {', '.join(known)}."
        )
    worker = arguments.worker.strip()
    words = words_given(arguments.words)
    if not worker or not words:
        raise UsageError(
            "a pattern is adopted or set aside by a named worker, in the worker's own words.",
            remedy="Give --worker NAME, and the words in a file (--words FILE) or typed in (--words -).",
        )
    path = Path(arguments.case)
    if not is_case_file(path):
        raise UsageError(
            "what is made of a pattern is kept in a case file.", remedy="kinline adopt CASE --child NAME …"
        )
    with open_to_write(path, arguments) as opened:
        day = day_given(arguments.as_at, "--as-at") or today()
        (child,) = children_meant(opened.case, arguments.child, day)
        found = patterns_of(opened.case, child.id, day=day, only=(arguments.pattern,))
        if not found:
            raise UsageError(
                f"the record of {child.shown_name} shows no “{rule_data(arguments.pattern).title}”.",
                remedy="kinline patterns lists what it shows.",
            )
        made = Made.SET_ASIDE if arguments.set_aside else Made.ADOPTED
        review = review_of(found, child=child.id, made=made, worker=worker, words=words, day=day)
        title = rule_data(arguments.pattern).title
        opened.record(f"“{title}” {made.value} for {child.shown_name} by {worker}", values=(review,))
    say(f"“{title}”: {made.value} for {child.shown_name} by {worker}. Earlier looks at it are kept.")
    return 0


def words_given(given: str) -> str:
    """Return the worker's words from a file or from what is typed; never from the arguments, which a shell remembers."""
    if given == "-":
        return sys.stdin.read().strip()
    try:
        return Path(given).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as failure:
        raise UsageError(
            f"--words: {given} cannot be read as text.", remedy="Name a text file, or - to type."
        ) from failure


def _show(document: Document) -> None:
    from exporters.documents.writing import render

    say(render(document, "txt").decode("utf-8").rstrip("\n"))
    for notice in document.notices:
        print(plain(notice), file=sys.stderr)


def _write(document: Document, path: Path, whose: str, source: Source) -> None:
    from exporters.documents.writing import rendered
    from tui.leaving import Leaving, put_in_place

    data, said = rendered(document, path.suffix[1:])
    what = document.title[0].lower() + document.title[1:]
    put_in_place([(path, data)], Leaving(source.case, source.state_hash), what=what, keep=source.keep)
    for notice in (*document.notices, *said):
        print(plain(notice), file=sys.stderr)
    say(f"{path}: {whose}")
