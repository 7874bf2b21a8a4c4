"""The making of families in which everything that may be withheld bears a token found nowhere else, each from its seed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.leaks.families import MadeFamily, Role, Told
from benchmarks.leaks.peopling import PeopleMaker
from benchmarks.leaks.planting import Given
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, OwnAccount, Significance
from chronology.record.kinds import KINDS
from chronology.record.plans import Attendance, Family, Meeting, Plan, Service, ServicePeriod, ServiceState
from chronology.record.releases import Chosen, Release, digest_of
from chronology.record.safety import NetworkMember, PlanStep, SafetyGoal, SafetyPlan
from chronology.record.sources import Document, Restriction, Standing
from chronology.record.supervision import Made, PatternReview
from chronology.record.ties import (
    ParentageKind,
)
from chronology.record.values import Id, Record

TIERS = ("child_in_need", "child_protection", "looked_after", "pre_proceedings")
RULES = ("chronic_neglect", "duration", "not_brought", "unseen")
CATEGORIES = ("home_conditions", "hunger", "referral", "injury", "hygiene", "family_concern", "parent_concern")


def made_family(seed: int) -> MadeFamily:
    """Return the made family of a seed: the same every time."""
    return _Maker(seed).made()


def write_case_file(family: MadeFamily, folder: Path, identity: Any) -> None:
    """Write a made family as a real case file, encrypted to an identity."""
    from chronology.journal.opencase import OpenCase

    with OpenCase.create(folder, identity, recovery=identity.recipient, actor="leaks") as opened:
        opened.record("A made family", list(family.case.records.values()))


class _Maker(PeopleMaker):
    def made(self) -> MadeFamily:
        self._people()
        few = (Role.CARER, Role.ADOPTER, Role.CARERS_KIN, Role.NETWORK, Role.PARTNERS_KIN, Role.REPORTED)
        self.planter.names = tuple(one.name for one in self.people.values() if one.role in few)
        self._homes()
        self._ties()
        self._happenings()
        self._work()
        self._restricted()
        self._decided()
        return MadeFamily(
            self.seed, CaseFile.of(self.records), self.people, tuple(self.planter.planted), tuple(self.children),
            self.father_of, self.lived_in, self.entries, self.bonds, frozenset(self.planter.mentioning), frozenset(self.set_aside), self.included, frozenset(self.lifted),
        )  # fmt: skip

    # -- what happened -----------------------------------------------------------------------

    def _entry(self, children: Iterable[Id], *, mentions: Iterable[Id] = (), **given: Any) -> Id:
        named = tuple(mentions)
        words = "{} was seen to"
        if named:
            words = "{}, and " + " and ".join(self.people[i].name for i in named) + " rang about {}"
        if self.chance.random() < 0.6:
            given.setdefault("category", self.chance.choice(CATEGORIES))
        given.setdefault("when", When(edtf=self.planter.day().isoformat()))
        given.setdefault("known", given["when"])
        own, record = tuple(children), self.planter.id()
        accounts = tuple(
            self.planter.value(OwnAccount, record, (who,), person=who) for who in given.pop("accounts", ())
        )
        entry = self._add(
            Entry, own or tuple(self.children), id=record, children=own, event=Given(words), own_accounts=accounts,
            significance=self.chance.choice((Significance.YES, Significance.YES, Significance.NO)), people=named, **given,
        )  # fmt: skip
        self.entries[entry.id] = Told(
            frozenset(own),
            entry.standing is Standing.ALLEGED,
            frozenset(named),
            bool(entry.restriction),
        )
        return str(entry.id)

    def _happenings(self) -> None:
        chance = self.chance
        self._add(
            Document, (), id=self.document,
            name=Given("Report about {} of " + self.people[next(iter(self.carers.values()), (self.partners_kin[0],))[0]].name + ".docx"),
        )  # fmt: skip
        withheld = [self.neighbour, *(one for pair in self.carers.values() for one in pair), self.partners_kin[0]]
        for child in self.children:
            for _ in range(3):
                self._entry((child,), accounts=(child, self.mother))
            self._entry((child,), standing=Standing.ALLEGED)
            self._entry((child,), mentions=(chance.choice(withheld),))
        for _ in range(4):
            some = chance.sample(self.children, chance.randint(1, len(self.children)))
            self._entry(tuple(sorted(some, key=self.children.index)), accounts=(some[0], self.neighbour))
        self._entry(tuple(self.children))
        self._entry(())
        self._entry((), mentions=(chance.choice(withheld),))

    # -- the work ----------------------------------------------------------------------------

    def _work(self) -> None:
        first_entries: dict[Id, Id] = {}
        for i, told in self.entries.items():
            for child in told.children:
                first_entries.setdefault(child, i)
        for n, child in enumerate(self.children):
            tier = {"tier": self.chance.choice(TIERS)} if self.chance.random() < 0.7 else {}
            self._add(Plan, (child,), child=child, when=When(edtf=f"2022-0{n + 1}-07/2023-0{n + 1}-08"), **tier)
            self._add(Plan, (child,), child=child, tier="child_in_need", when=When(edtf=f"2023-0{n + 1}-09/.."))
            self._add(KINDS["visit_record"], (child,), child=child, when=When(edtf="2020-01-01/2020-06-30"))
            self._add(KINDS["safety_scale"], (child,), child=child, value=4)
            rule = {"rule": RULES[n % len(RULES)]} if self.chance.random() < 0.8 else {}
            self._add(PatternReview, (child,), child=child, made=Made.ADOPTED, evidence=(first_entries[child],), **rule)
            aside = self._add(PatternReview, (child,), child=child, made=Made.SET_ASIDE, rule="unseen")
            self.set_aside.append(aside.id)
            self._for((child,))
        self._for(tuple(self.children))
        for kind in ("layout", "naming", "correction", "matter", "release", "pseudonym"):
            if kind in KINDS:
                self._add(KINDS[kind], (), **({"entries": ()} if kind == "matter" else {}))
        self._add(Family, (), name=Given("{} family"))

    def _for(self, children: tuple[Id, ...]) -> None:
        """Add one of each kind of work that may be about several children."""
        value, record = self.planter.value, self.planter.id()
        period = value(ServicePeriod, record, children, state=ServiceState.STARTED, when=When(edtf="2022-03-01/.."))
        self._add(Service, children, id=record, children=children, people=(self.mother,), periods=(period,))
        came = (self.mother, self.neighbour, *self.workers, *(one for c in children for one in self.carers.get(c, ())))
        record = self.planter.id()
        attendance = [value(Attendance, record, (who,), person=who) for who in came]
        attendance.append(value(Attendance, record, ()))
        self._add(Meeting, children, id=record, children=children, attendance=tuple(attendance))
        goal, record = self._add(SafetyGoal, children, children=children), self.planter.id()
        members = [value(NetworkMember, record, (who,), person=who) for who in (self.gran, self.neighbour)]
        steps = tuple(value(PlanStep, record, children, who=member) for member in members)
        self._add(SafetyPlan, children, id=record, children=children, goals=(goal.id,), steps=steps)
        for kind in ("decision", "claim", "danger_statement", "family_offer", "supervision"):
            self._add(KINDS[kind], children, children=children)
        record = self.planter.id()
        notice = tuple(value(NetworkMember, record, (who,), person=who) for who in (self.gran, self.neighbour))
        self._add(KINDS["closure"], children, id=record, children=children, noticed_by=notice)

    # -- what is restricted ------------------------------------------------------------------

    def _restricted(self) -> None:
        """Add one more of every kind of record that can carry a restriction, with one."""
        child = self.children[0]
        reasons = [r for r in Restriction if r is not Restriction.PROTECTED_ADDRESS]
        hidden = self._person(Role.RESTRICTED, born=1964, restriction=(self.chance.choice(reasons),))
        self._born(self.mother, hidden)
        given: dict[str, dict[str, Any]] = {
            "person": {}, "family": {},
            "partnership": {"partners": (self.mother, self.neighbour)},
            "parentage": {"child": child, "parents": (self.neighbour,), "way": ParentageKind.STEP},
            "multiple_birth": {"children": tuple(self.children)},
            "bond": {"source": self.gran, "target": child},
            "parental_responsibility": {"child": child, "holder": self.gran},
            "residence": {"person": child, "when": When(edtf="2017-05-06/2017-06-07")},
            "visit_record": {"child": child}, "order": {"child": child}, "plan": {"child": child},
            "safety_scale": {"child": child, "value": 3},
            "pattern_review": {"child": child, "made": Made.ADOPTED, "rule": "extent"},
        }  # fmt: skip
        for kind, cls in KINDS.items():
            if "restriction" not in cls.model_fields or kind in {"person", "family"}:
                continue
            more = given.get(kind, {"children": (child,)} if "children" in cls.model_fields else {})
            reason = self.chance.choice(reasons)
            self._add(cls, (child,), restriction=(reason,), **more)

    # -- what a person decided ---------------------------------------------------------------

    def _decided(self) -> None:
        """Include an entry of a brother or sister for the court, and lift the restriction of one of the child's own."""
        child = self.children[self.seed % len(self.children)]
        entries = {r.id: r for r in self.records if isinstance(r, Entry) and r.id not in self.planter.mentioning}
        theirs = [
            i for i, told in self.entries.items() if i in entries and told.children and child not in told.children
        ]
        held = [r for r in entries.values() if r.restriction and child in r.children]
        for entry in [entries[i] for i in theirs if not self.entries[i].mentions][:1]:
            self._release(entry, Chosen.INCLUDED, child)
            self.included[entry.id] = child
        for entry in held[:1]:
            self._release(entry, Chosen.LIFTED, child)
            self.lifted.append(entry.id)

    def _release(self, record: Record, chosen: Chosen, child: Id) -> None:
        self._add(
            Release, (), record=record.id, chosen=chosen, audience="court", child=child, of=digest_of(record), words=""
        )
