"""What becomes of a list of people, a pedigree table and Gramps' own CSV."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from chronology.intake.choices import Choices
from chronology.intake.importing import FileGiven, plan_import
from chronology.practice.columns import ColumnsMap
from chronology.record.casefile import CaseFile
from chronology.record.people import Gender, Life, NameKind, Place
from chronology.record.ties import MultipleBirth, ParentalResponsibility, PartnershipStatus, Zygosity
from tests.chronology.intake.family_imports import DAY, bonds, couple, facts, named, parents, person, planned, said

PEDIGREE = """personID,momID,dadID,sex,spouseID,twinID,zygosity
1,NA,NA,0,2,NA,NA
2,NA,NA,1,1,NA,NA
3,1,2,0,NA,4,mz
4,1,2,0,NA,3,mz
5,1,,1,NA,NA,NA
"""
LIST = """Name,DOB,Relationship to child,Address,Parental responsibility (yes/no),Notes
Ada Reed,03/04/2015,Child,"1 Elm Street, Leeds",n/a,Likes trains
Kim Cole,02/06/1990,Mother,"1 Elm Street, Leeds",Yes,
Dan Reed,1/5/85,Father,Leeds,yes,
Joan Cole,1960,Maternal grandmother,"Refuge, not to be disclosed",No,
Sam Ash,,Step-father,as above,,
Pat Ivy,,Social worker,,,
"""


def table(text: str, name: str = "people.csv", case: CaseFile | None = None):
    return planned(text, name, case)


# --- pedigree tables


def test_parents_partners_and_twins_by_their_ids():
    plan = table(PEDIGREE)
    report = plan.reports[0]
    assert (report.kind, report.people, report.families) == ("family csv", 5, 2)
    assert parents(plan, "3") == [({"1", "2"}, "birth")]
    assert parents(plan, "5") == [({"1"}, "birth")]
    assert couple(plan, "1", "2").steps == ()
    (birth,) = plan.case.of_kind(MultipleBirth)
    assert birth.zygosity is Zygosity.IDENTICAL
    assert {plan.case.people[i].ref for i in birth.children} == {"3", "4"}


def test_a_row_is_cited_as_a_row():
    (cite,) = person(table(PEDIGREE), "3").cites
    assert (cite.place, cite.row) == ("row 4", 4)


def test_figures_for_the_sexes_are_told_by_the_table_itself():
    plan = table(PEDIGREE)
    assert (person(plan, "3").gender, person(plan, "5").gender) == (Gender.FEMALE, Gender.MALE)
    assert "sex 0 is read as female and 1 as male: every mother of this table has 0" in said(plan)
    turned = table(PEDIGREE.replace(",0,", ",9,"))
    assert person(turned, "3").gender is Gender.FEMALE


@pytest.mark.parametrize(
    "text",
    ["id,sex,dob\n1,0,2001\n2,1,2002\n", "id,mother,father,sex\n1,,,1\n2,,,1\n3,1,2,2\n"],
    ids=["no parents", "parents of one figure"],
)
def test_figures_that_nothing_explains_are_not_guessed_at(text: str):
    plan = table(text)
    assert {p.gender for p in plan.case.people.values()} == {Gender.UNKNOWN}
    assert "cannot be told" in said(plan)
    assert all(any(c.tag == "_COLUMN" for c in p.carried) for p in plan.case.people.values())


def test_a_mother_listed_as_male_is_said_and_not_corrected():
    plan = table("id,name,sex,mother id\n1,Kim Cole,male,\n2,Ada Reed,female,1\n")
    assert person(plan, "1").gender is Gender.MALE
    assert parents(plan, "2") == [({"1"}, "birth")]
    assert "2: Kim Cole is named as a mother and listed as male: kept so" in said(plan)


def test_two_children_of_one_parent_are_not_made_full_siblings():
    plan = table("id,momID,dob\n1,,1980\n2,1,2001\n3,1,2003\n")
    assert len({p.partnership for p in plan.case.parentages}) == 2


def test_a_parent_id_that_has_no_row_is_said():
    plan = table("id,momID,dob\n2,77,2001\n")
    assert "it names the person 77, who is not in the file" in said(plan)
    assert len(plan.case.people) == 1


def test_a_parent_who_is_only_named_becomes_a_person_and_that_is_said():
    plan = table("name,mother,father\nAda Reed,Kim Cole,Dan Reed\nBen Reed,Kim Cole,Dan Reed\n")
    assert parents(plan, "Ada Reed") == parents(plan, "Ben Reed") == [({"Kim Cole", "Dan Reed"}, "birth")]
    assert named(plan, "Kim Cole").gender is Gender.FEMALE
    assert said(plan).count("has no row: made a person") == 2


def test_a_name_that_two_rows_bear_is_not_guessed():
    plan = table("name,dob,mother\nKim Cole,1980,\nKim Cole,1985,\nAda Reed,2010,Kim Cole\n")
    assert not plan.case.parentages
    assert facts(plan, "Ada Reed") == {("mother", "Kim Cole")}
    assert "may be row 2, 3: not guessed" in said(plan)


def test_married_to_is_a_marriage_and_a_partner_is_not():
    text = "name,sex,{}\nDan Reed,M,Kim Cole\nKim Cole,F,Dan Reed\n"
    assert couple(table(text.format("partner")), "Dan Reed", "Kim Cole").steps == ()
    (step,) = couple(table(text.format("married to")), "Dan Reed", "Kim Cole").steps
    assert (step.status, step.when.edtf) == (PartnershipStatus.MARRIED, "")


def test_twins_by_a_shared_number_and_twins_of_nobody():
    plan = table("id,name,twin,dob\na,Ada,7,2001\nb,Ben,7,2001\nc,Cai,yes,2003\n")
    (birth,) = plan.case.of_kind(MultipleBirth)
    assert {plan.case.people[i].ref for i in birth.children} == {"a", "b"}
    assert "a twin, but whose cannot be told" in said(plan)
    assert facts(plan, "c") == {("twin", "yes")}


@pytest.mark.parametrize(
    ("written", "edtf"),
    [("03/04/2010", "2010-04-03"), ("2010-04-03", "2010-04-03"), ("about 1950", "1950~"), ("before 1908", "[..1907]"),
     ("3 April 2010", "2010-04-03"), ("03/04/10", ""), ("04/23/2010", "")],
)  # fmt: skip
def test_dates_are_read_the_uk_way_and_a_century_is_never_guessed(written: str, edtf: str):
    plan = table(f"name,sex,dob,date of death\nAda Reed,F,{written},{written}\n")
    ada = named(plan, "Ada Reed")
    assert (ada.birth.edtf, ada.death.edtf) == (edtf, edtf)
    assert ada.birth.as_written == written
    assert ("kept in words, not placed" in said(plan)) is (not edtf)


def test_names_in_parts_and_the_surname_first():
    plan = table("ID,Surname,First name,Maiden name,Known as,Sex\n1,Reed,Kim Ann,Cole,Kimmy,F\n")
    kim = person(plan, "1")
    assert (kim.name, kim.given, kim.surname) == ("Kim Ann Reed", "Kim Ann", "Reed")
    assert {(n.text, n.kind) for n in kim.names} == {("Kimmy", NameKind.NICKNAME), ("Kim Ann Cole", NameKind.BIRTH)}
    turned = named(table('Name,DOB\n"Reed, Ada",2010\n'), "Ada Reed")
    assert (turned.given, turned.surname) == ("Ada", "Reed")


def test_columns_that_nobody_knows_are_facts_and_an_ethnicity_is_recorded():
    plan = table("Name,DOB,Ethnicity,Shoe size\nAda Reed,2010,Manx,4\n")
    assert facts(plan, "Ada Reed") == {("Ethnicity", "Manx"), ("Shoe size", "4")}
    assert named(plan, "Ada Reed").about.ethnicity == "Manx"


def test_rows_of_nobody_titles_and_repeated_headers_are_kept_or_passed():
    plan = table("Family of Reed,,\nName,DOB,Notes\nAda Reed,2010,\n,,only a remark\nName,DOB,Notes\nBen Reed,2012,\n")
    assert {p.name for p in plan.case.people.values()} == {"Ada Reed", "Ben Reed"}
    (document,) = plan.case.documents.values()
    assert {"Family of Reed", "only a remark"} <= {c.value for c in document.carried}
    assert "this row names nobody" in said(plan)


def test_an_unborn_child_is_expected():
    plan = table("Name,DOB,Due date,Relationship\nUnborn baby Reed,,1 May 2026,child\n")
    baby = named(plan, "Unborn baby Reed")
    assert (baby.life, baby.birth.edtf, baby.is_subject) == (Life.EXPECTED, "2026-05-01", True)


# --- a social worker's list


def test_a_mother_and_a_father_of_the_one_child_are_parents():
    plan = table(LIST)
    assert plan.reports[0].people == 6
    assert named(plan, "Ada Reed").is_subject
    assert sorted(parents(plan, "Ada Reed"), key=str) == sorted(
        [({"Kim Cole", "Dan Reed"}, "birth"), ({"Sam Ash"}, "step")], key=str
    )
    assert named(plan, "Kim Cole").gender is Gender.FEMALE
    assert "gender is told by the word mother or father alone" in said(plan)


def test_other_relationships_stay_in_words():
    plan = table(LIST)
    assert bonds(plan) == {
        ("Joan Cole", "Maternal grandmother", "Ada Reed"),
        ("Pat Ivy", "Social worker", "Ada Reed"),
    }
    pat = named(plan, "Pat Ivy")
    assert (pat.place, pat.role) == (Place.PROFESSIONAL, "Social worker")


def test_parental_responsibility_is_held_where_the_list_says_yes():
    plan = table(LIST)
    people = plan.case.people
    held = [(people[r.holder or ""].name, people[r.child].name) for r in plan.case.of_kind(ParentalResponsibility)]
    assert sorted(held) == [("Dan Reed", "Ada Reed"), ("Kim Cole", "Ada Reed")]
    assert ("parental responsibility", "No") in facts(plan, "Joan Cole")


def test_an_address_is_a_home_and_a_refuge_is_protected():
    plan = table(LIST)
    homes = {h.address: h for h in plan.case.households.values()}
    assert homes["1 Elm Street, Leeds"].is_address_protected is False
    assert homes["Refuge, not to be disclosed"].is_address_protected
    assert {r.words for r in plan.case.residences if r.household is None} == {"Leeds", "as above"}
    assert "5: the address is marked as one to be withheld" in said(plan)


@pytest.mark.parametrize("children", ["", "Ada Reed,child\nBen Reed,child\n"], ids=["none", "two"])
def test_without_exactly_one_child_relationships_stay_in_words_and_that_is_said(children: str):
    plan = table(f"Name,Relationship to child\n{children}Kim Cole,Mother\n")
    assert not plan.case.parentages
    assert facts(plan, "Kim Cole") == {("Relationship to child", "Mother")}
    assert "whose relationships these are is not told" in said(plan)


@pytest.mark.parametrize(
    "text",
    ["Name,Relationship to Ada\nAda Reed,\nBen Reed,brother\nKim Cole,Mother\n",
     "Name,Relationship,Child\nAda Reed,,\nBen Reed,brother,Ada\nKim Cole,Mother,Ada Reed\n"],
)  # fmt: skip
def test_the_child_may_be_named_by_the_header_or_by_a_column(text: str):
    plan = table(text)
    assert parents(plan, "Ada Reed") == [({"Kim Cole"}, "birth")]
    assert bonds(plan) == {("Ben Reed", "brother", "Ada Reed")}


# --- what it is not


@pytest.mark.parametrize(
    "header",
    ["Date,Child,Event,Source", "Date,Name,DOB,What happened,Agency", "Name,DOB,Incident", "Date,Time,Details,Name,Sex",
     "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "Date of birth,Event"],
)  # fmt: skip
def test_a_chronology_or_a_return_is_never_taken_for_a_list_of_people(header: str):
    row = ",".join(["3/4/2019"] * header.count(",") + ["x"])
    assert not table(f"{header}\n{row}\n").reports[0].kind.startswith("family")


def test_a_columns_map_makes_a_chronology_of_any_table():
    text = b"Tag,Name,DOB,Vorfall\n3/4/2019,Ada,2015,Seen at home\n"
    given = ColumnsMap(columns={"Tag": "date", "Vorfall": "event"})
    plan = plan_import(CaseFile(), [FileGiven("x.csv", text)], day=DAY, choices=Choices(columns=given))
    assert (plan.reports[0].kind, plan.reports[0].added) == ("csv", 1)


def test_a_few_names_above_a_table_that_nobody_knows_do_not_make_it_a_family():
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["Name", "DOB"])
    first.append(["Ada Reed", "3/4/2015"])
    other = book.create_sheet("Entries")
    for number in range(9):
        other.append([f"{number + 1}/4/2019", "something that was seen"])
    out = io.BytesIO()
    book.save(out)
    report = planned(out.getvalue(), "x.xlsx").reports[0]
    assert (report.kind, report.people, report.added) == ("xlsx", 0, 9)


def test_a_chronology_that_speaks_of_xml_stays_one():
    text = 'Date,Child,Event,Source\n3/4/2019,Ada,"<GenoPro> file and <database xmlns=gramps> sent",School\n'
    assert table(text).reports[0].added == 1


def test_a_list_beside_a_chronology_gives_it_its_people():
    files = [
        FileGiven("c.csv", b"Date,Child,Event,Source\n3/4/2019,Ada,Seen at home,Police\n"),
        FileGiven("p.csv", LIST.encode()),
    ]
    plan = plan_import(CaseFile(), files, day=DAY, random_ids=False)
    assert [r.kind for r in plan.reports] == ["csv", "family csv"]
    (entry,) = plan.case.entries
    assert [plan.case.people[i].name for i in entry.children] == ["Ada Reed"]


def test_several_sheets_of_a_workbook_are_cited_by_sheet():
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Family"
    for row in LIST.splitlines()[:2]:
        first.append(row.split(",")[:3])
    second = book.create_sheet("Phone numbers")
    second.append(["Surgery", "0113"])
    out = io.BytesIO()
    book.save(out)
    plan = planned(out.getvalue(), "people.xlsx")
    assert plan.reports[0].kind == "family xlsx"
    assert named(plan, "Ada Reed").cites[0].place == "Family, row 2"
    assert "not read as people" in said(plan)


def test_tables_of_one_file_are_one_list():
    book = openpyxl.Workbook()
    children = book.active
    assert children is not None
    children.append(["Name", "DOB", "Mother"])
    children.append(["Ada Reed", "3/4/2015", "Kim Cole"])
    adults = book.create_sheet("Adults")
    adults.append(["Name", "DOB", "Sex"])
    adults.append(["Kim Cole", "2/6/1990", "F"])
    adults.append(["Ada Reed", "1/1/1950", "F"])
    out = io.BytesIO()
    book.save(out)
    plan = planned(out.getvalue(), "people.xlsx")
    assert len(plan.case.people) == 3
    assert parents(plan, "Ada Reed") == [({"Kim Cole"}, "birth")]
    assert "Ada Reed stands in row 2 too: kept as two people" in said(plan)


def test_a_grown_list_adds_only_who_is_new():
    first = table(LIST)
    assert not table(LIST, case=first.case).records
    second = table(LIST + "Cai Reed,2019,,,,\n", case=first.case)
    assert len(second.case.people) == 7
    assert len(second.case.parentages) == len(first.case.parentages)


# --- Gramps' own CSV

SECTIONS = """Place,Title,Name
[P0],"Leeds, England",Leeds

