"""The people of a made family, the homes they live in and the ties between them, each bearing its token."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from benchmarks.leaks.families import Role, Someone, Told
from benchmarks.leaks.planting import Given, Planter, Sort
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Gender, Life, OtherName, Person, Place
from chronology.record.sources import Standing
from chronology.record.ties import (
    Bond,
    MultipleBirth,
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

HARD = (
    "Zoë", "Anne-Marie", "D'Arcy", "N’Golo", "Łucja", "Bronisław", "Siân", "Muhammad Ali", "Mary Jane", "Ana Sofía", "نور", "ليلى",
    "Ann", "Ian", "Tina", "Alis", "Thea", "Rhian", "Öznur", "Çağla", "Jean-Luc", "O’Shea", "Małgorzata", "Søren", "Nguyễn",
)  # fmt: skip
"""Given names that are hard to look for: with accents, hyphens, apostrophes and spaces, of other scripts, parts of words."""
ORDINARY = ("Joy", "Grace", "Faith", "May", "Will", "Mark", "Dawn", "Art", "Hope", "Rose", "Close", "Summer")
"""Given names that are words of their own: only the full name tells anybody."""
ORDERS = ("ico", "co", "so", "s20")


class PeopleMaker:
    """Makes who there is, before anything happens to them."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed * 7919 + 1)
        self.planter = Planter(seed)
        self.records: list[Record] = []
        self.people: dict[Id, Someone] = {}
        self.lived_in: dict[Id, frozenset[Id]] = {}
        self.entries: dict[Id, Told] = {}
        self.bonds: dict[Id, Told] = {}
        self.set_aside: list[Id] = []
        self.included: dict[Id, Id] = {}
        self.lifted: list[Id] = []
        self.father_of: dict[Id, Id] = {}
        self.children: list[Id] = []
        self._hard = self.chance.sample(HARD, len(HARD))
        self._ordinary = self.chance.sample(ORDINARY, len(ORDINARY))
        self._birthdays = self.chance.sample(range(365), 365)
        self._phones = self.chance.sample(range(1_000), 400)

    def _add(self, cls: type[Record], whose: Iterable[Id] = (), **given: Any) -> Any:
        made = self.planter.made(cls, whose, **given)
        self.records.append(made)
        return made

    # -- people ------------------------------------------------------------------------------

    def _person(
        self,
        role: Role,
        *,
        of: Iterable[Id] = (),
        surname: str = "",
        born: int = 0,
        gender: str = "unknown",
        **given: Any,
    ) -> Id:
        chance, planter = self.chance, self.planter
        draw = chance.random()
        if draw < 0.35 and self._hard:
            first = self._hard.pop()
        elif draw < 0.5 and self._ordinary:
            first = self._ordinary.pop()
        else:
            first = planter.word().capitalize()
        own = planter.word().capitalize()
        last = surname or own
        name = f"{first} {last}"
        tokens: list[tuple[str, Sort]] = [(name, Sort.FULL_NAME)]
        if first not in ORDINARY:
            tokens.append((first, Sort.NAME))
        if not surname:
            tokens.append((last, Sort.NAME))
        alias = f"{planter.word().capitalize()} {planter.word().capitalize()}"
        who = planter.id()
        if born:
            birthday = date(born, 1, 1) + timedelta(days=self._birthdays.pop())
            given["birth"] = When(edtf=birthday.isoformat())
        made = self._add(
            Person,
            (who,),
            id=who,
            name=Given(name, tuple(tokens)),
            given=Given(first, ((first, Sort.NAME),) if first not in ORDINARY else ()),
            surname=Given(last),
            names=(OtherName(text=alias),),
            gender=Gender(gender),
            **given,
        )
        for word in alias.split():
            planter.plant_of(who, (who,), word, Sort.NAME, "OtherName.text")
        if born:
            planter.plant_of(who, (who,), made.birth.edtf, Sort.BIRTH, "Person.birth")
        self.people[who] = Someone(who, role, name, frozenset(of))
        return who

    def _people(self) -> None:
        chance = self.chance
        self.family_name = self.planter.word().capitalize()
        self.document = self.planter.id()
        self.planter.document = self.document
        self.mother = self._person(Role.MOTHER, surname=self.family_name, born=1988, gender="female")
        self.gran = self._person(Role.MOTHERS_KIN, surname=self.family_name, born=1962, gender="female")
        self.aunt = self._person(Role.MOTHERS_KIN, surname=self.family_name, born=1991, gender="female")
        self.fathers = []
        for n in range(chance.choice((1, 1, 2, 2, 3))):
            father = self._person(Role.FATHER, born=1983 + n, gender="male")
            self.fathers.append((father, self._person(Role.FATHERS_KIN, of=(father,), born=1958, gender="female")))
        self.half: list[tuple[Id, Id, Id]] = []
        for father, _ in self.fathers:
            if chance.random() < 0.4:
                other = self._person(Role.OTHER_MOTHER, of=(father,), born=1986, gender="female")
                self.half.append((self._person(Role.HALF, of=(father,), born=2009), father, other))
        for n in range(chance.choice((1, 2, 2, 2, 3, 3, 4, 5, 6))):
            father = chance.choice(self.fathers)[0]
            child = self._person(
                Role.CHILD,
                surname=self.family_name,
                born=2010 + 2 * n,
                gender=chance.choice(("female", "male")),
                is_subject=True,
            )
            self.children.append(child)
            self.father_of[child] = father
        self.planter.people = tuple(self.children)
        for father, _ in self.fathers:
            one = self.people[father]
            of = frozenset(c for c, f in self.father_of.items() if f == father)
            self.people[father] = Someone(one.id, one.role, one.name, of)
        self.partner = self._person(Role.PARTNER, born=1985, gender="male")
        self.partners_kin = (
            self._person(Role.PARTNERS_KIN, born=1960, gender="female"),
            self._person(Role.PARTNERS_KIN, born=2012),
        )
        self.neighbour = self._person(Role.NETWORK, place=Place.NETWORK)
        self.pet = self._person(Role.PET, place=Place.PET)
        self.workers = [self._person(Role.PROFESSIONAL, place=Place.PROFESSIONAL) for _ in range(2)]
        self.reported = self._person(Role.REPORTED, is_confirmed=False, gender="male")
        self.alleged = self._person(Role.ALLEGED, born=1979, gender="male")
        self.loss = self._person(Role.LOSS, life=Life.MISCARRIAGE)
        self.carers: dict[Id, tuple[Id, ...]] = {}
        self.carers_kid: dict[Id, Id] = {}
        self.cares: dict[Id, str] = {}
        for child in self.children:
            care = chance.choice(("", "", "foster", "foster", "adopted", "special guardianship", "kin"))
            self.cares[child] = care
            if care in {"foster", "adopted"}:
                role = Role.CARER if care == "foster" else Role.ADOPTER
                place = {"place": Place.CARER} if care == "foster" and chance.random() < 0.5 else {}
                surname = self.planter.word().capitalize()
                both = tuple(self._person(role, of=(child,), surname=surname, born=1970 + n, **place) for n in range(2))
                for one in both:
                    self.planter.plant_of(one, (one,), surname, Sort.NAME, "Person.surname")
                self.carers[child] = both
                self.carers_kid[child] = self._person(Role.CARERS_KIN, of=both, surname=surname, born=2001)
            elif care == "special guardianship":
                self.carers[child] = (self._person(Role.GUARDIAN, of=(child,), born=1965, gender="female"),)

    # -- homes -------------------------------------------------------------------------------

    def _home(self, lived: Iterable[Id], **given: Any) -> Id:
        planter = self.planter
        street, town = planter.word().capitalize(), planter.word().capitalize()
        code = f"ZE{self.chance.randint(1, 9)} {self.chance.randint(1, 9)}{self.chance.choice('ABDEFG')}{self.chance.choice('HJLNP')}"
        while any(p.words == code for p in planter.planted):
            code = f"ZE{self.chance.randint(10, 99)} {self.chance.randint(1, 9)}QX"
        phone = f"07700 900{self._phones.pop():03d}"
        number = self.chance.randint(1, 180)
        words = f"{number} {street} Lane, {town}, {code}. Tel {phone}"
        tokens = ((street, Sort.ADDRESS), (town, Sort.ADDRESS), (code, Sort.POSTCODE), (phone, Sort.PHONE))
        home = self._add(
            Household, lived, name=Given("{} House" if self.chance.random() < 0.5 else f"{number} {street} Lane"),
            address=Given(words, tokens), **given,
        )  # fmt: skip
        self.lived_in[home.id] = frozenset(lived)
        return str(home.id)

    def _homes(self) -> None:
        mum = (self.mother, self.partner, *self.children)
        home = self._home(mum)
        for n, one in enumerate(mum):
            until = f"2024-0{n + 1}-11" if self.cares.get(one) else ".."
            self._lives(one, home, f"2016-05-0{n + 1}/{until}")
        refuge = self._home((self.mother,), is_address_protected=True)
        self._lives(self.mother, refuge, "2015-02-03/2015-06-09", footing=Footing.REFUGE)
        father = self.fathers[0][0]
        self._lives(father, self._home((father,)), "2019-01-04/..")
        for n, child in enumerate(self.children):
            care = self.cares[child]
            if not care:
                continue
            there = self.carers.get(child, (self.gran,)) if care != "kin" else (self.gran,)
            kid = (self.carers_kid[child],) if child in self.carers_kid else ()
            new = self._home((child, *there, *kid))
            footing = {
                "foster": Footing.FOSTER, "adopted": Footing.ADOPTIVE, "kin": Footing.KINSHIP,
                "special guardianship": Footing.GUARDIANSHIP,
            }[care]  # fmt: skip
            self._lives(child, new, f"2024-0{n + 1}-12/..", footing=footing, carers=there)
            for one in (*there, *kid):
                self._lives(one, new, "2005/..")

    def _lives(self, who: Id, home: Id, edtf: str, **given: Any) -> None:
        self._add(Residence, (who,), person=who, household=home, when=self._when(edtf), **given)

    def _when(self, edtf: str) -> When:
        return When(edtf=edtf)

    # -- ties --------------------------------------------------------------------------------

    def _couple(self, one: Id, other: Id, status: PartnershipStatus, year: str, **given: Any) -> Id:
        record = self.planter.id()
        step = self.planter.value(PartnershipStep, record, (one, other), status=status, when=When(edtf=year))
        self._add(Partnership, (one, other), id=record, partners=(one, other), steps=(step,), **given)
        return record

    def _born(self, child: Id, *parents: Id, **given: Any) -> None:
        self._add(Parentage, (child,), child=child, parents=parents, **given)

    def _ties(self) -> None:
        chance = self.chance
        together = {}
        for n, (father, gran) in enumerate(self.fathers):
            together[father] = self._couple(father, self.mother, PartnershipStatus.COHABITING, f"200{n + 5}")
            self._born(father, gran)
        self._born(self.mother, self.gran)
        self._born(self.aunt, self.gran)
        for child, father in self.father_of.items():
            self._born(child, father, self.mother, partnership=together[father])
        for half, father, other in self.half:
            self._born(half, father, other)
        last = self.children[-1]
        self._add(
            Parentage, (last,), child=last, parents=(self.alleged,), certainty={self.alleged: ParentCertainty.ALLEGED}
        )
        self._couple(self.partner, self.mother, PartnershipStatus.COHABITING, "2020")
        self._couple(self.partner, self.reported, PartnershipStatus.DATING, "2008")
        self._born(self.partner, self.partners_kin[0])
        self._born(self.partners_kin[1], self.partner)
        self._born(self.loss, self.fathers[0][0], self.mother)
        for n, (child, carers) in enumerate(self.carers.items()):
            way = {
                "foster": ParentageKind.FOSTER, "adopted": ParentageKind.ADOPTED,
                "special guardianship": ParentageKind.GUARDIANSHIP,
            }[self.cares[child]]  # fmt: skip
            union = self._couple(*carers, PartnershipStatus.MARRIED, f"199{n}") if len(carers) == 2 else None
            self._born(child, *carers, way=way, when=When(edtf=f"2024-0{n + 1}-12/.."), partnership=union)
            if child in self.carers_kid:
                self._born(self.carers_kid[child], *carers)
        if len(self.children) > 1:
            self._add(MultipleBirth, self.children[:2], children=tuple(self.children[:2]))
        for one, other, nature, is_alleged in (
            (self.gran, self.children[0], "close", False),
            (self.fathers[0][0], self.mother, "conflict", True),
            (self.neighbour, self.children[0], "close", False),
            (self.aunt, self.mother, "distant", False),
            (self.gran, self.mother, "", False),
        ):
            standing = Standing.ALLEGED if is_alleged else Standing.RECORDED
            given = {"nature": nature} if nature else {}
            bond = self._add(Bond, (one, other), source=one, target=other, standing=standing, **given)
            self.bonds[bond.id] = Told(frozenset(), is_alleged)
        for n, child in enumerate(self.children):
            order = {"status": chance.choice(ORDERS)} if chance.random() < 0.7 else {}
            self._add(
                Order,
                (child,),
                child=child,
                when=When(edtf=f"2023-0{n + 1}-05/.."),
                in_favour_of=self.carers.get(child, ()),
                **order,
            )
            self._add(ParentalResponsibility, (child,), child=child, holder=self.mother, when=When(edtf="2012/.."))
