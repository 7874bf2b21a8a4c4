"""The drawing in words: every person and every relation, for reading aloud."""

from __future__ import annotations

from datetime import date

from chronology.lives.households import household_members
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When, age_at
from chronology.record.people import Gender, Life, Person
from chronology.record.ties import Parentage, ParentageKind, ParentCertainty, Partnership
from chronology.record.values import Id
from exporters.genogram.notation import WITHHELD_BONDS


class Telling:
    """Says what a drawing shows as at a day."""

    def __init__(self, case: CaseFile, day: date) -> None:
        self._case = case
        self._day = day

    def whole(self, present: list[Id], heading: str) -> str:
        """Return the full description: everyone in reading order, then couples, descent, homes and ties."""
        people = self._case.people
        shown = set(present)
        parts = [f"{heading}. {len(present)} people."]
        parts += [f"{self.person(people[i])}." for i in present]
        parts += [f"{self.couple(p)}." for p in self._case.partnerships if p.partners and set(p.partners) <= shown]
        parts += [f"{self.descent(p)}." for p in self._case.parentages if p.child in shown and set(p.parents) & shown]
        for home in household_members(self._case, self._day):
            members = [people[m.person].shown_name for m in home.members if m.person in shown]
            if members:
                parts.append(f"{self._home_name(home.id, home.name)}: {', '.join(members)} live there.")
        parts += [
            f"{people[b.source].shown_name} and {people[b.target].shown_name}: {b.nature}."
            for b in self._case.bonds
            if {b.source, b.target} <= shown and not any(w in b.nature.casefold() for w in WITHHELD_BONDS)
        ]
        return " ".join(parts)

    def _home_name(self, home: Id, name: str) -> str:
        household = self._case.households.get(home)
        return "A home whose address is withheld" if household and household.is_address_protected else name

    def person(self, person: Person) -> str:
        """Return one person in words."""
        words = [person.shown_name]
        if person.life is not Life.BORN:
            words.append(person.life.value)
        elif person.gender is not Gender.UNKNOWN:
            words.append(person.gender.value)
        else:
            words.append("gender not known")
        if not person.birth.is_undated:
            words.append(("due " if person.life is Life.EXPECTED else "born ") + person.birth.words())
        if person.is_dead or person.death.happened_by(self._day) in {Falls.CERTAIN, Falls.POSSIBLE}:
            words.append(f"died {person.death.words()}" if not person.death.is_undated else "has died")
        elif not person.birth.is_undated and person.life is Life.BORN:
            words.append(f"aged {age_at(person.birth, When.on(self._day)).words()}")
        if person.is_subject:
            words.append("subject child")
        if not person.is_confirmed:
            words.append("reported, not confirmed")
        return ", ".join(words)

    def couple(self, partnership: Partnership) -> str:
        """Return a partnership's history in words."""
        names = " and ".join(self._case.people[p].shown_name for p in partnership.partners if p in self._case.people)
        steps = [
            f"{step.status.value} {step.when.words()}" if not step.when.is_undated else step.status.value
            for step in partnership.steps_by(self._day)
        ]
        alleged = " (alleged)" if partnership.standing.value == "alleged" else ""
        return f"{names}: {', '.join(steps) or 'partners, status not recorded'}{alleged}"

    def descent(self, parentage: Parentage) -> str:
        """Return a parent set in words."""
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
        since = f", {parentage.when.words()}" if not parentage.when.is_undated else ""
        return f"{child} is the child of {' and '.join(parents) or 'parents not known'}{since}"
