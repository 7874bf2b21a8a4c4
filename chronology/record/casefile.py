"""A case file as a value: every record of one family, and the same family as at a day or as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from chronology.record.dates import UNDATED, Falls, When
from chronology.record.decisions import Claim, Closure, Decision
from chronology.record.entries import Entry
from chronology.record.households import Household, Residence
from chronology.record.people import Life, Person
from chronology.record.plans import Family, Meeting, Plan, Service, VisitRecord
from chronology.record.releases import Pseudonym, Release
from chronology.record.safety import DangerStatement, FamilyOffer, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.sources import Document, Stated
from chronology.record.steps import stepwise
from chronology.record.supervision import PatternReview, Supervision
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Order,
    Parentage,
    ParentalResponsibility,
    Partnership,
)
from chronology.record.values import Id, Record

R = TypeVar("R", bound=Record)

PREGNANCY = timedelta(days=280)
"""From the first day of pregnancy, as counted in the United Kingdom, to the date expected."""


@dataclass(frozen=True)
class CaseFile:
    """Every record of one family, by id, in the order of their ids' first appearance."""

    records: Mapping[Id, Record] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, records: Iterable[Record]) -> CaseFile:
        """Return the case file that holds these records; a later version of an id replaces an earlier one."""
        return cls(MappingProxyType({record.id: record for record in records}))

    def with_records(self, records: Iterable[Record], removed: Iterable[Id] = ()) -> CaseFile:
        """Return this case file with new versions laid over it and some ids taken out."""
        kept = dict(self.records)
        kept.update({record.id: record for record in records})
        for gone in removed:
            kept.pop(gone, None)
        return CaseFile(MappingProxyType(kept))

    def of_kind(self, cls: type[R]) -> tuple[R, ...]:
        """Return the records of one class, in order."""
        return tuple(record for record in self.records.values() if isinstance(record, cls))

    @cached_property
    def family(self) -> Family | None:
        """What is true of the case file as a whole, if recorded."""
        found = self.of_kind(Family)
        return found[0] if found else None

    @cached_property
    def people(self) -> Mapping[Id, Person]:
        """Everyone recorded, by id."""
        return MappingProxyType({person.id: person for person in self.of_kind(Person)})

    @cached_property
    def partnerships(self) -> tuple[Partnership, ...]:
        """Every partnership."""
        return self.of_kind(Partnership)

    @cached_property
    def parentages(self) -> tuple[Parentage, ...]:
        """Every parent set of every child."""
        return self.of_kind(Parentage)

    @cached_property
    def multiple_births(self) -> tuple[MultipleBirth, ...]:
        """Every multiple birth."""
        return self.of_kind(MultipleBirth)

    @cached_property
    def bonds(self) -> tuple[Bond, ...]:
        """Every bond."""
        return self.of_kind(Bond)

    @cached_property
    def responsibilities(self) -> tuple[ParentalResponsibility, ...]:
        """Every holding of parental responsibility."""
        return self.of_kind(ParentalResponsibility)

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Every order and legal status."""
        return self.of_kind(Order)

    @cached_property
    def parentages_by_child(self) -> Mapping[Id, tuple[Parentage, ...]]:
        """Every parent set, by its child."""
        return _by_child(self.parentages)

    @cached_property
    def orders_by_child(self) -> Mapping[Id, tuple[Order, ...]]:
        """Every order and legal status, by the child whose it is."""
        return _by_child(self.orders)

    @cached_property
    def responsibilities_by_child(self) -> Mapping[Id, tuple[ParentalResponsibility, ...]]:
        """Every holding of parental responsibility, by the child for whom it is held."""
        return _by_child(self.responsibilities)

    @cached_property
    def households(self) -> Mapping[Id, Household]:
        """Every household, by id."""
        return MappingProxyType({household.id: household for household in self.of_kind(Household)})

    @cached_property
    def residences(self) -> tuple[Residence, ...]:
        """Who lived where."""
        return self.of_kind(Residence)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, by date, undated ones last; those of one date in the order of the file they were read from."""
        return tuple(sorted(self.of_kind(Entry), key=lambda entry: (entry.when.sort_key, entry.file_place, entry.id)))

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan recorded as one, by start."""
        return tuple(sorted(self.of_kind(Plan), key=lambda plan: (plan.when.sort_key, plan.id)))

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """Every service."""
        return self.of_kind(Service)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting."""
        return self.of_kind(Meeting)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every threshold decision, by date, undated ones last."""
        return tuple(sorted(self.of_kind(Decision), key=_by_date))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of change, by date, undated ones last."""
        return tuple(sorted(self.of_kind(Claim), key=_by_date))

    @cached_property
    def closures(self) -> tuple[Closure, ...]:
        """Every closure, by date, undated ones last."""
        return tuple(sorted(self.of_kind(Closure), key=_by_date))

    @cached_property
    def danger_statements(self) -> tuple[DangerStatement, ...]:
        """Every danger statement, by date, undated ones last."""
        return tuple(sorted(self.of_kind(DangerStatement), key=_by_date))

    @cached_property
    def safety_goals(self) -> tuple[SafetyGoal, ...]:
        """Every safety goal, by date, undated ones last."""
        return tuple(sorted(self.of_kind(SafetyGoal), key=_by_date))

    @cached_property
    def safety_scales(self) -> tuple[SafetyScale, ...]:
        """Where each person put each child on the safety scale, by date, undated ones last."""
        return tuple(sorted(self.of_kind(SafetyScale), key=_by_date))

    @cached_property
    def safety_plans(self) -> tuple[SafetyPlan, ...]:
        """Every safety plan, by date, undated ones last."""
        return tuple(sorted(self.of_kind(SafetyPlan), key=_by_date))

    @cached_property
    def family_offers(self) -> tuple[FamilyOffer, ...]:
        """Every offer of a meeting in which the family decides, by date, undated ones last."""
        return tuple(sorted(self.of_kind(FamilyOffer), key=_by_date))

    @cached_property
    def supervisions(self) -> tuple[Supervision, ...]:
        """Every supervision, by date, undated ones last."""
        return tuple(sorted(self.of_kind(Supervision), key=_by_date))

    @cached_property
    def pattern_reviews(self) -> tuple[PatternReview, ...]:
        """What workers made of patterns, by date, undated ones last."""
        return tuple(sorted(self.of_kind(PatternReview), key=_by_date))

    @cached_property
    def visit_records(self) -> tuple[VisitRecord, ...]:
        """The periods whose visit record is declared complete."""
        return self.of_kind(VisitRecord)

    @cached_property
    def documents(self) -> Mapping[Id, Document]:
        """The imported files, by id."""
        return MappingProxyType({document.id: document for document in self.of_kind(Document)})

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """What was decided about letting records leave."""
        return self.of_kind(Release)

    @cached_property
    def pseudonyms(self) -> Mapping[Id, str]:
        """The word by which each person stands without a name, for those who have been given one."""
        return MappingProxyType({given.person: given.words for given in self.of_kind(Pseudonym)})

    def entries_about(self, child: Id) -> tuple[Entry, ...]:
        """Return the entries that name this child, by date, undated ones last."""
        return self._entries_by_child.get(child, ())

    @cached_property
    def _entries_by_child(self) -> Mapping[Id, tuple[Entry, ...]]:
        """The entries by each child whom they name; asked for again and again of one child."""
        found: dict[Id, list[Entry]] = {}
        for entry in stepwise(self.entries):
            for child in dict.fromkeys(entry.children):
                found.setdefault(child, []).append(entry)
        return {child: tuple(some) for child, some in found.items()}

    def as_at(self, day: date) -> AsAt:
        """Return what had happened by a day: what had, what depends on the dates, what has no date."""
        kept: dict[Id, Record] = {}
        depends: list[Id] = []
        undated: list[Id] = []
        later: list[Id] = []
        for record in stepwise(self.records.values()):
            falls = _falls(record, day)
            if falls is Falls.NO:
                later.append(record.id)
                continue
            if falls is Falls.POSSIBLE:
                depends.append(record.id)
            if falls is Falls.UNDATED:
                undated.append(record.id)
                if isinstance(record, EVENTS):
                    continue
            kept[record.id] = _trimmed(record, day)
        gone = set(later)
        kept = {
            i: r
            for i, r in kept.items()
            if not (isinstance(r, Parentage | Order | ParentalResponsibility) and r.child in gone)
        }
        return AsAt(day, CaseFile(MappingProxyType(kept)), tuple(depends), tuple(undated), tuple(later))

    def as_known_on(self, day: date) -> KnownOn:
        """Return today's versions of what was known on a day, and what is left out because we cannot tell.

        Entries, plans, orders, bonds, residences and the like count only with the date they became known.
        People and how they descend are the frame that every view stands in: they are left out only where
        that date is later, and listed where it is not recorded.
        """
        kept: dict[Id, Record] = {}
        not_recorded: list[Id] = []
        later: list[Id] = []
        for record in stepwise(self.records.values()):
            if isinstance(record, Stated) and not isinstance(record, Family | Document):
                falls = record.known.happened_by(day)
                if falls is Falls.UNDATED:
                    not_recorded.append(record.id)
                    if not isinstance(record, _FRAME):
                        continue
                elif falls is not Falls.CERTAIN:
                    later.append(record.id)
                    continue
            kept[record.id] = record
        return KnownOn(
            day,
            CaseFile(MappingProxyType(kept)),
            tuple(not_recorded),
            tuple(later),
            tuple(e for i in not_recorded if isinstance(e := self.records[i], Entry)),
            tuple(e for i in later if isinstance(e := self.records[i], Entry)),
        )


