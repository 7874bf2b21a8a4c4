"""What the rules look at: one child's life as at a day, every entry once, with what each says and how it may fall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from chronology.lives.children import subject_children
from chronology.lives.plans import PlanPeriod, plan_periods
from chronology.practice.categories import counts_as, tier_label
from chronology.practice.patterns import domains_in, harms_in, pattern_data
from chronology.record.casefile import PREGNANCY, CaseFile
from chronology.record.dates import Falls, When
from chronology.record.entries import Entry, Told
from chronology.record.errors import ChildNotTold
from chronology.record.people import Person
from chronology.record.sources import NEVER_COUNTS, Standing
from chronology.record.steps import stepwise
from chronology.record.values import Id

MATERIAL = frozenset({"money", "housing"})
"""What explains an entry that therefore never counts (words.md, line 4)."""
TOLD_OF = frozenset({"concern", "violence", "schooling", "missed"})
"""What an entry counts as, for telling social care of it to be a report: not a visit, a plan or a decision of theirs."""
WORDED = frozenset({"report", "concern", "schooling", "missed", "violence", "help", "seen"})
"""What an entry counts as, for its words to be read for a domain of neglect."""


@dataclass(frozen=True, eq=False)
class Point:
    """One entry of this child's life that may count, with the first and last day that it can fall on by the day asked for."""

    entry: Entry
    first: date
    last: date
    is_by: bool
    """Whether it had happened by the day however its date falls."""
    counts: str
    """What its category counts as; empty for an unknown one."""
    domains: tuple[str, ...]
    """Domains of neglect that it says, by its row or its category, for this child."""
    read: tuple[tuple[str, str], ...]
    """Domains that were only read from its words, each with the words: to be confirmed by a person."""
    harms: tuple[str, ...] = ()
    """Other kinds of harm, by its category or its words."""
    every_domain: tuple[str, ...] = ()
    """The domains said, then those only read from the words."""
    rank: int = 0
    """Its place among the child's points, by date."""
    others: tuple[Id, ...] = ()
    """Further entries that say the same to the letter."""
    id: Id = field(init=False)
    """The entry's id."""
    category: str = field(init=False)
    """The entry's category."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.entry.id)
        object.__setattr__(self, "category", self.entry.category)

    @property
    def is_neglect(self) -> bool:
        """Whether it says or is read as neglect of this child."""
        return bool(self.every_domain)

    @property
    def is_report(self) -> bool:
        """Whether it is a report to social care or the police, or a concern that social care was told of."""
        return self.counts == "report" or (self.counts in TOLD_OF and self.entry.told_to_social_care is Told.YES)

    @property
    def is_alleged(self) -> bool:
        """Whether it rests on an allegation."""
        return self.entry.standing is Standing.ALLEGED


@dataclass(frozen=True)
class Life:
    """One child's life as at a day, for the rules."""

    case: CaseFile
    child: Person
    day: date
    points: tuple[Point, ...]
    """Dated entries that name the child and may count, by date; the same entry twice is one point."""
    facts: tuple[Point, ...]
    """Dated entries set aside because money or housing explains them: they count in nothing, but who was seen was seen."""
    undated: tuple[Id, ...]
    set_aside: tuple[Id, ...]
    """Entries that never count: explained by money or housing, not proved, withdrawn."""
    unnamed: tuple[Id, ...]
    """Entries that name no child, in a family of several: they count for none of them."""
    reports_of_others: tuple[Point, ...]
    """Reports about the family that do not name this child: for the one rule that counts a family's reports."""
    of_others: int
    """Entries about neglect that name other children of the family and not this one: context, counted in nothing."""
    unknown: tuple[Id, ...]
    """Entries whose category the practice data does not know: they count as nothing."""

    @cached_property
    def by_id(self) -> Mapping[Id, Point]:
        """The points by the id of their entry, and of every entry that says the same."""
        return {i: p for p in self.points for i in (p.id, *p.others)}

    @cached_property
    def plans(self) -> tuple[PlanPeriod, ...]:
        """The child's plans."""
        return plan_periods(self.case, self.child.id)

    @cached_property
    def is_exact(self) -> bool:
        """Whether every date is one known day, so that what may hold holds for sure."""
        days = [self.child.birth, *(plan.start for plan in self.plans), *(p.end for p in self.plans if p.end)]
        return all(w.is_exact for w in days) and all(
            p.is_by and p.first == p.last for p in (*self.points, *self.facts, *self.reports_of_others)
        )

    @cached_property
    def neglect(self) -> tuple[Point, ...]:
        """The points that say neglect of this child."""
        return tuple(p for p in self.points if p.is_neglect)

    @cached_property
    def strengths(self) -> tuple[Point, ...]:
        """Strengths and turning points."""
        return tuple(p for p in self.points if p.counts == "strength")

    @cached_property
    def before_birth(self) -> tuple[Id, ...]:
        """Entries that were over, however the dates fall, more than a pregnancy before the child's birth."""
        born = self.child.birth.earliest
        return () if born is None else tuple(p.id for p in self.points if p.last < born - PREGNANCY)

    @cached_property
    def after_death(self) -> tuple[Id, ...]:
        """Entries that began, however the dates fall, after the child's death; not those about the record."""
        died = self.child.death.latest
        return () if died is None else tuple(p.id for p in self.points if p.first > died and p.counts != "record")

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What is not known, that every pattern of this child has to say."""
        out = []
        if self.child.birth.is_undated:
            out.append("the date of birth is not recorded")
        for ids, words in (
            (self.undated, "not dated"),
            (self.unnamed, "about the family without naming a child"),
            (self.unknown, "of a category that is not known"),
            (self.before_birth, "before birth"),
            (self.after_death, "after death"),
        ):
            if ids:
                out.append(f"{len(ids)} {'entry' if len(ids) == 1 else 'entries'} {words}")
        return (*out, *contradictory_plans(self.plans))


def life_of(case: CaseFile, child: Id, *, day: date) -> Life:
    """Return one child's life as at a day, in time n log n in its entries."""
    person = case.people[child]
    is_only = _is_only_child(case, child, day)
    points: dict[object, Point] = {}
    facts: list[Point] = []
    undated: list[Id] = []
    aside: list[Id] = []
    unnamed: list[Id] = []
    unknown: list[Id] = []
    others: set[object] = set()
    reports: dict[object, Point] = {}
    for entry in stepwise(case.entries):
        if not entry.concerns(child):
            if not is_only and counts_now(entry) and _is_by(entry, day):
                _add_report(reports, entry, child, day, person.birth)
            if entry.children or entry.children_as_written:
                if (
                    entry.neglect
                    and entry.standing not in NEVER_COUNTS
                    and not is_material(entry)
                    and _is_by(entry, day)
                ):
                    others.add(_said(entry))
                continue
            if not is_only:
                unnamed.append(entry.id)
                continue
        if entry.standing in NEVER_COUNTS:
            aside.append(entry.id)
            continue
        by = _by(entry, day)
        if by is Falls.NO:
            continue
        if by is Falls.UNDATED:
            undated.append(entry.id)
            continue
        point = _point(entry, child, by, day, person.birth)
        if is_material(entry):
            aside.append(entry.id)
            facts.append(point)
            continue
        if not point.counts and entry.category:
            unknown.append(entry.id)
        key = _said(entry)
        known = points.get(key)
        if known is None:
            points[key] = point
        else:
            points[key] = _with_other(known, entry.id)
    return Life(
        case,
        person,
        day,
        tuple(replace(p, rank=k) for k, p in enumerate(stepwise(sorted(points.values(), key=_order)))),
        tuple(replace(p, rank=len(points) + k) for k, p in enumerate(facts)),
        tuple(undated),
        tuple(aside),
        tuple(unnamed),
        tuple(replace(p, rank=-len(reports) + k) for k, p in enumerate(sorted(reports.values(), key=_order))),
        len(others),
        tuple(unknown),
    )


