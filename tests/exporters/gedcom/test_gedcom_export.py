"""A family written as GEDCOM comes back the same, is never more exact than it was, and carries nothing it should not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gedcom import told
from chronology.demo import DEMO_DAY, demo_files
from chronology.disclosure.restricted import without_restricted
from chronology.intake.importing import FileGiven, plan_import
from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.households import Household, Residence
from chronology.record.people import Condition, Gender, Life, NameKind, OtherName, Person
from chronology.record.sources import Restriction
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Parentage,
    ParentageKind,
    ParentCertainty,
    PartnershipStatus,
    Zygosity,
)
from chronology.record.values import Record
from exporters.gedcom.dates import gedcom_date
from exporters.gedcom.lines import LONGEST, Version
from exporters.gedcom.tree import gedcom_file
from exporters.genogram.chosen import Sensitive
from tests.families import child_of, couple, person, three_siblings

BOTH = pytest.mark.parametrize("form", list(Version))


def back(case: CaseFile, form: Version) -> CaseFile:
    text = gedcom_file(case, form).text
    plan = plan_import(CaseFile(), [FileGiven("x.ged", text.encode())], day=date(2026, 1, 1), random_ids=False)
    assert not plan.errors
    assert not [w for r in plan.reports for w in r.warnings if "VERS" in w.message]
    return plan.case


@BOTH
def test_a_family_comes_back_the_same(form: Version):
    case = three_siblings()
    assert told(back(case, form)) == told(case)


@BOTH
def test_the_demo_family_comes_back_the_same(form: Version):
    given = [FileGiven(name, data) for name, data in demo_files() if name.endswith(".ged")]
    case = plan_import(CaseFile(), given, day=DEMO_DAY, random_ids=False).case
    harm = [b.id for b in case.bonds if b.nature in {"violence", "abuse"}]
    assert told(back(case, form)) == told(case.with_records((), harm))


@BOTH
def test_what_is_seldom_comes_back_too(form: Version):
    records: list[Record] = [
        person("a", "Ana María de la Cruz y Vega", "female", "1980-21", names=(OtherName(text="Nan", kind=NameKind.NICKNAME), OtherName(text="Ana Vega", kind=NameKind.FORMER))),
        person("b", "Bo", "non-binary", "[1979..1981]", note="one @ sign\n\nthree lines, " + "long " * 90),
        Person(id="c", name="", life=Life.STILLBIRTH, birth=When(edtf="2001-05-01")),
        person("d", "Di / Vega", "female", "2003~"),
        person("e", "Ed Vega", "male", "2003~"),
        couple("u", "a", "b", *((status.value, f"20{n:02}") for n, status in enumerate(PartnershipStatus) if status.value != "not recorded")),
        child_of("c", "a", "b", union="u"),
        Parentage(id="pd", child="d", parents=("a", "b"), way=ParentageKind.GUARDIANSHIP, certainty={"b": ParentCertainty.DISPUTED}, partnership="u"),
        Parentage(id="pe", child="e", parents=("a", "b"), ways={"a": ParentageKind.STEP}, partnership="u"),
        MultipleBirth(id="m", children=("d", "e"), zygosity=Zygosity.FRATERNAL),
        Bond(id="t", source="d", target="b", nature="close"),
    ]  # fmt: skip
    case = CaseFile.of(records)
    there = told(case)
    there["people"] = [
        (" ".join(p[0].replace("/", " ").split()), p[1].replace("/", "").strip() or p[1], p[2], Gender.OTHER if p[3] is Gender.NON_BINARY else p[3], *p[4:])
        for p in there["people"]
    ]  # fmt: skip
    found = told(back(case, form))
    for p, q in zip(there["people"], found["people"], strict=True):
        assert (p[0], *p[3:4], *p[5:]) == (q[0], *q[3:4], *q[5:])
    for key in ("couples", "parents", "ties", "births"):
        assert found[key] == there[key]


@BOTH
def test_the_same_case_file_gives_the_same_text(form: Version):
    assert gedcom_file(three_siblings(), form) == gedcom_file(three_siblings(), form)


def test_no_line_of_the_older_version_is_too_long_and_blanks_stay():
    words = "a " * 700 + "end"
    case = CaseFile.of([person("a", "Ada Shaw", note=words)])
    text = gedcom_file(case, Version.V5).text
    assert max(len(line) for line in text.splitlines()) <= LONGEST + 20
    (again,) = back(case, Version.V5).people.values()
    assert again.note == words


@BOTH
def test_what_is_withheld_or_sensitive_is_not_in_it(form: Version):
    case = three_siblings().with_records(
        [
            Person(id="x", name="Zymurgy One", restriction=(Restriction.ADOPTION,)),
            Household(id="h", name="Zymurgy House", address="1 Zymurgy Road", is_address_protected=True),
            Residence(id="r", person="mum", household="h"),
            Bond(id="v", source="dad2", target="mum", nature="violence", words="Zymurgy"),
            Entry(id="z", children=("ada",), event="Zymurgy"),
        ]
    )
    ada = case.people["ada"].model_copy(update={"health": (Condition(what="Zymurgy", area="mental"),)})
    made = gedcom_file(case.with_records([ada]), form)
    assert "ymurgy" not in made.text
    said = " | ".join(made.left_out)
    for words in ("entries", "violence", "withheld", "mental health", "names or addresses of homes"):
        assert words in said
    shown = gedcom_file(case, form, show=frozenset(Sensitive)).text
    assert "violence" in shown


FILE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Ada /Shaw/
1 RESI
2 ADDR 1 Zymurgy Road
2 PHON 0111 Zymurgy
2 RESN privacy
1 EVEN
2 TYPE Secret
2 NOTE Zymurgy
2 SOUR @S1@
1 BIRT
2 DATE 1 MAY 2010
2 SOUR @S2@
3 PAGE 7
1 ASSO @I2@
2 RELA violence
2 NOTE Zymurgy
1 CHAN
2 DATE 2 MAY 2020
0 @I2@ INDI
1 NAME Lee /Cole/
1 NOTE @N1@
0 @N1@ NOTE Zymurgy of somebody who is withheld
0 @S1@ SOUR
1 TITL Zymurgy
0 @S2@ SOUR
1 TITL Register of births
0 TRLR
"""