EVENTS = (
    Entry,
    Meeting,
    Decision,
    Claim,
    Closure,
    SafetyScale,
    FamilyOffer,
    Supervision,
    PatternReview,
)
"""Kinds of records that tell of something on a day, so that one without a date cannot be placed."""


def _by_date(record: Stated) -> tuple[int, int, int, str]:
    """Return by what records are put in order; those of one day keep the order in which they were recorded."""
    return date_of(record).sort_key


C = TypeVar("C", Parentage, Order, ParentalResponsibility)


def _by_child(records: Iterable[C]) -> Mapping[Id, tuple[C, ...]]:
    found: dict[Id, list[C]] = {}
    for record in records:
        found.setdefault(record.child, []).append(record)
    return MappingProxyType({child: tuple(some) for child, some in found.items()})


_FRAME = (Person, Partnership, Parentage, MultipleBirth, Household)


@dataclass(frozen=True)
class AsAt:
    """A case file as things stood on a day."""

    day: date
    case: CaseFile
    """What had happened, or may have."""
    depends: tuple[Id, ...]
    """Ids in `case` that had happened only if their dates fall early."""
    undated: tuple[Id, ...]
    """Ids that cannot be placed; entries among them are not in `case`, people and ties are."""
    later: tuple[Id, ...]
    """Ids that had not happened yet."""


