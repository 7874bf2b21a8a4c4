"""The drawing in words: every person and every relation, for reading aloud."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from typing import TypeVar

from chronology.lives.households import Home, household_members
from chronology.lives.placements import UNNAMED
from chronology.lives.plans import PlanPeriod, plan_periods
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When, age_at
from chronology.record.people import Gender, Life, Person, Place
from chronology.record.sources import Standing
from chronology.record.steps import stepwise
from chronology.record.ties import (
    Bond,
    Order,
    Parentage,
    ParentageKind,
    ParentalResponsibility,
    ParentCertainty,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
)
from chronology.record.values import Id, Record
from exporters.genogram.about import about_words, move_words, plan_category, role_words
from exporters.genogram.ages import is_beyond_living
from exporters.genogram.blood import FEATURE, Blood
from exporters.genogram.emotions import emotion_of
from exporters.genogram.health import health_words
from exporters.genogram.notation import BADGE_WORDS, ORDER_BADGES, TIER_BADGES, is_secret

TIER_WORDS = {tier: BADGE_WORDS.get(badge, badge) for tier, badge in TIER_BADGES.items()}
"""What a child's plans are called in full."""
_CARE = {
    ParentageKind.FOSTER,
    ParentageKind.KINSHIP,
    ParentageKind.GUARDIANSHIP,
    ParentageKind.CHILD_ARRANGEMENTS,
    ParentageKind.PRIVATE_FOSTERING,
    ParentageKind.INFORMAL,
}
R = TypeVar("R", bound=Record)
WITHHELD_HOME = "address withheld"
"""The name of a home whose address is protected."""


