"""An invented child with everything an ecomap can hold, and ways to look at a drawing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from chronology.record.households import Household, Residence
from chronology.record.people import Person, Place
from chronology.record.plans import Attendance, Meeting, Service, ServicePeriod, ServiceState
from chronology.record.sources import Standing
from chronology.record.ties import Bond
from chronology.record.values import Record
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import Box, Ellipse, Group, Mark, Path, Words
from exporters.ecomap.ecomap import Ecomap, ecomap
from exporters.ecomap.plane import grown, hits, overlap
from exporters.ecomap.system import System
from exporters.genogram.room import Rect, hull
from tests.families import child_of, couple, person

DAY = date(2025, 1, 31)


def bond(one: str, other: str, nature: str, **more: object) -> Bond:
    """Return a tie from one to another, one way unless it is said to be mutual."""
    more.setdefault("is_mutual", False)
    return Bond(id=f"{one}-{other}-{nature}", source=one, target=other, nature=nature, **more)  # type: ignore[arg-type]


def someone(i: str, name: str, place: str, role: str = "", agency: str = "", gender: str = "female") -> Person:
    """Return somebody who is not family."""
    return person(i, name, gender, place=Place(place), role=role, agency=agency)


def entry(i: str, *children: str, agency: str = "School", when: str = "2024-05-01", **more: object) -> Entry:
    """Return an entry that an agency wrote."""
    return Entry(id=i, when=When(edtf=when), children=children, origin=Origin(agency=agency), event="x", **more)  # type: ignore[arg-type]


def service(
    i: str, name: str, *children: str, state: str = "started", when: str = "2024-03/..", **more: object
) -> Service:
    """Return a service in one state."""
    period = ServicePeriod(state=ServiceState(state), when=When(edtf=when))
    return Service(id=i, name=name, children=children, periods=(period,), **more)  # type: ignore[arg-type]


def vale() -> tuple[Record, ...]:
    """Return Bea Vale and what is around her: every kind of line, and a brother with a life of his own."""
    return (
        person("bea", "Bea Vale", "female", "2014-02-03", is_subject=True),
        person("cal", "Cal Vale", "male", "2017-06-01", is_subject=True),
        person("mo", "Mo Vale", "female", "1985"),
        person("al", "Al Vale", "male", "1983"),
        person("gran", "Ivy Vale", "female", "1955"),
        person("grandad", "Otto Vale", "male", "1950", is_dead=True),
        person("uncle", "Ted Vale", "male", "1980"),
        person("kit", "Kit Rowe", "non-binary", "1990"),
        person("far", "Far Cousin", "unknown", "1970"),
        child_of("bea", "mo", "al"),
        child_of("cal", "mo", "al"),
        child_of("al", "gran", "grandad"),
        child_of("uncle", "gran", "grandad"),
        couple("c", "al", "mo", ("cohabiting", "2012"), ("separated", "2020")),
        couple("k", "kit", "mo", ("cohabiting", "2022")),
        someone("penn", "Jo Penn", "network", "neighbour"),
        someone("coach", "Sam Lock", "network", "football coach", gender="male"),
        someone("friend", "Nell Ash", "network"),
        someone("worker", "R. Osei", "professional", "social worker", "Family help"),
        someone("tutor", "Mr Dove", "professional", "mentor", "School", gender="male"),
        Household(id="home", name="3 Elm Row", address="3 Elm Row"),
        *[
            Residence(id=f"r-{i}", person=i, household="home", when=When(edtf="2022/.."))
            for i in ("bea", "cal", "mo", "kit")
        ],
        bond("gran", "bea", "close", is_mutual=True),
        bond("al", "bea", "distant"),
        bond("kit", "bea", "conflict", standing=Standing.ALLEGED),
        bond("mo", "bea", "close"),
        bond("bea", "mo", "stressful"),
        bond("uncle", "bea", "cutoff"),
        bond("penn", "bea", "support"),
        bond("bea", "friend", "caring"),
        bond("tutor", "bea", "mentor"),
        bond("coach", "bea", "support", is_mutual=True),
        bond("worker", "bea", "violence"),
        bond("penn", "mo", "close"),
        bond("friend", "cal", "conflict"),
        entry("e1", "bea", agency="School", when="2023-09-04"),
        entry("e2", "bea", "cal", agency="school", when="2024-11-12"),
        entry("e3", "bea", agency="GP", when="2022"),
        entry("e4", "cal", agency="Audiology"),
        entry("e5", agency="Police"),
        service("s1", "Play therapy", "bea", provider="Thornbeck CAMHS", state="waiting"),
        service("s2", "Swimming club", "bea"),
        service("s3", "Speech therapy", "cal"),
        service("s4", "Nurture group", "bea", state="ended", when="2023/2024-05"),
        Meeting(
            id="m1", what="core group", when=When(edtf="2024-06-03"), children=("bea",),
            attendance=(
                Attendance(name="Ms Hale", agency="Housing", attended=True),
                Attendance(name="T. Brook", role="health visitor", attended=True),
                Attendance(name="R. Osei", person="worker", attended=True),
                Attendance(name="PC Lunn", agency="Police", attended=False),
            ),
        ),
    )  # fmt: skip


def draw(*records: Record, child: str = "bea", day: date = DAY, **more: object) -> Ecomap:
    """Return the ecomap of a child among these records."""
    return ecomap(CaseFile.of(records), child, day=day, **more)  # type: ignore[arg-type]


def around(drawing: Ecomap) -> dict[str, System]:
    """Return everything around the child by name."""
    return {system.name: system for system in drawing.around.systems}


def texts(drawing: Ecomap) -> str:
    """Return every text of the drawing, one a line."""
    return "\n".join(drawing.scene.texts())


def _rect(mark: Mark) -> Rect:
    if isinstance(mark, Words):
        width = text_width(mark.text, mark.size, is_bold=mark.is_bold)
        left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
        return left, mark.y - mark.size * 0.72, left + width, mark.y + mark.size * 0.2
    if isinstance(mark, Path):
        return hull((x, y, x, y) for x, y in mark.points)
    half = (mark.rx, mark.ry) if isinstance(mark, Ellipse) else (mark.w / 2, mark.h / 2)
    return mark.x - half[0], mark.y - half[1], mark.x + half[0], mark.y + half[1]


def _words(group: Group) -> Iterator[tuple[str, Rect]]:
    for mark in group.marks:
        if isinstance(mark, Words):
            yield mark.text, _rect(mark)


def _is_in_centre(rect: Rect, shape: Rect) -> bool:
    """Return whether a rectangle reaches into the ellipse that fills another."""
    x, y = (shape[0] + shape[2]) / 2, (shape[1] + shape[3]) / 2
    near_x = max(rect[0] - x, x - rect[2], 0.0) / (shape[2] - shape[0]) * 2
    near_y = max(rect[1] - y, y - rect[3], 0.0) / (shape[3] - shape[1]) * 2
    return near_x**2 + near_y**2 < 1.0


def overlaps(drawing: Ecomap) -> list[str]:
    """Return every meeting of words with words, of words or a line with somebody's symbol, of a line with others' words."""
    groups = drawing.scene.groups
    words = [(n, text, rect) for n, group in enumerate(groups) for text, rect in _words(group)]
    shapes = [
        (n, group.title, _rect(mark))
        for n, group in enumerate(groups)
        if group.role in {"person", "service", "centre"}
        for mark in group.marks
        if isinstance(mark, Box | Ellipse | Path)
    ]
    lines = [
        (n, group.title, mark.points)
        for n, group in enumerate(groups)
        if group.role == "tie"
        for mark in group.marks
        if isinstance(mark, Path) and not mark.is_closed
    ]
    found = [
        f"words {a!r} and {b!r}"
        for k, (_, a, one) in enumerate(words)
        for _, b, other in words[k + 1 :]
        if overlap(one, other, -0.2)
    ]
    found += [
        f"words {text!r} and the shape of {title!r}"
        for n, text, rect in words
        for m, title, shape in shapes
        if n != m and groups[n].role != "centre" and overlap(rect, shape, -0.2)
        if groups[m].role != "centre" or _is_in_centre(rect, shape)
    ]
    for n, title, points in lines:
        for start, end in itertools.pairwise(points):
            found += [f"line {title!r} and words {t!r}" for m, t, r in words if m != n and hits(start, end, r)]
            found += [
                f"line {title!r} and the shape of {other!r}"
                for m, other, r in shapes
                if groups[m].role != "centre" and hits(start, end, grown(r, -1.0)) and other.split(",")[0] not in title
            ]
    width, height = drawing.scene.width, drawing.scene.height
    found += [f"{t!r} leaves the page" for _, t, r in words if r[0] < 0 or r[1] < 0 or r[2] > width or r[3] > height]
    return found