def counts_now(entry: Entry) -> bool:
    """Return whether an entry may count in a pattern at all: it stands, and money or housing does not explain it."""
    return entry.standing not in NEVER_COUNTS and not is_material(entry)


def _add_report(reports: dict[object, Point], entry: Entry, child: Id, day: date, birth: When) -> None:
    """Add an entry that does not name the child, if it is a report; the same entry twice is one."""
    point = _point(entry, child, _by(entry, day), day, birth)
    if point.is_report:
        reports.setdefault(_said(entry), point)


def is_material(entry: Entry) -> bool:
    """Return whether money or housing, and nothing else, explains an entry."""
    return bool(entry.explained_by) and all(e.by.casefold().strip() in MATERIAL for e in entry.explained_by)


def contradictory_plans(plans: tuple[PlanPeriod, ...]) -> tuple[str, ...]:
    """Return in words where the plans of one child contradict one another: an end without a start, two of a tier at once."""
    out = []
    reached: dict[str, PlanPeriod] = {}
    for plan in plans:
        if plan.start.is_undated:
            ended = f" ({plan.end.words()})" if plan.end and not plan.end.is_undated else ""
            out.append(f"a {tier_label(plan.tier)} plan whose start is not recorded{ended}")
            continue
        before = reached.get(plan.tier)
        if before is not None and before.runs_on(_surely(plan.start)) is Falls.CERTAIN:
            out.append(
                f"two {tier_label(plan.tier)} plans at once: of {before.start.words()} and of {plan.start.words()}"
            )
        reached[plan.tier] = plan
    return tuple(out)


