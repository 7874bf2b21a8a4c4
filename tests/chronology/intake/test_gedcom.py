"""What becomes of a GEDCOM file: nothing is lost, nothing is invented, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.intake.families import FamilyTaken, take_family
from chronology.intake.gedcom_lineage import grown
from chronology.intake.ids import DerivedIds, RandomIds
from chronology.readers.gedcom import read_gedcom
from chronology.record.casefile import CaseFile
from chronology.record.households import Footing
from chronology.record.people import About, Gender, Life, NameKind, Person
from chronology.record.sources import Carried, Document, Restriction, Stated
from chronology.record.ties import ParentageKind, ParentCertainty, PartnershipStatus, Zygosity
from chronology.record.values import Record

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"
COUPLE = (
    "0 @I1@ INDI\n1 NAME Dan /Reed/\n1 SEX M\n1 BIRT\n2 DATE 1 MAY 1985\n"
    "0 @I2@ INDI\n1 NAME Kim /Cole/\n1 SEX F\n1 BIRT\n2 DATE 2 JUN 1987\n"
    "0 @I3@ INDI\n1 NAME Ada /Reed/\n1 SEX F\n1 BIRT\n2 DATE 3 APR 2010\n1 FAMC @F1@\n"
)
FAMILY = COUPLE + "0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n1 CHIL @I3@\n1 MARR\n2 DATE 2009\n2 PLAC Leeds\n"


def take(body: str, case: CaseFile | None = None, *, number: int = 1, name: str = "family.ged") -> FamilyTaken:
    source = Document(id=f"doc{number}", name=name, form="gedcom")
    data = (HEAD + body + "0 TRLR\n").encode()
    return take_family(read_gedcom(data, name), name, case=case or CaseFile(), source=source, ids=RandomIds())


def kept(body: str, case: CaseFile | None = None, *, number: int = 1, name: str = "family.ged") -> CaseFile:
    taken = take(body, case, number=number, name=name)
    document = Document(id=f"doc{number}", name=name, form="gedcom", carried=taken.carried)
    return (case or CaseFile()).with_records([document, *taken.records])


def by_ref(case: CaseFile, ref: str) -> Person:
    return next(p for p in case.people.values() if p.ref == ref)


def said(taken: FamilyTaken) -> str:
    return "\n".join(f"{w.line}: {w.message}" for w in taken.report.warnings)


def one_person(lines: str) -> Person:
    return by_ref(kept(f"0 @I1@ INDI\n{lines}"), "I1")


def texts(records: Iterator[Record] | tuple[Record, ...]) -> str:
    return "\n".join(record.model_dump_json() for record in records)


# --- people


def test_a_person_has_every_name_the_file_gives():
    person = one_person("1 NAME Ada Jane /Reed/\n2 NICK Addie\n1 NAME Ada /Cole/\n2 TYPE married\n1 _AKA Ads\n")
    assert (person.name, person.given, person.surname) == ("Ada Jane Reed", "Ada Jane", "Reed")
    assert {(n.text, n.kind) for n in person.names} == {
        ("Addie", NameKind.NICKNAME),
        ("Ada Cole", NameKind.MARRIED),
        ("Ads", NameKind.KNOWN_AS),
    }


@pytest.mark.parametrize(
    ("sex", "gender"),
    [
        ("M", Gender.MALE),
        ("f", Gender.FEMALE),
        ("X", Gender.OTHER),
        ("U", Gender.UNKNOWN),
        ("N", Gender.UNKNOWN),
        ("", Gender.UNKNOWN),
    ],
)
def test_gender_is_what_the_file_says_and_never_guessed(sex: str, gender: Gender):
    assert one_person(f"1 NAME Mary /Reed/\n1 SEX {sex}\n").gender is gender


def test_a_sex_that_gedcom_does_not_know_is_kept_and_said():
    person = one_person("1 SEX Q\n")
    assert person.gender is Gender.UNKNOWN
    assert Carried(tag="SEX", value="Q") in person.carried


def test_stillbirth_is_recorded_as_such():
    assert one_person("1 DEAT\n2 DATE 3 MAR 2011\n2 AGE STILLBORN\n").life is Life.STILLBIRTH


def test_two_birth_dates_are_both_kept_and_said():
    taken = take("0 @I1@ INDI\n1 BIRT\n2 DATE 3 MAR 2011\n1 BIRT\n2 DATE 4 MAR 2011\n2 PLAC Leeds\n")
    person = taken.records[0]
    assert isinstance(person, Person)
    assert person.birth.edtf == "2011-03-03"
    assert any(f.when.edtf == "2011-03-04" and f.place == "Leeds" for f in person.facts)
    assert "another date" in said(taken)


def test_what_a_birth_or_a_death_says_beside_its_date_is_kept():
    person = one_person("1 BIRT\n2 DATE 2010\n2 NOTE At home\n1 DEAT\n2 CAUS Asthma\n2 NOTE In hospital\n")
    assert {"At home", "Asthma; In hospital"} <= {f.words for f in person.facts}
    assert person.is_dead


def test_heritage_culture_and_language_are_recorded_where_a_fact_is_called_so_and_never_inferred():
    person = one_person(
        "1 FACT Manx\n2 TYPE Heritage\n1 EVEN Cornish\n2 TYPE Ethnic origin\n1 FACT Welsh\n2 TYPE First  language\n"
        "1 NATI French\n1 RELI Quaker\n1 FACT tall\n2 TYPE Build\n"
    )
    assert person.about == About(ethnicity="Manx; Cornish", language="Welsh")
    assert {"Manx", "Cornish", "French", "Quaker"} <= {f.words for f in person.facts}


def test_a_newer_file_gives_a_known_person_the_heritage_they_lacked_and_leaves_what_differs():
    known, made = Person(id="a", about=About(language="Welsh")), Person(id="a", about=About(language="Irish"))
    told = made.model_copy(update={"about": About(language="Welsh", ethnicity="Manx")})
    person, added, differs = grown(known, told)
    assert person.about == About(language="Welsh", ethnicity="Manx")
    assert (added, differs) == (["heritage, culture or language"], [])
    assert grown(known, made) == (known, [], ["heritage, culture or language"])


def test_joiners_in_a_name_stay_and_stacked_marks_are_clipped():
    taken = take("0 @I1@ INDI\n1 NAME A\u200dda /Re\u0301" + "\u0302" * 500 + "ed/\n")
    person = taken.records[0]
    assert isinstance(person, Person)
    assert "\u200d" in person.name
    assert len(person.name) < 30
    assert "combining marks" in said(taken)


@pytest.mark.parametrize("bad", ["\x1b]0;x\x07", "\x9b2J", "\u202e", "\x00"])
def test_what_a_terminal_would_obey_is_taken_out_and_said(bad: str):
    taken = take(f"0 @I1@ INDI\n1 NAME A{bad}da /Reed/\n1 NOTE x{bad}y\n")
    assert not set("\x1b\x07\x9b\u202e\x00") & set(texts(taken.records))
    assert "control" in said(taken)


def test_unknown_lines_are_carried_with_all_below_them():
    person = one_person("1 _ODD one\n2 _DEEP two\n3 CONT three\n1 BIRT\n2 DATE 2010\n2 SOUR @S1@\n3 PAGE 4\n")
    assert Carried(tag="_ODD", value="one", children=(Carried(tag="_DEEP", value="two\nthree"),)) in person.carried
    birth = next(c for c in person.carried if c.tag == "BIRT")
    assert any(c.tag == "SOUR" and c.children[0].value == "4" for c in birth.children)


def test_records_of_nobody_in_particular_are_for_the_document_to_carry():
    taken = take(FAMILY + "0 @S1@ SOUR\n1 TITL School file\n0 @X1@ _LOC\n1 NAME Leeds\n")
    assert [(c.tag, c.xref) for c in taken.carried] == [("HEAD", ""), ("SOUR", "S1"), ("_LOC", "X1")]


def test_every_word_of_a_family_event_is_somewhere():
    body = FAMILY.replace("2 PLAC Leeds", "2 PLAC Leeds\n2 TYPE Religious\n2 SOUR Register")
    body += "1 EVEN\n2 TYPE Moved abroad\n2 DATE 2011\n1 DIVF\n2 DATE 2014\n1 NOTE @N1@\n0 @N1@ NOTE Shared words\n"
    whole = texts(take(body).records)
    for words in ("Leeds", "Religious", "Register", "Moved abroad", "DIVF", "Shared words"):
        assert words in whole


def test_a_restriction_of_the_file_is_said_and_an_address_so_marked_is_protected():
    taken = take(
        "0 @I1@ INDI\n1 NAME Kim /Cole/\n1 RESN confidential\n1 RESI\n2 ADDR 4 Elm Road, Leeds\n2 RESN privacy\n2 DATE FROM 2019\n"
    )
    case = CaseFile.of(taken.records)
    assert "confidential" in said(taken)
    assert [h.is_address_protected for h in case.households.values()] == [True]
    assert all("Elm" not in h.name for h in case.households.values())
    assert case.residences[0].restriction == (Restriction.PROTECTED_ADDRESS,)


# --- homes


def test_people_at_one_address_share_a_home_and_people_in_one_town_do_not():
    address = "1 RESI\n2 DATE FROM 2015 TO 2018\n2 ADDR 4 Elm Road\n3 CITY Leeds\n"
    town = "1 RESI\n2 DATE 2019\n2 PLAC Leeds\n"
    case = kept(f"0 @I1@ INDI\n{address}{town}0 @I2@ INDI\n{address}{town}")
    assert [h.address for h in case.households.values()] == ["4 Elm Road, Leeds"]
    assert [(r.household is not None, r.when.edtf) for r in case.residences] == [
        (True, "2015/2018"),
        (False, "2019"),
    ] * 2
    assert [r.words for r in case.residences if r.household is None] == ["Leeds", "Leeds"]
    assert {r.footing for r in case.residences if r.household is None} == {Footing.NOT_RECORDED}


# --- partnerships


def test_a_partnership_has_its_history_with_dates():
    body = COUPLE + (
        "0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n1 EVEN\n2 TYPE Cohabitation\n2 DATE 2008\n1 ENGA\n2 DATE 2009\n"
        "1 MARR\n2 DATE 5 JUN 2010\n1 EVEN\n2 TYPE Separated\n2 DATE MAR 2014\n1 DIV\n2 DATE 2016\n"
    )
    steps = kept(body).partnerships[0].steps
    assert [(s.status, s.when.edtf) for s in steps] == [
        (PartnershipStatus.COHABITING, "2008"),
        (PartnershipStatus.ENGAGED, "2009"),
        (PartnershipStatus.MARRIED, "2010-06-05"),
        (PartnershipStatus.SEPARATED, "2014-03"),
        (PartnershipStatus.DIVORCED, "2016"),
    ]


def test_a_divorce_that_was_only_filed_ends_nothing():
    case = kept(FAMILY + "1 DIVF\n2 DATE 2014\n")
    assert [s.status for s in case.partnerships[0].steps] == [PartnershipStatus.MARRIED]


def test_one_couple_in_two_families_is_one_partnership_with_both_histories():
    case = kept(FAMILY + "0 @F2@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n1 DIV\n2 DATE 2015\n2 NOTE At court\n")
    assert [[s.status for s in p.steps] for p in case.partnerships] == [
        [PartnershipStatus.MARRIED, PartnershipStatus.DIVORCED]
    ]
    assert len(case.parentages) == 1


def test_forty_partners_and_twenty_five_children_are_all_kept():
    body = "0 @M@ INDI\n1 NAME Kim /Cole/\n"
    body += "".join(
        f"0 @P{i}@ INDI\n1 NAME Man{i} /Reed/\n0 @F{i}@ FAM\n1 HUSB @P{i}@\n1 WIFE @M@\n" for i in range(40)
    )
    body += "".join(f"0 @C{i}@ INDI\n1 NAME Child{i} /Reed/\n1 FAMC @F0@\n" for i in range(25))
    case = kept(body)
    assert (len(case.people), len(case.partnerships), len(case.parentages)) == (66, 40, 25)


# --- parentage


@pytest.mark.parametrize(
    ("pedigree", "way"),
    [
        ("birth", ParentageKind.BIRTH),
        ("adopted", ParentageKind.ADOPTED),
        ("foster", ParentageKind.FOSTER),
        ("special guardianship", ParentageKind.GUARDIANSHIP),
        ("guardian", ParentageKind.UNKNOWN),
        ("sealing", ParentageKind.UNKNOWN),
        ("kafala", ParentageKind.UNKNOWN),
    ],
)
def test_descent_is_of_the_kind_recorded_and_no_order_is_invented(pedigree: str, way: ParentageKind):
    case = kept(FAMILY.replace("1 FAMC @F1@\n", f"1 FAMC @F1@\n2 PEDI {pedigree}\n"))
    tie = case.parentages[0]
    assert tie.way is way
    assert way is not ParentageKind.UNKNOWN or pedigree in tie.note


def test_a_child_has_every_parent_set_with_the_date_of_the_adoption():
    body = FAMILY + (
        "0 @I4@ INDI\n1 NAME Jo /Hart/\n0 @F2@ FAM\n1 WIFE @I4@\n1 CHIL @I3@\n"
        "0 @I5@ INDI\n1 NAME Pat /Hart/\n0 @F3@ FAM\n1 HUSB @I5@\n1 WIFE @I4@\n1 CHIL @I3@\n"
    )
    body = body.replace(
        "1 FAMC @F1@\n",
        "1 FAMC @F1@\n1 FAMC @F2@\n2 PEDI foster\n1 FAMC @F3@\n2 PEDI adopted\n1 ADOP\n2 DATE 9 SEP 2015\n2 FAMC @F3@\n3 ADOP BOTH\n",
    )
    ties = kept(body).parentages
    assert [(t.way, t.when.edtf) for t in ties] == [
        (ParentageKind.BIRTH, ""),
        (ParentageKind.FOSTER, ""),
        (ParentageKind.ADOPTED, "2015-09-09"),
    ]


def test_each_parent_may_be_parent_in_a_way_of_their_own():
    case = kept(FAMILY.replace("1 CHIL @I3@\n", "1 CHIL @I3@\n2 _FREL Step\n2 _MREL Natural\n"))
    tie = case.parentages[0]
    assert tie.way_of(by_ref(case, "I1").id) is ParentageKind.STEP
    assert tie.way_of(by_ref(case, "I2").id) is ParentageKind.BIRTH


def test_a_challenged_father_is_disputed_and_a_proven_one_claims_no_dna_test():
    disputed = kept(FAMILY.replace("1 FAMC @F1@\n", "1 FAMC @F1@\n2 STAT challenged\n")).parentages[0]
    proven = kept(FAMILY.replace("1 FAMC @F1@\n", "1 FAMC @F1@\n2 STAT proven\n"))
    assert set(disputed.certainty.values()) == {ParentCertainty.DISPUTED}
    assert ParentCertainty.PROVED not in proven.parentages[0].certainty.values()
    assert any(c.tag == "FAMC" for c in by_ref(proven, "I3").carried)


def test_twins_are_twins_only_where_the_file_says_so():
    two = "0 @I1@ INDI\n1 BIRT\n2 DATE 2010\n1 FAMC @F1@\n{}0 @I2@ INDI\n1 BIRT\n2 DATE 2010\n1 FAMC @F1@\n0 @F1@ FAM\n1 CHIL @I1@\n1 CHIL @I2@\n"
    assert not kept(two.format("")).multiple_births
    births = kept(two.format("1 ASSO @I2@\n2 RELA Identical twin\n")).multiple_births
    assert [(len(b.children), b.zygosity) for b in births] == [(2, Zygosity.IDENTICAL)]


def test_triplets_are_one_birth():
    body = "".join(f"0 @I{i}@ INDI\n1 _TWIN @I{(i + 1) % 3}@\n" for i in range(3))
    assert [len(b.children) for b in kept(body).multiple_births] == [3]


def test_associations_become_bonds_from_the_one_who_has_the_role():
    case = kept("0 @I1@ INDI\n1 ASSO @I2@\n2 RELA Godmother\n2 NOTE Sees her weekly\n0 @I2@ INDI\n")
    bonds = case.bonds
    assert [(case.people[b.source].ref, case.people[b.target].ref) for b in bonds] == [("I2", "I1")]
    assert [(b.nature, b.is_mutual, b.words) for b in bonds] == [("Godmother", False, "Sees her weekly")]


# --- what cannot be


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("0 @F1@ FAM\n1 HUSB @I9@\n", "I9, who is not in the file"),
        ("0 @I1@ INDI\n1 FAMC @F9@\n", "F9, which is not in the file"),
        ("0 @I1@ INDI\n1 NOTE @N9@\n", "N9, which is not in the file"),
        ("0 @I1@ INDI\n0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I1@\n", "their own partner"),
        ("0 @I1@ INDI\n0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I1@\n", "their own parent"),
        ("0 @I1@ INDI\n0 @I2@ INDI\n0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n1 CHIL @I2@\n", "listed twice"),
        ("0 @I1@ INDI\n0 @I1@ INDI\n", "used twice"),
        (
            "0 @I1@ INDI\n0 @I2@ INDI\n0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n0 @F2@ FAM\n1 HUSB @I2@\n1 CHIL @I1@\n",
            "their own ancestor",
        ),
        (
            "0 @I1@ INDI\n1 BIRT\n2 DATE 2010\n0 @I2@ INDI\n1 BIRT\n2 DATE 1990\n0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n",
            "born before their parent",
        ),
        ("0 @I1@ INDI\n1 BIRT\n2 DATE 2010\n1 DEAT\n2 DATE 1990\n", "died before being born"),
        ("0 @I1@ INDI\n1 BIRT\n2 DATE 2010\n1 OCCU Baker\n2 DATE 1990\n", "before the birth"),
        ("0 @I1@ INDI\n0 @F1@ FAM\n1 CHIL @I1@\n", "only that they are siblings"),
        ("0 @I1@ INDI\n1 BIRT\n2 DATE 31 APR 2010\n", "cannot be read"),
    ],
)
def test_what_cannot_be_is_kept_as_recorded_and_said(body: str, words: str):
    taken = take(body)
    assert words in said(taken)
    assert taken.report.added == taken.report.rows


def test_parents_who_are_siblings_are_kept():
    body = (
        FAMILY
        + "0 @I4@ INDI\n1 NAME Ben /Reed/\n1 FAMC @F1@\n0 @F2@ FAM\n1 HUSB @I4@\n1 WIFE @I3@\n1 CHIL @I5@\n0 @I5@ INDI\n"
    )
    assert len(kept(body).parentages) == 3


def test_a_long_line_of_descent_is_walked_without_recursion():
    n = 3000
    body = "".join(f"0 @I{i}@ INDI\n" for i in range(n))
    body += "".join(f"0 @F{i}@ FAM\n1 HUSB @I{i}@\n1 CHIL @I{(i + 1) % n}@\n" for i in range(n))
    assert "own ancestor" in said(take(body))


# --- the same file again


def test_the_same_people_twice_in_one_file_stay_two():
    twice = "0 @I{}@ INDI\n1 NAME Ada /Reed/\n1 BIRT\n2 DATE 3 APR 2010\n"
    assert len(kept(twice.format(1) + twice.format(2)).people) == 2


def test_a_file_imported_again_adds_nothing():
    case = kept(FAMILY)
    again = take(FAMILY, case)
    assert not again.records
    assert (again.report.added, again.report.merged) == (0, 4)


def test_the_same_content_in_other_bytes_adds_nothing():
    body = (
        FAMILY
        + "0 @I6@ INDI\n0 @I6@ INDI\n0 @F2@ FAM\n1 WIFE @I2@\n1 CHIL @I6@\n0 @F3@ FAM\n1 CHIL @I6@\n1 CHIL @I3@\n"
    )
    again = take(body + "0 @N1@ NOTE more\n", kept(body), number=2)
    assert not again.records
    assert again.report.added == 0


@pytest.mark.parametrize(
    "body",
    [
        "0 @I1@ INDI\n1 FAMC @F1@\n0 @F1@ FAM\n1 MARR\n0 @F1@ FAM\n1 CHIL @I1@\n1 MARR\n2 DATE 1998\n",
        "0 INDI\n1 _ODD x\n",
        "0 @F1@ FAM\n1 HUSB @I9@\n",
    ],
    ids=["families without parents under one id", "one nameless person without an id", "a family of nobody"],
)
def test_even_the_barest_file_comes_only_once(body: str):
    assert not take(body + "0 @N1@ NOTE more\n", kept(body), number=2).records


def test_a_grown_file_adds_what_is_new_and_says_what_differs():
    case = kept(FAMILY)
    later = FAMILY.replace("2 DATE 1 MAY 1985", "2 DATE 1 MAY 1986\n1 DEAT\n2 DATE 2020")
    later = later.replace("1 NAME Kim /Cole/", "1 NAME Kim /Cole/\n1 ASSO @I4@\n2 RELA Friend")
    later += "1 DIV\n2 DATE 2018\n0 @I4@ INDI\n1 NAME Jo /Hart/\n"
    taken = take(later, case, number=2)
    after = case.with_records(taken.records)
    dan = by_ref(after, "I1")
    assert (dan.birth.edtf, dan.death.edtf) == ("1985-05-01", "2020")
    assert "date of birth differ" in said(taken)
    assert "date of death" in said(taken)
    assert [s.status for s in after.partnerships[0].steps] == [PartnershipStatus.MARRIED, PartnershipStatus.DIVORCED]
    assert (len(after.people), len(after.partnerships), len(after.bonds)) == (4, 1, 1)


def test_the_ids_of_another_family_s_file_mean_nothing():
    other = "0 @I1@ INDI\n1 NAME Zed /Moss/\n0 @I2@ INDI\n1 NAME Una /Moss/\n"
    assert len(kept(other, kept(FAMILY), number=2, name="other.ged").people) == 5


def test_a_namesake_in_another_file_is_pointed_out_and_not_merged():
    ada = "0 @X7@ INDI\n1 NAME ADA /Reed/\n1 BIRT\n2 DATE 3 APR 2010\n"
    taken = take(ada, kept(FAMILY), number=2, name="other.ged")
    assert len(taken.records) == 1
    assert "may be the same person" in said(taken)


def test_father_and_son_of_one_name_under_one_record_id_stay_apart():
    john = "0 @I1@ INDI\n1 NAME John /Reed/\n1 BIRT\n2 DATE {}\n"
    case = kept(john.format(2005), kept(john.format(1970)), number=2, name="other.ged")
    assert len(case.people) == 2


def test_plain_files_give_the_same_ids_each_time():
    def ids() -> list[str]:
        source = Document(id="doc", name="family.ged", form="gedcom")
        taken = take_family(
            read_gedcom((HEAD + FAMILY).encode(), "family.ged"),
            "family.ged",
            case=CaseFile(),
            source=source,
            ids=DerivedIds("seed"),
        )
        return [record.id for record in taken.records]

    assert ids() == ids()
    assert len(set(ids())) == len(ids())


def test_every_record_says_the_line_it_was_read_from():
    assert all(isinstance(r, Stated) and r.cites and r.cites[0].row for r in take(FAMILY).records)


def test_real_files_are_taken_whole_and_only_once(corpus: Path):
    for row in (corpus / "corpus" / "counts.tsv").read_text("utf-8").splitlines()[1:]:
        name, persons, _ = row.split("\t")
        if int(persons) > 100:
            continue
        data = (corpus / "corpus" / name).read_bytes()
        source = Document(id="doc1", name=name, form="gedcom")
        taken = take_family(read_gedcom(data, name), name, case=CaseFile(), source=source, ids=RandomIds())
        case = CaseFile.of([source, *taken.records])
        assert len(case.people) == int(persons), name
        second = Document(id="doc2", name=name, form="gedcom")
        assert not take_family(read_gedcom(data, name), name, case=case, source=second, ids=RandomIds()).records, name


def test_beside_a_donor_or_a_surrogate_the_parent_stays_a_parent_by_birth():
    case = kept(
        "0 @M@ INDI\n1 NAME Beth /Ash/\n1 SEX F\n0 @P@ INDI\n1 NAME Priya /Rao/\n1 SEX F\n0 @D@ INDI\n1 NAME Tom /Low/\n1 SEX M\n"
        "0 @K@ INDI\n1 NAME Isla /Ash/\n1 FAMC @F1@\n1 FAMC @F2@\n2 PEDI OTHER\n3 PHRASE Donor\n"
        "0 @F1@ FAM\n1 HUSB @P@\n1 WIFE @M@\n1 CHIL @K@\n0 @F2@ FAM\n1 HUSB @D@\n1 WIFE @M@\n1 CHIL @K@\n"
    )
    ways = {(case.people[p].ref, held.way_of(p)) for held in case.parentages for p in held.parents}
    assert ways == {("M", ParentageKind.BIRTH), ("P", ParentageKind.BIRTH), ("D", ParentageKind.DONOR)}


DONOR = (
    "0 @M@ INDI\n1 NAME Beth /Ash/\n1 SEX F\n0 @P@ INDI\n1 NAME Priya /Rao/\n1 SEX F\n0 @D@ INDI\n1 NAME Tom /Low/\n1 SEX M\n"
    "0 @K@ INDI\n1 NAME Isla /Ash/\n1 FAMC @F1@\n1 FAMC @F2@\n2 PEDI {0}\n"
    "0 @F1@ FAM\n1 HUSB @P@\n1 WIFE @M@\n1 CHIL @K@\n0 @F2@ FAM\n1 HUSB @D@\n1 WIFE @M@\n1 CHIL @K@\n"
)


@pytest.mark.parametrize("way", ["donor", "surrogate"])
def test_a_donor_or_a_surrogate_is_nobodys_partner_by_the_record_of_the_child(way: str):
    case = kept(DONOR.format(way))
    ref = {p.id: p.ref for p in case.people.values()}
    assert [{ref[p] for p in held.partners} for held in case.partnerships] == [{"P", "M"}]
    assert {(frozenset(ref[p] for p in held.parents), held.way.value) for held in case.parentages} == {
        (frozenset("PM"), "birth"),
        (frozenset("D"), way),
    }


def test_a_donor_whom_a_marriage_ties_to_the_parent_is_a_partner():
    case = kept(DONOR.format("donor").replace("0 @F2@ FAM\n", "0 @F2@ FAM\n1 MARR\n2 DATE 2009\n"))
    assert len(case.partnerships) == 2


def test_the_only_record_of_a_donor_keeps_the_parent_who_is_one_by_birth():
    case = kept(
        "0 @M@ INDI\n1 NAME Beth /Ash/\n0 @D@ INDI\n1 NAME Tom /Low/\n0 @K@ INDI\n1 NAME Isla /Ash/\n1 FAMC @F@\n"
        "0 @F@ FAM\n1 HUSB @D@\n1 WIFE @M@\n1 NOTE Clinic 12\n1 CHIL @K@\n2 _FREL Donor\n2 _MREL Natural\n"
    )
    ref = {p.id: p.ref for p in case.people.values()}
    assert {(ref[held.parents[0]], held.way.value) for held in case.parentages} == {("D", "donor"), ("M", "birth")}
    (record,) = case.partnerships
    assert ([ref[p] for p in record.partners], record.note) == (["M"], "Clinic 12")
