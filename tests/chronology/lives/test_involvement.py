"""How long social care has been involved: what is recorded, with its dates, and nothing that is not."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.lives.involvement import involvement_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Closure, Decision
from chronology.record.entries import Entry, Origin
from chronology.record.people import Person
from chronology.record.plans import Plan
from chronology.record.sources import Restriction, Standing
from chronology.record.ties import Order, Parentage
from exporters.documents.involvement import involvement_points

ADA, BEN, MUM = "ada0000000000000000a", "ben0000000000000000b", "mum0000000000000000c"
DAY = date(2021, 6, 1)
PEOPLE = (
    Person(id=ADA, name="Ada Marlow", given="Ada", birth=When(edtf="2012-11-03"), is_subject=True),
    Person(id=BEN, name="Ben Marlow", given="Ben", birth=When(edtf="2010-02-20"), is_subject=True),
    Person(id=MUM, name="Kim Marlow", given="Kim", birth=When(edtf="1990")),
    Parentage(id="p" * 20, child=ADA, parents=(MUM,)),
)


def act(number: int, edtf: str, category: str, *children: str, **more: object) -> Entry:
    return Entry.model_validate(
        {
            "id": f"{number:020d}",
            "when": When(edtf=edtf),
            "event": f"ACT {number}",
            "category": category,
            "children": children,
            **more,
        }
    )


def told(*records: object, day: date = DAY) -> str:
    case = CaseFile.of((*PEOPLE, *records))  # type: ignore[arg-type]
    points = involvement_points(involvement_of(case, ADA, day=day), "Ada", {f"{1:020d}": 7})
    return "\n".join(points).replace("\u00a0", " ")


def test_the_family_and_the_child_are_first_recorded_apart():
    said = told(act(1, "2016-06-01", "referral", ADA), act(2, "2012-06-01", "referral", BEN))
    assert "With the family: first recorded 1 June 2012, 9 years before 1 June 2021." in said
    assert "With Ada: first recorded 1 June 2016 (referral, entry 7), 5 years before 1 June 2021." in said
    assert "ACT 2" not in said
    assert "Ben" not in said


def test_where_nothing_is_recorded_it_says_so_and_invents_no_beginning():
    assert "No dated involvement of children’s social care is recorded." in told()
    said = told(act(2, "2012-06-01", "referral", BEN))
    assert "With Ada: no dated involvement that names Ada is recorded." in said
    assert "Plans: none recorded." in said
    assert "began" not in said


def test_an_uncertain_first_date_gives_no_exact_length():
    said = told(act(1, "2016", "referral", ADA))
    assert "first recorded 2016 (referral, entry 7), between 4 years 5 months and 5 years 5 months before" in said


def test_what_was_done_for_a_parent_as_a_child_is_not_this_familys():
    said = told(act(1, "2016-06-01", "referral", ADA), act(2, "2001-01-01", "care_episode_start", MUM))
    assert "2001" not in said


@pytest.mark.parametrize(
    "more",
    [{"restriction": (Restriction.PRIVILEGED,)}, {"standing": Standing.WITHDRAWN}],
    ids=["withheld", "withdrawn"],
)
def test_what_is_withheld_or_withdrawn_is_no_sign(more):
    said = told(act(1, "2016-06-01", "referral", ADA), act(2, "2013-01-01", "referral", ADA, **more))
    assert "2013" not in said


def test_a_visit_counts_where_social_care_itself_made_it():
    by_school = act(2, "2013-01-01", "home_visit", ADA, origin=Origin(agency="School"))
    by_worker = act(3, "2014-01-01", "home_visit", ADA, origin=Origin(agency="Social care"))
    said = told(act(1, "2016-06-01", "referral", ADA), by_school, by_worker)
    assert "first recorded 1 January 2014 (home visit)" in said


def test_plans_are_told_by_tier_with_their_dates_and_what_has_no_date_says_so():
    said = told(
        act(2, "2016-06-01", "cp_plan_start", ADA, plan="child protection (neglect)"),
        act(3, "2017-05-04", "cp_plan_end", ADA),
        act(4, "2019-01-01", "plan_end", ADA, plan="child in need"),
        Plan(id="a" * 20, child=ADA, tier="child_in_need", when=When(edtf="2020-01~/..")),
    )
    assert "child protection (neglect), 1 June 2016 to 4 May 2017" in said
    assert "child in need, start not recorded to 1 January 2019" in said
    assert "child in need, from about January 2020, no end recorded" in said
    assert "On 1 June 2021: child in need since about January 2020." in said


def test_a_plan_that_is_recorded_as_such_and_by_entries_is_told_once():
    said = told(
        act(2, "2016-06-01", "cp_plan_start", ADA, plan="child protection"),
        act(3, "2017-05-04", "cp_plan_end", ADA),
        Plan(id="a" * 20, child=ADA, tier="child_protection", when=When(edtf="2016-06-01/2017-05-04")),
    )
    assert said.count("child protection, 1 June 2016") == 1


def test_a_time_without_plan_or_act_is_told_as_nothing_recorded():
    said = told(
        act(2, "2016-06-01/2017-05-04", "plan_start", ADA, plan="child in need"), act(3, "2019-01-10", "referral", ADA)
    )
    assert (
        "Nothing recorded, for longer than half a year: 4 May 2017 to 10 January 2019; 10 January 2019 to 1 June 2021."
        in said
    )


def test_a_plan_without_an_end_leaves_no_time_without():
    assert "Nothing recorded" not in told(
        Plan(id="a" * 20, child=ADA, tier="child_in_need", when=When(edtf="2016-01-01/.."))
    )


def test_orders_decisions_and_closures_are_taken_from_their_records():
    said = told(
        Order(id="o" * 20, child=ADA, status="ico", when=When(edtf="2021-01-10/..")),
        Decision(id="d" * 20, what="referral", when=When(edtf="2015-03-03"), children=(ADA,)),
        Closure(id="c" * 20, when=When(edtf="2016-02-02"), children=(ADA,)),
    )
    assert "first recorded 3 March 2015 (decision: referral)" in said
    assert "Orders and legal statuses: interim care order" in said
    assert "Closures: 1 (2 February 2016)." in said
    assert "On 1 June 2021: interim care order." in said


def test_nothing_after_the_day_is_told():
    said = told(act(1, "2016-06-01", "referral", ADA), act(2, "2020-01-01", "cp_plan_start", ADA), day=date(2018, 1, 1))
    assert "2020" not in said
    assert "On 1 January 2018: no plan or order is recorded as running." in said


def test_acts_without_a_date_are_counted_and_no_length_rests_on_them():
    assert "1 act of social care without a date is not counted in any length." in told(act(1, "", "referral", ADA))