Person,Surname,Given,Call,Nickname,Suffix,Prefix,Title,Gender,Birth date,Birth place,Birth source,Baptism date,Death date,Note
[I0],Reed,Dan,,Danny,,van,Dr.,male,1950-01-02,[P0],A register,1950-02-03,2001,A baker
[I1],Cole,Kim,,,,,,female,about 1952,,,,,
[I2],Reed,Ada,,,,,,female,1980,,,,,

Marriage,Husband,Wife,Date,Place,Source,Note
[F0],[I0],[I1],1975-06-07,[P0],,By the sea
[F1],[I0],[I9],,,,

Family,Child
[F0],[I2]
[F7],[I2]
"""


def test_gramps_sections_are_people_and_families():
    plan = table(SECTIONS)
    assert (plan.reports[0].people, plan.reports[0].families) == (3, 3)
    dan = person(plan, "I0")
    assert (dan.name, dan.surname, dan.birth.edtf, dan.death.edtf) == ("Dan van Reed", "van Reed", "1950-01-02", "2001")
    assert {(f.what, f.place) for f in dan.facts} == {("birth", "Leeds, England"), ("baptism", ""), ("title", "")}
    assert dan.note == "A baker"
    (step,) = couple(plan, "I0", "I1").steps
    assert (step.status, step.when.edtf, step.note) == (PartnershipStatus.MARRIED, "1975-06-07", "Leeds, England")
    assert couple(plan, "I0", "I1").note == "By the sea"
    assert ({"I0", "I1"}, "birth") in parents(plan, "I2")
    assert "it names the person I9, who is not in the file" in said(plan)
    assert "the family [F7] has no marriage row" in said(plan)


@pytest.mark.parametrize(
    ("name", "people", "families"),
    [
        ("BGmisc_inbreeding.csv", 134, 37),
        ("BGmisc_potter.csv", 36, 10),
        ("BGmisc_royal92.csv", 3010, 1003),
        ("exp_sample_csv.csv", 43, 15),
        ("imp_sample_csv.csv", 44, 15),
    ],
)
def test_the_corpus_reads_with_nobody_lost(corpus: Path, name: str, people: int, families: int):
    plan = planned((corpus / "corpus" / "family_csv" / name).read_bytes(), name)
    report = plan.reports[0]
    assert (report.kind, report.people, report.families, report.error) == ("family csv", people, families, "")
    assert len(plan.case.people) == people


def test_the_sample_of_gramps_is_told_exactly(corpus: Path):
    plan = planned((corpus / "corpus" / "family_csv" / "exp_sample_csv.csv").read_bytes(), "exp_sample_csv.csv")
    assert said(plan) == ""
    assert len(plan.case.parentages) == 27
    assert person(plan, "I0022").death.edtf == "[1899..1905]"


def test_headers_may_be_worded_as_forms_word_them():
    text = "Full Name,D.O.B / EDD,M/F,Relationship to Child(ren),PR (Y/N)?\nAda Reed,3.4.2015,F,Subject child,\nKim Cole,,F,Mum,Y\n"
    plan = table(text)
    assert parents(plan, "Ada Reed") == [({"Kim Cole"}, "birth")]
    assert len(plan.case.of_kind(ParentalResponsibility)) == 1
    assert facts(plan, "Kim Cole") == set()
