"""What becomes of a Gramps file: people, families, events, and what Gramps marks private."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from chronology.intake.importing import ImportPlan
from chronology.record.people import About, Gender, Life, NameKind
from chronology.record.sources import Restriction
from chronology.record.ties import PartnershipStatus
from tests.chronology.intake.family_imports import bonds, couple, facts, parents, person, planned, said
from tests.chronology.readers.families.gramps_files import FAMILY, PEOPLE, gramps, packaged

S = PartnershipStatus


def one(inside: str, *, events: str = "", rest: str = "") -> ImportPlan:
    return planned(
        gramps(f'<person handle="_p" id="I9">{inside}</person>', family="", events=events, rest=rest), "t.gramps"
    )


def dated(date: str) -> ImportPlan:
    return one(
        '<eventref hlink="_e" role="Primary"/>', events=f'<event handle="_e" id="E1"><type>Birth</type>{date}</event>'
    )


@pytest.mark.parametrize(
    "pack",
    [bytes, lambda d: gzip.compress(d, mtime=0), lambda d: packaged(d, "a.jpg")],
    ids=["plain", "gzip", "package"],
)
def test_plain_packed_and_packaged_trees_give_the_same_family(pack):
    plan = planned(pack(gramps()), "tree.bin")
    report = plan.reports[0]
    assert (report.kind, report.people, report.families, report.error) == ("gramps", 3, 1, "")
    assert parents(plan, "I3") == [({"I1", "I2"}, "birth")]
    assert [(s.status, s.when.edtf) for s in couple(plan, "I1", "I2").steps] == [(S.MARRIED, "")]


@pytest.mark.parametrize("version", ["1.1.0", "1.5.0", "1.6.0", "1.7.1", "1.7.2"])
def test_any_version_is_read(version: str):
    assert planned(gramps(version=version), "t.gramps").reports[0].people == 3


def test_pictures_beside_the_tree_are_said():
    assert "pictures and other files are not read (2 in the package)" in said(
        planned(packaged(gramps(), "a.jpg", "b.jpg"), "t.gpkg")
    )


def test_every_name_with_its_kind():
    plan = one(
        "<name type='Birth Name'><first>Ada Jane</first><call>Jane</call><surname prefix='van'>Reed</surname>"
        "<surname prim='0' connector='y'>Ash</surname><suffix>Jr.</suffix><title>Dr.</title><nick>Addie</nick></name>"
        "<name alt='1' type='Married Name'><first>Ada</first><surname>Cole</surname></name>"
        "<name alt='1' type='Also Known As'><first>Ads</first></name>"
    )
    ada = person(plan, "I9")
    assert (ada.name, ada.given, ada.surname) == ("Ada Jane van Reed Ash y Jr.", "Ada Jane", "van Reed Ash y")
    assert {(n.text, n.kind) for n in ada.names} == {
        ("Addie", NameKind.NICKNAME),
        ("Jane", NameKind.NICKNAME),
        ("Ada Cole", NameKind.MARRIED),
        ("Ads", NameKind.KNOWN_AS),
    }
    assert facts(plan, "I9") == {("title", "Dr.")}


@pytest.mark.parametrize(
    ("gender", "expected"),
    [("M", Gender.MALE), ("F", Gender.FEMALE), ("X", Gender.OTHER), ("U", Gender.UNKNOWN), ("", Gender.UNKNOWN)],
)
def test_gender_is_what_the_file_says(gender: str, expected: Gender):
    assert person(one(f"<gender>{gender}</gender>"), "I9").gender is expected


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ('<dateval val="1960-12-25"/>', "1960-12-25"),
        ('<dateval val="1960-12"/>', "1960-12"),
        ('<dateval val="1960"/>', "1960"),
        ('<dateval val="1960" type="about"/>', "1960~"),
        ('<dateval val="1960" quality="estimated"/>', "1960~"),
        ('<dateval val="1823-03" type="before"/>', "[..1823-02-28]"),
        ('<dateval val="1822" type="after" quality="calculated"/>', "[1823..]"),
        ('<dateval val="1960" type="from"/>', "1960/"),
        ('<daterange start="1794" stop="1796"/>', "[1794..1796]"),
        ('<datespan start="1979-01" stop="1984"/>', "1979-01/1984"),
    ],
)
def test_dates(date: str, edtf: str):
    plan = dated(date)
    assert person(plan, "I9").birth.edtf == edtf
    assert "not placed" not in said(plan)


@pytest.mark.parametrize(
    "date",
    [
        '<dateval val="1731-02-11" cformat="Julian" dualdated="1"/>',
        '<dateval val="5720-01" cformat="Hebrew"/>',
        '<dateval val="1916-02-05" newyear="Mar25"/>',
        '<dateval val="1960-00-13"/>',
        '<dateval val="1961-02-30"/>',
        '<dateval val="????-12-25"/>',
        '<daterange start="1970" stop="1960"/>',
        '<datestr val="when the roof fell in"/>',
    ],
)
def test_what_cannot_be_placed_is_kept_in_words_and_said(date: str):
    plan = dated(date)
    assert person(plan, "I9").birth.is_undated
    assert person(plan, "I9").birth.as_written
    assert "not placed" in said(plan)


def test_events_of_a_life_with_their_places_words_and_notes():
    events = (
        "<event handle='_e1' id='E1'><type>Birth</type><dateval val='1960'/><place hlink='_pl2'/><description>at home</description>"
        "<noteref hlink='_n'/></event><event handle='_e2' id='E2'><type>Occupation</type><description>Baker</description></event>"
        "<event handle='_e3' id='E3'><type>Marriage</type></event><event handle='_e4' id='E4'><type>LossOfLuck</type></event>"
        "<event handle='_e5' id='E5'><type>Burial</type></event>"
    )
    refs = (
        "<eventref hlink='_e1' role='Primary'/><eventref hlink='_e2' role='Primary'/><eventref hlink='_e3' role='Witness'/>"
        "<eventref hlink='_e4'/><eventref hlink='_e5' role='Unknown'/><eventref hlink='_e6'/>"
    )
    rest = (
        "<places><placeobj handle='_pl2' id='P2'><pname value='Leeds'/><placeref hlink='_pl1'/></placeobj>"
        "<placeobj handle='_pl1' id='P1'><pname value='England'/><placeref hlink='_pl2'/></placeobj></places>"
        "<notes><note handle='_n' id='N1'><text>It snowed</text></note></notes>"
    )
    plan = one(
        refs, events=events.replace("LossOfLuck</type>", "LossOfLuck</type><description>a day</description>"), rest=rest
    )
    told = {(f.what, f.words, f.place) for f in person(plan, "I9").facts}
    assert ("birth", "at home; It snowed", "Leeds, England") in told
    assert {("occupation", "Baker", ""), ("LossOfLuck", "a day", "")} <= told
    assert not person(plan, "I9").is_dead
    assert "it names the event _e6, which is not in the file" in said(plan)


def test_a_stillbirth_is_recorded_as_such():
    plan = one(
        "<eventref hlink='_e' role='Primary'/>", events="<event handle='_e' id='E1'><type>Stillbirth</type></event>"
    )
    assert person(plan, "I9").life is Life.STILLBIRTH


def test_attributes_are_facts_and_heritage_is_recorded():
    plan = one("<attribute type='Ethnicity' value='Manx'/><attribute type='Height' value='tall'/>")
    assert facts(plan, "I9") == {("Ethnicity", "Manx"), ("Height", "tall")}
    assert person(plan, "I9").about == About(ethnicity="Manx")


def test_an_address_is_a_home_and_a_town_is_not():
    plan = one(
        "<address><dateval val='1972'/><street>1 Elm Street</street><city>Leeds</city></address><address><city>York</city></address>"
        "<address priv='1'><street>2 Oak Road</street></address>"
    )
    assert {h.address: h.is_address_protected for h in plan.case.households.values()} == {
        "1 Elm Street, Leeds": False,
        "2 Oak Road": True,
    }
    assert {(r.words, r.when.edtf) for r in plan.case.residences} == {("", "1972"), ("York", ""), ("", "")}
    assert any(r.restriction == (Restriction.PROTECTED_ADDRESS,) for r in plan.case.residences)


def test_what_is_private_is_said():
    people = PEOPLE.replace('id="I1"', 'id="I1" priv="1"').replace(
        "<parentin", "<attribute priv='1' type='a' value='b'/><parentin", 1
    )
    plan = planned(gramps(people), "t.gramps")
    assert "its file marks this person private in Gramps: decide what may be shared" in said(plan)
    assert "its file marks this attribute private" in said(plan)
    assert any(c.tag == "RESN" for c in person(plan, "I1").carried)


# --- families


@pytest.mark.parametrize(
    ("rel", "steps"),
    [
        ("Married", [(S.MARRIED, "")]),
        ("Unmarried", [(S.NOT_RECORDED, "unmarried")]),
        ("Civil Union", [(S.CIVIL_PARTNERSHIP, "civil union")]),
        ("Unknown", []),
        ("Cohabitation", [(S.COHABITING, "")]),
        ("Pirates", []),
    ],
)
def test_what_gramps_calls_a_couple(rel: str, steps: list[tuple[PartnershipStatus, str]]):
    plan = planned(gramps(family=FAMILY.replace("Married", rel)), "t.gramps")
    found = couple(plan, "I1", "I2")
    assert [(s.status, s.note) for s in found.steps] == steps
    assert any(c.tag == "EVEN" for c in found.carried) is (rel == "Pirates")


def test_events_of_a_couple_date_it_and_banns_are_no_marriage():
    events = "".join(
        f"<event handle='_e{n}' id='E{n}'><type>{kind}</type><dateval val='{year}'/></event>"
        for n, (kind, year) in enumerate(
            (("Marriage Banns", 1989), ("Marriage", 1990), ("Alternate Marriage", 1991), ("Divorce", 1999))
        )
    )
    refs = "".join(f"<eventref hlink='_e{n}' role='Family'/>" for n in range(4))
    plan = planned(gramps(family=FAMILY + refs, events=events), "t.gramps")
    assert [(s.status, s.when.edtf) for s in couple(plan, "I1", "I2").steps] == [
        (S.MARRIED, "1990"),
        (S.DIVORCED, "1999"),
    ]


@pytest.mark.parametrize(
    ("ways", "way", "each"),
    [
        ("", "birth", {}),
        ('mrel="Adopted" frel="Adopted"', "adopted", {}),
        ('mrel="Birth" frel="Stepchild"', "birth", {"I1": "step"}),
        ('mrel="Foster" frel="Adopted"', "birth", {"I1": "adopted", "I2": "foster"}),
        ('mrel="Sponsored" frel="Sponsored"', "not known", {}),
    ],
)
def test_how_a_child_descends_from_either_parent(ways: str, way: str, each: dict[str, str]):
    plan = planned(gramps(family=FAMILY.replace('<childref hlink="_c"', f'<childref hlink="_c" {ways}')), "t.gramps")
    (parentage,) = plan.case.parentages
    assert parentage.way.value == way
    assert {plan.case.people[i].ref: w.value for i, w in parentage.ways.items()} == each
    assert ("“Sponsored” is no kind of descent" in said(plan)) is ("Sponsored" in ways)


def test_an_association_is_a_tie_from_whom_it_names():
    tie = '<personref hlink="_b" rel="Godmother"><noteref hlink="_n"/></personref></person>'
    people = PEOPLE[: PEOPLE.rindex("</person>")] + tie
    plan = planned(
        gramps(people, rest="<notes><note handle='_n' id='N1'><text>At York</text></note></notes>"), "t.gramps"
    )
    assert bonds(plan) == {("I2", "Godmother", "I3")}
    assert plan.case.bonds[0].words == "At York"


def test_references_that_lead_nowhere_are_said():
    family = FAMILY.replace('"_a"', '"_x"') + '<childref hlink="_y"/><noteref hlink="_z"/>'
    people = PEOPLE.replace('<childof hlink="_f"/>', '<childof hlink="_f"/><childof hlink="_g"/><parentin hlink="_f"/>')
    words = said(planned(gramps(people, family=family), "t.gramps"))
    for told in (
        "the person _x, who",
        "the child _y, who",
        "the note _z, which",
        "the family _g, which",
        "as a partner's",
    ):
        assert told in words


def test_two_people_of_one_id_are_both_kept():
    plan = planned(gramps(PEOPLE.replace('id="I2"', 'id="I1"')), "t.gramps")
    assert len(plan.case.people) == 3
    assert len(parents(plan, "I3")[0][0]) == 2


def test_the_same_tree_again_adds_nothing():
    first = planned(gramps(), "t.gramps")
    assert not planned(gramps() + b"\n", "t.gramps", first.case).records


# --- real files


@pytest.mark.parametrize(
    ("name", "people", "families"),
    [
        ("SAMPLE.gramps", 51, 16),
        ("child-father-child-loop.gramps", 2, 2),
        ("datetest.gramps", 64, 0),
        ("example.gramps", 2128, 750),
        ("exp_sample.gramps", 52, 16),
        ("imp_3.4.5.gramps", 3, 1),
        ("test_complex_loop.gramps", 4, 4),
    ],
)
def test_the_corpus_reads_with_nobody_lost(corpus: Path, name: str, people: int, families: int):
    plan = planned((corpus / "corpus" / "gramps_xml" / name).read_bytes(), name)
    report = plan.reports[0]
    assert (report.people, report.families, report.error) == (people, families, "")
    assert len(plan.case.people) == people


def test_gramps_own_gedcom_of_the_same_tree_says_the_same(corpus: Path):
    folder = corpus / "corpus"
    both = [
        planned((folder / where).read_bytes(), where)
        for where in ("gramps_xml/exp_sample.gramps", "gramps_ged/exp_sample_ged.ged")
    ]
    told = []
    for plan in both:
        people = plan.case.people
        told.append(
            (
                {p.ref: (p.name, p.gender, p.birth.edtf, p.death.edtf, p.is_dead) for p in people.values()},
                {
                    (people[t.child].ref, frozenset((people[i].ref, t.way_of(i)) for i in t.parents))
                    for t in plan.case.parentages
                },
                {
                    (frozenset(people[i].ref for i in p.partners), tuple((s.status, s.when.edtf) for s in p.steps))
                    for p in plan.case.partnerships
                },
                bonds(plan),
            )
        )
    assert told[0] == told[1]
