"""`kinline check`: points to consider about the record and the work: what each is about, and what would settle it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chronology.patterns.words import listed
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import progress, say, say_json
from tui.exports import subjects_or_none

if TYPE_CHECKING:
    from chronology.checks.points import Point
    from chronology.record.casefile import CaseFile

FAULTS = 1
"""Exit code where something cannot be as it is recorded."""
MOST_PLACES = 3
"""Places named of one point; the rest are counted."""

_NAME = "\ue000"
"""Stands for a child's name while points are laid together."""


def check(arguments: Namespace) -> int:
    """Say what in the record cannot be, what is not known and what to consider; exit code 1 where something cannot be."""
    from chronology.checks.registry import points_before_closing, points_of

    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = subjects_or_none(source.case, day)
    only = children_meant(source.case, arguments.child, day) if arguments.child else ()
    with progress() as line:
        line("looking through the record")
        if arguments.before_closing:
            points = points_before_closing(source.case, only or children, day=day)
        else:
            points = points_of(source.case, children, day=day)
    if only:
        wanted = {child.id for child in only}
        points = tuple(p for p in points if p.child in {None, *wanted} and _is_of(source.case, p, wanted))
    faults = sum(point.is_fault for point in points)
    if arguments.json:
        say_json({"points": [_data(source.case, point) for point in points], "faults": faults})
        return FAULTS if faults else 0
    say_reports(source)
    if arguments.before_closing:
        say("If the work were closed now:")
    for kind in dict.fromkeys(point.kind for point in points):
        for line_ in _told(source.case, [point for point in points if point.kind == kind]):
            say(line_)
    nothing = "Nothing stands in the way." if arguments.before_closing else "Nothing to consider was found."
    unknown = sum(not point.is_fault for point in points)
    say(f"{faults} that cannot be, {unknown} to consider. They advise, and stop nothing." if points else nothing)
    return FAULTS if faults else 0


def _is_of(case: CaseFile, point: Point, wanted: set[str]) -> bool:
    """Return whether a point is of some children: about one of them, or of a record that is theirs."""
    if point.child is not None:
        return point.child in wanted
    record = case.records.get(point.records[0])
    children = set(getattr(record, "children", ()))
    return not children or bool(children & wanted) or point.records[0] in wanted


def _told(case: CaseFile, points: list[Point]) -> Iterable[str]:
    """Yield the points of one check: its title, each point with its places, and what would settle them."""
    first = points[0]
    title = first.data.title
    yield f"{title[0].upper()}{title[1:]}{' (cannot be)' if first.is_fault else ''}"
    for words, point in _together(case, points):
        places = [
            p for at, r in enumerate(point.records) if (not at or r not in case.people) and (p := _place(case, r))
        ]
        more = f"; and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
        told = "; ".join(places[:MOST_PLACES])
        yield f"  - {words}{f' ({told}{more})' if places else ''}"
    yield f"    settles it: {first.data.settles} [{first.data.source}; {first.data.authority.value}]"
    yield ""


def _together(case: CaseFile, points: list[Point]) -> Iterable[tuple[str, Point]]:
    """Yield points with their words; what is said of several children in the same words is said once, of them all."""
    found: dict[tuple[str, tuple[str, ...]], list[Point]] = {}
    for point in points:
        name = case.people[point.child].shown_name if point.child and point.child in case.people else ""
        key = point.words.replace(name, _NAME) if name else point.words
        found.setdefault((key, point.records), []).append(point)
    for (words, _), some in found.items():
        names = listed(case.people[p.child].shown_name for p in some if p.child and p.child in case.people)
        yield words.replace(_NAME, names), some[0]


def _data(case: CaseFile, point: Point) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "title": point.data.title,
        "fault": point.is_fault,
        "message": point.words,
        "child": point.child,
        "records": [{"id": i, "place": _place(case, i)} for i in point.records],
        "settled_by": point.data.settles,
        "source": point.data.source,
        "authority": point.data.authority.value,
    }


def _place(case: CaseFile, ident: str) -> str:
    """Return the file and row that a record was read from; empty where it was not imported."""
    cites = getattr(case.records.get(ident), "cites", ())
    if not cites or cites[0].document not in case.documents:
        return ""
    cite = cites[0]
    return f"{case.documents[cite.document].name}{f', {cite.place}' if cite.place else f', row {cite.row}' if cite.row else ''}"
