"""Seeded chronologies of one family by several agencies, with labels: which accounts tell of one matter."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from chronology.lives.matters import matters_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from chronology.record.people import Person
from chronology.record.sources import Citation, Document
from chronology.record.values import Id, Record

AGENCIES = {
    "school": "Hawthorn Primary School",
    "health": "Health visiting service",
    "police": "Police",
    "social": "Children's social care",
}
MATTERS = 60
"""Matters of one made family, over three years."""
A_DAY_LATER = 0.3
"""Share of the further accounts that are written the day after."""


@dataclass(frozen=True)
class MadeAccounts:
    """A made family's entries, and which pairs of them tell of one matter."""

    case: CaseFile
    pairs: frozenset[frozenset[Id]]


def kinds() -> list[dict[str, list[str]]]:
    """Return what can happen, as each agency would write it."""
    text = Path(__file__).with_name("happenings.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["kind"])


def made_accounts(seed: int) -> MadeAccounts:
    """Return one family's chronologies by three or four agencies, with decoys: alike and days apart, or other and the same day."""
    chance = random.Random(seed)
    names = chance.sample(["Ada", "Ben", "Cleo", "Dara", "Elis", "Freya", "Gwen", "Hal"], 3)
    adults = chance.sample(["Tess", "Rhona", "Marta"], 1) + chance.sample(["Dean", "Kofi", "Lloyd"], 1)
    children = [Person(id=f"c{n}", name=f"{name} Reed", given=name, is_subject=True) for n, name in enumerate(names)]
    documents = [Document(id=f"d-{key}", name=f"{key}.csv", form="csv") for key in AGENCIES]
    entries: list[Entry] = []
    pairs: set[frozenset[Id]] = set()

    def tell(kind: dict[str, list[str]], agency: str, day: date, child: int) -> Entry:
        sibling = names[(child + 1) % 3]
        words = chance.choice(kind[agency]).format(
            c=names[child],
            s=sibling,
            m=chance.choice([adults[0], "Mum", "Mother"]),
            p=adults[1],
            g="MGM",
            n=chance.randint(3, 9),
        )
        about = (f"c{child}",) if chance.random() < 0.8 else ()
        entry = Entry(
            id=f"e{len(entries):04}",
            when=When.on(day),
            children=about,
            event=words,
            origin=Origin(agency=AGENCIES[agency]),
            cites=(Citation(document=f"d-{agency}", place=f"row {len(entries) + 2}", row=len(entries) + 2),),
        )
        entries.append(entry)
        return entry

    everything = kinds()
    day = date(2018, 1, 8)
    for _ in range(MATTERS):
        day += timedelta(days=chance.randint(3, 30))
        kind = chance.choice(everything)
        child = chance.randrange(3)
        agencies = chance.sample(sorted(kind), len(kind))
        count = min(len(agencies), chance.choice([1, 2, 2, 3, 3, 4]))
        told = [tell(kind, agencies[0], day, child)]
        for agency in agencies[1:count]:
            later = timedelta(days=1) if chance.random() < A_DAY_LATER else timedelta()
            told.append(tell(kind, agency, day + later, child))
        pairs |= {frozenset((one.id, two.id)) for one, two in combinations(told, 2)}
        if chance.random() < 0.5:
            other = chance.choice([k for k in everything if k is not kind])
            agency = chance.choice(sorted(set(other) - {agencies[0]}) or sorted(other))
            tell(other, agency, day + timedelta(days=chance.randint(0, 1)), child)
        if chance.random() < 0.4:
            again = chance.choice(agencies)
            tell(kind, again, day + timedelta(days=chance.randint(3, 9)), child)
    records: list[Record] = [*children, *documents, *entries]
    return MadeAccounts(CaseFile.of(records), frozenset(pairs))


def found_pairs(case: CaseFile) -> frozenset[frozenset[Id]]:
    """Return the pairs of accounts that Kinline offers as one matter."""
    return frozenset(frozenset(pair) for matter in matters_of(case) for pair in combinations(matter.entries, 2))


def f1(seeds: Iterable[int]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of accounts of all the families of these seeds."""
    right = offered = labelled = 0
    for seed in seeds:
        made = made_accounts(seed)
        found = found_pairs(made.case)
        right += len(found & made.pairs)
        offered += len(found)
        labelled += len(made.pairs)
    precision, recall = right / max(offered, 1), right / max(labelled, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