@BOTH
def test_nothing_that_is_withheld_returns_with_the_lines_of_an_earlier_file(form: Version):
    plan = plan_import(CaseFile(), [FileGiven("x.ged", FILE.encode())], day=date(2026, 1, 1), random_ids=False)
    lee = next(p for p in plan.case.people.values() if p.name == "Lee Cole")
    case = plan.case.with_records([lee.model_copy(update={"restriction": (Restriction.COURT,)})])
    text = gedcom_file(case, form).text
    assert "ymurgy" not in text
    assert "Register of births" in text
    assert "2 MAY 2020" in text
    assert "7" in text.split("PAGE ")[1][:3]


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2019-04-03", "3 APR 2019"), ("2019-04", "APR 2019"), ("2019", "2019"), ("2019~", "ABT 2019"), ("2019?", "ABT 2019"),
        ("[..2018]", "BEF 2019"), ("[2020..]", "AFT 2019"), ("[..2019-12]", "BEF JAN 2020"), ("[2010..2012]", "BET 2010 AND 2012"),
        ("2010/2012", "FROM 2010 TO 2012"), ("2010/", "FROM 2010"), ("/2012", "TO 2012"), ("201X", "BET 2010 AND 2019"),
        ("2010~/2012", "FROM 1 JAN 2009 TO 2012"), ("2018-21", "BET MAR 2018 AND MAY 2018"), ("", ""),
    ],
)  # fmt: skip
def test_dates_are_written_as_gedcom_has_them(edtf: str, value: str):
    assert gedcom_date(When(edtf=edtf)) == value


