"""A seeded set of name cells with labels: who is meant, a professional, nobody known, or not to be guessed."""

from __future__ import annotations

import random
import string
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.reading.families import MadeFamily, made_family
from chronology.intake.names import Names
from chronology.record.people import Person
from chronology.record.values import Id

PROFESSIONAL, NOBODY, ASKED = "professional", "nobody known", "not to be guessed"
_SHORT = {
    "Abigail": "Abi", "Charlotte": "Lottie", "Isabella": "Izzy", "Jessica": "Jess", "Katherine": "Kath",
    "Rebecca": "Becky", "Samantha": "Sam", "Benjamin": "Ben", "Callum": "Cal", "Daniel": "Danny", "Joshua": "Josh",
    "Nathaniel": "Nate", "Oliver": "Ollie", "Samuel": "Sam", "Thomas": "Tommy", "Zachary": "Zac", "Matthew": "Matt",
}  # fmt: skip
_KIN = {
    "mother": ["Mum", "mum", "Mother", "birth mother", "M's mum?", "the mother"],
    "mgm": ["MGM", "M.G.M.", "mat gran", "Maternal grandmother", "mum's mum", "maternal nan"],
    "mgf": ["MGF", "maternal grandad", "mat grandfather"],
    "pgm": ["PGM", "pat gran", "paternal grandmother"],
    "partner": ["mother's partner", "Mum's boyfriend", "mums partner"],
    "aunt": ["maternal aunt", "mat aunt"],
    "uncle": ["mat uncle", "maternal uncle"],
}
_PROFESSIONALS = (
    "HV J. Brook", "PC 1234 Hale", "Mr Farrow, teacher", "Dr Lindqvist", "Social worker", "Health visitor", "S. Iqbal (SW)",
    "DSL Mrs Penhaligon", "GP", "PC Aldous", "school nurse", "Miss Lamb (class teacher)", "DC Wren", "Police", "Dr. A. Okafor",
    "Family support worker", "Midwife Jones-Bell", "W Brackenridge SW", "IRO", "Duty social worker",
)  # fmt: skip
_STRANGERS = (
    "Dmitri Volkov",
    "Auntie Bev next door",
    "Uncle Baz",
    "Carlton",
    "Mrs Featherstonehaugh",
    "Kezia",
    "Mo",
    "Big Dave",
    "Yusuf A",
)


@dataclass(frozen=True)
class NameCell:
    """One name as written, for which children, and who is meant."""

    words: str
    children: tuple[Id, ...]
    means: str
    """A person's id, or one of the three other labels."""
    kind: str


def made_names(seed: int) -> tuple[MadeFamily, list[NameCell]]:
    """Return a family of a seed and name cells as they stand in its files."""
    family = made_family(seed)
    chance = random.Random(seed + 1000)
    people, roles = family.case.people, family.roles
    cells: list[NameCell] = []

    def say(words: str, means: str, kind: str, children: tuple[Id, ...] = ()) -> None:
        cells.append(NameCell(words, children, means, kind))

    for person in people.values():
        if person.id == roles["worker"]:
            continue
        given, surname = person.given, person.surname
        for words in (
            person.name,
            person.name.upper(),
            f"{surname}, {given}",
            f"{given} {surname[0]}",
            f" {person.name.lower()} ",
        ):
            say(words, person.id, "full name")
        say(given, person.id, "given name")
        say(f"{given} (dob {person.birth.edtf})", person.id, "given name")
        say(_misspelt(given, chance), person.id, "misspelling")
        say(f"{_misspelt(given, chance)} {surname}", person.id, "misspelling")
        say(f"{given} {_misspelt(surname, chance)}", person.id, "misspelling")
    for child in family.children:
        person = people[child]
        say("".join(word[0] for word in person.name.split()), _by_initials(people.values(), person), "initials")
        say(".".join(word[0] for word in person.name.split()) + ".", _by_initials(people.values(), person), "initials")
        if short := _SHORT.get(person.given):
            say(short, _by_short(people.values(), short), "short form")
    say(people[roles["mother"]].names[0].text, roles["mother"], "alias")
    say(people[roles["father"]].names[0].text, roles["father"], "alias")
    for role, words in _KIN.items():
        for one in words:
            if "?" not in one:
                say(one, roles[role], "relative", family.children[:1] if role == "pgm" else family.children)
    say("Dad", roles["father"], "relative", family.children[:2])
    say("dad", roles["other_father"], "relative", family.children[2:])
    say("father", ASKED, "relative", family.children)
    say(f"{people[roles['child3']].given}'s dad", roles["other_father"], "relative", family.children)
    for number, child in enumerate(family.children, 1):
        say(f"sib {number}", child, "relative", family.children)
        say(f"Child {number}", child, "relative", family.children)
    say("eldest child", roles["child1"], "relative", family.children)
    say(f"Ms {people[roles['mother']].surname} (mother)", roles["mother"], "title")
    say(f"Mr {people[roles['partner']].surname}", roles["partner"], "title")
    say(f"Mrs {people[roles['mgm']].surname} (MGM)", roles["mgm"], "title")
    say(f"Mr {people[roles['mgf']].surname}", ASKED, "title")
    for words in chance.sample(_PROFESSIONALS, 12):
        say(words, PROFESSIONAL, "professional")
    for words in chance.sample(_STRANGERS, 6):
        say(words, NOBODY, "stranger")
    return family, cells


def _by_initials(people: Iterable[Person], wanted: Person) -> str:
    same = [p for p in people if p.shown_initials == wanted.shown_initials]
    subjects = [p for p in same if p.is_subject]
    return wanted.id if len(same) == 1 or len(subjects) == 1 else ASKED


def _by_short(people: Iterable[Person], short: str) -> str:
    fits = [p for p in people if _SHORT.get(p.given) == short]
    return fits[0].id if len(fits) == 1 else ASKED


def _misspelt(name: str, chance: random.Random) -> str:
    """Return a name with one slip: a letter doubled, dropped, swapped with the next, or another in its place."""
    while True:
        at = chance.randrange(1, len(name) - 1)
        slip = chance.choice(["double", "drop", "swap", "other"])
        if slip == "double":
            made = name[: at + 1] + name[at:]
        elif slip == "drop":
            made = name[:at] + name[at + 1 :]
        elif slip == "swap":
            made = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        else:
            made = name[:at] + chance.choice(string.ascii_lowercase) + name[at + 1 :]
        if made != name:
            return made


def judged(names: Names, cell: NameCell) -> str:
    """Return what Kinline makes of a name cell, as a label."""
    found = names.find(cell.words, cell.children)
    if found.is_professional:
        return PROFESSIONAL
    if found.person is not None:
        return found.person
    return ASKED if found.candidates else NOBODY


def names_right(seeds: Iterable[int]) -> tuple[int, int, list[tuple[NameCell, str]]]:
    """Return how many cells are judged rightly, of how many, and those that are not."""
    right = total = 0
    wrong: list[tuple[NameCell, str]] = []
    for seed in seeds:
        family, cells = made_names(seed)
        names = Names(family.case)
        for cell in cells:
            total += 1
            found = judged(names, cell)
            if found == cell.means:
                right += 1
            else:
                wrong.append((cell, found))
    return right, total, wrong
