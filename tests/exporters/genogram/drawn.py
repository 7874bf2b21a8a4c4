"""Families that use the marks of the notation, and ways to look at a drawing of one."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Life, Place
from chronology.record.sources import Standing
from chronology.record.ties import Bond, MultipleBirth, Order, Zygosity
from chronology.record.values import Record
from exporters.drawing.scene import Group, Path, Words
from exporters.genogram.genogram import Genogram, genogram
from exporters.genogram.writing import render
from tests.families import child_of, couple, person

DAY = date(2026, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"


def draw(*records: Record, day: date = DAY, profile: str = "uk", **more: object) -> Genogram:
    """Return the drawing of these records."""
    return genogram(CaseFile.of(records), day=day, profile=profile, **more)  # type: ignore[arg-type]


def vale() -> tuple[Record, ...]:
    """Return an invented family with nearly every mark: loss, twins, doubt, orders, an address withheld."""
    return (
        person("mo", "Mo Vale", "female", "1985-02-03"),
        person("al", "Al Vale", "male", "1980"),
        person("bea", "Bea Vale", "female", "2008-01-02", is_subject=True),
        person("cy", "Cy Vale", "non-binary", "2010-03-02"),
        person("di", "Di Vale", "female", "2012-05-05"),
        person("ed", "Eda Vale", "female", "2012-05-05"),
        person("fi", "Fi Vale", "male", "2014-01-01"),
        person("gus", "Gus Vale", "male", "2014-01-01"),
        person("mis", "", "unknown", "2015~", life=Life.MISCARRIAGE),
        person("still", "", "male", "2016-02", life=Life.STILLBIRTH),
        person("ect", "", "unknown", "2017", life=Life.ECTOPIC),
        person("term", "", "unknown", "2018", life=Life.TERMINATION),
        person("bump", "", "unknown", "2026-03", life=Life.EXPECTED),
        person("hyde", "Mr Hyde", "male", is_confirmed=False),
        person("nan", "Nan Friend", "female", "1960", place=Place.NETWORK),
        person("sibs", "Sibs of Al", "unknown", number=3),
        person("ivy", "Ivy Long", "female", "1990-01-01", is_dead=True, death=When(edtf="2020-05")),
        person("dee", "Dee Vorced", "female", "1981"),
        couple("c1", "al", "mo", ("cohabiting", "2006"), ("married", "2008-06"), ("separated", "2019")),
        couple("c2", "hyde", "mo", ("affair", "2018~")),
        couple("c3", "al", "dee", ("married", "2000"), ("divorced", "2004")),
        MultipleBirth(id="mb1", children=("di", "ed"), zygosity=Zygosity.IDENTICAL),
        MultipleBirth(id="mb2", children=("fi", "gus")),
        child_of("cy", "al", "mo", way="adopted", when="2012", union="c1"),
        child_of("cy", "ivy"),
        *[
            child_of(k, "al", "mo", union="c1")
            for k in ("bea", "di", "ed", "fi", "gus", "mis", "still", "ect", "term", "bump")
        ],
        child_of("bea", "nan", way="special guardianship", when="2022/.."),
        Household(id="h", name="14 Elm Row"),
        Household(id="h2", name="3 Safe Street", is_address_protected=True),
        *[Residence(id=f"r-{i}", person=i, household="h", when=When(edtf="2013/..")) for i in ("al", "cy", "di")],
        *[Residence(id=f"r-{i}", person=i, household="h2", when=When(edtf="2013/..")) for i in ("mo", "bea")],
        Residence(id="r-gus", person="gus", household="h3", footing=Footing.FOSTER, when=When(edtf="2019/..")),
        Household(id="h3", name="Foster home"),
        Order(id="o1", child="bea", status="ico", when=When(edtf="2024-01/..")),
        Order(id="o2", child="bea", status="sgo", when=When(edtf="2022/..")),
        Bond(id="b1", source="mo", target="bea", nature="close"),
        Bond(id="b2", source="al", target="mo", nature="violence"),
        Bond(id="b3", source="dee", target="mo", nature="conflict", standing=Standing.ALLEGED),
    )


def texts(drawing: Genogram, role: str = "") -> list[str]:
    """Return the words drawn, of one role or all."""
    return [m.text for g in drawing.scene.groups if role in {"", g.role} for m in g.marks if isinstance(m, Words)]


def groups(drawing: Genogram, role: str) -> list[Group]:
    """Return the groups of one role."""
    return [g for g in drawing.scene.groups if g.role == role]


def of(drawing: Genogram, role: str, start: str) -> Group:
    """Return the one group whose title starts so."""
    found = [g for g in groups(drawing, role) if g.title.startswith(start)]
    assert len(found) == 1, [g.title for g in groups(drawing, role)]
    return found[0]


def paths(group: Group) -> list[Path]:
    """Return a group's lines."""
    return [m for m in group.marks if isinstance(m, Path)]


def svg(drawing: Genogram) -> ElementTree.Element:
    """Return the drawing as parsed SVG."""
    return ElementTree.fromstring(render(drawing, "svg"))


def picture(drawing: Genogram) -> str:
    """Return the part of the text form that is drawn, without its words."""
    return render(drawing, "txt").decode().partition("\nIn words\n")[0]


def in_words(drawing: Genogram) -> list[str]:
    """Return the sentences of the text form."""
    return render(drawing, "txt").decode().partition("\nIn words\n")[2].splitlines()
