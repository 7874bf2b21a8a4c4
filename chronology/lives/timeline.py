"""One child's timeline as at a day: that child's entries in order, with their age and their own impact."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from chronology.lives.mentions import mention_finder, names_of, other_children, words_of
from chronology.lives.plans import PlanPeriod, plan_periods
from chronology.record.casefile import CaseFile
from chronology.record.dates import Age, Falls, age_at
from chronology.record.entries import Entry, Seen, View
from chronology.record.households import Residence
from chronology.record.people import Person
from chronology.record.steps import stepwise
from chronology.record.ties import Order
from chronology.record.values import Id


@dataclass(frozen=True)
class TimelineEntry:
    """One entry as it concerns one child, and nobody else."""

    number: int
    """Serial number within the timeline, from 1; undated entries follow the dated ones."""
    entry: Entry
    age: Age
    falls: Falls
    """Whether it had happened by the day however the dates fall, or depends on them."""
    impact: str
    seen: Seen | None
    views: tuple[View, ...]
    is_family_wide: bool
    """Whether the entry names no child, so that it is about the family."""
    mentions_others: bool
    """Whether its free text calls another child by name."""
    is_included: bool = False
    """Whether it is about somebody else, and a person included it."""
    is_after_death: bool = False
    """Whether it happened after this child's death, however the dates fall."""

    @property
    def age_words(self) -> str:
        """The child's age at the event in words."""
        return "after death" if self.is_after_death else self.age.words()


@dataclass(frozen=True)
class ChildTimeline:
    """What is known of one child's life as at a day."""

    child: Person
    day: date
    entries: tuple[TimelineEntry, ...]
    """Dated entries that had happened by the day, or may have, in order."""
    undated: tuple[TimelineEntry, ...]
    later: tuple[Id, ...]
    """Entries after the day."""
    about_other_children: tuple[Id, ...]
    """Family entries that name no child but mention another one by name: kept off this child's page."""
    calling_both: tuple[TimelineEntry, ...]
    """Those of them that call this child by name too: they may be about both."""
    plans: tuple[PlanPeriod, ...]
    homes: tuple[Residence, ...]
    orders: tuple[Order, ...]


def child_timeline(case: CaseFile, child: Id, *, day: date, included: Collection[Id] = ()) -> ChildTimeline:
    """Return one child's timeline as at a day.

    Entries that name this child come in, and entries about the family that name no child, unless their words
    name another child. Impact, being seen and views are this child's alone. `included` are entries about others that
    a person decided to include.
    """
    person = case.people[child]
    dated: list[TimelineEntry] = []
    undated: list[TimelineEntry] = []
    chosen, later, about_others = _chosen(case, child, day, included)
    for number, (entry, falls, family_wide, mentioned) in enumerate(stepwise(chosen), 1):
        row = TimelineEntry(
            number=number,
            entry=entry,
            age=age_at(person.birth, entry.when),
            falls=falls,
            impact=entry.impact_on(child),
            seen=entry.seen_of(child),
            views=entry.views_of(child),
            is_family_wide=family_wide and entry.id not in included,
            mentions_others=mentioned,
            is_included=family_wide and entry.id in included,
            is_after_death=person.had_died_before(entry.when),
        )
        (undated if falls is Falls.UNDATED else dated).append(row)
    return ChildTimeline(
        child=person,
        day=day,
        entries=tuple(dated),
        undated=tuple(undated),
        later=tuple(later),
        about_other_children=tuple(about_others),
        calling_both=tuple(_calling_both(case, person, frozenset(about_others), day)),
        plans=plan_periods(case, child),
        homes=tuple(sorted((r for r in case.residences if r.person == child), key=lambda r: (r.when.sort_key, r.id))),
        orders=tuple(sorted((o for o in case.orders if o.child == child), key=lambda o: (o.when.sort_key, o.id))),
    )


def _calling_both(case: CaseFile, child: Person, about_others: Collection[Id], day: date) -> Iterator[TimelineEntry]:
    """Yield the entries that call another child and this one by name, with nothing of anybody else."""
    if not about_others:
        return
    calls_this = mention_finder((child,))
    for entry in stepwise(case.entries):
        if entry.id in about_others and calls_this(words_of(entry)):
            falls = entry.when.began_by(day) if entry.when.is_period else entry.when.happened_by(day)
            yield TimelineEntry(0, entry, age_at(child.birth, entry.when), falls, "", None, (), True, True)


def entries_of(case: CaseFile, child: Id, *, day: date) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the dated and the undated entries of one child's timeline as at a day, without what is worked out of each."""
    chosen, _, _ = _chosen(case, child, day, ())
    return (
        tuple(entry for entry, falls, _, _ in chosen if falls is not Falls.UNDATED),
        tuple(entry for entry, falls, _, _ in chosen if falls is Falls.UNDATED),
    )


def _chosen(
    case: CaseFile, child: Id, day: date, included: Collection[Id]
) -> tuple[list[tuple[Entry, Falls, bool, bool]], list[Id], list[Id]]:
    """Return the entries of a child's timeline (how they fall, named for the family, another mentioned), those later,
    and those of the family that mention another child alone."""
    calls_another = mention_finder(other_children(case, child), names_of(case.people[child]))
    later: list[Id] = []
    about_others: list[Id] = []
    chosen: list[tuple[Entry, Falls, bool, bool]] = []
    for entry in stepwise(case.entries):
        named = entry.concerns(child)
        is_in = entry.id in included and not named
        if not named and not is_in and (entry.children or entry.children_as_written):
            continue
        mentioned = calls_another(words_of(entry))
        if not named and not is_in and mentioned:
            about_others.append(entry.id)
            continue
        falls = entry.when.began_by(day) if entry.when.is_period else entry.when.happened_by(day)
        if falls is Falls.NO:
            later.append(entry.id)
        else:
            chosen.append((entry, falls, not named, mentioned))
    return chosen, later, about_others