_DAYS = st.dates(date(1850, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_POINTS = st.builds(
    lambda day, cut, sign: day[:cut] + sign, _DAYS, st.sampled_from([4, 7, 10]), st.sampled_from(["", "", "~"])
)
_BARE = st.builds(lambda day, cut: day[:cut], _DAYS, st.sampled_from([4, 7, 10]))


@given(
    st.one_of(
        _POINTS,
        st.builds("[{}..]".format, _BARE),
        st.builds("[..{}]".format, _BARE),
        st.builds(lambda a, b: "[{}..{}]".format(*sorted((a, b))), _BARE, _BARE),
        st.builds(lambda a, b: "{}/{}".format(*sorted((a, b))), _BARE, _BARE),
    )
)
def test_a_date_read_back_is_the_same_days_and_never_fewer(edtf: str):
    try:
        when = When(edtf=edtf)
    except ValueError:
        return
    read, doubt = read_gedcom_date(gedcom_date(when))
    assert not doubt
    assert (read.earliest, read.latest, read.begins, read.ends) == (when.earliest, when.latest, when.begins, when.ends)


def test_the_newer_version_passes_its_validator():
    gedcom7 = pytest.importorskip("gedcom7")
    given = [FileGiven(name, data) for name, data in demo_files()]
    case = plan_import(CaseFile(), given, day=DEMO_DAY, random_ids=False).case
    for some in (case, three_siblings()):
        assert gedcom7.validate(gedcom7.loads(gedcom_file(some, Version.V7, show=frozenset(Sensitive)).text)) == []


SMALL = 60_000
"""Bytes of a real file that is quick enough to be read twice in a test."""


@BOTH
def test_every_person_couple_and_descent_of_real_files_comes_back(corpus: Path, form: Version):
    differ = []
    for path in sorted((corpus / "corpus").rglob("*.ged")):
        if path.stat().st_size > SMALL:
            continue
        given = [FileGiven(path.name, path.read_bytes())]
        plan = plan_import(CaseFile(), given, day=date(2026, 1, 1), random_ids=False)
        case = without_restricted(plan.case).case
        if plan.errors or not case.people:
            continue
        text = gedcom_file(case, form, show=frozenset(Sensitive)).text
        again = plan_import(
            CaseFile(), [FileGiven("x.ged", text.encode())], day=date(2026, 1, 1), random_ids=False
        ).case
        one, two = told(case), told(again)
        differ += [f"{path.name}: {key}" for key in ("people", "couples", "parents", "births") if one[key] != two[key]]
    assert differ == []


@BOTH
def test_what_is_told_of_a_birth_or_death_comes_back_said_once(form: Version):
    written = """0 HEAD
1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME Ada /Reed/
1 BIRT
2 DATE 3 APR 2014
2 TYPE Normal
2 CAUS of age
2 ADDR Hill Hospital
2 NOTE Born early; weighed little.
1 DEAT
2 CAUS Asthma
2 AGE 3
2 NOTE At home
0 TRLR
"""
    plan = plan_import(CaseFile(), [FileGiven("x.ged", written.encode())], day=date(2026, 1, 1), random_ids=False)
    first = gedcom_file(plan.case, form).text
    (again,) = (p for p in back(plan.case, form).people.values())
    assert again.facts == next(iter(plan.case.people.values())).facts
    assert "Born early; weighed little." in first


_COUNTED = """0 HEAD
1 GEDC
2 VERS {version}
0 @I1@ INDI
1 NAME Ada /Reed/
1 NCHI 3
2 DATE 3 APR 2014
2 SOUR @S1@
1 NMR 2
2 TYPE in church
2 DATE 4 MAY 2015
2 SOUR @S1@
1 EVEN
2 TYPE Home
2 DATE 1900
2 ADDR
3 CITY Hillham
3 CTRY UK
2 SOUR @S1@
0 @S1@ SOUR
1 TITL The register
1 REPO @R1@
0 @R1@ REPO
1 NAME The archive
0 TRLR
"""


@BOTH
def test_what_a_file_says_of_numbers_of_children_and_marriages_is_written_once(form: Version):
    given = [FileGiven("x.ged", _COUNTED.format(version=form.value).encode())]
    case = plan_import(CaseFile(), given, day=date(2026, 1, 1), random_ids=False).case
    text = gedcom_file(case, form).text
    assert [line for line in text.splitlines() if line.startswith(("1 NCHI", "1 NMR", "1 EVEN"))] == [
        "1 NCHI 3", "1 EVEN in church; 2", "1 EVEN Hillham, UK",
    ]  # fmt: skip
    assert text.count("SOUR @S1@") == 3


@BOTH
def test_what_was_written_is_written_the_same_when_it_comes_back(form: Version):
    given = [FileGiven("x.ged", _COUNTED.format(version=form.value).encode())]
    case = plan_import(CaseFile(), given, day=date(2026, 1, 1), random_ids=False).case
    assert gedcom_file(back(case, form), form).text == gedcom_file(case, form).text


@BOTH
def test_a_file_of_nobody_says_so(form: Version):
    assert gedcom_file(CaseFile(), form).left_out == ("anybody: nobody is recorded of whom this file may tell",)
