"""The statutory return on children looked after: episodes, homes and statuses, child by child."""

from __future__ import annotations

from chronology.intake.choices import Choices
from chronology.intake.importing import FileGiven, plan_import
from chronology.intake.previews import row_lines
from chronology.record.casefile import CaseFile
from chronology.record.households import Footing
from chronology.record.people import Gender
from tests.chronology.intake.imports import DAY, entries, family, imported

HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
FIRST = "77,15/02/2016,S,C1,N1,U6,PR1,01/05/2016,X1,,AB1 2CD,EF3 4GH,123\n"
LEGAL = "77,01/05/2016,L,C2,N1,U6,PR1,,,,AB1 2CD,EF3 4GH,123\n"
ENDED = "77,01/05/2016,L,C2,N1,U6,PR1,14/08/2017,E4A,,AB1 2CD,EF3 4GH,123\n"


def test_episodes_are_entries_homes_and_statuses_with_the_codes_written_out():
    plan = imported(HEAD + FIRST + ENDED, CaseFile(), name="episodes.csv")
    started, order, ended = plan.case.entries
    assert started.category == "care_episode_start"
    assert "interim care order (C1)" in started.event
    assert "foster home with another carer, not long term (U6)" in started.event
    assert (order.category, ended.category, ended.when.edtf) == ("court_order", "care_episode_end", "2017-08-14")
    (home,) = plan.case.residences
    assert (home.footing, home.when.edtf) == (Footing.FOSTER, "2016-02-15/2017-08-14")
    assert [(o.status, o.when.edtf) for o in plan.case.orders] == [
        ("ico", "2016-02-15/2016-05-01"),
        ("co", "2016-05-01/2017-08-14"),
    ]
    assert (plan.reports[0].kind, plan.reports[0].rows, plan.reports[0].added) == ("ssda903", 2, 2)


def test_postcodes_are_kept_and_shown_nowhere():
    plan = imported(HEAD + FIRST, CaseFile(), name="episodes.csv")
    (entry,) = plan.case.entries
    assert "EF3" not in entry.event
    assert {c.tag: c.value for c in entry.carried}["PL_POST"] == "EF3 4GH"


def test_next_years_return_ends_what_was_open_and_adds_nothing_twice():
    first = imported(HEAD + FIRST + LEGAL, CaseFile(), name="2016.csv")
    again = imported(HEAD + FIRST + ENDED, first.case, name="2017.csv")
    assert again.reports[0].merged == 2
    assert [e.category for e in entries(again)] == ["care_episode_end"]
    assert {r.when.edtf for r in again.case.residences} == {"2016-02-15/2017-08-14"}
    assert len(again.case.orders) == 2


def test_rows_of_children_of_other_families_are_not_added():
    plan = imported(HEAD + FIRST, name="episodes.csv")
    assert plan.records == ()
    assert "is not in this family" in plan.reports[0].refused[0].reason


def test_a_number_is_told_apart_by_a_decision_and_then_known():
    plan = imported(HEAD + FIRST, name="episodes.csv", choices=Choices(names={"77": "Ada Shaw"}))
    assert plan.case.entries[0].children == ("ada",)


def test_a_number_of_nobody_known_is_asked_about_with_the_child_born_on_that_day_first():
    head = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n77,2,12/03/2010,WBRI,,,\n"
    asked = imported(head, name="header.csv").reports[0].names
    assert [(a.words, a.means, a.candidates, a.rows) for a in asked] == [("77", "asked", ("ada",), (2,))]
    decided = imported(head, name="header.csv", choices=Choices(names={"77": "nobody"})).reports[0]
    assert not decided.names
    assert "not in this family" in decided.refused[0].reason


def test_of_a_whole_councils_return_only_numbers_of_a_childs_birthday_are_asked_about():
    rows = "".join(f"{n},2,01/01/20{n - 90},WBRI,,,\n" for n in range(101, 115))
    head = f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{rows}77,2,12/03/2010,WBRI,,,\n"
    report = imported(head, name="header.csv").reports[0]
    assert len(report.refused) == 15
    assert [asked.words for asked in report.names] == ["77"]


def test_each_row_of_a_return_says_what_it_will_be():
    plan = imported(HEAD + FIRST, CaseFile())
    (line,) = row_lines(plan.reports[0], plan)
    assert "Local authority" in line
    assert plan.case.entries[0].event in line


def test_the_header_gives_who_the_children_are_whatever_the_order_of_files():
    head = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n77,2,27/03/2008,WBRI,D05,,\n78,1,ZZ/05/2021,REFU,,,\n"
    files = [FileGiven("episodes.csv", (HEAD + FIRST).encode()), FileGiven("header.csv", head)]
    plan = plan_import(CaseFile(), files, day=DAY)
    people = {p.ref: p for p in plan.case.people.values()}
    assert (people["77"].birth.edtf, people["77"].gender, people["77"].about.ethnicity) == (
        "2008-03-27",
        Gender.FEMALE,
        "White British",
    )
    assert (people["78"].birth.edtf, people["78"].about.ethnicity) == ("2021-05", "")
    assert plan.case.entries[0].children == (people["77"].id,)


def test_a_known_childs_birth_is_left_as_it_is_where_the_return_differs():
    known = family()
    plan = imported("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nada,2,27/03/2008,,,,\n", known, name="header.csv")
    assert plan.case.people["ada"].birth.edtf == "2010-03-12"
    assert "birth differs" in " ".join(w.message for w in plan.reports[0].warnings)


def test_adoption_permanence_and_missing_tables_are_read():
    adoption = imported(
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n77,1/1/2013,22/11/2015,07/04/2017,XXX\n",
        CaseFile(),
        name="a.csv",
    )
    assert [e.when.edtf for e in adoption.case.entries] == ["2015-11-22", "2017-04-07"]
    permanence = imported(
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n77,1/1/2013,P2,ABC,ZZ/05/2011\n", adoption.case, name="p.csv"
    )
    (child,) = permanence.case.people.values()
    assert (child.facts[0].when.edtf, child.facts[0].words) == ("2011-05", "special guardianship order, ABC (P2)")
    missing = imported(
        "CHILD,DOB,MISSING,MIS_START,MIS_END\n77,1/1/2013,M,01/02/2020,03/02/2020\n", permanence.case, name="m.csv"
    )
    assert entries(missing)[0].when.edtf == "2020-02-01/2020-02-03"
