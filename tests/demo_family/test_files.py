"""The shipped Marlow files are what the story says, and the story holds what training needs."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from difflib import SequenceMatcher

import pytest

from chronology.demo import DEMO_DAY, DEMO_NAMES, demo_files
from chronology.intake.importing import FileGiven, plan_import
from chronology.practice.categories import categories
from chronology.readers.tables import read_tables
from chronology.record.casefile import CaseFile
from chronology.record.dates import read_when
from tests.demo_family.make import FILES
from tests.demo_family.story import CHILDREN, Told, entries, family

ROWS = {"school": 50, "health-visitor": 29, "police": 16, "social-care": 84}
TABLES = {"school": "docx", "health-visitor": "xlsx", "police": "csv", "social-care": "docx"}
BORN = {
    "Ada Marlow": date(2013, 10, 8),
    "Ben Marlow": date(2018, 4, 19),
    "Cora Marlow": date(2022, 6, 27),
    "Jude Marlow": date(2016, 11, 3),
}
EVERY = {agency: entries(agency) for agency in ROWS}
ALL = [told for agency in ROWS for told in EVERY[agency]]


def some(category: str, agency: str = "", **having: str) -> list[Told]:
    """Return the entries of a category whose columns hold these words."""
    return [
        t
        for a, told in EVERY.items()
        for t in told
        if agency in {"", a} and t.category == category and all(w in t.of(c) for c, w in having.items())
    ]


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_each_shipped_file_is_what_the_story_makes(name: str):
    assert dict(demo_files())[name] == FILES[name]()


@pytest.mark.parametrize("agency", ROWS)
def test_each_agency_s_file_reads_as_one_table_with_a_row_an_entry(agency: str):
    name = f"{agency}.{TABLES[agency]}"
    read = read_tables(dict(demo_files())[name], name)
    assert len(EVERY[agency]) == ROWS[agency]
    assert [len(table.rows) for table in read.tables] == [ROWS[agency] + 1]


@pytest.mark.parametrize("told", ALL, ids=lambda t: f"{t.date or 'undated'} {t.category}")
def test_no_entry_is_before_the_birth_of_a_child_it_names_or_after_the_day(told: Told):
    if told.day is None:
        return
    assert told.day <= DEMO_DAY
    for child in filter(None, told.children.split("; ")):
        assert told.day >= BORN[child]


def test_every_category_is_one_of_the_practice_data():
    assert {t.category for t in ALL} <= set(categories().categories)


def test_every_date_in_words_can_be_read():
    for told in ALL:
        if told.date and told.day is None and told.date != "n/k":
            assert not read_when(told.date, latest=DEMO_DAY).is_undated, told.date


def test_weeks_begin_on_mondays_and_schools_and_clinics_are_open():
    for told in ALL:
        if told.date.startswith("w/c"):
            day, month, year = (int(part) for part in told.date[4:].split("."))
            assert date(2000 + year, month, day).weekday() == 0
    for told in EVERY["school"] + EVERY["health-visitor"]:
        if told.day:
            assert told.day.weekday() < 5, told
            assert (
                not (date(told.day.year, 7, 25) < told.day < date(told.day.year, 9, 1))
                or told in EVERY["health-visitor"]
            )


def test_the_children_are_eleven_six_and_two_and_named_as_in_the_family():
    people = {p["name"].replace("/", ""): p for p in family()["person"]}
    assert set(CHILDREN.values()) <= set(people)
    subjects = [name for name, p in people.items() if p.get("subject")]
    years = [(DEMO_DAY - BORN[name]) // timedelta(days=365.25) for name in subjects]
    assert dict(zip(subjects, years, strict=True)) == {"Ada Marlow": 11, "Ben Marlow": 6, "Cora Marlow": 2}


def test_the_family_has_three_partners_a_disputed_father_a_foster_and_an_adoptive_link():
    text = dict(demo_files())["marlow-family.ged"].decode()
    unions = [u for u in family()["union"] if "LEANNE" in u["partners"] and u["steps"]]
    assert len(unions) == 3
    assert text.count("2 STAT challenged") == 2
    assert text.count("2 PEDI foster") == 4
    assert text.count("2 PEDI adopted") == 1


def test_the_plans_go_up_down_close_and_up_again_to_an_interim_order():
    kinds = {
        "cin_start",
        "cp_plan_start",
        "cp_plan_end",
        "step_down",
        "step_up",
        "case_closed",
        "care_episode_start",
        "court_order",
    }
    steps = [t.category for t in EVERY["social-care"] if t.category in kinds and "Ada" in t.children]
    assert steps == [
        "cin_start", "cin_start", "cp_plan_start", "cp_plan_end", "step_down", "case_closed", "cin_start",
        "cp_plan_start", "step_up", "care_episode_start", "court_order", "cp_plan_end",
    ]  # fmt: skip


def test_appointments_are_missed_and_rearranged_over_several_services():
    missed = [t for t in ALL if t.category in {"was_not_brought", "cancelled"}]
    assert {"audiology", "dentist", "health visiting", "paediatrics"} <= {t.of("service") for t in missed}
    assert len([t for t in missed if t.category == "cancelled"]) >= 4


def test_what_money_and_housing_explain_is_said_to_be_explained_by_them():
    assert {"money", "housing"} <= {t.of("explained_by") for t in ALL}
    assert any("sanction" in t.event and t.of("explained_by") == "money" for t in ALL)
    assert any("mould" in t.event and t.of("explained_by") == "housing" for t in ALL)


def test_the_police_argument_and_the_child_s_account_of_it_differ():
    (log,) = some("domestic_abuse_callout", "police", event="Verbal argument only")
    (account,) = some("domestic_abuse", "school")
    assert "unaware" in log.event
    assert "under with Ben" in account.of("view")
    assert (log.day, account.day) == (date(2018, 11, 17), date(2018, 11, 22))


def test_one_paragraph_is_pasted_month_after_month_and_names_the_wrong_child():
    visits = [t for t in some("home_visit", "social-care") if "plays well with" in t.event]
    assert [t.children.split()[0] for t in visits] == ["Ben", "Ben", "Ada", "Cora"]
    assert visits[2].event == visits[0].event
    assert "Ben" in visits[2].event
    assert SequenceMatcher(None, visits[0].event, visits[3].event, autojunk=False).ratio() > 0.9


def test_unproved_and_withheld_information_is_there_to_be_left_out():
    assert {"intelligence", "protected address", "privileged", "referrer", "adoption"} <= {
        t.of("restriction") for t in ALL
    }
    assert {"alleged", "not proved", "withdrawn", "found by a court"} <= {t.of("standing") for t in ALL}


def test_children_s_exact_words_come_with_the_question_asked():
    views = [t.of("view") for t in ALL if t.of("view")]
    assert len(views) >= 12
    assert all("sked " in view and '": "' in view for view in views)


def test_strengths_and_help_that_came_late_are_recorded():
    assert len([t for t in ALL if t.category in {"strength", "progress"}]) >= 12
    assert any("pandemic" in t.event and t.category == "service_offered" for t in ALL)
    assert any("What happens if Nan is ill" in t.event for t in some("supervision"))
    assert any("waiting lists" in t.event for t in some("case_closed"))


def test_ada_s_impact_is_written_least_often_for_her_entries():
    share = Counter[str]()
    for child in ("Ada", "Ben", "Cora"):
        hers = [t for t in ALL if child in t.children]
        share[child] = round(100 * sum(bool(t.of(f"impact: {child} Marlow")) for t in hers) / len(hers))
    assert min(share, key=lambda child: share[child]) == "Ada"


def test_dates_are_exact_in_words_weeks_terms_and_missing():
    words = {t.date for t in ALL if t.day is None}
    assert {"early March 2016", "w/c 4.2.19", "Autumn term 2017", "late 2019", "n/k", ""} <= words


def test_every_row_of_every_file_is_added_with_its_children_its_date_and_nothing_refused():
    given = [FileGiven(name, data) for name, data in demo_files()]
    plan = plan_import(CaseFile(), given, day=DEMO_DAY, random_ids=False)
    assert [(r.rows - r.added - r.merged, len(r.refused)) for r in plan.reports] == [(0, 0)] * 6
    assert len(plan.case.people) == len(family()["person"])
    undated = [entry for entry in plan.case.entries if entry.when.is_undated]
    assert len(undated) == len([t for t in ALL if t.date in {"", "n/k"}])
    assert not [entry.children_as_written for entry in plan.case.entries if entry.children_as_written]


def test_nobody_is_recorded_at_home_with_their_mother_after_going_to_the_foster_home():
    away = date(2024, 9, 2)
    for told in ALL:
        if told.day and told.day > away:
            assert told.category not in {
                "home_visit",
                "home_conditions",
                "hunger",
                "not_collected",
                "was_not_brought",
            }, told
