"""Small invented families that tests share."""

from __future__ import annotations

from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.entries import Entry, Impact, Seen, View
from chronology.record.people import Gender, Person
from chronology.record.ties import Parentage, ParentageKind, Partnership, PartnershipStatus, PartnershipStep
from chronology.record.values import Record


def person(id: str, name: str, gender: str = "unknown", born: str = "", **more: object) -> Person:  # noqa: A002
    """Return a person; `born` is EDTF."""
    given, _, surname = name.partition(" ")
    return Person(
        id=id,
        name=name,
        given=given,
        surname=surname,
        gender=Gender(gender),
        birth=When(edtf=born),
        **more,  # type: ignore[arg-type]
    )


def couple(id: str, one: str, two: str, *steps: tuple[str, str]) -> Partnership:  # noqa: A002
    """Return a partnership; each step is a status and an EDTF date."""
    return Partnership(
        id=id,
        partners=(one, two),
        steps=tuple(PartnershipStep(status=PartnershipStatus(status), when=When(edtf=when)) for status, when in steps),
    )


def child_of(child: str, *parents: str, way: str = "birth", when: str = "", union: str | None = None) -> Parentage:
    """Return a child's parent set."""
    return Parentage(
        id=f"{way}-{child}-{'-'.join(parents)}",
        child=child,
        parents=parents,
        way=ParentageKind(way),
        when=When(edtf=when) if when else UNDATED,
        partnership=union,
    )


def three_siblings() -> CaseFile:
    """Return an invented family: three siblings, a mother with two partners, grandparents, an aunt."""
    records: list[Record] = [
        person("gran", "Joan Reed", "female", "1958-02-11"),
        person("grandad", "Alan Reed", "male", "1955", is_dead=True, death=When(edtf="2009-11-02")),
        person("mum", "Kelly Reed", "female", "1988-07-04"),
        person("aunt", "Donna Reed", "female", "1991"),
        person("halfuncle", "Mark Reed", "male", "1980"),
        person("dad1", "Tom Shaw", "male", "1985"),
        person("dad2", "Lee Cole", "male", "1990-01~"),
        person("ada", "Ada Shaw", "female", "2010-03-12", is_subject=True),
        person("ben", "Ben Shaw", "male", "2014-09-30", is_subject=True),
        person("cora", "Cora Cole", "female", "2018-06-01", is_subject=True),
        couple("m-gran", "grandad", "gran", ("married", "1986")),
        couple("m-dad1", "dad1", "mum", ("cohabiting", "2009"), ("separated", "2015-05")),
        couple("m-dad2", "dad2", "mum", ("married", "2017-08-05")),
        child_of("mum", "grandad", "gran", union="m-gran"),
        child_of("aunt", "grandad", "gran", union="m-gran"),
        child_of("halfuncle", "grandad", "other"),
        person("other", "Name Lost", "female"),
        child_of("ada", "dad1", "mum", union="m-dad1"),
        child_of("ben", "dad1", "mum", union="m-dad1"),
        child_of("cora", "dad2", "mum", union="m-dad2"),
        Entry(
            id="e1",
            when=When(edtf="2016-01-12"),
            children=("ada", "ben"),
            category="hunger",
            event="Arrived hungry",
            impacts=(Impact(child="ada", words="Ada was tearful"), Impact(child="ben", words="Ben ate twice")),
            seen=(Seen(child="ada", is_alone=True), Seen(child="ben")),
            views=(View(child="ada", words="I was cold"),),
        ),
        Entry(id="e2", when=When(edtf="2018-09"), children=("ben",), event="Not brought to the clinic"),
        Entry(id="e3", children=("ada",), event="Undated note"),
        Entry(id="e4", when=When(edtf="2019-05-05"), event="The family moved"),
        Entry(id="e5", when=When(edtf="2019-06-05"), event="Ben broke his arm"),
        Entry(
            id="e6",
            when=When(edtf="2017-02-01"),
            known=When(edtf="2019-01-01"),
            children=("ada",),
            event="Learned later",
        ),
    ]
    return CaseFile.of(records)
