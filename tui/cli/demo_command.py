"""`kinline demo`: the invented family, from its agencies' files to genogram and chronologies."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.speaking import Progress, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chronology.journal.opencase import OpenCase
    from chronology.record.values import Record


MOST_TITLES = 4
"""Patterns named for each child; the others are counted."""


def demo(arguments: Namespace) -> int:
    """Make the example case file, write its genogram and each child's chronology, and open the app on a terminal."""
    folder = Path(arguments.folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file.", remedy="Name a folder: kinline demo DIR")
    folder.mkdir(parents=True, exist_ok=True)
    case, identity_file = folder / "marlow.kin", folder / "demo-identity.txt"
    with progress() as line, _case(folder, line) as opened:
        _write(opened, folder, line)
        line.clear()
        _say_patterns(opened)
    say()
    say(f"The Marlow family is invented. Its case file is {case}; its key, for trying out only, lies beside it.")
    say(f"Open it:   kinline open {case} --identity {identity_file}")
    if not arguments.no_open and sys.stdin.isatty() and sys.stdout.isatty():
        from tui.cli.app_command import open_app

        return open_app(Namespace(case=str(case), identity=str(identity_file), read_only=False))
    return 0


def _case(folder: Path, line: Progress) -> OpenCase:
    from tui.samples import CASE, make_sample, open_sample

    if (folder / CASE).exists():
        say(f"{folder / CASE} is there already: its files are written again.")
        return open_sample(folder)
    opened, plan = make_sample(folder, line)
    line.clear()
    for report in plan.reports:
        say(report.sentence())
    return opened


def _write(opened: OpenCase, folder: Path, line: Progress) -> None:
    from chronology.demo import DEMO_DAY
    from chronology.journal.fold import state_hash
    from chronology.lives.children import subject_children
    from chronology.record.dates import When
    from exporters.documents.chronology import chronology_document
    from exporters.documents.file_names import document_name
    from exporters.documents.writing import rendered
    from exporters.genogram.genogram import genogram
    from exporters.genogram.writing import files_of
    from tui.leaving import Leaving, put_in_place

    code = state_hash(opened.case)
    say(f"Written, as at {When.on(DEMO_DAY).words()}:")
    line("drawing the family")
    drawing = genogram(opened.case, day=DEMO_DAY, title="The Marlow family", state_hash=code)
    out = Leaving(opened.case, code)

    def keep(label: str, *, why: str = "", values: Sequence[Record] = ()) -> None:
        opened.record(label, values, why=why)

    for suffix in ("svg", "png", "pdf"):
        path = folder / f"genogram.{suffix}"
        put_in_place(files_of([(drawing, path)]), out, what="genogram", keep=keep)
        line.clear()
        say(f"  {path}")
    for child in subject_children(opened.case, DEMO_DAY):
        line(f"writing the chronology of {child.shown_name}")
        document = chronology_document(opened.case, child.id, day=DEMO_DAY, state_hash=code)
        for suffix in ("docx", "pdf"):
            path = folder / f"chronology-{document_name(opened.case, child.id, suffix)}"
            data, _ = rendered(document, suffix)
            put_in_place([(path, data)], out, what=f"chronology of {child.shown_name}", keep=keep)
            line.clear()
            say(f"  {path}   {child.shown_name}")


def _say_patterns(opened: OpenCase) -> None:
    """Say which patterns there are to consider in each child's record; the entries behind them are one command away."""
    from chronology.demo import DEMO_DAY
    from chronology.lives.children import subject_children
    from chronology.patterns.registry import patterns_of

    say("Patterns to consider (kinline patterns shows the entries behind each):")
    for child in subject_children(opened.case, DEMO_DAY):
        titles = dict.fromkeys(
            pattern.data.title
            for pattern in patterns_of(opened.case, child.id, day=DEMO_DAY)
            if pattern.certainty == "certain"
        )
        shown = list(titles)[:MOST_TITLES]
        more = f"; and {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
        say(f"  {child.shown_name}: {'; '.join(shown) or 'none'}{more}")
