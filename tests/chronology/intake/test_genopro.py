"""What becomes of a GenoPro file: people, couples, ties, and everything that has no field."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology.readers.families.genopro_words import RELATIONS, TIES
from chronology.record.people import Gender, Life, NameKind, Place
from chronology.record.ties import MultipleBirth, PartnershipStatus, Zygosity
from exporters.genogram.emotions import PLAIN, emotion_of, is_own_words
from tests.chronology.intake.family_imports import bonds, couple, facts, parents, person, planned, said
from tests.chronology.readers.families.genopro_files import COUPLE, LINKS, genopro, zipped

S = PartnershipStatus


def one(inside: str):
    return planned(genopro(f'<Individual ID="ind9">{inside}</Individual>', links=""), "family.xml")


def tied(words: str, first: str = "ind1", second: str = "ind3", inside: str = "") -> bytes:
    tie = f'<EmotionalRelationship EmotionalLink="{words}" Entity1="{first}" Entity2="{second}">{inside}'
    return genopro(
        rest=f"<EmotionalRelationships>{tie}</EmotionalRelationship></EmotionalRelationships>"
        "<SocialEntities><SocialEntity ID='soc1'><Name>Elm Street School</Name></SocialEntity></SocialEntities>"
    )


def test_the_zip_and_the_xml_give_the_same_family_told_by_their_content():
    from_zip = planned(zipped(genopro()), "old genogram.bin")
    from_xml = planned(genopro(), "export.txt")
    for plan in (from_zip, from_xml):
        report = plan.reports[0]
        assert (report.kind, report.people, report.families, report.error) == ("genopro", 3, 1, "")
    assert {p.name for p in from_zip.case.people.values()} == {p.name for p in from_xml.case.people.values()}


def test_parents_and_the_name_at_birth():
    plan = planned(genopro(), "f.xml")
    assert parents(plan, "ind3") == [({"ind1", "ind2"}, "birth")]
    kim = person(plan, "ind2")
    assert (kim.name, kim.given, kim.surname) == ("Kim Reed", "Kim", "Reed")
    assert [(n.text, n.kind) for n in kim.names] == [("Kim Cole", NameKind.BIRTH)]


def test_who_is_cited_by_the_line_of_the_xml():
    (cite,) = person(planned(genopro(), "f.xml"), "ind3").cites
    assert (cite.place, cite.row) == ("line 6", 6)


def test_a_name_in_chinese_is_written_as_chinese_is():
    plan = one("<Name><First>小雨</First><Last>林</Last></Name>")
    assert person(plan, "ind9").name == "林小雨"


def test_a_whole_name_is_not_cut_into_parts_that_the_file_does_not_give():
    ada = person(one("<Name>Ada Reed</Name>"), "ind9")
    assert (ada.name, ada.surname) == ("Ada Reed", "")


def test_words_of_the_whole_name_that_its_parts_lack_are_kept():
    ada = person(one("<Name>Addie (Ada) Reed<First>Ada</First><Last>Reed</Last></Name>"), "ind9")
    assert ada.name == "Ada Reed"
    assert [n.text for n in ada.names] == ["Addie (Ada) Reed"]


@pytest.mark.parametrize(
    ("gender", "expected"), [("M", Gender.MALE), ("F", Gender.FEMALE), ("_Blank", Gender.UNKNOWN), ("", Gender.UNKNOWN)]
)
def test_gender_is_what_the_file_says(gender: str, expected: Gender):
    assert person(one(f"<Gender>{gender}</Gender>"), "ind9").gender is expected


def test_a_pet_is_a_pet():
    assert person(one("<Gender>P</Gender>"), "ind9").place is Place.PET


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("15 Mar 1950", "1950-03-15"),
        ("Mar 1950", "1950-03"),
        ("1950", "1950"),
        ("ABT 1980", "1980~"),
        ("~1980", "1980~"),
        ("<1980", "[..1979]"),
        ("&gt;1980", "[1981..]"),
        ("BET 1980 AND 1982", "[1980..1982]"),
        ("15/03/1950", "1950-03-15"),
        ("1950-03-15", "1950-03-15"),
    ],
)
def test_dates_are_read_as_genopro_writes_them(written: str, edtf: str):
    plan = one(f"<Birth><Date>{written.replace('<', '&lt;')}</Date></Birth>")
    assert person(plan, "ind9").birth.edtf == edtf
    assert "date" not in said(plan)


@pytest.mark.parametrize("written", ["15/3/50", "some time in spring", "31 Feb 1950"])
def test_a_date_that_cannot_be_read_is_kept_in_words_and_said(written: str):
    plan = one(f"<Birth><Date>{written}</Date></Birth>")
    assert person(plan, "ind9").birth.is_undated
    assert person(plan, "ind9").birth.as_written == written
    assert "kept in words, not placed" in said(plan)


@pytest.mark.parametrize(
    ("cause", "life"),
    [
        ("Miscarriage", Life.MISCARRIAGE),
        ("Abortion", Life.TERMINATION),
        ("Stillbirth", Life.STILLBIRTH),
        ("Asthma", Life.BORN),
    ],
)
def test_a_pregnancy_that_ended_is_told_by_its_cause(cause: str, life: Life):
    assert person(one(f"<IsDead>Y</IsDead><Death><Cause>{cause}</Cause></Death>"), "ind9").life is life


def test_a_pregnancy_without_a_birth_is_an_unborn_child_and_that_is_said():
    plan = one("<Birth><PregnancyLength>20 weeks</PregnancyLength></Birth>")
    assert person(plan, "ind9").life is Life.EXPECTED
    assert "taken for an unborn child" in said(plan)
    born = one("<Birth><Date>2020</Date><PregnancyLength>36 weeks</PregnancyLength></Birth>")
    assert person(born, "ind9").life is Life.BORN


def test_what_a_birth_and_a_death_say_beside_their_dates_is_kept():
    plan = planned(
        genopro(
            '<Individual ID="ind9"><IsDead>Y</IsDead><Birth><Date>1950</Date><Place>pl1</Place><Doctor>Dr Ash</Doctor>'
            "<Baptism><Date>1951</Date></Baptism></Birth><Death><Date>2019</Date><Age>69</Age><Comment>At home</Comment>"
            "<Funeral><Agency>Birch and Sons</Agency></Funeral></Death></Individual>",
            links="",
            rest='<Places><Place ID="pl1"><Name>Leeds</Name></Place></Places>',
        ),
        "f.xml",
    )
    told = {(f.what, f.words, f.place) for f in person(plan, "ind9").facts}
    assert told == {
        ("birth", "doctor: Dr Ash", "Leeds"),
        ("baptism", "", ""),
        ("death", "age 69; At home", ""),
        ("funeral", "agency: Birch and Sons", ""),
    }
    assert person(plan, "ind9").death.edtf == "2019"


def test_own_fields_comments_labels_jobs_and_homes_are_kept():
    plan = planned(
        genopro(
            '<Individual ID="ind9"><Comment>Likes trains</Comment><Allergy>nuts</Allergy>'
            "<CustomTags><信仰>佛教</信仰></CustomTags><Display><Label><Bottom><Text>high risk</Text></Bottom></Label></Display>"
            "<Occupations>occ1</Occupations><Contacts><Contact><Street>1 Elm Street</Street><City>Leeds</City>"
            "<Telephone>0113 000</Telephone></Contact></Contacts></Individual>",
            links="",
            rest='<Occupations><Occupation ID="occ1"><Title>Baker</Title><Company>Hall</Company></Occupation></Occupations>',
        ),
        "f.xml",
    )
    assert person(plan, "ind9").note == "Likes trains"
    assert facts(plan, "ind9") == {
        ("allergy", "nuts"),
        ("信仰", "佛教"),
        ("label on the drawing", "high risk"),
        ("occupation", "Baker; company: Hall"),
    }
    assert [h.address for h in plan.case.households.values()] == ["1 Elm Street, Leeds"]
    assert "0113 000" in plan.case.residences[0].note


def test_an_individual_drawn_twice_is_one_person():
    again = '<Individual ID="ind7" IndividualInternalHyperlink="ind1"/><Individual ID="ind8" IndividualInternalHyperlink="ind7"/>'
    links = LINKS.replace('"ind1"', '"ind8"')
    plan = planned(genopro(COUPLE + again, links=links), "f.xml")
    assert plan.reports[0].people == 3
    assert parents(plan, "ind3") == [({"ind1", "ind2"}, "birth")]
    assert said(plan).count("drawn a second time: one person") == 2


def test_individuals_drawn_for_each_other_or_for_nobody_stay_apart():
    people = (
        '<Individual ID="a" IndividualInternalHyperlink="b"/><Individual ID="b" IndividualInternalHyperlink="a"/>'
        '<Individual ID="c" IndividualInternalHyperlink="gone"/>'
    )
    plan = planned(genopro(people, links=""), "f.xml")
    assert {p.ref for p in plan.case.people.values()} == {"a", "b", "c"}
    assert "drawn for gone, who is not in the file" in said(plan)


# --- couples


@pytest.mark.parametrize("relation", sorted(RELATIONS))
def test_every_relation_of_a_couple_is_kept_as_its_steps(relation: str):
    plan = planned(genopro(family=f"<Relation>{relation}</Relation>"), "f.xml")
    steps = couple(plan, "ind1", "ind2").steps
    assert tuple((s.status, s.note) for s in steps) == RELATIONS[relation].steps
    assert "no relation" not in said(plan)


def test_without_a_relation_nothing_is_said_of_the_couple():
    assert couple(planned(genopro(family=""), "f.xml"), "ind1", "ind2").steps == ()


def test_an_unknown_relation_keeps_its_words_and_is_said():
    plan = planned(genopro(family="<Relation>Pirates</Relation>"), "f.xml")
    assert [(s.status, s.note) for s in couple(plan, "ind1", "ind2").steps] == [(S.NOT_RECORDED, "Pirates")]
    assert "“Pirates” is no relation of a couple" in said(plan)


def test_marks_of_a_couple_are_features():
    assert couple(planned(genopro(family="<Relation>Rape</Relation>"), "f.xml"), "ind1", "ind2").features == ("forced",)


def test_unions_date_the_couple():
    marriage = (
        '<Marriages><Marriage ID="m1"><Date>4 May 2005</Date><Place>Leeds</Place><Divorce><Date>2012</Date></Divorce>'
        "</Marriage></Marriages>"
    )
    plan = planned(genopro(family="<Relation>Divorce</Relation><Unions>m1 m2</Unions>", rest=marriage), "f.xml")
    steps = couple(plan, "ind1", "ind2").steps
    assert [(s.status, s.when.edtf, s.note) for s in steps] == [
        (S.MARRIED, "2005-05-04", "Leeds"),
        (S.DIVORCED, "2012", ""),
    ]
    assert "names the union m2, which is not in the file" in said(plan)


@pytest.mark.parametrize(
    ("link", "way"), [("Biological", "birth"), ("Adopted", "adopted"), ("Foster", "foster"), ("Ward", "not known")]
)
def test_how_a_child_descends(link: str, way: str):
    plan = planned(genopro(links=LINKS.replace("Biological", link)), "f.xml")
    assert parents(plan, "ind3") == [({"ind1", "ind2"}, way)]
    assert ("“Ward” is no kind of descent" in said(plan)) is (link == "Ward")


def test_an_adoption_is_dated_and_what_the_link_says_is_kept():
    link = 'PedigreeLink="Adopted" Family="fam1" Individual="ind3"'
    dated = (
        f"<PedigreeLink {link}><Adoption><Date>2 May 2012</Date><Agency>Birch Homes</Agency></Adoption></PedigreeLink>"
    )
    links = LINKS[: LINKS.rindex("<PedigreeLink")] + dated
    plan = planned(genopro(links=links), "f.xml")
    (parentage,) = plan.case.parentages
    assert (parentage.way.value, parentage.when.edtf) == ("adopted", "2012-05-02")
    assert "Birch Homes" in couple(plan, "ind1", "ind2").model_dump_json()


def test_words_at_a_couple_and_on_the_page_are_kept():
    family = "<Display><Label><Top><Text>never together</Text></Top></Label></Display>"
    rest = '<GenoMaps><GenoMap Name="1"><Title>Mother\'s side</Title></GenoMap></GenoMaps>'
    plan = planned(genopro(family=family, rest=rest), "f.xml")
    assert couple(plan, "ind1", "ind2").note == "never together"
    assert "“Mother's side”" in said(plan)


def test_two_mothers_are_both_parents():
    plan = planned(genopro(COUPLE.replace("<Gender>M</Gender>", "<Gender>F</Gender>")), "f.xml")
    assert parents(plan, "ind3") == [({"ind1", "ind2"}, "birth")]


def test_ids_that_are_not_in_the_file_are_said():
    links = '<PedigreeLink PedigreeLink="Parent" Family="fam1" Individual="gone"/><PedigreeLink PedigreeLink="Biological" Family="none" Individual="ind3"/>'
    plan = planned(genopro(links=links), "f.xml")
    assert "it names the person gone, who is not in the file" in said(plan)
    assert "nobody of the couple fam1 is in the file" in said(plan)
    assert "ind3's family none is not in the file" in said(plan)


@pytest.mark.parametrize(
    ("kind", "zygosity"), [("Identical", Zygosity.IDENTICAL), ("Fraternal", Zygosity.FRATERNAL), ("", Zygosity.UNKNOWN)]
)
@pytest.mark.parametrize("is_listed", [True, False], ids=["listed", "linked"])
def test_twins(kind: str, zygosity: Zygosity, is_listed: bool):
    twin = '<Individual ID="ind4"/>'
    both = f'{LINKS}<PedigreeLink PedigreeLink="Biological" Family="fam1" Individual="ind4"/>'
    if not is_listed:
        both = both.replace('"Biological"', '"Biological" Twin="t1"')
    named = 'Siblings="ind3,ind4"' if is_listed else ""
    twins = f'<Twins><Twin ID="t1" TwinLink="{kind}" Family="fam1" {named}/></Twins>'
    plan = planned(genopro(COUPLE + twin, links=both, rest=twins), "f.xml")
    (birth,) = plan.case.of_kind(MultipleBirth)
    assert {plan.case.people[i].ref for i in birth.children} == {"ind3", "ind4"}
    assert birth.zygosity is zygosity


# --- ties


@pytest.mark.parametrize("link", sorted(set(TIES) - {"Other"}))
def test_every_emotional_link_means_a_line_of_the_notation(link: str):
    plan = planned(tied(link), "f.xml")
    ((source, nature, target),) = bonds(plan)
    assert (source, target) == ("ind1", "ind3")
    assert not is_own_words(nature)
    assert emotion_of(nature) is not PLAIN or link in {"Plain", "Normal", "Estranged"}
    assert "no tie that is known" not in said(plan)


def test_whoever_abuses_is_the_source_and_the_comment_is_kept():
    plan = planned(tied("AbuseSexual", inside="<Comment>alleged</Comment>"), "f.xml")
    assert bonds(plan) == {("ind1", "sexual abuse", "ind3")}
    assert plan.case.bonds[0].words == "alleged"


def test_an_unknown_link_keeps_its_words_and_is_said():
    plan = planned(tied("SomethingNew"), "f.xml")
    assert bonds(plan) == {("ind1", "SomethingNew", "ind3")}
    assert "“SomethingNew” is no tie that is known here" in said(plan)


@pytest.mark.parametrize(("first", "second"), [("ind1", "soc1"), ("soc1", "ind1")])
def test_a_tie_to_an_organisation_is_a_fact_and_said(first: str, second: str):
    plan = planned(tied("Close", first, second), "f.xml")
    assert facts(plan, "ind1") == {("tie", "close: Elm Street School")}
    assert "a tie to Elm Street School, which is not a person" in said(plan)


def test_a_tie_to_nobody_is_kept_and_said():
    plan = planned(tied("Close", "ind1", "gone"), "f.xml")
    assert facts(plan, "ind1") == {("tie", "close: gone")}
    assert "a tie names gone, who is not in the file" in said(plan)
    assert "from ind1 to themselves" in said(planned(tied("Close", "ind1", "ind1"), "f.xml"))


def test_social_relations_between_people_are_ties():
    rest = '<SocialRelationships><SocialRelationship Connection="Caretaker" Entity1="ind2" Entity2="ind3"/></SocialRelationships>'
    assert bonds(planned(genopro(rest=rest), "f.xml")) == {("ind2", "caretaker", "ind3")}


def test_words_on_the_drawing_are_kept_with_the_document_and_said():
    plan = planned(genopro(rest="<Labels><Label><Text>Mother cares most</Text></Label></Labels>"), "f.xml")
    (document,) = plan.case.documents.values()
    assert any(c.value == "Mother cares most" for c in document.carried)
    assert "“Mother cares most”" in said(plan)


def test_a_household_puts_its_members_under_one_roof():
    inside = "<Name>Elm Street</Name><Members>ind2, ind3</Members>"
    plan = planned(genopro(rest=f"<Households><Household>{inside}</Household><Household/></Households>"), "f.xml")
    (home,) = plan.case.households.values()
    assert (home.name, home.address) == ("Elm Street", "")
    assert {plan.case.people[r.person].ref for r in plan.case.residences if r.household == home.id} == {"ind2", "ind3"}
    assert "who lives in it cannot be told" in said(plan)


# --- again, and with others


def test_the_same_file_again_adds_nothing_and_a_grown_one_what_is_new():
    first = planned(genopro(), "family.gno")
    assert not planned(genopro(), "family.gno", first.case).records
    grown = genopro(COUPLE + '<Individual ID="ind4"><Name>Ben Reed</Name></Individual>')
    second = planned(grown, "family.gno", first.case)
    assert {p.name for p in second.case.people.values()} == {"Dan Reed", "Kim Reed", "Ada Reed", "Ben Reed"}


def test_the_synthetic_files_of_the_corpus(corpus: Path):
    for name in ("gwtw_synthetic.gno", "gwtw_synthetic.xml"):
        plan = planned((corpus / "corpus" / "genopro" / name).read_bytes(), name)
        report = plan.reports[0]
        assert (report.people, report.families, len(report.refused)) == (5, 3, 0)
        assert bonds(plan) == {
            ("ind1", "close-hostile", "ind3"),
            ("ind1", "sexual abuse", "ind4"),
            ("ind2", "SomethingNew", "ind3"),
        }
        assert parents(plan, "ind4") == [({"ind1", "ind2"}, "adopted")]
        for oddity in ("ind999", "soc1", "SomethingNew", "主要照顧者", "pictures"):
            assert oddity in said(plan)
