"""Families as they may be recorded, made by chance: couples, several parent sets, one parent, twins, losses, deaths."""

from __future__ import annotations

from hypothesis import strategies as st

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.people import Gender, Life, Person
from chronology.record.ties import (
    MultipleBirth,
    Parentage,
    ParentageKind,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
    Zygosity,
)
from chronology.record.values import Record

NAMES = (
    "Ann",
    "Bo Long-Hyphen",
    "小明",
    "محمد",
    "José Ángel",
    "Zoë",
    "Nguyễn Thị Minh Khai",
    "[b]x[/b]",
    "👩‍🚀 Sky",
    "O",
)
_STATUSES = ("married", "cohabiting", "dating", "divorced", "separated", "reconciled", "annulled")
_WAYS = [
    ParentageKind.BIRTH,
    ParentageKind.BIRTH,
    ParentageKind.BIRTH,
    ParentageKind.ADOPTED,
    ParentageKind.FOSTER,
    ParentageKind.GUARDIANSHIP,
    ParentageKind.STEP,
]


@st.composite
def recorded_families(draw: st.DrawFn, most: int = 10) -> CaseFile:
    """Draw a case file of up to some people; parents come before their children in the list of people."""
    count = draw(st.integers(1, most))
    records: list[Record] = []
    for n in range(count):
        year = draw(st.integers(1930 + 8 * n, 1945 + 8 * n))
        life = draw(st.sampled_from([Life.BORN] * 9 + [Life.MISCARRIAGE, Life.STILLBIRTH])) if n else Life.BORN
        records.append(
            Person(
                id=f"p{n}",
                name=f"{draw(st.sampled_from(NAMES))} P{n}",
                given=f"N{n}",
                surname="Fam",
                gender=draw(st.sampled_from(Gender)),
                birth=When(edtf=draw(st.sampled_from(["", f"{year}", f"{year}-05", f"{year}-05-06", f"{year}~"]))),
                death=When(edtf=draw(st.sampled_from(["", "", "", "2015-03"]))),
                life=life,
                is_subject=draw(st.integers(0, 4)) == 0,
                is_confirmed=draw(st.integers(0, 5)) > 0,
            )
        )
    pairs = st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True)
    for k in range(draw(st.integers(0, count)) if count > 1 else 0):
        one, two = draw(pairs)
        steps = tuple(
            PartnershipStep(
                status=PartnershipStatus(status), when=When(edtf=draw(st.sampled_from(["", "2001", "2003"])))
            )
            for status in draw(st.lists(st.sampled_from(_STATUSES), max_size=3, unique=True))
        )
        records.append(Partnership(id=f"c{k}", partners=(f"p{one}", f"p{two}"), steps=steps))
    for child in range(1, count):
        for k in range(draw(st.sampled_from([0, 1, 1, 1, 2, 3]))):
            parents = draw(st.lists(st.integers(0, child - 1), min_size=1, max_size=2, unique=True))
            way = draw(st.sampled_from(_WAYS))
            records.append(
                Parentage(
                    id=f"d{child}-{k}", child=f"p{child}", parents=tuple(f"p{p}" for p in parents), way=way,
                    when=When(edtf="2010/.." if way is not ParentageKind.BIRTH and draw(st.booleans()) else ""),
                )
            )  # fmt: skip
    if count > 3 and draw(st.booleans()):
        born = draw(st.lists(st.integers(1, count - 1), min_size=2, max_size=3, unique=True))
        records.append(
            MultipleBirth(id="m", children=tuple(f"p{c}" for c in born), zygosity=draw(st.sampled_from(Zygosity)))
        )
    return CaseFile.of(records)
