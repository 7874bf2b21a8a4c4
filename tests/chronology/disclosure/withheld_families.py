"""Invented families in which everything that some audience may not have bears a name found nowhere else."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Impact, View
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import About, Condition, Fact, Life, NameKind, OtherName, Place
from chronology.record.plans import Plan
from chronology.record.sources import Restriction, Standing
from chronology.record.ties import Bond, Order, ParentalResponsibility, ParentCertainty
from chronology.record.values import Record
from tests.families import child_of, couple, person

DAY = date(2026, 1, 1)
EVERY_AUDIENCE = ("child", "parent", "other_parent", "court", "conference", "agency", "open_file_request")
PARENTS = {"parent": "mum", "other_parent": "dad"}


def hollis() -> CaseFile:
    """Return a family with two placements, a kin adopter, a new partner with a family, doubts, orders and friends."""
    health = (Condition(what="Quillfever", area="physical"),)
    records: list[Record] = [
        person("ada", "Ada Hollis", "female", "2014-03-02", is_subject=True, health=(Condition(what="asthma", area="physical"),)),
        person("bo", "Bo Hollis", "male", "2016-05-06", is_subject=True, health=health, case_ids=("LCS-88213",)),
        person("half", "Tamsin Hollis", "female", "2021-01-09", is_subject=True),
        person("mum", "Wren Hollis", "female", "1990-02-03", ref="XQ17", note="Told Zebedy Ormskirk", health=health),
        person("dad", "Corin Vask", "male", "1988-08-08", about=About(faith="Zoroastrian", orientation="bi")),
        person("new", "Jarvis Plover", "male", "1985-11-30"),
        person("newmum", "Ottilie Plover", "female", "1960"),
        person("newkid", "Lorcan Plover", "male", "2012-12-12"),
        person("gran", "Hester Hollis", "female", "1962", names=(OtherName(text="Hester Quaife", kind=NameKind.BIRTH),)),
        person("grandad", "Silas Hollis", "male", "1960", is_dead=True),
        person("pgran", "Moira Vask", "female", "1961"),
        person("uncle", "Fintan Vask", "male", "1992"),
        person("carer1", "Perpetua Lindqvist", "female", "1970-07-07", place=Place.CARER),
        person("carer2", "Ambrose Lindqvist", "male", "1969", place=Place.CARER),
        person("carer3", "Drusilla Achterberg", "female", "1980"),
        person("carerkid", "Ignatia Lindqvist", "female", "2001"),
        person("friend", "Zebedy Ormskirk", "male", "1979", place=Place.NETWORK, role="neighbour"),
        person("worker", "Thea Brandreth", "female", place=Place.PROFESSIONAL, role="health visitor"),
        person("told", "Mortimer Gudgeon", "male", is_confirmed=False),
        person("lost", "", "unknown", "2019", life=Life.MISCARRIAGE),
        person("hidden", "Evadne Crook", "female", "1991", restriction=(Restriction.ADOPTION,)),
        couple("c-dad", "dad", "mum", ("cohabiting", "2012"), ("separated", "2018")),
        couple("c-new", "new", "mum", ("cohabiting", "2020")),
        couple("c-newmum", "new", "told"),
        couple("c-gran", "grandad", "gran", ("married", "1985")),
        couple("c-carers", "carer1", "carer2", ("married", "1995-06-01")),
        child_of("ada", "dad", "mum", union="c-dad"),
        child_of("bo", "dad", "mum", union="c-dad").model_copy(update={"certainty": {"dad": ParentCertainty.DISPUTED}}),
        child_of("half", "new", "mum", union="c-new"),
        child_of("lost", "dad", "mum"),
        child_of("newkid", "new"),
        child_of("new", "newmum"),
        child_of("mum", "grandad", "gran", union="c-gran"),
        child_of("dad", "pgran"),
        child_of("uncle", "pgran"),
        child_of("carerkid", "carer1", "carer2"),
        child_of("ada", "carer1", "carer2", way="foster", when="2024/..", union="c-carers"),
        child_of("bo", "carer3", way="foster", when="2024/.."),
        child_of("mum", "hidden"),
        Household(id="h1", name="17 Quernmore Steps", address="17 Quernmore Steps, Ulverscroft, ZE3 9QX"),
        Household(id="h2", name="Foster home", address="4 Belvoir Ginnel, Ulverscroft, ZE3 1AA. Tel 07700 900471"),
        Household(id="h3", name="Achterberg house", address="88 Tannery Wynd"),
        Household(id="h4", name="", address="Refuge, 2 Hawthorn Mews", is_address_protected=True),
        *(Residence(id=f"r1-{i}", person=i, household="h1", when=When(edtf="2020/..")) for i in ("mum", "new", "half")),
        Residence(id="r2", person="ada", household="h2", footing=Footing.FOSTER, when=When(edtf="2024/.."), carers=("carer1",)),
        *(Residence(id=f"r2-{i}", person=i, household="h2", when=When(edtf="2000/..")) for i in ("carer1", "carer2", "carerkid")),
        Residence(id="r3", person="bo", household="h3", footing=Footing.FOSTER, when=When(edtf="2024/.."), words="88 Tannery Wynd"),
        Residence(id="r4", person="gran", household="h4", footing=Footing.REFUGE, when=When(edtf="2025/..")),
        Bond(id="b1", source="gran", target="ada", nature="close", words="Zebedy Ormskirk says so"),
        Bond(id="b2", source="dad", target="mum", nature="conflict", standing=Standing.ALLEGED),
        Order(id="o1", child="ada", status="ico", when=When(edtf="2024/.."), court="Ulverscroft"),
        Order(id="o2", child="bo", status="Bo's own order", when=When(edtf="2024/..")),
        ParentalResponsibility(id="pr1", child="bo", holder="mum", ground="mother"),
        Plan(id="p1", child="bo", tier="child_protection", when=When(edtf="2023/..")),
        Entry(
            id="e1", when=When(edtf="2023-02-01"), children=("ada", "bo"), event="Perpetua Lindqvist rang about Bo.",
            impacts=(Impact(child="ada", words="She was cold"), Impact(child="bo", words="He hid")),
            views=(View(child="bo", words="I want Pob the dog"),),
        ),
        Entry(id="e2", when=When(edtf="2023-03-01"), children=("ada",), event="Ada came to school late."),
    ]  # fmt: skip
    return CaseFile.of(records)


NEVER = (
    "Perpetua", "Lindqvist", "Ambrose", "Drusilla", "Achterberg", "Ignatia", "Quernmore", "Belvoir", "Tannery",
    "Hawthorn", "Ulverscroft", "ZE3", "9QX", "900471", "88213", "XQ17", "Quillfever", "Zoroastrian", "Evadne",
)  # fmt: skip
"""What nobody may read, whoever they are."""
OF_OTHERS = ("Ottilie", "Lorcan", "Gudgeon", "Zebedy", "Ormskirk")
"""What only a court or a conference may read."""

_SYLLABLES = (
    "bra",
    "cle",
    "dro",
    "fen",
    "gul",
    "hov",
    "jix",
    "kra",
    "lum",
    "nup",
    "pel",
    "quo",
    "rez",
    "sti",
    "tov",
    "vyx",
)


@st.composite
def families(draw: st.DrawFn) -> CaseFile:
    """Return a family of any shape: children of several unions, placements, adoptions, friends, homes, notes."""
    count = 0

    def name() -> str:
        nonlocal count
        count += 1
        word = _SYLLABLES[count % 16] + _SYLLABLES[count // 16 % 16] + "z"
        return word.capitalize()

    records: list[Record] = []

    def somebody(key: str, gender: str = "unknown", born: str = "", **more: object) -> str:
        records.append(person(key, f"{name()} {name()}", gender, born, note=f"met {name()}", ref=f"R{key}x", **more))
        return key

    gran, mum = somebody("gran", "female", "1960"), somebody("mum", "female", "1988-04-05")
    records.append(child_of(mum, gran))
    fathers = [somebody(f"dad{n}", "male", f"198{n}-0{n + 1}-1{n}") for n in range(draw(st.integers(1, 3)))]
    for n, dad in enumerate(fathers):
        if draw(st.booleans()):
            records.append(couple(f"c{n}", dad, mum, ("cohabiting", f"200{n}")))
        if draw(st.booleans()):
            records.append(child_of(somebody(f"other{n}", born="2011-02-0" + str(n + 1)), dad))
    for n in range(draw(st.integers(1, 4))):
        child = somebody(f"child{n}", "female", f"201{n}-06-1{n}", is_subject=True)
        dad = fathers[0] if n == 0 else draw(st.sampled_from(fathers))
        records.append(child_of(child, dad, mum))
        way = draw(st.sampled_from(["", "foster", "adopted", "private fostering", "special guardianship"]))
        if way:
            carers = [somebody(f"carer{n}{k}") for k in range(draw(st.integers(1, 2)))]
            records.append(child_of(child, *carers, way=way, when=f"2020-0{n + 1}/.."))
            home = f"{draw(st.integers(1, 99))} {name()} {name()}, {name()}"
            records.append(Household(id=f"h{n}", name=home.split(",", maxsplit=1)[0], address=home))
            footing = Footing.FOSTER if way == "foster" else Footing.HOME
            records += [
                Residence(
                    id=f"r-{lives}",
                    person=lives,
                    household=f"h{n}",
                    footing=footing if lives == child else Footing.HOME,
                    when=When(edtf="2020/.."),
                )
                for lives in (child, *carers)
            ]
    if draw(st.booleans()):
        records.append(Bond(id="b", source=somebody("friend", place=Place.NETWORK), target="child0", nature="close"))
    if draw(st.booleans()):
        records.append(child_of(mum, somebody("mums"), way="adopted"))
    facts = (Fact(what="Address", words=f"12 {name()} {name()}"),)
    records.append(person("aunt", f"{name()} {name()}", "female", "1991", facts=facts))
    records.append(child_of("aunt", gran))
    return CaseFile.of(records)
