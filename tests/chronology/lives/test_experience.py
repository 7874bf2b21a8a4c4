"""One child's life apart from every sibling's, as at a day, with what is not known named."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.lives.experience import experience_of, known_of, not_known_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Impact, Neglect, Seen, View
from chronology.record.households import Household, Residence
from chronology.record.plans import Plan
from chronology.record.values import Record
from tests.families import person

DAY = date(2024, 1, 1)


def family(*records: Record) -> CaseFile:
    return CaseFile.of(
        [
            person("mum", "Kelly Reed", "female", "1990"),
            person("ada", "Ada Shaw", "female", "2015-03-10", is_subject=True),
            person("ben", "Ben Shaw", "male", "2018-06-01", is_subject=True),
            *records,
        ]
    )


def entry(
    ident: str, when: str, category: str = "home_visit", children: tuple[str, ...] = ("ada",), **more: object
) -> Entry:
    return Entry(
        id=ident, when=When(edtf=when), category=category, children=children, event=f"what {ident} says", **more
    )  # type: ignore[arg-type]


def test_each_part_of_a_day_is_the_childs_own_account_or_none():
    life = experience_of(
        family(
            entry("a", "2020-01-01", part_of_day="morning"),
            entry("b", "2020-02-01", children=("ada", "ben"), part_of_day="night"),
            entry(
                "c",
                "2020-03-01",
                children=("ada", "ben"),
                part_of_day="evening",
                impacts=(Impact(child="ada", words="alone"),),
            ),
        ),
        "ada",
        day=DAY,
    )
    assert {part for part, row in life.parts.items() if row} == {"morning", "evening"}


def test_seen_and_seen_alone_are_this_childs():
    life = experience_of(
        family(
            entry(
                "a", "2020-01-01", children=("ada", "ben"), seen=(Seen(child="ben", is_alone=True), Seen(child="ada"))
            ),
            entry("b", "2020-02-01", children=("ada", "ben"), seen=(Seen(child="ben"),)),
        ),
        "ada",
        day=DAY,
    )
    assert [(s.row.entry.id, s.is_alone) for s in life.seen] == [("a", False)]


def test_homes_tell_who_lived_there_in_that_time_and_no_end_that_had_not_come():
    home = Household(id="h", name="Larch Close")
    records = (
        home,
        Residence(id="r1", person="ada", household="h", when=When(edtf="2015-03-10/2030-01-01")),
        Residence(id="r2", person="mum", household="h", when=When(edtf="2010/2016-01-01")),
        Residence(id="r3", person="ben", household="h", when=When(edtf="2018-06-01/..")),
    )
    life = experience_of(family(*records), "ada", day=date(2017, 1, 1))
    (stay,) = life.stays
    assert stay.others == ("mum",)
    assert stay.episode.when.edtf == "2015-03-10/.."


def test_a_plan_stands_as_at_the_day():
    plan = Plan(id="p", child="ada", tier="child_in_need", when=When(edtf="2020-01-01/2021-01-01"))
    assert not experience_of(family(plan), "ada", day=date(2019, 1, 1)).timeline.plans
    (period,) = experience_of(family(plan), "ada", day=date(2020, 6, 1)).timeline.plans
    assert period.end is None


def test_severity_is_only_what_a_worker_entered_and_withdrawn_entries_do_not_count():
    life = experience_of(
        family(
            entry("a", "2020-01-01", "hunger", neglect=(Neglect(domain="FTP-food", severity=3, tool="GCP2"),)),
            entry("b", "2020-02-01", "hunger", neglect=(Neglect(domain="FTP-food"),)),
            entry("c", "2020-03-01", "hunger", neglect=(Neglect(domain="FTP-food"),), standing="withdrawn"),
            entry("d", "2020-03-02", "hunger", children=("ada", "ben"), neglect=(Neglect(domain="LOS", child="ben"),)),
        ),
        "ada",
        day=DAY,
    )
    assert [(row.entry.id, n.severity) for row, n in life.neglect["FTP-food"]] == [("a", 3), ("b", None)]
    assert set(life.neglect) == {"FTP-food"}


def test_what_is_known_of_a_sibling_only_is_said_without_naming_anybody():
    case = family(
        entry("a", "2020-01-01", children=("ada", "ben")),
        entry("b", "2020-02-01", children=("ben",), views=(View(child="ben", words="I like school"),)),
    )
    ada, ben = (experience_of(case, child, day=DAY) for child in ("ada", "ben"))
    assert not_known_of(ada, [ben]) == ("an entry about this child alone", "this child's own words")
    assert not not_known_of(ben, [ada])
    assert known_of(ben) == {"alone", "seen", "words"}


@pytest.mark.parametrize(
    ("records", "missing"),
    [
        ((entry("a", ""),), "1 entry not dated"),
        ((entry("a", "2013-01-01"),), "1 entry more than a pregnancy before birth"),
        ((entry("a", "2020", "moonshine"),), "1 entry of a category that is not known"),
        ((entry("a", "2020-01-01", "cin_end"),), "a plan (child_in_need) that ends without a start"),
        (
            tuple(
                Plan(id=w, child="ada", tier="child_in_need", when=When(edtf=w))
                for w in ("2020-01-01/..", "2021-01-01/..")
            ),
            "two plans of one kind at once, of 1 January 2020 and of 1 January 2021",
        ),
        ((), "no home of this child is recorded"),
    ],
)
def test_what_cannot_be_told_is_named(records, missing):
    assert missing in experience_of(family(*records), "ada", day=DAY).missing


def test_a_child_without_a_date_of_birth_has_no_stage_and_says_so():
    case = CaseFile.of([person("ada", "Ada Shaw", is_subject=True), entry("a", "2020-01-01")])
    life = experience_of(case, "ada", day=DAY)
    assert life.stages == {1: ()}
    assert any("date of birth is not recorded" in words for words in life.missing)


def test_stages_follow_the_age_as_far_as_the_dates_tell_it():
    life = experience_of(family(entry("a", "2015-06-01"), entry("b", "2016/2019")), "ada", day=DAY)
    assert list(life.stages.values()) == [
        ("under 18 months",),
        ("under 18 months", "18 months to 2 years", "3 to 5 years"),
    ]


def test_half_a_year_without_an_entry_is_a_gap_and_not_before_birth():
    case = family(entry("z", "2001"), entry("a", "2015-06-01"), entry("b", "2016-06-01"), entry("c", "2016-08-01"))
    assert [g.days for g in experience_of(case, "ada", day=DAY).gaps] == [366]


def test_what_a_parent_told_of_a_change_stands_beside_what_was_observed():
    told = entry("a", "2020-01-01", "progress", basis="told by parent")
    seen = entry("b", "2020-02-01", "home_visit", basis="observed", contradicts=("a",))
    kept = entry("c", "2020-03-01", "progress", basis="told by parent", corroborates=("d",))
    other = entry("d", "2020-03-02", "school", basis="observed")
    life = experience_of(
        family(told, seen, kept, other, entry("e", "2020-04-01", "progress", basis="observed")), "ada", day=DAY
    )
    assert [
        (c.row.entry.id, [r.entry.id for r in c.confirmed_by], [r.entry.id for r in c.contradicted_by])
        for c in life.claims
    ] == [("a", [], ["b"]), ("c", ["d"], [])]