def _surely(when: When) -> date:
    return when.latest or when.earliest or date.max


def ids_of(points: Iterable[Point]) -> tuple[Id, ...]:
    """Return the ids of points by date, each once."""
    return tuple(p.id for p in sorted({p.rank: p for p in points}.values(), key=lambda p: p.rank))


def _by(entry: Entry, day: date) -> Falls:
    return entry.when.began_by(day) if entry.when.is_period else entry.when.happened_by(day)


def _is_by(entry: Entry, day: date) -> bool:
    return _by(entry, day) in {Falls.CERTAIN, Falls.POSSIBLE}


def _order(point: Point) -> tuple[tuple[int, int, int, str], str, str, Id]:
    return point.entry.when.sort_key, point.category, point.entry.event, point.id


def _is_only_child(case: CaseFile, child: Id, day: date) -> bool:
    """Whether an entry that names no child can only be about this one."""
    try:
        return {p.id for p in subject_children(case, day)} == {child}
    except ChildNotTold:
        return False


def _point(entry: Entry, child: Id, by: Falls, day: date, birth: When) -> Point:
    begins, ends = entry.when.begins, entry.when.ends
    last = ends[1] or day
    first = begins[0] or birth.earliest or min(last, day)
    counts = counts_as(entry.category)
    said = [n.domain for n in entry.neglect_of(child)]
    own = pattern_data().domains_of_categories.get(entry.category)
    if own and not said:
        said.append(own)
    read = domains_in(entry.event) if not said and counts in WORDED else ()
    if counts in {"strength", "record", "closure"}:
        said, read = [], ()
    harms = [h for h, _ in harms_in(entry.event)] if counts in WORDED else []
    of_category = pattern_data().harms_of_categories.get(entry.category)
    if of_category:
        harms.insert(0, of_category)
    is_by = by is Falls.CERTAIN and (ends[1] is None or ends[1] <= day)
    return Point(
        entry,
        min(first, day),
        min(max(first, last), day),
        is_by,
        counts,
        tuple(dict.fromkeys(said)),
        read,
        tuple(dict.fromkeys(harms)),
        tuple(dict.fromkeys((*said, *(domain for domain, _ in read)))),
    )


def _said(entry: Entry) -> object:
    """Return what an entry says, so that the same entry twice is known: all but its ids and its places in documents."""
    return (
        entry.when.edtf,
        entry.category,
        entry.event,
        entry.origin,
        entry.children,
        entry.neglect,
        entry.service,
        entry.response,
        entry.plan,
        entry.basis,
        entry.standing,
        entry.count,
        entry.told_to_social_care,
        entry.seen,
        entry.impacts,
        entry.views,
        entry.grades,
        entry.action,
        entry.outcome,
        entry.analysis,
    )


def _with_other(point: Point, other: Id) -> Point:
    return replace(point, others=(*point.others, other))
