"""`kinline check`: points to consider about the record itself."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from tui.cli.child_command import subjects_or_none
from tui.cli.sources import day_given, say_reports, source_of, today
from tui.cli.speaking import say, say_json

if TYPE_CHECKING:
    from chronology.checks.points import Point
    from chronology.record.casefile import CaseFile

FAULTS = 1
"""Exit code where something cannot be as it is recorded."""


def check(arguments: Namespace) -> int:
    """Say what in the record cannot be, contradicts itself or is not known; exit code 1 where something cannot be."""
    from chronology.checks.registry import points_of

    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    points = points_of(source.case, subjects_or_none(source.case, day), day=day)
    faults = sum(point.is_fault for point in points)
    if arguments.json:
        say_json({"points": [_data(source.case, point) for point in points], "faults": faults})
        return FAULTS if faults else 0
    say_reports(source)
    for point in points:
        place = _place(source.case, point.records[0])
        say(f"{'cannot be' if point.is_fault else 'not known'}: {point.words}{f' ({place})' if place else ''}")
    say(f"{faults} that cannot be, {len(points) - faults} not known" if points else "Nothing to consider was found.")
    return FAULTS if faults else 0


def _data(case: CaseFile, point: Point) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "fault": point.is_fault,
        "message": point.words,
        "records": [{"id": i, "place": _place(case, i)} for i in point.records],
    }


def _place(case: CaseFile, ident: str) -> str:
    """Return the file and row that a record was read from; empty where it was not imported."""
    cites = getattr(case.records.get(ident), "cites", ())
    if not cites or cites[0].document not in case.documents:
        return ""
    cite = cites[0]
    return f"{case.documents[cite.document].name}{f', {cite.place}' if cite.place else f', row {cite.row}' if cite.row else ''}"
