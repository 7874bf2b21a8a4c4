"""What kinds of harm are recorded, together and over time: five lines without a total, co-occurrence, severity, grades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chronology.patterns.life import Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.stages import stage_span
from chronology.patterns.words import counted, in_entries, listed, span_words
from chronology.practice.categories import domain_label
from chronology.practice.patterns import pattern_data, rule_data


def families_of(point: Point) -> tuple[str, ...]:
    """Return the kinds of concern that an entry tells of, neglect first; none for an entry that tells of none."""
    return (*(("neglect",) if point.is_neglect else ()), *point.harms)


def cumulative(reading: Reading) -> Iterator[Found]:
    """Find the five lines of cumulative harm: frequency, type, severity, source, duration (Bromfield and Miller 2007)."""
    points = [p for p in reading.points if families_of(p)]
    if len(points) < 2:
        return
    kinds = list(dict.fromkeys(family for p in points for family in families_of(p)))
    sources = list(dict.fromkeys(s for p in points if (s := p.entry.origin.agency or p.entry.origin.words())))
    worst = _worst(reading)
    matters = len(reading.episodes(points))
    lines = {
        "frequency": f"{counted(matters, 'matter')}{in_entries(matters, len(points))}",
        "type": listed(kinds),
        "severity": listed(f"{domain_label(d)} {n}" for d, n in worst.items()) or "not rated by a worker",
        "source": listed(sources) or "not recorded",
        "duration": span_words(reading.span(points)),
    }
    yield Found(
        "; ".join(f"{name}: {words}" for name, words in lines.items()) + ".",
        ids_of(points),
        lines,
        missing=() if worst else ("severity: no worker has rated it",),
    )


def cooccurrence(reading: Reading) -> Iterator[Found]:
    """Find two different families of concern for the same child near in time (90 days, a local setting)."""
    days = rule_data("cooccurrence").number("days")
    points = sorted((p for p in reading.points if families_of(p)), key=lambda p: (p.first, p.last))
    pairs: dict[tuple[str, str], list[Point]] = {}
    last: dict[str, Point] = {}
    for point in points:
        mine = families_of(point)
        for family in mine:
            last[family] = point
        for family in mine:
            for other, before in last.items():
                if other != family and reading.within(before, point, days):
                    pairs.setdefault(_pair(family, other), []).extend((before, point))
    for (one, other), some in pairs.items():
        if one != "neglect" and len({p.id for p in some}) < 2:
            continue
        yield Found(
            f"{one[0].upper()}{one[1:]} and {other} are recorded within {days} days of one another.",
            ids_of(some),
            [one, other],
            same=(one, other),
        )


def _pair(one: str, other: str) -> tuple[str, str]:
    low, high = sorted((one, other), key=lambda f: (f != "neglect", f))
    return low, high


def severity(reading: Reading) -> Iterator[Found]:
    """Find the worst severity that a worker entered, for each subtype in each stage (Barnett, Manly and Cicchetti 1993)."""
    stages = pattern_data().stages
    worst: dict[tuple[int, str], tuple[int, str, Point]] = {}
    points = []
    for point in reading.points:
        for neglect in point.entry.neglect_of(reading.life.child.id):
            if neglect.severity is None:
                continue
            points.append(point)
            span = stage_span(reading.life, point)
            stage = span[1] if span else -1
            key = (stage, neglect.domain.partition("-")[0])
            if key not in worst or neglect.severity > worst[key][0]:
                worst[key] = (neglect.severity, neglect.tool, point)
    if not worst:
        return
    lines = [
        f"{stages[stage].label if stage >= 0 else 'stage not known'}: {domain_label(subtype)} {value}"
        f"{f' ({tool})' if tool else ''}"
        for (stage, subtype), (value, tool, _) in sorted(worst.items(), key=lambda item: item[0])
    ]
    yield Found(
        f"Worst severity that a worker entered: {'; '.join(lines)}.",
        ids_of(points),
        {
            f"{stages[stage].key if stage >= 0 else ''} {subtype}".strip(): value
            for (stage, subtype), (value, _, _) in sorted(worst.items(), key=lambda item: item[0])
        },
    )


def _worst(reading: Reading) -> dict[str, int]:
    out: dict[str, int] = {}
    for point in reading.points:
        for neglect in point.entry.neglect_of(reading.life.child.id):
            if neglect.severity is not None:
                domain = neglect.domain.partition("-")[0]
                out[domain] = max(out.get(domain, 0), neglect.severity)
    return out


def graded_care(reading: Reading) -> Iterator[Found]:
    """Find what a graded care tool shows: every sub-area's latest grade, the worst, and what changed; never an average."""
    change = rule_data("graded_care").number("change")
    areas: dict[tuple[str, str], list[tuple[Point, int]]] = defaultdict(list)
    points = []
    for point in reading.points:
        for grade in point.entry.grades:
            if grade.child in {None, reading.life.child.id}:
                areas[grade.tool, grade.area].append((point, grade.grade))
                points.append(point)
    if not areas:
        return
    better = [area for (_, area), some in areas.items() if some[0][1] - some[-1][1] >= change]
    worse = [area for (_, area), some in areas.items() if some[-1][1] - some[0][1] >= change]
    highest = max(some[-1][1] for some in areas.values())
    worst = [area for (_, area), some in areas.items() if some[-1][1] == highest]
    tools = listed(dict.fromkeys(tool for tool, _ in areas))
    yield Found(
        f"{tools}: {len(better)} better{_named(better)}, {len(worse)} worse{_named(worse)}; worst now: "
        f"{listed(worst)} {highest}.",
        ids_of(points),
        {
            "profile": {area: some[-1][1] for (_, area), some in areas.items()},
            "better": len(better),
            "worse": len(worse),
            "worst": {"areas": worst, "grade": highest},
        },
    )


def _named(areas: list[str]) -> str:
    return f" ({listed(areas)})" if areas else ""