class Telling:
    """Says what a drawing shows as at a day."""

    def __init__(self, case: CaseFile, day: date) -> None:
        self._case = case
        self._day = day
        self.today = When.on(day)
        """The day as a date, to reckon ages by."""
        self._told: dict[Id, tuple[Record, str]] = {}
        """What was said of a record before: of most once in the description, and once where it is drawn."""

    @cached_property
    def blood(self) -> Blood:
        """Who is related to whom by blood."""
        return Blood(self._case)

    def _once(self, record: R, say: Callable[[R], str]) -> str:
        """Return what is said of a record, found once."""
        before, words = self._told.get(record.id, (None, ""))
        if before is not record:
            words = say(record)
            self._told[record.id] = record, words
        return words

    def sentences(self, present: list[Id]) -> list[str]:
        """Return the full description, a sentence each: everyone in reading order, couples, descent, homes, ties."""
        people = self._case.people
        shown = set(present)
        count = "1 person" if len(present) == 1 else f"{len(present)} people"
        parts = [count]
        parts += [self.person(people[i]) for i in stepwise(present)]
        place = {i: n for n, i in enumerate(present)}

        def in_order(*ids: Id) -> list[int]:
            return [place.get(i, len(place)) for i in ids]

        couples = [p for p in self._case.partnerships if p.partners and set(p.partners) <= shown]
        couples = [p for p in couples if len(p.partners) > 1 or p.steps]
        parts += [self.couple(p) for p in sorted(couples, key=lambda p: (in_order(*p.partners), p.id))]
        descents = [p for p in self._case.parentages if p.child in shown]
        parts += [self.descent(p) for p in sorted(descents, key=lambda p: (in_order(p.child, *p.parents), p.id))]
        for birth in self._case.multiple_births:
            together = [people[c].shown_name for c in birth.children if c in shown]
            if len(together) > 1:
                kind = "twins" if len(together) == 2 else "born together"
                parts.append(f"{' and '.join(together)}: {kind}, zygosity {birth.zygosity.value}")
        for home in household_members(self._case, self._day):
            if any(m.person in shown for m in home.members):
                parts.append(self.home(home, shown))
        parts += [self.order(o) for o in self._case.orders if o.child in shown and self._stands(o.when)]
        parts += [
            self.responsibility(r)
            for r in self._case.responsibilities
            if r.child in shown and r.when.stands_on(self._day)
        ]
        parts += [
            self.bond(b)
            for b in sorted(self._case.bonds, key=lambda b: (in_order(b.source, b.target), b.id))
            if {b.source, b.target} <= shown and b.source != b.target
        ]
        return parts

    def _span(self, when: When) -> str:
        """Return a period in words, its end left out where that comes after the day."""
        start = when.edtf.partition("/")[0]
        if start and when.ends[0] and when.ends[0] > self._day:
            return When(edtf=f"{start}/..").words()
        return when.words()

    def _stands(self, when: When) -> bool:
        return when.covers(self._day).may_be

    def home_name(self, home: Home) -> str:
        """Return what a home is called: never by a protected address, nor by what would name foster carers or adopters."""
        household = self._case.households.get(home.id)
        if household and household.is_address_protected:
            return WITHHELD_HOME
        unnamed = [m.footing for m in home.members if m.footing in {footing.value for footing in UNNAMED}]
        return unnamed[0] if unnamed else home.name

    def home(self, home: Home, shown: Collection[Id]) -> str:
        """Return who of those shown lives in a home, and on what footing."""
        who = []
        for member in home.members:
            if member.person in shown:
                aside = [member.footing] if member.footing else []
                aside += ["depends on the dates"] if member.depends else []
                who.append(self._case.people[member.person].shown_name + (f" ({', '.join(aside)})" if aside else ""))
        name = self.home_name(home)
        verb = "lives" if len(who) == 1 else "live"
        return f"{name}: {', '.join(who)} {verb} there"

    def order(self, order: Order) -> str:
        """Return a child's order or legal status in words."""
        badge = ORDER_BADGES.get(order.status.casefold(), order.words or order.status)
        words = BADGE_WORDS.get(badge, badge)
        since = f", {self._span(order.when)}" if not order.when.is_undated else ""
        return f"{self._case.people[order.child].shown_name}: {words}{since}"

    def responsibility(self, held: ParentalResponsibility) -> str:
        """Return who holds parental responsibility for a child in words."""
        holder = self._case.people.get(held.holder) if held.holder else None
        name = holder.shown_name if holder else held.authority or "somebody not recorded"
        aside = f" ({held.ground})" if held.ground else ""
        since = f", {self._span(held.when)}" if not held.when.is_undated else ""
        return f"{name} has parental responsibility for {self._case.people[held.child].shown_name}{aside}{since}"

    def bond(self, bond: Bond) -> str:
        """Return a tie between two people in words."""
        people = self._case.people
        is_one_way = not bond.is_mutual and emotion_of(bond.nature).is_directed
        join = "towards" if is_one_way else "and"
        stands = f" ({bond.standing.value})" if bond.standing is not Standing.RECORDED else ""
        since = f", {self._span(bond.when)}" if not bond.when.is_undated else ""
        return f"{people[bond.source].shown_name} {join} {people[bond.target].shown_name}: {bond.nature}{since}{stands}"

    def person(self, person: Person) -> str:
        """Return one person in words."""
        return self._once(person, self._person)

    def _person(self, person: Person) -> str:
        words = [person.shown_name]
        if person.life is not Life.BORN:
            kind = "pregnancy" if person.life is Life.EXPECTED else person.life.value
            words += [kind] if kind.casefold() != person.shown_name.casefold() else []
        elif person.place is Place.PROFESSIONAL:
            return ", ".join([*words, "professional", *role_words(person)])
        elif person.gender is not Gender.UNKNOWN:
            words.append(person.gender.value)
        else:
            words.append("gender not known")
        if not person.birth.is_undated:
            lead = "born " if person.life is Life.BORN else "due " if person.life is Life.EXPECTED else ""
            words.append(lead + person.birth.words())
        if person.is_dead or person.death.happened_by(self._day).may_be:
            words.append(f"died {person.death.words()}" if not person.death.is_undated else "has died")
        elif not person.birth.is_undated and person.life is Life.BORN:
            age = age_at(person.birth, self.today)
            words.append("no death recorded" if is_beyond_living(age, is_dead=False) else f"aged {age.words()}")
        if person.is_subject:
            words.append("subject child")
            plans = [p for p in plan_periods(self._case, person.id) if p.runs_on(self._day) is not Falls.NO]
            words += dict.fromkeys(self._plan(p) for p in plans if p.tier in TIER_WORDS and not p.start.is_undated)
        if not person.is_confirmed:
            words.append("reported, not confirmed")
        if person.number != 1:
            words.append(f"stands for {person.number} people" if person.number else "stands for people not counted")
        conditions = health_words(person, self._day)
        words += [f"health: {', '.join(conditions)}"] if conditions else []
        words += [*about_words(person, is_spoken=True), *move_words(person, self._day)]
        words += ["family secret recorded"] if any(is_secret(fact.what) for fact in person.facts) else []
        if person.place is Place.PET:
            words[1:2] = ["pet"]
        if person.place is Place.NETWORK:
            words.append(person.role or "not family")
        return ", ".join(words)

    def _plan(self, period: PlanPeriod) -> str:
        category = plan_category(period, self._case)
        return TIER_WORDS[period.tier] + (f" ({category})" if category else "")

    def couple(self, partnership: Partnership) -> str:
        """Return a partnership's history in words."""
        return self._once(partnership, self._couple)

    def _couple(self, partnership: Partnership) -> str:
        known = [self._case.people[p].shown_name for p in partnership.partners if p in self._case.people]
        names = " and ".join(known) if len(known) > 1 else f"{''.join(known)} and a partner not known"
        steps = [step.words() for step in partnership.steps_by(self._day)]
        steps += [feature for feature in partnership.features if feature.casefold() != FEATURE]
        steps += [FEATURE] if self.blood.is_shared(partnership) else []
        alleged = " (alleged)" if partnership.standing.value == "alleged" else ""
        return f"{names}: {', '.join(steps) or PartnershipStep(status=PartnershipStatus.NOT_RECORDED).words()}{alleged}"

    def descent(self, parentage: Parentage) -> str:
        """Return a parent set in words."""
        return self._once(parentage, self._descent)

    def _descent(self, parentage: Parentage) -> str:
        people = self._case.people
        child = people[parentage.child].shown_name if parentage.child in people else "a child"
        parents = []
        for parent in parentage.parents:
            if parent not in people:
                continue
            way, sure = parentage.way_of(parent), parentage.certainty_of(parent)
            aside = [way.value] if way is not ParentageKind.BIRTH else []
            aside += [sure.value] if sure is not ParentCertainty.RECORDED else []
            parents.append(people[parent].shown_name + (f" ({', '.join(aside)})" if aside else ""))
        since = f", {self._span(parentage.when)}" if not parentage.when.is_undated else ""
        is_care = parentage.way in _CARE
        end = parentage.when.ends[1] if parentage.when.is_period else None
        is_over = end is not None and end <= self._day
        verb = "is the child of" if not is_care else "was cared for by" if is_over else "is cared for by"
        return f"{child} {verb} {' and '.join(parents) or 'parents not known'}{since}"