@dataclass(frozen=True)
class KnownOn:
    """A case file as it was known on a day."""

    day: date
    case: CaseFile
    not_recorded: tuple[Id, ...]
    """Ids for which the date we learned is not recorded; all but people and family ties are left out."""
    later: tuple[Id, ...]
    """Ids that became known later, or may have."""
    entries_not_recorded: tuple[Entry, ...] = ()
    """The entries among those whose date is not recorded."""
    entries_later: tuple[Entry, ...] = ()
    """The entries among those that became known later."""


def date_of(record: Record) -> When:
    """Return when what a record tells of happened or began; undated where it has no date of its own."""
    if isinstance(record, Person):
        return record.birth
    if isinstance(record, Partnership):
        dated = [step.when for step in record.steps if not step.when.is_undated]
        return min(dated, key=lambda when: when.sort_key) if dated else UNDATED
    if isinstance(record, Service):
        dated = [period.when for period in record.periods if not period.when.is_undated]
        return min(dated, key=lambda when: when.sort_key) if dated else UNDATED
    when = getattr(record, "when", UNDATED)
    return when if isinstance(when, When) else UNDATED


def _falls(record: Record, day: date) -> Falls:
    if isinstance(record, Document | Family):
        return Falls.CERTAIN
    if isinstance(record, Person) and record.life is Life.EXPECTED:
        earliest = record.birth.earliest
        if earliest is not None and earliest - PREGNANCY > day:
            return Falls.NO
        return Falls.UNDATED if record.birth.is_undated else Falls.CERTAIN
    when = date_of(record)
    return when.began_by(day) if when.is_period else when.happened_by(day)


def _trimmed(record: Record, day: date) -> Record:
    """Return the record without what came after the day."""
    if isinstance(record, Partnership):
        steps = record.steps_by(day)
        return record if steps == record.steps else record.model_copy(update={"steps": steps})
    if isinstance(record, Person) and record.death.happened_by(day) is Falls.NO:
        return record.model_copy(update={"death": UNDATED, "is_dead": False})
    if isinstance(record, Service):
        return record.model_copy(update={"periods": tuple(p for p in record.periods if _has_begun(p.when, day))})
    if isinstance(record, SafetyPlan):
        return record.model_copy(update={"tried": tuple(t for t in record.tried if _has_begun(t.when, day))})
    if isinstance(record, SafetyGoal) and not _has_begun(record.met, day):
        return record.model_copy(update={"met": UNDATED})
    if isinstance(record, Supervision):
        return _supervision_by(record, day)
    return record


def _has_begun(when: When, day: date) -> bool:
    """Return whether something had begun by a day, or may have; what has no date stays."""
    return (when.began_by(day) if when.is_period else when.happened_by(day)) is not Falls.NO


def _supervision_by(record: Supervision, day: date) -> Supervision:
    """Return a supervision as it stood: what was answered, done or signed later is open, not done, not signed."""
    questions = tuple(
        q if _has_begun(q.answered, day) else q.model_copy(update={"answer": "", "answered": UNDATED, "entries": ()})
        for q in record.questions
    )
    actions = tuple(
        a if _has_begun(a.done, day) else a.model_copy(update={"done": UNDATED, "outcome": ""}) for a in record.actions
    )
    signed = {} if _has_begun(record.signed, day) else {"signed": UNDATED, "signed_by": ""}
    return record.model_copy(update={"questions": questions, "actions": actions, **signed})
