"""What one child's life was like as at a day: homes, who saw them, their words, each part of a day, apart from every sibling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chronology.lives.placements import Episode, episodes_of, gaps_in
from chronology.lives.timeline import ChildTimeline, TimelineEntry, child_timeline
from chronology.lives.timescales import Timed, timed_for
from chronology.practice.categories import categories
from chronology.practice.patterns import pattern_data, rule_data, stage_at
from chronology.record.casefile import CaseFile
from chronology.record.dates import Age, Falls, When
from chronology.record.entries import Grade, Neglect, Significance, View
from chronology.record.households import Residence
from chronology.record.plans import Service
from chronology.record.sources import Basis, Standing
from chronology.record.steps import stepwise
from chronology.record.values import Id

LONG_GAP = 183
"""Days without any entry from which a gap is named."""


@dataclass(frozen=True)
class Stay:
    """One home of the child, and who else is recorded as living there in that time."""

    episode: Episode
    others: tuple[Id, ...]


@dataclass(frozen=True)
class Sighting:
    """That the child was recorded as seen."""

    row: TimelineEntry
    by: str
    is_alone: bool


@dataclass(frozen=True)
class Claim:
    """A change for the better that a parent told of, with what was observed of it."""

    row: TimelineEntry
    confirmed_by: tuple[TimelineEntry, ...]
    contradicted_by: tuple[TimelineEntry, ...]


@dataclass(frozen=True)
class Gap:
    """A time between two entries that is longer than half a year: unknown, not safe."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.last - self.first).days


@dataclass(frozen=True)
class LivedExperience:
    """One child's life as at a day, as far as the record tells it."""

    timeline: ChildTimeline
    stages: dict[int, tuple[str, ...]]
    """By serial number of an entry the stages of childhood in which it can lie; none where the birth is not known."""
    stays: tuple[Stay, ...]
    services: tuple[Service, ...]
    seen: tuple[Sighting, ...]
    words: tuple[tuple[TimelineEntry, View], ...]
    parts: dict[str, TimelineEntry | None]
    """For each part of a day the latest account that is this child's own."""
    impacts: tuple[TimelineEntry, ...]
    without_impact: tuple[TimelineEntry, ...]
    """Entries about concerns, or marked significant, that say nothing of what it was for this child."""
    neglect: dict[str, tuple[tuple[TimelineEntry, Neglect], ...]]
    """By domain; severity only where a worker entered it."""
    grades: tuple[tuple[TimelineEntry, Grade], ...]
    strengths: tuple[TimelineEntry, ...]
    claims: tuple[Claim, ...]
    """What a parent told of a change, beside what was observed."""
    gaps: tuple[Gap, ...]
    timed: tuple[Timed, ...]
    missing: tuple[str, ...]
    """What is not known or cannot be, in words."""

    @property
    def child(self) -> Id:
        """The child's id."""
        return self.timeline.child.id

    @property
    def day(self) -> date:
        """The day as at which it is told."""
        return self.timeline.day


def experience_of(case: CaseFile, child: Id, *, day: date) -> LivedExperience:
    """Return one child's life as at a day, in time n log n in the entries."""
    timeline = child_timeline(case, child, day=day)
    timeline = replace(timeline, plans=tuple(p for plan in timeline.plans if (p := plan.as_at(day)) is not None))
    rows = (*timeline.entries, *timeline.undated)
    standing = [row for row in rows if row.entry.standing not in {Standing.NOT_PROVED, Standing.WITHDRAWN}]
    neglect: dict[str, list[tuple[TimelineEntry, Neglect]]] = {}
    for row in stepwise(standing):
        for domain in row.entry.neglect_of(child):
            neglect.setdefault(domain.domain, []).append((row, domain))
    asked = [row for row in standing if _asks_for_impact(row, child)]
    return LivedExperience(
        timeline,
        {row.number: stages_of(row.age) for row in stepwise(rows)},
        _stays(case, child, day),
        tuple(s for s in case.services if child in s.children),
        _sightings(standing),
        tuple((row, view) for row in rows for view in row.views),
        _parts(standing, child),
        tuple(row for row in standing if row.impact),
        tuple(row for row in asked if not row.impact),
        {domain: tuple(some) for domain, some in sorted(neglect.items())},
        tuple((row, g) for row in standing for g in row.entry.grades if g.child in {None, child}),
        tuple(row for row in standing if counts_of(row) == "strength"),
        _claims(standing),
        _gaps(timeline),
        timed_for(case, child, day=day),
        _missing(case, timeline),
    )


