"""Invented families for the reading benchmark: three siblings of two fathers, grandparents, partners, professionals."""

from __future__ import annotations

import random
from dataclasses import dataclass

from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.people import Gender, NameKind, OtherName, Person, Place
from chronology.record.ties import Parentage, Partnership, PartnershipStatus, PartnershipStep
from chronology.record.values import Id, Record

_GIRLS = (
    "Abigail",
    "Freya",
    "Charlotte",
    "Isabella",
    "Maisie",
    "Jessica",
    "Katherine",
    "Rebecca",
    "Samantha",
    "Tabitha",
)
_BOYS = ("Benjamin", "Callum", "Daniel", "Joshua", "Nathaniel", "Oliver", "Samuel", "Thomas", "Zachary", "Matthew")
_WOMEN = ("Theresa", "Margaret", "Rhiannon", "Deborah", "Christine", "Jacqueline", "Patricia", "Lorraine")
_MEN = ("Andrew", "Christopher", "Gregory", "Kenneth", "Leonard", "Raymond", "Stephen", "Vincent")
_SURNAMES = (
    "Marlow",
    "Hartwell",
    "Quigley",
    "Ravenscroft",
    "Thistlewood",
    "Okonedo",
    "Pemberton",
    "Wainwright",
    "Kowalczyk",
)


@dataclass(frozen=True)
class MadeFamily:
    """A made family, and who is who in it."""

    case: CaseFile
    children: tuple[Id, ...]
    """Eldest first."""
    roles: dict[str, Id]
    """mother, father (of the eldest two), other_father, partner, mgm, mgf, pgm, aunt, uncle, worker."""


def made_family(seed: int) -> MadeFamily:
    """Return the family of a seed; no two of its people share a given name or its first letter with a surname."""
    chance = random.Random(seed)
    surnames = chance.sample(_SURNAMES, 4)
    girls, boys = chance.sample(_GIRLS, 4), chance.sample(_BOYS, 3)
    women, men = chance.sample(_WOMEN, 4), chance.sample(_MEN, 5)
    people: list[Person] = []

    def add(identity: str, given: str, surname: str, gender: Gender, year: int, **more: object) -> Id:
        birth = When(edtf=f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}") if year else UNDATED
        people.append(
            Person(
                id=f"p-{identity}",
                name=f"{given} {surname}",
                given=given,
                surname=surname,
                gender=gender,
                birth=birth,
                **more,  # type: ignore[arg-type]
            )
        )
        return f"p-{identity}"

    eldest = add("child1", girls[0], surnames[0], Gender.FEMALE, 2010, is_subject=True)
    middle = add("child2", boys[0], surnames[0], Gender.MALE, 2013, is_subject=True)
    youngest = add("child3", girls[1], surnames[1], Gender.FEMALE, 2017, is_subject=True)
    maiden = (OtherName(text=f"{women[0]} {surnames[3]}", kind=NameKind.BIRTH),)
    alias = (OtherName(text=chance.choice(["Spike", "Tiny", "Ginge", "Bear"]), kind=NameKind.NICKNAME),)
    add("mother", women[0], surnames[0], Gender.FEMALE, 1988, names=maiden)
    add("father", men[0], surnames[0], Gender.MALE, 1985, names=alias)
    add("other_father", men[1], surnames[1], Gender.MALE, 1990)
    add("partner", men[2], surnames[2], Gender.MALE, 1992)
    add("mgm", women[1], surnames[3], Gender.FEMALE, 1960)
    add("mgf", men[3], surnames[3], Gender.MALE, 1958)
    add("pgm", women[2], surnames[0], Gender.FEMALE, 1955)
    add("aunt", women[3], surnames[3], Gender.FEMALE, 1991)
    add("uncle", men[4], surnames[3], Gender.MALE, 1994)
    add("worker", "Wilhelmina", "Brackenridge", Gender.FEMALE, 0, place=Place.PROFESSIONAL, role="social worker")
    married = (PartnershipStep(status=PartnershipStatus.MARRIED, when=When(edtf="2009")),)
    ended = (*married, PartnershipStep(status=PartnershipStatus.DIVORCED, when=When(edtf="2015")))
    couples: list[Record] = [
        Partnership(id="u1", partners=("p-mother", "p-father"), steps=ended),
        Partnership(
            id="u2", partners=("p-mother", "p-other_father"), steps=(PartnershipStep(status=PartnershipStatus.ENDED),)
        ),
        Partnership(
            id="u3", partners=("p-mother", "p-partner"), steps=(PartnershipStep(status=PartnershipStatus.COHABITING),)
        ),
        Partnership(id="u4", partners=("p-mgm", "p-mgf"), steps=married),
    ]
    parents = {
        eldest: ("p-mother", "p-father"), middle: ("p-mother", "p-father"), youngest: ("p-mother", "p-other_father"),
        "p-mother": ("p-mgm", "p-mgf"), "p-aunt": ("p-mgm", "p-mgf"), "p-uncle": ("p-mgm", "p-mgf"), "p-father": ("p-pgm",),
    }  # fmt: skip
    ties: list[Record] = [Parentage(id=f"b-{child}", child=child, parents=found) for child, found in parents.items()]
    return MadeFamily(
        CaseFile.of([*people, *couples, *ties]),
        (eldest, middle, youngest),
        {person.id.removeprefix("p-"): person.id for person in people},
    )
