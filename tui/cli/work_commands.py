"""`kinline plan`, `supervision` and `adopt`: the work with a child, the page for the meeting, and what is made of a pattern."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, day_given, is_case_file, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say, say_json
from tui.cli.view_commands import output_given
from tui.exports import subjects_or_none

if TYPE_CHECKING:
    from datetime import date

    from chronology.record.people import Person
    from exporters.documents.pages import Document
    from tui.cli.sources import Source
    from tui.exports import Export
    from tui.leaving import Made

FORMATS = ("docx", "pdf", "html", "txt", "json")


def plan(arguments: Namespace) -> int:
    """Say, or write, what is recorded of the work with one child or with each subject child."""
    from chronology.checks.registry import looking_at, points_of
    from exporters.work.gathered import work_of
    from exporters.work.plan import work_data, work_document
    from tui.family_exports import plan_export

    path, source, day, children = _asked(arguments)
    if path is not None and not arguments.json:
        say_reports(source)
        with progress() as line:
            exports = [
                plan_export(source.case, child, to, day=day, author=arguments.author, progress=line)
                for child, to in _one_each(path, children, source)
            ]
            made = _let_leave(exports, source, arguments.author)
        _say_written(made, [child.shown_name for child in children])
        return 0
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
        _show(work_document(work, state_hash=source.state_hash, author=arguments.author))
    return 0


def supervision(arguments: Namespace) -> int:
    """Say, or write, the page for a supervision meeting: open questions, untested narratives, patterns and points."""
    from chronology.checks.registry import looking_at, points_of
    from chronology.patterns.registry import patterns_of
    from exporters.work.meeting import meeting_data, meeting_document
    from tui.family_exports import supervision_export

    path, source, day, children = _asked(arguments)
    if path is not None and not arguments.json:
        say_reports(source)
        with progress() as line:
            export = supervision_export(source.case, children, path, day=day, author=arguments.author, progress=line)
            made = _let_leave([export], source, arguments.author)
        _say_written(made, ["the page for supervision"])
        return 0
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
    _show(
        meeting_document(looking, raised, points, family=family, author=arguments.author, state_hash=source.state_hash)
    )
    return 0


def _asked(arguments: Namespace) -> tuple[Path | None, Source, date, tuple[Person, ...]]:
    """Return the file to write, where one is asked for, and of what, as at which day and of whom."""
    path = output_given(arguments.output, FORMATS) if arguments.output else None
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    return path, source, day, children_meant(source.case, arguments.child, day)


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


def _one_each(path: Path, children: Sequence[Person], source: Source) -> list[tuple[Person, Path]]:
    """Return each child with the file of the child's own: the path itself where there is one child."""
    from exporters.documents.file_names import path_of_child

    if len(children) == 1:
        return [(children[0], path)]
    return [(child, path_of_child(path, source.case, child.id)) for child in children]


def _let_leave(exports: Sequence[Export], source: Source, author: str) -> list[Made]:
    from tui.leaving import Leaving, let_leave_together

    out = Leaving(source.case, source.state_hash)
    return let_leave_together([(export, out) for export in exports], author=author, keep=source.keep)


def _say_written(several: Sequence[Made], names: Sequence[str]) -> None:
    for made, whose in zip(several, names, strict=True):
        for notice in made.notices:
            print(plain(notice), file=sys.stderr)
        for path, _ in made.files:
            say(f"{path}: {whose}")