def counts_of(row: TimelineEntry) -> str:
    """Return what an entry's category counts as; empty for one that is not known."""
    known = categories().categories.get(row.entry.category)
    return known.counts if known else ""


def stages_of(age: Age) -> tuple[str, ...]:
    """Return the stages of childhood in which an age can lie, by their labels; none where it is not known."""
    if age.youngest is None or age.oldest is None:
        return ()
    stages = pattern_data().stages
    return tuple(stages[k].label for k in range(stage_at(age.youngest), stage_at(age.oldest) + 1))


def _asks_for_impact(row: TimelineEntry, child: Id) -> bool:
    return (
        row.entry.significance in {Significance.YES, Significance.TURNING_POINT}
        or counts_of(row) in {"report", "concern", "violence"}
        or bool(row.entry.neglect_of(child))
    )


def _stays(case: CaseFile, child: Id, day: date) -> tuple[Stay, ...]:
    by_home: dict[Id, list[Residence]] = {}
    for residence in case.residences:
        if residence.household:
            by_home.setdefault(residence.household, []).append(residence)
    out = []
    for episode in (_ended_by(e, day) for e in episodes_of(case, child) if e.had_begun(day)):
        home = episode.residence.household
        others = [r for r in by_home.get(home or "", ()) if r.person != child and _overlap(r, episode.residence, day)]
        out.append(Stay(episode, tuple(dict.fromkeys(r.person for r in others if r.person in case.people))))
    return tuple(out)


def _ended_by(episode: Episode, day: date) -> Episode:
    """Return a stay as it stood on a day: an end that had not come is open."""
    when = episode.when
    ends = when.ends[0]
    if not when.is_period or ends is None or ends <= day:
        return episode
    open_ended = When(edtf=f"{when.edtf.partition('/')[0]}/..")
    return replace(episode, residence=episode.residence.model_copy(update={"when": open_ended}))


def _overlap(one: Residence, other: Residence, day: date) -> bool:
    """Whether two stays can overlap by a day; an undated one can always."""
    if one.when.is_undated or other.when.is_undated:
        return True
    low = max(one.when.earliest or date.min, other.when.earliest or date.min)
    high = min(one.when.latest or day, other.when.latest or day, day)
    return low <= high


def _sightings(rows: Sequence[TimelineEntry]) -> tuple[Sighting, ...]:
    """Return when the child was seen: by name, or by an entry about seeing a child that names nobody as seen."""
    out = []
    for row in stepwise(rows):
        by = row.entry.origin.words()
        if row.seen is not None:
            out.append(Sighting(row, row.seen.by or by, row.seen.is_alone))
        elif counts_of(row) == "seen" and not row.entry.seen and not row.is_family_wide:
            out.append(Sighting(row, by, is_alone=False))
    return tuple(out)


def _parts(rows: Sequence[TimelineEntry], child: Id) -> dict[str, TimelineEntry | None]:
    out: dict[str, TimelineEntry | None] = dict.fromkeys(rule_data("day_in_life").words("parts"))
    for row in rows:
        part = " ".join(row.entry.part_of_day.casefold().split())
        if part in out and (row.entry.children == (child,) or row.impact):
            out[part] = row
    return out


def _claims(rows: Sequence[TimelineEntry]) -> tuple[Claim, ...]:
    """Return the claims of change with the entries that are recorded as confirming and as contradicting them."""
    confirming: dict[Id, list[TimelineEntry]] = {}
    contradicting: dict[Id, list[TimelineEntry]] = {}
    by_id = {row.entry.id: row for row in rows}
    for row in rows:
        for links, found in ((row.entry.corroborates, confirming), (row.entry.contradicts, contradicting)):
            for other in links:
                found.setdefault(other, []).append(row)
                if other in by_id:
                    found.setdefault(row.entry.id, []).append(by_id[other])
    return tuple(
        Claim(
            row,
            tuple(dict.fromkeys(confirming.get(row.entry.id, ()))),
            tuple(dict.fromkeys(contradicting.get(row.entry.id, ()))),
        )
        for row in rows
        if counts_of(row) == "strength" and row.entry.basis is Basis.TOLD_BY_PARENT
    )


def _gaps(timeline: ChildTimeline) -> tuple[Gap, ...]:
    out: list[Gap] = []
    reached: date | None = None
    born = timeline.child.birth.earliest
    for row in stepwise(timeline.entries):
        if row.is_family_wide or (born is not None and (row.entry.when.latest or born) < born):
            continue
        first, last = row.entry.when.begins[0], row.entry.when.ends[1] or row.entry.when.begins[1]
        if first is None:
            continue
        if reached is not None and first - reached > timedelta(LONG_GAP):
            out.append(Gap(reached, first))
        reached = max(reached or first, min(last or first, timeline.day))
    return tuple(out)


def _missing(case: CaseFile, timeline: ChildTimeline) -> tuple[str, ...]:
    person = timeline.child
    out = []
    if person.birth.is_undated:
        out.append("the date of birth is not recorded: no age and no stage can be told")
    born, died = person.birth.earliest, person.death.latest
    rows = timeline.entries
    before = [r for r in stepwise(rows) if born and r.age.oldest is not None and r.age.oldest < -10]
    after = [r for r in rows if died and r.entry.when.begins[0] and r.entry.when.begins[0] > died]
    unknown = [r for r in (*rows, *timeline.undated) if r.entry.category and not counts_of(r)]
    for some, words in (
        (timeline.undated, "not dated"),
        (before, "more than a pregnancy before birth"),
        (after, "after death"),
        (unknown, "of a category that is not known"),
        (timeline.about_other_children, "about the family that name another child, kept off this child's page"),
    ):
        if some:
            out.append(f"{len(some)} {'entry' if len(some) == 1 else 'entries'} {words}")
    known = {"child_protection", "child_in_need", "early_help", "looked_after", "pre_proceedings"}
    for k, plan in enumerate(timeline.plans):
        if plan.start.is_undated:
            out.append(f"a plan ({plan.words or plan.tier}) that ends without a start")
        for other in timeline.plans[k + 1 :]:
            first = other.start.latest
            if plan.tier == other.tier and plan.tier in known and first and plan.runs_on(first) is Falls.CERTAIN:
                out.append(f"two plans of one kind at once, of {plan.start.words()} and of {other.start.words()}")
                break
    homes = gaps_in(episodes_of(case, person.id))
    for gap in homes:
        missing = When(edtf=f"{gap.first.isoformat()}/{gap.last.isoformat()}").words()
        out.append(f"no home is recorded for {missing}")
    if not timeline.homes:
        out.append("no home of this child is recorded")
    return tuple(out)


KINDS = (
    ("alone", "an entry about this child alone"),
    ("seen", "a time when this child was seen"),
    ("seen_alone", "a time when this child was seen alone"),
    ("words", "this child's own words"),
    ("impact", "what it was for this child"),
    ("day", "a part of this child's day"),
    ("strength", "a strength or turning point"),
    ("home", "a home with dates"),
)
"""What can be known of a child, by key and in words."""


def known_of(experience: LivedExperience) -> frozenset[str]:
    """Return the keys of what is known of a child."""
    rows = experience.timeline.entries
    found = {
        "alone": any(row.entry.children == (experience.child,) for row in rows),
        "seen": bool(experience.seen),
        "seen_alone": any(s.is_alone for s in experience.seen),
        "words": bool(experience.words),
        "impact": bool(experience.impacts),
        "day": any(experience.parts.values()),
        "strength": bool(experience.strengths),
        "home": any(not stay.episode.when.is_undated for stay in experience.stays),
    }
    return frozenset(key for key, is_known in found.items() if is_known)


def not_known_of(experience: LivedExperience, siblings: Sequence[LivedExperience]) -> tuple[str, ...]:
    """Return in words what is known of some sibling and not of this child; no sibling is named."""
    mine = known_of(experience)
    theirs = frozenset().union(*(known_of(s) for s in siblings)) if siblings else frozenset()
    return tuple(words for key, words in KINDS if key in theirs and key not in mine)
